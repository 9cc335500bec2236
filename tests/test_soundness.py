"""What every table must fulfil, and the words with which one that does not is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from zhangye_fes import ANNEX_2, soundness
from zhangye_fes.clauses import (
    AllOf,
    AtLeast,
    AtMost,
    Award,
    Band,
    Bands,
    By,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
)
from zhangye_fes.errors import InvalidRubric

FALL = "bands must fall in per cent (1 to 100) and in points (1 at least)"


def training(*bands: tuple[int, int]) -> Bands:
    return Bands("training", tuple(Band(points, at, closed=True) for points, at in bands))


def by(reading: str, *options: str) -> By[Any]:
    return By(reading, dict.fromkeys(options, "row"))


TARGET = IsTrue("key_groups_target_met")

UNSOUND: list[tuple[str, Effect, str]] = [
    # facts: known, of the right kind, looked at once
    ("POLICY_WORK", Void(IsTrue("nothing")), "'nothing' is not a fact of the kind flag"),
    (
        "POLICY_WORK",
        Void(IsTrue("satisfaction2")),
        "'satisfaction2' is not a fact of the kind flag",
    ),
    (
        "POLICY_WORK",
        Void(AtLeast("policy_work_recorded", 1)),
        "'policy_work_recorded' is not a fact of the kind count",
    ),
    (
        "COMPLAINTS",
        Void(IsTrue("valid_complaints")),
        "'valid_complaints' is not a fact of the kind flag",
    ),
    (
        "POLICY_WORK",
        Void(RateAtLeast("policy_work_recorded", 1)),
        "'policy_work_recorded' is not a fact of the kind rate",
    ),
    (
        "POLICY_WORK",
        Void(AtMost("policy_work_recorded", 1)),
        "'policy_work_recorded' is not a fact of the kind count",
    ),
    (
        "POLICY_WORK",
        DeductEach(1, "policy_work_recorded"),
        "'policy_work_recorded' is not a fact of the kind count",
    ),
    (
        "TRAINING",
        Bands("policy_work", (Band(5, 90, closed=True),)),
        "'policy_work' is not a fact of the kind rate",
    ),
    # readings: in the register, with all their options
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("key_group", "row", "rest")),
        "reading 'key_group' is not in the register with just these options",
    ),
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("key_group_void", "row")),
        "reading 'key_group_void' is not in the register with just these options",
    ),
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("key_group_void", "row", "rest", "half")),
        "reading 'key_group_void' is not in the register with just these options",
    ),
    # points and thresholds: within their range
    ("POLICY_WORK", Award(0, IsTrue("policy_work_recorded")), "0 points, give 1 at least"),
    ("POLICY_WORK", Deduct(0, (IsTrue("policy_work_recorded"),)), "0 points, give 1 at least"),
    ("LEDGERS_MISSING", DeductEach(-3, "ledgers_missing"), "-3 points, give 1 at least"),
    ("RETIREES", Void(RateAtLeast("retiree_service", 0)), "0 per cent, give 1 to 100"),
    ("RETIREES", Void(RateAtLeast("retiree_service", 101)), "101 per cent, give 1 to 100"),
    ("QUALIFIED_STAFF", Void(AtLeast("qualified_staff", 0)), "at least 0, give 1 to 999999999"),
    (
        "QUALIFIED_STAFF",
        Deduct(5, (AllOf((AtLeast("qualified_staff", 10**9),)),)),
        "at least 1000000000, give 1 to 999999999",
    ),
    # bands that do not fall
    ("TRAINING", training((5, 90), (3, 90)), FALL),
    ("TRAINING", training((5, 80), (3, 90)), FALL),
    ("TRAINING", training((3, 90), (5, 80)), FALL),
    ("TRAINING", training((3, 90), (3, 80)), FALL),
    ("TRAINING", training((5, 90), (0, 80)), FALL),
    ("TRAINING", training((5, 101), (3, 80)), FALL),
    ("TRAINING", training((5, 90), (3, 0)), FALL),
    ("TRAINING", Bands("training", ()), FALL),
]


class TestUnsound:
    """Each invariant, broken by one clause."""

    @pytest.mark.parametrize(("code", "effect", "words"), UNSOUND, ids=lambda each: str(each)[:50])
    def test_a_clause(self, code: str, effect: Effect, words: str) -> None:
        with pytest.raises(InvalidRubric) as caught:
            ANNEX_2.replace("x", clauses={code: effect})
        assert str(caught.value) == f"clause {code}: {words}"

    def test_a_fact_that_two_clauses_look_at(self) -> None:
        with pytest.raises(InvalidRubric) as caught:
            ANNEX_2.replace("x", clauses={"RETIREES": Void(RateAtLeast("training", 100))})
        assert str(caught.value) == "fact 'training' twice"

    def test_a_clause_that_stands_twice(self) -> None:
        row = replace(ANNEX_2["5.2"], clauses=ANNEX_2["5.2"].clauses * 2)
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, rows=(*ANNEX_2.rows[:12], row, ANNEX_2.rows[13]))
        assert str(caught.value) == "clause 'POLICY_WORK' twice"

    def test_a_row_that_stands_twice(self) -> None:
        row = replace(ANNEX_2["5.3"], id="5.2")
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, rows=(*ANNEX_2.rows[:13], row))
        assert str(caught.value) == "row '5.2' twice"

    def test_a_standard_of_article_4(self) -> None:
        (standard,) = ANNEX_2["5.2"].standards
        row = replace(ANNEX_2["5.2"], standards=(replace(standard, condition=IsTrue("record")),))
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, rows=(*ANNEX_2.rows[:12], row, ANNEX_2.rows[13]))
        assert str(caught.value) == "row 5.2, 第四条: 'record' is not a fact of the kind flag"

    def test_who_may_take_part(self) -> None:
        asked = By("basic_conditions", {"reviewer": IsTrue("basic_conditions_met")})
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, eligible=asked)
        assert str(caught.value) == (
            "eligibility: reading 'basic_conditions' is not in the register with just these options"
        )

    def test_a_project_without_a_heading(self) -> None:
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, projects=ANNEX_2.projects[:4])
        assert str(caught.value) == "the projects give 85 points, the table 100"


def test_the_module_lists_its_names() -> None:
    assert dir(soundness) == sorted(soundness.__all__)
