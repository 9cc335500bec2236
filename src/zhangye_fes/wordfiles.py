"""Word files as official documents are laid out; needs python-docx, which ``[forms]`` brings.

A4, margins 37, 35, 28 and 26 mm, 仿宋 for the text and 小标宋 for the title, as GB/T 9704 has them;
where a typeface is not installed, Word takes the next one of :data:`FONTS`.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from zhangye_fes.regulation import NUMBER
from zhangye_fes.safezip import packed
from zhangye_fes.values import FrozenDict
from zhangye_fes.workbooks import need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

__all__ = ["BODY", "FONTS", "MARK", "PRINTED", "TITLE", "add_paragraph", "add_table", "cells_of"]
__all__ += ["new_page", "saved", "say", "tell", "unruled"]

PRINTED = dt.datetime(2023, 9, 4)  # noqa: DTZ001 - a day, not a moment
"""When the notice with its forms was printed; every file says so, whenever it is written."""

BODY, TITLE, MARK = "仿宋_GB2312", "方正小标宋简体", "黑体"

FONTS = FrozenDict(
    {
        BODY: ("仿宋", "FangSong", "STFangsong", "FandolFang R"),
        TITLE: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "宋体", "SimSun"),
        MARK: ("SimHei", "STHeiti"),
        "宋体": ("SimSun", "STSong"),
    }
)
"""The typefaces of the forms, each with what may stand in for it."""

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def __dir__() -> list[str]:
    return __all__


def new_page(mark: str, title: str) -> Word:
    """An A4 page with its margins, its mark in the corner and its title."""
    need("docx", "python-docx")
    from docx import Document  # noqa: PLC0415 - an optional library
    from docx.shared import Mm  # noqa: PLC0415

    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.footer_distance = Mm(24)
    _styled(word)
    word.settings.odd_and_even_pages_header_footer = True
    _number(page.footer.paragraphs[0], "RIGHT")
    _number(page.even_page_footer.paragraphs[0], "LEFT")
    add_paragraph(word, mark, 16, "LEFT", MARK)
    add_paragraph(word, title, 22, "CENTER", TITLE)
    return word


def _styled(word: Word) -> None:
    """Set what every text has: typeface, language, and no space around it."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an optional library
    from docx.shared import Pt  # noqa: PLC0415

    normal: ParagraphStyle = word.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    _font(normal.element.get_or_add_rPr(), BODY)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _font(properties: BaseOxmlElement, name: str) -> None:
    """Set the typeface of Chinese, and say that quotation marks are Chinese too."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an optional library

    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _write(paragraph: Paragraph, text: str, size: int, align: str, font: str = BODY) -> None:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT  # noqa: PLC0415 - an optional library
    from docx.shared import Pt  # noqa: PLC0415

    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT[align]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _font(run.font.element.get_or_add_rPr(), font)


def add_paragraph(word: Word, text: str, size: int, align: str, font: str = BODY) -> None:
    """Add a paragraph: its size in points, its side ``LEFT`` or ``CENTER``."""
    from docx.shared import Pt  # noqa: PLC0415 - an optional library

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(size // 2)
    _write(paragraph, text, size, align, font)


def _number(paragraph: Paragraph, align: str) -> None:
    """The number of the page between two dashes, one character away from the edge."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an optional library
    from docx.oxml.ns import qn  # noqa: PLC0415

    _write(paragraph, "　— " if align == "LEFT" else "— ", 14, align, "宋体")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1").font
    run.size = paragraph.runs[0].font.size
    _font(run.element.get_or_add_rPr(), "宋体")
    run.element.addprevious(field)
    field.append(run.element)
    _write(paragraph, " —" if align == "LEFT" else " —　", 14, align, "宋体")


def add_table(word: Word, rows: int, widths: Sequence[int]) -> Table:
    """Add a table, its columns so many millimetres wide."""
    from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: PLC0415 - an optional library
    from docx.shared import Mm  # noqa: PLC0415

    table: Table = word.add_table(rows, len(widths), "Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def cells_of(row: _Row, height: int, *, head: bool = False) -> tuple[_Cell, ...]:
    """Make a row whole on its page and at least so many millimetres high; return its cells."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT  # noqa: PLC0415 - an optional library
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    row.height = Mm(height)
    properties = _element(row.cells[0]).getparent().get_or_add_trPr()
    for mark in ("w:cantSplit", "w:tblHeader")[: 1 + head]:
        properties.append(OxmlElement(mark))
    for cell in row.cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cells: tuple[_Cell, ...] = row.cells
    return cells


def _element(cell: _Cell) -> Any:  # noqa: ANN401 - the elements of XML have no types
    return cell.paragraphs[0].paragraph_format.element.getparent()


def say(cell: _Cell, text: str, size: int, align: str, font: str = BODY) -> None:
    """Fill an empty cell with one paragraph, a little away from its borders."""
    from docx.shared import Pt  # noqa: PLC0415 - an optional library

    (paragraph,) = cell.paragraphs
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    _write(paragraph, text, size, align, font)


def tell(cell: _Cell, text: str) -> None:
    """Fill a cell with paragraphs, each indented by two characters."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT  # noqa: PLC0415 - an optional library
    from docx.shared import Pt  # noqa: PLC0415

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.first_line_indent = Pt(24)
        paragraph.paragraph_format.space_before = Pt(0 if number else 4)
        _write(paragraph, line, 12, "JUSTIFY")


def unruled(cell: _Cell, side: str) -> None:
    """Leave a border of a cell out."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an optional library
    from docx.oxml.ns import qn  # noqa: PLC0415

    borders, border = OxmlElement("w:tcBorders"), OxmlElement(f"w:{side}")
    border.set(qn("w:val"), "nil")
    borders.append(border)
    _element(cell).get_or_add_tcPr().insert_element_before(borders, "w:vAlign")


def saved(word: Word, title: str) -> bytes:
    """The file, its dates and typefaces our own."""
    about = word.core_properties
    about.title, about.subject, about.author = title, NUMBER, ""
    about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = PRINTED
    about.language = "zh-CN"
    package = word.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    file = io.BytesIO()
    word.save(file)
    with zipfile.ZipFile(file) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    return packed(parts | {"word/fontTable.xml": "".join(_fonts()).encode()})


def _fonts() -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{_WORDS}">'
    for name, others in FONTS.items():
        yield f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/>'
        yield '<w:charset w:val="86"/></w:font>'
    yield "</w:fonts>"
