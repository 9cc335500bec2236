"""The transition table: which event may come in which status, where it leads, and by which words.

:data:`TABLE` holds a :class:`Cell` for every event and status that go together; whatever is not in
it is forbidden. Diagrams and tables in the documentation are made from it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "APPLICATION",
    "CLOSED",
    "FIRST",
    "STATUSES",
    "TABLE",
    "UNDER_NOTICE",
    "Cell",
    "Matter",
    "Status",
    "provision_of",
]

Status = Literal[
    "none",
    "applied",
    "county_passed",
    "county_publicity",
    "county_publicity_over",
    "recommended",
    "city_passed",
    "city_publicity",
    "city_publicity_over",
    "recognised",
    "declined",
    "disqualified",
    "withdrawn",
    "cancelled",
    "exited",
    "dissolved",
]
"""none · 已申报 初审合格 县级公示中 县级公示期满 已推荐 考评合格 市级公示中 市级公示期满 · 已认定 ·
未通过 取消申报资格 撤回 取消资格 退出 · dissolved (撤销, or merged into another)."""

Matter = Literal["cancellation", "merger", "rename"]
"""What may be open about a recognised community."""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
APPLICATION: Final = STATUSES[1:9]
"""An application is under way."""
CLOSED: Final = STATUSES[10:15]
"""It ended, and the community may apply again."""
_LIVE: Final = STATUSES[1:15]
_KNOWN: Final = STATUSES[1:]

FIRST: Final = frozenset({"applied", "title_carried_over", "merged"})
"""The events that may be the first about a community."""

UNDER_NOTICE: Final = frozenset(
    {
        *("applied", "county_reviewed", "county_publicity_started", "county_publicity_ended"),
        *("county_recommended", "city_reviewed", "city_publicity_started"),
        *("city_publicity_ended", "recognised", "rechecked", "spot_checked"),
    }
)
"""Acts under the notice, besides municipal payments: they need it to be in force (第十七条)."""


def __dir__() -> list[str]:
    return __all__


class Cell(NamedTuple):
    """What an event does in a status."""

    to: tuple[Status, ...]
    """Every status that it can lead to."""
    provision: str
    """What it rests on."""
    needs: Matter | None = None
    """The matter that must be open."""
    opens: Matter | None = None
    """The matter that it may open."""


class _Row(NamedTuple):
    event: str
    statuses: tuple[Status, ...]
    to: tuple[Status, ...]
    """Empty where the status stays."""
    provision: str
    needs: Matter | None = None
    opens: Matter | None = None


_ROWS: Final = (
    _Row("applied", ("none", *CLOSED), ("applied",), "art6.1"),
    _Row("title_carried_over", ("none",), ("recognised",), "art17"),
    _Row("county_reviewed", ("applied",), ("county_passed", "declined"), "art6.2"),
    _Row("county_publicity_started", ("county_passed",), ("county_publicity",), "art6.2"),
    _Row(
        "county_publicity_ended",
        ("county_publicity",),
        ("county_publicity_over", "county_passed", "declined"),
        "art6.2",
    ),
    _Row("county_recommended", ("county_publicity_over",), ("recommended",), "art6.2"),
    _Row("city_reviewed", ("recommended",), ("city_passed", "declined"), "art6.3"),
    _Row("city_publicity_started", ("city_passed",), ("city_publicity",), "art6.3"),
    _Row(
        "city_publicity_ended",
        ("city_publicity",),
        ("city_publicity_over", "city_passed", "declined"),
        "art6.3",
    ),
    _Row("recognised", (*APPLICATION, "declined"), ("recognised",), "art7"),
    _Row("announced", ("recognised",), (), "art7"),
    _Row("application_withdrawn", APPLICATION, ("withdrawn",), "art6"),
    _Row("fraud_found", APPLICATION, ("disqualified",), "art15"),
    _Row("fraud_found", CLOSED, (), "art15"),
    _Row(
        "fraud_found", ("recognised",), ("recognised", "cancelled"), "art15", opens="cancellation"
    ),
    _Row("rechecked", ("recognised",), (), "art8", opens="cancellation"),
    _Row("spot_checked", ("recognised",), (), "art8", opens="cancellation"),
    _Row(
        "cancellation_decided",
        ("recognised",),
        ("recognised", "cancelled"),
        "art8",
        needs="cancellation",
    ),
    _Row("abolished", _LIVE, ("dissolved",), "art10"),
    _Row("renamed", ("recognised",), (), "art10", opens="rename"),
    _Row("renamed", (*APPLICATION, *CLOSED), (), "art10"),
    _Row("rename_decided", ("recognised",), ("recognised", "exited"), "art10", needs="rename"),
    _Row("merged", ("recognised",), ("recognised",), "art10", opens="merger"),
    _Row("merged", ("none",), ("recognised", "none"), "art10", opens="merger"),
    *(
        _Row("merged", (status,), ("recognised", status), "art10", opens="merger")
        for status in (*APPLICATION, *CLOSED)
    ),
    _Row("merger_verified", ("recognised",), ("recognised", "exited"), "art10", needs="merger"),
    _Row("change_reported", _KNOWN, (), "art10"),
    _Row("level_conferred", _LIVE, (), "art3"),
    _Row("level_withdrawn", _LIVE, (), "art3"),
    _Row("subsidy_paid", _KNOWN, (), "art11"),
    _Row("funds_reported", _KNOWN, (), "art13"),
    _Row("funds_audited", _KNOWN, (), "art13"),
    _Row("funds_recovered", _KNOWN, (), "art13"),
)

TABLE: Final[Mapping[tuple[str, Status], Cell]] = MappingProxyType(
    {
        (row.event, status): Cell(row.to or (status,), row.provision, row.needs, row.opens)
        for row in _ROWS
        for status in row.statuses
    }
)
"""The effect of each event in each status, in the order of the procedure.

>>> TABLE["county_recommended", "county_publicity_over"].to
('recommended',)
>>> ("county_recommended", "applied") in TABLE
False
"""

_PROVISIONS: Final = MappingProxyType({row.event: row.provision for row in _ROWS})


def provision_of(event: str) -> str:
    """Tell what an event rests on.

    >>> provision_of("county_recommended")
    'art6.2'
    """
    return _PROVISIONS[event]
