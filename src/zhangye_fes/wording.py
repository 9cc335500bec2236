"""Sentences about what was found: composed from a table's own data, in whatever language.

Nothing here knows a threshold: percentages, counts and points are read off the clauses, so that a
what-if table explains itself as truly as 附件2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Bands,
    Condition,
    Deduct,
    DeductEach,
    Effect,
    RateAtLeast,
    Void,
    pick,
)
from zhangye_fes.effects import truth
from zhangye_fes.facts import FactValue
from zhangye_fes.marking import known
from zhangye_fes.model import ClauseFinding, Finding, Rate, RowScore
from zhangye_fes.readings import Readings
from zhangye_fes.regulation import Citation
from zhangye_fes.row import Row
from zhangye_fes.scoring import scorer_of
from zhangye_fes.table import Rubric
from zhangye_fes.tongue import FACTS, NoText, Tongue, fact_value

__all__ = ["Wording"]

_RATE: Mapping[bool | None, str] = {
    True: "at least {percent} %",
    False: "below {percent} %",
    None: "required: at least {percent} %",
}
_LEAST: Mapping[bool | None, str] = {
    True: "at least {count}",
    False: "fewer than {count}",
    None: "required: at least {count}",
}
_MOST: Mapping[bool | None, str] = {
    True: "no more than {count}",
    False: "more than {count}",
    None: "required: no more than {count}",
}


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class Wording:
    """What was found, in one language, of one table under given readings."""

    tongue: Tongue
    readings: Readings
    rubric: Rubric

    def finding(self, finding: Finding) -> str:
        """Say what was asked, what was found and what it cost, with the law's words.

        Raises:
            NoText: the finding is not of this table under these readings.
        """
        told, citation = self.parts(finding)
        return self.tongue.say("{told} [{citation}]", told=told, citation=citation)

    def parts(self, finding: Finding) -> tuple[str, str]:
        """What was found, and the law's words, apart.

        Raises:
            NoText: as :meth:`finding`.
        """
        if not isinstance(finding, ClauseFinding):
            told, citation = self._standard(finding)
        elif finding.code == "BASIC_CONDITIONS":
            told, citation = self._eligibility(finding), self.rubric.eligibility
        else:
            told, citation = self._clause(finding)
        return told, self.cite(citation)

    def cite(self, citation: Citation) -> str:
        """A provision and its words, such as 附件2 第3.3行：低于95%不得分。."""
        where, words = self.tongue.say(str(citation)), self.tongue.say(citation.quote)
        return self.tongue.say("{where}: {words}", where=where, words=words)

    def fact(self, name: str, value: FactValue | str) -> str:
        """A fact and its value, such as 失业人员再就业率 188/209（89.9 %）."""
        label = self.tongue.say(FACTS[name].question)
        told = fact_value(self.tongue, FACTS[name], value)
        if isinstance(value, Rate):
            return self.tongue.say("{fact} {rate}", fact=label, rate=told)
        return self.tongue.say("{fact}: {value}", fact=label, value=told)

    def _clause(self, finding: ClauseFinding) -> tuple[str, Citation]:
        for row in self.rubric.rows:
            for clause in row.clauses:
                if clause.code == finding.code:
                    self._check(finding, self._again(row, finding).findings)
                    return self._tried(clause.effect, finding, row), clause.citation
        raise NoText(f"{self.rubric.name} has no clause {finding.code!r}: give its own rubric")

    def _standard(self, finding: Finding) -> tuple[str, Citation]:
        for row in self.rubric.rows:
            for standard in row.standards:
                cited = ("STANDARD_MISSED", standard.citation.provision)
                if (finding.code, finding.provision) == cited:
                    self._check(finding, self._again(row, finding).shortfalls)
                    return self._statement(standard.condition, finding), standard.citation
        raise NoText(f"{self.rubric.name} has no finding {finding.code!r}: give its own rubric")

    def _eligibility(self, finding: ClauseFinding) -> str:
        asked: Condition = pick(self.rubric.eligible, self.readings)
        part = scorer_of(self.rubric, self.readings).eligibility
        self._check(finding, [part.result(_quoted(finding, part.names))])
        may = {
            True: self.tongue.say("may take part"),
            False: self.tongue.say("may not take part"),
            None: self.tongue.say("not certain yet"),
        }
        return self.tongue.join(self._statement(asked, finding), may[finding.met])

    def _again(self, row: Row, finding: Finding) -> RowScore:
        """Score the row by what the finding quotes alone, on which alone the finding rests."""
        scorer = scorer_of(self.rubric, self.readings)
        part = scorer.rows[self.rubric.rows.index(row)]
        return part.result(_quoted(finding, part.names))

    def _check(self, finding: Finding, again: Iterable[Finding]) -> None:
        """Refuse words that are not true: this table and these readings find something else."""
        if finding not in again:
            raise NoText(f"{finding.code} was found under other readings: give those")

    def _tried(self, effect: Effect, finding: ClauseFinding, row: Row) -> str:
        """Say what a clause asked and found, then what it gave or took."""
        asked = self._asked(effect, finding)
        return self.tongue.join(*asked, self._came_to(effect, finding, row))

    def _asked(self, effect: Effect, finding: ClauseFinding) -> list[str]:
        match effect:
            case Award():
                return [self._statement(effect.when, finding)]
            case Void():
                unless: Condition = pick(effect.unless, self.readings)
                return [self._statement(unless, finding)]
            case Deduct():
                return self._deductions(effect, finding)
            case DeductEach():
                return self._each(effect, finding)
            case Bands():
                return self._banded(effect, finding)
            case _:
                assert_never(effect)

    def _came_to(  # noqa: PLR0911 - one for each end
        self, effect: Effect, finding: ClauseFinding, row: Row
    ) -> str:
        say, low, high = self.tongue.say, finding.low, finding.high
        if finding.met is None:
            return say("not certain yet ({low} to {high} points)", low=low, high=high)
        match effect:
            case Deduct() | DeductEach():
                return self._deducted(-high, -low)
            case Bands() if not high:
                return say("no points")
            case Award() | Bands() if high > 0:
                return say("{points} given", points=self.tongue.points(high))
            case Award() if pick(effect.otherwise, self.readings) == "nothing":
                return say("{points} not given", points=self.tongue.points(effect.points))
            case Void() if finding.met:
                return say("nothing lost")
            case Void() if pick(effect.scope, self.readings) == "rest":
                rest = self.tongue.points(row.standing)
                return say("the other {points} of the row lost", points=rest)
        return say("no points for the row")

    def _deducted(self, least: int, most: int) -> str:
        if not most:
            return self.tongue.say("nothing deducted")
        points = self.tongue.points(most)
        if least == most:
            return self.tongue.say("{points} deducted", points=points)
        return self.tongue.say("{least} to {points} deducted", least=least, points=points)

    def _deductions(self, effect: Deduct, finding: ClauseFinding) -> list[str]:
        conditions: tuple[Condition, ...] = pick(effect.unless, self.readings)
        stated = self.tongue.say("; ").join(self._statement(each, finding) for each in conditions)
        if len(conditions) == 1 or finding.met:
            return [stated]
        return [stated, self._rate_of(effect.points, "项")]

    def _each(self, effect: DeductEach, finding: ClauseFinding) -> list[str]:
        counted, most = finding.facts[effect.fact], pick(effect.most, self.readings)
        told = [self.fact(effect.fact, counted)]
        if most > 1 and not finding.met:
            told.append(self._rate_of(effect.points, FACTS[effect.fact].unit))
        if isinstance(counted, int):
            if 1 < most < counted:
                told.append(self.tongue.say("counted {most} times at the most", most=most))
            if effect.points * min(counted, most) > -finding.low:
                told.append(self.tongue.say("no more than the row has"))
        return told

    def _rate_of(self, points: int, unit: str) -> str:
        each = self.tongue.points(points)
        return self.tongue.say("{points} for each {unit}", points=each, unit=self.tongue.say(unit))

    def _banded(self, effect: Bands, finding: ClauseFinding) -> list[str]:
        value = finding.facts[effect.fact]
        told = self.fact(effect.fact, value)
        if not isinstance(value, Rate) or finding.met is None:
            return [told]
        if not value.den:
            taken = "taken as the highest band" if finding.met else "taken as below every band"
            return [told, self.tongue.say(taken)]
        edges = [(each.percent, pick(each.closed, self.readings)) for each in effect.bands]
        reached = [value.reaches(edge, exactly=closed) for edge, closed in edges]
        missed = reached.index(True) if True in reached else len(edges)
        under = [self._under(*edge) for edge in edges[:missed][-1:]]
        over = [self._over(*edge) for edge in edges[missed:][:1]]
        return [told, *under, *over]

    def _under(self, edge: int, closed: bool) -> str:
        text = "below {percent} %" if closed else "not above {percent} %"
        return self.tongue.say(text, percent=edge)

    def _over(self, edge: int, closed: bool) -> str:
        text = "at least {percent} %" if closed else "above {percent} %"
        return self.tongue.say(text, percent=edge)

    def _statement(self, condition: Condition, finding: Finding) -> str:
        """Say what each fact is beside what it should be."""
        holds = truth(condition, self.readings)(known(_values(finding), self.readings))
        match condition:
            case AllOf(conditions) | AnyOf(conditions):
                stated = [self._statement(each, finding) for each in conditions]
                stated.append(self._summary(condition, holds))
                return self.tongue.say("; ").join(filter(None, stated))
            case _:
                value = finding.facts[condition.fact]
                return self.tongue.join(
                    self.fact(condition.fact, value), self._against(condition, holds, value)
                )

    def _summary(self, condition: AllOf | AnyOf, holds: bool | None) -> str:
        if holds is None:
            return ""
        if isinstance(condition, AllOf):
            return self.tongue.say("all as it should be" if holds else "not all as it should be")
        return self.tongue.say("one at least as it should be" if holds else "none as it should be")

    def _against(self, condition: Condition, holds: bool | None, value: FactValue | str) -> str:
        """What a counted fact should have been, as far as the value does not say it already."""
        say = self.tongue.say
        match condition:
            case RateAtLeast():
                return say(_empty(holds, value) or _RATE[holds], percent=condition.percent)
            case AtLeast():
                least = pick(condition.count, self.readings)
                return say(_LEAST[holds], count=least)
            case AtMost() if condition.count:
                return say(_MOST[holds], count=condition.count)
        return ""


def _empty(holds: bool | None, value: FactValue | str) -> str:
    if holds is None or not isinstance(value, Rate) or value.den:
        return ""
    return "taken as at least {percent} %" if holds else "taken as below {percent} %"


def _values(finding: Finding) -> dict[str, FactValue]:
    return {name: value for name, value in finding.facts.items() if not isinstance(value, str)}


def _quoted(finding: Finding, names: Iterable[str]) -> tuple[Any, ...]:
    """The facts that a finding quotes, in the order of the names."""
    return tuple([finding.facts.get(name) for name in names])
