"""Calendars of other packages: capped at what they know, and saying where a day is from."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from importlib import import_module, metadata

import holidays
import pytest

from zhangye_fes import othercalendars
from zhangye_fes.days import DateSpan, DayKind
from zhangye_fes.errors import CalendarCoverageError, MissingExtra
from zhangye_fes.messages import explain
from zhangye_fes.othercalendars import from_chinesecalendar, from_holidays
from zhangye_fes.workcalendar import WorkCalendar

PACKAGES = {"chinesecalendar": from_chinesecalendar, "holidays": from_holidays}
MODULES = {"chinesecalendar": "chinese_calendar.constants", "holidays": "holidays"}
CALENDARS = {name: make() for name, make in PACKAGES.items()}


@pytest.mark.parametrize("name", PACKAGES)
class TestBoth:
    """What holds for each."""

    def test_says_what_ours_says(self, name: str) -> None:
        ours, theirs = WorkCalendar.bundled(), CALENDARS[name]
        last = min(ours.coverage.last, theirs.coverage.last)
        days = DateSpan(dt.date(2018, 1, 1), last)
        assert len(days) > 3000
        assert [day for day in days if theirs.is_workday(day) != ours.is_workday(day)] == []

    def test_ends_on_28_december(self, name: str) -> None:
        calendar = CALENDARS[name]
        last = calendar.coverage.last
        assert (last.month, last.day) == (12, 28)
        with pytest.raises(CalendarCoverageError):
            calendar.is_workday(last + dt.timedelta(1))

    def test_names_its_package_as_the_source(self, name: str) -> None:
        day = CALENDARS[name].day(dt.date(2024, 2, 10))
        source = f"{name} {metadata.version(name)}"
        assert (day.kind, day.name, day.notice) == (DayKind.HOLIDAY, "春节", source)

    def test_the_turn_of_a_year_within(self, name: str) -> None:
        # 国办发明电〔2018〕15号: 12月29日（星期六）上班, 12月31日放假
        calendar = CALENDARS[name]
        assert calendar.day(dt.date(2018, 12, 29)).kind == DayKind.MAKEUP_WORKDAY
        assert not calendar.is_workday(dt.date(2018, 12, 31))

    def test_without_the_package(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, MODULES[name], None)
        with pytest.raises(MissingExtra) as caught:
            PACKAGES[name]()
        assert caught.value.code == "MISSING_EXTRA"
        assert str(caught.value) == (
            f"its days need {name}, not installed: install zhangye-fes[calendars]"
        )
        assert explain(caught.value) == (
            f"取其日期需要{name}，尚未安装：请安装zhangye-fes[calendars]"
        )


class TestChinesecalendar:
    """Its own range of years."""

    def test_covers_the_years_it_says(self) -> None:
        package, span = import_module("chinese_calendar"), CALENDARS["chinesecalendar"].coverage
        for year in (span.first.year, span.last.year):
            package.is_workday(dt.date(year, 6, 1))
        for year in (span.first.year - 1, span.last.year + 1):
            with pytest.raises(NotImplementedError):
                package.is_workday(dt.date(year, 6, 1))

    def test_names_what_a_makeup_day_is_for(self) -> None:
        assert CALENDARS["chinesecalendar"].day(dt.date(2024, 2, 4)).name == "春节"


class TestHolidays:
    """The years whose make-up days it has, and not those that it works out by itself."""

    def test_begins_with_the_first_makeup_days(self) -> None:
        assert CALENDARS["holidays"].coverage.first == dt.date(2001, 1, 1)

    def test_ends_where_it_begins_to_guess(self) -> None:
        last = CALENDARS["holidays"].coverage.last.year
        known = holidays.country_holidays("CN", years=[last, last + 1])
        assert {day.year for day in known.weekend_workdays if day.year >= last} == {last}
        assert any(day.year == last + 1 for day in known), "it has an answer all the same"

    def test_what_it_does_not_name_has_no_name(self) -> None:
        assert CALENDARS["holidays"].day(dt.date(2024, 2, 4)).name == ""

    def test_knows_both_kinds_of_what_a_year_moved(self) -> None:
        # 国办发明电〔2020〕1号: 延长春节假期至2月2日; 2月1日（星期六） was a make-up day before
        calendar = CALENDARS["holidays"]
        assert not calendar.is_workday(dt.date(2020, 1, 31))
        assert not calendar.is_workday(dt.date(2020, 2, 1))


def test_what_the_module_offers() -> None:
    offered: list[Callable[[], WorkCalendar]] = [*PACKAGES.values()]
    assert dir(othercalendars) == sorted(each.__name__ for each in offered)
