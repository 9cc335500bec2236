"""Events are read strictly, from JSON and JSON Lines, and described by a schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.histories import application, carried, event
from zhangye_fes.errors import InvalidInput
from zhangye_fes.events import EVENTS, event_of
from zhangye_fes.journal import SCHEMA, read, taken, write
from zhangye_fes.schemas import json_schema

PAID = event("subsidy_paid", "c", "2024-07-01", year=2024, amount=10_000, level="municipal")
REVIEWED = application()[1]
CHECKED = event("rechecked", "c", "2024-07-01", passed=True)


def test_the_types() -> None:
    assert len(EVENTS) == 28
    assert EVENTS["application_withdrawn"].__name__ == "Withdrawn"


@pytest.mark.parametrize(
    ("good", "wrong"),
    [
        (PAID, {"amount": 0}),
        (PAID, {"amount": 1_000_000_000}),
        (PAID, {"amount": "5"}),
        (PAID, {"amount": True}),
        (PAID, {"amount": 10_000.0}),
        (PAID, {"year": 1999}),
        (PAID, {"year": 2101}),
        (PAID, {"level": "county"}),
        (PAID, {"on": "20240701"}),
        (PAID, {"on": "2024-02-30"}),
        (PAID, {"on": "2101-01-01"}),
        (PAID, {"community": ""}),
        (PAID, {"community": 7}),
        (PAID, {"ref": None}),
        (PAID, {"type": "paid"}),
        (PAID, {"type": None}),
        (PAID, {"x": 1}),
        (REVIEWED, {"score": 101}),
        (REVIEWED, {"score": -1}),
        (REVIEWED, {"eligible": 1}),
        (REVIEWED, {"receipt": None}),
        (CHECKED, {"score": None}),
        (CHECKED, {"score": 101}),
        (application()[0], {"materials": ["diploma"]}),
        (application()[0], {"materials": "photos"}),
        (carried(), {"county": ""}),
    ],
)
def test_what_is_refused(good: dict[str, Any], wrong: dict[str, Any]) -> None:
    event_of(good)
    for given in ({**good, **wrong}, json.dumps({**good, **wrong})):
        with pytest.raises(InvalidInput):
            event_of(given)


@pytest.mark.parametrize("field", PAID)
def test_no_field_may_be_missing(field: str) -> None:
    with pytest.raises(InvalidInput, match="nothing"):
        event_of({name: value for name, value in PAID.items() if name != field})


@pytest.mark.parametrize("text", ["[]", "7", "{", '{"type":"announced","type":"announced"}'])
def test_texts_that_are_no_event(text: str) -> None:
    with pytest.raises(InvalidInput):
        event_of(text)


class TestJsonLines:
    """A schema's name, events, blank lines."""

    def test_there_and_back(self) -> None:
        events = [
            event_of(each) for each in (*application(), PAID | {"ref": "张人社通〔2024〕1号"})
        ]
        assert list(read(write(events))) == events
        assert list(read(line.encode() for line in write(events))) == events

    def test_lines_are_numbered(self) -> None:
        lines = [f'{{"schema":"{SCHEMA}"}}', "", json.dumps(PAID), "{}"]
        first, second = taken(lines)
        assert first == (3, event_of(PAID))
        assert second[0] == 4
        with pytest.raises(InvalidInput, match="line 4: type: given nothing"):
            list(read(lines))

    def test_another_schema(self) -> None:
        with pytest.raises(InvalidInput, match="zhangye-fes:events:1"):
            list(read(['{"schema":"zhangye-fes:events:2"}']))
        with pytest.raises(InvalidInput, match="line 2"):
            list(read(["", f'{{"schema":"{SCHEMA}"}}']))


def test_the_schema() -> None:
    schema = json_schema("event")
    assert {*schema["discriminator"]["mapping"]} == {*EVENTS}
    paid = schema["$defs"]["SubsidyPaid"]
    assert {*paid["required"]} == {*PAID}
    assert paid["properties"]["ref"] == {"default": None, "title": "Ref", "type": "string"}
