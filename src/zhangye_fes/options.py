"""Which events may come now about a community, and why not the others."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from zhangye_fes.events import EVENTS, MATERIALS, Event, event_of
from zhangye_fes.subsidy import SUBSIDY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhangye_fes.folding import Account

__all__ = ["samples"]

_PLACE = MappingProxyType({"county": "-", "street": "-"})
_BEST: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "applied": {
            **_PLACE,
            "government_approved": True,
            "civil_affairs_filed": True,
            "materials": MATERIALS,
        },
        "title_carried_over": _PLACE,
        "county_reviewed": {"score": 100, "eligible": True, "site_visit_passed": True},
        "county_publicity_ended": {"objections": "none"},
        "city_reviewed": {"score": 100, "eligible": True, "passed": True},
        "city_publicity_ended": {"objections": "none"},
        "rechecked": {"passed": True},
        "spot_checked": {"passed": True},
        "cancellation_decided": {"cancelled": True},
        "rename_decided": {"consented": True},
        "merged": _PLACE,
        "merger_verified": {"passed": True},
        "level_conferred": {"level": "provincial"},
        "level_withdrawn": {"level": "provincial"},
    }
)
"""What each event says at its best, where that does not depend on the community."""


def __dir__() -> list[str]:
    return __all__


def samples(account: Account, on: dt.date) -> Iterator[tuple[str, list[Event]]]:
    """Make of every type the events that have the best chance, in the order of the procedure."""
    for name in EVENTS:
        about = {"type": name, "community": account.title.community, "on": on}
        best = _BEST.get(name, {})
        yield name, [event_of({**about, **best, **more}) for more in _more(name, account, on)]


def _more(name: str, account: Account, on: dt.date) -> list[dict[str, Any]]:
    title, money = account
    called = title.name or title.community
    paid = sorted({each.year for each in money.payments if each.level == "municipal"})
    years = paid or [on.year]
    others = [f"{title.community}+{number}" for number in (1, 2)]
    kinds = [each.kind for each in title.unreported] or ["renamed"]
    sample: Mapping[str, list[dict[str, Any]]] = {
        "applied": [{"name": called}],
        "title_carried_over": [{"name": called}],
        "merged": [{"name": called, "sources": others}],
        "renamed": [{"new_name": f"{called}+"}],
        "change_reported": [{"change": kind} for kind in kinds],
        "subsidy_paid": [{"year": on.year, "amount": SUBSIDY, "level": "municipal"}],
        "funds_reported": [{"year": year} for year in years],
        "funds_audited": [{"year": year, "finding": "proper"} for year in years],
        "funds_recovered": [{"year": year, "amount": 1} for year in years],
    }
    return sample.get(name, [{}])
