"""What a register tells: a community as it stands, what was found, a county's budget."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from zhangye_fes.notebooks import shown
from zhangye_fes.regulation import DISCLAIMER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhangye_fes.deciding import Step
    from zhangye_fes.events import Event
    from zhangye_fes.folding import Account, Past
    from zhangye_fes.model import Finding
    from zhangye_fes.readings import Readings
    from zhangye_fes.standing import HigherLevel
    from zhangye_fes.transitions import Matter, Status

__all__ = [
    "Budget",
    "Community",
    "Each",
    "Noted",
    "described",
    "drawn",
    "laid_out",
    "noted",
]


Each = Literal["community", "event", "obligation", "payment"]
"""What a row can be of a register laid out for a dataframe."""


def __dir__() -> list[str]:
    return __all__


class Community(NamedTuple):
    """One community as it stands."""

    id: str
    status: Status
    open: tuple[Matter, ...]
    """The open matters, sorted."""
    titled: bool
    """Whether it bears the title now."""
    name: str | None
    former_names: tuple[str, ...]
    county: str | None
    street: str | None
    levels: tuple[HigherLevel, ...]
    """The higher levels that it holds, sorted."""
    recognised: dt.date | None
    """The day of the recognition that stands."""
    proposed_name: str | None
    """A new name that awaits consent."""
    merged_from: tuple[str, ...]
    merged_into: str | None
    history: tuple[Step, ...]
    """What was accepted about it, in the order given."""


class Noted(NamedTuple):
    """Something that was kept or noticed, or a recheck that was missed."""

    finding: Finding
    community: str
    year: int | None
    """The year of money or of a missed recheck."""
    on: dt.date
    """The day of the event, or the last day for the recheck."""
    line: int | None
    """The line of the event, ``None`` for a missed recheck."""
    contested: tuple[str, ...]
    """The readings that would not say so."""

    @property
    def code(self) -> str:
        """The stable name of what was found."""
        return self.finding.code

    @property
    def order(self) -> tuple[str, int, str]:
        """By community, year (none first), code."""
        return self.community, -1 if self.year is None else self.year, self.code


class Budget(NamedTuple):
    """A county's municipal subsidy for a year, in whole yuan. Source: 第十一条, 第十三条."""

    entitled: int
    """Due and, to those that nothing else stands against, paid."""
    due: int
    """What may still be paid."""
    paid: int
    recovered: int


def described(account: Account, readings: Readings, history: Iterable[Step]) -> Community:
    """Tell what an account comes to."""
    title = account.title
    held = {each.level for each in title.standing.levels if each.end is None}
    return Community(
        id=title.community,
        status=title.status,
        open=tuple(sorted(title.matters)),
        titled=title.titled(readings),
        name=title.name,
        former_names=title.former_names,
        county=title.county,
        street=title.street,
        levels=tuple(sorted(held)),
        recognised=title.since,
        proposed_name=title.proposed,
        merged_from=title.sources,
        merged_into=title.successor,
        history=tuple(history),
    )


def noted(taken: Step) -> Iterator[Noted]:
    """Tell what was kept or noticed of an event."""
    event = cast("Event", taken.event)  # what could not be read was not accepted
    year = getattr(event, "year", None)
    for finding in taken.findings:
        yield Noted(finding, event.community, year, event.on, taken.line, taken.contested)


def laid_out(past: Past, each: Each) -> list[dict[str, Any]]:
    """Lay out what a register holds as plain dicts for a dataframe."""
    if each == "event":
        return [_event_row(one) for one in past.steps()]
    accounts = past.accounts.values()
    if each == "payment":
        return [row for account in accounts for row in _payment_rows(account)]
    return [_community_row(account, past.rules.readings) for account in accounts]


def _community_row(account: Account, readings: Readings) -> dict[str, Any]:
    """Lay out one community for a dataframe."""
    told = described(account, readings, ())._asdict()
    del told["history"]
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in told.items()
    }


def drawn(accounts: Iterable[Account], readings: Readings, refused: int) -> str:
    """Draw the communities for a notebook, statuses and matters by their names.

    >>> from zhangye_fes.readings import Readings
    >>> drawn((), Readings(), 1).partition("</table>")[2].partition("</p>")[0]
    '<p>另有1行未被接受，见refusals'
    """
    rows = [
        [_TITLED.get(row[name]) or str(row[name] or "") for name in _DRAWN]
        for row in (_community_row(each, readings) for each in accounts)
    ]
    notes = [f"另有{refused}行未被接受，见refusals"] if refused else []
    return shown("登记", [*_DRAWN.values()], rows, *notes, DISCLAIMER)


_DRAWN: Mapping[str, str] = {
    "id": "编号",
    "name": "社区",
    "county": "县（区）",
    "status": "状态",
    "titled": "称号",
    "recognised": "认定日期",
    "open": "未结事项",
}
"""What a notebook shows of a community."""
_TITLED: Mapping[object, str] = {True: "有", False: "无"}


def _event_row(taken: Step) -> dict[str, Any]:
    """Lay out one event for a dataframe, with what became of it."""
    event = taken.event
    return {
        "line": taken.line,
        "community": event and event.community,
        "type": event and event.type,
        "on": event and event.on,
        "year": getattr(event, "year", None),
        "outcome": taken.outcome,
        "codes": ", ".join(each.code for each in taken.findings),
        "contested": ", ".join(taken.contested),
    }


def _payment_rows(account: Account) -> Iterator[dict[str, Any]]:
    """Lay out what was paid to one community for a dataframe."""
    title, money = account
    for each in money.payments:
        yield {
            "community": title.community,
            "county": title.county,
            "year": each.year,
            "level": each.level,
            "amount": each.amount,
            "on": each.on,
        }
