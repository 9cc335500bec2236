"""附件2 as an Excel workbook to be filled in, and where everything stands on it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from zhangye_fes.excelfiles import TEXT, new_workbook, whole_number
from zhangye_fes.messages import explain
from zhangye_fes.papers import check_review
from zhangye_fes.regulation import lines
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.sheetparts import address
from zhangye_fes.values import FrozenDict
from zhangye_fes.wordfiles import BODY, MARK, TITLE
from zhangye_fes.wordforms import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from zhangye_fes.papers import FilledSheet, Marks

__all__ = ["COLUMNS", "NAMES", "PROJECTS", "REMARK", "ROWS", "SHEET", "SUMS", "TOTAL"]
__all__ += ["merged", "printed", "sheet"]

SHEET = "附件2"
"""The sheet of the form."""
_FIRST = 6
ROWS = FrozenDict({row.id: _FIRST + at for at, row in enumerate(ANNEX_2.rows)})
"""The line of the sheet on which each row of 附件2 stands."""
PROJECTS = FrozenDict(
    {
        project.id: tuple(ROWS[row.id] for row in ANNEX_2.rows if row.project == project.id)
        for project in ANNEX_2.projects
    }
)
"""The lines of each project; its sums stand on the first."""
TOTAL = _FIRST + len(ROWS)
"""The line of 合计."""
NAMES = FrozenDict({"county": (3, 3), "street": (3, 6), "name": (3, 8)})
"""Where the names of 单位名称 are typed: line and column."""
COLUMNS = FrozenDict({"own": 9, "review": 10})
"""The columns 自评 and 考评."""
SUMS = FrozenDict({"own": 11, "review": 12})
"""Beside the table, not printed: the sums of the projects."""
REMARK = 13
"""Beside the table, not printed: 备注."""

_CONTENT, _PROJECT_POINTS, _POINTS, _MARKING = 3, 4, 5, 6
_WIDE = (5, 8, 24, 5, 5, 8, 12, 8, 6, 6, 9, 9, 30)
"""The widths of the columns, in characters."""
_HIGH = FrozenDict({1: 24, 2: 40, 3: 24, 4: 22, 5: 30, TOTAL: 24, TOTAL + 1: 18})
_LINE, _LEAST = 12, 30
"""The height of a line of the table and the least of a row, in points."""
_PER_LINE = FrozenDict({_CONTENT: 13, _MARKING: 15})
"""How many Chinese characters a line of each wordy column takes."""


def __dir__() -> list[str]:
    return __all__


def printed() -> Iterator[tuple[int, int, str]]:
    """Everything that the form says by itself: line, column, text.

    >>> next(printed())
    (1, 1, '附件2')
    """
    yield 1, 1, SHEET
    yield 2, 1, lines()["annex2"]
    for column, text in ((1, "单位名称："), (4, "县（区）"), (7, "街道（乡镇）"), (9, "社区")):
        yield 3, column, text
    for column, text in _HEADS.items():
        yield 4, column, text
    for column, text in _SUBHEADS.items():
        yield 5, column, text
    for row in ANNEX_2.rows:
        yield ROWS[row.id], 1, row.id
        yield ROWS[row.id], _CONTENT, lines()[f"annex2.{row.id}.content"]
        yield ROWS[row.id], _POINTS, str(row.standard)
        yield ROWS[row.id], _MARKING, lines()[f"annex2.{row.id}.marking"]
    for project in ANNEX_2.projects:
        yield PROJECTS[project.id][0], 2, project.title
        yield PROJECTS[project.id][0], _PROJECT_POINTS, str(project.points)
    yield TOTAL, 1, "合计"
    yield TOTAL, _PROJECT_POINTS, str(sum(row.standard for row in ANNEX_2.rows))
    yield TOTAL + 1, 1, NOTE


_HEADS = FrozenDict(
    {
        1: "序号",
        2: "项目",
        _CONTENT: "考核内容",
        _PROJECT_POINTS: "标准分",
        _MARKING: "评分标准",
        COLUMNS["own"]: "考评成绩",
        SUMS["own"]: "项目小计（自动计算，不打印）",
        REMARK: "备注（不打印）",
    }
)
_SUBHEADS = FrozenDict(
    {
        _PROJECT_POINTS: "项目合计",
        _POINTS: "分项",
        COLUMNS["own"]: "自评",
        COLUMNS["review"]: "考评",
        SUMS["own"]: "自评小计",
        SUMS["review"]: "考评小计",
    }
)


def _merged() -> Iterator[tuple[int, int, int, int]]:
    """The areas of the form that are one cell: first line and column, last line and column."""
    yield 2, 1, 2, 10
    yield from ((3, first, 3, first + 1) for first in (1, 4, 9))
    yield from ((4, column, 5, column) for column in (1, 2, _CONTENT, REMARK))
    yield from ((4, first, 4, first + 1) for first in (_PROJECT_POINTS, *_PAIRS))
    yield 4, _MARKING, 5, _MARKING + 2
    yield from ((line, _MARKING, line, _MARKING + 2) for line in (*ROWS.values(), TOTAL))
    for rows in PROJECTS.values():
        if len(rows) > 1:
            columns = (2, _PROJECT_POINTS, *SUMS.values())
            yield from ((rows[0], column, rows[-1], column) for column in columns)
    yield TOTAL, 1, TOTAL, _CONTENT
    yield TOTAL, _PROJECT_POINTS, TOTAL, _POINTS
    yield TOTAL + 1, 1, TOTAL + 1, 10


_PAIRS = (COLUMNS["own"], SUMS["own"])


def merged() -> Iterator[str]:
    """The areas of the form that are one cell.

    >>> next(merged())
    'A2:J2'
    """
    for first, left, last, right in _merged():
        yield f"{address(first, left)}:{address(last, right)}"


def sheet(filled: FilledSheet) -> bytes:
    """附件2 as a workbook to be filled in, with what is entered already.

    The sums are formulas: beside 合计 stands which sums were entered otherwise.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    with new_workbook(file, lines()["annex2"]) as book:
        page = book.add_worksheet(SHEET)
        _page(page)
        styles = _Styles(book)
        _form(page, styles)
        for name, place in NAMES.items():
            _text(page, place, getattr(filled, name), styles.of(*place))
            _check_text(page, place)
        for row, line in ROWS.items():
            place = line, REMARK
            _text(page, place, filled.remarks.get(row, ""), styles.of(*place))
            _check_text(page, place)
        for column, marks in (("own", filled.own), ("review", filled.review)):
            _column(page, column, marks, styles)
        _sums(page, filled, styles)
    return file.getvalue()


