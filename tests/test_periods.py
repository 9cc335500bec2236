"""What every period has in common: the days it passes, and what it meets with."""

from __future__ import annotations

import datetime as dt

import pytest

from zhangye_fes import Readings, periods
from zhangye_fes.days import Certainty, DateSpan, Day, DayKind, DayRule
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.periods import Moved, certainty, chosen, moved, until
from zhangye_fes.workcalendar import WorkCalendar

HERE = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(first: str, last: str) -> list[Day]:
    return [HERE.day(each) for each in DateSpan(day(first), day(last))]


def test_what_the_module_offers() -> None:
    assert dir(periods) == ["Moved", "certainty", "chosen", "moved", "until"]


class TestChosen:
    """The readings that a period is worked out under."""

    def test_without_readings_they_are_the_defaults(self) -> None:
        assert chosen(None) == Readings()

    def test_otherwise_as_given(self) -> None:
        given = Readings(publicity_first_day="posting_day")
        assert chosen(given) is given


class TestMoved:
    """Runs of days that are not what their day of the week says."""

    def test_ordinary_days_are_none(self) -> None:
        assert moved(span("2024-03-01", "2024-03-31")) == ()
        assert moved([]) == ()

    def test_run_by_run(self) -> None:
        notice = "国办发明电〔2023〕7号"
        assert moved(span("2024-02-04", "2024-02-19")) == (
            Moved(
                DateSpan(day("2024-02-04"), day("2024-02-04")),
                DayKind.MAKEUP_WORKDAY,
                "春节",
                notice,
            ),
            Moved(DateSpan(day("2024-02-10"), day("2024-02-17")), DayKind.HOLIDAY, "春节", notice),
            Moved(
                DateSpan(day("2024-02-18"), day("2024-02-18")),
                DayKind.MAKEUP_WORKDAY,
                "春节",
                notice,
            ),
        )

    def test_a_run_is_cut_where_the_days_were(self) -> None:
        (run,) = moved(span("2024-02-12", "2024-02-14"))
        assert run.days == DateSpan(day("2024-02-12"), day("2024-02-14"))

    def test_two_notices_are_two_runs(self) -> None:
        first, second = moved(span("2020-01-29", "2020-02-03"))
        assert (str(first), first.notice) == (
            "2020-01-29…2020-01-30 春节",
            "国办发明电〔2019〕16号",
        )
        assert (str(second), second.notice) == (
            "2020-01-31…2020-02-02 春节延长假期",
            "国办发明电〔2020〕1号",
        )

    def test_is_written_as_days_and_festival(self) -> None:
        (run,) = moved(span("2024-06-10", "2024-06-10"))
        assert str(run) == "2024-06-10 端午节"


class TestCertainty:
    """One day that is guessed makes the whole provisional."""

    def test_of_no_days_nothing_is_guessed(self) -> None:
        assert certainty([]) is Certainty.PUBLISHED

    @pytest.mark.parametrize("guessed", [0, 1, 2])
    def test_one_guess_is_enough(self, guessed: int) -> None:
        days = span("2024-03-04", "2024-03-06")
        assert certainty(days) is Certainty.PUBLISHED
        days[guessed] = Day(
            days[guessed].date,
            is_workday=True,
            kind=DayKind.WORKDAY,
            certainty=Certainty.PROVISIONAL,
        )
        assert certainty(days) is Certainty.PROVISIONAL


class TestUntil:
    """Days passed one by one."""

    def test_the_first_counts_if_it_is_worked(self) -> None:
        assert until(HERE, day("2024-02-09"), 1) == span("2024-02-09", "2024-02-09")
        assert until(HERE, day("2024-02-10"), 1) == span("2024-02-10", "2024-02-18")

    def test_all_days_are_passed(self) -> None:
        assert until(HERE, day("2024-02-06"), 5) == span("2024-02-06", "2024-02-18")

    def test_stops_where_the_calendar_does(self) -> None:
        assert len(until(HERE, day("2026-12-28"), 1)) == 1
        with pytest.raises(CalendarCoverageError) as told:
            until(HERE, day("2026-12-28"), 2)
        assert told.value.day == day("2026-12-29")

    def test_no_calendar_goes_beyond_2100(self) -> None:
        whole = DateSpan(day("2100-12-31"), day("2100-12-31"))
        calendar = WorkCalendar.from_days(whole, [DayRule(day("2100-12-31"), DayKind.HOLIDAY)])
        with pytest.raises(CalendarCoverageError) as told:
            until(calendar, day("2100-12-31"), 1)
        error = told.value
        assert (error.day, error.first, error.last) == (day("2101-01-01"), *(whole.first,) * 2)
