"""One community's title: every cell of the table, every guard firing and not, every reading."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from tests.histories import PLACE, STATES, Json, application, carried, event, recognised
from zhangye_fes.deciding import Irregular
from zhangye_fes.events import EVENTS, MATERIALS
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.regulation import provisions
from zhangye_fes.transitions import APPLICATION, CLOSED, STATUSES, TABLE
from zhangye_fes.workcalendar import WorkCalendar

DAY = "2024-06-11"
SAMPLES: dict[str, Json] = {
    "applied": {
        **PLACE,
        "government_approved": True,
        "civil_affairs_filed": True,
        "materials": [*MATERIALS],
    },
    "title_carried_over": PLACE,
    "county_reviewed": {"score": 90, "eligible": True, "site_visit_passed": True},
    "county_publicity_ended": {"objections": "upheld"},
    "city_reviewed": {"score": 90, "eligible": True, "passed": True},
    "city_publicity_ended": {"objections": "upheld"},
    "rechecked": {"passed": True},
    "spot_checked": {"passed": True},
    "cancellation_decided": {"cancelled": True},
    "renamed": {"new_name": "西街社区"},
    "rename_decided": {"consented": True},
    "merged": {**PLACE, "sources": ["x"]},
    "merger_verified": {"passed": True},
    "change_reported": {"change": "renamed"},
    "level_conferred": {"level": "national"},
    "level_withdrawn": {"level": "national"},
    "subsidy_paid": {"year": 2024, "amount": 10_000, "level": "national"},
    "funds_reported": {"year": 2024},
    "funds_audited": {"year": 2024, "finding": "proper"},
    "funds_recovered": {"year": 2024, "amount": 1},
}
AFTER = {
    "applied": "applied",
    "county_reviewed": "county_passed",
    "county_publicity_started": "county_publicity",
    "county_publicity_ended": "declined",
    "county_recommended": "recommended",
    "city_reviewed": "city_passed",
    "city_publicity_started": "city_publicity",
    "city_publicity_ended": "declined",
    "recognised": "recognised",
    "application_withdrawn": "withdrawn",
    "abolished": "dissolved",
    "title_carried_over": "recognised",
}
"""Where the samples lead, wherever they may come; the others leave the status as it is."""

LIVE = STATUSES[1:15]
ALLOWED = {
    "applied": ("none", *CLOSED),
    "title_carried_over": ("none",),
    "county_reviewed": ("applied",),
    "county_publicity_started": ("county_passed",),
    "county_publicity_ended": ("county_publicity",),
    "county_recommended": ("county_publicity_over",),
    "city_reviewed": ("recommended",),
    "city_publicity_started": ("city_passed",),
    "city_publicity_ended": ("city_publicity",),
    "recognised": (*APPLICATION, "declined"),
    "announced": ("recognised",),
    "application_withdrawn": APPLICATION,
    "fraud_found": (*APPLICATION, *CLOSED, "recognised"),
    "rechecked": ("recognised",),
    "spot_checked": ("recognised",),
    "cancellation_decided": (),
    "abolished": LIVE,
    "renamed": LIVE,
    "rename_decided": (),
    "merged": ("none", *LIVE),
    "merger_verified": (),
    "change_reported": STATUSES[1:],
    "level_conferred": LIVE,
    "level_withdrawn": LIVE,
    "subsidy_paid": STATUSES[1:],
    "funds_reported": STATUSES[1:],
    "funds_audited": STATUSES[1:],
    "funds_recovered": STATUSES[1:],
}
"""Typed from the table of the design; the three decisions need an open matter."""


def keep(*events: Json, readings: Readings | None = None) -> Register:
    return Register.replay(events, readings or Readings(), irregular="keep")


def codes(register: Register) -> list[str]:
    """The codes of the last event that was taken."""
    return sorted(each.code for each in register.accepted[-1].findings)


def outcome(
    history: list[Json],
    last: Json,
    irregular: Irregular = "refuse",
    readings: Readings | None = None,
) -> tuple[str, list[str]]:
    """What becomes of an event after a history: its outcome and codes."""
    before = keep(*history, readings=readings)
    assert not before.refusals
    after = before.extended([last], irregular)
    (*_, step) = after.steps()
    if step.outcome != "ok":
        assert after.community("c") == before.community("c") if "c" in after.communities else True
    return step.outcome, [each.code for each in step.findings]


def test_the_states_are_what_they_say() -> None:
    assert STATES.keys() == set(STATUSES)
    for status, history in STATES.items():
        register = Register.replay(history)
        assert not register.refusals
        assert register.community("c").status == status


def test_the_table_cites_what_there_is() -> None:
    assert {cell.provision for cell in TABLE.values()} <= provisions().keys()
    assert {name for name, _ in TABLE} == EVENTS.keys() == ALLOWED.keys()


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", EVENTS)
class TestEveryCell:
    """Each event in each status: what is allowed leads where it should, all else changes nothing.

    The sample of 公示 ends with an objection upheld; `recognised` skips steps: kept in an audit.
    """

    def test_it(self, kind: str, status: str) -> None:
        before = Register.replay(STATES[status])
        on = "2021-06-01" if (kind, status) == ("title_carried_over", "none") else DAY
        start = [event("merged", "c", on, **PLACE, sources=["x", "y"])]
        if on != DAY:
            before = Register.replay(start)
        last = event(kind, "c", on, **SAMPLES.get(kind, {}))
        after = before.extended([last], "keep")
        if status in ALLOWED[kind]:
            nothing = {
                "change_reported": "NOTHING_TO_REPORT",
                "funds_reported": "NOTHING_TO_REPORT",
                "funds_audited": "NOTHING_TO_AUDIT",
                "funds_recovered": "NOTHING_TO_RECOVER",
            }
            if kind in nothing:
                assert after.refusals[0].code == nothing[kind]
                return
            assert not after.refusals
            cell = next(each for key, each in TABLE.items() if key == (kind, status))
            lead = AFTER.get(kind, status)
            if kind == "fraud_found" and status in APPLICATION:
                lead = "disqualified"
            assert after.community("c").status == lead
            assert after.community("c").status in cell.to
        else:
            assert [each.code for each in after.refusals] == ["TRANSITION_FORBIDDEN"]
            (finding,) = after.refusals[0].findings
            assert finding.facts["status"] == status
            assert after == before


@pytest.mark.parametrize(
    ("kind", "opening", "closed", "kept"),
    [
        (
            "cancellation_decided",
            event("spot_checked", "c", DAY, passed=False),
            "cancelled",
            "cancelled",
        ),
        (
            "rename_decided",
            event("renamed", "c", DAY, new_name="西街社区"),
            "recognised",
            "consented",
        ),
        (
            "merger_verified",
            event("merged", "c", DAY, **PLACE, sources=["x"]),
            "recognised",
            "passed",
        ),
    ],
)
def test_decisions_need_an_open_matter(kind: str, opening: Json, closed: str, kept: str) -> None:
    decided = event(kind, "c", DAY, **{kept: True})
    register = keep(*recognised(), opening, decided)
    assert not register.refusals
    assert register.community("c").status == closed
    assert register.community("c").open == ()
    no = keep(*recognised(), opening, event(kind, "c", DAY, **{kept: False}))
    lead = "exited" if kind == "merger_verified" else "recognised"
    assert (no.community("c").status, no.community("c").open) == (lead, ())


class TestOrder:
    """One code a refusal: unknown, out of order, forbidden, then the guards."""

    def test_unknown(self) -> None:
        for kind in EVENTS.keys() - {"applied", "title_carried_over", "merged"}:
            register = Register.replay([event(kind, "c", DAY, **SAMPLES.get(kind, {}))])
            assert register.refusals[0].code == "UNKNOWN_COMMUNITY"
            assert register.communities == ()

    def test_out_of_order_goes_before_forbidden(self) -> None:
        assert outcome(recognised(), event("recognised", "c", "2024-06-03")) == (
            "reject",
            ["OUT_OF_ORDER"],
        )
        assert outcome(recognised(), event("recognised", "c", "2024-06-04"))[1] == [
            "TRANSITION_FORBIDDEN"
        ]

    def test_guards_in_their_order_and_an_audit_keeps_them_all(self) -> None:
        late = event(
            "applied",
            "c",
            "2028-09-05",
            **PLACE,
            government_approved=False,
            civil_affairs_filed=True,
            materials=["photos"],
        )
        history = [application()[0], event("fraud_found", "c", DAY)]
        read = Readings(fraud_bar="permanent")
        wrong = ["NOT_IN_FORCE", "OUT_OF_SCOPE", "MATERIALS_MISSING", "BARRED"]
        assert outcome(history, late, "refuse", read) == ("reject", wrong)
        assert outcome(history, late, "keep", read) == ("ok", wrong)
        assert outcome(history, late, "keep") == ("ok", wrong[:3])


class TestReview:
    """90 points, eligibility, and the visit or the city's own judgement."""

    @pytest.mark.parametrize(
        ("score", "eligible", "visit", "status"),
        [
            (90, True, True, "county_passed"),
            (89, True, True, "declined"),
            (100, False, True, "declined"),
            (100, True, False, "declined"),
        ],
    )
    def test_county_and_city(self, score: int, eligible: bool, visit: bool, status: str) -> None:
        steps = application()
        county = steps[1] | {"score": score, "eligible": eligible, "site_visit_passed": visit}
        assert keep(steps[0], county).community("c").status == status
        city = steps[5] | {"score": score, "eligible": eligible, "passed": visit}
        expected = status.replace("county", "city")
        assert keep(*steps[:5], city).community("c").status == expected


