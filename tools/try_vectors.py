"""Ask this library every question of the vectors, in one process, up to the first wrong answer.

A mutant is tried with this first: the vectors are what an outsider has.
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

from tools.words import ROOT
from zhangye_fes.adapter import replies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Json = dict[str, Any]

VECTORS = ROOT / "conformance/vectors"


def vectors(kinds: list[str]) -> Iterator[tuple[bytes, Json, str]]:
    """Give each request with its only right answer; what the text leaves open has none."""
    for path in chain.from_iterable(map(_files, kinds)):
        suite = json.loads(path.read_text(encoding="utf-8"))
        for test in suite["tests"]:
            for expected in _answers(test):
                readings = test.get("readings", {}) | expected.get("when", {})
                yield _request(suite["kind"], test, readings), _outcome(expected), test["id"]


def _files(kind: str) -> list[Path]:
    """The files of a kind, those made by hand first: they are the fewer."""
    found = (VECTORS / kind).glob("*.json")
    return sorted(found, key=lambda path: (path.name.startswith("generated"), path.name))


def _answers(test: Json) -> list[Json]:
    if test["level"] == "open":
        return []
    return test["expect"] if isinstance(test["expect"], list) else [test["expect"]]


def _outcome(expected: Json) -> Json:
    return {key: value for key, value in expected.items() if key != "when"}


def _request(kind: str, test: Json, readings: Json) -> bytes:
    if "request_text" in test:
        return f'{{"cmd":"run","seq":1,{test["request_text"]}'.encode()
    given = test.get("input_text") or json.dumps(test["input"], ensure_ascii=False)
    told = json.dumps(readings, ensure_ascii=False)
    return f'{{"cmd":"run","seq":1,"kind":"{kind}","readings":{told},"input":{given}}}'.encode()


def main(kinds: list[str]) -> int:
    """Return 1 where an answer is wrong, 0 where none is."""
    asked = list(vectors(kinds))
    answers = replies(request for request, _, _ in asked)
    for (_, expected, name), reply in zip(asked, answers, strict=True):
        told = json.loads(reply)
        told.pop("seq", None)
        if told["outcome"] == "error":
            told.pop("message")
        if told != expected:
            sys.stdout.write(f"{name}: {told} instead of {expected}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["score", "workdays", "register"]))
