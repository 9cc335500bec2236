"""The service answers over HTTP what the library answers, and says what is wrong as it does."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from fastapi import Request
from hypothesis import settings
from hypothesis import strategies as st

from examples.fastapi_service import APPLIED, FACTS, MAX_BODY, REVIEWED, app, problem
from tests.histories import application
from zhangye_fes.deciding import UnknownCommunity
from zhangye_fes.errors import FesError, InvalidRubric, ReceiptMismatch
from zhangye_fes.events import EVENTS, event_of
from zhangye_fes.facts import Facts
from zhangye_fes.model import ScoreSheet
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.scoring import score

ROOT = Path(__file__).parents[1]
HISTORY = [
    json.loads(line)
    for line in (ROOT / "examples/zhangye-register.jsonl").read_text("utf-8").splitlines()
    if '"type"' in line
]
DAY = "2026-11-16"


def ask(path: str, body: object, method: str = "POST", **headers: str) -> httpx.Response:
    """Ask the application, as it would be asked over a wire; bytes and streams as they are."""
    content = body if isinstance(body, AsyncIterator | bytes) else json.dumps(body).encode()

    async def asked() -> httpx.Response:
        wire = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=wire, base_url="http://service") as client:
            given = {"content-type": "application/json", **headers}
            return await client.request(method, path, content=content, headers=given)

    return asyncio.run(asked())


def refused(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document that a response is."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    return told


class TestAnswers:
    """What comes over the wire is what the library says."""

    def test_a_sheet(self) -> None:
        reply = ask("/score", {"facts": FACTS, "readings": {"training_at_80": "lower"}})
        assert reply.status_code == 200
        expected = score(Facts.model_validate(FACTS), Readings(training_at_80="lower"))
        assert ScoreSheet.from_json(reply.content) == expected

    def test_a_replay(self) -> None:
        told = ask("/register/replay", {"events": HISTORY, "irregular": "keep"}).json()
        register = Register.replay(HISTORY, irregular="keep")
        steps = [(each.line, each.outcome, each.code) for each in register.steps()]
        assert [(each["line"], each["outcome"], each["code"]) for each in told["steps"]] == steps
        found = {each["id"]: each for each in told["communities"]}
        assert [*found] == [*register.communities]
        status = {name: register.community(name).status for name in found}
        assert {name: each["status"] for name, each in found.items()} == status
        noted = [each for step in told["steps"] for each in step["findings"]]
        assert "PUBLICITY_TOO_SHORT" in {each["code"] for each in noted}

    @pytest.mark.parametrize("horizon", [{}, {"horizon": "2027-12-31"}])
    def test_what_is_due(self, horizon: dict[str, str]) -> None:
        told = ask("/register/due", {"events": HISTORY, "on": DAY, **horizon}).json()
        until = dt.date(2027, 12, 31) if horizon else None
        expected = Register.replay(HISTORY).obligations(dt.date(2026, 11, 16), until)
        assert told == [each.model_dump(mode="json") for each in expected]
        assert told

    def test_a_decision(self) -> None:
        told = ask("/register/decide", {"events": [APPLIED], "event": REVIEWED}).json()
        assert [each["status"] for each in told["communities"]] == ["county_passed"]
        assert [each["name"] for each in told["communities"]] == [APPLIED["name"]]


class TestProblems:
    """Every error says what is wrong, with the library's code."""

    @pytest.mark.parametrize(
        ("body", "field", "given"),
        [
            (b'{"facts": {"qualified_staff": 2.0}}', "facts.qualified_staff", "2.0"),
            (
                b'{"facts": {"service_hall": true, "service_hall": false}}',
                "facts.service_hall",
                "True, and again False",
            ),
            (b'{"facts": {}, "fact": 1}', "fact", "the unknown name 'fact'"),
            (b"{}", "facts", "nothing"),
            (b'{"facts": {"training": {"num": 2, "den": 1}}}', "facts.training", None),
            (b'{"facts": {}, "readings": {"training_at_80": "middle"}}', None, "'middle'"),
            (b'{"facts": NaN}', None, "NaN"),
            (b"", None, None),
        ],
    )
    def test_a_body_is_read_strictly(
        self, body: bytes, field: str | None, given: str | None
    ) -> None:
        told = refused(ask("/score", body), 422)
        assert told["code"] == "INVALID_INPUT"
        assert told["type"] == "urn:zhangye-fes:problem:INVALID_INPUT"
        assert "给出的是" in told["detail"]
        (problem,) = told["problems"]
        assert field is None or problem["field"] == field
        assert given is None or problem["given"] == given

    def test_an_event_of_no_type(self) -> None:
        told = refused(ask("/register/replay", {"events": [{}, {"type": "applies"}]}), 422)
        first, second = told["problems"]
        assert (first["field"], first["given"]) == ("events.0.type", "nothing")
        assert (second["field"], second["given"]) == ("events.1.type", "'applies'")
        assert second["expected"] == f"any of {', '.join(EVENTS)}"

    def test_the_day_must_be_told(self) -> None:
        told = refused(ask("/register/due", {"events": []}), 422)
        assert [each["field"] for each in told["problems"]] == ["on"]

    def test_a_refusal_has_its_provision(self) -> None:
        late = {**APPLIED, "on": "2029-01-01"}
        told = refused(ask("/register/decide", {"events": [], "event": late}), 409)
        step = Register().check(event_of(late))
        assert (told["code"], told["provision"]) == ("REFUSED", "art17")
        assert [each["code"] for each in told["findings"]] == [each.code for each in step.findings]
        assert told["detail"].startswith("NOT_IN_FORCE ")

    def test_what_the_calendar_does_not_know_is_undecided(self) -> None:
        *history, ended = application(year=2027)[:4]
        told = refused(ask("/register/decide", {"events": history, "event": ended}), 409)
        assert told["code"] == "CALENDAR_NOT_PUBLISHED"

    @pytest.mark.parametrize(
        "error", [UnknownCommunity("c"), ReceiptMismatch("00", "44"), InvalidRubric("?")]
    )
    def test_any_other_error_of_the_library(self, error: FesError) -> None:
        reply = asyncio.run(problem(Request({"type": "http"}), error))
        assert reply.status_code == 422
        assert json.loads(bytes(reply.body))["code"] == error.code

    def test_a_long_body_is_not_read_to_its_end(self) -> None:
        sent = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal sent
            while True:
                sent += 1_000_000
                yield b" " * 1_000_000

        refused(ask("/score", endless()), 413)
        assert MAX_BODY < sent <= MAX_BODY + 2_000_000

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_another_media_type(self, kind: str) -> None:
        refused(ask("/score", {"facts": {}}, **{"content-type": kind}), 415)

    def test_what_http_refuses(self) -> None:
        refused(ask("/nowhere", {}), 404)
        reply = ask("/score", b"", "GET")
        refused(reply, 405)
        assert reply.headers["allow"] == "POST"


