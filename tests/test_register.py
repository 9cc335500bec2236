"""Many communities over time: deciding, auditing, mergers, obligations, findings, invariants."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.histories import PLACE, STATES, Json, application, carried, event, recognised
from zhangye_fes.deciding import CODES, Refused, Undecided, UnknownCommunity
from zhangye_fes.errors import CalendarCoverageError, InvalidInput
from zhangye_fes.events import EVENTS, Event, SubsidyPaid, event_of
from zhangye_fes.journal import write
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.regulation import provisions
from zhangye_fes.standing import Standing
from zhangye_fes.subsidy import entitlement
from zhangye_fes.views import Budget
from zhangye_fes.workdays import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable

D = dt.date


def keep(*events: Json, readings: Readings | None = None) -> Register:
    register = Register.replay(events, readings or Readings(), irregular="keep")
    assert not register.refusals
    return register


def listed(register: Register, on: dt.date, horizon: dt.date | None = None) -> list[object]:
    return [
        (each.kind, each.community, each.year, each.due and str(each.due), each.overdue)
        for each in register.obligations(on, horizon)
    ]


def paid(community: str, on: str, year: int, amount: int = 10_000) -> Json:
    return event("subsidy_paid", community, on, year=year, amount=amount, level="municipal")


def test_every_code_rests_on_a_provision() -> None:
    assert {code.provision for code in CODES.values()} <= provisions().keys()


class TestDeciding:
    """Check only asks, apply refuses and changes nothing."""

    def test_apply(self) -> None:
        before = Register.replay(application())
        done = event_of(event("recognised", "c", "2024-06-04"))
        assert before.check(done).outcome == "ok"
        assert before.community("c").status == "city_publicity_over"
        assert before.apply(done) == Register.replay(recognised())
        assert hash(before.apply(done)) == hash(Register.replay(recognised()))
        assert before != before.apply(done)
        assert before != "a register"

    def test_refused(self) -> None:
        before = Register.replay(application()[:3])
        with pytest.raises(Refused, match=r"TRANSITION_FORBIDDEN \(art7\)|STEP_MISSING") as told:
            before.apply(event_of(event("recognised", "c", "2024-06-04")))
        assert told.value.findings[0].code == "STEP_MISSING"
        assert not isinstance(told.value, Undecided)
        assert before == Register.replay(application()[:3])

    def test_undecided(self) -> None:
        steps = application(year=2026)[:2]
        posted = event("county_publicity_started", "c", "2026-12-24")
        before = Register.replay([*steps, posted])
        ended = event("county_publicity_ended", "c", "2026-12-31", objections="none")
        with pytest.raises(Undecided):
            before.apply(event_of(ended))
        guess = WorkCalendar.bundled().with_provisional(D(2027, 2, 1))
        with pytest.raises(Undecided):
            Register.replay([*steps, posted], calendar=guess).apply(event_of(ended))
        assert CalendarCoverageError.code == "CALENDAR_NOT_PUBLISHED"

    def test_lines_that_cannot_be_read_are_listed(self) -> None:
        lines = [*write(map(event_of, application()[:1])), "{}", '{"type":"announced"}']
        register = Register.replay(lines)
        assert [(each.line, each.code) for each in register.refusals] == [
            (3, "INVALID_INPUT"),
            (4, "INVALID_INPUT"),
        ]
        assert [each.line for each in register.steps()] == [2, 3, 4]
        assert register.rows("event")[1]["community"] is None

    def test_possible(self) -> None:
        found = Register.replay(recognised()).possible("c", D(2024, 6, 5))
        assert [name for name, against in found.items() if not against] == [
            *("announced", "fraud_found", "rechecked", "spot_checked", "abolished"),
            *("renamed", "merged", "level_conferred", "level_withdrawn", "subsidy_paid"),
        ]
        assert found["change_reported"][0].code == "NOTHING_TO_REPORT"
        assert found["merger_verified"][0].code == "TRANSITION_FORBIDDEN"
        for history in STATES.values():
            assert Register.replay(history).possible("c", D(2024, 6, 11)).keys() == EVENTS.keys()
        early = Register.replay(recognised()).possible("c", D(2024, 6, 3))
        assert early["rechecked"][0].code == "OUT_OF_ORDER"

    def test_never_seen(self) -> None:
        with pytest.raises(UnknownCommunity, match="'x'"):
            Register().community("x")
        with pytest.raises(UnknownCommunity):
            Register().entitlement("x", 2024, D(2024, 7, 1))


def merged(community: str, on: str, *sources: str) -> Json:
    return event("merged", community, on, **{**PLACE, "name": "合并社区"}, sources=[*sources])


class TestArguments:
    """What a register is asked with is checked before it answers."""

    @pytest.mark.parametrize("irregular", ["Refuse", "strict", None, True])
    def test_what_is_unlawful_is_not_kept_by_a_slip(self, irregular: Any) -> None:  # noqa: ANN401
        unlawful = event("recognised", "c", "2024-05-06")
        with pytest.raises(InvalidInput) as caught:
            Register.replay([unlawful], irregular=irregular)
        assert str(caught.value) == (
            f"irregular: given {irregular!r}, expected any of refuse, keep"
        )

    @pytest.mark.parametrize("on", [dt.datetime(2024, 5, 6, 8, 0), "2024-05-06", D(2101, 1, 1)])  # noqa: DTZ001
    def test_a_day_is_a_date(self, on: Any) -> None:  # noqa: ANN401
        register = keep(*recognised())
        asked: list[Callable[[], object]] = [
            lambda: register.obligations(on),
            lambda: register.obligations(D(2024, 5, 6), on),
            lambda: register.findings(on),
            lambda: register.as_of(on),
            lambda: register.budget(2024, "甘州区", on),
            lambda: register.entitlement("c", 2024, on),
            lambda: register.rows("event", on),
            lambda: entitlement(Standing(stretches=(), levels=()), [], 2024, on),
        ]
        for ask in asked:
            with pytest.raises(InvalidInput, match=r"^(on|horizon|day): given "):
                ask()

    @pytest.mark.parametrize("year", [True, 0, "2024", 2024.0, 2101])
    def test_a_year_is_a_whole_number(self, year: Any) -> None:  # noqa: ANN401
        register = keep(*recognised())
        asked: list[Callable[[], object]] = [
            lambda: register.budget(year, "甘州区"),
            lambda: register.entitlement("c", year, D(2024, 7, 1)),
        ]
        for ask in asked:
            with pytest.raises(InvalidInput, match=r"^year: given "):
                ask()

    @pytest.mark.parametrize("given", [None, event("announced", "c", "2024-05-06"), "{}"])
    def test_what_is_tried_is_an_event(self, given: Any) -> None:  # noqa: ANN401
        register = Register()
        for ask in (register.check, register.apply):
            with pytest.raises(
                InvalidInput, match=r"^event: given .+, expected an event, as event"
            ):
                ask(given)

    def test_another_kind_of_row_is_refused(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            Register().rows(cast("Any", "evnt"))
        assert str(caught.value) == (
            "each: given 'evnt', expected any of community, event, obligation, payment"
        )

    def test_is_told_in_a_line(self) -> None:
        register = Register.replay([*recognised(), "{}"])
        taken = len(register.accepted)
        assert repr(register) == f"<Register: 1 communities, {taken} events accepted, 1 refused>"


class TestMergers:
    """合并."""

    def test_a_new_successor(self) -> None:
        register = keep(
            carried("a", "2021-06-01"), *recognised("b"), merged("c", "2024-07-01", "a", "b")
        )
        told = register.community("c")
        assert (told.status, told.open, told.titled) == ("recognised", ("merger",), False)
        assert told.recognised == D(2021, 6, 1)
        assert told.merged_from == ("a", "b")
        gone = register.community("a")
        assert (gone.status, gone.merged_into, gone.titled) == ("dissolved", "c", False)
        assert [len(register.community(each).history) for each in "abc"] == [2, 10, 1]
        assert register.accepted[-1].contested == ("title_during_merger",)

    def test_a_known_successor(self) -> None:
        """Its application ends, its rename closes, its cancellation stays, levels are its own."""
        register = keep(
            *recognised("a"),
            event("level_conferred", "a", "2024-06-05", level="national"),
            carried("c"),
            event("renamed", "c", "2024-06-05", new_name="南街社区"),
            event("spot_checked", "c", "2024-06-05", passed=False),
            merged("c", "2024-07-01", "c", "a", "a", "x"),
        )
        told = register.community("c")
        assert told.open == ("cancellation", "merger")
        assert (told.name, told.former_names, told.proposed_name) == (
            "合并社区",
            ("东街社区",),
            None,
        )
        assert (told.levels, told.recognised) == ((), D(2021, 6, 1))
        assert told.merged_from == ("a",)
        passed = event("merger_verified", "c", "2024-08-01", passed=True)
        verified = register.extended([passed]).community("c")
        assert (verified.open, verified.recognised) == (("cancellation",), D(2024, 8, 1))
        assert verified.history[0].contested == ("earlier_titles",)

    def test_an_applicant_that_takes_in_a_titled_one(self) -> None:
        register = keep(*application("c"), carried("a"), merged("c", "2024-07-01", "a"))
        assert register.community("c").status == "recognised"

    def test_nobody_recognised(self) -> None:
        register = keep(*application("c"), merged("c", "2024-07-01", "x"))
        told = register.community("c")
        assert (told.status, told.open, told.name) == ("city_publicity_over", (), "合并社区")
        assert listed(register, D(2024, 7, 1)) == []
        new = keep(*application("a"), merged("c", "2024-07-01", "a", "x"))
        assert (new.community("c").status, new.community("a").status) == ("none", "dissolved")
        later = new.extended([event("rechecked", "c", "2024-07-02", passed=True)])
        assert later.refusals[0].code == "TRANSITION_FORBIDDEN"

    @pytest.mark.parametrize(
        ("last", "code"),
        [
            (merged("c", "2024-07-01", "a"), "NO_MERGER"),
            (merged("c", "2024-07-01", "a", "a"), "NO_MERGER"),
            (merged("a", "2024-07-01", "a"), "NO_MERGER"),
            (merged("a", "2024-07-01"), "NO_MERGER"),
            (merged("c", "2024-07-01", "c", "a"), None),
            (merged("c", "2024-07-01", "a", "z"), "TRANSITION_FORBIDDEN"),
            (merged("z", "2024-07-01", "a"), "TRANSITION_FORBIDDEN"),
            (merged("z", "2024-07-01"), "TRANSITION_FORBIDDEN"),
            (merged("c", "2024-06-09", "x", "z"), "OUT_OF_ORDER"),
            (merged("z", "2024-06-09", "x"), "OUT_OF_ORDER"),
        ],
    )
    def test_refused_whole(self, last: Json, code: str | None) -> None:
        """Z was dissolved on 2024-06-10."""
        before = keep(carried("a"), carried("z"), event("abolished", "z", "2024-06-10"))
        after = before.extended([last], "keep")
        assert [each.code for each in after.refusals] == ([code] if code else [])
        assert (after == before) is bool(code)

    def test_a_successor_may_be_merged_again(self) -> None:
        register = keep(
            carried("a"),
            merged("c", "2024-07-01", "a", "x"),
            merged("c", "2024-08-01", "c", "y"),
            merged("d", "2024-09-01", "c", "z"),
        )
        assert register.community("d").recognised == D(2021, 6, 1)
        kinds = [
            (each.kind, each.community, each.due and str(each.due))
            for each in register.obligations(D(2024, 9, 1))
        ]
        assert kinds == [
            ("change_report", "c", "2024-08-01"),
            ("change_report", "c", "2024-09-02"),  # 09-01 is a Sunday
            ("change_report", "d", "2024-10-08"),  # 10-01 … 10-07 国庆节
            ("merger_verification", "d", None),
        ]


class TestObligations:
    """What has arisen and is not done."""

    def test_a_recognised_community(self) -> None:
        """Recognised 2024-06-04: 复查 from 2025, or in 2024 as it is read."""
        register = keep(*recognised(), paid("c", "2024-07-01", 2024))
        assert listed(register, D(2024, 6, 4)) == [("announcement", "c", None, None, False)]
        assert listed(register, D(2024, 12, 21)) == [
            ("funds_report", "c", 2024, "2024-12-20", True),
            ("announcement", "c", None, None, False),
        ]
        assert ("recheck", "c", 2025, "2025-12-31", False) in listed(register, D(2025, 1, 1))
        same = keep(*recognised(), readings=Readings(first_recheck="same_year"))
        assert ("recheck", "c", 2024, "2024-12-31", False) in listed(same, D(2024, 6, 4))
        done = register.extended([event("rechecked", "c", "2025-02-01", passed=True)])
        kinds = [each.kind for each in done.obligations(D(2025, 12, 31))]
        assert kinds == ["funds_report", "announcement"]

    def test_a_horizon(self) -> None:
        """The notice is no longer in force on 2028-12-31."""
        register = keep(carried(), event("rechecked", "c", "2024-02-01", passed=True))
        years = [each.year for each in register.obligations(D(2024, 3, 1), D(2030, 6, 30))]
        assert years == [2025, 2026, 2027]
        assert register.obligations(D(2024, 3, 1), D(2025, 12, 30)) == ()
        assert register.obligations(D(2024, 3, 1), D(2023, 12, 30)) == ()

    @pytest.mark.parametrize("roll", ["next_workday", "none"])
    def test_what_would_fall_due_after_2100_has_no_day(self, roll: Literal["none"]) -> None:
        """No date of ours is later; what is due then is not overdue before."""
        register = keep(
            carried(on="2020-01-01"),
            event("abolished", "c", "2100-12-01"),
            readings=Readings(one_month_roll=roll),
        )
        found = register.obligations(D(2100, 12, 31))
        (report,) = [each for each in found if each.kind == "change_report"]
        assert (report.due, report.why) == (None, "calendar_not_published")
        assert (report.not_before, report.overdue) == (None, False)

    def test_money_paid_after_the_last_december_20(self) -> None:
        paid_late = paid("c", "2100-12-21", 2100)
        register = keep(carried(on="2020-01-01"), paid_late)
        found = register.obligations(D(2100, 12, 31))
        (report,) = [each for each in found if each.kind == "funds_report"]
        assert (report.due, report.why, report.overdue) == (None, "calendar_not_published", False)

    def test_decisions_and_recovery(self) -> None:
        register = keep(
            *recognised(),
            event("announced", "c", "2024-06-05"),
            paid("c", "2024-07-01", 2024),
            event("funds_audited", "c", "2024-08-01", year=2024, finding="underused"),
            event("renamed", "c", "2024-08-02", new_name="南街社区"),
            event("spot_checked", "c", "2024-08-03", passed=False),
        )
        assert listed(register, D(2024, 8, 3)) == [
            ("change_report", "c", None, "2024-09-02", False),
            ("funds_report", "c", 2024, "2024-12-20", False),
            ("cancellation_decision", "c", None, None, False),
            ("recovery", "c", 2024, None, False),
            ("rename_decision", "c", None, None, False),
        ]
        assert [each.why for each in register.obligations(D(2024, 8, 3))] == [
            *(None, None, "no_term", "no_term", "no_term"),
        ]
        back = event("funds_recovered", "c", "2024-09-01", year=2024, amount=10_000)
        kinds = [each.kind for each in register.extended([back]).obligations(D(2024, 9, 3))]
        assert "recovery" not in kinds
        assert register.obligations(D(2024, 9, 3))[0].overdue is True

    def test_the_calendar_does_not_reach(self) -> None:
        """2026-12-01 and a month is 2027-01-01."""
        register = keep(*recognised(), event("abolished", "c", "2026-12-01"))
        for on, overdue in ((D(2027, 1, 1), False), (D(2027, 1, 2), None)):
            (told,) = register.obligations(on)
            assert (told.due, told.why, told.overdue) == (None, "calendar_not_published", overdue)
            assert told.not_before == D(2027, 1, 1)

    def test_reported_money_is_done_with(self) -> None:
        done = event("funds_reported", "c", "2024-07-02", year=2024)
        register = keep(carried(), paid("c", "2024-07-01", 2024), done)
        kinds = [each.kind for each in register.obligations(D(2024, 7, 2))]
        assert kinds == ["recheck"]


@pytest.mark.parametrize(
    "name",
    [
        *("acts", "adapter_register", "answers", "deciding", "doubts", "events", "folding"),
        *("journal", "lifecycle", "mergers", "obligations", "options", "register", "standing"),
        *("subsidy", "title", "transitions", "views"),
    ],
)
def test_modules_show_what_they_offer(name: str) -> None:
    module = import_module(f"zhangye_fes.{name}")
    assert dir(module) == sorted(module.__all__)


def test_a_payment_during_a_rename_is_contested() -> None:
    renamed = event("renamed", "c", "2024-06-20", new_name="南街社区")
    register = keep(carried(), renamed, paid("c", "2024-07-01", 2024))
    assert register.accepted[-1].contested == ("title_during_rename",)


class TestFindings:
    """What was kept or noticed, and missed rechecks."""

    def test_missed(self) -> None:
        """Carried over: due from 2023, when the notice came; abolished on 2026-12-31 itself."""
        register = keep(
            carried(),
            event("rechecked", "c", "2024-02-01", passed=True),
            event("abolished", "c", "2026-12-31"),
        )
        for on, years in (
            (D(2023, 12, 31), []),
            (D(2024, 1, 1), [2023]),
            (D(2026, 1, 1), [2023, 2025]),
            (D(2030, 1, 1), [2023, 2025]),
        ):
            assert [each.year for each in register.findings(on)] == years

    def test_not_when_suspended_or_out_of_force(self) -> None:
        register = keep(carried("a"), merged("c", "2024-12-01", "a", "x"))
        years = [(each.community, each.year) for each in register.findings(D(2030, 1, 1))]
        assert years == [("a", 2023)]
        kept = keep(
            carried("a"),
            merged("c", "2024-12-01", "a", "x"),
            readings=Readings(title_during_merger="kept"),
        )
        found = kept.findings(D(2030, 1, 1))
        assert [(each.community, each.year) for each in found] == [
            ("a", 2023),
            *(("c", year) for year in (2024, 2025, 2026, 2027)),
        ]
        assert found[1].contested == ("title_during_merger",)

    def test_an_applicant_has_missed_nothing(self) -> None:
        assert keep(*application()).findings(D(2030, 1, 1)) == ()

    def test_order_and_years(self) -> None:
        register = keep(
            *recognised(),
            paid("c", "2024-07-01", 2023, 9_000),
            event("rechecked", "c", "2024-07-02", passed=True, score=10),
        )
        found = [(each.code, each.year) for each in register.findings(D(2024, 7, 2))]
        assert found == [
            ("PASSED_BELOW_90", None),
            ("AMOUNT_NOT_10000", 2023),
            ("BEFORE_FIRST_YEAR", 2023),
        ]
        assert len(register.findings(D(2024, 7, 1))) == 2


class TestEntitlement:
    """As a day saw it, and contested by readings of the history."""

    def test_only_what_took_effect(self) -> None:
        register = keep(*recognised(), paid("c", "2024-07-01", 2024))
        assert register.entitlement("c", 2024, D(2024, 6, 30)).amount == 10_000
        assert register.entitlement("c", 2024, D(2024, 7, 1)).amount == 0
        before = register.entitlement("c", 2024, D(2024, 6, 3))
        assert [each.code for each in before.findings] == ["NOT_RECOGNISED"]
        long_before = register.entitlement("c", 2022, D(2022, 6, 3))
        assert [each.code for each in long_before.findings] == [
            *("NOT_IN_FORCE", "NOT_RECOGNISED", "BEFORE_FIRST_YEAR"),
        ]

    @pytest.mark.parametrize(
        ("more", "reading"),
        [
            ([event("fraud_found", "c", "2024-07-01")], "fraud_after_recognition"),
            (
                [
                    event("renamed", "c", "2024-07-01", new_name="南街社区"),
                    event("rename_decided", "c", "2024-07-02", consented=False),
                    event("announced", "c", "2024-07-03"),
                ],
                "rename_refused",
            ),
            ([], "earlier_titles"),
        ],
    )
    def test_contested_by_the_history(self, more: list[Json], reading: str) -> None:
        register = keep(carried(), *more)
        found = register.entitlement("c", 2025, D(2025, 7, 1))
        assert found.amount == 10_000
        assert reading in found.contested_by

    def test_budget_and_rows(self) -> None:
        register = keep(
            carried("a"),
            carried("b"),
            {**carried("d"), "county": "山丹县"},
            paid("a", "2024-07-01", 2024),
            event("funds_audited", "a", "2024-08-01", year=2024, finding="irregular"),
            event("funds_recovered", "a", "2024-09-01", year=2024, amount=4_000),
        )
        assert register.budget(2024, "甘州区") == Budget(10_000, 10_000, 10_000, 4_000)
        assert register.budget(2024, "甘州区", D(2024, 7, 2)) == Budget(20_000, 10_000, 10_000, 0)
        assert [row["id"] for row in register.rows()] == ["a", "b", "d"]
        assert register.rows("payment", D(2024, 7, 1))[0]["amount"] == 10_000
        assert len(register.rows("event")) == 6
        assert register.rows("obligation", D(2024, 9, 1))[0]["kind"] == "funds_report"
        with pytest.raises(TypeError, match="give on="):
            register.rows("obligation")


class Histories(RuleBasedStateMachine):
    """Deciding over three communities: whatever is tried, the law's limits hold."""

    names = st.sampled_from("abc")

    @initialize()
    def begin(self) -> None:
        self.register = Register()
        self.day = D(2023, 9, 4)
        self.tried: list[Json] = []

    def attempt(self, kind: str, community: str, **more: object) -> None:
        given = event(kind, community, str(self.day), **more)
        before = self.register
        self.tried.append(given)
        self.register = before.extended([given])
        if len(self.register.refusals) > len(before.refusals):
            assert self.register == before

    @rule(days=st.integers(0, 200))
    def wait(self, days: int) -> None:
        self.day = min(self.day + dt.timedelta(days), D(2028, 12, 31))

    @rule(name=names)
    def recognise(self, name: str) -> None:
        for step in (*application(name), event("recognised", name, "")):
            more = {
                key: value for key, value in step.items() if key not in {"type", "community", "on"}
            }
            self.attempt(step["type"], name, **more)
            self.day = min(self.day + dt.timedelta(10), D(2028, 12, 31))

    @rule(
        name=names, year=st.integers(2022, 2028), level=st.sampled_from(["municipal", "national"])
    )
    def pay(self, name: str, year: int, level: str) -> None:
        self.attempt("subsidy_paid", name, year=year, amount=10_000, level=level)

    @rule(name=names, other=names)
    def merge(self, name: str, other: str) -> None:
        self.attempt("merged", name, **PLACE, sources=[other, "x"])
        self.attempt("merger_verified", name, passed=True)

    @rule(name=names, kind=st.sampled_from(["abolished", "fraud_found", "announced"]))
    def happen(self, name: str, kind: str) -> None:
        self.attempt(kind, name)

    @rule(name=names, cancelled=st.booleans())
    def cancel(self, name: str, cancelled: bool) -> None:
        self.attempt("rechecked", name, passed=not cancelled)
        self.attempt("cancellation_decided", name, cancelled=cancelled)

    @invariant()
    def money_is_paid_once_and_not_beside_higher_money(self) -> None:
        taken: dict[tuple[str, int], list[str]] = {}
        for each in self.register.events:
            if isinstance(each, SubsidyPaid):
                taken.setdefault((each.community, each.year), []).append(each.level)
        for levels in taken.values():
            assert levels.count("municipal") <= 1
            assert (
                "municipal" not in levels[1:]
                or "national" not in levels[: levels.index("municipal")]
            )

    def teardown(self) -> None:
        for name in self.register.communities:
            history = self.register.community(name).history
            titled = False
            for each in history:
                assert each.event
                kind = each.event.type
                after = Register.replay(self.until(each.line)).community(name).titled
                assert titled or not after or kind in {"recognised", "merger_verified"}
                titled = after
        for day in (D(2024, 6, 30), D(2026, 6, 30)):
            prefix = [each for each in self.tried if each["on"] <= str(day)]
            assert Register.replay(prefix) == self.register.as_of(day)
        events = list(self.register.events)
        half = len(events) // 2
        first = Register.replay(write(events[:half]))
        assert first.extended(write(events[half:])) == self.register

    def until(self, line: int) -> list[Event]:
        return [each.event for each in self.register.accepted if each.event and each.line <= line]


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=12, stateful_step_count=12)
