"""A month on a terminal: columns that stand in line, marks, and what is not known."""

from __future__ import annotations

import datetime as dt

import pytest
from rich.cells import cell_len

from zhangye_fes import monthsheets
from zhangye_fes.days import Day, DayKind, DayRule
from zhangye_fes.errors import CalendarCoverageError
from zhangye_fes.messages import LOCALES
from zhangye_fes.monthsheets import days_of, month_lines, width
from zhangye_fes.workcalendar import WorkCalendar

CALENDAR = WorkCalendar.bundled().known_on(dt.date(2026, 6, 1))


def test_a_month_in_chinese() -> None:
    assert [*month_lines(2024, 2, CALENDAR, "zh_CN")] == [
        "2024年2月",
        "一    二    三    四    五    六    日",
        "                   1     2     3     4班",
        " 5     6     7     8     9    10休  11休",
        "12休  13休  14休  15休  16休  17休  18班",
        "19    20    21    22    23    24    25",
        "26    27    28    29",
        "2024-02-04：调休上班（春节）〔国办发明电〔2023〕7号〕",
        "2024-02-10至2024-02-17：放假（春节）〔国办发明电〔2023〕7号〕",
        "2024-02-18：调休上班（春节）〔国办发明电〔2023〕7号〕",
        "工作日：18天",
    ]


def test_a_month_in_english() -> None:
    assert [*month_lines(2024, 6, CALENDAR, "en")] == [
        "6/2024",
        "Mo      Tu      We      Th      Fr      Sa      Su",
        "                                         1       2",
        " 3       4       5       6       7       8       9",
        "10 off  11      12      13      14      15      16",
        "17      18      19      20      21      22      23",
        "24      25      26      27      28      29      30",
        "2024-06-10: off (Dragon Boat Festival) [国办发明电〔2023〕7号]",
        "working days: 19",
    ]


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("month", range(1, 13))
def test_columns_stand_in_line(month: int, lang: str) -> None:
    _, head, *rest = month_lines(2020, month, CALENDAR, lang)
    wide = cell_len(head) - 2
    assert wide % 6 == 0
    for row in rest[:4]:
        cells = [(cell_len(row[:at]), each) for at, each in enumerate(row) if each.isdigit()]
        assert {at % (wide // 6) for at, _ in cells} <= {0, 1}


def test_what_is_not_covered_is_not_counted() -> None:
    # 4, 5, 5 and 5 working days in the full weeks, Monday 28, and none of 29 to 31
    told = [*month_lines(2026, 12, CALENDAR, "zh_CN")]
    assert told[-3:] == ["28   29?  30?  31?", "? 日历未覆盖，未计入", "工作日：20天"]
    found = days_of(2026, 12, CALENDAR)
    assert [type(day) for day in found] == [Day] * 28 + [dt.date] * 3


def test_provisional_days_say_so() -> None:
    calendar = CALENDAR.with_provisional(dt.date(2026, 12, 31))
    told = [*month_lines(2026, 12, calendar, "en")]
    assert told[-3:] == [
        "28   29~  30~  31~",
        "~ provisional: by the day of the week alone",
        "working days: 23",
    ]


def test_a_month_that_is_not_covered_at_all() -> None:
    with pytest.raises(CalendarCoverageError, match=r"^2027-01-01 is not covered"):
        [*month_lines(2027, 1, CALENDAR, "en")]


def test_a_county_has_days_of_its_own() -> None:
    rule = DayRule(dt.date(2026, 6, 12), DayKind.HOLIDAY, "本县节日")
    told = [*month_lines(2026, 6, CALENDAR.with_overlay([rule]), "zh_CN")]
    assert told[3] == " 8     9    10    11    12休  13    14"
    assert told[7] == "2026-06-12：放假（本县节日）"


@pytest.mark.parametrize("text", ["", "5月", "10 off", "（二）", "工作日：18天", "é"])
def test_width_is_what_a_terminal_takes(text: str) -> None:
    assert width(text) == cell_len(text)


def test_what_the_module_offers() -> None:
    assert dir(monthsheets) == sorted(monthsheets.__all__)
