"""第十条, communities that are dissolved, merged or renamed: so far by when it is reported."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest

from zhangye_fes import Readings
from zhangye_fes.regulation import lines
from zhangye_fes.workdays import MonthDeadline, WorkCalendar, add_months, month_deadline

CALENDAR = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))
ROLLS = Readings(one_month_roll="next_workday")
STAYS = Readings(one_month_roll="none")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def deadline(event: str, readings: Readings) -> MonthDeadline:
    return month_deadline(day(event), readings=readings, calendar=CALENDAR)


class TestReportTerm:
    """By when the change is reported.

    应在撤销、合并和更名事项发生后1个月内向市人社部门报备
    """

    def test_is_the_figure_of_the_text(self) -> None:
        (figure,) = re.findall(r"发生后(\d+)个月内", lines()["art10"])
        term = month_deadline(day("2024-03-15"), calendar=CALENDAR)
        assert term.months == int(figure)
        assert term.not_before == add_months(day("2024-03-15"), int(figure)) == day("2024-04-15")

    def test_the_default_rolls(self) -> None:
        assert Readings() == ROLLS

    @pytest.mark.parametrize("readings", [ROLLS, STAYS])
    @pytest.mark.parametrize(
        ("event", "last"),
        [
            ("2024-03-15", "2024-04-15"),  # Monday
            ("2024-01-31", "2024-02-29"),  # the end of a shorter month, Thursday
            ("2023-01-31", "2023-02-28"),  # Tuesday
            ("2024-02-29", "2024-03-29"),  # Friday; not the end of March
            ("2024-01-04", "2024-02-04"),  # a Sunday that is made up is no rest day
        ],
    )
    def test_the_corresponding_day_that_is_worked(
        self, event: str, last: str, readings: Readings
    ) -> None:
        term = deadline(event, readings)
        assert term.not_before == term.last_day == term.last_day_otherwise == day(last)

    @pytest.mark.parametrize(
        ("event", "corresponding", "workday"),
        [
            ("2024-05-08", "2024-06-08", "2024-06-11"),  # Saturday; Monday is 端午节
            ("2024-05-31", "2024-06-30", "2024-07-01"),  # Sunday
            ("2025-01-01", "2025-02-01", "2025-02-05"),  # 春节
            ("2023-09-04", "2023-10-04", "2023-10-07"),  # 国庆节; Saturday the 7th is made up
        ],
    )
    def test_the_corresponding_day_that_is_not(
        self, event: str, corresponding: str, workday: str
    ) -> None:
        assert deadline(event, ROLLS).last_day == day(workday)
        assert deadline(event, ROLLS).last_day_otherwise == day(corresponding)
        assert deadline(event, STAYS).last_day == day(corresponding)
        assert deadline(event, STAYS).last_day_otherwise == day(workday)

    @pytest.mark.parametrize("readings", [ROLLS, STAYS])
    def test_in_time_without_any_calendar(self, readings: Readings) -> None:
        """By the corresponding day, which no calendar moves forward."""
        assert deadline("2030-05-06", readings).not_before == day("2030-06-06")

    def test_what_no_notice_settles_is_not_guessed(self) -> None:
        assert deadline("2026-12-02", ROLLS).last_day is None
        assert deadline("2026-12-02", STAYS).last_day == day("2027-01-02")
        assert deadline("2026-12-02", STAYS).last_day_otherwise is None

    def test_a_month_is_not_thirty_days(self) -> None:
        assert [
            (deadline(event, STAYS).not_before - day(event)).days
            for event in ("2024-01-15", "2024-02-15", "2023-02-15", "2024-04-15")
        ] == [31, 29, 28, 30]

    def test_cites_the_article(self) -> None:
        assert deadline("2024-03-15", ROLLS).citations == ("art10",)


def test_the_docstring_is_the_clause() -> None:
    quoted = "".join((inspect.getdoc(TestReportTerm) or "").splitlines()[1:])
    assert quoted
    assert quoted in lines()["art10"]
