"""第十条: communities that are abolished or renamed, and the report of a change."""

from __future__ import annotations

import pytest

from tests.law.asking import entitled, kept, last, output, owed, quotes, state, status
from tests.law.histories import (
    Json,
    applied,
    cancelled,
    carried,
    consented,
    event,
    merged,
    rechecked,
    renamed,
    reported,
    verified,
    way,
)

SUSPENDED = {"title_during_rename": "suspended"}
LAPSES = {"rename_refused": "lapses"}
NO_ROLL = {"one_month_roll": "none"}


class TestChangeReport:
    """第十条, the report.

    对于民政部门要求撤销、合并和更名的市级充分就业社区，
    应在撤销、合并和更名事项发生后1个月内向市人社部门报备。
    """

    CHANGES = (
        ("abolished", event("abolished", "2024-03-04")),
        ("renamed", renamed("2024-03-04")),
        ("merged", merged("2024-03-04", "b")),
    )

    @pytest.mark.parametrize(("change", "happened"), CHANGES)
    def test_is_owed_within_a_month(self, change: str, happened: Json) -> None:
        """2024-03-04 and a month: 4 April; 4 to 6 are free, Sunday the 7th is worked."""
        events = [*carried(), happened]
        due = ("change_report", "c", None, "2024-04-07")
        assert owed(events, "2024-03-03", "change_report") == []
        assert owed(events, "2024-03-04", "change_report") == [(*due, False)]
        assert owed(events, "2024-04-07", "change_report") == [(*due, False)]
        assert owed(events, "2024-04-08", "change_report") == [(*due, True)]
        done = [*events, reported("2024-04-07", change)]
        assert last(done) == "ok"
        assert len(owed(done, "2024-04-06", "change_report")) == 1
        assert owed(done, "2024-04-07", "change_report") == []

    @pytest.mark.parametrize(("change", "happened"), CHANGES)
    def test_late(self, change: str, happened: Json) -> None:
        events = [*carried(), happened, reported("2024-04-08", change)]
        assert last(events) == "ok, with CHANGE_REPORT_LATE"
        assert kept(events) == "ok, with CHANGE_REPORT_LATE"
        assert owed(events, "2024-04-08", "change_report") == []

    @pytest.mark.parametrize(("change", "happened"), CHANGES)
    def test_a_term_that_stays_where_it_ends(self, change: str, happened: Json) -> None:
        events = [*carried(), happened]
        due = [("change_report", "c", None, "2024-04-04", False)]
        assert owed(events, "2024-03-04", "change_report", readings=NO_ROLL) == due
        in_time = [*events, reported("2024-04-04", change)]
        assert last(in_time, readings=NO_ROLL) == "ok"
        late = last([*events, reported("2024-04-05", change)], readings=NO_ROLL)
        assert late == "ok, with CHANGE_REPORT_LATE"

    @pytest.mark.parametrize(
        ("on", "due"),
        [
            ("2024-01-31", "2024-02-29"),  # no 31 February; a Thursday
            ("2025-01-31", "2025-02-28"),  # a Friday
            ("2024-03-01", "2024-04-01"),  # a Monday
            ("2024-03-20", "2024-04-22"),  # Saturday the 20th; Monday
            ("2024-03-28", "2024-04-28"),  # a Sunday that is worked
            ("2024-09-01", "2024-10-08"),  # 1 to 7 October are free
            ("2025-12-31", "2026-02-02"),  # Saturday 31 January; Monday
        ],
    )
    def test_a_month_is_a_month(self, on: str, due: str) -> None:
        events = [*carried(), event("abolished", on)]
        assert owed(events, on, "change_report") == [("change_report", "c", None, due, False)]

    def test_is_unknown_where_no_notice_has_arranged_the_days(self) -> None:
        """2024-12-02 and a month is 2025-01-02; on 2024-11-11 nothing of 2025 was known."""
        events = [*carried(), event("abolished", "2024-12-02")]
        why = ("change_report", "c", None, "calendar_not_published")
        known = {"known_on": "2024-11-11"}
        assert owed(events, "2025-01-02", "change_report", **known) == [(*why, False)]
        assert owed(events, "2025-01-03", "change_report", **known) == [(*why, None)]
        in_time = [*events, reported("2025-01-02", "abolished")]
        assert last(in_time, **known) == "ok"
        perhaps = [*events, reported("2025-01-03", "abolished")]
        assert last(perhaps, **known) == "ok, with CALENDAR_NOT_PUBLISHED"
        assert kept(perhaps, **known) == "ok, with CALENDAR_NOT_PUBLISHED"
        # 2 January 2025 was a Thursday, and worked
        assert last(perhaps, known_on="2024-11-12") == "ok, with CHANGE_REPORT_LATE"
        assert last(perhaps, readings=NO_ROLL, **known) == "ok, with CHANGE_REPORT_LATE"

    @pytest.mark.parametrize("change", ["abolished", "renamed", "merged"])
    def test_nothing_to_report(self, change: str) -> None:
        assert last([*carried(), reported("2024-04-01", change)]) == "no: NOTHING_TO_REPORT"
        assert kept([*carried(), reported("2024-04-01", change)]) == "no: NOTHING_TO_REPORT"

    def test_each_kind_for_itself(self) -> None:
        events = [*carried(), renamed("2024-03-04")]
        assert last([*events, reported("2024-03-05", "abolished")]) == "no: NOTHING_TO_REPORT"
        events += [reported("2024-03-05", "renamed")]
        assert last([*events, reported("2024-03-05", "renamed")]) == "no: NOTHING_TO_REPORT"

    def test_what_befell_one_without_the_title_is_no_concern(self) -> None:
        for happened, change in (
            (renamed("2024-03-04"), "renamed"),
            (event("abolished", "2024-03-04"), "abolished"),
            (merged("2024-03-04", "b"), "merged"),
        ):
            events = [applied(), happened]
            assert owed(events, "2024-03-04") == []
            assert last([*events, reported("2024-03-04", change)]) == "no: NOTHING_TO_REPORT"

    def test_the_earliest_is_reported_first(self) -> None:
        """Due 2024-04-01 and 2024-04-22: the first report is late, the second in time."""
        events = [*carried(), renamed("2024-03-01", "乙"), renamed("2024-03-20", "丁")]
        assert [each[3:] for each in owed(events, "2024-04-02", "change_report")] == [
            ("2024-04-01", True),
            ("2024-04-22", False),
        ]
        events += [reported("2024-04-02", "renamed")]
        assert last(events) == "ok, with CHANGE_REPORT_LATE"
        assert [each[3] for each in owed(events, "2024-04-02", "change_report")] == ["2024-04-22"]
        events += [reported("2024-04-22", "renamed")]
        assert last(events) == "ok"

    def test_a_title_under_a_suspended_name_is_a_recognised_one(self) -> None:
        events = [*carried(), renamed("2024-03-01"), event("abolished", "2024-03-20")]
        assert len(owed(events, "2024-03-20", "change_report", readings=SUSPENDED)) == 2


