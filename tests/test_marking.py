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

    def test_a_missed_standard_is_reported_with_its_facts(self) -> None:
        row = row_scorer(ANNEX_2["3.4"], Readings())((Rate(8, 9), None))
        (missed,) = row.shortfalls
        assert (missed.code, missed.provision) == ("STANDARD_MISSED", "art4.3.4")
        assert missed.facts == {"disabled_registration": Rate(8, 9), "disabled_employment": None}

    def test_the_same_values_give_the_very_same_row(self) -> None:
        scored = row_scorer(ANNEX_2["3.5"], Readings())
        assert scored((Rate(1, 2),)) is scored((Rate(1, 2),))


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
