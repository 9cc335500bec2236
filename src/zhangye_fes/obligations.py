"""What has arisen and is not done, and the rechecks that were missed.

Source: 第七条, 第八条, 第十条, 第十三条
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from zhangye_fes.dates import writable
from zhangye_fes.deciding import Rules, object_to, other_readings
from zhangye_fes.lifecycle import report_term
from zhangye_fes.subsidy import Money, funds_due
from zhangye_fes.values import IsoDate, Value
from zhangye_fes.workdays import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhangye_fes.model import Finding
    from zhangye_fes.readings import Readings
    from zhangye_fes.standing import Stretch
    from zhangye_fes.title import Title
    from zhangye_fes.transitions import Matter

__all__ = ["Missed", "Obligation", "missed_rechecks", "obligations_of"]

Kind = Literal[
    "recheck",
    "announcement",
    "change_report",
    "funds_report",
    "recovery",
    "merger_verification",
    "rename_decision",
    "cancellation_decision",
]

_DECISIONS: Mapping[Matter, tuple[Kind, str]] = MappingProxyType(
    {
        "cancellation": ("cancellation_decision", "art8"),
        "merger": ("merger_verification", "art10"),
        "rename": ("rename_decision", "art10"),
    }
)
"""What has to be decided while a matter is open."""


def __dir__() -> list[str]:
    return __all__


class Obligation(Value):
    """Something that has arisen and is not done."""

    kind: Kind
    community: str
    year: int | None = None
    """The year it is for, where it is for one."""
    due: IsoDate | None = None
    why: Literal["no_term", "calendar_not_published"] | None = None
    """Why nothing is said of when it is due."""
    not_before: IsoDate | None = None
    """Until when it is not overdue, where the calendar does not reach; no day after 2100."""
    overdue: bool | None = False
    """``None`` where the calendar does not reach."""
    who: Literal["community", "county", "city"]
    """Who has to act: 社区, 县（区）人社部门, 市人社部门."""
    provision: str

    @property
    def order(self) -> tuple[bool, str, str, str, int]:
        """By due (what has no day last), kind, community, year."""
        return self.due is None, str(self.due), self.kind, self.community, self.year or 0


class Missed(NamedTuple):
    """A recheck that was due in a year and not done. Source: 第八条."""

    year: int
    finding: Finding
    contested: tuple[str, ...]


def obligations_of(
    title: Title, money: Money, on: dt.date, rules: Rules, horizon: dt.date | None = None
) -> Iterator[Obligation]:
    """List what has arisen by a day and is not done; with a horizon, also what falls due by then.

    Source: 第七条, 第八条, 第十条, 第十三条
    """
    if title.titled(rules.readings):
        last = on.year if horizon is None else max(on.year, horizon.year)
        for year in range(on.year, last + 1):
            end = dt.date(year, 12, 31)
            if _recheck_due(title, title.standing.stretches[-1], end, rules.readings) and (
                year == on.year or horizon is None or end <= horizon
            ):
                yield Obligation(
                    kind="recheck",
                    community=title.community,
                    year=year,
                    due=end,
                    who="city",
                    provision="art8",
                )
    if title.announcement:
        yield _without_term(title, "announcement", "city", "art7")
    for change in title.unreported:
        yield _change_report(title, change.on, on, rules)
    yield from _funds(title, money, on, rules)
    for matter in sorted(title.matters):
        kind, provision = _DECISIONS[matter]
        yield _without_term(title, kind, "city", provision)


def _recheck_due(title: Title, stretch: Stretch, end: dt.date, readings: Readings) -> bool:
    """Whether the recheck of the year that ends then is due and not done."""
    first = stretch.recognised.year + (readings.first_recheck == "following_year")
    forced = in_force(end, readings).in_force
    return forced and end.year >= first and end.year not in title.rechecks


def _without_term(
    title: Title,
    kind: Kind,
    who: Literal["county", "city"],
    provision: str,
    year: int | None = None,
) -> Obligation:
    return Obligation(
        kind=kind,
        community=title.community,
        year=year,
        why="no_term",
        who=who,
        provision=provision,
    )


def _change_report(title: Title, happened: dt.date, on: dt.date, rules: Rules) -> Obligation:
    term = report_term(happened, rules)
    if term.last_day:
        overdue: bool | None = on > term.last_day
    else:
        overdue = None if on > term.not_before else False
    return Obligation(
        kind="change_report",
        community=title.community,
        due=term.last_day,
        why=None if term.last_day else "calendar_not_published",
        not_before=None if term.last_day else writable(term.not_before),
        overdue=overdue,
        who="community",
        provision="art10",
    )


def _funds(title: Title, money: Money, on: dt.date, rules: Rules) -> Iterator[Obligation]:
    years = sorted({each.year for each in money.payments if each.level == "municipal"})
    reported = {year for year, _ in money.reports}
    for year in years:
        if year not in reported:
            due = funds_due(money.municipal(year)[0].on, rules)
            yield Obligation(
                kind="funds_report",
                community=title.community,
                year=year,
                due=writable(due),
                why=None if writable(due) else "calendar_not_published",
                overdue=on > due,
                who="community",
                provision="art13",
            )
        if money.adverse(year) and money.recovered(year) < money.paid(year):
            yield _without_term(title, "recovery", "county", "art13", year)


def missed_rechecks(title: Title, on: dt.date, readings: Readings) -> Iterator[Missed]:
    """List the past calendar years whose recheck was due and not done.

    Source: 第八条, reading ``first_recheck``
    """
    missed = _missed_years(title, on, readings)
    if not title.standing.stretches:
        return
    others = [
        (name, _missed_years(title, on, other))
        for name in ("first_recheck", "title_during_rename", "title_during_merger")
        for other in other_readings(readings, name)
    ]
    for year in missed:
        contested = tuple([name for name, years in others if year not in years])
        finding = object_to("RECHECK_MISSED", year=year).finding
        yield Missed(year, finding, contested)


def _missed_years(title: Title, on: dt.date, readings: Readings) -> list[int]:
    return [
        year
        for stretch in title.standing.stretches
        if stretch.titled(readings)
        for year in range(stretch.first.year, min(on, stretch.end or on).year + 1)
        if year < on.year
        and stretch.meets(dt.date(year, 12, 31), dt.date(year, 12, 31))
        and _recheck_due(title, stretch, dt.date(year, 12, 31), readings)
    ]