class TestDescription:
    """The OpenAPI document says all that there is."""

    described = app.openapi()

    def test_events_are_told_apart_by_their_type(self) -> None:
        schemas = self.described["components"]["schemas"]
        event = schemas["History"]["properties"]["events"]["items"]
        assert [*event["discriminator"]["mapping"]] == sorted(EVENTS)
        assert event["discriminator"]["propertyName"] == "type"
        for name, place in event["discriminator"]["mapping"].items():
            schema = schemas[place.rpartition("/")[2]]
            assert schema["properties"]["type"]["const"] == name

    def test_answers_and_errors_are_the_models(self) -> None:
        paths = self.described["paths"]
        answers = paths["/score"]["post"]["responses"]
        sheet = answers["200"]["content"]["application/json"]["schema"]
        assert sheet == {"$ref": "#/components/schemas/ScoreSheet"}
        assert {*answers} == {"200", "413", "415", "422"}
        assert {*paths["/register/decide"]["post"]["responses"]} == {*answers, "409"}
        for path in paths.values():
            for status, answer in path["post"]["responses"].items():
                kind = "application/json" if status == "200" else "application/problem+json"
                assert [*answer["content"]] == [kind]

    def test_descriptions_are_short(self) -> None:
        assert ">>>" not in json.dumps(self.described)

    def test_examples_are_right(self) -> None:
        assert ask("/score", {"facts": FACTS}).status_code == 200
        proposal = {"events": [APPLIED], "event": REVIEWED}
        assert ask("/register/decide", proposal).status_code == 200


def loaded(**config: object) -> schemathesis.schemas.BaseSchema:
    chosen = schemathesis.Config.from_dict({"seed": 181, **config})
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=chosen)


def sayable(body: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Mend what JSON Schema cannot forbid: 2.0 is an integer to it, and num may be above den."""
    match body:
        case float() if body.is_integer():
            return int(body)
        case list():
            return [sayable(each) for each in body]
        case dict():
            said = {name: sayable(each) for name, each in body.items()}
            match said:
                case {"num": int(num), "den": int(den)}:
                    said |= {"num": min(num, den), "den": max(num, den)}
            return said
    return body


DATES = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)).map(str)
schemathesis.openapi.format("date", DATES)

# each case that the schema defines; the other questions are made of the same parts
EVERY_CASE = loaded().include(path=["/score", "/register/replay"])
AT_RANDOM = loaded(phases={"coverage": {"enabled": False}}).exclude(path="/score")


@EVERY_CASE.parametrize()
@settings(max_examples=20)
def test_every_case(case: schemathesis.Case[Any]) -> None:
    case.body = sayable(case.body)
    case.call_and_validate()


@AT_RANDOM.parametrize()
@settings(max_examples=20)
def test_at_random(case: schemathesis.Case[Any]) -> None:
    case.body = sayable(case.body)
    case.call_and_validate()
