"""The generated vectors of working days: every day around holidays, month ends and calendars' ends.

What is expected comes from the second formulation in the test tree, which walks from day to day,
never from the library. A vector is ``must`` where both options of its reading say the same.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from tests import workdays_by_hand as by_hand
from tests.workdays_by_hand import ONE, TODAY, Table

Json = dict[str, Any]

KNOWN: Final = {"known_on": "2026-01-01"}
"""When the notice for 2026 had been issued, and none later."""

FIVE_DAYS: Final = ("art6.2", "公示期不少于5个工作日，")
ONE_MONTH: Final = ("art10", "应在撤销、合并和更名事项发生后1个月内向市人社部门报备。")

AROUND: Final = (
    ("2018-12-24", "2019-01-03"),  # 元旦，上年末两日一改
    ("2019-04-25", "2019-05-07"),  # 劳动节，年中修改
    ("2020-01-16", "2020-02-04"),  # 春节，延长三天
    ("2023-09-25", "2023-10-10"),  # 中秋国庆
    ("2024-02-01", "2024-02-20"),  # 春节
    ("2025-01-22", "2025-02-09"),  # 春节
    ("2026-02-09", "2026-03-01"),  # 春节，九天
    ("2026-12-17", "2027-01-02"),  # 已确定的末日
)
"""From which day to which every day is a beginning."""

CHECKED: Final = {"2024-02-01", "2026-12-17"}
"""The holidays around which publicities that were held are checked as well."""


Calendar = Mapping[str, Any]

OWN: Final[tuple[Calendar, ...]] = (
    {
        "from": "2030-04-05",
        "to": "2030-04-14",
        "days": [
            ["2030-04-06", "makeup_workday"],
            ["2030-04-08", "holiday"],
            ["2030-04-09", "holiday"],
        ],
    },
    {
        "from": "2032-02-27",
        "to": "2032-03-02",
        "days": [["2032-02-29", "makeup_workday"], ["2032-03-01", "holiday"]],
    },
    {"from": "2029-12-27", "to": "2030-01-05", "days": []},
)
"""Calendars that come with a question."""


class _Rule(NamedTuple):
    """How one operation is answered, under each option of its reading, and what is cited."""

    reading: str
    options: tuple[str, ...]
    answer: Callable[[Table, Json, str], Json | None]
    why: Callable[[Table, Json], str]
    cited: tuple[str, str] = FIVE_DAYS


# what is asked ----------------------------------------------------------------------------------


def holidays() -> str:
    """Every day around some holidays as the beginning of five working days."""
    title = "节假日前后逐日起算：五个工作日、公示期、核对公示"
    return _file(title, _around_holidays())


def _around_holidays() -> Iterator[Json]:
    for first, last in AROUND:
        for day in by_hand.days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)):
            yield {"op": "add_workdays", "date": day, "n": 5, **KNOWN}
            yield {"op": "publicity_period", "posted": day, "workdays": 5, **KNOWN}
            if first in CHECKED:
                held = {"posted": day, "last": day + 7 * ONE, "workdays": 5}
                yield {"op": "check_publicity", **held, **KNOWN}


def month_ends() -> str:
    """The last days of every month of a common and a leap year, as events to be reported."""
    span = by_hand.days(dt.date(2023, 1, 1), dt.date(2024, 12, 31))
    events = [day for day in span if (day + 4 * ONE).month != day.month]
    asked = [{"op": "month_deadline", "event": day, "months": 1, **KNOWN} for day in events]
    return _file("平年、闰年逐月月末：事项发生后1个月", asked)


def own_calendars() -> str:
    """Every day of small calendars, and two days on either side."""
    title = "自带的小日历：逐日询问，首尾各多两日"
    return _file(title, (each for calendar in OWN for each in _within(calendar)))


def _within(calendar: Calendar) -> Iterator[Json]:
    table = _read(calendar)
    for day in by_hand.days(table.first - 2 * ONE, table.last + 2 * ONE):
        yield {"op": "is_workday", "date": day, "calendar": calendar}
        yield {"op": "add_workdays", "date": day, "n": 2, "calendar": calendar}
        yield {"op": "count_workdays", "first": day, "last": day + 2 * ONE, "calendar": calendar}
        held = {"posted": day, "last": day + 3 * ONE, "workdays": 2}
        yield {"op": "check_publicity", **held, "calendar": calendar}


# what is expected -------------------------------------------------------------------------------


def _is_workday(table: Table, asked: Json, _: str) -> Json | None:
    kind = by_hand.kind(asked["date"], table)
    worked = by_hand.works(asked["date"], table)
    return {"is_workday": worked, "kind": kind} if kind else None


def _add_workdays(table: Table, asked: Json, _: str) -> Json | None:
    end = by_hand.nth(asked["date"] + ONE, asked["n"], table)
    return {"date": end} if end else None


def _count_workdays(table: Table, asked: Json, _: str) -> Json | None:
    count = by_hand.counted(asked["first"], asked["last"], table)
    return None if count is None else {"count": count}


def _begin(posted: dt.date, option: str) -> dt.date:
    return posted if option == "posting_day" else posted + ONE


def _publicity_period(table: Table, asked: Json, option: str) -> Json | None:
    end = by_hand.nth(_begin(asked["posted"], option), asked["workdays"], table)
    return {"last_day": end, "earliest_next_step": end + ONE} if end else None


def _check_publicity(table: Table, asked: Json, option: str) -> Json | None:
    begin = _begin(asked["posted"], option)
    enough, counted = by_hand.enough(begin, asked["last"], asked["workdays"], table)
    return None if enough is None else {"counted": counted, "enough": enough}


def _month_deadline(table: Table, asked: Json, option: str) -> Json:
    day = by_hand.months_later(asked["event"], asked["months"])
    last = day if option == "none" else by_hand.rolled(day, table)
    return {"not_before": day, "last_day": last}


# how it is worked out ---------------------------------------------------------------------------

_WEEKDAY: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_KIND: Final = {
    "workday": "工作日",
    "weekend": "周末",
    "holiday": "放假",
    "makeup_workday": "调休上班",
    None: "未确定",
}


def _told(day: dt.date, table: Table) -> str:
    return f"{day}（{_WEEKDAY[day.weekday()]}，{_KIND[by_hand.kind(day, table)]}）"


def _walked(first: dt.date, last: dt.date, table: Table) -> str:
    """Name the working days from one day to another, and those that are not settled."""
    days = list(by_hand.days(first, last))
    worked = [f"{day:%m-%d}" for day in days if by_hand.works(day, table)]
    open_days = [f"{day:%m-%d}" for day in days if by_hand.works(day, table) is None]
    told = f"{first}至{last}的工作日：{'、'.join(worked) or '无'}，共{len(worked)}个"
    return f"{told}；未确定：{'、'.join(open_days)}" if open_days else told


def _why_day(table: Table, asked: Json) -> str:
    return f"{_told(asked['date'], table)}。"


def _why_count(table: Table, asked: Json) -> str:
    return f"首尾均计入。{_walked(asked['first'], asked['last'], table)}。"


def _why_nth(table: Table, asked: Json) -> str:
    """Walk from the day that is given; where it is not counted, that is said."""
    day, n = asked.get("posted") or asked["date"], asked.get("n") or asked["workdays"]
    end = by_hand.nth(day + ONE, n, table) or table.last + ONE
    told = _walked(day + ONE, max(end, day + ONE), table)
    start = f"{_told(day, table)}{'按读法计入或不计' if 'posted' in asked else '不计'}"
    return f"{start}；{told}；需第{n}个。"


def _why_held(table: Table, asked: Json) -> str:
    after = asked["posted"] + ONE
    told = _walked(after, asked["last"], table)
    return f"{_told(asked['posted'], table)}按读法计入或不计；{told}；需{asked['workdays']}个。"


def _why_month(table: Table, asked: Json) -> str:
    day = by_hand.months_later(asked["event"], asked["months"])
    last = by_hand.rolled(day, table)
    moved = f"；顺延至{_told(last, table)}" if last and last != day else ""
    return f"对应日（无对应日的为月末）{_told(day, table)}{moved}。"


_FIRST_DAY: Final = ("publicity_first_day", ("next_day", "posting_day"))
_ROLL: Final = ("one_month_roll", ("next_workday", "none"))
_RULES: Final[Mapping[str, _Rule]] = {
    "is_workday": _Rule("", ("",), _is_workday, _why_day),
    "add_workdays": _Rule("", ("",), _add_workdays, _why_nth),
    "count_workdays": _Rule("", ("",), _count_workdays, _why_count),
    "publicity_period": _Rule(*_FIRST_DAY, _publicity_period, _why_nth),
    "check_publicity": _Rule(*_FIRST_DAY, _check_publicity, _why_held),
    "month_deadline": _Rule(*_ROLL, _month_deadline, _why_month, ONE_MONTH),
}


# how it is written ------------------------------------------------------------------------------


def _read(calendar: Calendar) -> Table:
    """Read a calendar that comes with a question."""
    first, last = (dt.date.fromisoformat(calendar[end]) for end in ("from", "to"))
    return Table(first, last, {dt.date.fromisoformat(day): kind for day, kind in calendar["days"]})


def _table(asked: Json) -> Table:
    """The calendar that a question is about: its own, or what is known today."""
    return _read(asked["calendar"]) if "calendar" in asked else TODAY


def expectation(asked: Json) -> list[Json]:
    """What is expected of a question: one outcome, or one ``when`` each option of its reading."""
    rule, table = _RULES[asked["op"]], _table(asked)
    found = [_outcome(rule.answer(table, asked, option)) for option in rule.options]
    if all(each == found[0] for each in found):
        return found[:1]
    options = zip(rule.options, found, strict=True)
    return [{"when": {rule.reading: option}, **each} for option, each in options]


def _outcome(output: Json | None) -> Json:
    if output is None:
        return {"outcome": "undetermined", "code": "CALENDAR_NOT_PUBLISHED"}
    return {"outcome": "ok", "output": output}


def _file(title: str, asked: Iterable[Json]) -> str:
    """Write a file of vectors, one on a line."""
    tests = ",\n".join(_written(_vector(each)) for each in asked)
    head = {"$schema": "../../schemas/vectors.json", "kind": "workdays", "title": title}
    return f'{_written(head)[:-1]},"tests":[\n{tests}\n]}}\n'


def _vector(asked: Json) -> Json:
    rule, expected = _RULES[asked["op"]], expectation(asked)
    provision, quotation = rule.cited
    only = expected[0] if len(expected) == 1 else None
    return {
        "id": _name(asked),
        "rev": 1,
        "level": "must" if only else "reading",
        "title": _title(asked),
        "cites": [{"provision": provision, "quotation": quotation, "fires": _fires(expected)}],
        "input": asked,
        "expect": only or expected,
        "derivation": rule.why(_table(asked), asked),
    }


def _fires(expected: list[Json]) -> bool:
    """Whether under some option there is an answer that does not say no."""
    outputs = [each["output"] for each in expected if "output" in each]
    return any(each.get("is_workday", each.get("enough", True)) for each in outputs)


def _title(asked: Json) -> str:
    rest = (f"{value}" for name, value in asked.items() if name not in {"known_on", "calendar"})
    return " ".join(rest)


def _name(asked: Json) -> str:
    """Name a vector after what is asked, so that its id stays when others come or go."""
    whole = {"kind": "workdays", "readings": {}, "input": asked}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return f"W-{sha256(text.encode()).hexdigest()[:10]}"


def _written(part: Json) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), default=str)
