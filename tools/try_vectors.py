"""Ask this library the questions of the vectors, in one process, up to the first wrong answer.

A mutant is tried with this first: the vectors are what an outsider has. They are read once, into
a file of requests and answers, so that a mutant that is soon noticed costs little more than the
import of the library.

    python -m tools.try_vectors FILE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhangye_fes.adapter import replies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Json = dict[str, Any]

VECTORS = Path(__file__).parents[1] / "conformance/vectors"


def vectors(kinds: Sequence[str]) -> Iterator[tuple[bytes, Json, str]]:
    """Give each request with its only right answer; what the text leaves open has none.

    Those made by hand come first: they are the fewer.
    """
    from conformance import run  # noqa: PLC0415 - not needed by what is read from a file

    found, _ = run.load(VECTORS)
    for vector in sorted(found, key=lambda vector: (len(vector.id), vector.id)):
        if vector.kind in kinds and vector.level != "open":
            for expected in vector.expect:
                readings = (vector.readings or {}) | expected.get("when", {})
                request = f'{{"cmd":"run","seq":1,{vector.request(readings)}'
                yield request.encode(), compared(expected), vector.id


def compared(reply: Json) -> Json:
    """What of a reply, or of an expectation, is compared."""
    return {key: told for key, told in reply.items() if key not in {"seq", "message", "when"}}


def canonical(reply: Json) -> str:
    """Write what is compared in one way: ``1`` is not ``true``."""
    return json.dumps(compared(reply), sort_keys=True)


def prepare(kinds: Sequence[str], file: Path) -> None:
    """Write requests and answers, a pair of lines each."""
    pairs = [f"{request.decode()}\n{canonical(told)}\n" for request, told, _ in vectors(kinds)]
    file.write_text("".join(pairs), encoding="utf-8")


def main(file: str) -> int:
    """Return 1 where an answer is wrong, 0 where none is."""
    with Path(file).open("rb") as lines:
        for request, expected in zip(lines, lines, strict=True):
            (reply,) = replies([request])
            if canonical(json.loads(reply)) != expected.decode().rstrip():
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
