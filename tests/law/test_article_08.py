"""第八条: rechecks, spot checks, cancellation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.asking import found, kept, last, owed, quotes, state, status
from tests.law.histories import (
    applied,
    cancelled,
    carried,
    decided,
    event,
    rechecked,
    renamed,
    way,
)

SAME_YEAR = {"first_recheck": "same_year"}


class TestRecheck:
    """第八条, every year.

    市人社部门每年组织县（区）人社部门对已认定的市级充分就业社区进行复查，
    市人社部门定期抽查评估，
    """

    def test_is_first_due_in_the_following_year(self) -> None:
        assert owed(way(), "2023-12-31", "recheck") == []
        due = [("recheck", "c", 2024, "2024-12-31", False)]
        assert owed(way(), "2024-01-01", "recheck") == due
        assert owed(way(), "2024-12-31", "recheck") == due

    def test_or_in_the_year_of_recognition(self) -> None:
        due = [("recheck", "c", 2023, "2023-12-31", False)]
        assert owed(way(), "2023-11-13", "recheck", readings=SAME_YEAR) == []
        assert owed(way(), "2023-11-14", "recheck", readings=SAME_YEAR) == due

    def test_a_title_of_2018_counts_from_its_own_day(self) -> None:
        """Recognised 2023-06-01, the first recheck is that of 2024; recognised 2022, of 2023."""
        assert owed(carried("2023-06-01"), "2023-10-09", "recheck") == []
        due = [("recheck", "c", 2023, "2023-12-31", False)]
        assert owed(carried("2022-06-01"), "2023-10-09", "recheck") == due

    @pytest.mark.parametrize("passed", [True, False])
    def test_is_done_once_in_the_year(self, passed: bool) -> None:
        events = [*way(), rechecked("2024-05-06", passed=passed)]
        assert len(owed(events, "2024-05-05", "recheck")) == 1
        assert owed(events, "2024-05-06", "recheck") == []
        again = [("recheck", "c", 2025, "2025-12-31", False)]
        assert owed(events, "2025-01-01", "recheck") == again

    def test_a_spot_check_is_no_recheck(self) -> None:
        events = [*way(), event("spot_checked", "2024-05-06", passed=True)]
        assert len(owed(events, "2024-05-06", "recheck")) == 1

    def test_only_of_those_that_hold_the_title(self) -> None:
        assert owed([*way(), *cancelled("2024-03-01")], "2024-03-01", "recheck") == []
        assert owed(way("city_publicity_ended"), "2024-03-01", "recheck") == []
        open_rename = [*way(), renamed("2024-03-01")]
        assert len(owed(open_rename, "2024-03-01", "recheck")) == 1
        suspended = {"title_during_rename": "suspended"}
        assert owed(open_rename, "2024-03-01", "recheck", readings=suspended) == []

    def test_counts_from_the_recognition_that_stands(self) -> None:
        """Recognised in 2023, cancelled and recognised again on 2024-11-14: first due 2025."""
        events = [*way(), *cancelled("2024-03-01"), *way(year=2024)]
        assert last(events) == "ok"
        assert owed(events, "2024-12-02", "recheck") == []
        assert owed(events, "2025-01-01", "recheck") == [
            ("recheck", "c", 2025, "2025-12-31", False)
        ]

    def test_not_for_the_year_in_which_the_notice_ends(self) -> None:
        """In force to 2028-09-04, not on 2028-12-31."""
        assert len(owed(way(), "2027-12-31", "recheck")) == 1
        assert owed(way(), "2028-03-01", "recheck") == []

    def test_none_for_a_year_before_the_notice(self) -> None:
        assert owed(carried("2020-06-01"), "2022-12-31", "recheck") == []
        assert len(owed(carried("2020-06-01"), "2023-01-01", "recheck")) == 1

    def test_a_missed_one_is_found_when_the_year_is_past(self) -> None:
        assert found(way(), "2024-12-31") == []
        assert found(way(), "2025-01-01") == [("c", "RECHECK_MISSED", 2024)]
        two = [("c", "RECHECK_MISSED", 2024), ("c", "RECHECK_MISSED", 2025)]
        assert found(way(), "2026-01-05") == two
        assert found(way(), "2026-01-05", irregular="refuse") == two

    def test_from_2023_to_2027(self) -> None:
        """In force on the last day of 2023, 2024, 2025, 2026 and 2027; not of 2022 nor 2028."""
        missed = found(carried("2020-06-01"), "2030-01-01")
        assert [year for _, _, year in missed] == [2023, 2024, 2025, 2026, 2027]

    def test_a_missed_one_by_the_year_of_recognition(self) -> None:
        assert found(way(), "2024-01-01") == []
        missed = [("c", "RECHECK_MISSED", 2023)]
        assert found(way(), "2024-01-01", readings=SAME_YEAR) == missed

    def test_one_that_was_done_late_was_missed(self) -> None:
        events = [*way(), rechecked("2025-01-02")]
        assert found(events, "2026-01-05") == [("c", "RECHECK_MISSED", 2024)]

    def test_none_is_missed_without_the_title_on_the_last_day_of_the_year(self) -> None:
        """A title stands to the day before it ended."""
        gone = [*way(), *cancelled("2024-12-31")]
        assert found(gone, "2025-01-01") == []
        in_time = [*way(), *cancelled("2025-01-01")]
        assert found(in_time, "2025-01-01") == [("c", "RECHECK_MISSED", 2024)]

    @pytest.mark.parametrize("kind", ["rechecked", "spot_checked"])
    @pytest.mark.parametrize(
        ("more", "step"),
        [
            ({}, "ok"),
            ({"score": 100}, "ok"),
            ({"score": 90}, "ok"),
            ({"score": 89}, "ok, with PASSED_BELOW_90"),
            ({"score": 0}, "ok, with PASSED_BELOW_90"),
        ],
    )
    def test_passed_below_90_is_noticed(self, kind: str, more: dict[str, Any], step: str) -> None:
        assert last([*way(), event(kind, "2024-05-06", passed=True, **more)]) == step
        assert kept([*way(), event(kind, "2024-05-06", passed=True, **more)]) == step
        assert status([*way(), event(kind, "2024-05-06", passed=True, **more)]) == "recognised"
        failed = [*way(), event(kind, "2024-05-06", passed=False, **more)]
        assert last(failed) == "ok"


class TestCancellation:
    """第八条, the consequence.

    对复查抽查不合格的，经审核后取消市级充分就业社区资格。
    """

    OWED = ("cancellation_decision", "c", None, "no_term", False)

    @pytest.mark.parametrize("kind", ["rechecked", "spot_checked"])
    def test_a_failed_check_opens_it_and_the_title_stands(self, kind: str) -> None:
        events = [*way(), event(kind, "2024-05-06", passed=False)]
        assert status(events) == "recognised + cancellation"
        assert state(events)["titled"] is True
        assert owed(events, "2024-05-06", "cancellation_decision") == [self.OWED]
        assert owed(events, "2024-05-05", "cancellation_decision") == []

    def test_a_second_failed_check_opens_nothing_more(self) -> None:
        events = [*way(), rechecked("2024-05-06", passed=False)]
        events += [event("spot_checked", "2024-05-07", passed=False)]
        assert status(events) == "recognised + cancellation"
        assert owed(events, "2024-05-07", "cancellation_decision") == [self.OWED]

    def test_a_passed_check_does_not_close_it(self) -> None:
        events = [*way(), rechecked("2024-05-06", passed=False), rechecked("2024-05-07")]
        assert status(events) == "recognised + cancellation"

    @pytest.mark.parametrize(("cancel", "becomes"), [(True, "cancelled"), (False, "recognised")])
    def test_is_decided(self, cancel: bool, becomes: str) -> None:
        events = [*way(), rechecked("2024-05-06", passed=False), decided("2024-05-20", cancel)]
        assert status(events) == becomes
        assert state(events)["titled"] is not cancel
        assert owed(events, "2024-05-20", "cancellation_decision") == []
        assert len(owed(events, "2024-05-19", "cancellation_decision")) == 1

    def test_closes_every_other_matter(self) -> None:
        events = [*way(), renamed("2024-05-01"), *cancelled("2024-05-06")]
        assert status(events) == "cancelled"
        assert owed(events, "2024-05-06", "rename_decision") == []

    def test_not_without_a_failed_check(self) -> None:
        assert last([*way(), decided("2024-05-20")]) == "no: TRANSITION_FORBIDDEN"
        assert kept([*way(), decided("2024-05-20")]) == "no: TRANSITION_FORBIDDEN"

    def test_may_apply_again(self) -> None:
        assert status([*way(), *cancelled("2024-05-06"), applied("2024-05-06")]) == "applied"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
