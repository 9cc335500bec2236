"""第十七条: validity, and the titles of before."""

from __future__ import annotations

import pytest

from tests.law.asking import entitled, kept, last, owed, quotes, state, status
from tests.law.histories import (
    Events,
    Json,
    accounted,
    applied,
    audited,
    cancelled,
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

AFTER = "2028-09-05"
DAY_BEFORE = {"validity_last_day": "day_before"}
LAPSED = {"earlier_titles": "lapsed"}

ACTS: list[tuple[Events, Json]] = [
    ([], applied(AFTER)),
    ([applied()], county_reviewed(AFTER)),
    (way("county_reviewed"), event("county_publicity_started", AFTER)),
    (
        way("county_publicity_started"),
        event("county_publicity_ended", AFTER, objections="none"),
    ),
    (way("county_publicity_ended"), event("county_recommended", AFTER)),
    (way("county_recommended"), city_reviewed(AFTER)),
    (way("city_reviewed"), event("city_publicity_started", AFTER)),
    (way("city_publicity_started"), event("city_publicity_ended", AFTER, objections="none")),
    (way("city_publicity_ended"), event("recognised", AFTER)),
    (way(), rechecked(AFTER)),
    (way(), event("spot_checked", AFTER, passed=True)),
    (way(), paid(2028, AFTER)),
]
"""Each act under the notice, where it would be in its place."""

OTHERS: list[tuple[Events, Json]] = [
    (way(), event("announced", AFTER)),
    (way("county_reviewed"), event("application_withdrawn", AFTER)),
    (way("county_reviewed"), event("fraud_found", AFTER)),
    ([*way(), rechecked("2024-05-06", passed=False)], decided(AFTER)),
    (way(), event("abolished", AFTER)),
    (way(), renamed(AFTER)),
    ([*way(), renamed("2024-05-06")], consented(AFTER)),
    (way(), merged(AFTER, "x")),
    ([*way(), merged("2024-05-06", "x")], verified(AFTER)),
    (way(), event("level_conferred", AFTER, level="provincial")),
    (way(), event("level_withdrawn", AFTER, level="provincial")),
    (way(), paid(2028, AFTER, level="provincial")),
    (way(), paid(2028, AFTER, level="national")),
    ([*way(), paid(2024, "2024-05-06")], audited(2024, AFTER)),
    ([*way(), paid(2024, "2024-05-06"), audited(2024, "2024-05-06")], recovered(2024, AFTER, 1)),
]
"""What others do, and decisions, at any time."""


class TestInForce:
    """第十七条, the five years.

    本办法自发布之日起施行，有效期5年。
    """

    @pytest.mark.parametrize(
        ("on", "step"),
        [
            ("2023-09-03", "no: NOT_IN_FORCE"),
            ("2023-09-04", "ok"),
            ("2028-09-04", "ok"),
            ("2028-09-05", "no: NOT_IN_FORCE"),
        ],
    )
    def test_from_the_first_day_to_the_last(self, on: str, step: str) -> None:
        assert last([applied(on)]) == step
        for option in ("corresponding_day", "day_before"):
            ends = on == "2028-09-04" and option == "day_before"
            chosen = {"validity_last_day": option}
            assert last([applied(on)], readings=chosen) == ("no: NOT_IN_FORCE" if ends else step)
        assert last([applied("2028-09-03")], readings=DAY_BEFORE) == "ok"

    @pytest.mark.parametrize(("history", "act"), ACTS)
    def test_each_act_under_the_notice_needs_it(self, history: Events, act: Json) -> None:
        assert last([*history, act]) == "no: NOT_IN_FORCE"

    @pytest.mark.parametrize(
        ("history", "act"), [each for each in ACTS if "objections" not in each[1]]
    )
    def test_an_audit_keeps_it(self, history: Events, act: Json) -> None:
        assert kept([*history, act]) == "ok, with NOT_IN_FORCE"

    @pytest.mark.parametrize(("history", "act"), OTHERS)
    def test_what_others_do_does_not(self, history: Events, act: Json) -> None:
        assert last([*history, act]) == "ok"

    def test_reports_do_not(self) -> None:
        """Due 2029-12-20 at the latest, and no calendar is needed for it."""
        money = [*way(), paid(2028, "2028-09-04"), accounted(2028, AFTER)]
        assert last(money) == "ok"
        known = [*way(), event("abolished", "2028-08-20"), reported(AFTER, "abolished")]
        assert last(known) == "ok"  # by 20 September, whatever that day is

    def test_others_acts_before_the_notice(self) -> None:
        assert last([*carried("2021-06-01"), renamed("2022-06-01")]) == "ok"
        assert last([*carried("2021-06-01"), rechecked("2022-06-01")]) == "no: NOT_IN_FORCE"

    def test_comes_before_every_other_guard_but_not_before_the_order(self) -> None:
        assert last([applied(AFTER, government_approved=False)]) == "no: NOT_IN_FORCE"
        short = [*way("county_reviewed"), event("county_publicity_started", "2028-09-04")]
        ended = event("county_publicity_ended", AFTER, objections="none")
        assert last([*short, ended]) == "no: NOT_IN_FORCE"
        assert last([applied(), event("recognised", AFTER)]) == "no: NOT_IN_FORCE"
        assert last([*way(), paid(2029, AFTER)]) == "no: NOT_IN_FORCE"
        assert last([*carried(), applied(AFTER)]) == "no: TRANSITION_FORBIDDEN"
        early = [*carried(), event("abolished", "2024-03-04"), applied("2023-09-01")]
        assert last(early) == "no: OUT_OF_ORDER"

    def test_an_audit_names_both(self) -> None:
        both = kept([applied(), event("recognised", AFTER)])
        assert both == "ok, with NOT_IN_FORCE, STEP_MISSING"

    def test_no_subsidy_without_it(self) -> None:
        assert entitled(way(), 2028, "2028-09-04") == 10_000
        assert entitled(way(), 2028, "2028-09-04", readings=DAY_BEFORE) == ["NOT_IN_FORCE"]
        assert entitled(way(), 2028, AFTER) == ["NOT_IN_FORCE"]
        assert entitled(carried(), 2023, "2023-09-03") == ["NOT_IN_FORCE"]
        assert entitled(way(), 2029, AFTER) == ["NOT_IN_FORCE", "YEAR_NOT_BEGUN"]

    def test_the_title_outlives_it(self) -> None:
        assert state([*way(), event("announced", AFTER)])["titled"] is True
        assert owed(way(), "2030-01-01", "recheck") == []


class TestEarlierTitles:
    """第十七条, the notice of 2018.

    《张掖市人力资源和社会保障局 张掖市财政局关于印发张掖市市级充分就业社区认定管理办法的通知》
    （张人社通〔2018〕303号）同时废止。
    """

    def test_stand(self) -> None:
        assert last(carried()) == "ok"
        assert state(carried()) == {
            "status": "recognised",
            "open": [],
            "titled": True,
            "name": "甲",
            "levels": [],
        }

    def test_or_lapsed_with_it(self) -> None:
        assert last(carried(), readings=LAPSED) == "no: TITLE_LAPSED"
        assert kept(carried(), readings=LAPSED) == "ok, with TITLE_LAPSED"
        assert status(carried(), readings=LAPSED, irregular="keep") == "recognised"

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_must_be_of_before(self, mode: str) -> None:
        assert last(carried("2023-09-03"), irregular=mode) == "ok"
        assert last(carried("2023-09-04"), irregular=mode) == "no: NOT_CARRIED_OVER"
        assert last(carried("2024-03-04"), irregular=mode) == "no: NOT_CARRIED_OVER"

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_its_day_is_looked_at_first(self, mode: str) -> None:
        late = last(carried("2023-09-04"), irregular=mode, readings=LAPSED)
        assert late == "no: NOT_CARRIED_OVER"

    def test_only_once_and_first_of_all(self) -> None:
        assert last([*carried(), *carried()]) == "no: TRANSITION_FORBIDDEN"
        gone = [*carried(), *cancelled("2023-09-04"), *carried("2023-09-04")]
        assert last(gone) == "no: TRANSITION_FORBIDDEN"

    def test_one_may_belong_to_a_community_of_a_merger(self) -> None:
        events = [merged("2022-03-01", "x", "y"), *carried()]
        assert status(events) == "recognised"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
