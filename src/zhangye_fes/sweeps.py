"""A frame in many scenarios, and under every reading, in one pass.

Most of what a scenario asks is what others ask as well: each row is compiled once for each choice
of the readings that it looks at, and a scenario adds up what it needs.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from zhangye_fes.cells import BAD, theirs
from zhangye_fes.clauses import Bands, RateAtLeast, choices, parts, pick
from zhangye_fes.compiled import row_points, truth
from zhangye_fes.ends import Ends, column, parted
from zhangye_fes.errors import InvalidInput, InvalidRubric, Problem
from zhangye_fes.opening import opened, refuse_taken
from zhangye_fes.readings import DEFAULT, Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhangye_fes.cells import Cells
    from zhangye_fes.ends import Points
    from zhangye_fes.opening import Frame
    from zhangye_fes.row import Row
    from zhangye_fes.table import Rubric

__all__ = ["Store", "called", "looked_at", "stacked", "swept"]

_WIDE = "__fes_wide"
_RESULTS = ("readings", "rubric", "total_low", "total_high", "verdict")
_TOTALS = 101
"""Totals run from 0 to 100."""
_MAYS = 3
"""Who may take part: 0 no, 1 not known, 2 yes."""
_SCENARIO, _RESULT, _MAY, _MARK = (
    f"__fes_{name}" for name in ("scenario", "result", "may", "mark")
)


def __dir__() -> list[str]:
    return __all__


def called(readings: Readings) -> str:
    """Name readings by what differs from the defaults.

    >>> called(Readings(training_at_80="lower")), called(Readings())
    ('training_at_80=lower', 'default')
    """
    chosen = [
        f"{name}={option}"
        for name, option in readings.model_dump().items()
        if option != getattr(DEFAULT, name)
    ]
    return ", ".join(chosen) or "default"


def looked_at(whole: object) -> tuple[str, ...]:
    """Name the readings that clauses or a condition look at.

    >>> from zhangye_fes import ANNEX_2
    >>> looked_at(ANNEX_2["4.1"].clauses)
    ('empty_group', 'training_at_80')
    """
    names = {by.reading for by in choices(whole)}
    if any(isinstance(part, RateAtLeast | Bands) for part in parts(whole)):
        names.add("empty_group")
    return tuple(sorted(names))


def stacked(
    frame: Frame, columns: Iterable[str], index: Iterable[str], into: tuple[str, str]
) -> Frame:
    """Put columns below each other, each value beside the name of its column.

    Nulls may be left out.

    >>> import polars as pl
    >>> wide = nw.from_native(pl.DataFrame({"id": ["A"], "a": [1], "b": [2]}))
    >>> stacked(wide, ["a", "b"], ["id"], ("name", "value")).rows()
    [('A', 'a', 1), ('A', 'b', 2)]
    """
    name, value = into
    if not frame.implementation.is_duckdb():
        return frame.unpivot([*columns], index=[*index], variable_name=name, value_name=value)
    # there narwhals asks the default connection, whatever that of the relation is
    on, kept = (", ".join(map(_quoted, names)) for names in (columns, [*index, *into]))
    named = f"name {_quoted(name)} value {_quoted(value)}"
    sql = f"select {kept} from (unpivot {_WIDE} on {on} into {named})"  # noqa: S608 - all quoted
    long: Frame = nw.from_native(frame.to_native().query(_WIDE, sql))
    return long


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Store:
    """The columns that scenarios share, each made once."""

    def __init__(self, cells: Cells) -> None:
        """Begin with none."""
        self._cells = cells
        self._names: dict[object, Ends[str]] = {}
        self.columns: list[nw.Expr] = []

    def points(self, row: Row, readings: Readings) -> Ends[nw.Expr]:
        """Return the columns with the points of a row."""
        key = (row.id, row.standard, row.clauses, *_chosen(row.clauses, readings))
        if key not in self._names:
            self._keep(key, row_points(row, readings, self._under(readings)))
        return _columns(self._names[key])

    def may(self, rubric: Rubric, readings: Readings) -> Ends[nw.Expr]:
        """Return columns of 1 where a community surely, or perhaps, may take part, else of 0."""
        key = (rubric.eligible, *_chosen(rubric.eligible, readings))
        if key not in self._names:
            cells = self._under(readings)
            self._keep(key, cells.given(truth(pick(rubric.eligible, readings), readings, cells), 1))
        return _columns(self._names[key])

    def sums(self, rubric: Rubric, readings: Readings) -> Ends[nw.Expr]:
        """Add up the rows."""
        rows = [self.points(row, readings) for row in rubric.rows]
        return Ends(
            reduce(add, [ends.low for ends in rows]), reduce(add, [ends.high for ends in rows])
        )

    def judged(self, rubric: Rubric, readings: Readings) -> nw.Expr:
        """Return 0 for not qualified, 1 for undetermined, 2 for qualified."""
        low, high = self.sums(rubric, readings)
        may = self.may(rubric, readings)
        possible = (may.high == 1) & (high >= rubric.pass_mark)
        certain = (may.low == 1) & (low >= rubric.pass_mark)
        return possible.cast(nw.Int16) + certain.cast(nw.Int16)

    def _under(self, readings: Readings) -> Cells:
        return self._cells._replace(empty=readings.empty_group)

    def _keep(self, key: object, ends: Ends[Points]) -> None:
        begun = len(self.columns)
        names = [f"__fes_{begun + place}" for place in range(1 if ends.known else 2)]
        for name, points in zip(names, ends, strict=False):
            made = column(points, nw.Int16)
            right = nw.when(~nw.col(BAD)).then(made) if self._cells.lazy else made
            self.columns.append(right.alias(name))
        self._names[key] = Ends(names[0], names[-1])


def _columns(names: Ends[str]) -> Ends[nw.Expr]:
    return Ends(nw.col(names.low), nw.col(names.high))


def _chosen(whole: object, readings: Readings) -> Iterator[tuple[str, str]]:
    return ((name, getattr(readings, name)) for name in looked_at(whole))


class _Scenario(NamedTuple):
    """Some readings with some table."""

    readings: Readings
    rubric: Rubric


def swept(native: object, readings: Sequence[Readings], rubrics: Sequence[Rubric]) -> Any:  # noqa: ANN401 - the caller's own kind
    """Score a frame in every scenario; see :func:`zhangye_fes.frames.sweep`."""
    for asked, values in (("readings", readings), ("rubrics", rubrics)):
        if not values:
            raise InvalidInput([Problem(asked, "none", "one at least", "none_given")])
    names = [each.name for each in rubrics]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise InvalidRubric(f"{len(twice)} tables are called {twice[0]!r}: give each its own name")
    scenarios = [_Scenario(*each) for each in product(readings, rubrics)]
    frame, cells = opened(native, DEFAULT, rubrics[0], known=False)
    kept = [name for name in theirs(frame.columns) if name not in cells.dtypes]
    refuse_taken(kept, _RESULTS)
    store = Store(cells)
    packed = {str(place): _packed(store, each) for place, each in enumerate(scenarios)}
    frame = frame.with_columns(*store.columns)
    results = [each.alias(name) for name, each in packed.items()]
    frame = frame.with_columns(*results).select(*kept, *packed)
    long = stacked(frame, packed, kept, (_SCENARIO, _RESULT))
    return _unpacked(long, kept, scenarios).to_native()


def _packed(store: Store, scenario: _Scenario) -> nw.Expr:
    """Put a result into one number below 2 to the 15th, -1 where a cell is bad."""
    low, high = store.sums(scenario.rubric, scenario.readings)
    may = reduce(add, store.may(scenario.rubric, scenario.readings))
    return ((low.cast(nw.Int32) * _TOTALS + high) * _MAYS + may).fill_null(-1)


def _unpacked(long: Frame, kept: Sequence[str], scenarios: Sequence[_Scenario]) -> Frame:
    result = nw.col(_RESULT)
    valid = nw.when(result >= 0).then(result)
    totals, may = parted(valid, _MAYS)
    low, high = parted(totals, _TOTALS)
    found = long.select(
        *kept,
        _by_scenario([called(each.readings) for each in scenarios]).alias("readings"),
        _by_scenario([each.rubric.name for each in scenarios]).alias("rubric"),
        low.cast(nw.Int16).alias("total_low"),
        high.cast(nw.Int16).alias("total_high"),
        may.cast(nw.Int16).alias(_MAY),
        _by_scenario([each.rubric.pass_mark for each in scenarios]).alias(_MARK),
    )
    may, mark = nw.col(_MAY), nw.col(_MARK)
    verdict = (
        nw.when(may.is_null())
        .then(nw.lit("invalid"))
        .when((may == 0) | (nw.col("total_high") < mark))
        .then(nw.lit("not_qualified"))
        .when((may == _MAYS - 1) & (nw.col("total_low") >= mark))
        .then(nw.lit("qualified"))
        .otherwise(nw.lit("undetermined"))
    )
    return found.with_columns(verdict.alias("verdict")).drop(_MAY, _MARK)


def _by_scenario(values: Sequence[str | int]) -> nw.Expr:
    """Say what belongs to each scenario."""
    chosen = nw.lit(values[-1])
    for place, value in enumerate(values):
        if value != values[-1]:
            here = nw.col(_SCENARIO) == str(place)
            chosen = nw.when(here).then(nw.lit(value)).otherwise(chosen)
    return chosen
