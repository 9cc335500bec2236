"""What every period has in common: days passed one by one, and what was met with on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from zhangye_fes.dates import YEARS
from zhangye_fes.days import ONE_DAY, Calendar, Certainty, DateSpan, Day, DayKind
from zhangye_fes.errors import CalendarCoverageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhangye_fes.readings import Readings

__all__ = ["Moved", "certainty", "chosen", "moved", "until"]


def __dir__() -> list[str]:
    return __all__


def chosen(readings: Readings | None) -> Readings:
    """Return the readings given, or else the defaults of the register."""
    if readings is None:
        from zhangye_fes.readings import DEFAULT  # noqa: PLC0415 - a calendar alone needs none

        return DEFAULT
    return readings


@dataclass(frozen=True)
class Moved:
    """Days off, or made up for, that a period met with: what moved its end."""

    days: DateSpan
    kind: DayKind
    name: str
    """The festival, such as 春节."""
    notice: str
    """文号 of the State Council's notice."""

    def __str__(self) -> str:
        return f"{self.days} {self.name}"


def moved(days: Iterable[Day]) -> tuple[Moved, ...]:
    """Gather the days that are not what their day of the week says, run by run."""
    runs = []
    ordinary = (DayKind.WORKDAY, DayKind.WEEKEND)
    for (kind, name, notice), run in groupby(days, lambda day: (day.kind, day.name, day.notice)):
        dates = [day.date for day in run]
        if kind not in ordinary:
            runs.append(Moved(DateSpan(dates[0], dates[-1]), kind, name, notice))
    return tuple(runs)


def certainty(days: Iterable[Day]) -> Certainty:
    """Say how far an answer can be relied on that rests on these days."""
    guessed = any(day.certainty == Certainty.PROVISIONAL for day in days)
    return Certainty.PROVISIONAL if guessed else Certainty.PUBLISHED


def until(calendar: Calendar, first: dt.date, workdays: int) -> list[Day]:
    """Every day up to the last of so many working days."""
    passed: list[Day] = []
    while workdays:
        if first.year not in YEARS:
            raise CalendarCoverageError(first, calendar.coverage.first, calendar.coverage.last)
        day = calendar.day(first)
        passed.append(day)
        workdays -= day.is_workday
        first += ONE_DAY
    return passed
