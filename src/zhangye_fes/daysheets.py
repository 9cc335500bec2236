"""The command ``workdays``: questions about days and periods, answered in words or as JSON.

The calendar may be another than the bundled one: with a table of a further year, with a county's
own days, as it was known on a day, or with provisional answers beyond what has been published.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhangye_fes.calendar_questions import date_of
from zhangye_fes.dates import YEARS
from zhangye_fes.days import ONE_DAY, DateSpan, Day, read_rules
from zhangye_fes.daywords import CERTAINTY, WEEKDAYS
from zhangye_fes.errors import CalendarCoverageError, InvalidInput, Problem
from zhangye_fes.messages import explain, text
from zhangye_fes.monthsheets import days_of, month_lines
from zhangye_fes.periods import certainty, moved, until
from zhangye_fes.publicity import WORKDAYS
from zhangye_fes.readings import Readings
from zhangye_fes.tables import visible
from zhangye_fes.workdays import (
    Certainty,
    WorkCalendar,
    check_publicity,
    funds_report_deadline,
    month_deadline,
    publicity_period,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from zhangye_fes.deadlines import FundsReportDeadline, MonthDeadline
    from zhangye_fes.publicity import PublicityCheck, PublicityPeriod

    Result = PublicityPeriod | PublicityCheck | MonthDeadline | FundsReportDeadline

__all__ = ["add_questions", "answer"]

_REFUSED = 2
_PLACE = re.compile(r"line (\d+)(?:, )?")


def __dir__() -> list[str]:
    return __all__


# What may be asked -----------------------------------------------------------------------------


def add_questions(command: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Give a command its questions.

    Args:
        command: the command ``workdays``.
        shared: what each question takes as well: ``--lang``, ``--json``, ``--reading``.
    """
    shared.add_argument("--known-on", metavar="DATE", help=_HELP["known-on"])
    shared.add_argument("--county", type=Path, metavar="FILE", help=_HELP["county"])
    shared.add_argument("--calendar", type=Path, metavar="FILE", help=_HELP["calendar"])
    shared.add_argument("--provisional", action="store_true", help=_HELP["provisional"])
    questions = command.add_subparsers(dest="question", required=True, metavar="QUESTION")
    asked = {
        name: questions.add_parser(name, help=_HELP[name], parents=[shared], allow_abbrev=False)
        for name in ("add", "count", "publicity", "deadline", "show")
    }
    asked["add"].add_argument("date", metavar="DATE", help=_HELP["date"])
    asked["add"].add_argument("n", type=int, metavar="N", help=_HELP["n"])
    for name in ("first", "last"):
        asked["count"].add_argument(name, metavar=name.upper(), help=_HELP["date"])
    asked["publicity"].add_argument("posted", metavar="POSTED", help=_HELP["posted"])
    asked["publicity"].add_argument("--last", metavar="DATE", help=_HELP["last"])
    asked["publicity"].add_argument(
        "--days", type=int, default=WORKDAYS, metavar="N", help=_HELP["days"]
    )
    either = asked["deadline"].add_mutually_exclusive_group(required=True)
    either.add_argument("event", nargs="?", metavar="EVENT", help=_HELP["event"])
    either.add_argument("--funds", type=int, metavar="YEAR", help=_HELP["funds"])
    asked["deadline"].add_argument("--months", type=int, metavar="N", help=_HELP["months"])
    asked["show"].add_argument("month", metavar="YYYY-MM", help=_HELP["month"])


def answer(options: argparse.Namespace) -> int:
    """Answer one question.

    Returns:
        0, or 2 where the calendar does not reach far enough.

    Raises:
        InvalidInput: a word of the question, or a table of days, is not what it should be.
        OSError: a table cannot be read.
    """
    calendar = _calendar(options)
    try:
        match options.question:
            case "add":
                _add(options, calendar)
            case "count":
                _count(options, calendar)
            case "show":
                _show(options, calendar)
            case _:
                _tell(options, _result(options, calendar))
    except CalendarCoverageError as error:
        hint = text("here: --calendar FILE loads one, --provisional counts weekdays", options.lang)
        sys.stderr.write(f"zhangye-fes: {explain(error, options.lang)}\n{hint}\n")
        return _REFUSED
    return 0


# The calendar ----------------------------------------------------------------------------------


def _calendar(options: argparse.Namespace) -> WorkCalendar:
    calendar = WorkCalendar.bundled()
    if options.calendar:
        with _Naming(options.calendar):
            calendar = WorkCalendar.from_csv(_table(options.calendar), base=calendar)
    if options.county:
        with _Naming(options.county):
            calendar = calendar.with_overlay(read_rules(_table(options.county)))
    if options.known_on is not None:
        calendar = calendar.known_on(date_of(options.known_on, "--known-on"))
    if options.provisional:
        calendar = calendar.with_provisional(dt.date(YEARS[-1], 12, 31))
    return calendar


