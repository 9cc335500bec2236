"""Working days and periods a second time: the yardstick for what the library computes.

Days off and make-up days are typed from the sentences of the State Council's notices as they count
today, amendments included, and everything is found by walking from day to day. ``None`` is a day
that no notice settles, and an end that lies beyond such a day. Another table can be given instead.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "FIRST",
    "LAST",
    "SPECIAL",
    "Table",
    "counted",
    "days",
    "enough",
    "kind",
    "month_later",
    "months_later",
    "nth",
    "rolled",
    "works",
]

FIRST: Final = dt.date(2018, 1, 1)
LAST: Final = dt.date(2026, 12, 28)
"""The days that are settled here, both included."""

ONE: Final = dt.timedelta(days=1)

OFF: Final = {
    "2018-01-01": 1,
    "2018-02-15": 7,
    "2018-04-05": 3,
    "2018-04-29": 3,
    "2018-06-18": 1,
    "2018-09-24": 1,
    "2018-10-01": 7,
    "2018-12-30": 3,
    "2019-02-04": 7,
    "2019-04-05": 1,
    "2019-05-01": 4,
    "2019-06-07": 1,
    "2019-09-13": 1,
    "2019-10-01": 7,
    "2020-01-01": 1,
    "2020-01-24": 10,
    "2020-04-04": 3,
    "2020-05-01": 5,
    "2020-06-25": 3,
    "2020-10-01": 8,
    "2021-01-01": 3,
    "2021-02-11": 7,
    "2021-04-03": 3,
    "2021-05-01": 5,
    "2021-06-12": 3,
    "2021-09-19": 3,
    "2021-10-01": 7,
    "2022-01-01": 3,
    "2022-01-31": 7,
    "2022-04-03": 3,
    "2022-04-30": 5,
    "2022-06-03": 3,
    "2022-09-10": 3,
    "2022-10-01": 7,
    "2022-12-31": 3,
    "2023-01-21": 7,
    "2023-04-05": 1,
    "2023-04-29": 5,
    "2023-06-22": 3,
    "2023-09-29": 8,
    "2024-01-01": 1,
    "2024-02-10": 8,
    "2024-04-04": 3,
    "2024-05-01": 5,
    "2024-06-10": 1,
    "2024-09-15": 3,
    "2024-10-01": 7,
    "2025-01-01": 1,
    "2025-01-28": 8,
    "2025-04-04": 3,
    "2025-05-01": 5,
    "2025-05-31": 3,
    "2025-10-01": 8,
    "2026-01-01": 3,
    "2026-02-15": 9,
    "2026-04-04": 3,
    "2026-05-01": 5,
    "2026-06-19": 3,
    "2026-09-25": 3,
    "2026-10-01": 7,
}
"""放假: from which day, and how many days."""

MADE_UP: Final = {
    2018: "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    2019: "02-02 02-03 04-28 05-05 09-29 10-12",
    2020: "01-19 04-26 05-09 06-28 09-27 10-10",
    2021: "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
"""上班, by year."""

SPECIAL: Final = {
    dt.date.fromisoformat(begin) + n * ONE: "holiday"
    for begin, length in OFF.items()
    for n in range(length)
} | {
    dt.date.fromisoformat(f"{year}-{day}"): "makeup_workday"
    for year, made_up in MADE_UP.items()
    for day in made_up.split()
}
"""Every day that a notice makes another than its day of the week."""


class Table(NamedTuple):
    """The days that are settled, both ends included, and those that are special among them."""

    first: dt.date
    last: dt.date
    special: Mapping[dt.date, str]


TODAY: Final = Table(FIRST, LAST, SPECIAL)


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Walk from a day to another, both included."""
    while first <= last:
        yield first
        first += ONE


def kind(day: dt.date, table: Table = TODAY) -> str | None:
    """What kind of day it is."""
    if not table.first <= day <= table.last:
        return None
    return table.special.get(day, "weekend" if day.isoweekday() in {6, 7} else "workday")


def works(day: dt.date, table: Table = TODAY) -> bool | None:
    """Whether people work on a day."""
    found = kind(day, table)
    return None if found is None else found in {"workday", "makeup_workday"}


def nth(begin: dt.date, n: int, table: Table = TODAY) -> dt.date | None:
    """The n-th working day, where the first may be ``begin`` itself."""
    left = n
    for day in days(begin, table.last + ONE):
        worked = works(day, table)
        if worked is None:
            return None
        left -= worked
        if left == 0:
            return day
    return None


def rolled(day: dt.date, table: Table = TODAY) -> dt.date | None:
    """The day itself if people work on it, or the next on which they do."""
    return nth(day, 1, table)


def counted(first: dt.date, last: dt.date, table: Table = TODAY) -> int | None:
    """How many days people work from one day to another, both included."""
    found = [works(day, table) for day in days(first, last)]
    return None if None in found else found.count(True)


def enough(
    begin: dt.date, last: dt.date, n: int, table: Table = TODAY
) -> tuple[bool | None, int | None]:
    """Whether there are n working days, ``None`` if it could be so or not; and how many.

    It is tried with every number of the uncovered days worked.
    """
    found = [works(day, table) for day in days(begin, last)]
    unknown = found.count(None)
    known = found.count(True)
    outcomes = {known + worked >= n for worked in range(unknown + 1)}
    (certain,) = outcomes if len(outcomes) == 1 else (None,)
    return certain, known if not unknown else None


def month_later(day: dt.date) -> dt.date:
    """The same day of the next month, or the last day that it has."""
    return months_later(day, 1)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months on, or the last day that it has."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = day.day
    while True:
        try:
            return dt.date(year, month, number)
        except ValueError:
            number -= 1
