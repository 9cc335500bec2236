"""Calendars made from what other packages know; needs them, which the extra ``[calendars]`` brings.

To compare them with ours, or for years that the bundled table does not have. Each is capped at what
its package really knows: beyond the last year whose make-up days are in its data, such a package
answers by the day of the week and its own guesses, and here nothing does.
"""

from __future__ import annotations

import datetime as dt
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from zhangye_fes.dates import YEARS
from zhangye_fes.days import SATURDAY, DateSpan, DayKind, DayRule
from zhangye_fes.errors import MissingExtra
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["from_chinesecalendar", "from_holidays"]


def __dir__() -> list[str]:
    return __all__


def from_chinesecalendar() -> WorkCalendar:
    """Make a calendar of the days that the package ``chinesecalendar`` holds.

    It covers the first to the last year of them, the last to 28 December. As its notice, each day
    has the name and version of the package.

    Raises:
        MissingExtra: the package is not installed.

    >>> calendar = from_chinesecalendar()
    >>> calendar.is_workday(dt.date(2024, 2, 4)), calendar.day(dt.date(2024, 2, 12)).name
    (True, '春节')
    """
    try:
        data = import_module("chinese_calendar.constants")
    except ModuleNotFoundError:
        raise _missing("chinesecalendar") from None
    names = {each.value: each.chinese for each in data.Holiday}
    off: Mapping[dt.date, str] = data.holidays
    made_up: Mapping[dt.date, str] = data.workdays
    source = _source("chinesecalendar")
    rules = [DayRule(day, DayKind.HOLIDAY, names[name], source) for day, name in off.items()]
    rules += [
        DayRule(day, DayKind.MAKEUP_WORKDAY, names[name], source) for day, name in made_up.items()
    ]
    return _capped(rules, min(off).year, max(off).year)


def from_holidays() -> WorkCalendar:
    """Make a calendar of the days that the package ``holidays`` knows of China.

    It covers the years whose make-up days are in its data, the last to 28 December. As its notice,
    each day has the name and version of the package.

    Raises:
        MissingExtra: the package is not installed.

    >>> calendar = from_holidays()
    >>> calendar.is_workday(dt.date(2024, 2, 4)), calendar.day(dt.date(2024, 2, 12)).name
    (True, '春节')
    """
    try:
        import holidays  # noqa: PLC0415 - only when it is asked for
    except ModuleNotFoundError:
        raise _missing("holidays") from None
    known = holidays.country_holidays("CN", years=YEARS, language="zh_CN")
    first, last = min(known.weekend_workdays).year, max(known.weekend_workdays).year
    source = _source("holidays")
    rules = []
    for day in DateSpan(dt.date(first, 1, 1), dt.date(last, 12, 31)):
        if not known.is_working_day(day) and day in known:
            rules.append(DayRule(day, DayKind.HOLIDAY, known[day], source))
        elif known.is_working_day(day) and day.weekday() >= SATURDAY:
            rules.append(DayRule(day, DayKind.MAKEUP_WORKDAY, "", source))
    return _capped(rules, first, last)


def _capped(rules: Iterable[DayRule], first: int, last: int) -> WorkCalendar:
    span = DateSpan(dt.date(first, 1, 1), dt.date(last, 12, 28))
    return WorkCalendar.from_days(span, [rule for rule in rules if rule.date in span])


def _source(package: str) -> str:
    return f"{package} {metadata.version(package)}"


def _missing(package: str) -> MissingExtra:
    return MissingExtra(f"its days need {package}, not installed: install zhangye-fes[calendars]")
