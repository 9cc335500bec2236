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

from zhangye_fes.ends import Ends, all_of, any_of, column
from zhangye_fes.framing import BAD, opened
from zhangye_fes.readings import DEFAULT, REGISTER, Readings
from zhangye_fes.sweeps import Store, looked_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhangye_fes.table import Rubric

__all__ = ["ranged"]

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
    theirs = [name for name in frame.columns if name != BAD]
    store = Store(cells)
    sides = list(_sides(store, rubric))
    turned = _turned(store, rubric)
    frame = frame.with_columns(*store.columns)
    found = frame.select(
        *theirs,
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


def _sides(store: Store, rubric: Rubric) -> Iterator[_Side]:
    first, *others = rubric.rows
    own = set(looked_at((first.clauses, rubric.eligible))) - set(_WALKED)
    for walked in _options(_WALKED):
        spans = []
        for row in others:
            names = set(looked_at(row.clauses)) - set(_WALKED) - own
            tried = [
                store.points(row, Readings.model_validate(walked | each))
                for each in _options(sorted(names))
            ]
            spans.append(tried)
        for chosen in _options(sorted(own)):
            readings = Readings.model_validate(walked | chosen)
            begun = store.points(first, readings)
            yield _Side(
                store.may(rubric, readings),
                Ends(*(_summed(begun[end], spans, end, nw.min_horizontal) for end in (0, 1))),
                Ends(*(_summed(begun[end], spans, end, nw.max_horizontal) for end in (0, 1))),
            )


def _summed(
    begun: nw.Expr,
    spans: list[list[Ends[nw.Expr]]],
    end: int,
    extreme: Any,  # noqa: ANN401
) -> nw.Expr:
    return reduce(add, [extreme(*(ends[end] for ends in tried)) for tried in spans], begun)


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
