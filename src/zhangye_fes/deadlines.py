"""Terms of the notice that end on a day: reports of changes and of money, and its own validity.

Source: 第十条、第十三条、第十七条
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from zhangye_fes.dates import YEARS, IsoDate, a_date, a_number, a_year
from zhangye_fes.days import ONE_DAY, Calendar, Certainty
from zhangye_fes.errors import CalendarCoverageError, InvalidInput, Problem
from zhangye_fes.periods import Moved, certainty, chosen, moved, until
from zhangye_fes.regulation import ISSUED, VALID_YEARS
from zhangye_fes.told import Told
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from zhangye_fes.readings import Readings

__all__ = [
    "FundsReportDeadline",
    "MonthDeadline",
    "Validity",
    "add_months",
    "funds_report_deadline",
    "in_force",
    "month_deadline",
]

_REPORT_MONTH, _REPORT_DAY = 12, 20
"""每年12月20日前. Source: 第十三条."""


def __dir__() -> list[str]:
    return __all__


class MonthDeadline(Told):
    """A term of months: until when what has to be reported is reported in time."""

    event: IsoDate
    months: int
    not_before: IsoDate
    """The corresponding day; whatever is done by it is in time, without any calendar."""
    last_day: IsoDate | None
    """The last day in time; ``None`` where the calendar does not reach."""
    moved: tuple[Moved, ...]
    """What moved the last day beyond weekends."""
    last_day_otherwise: IsoDate | None
    """The last day under the other reading; ``None`` where the calendar does not reach."""
    reading: Literal["next_workday", "none"]
    """``one_month_roll``, as it was chosen."""
    certainty: Certainty | None
    """How certain the last day is; ``None`` where there is none."""
    calendar: str
    citations: tuple[str, ...] = ("art10",)


def month_deadline(
    event: dt.date,
    months: int = 1,
    readings: Readings | None = None,
    calendar: Calendar | None = None,
) -> MonthDeadline:
    """Work out the end of a term of months: the corresponding day, or the end of a shorter month.

    Args:
        event: the day of what has to be reported.
        months: 1 to 999.
        readings: ``one_month_roll`` decides whether a last day that is a rest day moves.
        calendar: the bundled one if left out.

    Raises:
        InvalidInput: an argument is out of range, or the term ends after 2100.

    Source: 第十条

    >>> deadline = month_deadline(dt.date(2025, 1, 1))  # 1 February is in 春节
    >>> str(deadline.not_before), str(deadline.last_day)
    ('2025-02-01', '2025-02-05')
    """
    corresponding = add_months(event, months)
    if corresponding.year not in YEARS:
        given = f"{months} months from {event}"
        raise InvalidInput([Problem("months", given, "a term that ends by 2100", "number")])
    days = WorkCalendar.bundled() if calendar is None else calendar
    reading = chosen(readings).one_month_roll
    try:
        passed = until(days, corresponding, 1)
    except CalendarCoverageError:
        passed = []
    rolled = passed[-1].date if passed else None
    rolls = reading == "next_workday"
    last, other = (rolled, corresponding) if rolls else (corresponding, rolled)
    met = passed if rolls else []
    return MonthDeadline(
        event=event,
        months=months,
        not_before=corresponding,
        last_day=last,
        moved=moved(met) if last != corresponding else (),
        last_day_otherwise=other,
        reading=reading,
        certainty=certainty(met) if last else None,
        calendar=days.version,
    )


def add_months(origin: dt.date, months: int) -> dt.date:
    """Find the corresponding day, months later, or the last day of a month that has none.

    Always counted from the origin: 31 January and two months is 31 March, never twice one month.

    Raises:
        InvalidInput: ``origin`` is not a date, or ``months`` not a whole number from 1 to 999.

    Source: 民法典 202; 第十条, 附件2 第3.1行

    >>> str(add_months(dt.date(2024, 1, 31), 1)), str(add_months(dt.date(2024, 1, 31), 2))
    ('2024-02-29', '2024-03-31')
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - few ask for months

    return a_date(origin, "event") + relativedelta(months=a_number(months, "months"))


