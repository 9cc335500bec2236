"""The one step that deciding and auditing share, and its repetition over many events."""

from __future__ import annotations

from dataclasses import replace
from heapq import merge as in_order
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from zhangye_fes.deciding import (
    Irregular,
    Objection,
    Rules,
    Step,
    other_readings,
    outcome_of,
    told,
)
from zhangye_fes.doubts import doubtful
from zhangye_fes.errors import InvalidInput
from zhangye_fes.events import Event, Merged, SubsidyPaid
from zhangye_fes.lifecycle import guards, may_come, out_of_order, unknown
from zhangye_fes.mergers import merge, merger_guards
from zhangye_fes.model import Finding
from zhangye_fes.subsidy import (
    NOTHING_PAID,
    Money,
    after_payment,
    money_guards,
)
from zhangye_fes.title import Title, after
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from zhangye_fes.readings import Readings
    from zhangye_fes.standing import Payment

__all__ = ["Account", "Fold", "Past", "changes", "contested", "judge", "relatives_paid", "step"]


def __dir__() -> list[str]:
    return __all__


class Account(NamedTuple):
    """All that is kept of one community."""

    title: Title
    money: Money = NOTHING_PAID


def judge(known: Mapping[str, Account], event: Event, rules: Rules) -> list[Objection]:
    """Find what stands against an event: order of time, the table, then every guard.

    Source: 第二条 to 第十七条, as the findings say
    """
    if isinstance(event, Merged):
        return _first_kind(merger_guards(_titles(known, event), event))
    account = known.get(event.community)
    if account is None:
        if found := list(unknown(event)):
            return found
        account = Account(Title(event.community))
    title, money = account
    if found := list(out_of_order(title, event)) or list(may_come(title, event)):
        return found
    related = list(relatives_paid(known, title)) if isinstance(event, SubsidyPaid) else ()
    return [
        *guards(title, event, rules),
        *money_guards(title.standing, money, related, event, rules),
    ]


def _first_kind(objections: Iterator[Objection]) -> list[Objection]:
    found = list(objections)
    return [each for each in found if each.finding.code == found[0].finding.code]


def _titles(known: Mapping[str, Account], event: Merged) -> dict[str, Title]:
    return {each: known[each].title for each in (*event.sources, event.community) if each in known}


def relatives_paid(known: Mapping[str, Account], title: Title) -> Iterator[Payment]:
    """Give what was paid to the communities merged into one, and to its successors, at any remove.

    Source: 第十一条, reading ``merger_same_year``
    """
    sources = list(title.sources)
    while sources:
        title_then, money = known[sources.pop()]
        sources += title_then.sources
        yield from (replace(each, to="source") for each in money.payments)
    while title.successor:
        title, money = known[title.successor]
        yield from (replace(each, to="successor") for each in money.payments)


def changes(known: Mapping[str, Account], event: Event, readings: Readings) -> dict[str, Account]:
    """Give every account that an accepted event changes."""
    if isinstance(event, Merged):
        return {
            name: Account(title, known[name].money if name in known else NOTHING_PAID)
            for name, title in merge(_titles(known, event), event).items()
        }
    title, money = known.get(event.community) or Account(Title(event.community))
    return {event.community: Account(after(title, event, readings), after_payment(money, event))}


def contested(
    known: Mapping[str, Account],
    event: Event,
    rules: Rules,
    irregular: Irregular,
    here: list[Objection],
) -> tuple[str, ...]:
    """Name the readings that would decide an event otherwise, from the same state."""
    title, money = known.get(event.community) or Account(Title(event.community))
    names = doubtful(title, money, event, rules)
    if not names:
        return ()
    decided = _decided(known, event, here, rules, irregular)
    return tuple(
        name
        for name in names
        for other in [
            rules._replace(readings=each) for each in other_readings(rules.readings, name)
        ]
        if _decided(known, event, judge(known, event, other), other, irregular) != decided
    )


def _decided(
    known: Mapping[str, Account],
    event: Event,
    objections: list[Objection],
    rules: Rules,
    irregular: Irregular,
) -> object:
    """What a decision comes to: its codes, and who stands how after it."""
    codes = [each.finding.code for each in objections]
    outcome = outcome_of(objections, irregular)
    if outcome != "ok" or isinstance(event, SubsidyPaid):
        return outcome, codes
    titles = [title for title, _ in changes(known, event, rules.readings).values()]
    return codes, [
        (each.status, each.matters, each.name, each.titled(rules.readings)) for each in titles
    ]


def step(
    known: Mapping[str, Account], line: int, event: Event, rules: Rules, irregular: Irregular
) -> Step:
    """Judge one event, and say what becomes of it; nothing is changed."""
    objections = judge(known, event, rules)
    outcome = outcome_of(objections, irregular)
    findings = told(objections, irregular)
    doubts = contested(known, event, rules, irregular, objections)
    return Step(line, event, outcome, findings, doubts)


class Past(NamedTuple):
    """What a register holds: never changed, only followed by another one."""

    rules: Rules
    accounts: Mapping[str, Account] = MappingProxyType({})
    accepted: tuple[Step, ...] = ()
    refused: tuple[Step, ...] = ()
    line: int = 0
    """The last line that was read."""

    def steps(self) -> Iterator[Step]:
        """Give all that was read, taken or not, in the order of the lines."""
        return in_order(self.accepted, self.refused, key=lambda each: each.line)

    def followed_by(self, fold: Fold, line: int) -> Past:
        """Add what a fold took and refused."""
        return Past(
            self.rules,
            fold.known,
            (*self.accepted, *fold.accepted),
            (*self.refused, *fold.refused),
            line,
        )

    def as_of(self, day: dt.date) -> Past:
        """Fold again what took effect by a day."""
        if all(each.event is None or each.event.on <= day for each in self.accepted):
            return self
        fold = Fold(self.rules, {})
        for each in self.accepted:
            if each.event and each.event.on <= day:
                fold.repeat(each)
        refused = [each for each in self.refused if each.event and each.event.on <= day]
        return Past(self.rules, fold.known, tuple(fold.accepted), tuple(refused), self.line)


class Fold:
    """Accounts that change, for as long as a replay lasts; nobody else holds them."""

    def __init__(self, rules: Rules, known: Mapping[str, Account]) -> None:
        self.rules = rules
        self.known = dict(known)
        self.accepted: list[Step] = []
        self.refused: list[Step] = []

    def take(self, line: int, event: Event | InvalidInput, irregular: Irregular) -> None:
        """Take one event if it can be taken; otherwise note why not."""
        if isinstance(event, InvalidInput):
            facts = FrozenDict({each.field or "record": str(each) for each in event.problems})
            wrong = Finding.trusted(code=event.code, provision="art6", facts=facts)
            self.refused.append(Step(line, None, "reject", (wrong,)))
            return
        taken = step(self.known, line, event, self.rules, irregular)
        if taken.outcome == "ok":
            self.repeat(taken)
        else:
            self.refused.append(taken)

    def repeat(self, taken: Step) -> None:
        """Take what was accepted before, as it was."""
        event = cast("Event", taken.event)  # what could not be read was not accepted
        self.known.update(changes(self.known, event, self.rules.readings))
        self.accepted.append(taken)
