"""The vectors of working days: they cover what they claim, and the days are walked once more."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from tools import workdays_vectors
from zhangye_fes.regulation import provisions

FOLDER: Final = Path(__file__).parents[2] / "conformance/vectors/workdays"
FILES: Final[dict[str, dict[str, Any]]] = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}
GENERATED: Final = [
    test for name in FILES if name.startswith("generated-") for test in FILES[name]["tests"]
]
HAND_MADE: Final = [
    test for name in FILES if not name.startswith("generated-") for test in FILES[name]["tests"]
]
EVERY: Final = HAND_MADE + GENERATED

CALENDAR: Final = {
    *("is_workday", "add_workdays", "count_workdays"),
    *("publicity_period", "check_publicity", "month_deadline"),
}
FREE: Final = {"funds_report_deadline", "in_force"}
"""Operations that no calendar touches."""


def asked(test: dict[str, Any]) -> dict[str, Any]:
    """What a test asks, where it is a question at all."""
    given = test.get("input")
    return given if isinstance(given, dict) else {}


def expected(test: dict[str, Any]) -> list[dict[str, Any]]:
    """Every outcome that a test may expect."""
    found = test["expect"]
    return found if isinstance(found, list) else [found]


def outputs(op: str, tests: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Every output that is expected of an operation."""
    return [
        outcome["output"]
        for test in (HAND_MADE if tests is None else tests)
        if asked(test).get("op") == op
        for outcome in expected(test)
        if "output" in outcome
    ]


def by_id(test: dict[str, Any]) -> str:
    return str(test["id"])


class TestWhatIsCovered:
    """Enough of everything that an implementation can get wrong."""

    def test_how_many(self) -> None:
        assert len(HAND_MADE) >= 130
        assert 200 <= len(GENERATED) <= 600

    def test_every_operation_with_every_outcome(self) -> None:
        occur = {
            (asked(test).get("op"), outcome["outcome"])
            for test in HAND_MADE
            for outcome in expected(test)
        }
        need = {*itertools.product(CALENDAR | FREE, ("ok", "reject"))}
        need |= {(op, "undetermined") for op in CALENDAR - {"month_deadline"}}
        assert need <= occur
        assert ("month_deadline", "undetermined") not in occur  # its last day is null instead

    def test_every_reading_with_every_option(self) -> None:
        occur = {
            choice for test in HAND_MADE for each in expected(test) for choice in _chosen(each)
        }
        assert occur == {
            *itertools.product(["publicity_first_day"], ["next_day", "posting_day"]),
            *itertools.product(["one_month_roll"], ["next_workday", "none"]),
            *itertools.product(["december_20"], ["inclusive", "exclusive"]),
            *itertools.product(["validity_last_day"], ["corresponding_day", "day_before"]),
        }

    def test_every_kind_of_day_in_every_year(self) -> None:
        kinds = {each["kind"] for each in outputs("is_workday")}
        assert kinds == {"workday", "weekend", "holiday", "makeup_workday"}
        special = {
            (asked(test)["date"][:4], outcome["output"]["kind"])
            for test in HAND_MADE
            if asked(test).get("op") == "is_workday" and "calendar" not in asked(test)
            for outcome in expected(test)
            if "output" in outcome
        }
        years = map(str, range(2018, 2027))
        assert {*itertools.product(years, ["holiday", "makeup_workday"])} <= special

    def test_every_finding(self) -> None:
        checks = {(each["counted"] is None, each["enough"]) for each in outputs("check_publicity")}
        assert checks == {*itertools.product([True, False], repeat=2)}
        assert {each["last_day"] is None for each in outputs("month_deadline")} == {True, False}
        validity = {(each["in_force"], each["contested"]) for each in outputs("in_force")}
        assert validity == {*itertools.product([True, False], repeat=2)}
        assert 0 in {each["count"] for each in outputs("count_workdays")}

    def test_one_question_before_and_after_a_notice(self) -> None:
        found: dict[str, set[str]] = {}
        for test in FILES["known-on.json"]["tests"]:
            rest = {name: each for name, each in asked(test).items() if name != "known_on"}
            found.setdefault(json.dumps(rest), set()).add(json.dumps(test["expect"]))
        assert sum(len(answers) > 1 for answers in found.values()) >= 10

    @pytest.mark.parametrize("provision", ["art6.2", "art10", "art13", "art17"])
    @pytest.mark.parametrize("fires", [True, False])
    def test_every_period_taking_effect_and_not(self, provision: str, fires: bool) -> None:
        cited = [cite for test in HAND_MADE for cite in test["cites"]]
        assert any((c["provision"], c["fires"]) == (provision, fires) for c in cited)