# 资金使用情况, 有效期 ---------------------------------------------------------------------------


class FundsReportDeadline(Told):
    """Until when the use of a year's money is reported; on a rest day it does not move."""

    year: int
    last_day: IsoDate
    last_day_otherwise: IsoDate
    """The last day under the other reading."""
    is_rest_day: bool | None
    """Whether the last day is not worked; ``None`` where the calendar does not reach."""
    reading: Literal["inclusive", "exclusive"]
    """``december_20``, as it was chosen."""
    citations: tuple[str, ...] = ("art13",)

    def judge(self, reported: dt.date) -> Literal["on_time", "late"]:
        """Say whether a report of that day is in time.

        >>> funds_report_deadline(2024).judge(dt.date(2024, 12, 20))
        'on_time'
        """
        return "on_time" if a_date(reported, "reported") <= self.last_day else "late"

    def contested(self, reported: dt.date) -> bool:
        """Whether the other reading judges a report of that day otherwise: 20 December alone."""
        first, second = sorted((self.last_day, self.last_day_otherwise))
        return first < a_date(reported, "reported") <= second


def funds_report_deadline(
    year: int, readings: Readings | None = None, calendar: Calendar | None = None
) -> FundsReportDeadline:
    """Tell by when the use of a year's money is to be reported (每年12月20日前).

    Args:
        year: 2000 to 2100.
        readings: ``december_20`` decides whether 20 December itself is in time.
        calendar: only says whether the last day is a rest day; it does not move it.

    Raises:
        InvalidInput: the year is out of range.

    Source: 第十三条

    >>> deadline = funds_report_deadline(2026)
    >>> str(deadline.last_day), deadline.is_rest_day, str(deadline.last_day_otherwise)
    ('2026-12-20', True, '2026-12-19')
    """
    day = dt.date(a_year(year, "year"), _REPORT_MONTH, _REPORT_DAY)
    reading = chosen(readings).december_20
    last, other = (day, day - ONE_DAY) if reading == "inclusive" else (day - ONE_DAY, day)
    try:
        days = WorkCalendar.bundled() if calendar is None else calendar
        rests = not days.day(last).is_workday
    except CalendarCoverageError:
        rests = None
    return FundsReportDeadline(
        year=year,
        last_day=last,
        last_day_otherwise=other,
        is_rest_day=rests,
        reading=reading,
    )


class Validity(Told):
    """Whether the notice is in force on a day."""

    date: IsoDate
    in_force: bool
    contested: bool
    """Whether the other reading says otherwise: on 2028-09-04 alone."""
    first_day: IsoDate
    last_day: IsoDate
    reading: Literal["corresponding_day", "day_before"]
    """``validity_last_day``, as it was chosen."""
    citations: tuple[str, ...] = ("art17",)


def in_force(date: dt.date, readings: Readings | None = None) -> Validity:
    """Say whether the notice is in force: from 2023-09-04, for 5 years.

    Args:
        date: any day.
        readings: ``validity_last_day`` decides whether the corresponding day itself is in.

    Raises:
        InvalidInput: ``date`` is not a date.

    Source: 第十七条

    >>> validity = in_force(dt.date(2028, 9, 4))
    >>> validity.in_force, validity.contested
    (True, True)
    """
    a_date(date, "date")
    corresponding = ISSUED.replace(year=ISSUED.year + VALID_YEARS)
    reading = chosen(readings).validity_last_day
    last = corresponding if reading == "corresponding_day" else corresponding - ONE_DAY
    return Validity(
        date=date,
        in_force=ISSUED <= date <= last,
        contested=date == corresponding,
        first_day=ISSUED,
        last_day=last,
        reading=reading,
    )
