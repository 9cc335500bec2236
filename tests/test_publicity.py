"""Publicity of five working days: to be held, and held; under both readings."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workdays_by_hand as by_hand
from zhangye_fes import InvalidInput, Readings, publicity
from zhangye_fes.days import Certainty, DateSpan, Day, DayKind, DayRule
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.publicity import (
    WORKDAYS,
    PublicityCheck,
    PublicityPeriod,
    check_publicity,
    publicity_period,
)
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))
FIRST, LAST = dt.date(2018, 1, 1), dt.date(2026, 12, 28)
ONE = dt.timedelta(days=1)
MORNING = dt.datetime(2024, 2, 5, 8, 0, tzinfo=dt.UTC)

Option = Literal["next_day", "posting_day"]
NEXT = Readings(publicity_first_day="next_day")
POSTING = Readings(publicity_first_day="posting_day")
BOTH: tuple[Readings, ...] = (NEXT, POSTING)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def begins(posted: dt.date, readings: Readings) -> dt.date:
    return posted + ONE if readings is NEXT else posted


def other(readings: Readings) -> Readings:
    return POSTING if readings is NEXT else NEXT


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as told:
        call()
    return str(told.value)


def uncovered(call: Callable[[], object]) -> str:
    with pytest.raises(CalendarCoverageError) as told:
        call()
    return str(told.value.day)


VECTORS = [
    ("2023-09-04", "2023-09-11", "2023-09-08"),
    ("2023-09-26", "2023-10-09", "2023-10-08"),
    ("2024-02-05", "2024-02-18", "2024-02-09"),
    ("2024-09-12", "2024-09-20", "2024-09-19"),
    ("2024-09-27", "2024-10-10", "2024-10-09"),
    ("2025-01-24", "2025-02-07", "2025-02-06"),
    ("2025-09-26", "2025-10-10", "2025-10-09"),
    ("2026-02-11", "2026-02-25", "2026-02-24"),
    ("2026-04-30", "2026-05-11", "2026-05-09"),
    ("2026-09-18", "2026-09-24", "2026-09-23"),
    ("2026-12-21", "2026-12-28", "2026-12-25"),
]
"""Posted; the last of five working days, where the day of posting is not counted, and where it is.

