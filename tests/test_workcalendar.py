"""The calendar of working days: its table, its layers, its edges, and what it refuses."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import pickle
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import holidays
import pytest
from holidays.countries.china import ChinaStaticHolidays
from hypothesis import given
from hypothesis import strategies as st

from tests import workdays_by_hand as by_hand
from zhangye_fes import InvalidInput, workcalendar
from zhangye_fes.days import Certainty, DateSpan, Day, DayKind, DayRule
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable

CHINESE_CALENDAR: Final[Any] = import_module("chinese_calendar")
"""It has no types."""

NOW: Final = WorkCalendar.bundled()
HERE: Final = NOW.known_on(dt.date(2025, 12, 1))
"""What was known when the notice for 2026 had been issued, and no later one."""

FIRST, LAST = dt.date(2018, 1, 1), dt.date(2026, 12, 28)
ONE = dt.timedelta(days=1)
MORNING = dt.datetime(2024, 2, 5, 8, 0, tzinfo=dt.UTC)
HOLIDAY, MADE_UP = DayKind.HOLIDAY, DayKind.MAKEUP_WORKDAY
PUBLISHED, PROVISIONAL = Certainty.PUBLISHED, Certainty.PROVISIONAL

covered = st.dates(FIRST, LAST)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as told:
        call()
    return str(told.value)


def uncovered(call: Callable[[], object]) -> str:
    """The day on which an answer hangs that no notice settles."""
    with pytest.raises(CalendarCoverageError) as told:
        call()
    return str(told.value.day)


def kinds(calendar: WorkCalendar, first: str, last: str) -> str:
    """The days of a span in a letter each: workday, weekend (-), holiday, made up; ? unsettled."""
    letters = {"workday": "w", "weekend": "-", "holiday": "h", "makeup_workday": "m"}
    found = []
    for each in DateSpan(day(first), day(last)):
        try:
            found.append(letters[calendar.day(each).kind])
        except CalendarCoverageError:
            found.append("?")
    return "".join(found)


def test_what_the_module_offers() -> None:
    assert dir(workcalendar) == ["WorkCalendar"]


class TestEveryDay:
    """The table beside three others, from 1 January 2018 on, no day left out."""

    def test_the_notices_typed_a_second_time(self) -> None:
        found = {each: str(HERE.day(each).kind) for each in DateSpan(FIRST, LAST)}
        expected = {each: by_hand.SPECIAL.get(each) for each in by_hand.days(FIRST, LAST)}
        assert {
            each: None if kind in {"workday", "weekend"} else kind for each, kind in found.items()
        } == expected
        for each, kind in found.items():
            assert HERE.is_workday(each) is by_hand.works(each)
            assert (kind == "weekend") is (each not in by_hand.SPECIAL and each.weekday() >= 5)

    def test_the_package_chinesecalendar(self) -> None:
        knows = max(CHINESE_CALENDAR.holidays).year
        days = self.compared(knows)
        assert [each for each in days if CHINESE_CALENDAR.is_workday(each)] == [
            each for each in days if NOW.is_workday(each)
        ]

    def test_the_package_holidays(self) -> None:
        knows = max(ChinaStaticHolidays.special_public_holidays)
        days = self.compared(knows)
        china = holidays.country_holidays("CN", years=range(2018, knows + 1))
        assert [each for each in days if china.is_working_day(each)] == [
            each for each in days if NOW.is_workday(each)
        ]

    @staticmethod
    def compared(year: int) -> list[dt.date]:
        """Every day that we cover up to the last year that another package knows: 2026 or later."""
        days = list(DateSpan(NOW.coverage.first, min(NOW.coverage.last, dt.date(year, 12, 28))))
        assert days[0] == FIRST
        assert days[-1] >= LAST
        assert len(days) >= 3284  # nine years of 365 days, two leap days, without three days
        return days


class TestInvariants:
    """What holds of every year, whatever its notice moves about."""

    YEARS = range(2018, NOW.coverage.last.year + 1)

    def test_makeup_days_are_on_weekends(self) -> None:
        made_up = [each for each in NOW.coverage if NOW.day(each).kind == "makeup_workday"]
        assert {each.weekday() for each in made_up} == {5, 6}
        assert all(map(NOW.is_workday, made_up))

    def test_free_weekdays_less_makeup_days(self) -> None:
        """11 a year to 2024 and 13 from 2025; 13 in 2020, which 国办发明电〔2020〕1号 prolonged."""
        found: Counter[int] = Counter()
        for each in map(NOW.day, NOW.coverage):
            # 29–31 December belong to the next year's notice, which arranges 元旦
            year = each.date.year + (each.date.month == 12 and each.name == "元旦")
            found[year] -= each.kind == "makeup_workday"
            found[year] += each.kind == "holiday" and each.date.weekday() < 5
        expected = {year: 11 if year <= 2024 else 13 for year in self.YEARS} | {2020: 13}
        assert dict(found) == expected

    @pytest.mark.parametrize("year", YEARS)
    def test_no_run_of_working_days_is_long(self, year: int) -> None:
        span = [each for each in NOW.coverage if each.year == year]
        runs = [len(list(run)) for works, run in itertools.groupby(span, NOW.is_workday) if works]
        assert len(runs) > 40, "a run a week, most weeks"
        assert max(runs) <= (7 if year <= 2024 else 6)

    def test_every_special_day_has_its_festival_and_notice(self) -> None:
        for each in map(NOW.day, NOW.coverage):
            special = each.kind in {"holiday", "makeup_workday"}
            assert bool(each.name) is bool(each.notice) is special
            assert each.certainty == "published"

    def test_what_is_worked(self) -> None:
        for each in map(NOW.day, NOW.coverage):
            assert each.is_workday is (each.kind in {"workday", "makeup_workday"})


class TestDay:
    """What is told of one day."""

    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ("2024-02-05", (True, "workday", "", "")),  # Monday
            ("2024-03-02", (False, "weekend", "", "")),  # Saturday
            ("2024-02-12", (False, "holiday", "春节", "国办发明电〔2023〕7号")),  # Monday
            ("2024-02-10", (False, "holiday", "春节", "国办发明电〔2023〕7号")),  # Saturday
            ("2024-02-04", (True, "makeup_workday", "春节", "国办发明电〔2023〕7号")),  # Sunday
            ("2020-01-31", (False, "holiday", "春节延长假期", "国办发明电〔2020〕1号")),
            ("2023-10-07", (True, "makeup_workday", "中秋节、国庆节", "国办发明电〔2022〕16号")),
        ],
    )
    def test_kind_festival_and_notice(
        self, date: str, expected: tuple[bool, str, str, str]
    ) -> None:
        found = HERE.day(day(date))
        assert (found.is_workday, found.kind, found.name, found.notice) == expected
        assert (found.date, found.certainty) == (day(date), "published")
        assert HERE.is_workday(day(date)) is expected[0]


class TestAddWorkdays:
    """The n-th working day after a day, which is not counted."""

    @pytest.mark.parametrize(
        ("date", "n", "expected"),
        [
            ("2024-02-05", 1, "2024-02-06"),
            ("2024-02-05", 4, "2024-02-09"),  # Friday before 春节
            ("2024-02-05", 5, "2024-02-18"),  # Sunday, made up
            ("2024-02-05", 6, "2024-02-19"),
            ("2024-02-10", 1, "2024-02-18"),  # from a holiday
            ("2024-02-03", 1, "2024-02-04"),  # from a Saturday to a Sunday that is made up
            ("2024-03-01", 1, "2024-03-04"),  # over a weekend
            ("2024-03-02", 1, "2024-03-04"),
            ("2024-03-02", 5, "2024-03-08"),
            ("2023-12-29", 1, "2024-01-02"),  # over the turn of the year
        ],
    )
    def test_counts_from_the_next_day(self, date: str, n: int, expected: str) -> None:
        assert HERE.add_workdays(day(date), n) == day(expected)

    def test_999_is_the_most(self) -> None:
        assert HERE.add_workdays(FIRST, 999) == by_hand.nth(FIRST + ONE, 999)

    @given(covered, st.integers(1, 999))
    def test_adding_and_then_counting_gives_it_back(self, begin: dt.date, n: int) -> None:
        try:
            end = HERE.add_workdays(begin, n)
        except CalendarCoverageError:
            assert by_hand.nth(begin + ONE, n) is None
            return
        assert HERE.is_workday(end)
        assert HERE.count_workdays(begin + ONE, end) == n
        assert end == by_hand.nth(begin + ONE, n)

    @given(st.dates(FIRST, day("2022-01-01")), st.integers(0, 60), st.integers(1, 500))
    def test_is_monotone(self, begin: dt.date, later: int, n: int) -> None:
        end = HERE.add_workdays(begin, n)
        assert end <= HERE.add_workdays(begin + later * ONE, n)
        assert end < HERE.add_workdays(begin, n + 1)


class TestCountWorkdays:
    """How many working days there are, both ends included."""

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            ("2024-02-05", "2024-02-05", 1),
            ("2024-02-10", "2024-02-10", 0),
            ("2024-02-04", "2024-02-04", 1),
            ("2024-02-05", "2024-02-09", 5),
            ("2024-02-10", "2024-02-17", 0),
            ("2024-02-04", "2024-02-18", 7),
            ("2023-12-30", "2024-01-02", 1),
        ],
    )
    def test_both_ends_count(self, first: str, last: str, expected: int) -> None:
        assert HERE.count_workdays(day(first), day(last)) == expected

    @pytest.mark.parametrize(
        ("year", "weekdays", "free"),
        [
            (2018, 261, 11),  # ends as it began, on a Monday; 31 December is off for the 29th
            (2019, 261, 11),  # Tuesday
            (2020, 262, 13),  # Wednesday and Thursday
            (2021, 261, 11),  # Friday
            (2022, 260, 11),  # Saturday
            (2023, 260, 11),  # Sunday
            (2024, 262, 11),  # Monday and Tuesday
            (2025, 261, 13),  # Wednesday
        ],
    )
    def test_of_a_year(self, year: int, weekdays: int, free: int) -> None:
        """52 weeks and a day, or two in a leap year, less the days of the festivals."""
        found = HERE.count_workdays(dt.date(year, 1, 1), dt.date(year, 12, 31))
        assert found == weekdays - free

    @given(covered, covered, covered)
    def test_adds_up(self, one: dt.date, two: dt.date, three: dt.date) -> None:
        first, middle, last = sorted((one, two, three))
        rest = HERE.count_workdays(middle + ONE, last) if middle < last else 0
        whole = HERE.count_workdays(first, last)
        assert whole == HERE.count_workdays(first, middle) + rest
        assert 0 <= whole <= (last - first).days + 1

    def test_the_last_day_is_not_before_the_first(self) -> None:
        assert refusal(lambda: HERE.count_workdays(day("2024-02-06"), day("2024-02-05"))) == (
            "last: given 2024-02-05, expected a day not before the first, 2024-02-06"
        )


class TestCoverage:
    """Nothing is guessed: what is covered is answered, and one day beyond is not."""

    def test_ends_with_28_december(self) -> None:
        assert HERE.coverage == DateSpan(FIRST, LAST)

    @pytest.mark.parametrize("date", ["2017-12-31", "2026-12-29", "2000-01-01", "2100-12-31"])
    def test_one_day(self, date: str) -> None:
        assert uncovered(lambda: HERE.is_workday(day(date))) == date
        assert uncovered(lambda: HERE.day(day(date))) == date

    def test_the_first_and_the_last(self) -> None:
        assert (HERE.is_workday(FIRST), HERE.is_workday(LAST)) == (False, True)
        assert HERE.day(FIRST).kind == "holiday"
        assert HERE.day(LAST).kind == "workday"

    @pytest.mark.parametrize(
        ("date", "n", "expected"),
        [("2017-12-31", 1, "2018-01-02"), ("2026-12-27", 1, "2026-12-28")],
    )
    def test_what_is_not_counted_need_not_be_covered(
        self, date: str, n: int, expected: str
    ) -> None:
        assert HERE.add_workdays(day(date), n) == day(expected)

    @pytest.mark.parametrize(
        ("date", "n", "asked"),
        [
            ("2017-12-30", 1, "2017-12-31"),
            ("2000-01-01", 1, "2000-01-02"),
            ("2026-12-28", 1, "2026-12-29"),
            ("2026-12-27", 2, "2026-12-29"),
            ("2026-12-27", 999, "2026-12-29"),
            ("2026-12-29", 1, "2026-12-30"),
            ("2027-05-01", 1, "2027-05-02"),
            ("2100-12-31", 1, "2101-01-01"),
        ],
    )
    def test_adding_beyond(self, date: str, n: int, asked: str) -> None:
        assert uncovered(lambda: HERE.add_workdays(day(date), n)) == asked

    @pytest.mark.parametrize(
        ("first", "last", "asked"),
        [
            ("2017-12-31", "2017-12-31", "2017-12-31"),
            ("2017-12-31", "2018-01-02", "2017-12-31"),
            ("2010-01-01", "2030-01-01", "2010-01-01"),
            ("2026-12-28", "2026-12-29", "2026-12-29"),
            ("2026-01-01", "2030-01-01", "2026-12-29"),
            ("2026-12-29", "2026-12-29", "2026-12-29"),
            ("2028-01-01", "2030-01-01", "2028-01-01"),
        ],
    )
    def test_counting_beyond(self, first: str, last: str, asked: str) -> None:
        assert uncovered(lambda: HERE.count_workdays(day(first), day(last))) == asked

    def test_counting_to_the_edges(self) -> None:
        assert HERE.count_workdays(FIRST, day("2018-01-02")) == 1
        assert HERE.count_workdays(day("2026-12-26"), LAST) == 1

    def test_the_error_says_what_is_covered_and_what_to_do(self) -> None:
        with pytest.raises(CalendarCoverageError) as told:
            HERE.is_workday(day("2026-12-29"))
        error = told.value
        assert (error.code, error.missing) == ("CALENDAR_NOT_PUBLISHED", 2027)
        assert (error.first, error.last) == (FIRST, LAST)
        assert str(error) == (
            "2026-12-29 is not covered: the calendar settles 2018-01-01 to 2026-12-28, and the "
            "State Council's notice for 2027 is not in it; load a table that has it with "
            "WorkCalendar.from_csv(text, base=calendar)"
        )


ARGUMENTS: Final[dict[str, Callable[[Any], object]]] = {
    "is_workday": NOW.is_workday,
    "day": NOW.day,
    "add_workdays": lambda bad: NOW.add_workdays(bad, 5),
    "count_workdays, first": lambda bad: NOW.count_workdays(bad, LAST),
    "count_workdays, last": lambda bad: NOW.count_workdays(FIRST, bad),
    "known_on": NOW.known_on,
    "with_provisional": NOW.with_provisional,
    "with_overlay": lambda bad: NOW.with_overlay([DayRule(bad, HOLIDAY)]),
    "from_days, rule": lambda bad: WorkCalendar.from_days(
        DateSpan(FIRST, LAST), [DayRule(bad, HOLIDAY)]
    ),
    "from_days, first": lambda bad: WorkCalendar.from_days(DateSpan(bad, LAST), []),
    "from_days, last": lambda bad: WorkCalendar.from_days(DateSpan(FIRST, bad), []),
}


class TestArguments:
    """Days only, from 2000 to 2100; counts from 1 to 999."""

    @pytest.mark.parametrize("name", ARGUMENTS)
    @pytest.mark.parametrize("bad", [MORNING, MORNING.replace(hour=0, tzinfo=None)])
    def test_a_time_of_day_is_refused(self, name: str, bad: dt.datetime) -> None:
        said = refusal(lambda: ARGUMENTS[name](bad))
        assert said.endswith(f": given {bad!r}, expected a date without a time of day")

    @pytest.mark.parametrize("name", ARGUMENTS)
    @pytest.mark.parametrize(
        "bad", ["2024-02-05", 20240205, None, [], dt.date(1999, 12, 31), dt.date(2101, 1, 1)]
    )
    def test_what_is_no_date_is_refused(self, name: str, bad: object) -> None:
        said = refusal(lambda: ARGUMENTS[name](bad))
        assert said.endswith(f": given {bad!r}, expected a datetime.date, from 2000 to 2100")

    @pytest.mark.parametrize("bad", [0, -1, 1000, True, 5.0, "5", None])
    def test_what_is_no_count_is_refused(self, bad: Any) -> None:  # noqa: ANN401 - of any type
        assert refusal(lambda: NOW.add_workdays(FIRST, bad)) == (
            f"n: given {bad!r}, expected a whole number from 1 to 999"
        )


class TestKnownOn:
    """What was known on a day: notices issued later are not in it."""

    @pytest.mark.parametrize(
        ("known", "april_28", "may"),
        [
            ("2018-12-04", "-", "hww--"),
            ("2019-03-21", "-", "hww--"),
            ("2019-03-22", "m", "hhhhm"),  # 国办发明电〔2019〕3号, on the day of its issue
            ("2025-12-01", "m", "hhhhm"),
        ],
    )
    def test_the_first_of_may_2019(self, known: str, april_28: str, may: str) -> None:
        then = NOW.known_on(day(known))
        assert kinds(then, "2019-04-28", "2019-04-28") == april_28
        assert kinds(then, "2019-05-01", "2019-05-05") == may

    @pytest.mark.parametrize(
        ("known", "expected"),
        [
            ("2019-11-21", "wm-w"),
            ("2020-01-25", "wm-w"),
            ("2020-01-26", "hhhw"),  # 国办发明电〔2020〕1号
            ("2025-12-01", "hhhw"),
        ],
    )
    def test_the_spring_of_2020(self, known: str, expected: str) -> None:
        then = NOW.known_on(day(known))
        assert kinds(then, "2020-01-31", "2020-02-03") == expected

    def test_the_notice_is_that_which_was_known(self) -> None:
        holiday = day("2019-05-01")
        assert NOW.known_on(day("2019-03-21")).day(holiday).notice == "国办发明电〔2018〕15号"
        assert NOW.known_on(day("2019-03-22")).day(holiday).notice == "国办发明电〔2019〕3号"

    @pytest.mark.parametrize(
        ("known", "covered_to", "expected"),
        [
            ("2018-12-03", "2018-12-28", "w????"),
            ("2018-12-04", "2019-12-28", "wmhhh"),  # Fr, Sa made up, Su, Mo, 1 January
        ],
    )
    def test_the_end_of_2018(self, known: str, covered_to: str, expected: str) -> None:
        then = NOW.known_on(day(known))
        assert then.coverage == DateSpan(FIRST, day(covered_to))
        assert kinds(then, "2018-12-28", "2019-01-01") == expected

    @pytest.mark.parametrize(
        ("known", "covered_to", "expected"),
        [
            ("2022-12-07", "2022-12-28", "w?????"),
            ("2022-12-08", "2023-12-28", "wwwhhh"),  # We, Th, Fr, Sa off, Su, Mo
        ],
    )
    def test_the_end_of_2022(self, known: str, covered_to: str, expected: str) -> None:
        then = NOW.known_on(day(known))
        assert then.coverage == DateSpan(FIRST, day(covered_to))
        assert kinds(then, "2022-12-28", "2023-01-02") == expected

    @pytest.mark.parametrize(
        ("issued", "year"),
        [
            *(("2017-11-30", 2018), ("2018-12-04", 2019), ("2019-11-21", 2020)),
            *(("2020-11-25", 2021), ("2021-10-25", 2022), ("2022-12-08", 2023)),
            *(("2023-10-25", 2024), ("2024-11-12", 2025), ("2025-11-04", 2026)),
        ],
    )
    def test_coverage_follows(self, issued: str, year: int) -> None:
        assert NOW.known_on(day(issued)).coverage.last == dt.date(year, 12, 28)
        if year > 2018:
            assert NOW.known_on(day(issued) - ONE).coverage.last == dt.date(year - 1, 12, 28)

    def test_before_the_first_notice_nothing_was_known(self) -> None:
        then = NOW.known_on(day("2017-11-29"))
        assert len(then.coverage) == 0
        for call in (
            lambda: then.is_workday(FIRST),
            lambda: then.day(FIRST),
            lambda: then.add_workdays(FIRST - ONE, 1),
            lambda: then.count_workdays(FIRST, FIRST),
        ):
            assert uncovered(call) == "2018-01-01"
        with pytest.raises(CalendarCoverageError, match="the calendar settles no day"):
            then.is_workday(FIRST)
        assert then.version.startswith("undated+sha256:")

    def test_in_the_far_future_it_is_the_same(self) -> None:
        then = NOW.known_on(day("2100-12-31"))
        assert then == NOW
        assert (then.version, hash(then)) == (NOW.version, hash(NOW))

    @given(st.dates(dt.date(2017, 1, 1), dt.date(2100, 12, 31)), st.dates(dt.date(2017, 1, 1)))
    def test_twice_is_the_earlier(self, one: dt.date, two: dt.date) -> None:
        two = min(two, dt.date(2100, 12, 31))
        assert NOW.known_on(one).known_on(two) == NOW.known_on(min(one, two))

    def test_a_rule_without_a_date_was_always_known(self) -> None:
        calendar = WorkCalendar.from_csv("date,kind\n2027-01-01,holiday\n", base=HERE)
        then = calendar.known_on(day("2018-12-03"))
        assert not then.is_workday(day("2027-01-01"))

    def test_it_never_covers_more_than_before(self) -> None:
        rules = [
            DayRule(day("2024-05-01"), HOLIDAY, issued=day("2023-10-25")),
            DayRule(day("2024-05-02"), HOLIDAY, issued=day("2024-03-01")),
        ]
        calendar = WorkCalendar.from_days(DateSpan(day("2024-05-01"), day("2024-06-30")), rules)
        then = calendar.known_on(day("2024-02-01"))
        assert then.coverage == calendar.coverage
        assert kinds(then, "2024-04-30", "2024-05-03") == "?hww"


class TestOverlay:
    """A county's own days, which go before the State's."""

    OWN = DayRule(day("2024-03-01"), HOLIDAY, "建州纪念日", "州政办", day("2024-01-10"))

    @given(covered, st.integers(1, 300))
    def test_without_days_it_is_the_same(self, begin: dt.date, n: int) -> None:
        overlaid = HERE.with_overlay([])
        assert overlaid == HERE
        assert (overlaid.version, hash(overlaid)) == (HERE.version, hash(HERE))
        assert overlaid.day(begin) == HERE.day(begin)
        end = min(begin + n * ONE, LAST)
        assert overlaid.count_workdays(begin, end) == HERE.count_workdays(begin, end)

    def test_a_day_off(self) -> None:
        county = HERE.with_overlay([self.OWN])
        assert county.day(day("2024-03-01")) == Day(
            day("2024-03-01"), is_workday=False, kind=HOLIDAY, name="建州纪念日", notice="州政办"
        )
        assert county.add_workdays(day("2024-02-29"), 1) == day("2024-03-04")
        assert HERE.add_workdays(day("2024-02-29"), 1) == day("2024-03-01")
        assert county.count_workdays(day("2024-02-26"), day("2024-03-01")) == 4

    def test_goes_before_the_states(self) -> None:
        rules = [
            DayRule(day("2024-05-11"), HOLIDAY, "甲"),  # the State has it made up
            DayRule(day("2024-02-17"), MADE_UP, "乙"),  # the State has it off
        ]
        county = HERE.with_overlay(rules)
        assert kinds(county, "2024-05-11", "2024-05-11") == "h"
        assert kinds(county, "2024-02-17", "2024-02-18") == "mm"
        assert county.day(day("2024-05-11")).name == "甲"

    @given(covered)
    def test_takes_one_day(self, off: dt.date) -> None:
        county = HERE.with_overlay([DayRule(off, HOLIDAY)])
        whole = HERE.count_workdays(FIRST, LAST)
        assert county.count_workdays(FIRST, LAST) == whole - HERE.is_workday(off)

    def test_is_another_version_of_the_same_coverage(self) -> None:
        county = HERE.with_overlay([self.OWN])
        assert county != HERE
        assert county.version != HERE.version
        assert county.coverage == HERE.coverage

    def test_a_second_one_is_added(self) -> None:
        second = DayRule(day("2024-03-04"), HOLIDAY)
        both = HERE.with_overlay([second]).with_overlay([self.OWN])
        assert both == HERE.with_overlay([self.OWN, second])
        assert kinds(both, "2024-02-29", "2024-03-05") == "wh--hw"

    def test_is_known_from_its_issue(self) -> None:
        county = HERE.with_overlay([self.OWN])
        assert county.known_on(day("2024-01-09")).is_workday(self.OWN.date)
        assert not county.known_on(day("2024-01-10")).is_workday(self.OWN.date)

    def test_does_not_extend_what_is_covered(self) -> None:
        county = HERE.with_overlay([DayRule(day("2027-01-01"), HOLIDAY)])
        assert uncovered(lambda: county.is_workday(day("2027-01-01"))) == "2027-01-01"

    @pytest.mark.parametrize(
        ("rules", "said"),
        [
            (
                [DayRule(day("2024-03-01"), MADE_UP)],
                "2024-03-01: given a make-up day, expected a Saturday or Sunday",
            ),
            (
                [DayRule(day("2024-03-02"), MADE_UP), DayRule(day("2024-03-02"), HOLIDAY)],
                "2024-03-02: given two rules, expected one of each notice",
            ),
            (
                [DayRule(day("2024-03-01"), DayKind.WORKDAY)],
                "2024-03-01: given workday, expected holiday or makeup_workday",
            ),
        ],
    )
    def test_refusals(self, rules: list[DayRule], said: str) -> None:
        assert refusal(lambda: HERE.with_overlay(rules)) == said


class TestProvisional:
    """By the day of the week alone, where asked for, and marked."""

    def test_only_what_is_not_settled_is_marked(self) -> None:
        calendar = HERE.with_provisional(day("2027-01-03"))
        days = [calendar.day(each) for each in DateSpan(day("2026-12-25"), day("2027-01-03"))]
        assert [each.certainty for each in days] == [PUBLISHED] * 4 + [PROVISIONAL] * 6
        assert kinds(calendar, "2026-12-25", "2027-01-04") == "w--wwwww--?"  # 1 January is Friday
        assert days[-3] == Day(
            day("2027-01-01"), is_workday=True, kind=DayKind.WORKDAY, certainty=PROVISIONAL
        )
        assert days[-1] == Day(
            day("2027-01-03"), is_workday=False, kind=DayKind.WEEKEND, certainty=PROVISIONAL
        )

    def test_adds_and_counts_to_its_end(self) -> None:
        calendar = HERE.with_provisional(day("2027-01-04"))
        assert calendar.add_workdays(LAST, 5) == day("2027-01-04")  # 29, 30, 31, 1, 4
        assert calendar.count_workdays(LAST, day("2027-01-04")) == 6
        assert uncovered(lambda: calendar.add_workdays(LAST, 6)) == "2027-01-05"
        assert uncovered(lambda: calendar.count_workdays(LAST, day("2027-02-01"))) == "2027-01-05"

    def test_leaves_coverage_alone(self) -> None:
        calendar = HERE.with_provisional(day("2027-12-31"))
        assert calendar.coverage == HERE.coverage
        assert calendar != HERE
        assert calendar.version != HERE.version

    def test_within_what_is_covered_it_answers_the_same(self) -> None:
        calendar = HERE.with_provisional(day("2020-01-01"))
        assert calendar.day(LAST) == HERE.day(LAST)
        assert uncovered(lambda: calendar.is_workday(LAST + ONE)) == "2026-12-29"

    def test_of_days_that_were_not_known_yet(self) -> None:
        then = HERE.with_provisional(day("2019-01-01")).known_on(day("2018-12-03"))
        assert kinds(then, "2018-12-28", "2019-01-02") == "w--ww?"
        assert then.day(day("2018-12-29")).certainty == "provisional"

    def test_a_days_mark_goes_when_its_notice_comes(self) -> None:
        table = "date,kind\n2027-01-01,holiday\n"
        calendar = WorkCalendar.from_csv(table, base=HERE.with_provisional(day("2028-01-01")))
        assert calendar.day(day("2027-12-28")).certainty == "published"
        assert calendar.day(day("2027-12-29")).certainty == "provisional"


class TestFromCsv:
    """Next year's table without a new release."""

    TABLE = (
        "date,kind,name,notice,issued\n"
        "2026-12-31,holiday,元旦,国办发明电〔2026〕0号,2026-11-10\n"
        "2027-01-01,holiday,元旦,国办发明电〔2026〕0号,2026-11-10\n"
        "2027-01-03,makeup_workday,元旦,国办发明电〔2026〕0号,2026-11-10\n"
    )

    def test_next_year_laid_over_the_bundled_one(self) -> None:
        calendar = WorkCalendar.from_csv(self.TABLE, base=HERE)
        assert calendar.coverage == DateSpan(FIRST, day("2027-12-28"))
        assert kinds(calendar, "2026-12-28", "2027-01-04") == "wwwhh-mw"
        assert kinds(calendar, "2024-02-04", "2024-02-10") == "mwwwwwh"
        assert calendar.version.startswith("2026-11-10+sha256:")
        assert calendar.known_on(day("2026-11-09")) == HERE

    def test_by_itself(self) -> None:
        calendar = WorkCalendar.from_csv(self.TABLE)
        assert calendar.coverage == DateSpan(day("2027-01-01"), day("2027-12-28"))
        assert kinds(calendar, "2026-12-31", "2027-01-04") == "?h-mw"

    def test_two_years_by_themselves(self) -> None:
        table = "date,kind\n2027-01-01,holiday\n2028-01-03,holiday\n"
        assert WorkCalendar.from_csv(table).coverage.last == day("2028-12-28")
        assert WorkCalendar.from_csv(table, base=HERE).coverage.last == day("2028-12-28")

    def test_the_turn_of_the_year_belongs_to_the_next(self) -> None:
        for date, covered_to in [("2026-12-28", "2026-12-28"), ("2026-12-29", "2027-12-28")]:
            calendar = WorkCalendar.from_csv(f"date,kind\n{date},holiday\n")
            assert calendar.coverage.last == day(covered_to)

    def test_a_change_of_a_running_year(self) -> None:
        table = "date,kind,issued\n2026-10-10,holiday,2026-09-01\n"
        calendar = WorkCalendar.from_csv(table, base=HERE)
        assert calendar.coverage == HERE.coverage
        assert kinds(HERE, "2026-10-07", "2026-10-10") == "hwwm"
        assert kinds(calendar, "2026-10-07", "2026-10-10") == "hwwh"
        assert kinds(calendar.known_on(day("2026-08-31")), "2026-10-10", "2026-10-10") == "m"

    def test_what_the_base_has_already(self) -> None:
        table = (
            "date,kind,name,notice,issued\n"
            "2026-10-10,makeup_workday,国庆节,国办发明电〔2025〕7号,2025-11-04\n"
        )
        assert WorkCalendar.from_csv(table, base=HERE) == HERE

    def test_keeps_the_countys_days(self) -> None:
        county = HERE.with_overlay([DayRule(day("2027-03-01"), HOLIDAY)])
        assert not WorkCalendar.from_csv(self.TABLE, base=county).is_workday(day("2027-03-01"))

    def test_goes_on_where_the_base_ends(self) -> None:
        base = WorkCalendar.from_days(DateSpan(day("2026-07-01"), day("2026-12-31")), [])
        calendar = WorkCalendar.from_csv("date,kind\n2027-01-01,holiday\n", base=base)
        assert calendar.coverage == DateSpan(day("2026-07-01"), day("2027-12-28"))

    @pytest.mark.parametrize(
        ("table", "base", "said"),
        [
            ("date,kind\n", None, "given no days, expected a year of days off at least"),
            ("date,kind\n", HERE, "given no days, expected a year of days off at least"),
            (
                "date,kind\n2025-01-01,holiday\n2027-01-01,holiday\n",
                None,
                "given no day of 2026, expected every year between others",
            ),
            (
                "date,kind\n2028-01-03,holiday\n",
                HERE,
                "given no day of 2027, expected every year between others",
            ),
            (
                "date,kind\n2027-12-31,holiday\n",  # arranged by the notice for 2028
                HERE,
                "given no day of 2027, expected every year between others",
            ),
            (
                "date,kind\n2026-12-31,holiday\n",
                HERE.known_on(day("2017-01-01")),
                "given no day of 2018, expected every year between others",
            ),
            (
                "date,kind\n2026-01-01,holiday\n",
                HERE.known_on(day("2024-11-11")),  # the notice for 2025 came a day later
                "given no day of 2025, expected every year between others",
            ),
            (
                "date,kind\n2025-01-01,holiday\n",
                WorkCalendar.from_days(DateSpan(day("2024-05-01"), day("2024-05-31")), []),
                "given no day of 2024, expected every year between others",
            ),
        ],
    )
    def test_a_year_is_missing(self, table: str, base: WorkCalendar | None, said: str) -> None:
        assert refusal(lambda: WorkCalendar.from_csv(table, base=base)) == f"record: {said}"

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            (
                "",
                "line 1: given nothing, expected a header such as date,kind,name,notice,issued",
            ),
            (
                "date,kind\n2027-01-01,day off\n",
                "line 2, kind: given 'day off', expected holiday or makeup_workday",
            ),
            (
                "date,kind,name,notice,issued\n2026-10-10,holiday,国庆节,乙,2025-11-04\n",
                "2026-10-10: given two rules, expected one of each notice",
            ),
        ],
    )
    def test_what_is_malformed(self, table: str, said: str) -> None:
        assert refusal(lambda: WorkCalendar.from_csv(table, base=HERE)) == said


