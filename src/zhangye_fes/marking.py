"""One row of the table under given readings: from the values of its facts to its points and why.

A row rests on a few facts of its own, and those repeat from community to community: its last few
thousand results are remembered and shared, since nothing can change them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from zhangye_fes.clauses import facts_of
from zhangye_fes.effects import Marks, Tried, combine, trial, truth
from zhangye_fes.model import ClauseFinding, Finding, FrozenDict, Rate, RowScore

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhangye_fes.facts import FactValue
    from zhangye_fes.readings import Readings
    from zhangye_fes.row import Clause, Row, Standard

    Given = dict[str, FactValue]

__all__ = ["REMEMBERED", "known", "row_scorer"]

REMEMBERED = 4096
"""How many results of one row are kept."""


def __dir__() -> list[str]:
    return __all__


def row_scorer(row: Row, readings: Readings) -> Callable[[tuple[FactValue, ...]], RowScore]:
    """Prepare a row: the result takes the values of ``row.facts`` in their order.

    >>> from zhangye_fes import ANNEX_2, Readings
    >>> str(row_scorer(ANNEX_2["2"], Readings())((1, 0, True, None)))
    '2–7'
    """
    names, standard, standing = row.facts, row.standard, row.standing
    clauses = [_clause(row, clause, readings) for clause in row.clauses]
    standards = [_standard(each, readings) for each in row.standards]

    @lru_cache(REMEMBERED)
    def scored(values: tuple[FactValue, ...]) -> RowScore:
        given = dict(zip(names, values, strict=True))
        facts = known(given, readings)
        tried = [clause(given, facts) for clause in clauses]
        missed = [check(given, facts) for check in standards]
        worst = [marks.worst for marks, _ in tried]
        best = [marks.best for marks, _ in tried]
        low = combine(worst, standard, standing)
        return RowScore.trusted(
            low=low,
            high=low if best == worst else combine(best, standard, standing),
            id=row.id,
            standard=standard,
            findings=tuple([finding for _, finding in tried]),
            shortfalls=tuple([each for each in missed if each is not None]),
        )

    return scored


def _clause(
    row: Row, clause: Clause, readings: Readings
) -> Callable[[Given, Given], tuple[Tried, ClauseFinding]]:
    names = facts_of(clause.effect, readings)
    tried = trial(clause.effect, readings)
    code, provision = clause.code, clause.citation.provision

    def result(given: Given, facts: Given) -> tuple[Tried, ClauseFinding]:
        marks = tried(facts)
        finding = ClauseFinding.trusted(
            code=code,
            provision=provision,
            facts=FrozenDict([(name, given[name]) for name in names]),
            met=marks.met,
            low=_alone(marks.worst, row),
            high=_alone(marks.best, row),
        )
        return marks, finding

    return result


def _alone(marks: Marks, row: Row) -> int:
    """The points that a clause alone gives or takes, at most what the row has."""
    awarded, deducted, void = marks
    if void == "nothing":
        return awarded - min(deducted, row.standard)
    return -row.standard if void == "row" else -row.standing


def _standard(standard: Standard, readings: Readings) -> Callable[[Given, Given], Finding | None]:
    names = facts_of(standard.condition, readings)
    holds = truth(standard.condition, readings)
    provision = standard.citation.provision

    def missed(given: Given, facts: Given) -> Finding | None:
        if holds(facts) is not False:
            return None
        used = FrozenDict([(name, given[name]) for name in names])
        return Finding.trusted(code="STANDARD_MISSED", provision=provision, facts=used)

    return missed


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
