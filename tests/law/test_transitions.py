"""Every event in every status, from the table of the life cycle: stated effect, or forbidden."""

from __future__ import annotations

from typing import Final

import pytest

from tests.law.asking import kept, last, status
from tests.law.histories import (
    Events,
    Json,
    accounted,
    applied,
    audited,
    carried,
    city_reviewed,
    consented,
    county_reviewed,
    decided,
    event,
    merged,
    paid,
    rechecked,
    recovered,
    renamed,
    reported,
    verified,
    way,
)

ON: Final = "2024-06-03"
"""A Monday, long after the last step of every history below."""

FAILED: Final = rechecked("2024-03-01", passed=False)

HISTORIES: Final[dict[str, Events]] = {
    "none": [merged("2023-09-05", "x", "y")],
    "applied": [applied()],
    "county_passed": way("county_reviewed"),
    "county_publicity": way("county_publicity_started"),
    "county_publicity_over": way("county_publicity_ended"),
    "recommended": way("county_recommended"),
    "city_passed": way("city_reviewed"),
    "city_publicity": way("city_publicity_started"),
    "city_publicity_over": way("city_publicity_ended"),
    "recognised": way(),
    "recognised + rename": [*way(), renamed("2024-03-01", "丁")],
    "recognised + merger": [*way(), merged("2024-03-01", "x")],
    "recognised + cancellation": [*way(), FAILED],
    "recognised + cancellation + merger + rename": [
        *way(),
        merged("2024-02-01", "x"),
        FAILED,
        renamed("2024-03-01", "丁"),
    ],
    "declined": [applied(), county_reviewed(score=89)],
    "disqualified": [applied(), event("fraud_found", "2023-09-12")],
    "withdrawn": [applied(), event("application_withdrawn", "2023-09-12")],
    "cancelled": [*way(), FAILED, decided("2024-03-01")],
    "exited": [*way(), merged("2024-03-01", "x"), verified("2024-03-01", passed=False)],
    "dissolved": [applied(), event("abolished", "2023-09-12")],
}
"""A short way to each status, with each open matter and with all."""

EVENTS: Final[dict[str, Json]] = {
    "applied": applied(ON),
    "title_carried_over": carried(ON)[0],
    "county_reviewed": county_reviewed(ON),
    "county_publicity_started": event("county_publicity_started", ON),
    "county_publicity_ended": event("county_publicity_ended", ON, objections="none"),
    "county_recommended": event("county_recommended", ON),
    "city_reviewed": city_reviewed(ON),
    "city_publicity_started": event("city_publicity_started", ON),
    "city_publicity_ended": event("city_publicity_ended", ON, objections="none"),
    "recognised": event("recognised", ON),
    "announced": event("announced", ON),
    "application_withdrawn": event("application_withdrawn", ON),
    "fraud_found": event("fraud_found", ON),
    "rechecked": rechecked(ON, passed=False),
    "spot_checked": event("spot_checked", ON, passed=False),
    "cancellation_decided": decided(ON),
    "abolished": event("abolished", ON),
    "renamed": renamed(ON, "戊"),
    "rename_decided": consented(ON),
    "merged": merged(ON, "z"),
    "merger_verified": verified(ON),
    "change_reported": reported(ON, "abolished"),
    "level_conferred": event("level_conferred", ON, level="provincial"),
    "level_withdrawn": event("level_withdrawn", ON, level="provincial"),
    "subsidy_paid": paid(2024, ON),
    "funds_reported": accounted(2024, ON),
    "funds_audited": audited(2024, ON),
    "funds_recovered": recovered(2024, ON, 1),
}

APPLICATION: Final = (
    *("applied", "county_passed", "county_publicity", "county_publicity_over"),
    *("recommended", "city_passed", "city_publicity", "city_publicity_over"),
)
CLOSED: Final = ("declined", "disqualified", "withdrawn", "cancelled", "exited")
RECOGNISED: Final = tuple(each for each in HISTORIES if each.startswith("recognised"))
LIVING: Final = tuple(each for each in HISTORIES if each not in {"none", "dissolved"})
SEEN: Final = (*LIVING, "dissolved")
"""Any but ``none``."""


def opened(status: str, matter: str) -> str:
    head, *matters = status.split(" + ")
    return " + ".join([head, *sorted({*matters, matter})])


def closed(status: str, matter: str) -> str:
    return " + ".join(each for each in status.split(" + ") if each != matter)


def with_matter(matter: str) -> tuple[str, ...]:
    return tuple(each for each in RECOGNISED if matter in each.split(" + "))


