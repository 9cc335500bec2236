"""What the names that a register uses are called: statuses, events, obligations, codes.

The texts are English at their source; the catalogues hold them in the other languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ACTORS",
    "CODED",
    "FACTS",
    "HAPPENINGS",
    "KINDS",
    "LEVELS",
    "MATTERS",
    "OUTCOMES",
    "STATUSES",
    "WHY",
    "WORDS",
]


def __dir__() -> list[str]:
    return __all__


STATUSES: Final[Mapping[str, str]] = FrozenDict(
    {
        "none": "no application",
        "applied": "applied for",
        "county_passed": "passed the county's review",
        "county_publicity": "in publicity at the county",
        "county_publicity_over": "county publicity over",
        "recommended": "recommended to the city",
        "city_passed": "passed the city's review",
        "city_publicity": "in publicity at the city",
        "city_publicity_over": "city publicity over",
        "recognised": "recognised",
        "declined": "declined",
        "disqualified": "disqualified",
        "withdrawn": "withdrawn",
        "cancelled": "cancelled",
        "exited": "exited",
        "dissolved": "dissolved",
    }
)
"""What each status is called; its name is that of the table of transitions."""

MATTERS: Final[Mapping[str, str]] = FrozenDict(
    {
        "cancellation": "cancellation under review",
        "merger": "merger to be verified",
        "rename": "new name awaits consent",
    }
)
"""What may be open about a recognised community."""

KINDS: Final[Mapping[str, str]] = FrozenDict(
    {
        "recheck": "recheck the community",
        "announcement": "award the plaque and announce",
        "change_report": "report the change",
        "funds_report": "report the use of the funds",
        "recovery": "recover the subsidy",
        "merger_verification": "verify the merged community",
        "rename_decision": "decide on the new name",
        "cancellation_decision": "decide on the cancellation",
    }
)
"""What each obligation asks for."""

ACTORS: Final[Mapping[str, str]] = FrozenDict(
    {
        "community": "the community",
        "county": "the county's bureau",
        "city": "the city's bureau",
    }
)
"""Who has to act."""

LEVELS: Final[Mapping[str, str]] = FrozenDict(
    {
        "municipal": "municipal",
        "provincial": "provincial",
        "national": "national",
    }
)
"""The levels of the title."""

WHY: Final[Mapping[str, str]] = FrozenDict(
    {
        "no_term": "no term",
        "calendar_not_published": "calendar not published yet",
    }
)
"""Why nothing is said of a day."""

OUTCOMES: Final[Mapping[str, str]] = FrozenDict(
    {
        "ok": "accepted",
        "reject": "refused",
        "undetermined": "not decided",
    }
)
"""What becomes of an event."""

HAPPENINGS: Final[Mapping[str, str]] = FrozenDict(
    {
        "applied": "application",
        "title_carried_over": "title carried over",
        "county_reviewed": "county review",
        "county_publicity_started": "county publicity posted",
        "county_publicity_ended": "county publicity ended",
        "county_recommended": "county recommendation",
        "city_reviewed": "city review",
        "city_publicity_started": "city publicity posted",
        "city_publicity_ended": "city publicity ended",
        "recognised": "recognition",
        "announced": "plaque and announcement",
        "application_withdrawn": "application withdrawn",
        "fraud_found": "fraud found",
        "rechecked": "recheck done",
        "spot_checked": "spot check done",
        "cancellation_decided": "cancellation decided",
        "abolished": "community abolished",
        "renamed": "community renamed",
        "rename_decided": "new name decided",
        "merged": "communities merged",
        "merger_verified": "merger verified",
        "change_reported": "change reported",
        "level_conferred": "higher level conferred",
        "level_withdrawn": "higher level withdrawn",
        "subsidy_paid": "subsidy paid",
        "funds_reported": "use of funds reported",
        "funds_audited": "use of funds audited",
        "funds_recovered": "subsidy recovered",
    }
)
"""What each type of event is."""

CODED: Final[Mapping[str, str]] = FrozenDict(
    {
        "INVALID_INPUT": "the event cannot be read",
        "UNKNOWN_COMMUNITY": "the community was never seen before",
        "OUT_OF_ORDER": "dated before the community's last event",
        "TRANSITION_FORBIDDEN": "cannot come in this status",
        "NOT_IN_FORCE": "the notice is not in force",
        "OUT_OF_SCOPE": "the community is outside the notice's scope",
        "MATERIALS_MISSING": "materials are missing",
        "BARRED": "barred from applying after fraud",
        "NOT_CARRIED_OVER": "not dated before the notice",
        "TITLE_LAPSED": "earlier titles have lapsed",
        "PUBLICITY_TOO_SHORT": "publicity too short",
        "PUBLICITY_NOT_OVER": "publicity not over",
        "CITY_PUBLICITY_UNDER_FIVE": "city publicity shorter than five working days",
        "CALENDAR_NOT_PUBLISHED": "the calendar does not reach that far",
        "STEP_MISSING": "a step of the procedure is missing",
        "PASSED_BELOW_90": "passed with fewer than 90 points",
        "SAME_NAME": "that is its name already",
        "NO_MERGER": "fewer than two communities merge",
        "NOTHING_TO_REPORT": "nothing to report",
        "CHANGE_REPORT_LATE": "the change was reported late",
        "YEAR_NOT_BEGUN": "the year has not begun",
        "NOT_RECOGNISED": "without the title",
        "BEFORE_FIRST_YEAR": "before the first year of the subsidy",
        "SUBSIDY_BARRED": "no more subsidy after an adverse audit",
        "HIGHER_TIER_SUBSIDY": "subsidised at a higher level",
        "ALREADY_PAID": "already paid for the year",
        "AMOUNT_NOT_10000": "the amount is not 10,000 yuan",
        "DOUBLE_SUBSIDY": "municipal and higher money for the same year",
        "FUNDS_REPORT_LATE": "the use of funds was reported late",
        "NOTHING_TO_AUDIT": "no municipal money to audit",
        "NOTHING_TO_RECOVER": "no adverse finding, nothing to recover",
        "AMOUNT_TOO_LARGE": "more than what is left to recover",
        "RECHECK_MISSED": "the yearly recheck was missed",
    }
)
"""What each code says of an event, or of its absence."""

FACTS: Final[Mapping[str, str]] = FrozenDict(
    {
        "amount": "amount",
        "audited": "audited year",
        "before": "to be before",
        "change": "change",
        "civil_affairs_filed": "filed with civil affairs",
        "day": "day not covered",
        "due": "due",
        "first": "first year",
        "fraud_found": "fraud found before",
        "government_approved": "approved by the government",
        "happened": "happened",
        "held": "held",
        "involved": "communities",
        "last": "last day",
        "left": "left",
        "left_out": "left out",
        "level": "level",
        "missing": "missing",
        "name": "name",
        "needed": "needed",
        "on": "date",
        "paid": "paid on",
        "posted": "posted",
        "record": "record",
        "score": "score",
        "status": "status",
        "to": "to",
        "workdays": "working days",
        "year": "year",
    }
)
"""What was looked at for a finding, by its name."""

WORDS: Final[Mapping[str, str]] = FrozenDict(
    {
        "True": "yes",
        "False": "no",
        "abolished": "abolished",
        "renamed": "renamed",
        "merged": "merged",
        "itself": "itself",
        "source": "merged into it",
        "successor": "its successor",
        "application_form": "application form",
        "score_sheet": "score sheet",
        "experience_report": "experience report",
        "photos": "photos",
        "county review": "county review",
        "90 points": "90 points",
        "site visit": "site visit",
        "county publicity": "county publicity",
        "county recommendation": "county recommendation",
        "city review": "city review",
        "city publicity": "city publicity",
    }
)
"""What a fact of a finding may say, by its name."""
