"""The table of holidays and make-up days, made from the sentences of the State Council's notices.

What a sentence may look like, ``2月15日至21日放假调休。2月14日、2月28日上班``::

    sentence = clause, {("。" | "，"), clause}, ["。"]
    clause = span, {"、", span}, ("放假调休" | "放假" | "补休" | "上班")
    span = day, ["至", day]
    day = [year, "年"], [month, "月"], number, "日"

The year is the notice's unless it is written; the end of a span takes the year and the month of its
start. A day that two notices name has two rows: which one counts depends on what was known when.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["holiday", "makeup_workday"]

HEADER: Final = ("date", "kind", "name", "notice", "issued")
"""The columns of the table."""

_KINDS: Final[dict[str, Kind]] = {
    "放假调休": "holiday",
    "放假": "holiday",
    "补休": "holiday",
    "上班": "makeup_workday",
}
_CLAUSE: Final = re.compile(rf"(.+?)({'|'.join(_KINDS)})")
_DAY: Final = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日")
_SATURDAY: Final = 5


class Notice(BaseModel):
    """A notice as it stands in ``tools/notices.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    number: str
    year: int
    issued: date
    kind: Literal["annual", "amendment"]
    url: str
    text: dict[str, str]
    """The sentence for each festival."""


class Row(NamedTuple):
    """What one notice says of one day; the fields are the columns of the table."""

    day: date
    kind: Kind
    name: str
    notice: str
    issued: date


def notices() -> list[Notice]:
    """Read the notices, in the order of the file."""
    text = (ROOT / "tools/notices.toml").read_text(encoding="utf-8")
    return [Notice.model_validate(each) for each in tomllib.loads(text)["notices"]]


def table() -> str:
    """Write the table of all notices."""
    return written(row for notice in notices() for row in rows(notice))


def written(found: Iterable[Row]) -> str:
    """Write rows as CSV, by day and then by date of issue."""
    ordered = sorted(found, key=lambda row: (row.day, row.issued))
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(ordered)
    return file.getvalue()


def rows(notice: Notice) -> Iterator[Row]:
    """Say what a notice makes of each day that it names.

    Raises:
        ValueError: a sentence cannot be read, or names a day that it cannot mean.
    """
    seen: set[date] = set()
    for festival, sentence in notice.text.items():
        try:
            for day, kind in named(sentence, notice.year):
                _check(day, kind, notice.year, seen)
                seen.add(day)
                yield Row(day, kind, festival, notice.number, notice.issued)
        except ValueError as wrong:
            raise ValueError(f"{wrong} ({notice.number}, {festival}: “{sentence}”)") from wrong


def named(sentence: str, year: int) -> Iterator[tuple[date, Kind]]:
    """Give the days that a sentence names, and what each becomes.

    Raises:
        ValueError: a clause is not of the form above.

    >>> for day, kind in named("1月1日放假，1月2日补休。1月7日上班", 2023):
    ...     print(day, kind)
    2023-01-01 holiday
    2023-01-02 holiday
    2023-01-07 makeup_workday
    """
    for clause in re.split("[。，]", sentence.removesuffix("。")):
        try:
            yield from _clause(clause, year)
        except ValueError as wrong:
            raise ValueError(
                f"cannot read “{clause}”: write days, such as 5月1日至4日 or 4月28日、5月5日, "
                f"and then {' or '.join(_KINDS)}"
            ) from wrong


def _clause(clause: str, year: int) -> list[tuple[date, Kind]]:
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        raise ValueError(clause)
    kind = _KINDS[found[2]]
    return [(day, kind) for span in found[1].split("、") for day in _span(span, year)]


def _span(span: str, year: int) -> list[date]:
    start, to, end = span.partition("至")
    first = _day(start, year)
    last = _day(end, first.year, first.month) if to else first
    if to and last <= first:
        raise ValueError(span)
    return [first + timedelta(days) for days in range((last - first).days + 1)]


def _day(text: str, year: int, month: int = 0) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1] or year), int(found[2] or month), int(found[3]))


def _check(day: date, kind: Kind, year: int, seen: set[date]) -> None:
    first, last = date(year - 1, 12, 29), date(year, 12, 31)  # before, the calendar is settled
    if not first <= day <= last:
        raise ValueError(
            f"{day} is not in {year}, nor one of the three days before: correct the year"
        )
    if kind == "makeup_workday" and day.weekday() < _SATURDAY:
        raise ValueError(f"make-up day {day} is not on a weekend: compare it with the notice")
    if day in seen:
        raise ValueError(f"{day} is named twice by one notice: leave it where it belongs")
