"""第十条: communities that are merged."""

from __future__ import annotations

import pytest

from tests.law.asking import entitled, found, kept, last, output, owed, quotes, state, status
from tests.law.histories import (
    Events,
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

KEPT = {"title_during_merger": "kept"}
FOLLOWING = {"subsidy_first_year": "following_year"}

TWO: Events = [*carried(community="a"), *carried(community="b")]
"""Two titled communities."""

OLD_AND_NEW: Events = [*way(community="a"), *way(community="b", year=2024)]
"""Recognised on 2023-11-14 and on 2024-11-14."""


class TestMerger:
    """第十条, 合并, the successor.

    合并的，由市人社部门对合并后的社区进行核查，对符合条件的认定为市级充分就业社区，
    对不符合条件的予以退出。
    """

    def test_into_a_new_community(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b", name="丙")]
        communities = output(events)["communities"]
        assert communities["c"] == {
            "status": "recognised",
            "open": ["merger"],
            "titled": False,
            "name": "丙",
            "levels": [],
        }
        assert {communities[each]["status"] for each in "ab"} == {"dissolved"}
        assert {communities[each]["titled"] for each in "ab"} == {False}
        assert state(events, readings=KEPT)["titled"] is True
        owing = [("merger_verification", "c", None, "no_term", False)]
        assert owed(events, "2024-03-04", "merger_verification") == owing

    def test_into_one_of_them(self) -> None:
        events = [*TWO, merged("2024-03-04", "b", into="a", name="丙")]
        communities = output(events)["communities"]
        assert communities.keys() == {"a", "b"}
        assert (communities["a"]["status"], communities["a"]["open"]) == ("recognised", ["merger"])
        assert communities["a"]["name"] == "丙"
        assert communities["b"]["status"] == "dissolved"

    def test_the_successor_named_among_the_sources_is_not_dissolved(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b", "b", into="a")]
        assert status(events, "a") == "recognised + merger"
        assert status(events, "b") == "dissolved"

    def test_with_communities_that_the_register_does_not_know(self) -> None:
        """The ordinary merger: a titled community with an ordinary one."""
        events = [*carried(), merged("2024-03-04", "x", "y")]
        assert status(events) == "recognised + merger"
        assert output(events)["communities"].keys() == {"c"}
        assert last([*events, event("abolished", "2024-03-05", "x")]) == "no: UNKNOWN_COMMUNITY"

    def test_a_titled_source_makes_an_ordinary_successor_recognised(self) -> None:
        events = [*carried(community="a"), merged("2024-03-04", "a", "x")]
        assert status(events) == "recognised + merger"
        under_way = [*carried(community="a"), *way("county_recommended")]
        events = [*under_way, merged("2024-03-04", "a")]
        assert status(events) == "recognised + merger"
        review = event("city_reviewed", "2024-03-05", score=95, eligible=True, passed=True)
        assert last([*events, review]) == "no: TRANSITION_FORBIDDEN"
        closed = [*carried(community="a"), *carried(), *cancelled("2024-01-08")]
        assert status([*closed, merged("2024-03-04", "a")]) == "recognised + merger"

    @pytest.mark.parametrize(
        "history",
        [
            [],
            way("county_recommended"),
            [applied(), event("application_withdrawn", "2023-09-12")],
            [*carried(), *cancelled("2024-01-08")],
        ],
    )
    def test_nobody_is_recognised(self, history: Events) -> None:
        """The successor keeps its status, nothing is to be verified and nothing reported."""
        other = [*carried(community="a"), *cancelled("2023-09-11", "a")]
        before = output([*other, *history])["communities"].get("c", {"status": "none"})
        events = [*other, *history, merged("2024-03-04", "a", "x", name="丙")]
        after = output(events)["communities"]
        assert (after["c"]["status"], after["c"]["open"]) == (before["status"], [])
        assert after["c"]["name"] == "丙"
        assert after["a"]["status"] == "dissolved"
        assert owed(events, "2024-03-04") == []
        late = [*events, reported("2024-03-05", "merged")]
        forbidden = "TRANSITION_FORBIDDEN" if not history else "NOTHING_TO_REPORT"
        assert last(late) == f"no: {forbidden}"

    def test_of_two_unknown_ones_an_application_is_possible(self) -> None:
        events = [merged("2023-09-05", "x", "y")]
        assert status(events) == "none"
        assert status([*events, applied()]) == "applied"

    @pytest.mark.parametrize(
        "union",
        [
            merged("2024-03-04", "c"),
            merged("2024-03-04", "c", "c"),
            merged("2024-03-04", "a", into="d"),
            merged("2024-03-04", "a", "a", into="d"),
            merged("2024-03-04", "x", into="d"),
        ],
    )
    def test_one_alone_cannot_merge(self, union: Json) -> None:
        assert last([*TWO, *carried(), union]) == "no: NO_MERGER"
        assert kept([*TWO, *carried(), union]) == "no: NO_MERGER"

    @pytest.mark.parametrize("dissolved", ["a", "c"])
    def test_with_a_dissolved_community(self, dissolved: str) -> None:
        events = [*TWO, *carried(), event("abolished", "2024-03-01", dissolved)]
        events += [merged("2024-03-04", "a", "b")]
        assert last(events) == "no: TRANSITION_FORBIDDEN"
        assert kept(events) == "no: TRANSITION_FORBIDDEN"

    def test_a_dissolved_one_comes_before_too_few(self) -> None:
        events = [*carried(), event("abolished", "2024-03-01"), merged("2024-03-04", "c")]
        assert last(events) == "no: TRANSITION_FORBIDDEN"

    @pytest.mark.parametrize("later", ["a", "b", "c"])
    def test_must_not_come_before_what_befell_any_of_them(self, later: str) -> None:
        events = [*TWO, *carried(), rechecked("2024-03-05", community=later)]
        early = [*events, merged("2024-03-04", "a", "b")]
        assert last(early) == "no: OUT_OF_ORDER"
        assert kept(early) == "no: OUT_OF_ORDER"
        assert last([*events, merged("2024-03-05", "a", "b")]) == "ok"

    @pytest.mark.parametrize("community", ["a", "b", "c"])
    def test_counts_in_the_order_of_each(self, community: str) -> None:
        events = [*TWO, *carried(), merged("2024-03-04", "a", "b")]
        events += [event("level_conferred", "2024-03-03", community, level="national")]
        assert last(events) == "no: OUT_OF_ORDER"

    def test_matters_of_the_successor(self) -> None:
        """An open rename closes, an open cancellation stays."""
        events = [*TWO, renamed("2024-03-01", "丁", "a"), rechecked("2024-03-01", False, "a")]
        events += [merged("2024-03-04", "b", into="a", name="丙")]
        assert status(events, "a") == "recognised + cancellation + merger"
        assert state(events, "a")["name"] == "丙"
        assert owed(events, "2024-03-04", "rename_decision") == []

    def test_matters_of_a_source_end(self) -> None:
        events = [*TWO, renamed("2024-03-01", "丁", "a"), rechecked("2024-03-01", False, "a")]
        events += [merged("2024-03-04", "a", "b")]
        assert status(events) == "recognised + merger"
        assert status(events, "a") == "dissolved"
        assert owed(events, "2024-03-04", "rename_decision", "cancellation_decision") == []

    def test_levels_are_the_successors_own(self) -> None:
        events = [event("level_conferred", "2024-01-08", each, level="national") for each in "ac"]
        events = [*TWO, *carried(), *events]
        assert state([*events, merged("2024-03-04", "a", "b")])["levels"] == ["national"]
        assert state([*events, merged("2024-03-04", "a", "b", into="d")], "d")["levels"] == []

    def test_is_reported_by_the_successor(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b")]
        assert owed(events, "2024-03-04", "change_report") == [
            ("change_report", "c", None, "2024-04-07", False)
        ]
        for source in "ab":
            wrong = [*events, reported("2024-03-05", "merged", source)]
            assert last(wrong) == "no: NOTHING_TO_REPORT"
        assert last([*events, reported("2024-03-05", "merged")]) == "ok"

    def test_a_second_merger_before_the_first_is_verified(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), merged("2024-03-05", "x")]
        assert status(events) == "recognised + merger"
        assert status([*events, verified("2024-03-06")]) == "recognised"
        assert len(owed(events, "2024-03-05", "change_report")) == 2
        assert len(owed(events, "2024-03-05", "merger_verification")) == 1

    def test_refused_in_whole(self) -> None:
        """``last`` looks whether any community was changed: ``b`` comes before the bad source."""
        events = [*TWO, *carried(), event("abolished", "2024-03-01", "a")]
        assert last([*events, merged("2024-03-04", "b", "a")]) == "no: TRANSITION_FORBIDDEN"


class TestRecognisedSince:
    """第十条, 合并, until the city has looked.

    合并的，由市人社部门对合并后的社区进行核查，对符合条件的认定为市级充分就业社区，
    对不符合条件的予以退出。
    """

    @pytest.mark.parametrize(("into", "sources"), [("c", "ab"), ("a", "b"), ("b", "a")])
    def test_the_earliest_counts(self, into: str, sources: str) -> None:
        events = [*OLD_AND_NEW, merged("2024-12-02", *sources, into=into)]
        on = "2024-12-10"
        assert entitled(events, 2023, on, into, readings=KEPT) == 10_000
        both = KEPT | FOLLOWING
        assert entitled(events, 2023, on, into, readings=both) == ["BEFORE_FIRST_YEAR"]
        assert entitled(events, 2024, on, into, readings=both) == 10_000
        owing = owed(events, on, "recheck", readings=KEPT)
        assert [each[:4] for each in owing] == [("recheck", into, 2024, "2024-12-31")]

    def test_one_that_was_cancelled_does_not_count(self) -> None:
        events = [*OLD_AND_NEW, *cancelled("2024-11-20", "a"), merged("2024-12-02", "a", "b")]
        against = entitled(events, 2023, "2024-12-10", readings=KEPT)
        assert against == ["BEFORE_FIRST_YEAR"]

    def test_suspended_means_no_subsidy_and_no_recheck(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b")]
        assert entitled(events, 2024, "2024-03-04") == ["NOT_RECOGNISED"]
        assert owed(events, "2024-03-04", "recheck") == []
        assert found(events, "2025-01-01") == []
        missed = [("c", "RECHECK_MISSED", 2024)]
        assert found(events, "2025-01-01", readings=KEPT) == missed

    def test_while_suspended_it_may_have_had_the_title_earlier_in_the_year(self) -> None:
        events = [*TWO, merged("2024-03-04", "b", into="a")]
        any_day = {"subsidy_title_on": "any_day"}
        assert entitled(events, 2024, "2024-03-04", "a") == ["NOT_RECOGNISED"]
        assert entitled(events, 2024, "2024-03-04", "a", readings=any_day) == 10_000


class TestVerification:
    """第十条, 合并, the outcome.

    合并的，由市人社部门对合并后的社区进行核查，对符合条件的认定为市级充分就业社区，
    对不符合条件的予以退出。
    """

    def test_passed(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11")]
        assert status(events) == "recognised"
        assert state(events)["titled"] is True
        assert owed(events, "2024-03-11", "merger_verification") == []
        assert len(owed(events, "2024-03-10", "merger_verification")) == 1

    def test_not_passed(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11", passed=False)]
        for option in ("kept", "suspended"):
            chosen = {"title_during_merger": option}
            assert status(events, readings=chosen) == "exited"
            assert state(events, readings=chosen)["titled"] is False
        assert status([*events, applied("2024-03-11")]) == "applied"

    def test_a_failure_closes_all(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), renamed("2024-03-05", "丁")]
        events += [rechecked("2024-03-05", passed=False), verified("2024-03-11", passed=False)]
        assert status(events) == "exited"

    def test_is_a_new_recognition(self) -> None:
        """Dated 2025-01-08: the first year is 2025 (or 2026), the first recheck that of 2026."""
        events = [*TWO, merged("2024-12-02", "a", "b"), verified("2025-01-08")]
        on = "2025-03-03"
        assert entitled(events, 2024, on) == ["BEFORE_FIRST_YEAR"]
        assert entitled(events, 2025, on) == 10_000
        assert entitled(events, 2025, on, readings=FOLLOWING) == ["BEFORE_FIRST_YEAR"]
        assert owed(events, on, "recheck") == []
        assert len(owed(events, "2026-01-05", "recheck")) == 1
        same = {"first_recheck": "same_year"}
        assert len(owed(events, on, "recheck", readings=same)) == 1

    def test_the_day_begins_with_it(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11")]
        assert entitled(events, 2024, "2024-03-10") == ["NOT_RECOGNISED"]
        assert entitled(events, 2024, "2024-03-11") == 10_000

    @pytest.mark.parametrize("merger", ["kept", "suspended"])
    @pytest.mark.parametrize("rename", ["kept", "suspended"])
    def test_two_open_matters_each_suspend_for_themselves(self, merger: str, rename: str) -> None:
        chosen = {"title_during_merger": merger, "title_during_rename": rename}
        events = [*carried(), merged("2024-03-04", "x"), renamed("2024-03-05", "丁")]
        titled = [state(each, readings=chosen)["titled"] for each in (events[:2], events)]
        assert titled == [merger == "kept", merger == rename == "kept"]
        verified_first = [*events, verified("2024-03-11")]
        assert state(verified_first, readings=chosen)["titled"] is (rename == "kept")
        consented_first = [*events, consented("2024-03-11")]
        assert state(consented_first, readings=chosen)["titled"] is (merger == "kept")
        both = [*verified_first, consented("2024-03-12")]
        assert state(both, readings=chosen)["titled"] is True

    def test_the_earliest_recognition_of_the_year(self) -> None:
        """Titled in 2024 under that of 2023 until 4 March (or 10 March), and that of 11 March."""
        chosen = FOLLOWING | {"subsidy_title_on": "any_day"}
        on = "2024-06-03"
        own = [*TWO, merged("2024-03-04", "b", into="a"), verified("2024-03-11", community="a")]
        assert entitled(own, 2024, on, "a", readings=FOLLOWING) == ["BEFORE_FIRST_YEAR"]
        assert entitled(own, 2024, on, "a", readings=chosen) == 10_000
        new = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11")]
        assert entitled(new, 2024, on, readings=chosen) == ["BEFORE_FIRST_YEAR"]
        assert entitled(new, 2024, on, readings=chosen | KEPT) == 10_000

    def test_begins_the_rechecks_anew(self) -> None:
        events = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11")]
        assert found(events, "2025-01-01") == []
        assert found(events, "2026-01-01") == [("c", "RECHECK_MISSED", 2025)]

    def test_nothing_to_verify(self) -> None:
        assert last([*carried(), verified("2024-03-11")]) == "no: TRANSITION_FORBIDDEN"
        twice = [*TWO, merged("2024-03-04", "a", "b"), verified("2024-03-11")]
        assert last([*twice, verified("2024-03-11")]) == "no: TRANSITION_FORBIDDEN"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
