"""Terms that end on a day: a month, 20 December, five years; each under both readings."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workdays_by_hand as by_hand
from zhangye_fes import InvalidInput, Readings, deadlines, regulation
from zhangye_fes.days import Certainty, DateSpan, DayKind, DayRule
from zhangye_fes.deadlines import (
    FundsReportDeadline,
    MonthDeadline,
    Validity,
    add_months,
    funds_report_deadline,
    in_force,
    month_deadline,
)
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))
PROVISIONAL = HERE.with_provisional(dt.date(2027, 12, 31))
MORNING = dt.datetime(2024, 2, 5, 8, 0, tzinfo=dt.UTC)
ONE = dt.timedelta(days=1)

ROLLS, STAYS = Readings(one_month_roll="next_workday"), Readings(one_month_roll="none")
INCLUSIVE, EXCLUSIVE = Readings(december_20="inclusive"), Readings(december_20="exclusive")
WHOLE = Readings(validity_last_day="corresponding_day")
BEFORE = Readings(validity_last_day="day_before")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as told:
        call()
    return str(told.value)


def test_what_the_module_offers() -> None:
    assert dir(deadlines) == [
        *("FundsReportDeadline", "MonthDeadline", "Validity"),
        *("add_months", "funds_report_deadline", "in_force", "month_deadline"),
    ]


class TestAddMonths:
    """The corresponding day, or the end of a month that has none; always from the origin."""

    @pytest.mark.parametrize(
        ("origin", "months", "expected"),
        [
            ("2024-01-15", 1, "2024-02-15"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2023-01-31", 1, "2023-02-28"),
            ("2024-01-31", 2, "2024-03-31"),
            ("2024-01-31", 3, "2024-04-30"),
            ("2024-01-29", 1, "2024-02-29"),
            ("2023-01-29", 1, "2023-02-28"),
            ("2024-02-29", 1, "2024-03-29"),  # not the end of March
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2023-12-31", 1, "2024-01-31"),
            ("2023-12-31", 2, "2024-02-29"),
            ("2023-08-31", 6, "2024-02-29"),
            ("2100-01-31", 1, "2100-02-28"),  # no leap year
            ("2000-01-31", 1, "2000-02-29"),
            ("2023-09-04", 60, "2028-09-04"),
            ("2023-09-04", 999, "2106-12-04"),  # 83 years and three months
        ],
    )
    def test_vectors(self, origin: str, months: int, expected: str) -> None:
        assert add_months(day(origin), months) == day(expected)

    def test_step_by_step_is_something_else(self) -> None:
        assert add_months(add_months(day("2024-01-31"), 1), 1) == day("2024-03-29")
        assert add_months(day("2024-01-31"), 2) == day("2024-03-31")

    @given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.integers(1, 998))
    def test_is_monotone_and_keeps_the_day(self, origin: dt.date, months: int) -> None:
        end = add_months(origin, months)
        whole = origin.year * 12 + origin.month - 1 + months
        assert (end.year * 12 + end.month - 1, end.day <= origin.day) == (whole, True)
        assert end.day == origin.day or (end + ONE).day == 1
        assert end < add_months(origin, months + 1)
        assert end <= add_months(origin + ONE, months)

    @given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
    def test_of_one_month_by_hand(self, origin: dt.date) -> None:
        assert add_months(origin, 1) == by_hand.month_later(origin)


MONTHS = [
    # event, corresponding day, the next working day
    ("2024-03-04", "2024-04-04", "2024-04-07"),  # 清明节; Sunday the 7th is made up
    ("2025-01-01", "2025-02-01", "2025-02-05"),  # 春节 to the 4th
    ("2024-12-31", "2025-01-31", "2025-02-05"),
    ("2024-01-10", "2024-02-10", "2024-02-18"),  # 春节 to the 17th; Sunday the 18th is made up
    ("2024-01-04", "2024-02-04", "2024-02-04"),  # a Sunday that is made up
    ("2026-01-31", "2026-02-28", "2026-02-28"),  # a shorter month; a Saturday that is made up
    ("2024-01-31", "2024-02-29", "2024-02-29"),  # a shorter month; Thursday
    ("2023-01-31", "2023-02-28", "2023-02-28"),  # Tuesday
    ("2024-05-31", "2024-06-30", "2024-07-01"),  # a shorter month; Sunday
    ("2023-09-04", "2023-10-04", "2023-10-07"),  # 国庆节 to the 6th; Saturday the 7th is made up
    ("2024-09-01", "2024-10-01", "2024-10-08"),
    ("2026-04-02", "2026-05-02", "2026-05-06"),
    ("2026-04-09", "2026-05-09", "2026-05-09"),  # a Saturday that is made up
    ("2024-02-01", "2024-03-01", "2024-03-01"),  # Friday
    ("2024-02-02", "2024-03-02", "2024-03-04"),  # Saturday
    ("2024-02-03", "2024-03-03", "2024-03-04"),  # Sunday
    ("2023-11-30", "2023-12-30", "2024-01-02"),  # over 元旦
    ("2026-11-28", "2026-12-28", "2026-12-28"),  # the last day that is covered
]


class TestMonthDeadline:
    """A term of months."""

    @pytest.mark.parametrize(("event", "corresponding", "workday"), MONTHS)
    def test_vectors(self, event: str, corresponding: str, workday: str) -> None:
        for readings, last, otherwise in [
            (None, workday, corresponding),
            (ROLLS, workday, corresponding),
            (STAYS, corresponding, workday),
        ]:
            deadline = month_deadline(day(event), readings=readings, calendar=HERE)
            assert deadline.not_before == day(corresponding)
            assert deadline.last_day == day(last)
            assert deadline.last_day_otherwise == day(otherwise)
            assert deadline.certainty is Certainty.PUBLISHED

    def test_all_that_it_tells(self) -> None:
        deadline = month_deadline(day("2025-01-01"), calendar=HERE)
        assert json.loads(deadline.model_dump_json()) == {
            "event": "2025-01-01",
            "months": 1,
            "not_before": "2025-02-01",
            "last_day": "2025-02-05",
            "moved": [
                {
                    "days": {"first": "2025-02-01", "last": "2025-02-04"},
                    "kind": "holiday",
                    "name": "春节",
                    "notice": "国办发明电〔2024〕12号",
                }
            ],
            "last_day_otherwise": "2025-02-01",
            "reading": "next_workday",
            "certainty": "published",
            "calendar": HERE.version,
            "citations": ["art10"],
        }

    def test_what_does_not_move_was_moved_by_nothing(self) -> None:
        for event in ("2024-01-04", "2024-02-01", "2024-02-02"):
            assert month_deadline(day(event), calendar=HERE).moved == ()
        stays = month_deadline(day("2025-01-01"), readings=STAYS, calendar=HERE)
        assert (stays.moved, stays.reading) == ((), "none")

    def test_of_several_months(self) -> None:
        deadline = month_deadline(day("2024-01-31"), 2, calendar=HERE)
        assert (deadline.months, deadline.not_before) == (2, day("2024-03-31"))
        assert deadline.last_day == day("2024-04-01")  # the 31st is a Sunday

    @pytest.mark.parametrize(
        ("event", "corresponding", "workday"),
        [
            ("2017-11-30", "2017-12-30", None),
            ("2017-12-01", "2018-01-01", "2018-01-02"),
            ("2026-11-28", "2026-12-28", "2026-12-28"),
            ("2026-11-29", "2026-12-29", None),
            ("2030-05-06", "2030-06-06", None),
            ("2100-11-30", "2100-12-30", None),
        ],
    )
    def test_where_the_calendar_does_not_reach(
        self, event: str, corresponding: str, workday: str | None
    ) -> None:
        found = workday and day(workday)
        rolls = month_deadline(day(event), readings=ROLLS, calendar=HERE)
        assert (rolls.last_day, rolls.last_day_otherwise) == (found, day(corresponding))
        stays = month_deadline(day(event), readings=STAYS, calendar=HERE)
        assert (stays.last_day, stays.last_day_otherwise) == (day(corresponding), found)
        assert rolls.not_before == stays.not_before == day(corresponding)
        sure = "published" if workday else None
        assert (rolls.certainty, stays.certainty) == (sure, "published")

    def test_a_rest_day_at_the_end_of_what_is_covered(self) -> None:
        """Saturday 26 December 2026 rolls to the 28th, and that is as far as it goes."""
        assert month_deadline(day("2026-11-26"), calendar=HERE).last_day == day("2026-12-28")
        county = HERE.with_overlay([DayRule(day("2026-12-28"), DayKind.HOLIDAY)])
        assert month_deadline(day("2026-11-26"), calendar=county).last_day is None

    def test_a_rest_day_at_the_end_of_2100(self) -> None:
        rest = [DayRule(day(f"2100-12-{number}"), DayKind.HOLIDAY) for number in (30, 31)]
        calendar = WorkCalendar.from_days(DateSpan(day("2100-12-01"), day("2100-12-31")), rest)
        deadline = month_deadline(day("2100-11-30"), calendar=calendar)
        assert (deadline.not_before, deadline.last_day) == (day("2100-12-30"), None)

    @pytest.mark.parametrize(
        ("event", "known", "last"),
        [
            ("2019-04-02", "2019-03-21", "2019-05-02"),
            ("2019-04-02", "2019-03-22", "2019-05-05"),  # a Sunday that is made up
            ("2019-12-31", "2020-01-25", "2020-01-31"),
            ("2019-12-31", "2020-01-26", "2020-02-03"),
            ("2018-11-30", "2018-12-03", None),
            ("2018-11-30", "2018-12-04", "2019-01-02"),  # 30 December to 1 January are off
        ],
    )
    def test_as_was_known_then(self, event: str, known: str, last: str | None) -> None:
        then = HERE.known_on(day(known))
        assert month_deadline(day(event), calendar=then).last_day == (last and day(last))

    @given(st.dates(dt.date(2017, 11, 1), dt.date(2027, 1, 31)))
    def test_walked_by_hand(self, event: dt.date) -> None:
        corresponding = by_hand.month_later(event)
        workday = by_hand.rolled(corresponding)
        rolls = month_deadline(event, readings=ROLLS, calendar=HERE)
        stays = month_deadline(event, readings=STAYS, calendar=HERE)
        assert rolls.not_before == stays.not_before == stays.last_day == corresponding
        assert rolls.last_day == stays.last_day_otherwise == workday
        assert rolls.last_day_otherwise == corresponding
        passed = by_hand.days(corresponding, workday) if workday else iter(())
        special = [each for each in passed if each in by_hand.SPECIAL and workday != corresponding]
        assert [each for run in rolls.moved for each in run.days] == special

    @given(st.dates(dt.date(2018, 1, 1), dt.date(2026, 11, 1)), st.integers(0, 20))
    def test_a_later_event_never_ends_earlier(self, event: dt.date, later: int) -> None:
        one = month_deadline(event, calendar=HERE).last_day
        two = month_deadline(event + later * ONE, calendar=HERE).last_day
        assert one is not None
        assert two is not None
        assert one <= two

    def test_a_term_beyond_2100_is_refused(self) -> None:
        assert month_deadline(day("2100-11-30"), readings=STAYS).last_day == day("2100-12-30")
        assert refusal(lambda: month_deadline(day("2100-12-01"))) == (
            "months: given 1 months from 2100-12-01, expected a term that ends by 2100"
        )
        assert refusal(lambda: month_deadline(day("2023-09-04"), 999)) == (
            "months: given 999 months from 2023-09-04, expected a term that ends by 2100"
        )

    def test_provisional(self) -> None:
        """29 December 2026 is a Tuesday; 2 January 2027 a Saturday."""
        for event, last in [("2026-11-29", "2026-12-29"), ("2026-12-02", "2027-01-04")]:
            deadline = month_deadline(day(event), calendar=PROVISIONAL)
            assert (deadline.last_day, deadline.certainty) == (day(last), "provisional")
            again = MonthDeadline.from_json(deadline.model_dump_json())
            assert again.certainty is Certainty.PROVISIONAL

    def test_what_needs_no_calendar_is_certain(self) -> None:
        deadline = month_deadline(day("2026-12-02"), readings=STAYS, calendar=PROVISIONAL)
        assert (deadline.last_day, deadline.certainty) == (day("2027-01-02"), "published")


class TestFundsReportDeadline:
    """每年12月20日前."""

    @pytest.mark.parametrize("readings", [None, INCLUSIVE])
    def test_20_december_is_in_time(self, readings: Readings | None) -> None:
        deadline = funds_report_deadline(2024, readings, HERE)
        assert deadline.last_day == day("2024-12-20")
        assert deadline.last_day_otherwise == day("2024-12-19")
        assert deadline.judge(day("2024-01-01")) == "on_time"
        assert deadline.judge(day("2024-12-19")) == "on_time"
        assert deadline.judge(day("2024-12-20")) == "on_time"
        assert deadline.judge(day("2024-12-21")) == "late"

    def test_20_december_is_late(self) -> None:
        deadline = funds_report_deadline(2024, EXCLUSIVE, HERE)
        assert deadline.last_day == day("2024-12-19")
        assert deadline.last_day_otherwise == day("2024-12-20")
        assert deadline.judge(day("2024-12-19")) == "on_time"
        assert deadline.judge(day("2024-12-20")) == "late"

    @pytest.mark.parametrize("readings", [INCLUSIVE, EXCLUSIVE])
    def test_is_contested_on_that_day_alone(self, readings: Readings) -> None:
        deadline = funds_report_deadline(2024, readings, HERE)
        contested = [
            each
            for each in by_hand.days(day("2024-01-01"), day("2025-12-31"))
            if deadline.contested(each)
        ]
        assert contested == [day("2024-12-20")]

    @pytest.mark.parametrize(
        ("year", "on_the_20th", "on_the_19th"),
        [
            (2017, None, None),
            (2018, False, False),  # Thursday
            (2023, False, False),  # Wednesday
            (2024, False, False),  # Friday
            (2025, True, False),  # Saturday
            (2026, True, True),  # Sunday
            (2027, None, None),
        ],
    )
    def test_says_whether_it_is_a_rest_day_and_does_not_move(
        self, year: int, on_the_20th: bool | None, on_the_19th: bool | None
    ) -> None:
        inclusive = funds_report_deadline(year, INCLUSIVE, HERE)
        exclusive = funds_report_deadline(year, EXCLUSIVE, HERE)
        assert inclusive.last_day == dt.date(year, 12, 20)
        assert exclusive.last_day == dt.date(year, 12, 19)
        assert (inclusive.is_rest_day, exclusive.is_rest_day) == (on_the_20th, on_the_19th)

    def test_all_that_it_tells(self) -> None:
        deadline = funds_report_deadline(2026, calendar=HERE)
        assert json.loads(deadline.model_dump_json()) == {
            "year": 2026,
            "last_day": "2026-12-20",
            "last_day_otherwise": "2026-12-19",
            "is_rest_day": True,
            "reading": "inclusive",
            "citations": ["art13"],
        }
        assert funds_report_deadline(2026, EXCLUSIVE, HERE).reading == "exclusive"

    def test_the_years(self) -> None:
        for year in (2000, 2100):
            assert funds_report_deadline(year).last_day == dt.date(year, 12, 20)

    @pytest.mark.parametrize("bad", [1999, 2101, 0, True, 2024.0, "2024", None, day("2024-12-20")])
    def test_what_is_no_year(self, bad: Any) -> None:  # noqa: ANN401 - of any type
        assert refusal(lambda: funds_report_deadline(bad)) == (
            f"year: given {bad!r}, expected a year from 2000 to 2100"
        )


class TestInForce:
    """自发布之日起施行，有效期5年."""

    @pytest.mark.parametrize(
        ("date", "whole", "before"),
        [
            ("2000-01-01", False, False),
            ("2023-09-03", False, False),
            ("2023-09-04", True, True),
            ("2028-09-03", True, True),
            ("2028-09-04", True, False),
            ("2028-09-05", False, False),
            ("2100-12-31", False, False),
        ],
    )
    def test_from_the_first_day_to_the_last(self, date: str, whole: bool, before: bool) -> None:
        assert in_force(day(date)).in_force is whole
        assert in_force(day(date), WHOLE).in_force is whole
        assert in_force(day(date), BEFORE).in_force is before

    @pytest.mark.parametrize("readings", [None, WHOLE, BEFORE])
    def test_is_contested_on_one_day_alone(self, readings: Readings | None) -> None:
        contested = [
            each
            for each in by_hand.days(day("2023-08-01"), day("2029-12-31"))
            if in_force(each, readings).contested
        ]
        assert contested == [day("2028-09-04")]

    @pytest.mark.parametrize(
        ("readings", "last", "reading"),
        [
            (WHOLE, "2028-09-04", "corresponding_day"),
            (BEFORE, "2028-09-03", "day_before"),
        ],
    )
    def test_all_that_it_tells(self, readings: Readings, last: str, reading: str) -> None:
        assert json.loads(in_force(day("2024-02-05"), readings).model_dump_json()) == {
            "date": "2024-02-05",
            "in_force": True,
            "contested": False,
            "first_day": "2023-09-04",
            "last_day": last,
            "reading": reading,
            "citations": ["art17"],
        }

    def test_is_the_term_that_the_notice_has(self) -> None:
        validity = in_force(day("2024-02-05"))
        assert validity.first_day == regulation.ISSUED
        assert validity.last_day == add_months(regulation.ISSUED, 12 * regulation.VALID_YEARS)


RESULTS: dict[str, MonthDeadline | FundsReportDeadline | Validity] = {
    "month": month_deadline(day("2025-01-01"), calendar=HERE),
    "month, stays": month_deadline(day("2025-01-01"), 3, STAYS, HERE),
    "month, not covered": month_deadline(day("2030-01-01"), calendar=HERE),
    "month, provisional": month_deadline(day("2026-12-02"), calendar=PROVISIONAL),
    "funds": funds_report_deadline(2026, calendar=HERE),
    "funds, exclusive": funds_report_deadline(2025, EXCLUSIVE, HERE),
    "funds, not covered": funds_report_deadline(2099, calendar=HERE),
    "in force": in_force(day("2028-09-04")),
    "not in force": in_force(day("2028-09-04"), BEFORE),
}


class TestJson:
    """Every result comes back unchanged."""

    @pytest.mark.parametrize("name", RESULTS)
    def test_round_trip(self, name: str) -> None:
        result = RESULTS[name]
        text = result.model_dump_json()
        again = type(result).from_json(text)
        assert again == result
        assert hash(again) == hash(result)
        assert again.model_dump_json() == text
        assert type(result).from_json(text.encode()) == result

    @pytest.mark.parametrize("bad", [20230904, "20230904", "1696118400", "2023-09-04T00:00:00"])
    @pytest.mark.parametrize(
        ("name", "field"),
        [
            *(("month", "event"), ("month", "not_before"), ("month", "last_day")),
            *(("month", "last_day_otherwise"), ("funds", "last_day")),
            *(("funds", "last_day_otherwise"), ("in force", "date"), ("in force", "first_day")),
            ("in force", "last_day"),
        ],
    )
    def test_dates_are_dates(self, name: str, field: str, bad: object) -> None:
        stored = {**json.loads(RESULTS[name].model_dump_json()), field: bad}
        assert refusal(lambda: type(RESULTS[name]).from_json(json.dumps(stored))) == (
            f"{field}: given {bad!r}, expected a date written YYYY-MM-DD, from 2000 to 2100"
        )


class TestArguments:
    """Dates without a time of day, counts from 1 to 999."""

    @pytest.mark.parametrize(
        ("field", "call"),
        [
            ("event", lambda bad: add_months(bad, 1)),
            ("event", month_deadline),
            ("date", in_force),
            ("reported", funds_report_deadline(2024).judge),
            ("reported", funds_report_deadline(2024).contested),
        ],
    )
    def test_dates(self, field: str, call: Callable[[Any], object]) -> None:
        assert refusal(partial(call, MORNING)) == (
            f"{field}: given {MORNING!r}, expected a date without a time of day"
        )
        for bad in ("2024-02-05", 20240205, None, dt.date(1999, 12, 31), dt.date(2101, 1, 1)):
            assert refusal(partial(call, bad)) == (
                f"{field}: given {bad!r}, expected a datetime.date, from 2000 to 2100"
            )

    @pytest.mark.parametrize("bad", [0, -1, 1000, True, 1.0, "1", None])
    def test_months(self, bad: Any) -> None:  # noqa: ANN401 - of any type
        said = f"months: given {bad!r}, expected a whole number from 1 to 999"
        assert refusal(lambda: add_months(day("2024-01-31"), bad)) == said
        assert refusal(lambda: month_deadline(day("2024-01-31"), bad)) == said

    def test_without_a_calendar_it_is_the_bundled_one(self) -> None:
        version = WorkCalendar.bundled().version
        assert month_deadline(day("2025-01-01")).calendar == version
        assert funds_report_deadline(2026).is_rest_day is True
