"""The values at which a fact begins, or ceases, to count: where one step can change a row's points.

A step is the smallest change that gets there: the two people more that make 95 % of 41, the one
ledger that is updated. Steps come nearest first; a rate keeps its group, and of a rate that is not
known yet the step says so many of 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from zhangye_fes.clauses import AtLeast, AtMost, Bands, DeductEach, IsTrue, RateAtLeast, parts, pick
from zhangye_fes.values import MAX_COUNT, Rate

if TYPE_CHECKING:
    from zhangye_fes.facts import FactValue
    from zhangye_fes.readings import Readings

__all__ = ["steps"]

_HUNDRED = 100
_Asking = IsTrue | AtLeast | AtMost | RateAtLeast | DeductEach | Bands
"""Everything that looks at a fact."""


def __dir__() -> list[str]:
    return __all__


def steps(
    asking: object, fact: str, now: FactValue, readings: Readings, *, better: bool, at_stake: int
) -> list[FactValue]:
    """List the values of a fact that are just better, or just worse, than now, nearest first.

    Args:
        asking: the clauses and conditions that look at facts.
        fact: the name of one.
        now: its value; ``None``, not known yet, is taken for the worst value there is.
        readings: how the text is read.
        better: up, or else down.
        at_stake: the most points that can be lost; what is counted beyond them changes nothing.

    >>> from zhangye_fes import ANNEX_2, Readings
    >>> rate = "hard_to_employ_employment"
    >>> steps(ANNEX_2["3.3"].clauses, rate, Rate(37, 41), Readings(), better=True, at_stake=5)
    [Rate(num=39, den=41)]
    """
    found: list[FactValue] = []
    for part in parts(asking, readings):
        if not isinstance(part, _Asking) or part.fact != fact:
            continue
        match part:
            case IsTrue():
                found += [better] if now is not better and (better or now is not None) else []
            case AtLeast() | AtMost() | DeductEach():
                have = now if isinstance(now, int) else None
                found += _counts(part, have, readings, better=better, at_stake=at_stake)
            case RateAtLeast() | Bands():
                found += _rates(part, now, readings, better=better)
            case _:
                assert_never(part)
    return found


def _counts(
    part: AtLeast | AtMost | DeductEach,
    now: int | None,
    readings: Readings,
    *,
    better: bool,
    at_stake: int,
) -> list[int]:
    match part:
        case AtLeast():
            edge = pick(part.count, readings)
            return _crossed(now or 0, range(edge - 1, edge + 1), rising=better)
        case AtMost():
            edges = range(part.count, part.count + 2)
        case DeductEach():
            edges = range(min(pick(part.most, readings), -(-at_stake // part.points)) + 1)
        case _:
            assert_never(part)
    return _crossed(MAX_COUNT if now is None else now, edges, rising=not better)


def _crossed(now: int, edges: range, *, rising: bool) -> list[int]:
    """Pick the edges that lie ahead of a count, nearest first, but for the one it starts from."""
    if rising:
        return [edge for edge in edges[1:] if edge > now]
    return [edge for edge in reversed(edges[:-1]) if edge < now]


def _rates(
    part: RateAtLeast | Bands, now: FactValue, readings: Readings, *, better: bool
) -> list[Rate]:
    match part:
        case RateAtLeast():
            edges = [(part.percent, True)]
        case Bands():
            edges = [(band.percent, pick(band.closed, readings)) for band in part.bands]
        case _:
            assert_never(part)
    have = now if isinstance(now, Rate) else Rate(0, _HUNDRED)
    reaching = [_reaching(edge, have.den, closed=closed) for edge, closed in edges]
    if better:
        ahead = [num for num in reaching if have.num < num <= have.den]
    else:
        ahead = [num - 1 for num in reaching if 0 < num <= have.num]
    return [Rate(num, have.den) for num in sorted(ahead, reverse=not better)]


def _reaching(percent: int, den: int, *, closed: bool) -> int:
    """The least count out of ``den`` that is at least (or, not ``closed``, above) so many per cent.

    >>> _reaching(90, 209, closed=True), _reaching(90, 10, closed=False)
    (189, 10)
    """
    left = percent * den
    return -(-left // _HUNDRED) if closed else left // _HUNDRED + 1