class _Naming:
    """Names the file, and the line, in every problem of a table: ``days.csv:3: kind``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: object, _where: object) -> None:
        if isinstance(error, InvalidInput):
            raise InvalidInput([self._named(each) for each in error.problems]) from None

    def _named(self, problem: Problem) -> Problem:
        line = _PLACE.match(problem.field)
        parts = [f"{self.path}:{line[1]}" if line else f"{self.path}"]
        rest = problem.field[line.end() :] if line else problem.field
        return replace(problem, field=": ".join(filter(None, [*parts, rest])))


def _table(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start} that is not UTF-8"
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        expected = "CSV in UTF-8 or GB18030 (save as “CSV UTF-8”)"
        raise InvalidInput([Problem("", place, expected, "encoding")]) from None


# Answers ---------------------------------------------------------------------------------------


def _add(options: argparse.Namespace, calendar: WorkCalendar) -> None:
    day, n, lang = date_of(options.date, "DATE"), options.n, options.lang
    found = calendar.add_workdays(day, n)
    told = text(
        "working day no. {n} after {day}: {found}",
        lang,
        n=n,
        day=_dated(day, lang),
        found=_dated(found, lang),
    )
    passed = until(calendar, day + ONE_DAY, n)
    _report(options, {"date": day, "n": n, "result": found}, told, passed, calendar)


def _count(options: argparse.Namespace, calendar: WorkCalendar) -> None:
    first, last = date_of(options.first, "FIRST"), date_of(options.last, "LAST")
    n = calendar.count_workdays(first, last)
    told = text(
        "working days from {first} to {last}, both included: {n}",
        options.lang,
        first=_dated(first, options.lang),
        last=_dated(last, options.lang),
        n=n,
    )
    passed = [calendar.day(day) for day in DateSpan(first, last)]
    _report(options, {"first": first, "last": last, "result": n}, told, passed, calendar)


def _report(
    options: argparse.Namespace,
    found: dict[str, Any],
    told: str,
    passed: list[Day],
    calendar: WorkCalendar,
) -> None:
    """Write an answer with what was met with on the way, and how certain it is."""
    runs, sure = moved(passed), certainty(passed)
    if options.json:
        rests_on = {"moved": [*map(asdict, runs)], "certainty": sure, "calendar": calendar.version}
        _write_json(found | rests_on)
        return
    sentence = CERTAINTY[[*Certainty].index(sure)]
    lines = (f"  {explain(each, options.lang)}" for each in runs)
    _write([told, *lines, text(sentence, options.lang)])


def _result(options: argparse.Namespace, calendar: WorkCalendar) -> Result:
    readings = Readings.model_validate(dict(options.reading))
    if options.question == "publicity":
        posted = date_of(options.posted, "POSTED")
        if options.last is None:
            return publicity_period(posted, options.days, readings, calendar)
        last = date_of(options.last, "--last")
        return check_publicity(posted, last, options.days, readings, calendar)
    if options.funds is None:
        event = date_of(options.event, "EVENT")
        months = 1 if options.months is None else options.months
        return month_deadline(event, months, readings, calendar)
    if options.months is not None:
        given = Problem("--months", f"{options.months}", "nothing beside --funds", "option")
        raise InvalidInput([given])
    return funds_report_deadline(options.funds, readings, calendar)


def _tell(options: argparse.Namespace, result: Result) -> None:
    told = result.model_dump_json() if options.json else explain(result, options.lang)
    _write(told.splitlines())


def _show(options: argparse.Namespace, calendar: WorkCalendar) -> None:
    year, month = _month(options.month)
    if not options.json:
        _write(month_lines(year, month, calendar, options.lang))
        return
    days = days_of(year, month, calendar)
    known = [asdict(day) for day in days if isinstance(day, Day)]
    unknown = [day for day in days if not isinstance(day, Day)]
    worked = sum(day["is_workday"] for day in known)
    found = {"month": options.month, "workdays": None if unknown else worked, "days": known}
    _write_json(found | {"not_covered": unknown, "calendar": calendar.version})


def _month(given: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", given)
    if not found or int(found[1]) not in YEARS:
        expected = "a month written YYYY-MM, from 2000 to 2100"
        raise InvalidInput([Problem("YYYY-MM", repr(given[:60]), expected, "month")])
    return int(found[1]), int(found[2])


def _dated(day: dt.date, lang: str) -> str:
    weekday = text(WEEKDAYS[day.weekday()], lang)
    return text("{day} ({weekday})", lang, day=day, weekday=weekday)


def _write(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))


def _write_json(data: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, default=str)}\n")


_HELP = {
    "add": "此日之后的第 N 个工作日 · the N-th working day after a day",
    "count": "两日之间的工作日数 · how many working days, both ends included",
    "publicity": "公示期何时届满，或者已进行的公示是否足够 · how long a publicity lasts, or lasted",
    "deadline": "报备、报送资金使用情况的期限 · until when something has to be reported",
    "show": "一个月的日历 · a month of the calendar",
    "date": "日期 · a date, YYYY-MM-DD",
    "n": "1 至 999 · from 1 to 999",
    "posted": "公示发布之日 · the day of posting",
    "last": "公示实际的最后一日 · the last day of a publicity that was held",
    "days": "公示期的工作日数（5） · how many working days (5)",
    "event": "撤销、合并、更名之日 · the day of what has to be reported",
    "months": "月数（1） · how many months (1)",
    "funds": "某年的资金使用情况 · the report on the money of a year",
    "month": "月份 · a month",
    "known-on": "只用此日以前发布的通知 · with the notices issued by this day alone",
    "county": "本县另定的放假、上班日（CSV） · a county's own days (CSV)",
    "calendar": "日历所缺年度的放假安排（CSV） · the days of a year that is missing (CSV)",
    "provisional": "未公布的日期按星期推算，注明暂定 · guess by weekday beyond, and say so",
}