def _chosen(outcome: dict[str, Any]) -> list[tuple[str, str]]:
    return list(outcome.get("when", {}).items())


class TestForm:
    """Names, quotations and notes."""

    def test_ids_are_given_once(self) -> None:
        ids = list(map(by_id, EVERY))
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"W-[0-9]{4}", by_id(test)) for test in HAND_MADE)

    def test_a_generated_id_is_a_digest_of_what_is_asked(self) -> None:
        for test in GENERATED:
            whole = {"kind": "workdays", "readings": {}, "input": test["input"]}
            text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert test["id"] == f"W-{sha256(text.encode()).hexdigest()[:10]}"

    def test_quotations_stand_in_the_regulation(self) -> None:
        for test in EVERY:
            for cite in test["cites"]:
                assert cite["quotation"] in provisions()[cite["provision"]], test["id"]

    @pytest.mark.parametrize("name", FILES)
    def test_flags_are_explained(self, name: str) -> None:
        file = FILES[name]
        used = {flag for test in file["tests"] for flag in test.get("flags", ())}
        assert used == file.get("notes", {}).keys()

    def test_no_answer_changes_when_the_next_notice_is_issued(self) -> None:
        for test in EVERY:
            settled = asked(test).keys() & {"known_on", "calendar"}
            refused = all(outcome["outcome"] == "reject" for outcome in expected(test))
            assert settled or refused or asked(test).get("op") not in CALENDAR, test["id"]
            assert refused or asked(test).get("known_on", "") <= "2026-01-01", test["id"]

    def test_whens_are_the_options_of_one_reading(self) -> None:
        for test in EVERY:
            assert (test["level"] == "reading") is isinstance(test["expect"], list)
            if test["level"] == "reading":
                first, second = expected(test)
                assert first["when"].keys() == second["when"].keys()
                assert first["when"] != second["when"]
                assert {**first, "when": 0} != {**second, "when": 0}, test["id"]


def walkable(test: dict[str, Any]) -> bool:
    """Whether the second formulation answers it: no refusal, and what is known today."""
    given = asked(test)
    return (
        given.get("op") in CALENDAR
        and expected(test)[0]["outcome"] != "reject"
        and ("calendar" in given or given.get("known_on") == "2026-01-01")
    )


WALKED: Final = [test for test in EVERY if walkable(test)]


class TestSecondFormulation:
    """What is expected, walked from day to day once more."""

    def test_how_many(self) -> None:
        assert sum(test in HAND_MADE for test in WALKED) >= 130
        assert len(WALKED) >= len(GENERATED) + 130

    @pytest.mark.parametrize("test", WALKED, ids=by_id)
    def test_walked(self, test: dict[str, Any]) -> None:
        found = workdays_vectors.expectation(dated(test["input"]))
        assert json.loads(json.dumps(found, default=str)) == expected(test)


def dated(given: dict[str, Any]) -> dict[str, Any]:
    """Read the dates of a question, but for its calendar's."""
    dates = {"date", "first", "last", "posted", "event"}
    return {
        name: dt.date.fromisoformat(each) if name in dates else each for name, each in given.items()
    }