def held(level: str, last: str, objections: str = "none") -> list[Json]:
    """The application up to and with the end of a publicity."""
    count = {"county": 4, "city": 8}[level]
    steps = application()[:count]
    steps[-1] = steps[-1] | {"on": last, "objections": objections}
    return steps


class TestPublicity:
    """How long it lasts, and what comes of it.

    County 2024-05-13 (Mon) …: 14, 15, 16, 17, 20 are five days from the next day on, and
    13 … 17 five with the day of posting. City 2024-05-27 (Mon) …: five to 06-03, or to 05-31.
    """

    @pytest.mark.parametrize(
        ("level", "last", "readings", "found"),
        [
            ("county", "2024-05-20", {}, []),
            ("county", "2024-05-19", {}, ["PUBLICITY_TOO_SHORT"]),
            ("county", "2024-05-17", {}, ["PUBLICITY_TOO_SHORT"]),
            ("county", "2024-05-17", {"publicity_first_day": "posting_day"}, []),
            (
                "county",
                "2024-05-16",
                {"publicity_first_day": "posting_day"},
                ["PUBLICITY_TOO_SHORT"],
            ),
            ("city", "2024-06-03", {}, []),
            ("city", "2024-05-31", {}, ["CITY_PUBLICITY_UNDER_FIVE"]),
            (
                "city",
                "2024-05-31",
                {"city_publicity_minimum": "five_workdays"},
                ["PUBLICITY_TOO_SHORT"],
            ),
            ("city", "2024-06-03", {"city_publicity_minimum": "five_workdays"}, []),
        ],
    )
    def test_its_length(
        self, level: str, last: str, readings: dict[str, str], found: list[str]
    ) -> None:
        *before, ended = held(level, last)
        read = Readings.model_validate(readings)
        decided = "reject" if "PUBLICITY_TOO_SHORT" in found else "ok"
        assert outcome(before, ended, "refuse", read) == (decided, found)
        assert outcome(before, ended, "keep", read) == ("ok", found)

    @pytest.mark.parametrize(
        ("level", "last", "provision"),
        [("county", "2024-05-17", "art6.2"), ("city", "2024-05-31", "art6.3")],
    )
    def test_each_cites_its_own_provision(self, level: str, last: str, provision: str) -> None:
        (short,) = keep(*held(level, last)).accepted[-1].findings
        assert short.provision == provision

    def test_days_that_are_only_assumed_decide_nothing(self) -> None:
        assumed = WorkCalendar.bundled().with_provisional(dt.date(2027, 12, 31))
        steps = [*application(year=2026)[:2], event("county_publicity_started", "c", "2027-03-01")]
        ended = event("county_publicity_ended", "c", "2027-03-31", objections="none")
        (*_, step) = Register.replay([*steps, ended], calendar=assumed).steps()
        assert step.outcome == "undetermined"
        assert [each.code for each in step.findings] == ["CALENDAR_NOT_PUBLISHED"]

    @pytest.mark.parametrize("level", ["county", "city"])
    def test_objections(self, level: str) -> None:
        short = {"county": "2024-05-13", "city": "2024-05-27"}[level]
        upheld = keep(*held(level, short, "upheld"))
        assert (upheld.community("c").status, codes(upheld)) == ("declined", [])
        blocked = keep(
            *held(level, short, "dismissed"), readings=Readings(dismissed_objection="blocks")
        )
        assert (blocked.community("c").status, codes(blocked)) == (f"{level}_passed", [])
        code = {"county": "PUBLICITY_TOO_SHORT", "city": "CITY_PUBLICITY_UNDER_FIVE"}[level]
        as_none = keep(*held(level, short, "dismissed"))
        assert (as_none.community("c").status, codes(as_none)) == (
            f"{level}_publicity_over",
            [code],
        )
        assert "dismissed_objection" in as_none.accepted[-1].contested

    def test_a_calendar_that_does_not_reach(self) -> None:
        """Posted 2026-12-21: 22, 23, 24, 25, 28 are covered; 2026-12-24: two covered days only."""
        steps = application(year=2026)[:2]
        start = event("county_publicity_started", "c", "2026-12-24")
        ended = event("county_publicity_ended", "c", "2026-12-31", objections="none")
        assert outcome([*steps, start], ended) == ("undetermined", ["CALENDAR_NOT_PUBLISHED"])
        assert outcome([*steps, start], ended, "keep") == ("ok", ["CALENDAR_NOT_PUBLISHED"])
        long = ended | {"on": "2026-12-31"}
        early = start | {"on": "2026-12-21"}
        assert outcome([*steps, early], long) == ("ok", [])
        city = application(year=2026)[:6]
        posted = event("city_publicity_started", "c", "2026-12-24")
        over = event("city_publicity_ended", "c", "2026-12-31", objections="none")
        assert outcome([*city, posted], over) == ("ok", ["CALENDAR_NOT_PUBLISHED"])
        bound = Readings(city_publicity_minimum="five_workdays")
        assert outcome([*city, posted], over, "refuse", bound)[0] == "undetermined"

    @pytest.mark.parametrize(("count", "kind"), [(4, "county_recommended"), (8, "recognised")])
    def test_the_next_step_is_after_its_last_day(self, count: int, kind: str) -> None:
        steps = application()[:count]
        last = steps[-1]["on"]
        assert outcome(steps, event(kind, "c", last)) == ("reject", ["PUBLICITY_NOT_OVER"])
        after = dt.date.fromisoformat(last) + dt.timedelta(days=1)
        assert outcome(steps, event(kind, "c", str(after))) == ("ok", [])


