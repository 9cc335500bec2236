"""The kind ``register`` of the conformance protocol: a history in, the register's answers out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from zhangye_fes import intake
from zhangye_fes.calendar_questions import calendar_of, date_of, fields
from zhangye_fes.dates import YEARS
from zhangye_fes.deciding import Irregular
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.events import event_of
from zhangye_fes.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhangye_fes.deciding import Step
    from zhangye_fes.events import Event
    from zhangye_fes.readings import Readings

    Json = dict[str, Any]

__all__ = ["register_answer"]


def __dir__() -> list[str]:
    return __all__


def register_answer(given: object, readings: Readings) -> Json:
    """Answer one request.

    Raises:
        InvalidInput: the request or one of its events does not validate.
        UnknownCommunity: it asks about a community never seen.

    >>> from zhangye_fes import Readings
    >>> register_answer({"events": []}, Readings())
    {'steps': [], 'communities': {}}
    """
    optional = {"irregular", "as_of", "known_on", "calendar", "query"}
    asked = fields(given, {"events"}, optional)
    queries = _queries(asked)
    irregular = _irregular(asked.get("irregular", "refuse"))
    calendar = calendar_of(asked)
    register = Register.replay(_events(asked["events"]), readings, calendar, irregular)
    then = register.as_of(date_of(asked["as_of"], "as_of")) if "as_of" in asked else register
    output = {
        "steps": [_step(each) for each in register.steps()],
        "communities": {name: _community(then, name) for name in then.communities},
    }
    return output | {name: _ANSWERS[name](register, query) for name, query in queries.items()}


def _wrong(field: str, given: object, expected: str) -> InvalidInput:
    return InvalidInput([Problem(field, intake.shown(given), expected)])


def _irregular(given: object) -> Irregular:
    for option in get_args(Irregular):
        if given == option:
            return cast("Irregular", option)
    raise _wrong("irregular", given, "refuse or keep")


def _events(given: object) -> list[Event]:
    if not isinstance(given, list):
        raise _wrong("events", given, "a list of events")
    return [event_of(_plain(each)) for each in given]


def _plain(given: object) -> Json:
    if not isinstance(given, dict):
        raise _wrong("events", given, "a list of objects with named fields")
    return given


def _queries(asked: Json) -> Json:
    """Read every query before anything is worked out."""
    queries = fields(asked.get("query", {}), set(), {*_ANSWERS})
    return {name: _QUERIES[name](query) for name, query in queries.items()}


def _entitlement_query(given: object) -> Json:
    query = fields(given, {"community", "year", "on"}, set())
    community, year = query["community"], query["year"]
    if not isinstance(community, str) or not community:
        raise _wrong("community", community, "the id of a community")
    if type(year) is not int or year not in YEARS:
        raise _wrong("year", year, "a year from 2000 to 2100")
    return {**query, "on": date_of(query["on"], "on")}


def _on_query(given: object) -> Json:
    return {"on": date_of(fields(given, {"on"}, set())["on"], "on")}


def _step(step: Step) -> Json:
    codes = sorted(each.code for each in step.findings)
    if step.outcome == "ok":
        return {"outcome": "ok", "findings": codes} if codes else {"outcome": "ok"}
    return {"outcome": step.outcome, "code": step.code}


def _community(register: Register, name: str) -> Json:
    told = register.community(name)
    return {
        "status": told.status,
        "open": list(told.open),
        "titled": told.titled,
        "name": told.name,
        "levels": list(told.levels),
    }


def _entitlement(register: Register, query: Json) -> Json:
    told = register.entitlement(**query)
    return {"amount": told.amount, "codes": [each.code for each in told.findings]}


def _obligations(register: Register, query: Json) -> list[Json]:
    return [
        {
            "kind": each.kind,
            "community": each.community,
            "year": each.year,
            "due": each.due and each.due.isoformat(),
            "why": each.why,
            "overdue": each.overdue,
        }
        for each in register.obligations(**query)
    ]


def _findings(register: Register, query: Json) -> list[Json]:
    return [
        {"code": each.code, "community": each.community, "year": each.year}
        for each in register.findings(**query)
    ]


_QUERIES: Mapping[str, Callable[[object], Json]] = {
    "entitlement": _entitlement_query,
    "obligations": _on_query,
    "findings": _on_query,
}
"""How each query is read."""

_ANSWERS: Mapping[str, Callable[[Register, Json], object]] = {
    "entitlement": _entitlement,
    "obligations": _obligations,
    "findings": _findings,
}
"""What each query is answered by."""
