"""What a table is made of: rows of clauses, their awarded and their standing points."""

from __future__ import annotations

import importlib

import pytest

from zhangye_fes import ANNEX_2

module = importlib.import_module("zhangye_fes.row")


class TestRow:
    """A row: what is awarded clause by clause, and what stands."""

    @pytest.mark.parametrize(
        ("row", "awarded", "standing"),
        [
            *(("1", 0, 20), ("2", 0, 10), ("3.1", 5, 5), ("3.2", 6, 4), ("3.3", 0, 5)),
            *(("3.4", 0, 6), ("3.5", 0, 4), ("3.6", 3, 2), ("4.1", 5, 0), ("4.2", 0, 5)),
            *(("4.3", 0, 5), ("5.1", 5, 0), ("5.2", 0, 5), ("5.3", 0, 5)),
        ],
    )
    def test_awarded_and_standing(self, row: str, awarded: int, standing: int) -> None:
        assert (ANNEX_2[row].awarded, ANNEX_2[row].standing) == (awarded, standing)

    def test_project(self) -> None:
        projects = "".join(row.project for row in ANNEX_2.rows)
        assert projects == "12" + "3" * 6 + "4" * 3 + "5" * 3

    def test_facts_are_those_of_clauses_then_of_standards(self) -> None:
        assert ANNEX_2["5.3"].facts == ("valid_complaints", "major_disputes")
        assert ANNEX_2["1"].facts == (
            *("service_hall", "office_equipment", "qualified_staff", "staff_stable"),
            "work_system",
        )


def test_the_module_lists_its_names() -> None:
    assert dir(module) == sorted(module.__all__)
