"""Adapters that misunderstand 附件2."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from tests.zoo.keeping import lie, misheard, misspoken, truth
from zhangye_fes import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

    Json = dict[str, Any]

PASS = 90
RATES = (
    *("zero_families", "reemployment", "hard_to_employ_employment", "disabled_registration"),
    *("disabled_employment", "retiree_service", "training", "satisfaction"),
)


def facts(asked: Json) -> Json:
    """The facts of a request."""
    return dict(asked["input"]["facts"])


def told(asked: Json, changed: Json) -> None:
    """Let a request be asked with other facts."""
    asked["input"] = {"facts": changed}


def rates(asked: Json, change: Callable[[int, int], tuple[int, int]]) -> None:
    """Let every rate of a request be another."""
    changed = facts(asked)
    for name in RATES:
        if rate := changed.get(name):
            num, den = change(rate["num"], rate["den"])
            changed[name] = {"num": num, "den": den}
    told(asked, changed)


def _edge(fact: str, percent: int) -> None:
    """Add an adapter to which a rate at a threshold is below it."""

    def alter(asked: Json) -> None:
        changed = facts(asked)
        rate = changed.get(fact)
        if rate and rate["den"] and rate["num"] * 100 == rate["den"] * percent:
            changed[fact] = {"num": rate["num"] - 1, "den": rate["den"]}
            told(asked, changed)

    alter.__name__ = f"{fact}_above_{percent}"
    alter.__doc__ = f"{fact}: more than {percent} % is asked for, where {percent} % is enough"
    misheard("score")(alter)


for _fact, _percent in (
    ("reemployment", 90),
    ("hard_to_employ_employment", 95),
    ("disabled_registration", 90),
    ("disabled_employment", 90),
    ("satisfaction", 90),
    ("training", 50),
):
    _edge(_fact, _percent)


@misheard("score")
def training_from_90(asked: Json) -> None:
    """培训率高于90%: exactly 90 % is taken to be more."""
    changed = facts(asked)
    rate = changed.get("training")
    if rate and rate["den"] and rate["num"] * 100 == rate["den"] * PASS:
        told(asked, changed | {"training": {"num": rate["den"], "den": rate["den"]}})


@misheard("score")
def retirees_99_percent(asked: Json) -> None:
    """退休人员社会化管理服务率: 99 % are taken for everybody."""
    changed = facts(asked)
    rate = changed.get("retiree_service")
    if rate and rate["num"] * 100 >= rate["den"] * 99:
        told(asked, changed | {"retiree_service": {"num": rate["den"], "den": rate["den"]}})


@misheard("score")
def rounded_to_one_decimal(asked: Json) -> None:
    """A rate is a percentage of one decimal, rounded: 188/209 is 90.0 %."""
    rates(asked, lambda num, den: ((2000 * num + den) // (2 * den), 1000) if den else (num, den))


@misheard("score")
def rounded_to_percent(asked: Json) -> None:
    """A rate is a whole percentage, rounded."""
    rates(asked, lambda num, den: ((200 * num + den) // (2 * den), 100) if den else (num, den))


@misheard("score")
def truncated_to_percent(asked: Json) -> None:
    """A rate is a whole percentage, cut off."""
    rates(asked, lambda num, den: (100 * num // den, 100) if den else (num, den))


@misheard("score")
def single_precision(asked: Json) -> None:
    """Rates are quotients of single precision, in which 899999999/999999999 is 0.9."""

    def quotient(num: int, den: int) -> tuple[int, int]:
        if not den:
            return num, den
        (short,) = struct.unpack("f", struct.pack("f", num / den))
        return min(round(short * 100_000_000), 100_000_000) // 10, 10_000_000

    rates(asked, quotient)


@misheard("score")
def empty_group_is_nothing(asked: Json) -> None:
    """0 of 0 is 0 %."""
    rates(asked, lambda num, den: (num, den) if den else (0, 1))


@misheard("score")
def empty_group_is_unknown(asked: Json) -> None:
    """A group with nobody in it is a rate that is not known."""
    changed = facts(asked)
    empty = [name for name in RATES if (rate := changed.get(name)) and not rate["den"]]
    told(asked, changed | dict.fromkeys(empty))


@misheard("score")
def unknown_is_no(asked: Json) -> None:
    """What is not known is taken for no, or for nothing."""
    changed = facts(asked)
    for name in ("service_hall", "work_system", "policy_work_recorded", "tracking_recorded"):
        changed[name] = bool(changed.get(name))
    told(asked, changed)


@misheard("score")
def unknown_count_is_zero(asked: Json) -> None:
    """A count that is not known is taken for zero."""
    changed = facts(asked)
    for name in ("ledgers_missing", "unregistered_unemployed", "valid_complaints"):
        changed[name] = changed.get(name) or 0
    told(asked, changed)


@misheard("score")
def one_ledger_at_most(asked: Json) -> None:
    """每少一种台账: 3 points once, however many are missing."""
    changed = facts(asked)
    if changed.get("ledgers_missing"):
        told(asked, changed | {"ledgers_missing": 1})


@misheard("score")
def one_member_at_most(asked: Json) -> None:
    """存在一人扣5分: once, however many people there are."""
    changed = facts(asked)
    if changed.get("zero_family_members_unstable"):
        told(asked, changed | {"zero_family_members_unstable": 1})


@misheard("score")
def one_unregistered_at_most(asked: Json) -> None:
    """存在未登记一人扣3分: once, however many people there are."""
    changed = facts(asked)
    if changed.get("unregistered_unemployed"):
        told(asked, changed | {"unregistered_unemployed": 1})


@misheard("score")
def complaints_do_not_matter(asked: Json) -> None:
    """存在有效投诉不得分: forgotten."""
    told(asked, facts(asked) | {"valid_complaints": 0})


@misheard("score")
def readings_not_heard(asked: Json) -> None:
    """The readings of a request are passed over."""
    asked["readings"] = {}


@misspoken("score")
def no_floor(asked: Json, output: Json) -> None:
    """A row may go below zero."""
    ledgers = facts(asked).get("ledgers_missing") or 0
    if ledgers > 3:
        low, high = output["rows"]["2"]
        output["rows"]["2"] = [low - 3 * ledgers + 10, high - 3 * ledgers + 10]


@misspoken("score")
def floor_of_the_total_only(asked: Json, output: Json) -> None:
    """What a row is short of zero is taken from the other rows."""
    short = max(0, 5 * (facts(asked).get("zero_family_members_unstable") or 0) - 10)
    output["low"] = max(0, output["low"] - short)
    output["high"] = max(0, output["high"] - short)


@misspoken("score")
def deduction_after_void(asked: Json, output: Json) -> None:
    """What is deducted from a row is deducted although the row has no points."""
    if output["rows"]["3.2"] == [0, 0]:
        short = 3 * (facts(asked).get("unregistered_unemployed") or 0)
        output["rows"]["3.2"] = [-short, -short]


@misspoken("score")
def qualifies_at_89(_: Json, output: Json) -> None:
    """89 points are enough."""
    if output["eligible"] and output["low"] == PASS - 1 == output["high"]:
        output["verdict"] = "qualified"


@misspoken("score")
def more_than_90(_: Json, output: Json) -> None:
    """90分以上 is taken for more than 90."""
    if output["low"] == PASS == output["high"]:
        output["verdict"] = "not_qualified"


@misspoken("score")
def eligibility_does_not_matter(_: Json, output: Json) -> None:
    """不符合基本条件的不能参与: forgotten; the points decide."""
    if output["eligible"] is False:
        output["eligible"] = True
        output["verdict"] = "qualified" if output["low"] >= PASS else "not_qualified"


@misspoken("score")
def nothing_for_the_ineligible(_: Json, output: Json) -> None:
    """Whoever may not take part has no points either."""
    if output["eligible"] is False:
        output.update(low=0, high=0, rows={row: [0, 0] for row in output["rows"]})


@misspoken("score")
def doubt_is_no(_: Json, output: Json) -> None:
    """What cannot be decided yet is declined."""
    if output["verdict"] == "undetermined":
        output["verdict"] = "not_qualified"


@misspoken("score")
def least_only(_: Json, output: Json) -> None:
    """Only the least that is certain is told."""
    output["high"] = output["low"]


@lie("score")
def last_duplicate_counts(line: bytes) -> Json:
    """A key that stands twice is taken, the last of both."""
    return _lenient(line, json.loads)


@lie("score")
def whole_floats_are_counts(line: bytes) -> Json:
    """5.0 is taken for 5."""

    def whole(written: str) -> int | float:
        number = float(written)
        return int(number) if number.is_integer() else number

    return _lenient(line, lambda text: json.loads(text, parse_float=whole))


@lie("score")
def unknown_fields_are_dropped(line: bytes) -> Json:
    """A fact that the table does not know is passed over."""

    def known(text: bytes) -> Any:  # noqa: ANN401 - what JSON may hold
        asked = json.loads(text)
        asked["input"]["facts"] = {
            name: fact
            for name, fact in asked["input"]["facts"].items()
            if name in Facts.model_fields
        }
        return asked

    return _lenient(line, known)


@lie("score")
def bad_input_is_a_defect(line: bytes) -> Json:
    """Input that does not validate is answered with an error, not refused."""
    reply = truth(line)
    if reply["outcome"] == "reject":
        return {"seq": reply["seq"], "outcome": "error", "message": "exception in thread main"}
    return reply


def _lenient(line: bytes, read: Callable[[bytes], Any]) -> Json:
    """Answer what was read leniently; what cannot even be read so is answered honestly."""
    try:
        asked = read(line)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return truth(line)
    if not isinstance(asked, dict) or asked.get("kind") != "score":
        return truth(line)
    return truth(asked)
