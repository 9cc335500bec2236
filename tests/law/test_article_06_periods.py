"""第六条, procedure: so far how long a publicity lasts."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest

from zhangye_fes import Readings
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.publicity import WORKDAYS
from zhangye_fes.regulation import lines
from zhangye_fes.workdays import WorkCalendar, check_publicity, publicity_period

CALENDAR = WorkCalendar.bundled().known_on(dt.date(2025, 12, 1))
NEXT_DAY = Readings(publicity_first_day="next_day")
POSTING_DAY = Readings(publicity_first_day="posting_day")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def last_day(posted: str, readings: Readings) -> str:
    return str(publicity_period(day(posted), readings=readings, calendar=CALENDAR).last_day)


def is_enough(posted: str, last: str, readings: Readings) -> bool:
    return check_publicity(day(posted), day(last), readings=readings, calendar=CALENDAR).enough


class TestPublicity:
    """Item 2, how long the county's publicity lasts.

    公示期不少于5个工作日
    """

    def test_is_the_figure_of_the_text(self) -> None:
        (figure,) = re.findall(r"不少于(\d+)个工作日", lines()["art6.2"])
        assert int(figure) == WORKDAYS

    def test_the_default_does_not_count_the_day_of_posting(self) -> None:
        """民法典 201; and whoever counts it, too, finds such a publicity long enough."""
        assert Readings() == NEXT_DAY
        assert check_publicity(day("2023-09-04"), day("2023-09-11"), calendar=CALENDAR).enough

    @pytest.mark.parametrize(
        ("readings", "last"), [(NEXT_DAY, "2023-09-11"), (POSTING_DAY, "2023-09-08")]
    )
    def test_in_a_week_without_festivals(self, readings: Readings, last: str) -> None:
        """Posted on Monday 4 September 2023, the day of the notice: 5–8 and 11, or 4–8."""
        assert last_day("2023-09-04", readings) == last
        assert is_enough("2023-09-04", last, readings)
        assert not is_enough("2023-09-04", str(day(last) - dt.timedelta(days=1)), readings)

    @pytest.mark.parametrize(
        ("readings", "last"), [(NEXT_DAY, "2024-02-18"), (POSTING_DAY, "2024-02-09")]
    )
    def test_over_a_festival(self, readings: Readings, last: str) -> None:
        """Posted on Monday 5 February 2024; off from the 10th to the 17th, and the 18th worked."""
        assert last_day("2024-02-05", readings) == last
        assert is_enough("2024-02-05", last, readings)
        assert not is_enough("2024-02-05", str(day(last) - dt.timedelta(days=1)), readings)

    @pytest.mark.parametrize("readings", [NEXT_DAY, POSTING_DAY])
    def test_rest_days_are_no_working_days(self, readings: Readings) -> None:
        """国庆节 2025, 1 to 8 October: nine days of publicity, and two working days at most."""
        assert not is_enough("2025-09-30", "2025-10-08", readings)

    @pytest.mark.parametrize("readings", [NEXT_DAY, POSTING_DAY])
    def test_days_made_up_for_are_working_days(self, readings: Readings) -> None:
        """Thursday 26 September 2024: 27, 29 (a Sunday, made up), 30; then 8 and 9 October."""
        last = {NEXT_DAY: "2024-10-09", POSTING_DAY: "2024-10-08"}[readings]
        assert last_day("2024-09-26", readings) == last

    def test_more_is_enough(self) -> None:
        """不少于."""
        check = check_publicity(day("2023-09-04"), day("2023-09-15"), calendar=CALENDAR)
        assert (check.counted, check.enough) == (9, True)

    @pytest.mark.parametrize(
        ("posted", "last", "contested"),
        [
            ("2023-09-04", "2023-09-07", False),  # four or three
            ("2023-09-04", "2023-09-08", True),  # five or four
            ("2023-09-04", "2023-09-11", False),  # six or five
            ("2023-09-02", "2023-09-08", False),  # posted on a Saturday: five
        ],
    )
    def test_the_readings_decide_otherwise_in_one_case(
        self, posted: str, last: str, contested: bool
    ) -> None:
        for readings in (NEXT_DAY, POSTING_DAY):
            check = check_publicity(day(posted), day(last), readings=readings, calendar=CALENDAR)
            assert check.contested is contested
        assert is_enough(posted, last, NEXT_DAY) <= is_enough(posted, last, POSTING_DAY)

    @pytest.mark.parametrize("readings", [NEXT_DAY, POSTING_DAY])
    def test_what_no_notice_settles_is_not_guessed(self, readings: Readings) -> None:
        """The notice for 2027 may move 29 to 31 December 2026."""
        with pytest.raises(CalendarCoverageError):
            last_day("2026-12-24", readings)

    def test_the_next_step_is_taken_after_it(self) -> None:
        """对公示后无异议的，推荐市人社部门: after the last day, on a Saturday as well."""
        period = publicity_period(day("2023-09-04"), readings=POSTING_DAY, calendar=CALENDAR)
        assert str(period.earliest_next_step) == "2023-09-09"

    def test_cites_the_clause(self) -> None:
        period = publicity_period(day("2023-09-04"), calendar=CALENDAR)
        check = check_publicity(day("2023-09-04"), day("2023-09-11"), calendar=CALENDAR)
        assert period.citations == check.citations == ("art6.2",)


def test_the_docstring_is_the_clause() -> None:
    quoted = "".join((inspect.getdoc(TestPublicity) or "").splitlines()[1:])
    assert quoted
    assert quoted in lines()["art6.2"]
