"""Working days side by side with what people use for them: how fast, and how often wrong.

Each is asked one day after another, as a program asks that has one date at hand, and for the n-th
working day by the function that its package has for it:

- ``chinesecalendar``: ``is_workday``, ``find_workday(n, day)``. From a rest day it counts one more
  than the law: the next working day is its number 0.
- ``holidays``: ``is_working_day``, ``get_nth_working_day(day, n)``, its years filled beforehand.
- ``numpy``: ``is_busday`` and ``busday_offset`` with Monday to Friday and the days off, made ready
  as one ``busdaycalendar``. It has no place for make-up days; whole arrays it does far faster.

Right is what the notices say, of every day from 2018-01-01 to 2026-12-21.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import holidays
import numpy as np

from zhangye_fes.workdays import DateSpan, DayKind, WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable

    Question = Callable[[date], object]

__all__ = ["Contestant", "compare", "contestants", "importing", "wrong"]

DAYS = tuple(DateSpan(date(2018, 1, 1), date(2026, 12, 21)))
N = 5
BASE = "from pydantic import BaseModel\nclass Model(BaseModel):\n    count: int\n"
WORKDAYS = "import zhangye_fes.workdays"
FIRST = "import datetime\nzhangye_fes.workdays.WorkCalendar.bundled().is_workday"
PROGRAMS = (
    BASE,
    f"{BASE}{WORKDAYS}",
    f"{BASE}{WORKDAYS}\n{FIRST}(datetime.date(2024, 2, 4))",
)


class Contestant(NamedTuple):
    """A package, and how it is asked."""

    name: str
    is_workday: Question
    nth_workday: Question
    """The fifth working day after a day."""


def contestants() -> tuple[Contestant, ...]:
    """Ours first, then the others, each ready to answer.

    >>> [each.nth_workday(date(2024, 2, 5)) for each in contestants()][:3]
    [datetime.date(2024, 2, 18), datetime.date(2024, 2, 18), datetime.date(2024, 2, 18)]
    """
    ours = WorkCalendar.bundled()
    chinese = import_module("chinese_calendar")
    china = holidays.country_holidays("CN", years=range(2018, 2027))
    off = [rule.date for rule in ours.rules if rule.kind == DayKind.HOLIDAY]
    busdays = np.busdaycalendar(weekmask="1111100", holidays=off)
    return (
        Contestant("zhangye_fes", ours.is_workday, lambda day: ours.add_workdays(day, N)),
        Contestant("chinesecalendar", chinese.is_workday, lambda day: chinese.find_workday(N, day)),
        Contestant("holidays", china.is_working_day, lambda day: china.get_nth_working_day(day, N)),
        Contestant(
            "numpy busday",
            lambda day: np.is_busday(day, busdaycal=busdays),
            lambda day: np.busday_offset(day, N, roll="backward", busdaycal=busdays),
        ),
    )


def compare(batches: int, seconds: float) -> None:
    """Print how many questions a second each answers, and how many answers are wrong.

    Args:
        batches: into how many batches the days are dealt; the median of the batches is told.
        seconds: how long each batch is asked at least, over and over.
    """
    ours, *others = contestants()
    print(
        f"\n{len(DAYS)} days, {DAYS[0]} to {DAYS[-1]}, each asked by itself\n"
        f"{'':<16}{'is_workday':>16}{'ours':>7}{'wrong':>7}"
        f"{f'{N} working days':>20}{'ours':>7}{'wrong':>7}"
    )
    rates: dict[str, list[float]] = {}
    for each in (ours, *others):
        rates[each.name] = [
            _rate(question, batches, seconds) for question in (each.is_workday, each.nth_workday)
        ]
        first, second = rates[each.name]
        faster = [mine / rate for mine, rate in zip(rates[ours.name], (first, second), strict=True)]
        missed = [
            wrong(each.is_workday, ours.is_workday),
            wrong(each.nth_workday, ours.nth_workday),
        ]
        print(
            f"{each.name:<16}{first:>13,.0f} /s{faster[0]:>6,.0f}x{missed[0]:>7}"
            f"{second:>17,.0f} /s{faster[1]:>6,.0f}x{missed[1]:>7}"
        )
    print("from a rest day chinesecalendar counts one more; numpy knows of no make-up days\n")


def wrong(question: Question, right: Question) -> int:
    """Count the days of which a package says something else than ours.

    >>> ours, *_, numpy = contestants()
    >>> wrong(numpy.is_workday, ours.is_workday)  # the make-up days
    59
    """
    return sum(bool(question(day) != right(day)) for day in DAYS)


def _rate(question: Question, batches: int, seconds: float) -> float:
    """Ask for each day of a batch until the time is over: how many answers a second."""

    def once(batch: tuple[date, ...]) -> float:
        asked, start = 0, time.perf_counter()
        while (passed := time.perf_counter() - start) < seconds or not asked:
            for day in batch:
                question(day)
            asked += len(batch)
        return asked / passed

    return statistics.median(once(DAYS[start::batches]) for start in range(batches))


def importing(times: int) -> None:
    """Print what importing the calendar costs beyond pydantic with one model, in new processes."""
    rounds = [[_inside(program) for program in PROGRAMS] for _ in range(times)]
    imported = statistics.median(one - base for base, one, _ in rounds)
    asked = statistics.median(one - base for base, _, one in rounds)
    print(f"{f'{WORKDAYS}, beyond one model':<48}{imported * 1000:>10.1f} ms")
    print(f"{'  and its first answer':<48}{asked * 1000:>10.1f} ms")


def _inside(program: str) -> float:
    timed = (
        f"import time\nstart = time.perf_counter()\n{program}\nprint(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)