class TestRecognition:
    """认定 out of its place is kept in an audit, and says what was left out."""

    @pytest.mark.parametrize("status", [*APPLICATION[:-1], "declined"])
    def test_steps_left_out(self, status: str) -> None:
        assert outcome(STATES[status], event("recognised", "c", DAY)) == (
            "reject",
            ["STEP_MISSING"],
        )
        taken = keep(*STATES[status], event("recognised", "c", DAY))
        assert taken.community("c").status == "recognised"
        (finding,) = taken.accepted[-1].findings
        said = str(finding.facts["left_out"])
        assert said.endswith("city publicity")
        assert said.startswith("county review") == (status in {"applied", "declined"})


class TestCarriedOver:
    """Titles under the notice of 2018."""

    def test_the_day_before_the_notice(self) -> None:
        taken = Register.replay([carried(on="2023-09-03")])
        assert taken.community("c").recognised == dt.date(2023, 9, 3)
        refused = Register.replay([carried(on="2023-09-04")], irregular="keep")
        assert refused.refusals[0].code == "NOT_CARRIED_OVER"

    def test_lapsed(self) -> None:
        read = Readings(earlier_titles="lapsed")
        assert Register.replay([carried()], read).refusals[0].code == "TITLE_LAPSED"
        assert codes(Register.replay([carried()], read, irregular="keep")) == ["TITLE_LAPSED"]


