"""Days, periods and deadlines in words: the answer, its provision, what moved it, how certain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from zhangye_fes.days import Certainty, Day, DayKind
from zhangye_fes.deadlines import FundsReportDeadline, MonthDeadline, Validity
from zhangye_fes.periods import Moved
from zhangye_fes.publicity import WORKDAYS, PublicityCheck, PublicityPeriod
from zhangye_fes.readings import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.tongue import Tongue

    DayThing = (
        Day
        | Moved
        | PublicityPeriod
        | PublicityCheck
        | MonthDeadline
        | FundsReportDeadline
        | Validity
    )

__all__ = ["CERTAINTY", "FESTIVALS", "KINDS", "WEEKDAYS", "dated", "day_text"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FESTIVALS = (
    *("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"),
    "春节延长假期",
)
"""The names of days off that are known; another, of a county's own day, is left as it is."""
KINDS = ("working day", "weekend", "off", "worked in exchange")
"""What a day is called, in the order of :class:`~zhangye_fes.days.DayKind`."""
CERTAINTY = (
    "certain: it rests on published notices alone",
    (
        "provisional: days that no notice has settled yet are counted by the day of the week; "
        "good for planning, not for a decision"
    ),
)
"""What is said of a certainty, in the order of :class:`~zhangye_fes.days.Certainty`."""
_SHOWN = 10
"""So many days that are counted are listed one by one; of more, some are left out."""


def __dir__() -> list[str]:
    return __all__


def day_text(tongue: Tongue, thing: DayThing) -> str:
    """A day or what moved a period in one line, a period or deadline in several.

    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> day_text(english, Day(dt.date(2024, 2, 5), is_workday=True, kind=DayKind.WORKDAY))
    '2024-02-05 (Monday): working day'
    """
    match thing:
        case Day():
            return _day(tongue, thing)
        case Moved():
            return _moved(tongue, thing)
        case PublicityPeriod():
            lines = _period(tongue, thing)
        case PublicityCheck():
            lines = _check(tongue, thing)
        case MonthDeadline():
            lines = _months(tongue, thing)
        case FundsReportDeadline():
            lines = _funds(tongue, thing)
        case Validity():
            lines = _validity(tongue, thing)
        case _:
            assert_never(thing)
    return "\n".join(lines)


def dated(tongue: Tongue, day: dt.date) -> str:
    """A date with its day of the week, such as 2024-02-05（周一）."""
    return tongue.say("{day} ({weekday})", day=day, weekday=tongue.say(WEEKDAYS[day.weekday()]))


# Days ------------------------------------------------------------------------------------------


def _day(tongue: Tongue, day: Day) -> str:
    what = _kind(tongue, day.kind, day.name, day.notice)
    said = tongue.say("{fact}: {value}", fact=dated(tongue, day.date), value=what)
    if day.certainty == Certainty.PROVISIONAL:
        return tongue.join(said, tongue.say("provisional"))
    return said


def _moved(tongue: Tongue, moved: Moved) -> str:
    days = str(moved.days.first)
    if moved.days.first != moved.days.last:
        days = tongue.say("{low} to {high}", low=moved.days.first, high=moved.days.last)
    what = _kind(tongue, moved.kind, moved.name, moved.notice)
    return tongue.say("{fact}: {value}", fact=days, value=what)


def _kind(tongue: Tongue, kind: DayKind, name: str, notice: str) -> str:
    what = tongue.say(KINDS[[*DayKind].index(kind)])
    if name:
        parts = [tongue.say(part) if part in FESTIVALS else part for part in name.split("、")]
        what = tongue.say("{what} ({name})", what=what, name=tongue.say(" and ").join(parts))
    return tongue.say("{told} [{citation}]", told=what, citation=notice) if notice else what


# Periods ---------------------------------------------------------------------------------------


def _period(tongue: Tongue, period: PublicityPeriod) -> Iterator[str]:
    yield _cited(
        tongue,
        "publicity_first_day",
        tongue.count(
            "publicity of {n} working day: through {day}",
            "publicity of {n} working days: through {day}",
            period.workdays,
            day=dated(tongue, period.last_day),
        ),
    )
    yield from _too_few(tongue, period.workdays)
    yield tongue.say(
        "posted {posted}; working days counted: {days}",
        posted=dated(tongue, period.posted),
        days=_listed(period.counted),
    )
    next_step = dated(tongue, period.earliest_next_step)
    yield tongue.say("next step: {day} at the earliest", day=next_step)
    yield from _all_moved(tongue, period.moved)
    yield _otherwise(
        tongue,
        "publicity_first_day",
        period.reading,
        _through(tongue, period.last_day_otherwise),
    )
    yield _certainty(tongue, period.certainty)


def _check(tongue: Tongue, check: PublicityCheck) -> Iterator[str]:
    held = tongue.say("publicity from {first} to {last}", first=check.posted, last=check.last)
    found = tongue.join(
        _enough(tongue, check.counted, check.enough),
        tongue.say("required: at least {count}", count=check.workdays),
    )
    told = tongue.say("{fact}: {value}", fact=held, value=found)
    yield _cited(tongue, "publicity_first_day", told)
    yield from _too_few(tongue, check.workdays)
    yield from _all_moved(tongue, check.moved)
    other = _enough(tongue, check.counted_otherwise, check.enough_otherwise)
    yield _otherwise(tongue, "publicity_first_day", check.reading, other)
    if check.contested:
        yield tongue.say("contested: the other reading decides otherwise")
    yield _certainty(tongue, check.certainty)