class TestAbolition:
    """第十条, 撤销.

    撤销的，直接退出市级充分就业社区。
    """

    @pytest.mark.parametrize("option", ["payment_date", "any_day"])
    def test_the_title_ends_at_once(self, option: str) -> None:
        events = [*carried(), event("abolished", "2024-03-04")]
        assert status(events) == "dissolved"
        assert state(events)["titled"] is False
        against = entitled(events, 2024, "2024-03-04", readings={"subsidy_title_on": option})
        assert against == (["NOT_RECOGNISED"] if option == "payment_date" else 10_000)

    def test_every_open_matter_ends(self) -> None:
        events = [*carried(), merged("2024-02-01", "b"), rechecked("2024-02-02", passed=False)]
        events += [renamed("2024-02-05"), event("abolished", "2024-03-04")]
        assert status(events[:-1]) == "recognised + cancellation + merger + rename"
        assert status(events) == "dissolved"
        kinds = [each[0] for each in owed(events, "2024-03-04")]
        assert kinds == ["change_report"] * 3

    def test_an_application_ends_with_it(self) -> None:
        events = [*way("county_recommended"), event("abolished", "2024-03-04")]
        assert status(events) == "dissolved"
        assert last([*events, applied("2024-03-05")]) == "no: TRANSITION_FORBIDDEN"

    def test_is_reported_afterwards(self) -> None:
        events = [*carried(), event("abolished", "2024-03-04")]
        assert last([*events, reported("2024-03-04", "abolished")]) == "ok"


