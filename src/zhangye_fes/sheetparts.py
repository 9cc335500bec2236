"""What the parts of an Excel workbook say beside its values: styles, formulas, merged cells."""

from __future__ import annotations

import re

from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.safezip import AS_SAVED, Seer, refused
from zhangye_fes.values import FrozenDict

__all__ = ["LAST_ROW", "NO_RESULT", "Book", "NoCells", "Relations", "Scan", "Styles", "address"]

LAST_ROW = 3001
"""The last row that may hold something: a header and three thousand communities."""

NO_RESULT = "a formula without its result"
"""What is said of a cell that was never calculated."""

_LAST_COLUMN = 100
_LONGEST = 1000
_MOST_ODD = 1000
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PERCENT_FORMATS = frozenset({"9", "10"})
"""The formats 0% and 0.00%, which are built in."""


def __dir__() -> list[str]:
    return __all__


def address(row: int, column: int) -> str:
    """Name a cell, row and column counted from 1.

    >>> address(1, 1), address(3001, 100)
    ('A1', 'CV3001')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


_COLUMNS = FrozenDict({address(1, at)[:-1]: at for at in range(1, _LAST_COLUMN + 1)})
"""The number of each column that may hold something, by its letters."""


class NoCells(Seer):
    """Sees to it that no cell hides where there is no sheet."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse a cell."""
        del attributes
        if name == "c":
            raise refused("a cell outside of the sheet", AS_SAVED)


class Book(NoCells):
    """The sheets of a workbook that are not hidden, and their relations."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a sheet."""
        super().start(name, attributes)
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            if plain.get("name", "") in self.sheets:
                raise refused("two sheets of one name", AS_SAVED)
            self.sheets[plain.get("name", "")] = plain.get("id", "")


class Relations(NoCells):
    """Which part each relation of the workbook means."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a part."""
        super().start(name, attributes)
        if name == "Relationship":
            target = attributes.get("Target", "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            self.paths[attributes.get("Id", "")] = path


class Styles(NoCells):
    """Which styles of cells show a number in per cent."""

    def __init__(self) -> None:
        self.percents: set[str] = set()
        self._formats = set(_PERCENT_FORMATS)
        self._inside = False
        self._number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count the styles of cells, and note those in per cent."""
        super().start(name, attributes)
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            if attributes.get("numFmtId") in self._formats:
                self.percents.add(str(self._number))
            self._number += 1

    def end(self, name: str) -> None:
        """What follows are no styles of cells."""
        if name == "cellXfs":
            self._inside = False


class Scan(Seer):
    """What the values of a sheet do not tell: styles, formulas without a result, merged cells."""

    def __init__(self, name: str, percent_styles: set[str]) -> None:
        self.faults: dict[tuple[int, int], Problem] = {}
        self.percents: set[tuple[int, int]] = set()
        self.areas: list[Problem] = []
        self._name, self._styles = name, percent_styles
        self._cell: dict[str, str] = {}
        self._parts: set[str] = set()
        self._open, self._value = "", ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a cell and what it is made of, or an area."""
        self._open = name
        if name == "c":
            self._cell, self._value, self._parts = attributes, "", set()
        elif name == "mergeCell":
            area = f"{self._name}!{attributes.get('ref', '')}"
            self.areas.append(
                Problem(area, "cells that are merged", "one cell for each value", "cell")
            )
            self._not_too_many()
        else:
            self._parts.add(name)

    def text(self, text: str) -> None:
        """Keep the beginning of a value."""
        if self._open == "v" and len(self._value) < _LONGEST:
            self._value += text

    def end(self, name: str) -> None:
        """Look at a cell that is complete."""
        self._open = ""
        if name == "c" and self._parts & {"v", "f", "is"}:
            self._look(*self._address(self._cell.get("r", "")))

    def _address(self, written: str) -> tuple[int, int]:
        found = _ADDRESS.fullmatch(written)
        if not found:
            raise refused("a cell without an address", AS_SAVED)
        row, column = int(found[2]), _COLUMNS.get(found[1])
        if row > LAST_ROW or column is None:
            wanted = f"no value beyond {address(LAST_ROW, _LAST_COLUMN)}: a larger table as CSV"
            raise InvalidInput([Problem(f"{self._name}!{written}", "a value", wanted, "cell")])
        return row, column

    def _look(self, row: int, column: int) -> None:
        kind = self._cell.get("t", "n")
        if kind == "e":
            self._fault(row, column, f"the error {self._value}", "a value")
        elif "f" in self._parts and not self._value and kind != "str":
            wanted = "a value, or a workbook that Excel or WPS has saved"
            self._fault(row, column, NO_RESULT, wanted)
        elif kind == "n" and self._cell.get("s") in self._styles:
            self.percents.add((row, column))
            self._not_too_many()

    def _fault(self, row: int, column: int, given: str, expected: str) -> None:
        place = f"{self._name}!{address(row, column)}"
        self.faults[row, column] = Problem(place, given, expected, "cell")
        self._not_too_many()

    def _not_too_many(self) -> None:
        if len(self.areas) + len(self.percents) + len(self.faults) > _MOST_ODD:
            given = f"more than {_MOST_ODD} merged cells, percentages and errors"
            raise refused(given, "a table of values")
