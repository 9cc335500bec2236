"""A month of the calendar on a terminal: which days are worked, which are off, and why.

Chinese characters take two places, so that the columns stand in line with them; nothing is coloured
and nothing else is needed.
"""

from __future__ import annotations

import datetime as dt
from calendar import Calendar as Weeks
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from zhangye_fes.days import Calendar, Certainty, Day, DayKind
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.messages import explain, text
from zhangye_fes.periods import moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["WEEK", "days_of", "month_lines", "width"]

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MARKS = (
    (DayKind.HOLIDAY, " off"),
    (DayKind.MAKEUP_WORKDAY, " work"),
)
"""What stands beside the number of a day that a notice moved."""


def __dir__() -> list[str]:
    return __all__


def width(text: str) -> int:
    """How many places a text takes on a terminal.

    >>> width("5月"), width("10 off")
    (3, 6)
    """
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def days_of(year: int, month: int, calendar: Calendar) -> list[Day | dt.date]:
    """The days of a month; of one that the calendar does not know, the date alone.

    Raises:
        CalendarCoverageError: it knows none of them.

    >>> from zhangye_fes.workdays import WorkCalendar
    >>> found = days_of(2026, 12, WorkCalendar.bundled())
    >>> len([day for day in found if isinstance(day, Day)]), found[-1]
    (28, datetime.date(2026, 12, 31))
    """
    found: list[Day | dt.date] = []
    unknown: list[CalendarCoverageError] = []
    for date in Weeks().itermonthdates(year, month):
        if date.month == month:
            try:
                found.append(calendar.day(date))
            except CalendarCoverageError as error:
                unknown.append(error)
                found.append(date)
    if len(unknown) == len(found):
        raise unknown[0]
    return found


def month_lines(year: int, month: int, calendar: Calendar, lang: str) -> Iterator[str]:
    """A month as lines of text: a row for each week, what moved its days, how many are worked.

    Raises:
        CalendarCoverageError: the calendar knows none of its days.

    >>> from zhangye_fes.workdays import WorkCalendar
    >>> for line in month_lines(2024, 6, WorkCalendar.bundled(), "zh_CN"):
    ...     print(line)
    2024年6月
    一    二    三    四    五    六    日
                                   1     2
     3     4     5     6     7     8     9
    10休  11    12    13    14    15    16
    17    18    19    20    21    22    23
    24    25    26    27    28    29    30
    2024-06-10：放假（端午节）〔国办发明电〔2023〕7号〕
    工作日：19天
    """
    days = days_of(year, month, calendar)
    yield text("{month}/{year}", lang, year=year, month=month)
    cells = [_cell(day, lang) for day in days]
    heads = [text(name, lang) for name in WEEK]
    wide = 2 + max(map(width, [*cells, *heads]))
    yield _row(heads, wide)
    first = _date(days[0]).weekday()
    cells = [*[""] * first, *cells]
    for start in range(0, len(cells), len(WEEK)):
        yield _row(cells[start : start + len(WEEK)], wide)
    known = [day for day in days if isinstance(day, Day)]
    yield from (explain(each, lang) for each in moved(known))
    yield from _legend(days, lang)
    worked = sum(day.is_workday for day in known)
    yield text("working days: {n}", lang, n=worked)


def _cell(day: Day | dt.date, lang: str) -> str:
    number = f"{_date(day).day:>2}"
    if not isinstance(day, Day):
        return f"{number}?"
    if day.certainty == Certainty.PROVISIONAL:
        return f"{number}~"
    for kind, mark in _MARKS:
        if day.kind == kind:
            return f"{number}{text(mark, lang)}"
    return number


def _row(cells: Sequence[str], wide: int) -> str:
    return "".join(cell + " " * (wide - width(cell)) for cell in cells).rstrip()


def _date(day: Day | dt.date) -> dt.date:
    return day.date if isinstance(day, Day) else day


def _legend(days: list[Day | dt.date], lang: str) -> Iterator[str]:
    if any(isinstance(day, Day) and day.certainty == Certainty.PROVISIONAL for day in days):
        yield text("~ provisional: by the day of the week alone", lang)
    if any(not isinstance(day, Day) for day in days):
        yield text("? not covered by the calendar, and not counted", lang)
