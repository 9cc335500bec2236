"""Tidy frames for analysts: margins, losses, who is near the line, what a reform does.

No pictures: each result has one thing a line, ready for any plotting library, in the caller's own
kind and lazy where the frame was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from zhangye_fes.cells import BAD
from zhangye_fes.compiled import clause_points, row_points
from zhangye_fes.dates import from_zero
from zhangye_fes.ends import column, parted
from zhangye_fes.framing import scored
from zhangye_fes.opening import chosen, opened
from zhangye_fes.row import gives
from zhangye_fes.sweeps import Store, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhangye_fes.cells import Cells
    from zhangye_fes.opening import Frame
    from zhangye_fes.readings import Readings
    from zhangye_fes.row import Clause, Row
    from zhangye_fes.table import Rubric

__all__ = ["effect", "lost", "margin", "near", "tidied"]

_NAME, _VALUE, _PLACE = (f"__fes_{name}" for name in ("name", "value", "place"))
_TIMES = ("before", "after")
_SHIFT = 200
"""More than any points: two numbers of points go into one."""


def __dir__() -> list[str]:
    return __all__


def margin(native: object, readings: Readings, rubric: Rubric) -> Any:  # noqa: ANN401
    """See :func:`zhangye_fes.frames.margins`."""
    frame: Frame = nw.from_native(scored(native, readings, rubric, known=False, findings=False))
    return frame.with_columns(
        (nw.col("total_low") - rubric.pass_mark).cast(nw.Int16).alias("margin_low"),
        (nw.col("total_high") - rubric.pass_mark).cast(nw.Int16).alias("margin_high"),
    ).to_native()


def tidied(native: object, community: str, readings: Readings, rubric: Rubric) -> Any:  # noqa: ANN401
    """See :func:`zhangye_fes.frames.tidy`."""
    # not by their codes: to DuckDB and Spark, SERVICE_HALL is the name of the fact as well
    clauses = {
        f"__fes_{row.id}_{place}": (row, clause)
        for row in rubric.rows
        for place, clause in enumerate(row.clauses)
    }
    chosen(native, [community], "community")
    frame, cells = opened(native, readings, rubric, known=False)
    packed = [
        _packed(clause, row, readings, cells).alias(name) for name, (row, clause) in clauses.items()
    ]
    frame = frame.with_columns(*packed).select(community, *clauses)
    long = stacked(frame, clauses, [community], (_NAME, _VALUE))
    value = nw.when(nw.col(_VALUE) >= 0).then(nw.col(_VALUE)) if cells.lazy else nw.col(_VALUE)
    low, high = parted(value, _SHIFT)
    told = {
        "row": {name: row.id for name, (row, _) in clauses.items()},
        "clause": {name: clause.code for name, (_, clause) in clauses.items()},
        "citation": {name: clause.citation.provision for name, (_, clause) in clauses.items()},
        "label": {name: str(clause.citation) for name, (_, clause) in clauses.items()},
    }
    return long.select(
        nw.col(community).alias("community"),
        *(_told(told[what]).alias(what) for what in ("row", "clause")),
        (low - _SHIFT // 2).cast(nw.Int16).alias("points_low"),
        (high - _SHIFT // 2).cast(nw.Int16).alias("points_high"),
        *(_told(told[what]).alias(what) for what in ("citation", "label")),
    ).to_native()


def _packed(clause: Clause, row: Row, readings: Readings, cells: Cells) -> nw.Expr:
    """Put what a clause gives or takes at its worst and at its best into one number."""
    low, high = (
        column(end, nw.Int16).cast(nw.Int32) + _SHIFT // 2
        for end in clause_points(clause, row, readings, cells)
    )
    both = low * _SHIFT + high
    return nw.when(~nw.col(BAD)).then(both).otherwise(-1) if cells.lazy else both


def _told(values: Mapping[str, str]) -> nw.Expr:
    """Say what belongs to each of the columns that were put below each other."""
    places = {
        value: [item for item in values if values[item] == value] for value in values.values()
    }
    *others, last = places
    chosen = nw.lit(last)
    for value in others:
        chosen = nw.when(nw.col(_NAME).is_in(places[value])).then(nw.lit(value)).otherwise(chosen)
    return chosen


def lost(native: object, by: Sequence[str], readings: Readings, rubric: Rubric) -> Any:  # noqa: ANN401
    """See :func:`zhangye_fes.frames.losses`."""
    chosen(native, by, "by", {"row", "clause", "lost_low", "lost_high"})
    frame, cells = opened(native, readings, rubric, known=False)
    if cells.lazy:
        frame = frame.filter(~nw.col(BAD))
    items = [
        (f"{row}|{clause}|{end}", row, clause, end, points)
        for row, clause, ends in _losses(cells, readings, rubric)
        for end, points in zip(("low", "high"), ends, strict=True)
    ]
    names = [name for name, *_ in items]
    frame = frame.with_columns(points.cast(nw.Int64).alias(name) for name, *_, points in items)
    sums = [nw.col(name).sum() for name in names]
    summed = frame.group_by(*by).agg(*sums) if by else frame.select(*sums)
    long = stacked(summed, names, by, (_NAME, _VALUE))
    parts = {
        what: _told({each[0]: str(each[place]) for each in items}).alias(what)
        for place, what in ((1, "row"), (2, "clause"), (3, _PLACE))
    }
    ends = [
        nw.when(nw.col(_PLACE) == end).then(nw.col(_VALUE)).otherwise(0).alias(f"lost_{end}")
        for end in ("low", "high")
    ]
    told = long.select(*by, *parts.values(), _VALUE).select(*by, "row", "clause", *ends)
    whole = told.group_by(*by, "row", "clause").agg(nw.col("lost_low", "lost_high").sum())
    return whole.sort(*by, "row", "clause").to_native()


def _losses(
    cells: Cells, readings: Readings, rubric: Rubric
) -> Iterator[tuple[str, str, tuple[nw.Expr, nw.Expr]]]:
    """Find what every row loses, and every clause alone, at the least and at the most."""
    for row in rubric.rows:
        low, high = (column(end, nw.Int16) for end in row_points(row, readings, cells))
        yield row.id, "", (row.standard - high, row.standard - low)
        for clause in row.clauses:
            ends = clause_points(clause, row, readings, cells)
            low, high = (column(end, nw.Int16) for end in ends)
            most = gives(clause.effect)
            yield row.id, clause.code, (most - high, most - low)


def near(native: object, within: int, by: Sequence[str], readings: Readings, rubric: Rubric) -> Any:  # noqa: ANN401
    """See :func:`zhangye_fes.frames.near_the_line`."""
    chosen(native, by, "by", {"end", "margin", "communities"})
    from_zero(within, "within")
    frame: Frame = nw.from_native(margin(native, readings, rubric))
    long = stacked(frame, ["margin_low", "margin_high"], by, ("end", "margin"))
    close = long.filter((nw.col("margin") >= -within) & (nw.col("margin") <= within))
    counted = close.group_by(*by, "end", "margin").agg(nw.len().alias("communities"))
    return _counted(counted).sort(*by, "end", "margin").to_native()


def _counted(frame: Frame) -> Frame:
    """Give a column of numbers of communities the same kind on every engine."""
    return frame.with_columns(nw.col("communities").cast(nw.Int64))


def effect(
    native: object,
    by: Sequence[str],
    before: tuple[Readings, Rubric],
    after: tuple[Readings, Rubric],
) -> Any:  # noqa: ANN401
    """See :func:`zhangye_fes.frames.reform`."""
    chosen(native, by, "by", {*_TIMES, "communities"})
    frame, cells = opened(native, before[0], before[1], known=False)
    store = Store(cells)
    codes = [store.judged(rubric, readings) for readings, rubric in (before, after)]
    verdicts = [_verdict(code).alias(name) for code, name in zip(codes, _TIMES, strict=True)]
    frame = frame.with_columns(*store.columns).with_columns(*verdicts)
    counted = frame.group_by(*by, *_TIMES).agg(nw.len().alias("communities"))
    return _counted(counted).sort(*by, *_TIMES).to_native()


def _verdict(code: nw.Expr) -> nw.Expr:
    told = nw.lit("invalid")
    for place, verdict in enumerate(("not_qualified", "undetermined", "qualified")):
        told = nw.when(code == place).then(nw.lit(verdict)).otherwise(told)
    return told