class TestFromDays:
    """A calendar of given days, for trying the rule apart from the data."""

    SPAN = DateSpan(day("2030-01-01"), day("2030-01-31"))  # a Tuesday to a Thursday

    def test_answers_within_its_span(self) -> None:
        rules = [DayRule(day("2030-01-01"), HOLIDAY), DayRule(day("2030-01-05"), MADE_UP)]
        calendar = WorkCalendar.from_days(self.SPAN, rules)
        assert calendar.coverage == self.SPAN
        assert kinds(calendar, "2029-12-31", "2030-01-07") == "?hwwwm-w"
        assert uncovered(lambda: calendar.is_workday(day("2030-02-01"))) == "2030-02-01"
        assert calendar.version.startswith("undated+sha256:")

    def test_known_on_is_the_same_of_days_without_dates(self) -> None:
        calendar = WorkCalendar.from_days(self.SPAN, [DayRule(day("2030-01-01"), HOLIDAY)])
        assert calendar.known_on(day("2000-01-01")) == calendar

    @pytest.mark.parametrize(
        ("span", "rules", "said"),
        [
            (
                DateSpan(day("2030-01-02"), day("2030-01-01")),
                [],
                "coverage: given 2030-01-02…2030-01-01, expected a last day not before the first",
            ),
            (
                SPAN,
                [DayRule(day("2030-02-01"), HOLIDAY)],
                "2030-02-01: given a day outside, expected one of 2030-01-01…2030-01-31",
            ),
            (
                SPAN,
                [DayRule(day("2030-01-01"), HOLIDAY), DayRule(day("2030-01-01"), HOLIDAY)],
                "days: given a date twice, expected each date once",
            ),
            (
                SPAN,
                [DayRule(day("2030-01-05"), HOLIDAY), DayRule(day("2030-01-05"), MADE_UP)],
                "2030-01-05: given two rules, expected one of each notice",
            ),
            (
                SPAN,
                [DayRule(day("2030-01-01"), MADE_UP)],
                "2030-01-01: given a make-up day, expected a Saturday or Sunday",
            ),
        ],
    )
    def test_refusals(self, span: DateSpan, rules: list[DayRule], said: str) -> None:
        assert refusal(lambda: WorkCalendar.from_days(span, rules)) == said


