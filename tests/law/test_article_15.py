"""第十五条: fraud."""

from __future__ import annotations

import pytest

from tests.law.asking import kept, last, output, owed, quotes, state, status
from tests.law.histories import Events, applied, cancelled, carried, decided, event, merged, way

PERMANENT = {"fraud_bar": "permanent"}
REVOKED = {"fraud_after_recognition": "revoked"}


def fraud(on: str = "2024-03-04", community: str = "c") -> Events:
    return [event("fraud_found", on, community)]


class TestFraud:
    """第十五条.

    凡在创建过程中弄虚作假的，一经发现，取消申报资格。
    """

    @pytest.mark.parametrize(
        "until",
        [
            *("applied", "county_reviewed", "county_publicity_started", "county_publicity_ended"),
            *("county_recommended", "city_reviewed", "city_publicity_started"),
            "city_publicity_ended",
        ],
    )
    def test_ends_an_application_at_any_step(self, until: str) -> None:
        assert status([*way(until), *fraud()]) == "disqualified"

    def test_this_application_alone(self) -> None:
        events = [applied(), *fraud("2023-09-12"), applied("2023-09-12")]
        assert last(events) == "ok"
        assert status(events) == "applied"

    @pytest.mark.parametrize(
        "history",
        [
            [applied(), *fraud("2023-09-12")],
            [applied(), event("application_withdrawn", "2023-09-12"), *fraud("2023-09-13")],
            [*carried(), *cancelled("2023-09-12"), *fraud("2023-09-13")],
            [*carried(), *fraud("2023-09-12"), decided("2023-09-13")],
        ],
    )
    def test_or_for_good_wherever_it_was_found(self, history: Events) -> None:
        again = [*history, applied("2024-03-04")]
        assert last(again) == "ok"
        assert last(again, readings=PERMANENT) == "no: BARRED"
        assert kept(again, readings=PERMANENT) == "ok, with BARRED"
        assert status(again, readings=PERMANENT, irregular="keep") == "applied"

    def test_a_finding_that_was_refused_bars_nobody(self) -> None:
        events = [merged("2023-09-11", "x", "y"), *fraud("2023-09-12"), applied("2023-09-13")]
        answer = output(events, readings=PERMANENT)["steps"]
        assert answer[1:] == [
            {"outcome": "reject", "code": "TRANSITION_FORBIDDEN"},
            {"outcome": "ok"},
        ]

    @pytest.mark.parametrize(
        ("history", "stays"),
        [
            ([applied(), event("application_withdrawn", "2023-09-12")], "withdrawn"),
            ([*carried(), *cancelled("2023-09-12")], "cancelled"),
            ([applied(), *fraud("2023-09-12")], "disqualified"),
        ],
    )
    @pytest.mark.parametrize("option", ["article_8", "revoked"])
    def test_changes_nothing_that_is_closed(self, history: Events, stays: str, option: str) -> None:
        chosen = {"fraud_after_recognition": option}
        assert status([*history, *fraud()], readings=chosen) == stays

    def test_after_recognition_the_title_goes_to_review(self) -> None:
        events = [*way(), *fraud()]
        assert status(events) == "recognised + cancellation"
        assert state(events)["titled"] is True
        assert owed(events, "2024-03-04", "cancellation_decision") == [
            ("cancellation_decision", "c", None, "no_term", False)
        ]
        assert status([*events, decided("2024-03-05", cancel=False)]) == "recognised"
        assert status([*events, decided("2024-03-05")]) == "cancelled"

    def test_or_is_lost_at_once(self) -> None:
        events = [*way(), *fraud()]
        assert status(events, readings=REVOKED) == "cancelled"
        assert state(events, readings=REVOKED)["titled"] is False
        with_matter = [*way(), merged("2024-02-01", "x"), *fraud()]
        assert status(with_matter, readings=REVOKED) == "cancelled"
        assert owed(events, "2024-03-04", readings=REVOKED) == []

    def test_cleared_of_it_in_review_a_finding_still_bars(self) -> None:
        """Any accepted finding counts; the title is lost later, for something else."""
        events = [*way(), *fraud(), decided("2024-03-05", cancel=False), *cancelled("2024-05-06")]
        assert last([*events, applied("2024-06-03")], readings=PERMANENT) == "no: BARRED"

    def test_a_bar_comes_last(self) -> None:
        events = [applied(), *fraud("2023-09-12")]
        out = [*events, applied("2023-09-13", civil_affairs_filed=False)]
        assert last(out, readings=PERMANENT) == "no: OUT_OF_SCOPE"
        assert kept(out, readings=PERMANENT) == "ok, with BARRED, OUT_OF_SCOPE"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
