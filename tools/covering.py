"""Covering arrays: few combinations in which any three classes of any three facts meet.

A plain greedy search without chance: a combination begins with three classes that have not met yet,
and every other fact takes the class that meets the most new pairs of those already taken.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Fits = Callable[[int, int], bool]
    """Whether a cell can stand beside those that are taken, which come as bits."""

__all__ = ["Uncovered", "cover"]


class Uncovered:
    """The triples of cells that no combination has held so far.

    A cell is a class of a fact, numbered through; of every pair of cells the third ones are kept as
    the bits of a number.

    >>> left = Uncovered([[0, 1], [2, 3], [4]])
    >>> left.gain(4, [0, 2], 0b101), (0, 2, 4) in left
    (1, True)
    >>> left.take([0, 2, 4])
    >>> left.gain(4, [0, 2], 0b101), (0, 2, 4) in left
    (0, False)
    """

    def __init__(self, factors: Sequence[Sequence[int]]) -> None:
        whole = sum(1 << cell for factor in factors for cell in factor)
        own = {cell: sum(1 << each for each in factor) for factor in factors for cell in factor}
        self._left = [
            [0 if own[a] == own[b] else whole & ~own[a] & ~own[b] for b in own] for a in own
        ]

    def __contains__(self, triple: tuple[int, int, int]) -> bool:
        a, b, c = triple
        return bool(self._left[a][b] >> c & 1)

    def gain(self, cell: int, taken: Sequence[int], bits: int) -> int:
        """Count the new triples that a cell makes with pairs of those taken, given as bits too."""
        left = self._left[cell]
        return sum([(left[each] & bits).bit_count() for each in taken]) // 2

    def take(self, cells: Sequence[int]) -> None:
        """Strike out every triple of a combination."""
        kept = ~sum(1 << each for each in cells)
        for a, b in combinations(cells, 2):
            self._left[a][b] &= kept
            self._left[b][a] &= kept


def cover(
    factors: Sequence[Sequence[int]],
    groups: Iterable[tuple[Iterable[tuple[int, int, int]], Fits]],
) -> Iterator[list[int]]:
    """Yield combinations, one cell of each factor, until all triples of the groups have met.

    Each group of triples comes with what may stand beside them; a combination that is begun for a
    triple of a group fits it.

    >>> from itertools import product
    >>> triples = list(product([0, 1], [2, 3], [4, 5]))
    >>> list(cover([[0, 1], [2, 3], [4, 5]], [(triples, lambda taken, cell: True)]))[:2]
    [[0, 2, 4], [0, 2, 5]]
    """
    left = Uncovered(factors)
    for triples, fits in groups:
        for triple in triples:
            if triple in left:
                cells = _filled(factors, triple, left, fits)
                left.take(cells)
                yield cells


def _filled(
    factors: Sequence[Sequence[int]], seed: tuple[int, int, int], left: Uncovered, fits: Fits
) -> list[int]:
    """Add to three cells the best fitting one of every other factor, the largest factors first."""
    taken, bits = list(seed), sum(1 << cell for cell in seed)
    rest = [factor for factor in factors if not any(cell in factor for cell in seed)]
    for factor in sorted(rest, key=len, reverse=True):
        gains = [(left.gain(cell, taken, bits), -cell) for cell in factor if fits(bits, cell)]
        best = -max(gains)[1]
        taken.append(best)
        bits |= 1 << best
    return sorted(taken)