# what each event does in each status: the status it leads to, or "no: CODE" of a guard.
# a status that is not named is one in which the event is forbidden.
CELLS: Final[dict[str, dict[str, str]]] = {
    "applied": dict.fromkeys(["none", *CLOSED], "applied"),
    # on 2024-06-03 a title can no longer be carried over; elsewhere it is forbidden before that
    "title_carried_over": {"none": "no: NOT_CARRIED_OVER"},
    "county_reviewed": {"applied": "county_passed"},
    "county_publicity_started": {"county_passed": "county_publicity"},
    "county_publicity_ended": {"county_publicity": "county_publicity_over"},
    "county_recommended": {"county_publicity_over": "recommended"},
    "city_reviewed": {"recommended": "city_passed"},
    "city_publicity_started": {"city_passed": "city_publicity"},
    "city_publicity_ended": {"city_publicity": "city_publicity_over"},
    "recognised": {
        **dict.fromkeys([*APPLICATION, "declined"], "no: STEP_MISSING"),
        "city_publicity_over": "recognised",
    },
    "announced": {each: each for each in RECOGNISED},
    "application_withdrawn": dict.fromkeys(APPLICATION, "withdrawn"),
    "fraud_found": {
        **dict.fromkeys(APPLICATION, "disqualified"),
        **{each: each for each in CLOSED},
        **{each: opened(each, "cancellation") for each in RECOGNISED},
    },
    "rechecked": {each: opened(each, "cancellation") for each in RECOGNISED},
    "spot_checked": {each: opened(each, "cancellation") for each in RECOGNISED},
    "cancellation_decided": dict.fromkeys(with_matter("cancellation"), "cancelled"),
    "abolished": dict.fromkeys(LIVING, "dissolved"),
    "renamed": {
        **{each: each for each in (*APPLICATION, *CLOSED)},
        **{each: opened(each, "rename") for each in RECOGNISED},
    },
    "rename_decided": {each: closed(each, "rename") for each in with_matter("rename")},
    "merged": {
        **{each: each for each in ("none", *APPLICATION, *CLOSED)},
        **{each: opened(closed(each, "rename"), "merger") for each in RECOGNISED},
    },
    "merger_verified": {each: closed(each, "merger") for each in with_matter("merger")},
    "change_reported": dict.fromkeys(SEEN, "no: NOTHING_TO_REPORT"),
    "level_conferred": {each: each for each in LIVING},
    "level_withdrawn": {each: each for each in LIVING},
    "subsidy_paid": {
        **dict.fromkeys(SEEN, "no: NOT_RECOGNISED"),
        **{each: each for each in RECOGNISED if "merger" not in each},  # which suspends the title
    },
    "funds_reported": dict.fromkeys(SEEN, "no: NOTHING_TO_REPORT"),
    "funds_audited": dict.fromkeys(SEEN, "no: NOTHING_TO_AUDIT"),
    "funds_recovered": dict.fromkeys(SEEN, "no: NOTHING_TO_RECOVER"),
}
UNLAWFUL: Final = {"no: STEP_MISSING": "recognised", "no: NOT_RECOGNISED": None}
"""What an audit keeps of these, and the status that it leads to; none: the same."""


@pytest.mark.parametrize("before", HISTORIES)
def test_each_status_is_reached(before: str) -> None:
    assert status(HISTORIES[before]) == before


def test_every_event_has_its_line() -> None:
    assert CELLS.keys() == EVENTS.keys()
    assert all(cells.keys() <= HISTORIES.keys() for cells in CELLS.values())
    assert len(EVENTS) * len(HISTORIES) == 28 * 20


@pytest.mark.parametrize("before", HISTORIES)
@pytest.mark.parametrize("kind", EVENTS)
class TestCells:
    """Each event in each status.

    市级充分就业社区实行动态管理，
    """

    def test_when_deciding(self, kind: str, before: str) -> None:
        events = [*HISTORIES[before], EVENTS[kind]]
        expected = CELLS[kind].get(before, "no: TRANSITION_FORBIDDEN")
        if expected.startswith("no: "):
            assert last(events) == expected
        else:
            assert last(events) == "ok"
            assert status(events) == expected

    def test_when_auditing(self, kind: str, before: str) -> None:
        events = [*HISTORIES[before], EVENTS[kind]]
        expected = CELLS[kind].get(before, "no: TRANSITION_FORBIDDEN")
        if expected in UNLAWFUL:
            assert kept(events) == f"ok, with {expected.removeprefix('no: ')}"
            assert status(events, irregular="keep") == (UNLAWFUL[expected] or before)
        elif expected.startswith("no: "):
            assert kept(events) == expected
        else:
            assert kept(events) == "ok"
            assert status(events, irregular="keep") == expected


@pytest.mark.parametrize("kind", EVENTS)
def test_a_community_never_seen(kind: str) -> None:
    """Only an application, a title of before and a merger may be the first of one."""
    first = {
        "applied": "ok",
        "title_carried_over": "no: NOT_CARRIED_OVER",
        "merged": "no: NO_MERGER",
    }
    for mode in ("refuse", "keep"):
        step = last([EVENTS[kind]], irregular=mode)
        assert step == first.get(kind, "no: UNKNOWN_COMMUNITY")


@pytest.mark.parametrize("kind", EVENTS)
def test_no_event_goes_back_in_time(kind: str) -> None:
    """The order is looked at before the status, and the same day is no step back."""
    history = [applied("2024-06-04")]
    for mode in ("refuse", "keep"):
        assert last([*history, EVENTS[kind]], irregular=mode) == "no: OUT_OF_ORDER"
    same_day = last([*history, EVENTS[kind] | {"on": "2024-06-04"}], irregular="keep")
    assert same_day != "no: OUT_OF_ORDER"


def test_a_title_of_before_where_a_merger_left_no_status() -> None:
    history = [merged("2023-08-01", "x", "y")]
    assert status([*history, *carried("2023-08-31")]) == "recognised"
