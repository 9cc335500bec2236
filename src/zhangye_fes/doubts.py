"""Which readings could matter to an event at all, so that only those are tried."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zhangye_fes import events
from zhangye_fes.deciding import force
from zhangye_fes.transitions import UNDER_NOTICE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from zhangye_fes.deciding import Rules
    from zhangye_fes.events import Event
    from zhangye_fes.subsidy import Money
    from zhangye_fes.title import Title

__all__ = ["doubtful"]

_HANGS_ON: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title_carried_over": ("earlier_titles",),
        "fraud_found": ("fraud_after_recognition",),
        "renamed": ("title_during_rename",),
        "rename_decided": ("rename_refused",),
        "merged": ("title_during_merger",),
        "change_reported": ("one_month_roll",),
    }
)
"""The readings of events that always hang on them."""

_DAY = (12, 20)


def __dir__() -> list[str]:
    return __all__


def doubtful(title: Title, money: Money, event: Event, rules: Rules) -> tuple[str, ...]:
    """Name the readings under which an event might be decided otherwise.

    A reading is left out only where it cannot matter.

    Source: 第六条, 第十条, 第十一条, 第十三条, 第十五条, 第十七条
    """
    names = [*_HANGS_ON.get(event.type, ())]
    municipal = isinstance(event, events.SubsidyPaid) and event.level == "municipal"
    match event:
        case events.Applied() if title.fraud:
            names.append("fraud_bar")
        case events.CountyPublicityEnded() | events.CityPublicityEnded():
            names += _publicity(event)
        case events.SubsidyPaid() if municipal:
            names += _payment(title, money, event)
        case events.FundsReported():
            names += _report(money, event)
    if municipal or event.type in UNDER_NOTICE:
        names += ["validity_last_day"] if force(event.on, rules.readings).contested else []
    return tuple(names)


def _publicity(event: events.CountyPublicityEnded | events.CityPublicityEnded) -> Iterator[str]:
    if event.objections == "upheld":
        return
    yield "publicity_first_day"
    if event.objections == "dismissed":
        yield "dismissed_objection"
    if isinstance(event, events.CityPublicityEnded):
        yield "city_publicity_minimum"


def _payment(title: Title, money: Money, event: events.SubsidyPaid) -> Iterator[str]:
    stretches = title.standing.stretches
    if any(each.renaming for each in stretches):
        yield "title_during_rename"
    if any(each.merging for each in stretches):
        yield "title_during_merger"
    if any(each.recognised.year == event.year for each in stretches):
        yield "subsidy_first_year"
    lasting = len(stretches) == 1 and stretches[0].end is None
    if not (lasting and stretches[0].first.year <= event.year == event.on.year):
        yield "subsidy_title_on"
    if (
        title.standing.levels
        or title.sources
        or any(each.level != "municipal" for each in money.payments)
    ):
        yield "higher_tier_exclusion"
    if title.sources or title.successor:
        yield "merger_same_year"
    if any(each.adverse for each in money.audits):
        yield "recovery_bar"


def _report(money: Money, event: events.FundsReported) -> Iterator[str]:
    days = [event.on, *(each.on for each in money.municipal(event.year)[:1])]
    if any(_month_and_day(day) == _DAY for day in days):
        yield "december_20"
    if any(_month_and_day(day) >= _DAY for day in days[1:]):
        yield "late_payment_report"


def _month_and_day(day: dt.date) -> tuple[int, int]:
    return day.month, day.day
