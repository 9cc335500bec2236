"""第十一条: the yearly subsidy."""

from __future__ import annotations

import pytest

from tests.law.asking import entitled, found, kept, last, quotes, state
from tests.law.histories import (
    Events,
    applied,
    audited,
    cancelled,
    carried,
    event,
    merged,
    paid,
    rechecked,
    renamed,
    verified,
    way,
)

ANY_DAY = {"subsidy_title_on": "any_day"}
FOLLOWING = {"subsidy_first_year": "following_year"}
YES = {"merger_same_year": "yes"}
ALL_OF_2024: Events = [
    *carried(),
    paid(2024, "2024-03-01"),
    audited(2024, "2024-04-01"),
    paid(2024, "2024-05-06", 50_000, "provincial"),
]
"""Money of both kinds for 2024, and an adverse audit."""


class TestSubsidy:
    """第十一条, the first sentence.

    对认定的市级充分就业社区，由县（区）从就业补助资金中每年每个社区给予1万元的补助。
    """

    def test_ten_thousand_a_year(self) -> None:
        assert entitled(carried(), 2024, "2024-03-01") == 10_000
        assert last([*carried(), paid(2024, "2024-03-01")]) == "ok"

    @pytest.mark.parametrize("amount", [1, 9_999, 10_001, 999_999_999])
    def test_no_other_amount(self, amount: int) -> None:
        other = [*carried(), paid(2024, "2024-03-01", amount)]
        assert last(other) == "no: AMOUNT_NOT_10000"
        assert kept(other) == "ok, with AMOUNT_NOT_10000"
        assert found(other, "2024-03-01") == [("c", "AMOUNT_NOT_10000", 2024)]

    def test_once_a_year(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01")]
        assert entitled(events, 2024, "2024-03-01") == ["ALREADY_PAID"]
        assert last([*events, paid(2024, "2024-03-01")]) == "no: ALREADY_PAID"
        assert kept([*events, paid(2024, "2024-03-01")]) == "ok, with ALREADY_PAID"
        assert entitled(events, 2024, "2024-02-29") == 10_000
        assert entitled(events, 2023, "2024-03-01") == 10_000
        assert last([*events, paid(2023, "2024-03-01"), paid(2025, "2025-01-01")]) == "ok"

    def test_the_year_must_have_begun(self) -> None:
        for mode in ("refuse", "keep"):
            early = [*carried(), paid(2025, "2024-12-31")]
            assert last(early, irregular=mode) == "no: YEAR_NOT_BEGUN"
            begun = [*carried(), paid(2025, "2025-01-01")]
            assert last(begun, irregular=mode) == "ok"
        assert entitled(carried(), 2025, "2024-12-31") == ["YEAR_NOT_BEGUN"]

    def test_what_is_impossible_is_refused_though_what_is_unlawful_comes_first(self) -> None:
        both = [*carried(), paid(2024, "2023-09-03")]
        assert last(both) == "no: NOT_IN_FORCE"
        assert kept(both) == "no: YEAR_NOT_BEGUN"

    def test_only_with_the_title_on_the_day_of_payment(self) -> None:
        assert entitled(way(), 2023, "2023-11-13") == ["NOT_RECOGNISED"]
        assert entitled(way(), 2023, "2023-11-14") == 10_000
        assert entitled(way(), 2023, "2023-09-10") == ["NOT_RECOGNISED"]
        gone = [*carried(), *cancelled("2024-03-04")]
        assert entitled(gone, 2024, "2024-03-03") == 10_000
        assert entitled(gone, 2024, "2024-03-04") == ["NOT_RECOGNISED"]
        assert last([*gone, paid(2024, "2024-03-04")]) == "no: NOT_RECOGNISED"
        assert kept([*gone, paid(2024, "2024-03-04")]) == "ok, with NOT_RECOGNISED"

    def test_or_on_any_day_of_the_year_so_far(self) -> None:
        assert entitled(way(), 2023, "2023-11-13", readings=ANY_DAY) == ["NOT_RECOGNISED"]
        gone = [*carried(), *cancelled("2024-03-04")]
        assert entitled(gone, 2024, "2024-12-31", readings=ANY_DAY) == 10_000
        assert entitled(gone, 2024, "2025-12-31", readings=ANY_DAY) == 10_000
        assert entitled(gone, 2025, "2025-12-31", readings=ANY_DAY) == ["NOT_RECOGNISED"]
        assert last([*gone, paid(2024, "2024-03-05")], readings=ANY_DAY) == "ok"

    @pytest.mark.parametrize(("on", "held"), [("2024-01-01", False), ("2024-01-02", True)])
    def test_a_title_stands_to_the_day_before_it_ended(self, on: str, held: bool) -> None:
        gone = [*carried(), *cancelled(on)]
        against = entitled(gone, 2024, "2024-06-03", readings=ANY_DAY)
        assert against == (10_000 if held else ["NOT_RECOGNISED"])

    def test_a_title_that_began_and_ended_on_one_day_stood_on_none(self) -> None:
        events = [*way(), *cancelled("2023-11-14")]
        assert entitled(events, 2023, "2023-12-01", readings=ANY_DAY) == ["NOT_RECOGNISED"]

    def test_an_open_cancellation_does_not_suspend_the_title(self) -> None:
        events = [*carried(), rechecked("2024-03-04", passed=False)]
        assert entitled(events, 2024, "2024-03-04") == 10_000

    def test_a_day_of_title_before_a_suspension_is_one(self) -> None:
        events = [*carried(), renamed("2024-03-04")]
        suspended = {"title_during_rename": "suspended"}
        now = entitled(events, 2025, "2025-03-03", readings=suspended | ANY_DAY)
        assert now == ["NOT_RECOGNISED"]
        then = entitled(events, 2024, "2025-03-03", readings=suspended | ANY_DAY)
        assert then == 10_000

    def test_from_the_year_of_recognition(self) -> None:
        events = way(year=2024)
        on = "2024-12-02"
        assert entitled(events, 2024, on) == 10_000
        assert entitled(events, 2023, on) == ["BEFORE_FIRST_YEAR"]
        assert last([*events, paid(2023, on)]) == "no: BEFORE_FIRST_YEAR"
        assert kept([*events, paid(2023, on)]) == "ok, with BEFORE_FIRST_YEAR"

    def test_or_from_the_one_after_it(self) -> None:
        events = way()  # 2023-11-14
        assert entitled(events, 2023, "2024-01-02", readings=FOLLOWING) == ["BEFORE_FIRST_YEAR"]
        assert entitled(events, 2024, "2024-01-02", readings=FOLLOWING) == 10_000

    def test_not_for_a_year_before_the_notice(self) -> None:
        old = carried("2020-06-01")
        assert entitled(old, 2022, "2024-01-02") == ["BEFORE_FIRST_YEAR"]
        assert entitled(old, 2023, "2024-01-02") == 10_000
        assert entitled(old, 2023, "2024-01-02", readings=FOLLOWING) == 10_000

    def test_without_the_title_only_that_counts(self) -> None:
        events = way("city_publicity_ended")
        assert entitled(events, 2023, "2024-01-02") == ["NOT_RECOGNISED"]
        codes = ["NOT_RECOGNISED", "BEFORE_FIRST_YEAR"]
        assert entitled(events, 2022, "2024-01-02") == codes
        assert last([*events, paid(2022, "2024-01-02")]) == "no: NOT_RECOGNISED"
        assert kept([*events, paid(2022, "2024-01-02")]) == (
            "ok, with BEFORE_FIRST_YEAR, NOT_RECOGNISED"
        )

    def test_the_recognition_under_which_it_is_titled(self) -> None:
        """Recognised 2023-11-14, cancelled, recognised again on 2024-11-14."""
        events = [*way(), *cancelled("2024-03-04"), *way(year=2024)]
        on = "2024-12-02"
        assert entitled(events, 2023, on) == ["BEFORE_FIRST_YEAR"]
        assert entitled(events, 2024, on) == 10_000
        assert entitled(events, 2024, on, readings=FOLLOWING) == ["BEFORE_FIRST_YEAR"]
        # on any day of 2024 (or 2023): the earliest recognition of that year is that of 2023
        assert entitled(events, 2024, on, readings=FOLLOWING | ANY_DAY) == 10_000
        assert entitled(events, 2023, on, readings=ANY_DAY) == 10_000
        both = entitled(events, 2023, on, readings=FOLLOWING | ANY_DAY)
        assert both == ["BEFORE_FIRST_YEAR"]

    def test_before_the_first_event(self) -> None:
        assert entitled(carried("2023-09-01"), 2022, "2022-06-01") == [
            *("NOT_IN_FORCE", "NOT_RECOGNISED", "BEFORE_FIRST_YEAR"),
        ]


class TestSubsidyGuards:
    """第十一条, one code after the other.

    对认定的市级充分就业社区，由县（区）从就业补助资金中每年每个社区给予1万元的补助。
    """

    def test_everything_that_stands_against_it(self) -> None:
        codes = ["SUBSIDY_BARRED", "HIGHER_TIER_SUBSIDY", "ALREADY_PAID"]
        assert entitled(ALL_OF_2024, 2024, "2024-06-03") == codes

    def test_the_first_is_the_code(self) -> None:
        four = [*ALL_OF_2024, paid(2024, "2024-06-03", 9_000)]
        assert last(four) == "no: SUBSIDY_BARRED"
        assert kept(four) == (
            "ok, with ALREADY_PAID, AMOUNT_NOT_10000, HIGHER_TIER_SUBSIDY, SUBSIDY_BARRED"
        )
        three = [*ALL_OF_2024[:2], ALL_OF_2024[3], paid(2024, "2024-06-03", 9_000)]
        assert last(three) == "no: HIGHER_TIER_SUBSIDY"
        two = [*ALL_OF_2024[:2], paid(2024, "2024-06-03", 9_000)]
        assert last(two) == "no: ALREADY_PAID"

    def test_before_the_first_year_comes_before_a_bar(self) -> None:
        codes = ["BEFORE_FIRST_YEAR", "SUBSIDY_BARRED"]
        assert entitled(ALL_OF_2024, 2022, "2024-06-03") == codes
        assert last([*ALL_OF_2024, paid(2022, "2024-06-03")]) == "no: BEFORE_FIRST_YEAR"

    def test_the_title_comes_before_a_bar(self) -> None:
        gone = [*ALL_OF_2024, *cancelled("2024-06-03")]
        codes = ["NOT_RECOGNISED", "SUBSIDY_BARRED", "HIGHER_TIER_SUBSIDY", "ALREADY_PAID"]
        assert entitled(gone, 2024, "2024-06-03") == codes


class TestHigherTiers:
    """第十一条, the second sentence.

    对已享受国家级、省级充分就业社区补助的，不再重复享受市级充分就业社区补助。
    """

    @pytest.mark.parametrize("level", ["provincial", "national"])
    @pytest.mark.parametrize(
        ("option", "of_2024", "of_2025", "of_2023"),
        [
            ("same_year", False, True, True),
            ("ever", False, False, True),
            ("titled", False, True, True),
        ],
    )
    def test_money_received(
        self, level: str, option: str, of_2024: bool, of_2025: bool, of_2023: bool
    ) -> None:
        """Received for 2024: for the same year, an earlier one, a later one."""
        events = [*carried(), paid(2024, "2024-05-06", 50_000, level)]
        chosen = {"higher_tier_exclusion": option}
        for year, free in ((2024, of_2024), (2025, of_2025), (2023, of_2023)):
            against = entitled(events, year, "2025-06-03", readings=chosen)
            assert against == (10_000 if free else ["HIGHER_TIER_SUBSIDY"]), year
            step = last([*events, paid(year, "2025-06-03")], readings=chosen)
            assert step == ("ok" if free else "no: HIGHER_TIER_SUBSIDY")

    @pytest.mark.parametrize("level", ["provincial", "national"])
    @pytest.mark.parametrize("option", ["same_year", "ever", "titled"])
    def test_a_title_held(self, level: str, option: str) -> None:
        chosen = {"higher_tier_exclusion": option}
        barred = ["HIGHER_TIER_SUBSIDY"] if option == "titled" else 10_000
        events = [*carried(), event("level_conferred", "2024-03-04", level=level)]
        assert entitled(events, 2024, "2024-03-03", readings=chosen) == 10_000
        assert entitled(events, 2024, "2024-03-04", readings=chosen) == barred
        events += [event("level_withdrawn", "2024-06-03", level=level)]
        assert entitled(events, 2024, "2024-06-02", readings=chosen) == barred
        assert entitled(events, 2024, "2024-06-03", readings=chosen) == 10_000

    def test_levels(self) -> None:
        both = [event("level_conferred", "2024-03-04", level=each) for each in ("provincial",) * 2]
        both += [event("level_conferred", "2024-03-04", level="national")]
        events = [*carried(), *both]
        assert last(events) == "ok"
        assert state(events)["levels"] == ["national", "provincial"]
        events += [event("level_withdrawn", "2024-03-05", level="national")] * 2
        assert last(events) == "ok"
        assert state(events)["levels"] == ["provincial"]
        applicant = [applied(), event("level_conferred", "2024-03-04", level="national")]
        assert state(applicant)["levels"] == ["national"]

    @pytest.mark.parametrize("level", ["provincial", "national"])
    def test_money_of_both_is_noticed(self, level: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01")]
        double = [*events, paid(2024, "2024-05-06", 30_000, level)]
        assert last(double) == "ok, with DOUBLE_SUBSIDY"
        assert kept(double) == "ok, with DOUBLE_SUBSIDY"
        assert found(double, "2024-05-06") == [("c", "DOUBLE_SUBSIDY", 2024)]
        assert last([*events, paid(2023, "2024-05-06", 30_000, level)]) == "ok"

    def test_money_of_both_through_a_merger_is_noticed(self) -> None:
        """A successor inherits what was paid to its sources, under either reading."""
        events = [*carried(community="b"), paid(2024, "2024-03-01", community="b")]
        events += [merged("2024-06-03", "b", "x"), paid(2024, "2024-06-11", 1, "provincial")]
        assert last(events) == last(events, readings=YES) == "ok, with DOUBLE_SUBSIDY"

    @pytest.mark.parametrize("level", ["provincial", "national"])
    def test_higher_payments_have_no_guard_of_title_or_amount(self, level: str) -> None:
        events = [applied(), paid(2023, "2024-05-06", 1, level), paid(2023, "2024-05-06", 1, level)]
        assert last(events) == "ok"


class TestSubsidyOfMerged:
    """第十一条, of communities that were merged.

    对认定的市级充分就业社区，由县（区）从就业补助资金中每年每个社区给予1万元的补助。
    """

    def union(self, before: Events | None = None) -> Events:
        """Merge ``a`` and ``b``, two titled communities, into ``c``, verified in 2024."""
        two = [*carried(community="a"), *carried(community="b"), *(before or [])]
        return [*two, merged("2024-06-03", "a", "b"), verified("2024-06-11")]

    def test_a_source_was_paid(self) -> None:
        events = self.union([paid(2024, "2024-03-01", community="b")])
        assert entitled(events, 2024, "2024-07-01") == ["ALREADY_PAID"]
        assert entitled(events, 2024, "2024-07-01", readings=YES) == 10_000
        assert entitled(events, 2025, "2025-07-01") == 10_000
        assert last([*events, paid(2024, "2024-07-01")]) == "no: ALREADY_PAID"
        assert last([*events, paid(2024, "2024-07-01")], readings=YES) == "ok"

    def test_at_any_remove(self) -> None:
        events = self.union([paid(2024, "2024-03-01", community="b")])
        events += [merged("2024-07-01", "c", "x", into="d"), verified("2024-07-02", community="d")]
        events += [merged("2024-07-03", "d", "y", into="e"), verified("2024-07-04", community="e")]
        assert entitled(events, 2024, "2024-08-01", "e") == ["ALREADY_PAID"]
        assert entitled(events, 2024, "2024-08-01", "e", readings=YES) == 10_000

    def test_its_own_payment_counts_under_both(self) -> None:
        events = [*carried(community="b"), *carried(), paid(2024, "2024-03-01")]
        events += [merged("2024-06-03", "b"), verified("2024-06-11")]
        for option in ("no", "yes"):
            against = entitled(events, 2024, "2024-07-01", readings={"merger_same_year": option})
            assert against == ["ALREADY_PAID"]

    def test_nobody_was_paid(self) -> None:
        assert entitled(self.union(), 2024, "2024-07-01") == 10_000

    @pytest.mark.parametrize("option", ["no", "yes"])
    def test_higher_money_of_a_source_excludes_under_both(self, option: str) -> None:
        events = self.union([paid(2024, "2024-03-01", 50_000, "provincial", "b")])
        chosen = {"merger_same_year": option}
        assert entitled(events, 2024, "2024-07-01", readings=chosen) == ["HIGHER_TIER_SUBSIDY"]
        assert entitled(events, 2025, "2025-07-01", readings=chosen) == 10_000
        ever = chosen | {"higher_tier_exclusion": "ever"}
        assert entitled(events, 2025, "2025-07-01", readings=ever) == ["HIGHER_TIER_SUBSIDY"]

    def test_an_adverse_audit_of_a_source_is_not_inherited(self) -> None:
        bad = [paid(2024, "2024-03-01", community="b"), audited(2024, "2024-04-01", community="b")]
        assert entitled(self.union(bad), 2025, "2025-07-01") == 10_000
        assert entitled(self.union(bad), 2024, "2024-07-01") == ["ALREADY_PAID"]

    def test_the_successors_own_is(self) -> None:
        bad = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01")]
        assert entitled(self.union(bad), 2025, "2025-07-01") == ["SUBSIDY_BARRED"]

    def test_a_dissolved_source_whose_successor_was_paid(self) -> None:
        """On any day of 2024 up to the merger ``a`` was titled."""
        events = self.union()
        assert entitled(events, 2024, "2024-07-02", "a", readings=ANY_DAY) == 10_000
        events += [paid(2024, "2024-07-01")]
        assert entitled(events, 2024, "2024-07-02", "a", readings=ANY_DAY) == ["ALREADY_PAID"]
        yes = entitled(events, 2024, "2024-07-02", "a", readings=ANY_DAY | YES)
        assert yes == 10_000
        assert entitled(events, 2024, "2024-07-02", "a") == ["NOT_RECOGNISED", "ALREADY_PAID"]

    def test_or_its_successors_successor(self) -> None:
        events = [*self.union(), merged("2024-06-17", "c", "x", into="d")]
        events += [verified("2024-06-18", community="d"), paid(2024, "2024-07-01", community="d")]
        assert entitled(events, 2024, "2024-07-02", "a", readings=ANY_DAY) == ["ALREADY_PAID"]

    def test_what_the_successor_inherited_from_the_other_does_not_count(self) -> None:
        events = self.union([paid(2024, "2024-03-01", community="b")])
        assert entitled(events, 2024, "2024-07-02", "a", readings=ANY_DAY) == 10_000


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