class TestChecksAndFraud:
    """复查, 抽查, 弄虚作假."""

    @pytest.mark.parametrize("kind", ["rechecked", "spot_checked"])
    def test_checks(self, kind: str) -> None:
        assert outcome(recognised(), event(kind, "c", DAY, passed=True, score=89)) == (
            "ok",
            ["PASSED_BELOW_90"],
        )
        assert outcome(recognised(), event(kind, "c", DAY, passed=True, score=90))[1] == []
        failed = keep(*recognised(), event(kind, "c", DAY, passed=False, score=50))
        assert (failed.community("c").open, codes(failed)) == (("cancellation",), [])
        late = event(kind, "c", "2028-09-05", passed=True)
        assert outcome(recognised(), late) == ("reject", ["NOT_IN_FORCE"])

    def test_a_bar_for_good_is_contested(self) -> None:
        again = application()[0] | {"on": DAY}
        taken = keep(application()[0], event("fraud_found", "c", DAY), again)
        assert taken.accepted[-1].contested == ("fraud_bar",)

    def test_why_somebody_is_barred(self) -> None:
        again = application()[0] | {"on": DAY}
        happened = [application()[0], event("fraud_found", "c", DAY), again]
        (*_, refused) = Register.replay(happened, Readings(fraud_bar="permanent")).steps()
        assert [(each.code, dict(each.facts)) for each in refused.findings] == [
            ("BARRED", {"fraud_found": True})
        ]

    def test_fraud_after_recognition(self) -> None:
        found = event("fraud_found", "c", DAY)
        reviewed = keep(*recognised(), found)
        assert reviewed.community("c").open == ("cancellation",)
        assert reviewed.accepted[-1].contested == ("fraud_after_recognition",)
        revoked = keep(*recognised(), found, readings=Readings(fraud_after_recognition="revoked"))
        assert revoked.community("c").status == "cancelled"

    @pytest.mark.parametrize("day", ["2023-09-03", "2023-09-04", "2028-09-04", "2028-09-05"])
    def test_validity(self, day: str) -> None:
        first = application()[0] | {"on": day}
        inside = day in {"2023-09-04", "2028-09-04"}
        assert (Register.replay([first]).refusals == ()) is inside
        read = Readings(validity_last_day="day_before")
        assert (Register.replay([first], read).refusals == ()) is (day == "2023-09-04")
        contested = Register.replay([first], irregular="keep").accepted[0].contested
        assert contested == (("validity_last_day",) if day == "2028-09-04" else ())


