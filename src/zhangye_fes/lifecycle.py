"""One community's title: which events may come, what stands against them, where they lead.

The transition table is in ``transitions``, what an event changes in ``title``; here are the guards,
each with the provision that it rests on, in the order in which they are tried.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhangye_fes import events
from zhangye_fes.deciding import Objection, Rules, Weight, object_to, validity
from zhangye_fes.errors import CalendarCoverageError, InvalidInput
from zhangye_fes.regulation import ISSUED
from zhangye_fes.title import PASS_MARK, Title, blocks
from zhangye_fes.transitions import APPLICATION, FIRST, TABLE, UNDER_NOTICE, provision_of
from zhangye_fes.workdays import Certainty, add_months, check_publicity, month_deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from zhangye_fes.events import Event
    from zhangye_fes.transitions import Status

__all__ = [
    "ReportTerm",
    "guards",
    "may_come",
    "out_of_order",
    "possible_types",
    "report_term",
    "unknown",
]

_LEFT_OUT: Final[Mapping[Status, tuple[str, ...]]] = MappingProxyType(
    {
        "county_passed": ("county review", "90 points", "site visit"),
        "county_publicity_over": ("county publicity",),
        "recommended": ("county recommendation",),
        "city_passed": ("city review",),
        "city_publicity_over": ("city publicity",),
    }
)
"""What an applicant has gone through by each status. Source: 第六条."""


def __dir__() -> list[str]:
    return __all__


def unknown(event: Event) -> Iterator[Objection]:
    """Object to an event about a community never seen that cannot be the first about one."""
    if event.type not in FIRST:
        yield object_to("UNKNOWN_COMMUNITY", community=event.community, event=event.type)


def out_of_order(title: Title, event: Event) -> Iterator[Objection]:
    """Object to an event dated before the last one about the community."""
    if title.last and event.on < title.last:
        yield object_to(
            "OUT_OF_ORDER", community=title.community, on=str(event.on), last=str(title.last)
        )


def possible_types(title: Title) -> tuple[str, ...]:
    """List the types of event that may come in a status, whatever the guards say.

    >>> possible_types(Title("c"))
    ('applied', 'title_carried_over', 'merged')
    """
    return tuple(
        name
        for (name, status), cell in TABLE.items()
        if status == title.status and (cell.needs is None or cell.needs in title.matters)
    )


def may_come(title: Title, event: Event) -> Iterator[Objection]:
    """Object to an event that the transition table does not have.

    Source: the provision of the event, as the table cites it
    """
    cell = TABLE.get((event.type, title.status))
    if cell is None or (cell.needs and cell.needs not in title.matters):
        yield object_to(
            "TRANSITION_FORBIDDEN",
            provision_of(event.type),
            community=title.community,
            status=title.status,
            event=event.type,
            possible=", ".join(possible_types(title)),
        )


def guards(title: Title, event: Event, rules: Rules) -> Iterator[Objection]:
    """Try the guards of an event about a title, in their order.

    Source: 第二条, 第六条 to 第八条, 第十条, 第十五条, 第十七条
    """
    if event.type in UNDER_NOTICE:
        yield from validity(event.on, rules)
    if guard := _GUARDS.get(type(event)):
        yield from guard(title, event, rules)


def _applied(title: Title, event: events.Applied, rules: Rules) -> Iterator[Objection]:
    if not (event.government_approved and event.civil_affairs_filed):
        yield object_to(
            "OUT_OF_SCOPE",
            government_approved=event.government_approved,
            civil_affairs_filed=event.civil_affairs_filed,
        )
    if missing := [each for each in events.MATERIALS if each not in event.materials]:
        yield object_to("MATERIALS_MISSING", missing=", ".join(missing))
    if title.fraud and rules.readings.fraud_bar == "permanent":
        yield object_to("BARRED", fraud_found=True)


def _carried_over(
    _title: Title, event: events.TitleCarriedOver, rules: Rules
) -> Iterator[Objection]:
    if event.on >= ISSUED:
        yield object_to("NOT_CARRIED_OVER", on=str(event.on), before=str(ISSUED))
    if rules.readings.earlier_titles == "lapsed":
        yield object_to("TITLE_LAPSED", on=str(event.on))


def _publicity(
    title: Title, event: events.CountyPublicityEnded | events.CityPublicityEnded, rules: Rules
) -> Iterator[Objection]:
    if event.objections == "upheld" or blocks(event, rules.readings):
        return
    county = isinstance(event, events.CountyPublicityEnded)
    provision = "art6.2" if county else "art6.3"
    bound = county or rules.readings.city_publicity_minimum == "five_workdays"
    posted = title.publicity or event.on
    about = {"posted": str(posted), "last": str(event.on)}
    try:
        held = check_publicity(posted, event.on, readings=rules.readings, calendar=rules.calendar)
    except CalendarCoverageError as error:
        held, about = None, about | {"day": str(error.day)}
    if held is None or held.certainty == Certainty.PROVISIONAL:
        unknown_yet = object_to("CALENDAR_NOT_PUBLISHED", provision, **about)
        yield unknown_yet if bound else unknown_yet._replace(weight=Weight.NOTICE)
    elif not held.enough:
        code = "PUBLICITY_TOO_SHORT" if bound else "CITY_PUBLICITY_UNDER_FIVE"
        yield object_to(code, provision, workdays=held.counted, needed=held.workdays, **about)


def _not_over(title: Title, event: Event, provision: str) -> Iterator[Objection]:
    if title.publicity and event.on <= title.publicity:
        yield object_to(
            "PUBLICITY_NOT_OVER", provision, on=str(event.on), last=str(title.publicity)
        )


def _recommended(
    title: Title, event: events.CountyRecommended, _rules: Rules
) -> Iterator[Objection]:
    yield from _not_over(title, event, "art6.2")


def _recognised(title: Title, event: events.Recognised, _rules: Rules) -> Iterator[Objection]:
    if title.status == "city_publicity_over":
        yield from _not_over(title, event, "art6.3")
        return
    order = ("none", *APPLICATION)
    left_out = [
        step
        for status, steps in _LEFT_OUT.items()
        if order.index(status) > order.index(title.reached)
        for step in steps
    ]
    yield object_to("STEP_MISSING", status=title.status, left_out=", ".join(left_out))


def _checked(
    _title: Title, event: events.Rechecked | events.SpotChecked, _rules: Rules
) -> Iterator[Objection]:
    if event.passed and event.score is not None and event.score < PASS_MARK:
        yield object_to("PASSED_BELOW_90", score=event.score)


def _renamed(title: Title, event: events.Renamed, _rules: Rules) -> Iterator[Objection]:
    if event.new_name == title.name:
        yield object_to("SAME_NAME", name=event.new_name)


def _change_reported(
    title: Title, event: events.ChangeReported, rules: Rules
) -> Iterator[Objection]:
    open_change = next((each for each in title.unreported if each.kind == event.change), None)
    if open_change is None:
        yield object_to("NOTHING_TO_REPORT", change=event.change)
        return
    term = report_term(open_change.on, rules)
    about = {"change": event.change, "happened": str(open_change.on), "on": str(event.on)}
    if event.on <= term.not_before:
        return
    if term.last_day is None:
        unknown_yet = object_to("CALENDAR_NOT_PUBLISHED", "art10", **about)
        yield unknown_yet._replace(weight=Weight.NOTICE)
    elif event.on > term.last_day:
        yield object_to("CHANGE_REPORT_LATE", due=str(term.last_day), **about)


class ReportTerm(NamedTuple):
    """Until when a change is reported in time."""

    not_before: dt.date
    """The corresponding day: in time without any calendar."""
    last_day: dt.date | None
    """``None`` where the calendar does not reach."""


def report_term(happened: dt.date, rules: Rules) -> ReportTerm:
    """Work out the term of 第十条: one month.

    >>> from zhangye_fes.readings import DEFAULT
    >>> str(report_term(dt.date(2025, 1, 1), Rules(DEFAULT)).last_day)
    '2025-02-05'

    Source: 第十条
    """
    try:
        term = month_deadline(happened, readings=rules.readings, calendar=rules.calendar)
    except InvalidInput:  # it ends after 2100, where no date of ours can be
        return ReportTerm(add_months(happened, 1), None)
    guessed = term.certainty == Certainty.PROVISIONAL
    return ReportTerm(term.not_before, None if guessed else term.last_day)


_GUARDS: Mapping[type, Callable[[Title, Any, Rules], Iterator[Objection]]] = MappingProxyType(
    {
        events.Applied: _applied,
        events.TitleCarriedOver: _carried_over,
        events.CountyPublicityEnded: _publicity,
        events.CountyRecommended: _recommended,
        events.CityPublicityEnded: _publicity,
        events.Recognised: _recognised,
        events.Rechecked: _checked,
        events.SpotChecked: _checked,
        events.Renamed: _renamed,
        events.ChangeReported: _change_reported,
    }
)
"""The guards of each event, besides the validity of the notice."""
