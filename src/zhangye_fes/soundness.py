"""Whether a marking table can be: what every table, 附件2 or a what-if, must fulfil.

The points add up (百分制, and the project sums as printed), every fact is known, of the right kind
and looked at by one clause only, every reading is in the register with exactly its options, and
every threshold can be reached and missed. Exact bounds rest on this: clauses of a row never share
a fact, and each can be fulfilled or not.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zhangye_fes.clauses import (
    AtLeast,
    AtMost,
    Award,
    Bands,
    Deduct,
    DeductEach,
    IsTrue,
    RateAtLeast,
    choices,
    facts_of,
    parts,
)
from zhangye_fes.facts import Facts
from zhangye_fes.readings import REGISTER
from zhangye_fes.rows import Project, Row
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["FULL_MARK", "faults"]

FULL_MARK = 100
"""百分制 (第七条)."""

_KINDS: Mapping[object, str] = {fact.name: fact.type for fact in Facts.legend()}
_ASKS: Mapping[type, str] = {
    IsTrue: "flag",
    AtLeast: "count",
    AtMost: "count",
    DeductEach: "count",
    RateAtLeast: "rate",
    Bands: "rate",
}


def __dir__() -> list[str]:
    return __all__


def faults(
    rows: Sequence[Row], projects: Sequence[Project], eligible: object, pass_mark: int
) -> Iterator[str]:
    """Say what is wrong with a table; nothing, if it can be."""
    yield from _sums(rows, projects)
    if not 0 < pass_mark <= FULL_MARK:
        yield f"pass mark {pass_mark}: give 1 to {FULL_MARK}"
    yield from _names(rows)
    for row in rows:
        yield from _row(row)
        for clause in row.clauses:
            yield from (f"clause {clause.code}: {fault}" for fault in _effect(clause.effect))
        for standard in row.standards:
            yield from (f"row {row.id}, 第四条: {fault}" for fault in _effect(standard.condition))
    yield from (f"eligibility: {fault}" for fault in _effect(eligible))


def _sums(rows: Sequence[Row], projects: Sequence[Project]) -> Iterator[str]:
    for project in projects:
        given = sum(row.standard for row in rows if row.project == project.id)
        if given != project.points:
            yield f"project {project.id}: rows give {given} points, the project {project.points}"
    total = sum(project.points for project in projects)
    if total != FULL_MARK or sum(row.standard for row in rows) != FULL_MARK:
        yield f"the projects give {total} points, the table {FULL_MARK}"


def _names(rows: Sequence[Row]) -> Iterator[str]:
    clauses = [clause for row in rows for clause in row.clauses]
    for what, names in (
        ("row", [row.id for row in rows]),
        ("clause", [clause.code for clause in clauses]),
        ("fact", [name for clause in clauses for name in facts_of(clause.effect)]),
    ):
        yield from (f"{what} {name!r} twice" for name, n in Counter(names).items() if n > 1)


def _row(row: Row) -> Iterator[str]:
    if row.standard < 1:
        yield f"row {row.id}: {row.standard} standard points, give 1 at least"
    if row.standing < 0:
        yield f"row {row.id}: clauses give {row.awarded} points, the row has {row.standard}"


def _effect(effect: object) -> Iterator[str]:
    """Faults in one effect or condition, whatever it is made of."""
    for by in choices(effect):
        known = REGISTER.get(by.reading)
        if known is None or set(by.options) != set(known.options):
            yield f"reading {by.reading!r} is not in the register with just these options"
    for part in parts(effect):
        asked = _ASKS.get(type(part))
        fact = getattr(part, "fact", None)
        if asked is not None and _KINDS.get(fact) != asked:
            yield f"{fact!r} is not a fact of the kind {asked}"
        match part:
            case Award() | Deduct() | DeductEach() if part.points < 1:
                yield f"{part.points} points, give 1 at least"
            case RateAtLeast() if not 1 <= part.percent <= 100:  # noqa: PLR2004 - per cent
                yield f"{part.percent} per cent, give 1 to 100"
            case AtLeast(count=int(count)) if not 1 <= count <= MAX_COUNT:
                yield f"at least {count}, give 1 to {MAX_COUNT}"
            case Bands():
                yield from _bands(part)


def _bands(bands: Bands) -> Iterator[str]:
    edges = [band.percent for band in bands.bands]
    points = [band.points for band in bands.bands]
    falling = edges == sorted(set(edges), reverse=True) and points == sorted(
        set(points), reverse=True
    )
    if not edges or not falling or points[-1] < 1 or not 1 <= edges[-1] <= edges[0] <= 100:  # noqa: PLR2004
        yield "bands must fall in per cent (1 to 100) and in points (1 at least)"
