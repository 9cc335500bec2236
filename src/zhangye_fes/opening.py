"""Frames opened: which of their columns hold facts, and which of their rows cannot be.

Where a frame is lazy its rows are marked and nothing runs here; else a bad cell is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Never

import narwhals.stable.v2 as nw

from zhangye_fes.cells import BAD, Bad, Cells, named
from zhangye_fes.clauses import facts_of
from zhangye_fes.ends import any_of, column
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.intake import shown
from zhangye_fes.objects import typed
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from zhangye_fes.cells import Engine
    from zhangye_fes.readings import Readings
    from zhangye_fes.table import Rubric

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

__all__ = ["VOID", "Looked", "chosen", "looked_at", "opened", "refuse_taken"]

VOID = "__fes_void"
"""A column of a lazy frame: null in the rows that cannot be, else 0; to add it is fastest."""


def __dir__() -> list[str]:
    return __all__


class Looked(NamedTuple):
    """A frame whose columns were looked at, its cells not yet."""

    frame: Frame
    cells: Cells
    bad: Sequence[Bad]

    def marked(self) -> nw.Expr:
        """Make the column that says which rows cannot be."""
        where = [each.where for each in self.bad]
        if where and self.cells.engine == "polars":  # which takes longer to join them one by one
            found = nw.any_horizontal(where, ignore_nulls=False)
        else:
            found = column(any_of(where), nw.Boolean)
        return found.fill_null(value=False).alias(BAD)

    def checked(self) -> tuple[Frame, Cells]:
        """Refuse a frame with a bad cell; of a lazy one, mark the rows and guard the columns."""
        frame, cells, bad = self
        if isinstance(frame, nw.DataFrame):
            if bad and _holds(frame, self.marked()):
                self.refuse(frame)
            return frame, cells
        void = nw.when(~nw.col(BAD)).then(nw.lit(0, nw.Int16)).alias(VOID)
        return frame.with_columns(self.marked()).with_columns(void, *cells.guards()), cells

    def refuse(self, frame: nw.DataFrame[Any]) -> Never:
        """Name the first bad cell of each column."""
        raise InvalidInput([problem for each in self.bad for problem in _first(frame, each)])


def looked_at(native: object, readings: Readings, rubric: Rubric, *, known: bool) -> Looked:
    """Look at a frame's columns, and at no cell.

    Raises:
        InvalidInput: no column of facts, or half a rate.
    """
    frame = _taken(native)
    keys = named(frame.columns)
    lazy = isinstance(frame, nw.LazyFrame)
    if isinstance(frame, nw.DataFrame):
        frame = typed(frame, keys)
        full = _full(frame, keys)
    else:
        full = frozenset(keys if known else ())
    schema = frame.collect_schema()
    dtypes = FrozenDict({key: schema[key] for key in keys})
    cells = Cells(dtypes, full, readings.empty_group, lazy, _engine(frame))
    bad = [*(cells.needing(_asked(rubric, readings)) if known else ()), *cells.bad()]
    if known:
        cells = cells._replace(full=frozenset(keys), empty="met")
    return Looked(frame, cells, bad)


def _taken(native: Any) -> Frame:  # noqa: ANN401 - of any kind that narwhals takes
    try:
        frame: Frame = nw.from_native(native)
    except nw.exceptions.DuplicateError as error:
        given = str(error).rpartition("- ")[2]
        wanted = "names that are all different"
        raise InvalidInput([Problem("columns", given, wanted, "column_twice")]) from None
    return frame


def opened(
    native: object, readings: Readings, rubric: Rubric, *, known: bool
) -> tuple[Frame, Cells]:
    """Look at a frame's columns, and at its cells where they are there to be looked at.

    Raises:
        InvalidInput: no column of facts, half a rate, or (not of a lazy frame) a bad cell.
    """
    return looked_at(native, readings, rubric, known=known).checked()


def _engine(frame: Frame) -> Engine:
    if frame.implementation.is_pandas_like() or frame.implementation.is_pyarrow():
        return "arrays"
    return "polars" if frame.implementation.is_polars() else "sql"


def _asked(rubric: Rubric, readings: Readings) -> set[str]:
    """The facts that a table looks at under some readings."""
    asked = [facts_of(clause.effect, readings) for clause in rubric.clauses()]
    return {name for names in [*asked, facts_of(rubric.eligible, readings)] for name in names}


def _full(frame: nw.DataFrame[Any], keys: Sequence[str]) -> frozenset[str]:
    nulls = frame.select(nw.col(*keys).null_count())
    return frozenset(key for key in keys if nulls.item(0, key) == 0)


def _holds(frame: nw.DataFrame[Any], where: nw.Expr) -> bool:
    """Whether something holds in any row."""
    if frame.implementation.is_polars():  # a third faster in pieces
        told = frame.lazy().select(where.any()).collect(engine="streaming")
    else:
        told = frame.select(where.any())
    return bool(told.item(0, BAD))


def _first(frame: nw.DataFrame[Any], bad: Bad) -> Iterator[Problem]:
    """Name the first row in which a cell cannot be."""
    rows = frame.select(bad.where.fill_null(value=False).alias(BAD))[BAD].arg_true()
    if len(rows):
        row = int(rows[0])
        (value,) = frame[bad.column][row : row + 1].to_list()
        yield Problem(f"{bad.column} in row {row}", shown(value), bad.expected, "cell")


def chosen(
    native: object, names: Sequence[str], argument: str, results: Collection[str] = ()
) -> None:
    """Check the columns that somebody chose by name.

    Raises:
        InvalidInput: a text in place of a list, a column that is not there or was chosen twice, or
            one that has the name of a result.
    """
    if isinstance(names, str):
        raise InvalidInput([Problem(argument, repr(names), "a list of names", "text")])
    there = _taken(native).columns
    if gone := [each for each in names if each not in there]:
        wanted = f"columns of the frame, such as {there[0]}"
        raise InvalidInput([Problem(argument, shown(gone[0]), wanted, "column_missing")])
    if len({*names}) < len(names):
        wanted = "names that are all different"
        raise InvalidInput([Problem(argument, shown([*names]), wanted, "column_twice")])
    refuse_taken(names, results)


def refuse_taken(columns: Iterable[str], results: Collection[str]) -> None:
    """Refuse a frame whose columns have the names of results.

    Raises:
        InvalidInput: one has; capital letters are no difference, as in DuckDB and Spark.

    >>> refuse_taken(["county"], ["verdict"])
    """
    taken = [name for name in columns if name.lower() in results]
    if taken:
        wanted = "none: that is where a score goes; drop or rename yours"
        raise InvalidInput([Problem(taken[0], "a column of that name", wanted, "column_taken")])
