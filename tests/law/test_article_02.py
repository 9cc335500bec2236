"""第二条: which communities may be recognised."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.asking import kept, last, output, quotes, status
from tests.law.histories import applied


class TestScope:
    """Which communities the notice is for.

    市级充分就业社区的认定范围为经县（区）人民政府批准，并经民政部门备案同意设立的基层社区。
    """

    def test_approved_and_filed(self) -> None:
        assert last([applied()]) == "ok"
        assert status([applied()]) == "applied"

    @pytest.mark.parametrize(
        "changed",
        [
            {"government_approved": False},
            {"civil_affairs_filed": False},
            {"government_approved": False, "civil_affairs_filed": False},
        ],
    )
    def test_one_without_the_other_is_out_of_scope(self, changed: dict[str, Any]) -> None:
        assert last([applied(**changed)]) == "no: OUT_OF_SCOPE"
        assert output([applied(**changed)])["communities"] == {}
        assert kept([applied(**changed)]) == "ok, with OUT_OF_SCOPE"
        assert status([applied(**changed)], irregular="keep") == "applied"

    def test_out_of_scope_comes_before_missing_materials(self) -> None:
        both = [applied(government_approved=False, materials=[])]
        assert last(both) == "no: OUT_OF_SCOPE"
        assert kept(both) == "ok, with MATERIALS_MISSING, OUT_OF_SCOPE"

    def test_not_in_force_comes_before_out_of_scope(self) -> None:
        assert last([applied("2023-09-03", government_approved=False)]) == "no: NOT_IN_FORCE"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