class TestRename:
    """第十条, 更名.

    更名的，经市人社部门同意后以新名称继续保留充分就业社区称号。
    """

    def test_the_title_stands_until_consent_under_the_old_name(self) -> None:
        found = state([*carried(), renamed("2024-03-04", "乙")])
        assert (found["status"], found["open"]) == ("recognised", ["rename"])
        assert (found["titled"], found["name"]) == (True, "甲")
        assert entitled([*carried(), renamed("2024-03-04")], 2024, "2024-03-04") == 10_000

    def test_or_is_suspended(self) -> None:
        events = [*carried(), renamed("2024-03-04")]
        assert state(events, readings=SUSPENDED)["titled"] is False
        assert status(events, readings=SUSPENDED) == "recognised + rename"
        against = entitled(events, 2024, "2024-03-04", readings=SUSPENDED)
        assert against == ["NOT_RECOGNISED"]
        assert entitled(events, 2024, "2024-03-03", readings=SUSPENDED) == 10_000
        events += [consented("2024-03-11")]
        assert state(events, readings=SUSPENDED)["titled"] is True
        assert entitled(events, 2024, "2024-03-11", readings=SUSPENDED) == 10_000

    def test_consent_gives_the_new_name(self) -> None:
        found = state([*carried(), renamed("2024-03-04", "乙"), consented("2024-03-11")])
        assert found == {
            "status": "recognised",
            "open": [],
            "titled": True,
            "name": "乙",
            "levels": [],
        }

    def test_without_consent_the_old_name_stays(self) -> None:
        events = [*carried(), renamed("2024-03-04", "乙"), consented("2024-03-11", consent=False)]
        found = state(events)
        assert (found["status"], found["open"], found["titled"]) == ("recognised", [], True)
        assert found["name"] == "甲"

    def test_or_the_title_lapses(self) -> None:
        events = [*carried(), renamed("2024-03-04", "乙"), consented("2024-03-11", consent=False)]
        assert status(events, readings=LAPSES) == "exited"
        assert state(events, readings=LAPSES)["titled"] is False
        assert status([*events, applied("2024-03-11")], readings=LAPSES) == "applied"
        granted = [*carried(), renamed("2024-03-04", "乙"), consented("2024-03-11")]
        assert status(granted, readings=LAPSES) == "recognised"

    def test_a_lapse_closes_all(self) -> None:
        events = [*carried(), merged("2024-02-01", "b"), renamed("2024-03-04")]
        events += [consented("2024-03-11", consent=False)]
        assert status(events) == "recognised + merger"
        assert status(events, readings=LAPSES) == "exited"

    def test_the_decision_is_owed_without_a_term(self) -> None:
        events = [*carried(), renamed("2024-03-04")]
        owing = [("rename_decision", "c", None, "no_term", False)]
        assert owed(events, "2024-03-04", "rename_decision") == owing
        events += [consented("2024-03-11")]
        assert owed(events, "2024-03-10", "rename_decision") == owing
        assert owed(events, "2024-03-11", "rename_decision") == []

    def test_nothing_to_decide_without_a_change(self) -> None:
        assert last([*carried(), consented("2024-03-11")]) == "no: TRANSITION_FORBIDDEN"

    def test_a_second_one_replaces_the_proposed_name(self) -> None:
        events = [*carried(), renamed("2024-03-04", "乙"), renamed("2024-03-05", "丁")]
        assert status(events) == "recognised + rename"
        assert state(events)["name"] == "甲"
        assert len(owed(events, "2024-03-05", "rename_decision")) == 1
        assert state([*events, consented("2024-03-11")])["name"] == "丁"

    def test_the_name_already_proposed_has_no_effect(self) -> None:
        once = [*carried(), renamed("2024-03-04", "乙")]
        twice = [*once, renamed("2024-03-05", "乙")]
        assert last(twice) == "ok"
        assert state(twice) == state(once)
        assert owed(twice, "2024-03-05") == owed(once, "2024-03-05")

    def test_the_current_name_is_no_change(self) -> None:
        assert last([*carried(), renamed("2024-03-04", "甲")]) == "no: SAME_NAME"
        assert kept([*carried(), renamed("2024-03-04", "甲")]) == "no: SAME_NAME"
        proposed = [*carried(), renamed("2024-03-04", "乙"), renamed("2024-03-05", "甲")]
        assert last(proposed) == "no: SAME_NAME"
        granted = [*carried(), renamed("2024-03-04", "乙"), consented("2024-03-05")]
        assert last([*granted, renamed("2024-03-06", "乙")]) == "no: SAME_NAME"
        assert last([*granted, renamed("2024-03-06", "甲")]) == "ok"

    def test_one_without_the_title_changes_its_name_at_once(self) -> None:
        for history in (way("city_reviewed"), [*carried(), *cancelled("2024-01-08")]):
            events = [*history, renamed("2024-03-04", "乙")]
            assert output(events)["communities"]["c"] == {
                **output(history)["communities"]["c"],
                "name": "乙",
            }
            assert last([*history, renamed("2024-03-04", "甲")]) == "no: SAME_NAME"

    def test_a_change_of_name_does_not_disturb_the_other_matters(self) -> None:
        events = [*carried(), merged("2024-02-01", "b"), rechecked("2024-02-02", passed=False)]
        events += [renamed("2024-03-04", "乙")]
        assert status([*events, consented("2024-03-05")]) == "recognised + cancellation + merger"
        assert status([*events, verified("2024-03-05")]) == "recognised + cancellation + rename"
        assert state([*events, consented("2024-03-05")])["name"] == "乙"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
