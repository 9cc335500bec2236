"""A frame under every reading: ``ranges`` for whole tables.

Whether the verdict is the same under every reading follows from the ends of sums, since rows are
independent but for the two readings that are walked and for those of the first row, which may also
say who may take part: for each choice of these, the other rows at their worst and at their best.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from zhangye_fes.cells import BAD, theirs
from zhangye_fes.ends import Ends, all_of, any_of, column
from zhangye_fes.opening import opened, refuse_taken
from zhangye_fes.readings import DEFAULT, REGISTER, Readings
from zhangye_fes.sweeps import Store, looked_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from zhangye_fes.row import Row
    from zhangye_fes.table import Rubric

__all__ = ["ranged"]

_RESULTS = ("total_low", "total_high", "verdict", "turns_on")
_WALKED = ("basic_conditions", "empty_group")


def __dir__() -> list[str]:
    return __all__


class _Side(NamedTuple):
    """A choice of the readings that are walked and of the first row's own."""

    may: Ends[nw.Expr]
    least: Ends[nw.Expr]
    """The total under the worst of all other readings."""
    most: Ends[nw.Expr]
    """The total under the best of all other readings."""


def ranged(native: object, rubric: Rubric) -> Any:  # noqa: ANN401 - the caller's own kind
    """Score under every reading; see :func:`zhangye_fes.frames.score_under_all_readings`."""
    frame, cells = opened(native, DEFAULT, rubric, known=False)
    kept = theirs(frame.columns)
    refuse_taken(kept, _RESULTS)
    store = Store(cells)
    others = _Others(store, rubric)
    sides = list(_sides(store, rubric, others))
    turned = _turned(store, rubric)
    frame = frame.with_columns(*store.columns).with_columns(*others.columns)
    found = frame.select(
        *kept,
        *([BAD] if cells.lazy else []),
        nw.min_horizontal(*(side.least.low for side in sides)).alias("total_low"),
        nw.max_horizontal(*(side.most.high for side in sides)).alias("total_high"),
        _verdict(sides, rubric.pass_mark).alias("verdict"),
        turned.alias("turns_on"),
    )
    if cells.lazy:
        bad = nw.when(nw.col(BAD)).then(nw.lit("invalid")).otherwise(nw.col("verdict"))
        right = nw.when(~nw.col(BAD)).then(nw.col("turns_on"))
        found = found.with_columns(bad.alias("verdict"), right.alias("turns_on")).drop(BAD)
    return found.to_native()


def _options(names: Iterable[str]) -> Iterator[dict[str, str]]:
    names = list(names)
    for options in product(*(REGISTER[name].options for name in names)):
        yield dict(zip(names, options, strict=True))


def _sides(store: Store, rubric: Rubric, others: _Others) -> Iterator[_Side]:
    first = rubric.rows[0]
    for walked in _options(_WALKED):
        least, most = others.spans(walked)
        for chosen in _options(_own(rubric)):
            readings = Readings.model_validate(walked | chosen)
            low, high = store.points(first, readings)
            yield _Side(
                store.may(rubric, readings),
                Ends(low + least.low, high + least.high),
                Ends(low + most.low, high + most.high),
            )


def _own(rubric: Rubric) -> list[str]:
    """The readings that the first row looks at, or who may take part."""
    looked = looked_at((rubric.rows[0].clauses, rubric.eligible))
    return [name for name in looked if name not in _WALKED]


class _Others:
    """What all rows but the first come to, under the worst and the best of their own readings."""

    def __init__(self, store: Store, rubric: Rubric) -> None:
        self._store, self._rows = store, rubric.rows[1:]
        self._own = set(_own(rubric))
        self._walked = set(looked_at(tuple(row.clauses for row in self._rows))) & set(_WALKED)
        self._names: dict[object, list[str]] = {}
        self.columns: list[nw.Expr] = []
        """Made of the columns of the store."""

    def spans(self, walked: Mapping[str, str]) -> tuple[Ends[nw.Expr], Ends[nw.Expr]]:
        """Return both ends of the worst, and of the best."""
        key = tuple(walked[name] for name in sorted(self._walked))
        if key not in self._names:
            self._names[key] = list(self._made(walked))
        low, high, best_low, best_high = map(nw.col, self._names[key])
        return Ends(low, high), Ends(best_low, best_high)

    def _made(self, walked: Mapping[str, str]) -> Iterator[str]:
        tried = [list(self._tried(row, walked)) for row in self._rows]
        for extreme, end in product((nw.min_horizontal, nw.max_horizontal), (0, 1)):
            name = f"__fes_span_{len(self.columns)}"
            each = [_extreme(extreme, [ends[end] for ends in row]) for row in tried]
            self.columns.append(reduce(add, each).alias(name))
            yield name

    def _tried(self, row: Row, walked: Mapping[str, str]) -> Iterator[Ends[nw.Expr]]:
        names = set(looked_at(row.clauses)) - set(_WALKED) - self._own
        for each in _options(sorted(names)):
            yield self._store.points(row, Readings.model_validate({**walked, **each}))


def _extreme(extreme: Callable[..., nw.Expr], tried: list[nw.Expr]) -> nw.Expr:
    # Spark finds no extreme of one
    return extreme(*tried) if len(tried) > 1 else tried[0]


def _verdict(sides: list[_Side], mark: int) -> nw.Expr:
    qualified = all_of(
        truth for side in sides for truth in (side.may.low == 1, side.least.low >= mark)
    )
    refused = all_of(any_of([side.may.high == 0, side.most.high < mark]) for side in sides)
    undetermined = all_of(
        truth
        for side in sides
        for truth in (
            side.may.high == 1,
            side.least.high >= mark,
            any_of([side.may.low == 0, side.most.low < mark]),
        )
    )
    told = nw.lit("depends")
    for verdict, holds in (
        ("undetermined", undetermined),
        ("not_qualified", refused),
        ("qualified", qualified),
    ):
        told = nw.when(column(holds, nw.Boolean)).then(nw.lit(verdict)).otherwise(told)
    return told


def _turned(store: Store, rubric: Rubric) -> nw.Expr:
    """Name the readings that turn the default verdict on their own."""
    base = store.judged(rubric, DEFAULT)
    told = []
    used = looked_at((tuple(row.clauses for row in rubric.rows), rubric.eligible))
    for name in (name for name in REGISTER if name in used):
        others = [
            store.judged(rubric, Readings.model_validate({name: option}))
            for option in REGISTER[name].options
            if option != getattr(DEFAULT, name)
        ]
        turns = any_of(other != base for other in others)
        told.append(
            nw.when(column(turns, nw.Boolean)).then(nw.lit(f" {name}")).otherwise(nw.lit(""))
        )
    return nw.concat_str(told).str.strip_chars()