def _enough(tongue: Tongue, counted: int | None, enough: bool | None) -> str:
    said = {True: "enough", False: "not enough", None: "not certain yet"}
    number = "" if counted is None else tongue.count("{n} working day", "{n} working days", counted)
    return tongue.join(number, tongue.say(said[enough]))


def _too_few(tongue: Tongue, workdays: int) -> Iterator[str]:
    if workdays < WORKDAYS:
        yield tongue.say("fewer than the {least} that the notice asks for", least=WORKDAYS)


def _listed(days: tuple[dt.date, ...]) -> str:
    """Days of one run, the year only where it changes: 2024-02-06 02-07 02-08."""
    shown = [
        f"{day}" if not before or before.year != day.year else f"{day:%m-%d}"
        for before, day in zip((None, *days), days, strict=False)
    ]
    return " ".join(shown if len(days) <= _SHOWN else [*shown[:3], "…", f"{days[-1]}"])


# Deadlines -------------------------------------------------------------------------------------


def _months(tongue: Tongue, deadline: MonthDeadline) -> Iterator[str]:
    last = _by(tongue, deadline.last_day)
    yield _cited(tongue, "one_month_roll", tongue.say("report for the record: {last}", last=last))
    yield tongue.count(
        "event {event}, {n} month later {day}: what is done by then is in time in any case",
        "event {event}, {n} months later {day}: what is done by then is in time in any case",
        deadline.months,
        event=deadline.event,
        day=dated(tongue, deadline.not_before),
    )
    yield from _all_moved(tongue, deadline.moved)
    other = _by(tongue, deadline.last_day_otherwise)
    yield _otherwise(tongue, "one_month_roll", deadline.reading, other)
    if deadline.certainty:
        yield _certainty(tongue, deadline.certainty)


def _funds(tongue: Tongue, deadline: FundsReportDeadline) -> Iterator[str]:
    last = _by(tongue, deadline.last_day)
    told = tongue.say("use of the money in {year}: {last}", year=deadline.year, last=last)
    yield _cited(tongue, "december_20", told)
    if deadline.is_rest_day:
        yield tongue.say("this day is a rest day, and the deadline does not move")
    if deadline.is_rest_day is None:
        yield tongue.say("the calendar does not reach this day, which does not move the deadline")
    other = _by(tongue, deadline.last_day_otherwise)
    yield _otherwise(tongue, "december_20", deadline.reading, other)


def _validity(tongue: Tongue, validity: Validity) -> Iterator[str]:
    said = ("not in force", "in force")
    span = tongue.say("{low} to {high}", low=validity.first_day, high=validity.last_day)
    told = tongue.say("{what} ({name})", what=tongue.say(said[validity.in_force]), name=span)
    told = tongue.say("{fact}: {value}", fact=validity.date, value=told)
    yield _cited(tongue, "validity_last_day", told)
    if validity.contested:
        other = tongue.say(said[not validity.in_force])
        yield _otherwise(tongue, "validity_last_day", validity.reading, other)


# What they share -------------------------------------------------------------------------------


def _cited(tongue: Tongue, reading: str, told: str) -> str:
    """Say something with the provision, and the words of it, that a reading is about."""
    citation = REGISTER[reading].citation
    where, words = tongue.say(str(citation)), tongue.say(citation.quote)
    cited = tongue.say("{where}: {words}", where=where, words=words)
    return tongue.say("{told} [{citation}]", told=told, citation=cited)


def _otherwise(tongue: Tongue, name: str, chosen: str, told: str) -> str:
    """Say what comes out under the option that was not chosen, of two."""
    reading = REGISTER[name]
    (option,) = reading.options.keys() - {chosen}
    choice = tongue.say(
        "{choice}: {question} {option}",
        choice=f"{name}={option}",
        question=tongue.within(f"{name}.question", reading.question),
        option=tongue.within(f"{name}.{option}", reading.options[option]),
    )
    return tongue.say("under the other reading ({choice}): {told}", choice=choice, told=told)


def _through(tongue: Tongue, day: dt.date | None) -> str:
    return tongue.say("through {day}", day=dated(tongue, day)) if day else _unreached(tongue)


def _by(tongue: Tongue, day: dt.date | None) -> str:
    return tongue.say("by {day}", day=dated(tongue, day)) if day else _unreached(tongue)


def _unreached(tongue: Tongue) -> str:
    return tongue.say("not certain, the calendar does not reach so far")


def _all_moved(tongue: Tongue, moved: tuple[Moved, ...]) -> Iterator[str]:
    yield from (f"  {_moved(tongue, each)}" for each in moved)


def _certainty(tongue: Tongue, certainty: Certainty) -> str:
    return tongue.say(CERTAINTY[[*Certainty].index(certainty)])
