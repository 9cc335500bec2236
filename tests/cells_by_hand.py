"""Every event in every status, typed by hand: short histories, events, and what is to come of it.

A cell is the status that the event leads to with its open matters, such as
``recognised + merger``, or ``no: CODE``. What depends on a reading is added in :func:`led`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.law.histories import (
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.law.histories import Events, Json

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
FORBIDDEN: Final = "no: TRANSITION_FORBIDDEN"
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

# ── readings ───────────────────────────────────────────────────────────────────────────────────

READINGS: Final[dict[str, tuple[str, str]]] = {
    "fraud_after_recognition": ("article_8", "revoked"),
    "fraud_bar": ("this_application", "permanent"),
    "subsidy_title_on": ("payment_date", "any_day"),
    "title_during_rename": ("kept", "suspended"),
    "title_during_merger": ("suspended", "kept"),
}
"""The readings that matter to some cell, the default first."""

LOST_THIS_YEAR: Final = ("cancelled", "exited")
"""In these the title was lost on 1 March 2024: it stood on some days of that year."""


def led(kind: str, before: str, read: Mapping[str, str]) -> str:
    """What an event leads to in a status, or ``no: CODE``, as a reading has it."""
    usual = CELLS[kind].get(before, FORBIDDEN)
    if kind == "fraud_found" and before in RECOGNISED:
        return "cancelled" if read["fraud_after_recognition"] == "revoked" else usual
    if kind == "applied" and before == "disqualified":
        return "no: BARRED" if read["fraud_bar"] == "permanent" else usual
    if kind == "subsidy_paid" and before in {*RECOGNISED, *LOST_THIS_YEAR}:
        entitled = titled(before, read) or read["subsidy_title_on"] == "any_day"
        return before if entitled else "no: NOT_RECOGNISED"
    return usual


def titled(status: str, read: Mapping[str, str]) -> bool:
    """Whether the title stands in a status with its open matters."""
    head, *matters = status.split(" + ")
    suspended = [each for each in matters if read.get(f"title_during_{each}") == "suspended"]
    return head == "recognised" and not suspended


def kept_as(told: str, before: str) -> tuple[str, str]:
    """What an audit makes of an outcome: the step, and the status that follows."""
    if told.removeprefix("no: ") not in KEPT:
        return (told, before) if told.startswith("no: ") else ("ok", told)
    code = told.removeprefix("no: ")
    return f"ok, with {code}", KEPT[code] or before


KEPT: Final[dict[str, str | None]] = {
    "STEP_MISSING": "recognised",
    "NOT_RECOGNISED": None,
    "BARRED": "applied",
}
"""What an audit keeps, and the status that it leads to; none: the same."""


def name_after(kind: str, before: str, status: str | None) -> str:
    """What the community is called; ``status`` is ``None`` where the event was refused."""
    name = "丙" if before in {"none", "exited"} or "merger" in before else "甲"
    if status is None:
        return name
    if kind == "renamed" and before not in RECOGNISED:
        return "戊"
    return {"applied": "甲", "merged": "丙", "rename_decided": "丁"}.get(kind, name)


def described(kind: str, before: str, status: str | None, read: Mapping[str, str]) -> Json:
    """The community after an event that led to a status, or was refused."""
    now = status or before
    head, *matters = now.split(" + ")
    state: dict[str, Any] = {"status": head, "open": matters, "titled": titled(now, read)}
    held = ["provincial"] if kind == "level_conferred" and status else []
    return state | {"name": name_after(kind, before, status), "levels": held}
