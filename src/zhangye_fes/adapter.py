"""The library behind the conformance protocol: JSON Lines in, one reply a request, in order.

Other systems prove with the same requests that they apply the regulation as this library does.
A bad line gets an answer like any other; nothing that is sent here ends the process but ``bye``
and the end of input.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from io import FileIO
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from zhangye_fes import calendar_questions, intake
from zhangye_fes.__about__ import __version__
from zhangye_fes.adapter_register import register_answer
from zhangye_fes.errors import CalendarCoverageError, FesError, InvalidInput, Problem
from zhangye_fes.facts import Facts
from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import scorer_of
from zhangye_fes.workdays import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Json = dict[str, Any]

__all__ = ["PROTOCOL", "main", "replies"]

PROTOCOL = 1
_MAX_LINE = 64_000_000
"""The longest request, in bytes."""

_CHUNK = 1 << 20


def __dir__() -> list[str]:
    return __all__


def main() -> int:
    """Serve standard input to standard output until ``bye`` or the end of input.

    Replies go out when no further request has arrived: at once in a dialogue, together in a
    pipeline.
    """
    requests = _Arriving(FileIO(sys.stdin.fileno(), closefd=False))
    for reply in replies(requests):
        sys.stdout.buffer.write(reply)
        if not requests.waiting:
            sys.stdout.buffer.flush()
    sys.stdout.buffer.flush()
    return 0


class _Arriving:
    """Lines as they arrive, and whether another one has arrived already."""

    def __init__(self, source: FileIO) -> None:
        self.source = source
        self.waiting = False

    def __iter__(self) -> Iterator[bytes]:
        begun = bytearray()
        while chunk := self.source.read(_CHUNK):
            *lines, rest = chunk.split(b"\n")
            for place, line in enumerate(lines, start=1):
                self.waiting = place < len(lines)
                yield bytes(begun + line) if begun else line
                begun.clear()
            if len(begun) <= _MAX_LINE:  # what is longer is refused, and need not be kept
                begun += rest
        self.waiting = False
        if begun:
            yield bytes(begun)


def replies(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Answer requests line by line.

    >>> list(replies([b'{"cmd": "jump"}\n', b'{"cmd": "bye"}\n', b'{"cmd": "hello"}\n']))
    [b'{"outcome":"error","message":"unknown cmd \'jump\'"}\n']
    """
    for line in lines:
        if not line.strip(b" \t\r\n"):
            continue
        reply = _reply(line)
        if reply is None:
            return
        yield to_json(reply) + b"\n"


def _reply(line: bytes) -> Json | None:
    """Answer one line; ``None`` is the answer to ``bye``."""
    try:
        request = intake.loads(line, max_chars=_MAX_LINE)
    except InvalidInput as error:
        return _error(str(error))
    if not isinstance(request, dict):
        return _error("a request is a JSON object")
    match request.get("cmd"):
        case "hello":
            return _hello()
        case "bye":
            return None
        case "run":
            return _run(request)
        case cmd:
            return _error(f"unknown cmd {intake.shown(cmd)}", request.get("seq"))


def _error(message: str, seq: object = None) -> Json:
    known = {"seq": seq} if _is_seq(seq) else {}
    readable = message.encode("utf-8", "backslashreplace").decode()  # a lone surrogate
    return {**known, "outcome": "error", "message": readable}


def _is_seq(seq: object) -> bool:
    return isinstance(seq, int) and not isinstance(seq, bool)


def _hello() -> Json:
    covered = WorkCalendar.bundled().coverage
    return {
        "protocol": PROTOCOL,
        "implementation": {
            "name": "zhangye-fes",
            "version": __version__,
            "language": "python",
        },
        "kinds": list(_KINDS),
        "overrides": True,
        "calendar": {"from": covered.first.isoformat(), "to": covered.last.isoformat()},
        "readings": dict(DEFAULT),
    }


def _run(request: Json) -> Json:
    seq = request.get("seq")
    if not _is_seq(seq):
        return _error("a run has one seq, a whole number")
    kind = request.get("kind")
    if isinstance(kind, str) and kind not in _KINDS:
        return {"seq": seq, "outcome": "unsupported"}
    try:
        _check(request, {"cmd", "seq", "kind", "input"}, {"readings"})
        answer, readings = _answering(kind), _readings(request.get("readings", {}))
        output = answer(request["input"], readings)
    except CalendarCoverageError as error:
        return {"seq": seq, "outcome": "undetermined", "code": error.code}
    except FesError as error:
        return {"seq": seq, "outcome": "reject", "code": error.code}
    except Exception as error:  # noqa: BLE001 - a defect is answered, and the process goes on
        return _error(f"{type(error).__name__}: {error}", seq)
    return {"seq": seq, "outcome": "ok", "output": output}


def _answering(kind: object) -> Callable[[Json, Readings], Json]:
    if not isinstance(kind, str):
        raise InvalidInput([Problem("kind", intake.shown(kind), "a text", "text")])
    return _KINDS[kind]


def _check(given: object, required: set[str], optional: set[str]) -> None:
    """Refuse what is not an object with just these fields."""
    if not isinstance(given, dict) or not required <= given.keys() <= required | optional:
        fields = ", ".join(sorted(required))
        raise InvalidInput([Problem("", intake.shown(given), f"an object with {fields}", "object")])


def _score(given: Json, readings: Readings) -> Json:
    _check(given, {"facts"}, set())
    facts = intake.validated(Facts, given["facts"])
    return scorer_of(ANNEX_2, readings).tally(facts)._asdict()


def _readings(options: object) -> Readings:
    if not isinstance(options, dict) or not all(isinstance(each, str) for each in options.values()):
        raise InvalidInput(
            [Problem("readings", intake.shown(options), "options by reading", "option")]
        )
    return _chosen(tuple(options.items()))


@lru_cache(maxsize=256)
def _chosen(options: tuple[tuple[str, str], ...]) -> Readings:
    """Check readings once that come with thousands of requests."""
    return intake.validated(Readings, dict(options))


_KINDS: Mapping[str, Callable[[Json, Readings], Json]] = {
    "score": _score,
    "workdays": calendar_questions.answer,
    "register": register_answer,
}
"""What each kind of question is answered by."""
