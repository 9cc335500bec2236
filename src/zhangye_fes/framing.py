"""Frames scored: the rows of the table compiled, put on the engine that the frame comes from.

Everything is one plan of ordinary expressions in a few stages (rows, totals, verdict); where the
frame is lazy nothing runs here.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from zhangye_fes.cells import BAD, theirs
from zhangye_fes.clauses import pick
from zhangye_fes.compiled import row_points, trial, truth
from zhangye_fes.ends import Answer, Ends, Points, Truth, all_of, any_of, column, negated
from zhangye_fes.opening import VOID, looked_at, refuse_taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhangye_fes.cells import Cells
    from zhangye_fes.opening import Looked
    from zhangye_fes.readings import Readings
    from zhangye_fes.table import Rubric

__all__ = ["LAST", "scored", "stem"]

LAST = ("total_low", "total_high", "eligible", "verdict")
"""The columns that follow the rows."""
_VERDICTS = ("not_qualified", "undetermined", "qualified")


def __dir__() -> list[str]:
    return __all__


def stem(row: str) -> str:
    """How the columns of a row begin.

    >>> stem("3.1")
    'row_3_1'
    """
    return f"row_{row.replace('.', '_')}"


class Plan(NamedTuple):
    """What is worked out for a frame, before any of it is put on an engine."""

    rows: Mapping[str, Ends[Points]]
    """Least and most points, by the stem of the columns: ``row_3_1``."""
    may: Truth
    pass_mark: int
    known: bool
    """Whether one column a row is enough."""
    lazy: bool

    def low(self, row: str) -> str:
        """The column of the least points of a row."""
        return row if self.known else f"{row}_low"

    def high(self, row: str) -> str:
        """The column of the most points of a row."""
        return row if self.known else f"{row}_high"

    def points(self, value: Points) -> nw.Expr:
        """Make a column of points, null in the rows that cannot be."""
        made = column(value, nw.Int16)
        return made + nw.col(VOID) if self.lazy else made

    def may_take_part(self) -> nw.Expr:
        """Make the column that says so, null where it is not known and in rows that cannot be."""
        yes, no = self.may.surely, self.may.surely_not
        may = column(yes, nw.Boolean)
        if not self.may.known:  # no cast after this: of a null, pandas would make a yes
            may = nw.when(column(any_of([yes, no]), nw.Boolean)).then(may)
        return nw.when(~nw.col(BAD)).then(may) if self.lazy else may

    def scores(self) -> Iterator[nw.Expr]:
        """Make the columns that come first: of the rows, and who may take part."""
        for row, ends in self.rows.items():
            yield self.points(ends.low).alias(self.low(row))
            if not ends.known:
                yield self.points(ends.high).alias(self.high(row))
        yield self.may_take_part().alias("eligible")

    def sums(self) -> Iterator[nw.Expr]:
        """Make the totals, and what is known its other end."""
        moving = [row for row, ends in self.rows.items() if not ends.known]
        low = reduce(add, [nw.col(self.low(row)) for row in self.rows])
        yield low.alias("total_low")
        if moving:
            high = [self.high(row) if row in moving else self.low(row) for row in self.rows]
            yield reduce(add, [nw.col(name) for name in high]).alias("total_high")
        if not self.known:
            for row in self.rows:
                if row not in moving:
                    yield nw.col(self.low(row)).alias(self.high(row))

    def verdict(self) -> Iterator[nw.Expr]:
        """Make the verdict (第七条), and of a known total its other end."""
        moving = any(not ends.known for ends in self.rows.values())
        low, high = nw.col("total_low"), nw.col("total_high" if moving else "total_low")
        no = any_of([self.may.surely_not, high < self.pass_mark])
        yes = all_of([self.may.surely, low >= self.pass_mark])
        yield (self._worded(no, yes) if self.lazy else self._placed(no, yes)).alias("verdict")
        if not moving:
            yield low.alias("total_high")

    def _worded(self, no: Answer, yes: Answer) -> nw.Expr:
        bad = nw.when(nw.col(BAD)).then(nw.lit("invalid"))
        refused = bad.when(column(no, nw.Boolean)).then(nw.lit("not_qualified"))
        accepted = refused.when(column(yes, nw.Boolean)).then(nw.lit("qualified"))
        return accepted.otherwise(nw.lit("undetermined"))

    def _placed(self, no: Answer, yes: Answer) -> nw.Expr:
        """Number the verdicts; to look up their names in the end is faster than to choose them."""
        possible, certain = (column(each, nw.Boolean) for each in (negated(no), yes))
        return possible.cast(nw.Int16) + certain.cast(nw.Int16)


def scored(
    native: object, readings: Readings, rubric: Rubric, *, known: bool, findings: bool
) -> Any:  # noqa: ANN401 - the caller's own kind
    """Add the scores to a frame; see :func:`zhangye_fes.frames.score_frame`."""
    looked = looked_at(native, readings, rubric, known=known)
    at_once = looked.cells.harmless
    frame, cells = (looked.frame, looked.cells) if at_once else looked.checked()
    plan = _planned(cells, readings, rubric, known=known)
    told = _told(plan, cells, readings, rubric) if findings else {}
    ends = [name for row in plan.rows for name in dict.fromkeys((plan.low(row), plan.high(row)))]
    output = [*ends, *LAST, *told]
    kept = theirs(frame.columns)
    refuse_taken(kept, output)
    codes = [each.alias(name) for name, each in told.items()]
    if at_once:
        frame, output = frame.lazy().with_columns(looked.marked()), [*output, BAD]
    frame = frame.with_columns(*plan.scores(), *codes).with_columns(*plan.sums())
    frame = frame.with_columns(*plan.verdict()).select(*kept, *output)
    if at_once:
        frame = _passed(looked, frame.lazy().collect(engine="streaming"))
    return (_named(_nullable(frame)) if isinstance(frame, nw.DataFrame) else frame).to_native()


@lru_cache(maxsize=64)
def _planned(cells: Cells, readings: Readings, rubric: Rubric, *, known: bool) -> Plan:
    """Compile a table once for all frames of the same columns."""
    rows = {stem(row.id): row_points(row, readings, cells) for row in rubric.rows}
    may = truth(pick(rubric.eligible, readings), readings, cells)
    return Plan(rows, may, rubric.pass_mark, known, cells.lazy)


def _named(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Put their names in the place of numbered verdicts."""
    names = nw.new_series("verdict", _VERDICTS, nw.String, backend=frame.implementation)
    return frame.with_columns(names[frame["verdict"]])


