"""The kind ``register`` of the protocol, to the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.histories import Json, application, carried, event, recognised
from zhangye_fes.adapter import replies


def ask(given: object, **more: object) -> Any:  # noqa: ANN401 - JSON is anything
    request = {"cmd": "run", "seq": 1, "kind": "register", "input": given, **more}
    (reply,) = replies([json.dumps(request).encode()])
    return json.loads(reply)


def test_steps_and_communities() -> None:
    given = {
        "events": [*recognised(), event("recognised", "c", "2024-06-05"), carried("d")],
        "as_of": "2024-06-03",
    }
    output = ask(given)["output"]
    assert [*output] == ["steps", "communities"]
    assert output["steps"][-2:] == [
        {"outcome": "reject", "code": "TRANSITION_FORBIDDEN"},
        {"outcome": "ok"},
    ]
    assert output["communities"]["c"] == {
        "status": "city_publicity_over",
        "open": [],
        "titled": False,
        "name": "东街社区",
        "levels": [],
    }
    assert output["communities"]["d"]["titled"] is True


def test_kept_and_undetermined() -> None:
    steps = application(year=2026)[:2]
    posted = event("county_publicity_started", "c", "2026-12-24")
    ended = event("county_publicity_ended", "c", "2026-12-31", objections="none")
    given: Json = {"events": [*steps, posted, ended]}
    assert ask(given)["output"]["steps"][3] == {
        "outcome": "undetermined",
        "code": "CALENDAR_NOT_PUBLISHED",
    }
    kept = ask({**given, "irregular": "keep"})["output"]["steps"][3]
    assert kept == {"outcome": "ok", "findings": ["CALENDAR_NOT_PUBLISHED"]}
    own = {"from": "2026-12-24", "to": "2026-12-31", "days": []}
    assert ask({**given, "calendar": own})["output"]["steps"][3] == {"outcome": "ok"}
    early = {"events": [*application()[:4]], "known_on": "2020-01-01"}
    assert ask(early)["output"]["steps"][3]["outcome"] == "undetermined"


def test_queries() -> None:
    paid = event("subsidy_paid", "c", "2024-07-01", year=2024, amount=10_000, level="municipal")
    query = {
        "entitlement": {"community": "c", "year": 2024, "on": "2024-07-01"},
        "obligations": {"on": "2024-07-01"},
        "findings": {"on": "2026-01-01"},
    }
    output = ask({"events": [*recognised(), paid], "query": query})["output"]
    assert output["entitlement"] == {"amount": 0, "codes": ["ALREADY_PAID"]}
    assert output["obligations"] == [
        {
            "kind": "funds_report",
            "community": "c",
            "year": 2024,
            "due": "2024-12-20",
            "why": None,
            "overdue": False,
        },
        {
            "kind": "announcement",
            "community": "c",
            "year": None,
            "due": None,
            "why": "no_term",
            "overdue": False,
        },
    ]
    assert output["findings"] == [{"code": "RECHECK_MISSED", "community": "c", "year": 2025}]


@pytest.mark.parametrize(
    "more",
    [
        {"irregular": None},
        {"irregular": "both"},
        {"as_of": None},
        {"known_on": None},
        {"calendar": None},
        {"query": None},
        {"x": 1},
        {"events": {}},
        {"events": ["{}"]},
        {"events": [{**carried(), "x": 1}]},
        {
            "known_on": "2024-01-01",
            "calendar": {"from": "2024-01-01", "to": "2024-01-02", "days": []},
        },
        {"query": {"budget": {}}},
        {"query": {"findings": {}}},
        {"query": {"findings": {"on": "2024"}}},
        {"query": {"obligations": {"on": "2024-01-01", "horizon": "2025-01-01"}}},
        {"query": {"entitlement": {"community": "c", "year": True, "on": "2024-01-01"}}},
        {"query": {"entitlement": {"community": "", "year": 2024, "on": "2024-01-01"}}},
        {"query": {"entitlement": {"community": "c", "year": 2024.0, "on": "2024-01-01"}}},
    ],
)
def test_invalid(more: Json) -> None:
    assert ask({"events": [carried()], **more}) == {
        "seq": 1,
        "outcome": "reject",
        "code": "INVALID_INPUT",
    }


def test_never_seen() -> None:
    query = {"entitlement": {"community": "x", "year": 2024, "on": "2024-01-01"}}
    assert ask({"events": [carried()], "query": query})["code"] == "UNKNOWN_COMMUNITY"


def test_duplicate_keys() -> None:
    line = b'{"cmd":"run","seq":1,"kind":"register","input":{"events":[],"events":[]}}'
    (reply,) = replies([line])
    assert json.loads(reply)["code"] == "INVALID_INPUT"
