"""One worksheet of an Excel workbook as rows of texts, each cell read as it is shown.

5.0 is ``5``, a number that is shown in per cent is ``90%``, yes and no are ``TRUE`` and ``FALSE``,
a date is ``2024-03-01``; of a formula its saved result is read. Hidden rows are rows like others.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from zhangye_fes.errors import InvalidInput, MissingExtra, Problem
from zhangye_fes.safezip import AS_SAVED, MOST_BYTES, XLSX, packed, refused, unpacked, walk
from zhangye_fes.sheetparts import Book, NoCells, Relations, Scan, Styles, address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO

    CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

__all__ = ["Worksheet", "need", "worksheet"]

_LONGEST = 1000
_WHOLE = 10**15
"""From here on Excel no longer keeps every digit of a number."""

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_OTHERS = ("xl/sharedStrings.xml", "_rels/.rels", "[Content_Types].xml")
"""What else is needed to read a sheet."""
_FEW = 5


def __dir__() -> list[str]:
    return __all__


def need(module: str, package: str) -> None:
    """Say which package is needed.

    Raises:
        MissingExtra: it is not installed.

    >>> need("docy", "python-docy")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.MissingExtra: Word and Excel need python-docy, not installed: \
install zhangye-fes[forms]
    """
    if find_spec(module) is None:
        raise MissingExtra(
            f"Word and Excel need {package}, not installed: install zhangye-fes[forms]"
        )


@dataclass(frozen=True)
class Worksheet:
    """A sheet that was read; rows and columns are counted from 1."""

    name: str
    faults: Mapping[tuple[int, int], Problem]
    """The cells whose value cannot be told, and why."""
    percents: frozenset[tuple[int, int]]
    """The cells that are shown in per cent."""
    merged: list[Problem]
    """The areas whose cells are one, and what is wrong with that in a table."""
    values: Sequence[Sequence[CellValue]]

    def place(self, row: int, column: int) -> str:
        """Name a cell with its sheet, such as ``事实!H5``."""
        return f"{self.name}!{address(row, column)}"

    def text(self, row: int, column: int) -> str | Problem:
        """What a cell shows, or what is wrong with it; a cell outside is blank."""
        if fault := self.faults.get((row, column)):
            return fault
        cells = self.values[row - 1] if row <= len(self.values) else ()
        value = cells[column - 1] if column <= len(cells) else ""
        shown = _shown(value, percent=(row, column) in self.percents)
        if shown is None:
            wanted = "a number of at most 15 digits; write a longer one as text"
            return Problem(self.place(row, column), repr(value), wanted, "cell")
        if len(shown) > _LONGEST:
            wanted = f"readable text of at most {_LONGEST} characters"
            return Problem(self.place(row, column), f"{len(shown)} characters", wanted, "cell")
        return shown

    def rows(self) -> Iterator[tuple[int, list[str] | InvalidInput]]:
        """The rows that are not blank, each with its number."""
        for number, values in enumerate(self.values, 1):
            found = [self.text(number, column) for column in range(1, len(values) + 1)]
            faults = [each for each in found if isinstance(each, Problem)]
            texts = [each for each in found if isinstance(each, str)]
            if faults:
                yield number, InvalidInput(faults)
            elif any(map(str.strip, texts)):
                yield number, texts

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        """Which column has which title: the first row that is not blank is the header."""
        header = next((texts for _, texts in self.rows() if isinstance(texts, list)), [])
        named = enumerate(map(str.strip, header), 1)
        return {title: column for column, title in named if title}

    def placed(self, error: InvalidInput, row: int) -> InvalidInput:
        """Say in which cell each fault is that is known by the title of its column."""
        return InvalidInput([self._placed(problem, row) for problem in error.problems])

    def _placed(self, problem: Problem, row: int) -> Problem:
        if problem.field.startswith(f"{self.name}!"):
            return problem
        column = self._columns.get(problem.field.strip("'"))
        place = self.place(row, column) if column else f"{self.name}!{row}:{row}"
        return replace(problem, field=f"{place} {problem.field}".rstrip())


def _shown(value: CellValue, *, percent: bool) -> str | None:
    """Write a value as its cell shows it; ``None`` for a number that has lost digits."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case int() | float():
            if not -_WHOLE < value < _WHOLE:
                return None
            if percent:
                return f"{value * 100:.12g}%"
            return f"{value:.15g}"
        case _:
            return str(value)


def worksheet(stream: IO[bytes], called: str) -> Worksheet:
    """Read the sheet of that name, or the only one that is not hidden.

    Args:
        stream: an Excel workbook.
        called: the name of the sheet that is meant.

    Raises:
        InvalidInput: no workbook, a hostile one, or no such sheet.
        MissingExtra: python-calamine is not installed.
    """
    need("python_calamine", "python-calamine")
    parts = unpacked(stream.read(MOST_BYTES + 1))
    if _BOOK not in parts:
        raise refused("something else, or a damaged file", XLSX)
    book, relations, styles = Book(), Relations(), Styles()
    frame = {_BOOK: book, _RELATIONS: relations, _STYLES: styles}
    walk({part: parts[part] for part in frame if part in parts}, frame)
    name = _chosen(book.sheets, called)
    path = relations.paths.get(book.sheets[name], "")
    scan = Scan(name, styles.percents)
    rest = {part: parts[part] for part in (*_OTHERS, path) if part in parts}
    walk(rest, dict.fromkeys(_OTHERS, NoCells()) | {path: scan})
    seen = {part: parts[part] for part in (*frame, *rest) if part in parts}
    return Worksheet(name, scan.faults, frozenset(scan.percents), scan.areas, _values(seen, name))


def _chosen(sheets: Mapping[str, str], called: str) -> str:
    if called in sheets:
        return called
    if len(sheets) != 1:
        given = f"{len(sheets)} sheets ({', '.join(list(sheets)[:_FEW])})"
        raise refused(given, f"one sheet, or one called {called}")
    return next(iter(sheets))


def _values(parts: Mapping[str, bytes], name: str) -> list[list[CellValue]]:
    """Read a sheet's values, out of a package made of just the parts that were looked at."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 - an optional library

    try:
        sheet = load_workbook(io.BytesIO(packed(parts, tightly=False))).get_sheet_by_name(name)
        return sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise refused(f"a workbook that cannot be read ({error})", AS_SAVED) from None
