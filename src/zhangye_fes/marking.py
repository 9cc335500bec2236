"""One row of the table under given readings: from the values of its facts to its points and why.

A row and its clauses rest on a few facts, and those repeat from community to community: the last
few thousand results of each are remembered and shared, since nothing can change them.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from zhangye_fes.clauses import AllOf, facts_of
from zhangye_fes.effects import Marks, Tried, combine, trial, truth
from zhangye_fes.model import ClauseFinding, Finding, FrozenDict, Rate, RowScore

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhangye_fes.clauses import Condition
    from zhangye_fes.facts import FactValue
    from zhangye_fes.readings import Readings
    from zhangye_fes.row import Clause, Row, Standard

    Given = dict[str, FactValue]

T = TypeVar("T")

__all__ = ["REMEMBERED", "known", "row_bounds", "row_scorer"]

REMEMBERED = 4096
"""How many results of one row, or one clause, are kept."""


def __dir__() -> list[str]:
    return __all__


def row_scorer(row: Row, readings: Readings) -> Callable[[tuple[FactValue, ...]], RowScore]:
    """Prepare a row: the result takes the values of ``row.facts`` in their order.

    >>> from zhangye_fes import ANNEX_2, Readings
    >>> str(row_scorer(ANNEX_2["2"], Readings())((1, 0, True, None)))
    '2–7'
    """
    clauses = [_clause(row, clause, readings) for clause in row.clauses]
    standards = [_standard(row, each, readings) for each in row.standards]
    ends = _ends(row)

    @lru_cache(REMEMBERED)
    def scored(values: tuple[FactValue, ...]) -> RowScore:
        tried = [clause(values) for clause in clauses]
        missed = [check(values) for check in standards]
        low, high = ends([marks for marks, _ in tried])
        return RowScore.trusted(
            low=low,
            high=high,
            id=row.id,
            standard=row.standard,
            findings=tuple([finding for _, finding in tried]),
            shortfalls=tuple([each for each in missed if each is not None]),
        )

    return scored


def row_bounds(row: Row, readings: Readings) -> Callable[[tuple[FactValue, ...]], tuple[int, int]]:
    """Prepare a row for its least and most points alone, without saying why.

    >>> from zhangye_fes import ANNEX_2, Readings
    >>> row_bounds(ANNEX_2["2"], Readings())((1, 0, True, None))
    (2, 7)
    """
    names, ends = row.facts, _ends(row)
    trials = [trial(clause.effect, readings) for clause in row.clauses]

    @lru_cache(REMEMBERED)
    def bounds(values: tuple[FactValue, ...]) -> tuple[int, int]:
        facts = known(dict(zip(names, values, strict=True)), readings)
        return ends([each(facts) for each in trials])

    return bounds


def _ends(row: Row) -> Callable[[list[Tried]], tuple[int, int]]:
    """Prepare the adding up of a row: every clause at its worst, and every clause at its best."""
    standard, standing = row.standard, row.standing

    def ends(tried: list[Tried]) -> tuple[int, int]:
        worst, best = [each.worst for each in tried], [each.best for each in tried]
        low = combine(worst, standard, standing)
        return low, low if best == worst else combine(best, standard, standing)

    return ends


def _clause(
    row: Row, clause: Clause, readings: Readings
) -> Callable[[tuple[FactValue, ...]], tuple[Tried, ClauseFinding]]:
    tried = trial(clause.effect, readings)

    def result(given: Given) -> tuple[Tried, ClauseFinding]:
        marks = tried(known(given, readings))
        finding = ClauseFinding.trusted(
            code=clause.code,
            provision=clause.citation.provision,
            facts=FrozenDict(given),
            met=marks.met,
            low=_alone(marks.worst, row),
            high=_alone(marks.best, row),
        )
        return marks, finding

    return _remembering(row, facts_of(clause.effect, readings), result)


def _remembering(
    row: Row, names: tuple[str, ...], result: Callable[[Given], T]
) -> Callable[[tuple[FactValue, ...]], T]:
    """Pick some facts out of the row's values, and remember what they come to."""
    get = _getter(row, names)

    @lru_cache(REMEMBERED)
    def remembered(values: tuple[FactValue, ...]) -> T:
        return result(dict(zip(names, values, strict=True)))

    return lambda values: remembered(get(values))


def _getter(
    row: Row, names: tuple[str, ...]
) -> Callable[[tuple[FactValue, ...]], tuple[FactValue, ...]]:
    places = [row.facts.index(name) for name in names]
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1))


def _alone(marks: Marks, row: Row) -> int:
    """The points that a clause alone gives or takes, at most what the row has."""
    awarded, deducted, void = marks
    if void == "nothing":
        return awarded - min(deducted, row.standard)
    return -row.standard if void == "row" else -row.standing


def _standard(
    row: Row, standard: Standard, readings: Readings
) -> Callable[[tuple[FactValue, ...]], Finding | None]:
    condition, names = standard.condition, facts_of(standard.condition, readings)
    parts = condition.conditions if isinstance(condition, AllOf) else (condition,)
    answers = [_answer(row, part, readings) for part in parts]
    get = _getter(row, names)

    def missed(values: tuple[FactValue, ...]) -> Finding | None:
        if all(answer(values) is not False for answer in answers):
            return None
        return Finding.trusted(
            code="STANDARD_MISSED",
            provision=standard.citation.provision,
            facts=FrozenDict(zip(names, get(values), strict=True)),
        )

    return missed


def _answer(
    row: Row, condition: Condition, readings: Readings
) -> Callable[[tuple[FactValue, ...]], bool | None]:
    holds = truth(condition, readings)
    names = facts_of(condition, readings)
    return _remembering(row, names, lambda given: holds(known(given, readings)))


def known(facts: Given, readings: Readings) -> Given:
    """Return the facts; under one reading a rate of 0 out of 0 is an unknown fact.

    >>> from zhangye_fes import Rate, Readings
    >>> known({"training": Rate(0, 0)}, Readings(empty_group="unknown"))
    {'training': None}
    """
    if readings.empty_group != "unknown":
        return facts
    return {
        name: None if isinstance(value, Rate) and value.den == 0 else value
        for name, value in facts.items()
    }