class TestRenaming:
    """更名."""

    def test_consent_and_refusal(self) -> None:
        renamed = event("renamed", "c", DAY, new_name="西街社区")
        again = event("renamed", "c", DAY, new_name="南街社区")
        yes = event("rename_decided", "c", "2024-06-20", consented=True)
        register = keep(*recognised(), renamed, renamed, again, yes)
        told = register.community("c")
        assert (told.name, told.former_names, told.open) == ("南街社区", ("东街社区",), ())
        assert len(register.obligations(dt.date(2024, 6, 20))) == 3  # 2 reports, plaque
        no = yes | {"consented": False}
        assert keep(*recognised(), renamed, no).community("c").name == "东街社区"
        lapsed = keep(*recognised(), renamed, no, readings=Readings(rename_refused="lapses"))
        assert lapsed.community("c").status == "exited"

    def test_suspension(self) -> None:
        renamed = event("renamed", "c", DAY, new_name="西街社区")
        for option, titled in (("kept", True), ("suspended", False)):
            read = Readings.model_validate({"title_during_rename": option})
            assert keep(*recognised(), renamed, readings=read).community("c").titled is titled

    def test_same_name(self) -> None:
        same = event("renamed", "c", DAY, new_name="东街社区")
        for history in (recognised(), application()):
            assert outcome(history, same, "keep") == ("reject", ["SAME_NAME"])

    def test_an_applicant_is_simply_called_otherwise(self) -> None:
        told = keep(*application(), event("renamed", "c", DAY, new_name="西街社区"))
        assert (told.community("c").name, told.community("c").open) == ("西街社区", ())


