"""What a clause does to its row, given the facts: ``clauses`` made ready to be asked.

A condition is true, false, or ``None`` while unknown facts decide (Kleene's strong logic, which is
exact here because a condition asks for each fact once).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, assert_never

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
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from zhangye_fes.readings import Readings

    Values = Mapping[str, Any]
    """Facts by name, ``None`` where unknown; a table's soundness vouches for their kinds."""
    Truth = Callable[[Values], bool | None]
    Trial = Callable[[Values], "Tried"]

__all__ = ["Marks", "Tried", "combine", "trial", "truth"]


def __dir__() -> list[str]:
    return __all__


class Marks(NamedTuple):
    """What a clause gives (``awarded``), takes (``deducted``) and voids, in points."""

    awarded: int = 0
    deducted: int = 0
    void: Literal["nothing", "rest", "row"] = "nothing"


class Tried(NamedTuple):
    """A clause at its worst and at its best, and whether its requirement is met."""

    worst: Marks
    best: Marks
    met: bool | None


_NONE = Marks()


def combine(marks: Iterable[Marks], standard: int, standing: int) -> int:
    """Add up a row in points: never below 0 nor above its standard.

    Source: 附件2; the supplied rules ``floor_and_cap`` and ``pooling``

    >>> combine([Marks(awarded=6), Marks(deducted=3)], standard=10, standing=4)
    7
    >>> combine([Marks(awarded=6), Marks(void="rest")], standard=10, standing=4)
    6
    """
    net = 0
    for awarded, deducted, void in marks:
        if void == "row":
            return 0
        if void == "rest":
            standing = 0
        net += awarded - deducted
    return max(0, min(standard, net + standing))


def truth(condition: Condition, readings: Readings) -> Truth:
    """Prepare a condition: whether it holds, ``None`` while unknown facts decide.

    >>> from zhangye_fes import Rate, Readings
    >>> truth(RateAtLeast("reemployment", 90), Readings())({"reemployment": Rate(188, 209)})
    False
    """
    match condition:
        case IsTrue(fact):
            return itemgetter(fact)
        case AtLeast(fact, count):
            least = pick(count, readings)
            return _of(fact, lambda value: value >= least)
        case AtMost(fact, most):
            return _of(fact, lambda value: value <= most)
        case RateAtLeast(fact, percent):
            empty = readings.empty_group == "met"
            return _of(fact, lambda rate: rate.reaches(percent) if rate.den else empty)
        case AllOf(conditions):
            return _kleene(conditions, readings, decisive=False)
        case AnyOf(conditions):
            return _kleene(conditions, readings, decisive=True)
        case _:
            assert_never(condition)


def _of(fact: str, test: Callable[[Any], bool]) -> Truth:
    def answer(values: Values) -> bool | None:
        value = values[fact]
        return None if value is None else test(value)

    return answer


def _kleene(conditions: tuple[Condition, ...], readings: Readings, *, decisive: bool) -> Truth:
    """One answer that is ``decisive`` settles it; else an unknown one leaves it open."""
    parts = [truth(condition, readings) for condition in conditions]

    def answer(values: Values) -> bool | None:
        answers = [part(values) for part in parts]
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive

    return answer


def trial(effect: Effect, readings: Readings) -> Trial:
    """Prepare a clause: what it gives and takes at its worst and best over what is unknown.

    >>> from zhangye_fes import Readings
    >>> trial(DeductEach(3, "ledgers_missing"), Readings())({"ledgers_missing": 2}).worst
    Marks(awarded=0, deducted=6, void='nothing')
    """
    match effect:
        case Award(points, when, otherwise):
            void = Marks(void="row") if pick(otherwise, readings) == "void" else _NONE
            return _either(Marks(awarded=points), void, truth(when, readings))
        case Void(unless, scope):
            void = Marks(void=pick(scope, readings))
            return _either(_NONE, void, truth(pick(unless, readings), readings))
        case Deduct(points, unless):
            return _deduct(points, [truth(each, readings) for each in pick(unless, readings)])
        case DeductEach(points, fact, most):
            return _deduct_each(points, fact, pick(most, readings))
        case Bands():
            return _banded(effect, readings)
        case _:
            assert_never(effect)


def _either(good: Marks, bad: Marks, answer: Truth) -> Trial:
    tried = {
        True: Tried(good, good, met=True),
        False: Tried(bad, bad, met=False),
        None: Tried(bad, good, met=None),
    }
    return lambda values: tried[answer(values)]


def _deduct(points: int, parts: list[Truth]) -> Trial:
    def tried(values: Values) -> Tried:
        answers = [part(values) for part in parts]
        failed = answers.count(False)
        return _deducted(points * (failed + answers.count(None)), points * failed)

    return tried


def _deduct_each(points: int, fact: str, most: int) -> Trial:
    def tried(values: Values) -> Tried:
        counted = values[fact]
        worst, best = (MAX_COUNT, 0) if counted is None else (counted, counted)
        return _deducted(points * min(most, worst), points * min(most, best))

    return tried


def _deducted(most: int, least: int) -> Tried:
    met = False if least else None if most else True
    return Tried(Marks(deducted=most), Marks(deducted=least), met)


def _banded(bands: Bands, readings: Readings) -> Trial:
    highest = Marks(awarded=bands.bands[0].points)
    edges = [
        (band.percent, pick(band.closed, readings), Marks(awarded=band.points))
        for band in bands.bands
    ]
    empty = highest if readings.empty_group == "met" else _NONE

    def tried(values: Values) -> Tried:
        rate = values[bands.fact]
        if rate is None:
            return Tried(_NONE, highest, None)
        reached = next(
            (marks for edge, closed, marks in edges if rate.reaches(edge, exactly=closed)), _NONE
        )
        marks = reached if rate.den else empty
        return Tried(marks, marks, marks == highest)

    return tried
