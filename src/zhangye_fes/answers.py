"""What a register answers, worked out of what it holds."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from zhangye_fes.deciding import Rules, Step, other_readings
from zhangye_fes.events import Event, FraudFound, Merged, RenameDecided, TitleCarriedOver
from zhangye_fes.folding import Account, Fold, Past, relatives_paid
from zhangye_fes.obligations import Obligation, missed_rechecks, obligations_of
from zhangye_fes.subsidy import SUBSIDY, Entitlement, against, entitlement
from zhangye_fes.title import Title
from zhangye_fes.views import Budget, Noted, noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zhangye_fes.readings import Readings

__all__ = ["budget", "entitled", "findings", "histories", "obligations", "related"]

_HISTORY: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {
        "rename_refused": RenameDecided,
        "fraud_after_recognition": FraudFound,
        "earlier_titles": TitleCarriedOver,
    }
)
"""The readings that change what a history leads to, and so what may be paid: each by the event
that it is about."""


def __dir__() -> list[str]:
    return __all__


def histories(accepted: Iterable[Step]) -> dict[str, list[Step]]:
    """Sort accepted events by community; a merger is in the history of all that it changed."""
    found: dict[str, list[Step]] = {}
    for each in accepted:
        event = cast("Event", each.event)  # what could not be read was not accepted
        found.setdefault(event.community, []).append(each)
        if isinstance(event, Merged):
            for source in {*event.sources} - {event.community}:
                if source in found:
                    found[source].append(each)
    return found


def related(
    accounts: Mapping[str, Account], histories: Mapping[str, Sequence[Step]], community: str
) -> list[Step]:
    """Give the accepted events of a community and of all merged with it, in order."""
    ids, unseen = {community}, [community]
    while unseen:
        title = accounts[unseen.pop()].title
        near = {*title.sources} | ({title.successor} if title.successor else set())
        unseen += near - ids
        ids |= near
    found = {each.line: each for name in ids for each in histories[name]}
    return [found[line] for line in sorted(found)]


def entitled(
    steps: Sequence[Step], community: str, when: tuple[int, dt.date], rules: Rules
) -> Entitlement:
    """Answer “may we pay?” from the accepted events of a community and those merged with it.

    Source: 第十一条, 第十三条
    """
    fold = Fold(rules, {})
    for each in steps:
        fold.repeat(each)
    found = _entitlement(fold, community, when)
    contested = [
        name
        for name, about in _HISTORY.items()
        if any(isinstance(each.event, about) for each in steps)
        for other in other_readings(rules.readings, name)
        if _entitlement(_otherwise(steps, rules, other), community, when).amount != found.amount
    ]
    by = (*found.contested_by, *contested)
    return Entitlement.trusted(**{**dict(found), "contested_by": by})


def _entitlement(fold: Fold, community: str, when: tuple[int, dt.date]) -> Entitlement:
    title, money = fold.known.get(community) or Account(Title(community))
    payments = [*money.payments, *relatives_paid(fold.known, title)]
    return entitlement(title.standing, payments, *when, fold.rules.readings, audits=money.audits)


def _otherwise(steps: Iterable[Step], rules: Rules, readings: Readings) -> Fold:
    """Fold a history again under another reading, taking what can still be taken."""
    fold = Fold(rules._replace(readings=readings), {})
    changed = readings.earlier_titles != rules.readings.earlier_titles
    lapsed = changed and readings.earlier_titles == "lapsed"
    for each in steps:
        if each.event and not (lapsed and isinstance(each.event, TitleCarriedOver)):
            fold.take(each.line, each.event, "keep")
    return fold


def obligations(past: Past, on: dt.date, horizon: dt.date | None = None) -> tuple[Obligation, ...]:
    """List what has arisen and is not done, by due, kind, community, year.

    Source: 第七条, 第八条, 第十条, 第十三条
    """
    found = [
        each
        for title, money in past.accounts.values()
        for each in obligations_of(title, money, on, past.rules, horizon)
    ]
    return tuple(sorted(found, key=lambda each: each.order))


def findings(past: Past, on: dt.date) -> tuple[Noted, ...]:
    """List what was kept or noticed, and the rechecks missed, by community, year, code.

    Source: 第八条, and as the findings say
    """
    found = [each for accepted in past.accepted for each in noted(accepted)]
    for name, (title, _) in past.accounts.items():
        for missed in missed_rechecks(title, on, past.rules.readings):
            last = dt.date(missed.year, 12, 31)
            found.append(Noted(missed.finding, name, missed.year, last, None, missed.contested))
    return tuple(sorted(found, key=lambda each: each.order))


def budget(past: Past, county: str, when: tuple[int, dt.date]) -> Budget:
    """Sum up a county's municipal subsidy for a year, as a day stands.

    Source: 第十一条, 第十三条
    """
    year = when[0]
    due = entitled_to = paid = recovered = 0
    for title, money in past.accounts.values():
        if title.county != county:
            continue
        payments = [*money.payments, *relatives_paid(past.accounts, title)]
        objections = against(title.standing, payments, money.audits, when, past.rules)
        codes = {each.finding.code for each in objections}
        had = codes == {"ALREADY_PAID"} and bool(money.paid(year))
        due += 0 if codes else SUBSIDY
        entitled_to += SUBSIDY if had or not codes else 0
        paid += money.paid(year)
        recovered += money.recovered(year)
    return Budget(entitled_to, due, paid, recovered)