def _passed(looked: Looked, scored: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Give what was checked and scored at once, if nothing in it was bad."""
    if scored[BAD].any() and isinstance(looked.frame, nw.DataFrame):
        looked.refuse(looked.frame)
    return scored.drop(BAD)


def _told(plan: Plan, cells: Cells, readings: Readings, rubric: Rubric) -> Mapping[str, nw.Expr]:
    """Name the clauses that are not fulfilled, and those that unknown facts leave open."""
    met = {"BASIC_CONDITIONS": plan.may} | {
        clause.code: trial(clause.effect, readings, cells, row.standard).met
        for row in rubric.rows
        for clause in row.clauses
    }
    missed = {code: holds.surely_not for code, holds in met.items()}
    found = {"findings": _codes(plan, missed)}
    if plan.known:
        return found
    unsure = {
        code: not holds.known and negated(any_of([holds.surely, holds.surely_not]))
        for code, holds in met.items()
    }
    return found | {"undecided": _codes(plan, unsure)}


def _codes(plan: Plan, holding: Mapping[str, Answer]) -> nw.Expr:
    """Join the codes of what holds, in their order."""
    told = [
        nw.when(column(answer, nw.Boolean)).then(nw.lit(f" {code}")).otherwise(nw.lit(""))
        for code, answer in holding.items()
        if answer is not False
    ]
    joined = nw.concat_str(told).str.strip_chars() if told else nw.lit("")
    return nw.when(~nw.col(BAD)).then(joined) if plan.lazy else joined


def _nullable(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Make of a pandas column of objects the kind of flags that can be null."""
    if frame.schema["eligible"] == nw.Boolean:
        return frame
    native = frame["eligible"].to_native().astype("boolean")
    return frame.with_columns(nw.from_native(native, series_only=True))