class TestValue:
    """A calendar is a value: it compares, hashes, pickles, and can be shared."""

    MADE: Final = {
        "bundled": NOW,
        "known_on": HERE.known_on(day("2019-03-21")),
        "overlay": HERE.with_overlay([TestOverlay.OWN]),
        "provisional": HERE.with_provisional(day("2027-12-31")),
        "from_csv": WorkCalendar.from_csv(TestFromCsv.TABLE, base=HERE),
        "from_days": WorkCalendar.from_days(TestFromDays.SPAN, []),
        "empty": HERE.known_on(day("2017-01-01")),
    }

    def test_all_are_different(self) -> None:
        assert len(set(self.MADE.values())) == len(self.MADE)
        assert len({each.version for each in self.MADE.values()}) == len(self.MADE)

    @pytest.mark.parametrize("name", MADE)
    def test_pickling_and_copying_give_an_equal_one(self, name: str) -> None:
        calendar = self.MADE[name]
        before = pickle.dumps(calendar)
        answers = kinds(calendar, "2018-12-25", "2019-05-06")
        assert len(pickle.dumps(calendar)) == len(before), "nothing worked out goes along"
        for again in (
            pickle.loads(before),  # noqa: S301 - our own bytes
            copy.copy(calendar),
            copy.deepcopy(calendar),
        ):
            assert again == calendar
            assert hash(again) == hash(calendar)
            assert again.version == calendar.version
            assert kinds(again, "2018-12-25", "2019-05-06") == answers

    @pytest.mark.parametrize("name", MADE)
    def test_the_version_names_the_last_notice_and_a_digest(self, name: str) -> None:
        last = {
            "from_csv": "2026-11-10",
            "from_days": "undated",
            "empty": "undated",
            "known_on": "2018-12-04",
        }
        if name == "bundled":  # which goes on, year by year
            last["bundled"] = str(max(rule.issued for rule in NOW.rules if rule.issued))
        pattern = rf"{last.get(name, '2025-11-04')}\+sha256:[0-9a-f]{{64}}"
        assert re.fullmatch(pattern, self.MADE[name].version)

    def test_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            setattr(NOW, "coverage", DateSpan(FIRST, FIRST))  # noqa: B010 - it is read-only

    def test_the_bundled_one_is_read_once(self) -> None:
        assert WorkCalendar.bundled() is NOW

    def test_threads_get_equal_answers(self) -> None:
        expected = kinds(HERE, "2018-01-01", "2026-12-28")
        for _ in range(3):
            fresh = NOW.known_on(day("2025-12-01"))  # has worked nothing out yet

            def ask(_: int, calendar: WorkCalendar = fresh) -> tuple[object, ...]:
                return (
                    calendar.count_workdays(FIRST, LAST),
                    calendar.add_workdays(day("2024-02-05"), 5),
                    kinds(calendar, "2018-01-01", "2026-12-28"),
                    calendar.version,
                )

            with ThreadPoolExecutor(8) as pool:
                answers = set(pool.map(ask, range(8)))
            (answer,) = answers
            assert answer[1:] == (day("2024-02-18"), expected, HERE.version)
