"""The pages of transitions and events show the whole table."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools.state_diagram import UNDRAWN, drawn, edges
from zhangye_fes.events import EVENTS
from zhangye_fes.transitions import APPLICATION, CLOSED, STATUSES, TABLE

DOCS = Path(__file__).parents[1] / "docs" / "reference"
GROUPS = {
    "application": {*APPLICATION},
    "closed": {*CLOSED},
    "live": {*APPLICATION, "recognised", *CLOSED},
}


def test_every_change_of_status_is_drawn() -> None:
    drawn_ones = {
        (event, status, edge.to)
        for edge in edges()
        for event in edge.events
        for status in GROUPS.get(edge.source, {edge.source})
    }
    changes = {
        (event, status, to)
        for (event, status), cell in TABLE.items()
        for to in cell.to
        if to != status and event not in UNDRAWN
    }
    irregular = {each for each in changes if each[0] == "recognised"} - {
        ("recognised", "city_publicity_over", "recognised")
    }
    assert drawn_ones == changes - irregular


@pytest.mark.source
def test_the_diagram_is_well_formed_and_has_every_status() -> None:
    tree = ET.fromstring(drawn())  # noqa: S314 - our own
    shown = [each.get("data-status") for each in tree.iter("g")]
    assert sorted(filter(None, shown)) == sorted(STATUSES)


def test_the_matrix_has_a_mark_for_every_cell() -> None:
    matrix = (DOCS / "transitions.md").read_text("utf-8").partition("## 事件与状态对照")[2]
    rows = matrix.splitlines()[6:]
    assert len(rows) == len(EVENTS)
    marks = [mark for row in rows for mark in row.split("|")[2:-1]]
    assert len(marks) == len(EVENTS) * len(STATUSES)
    assert sum(bool(mark.strip()) for mark in marks) == len(TABLE)


def test_every_event_has_its_page_and_its_fields() -> None:
    page = (DOCS / "events.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+)`", page, re.MULTILINE) == [*EVENTS]
    for name, model in EVENTS.items():
        part = page.partition(f"## `{name}`")[2].partition("\n## ")[0]
        assert {*re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)} == {*model.model_fields}
