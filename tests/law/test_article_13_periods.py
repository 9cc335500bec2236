"""第十三条, the use of the money: so far by when it is reported."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest

from zhangye_fes import Readings
from zhangye_fes.regulation import lines
from zhangye_fes.workdays import FundsReportDeadline, WorkCalendar, funds_report_deadline

CALENDAR = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))
INCLUSIVE = Readings(december_20="inclusive")
EXCLUSIVE = Readings(december_20="exclusive")


def deadline(year: int, readings: Readings) -> FundsReportDeadline:
    return funds_report_deadline(year, readings, CALENDAR)


class TestFundsReportTerm:
    """By when the use of a year's money is reported.

    享受补助资金的社区每年12月20日前要将资金使用情况报县（区）财政、人社部门审核
    """

    def test_is_the_day_of_the_text(self) -> None:
        ((month, day),) = re.findall(r"每年(\d+)月(\d+)日前", lines()["art13"])
        named = dt.date(2024, int(month), int(day))
        assert deadline(2024, INCLUSIVE).last_day == named
        assert deadline(2024, EXCLUSIVE).last_day == named - dt.timedelta(days=1)

    def test_the_default_has_the_day_itself_in_time(self) -> None:
        assert Readings() == INCLUSIVE

    @pytest.mark.parametrize(
        ("day", "inclusive", "exclusive", "contested"),
        [
            (18, "on_time", "on_time", False),
            (19, "on_time", "on_time", False),
            (20, "on_time", "late", True),
            (21, "late", "late", False),
        ],
    )
    def test_in_time_or_late(
        self, day: int, inclusive: str, exclusive: str, contested: bool
    ) -> None:
        reported = dt.date(2024, 12, day)
        assert deadline(2024, INCLUSIVE).judge(reported) == inclusive
        assert deadline(2024, EXCLUSIVE).judge(reported) == exclusive
        for readings in (INCLUSIVE, EXCLUSIVE):
            assert deadline(2024, readings).contested(reported) is contested

    @pytest.mark.parametrize("year", range(2018, 2027))
    def test_every_year(self, year: int) -> None:
        """每年."""
        assert deadline(year, INCLUSIVE).last_day == dt.date(year, 12, 20)
        assert deadline(year, EXCLUSIVE).last_day == dt.date(year, 12, 19)

    def test_does_not_move_from_a_rest_day(self) -> None:
        """A date of the calendar, no term: Sunday 20 December 2026 stays the last day."""
        for readings, last in [(INCLUSIVE, 20), (EXCLUSIVE, 19)]:
            found = deadline(2026, readings)
            assert (found.last_day, found.is_rest_day) == (dt.date(2026, 12, last), True)
            assert found.judge(dt.date(2026, 12, 21)) == "late"

    def test_is_no_rest_day(self) -> None:
        """Friday 20 December 2024."""
        assert deadline(2024, INCLUSIVE).is_rest_day is False

    def test_what_no_notice_settles_is_not_guessed(self) -> None:
        found = deadline(2027, INCLUSIVE)
        assert (found.last_day, found.is_rest_day) == (dt.date(2027, 12, 20), None)

    def test_cites_the_article(self) -> None:
        assert deadline(2024, INCLUSIVE).citations == ("art13",)


def test_the_docstring_is_the_clause() -> None:
    quoted = "".join((inspect.getdoc(TestFundsReportTerm) or "").splitlines()[1:])
    assert quoted
    assert quoted in lines()["art13"]
