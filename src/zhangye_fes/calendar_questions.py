"""Questions about working days and periods as they come over the wire, and their answers.

A request may say what was known (``known_on``) or bring a calendar of its own (``calendar``), so
that the rule can be tried apart from the data.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zhangye_fes import intake
from zhangye_fes.dates import a_number, a_year, written_date
from zhangye_fes.days import DateSpan, DayKind, DayRule
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.workdays import (
    WorkCalendar,
    check_publicity,
    funds_report_deadline,
    in_force,
    month_deadline,
    publicity_period,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhangye_fes.readings import Readings

    Json = dict[str, Any]
    Answer = Callable[[Json, Readings, WorkCalendar], Json]

__all__ = ["answer", "calendar_of", "date_of", "fields"]


def __dir__() -> list[str]:
    return __all__


def answer(given: object, readings: Readings) -> Json:
    """Answer one question.

    Raises:
        CalendarCoverageError: the calendar does not reach far enough to answer.
        InvalidInput: the question is not one of the protocol's, or a field of it is wrong.

    >>> from zhangye_fes import Readings
    >>> answer({"op": "add_workdays", "date": "2024-02-05", "n": 5}, Readings())
    {'date': '2024-02-18'}
    """
    op = given.get("op") if isinstance(given, dict) else None
    if not isinstance(op, str) or op not in _OPERATIONS:
        expected = f"an object whose op is one of {', '.join(_OPERATIONS)}"
        raise InvalidInput([Problem("op", intake.shown(given), expected, "op")])
    kinds, operation = _OPERATIONS[op]
    asked = fields(given, {"op", *kinds}, {"known_on", "calendar"})
    values = {name: read(asked[name], name) for name, read in kinds.items()}
    return operation(values, readings, calendar_of(asked))


def fields(given: object, required: set[str], optional: set[str]) -> Json:
    """Let an object with just these fields pass.

    Raises:
        InvalidInput: it is no object, lacks a field, or has one that is not known.
    """
    if not isinstance(given, dict) or not required <= given.keys() <= required | optional:
        expected = f"an object with {', '.join(sorted(required))}"
        raise InvalidInput([Problem("", intake.shown(given), expected, "object")])
    return given


def date_of(given: object, field: str) -> dt.date:
    """Read a date, written ``YYYY-MM-DD`` and in no other way.

    Raises:
        InvalidInput: it is anything else, or not from 2000 to 2100.

    >>> date_of("2024-02-29", "date")
    datetime.date(2024, 2, 29)
    """
    found = written_date(given)
    if found is None:
        expected = "a date written YYYY-MM-DD, from 2000 to 2100"
        raise InvalidInput([Problem(field, intake.shown(given), expected, "date")])
    return found


def calendar_of(asked: Mapping[str, Any]) -> WorkCalendar:
    """Choose the calendar of a request: its own, or the bundled one as it was known on a day.

    Raises:
        InvalidInput: both are given, or what is given is malformed.
    """
    if "calendar" not in asked:
        if "known_on" in asked:
            return _known_on(date_of(asked["known_on"], "known_on"))
        return WorkCalendar.bundled()
    if "known_on" in asked:
        expected = "known_on or calendar, not both"
        raise InvalidInput([Problem("calendar", "both", expected, "calendar")])
    own = fields(asked["calendar"], {"from", "to", "days"}, set())
    days = own["days"]
    if not isinstance(days, list):
        raise InvalidInput([Problem("days", intake.shown(days), "a list of days", "calendar")])
    span = DateSpan(date_of(own["from"], "from"), date_of(own["to"], "to"))
    return WorkCalendar.from_days(span, [_rule(day) for day in days])


@lru_cache(maxsize=64)
def _known_on(day: dt.date) -> WorkCalendar:
    """Prepare a calendar once that thousands of requests ask for."""
    return WorkCalendar.bundled().known_on(day)


def _rule(given: object) -> DayRule:
    match given:
        case [date, "holiday" | "makeup_workday" as kind]:
            return DayRule(date_of(date, "days"), DayKind(kind))
        case _:
            expected = 'a pair of a date and "holiday" or "makeup_workday"'
            raise InvalidInput([Problem("days", intake.shown(given), expected, "calendar")])


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _is_workday(asked: Json, _: Readings, calendar: WorkCalendar) -> Json:
    day = calendar.day(asked["date"])
    return {"is_workday": day.is_workday, "kind": str(day.kind)}


def _add_workdays(asked: Json, _: Readings, calendar: WorkCalendar) -> Json:
    return {"date": _iso(calendar.add_workdays(asked["date"], asked["n"]))}


def _count_workdays(asked: Json, _: Readings, calendar: WorkCalendar) -> Json:
    return {"count": calendar.count_workdays(asked["first"], asked["last"])}


def _publicity_period(asked: Json, readings: Readings, calendar: WorkCalendar) -> Json:
    period = publicity_period(**asked, readings=readings, calendar=calendar)
    return {
        "last_day": _iso(period.last_day),
        "earliest_next_step": _iso(period.earliest_next_step),
    }


def _check_publicity(asked: Json, readings: Readings, calendar: WorkCalendar) -> Json:
    check = check_publicity(**asked, readings=readings, calendar=calendar)
    return {"counted": check.counted, "enough": check.enough}


def _month_deadline(asked: Json, readings: Readings, calendar: WorkCalendar) -> Json:
    deadline = month_deadline(**asked, readings=readings, calendar=calendar)
    return {"not_before": _iso(deadline.not_before), "last_day": _iso(deadline.last_day)}


def _funds_report_deadline(asked: Json, readings: Readings, _: WorkCalendar) -> Json:
    return {"last_day": _iso(funds_report_deadline(asked["year"], readings).last_day)}


def _in_force(asked: Json, readings: Readings, _: WorkCalendar) -> Json:
    validity = in_force(asked["date"], readings)
    return {"in_force": validity.in_force, "contested": validity.contested}


_OPERATIONS: Mapping[str, tuple[Mapping[str, Callable[[object, str], object]], Answer]] = (
    MappingProxyType(
        {
            "is_workday": ({"date": date_of}, _is_workday),
            "add_workdays": ({"date": date_of, "n": a_number}, _add_workdays),
            "count_workdays": ({"first": date_of, "last": date_of}, _count_workdays),
            "publicity_period": ({"posted": date_of, "workdays": a_number}, _publicity_period),
            "check_publicity": (
                {"posted": date_of, "last": date_of, "workdays": a_number},
                _check_publicity,
            ),
            "month_deadline": ({"event": date_of, "months": a_number}, _month_deadline),
            "funds_report_deadline": ({"year": a_year}, _funds_report_deadline),
            "in_force": ({"date": date_of}, _in_force),
        }
    )
)
"""Each operation of the protocol: its fields, how they are read, and who answers."""
