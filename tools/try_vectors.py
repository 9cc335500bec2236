"""Ask this library every question of the vectors, in one process, up to the first wrong answer.

A mutant is tried with this first: the vectors are what an outsider has.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from conformance import run
from tools.words import ROOT
from zhangye_fes.adapter import replies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Json = dict[str, Any]


def vectors(kinds: Sequence[str]) -> Iterator[tuple[bytes, Json, str]]:
    """Give each request with its only right answer; what the text leaves open has none.

    Those made by hand come first: they are the fewer.
    """
    found, _ = run.load(ROOT / "conformance/vectors")
    for vector in sorted(found, key=lambda vector: (len(vector.id), vector.id)):
        if vector.kind in kinds and vector.level != "open":
            for expected in vector.expect:
                readings = (vector.readings or {}) | expected.get("when", {})
                request = f'{{"cmd":"run","seq":1,{vector.request(readings)}'
                yield request.encode(), compared(expected), vector.id


def compared(reply: Json) -> Json:
    """What of a reply, or of an expectation, is compared."""
    return {key: told for key, told in reply.items() if key not in {"seq", "message", "when"}}


def main(kinds: Sequence[str]) -> int:
    """Return 1 where an answer is wrong, 0 where none is."""
    asked = list(vectors(kinds))
    answers = replies(request for request, _, _ in asked)
    for (_, expected, name), reply in zip(asked, answers, strict=True):
        told = compared(json.loads(reply))
        if not run.same(told, expected):
            sys.stdout.write(f"{name}: {told} instead of {expected}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [*run.KINDS]))
