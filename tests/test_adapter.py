"""The conformance protocol, to the letter."""

from __future__ import annotations

import json
import subprocess
import sys
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import FULL, facts, readings
from zhangye_fes import Facts, Readings, __version__, score
from zhangye_fes.adapter import _Arriving, replies

FACTS = FULL.model_dump()


def ask(*lines: object) -> list[Any]:
    """Send lines, objects as JSON, and read the replies."""
    sent = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(reply) for reply in replies(line + b"\n" for line in sent)]


def run(seq: int = 1, **more: object) -> dict[str, object]:
    return {"cmd": "run", "seq": seq, "kind": "score", "input": {"facts": FACTS}} | more


class TestHello:
    """What this implementation is, and how it reads."""

    def test_its_keys_and_values(self) -> None:
        (reply,) = ask({"cmd": "hello", "protocol": 1})
        assert list(reply) == [
            *("protocol", "implementation", "kinds", "overrides", "calendar", "readings"),
        ]
        assert reply["protocol"] == 1
        assert reply["implementation"] == {
            "name": "zhangye-fes",
            "version": __version__,
            "language": "python",
        }
        assert reply["kinds"] == ["score", "workdays", "register"]
        assert reply["overrides"] is True
        assert reply["readings"] == dict(Readings())


class TestScore:
    """The kind ``score``."""

    def test_the_output(self) -> None:
        assert ask(run(17)) == [
            {
                "seq": 17,
                "outcome": "ok",
                "output": {
                    "eligible": True,
                    "low": 100,
                    "high": 100,
                    "verdict": "qualified",
                    "rows": {
                        "1": [20, 20],
                        "2": [10, 10],
                        "3.1": [10, 10],
                        "3.2": [10, 10],
                        "3.3": [5, 5],
                        "3.4": [6, 6],
                        "3.5": [4, 4],
                        "3.6": [5, 5],
                        "4.1": [5, 5],
                        "4.2": [5, 5],
                        "4.3": [5, 5],
                        "5.1": [5, 5],
                        "5.2": [5, 5],
                        "5.3": [5, 5],
                    },
                },
            }
        ]

    def test_readings_override_the_defaults(self) -> None:
        request = run(input={"facts": FACTS | {"training": {"num": 4, "den": 5}}})
        rows = [
            reply["output"]["rows"]["4.1"]
            for reply in ask(request, request | {"readings": {"training_at_80": "lower"}})
        ]
        assert rows == [[3, 3], [1, 1]]

    def test_nothing_known(self) -> None:
        (reply,) = ask(run(input={"facts": {}}))
        assert reply["output"]["eligible"] is None
        assert (reply["output"]["low"], reply["output"]["high"]) == (0, 100)
        assert reply["output"]["verdict"] == "undetermined"

    def test_a_fact_that_is_null_is_unknown(self) -> None:
        (null,), (missing,) = (
            ask(run(input={"facts": known})) for known in ({"service_hall": None}, {})
        )
        assert null == missing

    @settings(max_examples=50)
    @given(facts(), readings())
    def test_it_says_what_the_library_says(self, community: Facts, read: Readings) -> None:
        given_facts = {"facts": community.model_dump()}
        (reply,) = ask(run(input=given_facts, readings=dict(read)))
        sheet = score(community, read)
        assert reply["output"] == {
            "eligible": sheet.eligible,
            "low": sheet.total.low,
            "high": sheet.total.high,
            "verdict": sheet.verdict,
            "rows": {row.id: [row.low, row.high] for row in sheet.rows.values()},
        }


REJECTED: dict[str, object] = {
    "unknown fact": run(input={"facts": {"hall": True}}),
    "unknown field beside facts": run(input={"facts": {}, "x": 1}),
    "unknown field beside input": run(x=1),
    "no facts": run(input={}),
    "no input": {"cmd": "run", "seq": 1, "kind": "score"},
    "input is null": run(input=None),
    "no kind": {"cmd": "run", "seq": 1, "input": {"facts": {}}},
    "kind is a number": run(kind=1),
    "a float": run(input={"facts": {"ledgers_missing": 1.0}}),
    "a float beside input": run(x=0.5),
    "a text for a count": run(input={"facts": {"ledgers_missing": "1"}}),
    "true for a count": run(input={"facts": {"ledgers_missing": True}}),
    "1 for a flag": run(input={"facts": {"service_hall": 1}}),
    "too large a count": run(input={"facts": {"ledgers_missing": 1_000_000_000}}),
    "a negative count": run(input={"facts": {"ledgers_missing": -1}}),
    "num above den": run(input={"facts": {"training": {"num": 2, "den": 1}}}),
    "a rate with half": run(input={"facts": {"training": {"num": 2}}}),
    "a rate with more": run(input={"facts": {"training": {"num": 1, "den": 2, "x": 3}}}),
    "a percentage": run(input={"facts": {"training": "90%"}}),
    "a survey of nobody": run(input={"facts": {"satisfaction": {"num": 0, "den": 0}}}),
    "an unknown reading": run(readings={"x": "y"}),
    "an unknown option": run(readings={"training_at_80": "middle"}),
    "an option that is no text": run(readings={"training_at_80": 1}),
    "readings is null": run(readings=None),
    "readings is a list": run(readings=[]),
    "a fact twice": b'{"cmd":"run","seq":1,"kind":"score",'
    b'"input":{"facts":{"service_hall":true,"service_hall":true}}}',
    "facts twice": b'{"cmd":"run","seq":1,"kind":"score","input":{"facts":{},"facts":{}}}',
    "input twice": b'{"cmd":"run","seq":1,"kind":"score","input":{"facts":{}},"input":{}}',
    "a reading twice": b'{"cmd":"run","seq":1,"kind":"score","input":{"facts":{}},'
    b'"readings":{"disputes":"complaints_only","disputes":"complaints_only"}}',
    "deep nesting": run(input={"facts": {"training": json.loads("[" * 500 + "]" * 500)}}),
}


