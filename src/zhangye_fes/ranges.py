"""One community under every reading at once: how far the total moves, and what decides.

Every computed reading but two touches one row, so a row is tried under its own readings alone, and
rows are added up as sets of sums. ``empty_group`` touches every rate and ``basic_conditions`` says
who may take part: for each pair of their options a row's result is kept side by side. No product
of all options is ever enumerated.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from itertools import combinations, product
from typing import Literal, NamedTuple

from pydantic import Field

from zhangye_fes.clauses import choices
from zhangye_fes.model import VERDICTS, Bounds, Facts, RubricName, Value, Verdict, judge
from zhangye_fes.notebooks import shown
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.row import Row
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import bounds_part, eligibility_part
from zhangye_fes.table import Rubric

__all__ = ["ReadingRange", "score_under_all_readings"]

_Chosen = tuple[tuple[str, str], ...]
"""A choice of some readings: (reading, option) in the order of the names."""

_WALKED = ("basic_conditions", "empty_group")
_PAIRS = tuple(product(*(REGISTER[name].options for name in _WALKED)))


def __dir__() -> list[str]:
    return __all__


class ReadingRange(Value):
    """The total and the verdict over every computed reading that scoring knows."""

    total: Bounds
    """From the least under any reading to the most under any."""
    verdict: Verdict | Literal["depends"]
    """The same under every reading, or ``depends``."""
    depends_on: tuple[str, ...]
    """The readings that decide: some choice of all the others makes the verdict turn on each."""
    rubric: RubricName = Field(default_factory=lambda: ANNEX_2.ref)
    """The table that was scored with."""

    def _repr_html_(self) -> str:
        verdict = "取决于读法" if self.verdict == "depends" else VERDICTS[self.verdict]
        row = (str(self.total), verdict, ", ".join(self.depends_on))
        titles = ("合计", "结论", "起决定作用的读法")
        return shown(f"{self.rubric.name} 各种读法下", titles, [row], DISCLAIMER)


class _Side(NamedTuple):
    """What rows come to under one pair of options of the readings that are walked."""

    may: bool | None
    """Whether the community may take part, as far as these rows say."""
    low: int
    high: int


_Sides = tuple[_Side, ...]
"""One side for each of ``_PAIRS``."""
_NOTHING: _Sides = (_Side(may=True, low=0, high=0),) * len(_PAIRS)


def score_under_all_readings(facts: Facts, rubric: Rubric = ANNEX_2) -> ReadingRange:
    """Score a community under every computed reading.

    Source: 附件2; the readings are in :data:`~zhangye_fes.readings.REGISTER`

    >>> from zhangye_fes import Rate
    >>> score_under_all_readings(Facts(basic_conditions_met=False)).verdict
    'not_qualified'
    """
    rows = [{chosen: sides(facts) for chosen, sides in tried.items()} for tried in _tried(rubric)]
    settled = [row for row in rows if len(set(row.values())) == 1]
    moving = [row for row in rows if len(set(row.values())) > 1]
    (base,) = _sums({_NOTHING}, settled)
    sums = _sums({base}, moving)
    verdicts = {_judged(side, rubric) for sides in sums for side in sides}
    deciding = {*_rows_deciding(base, moving, rubric), *_pairs_deciding(sums, rubric)}
    return ReadingRange(
        total=Bounds(
            low=min(side.low for sides in sums for side in sides),
            high=max(side.high for sides in sums for side in sides),
        ),
        verdict=verdicts.pop() if len(verdicts) == 1 else "depends",
        depends_on=tuple(name for name in REGISTER if name in deciding),
        rubric=rubric.ref,
    )


def _judged(side: _Side, rubric: Rubric) -> Verdict:
    return judge(side.may, side.low, side.high, rubric.pass_mark)


def _sums(base: set[_Sides], rows: Iterable[Mapping[_Chosen, _Sides]]) -> set[_Sides]:
    """Every sum that rows can come to, each under some choice of its own readings."""
    return reduce(
        lambda sums, row: {_add(one, other) for one in sums for other in set(row.values())},
        rows,
        base,
    )


def _add(one: _Sides, other: _Sides) -> _Sides:
    return tuple(
        _Side(_both(a.may, b.may), a.low + b.low, a.high + b.high)
        for a, b in zip(one, other, strict=True)
    )


def _both(one: bool | None, other: bool | None, /) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _rows_deciding(
    base: _Sides, rows: list[dict[_Chosen, _Sides]], rubric: Rubric
) -> Iterator[str]:
    """Name the readings of one row that the verdict turns on, the other rows being anything."""
    for place, row in enumerate(rows):
        others = _sums({base}, rows[:place] + rows[place + 1 :])
        for one, other in combinations(row, 2):
            changed = [name for (name, a), (_, b) in zip(one, other, strict=True) if a != b]
            if len(changed) == 1 and any(
                _judged(a, rubric) != _judged(b, rubric)
                for rest in others
                for a, b in zip(_add(rest, row[one]), _add(rest, row[other]), strict=True)
            ):
                yield changed[0]


def _pairs_deciding(sums: set[_Sides], rubric: Rubric) -> Iterator[str]:
    """Name the walked readings that the verdict turns on, the rows' readings being anything."""
    for one, other in combinations(range(len(_PAIRS)), 2):
        options = zip(_WALKED, _PAIRS[one], _PAIRS[other], strict=True)
        changed = [name for name, a, b in options if a != b]
        if len(changed) == 1 and any(
            _judged(sides[one], rubric) != _judged(sides[other], rubric) for sides in sums
        ):
            yield changed[0]


@lru_cache(maxsize=8)
def _tried(rubric: Rubric) -> tuple[Mapping[_Chosen, Callable[[Facts], _Sides]], ...]:
    """Prepare each row under every choice of its own readings, and both that are walked."""
    return tuple(
        {chosen: _sides(rubric, row, dict(chosen)) for chosen in _own(rubric, row)}
        for row in rubric.rows
    )


def _own(rubric: Rubric, row: Row) -> Iterator[_Chosen]:
    """Every choice of a row's own readings; who may take part belongs to the first row."""
    asked = (row.clauses, rubric.eligible if row is rubric.rows[0] else ())
    names = sorted({by.reading for by in choices(asked)} - set(_WALKED))
    for options in product(*(REGISTER[name].options for name in names)):
        yield tuple(zip(names, options, strict=True))


def _sides(rubric: Rubric, row: Row, chosen: dict[str, str]) -> Callable[[Facts], _Sides]:
    first = row is rubric.rows[0]
    parts = []
    for pair in _PAIRS:
        readings = Readings.model_validate(chosen | dict(zip(_WALKED, pair, strict=True)))
        may = eligibility_part(rubric, readings) if first else None
        parts.append((bounds_part(row, readings), may))

    def sides(facts: Facts) -> _Sides:
        return tuple(
            _Side(may.of(facts).met if may else True, *part.of(facts)) for part, may in parts
        )

    return sides
