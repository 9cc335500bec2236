"""Tables written to files, for Excel or as CSV; a file that is there already is never written over.

A text is a text: one that begins with ``=``, ``+``, ``-`` or ``@`` is no formula when it is opened.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from zhangye_fes.excelfiles import new_workbook
from zhangye_fes.tables import visible
from zhangye_fes.wordfiles import BODY, MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["as_csv", "as_xlsx", "ending", "save"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 7, 60
"""The widths that a column has at least and at most, in characters."""
_LINE, _HIGHEST = 15, 409
"""The height of a line and the greatest that Excel gives a row, in points."""
_CHINESE = "\u2e80"
"""From here on a character is as wide as two."""


def __dir__() -> list[str]:
    return __all__


def ending(*suffixes: str) -> Callable[[str], Path]:
    """Make a path of what was given for a file whose name has to end in one of these.

    >>> ending(".csv", ".xlsx")("评分.CSV").name
    '评分.CSV'
    """

    def path(given: str) -> Path:
        from argparse import ArgumentTypeError  # noqa: PLC0415 - only where something is wrong

        if Path(given).suffix.lower() not in suffixes:
            known = " / ".join(suffixes)
            told = f"文件名须以此结尾 · a name that ends in {known}: {visible(given)}"
            raise ArgumentTypeError(told)
        return Path(given)

    return path


def save(path: Path, data: bytes) -> None:
    """Write a new file.

    Raises:
        FileExistsError: it is there already: somebody may have filled it in.
    """
    with path.open("xb") as file:
        file.write(data)


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, by which spreadsheets know it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> as_csv(["社区", "合计"], [["=1+1", 90]]).decode("utf-8-sig").splitlines()
    ['社区,合计', "'=1+1,90"]
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (titles, *rows):
        writer.writerow([f"'{each}" if str(each).startswith(_FORMULA) else each for each in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(titles: Sequence[str], rows: Sequence[Sequence[str | int]], title: str) -> bytes:
    """A table as a workbook: whole numbers as numbers, everything else as text.

    Args:
        titles: of the columns.
        rows: a value for each column.
        title: what the table is called, and its sheet.

    Raises:
        MissingExtra: XlsxWriter is not installed.

    >>> as_xlsx(["社区", "合计"], [["甘泉社区", 90]], "评分")[:2]
    b'PK'
    """
    file = io.BytesIO()
    lines = (titles, *rows)
    widths = [_wide(cells) for cells in zip(*(rows or [titles]), strict=True)]
    with new_workbook(file, title) as book:
        page = book.add_worksheet(title)
        look = {"font_name": BODY, "valign": "vcenter", "text_wrap": True, "border": 1}
        words, points = book.add_format(look), book.add_format(look | {"align": "center"})
        head = book.add_format(look | {"font_name": MARK, "align": "center"})
        for at, row in enumerate(lines):
            page.set_row(at, _high(row, widths))
            for column, each in enumerate(row):
                inner = points if 0 < column < len(row) - 1 else words
                if isinstance(each, int):
                    page.write_number(at, column, each, inner)
                else:
                    page.write_string(at, column, each, inner if at else head)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    return file.getvalue()


def _wide(cells: Sequence[str | int]) -> int:
    """The width of a column that holds these."""
    return min(_WIDEST, max(_NARROWEST, *map(_width, cells)))


def _high(row: Sequence[str | int], widths: Sequence[int]) -> int:
    """The height of a row in points, with its texts in as many lines as they need."""
    lines = max(-(-_width(each) // width) for each, width in zip(row, widths, strict=True))
    return min(_HIGHEST, _LINE * lines + 4)


def _width(value: str | int) -> int:
    return 1 + sum(2 if each >= _CHINESE else 1 for each in str(value))