All but the first and the last span a festival: walked through by hand with the notices.
"""


def test_what_the_module_offers() -> None:
    assert dir(publicity) == [
        *("PublicityCheck", "PublicityPeriod", "WORKDAYS", "check_publicity", "publicity_period"),
    ]
    assert WORKDAYS == 5


class TestPublicityPeriod:
    """The least publicity that begins with a posting."""

    @pytest.mark.parametrize(("posted", "next_day", "posting_day"), VECTORS)
    def test_vectors(self, posted: str, next_day: str, posting_day: str) -> None:
        for readings, last, otherwise in [
            (None, next_day, posting_day),
            (NEXT, next_day, posting_day),
            (POSTING, posting_day, next_day),
        ]:
            period = publicity_period(day(posted), readings=readings, calendar=HERE)
            assert str(period.last_day) == last
            assert str(period.last_day_otherwise) == otherwise
            assert period.earliest_next_step == day(last) + ONE
            assert period.certainty is Certainty.PUBLISHED

    def test_the_vector_that_is_not_covered(self) -> None:
        """Next day: 25, 28 and three beyond; posting day: 24, 25, 28 and two beyond."""
        for readings in (None, *BOTH):
            assert (
                uncovered(
                    partial(publicity_period, day("2026-12-24"), readings=readings, calendar=HERE)
                )
                == "2026-12-29"
            )

    def test_all_that_it_tells(self) -> None:
        period = publicity_period(day("2024-02-05"), calendar=HERE)
        assert json.loads(period.model_dump_json()) == {
            "posted": "2024-02-05",
            "workdays": 5,
            "first_counted": "2024-02-06",
            "last_day": "2024-02-18",
            "counted": ["2024-02-06", "2024-02-07", "2024-02-08", "2024-02-09", "2024-02-18"],
            "moved": [
                {
                    "days": {"first": "2024-02-10", "last": "2024-02-17"},
                    "kind": "holiday",
                    "name": "春节",
                    "notice": "国办发明电〔2023〕7号",
                },
                {
                    "days": {"first": "2024-02-18", "last": "2024-02-18"},
                    "kind": "makeup_workday",
                    "name": "春节",
                    "notice": "国办发明电〔2023〕7号",
                },
            ],
            "last_day_otherwise": "2024-02-09",
            "reading": "next_day",
            "certainty": "published",
            "calendar": HERE.version,
            "citations": ["art6.2"],
        }

    def test_the_reading_is_told(self) -> None:
        period = publicity_period(day("2024-02-05"), readings=POSTING, calendar=HERE)
        assert (period.reading, period.first_counted) == ("posting_day", day("2024-02-05"))
        assert period.moved == ()

    def test_posted_on_a_rest_day_both_readings_agree(self) -> None:
        """Saturday 2 March 2024: Monday is the first that can count."""
        for readings in BOTH:
            period = publicity_period(day("2024-03-02"), readings=readings, calendar=HERE)
            assert period.first_counted == day("2024-03-04")
            assert period.last_day == period.last_day_otherwise == day("2024-03-08")

    def test_posted_on_a_sunday_that_is_made_up(self) -> None:
        """4 February 2024: it counts where the day of posting does."""
        period = publicity_period(day("2024-02-04"), readings=POSTING, calendar=HERE)
        assert (period.first_counted, period.last_day) == (day("2024-02-04"), day("2024-02-08"))
        assert [str(each) for each in period.moved] == ["2024-02-04 春节"]
        assert period.last_day_otherwise == day("2024-02-09")

    @pytest.mark.parametrize(
        ("workdays", "last"), [(1, "2024-02-06"), (4, "2024-02-09"), (6, "2024-02-19")]
    )
    def test_of_another_length(self, workdays: int, last: str) -> None:
        period = publicity_period(day("2024-02-05"), workdays, calendar=HERE)
        assert (period.workdays, period.last_day) == (workdays, day(last))
        assert len(period.counted) == workdays

    @pytest.mark.parametrize(
        ("posted", "known", "last"),
        [
            ("2019-04-29", "2019-03-21", "2019-05-07"),  # 30, 2, 3, 6, 7
            ("2019-04-29", "2019-03-22", "2019-05-08"),  # 30, 5, 6, 7, 8
            ("2020-01-23", "2020-01-25", "2020-02-05"),  # 31, 1, 3, 4, 5
            ("2020-01-23", "2020-01-26", "2020-02-07"),  # 3, 4, 5, 6, 7
        ],
    )
    def test_as_was_known_then(self, posted: str, known: str, last: str) -> None:
        then = HERE.known_on(day(known))
        assert publicity_period(day(posted), calendar=then).last_day == day(last)

    def test_with_a_countys_own_day(self) -> None:
        county = HERE.with_overlay([DayRule(day("2023-09-06"), DayKind.HOLIDAY, "县庆", "县政办")])
        period = publicity_period(day("2023-09-04"), calendar=county)
        assert period.last_day == day("2023-09-12")
        assert [str(each) for each in period.moved] == ["2023-09-06 县庆"]
        assert period.calendar == county.version

    @pytest.mark.parametrize(
        ("posted", "readings", "last", "otherwise"),
        [
            ("2017-12-31", NEXT, "2018-01-08", None),  # 2, 3, 4, 5, 8; the posting is not covered
            ("2018-01-01", POSTING, "2018-01-08", "2018-01-08"),
            ("2026-12-21", NEXT, "2026-12-28", "2026-12-25"),
            ("2026-12-22", POSTING, "2026-12-28", None),  # 22, 23, 24, 25, 28
        ],
    )
    def test_at_the_edges(
        self, posted: str, readings: Readings, last: str, otherwise: str | None
    ) -> None:
        period = publicity_period(day(posted), readings=readings, calendar=HERE)
        assert period.last_day == day(last)
        assert period.last_day_otherwise == (otherwise and day(otherwise))

    @pytest.mark.parametrize(
        ("posted", "readings", "asked"),
        [
            ("2017-12-30", NEXT, "2017-12-31"),
            ("2017-12-31", POSTING, "2017-12-31"),
            ("2026-12-22", NEXT, "2026-12-29"),
            ("2026-12-23", POSTING, "2026-12-29"),
            ("2026-12-28", NEXT, "2026-12-29"),
            ("2027-03-01", NEXT, "2027-03-02"),
            ("2027-03-01", POSTING, "2027-03-01"),
            ("2100-12-31", NEXT, "2101-01-01"),
            ("2100-12-31", POSTING, "2100-12-31"),
        ],
    )
    def test_beyond_the_edges(self, posted: str, readings: Readings, asked: str) -> None:
        assert (
            uncovered(lambda: publicity_period(day(posted), readings=readings, calendar=HERE))
            == asked
        )

    @given(st.dates(dt.date(2017, 12, 1), dt.date(2027, 1, 31)), st.integers(1, 30))
    def test_walked_by_hand(self, posted: dt.date, workdays: int) -> None:
        for readings in BOTH:
            last = by_hand.nth(begins(posted, readings), workdays)
            otherwise = by_hand.nth(begins(posted, other(readings)), workdays)
            try:
                period = publicity_period(posted, workdays, readings, HERE)
            except CalendarCoverageError:
                assert last is None
                continue
            assert period.last_day == last
            assert period.last_day_otherwise == otherwise
            assert list(period.counted) == [
                each
                for each in by_hand.days(begins(posted, readings), period.last_day)
                if by_hand.works(each)
            ]
            named = [each for run in period.moved for each in run.days]
            assert named == [
                each
                for each in by_hand.days(begins(posted, readings), period.last_day)
                if each in by_hand.SPECIAL
            ]


class TestCheckPublicity:
    """A publicity that was held."""

    @pytest.mark.parametrize(("posted", "next_day", "posting_day"), VECTORS)
    def test_the_last_day_is_the_first_that_is_enough(
        self, posted: str, next_day: str, posting_day: str
    ) -> None:
        for readings, last in [(None, next_day), (NEXT, next_day), (POSTING, posting_day)]:
            check = check_publicity(day(posted), day(last), readings=readings, calendar=HERE)
            assert (check.enough, check.counted) == (True, 5)
            check = check_publicity(day(posted), day(last) - ONE, readings=readings, calendar=HERE)
            assert (check.enough, check.counted) == (False, 4)

    @pytest.mark.parametrize(("posted", "next_day", "posting_day"), VECTORS)
    def test_is_contested_between_the_readings(
        self, posted: str, next_day: str, posting_day: str
    ) -> None:
        held = day(posting_day)
        check = check_publicity(day(posted), held, readings=NEXT, calendar=HERE)
        assert (check.enough, check.counted) == (False, 4)
        assert (check.enough_otherwise, check.counted_otherwise) == (True, 5)
        assert check.contested
        check = check_publicity(day(posted), held, readings=POSTING, calendar=HERE)
        assert (check.enough, check.counted) == (True, 5)
        assert (check.enough_otherwise, check.counted_otherwise) == (False, 4)
        assert check.contested
        for readings in BOTH:
            for last in (day(next_day), held - ONE):
                check = check_publicity(day(posted), last, readings=readings, calendar=HERE)
                assert not check.contested

    def test_the_vector_that_is_not_covered(self) -> None:
        """Posted 24 December 2026, taken down on the 31st: 25 and 28, and three that may be so."""
        for readings, known in [(NEXT, 2), (POSTING, 3)]:
            assert (
                uncovered(
                    partial(
                        check_publicity,
                        day("2026-12-24"),
                        day("2026-12-31"),
                        readings=readings,
                        calendar=HERE,
                    )
                )
                == "2026-12-29"
            )
            # as few as are known are enough, and one more than all that could be is not
            for workdays, enough in [(known, True), (known + 4, False)]:
                check = check_publicity(
                    day("2026-12-24"), day("2026-12-31"), workdays, readings, HERE
                )
                assert (check.enough, check.counted) == (enough, None)

    def test_all_that_it_tells(self) -> None:
        check = check_publicity(day("2023-09-26"), day("2023-10-08"), calendar=HERE)
        notice = "国办发明电〔2022〕16号"
        assert json.loads(check.model_dump_json()) == {
            "posted": "2023-09-26",
            "last": "2023-10-08",
            "workdays": 5,
            "enough": False,
            "counted": 4,  # 27 and 28 September, 7 and 8 October
            "enough_otherwise": True,
            "counted_otherwise": 5,
            "moved": [
                {
                    "days": {"first": "2023-09-29", "last": "2023-10-06"},
                    "kind": "holiday",
                    "name": "中秋节、国庆节",
                    "notice": notice,
                },
                {
                    "days": {"first": "2023-10-07", "last": "2023-10-08"},
                    "kind": "makeup_workday",
                    "name": "中秋节、国庆节",
                    "notice": notice,
                },
            ],
            "reading": "next_day",
            "certainty": "published",
            "calendar": HERE.version,
            "citations": ["art6.2"],
        }

    def test_taken_down_on_the_day_of_posting(self) -> None:
        check = check_publicity(day("2024-03-04"), day("2024-03-04"), calendar=HERE)
        assert (check.counted, check.enough, check.counted_otherwise) == (0, False, 1)
        check = check_publicity(day("2024-03-04"), day("2024-03-04"), 1, POSTING, HERE)
        assert (check.counted, check.enough, check.contested) == (1, True, True)

    @pytest.mark.parametrize(
        ("posted", "last", "expected"),
        [
            # expected: enough and counted where the posting is not counted, and where it is
            ("2017-12-31", "2018-01-08", (True, 5, True, None)),
            ("2017-12-30", "2018-01-08", (True, None, True, None)),
            ("2017-12-31", "2018-01-04", (False, 3, False, None)),
            ("2026-12-21", "2026-12-28", (True, 5, True, 6)),
            ("2026-12-21", "2026-12-29", (True, None, True, None)),
            ("2026-12-23", "2026-12-29", (False, None, None, None)),
            ("2026-12-24", "2026-12-29", (False, None, False, None)),
            ("2026-12-28", "2026-12-28", (False, 0, False, 1)),
            ("2026-12-29", "2026-12-29", (False, 0, False, None)),
            ("2030-01-01", "2030-01-04", (False, None, False, None)),
            ("2100-12-31", "2100-12-31", (False, 0, False, None)),
        ],
    )
    def test_is_certain_where_what_is_not_covered_cannot_decide(
        self,
        posted: str,
        last: str,
        expected: tuple[bool, int | None, bool | None, int | None],
    ) -> None:
        enough, counted, enough_otherwise, counted_otherwise = expected
        check = check_publicity(day(posted), day(last), readings=NEXT, calendar=HERE)
        assert (check.enough, check.counted) == (enough, counted)
        assert check.enough_otherwise is enough_otherwise
        assert check.counted_otherwise == counted_otherwise
        assert check.contested is False
        if enough_otherwise is None:
            return
        check = check_publicity(day(posted), day(last), readings=POSTING, calendar=HERE)
        assert (check.enough, check.counted) == (enough_otherwise, counted_otherwise)
        assert (check.enough_otherwise, check.counted_otherwise) == (enough, counted)

    @pytest.mark.parametrize(
        ("posted", "last", "readings", "asked"),
        [
            ("2017-12-30", "2018-01-05", NEXT, "2017-12-31"),  # 2, 3, 4, 5 and perhaps 31
            ("2017-12-31", "2018-01-05", POSTING, "2017-12-31"),
            ("2026-12-22", "2026-12-29", NEXT, "2026-12-29"),  # 23, 24, 25, 28 and perhaps 29
            ("2026-12-23", "2026-12-29", POSTING, "2026-12-29"),
            ("2030-01-01", "2030-01-07", NEXT, "2030-01-02"),
            ("2030-01-01", "2030-01-05", POSTING, "2030-01-01"),  # a Saturday may be worked
        ],
    )
    def test_is_undecided_where_it_can(
        self, posted: str, last: str, readings: Readings, asked: str
    ) -> None:
        assert (
            uncovered(
                lambda: check_publicity(day(posted), day(last), readings=readings, calendar=HERE)
            )
            == asked
        )

    @pytest.mark.parametrize(
        ("known", "counted"), [("2020-01-25", 3), ("2020-01-26", 1)]
    )  # 31 January, 1 and 3 February; 3 February
    def test_as_was_known_then(self, known: str, counted: int) -> None:
        then = HERE.known_on(day(known))
        check = check_publicity(day("2020-01-23"), day("2020-02-03"), calendar=then)
        assert (check.counted, check.calendar) == (counted, then.version)

    @given(
        st.dates(dt.date(2017, 12, 1), dt.date(2027, 1, 31)),
        st.integers(0, 40),
        st.integers(1, 20),
    )
    def test_walked_by_hand(self, posted: dt.date, length: int, workdays: int) -> None:
        last = posted + length * ONE
        for readings in BOTH:
            enough, counted = by_hand.enough(begins(posted, readings), last, workdays)
            otherwise = by_hand.enough(begins(posted, other(readings)), last, workdays)
            try:
                check = check_publicity(posted, last, workdays, readings, HERE)
            except CalendarCoverageError:
                assert enough is None
                continue
            assert (check.enough, check.counted) == (enough, counted)
            assert (check.enough_otherwise, check.counted_otherwise) == otherwise
            assert check.contested is ({enough, otherwise[0]} == {True, False})


class TestTogether:
    """What is asked of a publicity to be held is enough of one that was."""

    @given(st.dates(FIRST, dt.date(2026, 11, 30)), st.integers(1, 15), st.sampled_from(BOTH))
    def test_the_last_day_is_the_first_that_is_enough(
        self, posted: dt.date, workdays: int, readings: Readings
    ) -> None:
        period = publicity_period(posted, workdays, readings, HERE)
        check = check_publicity(posted, period.last_day, workdays, readings, HERE)
        assert (check.enough, check.counted, check.moved) == (True, workdays, period.moved)
        if period.last_day > posted:
            before = check_publicity(posted, period.last_day - ONE, workdays, readings, HERE)
            assert not before.enough

    @given(st.dates(FIRST, dt.date(2026, 11, 30)), st.integers(0, 9), st.sampled_from(BOTH))
    def test_a_later_posting_never_ends_earlier(
        self, posted: dt.date, later: int, readings: Readings
    ) -> None:
        period = publicity_period(posted, readings=readings, calendar=HERE)
        after = publicity_period(posted + later * ONE, readings=readings, calendar=HERE)
        assert period.last_day <= after.last_day

    @given(st.dates(FIRST, dt.date(2026, 11, 30)))
    def test_counting_the_posting_ends_one_workday_earlier_or_the_same(
        self, posted: dt.date
    ) -> None:
        period = publicity_period(posted, calendar=HERE)
        assert period.last_day_otherwise is not None
        between = HERE.count_workdays(period.last_day_otherwise, period.last_day)
        assert between == 1 + HERE.is_workday(posted)


PROVISIONAL = HERE.with_provisional(day("2027-12-31"))


class TestProvisional:
    """What rests on a guessed day says so, in JSON as well."""

    def test_a_period(self) -> None:
        """25, 28 and then 29, 30, 31, which are Tuesday to Thursday."""
        period = publicity_period(day("2026-12-24"), calendar=PROVISIONAL)
        assert (period.last_day, period.certainty) == (day("2026-12-31"), "provisional")
        again = PublicityPeriod.from_json(period.model_dump_json())
        assert again.certainty is Certainty.PROVISIONAL

    def test_a_check(self) -> None:
        check = check_publicity(day("2026-12-24"), day("2026-12-31"), calendar=PROVISIONAL)
        assert (check.counted, check.enough, check.certainty) == (5, True, "provisional")
        again = PublicityCheck.from_json(check.model_dump_json())
        assert again.certainty is Certainty.PROVISIONAL

    def test_what_does_not_reach_it_is_certain(self) -> None:
        period = publicity_period(day("2026-12-21"), calendar=PROVISIONAL)
        assert (period.last_day, period.certainty) == (LAST, "published")
        check = check_publicity(day("2026-12-21"), LAST, calendar=PROVISIONAL)
        assert (check.counted, check.certainty) == (5, "published")


RESULTS = {
    "period": publicity_period(day("2024-02-05"), calendar=HERE),
    "period, posting day": publicity_period(day("2024-02-04"), 9, POSTING, HERE),
    "period at the edge": publicity_period(day("2017-12-31"), calendar=HERE),
    "period, provisional": publicity_period(day("2026-12-24"), calendar=PROVISIONAL),
    "check": check_publicity(day("2023-09-26"), day("2023-10-08"), calendar=HERE),
    "check, posting day": check_publicity(day("2023-09-26"), day("2023-10-08"), 4, POSTING, HERE),
    "check at the edge": check_publicity(day("2026-12-23"), day("2026-12-29"), calendar=HERE),
    "check, provisional": check_publicity(day("2026-12-24"), LAST + ONE, calendar=PROVISIONAL),
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
            *(("period", "posted"), ("period", "last_day"), ("period", "last_day_otherwise")),
            *(("check", "posted"), ("check", "last"), ("period", "first_counted")),
        ],
    )
    def test_dates_are_dates(self, name: str, field: str, bad: object) -> None:
        stored = {**json.loads(RESULTS[name].model_dump_json()), field: bad}
        assert refusal(lambda: type(RESULTS[name]).from_json(json.dumps(stored))) == (
            f"{field}: given {bad!r}, expected a date written YYYY-MM-DD, from 2000 to 2100"
        )

    @pytest.mark.parametrize("bad", [20240210, "20240210", "1696118400"])
    def test_dates_within_are_dates(self, bad: object) -> None:
        stored = json.loads(RESULTS["period"].model_dump_json())
        stored["moved"][0]["days"]["last"] = bad
        assert refusal(lambda: PublicityPeriod.from_json(json.dumps(stored))) == (
            f"moved.0.days.last: given {bad!r}, "
            "expected a date written YYYY-MM-DD, from 2000 to 2100"
        )


class TestArguments:
    """Dates without a time of day, counts from 1 to 999, in order."""

    @pytest.mark.parametrize(
        ("field", "call"),
        [
            ("posted", publicity_period),
            ("posted", lambda bad: check_publicity(bad, LAST)),
            ("last", lambda bad: check_publicity(FIRST, bad)),
        ],
    )
    def test_dates(self, field: str, call: Callable[[Any], object]) -> None:
        assert refusal(lambda: call(MORNING)) == (
            f"{field}: given {MORNING!r}, expected a date without a time of day"
        )
        for bad in ("2024-02-05", 20240205, None, dt.date(1999, 12, 31), dt.date(2101, 1, 1)):
            assert refusal(partial(call, bad)) == (
                f"{field}: given {bad!r}, expected a datetime.date, from 2000 to 2100"
            )

    @pytest.mark.parametrize("bad", [0, -5, 1000, True, 5.0, "5", None])
    def test_counts(self, bad: Any) -> None:  # noqa: ANN401 - of any type
        said = f"workdays: given {bad!r}, expected a whole number from 1 to 999"
        assert refusal(lambda: publicity_period(FIRST, bad)) == said
        assert refusal(lambda: check_publicity(FIRST, LAST, bad)) == said

    def test_order(self) -> None:
        for readings in BOTH:
            assert (
                refusal(
                    partial(
                        check_publicity, day("2024-03-05"), day("2024-03-04"), readings=readings
                    )
                )
                == "last: given 2024-03-04, expected a day not before the posting, 2024-03-05"
            )

    def test_without_a_calendar_it_is_the_bundled_one(self) -> None:
        version = WorkCalendar.bundled().version
        assert publicity_period(day("2024-02-05")).calendar == version
        assert check_publicity(day("2024-02-05"), day("2024-02-18")).calendar == version


class EveryDay:
    """A calendar of somebody else's, in which every day of 2024 is worked."""

    coverage = DateSpan(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    version = "every day"

    def day(self, d: dt.date, /) -> Day:
        if d not in self.coverage:
            raise CalendarCoverageError(d, self.coverage.first, self.coverage.last)
        return Day(d, is_workday=True, kind=DayKind.WORKDAY)


def test_another_calendar_can_be_passed() -> None:
    period = publicity_period(day("2024-02-09"), calendar=EveryDay())
    assert (period.last_day, period.calendar) == (day("2024-02-14"), "every day")
    check = check_publicity(day("2024-12-27"), day("2025-01-01"), 4, calendar=EveryDay())
    assert (check.enough, check.counted) == (True, None)
    assert uncovered(lambda: publicity_period(day("2024-12-27"), calendar=EveryDay())) == (
        "2025-01-01"
    )
