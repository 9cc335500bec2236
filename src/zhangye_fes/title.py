"""What is kept of one community's title, and how each event changes it.

The changes know no guards: an event that was accepted changes the title in the same way, whether it
was lawful or only happened.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from zhangye_fes import events
from zhangye_fes.standing import LevelSpan, Standing, Stretch
from zhangye_fes.transitions import APPLICATION

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from zhangye_fes.events import Change, Event
    from zhangye_fes.readings import Readings
    from zhangye_fes.transitions import Matter, Status

__all__ = ["NOWHERE", "PASS_MARK", "OpenChange", "Title", "after", "blocks", "settled", "without"]

PASS_MARK = 90
"""90分以上, 90 included. Source: 第六条第（二）项, 第七条."""

NOWHERE = Standing.trusted(stretches=(), levels=())
"""The standing of a community that was never recognised."""

_CLOSED: frozenset[Matter] = frozenset()


def __dir__() -> list[str]:
    return __all__


class OpenChange(NamedTuple):
    """A change of a recognised community that has not been reported. Source: 第十条."""

    kind: Change
    on: dt.date


class Title(NamedTuple):
    """One community's title, as its events have left it.

    >>> Title("c").status
    'none'
    """

    community: str
    status: Status = "none"
    last: dt.date | None = None
    """The day of its last event."""
    name: str | None = None
    former_names: tuple[str, ...] = ()
    county: str | None = None
    street: str | None = None
    reached: Status = "none"
    """How far the last application came."""
    publicity: dt.date | None = None
    """The day on which the running publicity was posted, or on which the last one ended."""
    since: dt.date | None = None
    """The recognition that stands; ``None`` where none does."""
    matters: frozenset[Matter] = _CLOSED
    """The open ones."""
    proposed: str | None = None
    """The name that awaits consent."""
    announcement: dt.date | None = None
    """Since when an announcement is due."""
    unreported: tuple[OpenChange, ...] = ()
    rechecks: tuple[int, ...] = ()
    """The years with a recheck."""
    fraud: bool = False
    """Whether fraud was ever found."""
    standing: Standing = NOWHERE
    sources: tuple[str, ...] = ()
    """The known communities merged into it."""
    successor: str | None = None
    """The community that it was merged into."""

    def titled(self, readings: Readings) -> bool:
        """Whether the title stands now."""
        last = self.standing.stretches[-1:]
        return self.status == "recognised" and last[0].titled(readings)


def blocks(
    event: events.CountyPublicityEnded | events.CityPublicityEnded, readings: Readings
) -> bool:
    """Whether an objection was dismissed, and the publicity must be held again all the same.

    Source: 第六条第（二）项, reading ``dismissed_objection``
    """
    return event.objections == "dismissed" and readings.dismissed_objection == "blocks"


def after(title: Title, event: Event, readings: Readings) -> Title:
    """Give the title after an accepted event."""
    change = _CHANGES.get(type(event))
    changed = change(title, event, readings) if change else title
    return settled(title, changed, event.on)


def settled(before: Title, changed: Title, on: dt.date) -> Title:
    """End the stretch that an event ended, begin the one that it began, and note its day."""
    if _bearing(before) == _bearing(changed):
        return changed._replace(last=on)
    stretches = list(before.standing.stretches)
    if before.status == "recognised":
        ended = stretches.pop()
        if ended.first < on:
            stretches.append(replace(ended, end=on))
    since, renaming, merging = _bearing(changed)
    if since:
        stretches.append(Stretch(first=on, recognised=since, renaming=renaming, merging=merging))
    standing = Standing.trusted(stretches=tuple(stretches), levels=changed.standing.levels)
    return changed._replace(last=on, standing=standing)


def _bearing(title: Title) -> tuple[dt.date | None, bool, bool]:
    """Give what a stretch depends on: the recognition that stands, an open rename, a merger."""
    return title.since, "rename" in title.matters, "merger" in title.matters


def without(title: Title, status: Status) -> Title:
    """Leave recognition or application: all matters are closed."""
    return title._replace(
        status=status, since=None, matters=_CLOSED, proposed=None, announcement=None
    )


def _to(status: Status) -> Callable[[Title, Any, Readings], Title]:
    return lambda title, _event, _readings: title._replace(status=status, reached=status)


def _named(title: Title, name: str) -> Title:
    """Take a name; the one before becomes a former one."""
    if title.name is None or title.name == name:
        return title._replace(name=name)
    return title._replace(name=name, former_names=(*title.former_names, title.name))


def placed(title: Title, name: str, county: str, street: str) -> Title:
    """Take name and place.

    >>> placed(Title("c", name="东街"), "西街", "甘州区", "东街街道").former_names
    ('东街',)
    """
    return _named(title, name)._replace(county=county, street=street)


def _applied(title: Title, event: events.Applied, _readings: Readings) -> Title:
    here = placed(title, event.name, event.county, event.street)
    return here._replace(status="applied", reached="applied")


def _carried_over(title: Title, event: events.TitleCarriedOver, _readings: Readings) -> Title:
    here = placed(title, event.name, event.county, event.street)
    return here._replace(status="recognised", since=event.on)


def _county_reviewed(title: Title, event: events.CountyReviewed, _readings: Readings) -> Title:
    if event.eligible and event.score >= PASS_MARK and event.site_visit_passed:
        return title._replace(status="county_passed", reached="county_passed")
    return title._replace(status="declined")


def _city_reviewed(title: Title, event: events.CityReviewed, _readings: Readings) -> Title:
    if event.eligible and event.score >= PASS_MARK and event.passed:
        return title._replace(status="city_passed", reached="city_passed")
    return title._replace(status="declined")


def _posted(
    title: Title, event: events.CountyPublicityStarted | events.CityPublicityStarted
) -> Title:
    county = isinstance(event, events.CountyPublicityStarted)
    status: Status = "county_publicity" if county else "city_publicity"
    return title._replace(status=status, reached=status, publicity=event.on)


def _publicity_ended(
    title: Title, event: events.CountyPublicityEnded | events.CityPublicityEnded, readings: Readings
) -> Title:
    county = isinstance(event, events.CountyPublicityEnded)
    if event.objections == "upheld":
        return title._replace(status="declined")
    again: Status = "county_passed" if county else "city_passed"
    over: Status = "county_publicity_over" if county else "city_publicity_over"
    status = again if blocks(event, readings) else over
    return title._replace(status=status, reached=status, publicity=event.on)


def _recognised(title: Title, event: events.Recognised | events.MergerVerified) -> Title:
    return title._replace(
        status="recognised",
        since=event.on,
        matters=title.matters - {"merger"},
        announcement=title.announcement or event.on,
    )


def _fraud_found(title: Title, _event: events.FraudFound, readings: Readings) -> Title:
    marked = title._replace(fraud=True)
    if title.status in APPLICATION:
        return without(marked, "disqualified")
    if title.status != "recognised":
        return marked
    if readings.fraud_after_recognition == "revoked":
        return without(marked, "cancelled")
    return marked._replace(matters=title.matters | {"cancellation"})


def _checked(
    title: Title, event: events.Rechecked | events.SpotChecked, _readings: Readings
) -> Title:
    if isinstance(event, events.Rechecked) and event.on.year not in title.rechecks:
        title = title._replace(rechecks=(*title.rechecks, event.on.year))
    return title if event.passed else title._replace(matters=title.matters | {"cancellation"})


def _cancellation_decided(
    title: Title, event: events.CancellationDecided, _readings: Readings
) -> Title:
    if event.cancelled:
        return without(title, "cancelled")
    return title._replace(matters=title.matters - {"cancellation"})


def _abolished(title: Title, event: events.Abolished, _readings: Readings) -> Title:
    ended = without(title, "dissolved")
    if title.status != "recognised":
        return ended
    return ended._replace(unreported=(*title.unreported, OpenChange("abolished", event.on)))


def _renamed(title: Title, event: events.Renamed, _readings: Readings) -> Title:
    if title.status != "recognised":
        return _named(title, event.new_name)
    if title.proposed == event.new_name:
        return title
    return title._replace(
        matters=title.matters | {"rename"},
        proposed=event.new_name,
        unreported=(*title.unreported, OpenChange("renamed", event.on)),
    )


def _rename_decided(title: Title, event: events.RenameDecided, readings: Readings) -> Title:
    if not event.consented and readings.rename_refused == "lapses":
        return without(title, "exited")
    decided = title._replace(matters=title.matters - {"rename"}, proposed=None)
    return _named(decided, title.proposed or "") if event.consented else decided


def _merger_verified(title: Title, event: events.MergerVerified, _readings: Readings) -> Title:
    return _recognised(title, event) if event.passed else without(title, "exited")


def _change_reported(title: Title, event: events.ChangeReported, _readings: Readings) -> Title:
    reported = next(each for each in title.unreported if each.kind == event.change)
    left = list(title.unreported)
    left.remove(reported)
    return title._replace(unreported=tuple(left))


def _level_conferred(title: Title, event: events.LevelConferred, _readings: Readings) -> Title:
    stretches, levels = title.standing.stretches, title.standing.levels
    if event.level in title.standing.levels_on(event.on):
        return title
    more = (*levels, LevelSpan(level=event.level, first=event.on))
    return title._replace(standing=Standing.trusted(stretches=stretches, levels=more))


def _level_withdrawn(title: Title, event: events.LevelWithdrawn, _readings: Readings) -> Title:
    left = []
    for each in title.standing.levels:
        if each.level != event.level or each.end is not None:
            left.append(each)
        elif each.first < event.on:
            left.append(LevelSpan(level=each.level, first=each.first, end=event.on))
    stretches = title.standing.stretches
    return title._replace(standing=Standing.trusted(stretches=stretches, levels=tuple(left)))


_CHANGES: Mapping[type, Callable[[Title, Any, Readings], Title]] = MappingProxyType(
    {
        events.Applied: _applied,
        events.TitleCarriedOver: _carried_over,
        events.CountyReviewed: _county_reviewed,
        events.CountyPublicityStarted: lambda title, event, _: _posted(title, event),
        events.CountyPublicityEnded: _publicity_ended,
        events.CountyRecommended: _to("recommended"),
        events.CityReviewed: _city_reviewed,
        events.CityPublicityStarted: lambda title, event, _: _posted(title, event),
        events.CityPublicityEnded: _publicity_ended,
        events.Recognised: lambda title, event, _: _recognised(title, event),
        events.Announced: lambda title, _event, _: title._replace(announcement=None),
        events.Withdrawn: lambda title, _event, _: without(title, "withdrawn"),
        events.FraudFound: _fraud_found,
        events.Rechecked: _checked,
        events.SpotChecked: _checked,
        events.CancellationDecided: _cancellation_decided,
        events.Abolished: _abolished,
        events.Renamed: _renamed,
        events.RenameDecided: _rename_decided,
        events.MergerVerified: _merger_verified,
        events.ChangeReported: _change_reported,
        events.LevelConferred: _level_conferred,
        events.LevelWithdrawn: _level_withdrawn,
    }
)
"""What each event changes; payments and what follows them change the money alone."""
