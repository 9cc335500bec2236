"""Invented histories of communities, in the order of time: the same for the same seed.

A third of the communities carry a title over from the notice of 2018, the others apply from the
autumn of 2023 on and go through both reviews and publicities; one review in ten fails, and they
apply again. Each year of a title brings the payment, the report on it and the recheck; now and then
a spot check, an audit and what it recovers, a change of name, a higher level. One pair of
neighbours in twenty merges. Some of it is late or irregular, as in real registers.
"""

from __future__ import annotations

import datetime as dt
from heapq import merge
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    History = Iterator[dict[str, Any]]

__all__ = ["events"]

_YEARS = range(2023, 2029)
_MATERIALS = ["application_form", "score_sheet", "experience_report", "photos"]


def events(number: int, communities: int, seed: int) -> History:
    """Invent so many events of so many communities, or all there are, as plain data.

    >>> [each["type"] for each in events(3, 2, seed=181)]
    ['title_carried_over', 'title_carried_over', 'rechecked']
    """
    pairs = [
        _pair(Random(f"{seed}-{first}"), first)  # noqa: S311 - invented histories, not secrets
        for first in range(0, communities, 2)
    ]
    return islice(merge(*pairs, key=_on), number)


def _on(event: dict[str, Any]) -> str:
    return str(event["on"])


def _event(kind: str, community: str, on: dt.date, **fields: object) -> dict[str, Any]:
    return {"type": kind, "community": community, "on": on.isoformat(), **fields}


def _place(community: str, name: str) -> dict[str, str]:
    return {"name": f"{name}{community[6:]}社区", "county": community[:6], "street": community[:9]}


def _pair(random: Random, first: int) -> History:
    """Give the events of two neighbours; some merge, and the second is then no more."""
    ids = [f"62{each // 500:04}{each:06}" for each in (first, first + 1)]
    both = merge(*(_history(random, each) for each in ids), key=_on)
    if random.randrange(20):
        yield from both
        return
    day = dt.date(2024, 1, 1) + dt.timedelta(days=random.randrange(900))
    later = None
    for later in both:
        if later["on"] >= day.isoformat():
            break
        yield later
    yield _event("merged", ids[0], day, sources=ids, **_place(ids[0], "合并"))
    on = dt.date.fromisoformat(later["on"]) if later and later["on"] > day.isoformat() else day
    yield _event("merger_verified", ids[0], on, passed=bool(random.randrange(8)))
    yield _event("change_reported", ids[0], on, change="merged")
    yield from (each for each in both if each["community"] == ids[0])


def _history(random: Random, community: str) -> History:
    if not random.randrange(3):
        on = dt.date(2020, 1, 1) + dt.timedelta(days=random.randrange(1100))
        yield _event("title_carried_over", community, on, **_place(community, "老"))
        first = 2023
    else:
        on = dt.date(2023, 9, 5) + dt.timedelta(days=random.randrange(700))
        while not random.randrange(10):
            yield _applied(community, on)
            on += dt.timedelta(days=random.randint(10, 60))
            score = random.randint(60, 89)
            yield _event(
                "county_reviewed", community, on, score=score, eligible=True, site_visit_passed=True
            )
            on += dt.timedelta(days=random.randint(100, 300))
        yield from _application(random, community, on)
        first = on.year + 1
    for year in _YEARS:
        if year >= first:
            yield from sorted(_year(random, community, year), key=_on)


def _applied(community: str, on: dt.date) -> dict[str, Any]:
    return _event(
        "applied",
        community,
        on,
        **_place(community, "新"),
        government_approved=True,
        civil_affairs_filed=True,
        materials=_MATERIALS,
    )


def _application(random: Random, community: str, on: dt.date) -> History:
    """Go from the application to the plaque; a publicity in twenty is too short."""
    yield _applied(community, on)
    passed: dict[str, bool]
    for office, passed in (("county", {"site_visit_passed": True}), ("city", {"passed": True})):
        on += dt.timedelta(days=random.randint(3, 12))
        score = random.randint(90, 100)
        yield _event(f"{office}_reviewed", community, on, score=score, eligible=True, **passed)
        on += dt.timedelta(days=random.randint(1, 4))
        yield _event(f"{office}_publicity_started", community, on)
        on += dt.timedelta(days=random.randint(9, 14) if random.randrange(20) else 4)
        yield _event(f"{office}_publicity_ended", community, on, objections="none")
        on += dt.timedelta(days=random.randint(1, 5))
        kind = "county_recommended" if office == "county" else "recognised"
        yield _event(kind, community, on)
    yield _event("announced", community, on, ref=f"张人社发〔{on.year}〕{random.randint(1, 300)}号")


def _year(random: Random, community: str, year: int) -> History:
    """Give what a year of a title brings, in no order."""

    def day(first: int, last: int) -> dt.date:
        return dt.date(year, 1, 1) + dt.timedelta(days=random.randint(first, last))

    first = 60 if year > _YEARS[0] else 250  # the notice was issued in September
    amount = 10_000 if random.randrange(100) else 8_000
    paid = {"year": year, "amount": amount, "level": "municipal"}
    yield _event("subsidy_paid", community, day(250, 330), **paid)
    yield _event("funds_reported", community, day(331, 357), year=year)
    if random.randrange(20):
        score = random.randint(88, 100)
        yield _event("rechecked", community, day(first, 330), passed=True, score=score)
    if random.randrange(2):
        yield _event("spot_checked", community, day(first, 330), passed=bool(random.randrange(30)))
    if random.randrange(2):
        proper = random.randrange(12)
        finding = "proper" if proper else "underused"
        yield _event("funds_audited", community, day(358, 360), year=year, finding=finding)
        if not proper:
            back = {"year": year, "amount": 2_000}
            yield _event("funds_recovered", community, day(361, 363), **back)
    if not random.randrange(30):
        name = f"{year}年新名{community[6:]}社区"
        yield _event("renamed", community, day(60, 90), new_name=name)
        yield _event("rename_decided", community, day(100, 150), consented=True)
        yield _event("change_reported", community, day(100, 160), change="renamed")
    if not random.randrange(40):
        yield _event("level_conferred", community, day(30, 50), level="provincial")
