"""The Chinese calendar of working days, with 调休, as the State Council's notices have it.

It knows the days from 1 January 2018 to 28 December of the last year whose notice has been issued:
the next notice may still move 29–31 December (it did in 2018 and 2022). Nothing beyond is guessed,
unless provisional answers are asked for, and those say so.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from zhangye_fes.dates import a_date, a_number
from zhangye_fes.days import (
    ONE_DAY,
    SATURDAY,
    Certainty,
    DateSpan,
    Day,
    DayKind,
    DayRule,
    checked,
    read_rules,
)
from zhangye_fes.errors import CalendarCoverageError, InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WorkCalendar"]

_LAST_CERTAIN = (12, 28)
"""The day of a year up to which the next year's notice has never moved anything."""


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: layers of notices by date of issue, with a county's own days on top.

    A value: it cannot be changed, and every ``with_…`` and :meth:`known_on` makes another one.

    >>> calendar = WorkCalendar.bundled()
    >>> calendar.is_workday(dt.date(2024, 2, 4)), calendar.is_workday(dt.date(2024, 2, 12))
    (True, False)
    >>> calendar.day(dt.date(2024, 2, 4)).kind, calendar.day(dt.date(2024, 2, 4)).name
    (<DayKind.MAKEUP_WORKDAY: 'makeup_workday'>, '春节')
    >>> calendar  # doctest: +ELLIPSIS
    <WorkCalendar 2018-01-01…2026-12-28, 2025-11-04+sha256:...>
    """

    rules: tuple[DayRule, ...]
    """What notices say of single days, by date, then by date of issue."""
    coverage: DateSpan
    """The days that are settled."""
    local: tuple[DayRule, ...] = ()
    """A county's own days; they go before the State's."""
    assumed_to: dt.date | None = None
    """Up to which day weekdays alone are taken for an answer, marked as provisional."""

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.coverage}, {self.version}>"

    @classmethod
    def bundled(cls) -> WorkCalendar:
        """The calendar that comes with the library, read when it is first asked for.

        >>> str(WorkCalendar.bundled().coverage)
        '2018-01-01…2026-12-28'
        """
        return _bundled()

    @classmethod
    def from_csv(cls, text: str, *, base: WorkCalendar | None = None) -> WorkCalendar:
        r"""Read a table of days, such as next year's, by itself or laid over another calendar.

        Args:
            text: CSV with the columns ``date,kind`` and, if known, ``name,notice,issued``.
            base: a calendar that goes on with these days.

        Raises:
            InvalidInput: the table is malformed, leaves out a year between others or after those
                of the base, or says something else of a day than the same notice in the base.

        >>> table = "date,kind,name,notice,issued\n2027-01-01,holiday,元旦,,2026-11-10\n"
        >>> str(WorkCalendar.from_csv(table, base=WorkCalendar.bundled()).coverage)
        '2018-01-01…2027-12-28'
        """
        given = read_rules(text)
        years = {_year(rule.date) for rule in given}
        if not years:
            raise InvalidInput([Problem("", "no days", "a year of days off at least", "table")])
        begins = _year(base.coverage.last + ONE_DAY) if base else min(years)
        if missing := set(range(begins, max(years))) - years:
            problem = Problem("", f"no day of {min(missing)}", "every year between others", "table")
            raise InvalidInput([problem])
        last = dt.date(max(years), *_LAST_CERTAIN)
        if not base:
            return cls(given, DateSpan(dt.date(begins, 1, 1), last))
        span = DateSpan(base.coverage.first, max(last, base.coverage.last))
        return replace(base, rules=checked([*base.rules, *given]), coverage=span)

    @classmethod
    def from_days(cls, coverage: DateSpan, days: Iterable[DayRule]) -> WorkCalendar:
        """Make a calendar of given days off and make-up days within a span.

        Raises:
            InvalidInput: a day is outside the span or given twice, a make-up day no weekend, or the
                span ends before it begins.
        """
        if a_date(coverage.last, "last") < a_date(coverage.first, "first"):
            problem = Problem("coverage", str(coverage), "a last day not before the first", "span")
            raise InvalidInput([problem])
        given = list(days)
        rules = checked(given)
        if len(rules) < len(given):
            raise InvalidInput([Problem("days", "a date twice", "each date once", "twice")])
        for rule in rules:
            if rule.date not in coverage:
                problem = Problem(f"{rule.date}", "a day outside", f"one of {coverage}", "outside")
                raise InvalidInput([problem])
        return cls(rules, coverage)

    def with_overlay(self, days: Iterable[DayRule]) -> WorkCalendar:
        """Add a county's own days (全国年节及纪念日放假办法 第四条); they go before the State's.

        Raises:
            InvalidInput: a make-up day is not on a weekend, or a day is given twice.
        """
        return replace(self, local=checked([*self.local, *days]))

    def with_provisional(self, last: dt.date) -> WorkCalendar:
        """Answer up to ``last`` by the day of the week alone, marked as provisional.

        >>> day = dt.date(2027, 1, 1)
        >>> WorkCalendar.bundled().with_provisional(day).day(day).certainty
        <Certainty.PROVISIONAL: 'provisional'>
        """
        return replace(self, assumed_to=a_date(last, "last"))

    def known_on(self, day: dt.date) -> WorkCalendar:
        """Go back to what was known on a day: notices issued later are not in it.

        >>> before = WorkCalendar.bundled().known_on(dt.date(2020, 1, 25))
        >>> before.is_workday(dt.date(2020, 1, 31)), str(before.coverage.last)
        (True, '2020-12-28')
        """
        a_date(day, "known_on")
        rules, local = _issued_by(self.rules, day), _issued_by(self.local, day)
        if rules == self.rules:
            return replace(self, local=local)
        years = [_year(rule.date) for rule in rules]
        last = dt.date(max(years, default=self.coverage.first.year - 1), *_LAST_CERTAIN)
        span = DateSpan(self.coverage.first, min(last, self.coverage.last))
        return replace(self, rules=rules, local=local, coverage=span)

    @cached_property
    def version(self) -> str:
        """The day of the last notice in it, and a SHA-256 over all that it holds."""
        from hashlib import sha256  # noqa: PLC0415 - slow to import, and not every program asks

        issued = max((rule.issued for rule in self.rules if rule.issued), default="undated")
        layers = [[[*map(str, rule)] for rule in rules] for rules in (self.rules, self.local)]
        held = repr((str(self.coverage), layers, str(self.assumed_to)))
        return f"{issued}+sha256:{sha256(held.encode()).hexdigest()}"

    def is_workday(self, d: dt.date) -> bool:
        """Whether a day is worked.

        Raises:
            CalendarCoverageError: the day is not covered.
            InvalidInput: it is not a date, or has a time of day.
        """
        try:
            return self._worked[d]
        except (KeyError, TypeError):
            a_date(d, "date")
            raise self._uncovered(d) from None

    def day(self, d: dt.date) -> Day:
        """Tell what kind of day it is, and which festival and notice make it so.

        Raises:
            CalendarCoverageError, InvalidInput: as :meth:`is_workday`.
        """
        try:
            return self._told[d]
        except (KeyError, TypeError):
            found = self._told[d] = self._tell(d)
            return found

    def _tell(self, d: dt.date) -> Day:
        worked = self.is_workday(d)
        certainty = Certainty.PUBLISHED if d in self.coverage else Certainty.PROVISIONAL
        rule = self._effective.get(d) if d in self.coverage else None
        if rule:
            return Day(d, worked, rule.kind, rule.name, rule.notice, certainty)
        kind = DayKind.WORKDAY if worked else DayKind.WEEKEND
        return Day(d, worked, kind, certainty=certainty)

    def add_workdays(self, d: dt.date, n: int) -> dt.date:
        """Find the n-th working day after a day, which itself is not counted.

        Raises:
            CalendarCoverageError: a day that is counted or passed over is not covered.
            InvalidInput: ``n`` is not a whole number from 1 to 999, or ``d`` not a date.

        >>> WorkCalendar.bundled().add_workdays(dt.date(2024, 2, 5), 5)
        datetime.date(2024, 2, 18)
        """
        a_date(d, "date")
        a_number(n, "n")
        first = d + ONE_DAY
        if first < self.coverage.first:
            raise self._uncovered(first)
        place = bisect_right(self._workdays, d) + n - 1
        if place >= len(self._workdays):
            raise self._uncovered(max(first, self._horizon + ONE_DAY))
        return self._workdays[place]

    def count_workdays(self, first: dt.date, last: dt.date) -> int:
        """Count the working days from one day to another, both included.

        Raises:
            CalendarCoverageError: not all of them are covered.
            InvalidInput: the last day is before the first, or one is not a date.

        >>> WorkCalendar.bundled().count_workdays(dt.date(2024, 2, 5), dt.date(2024, 2, 18))
        6
        """
        if a_date(last, "last") < a_date(first, "first"):
            expected = f"a day not before the first, {first}"
            raise InvalidInput([Problem("last", str(last), expected, "order")])
        for end in (first, last):
            if not self.coverage.first <= end <= self._horizon:
                raise self._uncovered(end if end == first else self._horizon + ONE_DAY)
        days = self._workdays
        return bisect_right(days, last) - bisect_left(days, first)

    def __hash__(self) -> int:
        return hash(self.version)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without what was worked out from it."""
        return WorkCalendar, (self.rules, self.coverage, self.local, self.assumed_to)

    @cached_property
    def _horizon(self) -> dt.date:
        return max(self.coverage.last, self.assumed_to or self.coverage.last)

    @cached_property
    def _told(self) -> dict[dt.date, Day]:
        """What was told of days: many ask about the same few."""
        return {}

    @cached_property
    def _effective(self) -> dict[dt.date, DayRule]:
        return {rule.date: rule for rule in (*self.rules, *self.local)}

    @cached_property
    def _worked(self) -> dict[dt.date, bool]:
        found = {
            day: day.weekday() < SATURDAY for day in DateSpan(self.coverage.first, self._horizon)
        }
        for day, rule in self._effective.items():
            if day in self.coverage:
                found[day] = rule.kind == DayKind.MAKEUP_WORKDAY
        return found

    @cached_property
    def _workdays(self) -> tuple[dt.date, ...]:
        return tuple([day for day, worked in self._worked.items() if worked])

    def _uncovered(self, d: dt.date) -> CalendarCoverageError:
        return CalendarCoverageError(d, self.coverage.first, self.coverage.last)


@cache
def _bundled() -> WorkCalendar:
    from importlib.resources import files  # noqa: PLC0415 - slow to import; the table alone needs it

    table = files("zhangye_fes").joinpath("data/workdays-cn.csv").read_text(encoding="utf-8")
    return WorkCalendar.from_csv(table)


def _year(day: dt.date) -> int:
    """The year whose notice settles a day: for 29–31 December that of the next one."""
    return day.year + ((day.month, day.day) > _LAST_CERTAIN)


def _issued_by(rules: tuple[DayRule, ...], day: dt.date) -> tuple[DayRule, ...]:
    return tuple(rule for rule in rules if rule.issued is None or rule.issued <= day)
