"""Every event in every status, from the table of the life cycle: stated effect, or forbidden."""

from __future__ import annotations

from typing import Final

import pytest

from tests.cells_by_hand import CELLS, EVENTS, HISTORIES, READINGS, kept_as, led
from tests.law.asking import kept, last, status
from tests.law.histories import applied, carried, merged

DEFAULTS: Final = {name: options[0] for name, options in READINGS.items()}


@pytest.mark.parametrize("before", HISTORIES)
def test_each_status_is_reached(before: str) -> None:
    assert status(HISTORIES[before]) == before


def test_every_event_has_its_line() -> None:
    assert CELLS.keys() == EVENTS.keys()
    assert all(cells.keys() <= HISTORIES.keys() for cells in CELLS.values())
    assert len(EVENTS) * len(HISTORIES) == 28 * 20


@pytest.mark.parametrize("before", HISTORIES)
@pytest.mark.parametrize("kind", EVENTS)
class TestCells:
    """Each event in each status.

    市级充分就业社区实行动态管理，
    """

    def test_when_deciding(self, kind: str, before: str) -> None:
        events = [*HISTORIES[before], EVENTS[kind]]
        expected = led(kind, before, DEFAULTS)
        if expected.startswith("no: "):
            assert last(events) == expected
        else:
            assert last(events) == "ok"
            assert status(events) == expected

    def test_when_auditing(self, kind: str, before: str) -> None:
        events = [*HISTORIES[before], EVENTS[kind]]
        step, after = kept_as(led(kind, before, DEFAULTS), before)
        assert kept(events) == step
        if step.startswith("ok"):
            assert status(events, irregular="keep") == after


@pytest.mark.parametrize("kind", EVENTS)
def test_a_community_never_seen(kind: str) -> None:
    """Only an application, a title of before and a merger may be the first of one."""
    first = {
        "applied": "ok",
        "title_carried_over": "no: NOT_CARRIED_OVER",
        "merged": "no: NO_MERGER",
    }
    for mode in ("refuse", "keep"):
        step = last([EVENTS[kind]], irregular=mode)
        assert step == first.get(kind, "no: UNKNOWN_COMMUNITY")


@pytest.mark.parametrize("kind", EVENTS)
def test_no_event_goes_back_in_time(kind: str) -> None:
    """The order is looked at before the status, and the same day is no step back."""
    history = [applied("2024-06-04")]
    for mode in ("refuse", "keep"):
        assert last([*history, EVENTS[kind]], irregular=mode) == "no: OUT_OF_ORDER"
    same_day = last([*history, EVENTS[kind] | {"on": "2024-06-04"}], irregular="keep")
    assert same_day != "no: OUT_OF_ORDER"


def test_a_title_of_before_where_a_merger_left_no_status() -> None:
    history = [merged("2023-08-01", "x", "y")]
    assert status([*history, *carried("2023-08-31")]) == "recognised"
