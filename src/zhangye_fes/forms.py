"""附件1 and 附件2 as Word and Excel files, and what people filled in read back (``[forms]``).

Files are bytes: nothing is opened or saved here. The same input gives the same bytes, whenever it
is written. A workbook of facts is read by :func:`zhangye_fes.records.read`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zhangye_fes import factsforms, sheetforms, wordforms
from zhangye_fes.columns import readable
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.intake import shown, validated
from zhangye_fes.papers import ApplicationForm, FilledSheet
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.sheetparts import NO_RESULT
from zhangye_fes.values import MAX_COUNT
from zhangye_fes.workbooks import Worksheet, worksheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

__all__ = ["application_docx", "facts_xlsx", "read_sheet", "sheet_docx", "sheet_xlsx"]

_LONG, _SHORT = 20_000, 1000
"""The longest text of a cell of 附件1, and of 附件2, in characters."""
_COUNT = re.compile("[0-9]{1,9}")
_SPACE = re.compile(r"\s+")


def __dir__() -> list[str]:
    return __all__


def application_docx(form: ApplicationForm) -> bytes:
    """附件1 as a Word file.

    Raises:
        InvalidInput: a text that no file can hold.
        MissingExtra: python-docx is not installed.

    Source: 附件1

    >>> application_docx(ApplicationForm(name="甘泉社区"))[:2]
    b'PK'
    """
    texts = {key: value for key, value in form if isinstance(value, str)}
    opinions = ("street_opinion", "county_opinion", "city_opinion")
    texts |= {f"{each}.text": getattr(form, each).text for each in opinions}
    _check(texts, _LONG)
    return wordforms.application(form)


def sheet_docx(filled: FilledSheet) -> bytes:
    """附件2 as a Word file, with 自评 and 考评 as they were entered.

    A total that was not entered is the sum of the rows, once every row has its points. The sums of
    projects and the remarks have no place in the notice's table.

    Raises:
        InvalidInput: a text that no file can hold.
        MissingExtra: python-docx is not installed.

    Source: 附件2

    >>> sheet_docx(FilledSheet()) == sheet_docx(FilledSheet())
    True
    """
    _check(_texts(filled), _SHORT)
    return wordforms.sheet(filled)


def sheet_xlsx(filled: FilledSheet) -> bytes:
    """附件2 as a workbook to be filled in, its sums as formulas.

    A sum that was entered and is not that of its rows is told beside 合计, and not read back.

    Raises:
        InvalidInput: a text that no file can hold.
        MissingExtra: XlsxWriter is not installed.

    Source: 附件2

    >>> import io
    >>> filled = FilledSheet(name="甘泉社区", remarks={"3.3": "=1+1"})
    >>> read_sheet(io.BytesIO(sheet_xlsx(filled))) == filled
    True
    """
    _check(_texts(filled), _SHORT)
    return sheetforms.sheet(filled)


def facts_xlsx() -> bytes:
    """An empty table of facts as a workbook: the columns of the CSV template, with their checks.

    Raises:
        MissingExtra: XlsxWriter is not installed.

    Source: 附件2

    >>> facts_xlsx()[:2]
    b'PK'
    """
    return factsforms.facts()


def read_sheet(stream: IO[bytes]) -> FilledSheet:
    """Read what people filled into a workbook of 附件2: names, 自评, 考评, sums and remarks.

    The form itself has to be as it was written. Of formulas the saved results are read.

    Raises:
        InvalidInput: every cell that is wrong; or a file that is no such workbook.
        MissingExtra: python-calamine is not installed.

    Source: 附件2 考评成绩（自评 / 考评）
    """
    page = worksheet(stream, sheetforms.SHEET)
    _check_form(page)
    reader = _Reader(page)
    marks = {name: reader.marks(name) for name in sheetforms.COLUMNS}
    names = {name: reader.text(*place) for name, place in sheetforms.NAMES.items()}
    remarks = {row: reader.text(line, sheetforms.REMARK) for row, line in sheetforms.ROWS.items()}
    if reader.problems:
        raise InvalidInput(_gathered(reader.problems))
    filled = {name: column for name, column in marks.items() if any(column.values())}
    noted = {row: text for row, text in remarks.items() if text}
    return validated(FilledSheet, {**names, **filled, "remarks": noted})


def _texts(filled: FilledSheet) -> dict[str, str]:
    names = {name: str(getattr(filled, name)) for name in sheetforms.NAMES}
    return names | {f"remarks.{row}": text for row, text in filled.remarks.items()}


def _check(texts: Mapping[str, str], longest: int) -> None:
    found = list(_unreadable(texts, longest))
    if found:
        raise InvalidInput(found)


def _unreadable(texts: Mapping[str, str], longest: int) -> Iterator[Problem]:
    for field, text in texts.items():
        try:
            readable(text, longest)
        except ValueError as error:
            yield Problem(field, shown(text), str(error), "text")


def _check_form(page: Worksheet) -> None:
    """Find the first cell of the form that is not as it was written."""
    wanted = "the form as it was written, no cell of it moved or changed"
    for line, column, text in sheetforms.printed():
        found = page.text(line, column)
        if isinstance(found, Problem) or _SPACE.sub("", found) != _SPACE.sub("", text):
            given = found.given if isinstance(found, Problem) else shown(found)
            raise InvalidInput([Problem(page.place(line, column), given, wanted, "form")])
    own = {f"{page.name}!{area}" for area in sheetforms.merged()}
    strange = [area for area in page.merged if area.field not in own]
    if strange:
        raise InvalidInput(strange)


def _gathered(problems: list[Problem]) -> list[Problem]:
    """The formulas without a result as one, after all else: one program left them all."""
    bare = [each for each in problems if each.given == NO_RESULT]
    if not bare:
        return problems
    _, *others = (each.field.partition("!")[2] for each in bare)
    places = ",".join([bare[0].field, *others])
    rest = [each for each in problems if each.given != NO_RESULT]
    return [*rest, replace(bare[0], field=places)]


class _Reader:
    """The cells that people fill in; what is wrong with them is gathered."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self.problems: list[Problem] = []

    def text(self, line: int, column: int) -> str:
        """What a cell says; nothing where it is wrong."""
        found = self._page.text(line, column)
        if isinstance(found, Problem):
            self.problems.append(found)
            return ""
        return found.strip()

    def marks(self, name: str) -> dict[str, object]:
        """One column of marks, with its sums."""
        column, sums = sheetforms.COLUMNS[name], sheetforms.SUMS[name]
        points = {
            row.id: self._count(sheetforms.ROWS[row.id], column, row.standard)
            for row in ANNEX_2.rows
        }
        projects = {
            project: self._count(lines[0], sums) for project, lines in sheetforms.PROJECTS.items()
        }
        return {
            "points": {row: entered for row, entered in points.items() if entered is not None},
            "projects": {
                each: entered for each, entered in projects.items() if entered is not None
            },
            "total": self._count(sheetforms.TOTAL, column),
        }

    def _count(self, line: int, column: int, most: int = MAX_COUNT) -> int | None:
        text = self.text(line, column)
        if not text:
            return None
        if _COUNT.fullmatch(text) and int(text) <= most:
            return int(text)
        wanted = f"a whole number from 0 to {most}"
        self.problems.append(Problem(self._page.place(line, column), shown(text), wanted, "points"))
        return None
