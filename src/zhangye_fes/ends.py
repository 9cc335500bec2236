"""Column expressions at two ends: what a fact comes to at its worst, and at its best.

An unknown fact may take any value, and a better fact never lowers a score, so that everything that
rests on facts is worked out twice: with every unknown at its worst (``low``) and at its best
(``high``). What rests on known facts alone is worked out once: both ends are then the same object.
What rests on nothing that a frame has is a plain value and not an expression.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

import narwhals.stable.v2 as nw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "NO",
    "OPEN",
    "YES",
    "Ends",
    "Points",
    "Truth",
    "all_of",
    "any_of",
    "at_ends",
    "column",
    "given",
    "negated",
    "parted",
    "total",
    "unsure",
]

Truth: TypeAlias = "nw.Expr | bool"
"""Whether something holds: never null."""
Points: TypeAlias = "nw.Expr | int"
"""A number of points: never null."""

T = TypeVar("T")
U = TypeVar("U")


def __dir__() -> list[str]:
    return __all__


class Ends(NamedTuple, Generic[T]):
    """Something at its worst and at its best."""

    low: T
    high: T

    @property
    def known(self) -> bool:
        """Whether there is but one end.

        >>> Ends(3, 3).known, OPEN.known
        (True, False)
        """
        return self.low is self.high


YES: Ends[Truth] = Ends(low=True, high=True)
NO: Ends[Truth] = Ends(low=False, high=False)
OPEN: Ends[Truth] = Ends(low=False, high=True)
"""True, false, and not known."""


def at_ends(work: Callable[[list[T]], U], parts: Iterable[Ends[T]]) -> Ends[U]:
    """Work something out at both ends, or once where every part is known.

    >>> at_ends(sum, [Ends(1, 2), Ends(3, 3)])
    Ends(low=4, high=5)
    """
    parts = list(parts)
    low = work([part.low for part in parts])
    known = all(part.known for part in parts)
    return Ends(low, low if known else work([part.high for part in parts]))


def all_of(truths: Iterable[Truth]) -> Truth:
    """Whether all hold.

    >>> all_of([True, False]), all_of([])
    (False, True)
    """
    return _joined(truths, and_, decisive=False)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Whether one holds at least.

    >>> any_of([True, False]), any_of([])
    (True, False)
    """
    return _joined(truths, or_, decisive=True)


def _joined(
    truths: Iterable[Truth], join: Callable[[nw.Expr, nw.Expr], nw.Expr], *, decisive: bool
) -> Truth:
    truths = list(truths)
    open_ones = [truth for truth in truths if isinstance(truth, nw.Expr)]
    if not open_ones or any(truth is decisive for truth in truths):
        return decisive if any(truth is decisive for truth in truths) else not decisive
    return reduce(join, open_ones)


def unsure(answer: nw.Expr, *, known: bool) -> Ends[Truth]:
    """Make both ends of an answer that is null where it is not known.

    >>> unsure(nw.col("service_hall"), known=True).known
    True
    """
    if known:
        return Ends(answer, answer)
    return Ends(answer.fill_null(value=False), answer.fill_null(value=True))


def negated(truth: Truth) -> Truth:
    """Whether it does not hold.

    >>> negated(True)
    False
    """
    return ~truth if isinstance(truth, nw.Expr) else not truth


def given(truth: Truth, points: int, *, by_product: bool = False) -> Points:
    """So many points where it holds, and else none.

    Args:
        truth: whether it holds.
        points: how many.
        by_product: multiply, which pandas and PyArrow do several times faster than they choose;
            every other engine chooses faster.

    >>> given(True, 5)
    5
    """
    if not isinstance(truth, nw.Expr):
        return points if truth else 0
    if by_product:
        return truth.cast(nw.Int16) * nw.lit(points, nw.Int16)
    return nw.when(truth).then(nw.lit(points, nw.Int16)).otherwise(nw.lit(0, nw.Int16))


def total(points: Iterable[Points]) -> Points:
    """Add points up.

    >>> total([5, -2])
    3
    """
    points = list(points)
    fixed = sum(each for each in points if isinstance(each, int))
    moving = [each for each in points if isinstance(each, nw.Expr)]
    if not moving:
        return fixed
    found = reduce(nw.Expr.__add__, moving)
    return found + nw.lit(fixed, nw.Int16) if fixed else found


def parted(value: nw.Expr, size: int) -> tuple[nw.Expr, nw.Expr]:
    """Divide a number that is not negative: how often the size goes into it, and what is left.

    Without ``%``, which pandas does not know of Arrow's numbers.

    >>> import polars as pl
    >>> often, left = parted(nw.col("days"), 7)
    >>> weeks = nw.from_native(pl.DataFrame({"days": [17]}))
    >>> weeks.select(often.alias("weeks"), left.alias("left")).row(0)
    (2, 3)
    """
    whole = value // size
    return whole, value - whole * size


def column(value: Truth | Points, dtype: type[nw.Int16 | nw.Boolean]) -> nw.Expr:
    """Make a column of it.

    >>> type(column(5, nw.Int16)).__name__
    'Expr'
    """
    return value.cast(dtype) if isinstance(value, nw.Expr) else nw.lit(value, dtype)
