"""What the command ``register`` answers: tables and lines for people, JSON for machines."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

from zhangye_fes.duties import TITLES, due_cells
from zhangye_fes.intake import an_option
from zhangye_fes.listings import write_json
from zhangye_fes.messages import explain, text
from zhangye_fes.phrases import (
    HAPPENINGS,
    LEVELS,
    MATTERS,
    OUTCOMES,
    STATUSES,
)
from zhangye_fes.tables import print_table, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhangye_fes.deciding import Step
    from zhangye_fes.events import Event
    from zhangye_fes.model import Finding
    from zhangye_fes.obligations import Obligation
    from zhangye_fes.register import Register
    from zhangye_fes.views import Community

__all__ = [
    "checked",
    "list_budget",
    "list_communities",
    "list_due",
    "list_possible",
    "replayed",
    "tell_community",
    "tell_entitlement",
    "told_of",
]


def __dir__() -> list[str]:
    return __all__


def replayed(register: Register, lang: str, *, as_json: bool) -> None:
    """Tell what became of the events: of each as JSON, or of those about which there is a word."""
    steps = list(register.steps())
    if as_json:
        for each in steps:
            sys.stdout.write(f"{json.dumps(_step(each), ensure_ascii=False)}\n")
        return
    rows = [_step_cells(each, register, lang) for each in steps if each.findings]
    if rows:
        titles = ("line", "date", "community", "event", "outcome", "remarks")
        _table(titles, rows, lang, "r")
    _say(
        "{events} events read: {accepted} accepted, {refused} refused",
        lang,
        events=len(steps),
        accepted=len(register.accepted),
        refused=len(register.refusals),
    )


def _step(step: Step) -> dict[str, Any]:
    """Give a step as plain data."""
    return {
        "line": step.line,
        "event": step.event and step.event.model_dump(mode="json", exclude_none=True),
        "outcome": step.outcome,
        "findings": _findings(step.findings),
        "contested": list(step.contested),
    }


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in findings]


def _step_cells(step: Step, register: Register, lang: str) -> list[str]:
    event = step.event
    told = "\n".join(explain(each, lang) for each in step.findings)
    return [
        str(step.line),
        str(event.on) if event else "",
        name_of(register, event.community) if event else "",
        text(HAPPENINGS[event.type], lang) if event else "",
        text(OUTCOMES[step.outcome], lang),
        visible_lines(told),
    ]


def visible_lines(told: str) -> str:
    """Make each line harmless to a terminal."""
    return "\n".join(map(visible, told.split("\n")))


def list_communities(register: Register, lang: str, *, as_json: bool) -> None:
    """List every community as it stands."""
    found = [register.community(each) for each in register.communities]
    if as_json:
        write_json([_community(each) for each in found])
        return
    titles = ("id", "community", "county", "status", "recognised on", "open matters")
    _table(titles, [_community_cells(each, lang) for each in found], lang)


def _community(community: Community) -> dict[str, Any]:
    """Give a community as plain data, its history step by step."""
    day = community.recognised
    return community._asdict() | {
        "recognised": day and day.isoformat(),
        "history": [_step(each) for each in community.history],
    }


def _community_cells(community: Community, lang: str) -> list[str]:
    return [
        visible(community.id),
        visible(community.name or ""),
        visible(community.county or ""),
        text(STATUSES[community.status], lang),
        str(community.recognised or ""),
        _all_of(MATTERS, community.open, lang),
    ]


def _all_of(names: Mapping[str, str], chosen: Iterable[str], lang: str) -> str:
    return text(", ", lang).join(text(names[each], lang) for each in chosen)


def tell_community(register: Register, community: str, lang: str, *, as_json: bool) -> None:
    """Tell all that is known of one community.

    Raises:
        UnknownCommunity: the register has never seen it.
    """
    found = register.community(community)
    if as_json:
        write_json(_community(found))
        return
    head = filter(None, (found.county, found.street, found.name, found.id))
    sys.stdout.write(f"■ {visible(' '.join(head))}\n")
    for line in _about(found, lang):
        sys.stdout.write(f"{visible(line)}\n")
    rows = [_step_cells(each, register, lang) for each in found.history]
    titles = ("line", "date", "community", "event", "outcome", "remarks")
    _table(titles, rows, lang, "r")


def _about(found: Community, lang: str) -> Iterator[str]:
    comma = text(", ", lang)
    yield text("status: {status}", lang, status=text(STATUSES[found.status], lang))
    title = text("stands", lang) if found.titled else text("does not stand", lang)
    yield text("title: {title}", lang, title=title)
    if found.recognised:
        yield text("recognised on {day}", lang, day=found.recognised)
    if found.open:
        yield text("open: {matters}", lang, matters=_all_of(MATTERS, found.open, lang))
    if found.levels:
        yield text("higher levels: {levels}", lang, levels=_all_of(LEVELS, found.levels, lang))
    if found.former_names:
        yield text("former names: {names}", lang, names=comma.join(found.former_names))
    if found.proposed_name:
        yield text("proposed name: {name}", lang, name=found.proposed_name)
    if found.merged_from:
        yield text("merged from: {ids}", lang, ids=comma.join(found.merged_from))
    if found.merged_into:
        yield text("merged into: {id}", lang, id=found.merged_into)


def list_due(
    register: Register,
    found: Sequence[Obligation],
    lang: str,
    *,
    as_json: bool,
    until: dt.date | None = None,
) -> None:
    """List who must do what by when, of all of it or of what is due until a day."""
    if as_json:
        write_json([each.model_dump(mode="json") for each in found])
    elif found:
        names = (name_of(register, each.community) for each in found)
        rows = [[*due_cells(each, name, lang)] for each, name in zip(found, names, strict=True)]
        _table(TITLES, rows, lang)
    elif until:
        _say("nothing is overdue or due by {day}", lang, day=until)
    else:
        _say("nothing is due", lang)


def list_budget(
    register: Register, year: int, county: str | None, lang: str, *, as_json: bool
) -> None:
    """Sum up the municipal subsidy of a year, of one county or of each that the register knows."""
    seen = (register.community(each).county for each in register.communities)
    counties = [*dict.fromkeys(filter(None, seen))]
    if county is not None:
        an_option(county, counties, "--county")
        counties = [county]
    sums = {each: register.budget(year, each) for each in counties}
    if as_json:
        write_json(
            [{"county": each, "year": year, **found._asdict()} for each, found in sums.items()]
        )
        return
    rows = [[visible(each), *map(str, found)] for each, found in sums.items()]
    if county is None:
        total = [str(sum(column)) for column in zip(*sums.values(), strict=True)]
        rows.append([text("all counties", lang), *total])
    _table(("county", "entitled", "to be paid", "paid", "recovered"), rows, lang, "lrrrr")


def tell_entitlement(
    register: Register, community: str, when: tuple[int, dt.date], lang: str, *, as_json: bool
) -> None:
    """Tell whether a community may be paid for a year on a day, and all that stands against it.

    Raises:
        UnknownCommunity: the register has never seen it.
    """
    found = register.entitlement(community, *when)
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    _say(
        "{name}, subsidy for {year}, as of {day}: {amount} yuan",
        lang,
        name=name_of(register, community),
        year=found.year,
        day=found.on,
        amount=found.amount,
    )
    _tell_findings(found.findings, found.contested_by, lang)


def _tell_findings(findings: Iterable[Finding], contested: Iterable[str], lang: str) -> None:
    for each in findings:
        sys.stdout.write(f"  {visible(explain(each, lang))}\n")
    if readings := ", ".join(contested):
        _say("another reading decides otherwise: {readings}", lang, readings=readings)


def list_possible(
    register: Register, community: str, on: dt.date, lang: str, *, as_json: bool
) -> None:
    """List which events may come on a day, and what stands against the others."""
    found = register.possible(community, on)
    if as_json:
        write_json({name: _findings(against) for name, against in found.items()})
        return
    rows = [
        [
            text(HAPPENINGS[name], lang),
            name,
            text("not possible", lang) if against else text("possible", lang),
            visible_lines("\n".join(explain(each, lang) for each in against)),
        ]
        for name, against in found.items()
    ]
    _table(("event", "id", "outcome", "remarks"), rows, lang)


def checked(register: Register, event: Event, lang: str, *, as_json: bool) -> bool:
    """Tell what would become of an event; whether it would be accepted."""
    step = register.check(event)
    if as_json:
        write_json(_step(step))
    else:
        told = told_of(register, step, text(OUTCOMES[step.outcome], lang), lang)
        sys.stdout.write(f"{visible(told)}\n")
        _tell_findings(step.findings, step.contested, lang)
    return step.outcome == "ok"


def _say(msgid: str, lang: str, **values: object) -> None:
    sys.stdout.write(f"{visible(text(msgid, lang, **values))}\n")


def _table(titles: Iterable[str], rows: list[list[str]], lang: str, right: str = "") -> None:
    print_table([text(each, lang) for each in titles], rows, right)


def told_of(register: Register, step: Step, told: str, lang: str) -> str:
    """Say of what event something is told, where it could be read."""
    if step.event is None:
        return told
    name, event = name_of(register, step.event.community), text(HAPPENINGS[step.event.type], lang)
    return text("{name}, {event}: {told}", lang, name=name, event=event, told=told)


def name_of(register: Register, community: str) -> str:
    """Call a community by its present name, or by its id where the register has no name."""
    known = community in register.communities
    return visible((register.community(community).name if known else None) or community)
