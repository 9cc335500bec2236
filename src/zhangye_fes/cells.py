"""The facts in a frame: which columns hold them, what is wrong with a cell, what is not known.

A column is known by its name: ``service_hall``, ``reemployment_num``, ``reemployment_den``. A flag
is a column of booleans, a count a column of integers of any size; a null, or a column that is not
there, is a fact that is not known, and a rate is not known where one half of it is not. A column of
another kind, floats and texts among them, can hold nothing but nulls: each value in it is bad.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Literal, NamedTuple

import narwhals.stable.v2 as nw

from zhangye_fes.ends import OPEN, Ends, Points, Truth, asked, given
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.facts import Fact, Facts
from zhangye_fes.values import MAX_COUNT, FrozenDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Empty = Literal["met", "unmet", "unknown"]
    Engine = Literal["arrays", "polars", "sql"]

__all__ = ["BAD", "Bad", "Cells", "fact_of", "named", "theirs"]

_OWN = "__fes_"
"""How the columns begin that a frame has only while it is worked on."""
BAD = f"{_OWN}bad"
"""One of a lazy frame: which rows cannot be."""

_KEYS: Mapping[str, Fact] = FrozenDict(
    {key: fact for fact in Facts.legend() for key in fact.columns}
)
_RATES = frozenset(fact.name for fact in Facts.legend() if fact.type == "rate")
_SURVEYS = frozenset({"satisfaction"})
"""Rates of which 0 out of 0 is refused: a survey that was not held is an unknown fact."""
_SMALL = (nw.Int8, nw.Int16, nw.UInt8, nw.UInt16)
"""Integers that never exceed the largest count."""
_SAFE = (*_SMALL, nw.Int32, nw.UInt32)
"""Integers of which a hundred times any is still within 64 bits."""
_HUNDRED = 100


def __dir__() -> list[str]:
    return __all__


def fact_of(key: str) -> Fact:
    """Return the fact that a column holds.

    >>> fact_of("training_den").name
    'training'
    """
    return _KEYS[key]


def named(given: Iterable[object]) -> tuple[str, ...]:
    """Pick the columns that hold facts.

    Raises:
        InvalidInput: there is none, one half of a rate alone, a name that is not a text, or one
            that a frame needs while it is worked on.

    >>> named(["county", "service_hall"])
    ('service_hall',)
    """
    columns = []
    for name in given:
        if not isinstance(name, str):  # as pandas allows
            raise InvalidInput([Problem("columns", repr(name), "names that are texts", "text")])
        columns.append(name)
    found = tuple(key for key in columns if key in _KEYS)
    wrong = [
        Problem(other, "no such column", f"one, since there is {key}", "column_missing")
        for key in found
        for other in _KEYS[key].columns
        if other not in found
    ]
    wrong += [
        Problem(each, "a column of that name", f"none that begins with {_OWN}", "column_taken")
        for each in columns
        if each.lower().startswith(_OWN)
    ]
    wrong += [*_strange(columns)]
    if not found and not wrong:
        wanted = "at least one that is named as a fact is, such as service_hall"
        wrong = [Problem("columns", "none with facts", wanted, "column_missing")]
    if wrong:
        raise InvalidInput(wrong)
    return found


def _strange(columns: Iterable[str]) -> Iterator[Problem]:
    """Find names that would be facts, written otherwise; what they hold would go unseen."""
    columns = list(columns)
    for name in columns:
        meant = name.lower()
        if name not in _KEYS and meant in _KEYS:  # to DuckDB and Spark it is the same
            yield Problem(
                name, "a column of that name", f"{meant}, in small letters", "column_name"
            )
        if meant in _RATES and not {f"{meant}_num", f"{meant}_den"} <= {*columns}:
            wanted = f"two counts: {meant}_num and {meant}_den"
            yield Problem(name, "a column of that name", wanted, "column_name")


def theirs(columns: Iterable[str]) -> list[str]:
    """Leave out the columns that a frame has only while it is worked on.

    >>> theirs(["county", BAD])
    ['county']
    """
    return [name for name in columns if not name.startswith(_OWN)]


class Bad(NamedTuple):
    """Which cells of a column cannot be."""

    column: str
    where: nw.Expr
    """True in the rows whose cell cannot be; may be null where it can."""
    expected: str


class Cells(NamedTuple):
    """The columns of a frame that hold facts, ready to be asked."""

    dtypes: Mapping[str, nw.dtypes.DType]
    """Of each column that holds a fact, or half of one."""
    full: frozenset[str]
    """The columns that are known to have no null."""
    empty: Empty
    """What a rate of 0 out of 0 comes to."""
    lazy: bool
    """Whether bad values may still stand in the columns when they are worked on."""
    engine: Engine
    """What its expressions are worked out by."""

    def given(self, met: Truth, points: int | Ends[Points]) -> Ends[Points]:
        """Give so many points where something holds, else none."""
        ends: Ends[Points] = Ends(points, points) if isinstance(points, int) else points
        chosen = self.engine == "sql" or (self.engine == "polars" and isinstance(points, int))
        return given(met, ends, by_product=not chosen)

    def floored(self, points: Points, floor: int, least: int | None = None) -> Points:
        """At least so many points; nothing to do where ``least`` is the least they come to."""
        if isinstance(points, int):
            return max(floor, points)
        if least is not None and least >= floor:
            return points
        least_of_all = nw.lit(floor, nw.Int16)
        if self.engine == "arrays":
            return points.clip(least_of_all)
        return nw.max_horizontal(points, least_of_all)  # clipped, SQL writes the points down twice

    def flag(self, fact: str) -> Truth:
        """Whether a flag is yes."""
        return asked(nw.col(fact), known=self._full(fact)) if self._has(fact) else OPEN

    def compared(self, fact: str, count: int, *, least: bool) -> Truth:
        """Whether a count is at least, or at most, so many."""
        if not self._has(fact):
            return OPEN
        answer = nw.col(fact) >= count if least else nw.col(fact) <= count
        return asked(answer, known=self._full(fact))

    def counted(self, fact: str, most: int, each: int) -> Ends[Points]:
        """Points for each one counted, ``most`` at the most; unknown, so many at its worst."""
        if not self._has(fact):
            return Ends(most * each, 0)
        value, known = nw.col(fact), self._full(fact)
        ends = Ends(value, value) if known else Ends(value.fill_null(most), value.fill_null(0))
        low, high = (self._upto(end, most).cast(nw.Int16) * nw.lit(each, nw.Int16) for end in ends)
        return Ends(low, low if known else high)

    def _upto(self, count: nw.Expr, most: int) -> nw.Expr:
        """Bound a count; SQL has no clip, and chooses faster than it compares several."""
        if self.engine != "sql":
            return count.clip(0, most)
        fewer = (count >= 0) & (count < most)
        return nw.when(fewer).then(count).otherwise(nw.lit(most))

    def reaches(self, fact: str, percent: int, *, closed: bool = True) -> Truth:
        """Whether a rate is at least (or, not ``closed``, above) so many per cent."""
        num, den = f"{fact}_num", f"{fact}_den"
        if not self._has(num, den):
            return OPEN
        shared = gcd(percent, _HUNDRED)
        left = self._times(num, _HUNDRED // shared)
        right = self._times(den, percent // shared)
        answer = left >= right if closed else left > right
        if fact in _SURVEYS:
            return asked(answer, known=self._full(num, den))
        # null where one half is null and the other 0; a sum of both might be too large
        anybody = (nw.col(num) > 0) | (nw.col(den) > 0)
        met = answer if closed else answer | ~anybody
        unmet = answer & anybody if closed else answer
        if self.empty == "unknown":
            return Truth(unmet, ~met, known=False)
        return asked(met if self.empty == "met" else unmet, known=self._full(num, den))

    def bad(self) -> Iterator[Bad]:
        """Find what may be wrong, column by column."""
        for key, dtype in self.dtypes.items():
            fact = _KEYS[key]
            if fact.type == "flag":
                wanted = "true or false, in a column of booleans"
                if dtype != nw.Boolean:
                    yield Bad(key, ~nw.col(key).is_null(), wanted)
            else:
                yield from self._bad_count(key, dtype, fact)

    def needing(self, facts: Iterable[str]) -> Iterator[Bad]:
        """Find the cells that leave one of these facts unknown."""
        keys = [key for key, fact in _KEYS.items() if fact.name in set(facts)]
        wanted = "a value: known=True promises that every fact is known"
        gone = [Problem(key, "no such column", wanted, "column_missing") for key in keys]
        gone = [each for each in gone if each.field not in self.dtypes]
        if gone:
            raise InvalidInput(gone)
        for key in keys:
            if key not in self.checked:
                yield Bad(key, nw.col(key).is_null(), wanted)
            if self.empty == "unknown" and key.endswith("_den"):
                yield Bad(key, nw.col(key) == 0, wanted)

    def _bad_count(self, key: str, dtype: nw.dtypes.DType, fact: Fact) -> Iterator[Bad]:
        value = nw.col(key)
        least = int(key.endswith("_den") and fact.name in _SURVEYS)
        wanted = f"a whole number from {least} to {MAX_COUNT}"
        if not dtype.is_integer():
            hint = "; of pandas: convert_dtypes()" if self.engine == "arrays" else ""
            yield Bad(key, ~value.is_null(), f"{wanted}, in a column of integers{hint}")
            return
        # of two halves that are there, 0 <= num <= den <= MAX_COUNT is all there is to ask
        part = key.removeprefix(fact.name) if self.checked.issuperset(fact.columns) else ""
        if (least or not dtype.is_unsigned_integer()) and (least or part != "_den"):
            yield Bad(key, value < least, wanted)
        if dtype not in _SMALL and part != "_num":
            most = nw.lit(MAX_COUNT, dtype) if dtype == nw.UInt64 else MAX_COUNT  # for PyArrow
            yield Bad(key, value > most, wanted)
        other = f"{fact.name}_den"
        if key.endswith("_num") and self._has(other):
            yield Bad(key, value > nw.col(other), f"at most what {other} has")

    def guards(self) -> Iterator[nw.Expr]:
        """Make columns whose values are safe to multiply: null in the rows that cannot be."""
        for key in self.guarded:
            yield nw.when(~nw.col(BAD)).then(nw.col(key)).alias(f"{_OWN}{key}")

    @property
    def guarded(self) -> tuple[str, ...]:
        """The columns of which a hundred times a bad value might be too large."""
        if not self.lazy:
            return ()
        halves = [key for key, dtype in self.dtypes.items() if _KEYS[key].type == "rate"]
        return tuple(k for k in halves if self._has(k) and self.dtypes[k] not in _SAFE)

    @property
    def harmless(self) -> bool:
        """Whether bad values may be worked on before they are found, which saves a look at them."""
        safe = {*_SAFE, nw.Int64, nw.Boolean}
        return self.engine == "polars" and not self.lazy and safe.issuperset(self.dtypes.values())

    def _has(self, *keys: str) -> bool:
        """Whether there are such columns, of the kind that can hold the fact."""
        return all(
            key in self.dtypes
            and (
                self.dtypes[key] == nw.Boolean
                if _KEYS[key].type == "flag"
                else self.dtypes[key].is_integer()
            )
            for key in keys
        )

    @property
    def checked(self) -> frozenset[str]:
        """The columns of integers that were seen to have no null."""
        return frozenset() if self.lazy else self.full

    def _full(self, *keys: str) -> bool:
        return self.full.issuperset(keys)

    def _times(self, key: str, factor: int) -> nw.Expr:
        value, dtype = nw.col(key), self.dtypes[key]
        if factor == 1:
            return value
        if key in self.guarded:
            value = nw.col(f"{_OWN}{key}")
        wide = value if dtype == nw.Int64 else value.cast(nw.Int64)
        return wide * factor
