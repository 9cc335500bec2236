"""The kind ``register`` of the conformance protocol: a history in, the register's answers out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from zhangye_fes import intake
from zhangye_fes.days import DateSpan, DayKind, DayRule
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.events import event_of
from zhangye_fes.register import Register
from zhangye_fes.standing import Year
from zhangye_fes.values import IsoDate, Value
from zhangye_fes.workdays import WorkCalendar

if TYPE_CHECKING:
    from zhangye_fes.deciding import Step
    from zhangye_fes.readings import Readings

    Json = dict[str, Any]

__all__ = ["register_answer"]


def __dir__() -> list[str]:
    return __all__


def _given(value: object) -> object:
    if value is None:
        msg = "a value, or no such field"
        raise ValueError(msg)
    return value


_Given = BeforeValidator(_given)


def _listed(value: object) -> object:
    if not isinstance(value, list):
        msg = "a list"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueErrors
    return value


class _Entitlement(Value):
    community: Annotated[str, Field(strict=True, min_length=1)]
    year: Year
    on: IsoDate


class _On(Value):
    on: IsoDate


class _Query(Value):
    entitlement: Annotated[_Entitlement | None, _Given] = None
    obligations: Annotated[_On | None, _Given] = None
    findings: Annotated[_On | None, _Given] = None


class _Days(Value):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    first: IsoDate = Field(alias="from")
    last: IsoDate = Field(alias="to")
    days: Annotated[
        tuple[
            Annotated[
                tuple[IsoDate, Literal["holiday", "makeup_workday"]], BeforeValidator(_listed)
            ],
            ...,
        ],
        BeforeValidator(_listed),
    ]


class _Request(Value):
    events: Annotated[tuple[Any, ...], BeforeValidator(_listed)]
    irregular: Literal["refuse", "keep"] = "refuse"
    as_of: Annotated[IsoDate | None, _Given] = None
    known_on: Annotated[IsoDate | None, _Given] = None
    calendar: Annotated[_Days | None, _Given] = None
    query: Annotated[_Query | None, _Given] = None


def register_answer(given: Json, readings: Readings) -> Json:
    """Answer one request.

    Raises:
        InvalidInput: the request or one of its events does not validate.
        UnknownCommunity: it asks about a community never seen.
    """
    request = intake.validated(_Request, given)
    calendar = _calendar_of(request.known_on, request.calendar)
    events = [event_of(each) for each in request.events]
    register = Register.replay(events, readings, calendar, request.irregular)
    then = register if request.as_of is None else register.as_of(request.as_of)
    output = {
        "steps": [_step(each) for each in register.steps()],
        "communities": {name: _community(then, name) for name in then.communities},
    }
    return output | _queried(register, request.query or _Query())


def _calendar_of(known_on: dt.date | None, days: _Days | None) -> WorkCalendar | None:
    if known_on and days:
        raise InvalidInput([Problem("calendar", "known_on as well", "one of the two", "option")])
    if days:
        rules = [DayRule(day, DayKind(kind)) for day, kind in days.days]
        return WorkCalendar.from_days(DateSpan(days.first, days.last), rules)
    return WorkCalendar.bundled().known_on(known_on) if known_on else None


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


def _queried(register: Register, query: _Query) -> Json:
    found: Json = {}
    if asked := query.entitlement:
        told = register.entitlement(asked.community, asked.year, asked.on)
        codes = [each.code for each in told.findings]
        found["entitlement"] = {"amount": told.amount, "codes": codes}
    if query.obligations:
        found["obligations"] = [
            {
                "kind": each.kind,
                "community": each.community,
                "year": each.year,
                "due": each.due and str(each.due),
                "why": each.why,
                "overdue": each.overdue,
            }
            for each in register.obligations(query.obligations.on)
        ]
    if query.findings:
        found["findings"] = [
            {"code": each.code, "community": each.community, "year": each.year}
            for each in register.findings(query.findings.on)
        ]
    return found
