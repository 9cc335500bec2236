"""The example register: public names and codes, an invented history with everything in it."""

from __future__ import annotations

import json
from pathlib import Path

from zhangye_fes.events import EVENTS
from zhangye_fes.register import Register

FILE = Path(__file__).parents[1] / "examples" / "zhangye-register.jsonl"
LINES = FILE.read_text("utf-8").splitlines()
EVENTS_GIVEN = [json.loads(line) for line in LINES[1:]]


def test_every_event_says_that_it_is_invented() -> None:
    assert all(each["ref"].startswith("虚构〔") for each in EVENTS_GIVEN)


def test_every_type_of_event_is_there() -> None:
    assert {each["type"] for each in EVENTS_GIVEN} == {*EVENTS}


def test_the_days_go_on() -> None:
    days = [each["on"] for each in EVENTS_GIVEN]
    assert days == sorted(days)
    assert (days[0][:4], days[-1][:4]) == ("2021", "2026")


def test_the_six_counties_and_districts_are_there() -> None:
    counties = {each["community"][:6]: each["county"] for each in EVENTS_GIVEN if "county" in each}
    assert counties == {
        "620702": "甘州区",
        "620721": "肃南裕固族自治县",
        "620722": "民乐县",
        "620723": "临泽县",
        "620724": "高台县",
        "620725": "山丹县",
    }


def test_an_audit_keeps_all_of_it() -> None:
    register = Register.replay(LINES, irregular="keep")
    assert register.refusals == ()
    assert list(register.steps()) == list(register.accepted)


def test_whoever_decides_refuses_what_hangs_on_four_days() -> None:
    refused = Register.replay(LINES).refusals
    assert {each.event.community for each in refused if each.event} == {"620702001006"}
    assert (refused[0].code, refused[0].findings[0].facts["workdays"]) == (
        "PUBLICITY_TOO_SHORT",
        4,
    )
