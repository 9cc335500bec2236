"""Histories to test with: the events of one community, day by day, as plain data."""

from __future__ import annotations

from typing import Any, Final

from zhangye_fes.events import MATERIALS

__all__ = ["PLACE", "STATES", "Json", "application", "carried", "event", "recognised"]

Json = dict[str, Any]

PLACE: Final[Json] = {"name": "东街社区", "county": "甘州区", "street": "东街街道"}


def event(kind: str, community: str, on: str, **more: object) -> Json:
    return {"type": kind, "community": community, "on": on, **more}


def carried(community: str = "c", on: str = "2021-06-01") -> Json:
    return event("title_carried_over", community, on, **PLACE)


def application(community: str = "c", year: int = 2024) -> list[Json]:
    """From 申报 to the end of the city's publicity, as the notice has it; nothing irregular.

    2024-05-06 … 05-31: both publicities are posted on a Monday and end on the Monday after, five
    working days from the next day on (05-13: Tue–Fri, Mon; 05-27: likewise).
    """
    day = f"{year}-05-"
    return [
        event(
            "applied",
            community,
            f"{day}06",
            **PLACE,
            government_approved=True,
            civil_affairs_filed=True,
            materials=list(MATERIALS),
        ),
        event(
            "county_reviewed",
            community,
            f"{day}10",
            score=90,
            eligible=True,
            site_visit_passed=True,
        ),
        event("county_publicity_started", community, f"{day}13"),
        event("county_publicity_ended", community, f"{day}20", objections="none"),
        event("county_recommended", community, f"{day}21"),
        event("city_reviewed", community, f"{day}24", score=90, eligible=True, passed=True),
        event("city_publicity_started", community, f"{day}27"),
        event("city_publicity_ended", community, f"{year}-06-03", objections="none"),
    ]


def recognised(community: str = "c", year: int = 2024) -> list[Json]:
    """Recognised on 4 June."""
    return [*application(community, year), event("recognised", community, f"{year}-06-04")]


def _states() -> dict[str, list[Json]]:
    steps = application()
    states: dict[str, list[Json]] = {
        status: steps[:count]
        for count, status in enumerate(
            (
                *("applied", "county_passed", "county_publicity", "county_publicity_over"),
                *("recommended", "city_passed", "city_publicity", "city_publicity_over"),
            ),
            start=1,
        )
    }
    all_of_it = recognised()
    late = "2024-06-10"
    doubt = event("rechecked", "c", late, passed=False)
    return {
        "none": [
            event("merged", "c", "2024-05-06", **PLACE, sources=["x", "y"]),
        ],
        **states,
        "recognised": all_of_it,
        "declined": [
            steps[0],
            event(
                "county_reviewed",
                "c",
                late,
                score=89,
                eligible=True,
                site_visit_passed=True,
            ),
        ],
        "disqualified": [steps[0], event("fraud_found", "c", late)],
        "withdrawn": [steps[0], event("application_withdrawn", "c", late)],
        "cancelled": [
            *all_of_it,
            doubt,
            event("cancellation_decided", "c", late, cancelled=True),
        ],
        "exited": [
            *all_of_it,
            event("merged", "c", late, **PLACE, sources=["x"]),
            event("merger_verified", "c", late, passed=False),
        ],
        "dissolved": [*all_of_it, event("abolished", "c", late)],
    }


STATES: Final = _states()
"""A lawful history that ends in each status, all of it by 2024-06-10."""
