"""Facts × rubric × readings → an explained score, exact whatever is still unknown.

A row gives 0 points if a clause voids it; otherwise what was awarded plus what stands less what is
deducted, never below 0 nor above the standard points, where a void of the rest first sets what
stands to 0. Each clause is tried at its worst and at its best over the values that unknown facts
may take. Clauses share no fact and a better fact never lowers a row, so both ends are reached by
some community: the bounds are exact, not merely safe.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from zhangye_fes import regulation
from zhangye_fes.__about__ import __version__
from zhangye_fes.clauses import facts_of, pick
from zhangye_fes.effects import truth
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.intake import shown
from zhangye_fes.marking import REMEMBERED, known, row_bounds, row_scorer
from zhangye_fes.model import (
    Bounds,
    ClauseFinding,
    Fact,
    Facts,
    FrozenDict,
    OpenFact,
    Rate,
    RowScore,
    ScoreSheet,
    Verdict,
    judge,
)
from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhangye_fes.facts import FactValue
    from zhangye_fes.row import Row
    from zhangye_fes.table import Rubric

__all__ = ["Scorer", "Tally", "score", "scorer_of"]


def __dir__() -> list[str]:
    return __all__


def score(facts: Facts, readings: Readings = DEFAULT, rubric: Rubric = ANNEX_2) -> ScoreSheet:
    """Score a community under 附件2 and say why.

    Args:
        facts: what is known of the community; what is not known leaves bounds.
        readings: how the text is read where it is open.
        rubric: another table than 附件2 makes the result a what-if; the sheet names it.

    Raises:
        InvalidInput: what was given is no :class:`~zhangye_fes.facts.Facts`, but a dict, say.

    Source: 第七条, 附件2

    >>> sheet = score(Facts(basic_conditions_met=True, retiree_service=Rate(411, 412)))
    >>> sheet.rows["3.5"].high, str(sheet.total), sheet.verdict
    (0, '0–96', 'undetermined')
    """
    _check_given(facts)
    scorer = scorer_of(rubric, readings)
    scored = [result(values(facts)) for _, values, result in scorer.rows]
    rows = FrozenDict(zip(scorer.ids, scored, strict=True))
    low = high = 0
    for row in scored:
        low += row.low
        high += row.high
    eligibility = scorer.eligibility.of(facts)
    settled = low == high and eligibility.met is not None
    return ScoreSheet.trusted(
        facts=facts,
        readings=readings,
        rubric=rubric.ref,
        rows=rows,
        total=Bounds.trusted(low=low, high=high),
        pass_mark=rubric.pass_mark,
        eligibility=eligibility,
        verdict=judge(eligibility.met, low, high, rubric.pass_mark),
        unknown=() if settled else _unknown(scorer, facts, low, high),
        edition=regulation.NUMBER,
        version=__version__,
    )


def _check_given(facts: object) -> None:
    if not isinstance(facts, Facts):
        expected = "Facts, which Facts.from_data() makes of plain data"
        raise InvalidInput([Problem("facts", shown(facts), expected, "object")])


class Tally(NamedTuple):
    """What a community comes to, without the reasons: for whoever asks by the million."""

    eligible: bool | None
    low: int
    high: int
    verdict: Verdict
    rows: dict[str, tuple[int, int]]


R = TypeVar("R")


class Part(NamedTuple, Generic[R]):
    """A part of the table under given readings: the facts it asks for, and what they come to."""

    names: tuple[str, ...]
    values: Callable[[Facts], tuple[FactValue, ...]]
    result: Callable[[tuple[FactValue, ...]], R]

    def of(self, facts: Facts) -> R:
        """Return the result for a community."""
        return self.result(self.values(facts))

    def fixing(self, facts: Facts, name: str, value: FactValue) -> R:
        """Return the result if one fact had another value."""
        pairs = zip(self.names, self.values(facts), strict=True)
        return self.result(tuple(value if each == name else now for each, now in pairs))


class Scorer(NamedTuple):
    """A table under given readings, ready for any number of communities."""

    readings: Readings
    pass_mark: int
    eligibility: Part[ClauseFinding]
    rows: tuple[Part[RowScore], ...]
    bounds: tuple[Part[tuple[int, int]], ...]
    """Least and most points of each row, without the reasons."""
    ids: tuple[str, ...]
    """The rows' ids, in the same order."""

    def tally(self, facts: Facts) -> Tally:
        """Score without explaining: the numbers of :func:`score`, and nothing else.

        >>> scorer_of(ANNEX_2, Readings()).tally(Facts(basic_conditions_met=False)).verdict
        'not_qualified'
        """
        rows = [result(values(facts)) for _, values, result in self.bounds]
        low, high = sum([row[0] for row in rows]), sum([row[1] for row in rows])
        may = self.eligibility.of(facts).met
        verdict = judge(may, low, high, self.pass_mark)
        return Tally(may, low, high, verdict, dict(zip(self.ids, rows, strict=True)))


