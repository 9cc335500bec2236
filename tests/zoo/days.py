"""Adapters that misunderstand working days and terms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.zoo.keeping import lie, misheard, misspoken, truth

if TYPE_CHECKING:
    Json = dict[str, Any]

DAY = timedelta(days=1)


def later(written: str | None, days: int = 1) -> str | None:
    """A date some days later."""
    return written and (date.fromisoformat(written) + days * DAY).isoformat()


def own_calendar(asked: Json, kinds: set[str]) -> None:
    """Keep only some of the days of a calendar that came with the request."""
    if given := asked["input"].get("calendar"):
        given["days"] = [day for day in given["days"] if day[1] in kinds]


@misheard("workdays")
def weekends_only(asked: Json) -> None:
    """A working day is a day from Monday to Friday."""
    if asked["input"]["op"] not in {"funds_report_deadline", "in_force"}:
        given = asked["input"].pop("calendar", {"from": "2018-01-01", "to": "2026-12-28"})
        asked["input"].pop("known_on", None)
        asked["input"]["calendar"] = {**given, "days": []}


@misheard("workdays")
def makeup_days_forgotten(asked: Json) -> None:
    """调休上班: forgotten, in a calendar that came with the request."""
    own_calendar(asked, {"holiday"})


@misheard("workdays")
def holidays_forgotten(asked: Json) -> None:
    """放假: forgotten, in a calendar that came with the request."""
    own_calendar(asked, {"makeup_workday"})


@misheard("workdays")
def known_on_forgotten(asked: Json) -> None:
    """The calendar is taken as it is known today."""
    asked["input"].pop("known_on", None)


@misheard("workdays")
def never_undetermined(asked: Json) -> None:
    """Days whose notice is not issued are taken for ordinary ones."""
    if truth(asked)["outcome"] == "undetermined":
        asked["input"].pop("known_on", None)
        given = asked["input"].get("calendar", {"days": []})
        span = {"from": "2000-01-01", "to": "2100-12-31"}
        asked["input"]["calendar"] = {**given, **span}


@misspoken("workdays")
def the_day_itself_counts(asked: Json, output: Json) -> None:
    """add_workdays: one day too early."""
    if asked["input"]["op"] == "add_workdays":
        output["date"] = later(output["date"], -1)


@misheard("workdays")
def posting_day_counts(asked: Json) -> None:
    """The day of posting is the first day of publicity, whatever the reading."""
    asked["readings"] = {**asked.get("readings", {}), "publicity_first_day": "posting_day"}


@misspoken("workdays")
def next_step_on_the_last_day(asked: Json, output: Json) -> None:
    """公示期满: the next step may come on the last day of publicity."""
    if asked["input"]["op"] == "publicity_period":
        output["earliest_next_step"] = output["last_day"]


@misspoken("workdays")
def four_are_enough(asked: Json, output: Json) -> None:
    """不少于5个工作日: one day fewer is enough."""
    if asked["input"]["op"] == "check_publicity" and output["counted"] is not None:
        output["enough"] = output["counted"] >= asked["input"]["workdays"] - 1


@misspoken("workdays")
def more_than_five(asked: Json, output: Json) -> None:
    """不少于5个工作日: more than five are asked for."""
    if asked["input"]["op"] == "check_publicity" and output["counted"] is not None:
        output["enough"] = output["counted"] > asked["input"]["workdays"]


@misspoken("workdays")
def last_day_not_counted(asked: Json, output: Json) -> None:
    """count_workdays: the last day is left out."""
    if asked["input"]["op"] == "count_workdays":
        output["count"] = max(0, output["count"] - 1)


@misspoken("workdays")
def a_month_is_thirty_days(asked: Json, output: Json) -> None:
    """1个月内: thirty days a month."""
    if asked["input"]["op"] == "month_deadline":
        output["not_before"] = later(asked["input"]["event"], 30 * asked["input"]["months"])


@misspoken("workdays")
def no_roll(asked: Json, output: Json) -> None:
    """A term that ends on a day of rest ends there."""
    if asked["input"]["op"] == "month_deadline":
        output["last_day"] = output["not_before"]


@lie("workdays")
def crash_on_the_31st(line: bytes) -> Json:
    """The month after 31 January has no 31st: a defect."""
    reply = truth(line)
    if b'"month_deadline"' in line and b"-31" in line and reply["outcome"] == "ok":
        return {"seq": reply["seq"], "outcome": "error", "message": "day is out of range for month"}
    return reply


@misspoken("workdays")
def december_21(asked: Json, output: Json) -> None:
    """12月20日前: a day too late."""
    if asked["input"]["op"] == "funds_report_deadline":
        output["last_day"] = later(output["last_day"])


@misspoken("workdays")
def december_20_rolls(asked: Json, output: Json) -> None:
    """12月20日前: a Saturday or Sunday gives way to Monday."""
    if asked["input"]["op"] == "funds_report_deadline":
        day = date.fromisoformat(output["last_day"])
        output["last_day"] = (
            (day + max(0, 7 - day.weekday()) % 7 * DAY).isoformat()
            if (day.weekday() > 4)
            else output["last_day"]
        )


@misspoken("workdays")
def for_ever_in_force(asked: Json, output: Json) -> None:
    """有效期5年: forgotten."""
    if asked["input"]["op"] == "in_force" and asked["input"]["date"] > "2023":
        output.update(in_force=True, contested=False)


@misspoken("workdays")
def never_contested(asked: Json, output: Json) -> None:
    """The last day of five years is not seen to be in doubt."""
    if asked["input"]["op"] == "in_force":
        output["contested"] = False


@lie("workdays")
def uncovered_is_refused(line: bytes) -> Json:
    """What cannot be known yet is refused as wrong."""
    reply = truth(line)
    if reply["outcome"] == "undetermined":
        reply.update(outcome="reject", code="INVALID_INPUT")
    return reply
