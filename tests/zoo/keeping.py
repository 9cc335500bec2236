"""What a wrong adapter is made of: an honest one, and one lie about the question or the answer."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zhangye_fes.adapter import replies

if TYPE_CHECKING:
    from collections.abc import Callable

    Json = dict[str, Any]

ZOO: dict[str, Lie] = {}
"""Every lie by its name."""


class Lie(NamedTuple):
    """One misunderstanding of the notice, or of the protocol."""

    kind: str
    about: str
    """The misunderstanding, in words."""
    answer: Callable[[bytes], Json]
    """What an adapter that shares it answers to one line."""


def truth(request: bytes | Json) -> Json:
    """What the library answers."""
    line = request if isinstance(request, bytes) else json.dumps(request).encode()
    return dict(json.loads(_reply(line)))


@cache
def _reply(line: bytes) -> bytes:
    """Answer a line once that every lie begins with."""
    return next(iter(replies([line])))


def lie(kind: str) -> Callable[[Callable[[bytes], Json]], Callable[[bytes], Json]]:
    """Add a lie that sees the line itself; its docstring says what is misunderstood."""

    def adding(answer: Callable[[bytes], Json]) -> Callable[[bytes], Json]:
        ZOO[answer.__name__] = Lie(kind, str(answer.__doc__), answer)
        return answer

    return adding


def misheard(kind: str) -> Callable[[Callable[[Json], None]], Callable[[Json], None]]:
    """Add a lie that alters what was asked, a request that can be read, before it is answered."""

    def adding(alter: Callable[[Json], None]) -> Callable[[Json], None]:
        def answer(line: bytes) -> Json:
            asked = heard(line, kind)
            if asked is None:
                return truth(line)
            alter(asked)
            return truth(asked)

        ZOO[alter.__name__] = Lie(kind, str(alter.__doc__), answer)
        return alter

    return adding


def misspoken(kind: str) -> Callable[[Callable[[Json, Json], object]], object]:
    """Add a lie that alters the output, where there is one, knowing the input."""

    def adding(alter: Callable[[Json, Json], object]) -> object:
        def answer(line: bytes) -> Json:
            asked, told = heard(line, kind), truth(line)
            if asked is not None and told["outcome"] == "ok":
                alter(asked, told["output"])
            return told

        ZOO[alter.__name__] = Lie(kind, str(alter.__doc__), answer)
        return alter

    return adding


def heard(line: bytes, kind: str) -> Json | None:
    """A request of a kind that the library takes, as an object; else nothing to lie about."""
    if truth(line)["outcome"] in {"error", "unsupported"}:
        return None
    asked = json.loads(line)
    if asked["kind"] != kind or truth(line).get("code") == "INVALID_INPUT":
        return None
    return dict(asked)
