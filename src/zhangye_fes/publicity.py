"""Publicity (公示): at least five working days, to be held or that was held.

Source: 第六条第（二）项、第（三）项
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from zhangye_fes.dates import IsoDate, a_date, a_number
from zhangye_fes.days import ONE_DAY, Calendar, Certainty, DateSpan, Day
from zhangye_fes.errors import CalendarCoverageError, InvalidInput, Problem
from zhangye_fes.periods import Moved, certainty, chosen, moved, until
from zhangye_fes.told import Told
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhangye_fes.readings import Readings

__all__ = ["WORKDAYS", "PublicityCheck", "PublicityPeriod", "check_publicity", "publicity_period"]

WORKDAYS = 5
"""公示期不少于5个工作日. Source: 第六条第（二）项."""

FirstDay = Literal["next_day", "posting_day"]
_OTHER: Mapping[FirstDay, FirstDay] = MappingProxyType(
    {"next_day": "posting_day", "posting_day": "next_day"}
)


def __dir__() -> list[str]:
    return __all__


class PublicityPeriod(Told):
    """A publicity to be held: when it may end, and when the next step may be taken."""

    posted: IsoDate
    workdays: int
    first_counted: IsoDate
    """The first working day that counts."""
    last_day: IsoDate
    """The last working day that is needed; the publicity stays up through it."""
    counted: tuple[IsoDate, ...]
    """The working days, in order."""
    moved: tuple[Moved, ...]
    """The days off and make-up days from the posting to the last day."""
    last_day_otherwise: IsoDate | None
    """The last day under the other reading; ``None`` where the calendar does not reach."""
    reading: FirstDay
    """``publicity_first_day``, as it was chosen."""
    certainty: Certainty
    calendar: str
    """Version of the calendar."""
    citations: tuple[str, ...] = ("art6.2",)

    @property
    def earliest_next_step(self) -> dt.date:
        """The day after the last, on which the next step may be taken."""
        return self.last_day + ONE_DAY


def publicity_period(
    posted: dt.date,
    workdays: int = WORKDAYS,
    readings: Readings | None = None,
    calendar: Calendar | None = None,
) -> PublicityPeriod:
    """Work out the least publicity that begins with a posting.

    Args:
        posted: the day of posting.
        workdays: how many working days it must last, 1 to 999.
        readings: ``publicity_first_day`` decides whether the day of posting counts.
        calendar: the bundled one if left out.

    Raises:
        CalendarCoverageError: a day that is counted or passed over is not covered.
        InvalidInput: ``posted`` is not a date, or ``workdays`` out of range.

    Source: 第六条第（二）项

    >>> period = publicity_period(dt.date(2024, 2, 5))
    >>> str(period.last_day), str(period.earliest_next_step), str(period.last_day_otherwise)
    ('2024-02-18', '2024-02-19', '2024-02-09')
    >>> [str(each) for each in period.moved]
    ['2024-02-10…2024-02-17 春节', '2024-02-18 春节']
    """
    a_date(posted, "posted")
    a_number(workdays, "workdays")
    days = WorkCalendar.bundled() if calendar is None else calendar
    reading = chosen(readings).publicity_first_day
    passed = until(days, _begins(posted, reading), workdays)
    counted = tuple(day.date for day in passed if day.is_workday)
    try:
        otherwise = until(days, _begins(posted, _OTHER[reading]), workdays)[-1].date
    except CalendarCoverageError:
        otherwise = None
    return PublicityPeriod(
        posted=posted,
        workdays=workdays,
        first_counted=counted[0],
        last_day=counted[-1],
        counted=counted,
        moved=moved(passed),
        last_day_otherwise=otherwise,
        reading=reading,
        certainty=certainty(passed),
        calendar=days.version,
    )


def _begins(posted: dt.date, reading: FirstDay) -> dt.date:
    """民法典 201: the day on which a period begins is not counted, unless it is read otherwise."""
    return posted if reading == "posting_day" else posted + ONE_DAY


class PublicityCheck(Told):
    """A publicity that was held: how many working days it lasted, and whether they are enough."""

    posted: IsoDate
    last: IsoDate
    workdays: int
    """How many are needed."""
    enough: bool
    counted: int | None
    """The working days; ``None`` where not all days are covered but ``enough`` is certain."""
    enough_otherwise: bool | None
    """The same under the other reading; ``None`` where that cannot be known."""
    counted_otherwise: int | None
    moved: tuple[Moved, ...]
    reading: FirstDay
    certainty: Certainty
    calendar: str
    citations: tuple[str, ...] = ("art6.2",)

    @property
    def contested(self) -> bool:
        """Whether the other reading decides otherwise."""
        return self.enough_otherwise is not None and self.enough_otherwise != self.enough


def check_publicity(
    posted: dt.date,
    last: dt.date,
    workdays: int = WORKDAYS,
    readings: Readings | None = None,
    calendar: Calendar | None = None,
) -> PublicityCheck:
    """Count the working days of a publicity that was held, and say whether they are enough.

    It is certain as soon as the covered days alone are enough, or all uncovered ones would not be.

    Args:
        posted: the day of posting.
        last: its last day.
        workdays: how many working days are needed, 1 to 999.
        readings: ``publicity_first_day`` decides whether the day of posting counts.
        calendar: the bundled one if left out.

    Raises:
        CalendarCoverageError: days that are not covered decide.
        InvalidInput: the last day is before the posting, or an argument is out of range.

    Source: 第六条第（二）项

    >>> check = check_publicity(dt.date(2023, 9, 26), dt.date(2023, 10, 8))
    >>> (
    ...     check.counted,
    ...     check.enough,
    ...     check.contested,
    ... )  # 国庆节, and worked on a Saturday and a Sunday
    (4, False, True)
    """
    a_number(workdays, "workdays")
    if a_date(last, "last") < a_date(posted, "posted"):
        expected = f"a day not before the posting, {posted}"
        raise InvalidInput([Problem("last", str(last), expected, "order")])
    days = WorkCalendar.bundled() if calendar is None else calendar
    reading = chosen(readings).publicity_first_day
    held = _Held(days, DateSpan(_begins(posted, reading), last))
    if (enough := held.enough(workdays)) is None:
        raise held.uncovered[0]
    otherwise = _Held(days, DateSpan(_begins(posted, _OTHER[reading]), last))
    return PublicityCheck(
        posted=posted,
        last=last,
        workdays=workdays,
        enough=enough,
        counted=held.counted,
        enough_otherwise=otherwise.enough(workdays),
        counted_otherwise=otherwise.counted,
        moved=moved(held.days),
        reading=reading,
        certainty=certainty(held.days),
        calendar=days.version,
    )


class _Held:
    """The days of a publicity: those that the calendar knows, and those that it does not."""

    def __init__(self, calendar: Calendar, span: DateSpan) -> None:
        self.days: list[Day] = []
        self.uncovered: list[CalendarCoverageError] = []
        for date in span:
            try:
                self.days.append(calendar.day(date))
            except CalendarCoverageError as error:
                self.uncovered.append(error)
        self.known = sum(day.is_workday for day in self.days)
        self.counted = None if self.uncovered else self.known

    def enough(self, workdays: int) -> bool | None:
        if self.known >= workdays:
            return True
        return False if self.known + len(self.uncovered) < workdays else None
