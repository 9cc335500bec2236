"""Events and short histories, so that a test reads as a sentence.

The community is ``c`` unless another is named. Days are chosen such that no step is short or late
unless the test means it to be.
"""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]
Events = list[Json]

MATERIALS: Final = ["application_form", "score_sheet", "experience_report", "photos"]
PLACE: Final = {"county": "620702", "street": "620702001"}


def event(kind: str, on: str, community: str = "c", **fields: object) -> Json:
    """Write an event as it goes over the wire."""
    return {"type": kind, "community": community, "on": on, **fields}


def applied(on: str = "2023-09-11", community: str = "c", **changed: object) -> Json:
    """Write an application with nothing wanting but what is changed."""
    fields: Json = {"name": "甲", **PLACE, "materials": MATERIALS}
    approvals: Json = {"government_approved": True, "civil_affairs_filed": True}
    return event("applied", on, community, **(fields | approvals | changed))


def county_reviewed(on: str = "2023-09-20", community: str = "c", **changed: object) -> Json:
    """Write a review by the county that is passed."""
    fields: Json = {"score": 92, "eligible": True, "site_visit_passed": True} | changed
    return event("county_reviewed", on, community, **fields)


def city_reviewed(on: str = "2023-11-01", community: str = "c", **changed: object) -> Json:
    """Write a review by the city that is passed."""
    fields: Json = {"score": 91, "eligible": True, "passed": True} | changed
    return event("city_reviewed", on, community, **fields)


def publicity(
    level: str, posted: str, end: str, objections: str = "none", community: str = "c"
) -> Events:
    """Write a publicity: its day of posting and its last day."""
    return [
        event(f"{level}_publicity_started", posted, community),
        event(f"{level}_publicity_ended", end, community, objections=objections),
    ]


def way(until: str = "recognised", community: str = "c", year: int = 2023) -> Events:
    """Go the way of 第六条 up to a step, in the autumn of a year.

    In 2023 the county's publicity counts 10, 11, 12, 13 and 16 October, the city's 7, 8, 9, 10 and
    13 November: five working days each, the day of posting not counted. In 2024 (12 October is
    worked) and 2025 (11 October is worked) they are not shorter.
    """
    full = [
        applied(f"{year}-09-11", community),
        county_reviewed(f"{year}-09-20", community),
        *publicity("county", f"{year}-10-09", f"{year}-10-16", community=community),
        event("county_recommended", f"{year}-10-17", community),
        city_reviewed(f"{year}-11-01", community),
        *publicity("city", f"{year}-11-06", f"{year}-11-13", community=community),
        event("recognised", f"{year}-11-14", community),
    ]
    place = [each["type"] for each in full].index(until)
    return full[: place + 1]


def carried(on: str = "2023-06-01", community: str = "c", name: str = "甲") -> Events:
    """A title given under the notice of 2018, the shortest way to one: recognised since ``on``."""
    return [event("title_carried_over", on, community, name=name, **PLACE)]


def renamed(on: str, new_name: str = "乙", community: str = "c") -> Json:
    """Write a change of name."""
    return event("renamed", on, community, new_name=new_name)


def consented(on: str, consent: bool = True, community: str = "c") -> Json:
    """Write what the city decides of a name."""
    return event("rename_decided", on, community, consented=consent)


def merged(on: str, *sources: str, into: str = "c", name: str = "丙") -> Json:
    """Write a merger of communities into one."""
    return event("merged", on, into, sources=list(sources), name=name, **PLACE)


def verified(on: str, passed: bool = True, community: str = "c") -> Json:
    """Write what the city found of a merged community."""
    return event("merger_verified", on, community, passed=passed)


def rechecked(on: str, passed: bool = True, community: str = "c", **more: object) -> Json:
    """Write a yearly recheck."""
    return event("rechecked", on, community, passed=passed, **more)


def decided(on: str, cancel: bool = True, community: str = "c") -> Json:
    """Write what the city decides after a check was failed."""
    return event("cancellation_decided", on, community, cancelled=cancel)


def cancelled(on: str, community: str = "c") -> Events:
    """A failed spot check and the cancellation that follows, on one day."""
    return [
        event("spot_checked", on, community, passed=False),
        decided(on, community=community),
    ]


def reported(on: str, change: str, community: str = "c") -> Json:
    """Write a report of a change to the city."""
    return event("change_reported", on, community, change=change)


def paid(
    year: int, on: str, amount: int = 10_000, level: str = "municipal", community: str = "c"
) -> Json:
    """Write a payment of subsidy for a year."""
    return event("subsidy_paid", on, community, year=year, amount=amount, level=level)


def audited(year: int, on: str, finding: str = "irregular", community: str = "c") -> Json:
    """Write what an audit of a year's money found."""
    return event("funds_audited", on, community, year=year, finding=finding)


def accounted(year: int, on: str, community: str = "c") -> Json:
    """Write a report on the use of a year's money."""
    return event("funds_reported", on, community, year=year)


def recovered(year: int, on: str, amount: int, community: str = "c") -> Json:
    """Write a recovery of a year's money."""
    return event("funds_recovered", on, community, year=year, amount=amount)