@lru_cache(maxsize=64)
def scorer_of(rubric: Rubric, readings: Readings) -> Scorer:
    """Prepare a table.

    >>> scorer_of(ANNEX_2, Readings()).rows[1].names[:2]
    ('ledgers_missing', 'ledgers_outdated')
    """
    rows = tuple(row_part(row, readings) for row in rubric.rows)
    bounds = tuple(bounds_part(row, readings) for row in rubric.rows)
    may, ids = eligibility_part(rubric, readings), tuple(row.id for row in rubric.rows)
    return Scorer(readings, rubric.pass_mark, may, rows, bounds, ids)


def bounds_part(row: Row, readings: Readings) -> Part[tuple[int, int]]:
    """Prepare a row for its least and most points alone.

    >>> bounds_part(ANNEX_2["4.2"], Readings()).of(Facts(assistance_provided=True))
    (3, 5)
    """
    return Part(row.facts, _getter(row.facts), row_bounds(row, readings))


def row_part(row: Row, readings: Readings) -> Part[RowScore]:
    """Prepare a row.

    >>> str(row_part(ANNEX_2["4.2"], Readings()).of(Facts(assistance_provided=False)))
    '0'
    """
    return Part(row.facts, _getter(row.facts), row_scorer(row, readings))


def _getter(names: tuple[str, ...]) -> Callable[[Facts], tuple[FactValue, ...]]:
    get: Callable[[Facts], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda facts: (get(facts),)


def eligibility_part(rubric: Rubric, readings: Readings) -> Part[ClauseFinding]:
    """Prepare the question of who may take part.

    >>> eligibility_part(ANNEX_2, Readings()).of(Facts(basic_conditions_met=True)).met
    True
    """
    condition = pick(rubric.eligible, readings)
    names = facts_of(condition, readings)
    answer = truth(condition, readings)

    @lru_cache(REMEMBERED)
    def may(values: tuple[FactValue, ...]) -> ClauseFinding:
        given = dict(zip(names, values, strict=True))
        return ClauseFinding.trusted(
            code="BASIC_CONDITIONS",
            provision=rubric.eligibility.provision,
            facts=FrozenDict(given),
            met=answer(known(given, readings)),
            low=0,
            high=0,
        )

    return Part(names, _getter(names), may)


_ENDS: Mapping[str, tuple[FactValue, FactValue]] = {
    "flag": (False, True),
    "count": (0, MAX_COUNT),
    "rate": (Rate(0, 1), Rate(1, 1)),
}
"""The two ends of every kind of fact; between them points only rise or only fall."""


def _unknown(scorer: Scorer, facts: Facts, low: int, high: int) -> tuple[OpenFact, ...]:
    """List the unknown facts that still matter: the deciding ones, then by points, then by row."""
    open_facts = [fact for fact in Facts.legend() if is_unknown(facts, fact.name, scorer.readings)]
    found = [_matters(scorer, facts, fact, low, high) for fact in open_facts]
    matter = [fact for fact, moves in found if moves]
    return tuple(sorted(matter, key=lambda fact: (not fact.decides, -fact.points)))


def _matters(
    scorer: Scorer, facts: Facts, fact: Fact, low: int, high: int
) -> tuple[OpenFact, bool]:
    """Fix an unknown fact at its two ends: what it moves, and whether it moves anything."""
    may_now = scorer.eligibility.of(facts).met
    rows = [part for part in scorer.bounds if fact.name in part.names]
    had = [part.of(facts) for part in rows]
    mays, moved, verdicts = set(), {0}, set()
    for end in _ENDS[fact.type]:
        may = scorer.eligibility.fixing(facts, fact.name, end).met
        got = [part.fixing(facts, fact.name, end) for part in rows]
        lows, highs = (sum(each[i] for each in got) - sum(each[i] for each in had) for i in (0, 1))
        mays.add(may)
        moved.add(highs)
        verdicts.add(judge(may, low + lows, high + highs, scorer.pass_mark))
    undetermined = judge(may_now, low, high, scorer.pass_mark) == "undetermined"
    decides = undetermined and verdicts != {"undetermined"}
    points = max(moved) - min(moved)
    matters = OpenFact(fact=fact.name, row=fact.row, points=points, decides=decides)
    return matters, bool(points) or len(mays) > 1


def is_unknown(facts: Facts, name: str, readings: Readings) -> bool:
    """Whether a fact is not known, as the readings have it."""
    return known({name: getattr(facts, name)}, readings)[name] is None
