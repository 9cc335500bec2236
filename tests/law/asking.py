"""Asking a register over the conformance protocol, and reading its answers in a line."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from typing import Any, Final

from zhangye_fes.adapter import replies
from zhangye_fes.regulation import text

Json = dict[str, Any]
Events = Sequence[Json]
Obligation = tuple[str, str, int | None, str | None, bool | None]

KNOWN_ON: Final = "2026-01-05"
"""Every test knows the notices up to that for 2026: a later one changes no result."""

_STATE: Final = {"status", "open", "titled", "name", "levels"}
_OWED: Final = {"kind", "community", "year", "due", "why", "overdue"}


def sent(line: bytes) -> Json:
    """Send one line, as it is, and read the one reply."""
    (reply,) = replies([line + b"\n"])
    answer: Json = json.loads(reply)
    return answer


def ask(events: Events, *, readings: dict[str, str] | None = None, **more: object) -> Json:
    """Ask about these events; what is ``None`` is left out of the request."""
    asked = {"events": list(events), "known_on": KNOWN_ON} | more
    given = {key: value for key, value in asked.items() if value is not None}
    request: Json = {"cmd": "run", "seq": 1, "kind": "register", "input": given}
    if readings is not None:
        request["readings"] = readings
    return sent(json.dumps(request, ensure_ascii=False).encode())


def output(events: Events, **more: Any) -> Json:  # noqa: ANN401 - what a request may hold
    """What is answered to a request that is in order, its form checked."""
    reply = ask(events, **more)
    assert reply.keys() == {"seq", "outcome", "output"}, reply
    assert reply["outcome"] == "ok"
    answer: Json = reply["output"]
    assert answer.keys() == {"steps", "communities", *more.get("query", {})}
    assert len(answer["steps"]) == len(events)
    for state in answer["communities"].values():
        assert state.keys() == _STATE
        assert state["open"] == sorted(state["open"])
        assert state["levels"] == sorted(state["levels"])
        assert state["status"] == "recognised" or not (state["open"] or state["titled"])
    return answer


def told(step: Json) -> str:
    """A step in a line: ``ok``, ``ok, with CODE, CODE``, ``no: CODE`` or ``unknown: CODE``."""
    if step["outcome"] == "ok":
        assert step.keys() <= {"outcome", "findings"}
        assert step.get("findings") != []
        found = step.get("findings", [])
        assert found == sorted(found)
        return ", ".join(["ok", *(f"with {', '.join(found)}" for _ in found[:1])])
    assert step.keys() == {"outcome", "code"}
    return f"{ {'reject': 'no', 'undetermined': 'unknown'}[step['outcome']] }: {step['code']}"


def steps(events: Events, **more: Any) -> list[str]:  # noqa: ANN401
    """Every step in a line."""
    return [told(step) for step in output(events, **more)["steps"]]


def last(events: Events, **more: Any) -> str:  # noqa: ANN401
    """The last step in a line; those before it were accepted, and a refused one changed nothing."""
    answer = output(events, **more)
    *before, end = map(told, answer["steps"])
    assert all(step.startswith("ok") for step in before), before
    if not end.startswith("ok"):
        assert answer["communities"] == output(events[:-1], **more)["communities"]
    return end


def kept(events: Events, **more: Any) -> str:  # noqa: ANN401
    """The last step as an audit takes it."""
    return last(events, irregular="keep", **more)


def state(events: Events, community: str = "c", **more: Any) -> Json:  # noqa: ANN401
    """What a community is after these events, the last of which was accepted."""
    answer = output(events, **more)
    assert answer["steps"][-1]["outcome"] == "ok", answer["steps"]
    found: Json = answer["communities"][community]
    return found


def status(events: Events, community: str = "c", **more: Any) -> str:  # noqa: ANN401
    """Its status and open matters in a line: ``recognised + merger + rename``."""
    found = state(events, community, **more)
    return " + ".join([found["status"], *found["open"]])


def owed(
    events: Events,
    on: str,
    *kinds: str,
    **more: Any,  # noqa: ANN401
) -> list[Obligation]:
    """The obligations on a day, of these kinds or of all: kind, community, year, due, overdue.

    Where nothing is due on a day, the reason stands in its place.
    """
    answer = output(events, query={"obligations": {"on": on}}, **more)
    for each in answer["obligations"]:
        assert each.keys() == _OWED
        assert (each["due"] is None) is (each["why"] is not None)
        assert (each["year"] is not None) is (
            each["kind"] in {"recheck", "funds_report", "recovery"}
        )
    return [
        (
            each["kind"],
            each["community"],
            each["year"],
            each["due"] or each["why"],
            each["overdue"],
        )
        for each in answer["obligations"]
        if not kinds or each["kind"] in kinds
    ]


def found(events: Events, on: str, **more: Any) -> list[tuple[str, str, int | None]]:  # noqa: ANN401
    """The findings up to a day, an audit's unless said otherwise: community, code, year."""
    asked = {"irregular": "keep", "query": {"findings": {"on": on}}} | more
    answer = output(events, **asked)["findings"]
    assert all(each.keys() == {"code", "community", "year"} for each in answer)
    return [(each["community"], each["code"], each["year"]) for each in answer]


def entitled(
    events: Events,
    year: int,
    on: str,
    community: str = "c",
    **more: Any,  # noqa: ANN401
) -> int | list[str]:
    """The amount that a community is entitled to, or each code against it."""
    asked = {"community": community, "year": year, "on": on}
    answer: Json = output(events, query={"entitlement": asked}, **more)["entitlement"]
    assert answer.keys() == {"amount", "codes"}
    assert answer["amount"] == (0 if answer["codes"] else 10_000)
    codes: list[str] = answer["codes"]
    return codes or 10_000


def quotation(test: type) -> str:
    """The words of the law in a docstring: its lines after the first, put together."""
    return "".join((inspect.getdoc(test) or "").splitlines()[1:])


def quotes(names: dict[str, Any]) -> bool:
    """Whether every class of tests in a module holds words of the notice."""
    tests = [each for name, each in names.items() if name.startswith("Test")]
    assert tests
    return all(quotation(test) and quotation(test) in text() for test in tests)
