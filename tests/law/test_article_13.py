"""第十三条: reports on the money, audits, recoveries."""

from __future__ import annotations

import pytest

from tests.law.asking import entitled, found, kept, last, owed, quotes
from tests.law.histories import accounted, audited, carried, merged, paid, recovered

EXCLUSIVE = {"december_20": "exclusive"}
AT_ONCE = {"late_payment_report": "same_year"}
YEARS = {"recovery_bar": "years_audited"}
ADVERSE = ["irregular", "underused", "ineffective"]


class TestFundsReport:
    """第十三条, the report.

    享受补助资金的社区每年12月20日前要将资金使用情况报县（区）财政、人社部门审核，
    """

    def test_is_owed_from_the_payment_on(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01")]
        due = ("funds_report", "c", 2024, "2024-12-20")
        assert owed(events, "2024-02-29", "funds_report") == []
        assert owed(events, "2024-03-01", "funds_report") == [(*due, False)]
        assert owed(events, "2024-12-20", "funds_report") == [(*due, False)]
        assert owed(events, "2024-12-21", "funds_report") == [(*due, True)]

    def test_or_by_the_19th(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01")]
        due = ("funds_report", "c", 2024, "2024-12-19")
        one = owed(events, "2024-12-19", "funds_report", readings=EXCLUSIVE)
        assert one == [(*due, False)]
        two = owed(events, "2024-12-20", "funds_report", readings=EXCLUSIVE)
        assert two == [(*due, True)]

    @pytest.mark.parametrize(
        ("on", "inclusive", "exclusive"),
        [
            ("2024-12-19", "ok", "ok"),
            ("2024-12-20", "ok", "ok, with FUNDS_REPORT_LATE"),
            ("2024-12-21", "ok, with FUNDS_REPORT_LATE", "ok, with FUNDS_REPORT_LATE"),
        ],
    )
    def test_in_time_or_late(self, on: str, inclusive: str, exclusive: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), accounted(2024, on)]
        assert last(events) == kept(events) == inclusive
        assert last(events, readings=EXCLUSIVE) == exclusive
        assert owed(events, on, "funds_report") == []

    def test_a_late_one_is_found(self) -> None:
        events = [*carried(), paid(2023, "2024-03-01"), accounted(2023, "2025-01-02")]
        assert found(events, "2025-01-01") == [("c", "RECHECK_MISSED", 2024)]
        assert found(events, "2025-01-02") == [
            ("c", "FUNDS_REPORT_LATE", 2023),
            ("c", "RECHECK_MISSED", 2024),
        ]

    def test_20_december_does_not_move_where_it_is_a_day_of_rest(self) -> None:
        """2025-12-20 is a Saturday."""
        events = [*carried(), paid(2025, "2025-03-03")]
        due = [("funds_report", "c", 2025, "2025-12-20", True)]
        assert owed(events, "2025-12-22", "funds_report") == due

    def test_the_year_of_payment_counts_not_the_year_paid_for(self) -> None:
        events = [*carried(), paid(2023, "2024-03-01")]
        due = [("funds_report", "c", 2023, "2024-12-20", False)]
        assert owed(events, "2024-03-01", "funds_report") == due
        assert last([*events, accounted(2023, "2024-12-20")]) == "ok"

    def test_paid_after_the_last_day_is_reported_in_the_next_year(self) -> None:
        on_the_day = [*carried(), paid(2024, "2024-12-20")]
        assert owed(on_the_day, "2024-12-20", "funds_report")[0][3] == "2024-12-20"
        later = owed(on_the_day, "2024-12-20", "funds_report", readings=EXCLUSIVE)
        assert later[0][3] == "2025-12-19"
        after = [*carried(), paid(2024, "2024-12-21")]
        due = [("funds_report", "c", 2024, "2025-12-20", False)]
        assert owed(after, "2024-12-21", "funds_report") == due
        assert last([*after, accounted(2024, "2025-12-20")]) == "ok"
        late = last([*after, accounted(2024, "2025-12-21")])
        assert late == "ok, with FUNDS_REPORT_LATE"

    def test_or_is_late_when_it_is_paid(self) -> None:
        after = [*carried(), paid(2024, "2024-12-21")]
        due = [("funds_report", "c", 2024, "2024-12-20", True)]
        assert owed(after, "2024-12-21", "funds_report", readings=AT_ONCE) == due
        late = last([*after, accounted(2024, "2024-12-21")], readings=AT_ONCE)
        assert late == "ok, with FUNDS_REPORT_LATE"
        on_the_day = [*carried(), paid(2024, "2024-12-20"), accounted(2024, "2024-12-20")]
        assert last(on_the_day, readings=AT_ONCE) == "ok"
        strict = last(on_the_day, readings=AT_ONCE | EXCLUSIVE)
        assert strict == "ok, with FUNDS_REPORT_LATE"

    def test_the_first_payment_counts(self) -> None:
        """An audit keeps a second payment for 2024, made in 2025: one report, due in 2024."""
        twice = [*carried(), paid(2024, "2024-03-01"), paid(2024, "2025-03-03")]
        due = [("funds_report", "c", 2024, "2024-12-20", True)]
        assert owed(twice, "2025-03-03", "funds_report", irregular="keep") == due

    def test_one_for_each_year(self) -> None:
        events = [*carried(), paid(2023, "2024-03-01"), paid(2024, "2024-03-01")]
        years = [each[2] for each in owed(events, "2024-03-01", "funds_report")]
        assert years == [2023, 2024]
        done = [*events, accounted(2024, "2024-06-03")]
        assert [each[2] for each in owed(done, "2024-06-03", "funds_report")] == [2023]

    def test_a_supplement_is_never_late(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), accounted(2024, "2024-12-20")]
        assert last([*events, accounted(2024, "2025-06-03")]) == "ok"
        late = [*carried(), paid(2024, "2024-03-01"), accounted(2024, "2024-12-23")]
        assert last(late) == "ok, with FUNDS_REPORT_LATE"
        assert last([*late, accounted(2024, "2025-06-03")]) == "ok"

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_nothing_to_report(self, mode: str) -> None:
        assert last([*carried(), accounted(2024, "2024-06-03")], irregular=mode) == (
            "no: NOTHING_TO_REPORT"
        )
        other = [*carried(), paid(2023, "2024-03-01"), accounted(2024, "2024-06-03")]
        assert last(other, irregular=mode) == "no: NOTHING_TO_REPORT"

    @pytest.mark.parametrize("level", ["provincial", "national"])
    def test_municipal_money_only(self, level: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01", 50_000, level)]
        assert owed(events, "2024-03-01", "funds_report") == []
        assert last([*events, accounted(2024, "2024-06-03")]) == "no: NOTHING_TO_REPORT"
        assert last([*events, audited(2024, "2024-06-03")]) == "no: NOTHING_TO_AUDIT"

    def test_the_due_of_a_dissolved_community_remains(self) -> None:
        events = [*carried(community="a"), paid(2024, "2024-03-01", community="a")]
        events += [merged("2024-06-03", "a", "x"), accounted(2024, "2024-12-20", "a")]
        assert last(events) == "ok"


class TestRecovery:
    """第十三条, the consequences.

    对使用不规范、使用不充分、使用效果不好的社区予以收回，不再给予补助，
    """

    @pytest.mark.parametrize("finding", ADVERSE)
    def test_the_money_is_to_be_recovered(self, finding: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01", finding)]
        owing = [("recovery", "c", 2024, "no_term", False)]
        assert owed(events, "2024-03-31", "recovery") == []
        assert owed(events, "2024-04-01", "recovery") == owing
        events += [recovered(2024, "2024-05-06", 4_000)]
        assert owed(events, "2024-05-06", "recovery") == owing
        events += [recovered(2024, "2024-06-03", 6_000)]
        assert last(events) == "ok"
        assert owed(events, "2024-06-02", "recovery") == owing
        assert owed(events, "2024-06-03", "recovery") == []

    def test_not_after_a_proper_use(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01", "proper")]
        assert last(events) == "ok"
        assert owed(events, "2024-04-01", "recovery") == []
        assert entitled(events, 2025, "2025-03-03") == 10_000
        assert last([*events, recovered(2024, "2024-05-06", 1)]) == "no: NOTHING_TO_RECOVER"

    @pytest.mark.parametrize("finding", ADVERSE)
    def test_no_more_money_for_good(self, finding: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01", finding)]
        assert entitled(events, 2023, "2024-03-31") == 10_000
        assert entitled(events, 2023, "2024-04-01") == ["SUBSIDY_BARRED"]
        assert entitled(events, 2025, "2025-03-03") == ["SUBSIDY_BARRED"]
        assert last([*events, paid(2025, "2025-03-03")]) == "no: SUBSIDY_BARRED"
        assert kept([*events, paid(2025, "2025-03-03")]) == "ok, with SUBSIDY_BARRED"

    @pytest.mark.parametrize("finding", ADVERSE)
    def test_or_for_the_years_found_bad(self, finding: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01", finding)]
        assert entitled(events, 2023, "2024-04-01", readings=YEARS) == 10_000
        assert entitled(events, 2025, "2025-03-03", readings=YEARS) == 10_000
        codes = ["SUBSIDY_BARRED", "ALREADY_PAID"]
        assert entitled(events, 2024, "2024-04-01", readings=YEARS) == codes

    def test_attaches_to_the_finding_not_to_the_money(self) -> None:
        """Before anything is recovered, and after all of it was."""
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01")]
        events += [recovered(2024, "2024-05-06", 10_000)]
        assert entitled(events, 2025, "2025-03-03") == ["SUBSIDY_BARRED"]
        assert entitled(events, 2024, "2024-05-06") == ["SUBSIDY_BARRED", "ALREADY_PAID"]

    def test_stands_whatever_a_later_audit_says(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01")]
        events += [audited(2024, "2024-05-06", "proper")]
        assert last(events) == "ok"
        assert entitled(events, 2025, "2025-03-03") == ["SUBSIDY_BARRED"]
        assert len(owed(events, "2024-05-06", "recovery")) == 1
        assert last([*events, recovered(2024, "2024-05-07", 10_000)]) == "ok"

    def test_a_proper_one_may_be_followed_by_an_adverse_one(self) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01", "proper")]
        events += [audited(2024, "2024-05-06")]
        assert entitled(events, 2025, "2025-03-03") == ["SUBSIDY_BARRED"]

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_nothing_to_audit(self, mode: str) -> None:
        events = [*carried(), paid(2023, "2024-03-01"), audited(2024, "2024-04-01")]
        assert last(events, irregular=mode) == "no: NOTHING_TO_AUDIT"

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_nothing_to_recover(self, mode: str) -> None:
        money = [*carried(), paid(2023, "2024-03-01"), paid(2024, "2024-03-01")]
        assert last([*money, recovered(2024, "2024-04-01", 1)], irregular=mode) == (
            "no: NOTHING_TO_RECOVER"
        )
        other = [*money, audited(2023, "2024-04-01"), recovered(2024, "2024-04-01", 99_999)]
        assert last(other, irregular=mode) == "no: NOTHING_TO_RECOVER"

    @pytest.mark.parametrize("mode", ["refuse", "keep"])
    def test_never_more_than_was_paid(self, mode: str) -> None:
        events = [*carried(), paid(2024, "2024-03-01"), audited(2024, "2024-04-01")]
        assert last([*events, recovered(2024, "2024-05-06", 10_001)], irregular=mode) == (
            "no: AMOUNT_TOO_LARGE"
        )
        part = [*events, recovered(2024, "2024-05-06", 6_000)]
        assert last([*part, recovered(2024, "2024-05-07", 4_001)], irregular=mode) == (
            "no: AMOUNT_TOO_LARGE"
        )
        assert last([*part, recovered(2024, "2024-05-07", 4_000)], irregular=mode) == "ok"

    def test_all_payments_of_the_year_count(self) -> None:
        """An audit keeps two of 10 000 each."""
        twice = [*carried(), paid(2024, "2024-03-01"), paid(2024, "2024-03-04")]
        twice += [audited(2024, "2024-04-01"), recovered(2024, "2024-05-06", 20_000)]
        assert kept(twice) == "ok"
        assert owed(twice, "2024-05-06", "recovery", irregular="keep") == []
        part = [*twice[:-1], recovered(2024, "2024-05-06", 10_000)]
        assert len(owed(part, "2024-05-06", "recovery", irregular="keep")) == 1


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
