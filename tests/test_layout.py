"""Sheets laid out for a dataframe."""

from __future__ import annotations

from typing import Any, Final, cast

import pytest

from tests.strategies import FULL
from zhangye_fes import Facts, InvalidInput, Rate, layout, rows, score

OPEN: Final = score(Facts(basic_conditions_met=True, training=Rate(4, 5), ledgers_missing=1))
"""A sheet with something of everything: known, unknown, missed."""


def test_another_kind_of_row_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        rows([], each=cast("Any", "rows"))
    assert str(caught.value) == "each: given 'rows', expected any of community, row"


class TestRows:
    """Sheets as plain dicts for a dataframe."""

    def test_one_a_community(self) -> None:
        full, opened = rows([score(FULL), OPEN])
        assert full["community"] == 0
        assert (full["total_low"], full["total_high"], full["verdict"]) == (100, 100, "qualified")
        assert (full["row_3_2_low"], full["row_3_2_high"]) == (10, 10)
        assert (opened["community"], opened["row_4_1_low"], opened["row_2_high"]) == (1, 3, 7)
        assert (opened["eligible"], opened["rubric"]) == (True, "附件2")
        assert list(full) == list(opened)

    def test_one_a_community_and_row(self) -> None:
        told = rows({"甲": OPEN}, each="row")
        assert len(told) == 14
        assert told[8] == {"community": "甲", "row": "4.1", "standard": 5, "low": 3, "high": 3}


def test_the_module_lists_its_names() -> None:
    assert dir(layout) == sorted(layout.__all__)
