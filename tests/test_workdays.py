"""The module that users import: everything is there, and the periods only when asked for."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest

from zhangye_fes import days, deadlines, periods, publicity, workcalendar, workdays

HOMES = {
    days: ("Calendar", "Certainty", "DateSpan", "Day", "DayKind", "DayRule"),
    workcalendar: ("WorkCalendar",),
    periods: ("Moved",),
    publicity: ("PublicityCheck", "PublicityPeriod", "check_publicity", "publicity_period"),
    deadlines: (
        *("FundsReportDeadline", "MonthDeadline", "Validity"),
        *("add_months", "funds_report_deadline", "in_force", "month_deadline"),
    ),
}


def imported(program: str) -> set[str]:
    """The package's own modules that a program has imported when it ends."""
    program += "; import sys; print(*[name for name in sys.modules if name.startswith('zhangye')])"
    # coverage, when it follows the new process, would import more than the library does
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=plain, capture_output=True, text=True, check=True
    )
    return {name.removeprefix("zhangye_fes").removeprefix(".") for name in done.stdout.split()}


def test_every_name_is_that_of_its_module() -> None:
    for module, names in HOMES.items():
        for name in names:
            assert getattr(workdays, name) is getattr(module, name)


def test_there_are_no_others() -> None:
    assert dir(workdays) == sorted(name for names in HOMES.values() for name in names)
    with pytest.raises(
        AttributeError, match=r"module 'zhangye_fes\.workdays' has no attribute 'x'"
    ):
        _ = workdays.x


def test_a_calendar_alone_needs_nothing_of_the_periods_and_of_the_readings() -> None:
    program = (
        "import datetime; from zhangye_fes.workdays import WorkCalendar; "
        "WorkCalendar.bundled().add_workdays(datetime.date(2024, 2, 5), 5)"
    )
    found = imported(program)
    assert {"", "dates", "days", "errors", "workcalendar", "workdays"} <= found
    assert not found & {"periods", "publicity", "deadlines", "told", "readings", "intake"}


def test_periods_come_when_they_are_asked_for() -> None:
    program = "from zhangye_fes import workdays; workdays.Moved"
    assert {"periods"} == imported(program) & {"periods", "publicity", "deadlines"}
    program = "from zhangye_fes.workdays import *"
    assert {"periods", "publicity", "deadlines"} <= imported(program)


def test_working_days_know_nothing_of_scoring() -> None:
    program = (
        "import datetime; from zhangye_fes.workdays import publicity_period, in_force; "
        "publicity_period(datetime.date(2024, 2, 5)); in_force(datetime.date(2024, 2, 5))"
    )
    assert not imported(program) & {"facts", "model", "rubric", "scoring", "intake"}


def test_in_a_sentence() -> None:
    """Posted on Monday before 春节 2024: four days of that week, and the Sunday made up."""
    period = workdays.publicity_period(dt.date(2024, 2, 5))
    assert str(period.last_day) == "2024-02-18"
