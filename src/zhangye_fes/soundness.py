"""Whether a marking table can be: what every table, 附件2 or a what-if, must fulfil.

The points add up (百分制, and the project sums as printed), every fact is known, of the right kind
and looked at by one clause only, every reading is in the register with exactly its options, and
every threshold can be reached and missed. Exact bounds rest on this: clauses of a row never share
a fact, none asks for a fact twice, and each can be fulfilled or not.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Band,
    Bands,
    By,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
    choices,
    facts_of,
    parts,
    subparts,
)
from zhangye_fes.facts import Facts
from zhangye_fes.model import SCORING_READINGS
from zhangye_fes.readings import REGISTER
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhangye_fes.row import Project, Row

__all__ = ["FULL_MARK", "faults"]

FULL_MARK = 100
"""百分制 (第七条)."""

_POINTS = _PER_CENT = range(1, FULL_MARK + 1)
_KINDS: Mapping[object, str] = {fact.name: fact.type for fact in Facts.legend()}
_ASKS: Mapping[type, str] = {
    IsTrue: "flag",
    AtLeast: "count",
    AtMost: "count",
    DeductEach: "count",
    RateAtLeast: "rate",
    Bands: "rate",
}
"""What kind of fact each part of a clause asks for."""

_ALLOWED: Mapping[type, Mapping[str, Sequence[object]]] = {
    AtLeast: {"count": range(1, MAX_COUNT + 1)},
    AtMost: {"count": range(MAX_COUNT)},
    RateAtLeast: {"percent": _PER_CENT},
    Award: {"points": _POINTS, "otherwise": ("nothing", "void")},
    Deduct: {"points": _POINTS},
    DeductEach: {"points": _POINTS, "most": range(1, MAX_COUNT + 1)},
    Void: {"scope": ("row", "rest")},
    Band: {"points": _POINTS, "percent": _PER_CENT, "closed": (False, True)},
}
"""What each field of a clause may be: values that can be reached, and missed."""


def __dir__() -> list[str]:
    return __all__


def faults(
    rows: Sequence[Row], projects: Sequence[Project], eligible: object, pass_mark: int
) -> Iterator[str]:
    """Say what is wrong with a table; nothing, if it can be."""
    yield from _sums(rows, projects)
    yield from _within("pass mark", pass_mark, _POINTS)
    yield from _names(rows)
    for row in rows:
        yield from _row(row)
        for clause in row.clauses:
            found = chain(_kind(clause.effect), _faults_of(clause.effect))
            yield from (f"clause {clause.code}: {fault}" for fault in found)
        for standard in row.standards:
            yield from (
                f"row {row.id}, 第四条: {fault}" for fault in _faults_of(standard.condition)
            )
    yield from (f"eligibility: {fault}" for fault in _faults_of(eligible))


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
    yield from (f"row {row.id}: {fault}" for fault in _within("standard", row.standard, _POINTS))
    if row.standing < 0:
        yield f"row {row.id}: clauses give {row.awarded} points, the row has {row.standard}"


def _within(what: str, value: object, allowed: Sequence[object]) -> Iterator[str]:
    if type(value) is type(allowed[0]) and value in allowed:
        return
    if isinstance(allowed, range):
        yield f"{what} {value!r}, give {allowed[0]} to {allowed[-1]}"
    else:
        yield f"{what} {value!r}, give {allowed[0]!r} or {allowed[-1]!r}"


def _kind(effect: object) -> Iterator[str]:
    if not isinstance(effect, Effect):
        yield f"{effect!r} is not an effect"


def _faults_of(whole: object) -> Iterator[str]:
    """Faults in one effect or condition, whatever it is made of."""
    for by in choices(whole):
        known = REGISTER[by.reading].options if by.reading in SCORING_READINGS else ()
        if not known or set(by.options) != set(known):
            yield f"{by.reading!r} is not a reading that scoring knows with just these options"
    twice = [name for name, n in _asked(whole).items() if n > 1]
    yield from (f"asks for {name!r} twice" for name in twice)
    for part in parts(whole):
        yield from _fields(part)
        asked = _ASKS.get(type(part))
        fact = getattr(part, "fact", None)
        if asked is not None and _KINDS.get(fact) != asked:
            yield f"{fact!r} is not a fact of the kind {asked}"
        match part:
            case AllOf(()) | AnyOf(()) | Bands(bands=()) | Deduct(unless=()):
                yield f"a part of the kind {part.kind} with nothing in it"
            case Bands():
                yield from _bands(part)


def _fields(part: object) -> Iterator[str]:
    for name, allowed in _ALLOWED.get(type(part), {}).items():
        value = getattr(part, name)
        for option in value.options.values() if isinstance(value, By) else [value]:
            yield from _within(type(part).__name__ + " " + name, option, allowed)


def _asked(whole: object) -> Counter[str]:
    """How often each fact is asked for, under the reading that asks most often."""
    fact = getattr(whole, "fact", None)
    counted = Counter([fact] if isinstance(fact, str) else [])
    for part in subparts(whole):
        counted = counted | _asked(part) if isinstance(whole, By) else counted + _asked(part)
    return counted


def _bands(bands: Bands) -> Iterator[str]:
    for edges in ([band.percent for band in bands.bands], [band.points for band in bands.bands]):
        if edges != sorted(set(edges), reverse=True):
            yield f"bands of {edges}, give them falling, in per cent and in points"
