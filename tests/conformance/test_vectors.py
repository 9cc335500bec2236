"""The vectors: in order, true to the regulation, and what this library answers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from jsonschema import Draft202012Validator

from conformance import run
from zhangye_fes.adapter import replies
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import lines, provision_label, provisions

KIT = Path(__file__).parents[2] / "conformance"
FILES = {
    path.relative_to(KIT / "vectors").as_posix(): path
    for path in sorted((KIT / "vectors").rglob("*.json"))
}
COMPUTED = {name: each for name, each in REGISTER.items() if each.kind == "computed"}

Json = dict[str, Any]
Each = TypeVar("Each")


@cache
def vectors(file: str) -> tuple[run.Vector, ...]:
    """The vectors of one file, as the runner reads them."""
    return tuple(run.vectors_of(run.parsed(FILES[file].read_text("utf-8"))))


@cache
def schema(name: str) -> Json:
    found: Json = json.loads((KIT / f"schemas/{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(found)
    return found


def validator(definition: str) -> Draft202012Validator:
    """A validator for one message."""
    return Draft202012Validator(
        {**schema("messages"), "anyOf": [{"$ref": f"#/$defs/{definition}"}]}
    )


def sent(vector: run.Vector, readings: Json) -> str:
    return f'{{"cmd":"run","seq":1,{vector.request((vector.readings or {}) | readings)}'


def answered(requests: list[str]) -> list[Json]:
    """What this library replies, without ``seq`` and message."""
    found = [json.loads(reply) for reply in replies(request.encode() for request in requests)]
    return [{k: v for k, v in reply.items() if k not in {"seq", "message"}} for reply in found]


def cases(vector: run.Vector) -> Iterator[tuple[Json, list[Json]]]:
    """Each choice of readings that a vector is about, and what may come of it."""
    if vector.level != "reading":
        yield {}, vector.expect
        return
    for each in vector.expect:
        yield each["when"], [{k: v for k, v in each.items() if k != "when"}]


def others(vector: run.Vector, named: Json) -> Iterator[Json]:
    """Every other option of every computed reading that is not named.

    One at a time where the reading is about the vector's kind, all at once where it is not. A
    generated vector, of which there are thousands, takes its turn at one of them, and so does one
    made by hand under all but the first of its whens.
    """
    single, together = list[Json](), dict[str, str]()
    for name, reading in COMPUTED.items():
        if name in named | (vector.readings or {}):
            continue
        about_scores = reading.citation.provision.startswith("annex2")
        for option in list(reading.options)[1:]:
            if about_scores == (vector.kind == "score"):
                single.append({name: option})
            else:
                together[name] = option
    choices = [*single, together]
    first = named == next(cases(vector))[0]
    if first and not is_generated(vector.id):
        yield from choices
    else:
        yield choices[int(vector.id.partition("-")[2], 16) % len(choices)]


def is_generated(name: str) -> bool:
    return len(name) > len("S-0001")


def some(items: Sequence[Each], name: Callable[[Each], str]) -> list[Each]:
    """All that are made by hand, and of the generated, which are alike, one in twenty."""
    return [each for i, each in enumerate(items) if i % 20 == 0 or not is_generated(name(each))]


def test_the_kit_is_in_order() -> None:
    found, faults = run.load(KIT / "vectors")
    assert faults == []
    assert {vector.kind for vector in found} == {*run.KINDS}


@pytest.mark.parametrize("kind", run.KINDS)
def test_this_library_passes_whatever_else_is_chosen(kind: str) -> None:
    by_choice: dict[str, list[tuple[run.Vector, Json, list[Json]]]] = {}
    for vector in (each for file in FILES for each in vectors(file) if each.kind == kind):
        for named, expected in cases(vector):
            fixed = vector.request_text is not None or vector.level == "open"
            for other in [{}] if fixed else [{}, *others(vector, named)]:
                choice = named | other
                by_choice.setdefault(str(sorted(choice.items())), []).append(
                    (vector, choice, expected)
                )
    for asked in by_choice.values():  # a choice at a time, for which the library prepares itself
        found = answered([sent(vector, choice) for vector, choice, _ in asked])
        for (vector, choice, expected), reply in zip(asked, found, strict=True):
            assert any(run.same(reply, each) for each in expected), (vector.id, choice, reply)


@pytest.mark.parametrize("file", FILES)
class TestFile:
    """Each file of vectors."""

    def test_it_is_of_the_schema(self, file: str) -> None:
        content = json.loads(FILES[file].read_text("utf-8"))
        content["tests"] = some(content["tests"], lambda test: str(test["id"]))
        errors = Draft202012Validator(schema("vectors")).iter_errors(content)
        assert [f"{error.json_path}: {error.message}" for error in errors] == []
        assert file.startswith(f"{content['kind']}/")

    def test_quotations_stand_in_their_provision(self, file: str) -> None:
        for vector in vectors(file):
            for cite in vector.cites:
                words = {**lines(), **provisions()}[cite["provision"]]
                assert cite["quotation"] in words, vector.id

    def test_exactly_one_expectation_holds_whatever_is_chosen(self, file: str) -> None:
        for vector in vectors(file):
            if vector.level != "reading":
                continue
            whens = [each["when"] for each in vector.expect]
            names = {name: REGISTER[name].options for when in whens for name in when}
            for chosen in itertools.product(*names.values()):
                choice = dict(zip(names, chosen, strict=True))
                assert sum(when.items() <= choice.items() for when in whens) == 1, vector.id

    def test_a_reading_makes_a_difference(self, file: str) -> None:
        for vector in vectors(file):
            if vector.level == "reading":
                outcomes = [outcome for _, (outcome,) in cases(vector)]
                assert any(outcome != outcomes[0] for outcome in outcomes), vector.id

    def test_requests_and_replies_are_of_the_schema(self, file: str) -> None:
        kind = vectors(file)[0].kind
        of_request, of_reply = validator(f"run_{kind}"), validator(f"reply_{kind}")
        for vector in some(vectors(file), lambda vector: vector.id):
            for named, _ in cases(vector):
                request = sent(vector, named)
                (reply,) = map(json.loads, replies([request.encode()]))
                of_reply.validate(reply)
                if reply["outcome"] in {"ok", "undetermined"}:
                    of_request.validate(json.loads(request))


class TestMessages:
    """The schemas of what goes over the wire, apart from ``run``."""

    def test_the_greeting(self) -> None:
        request = {"cmd": "hello", "protocol": 1}
        (reply,) = map(json.loads, replies([json.dumps(request).encode()]))
        validator("hello").validate(request)
        validator("hello_reply").validate(reply)
        run.check_hello(reply)

    @pytest.mark.parametrize(
        ("definition", "message"),
        [
            ("hello", {"cmd": "hello"}),
            ("bye", {"cmd": "bye", "seq": 1}),
            ("hello_reply", {"protocol": 1, "kinds": ["score"], "overrides": True}),
            ("run_score", {"cmd": "run", "seq": 1, "kind": "score", "input": {"facts": 1}}),
            ("run_workdays", {"cmd": "run", "seq": 1, "kind": "workdays", "input": {"op": "x"}}),
            ("run_register", {"cmd": "run", "seq": 1, "kind": "register", "input": {}}),
            ("reply_score", {"seq": 1, "outcome": "ok"}),
            ("reply_workdays", {"seq": 1, "outcome": "ok", "output": {"date": "2024-02-05T00"}}),
            ("reply_register", {"seq": 1, "outcome": "reject", "code": "no"}),
            ("request", {"cmd": "jump"}),
            ("reply", {"outcome": "fine"}),
        ],
    )
    def test_what_is_not_a_message(self, definition: str, message: Json) -> None:
        assert not validator(definition).is_valid(message)

    def test_bye(self) -> None:
        validator("request").validate({"cmd": "bye"})


class TestPlaces:
    """The runner cites provisions as the library does, though it does not know the library."""

    @pytest.mark.parametrize("provision", [p for p in provisions() if p[:3] in {"art", "ann"}])
    def test_labels(self, provision: str) -> None:
        assert run.place(provision) == provision_label(provision)

    def test_cells(self) -> None:
        assert run.place("annex2.3.3.points") == "附件2 第3.3行 标准分"
        assert run.place("annex2.total") == "附件2 合计"
        assert run.place("chapter2") == "chapter2"

    def test_order(self) -> None:
        names = [p for p in [*provisions()] if p[:3] in {"art", "ann"}]
        cells = [p for p in lines() if p.startswith("annex2.3.3")]
        assert sorted(names, key=run.order) == names
        assert sorted(cells, key=run.order) == cells
