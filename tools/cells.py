"""The classes of all facts as numbered cells, for a covering array of the vectors of ``score``.

Where classes meet, readings may matter. Which, is known row by row, so that few vectors need any.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Final

from tools.fact_classes import CLASSES, OPTIONS, ROWS, depends, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tools.covering import Fits

    Need = frozenset[str]
    """The readings that matter to a combination."""
    Triple = tuple[int, int, int]

__all__ = ["Cells"]

_NONE: Final[Need] = frozenset()


class Cells:
    """The classes of all facts as numbered cells, and which readings cells bring in."""

    def __init__(self) -> None:
        self.cells = [(fact, name) for fact, classes in CLASSES.items() for name in classes]
        number = {cell: place for place, cell in enumerate(self.cells)}
        self.factors = [[number[fact, name] for name in CLASSES[fact]] for fact in CLASSES]
        self.row_of = [next(row for row in ROWS if fact in ROWS[row]) for fact, _ in self.cells]
        self.ways = {row: self._ways(row, number) for row in ROWS}
        self._leasts: dict[int, Need] = {}
        self.bits_of = {
            row: sum(1 << number[fact, name] for fact in facts for name in facts[fact])
            for row, facts in ROWS.items()
        }

    def _ways(self, row: str, number: Mapping[tuple[str, str], int]) -> list[tuple[int, Need]]:
        """Every combination of a row's cells, as bits, with the readings that matter to it."""
        facts = ROWS[row]
        return sorted(
            (
                (
                    sum(1 << number[cell] for cell in zip(facts, names, strict=True)),
                    depends(row, tuple(map(one_of, facts, names))),
                )
                for names in product(*facts.values())
            ),
            key=lambda way: _cost(way[1]),
        )

    def groups(self) -> Iterator[tuple[list[Triple], Fits]]:
        """Group all triples by the fewest readings that they need.

        Those that need none come first, so that most is covered by vectors that bind everybody;
        then the neediest, whose vectors hold many of the others.
        """
        found: dict[Need, list[Triple]] = {}
        for factors in combinations(self.factors, 3):
            rows = [self.row_of[factor[0]] for factor in factors]
            for triple in product(*factors):
                found.setdefault(self._need(rows, triple), []).append(triple)
        needy = sorted(found.keys() - {_NONE}, key=_cost, reverse=True)
        for need in [_NONE, *needy]:
            yield found[need], self._fits(need)

    def _need(self, rows: list[str], triple: Triple) -> Need:
        """The cheapest readings that cells can stand with."""
        bits = dict.fromkeys(rows, 0)
        for row, cell in zip(rows, triple, strict=True):
            bits[row] |= 1 << cell
        return _NONE.union(*[self._least(row, each) for row, each in bits.items()])

    def _least(self, row: str, bits: int) -> Need:
        if bits not in self._leasts:
            self._leasts[bits] = next(need for way, need in self.ways[row] if way & bits == bits)
        return self._leasts[bits]

    def _fits(self, allowed: Need) -> Fits:
        """Whether a cell can stand with those of its row under no other readings."""
        ways = {row: [way for way, need in self.ways[row] if need <= allowed] for row in ROWS}
        known: dict[int, bool] = {}

        def fits(taken: int, cell: int) -> bool:
            row = self.row_of[cell]
            bits = taken & self.bits_of[row] | 1 << cell
            if bits not in known:
                known[bits] = any(way & bits == bits for way in ways[row])
            return known[bits]

        return fits


@cache
def _cost(need: Need) -> tuple[int | str, ...]:
    """How many expectations readings bring, and which they are."""
    return prod(len(OPTIONS[name]) for name in need), *sorted(need)