def _page(page: Worksheet) -> None:
    """A4 with the margins of official documents; one page wide, the head on every page."""
    page.set_paper(9)
    page.set_margins(*(_inches(each) for each in (28, 26, 37, 35)))
    page.set_footer("&C&14— &P —", {"margin": _inches(24)})
    page.center_horizontally()
    page.print_area(0, 0, TOTAL, 9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(3, 4)
    page.freeze_panes(5, 0)
    page.protect("", {"format_rows": True, "format_columns": True})
    page.ignore_errors({"number_stored_as_text": f"A{_FIRST}:A{TOTAL}"})
    for column, width in enumerate(_WIDE):
        page.set_column(column, column, width)
    for line, high in _HIGH.items():
        page.set_row(line - 1, high)


def _inches(millimetres: int) -> float:
    return millimetres / 25.4


def _form(page: Worksheet, styles: _Styles) -> None:
    """What the form says by itself."""
    for first, left, last, right in _merged():
        page.merge_range(first - 1, left - 1, last - 1, right - 1, "", styles.of(first, left))
    for line in (*ROWS.values(), TOTAL):
        for column in range(1, REMARK + 1):
            if (line, column) != (TOTAL, REMARK):
                page.write_blank(line - 1, column - 1, None, styles.of(line, column))
    for line, column, text in printed():
        style = styles.of(line, column)
        if column in {_PROJECT_POINTS, _POINTS} and line >= _FIRST:
            page.write_number(line - 1, column - 1, int(text), style)
        else:
            page.write_string(line - 1, column - 1, text, style)
    for row, line in ROWS.items():
        needed = max(
            -(-len(lines()[f"annex2.{row}.{words}"]) // _PER_LINE[column])
            for words, column in (("content", _CONTENT), ("marking", _MARKING))
        )
        page.set_row(line - 1, max(_LEAST, _LINE * needed + 4))


def _column(page: Worksheet, name: str, marks: Marks | None, styles: _Styles) -> None:
    """One column of marks: what is entered, what may be entered, and the sums."""
    column = COLUMNS[name]
    points = {} if marks is None else {ROWS[row]: each for row, each in marks.points.items()}
    for row in ANNEX_2.rows:
        line = ROWS[row.id]
        if line in points:
            page.write_number(line - 1, column - 1, points[line], styles.of(line, column))
        wanted = f"填0至{row.standard}的整数"
        _check(page, (line, column), whole_number(row.standard, f"第{row.id}行", wanted))
    for place, rows in (
        *(((rows[0], SUMS[name]), rows) for rows in PROJECTS.values()),
        ((TOTAL, column), tuple(ROWS.values())),
    ):
        area = f"{address(rows[0], column)}:{address(rows[-1], column)}"
        known = [points[line] for line in rows if line in points]
        line, at = place
        page.write_formula(
            line - 1,
            at - 1,
            f'=IF(COUNT({area})=0,"",SUM({area}))',
            styles.of(*place),
            sum(known) if known else " ",  # of an empty text XlsxWriter says no type
        )


def _sums(page: Worksheet, filled: FilledSheet, styles: _Styles) -> None:
    """Beside 合计, which sums that were entered are not those of their rows."""
    found = [each for each in check_review(filled) if each.code == "SUM_MISMATCH"]
    if found:
        told = "；".join(map(explain, found))
        page.set_row(TOTAL - 1, max(_HIGH[TOTAL], _LINE * -(-len(told) // _PER_LINE[_MARKING]) + 4))
        _text(page, (TOTAL, REMARK), told, styles.of(TOTAL, REMARK))


# Cells


class _Styles:
    """The formats of the form, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def of(self, line: int, column: int) -> Format:
        """The format of a cell of 附件2."""
        kind = _kind(line, column)
        if kind not in self._made:
            common = {"font_name": BODY, "font_size": 9, "valign": "vcenter", "text_wrap": True}
            self._made[kind] = self._book.add_format(common | _LOOKS[kind])
        return self._made[kind]


_BOX = FrozenDict({"border": 1, "align": "center"})
_LOOKS = FrozenDict[str, dict[str, Any]](
    {
        "mark": {"font_name": MARK, "font_size": 16, "text_wrap": False},
        "title": {"font_name": TITLE, "font_size": 20, "align": "center"},
        "label": {"font_size": 10, "text_wrap": False},
        "name": {"font_size": 10, "bottom": 1, "align": "center", "num_format": "@", "locked": 0},
        "head": _BOX | {"font_name": MARK, "font_size": 10},
        "words": {"border": 1, "align": "left"},
        "cell": _BOX,
        "points": _BOX | {"num_format": "0", "locked": 0},
        "remark": {"border": 1, "num_format": "@", "locked": 0},
        "note": {"text_wrap": False},
    }
)


def _kind(line: int, column: int) -> str:
    if line <= len(_ABOVE):
        return "name" if (line, column) in NAMES.values() else _ABOVE[line - 1]
    if line > TOTAL:
        return "note"
    if line < _FIRST or (line == TOTAL and column == 1):
        return "head"
    if column in {_CONTENT, _MARKING}:
        return "words"
    if line < TOTAL and column in COLUMNS.values():
        return "points"
    return "remark" if column == REMARK else "cell"


_ABOVE = ("mark", "title", "label")


def _text(page: Worksheet, place: tuple[int, int], text: str, style: Format) -> None:
    line, column = place
    if text:
        page.write_string(line - 1, column - 1, text, style)
    else:
        page.write_blank(line - 1, column - 1, None, style)


def _check_text(page: Worksheet, place: tuple[int, int]) -> None:
    _check(page, place, TEXT)


def _check(page: Worksheet, place: tuple[int, int], rule: dict[str, Any]) -> None:
    line, column = place
    page.data_validation(line - 1, column - 1, line - 1, column - 1, rule)
