"""One row of the table under given readings: from the values of its facts to its points and why.

A row rests on a few facts, and those repeat from community to community: a few thousand results of
each row are remembered and shared, since nothing can change them. Rates do not repeat, but what
they come to does: it is the same between the same thresholds, and only the counts quoted differ.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from zhangye_fes.clauses import AllOf, Bands, RateAtLeast, facts_of, parts
from zhangye_fes.effects import Marks, Tried, combine, trial, truth
from zhangye_fes.model import ClauseFinding, Facts, Finding, FrozenDict, Rate, RowScore
from zhangye_fes.values import maker

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhangye_fes.facts import FactValue
    from zhangye_fes.readings import Readings
    from zhangye_fes.row import Clause, Row, Standard

    Given = dict[str, FactValue]
    Side = Callable[[Any], int | None]

T = TypeVar("T")

__all__ = ["REMEMBERED", "known", "row_bounds", "row_scorer"]

REMEMBERED = 4096
"""How many results of one row are kept."""

_row_of, _finding_of, _shortfall_of = maker(RowScore), maker(ClauseFinding), maker(Finding)

_RATES = frozenset(fact.name for fact in Facts.legend() if fact.type == "rate")


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

    sides = _sides(row, readings)
    if not sides:
        return lru_cache(REMEMBERED)(scored)
    like = _remembering(sides, lambda values: _requoting(row, scored(values)))
    return lambda values: like(values)(values)


def row_bounds(row: Row, readings: Readings) -> Callable[[tuple[FactValue, ...]], tuple[int, int]]:
    """Prepare a row for its least and most points alone, without saying why.

    >>> from zhangye_fes import ANNEX_2, Readings
    >>> row_bounds(ANNEX_2["2"], Readings())((1, 0, True, None))
    (2, 7)
    """
    names, ends = row.facts, _ends(row)
    trials = [trial(clause.effect, readings) for clause in row.clauses]

    def bounds(values: tuple[FactValue, ...]) -> tuple[int, int]:
        facts = known(dict(zip(names, values, strict=True)), readings)
        return ends([each(facts) for each in trials])

    sides = _sides(row, readings)
    return _remembering(sides, bounds) if sides else lru_cache(REMEMBERED)(bounds)


def _remembering(
    sides: list[tuple[int, Side]], result: Callable[[tuple[FactValue, ...]], T]
) -> Callable[[tuple[FactValue, ...]], T]:
    """Remember what values come to; rates count as the same between the same thresholds."""
    seen: dict[tuple[object, ...], T] = {}

    def remembered(values: tuple[FactValue, ...]) -> T:
        key: list[object] = [*values]
        for place, side in sides:
            key[place] = side(values[place])
        like = tuple(key)
        found = seen.get(like)
        if found is None:
            if len(seen) >= REMEMBERED:
                seen.clear()
            found = seen[like] = result(values)
        return found

    return remembered


def _sides(row: Row, readings: Readings) -> list[tuple[int, Side]]:
    """Find the rates among a row's facts, each with the thresholds that the row puts to it."""
    percents: dict[str, set[int]] = {}
    for part in parts((row.clauses, row.standards), readings):
        match part:
            case RateAtLeast(fact, percent):
                percents.setdefault(fact, set()).add(percent)
            case Bands(fact, bands):
                percents.setdefault(fact, set()).update(band.percent for band in bands)
    return [(row.facts.index(name), _side(sorted(found))) for name, found in percents.items()]


def _side(percents: list[int]) -> Side:
    """Number the places between thresholds from 0, and those on one; nobody's rate is -1."""

    def side(rate: Rate | None) -> int | None:
        if rate is None:
            return None
        num, den = rate.num * 100, rate.den
        if not den:
            return -1
        place = 0
        for percent in percents:
            edge = den * percent
            if num <= edge:
                return place if num < edge else place + 1
            place += 2
        return place

    return side


def _requoting(row: Row, like: RowScore) -> Callable[[tuple[FactValue, ...]], RowScore]:
    """Make the same row of other counts: points and reasons stay, the counts quoted differ."""
    fields = dict(like)
    findings, shortfalls = _quoting(row, like.findings), _quoting(row, like.shortfalls)

    def again(values: tuple[FactValue, ...]) -> RowScore:
        tried = [*like.findings]
        for place, given, told in findings:
            tried[place] = _finding_of({**told, "facts": given(values)})
        if not shortfalls:
            return _row_of({**fields, "findings": tuple(tried)})
        missed = [*like.shortfalls]
        for place, given, told in shortfalls:
            missed[place] = _shortfall_of({**told, "facts": given(values)})
        return _row_of({**fields, "findings": tuple(tried), "shortfalls": tuple(missed)})

    return again


def _quoting(
    row: Row, found: tuple[Finding, ...]
) -> list[tuple[int, Callable[[tuple[FactValue, ...]], Given], dict[str, Any]]]:
    """Find what quotes a rate: its place, the facts it quotes, and what it tells besides."""
    return [
        (place, _given(row, tuple(each.facts)), dict(each))
        for place, each in enumerate(found)
        if not _RATES.isdisjoint(each.facts)
    ]


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
    tried, given = trial(clause.effect, readings), _given(row, facts_of(clause.effect, readings))

    def result(values: tuple[FactValue, ...]) -> tuple[Tried, ClauseFinding]:
        facts = given(values)
        marks = tried(known(facts, readings))
        finding = ClauseFinding.trusted(
            code=clause.code,
            provision=clause.citation.provision,
            facts=facts,
            met=marks.met,
            low=_alone(marks.worst, row),
            high=_alone(marks.best, row),
        )
        return marks, finding

    return result


def _given(
    row: Row, names: tuple[str, ...]
) -> Callable[[tuple[FactValue, ...]], FrozenDict[str, FactValue]]:
    """Prepare to pick some facts out of a row's values."""
    places = [(name, row.facts.index(name)) for name in names]
    if len(places) > 1:
        return lambda values: FrozenDict([(name, values[place]) for name, place in places])
    ((only, at),) = places
    return lambda values: FrozenDict({only: values[at]})


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
    answers, given = [truth(part, readings) for part in parts], _given(row, names)

    def missed(values: tuple[FactValue, ...]) -> Finding | None:
        facts = given(values)
        asked = known(facts, readings)
        if all(answer(asked) is not False for answer in answers):
            return None
        return Finding.trusted(
            code="STANDARD_MISSED", provision=standard.citation.provision, facts=facts
        )

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
