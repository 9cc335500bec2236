"""Days as the law counts them: their kinds, spans of them, and the tables that they come from.

A table of days is CSV with the columns ``date,kind,name,notice,issued``: every day on which notices
of the State Council depart from Monday to Friday. Where two notices speak of one day, the one that
was issued later counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from zhangye_fes.dates import IsoDate, a_date, written_date
from zhangye_fes.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Calendar",
    "Certainty",
    "DateSpan",
    "Day",
    "DayKind",
    "DayRule",
    "checked",
    "read_rules",
]

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


def __dir__() -> list[str]:
    return __all__


class DayKind(StrEnum):
    """What kind of day it is.

    >>> DayKind("makeup_workday")
    <DayKind.MAKEUP_WORKDAY: 'makeup_workday'>
    """

    WORKDAY = "workday"
    """Monday to Friday, and no notice says otherwise."""
    WEEKEND = "weekend"
    """Saturday or Sunday, and no notice says otherwise."""
    HOLIDAY = "holiday"
    """Off by a notice (放假, 补休), whatever day of the week it is."""
    MAKEUP_WORKDAY = "makeup_workday"
    """A Saturday or Sunday that is worked by a notice (调休上班)."""


class Certainty(StrEnum):
    """How far a day, or what was worked out from days, can be relied on."""

    PUBLISHED = "published"
    """Every day that was looked at is settled by a notice that was issued."""
    PROVISIONAL = "provisional"
    """Some day is guessed from the day of the week: good for planning, never for a decision."""


@dataclass(frozen=True)
class DateSpan:
    """Days from the first to the last, both included; none where the last is before the first.

    >>> span = DateSpan(dt.date(2024, 2, 10), dt.date(2024, 2, 17))
    >>> str(span), len(span), dt.date(2024, 2, 18) in span
    ('2024-02-10…2024-02-17', 8, False)
    """

    first: IsoDate
    last: IsoDate

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return max(0, (self.last - self.first).days + 1)

    def __iter__(self) -> Iterator[dt.date]:
        for number in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield dt.date.fromordinal(number)

    def __str__(self) -> str:
        return f"{self.first}…{self.last}" if len(self) != 1 else f"{self.first}"


@dataclass(frozen=True)
class Day:
    """One day of a calendar, with what makes it one that is worked or not."""

    date: IsoDate
    is_workday: bool
    kind: DayKind
    name: str = ""
    """The festival that moved it, such as 春节; empty on ordinary days."""
    notice: str = ""
    """文号 of the notice that says so; empty on ordinary days."""
    certainty: Certainty = Certainty.PUBLISHED


class DayRule(NamedTuple):
    """One row of a table of days: what a notice says of a day."""

    date: dt.date
    kind: DayKind
    """``holiday`` or ``makeup_workday``."""
    name: str = ""
    notice: str = ""
    issued: dt.date | None = None
    """When the notice was issued; ``None`` counts as known from the beginning."""


_MOVING = (DayKind.HOLIDAY, DayKind.MAKEUP_WORKDAY)
"""The kinds of day that a rule may make."""


class Calendar(Protocol):
    """What the periods need of a calendar; another one than ours can be passed to them.

    ``day`` raises :class:`~zhangye_fes.errors.CalendarCoverageError` for a day it does not know.
    """

    @property
    def coverage(self) -> DateSpan:
        """The days that the calendar answers for."""

    @property
    def version(self) -> str:
        """Which data it is; goes into every result."""

    def day(self, d: dt.date, /) -> Day:
        """Tell what kind of day it is."""


def read_rules(text: str) -> tuple[DayRule, ...]:
    r"""Read a table of days.

    Raises:
        InvalidInput: a column is missing or unknown, a date or kind cannot be, a make-up day is not
            on a weekend, or one notice says two things of one day; it names line and column.

    >>> read_rules("date,kind,name\n2027-01-01,holiday,元旦\n")[0].name
    '元旦'
    """
    import csv  # noqa: PLC0415 - the calendar that was read is asked far more often

    reader = csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True)
    try:
        head = _head(next(reader, []))
        return checked(_rule(reader.line_num, head, row) for row in reader if row)
    except csv.Error as error:
        raise _wrong(reader.line_num, "", str(error), "CSV") from None


def _head(head: list[str]) -> list[str]:
    columns = DayRule._fields
    if head[:2] != ["date", "kind"] or not set(head) <= set(columns) or len(set(head)) < len(head):
        given = ",".join(head)[:60] or "nothing"
        raise _wrong(1, "", given, f"a header such as {','.join(columns)}")
    return head


def _rule(line: int, head: list[str], row: list[str]) -> DayRule:
    if len(row) != len(head):
        raise _wrong(line, "", f"{len(row)} cells", f"{len(head)} cells")
    cells = dict(zip(head, row, strict=True))
    if cells["kind"] not in _MOVING:
        raise _wrong(line, "kind", repr(cells["kind"][:60]), " or ".join(_MOVING))
    return DayRule(
        _date(line, "date", cells["date"]),
        DayKind(cells["kind"]),
        cells.get("name", ""),
        cells.get("notice", ""),
        _date(line, "issued", cells["issued"]) if cells.get("issued") else None,
    )


def _date(line: int, column: str, text: str) -> dt.date:
    found = written_date(text)
    if found is None:
        expected = "a date written YYYY-MM-DD, from 2000 to 2100"
        raise _wrong(line, column, repr(text[:60]), expected)
    return found


def checked(rules: Iterable[DayRule]) -> tuple[DayRule, ...]:
    """Put rules in order, the later issued last among those of a day.

    Raises:
        InvalidInput: a make-up day is not on a weekend, a notice says two things of one day, or a
            rule has another kind, or something else than a date.
    """
    found: dict[tuple[dt.date, dt.date], DayRule] = {}
    for rule in rules:
        a_date(rule.date, "date")
        a_date(rule.issued or rule.date, "issued")
        if rule.kind not in _MOVING:
            problem = Problem(f"{rule.date}", f"{rule.kind}"[:60], " or ".join(_MOVING), "kind")
            raise InvalidInput([problem])
        if rule.kind == DayKind.MAKEUP_WORKDAY and rule.date.weekday() < SATURDAY:
            raise InvalidInput(
                [Problem(f"{rule.date}", "a make-up day", "a Saturday or Sunday", "makeup")]
            )
        key = (rule.date, rule.issued or dt.date.min)
        if found.setdefault(key, rule)[1:] != rule[1:]:
            raise InvalidInput(
                [Problem(f"{rule.date}", "two rules", "one of each notice", "twice")]
            )
    return tuple(found[key] for key in sorted(found))


def _wrong(line: int, column: str, given: str, expected: str) -> InvalidInput:
    where = f"line {line}, {column}" if column else f"line {line}"
    return InvalidInput([Problem(where, given, expected, "table")])
