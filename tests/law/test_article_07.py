"""第七条: recognition, plaque and announcement."""

from __future__ import annotations

import pytest

from tests.law.asking import kept, last, owed, quotes, state, status
from tests.law.histories import (
    applied,
    carried,
    city_reviewed,
    county_reviewed,
    event,
    merged,
    verified,
    way,
)

LEFT_OUT = [
    [applied()],
    way("county_reviewed"),
    way("county_publicity_started"),
    way("county_publicity_ended"),
    way("county_recommended"),
    way("city_reviewed"),
    way("city_publicity_started"),
    [applied(), county_reviewed(score=89)],
    [*way("county_recommended"), city_reviewed(score=89)],
]


class TestRecognition:
    """第七条, the points.

    市级充分就业社区采取百分制评分认定（《张掖市市级充分就业社区认定量化评分表》见附件2），
    得分在90分以上的认定为市级充分就业社区。
    """

    def test_at_the_end_of_the_way(self) -> None:
        assert last(way()) == "ok"
        assert state(way())["titled"] is True

    def test_the_day_after_the_publicity_at_the_earliest(self) -> None:
        over = way("city_publicity_ended")  # 2023-11-13
        early = [*over, event("recognised", "2023-11-13")]
        assert last(early) == "no: PUBLICITY_NOT_OVER"
        assert kept(early) == "ok, with PUBLICITY_NOT_OVER"
        assert status(early, irregular="keep") == "recognised"

    @pytest.mark.parametrize("history", LEFT_OUT)
    def test_no_step_may_be_left_out(self, history: list[dict[str, object]]) -> None:
        jumped = [*history, event("recognised", "2023-12-01")]
        assert last(jumped) == "no: STEP_MISSING"
        assert kept(jumped) == "ok, with STEP_MISSING"
        assert status(jumped, irregular="keep") == "recognised"
        assert state(jumped, irregular="keep")["titled"] is True

    def test_recognition_is_the_only_step_out_of_its_place(self) -> None:
        for jump in (
            event("county_recommended", "2023-12-01"),
            city_reviewed("2023-12-01"),
            event("city_publicity_started", "2023-12-01"),
            event("county_publicity_ended", "2023-12-01", objections="none"),
        ):
            assert kept([applied(), jump]) == "no: TRANSITION_FORBIDDEN"

    def test_a_publicity_that_still_runs_is_a_step_missing(self) -> None:
        jumped = [*way("city_publicity_started"), event("recognised", "2023-11-06")]
        assert kept(jumped) == "ok, with STEP_MISSING"


class TestAnnouncement:
    """第七条, plaque and announcement.

    授予“市级充分就业社区”标牌，并向社会进行公告。
    """

    OWED = ("announcement", "c", None, "no_term", False)

    def test_is_owed_from_recognition_on(self) -> None:
        assert owed(way(), "2023-11-13", "announcement") == []
        assert owed(way(), "2023-11-14", "announcement") == [self.OWED]
        assert owed(way(), "2026-01-05", "announcement") == [self.OWED]

    def test_until_it_is_done(self) -> None:
        events = [*way(), event("announced", "2023-11-20")]
        assert last(events) == "ok"
        assert owed(events, "2023-11-19", "announcement") == [self.OWED]
        assert owed(events, "2023-11-20", "announcement") == []

    def test_or_the_title_is_gone(self) -> None:
        events = [*way(), event("abolished", "2023-12-01")]
        assert owed(events, "2023-12-01", "announcement") == []

    def test_a_title_of_2018_was_announced_then(self) -> None:
        assert owed(carried(), "2023-12-01", "announcement") == []

    def test_a_verified_merger_is_a_recognition(self) -> None:
        events = [*carried(), *carried(community="b"), merged("2024-03-01", "b")]
        assert owed(events, "2024-03-01", "announcement") == []
        events += [verified("2024-03-11")]
        assert owed(events, "2024-03-11", "announcement") == [self.OWED]
        done = [*events, event("announced", "2024-03-12")]
        assert owed(done, "2024-03-12", "announcement") == []

    def test_a_failed_one_is_not(self) -> None:
        events = [*carried(), *carried(community="b"), merged("2024-03-01", "b")]
        events += [verified("2024-03-11", passed=False)]
        assert owed(events, "2024-03-11", "announcement") == []

    def test_one_at_a_time(self) -> None:
        """Recognised, never announced, merged and verified: one announcement does for both."""
        events = [*way(), merged("2024-03-01", "b"), verified("2024-03-11")]
        assert owed(events, "2024-03-11", "announcement") == [self.OWED]
        done = [*events, event("announced", "2024-03-12")]
        assert owed(done, "2024-03-12", "announcement") == []


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
