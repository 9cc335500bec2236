"""Frames: exactly the answers of ``score``, on every engine, and never an answer for a bad cell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.framed import ENGINES, expected, polars_frame, records
from tests.strategies import facts, readings
from zhangye_fes import Facts, Readings
from zhangye_fes.frames import score_frame


@pytest.mark.parametrize("engine", ENGINES)
class TestScoreFrame:
    """Cell by cell what ``score`` says, with unknown facts and under every reading."""

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(communities=st.lists(facts(), min_size=20, max_size=60), how=readings())
    def test_says_what_score_says(
        self, engine: str, communities: list[Facts], how: Readings
    ) -> None:
        frame = ENGINES[engine](polars_frame(communities))
        wanted = expected(communities, how)
        found = records(score_frame(frame, how, findings=True))
        assert [{key: each[key] for key in wanted[0]} for each in found] == wanted