@pytest.mark.parametrize("line", REJECTED.values(), ids=REJECTED)
def test_invalid_input_is_rejected(line: object) -> None:
    assert ask(line) == [{"seq": 1, "outcome": "reject", "code": "INVALID_INPUT"}]


def test_an_unknown_kind_is_unsupported() -> None:
    assert ask(run(7, kind="poetry")) == [{"seq": 7, "outcome": "unsupported"}]


ERRORS: dict[str, tuple[bytes, int | None]] = {
    "not JSON": (b"hello", None),
    "not UTF-8": (b"\xff", None),
    "an array": (b"[]", None),
    "a number": (b"1", None),
    "NaN": (b'{"cmd":"run","seq":1,"kind":"score","input":{"facts":{"training":NaN}}}', None),
    "Infinity": (b'{"cmd":"hello","protocol":Infinity}', None),
    "no cmd": (b'{"seq":5}', 5),
    "cmd twice": (b'{"cmd":"hello","cmd":"hello","seq":5}', 5),
    "an unknown cmd": (b'{"cmd":"stop","seq":5}', 5),
    "no seq": (b'{"cmd":"run","kind":"score","input":{"facts":{}}}', None),
    "seq twice": (b'{"cmd":"run","seq":1,"seq":1,"kind":"score","input":{"facts":{}}}', None),
    "a float for seq": (b'{"cmd":"run","seq":1.5,"kind":"score","input":{"facts":{}}}', None),
    "deep nesting": (b"[" * 100_000 + b"]" * 100_000, None),
    "a huge number": (b'{"cmd":"run","seq":' + b"9" * 5_000 + b"}", None),
    "a lone surrogate": (b'{"cmd":"\\ud800"}', None),
}


@pytest.mark.parametrize(("line", "seq"), ERRORS.values(), ids=ERRORS)
def test_a_line_that_is_no_request_is_an_error_and_the_process_goes_on(
    line: bytes, seq: int | None
) -> None:
    error, after = ask(line, run(2))
    message = error.pop("message")
    assert isinstance(message, str)
    assert error == ({"outcome": "error"} if seq is None else {"seq": seq, "outcome": "error"})
    assert after["outcome"] == "ok"


def test_bye_gets_no_reply_and_ends() -> None:
    assert ask({"cmd": "bye"}, run()) == []


def test_a_line_of_what_json_does_not_call_space_is_answered() -> None:
    (reply,) = replies([b"\x0c\n"])
    assert json.loads(reply)["outcome"] == "error"


def test_blank_lines_are_passed_over() -> None:
    assert len(ask(b"", b"   ", run())) == 1


@settings(max_examples=100)
@given(st.lists(st.binary(max_size=40)))
def test_noise_never_ends_it(noise: list[bytes]) -> None:
    lines = [line.replace(b"\n", b"") for line in noise]
    *_, last = ask(*lines, run(99))
    assert last["seq"] == 99


@pytest.mark.parametrize("end", [b'{"cmd":"bye"}\n', b""], ids=["bye", "end of input"])
def test_as_a_process(end: bytes) -> None:
    sent = json.dumps({"cmd": "hello", "protocol": 1}).encode() + b"\n" + end
    command = [sys.executable, "-m", "zhangye_fes", "adapter"]
    done = subprocess.run(command, input=sent, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["protocol"] == 1


def test_a_dialogue_is_answered_at_once_and_a_pipeline_in_order() -> None:
    command = [sys.executable, "-m", "zhangye_fes", "adapter"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for seq in (1, 2):
            process.stdin.write(json.dumps(run(seq)).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["seq"] == seq
        sent = b"".join(json.dumps(run(seq)).encode() + b"\n" for seq in range(3, 203))
        process.stdin.write(sent + b'{"cmd":"hello","protocol":1}')  # the last line has no end
        process.stdin.close()
        *answers, hello = map(json.loads, process.stdout)
    assert [answer["seq"] for answer in answers] == list(range(3, 203))
    assert hello["protocol"] == 1
    assert process.returncode == 0


def test_a_long_or_deep_name_is_not_echoed() -> None:
    deep = b'{"cmd":' + b"[" * 900 + b"]" * 900 + b"}"
    for reply in ask({"cmd": "x" * 500_000}, deep):
        assert reply["outcome"] == "error"
        assert len(reply["message"]) < 100


def test_a_line_that_comes_in_many_pieces_and_one_that_is_too_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("zhangye_fes.adapter._CHUNK", 7)
    monkeypatch.setattr("zhangye_fes.adapter._MAX_LINE", 3_000)
    lines = [json.dumps(run(1)).encode(), b"x" * 9_000, b"", json.dumps(run(2)).encode()]
    sent = tmp_path / "requests"
    sent.write_bytes(b"\n".join(lines))
    with FileIO(sent) as source:
        first, second, third = map(json.loads, replies(_Arriving(source)))
    assert (first["seq"], third["seq"]) == (1, 2)
    assert second["outcome"] == "error"
    assert "expected at most 3000 characters" in second["message"]


def test_a_defect_is_an_error_of_that_request_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("zhangye_fes.adapter.scorer_of", broken)
    assert ask(run(3)) == [{"seq": 3, "outcome": "error", "message": "ZeroDivisionError: "}]