class TestChangeReports:
    """报备 within one month.

    Of 2024-12-31 (Tue) to 2025-01-31, in 春节 (01-28 … 02-04), so 02-05;
    of 2026-12-01 to 2027-01-01, which the calendar does not cover.
    """

    @pytest.mark.parametrize(
        ("happened", "reported", "reading", "found"),
        [
            ("2024-12-31", "2025-02-05", "next_workday", []),
            ("2024-12-31", "2025-02-06", "next_workday", ["CHANGE_REPORT_LATE"]),
            ("2024-12-31", "2025-01-31", "none", []),
            ("2024-12-31", "2025-02-01", "none", ["CHANGE_REPORT_LATE"]),
            ("2026-12-01", "2027-01-01", "next_workday", []),
            ("2026-12-01", "2027-01-02", "next_workday", ["CALENDAR_NOT_PUBLISHED"]),
            ("2026-12-01", "2027-01-02", "none", ["CHANGE_REPORT_LATE"]),
            ("2100-12-15", "2100-12-31", "next_workday", []),
        ],
    )
    def test_the_term(self, happened: str, reported: str, reading: str, found: list[str]) -> None:
        read = Readings.model_validate({"one_month_roll": reading})
        history = [*recognised(), event("abolished", "c", happened)]
        report = event("change_reported", "c", reported, change="abolished")
        assert outcome(history, report, "refuse", read) == ("ok", found)
        assert outcome([*history, report], report, "keep", read) == (
            "reject",
            ["NOTHING_TO_REPORT"],
        )

    def test_the_earliest_is_reported_first(self) -> None:
        register = keep(
            *recognised(),
            event("renamed", "c", DAY, new_name="西街社区"),
            event("renamed", "c", "2024-07-11", new_name="南街社区"),
            event("change_reported", "c", "2024-07-11", change="renamed"),
        )
        assert [
            str(each.due)
            for each in register.obligations(dt.date(2024, 7, 11))
            if each.kind == "change_report"
        ] == ["2024-08-12"]  # 08-11 is a Sunday


def test_levels() -> None:
    given = [
        event("level_conferred", "c", DAY, level="national"),
        event("level_conferred", "c", DAY, level="provincial"),
        event("level_conferred", "c", "2024-07-01", level="national"),
    ]
    assert keep(*recognised(), *given).community("c").levels == ("national", "provincial")
    gone = event("level_withdrawn", "c", "2024-08-01", level="national")
    after = keep(*recognised(), *given, gone, gone)
    assert after.community("c").levels == ("provincial",)
    same_day = gone | {"on": DAY}
    assert keep(*recognised(), given[0], same_day).community("c").levels == ()


def test_irregular_has_two_options() -> None:
    assert get_args(Irregular) == ("refuse", "keep")
