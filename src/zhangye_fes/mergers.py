"""Mergers: the one event that changes several communities, taken whole or refused whole.

The successor is new, or a community already known, which then is one of those merged. Sources that
nobody has seen are only listed.

Source: 第十条
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.deciding import Objection, object_to
from zhangye_fes.lifecycle import out_of_order
from zhangye_fes.title import OpenChange, Title, placed, settled, without
from zhangye_fes.transitions import Matter, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhangye_fes.events import Merged

__all__ = ["involved", "merge", "merger_guards"]

_DISSOLVED: Status = "dissolved"
_MERGER: frozenset[Matter] = frozenset({"merger"})
_RENAME: frozenset[Matter] = frozenset({"rename"})


def __dir__() -> list[str]:
    return __all__


def involved(known: Mapping[str, Title], event: Merged) -> dict[str, Title | None]:
    """Find who is merged, each once: the sources, and the successor where it is known."""
    ids = dict.fromkeys(event.sources)
    if event.community in known:
        ids[event.community] = None
    return {each: known.get(each) for each in ids}


def merger_guards(known: Mapping[str, Title], event: Merged) -> Iterator[Objection]:
    """Try what can stand against a merger: order, a dissolved community, too few.

    Source: 第十条
    """
    merged = involved(known, event)
    for title in merged.values():
        if title:
            yield from out_of_order(title, event)
    for title in merged.values():
        if title and title.status == "dissolved":
            yield object_to(
                "TRANSITION_FORBIDDEN",
                "art10",
                community=title.community,
                status=title.status,
                event=event.type,
                possible="",
            )
    if len(merged) < 2:  # noqa: PLR2004 - a merger is of two at least
        yield object_to("NO_MERGER", involved=len(merged))


def merge(known: Mapping[str, Title], event: Merged) -> dict[str, Title]:
    """Give every title that a merger changes.

    Source: 第十条
    """
    merged = [title for title in involved(known, event).values() if title]
    sources = [title for title in merged if title.community != event.community]
    changed = {
        title.community: settled(
            title,
            without(title, _DISSOLVED)._replace(successor=event.community),
            event.on,
        )
        for title in sources
    }
    before = known.get(event.community) or Title(event.community)
    after = placed(before, event.name, event.county, event.street)._replace(
        sources=(*before.sources, *(title.community for title in sources))
    )
    if recognised := [title.since for title in merged if title.since]:
        after = after._replace(
            status="recognised",
            since=min(recognised),
            matters=after.matters - _RENAME | _MERGER,
            proposed=None,
            unreported=(*after.unreported, OpenChange("merged", event.on)),
        )
    changed[event.community] = settled(before, after, event.on)
    return changed
