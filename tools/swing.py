"""By how many points a reading can move a score: tried over communities at every edge."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from zhangye_fes.clauses import Band, RateAtLeast, choices, parts
from zhangye_fes.facts import Facts, FactValue
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score
from zhangye_fes.values import Rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.row import Row

_TYPES = {fact.name: fact.type for fact in Facts.legend()}
_COUNTS = range(5)
"""No row survives four of anything that it counts."""


def swing(reading: str) -> dict[str, int]:
    """Tell for each row the most points between two options, the other readings at default."""
    options = [Readings().model_copy(update={reading: each}) for each in REGISTER[reading].options]
    moved = {
        row.id: max(_spread(options, row, known) for known in _edges(row))
        for row in ANNEX_2.rows
        if _asks(row, reading)
    }
    return {row: points for row, points in moved.items() if points}


def reach(fact: str) -> int:
    """Tell the most points that a fact can move in its row, the other facts being anything."""
    row = next(row for row in ANNEX_2.rows if fact in row.facts)
    found: dict[tuple[FactValue, ...], list[int]] = {}
    for known in _edges(row):
        rest = tuple(value for name, value in known.items() if name != fact)
        found.setdefault(rest, []).append(score(Facts.model_validate(known)).rows[row.id].low)
    return max(max(points) - min(points) for points in found.values())


def _asks(row: Row, reading: str) -> bool:
    return reading == "empty_group" or any(by.reading == reading for by in choices(row.clauses))


def _spread(options: list[Readings], row: Row, known: dict[str, FactValue]) -> int:
    rows = [score(Facts.model_validate(known), readings).rows[row.id] for readings in options]
    return max(each.high for each in rows) - min(each.low for each in rows)


def _edges(row: Row) -> Iterator[dict[str, FactValue]]:
    """Communities that differ in what a row asks: below, at and above every edge."""
    values = [list(_values(row, name)) for name in row.facts]
    for known in product(*values):
        yield dict(zip(row.facts, known, strict=True))


def _values(row: Row, fact: str) -> Iterator[FactValue]:
    match _TYPES[fact]:
        case "flag":
            yield from (True, False)
        case "count":
            yield from _COUNTS
        case "rate":
            percents = {
                part.percent for part in parts(row.clauses) if isinstance(part, Band | RateAtLeast)
            }
            yield from (Rate(num, 100) for num in sorted({0, 100} | percents))
            if fact != "satisfaction":
                yield Rate(0, 0)
