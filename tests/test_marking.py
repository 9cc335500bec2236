"""One row of the table: its points, its findings, and what it remembers."""

from __future__ import annotations

import pytest

from zhangye_fes import ANNEX_2, Rate, Readings, marking
from zhangye_fes.facts import FactValue
from zhangye_fes.marking import known, row_scorer


class TestRowScorer:
    """From the values of a row's facts to its points and why."""

    def test_every_clause_is_tried_fulfilled_or_not(self) -> None:
        """10 - 3 (one ledger) - 5 (late reports); a second ledger may be outdated or many."""
        row = row_scorer(ANNEX_2["2"], Readings())((1, None, False, True))
        assert (row.id, row.standard, row.low, row.high) == ("2", 10, 0, 2)
        told = [(each.code, each.met, each.low, each.high) for each in row.findings]
        assert told == [
            ("LEDGERS_MISSING", False, -3, -3),
            ("LEDGERS_OUTDATED", None, -10, 0),
            ("REPORTS", False, -5, -5),
        ]
        assert row.findings[2].facts == {"reports_timely": False, "reports_accurate": True}

    @pytest.mark.parametrize(
        ("void", "services", "low", "high"),
        [("row", "part", -10, 0), ("rest", "part", -4, 0), ("row", "row", -10, 0)],
    )
    def test_what_a_void_takes_alone(self, void: str, services: str, low: int, high: int) -> None:
        how = Readings.model_validate(
            {"reemployment_void": void, "unemployed_services_void": services}
        )
        row = row_scorer(ANNEX_2["3.2"], how)((0, None, None))
        awarded, voided = row.findings[1:]
        assert (voided.met, voided.low, voided.high) == (None, low, high)
        assert (awarded.low, awarded.high) == (0 if services == "part" else -10, 6)

    @pytest.mark.parametrize(
        ("values", "low", "high"),
        [((True, True), 0, 0), ((False, True), -5, -5), ((None, True), -5, 0)],
    )
    def test_what_takes_the_whole_row(
        self, values: tuple[bool | None, bool], low: int, high: int
    ) -> None:
        """附件2 第4.2行: 未提供服务的不得分, which takes the 5 points that the row has."""
        row = row_scorer(ANNEX_2["4.2"], Readings())(values)
        assert (row.findings[0].low, row.findings[0].high) == (low, high)

    def test_what_is_taken_alone_is_at_most_the_row(self) -> None:
        row = row_scorer(ANNEX_2["2"], Readings())((5, 0, True, True))
        assert [(each.low, each.high) for each in row.findings] == [(-10, -10), (0, 0), (0, 0)]

    @pytest.mark.parametrize(
        ("values", "missed"),
        [((True, True), 0), ((True, False), 1), ((None, True), 0), ((None, False), 1)],
    )
    def test_a_standard_is_missed_where_it_surely_is(
        self, values: tuple[bool | None, bool], missed: int
    ) -> None:
        """第四条第（四）项第2目: help and its record; not known is not missed."""
        row = row_scorer(ANNEX_2["4.2"], Readings())(values)
        assert [each.provision for each in row.shortfalls] == ["art4.4.2"] * missed

    def test_a_missed_standard_is_reported_with_its_facts(self) -> None:
        row = row_scorer(ANNEX_2["3.4"], Readings())((Rate(8, 9), None))
        (missed,) = row.shortfalls
        assert (missed.code, missed.provision) == ("STANDARD_MISSED", "art4.3.4")
        assert missed.facts == {"disabled_registration": Rate(8, 9), "disabled_employment": None}

    def test_the_same_values_give_the_very_same_row(self) -> None:
        scored = row_scorer(ANNEX_2["5.2"], Readings())
        assert scored((True,)) is scored((True,))

    def test_rates_between_the_same_thresholds_come_to_the_same_each_quoting_its_own(self) -> None:
        scored = row_scorer(ANNEX_2["3.4"], Readings())
        one, other = scored((Rate(8, 9), Rate(9, 10))), scored((Rate(1, 2), Rate(9, 10)))
        assert (one.low, one.high) == (other.low, other.high) == (3, 3)
        assert one.findings[0].facts == {"disabled_registration": Rate(8, 9)}
        assert other.findings[0].facts == {"disabled_registration": Rate(1, 2)}
        assert other.shortfalls[0].facts == {
            "disabled_registration": Rate(1, 2),
            "disabled_employment": Rate(9, 10),
        }

    @pytest.mark.parametrize(
        ("num", "points"), [(0, 0), (49, 0), (50, 1), (79, 1), (80, 3), (90, 3), (91, 5), (100, 5)]
    )
    def test_the_edge_of_a_band_is_a_place_of_its_own(self, num: int, points: int) -> None:
        """附件2 第4.1行: 50 % gets 1, 80 % gets 3, 90 % still gets 3."""
        scored = row_scorer(ANNEX_2["4.1"], Readings())
        rows = {each: scored((Rate(each, 100),)) for each in range(101)}
        assert rows[num].low == points

    def test_what_is_remembered_has_an_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(marking, "REMEMBERED", 1)
        scored = row_scorer(ANNEX_2["3.5"], Readings())
        rates = [Rate(1, 2), Rate(2, 2), Rate(1, 3)]
        assert [scored((rate,)).high for rate in rates] == [0, 4, 0]


class TestKnown:
    """A rate of nobody counts as unknown under one reading only."""

    @pytest.mark.parametrize(("empty", "rate"), [("met", Rate(0, 0)), ("unknown", None)])
    def test_nobody(self, empty: str, rate: Rate | None) -> None:
        how = Readings.model_validate({"empty_group": empty})
        assert known({"training": Rate(0, 0), "x": 0}, how) == {"training": rate, "x": 0}

    def test_somebody(self) -> None:
        given: dict[str, FactValue] = {"training": Rate(0, 1), "service_hall": None}
        assert known(given, Readings(empty_group="unknown")) == given


def test_the_module_lists_its_names() -> None:
    assert dir(marking) == sorted(marking.__all__)
