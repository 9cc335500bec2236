"""A marking table compiled to column expressions: ``effects`` and ``marking`` for whole tables.

The same clauses that are tried for one community are compiled, with every unknown fact at its worst
and at its best; where a clause cannot be asked for its answer, its sentence stands in ``clauses``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Bands,
    Condition,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
    pick,
)
from zhangye_fes.ends import (
    YES,
    Ends,
    Points,
    Truth,
    all_hold,
    any_holds,
    at_ends,
    total,
)

if TYPE_CHECKING:
    from zhangye_fes.cells import Cells
    from zhangye_fes.readings import Readings
    from zhangye_fes.row import Clause, Row

__all__ = ["Tried", "clause_points", "row_points", "trial", "truth"]

_NONE: Ends[Points] = Ends(0, 0)


def __dir__() -> list[str]:
    return __all__


def truth(condition: Condition, readings: Readings, cells: Cells) -> Truth:
    """Compile a condition: whether it surely holds, and whether it surely does not."""
    match condition:
        case IsTrue(fact):
            return cells.flag(fact)
        case AtLeast(fact, count):
            return cells.compared(fact, pick(count, readings), least=True)
        case AtMost(fact, most):
            return cells.compared(fact, most, least=False)
        case RateAtLeast(fact, percent):
            return cells.reaches(fact, percent)
        case AllOf(conditions):
            return all_hold(truth(each, readings, cells) for each in conditions)
        case AnyOf(conditions):
            return any_holds(truth(each, readings, cells) for each in conditions)
        case _:
            assert_never(condition)


class Tried(NamedTuple):
    """A clause as columns: whether it is met, and what it does to its row."""

    met: Truth
    terms: tuple[Ends[Points], ...] = ()
    """What it gives and takes, to be added up; what is taken is below 0."""
    row_stands: Truth = YES
    """Whether the clause leaves the row."""
    rest_stands: Truth = YES
    """Whether the clause leaves what of the row is not awarded."""


def trial(effect: Effect, readings: Readings, cells: Cells, standard: int) -> Tried:
    """Compile a clause of a row of so many points."""
    match effect:
        case Award(points, when, otherwise):
            met = truth(when, readings, cells)
            void = pick(otherwise, readings) == "void"
            return Tried(met, (cells.given(met, points),), row_stands=met if void else YES)
        case Void(unless, scope):
            met = truth(pick(unless, readings), readings, cells)
            if pick(scope, readings) == "row":
                return Tried(met, row_stands=met)
            return Tried(met, rest_stands=met)
        case Deduct(points, unless):
            parts = [truth(each, readings, cells) for each in pick(unless, readings)]
            kept = [cells.given(part, points) for part in parts]
            return Tried(all_hold(parts), (*kept, _fixed(-points * len(parts))))
        case DeductEach(points, fact, most):
            # what is counted beyond the points that the row has changes nothing
            enough = min(pick(most, readings), -(-standard // points))
            met = cells.compared(fact, 0, least=False)
            return Tried(met, (cells.counted(fact, enough, -points),))
        case Bands():
            return _banded(effect, readings, cells)
        case _:
            assert_never(effect)


def _fixed(points: int) -> Ends[Points]:
    return Ends(points, points)


def _banded(bands: Bands, readings: Readings, cells: Cells) -> Tried:
    """Give the points of the lowest band, and for each higher one that is reached the rest."""
    reached = [
        cells.reaches(bands.fact, band.percent, closed=pick(band.closed, readings))
        for band in bands.bands
    ]
    points = [band.points for band in bands.bands]
    steps = [more - less for more, less in zip(points, [*points[1:], 0], strict=True)]
    terms = [cells.given(each, step) for each, step in zip(reached, steps, strict=True)]
    return Tried(reached[0], tuple(terms))


def clause_points(clause: Clause, row: Row, readings: Readings, cells: Cells) -> Ends[Points]:
    """Compile what a clause alone gives or takes, at most what the row has."""
    tried = trial(clause.effect, readings, cells, row.standard)
    void = 0
    if tried.row_stands is not YES:
        void = row.standard
    elif tried.rest_stands is not YES:
        void = row.standing
    kept = cells.given(tried.met, void)
    net = at_ends(lambda terms: cells.floored(total(terms), -row.standard), [*tried.terms])
    return at_ends(total, [net, kept, Ends(-void, -void)])


def row_points(row: Row, readings: Readings, cells: Cells) -> Ends[Points]:
    """Compile a row: its least and its most points.

    Source: 附件2; the supplied rules ``floor_and_cap`` and ``pooling``
    """
    tried = [trial(clause.effect, readings, cells, row.standard) for clause in row.clauses]
    rest = all_hold(each.rest_stands for each in tried)
    stands = all_hold(each.row_stands for each in tried)
    kept = [cells.given(rest, row.standing), *(term for each in tried for term in each.terms)]
    least = _least(row, readings, rest)
    net = at_ends(lambda terms: cells.floored(total(terms), 0, least), kept)
    return cells.given(stands, net)


def _least(row: Row, readings: Readings, rest: Truth) -> int:
    """The least that a row's points can add up to, voids apart."""
    least = row.standing if rest.yes is True else 0
    for clause in row.clauses:
        match clause.effect:
            case Deduct(points, unless):
                least -= points * len(pick(unless, readings))
            case DeductEach(points):
                least -= row.standard + points
    return least
