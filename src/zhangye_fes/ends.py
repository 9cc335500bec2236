"""Column expressions at two ends: what a fact comes to at its worst, and at its best.

An unknown fact may take any value, and a better fact never lowers a score, so that points are
worked out twice: with every unknown at its worst (``low``) and at its best (``high``). What rests
on known facts alone is worked out once: both ends are then the same object. What rests on nothing
that a frame has is a plain value and not an expression.

Whether something holds is asked once: it surely does, surely does not, or, where an engine says
null, neither.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

import narwhals.stable.v2 as nw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "OPEN",
    "YES",
    "Answer",
    "Ends",
    "Points",
    "Truth",
    "all_hold",
    "all_of",
    "any_holds",
    "any_of",
    "asked",
    "at_ends",
    "column",
    "given",
    "negated",
    "parted",
    "total",
]

Answer: TypeAlias = "nw.Expr | bool"
"""Yes or no; null where an engine cannot tell, which counts as no."""
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

        >>> Ends(3, 3).known, Ends(0, 3).known
        (True, False)
        """
        return self.low is self.high


class Truth(NamedTuple):
    """Whether something surely holds, and whether it surely does not: not known, neither."""

    yes: Answer
    no: Answer
    known: bool
    """Whether it is always one of them."""

    @property
    def surely(self) -> Answer:
        """Whether it surely holds, never null."""
        return self.yes if self.known else _filled(self.yes)

    @property
    def surely_not(self) -> Answer:
        """Whether it surely does not hold, never null."""
        return self.no if self.known else _filled(self.no)


YES = Truth(yes=True, no=False, known=True)
OPEN = Truth(yes=False, no=False, known=False)
"""It holds, and it is not known."""


def asked(answer: nw.Expr, *, known: bool) -> Truth:
    """Take an answer that is null where it is not known.

    >>> asked(nw.col("service_hall"), known=True).known
    True
    """
    return Truth(answer, ~answer, known)


def all_hold(truths: Iterable[Truth]) -> Truth:
    """Whether all hold; three-valued, as engines join what may be null.

    >>> all_hold([YES, OPEN]) == OPEN
    True
    """
    return _known_of(truths, all_of, any_of)


def any_holds(truths: Iterable[Truth]) -> Truth:
    """Whether one holds at least.

    >>> any_holds([YES, OPEN]).yes
    True
    """
    return _known_of(truths, any_of, all_of)


def _known_of(
    truths: Iterable[Truth],
    yes: Callable[[Iterable[Answer]], Answer],
    no: Callable[[Iterable[Answer]], Answer],
) -> Truth:
    truths = list(truths)
    return Truth(
        yes(truth.yes for truth in truths),
        no(truth.no for truth in truths),
        all(truth.known for truth in truths),
    )


def at_ends(work: Callable[[list[T]], U], parts: Iterable[Ends[T]]) -> Ends[U]:
    """Work something out at both ends, or once where every part is known.

    >>> at_ends(sum, [Ends(1, 2), Ends(3, 3)])
    Ends(low=4, high=5)
    """
    parts = list(parts)
    low = work([part.low for part in parts])
    known = all(part.known for part in parts)
    return Ends(low, low if known else work([part.high for part in parts]))


def all_of(answers: Iterable[Answer]) -> Answer:
    """Whether all hold.

    >>> all_of([True, False]), all_of([])
    (False, True)
    """
    return _joined(answers, and_, decisive=False)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Whether one holds at least.

    >>> any_of([True, False]), any_of([])
    (True, False)
    """
    return _joined(answers, or_, decisive=True)


def _joined(
    answers: Iterable[Answer], join: Callable[[nw.Expr, nw.Expr], nw.Expr], *, decisive: bool
) -> Answer:
    answers = list(answers)
    open_ones = [answer for answer in answers if isinstance(answer, nw.Expr)]
    if not open_ones or any(answer is decisive for answer in answers):
        return decisive if any(answer is decisive for answer in answers) else not decisive
    return reduce(join, open_ones)


def _filled(answer: Answer) -> Answer:
    return answer.fill_null(value=False) if isinstance(answer, nw.Expr) else answer


def negated(answer: Answer) -> Answer:
    """Whether it does not hold.

    >>> negated(True)
    False
    """
    return ~answer if isinstance(answer, nw.Expr) else not answer


def given(truth: Truth, points: Ends[Points], *, by_product: bool = False) -> Ends[Points]:
    """Give points where it holds, and else none.

    Args:
        truth: whether it holds.
        points: how many.
        by_product: multiply, which pandas and PyArrow do several times faster than they choose,
            and Polars where the points are a column; SQL chooses faster.

    >>> given(YES, Ends(5, 5)), given(OPEN, Ends(5, 5))
    (Ends(low=5, high=5), Ends(low=0, high=5))
    """
    choose = _multiplied if by_product else _chosen
    low = choose(truth.surely if by_product else truth.yes, points.low, 0)
    if truth.known and points.known:
        return Ends(low, low)
    return Ends(low, choose(truth.surely_not if by_product else truth.no, 0, points.high))


def _chosen(answer: Answer, then: Points, other: Points) -> Points:
    if isinstance(answer, bool):
        return then if answer else other
    return nw.when(answer).then(column(then, nw.Int16)).otherwise(column(other, nw.Int16))


def _multiplied(answer: Answer, then: Points, other: Points) -> Points:
    """Do the same where one of both is 0."""
    if isinstance(answer, bool):
        return then if answer else other
    holds = answer.cast(nw.Int16)
    if isinstance(other, int) and not other:
        return holds * column(then, nw.Int16)
    return (nw.lit(1, nw.Int16) - holds) * column(other, nw.Int16)


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


def column(value: Answer | Points, dtype: type[nw.Int16 | nw.Boolean]) -> nw.Expr:
    """Make a column of it.

    >>> type(column(5, nw.Int16)).__name__
    'Expr'
    """
    return value.cast(dtype) if isinstance(value, nw.Expr) else nw.lit(value, dtype)
