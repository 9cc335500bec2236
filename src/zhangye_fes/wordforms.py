"""附件1 and 附件2 as Word files, laid out as official documents are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhangye_fes.regulation import lines
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.values import FrozenDict
from zhangye_fes.wordfiles import (
    MARK,
    add_paragraph,
    add_table,
    cells_of,
    new_page,
    saved,
    say,
    tell,
    unruled,
)

if TYPE_CHECKING:
    from docx.table import Table, _Row

    from zhangye_fes.papers import ApplicationForm, FilledSheet, Marks, Opinion

__all__ = ["NOTE", "application", "sheet", "total_of"]

NOTE = "注：第3.2行的标准分，原表空白，按40−10−5−6−4−5＝10推算。"
"""What has to be said where the form prints points that the notice's table leaves blank."""

_TALL = FrozenDict({"name": 12, "profile": 34, "work": 52, "opinion": 21, "seal": 11})
"""The least heights of the rows of 附件1, in millimetres: together they fill the page."""
_WIDE = (10, 15, 44, 9, 9, 45, 12, 12)
"""The widths of the columns of 附件2, in millimetres: together the 156 between the margins."""
_WORDY = (2, 5)
"""The columns of 附件2 that hold sentences."""


def __dir__() -> list[str]:
    return __all__


def application(form: ApplicationForm) -> bytes:
    """附件1 as a Word file, with what the form says; a cell that says nothing is blank.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    word = new_page("附件1", lines()["annex1"])
    rows = iter(add_table(word, 9, (34, 122)).rows)
    name = cells_of(next(rows), _TALL["name"])
    say(name[0], lines()["annex1.1"], 12, "CENTER")
    say(name[1], form.name, 12, "CENTER")
    for part, label, text in (
        ("profile", "annex1.2", form.profile),
        ("work", "annex1.3", form.work),
    ):
        cells = cells_of(next(rows), _TALL[part])
        say(cells[0], lines()[label], 12, "CENTER")
        tell(cells[1], text)
    for label, opinion in (
        ("annex1.4", form.street_opinion),
        ("annex1.5", form.county_opinion),
        ("annex1.6", form.city_opinion),
    ):
        label_alone = lines()[label].partition("　")[0]
        _opinion(next(rows), next(rows), label_alone, opinion)
    return saved(word, lines()["annex1"])


def sheet(filled: FilledSheet) -> bytes:
    """附件2 as a Word file, with its two columns as they were entered.

    A total that was not entered is the sum of the rows, once every row has its points. The sums of
    projects and the remarks have no place in the notice's table.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    word = new_page("附件2", lines()["annex2"])
    add_paragraph(word, _whose(filled), 12, "LEFT")
    table = add_table(word, 3 + len(ANNEX_2.rows), _WIDE)
    rows = iter(table.rows)
    _head(next(rows), next(rows))
    for row in ANNEX_2.rows:
        content, marking = (lines()[f"annex2.{row.id}.{each}"] for each in ("content", "marking"))
        marks = (_entered(each, row.id) for each in (filled.own, filled.review))
        texts = (row.id, None, content, None, str(row.standard), marking, *marks)
        for number, (cell, text) in enumerate(zip(cells_of(next(rows), 0), texts, strict=True)):
            if text is not None:  # what is merged below has to be empty
                say(cell, text, 9, "LEFT" if number in _WORDY else "CENTER")
    _projects(table)
    _foot(next(rows), total_of(filled.own), total_of(filled.review))
    add_paragraph(word, NOTE, 9, "LEFT")
    return saved(word, lines()["annex2"])


def _opinion(first: _Row, second: _Row, label: str, opinion: Opinion) -> None:
    """What an office wrote, and below it, at the foot of the same cell, its seal and the date."""
    upper, lower = cells_of(first, _TALL["opinion"]), cells_of(second, _TALL["seal"])
    say(upper[0].merge(lower[0]), label, 12, "CENTER")
    tell(upper[1], opinion.text)
    upper[1].paragraphs[-1].paragraph_format.keep_with_next = True
    seal = "（已盖章）" if opinion.sealed else "（盖章）"
    on = opinion.on
    day = f"{on.year}年{on.month}月{on.day}日" if on else "　　年　　月　　日"
    say(lower[1], f"{seal}　{day}　", 12, "RIGHT")
    unruled(upper[1], "bottom")
    unruled(lower[1], "top")


def total_of(marks: Marks | None) -> str:
    """The total of a column: as entered, or the sum of its rows where all are filled in."""
    if marks is None:
        return ""
    if marks.total is not None:
        return str(marks.total)
    full = len(marks.points) == len(ANNEX_2.rows)
    return str(sum(marks.points.values())) if full else ""


def _entered(marks: Marks | None, row: str) -> str:
    return "" if marks is None else str(marks.points.get(row, ""))


def _whose(filled: FilledSheet) -> str:
    """The line above the table; a name that has its kind does not get it twice."""
    _, *blanks = lines()["annex2.head"].split("　　")
    given = (filled.county, filled.street, filled.name)
    parts = [
        name if kind.search(name) else f"{name or '　' * 5}{blank}"
        for name, blank, kind in zip(given, blanks, _KINDS, strict=True)
    ]
    return f"单位名称：{'　'.join(parts)}"


_KINDS = tuple(
    map(re.compile, ("[县区市]$", "(?:街道|乡|镇)$", "社区|(?:居民委员会|居委会|村民委员会)$"))
)
"""By what the name of a county, a street or a community tells what it is."""


def _head(first: _Row, second: _Row) -> None:
    """The two header rows, which stand again on every page."""
    upper, lower = cells_of(first, 8, head=True), cells_of(second, 8, head=True)
    for column, text in enumerate(("序号", "项目", "考核内容", "", "", "评分标准")):
        if text:
            say(upper[column].merge(lower[column]), text, 10, "CENTER", MARK)
    for column, text in ((3, "标准分"), (6, "考评成绩")):
        say(upper[column].merge(upper[column + 1]), text, 10, "CENTER", MARK)
    for column, text in ((3, "项目合计"), (4, "分项"), (6, "自评"), (7, "考评")):
        say(lower[column], text, 10, "CENTER", MARK)


def _projects(table: Table) -> None:
    """One cell for the name of a project and one for its points, beside all of its rows."""
    for project in ANNEX_2.projects:
        rows = [2 + at for at, row in enumerate(ANNEX_2.rows) if row.project == project.id]
        for column, text in ((1, project.title), (3, str(project.points))):
            cell = table.cell(rows[0], column).merge(table.cell(rows[-1], column))
            say(cell, text, 9, "CENTER")


def _foot(last: _Row, *totals: str) -> None:
    cells = cells_of(last, 8)
    say(cells[0].merge(cells[2]), "合计", 10, "CENTER", MARK)
    say(cells[3].merge(cells[4]), str(sum(row.standard for row in ANNEX_2.rows)), 9, "CENTER")
    for cell, text in zip(cells[6:], totals, strict=True):
        say(cell, text, 9, "CENTER")
