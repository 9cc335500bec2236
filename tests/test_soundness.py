"""What every table must fulfil, and the words with which one that does not is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from zhangye_fes import ANNEX_2, soundness
from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
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


def training(*bands: tuple[int, int]) -> Bands:
    return Bands("training", tuple(Band(points, at, closed=True) for points, at in bands))


def by(reading: str, *options: str) -> By[Any]:
    return By(reading, dict.fromkeys(options, "row"))


def falling(*edges: int) -> str:
    return f"bands of {list(edges)}, give them falling, in per cent and in points"


EMPTY = "a part of the kind {} with nothing in it"
TARGET = IsTrue("key_groups_target_met")
RECORDED = IsTrue("policy_work_recorded")
ODD: tuple[Any, ...] = (2.5, True, "REST", RECORDED)
"""What a type checker would refuse, and a caller without one may give."""

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
        "'key_group' is not a reading that scoring knows with just these options",
    ),
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("key_group_void", "row")),
        "'key_group_void' is not a reading that scoring knows with just these options",
    ),
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("key_group_void", "row", "rest", "half")),
        "'key_group_void' is not a reading that scoring knows with just these options",
    ),
    # points and thresholds: within their range
    ("POLICY_WORK", Award(0, IsTrue("policy_work_recorded")), "Award points 0, give 1 to 100"),
    ("POLICY_WORK", Deduct(0, (IsTrue("policy_work_recorded"),)), "Deduct points 0, give 1 to 100"),
    ("LEDGERS_MISSING", DeductEach(-3, "ledgers_missing"), "DeductEach points -3, give 1 to 100"),
    ("RETIREES", Void(RateAtLeast("retiree_service", 0)), "RateAtLeast percent 0, give 1 to 100"),
    (
        "RETIREES",
        Void(RateAtLeast("retiree_service", 101)),
        "RateAtLeast percent 101, give 1 to 100",
    ),
    (
        "QUALIFIED_STAFF",
        Void(AtLeast("qualified_staff", 0)),
        "AtLeast count 0, give 1 to 999999999",
    ),
    (
        "QUALIFIED_STAFF",
        Deduct(5, (AllOf((AtLeast("qualified_staff", 10**9),)),)),
        "AtLeast count 1000000000, give 1 to 999999999",
    ),
    # bands that do not fall
    ("TRAINING", training((5, 90), (3, 90)), falling(90, 90)),
    ("TRAINING", training((5, 80), (3, 90)), falling(80, 90)),
    ("TRAINING", training((3, 90), (5, 80)), falling(3, 5)),
    ("TRAINING", training((3, 90), (3, 80)), falling(3, 3)),
    ("TRAINING", training((5, 90), (0, 80)), "Band points 0, give 1 to 100"),
    ("TRAINING", training((5, 101), (3, 80)), "Band percent 101, give 1 to 100"),
    ("TRAINING", training((5, 90), (3, 0)), "Band percent 0, give 1 to 100"),
    # parts with nothing in them
    ("TRAINING", Bands("training", ()), EMPTY.format("bands")),
    ("POLICY_WORK", Deduct(3, ()), EMPTY.format("deduct")),
    ("POLICY_WORK", Void(AllOf(())), EMPTY.format("all_of")),
    ("POLICY_WORK", Void(AnyOf(())), EMPTY.format("any_of")),
    # ends that cannot be missed, or reached
    ("COMPLAINTS", Void(AtMost("valid_complaints", -1)), "AtMost count -1, give 0 to 999999998"),
    (
        "COMPLAINTS",
        DeductEach(3, "valid_complaints", most=0),
        "DeductEach most 0, give 1 to 999999999",
    ),
    (
        "QUALIFIED_STAFF",
        Deduct(5, (AtLeast("qualified_staff", By("minimum_staff", {"two": 0, "three": 3})),)),
        "AtLeast count 0, give 1 to 999999999",
    ),
    # whole numbers, words that exist, effects
    *(
        ("POLICY_WORK", Deduct(points, (RECORDED,)), f"Deduct points {points!r}, give 1 to 100")
        for points in ODD[:2]
    ),
    ("POLICY_WORK", Void(RECORDED, ODD[2]), "Void scope 'REST', give 'row' or 'rest'"),
    ("POLICY_WORK", ODD[3], f"{RECORDED!r} is not an effect"),
    # a fact that one clause asks for twice; under two options of a reading it may
    (
        "QUALIFIED_STAFF",
        Deduct(5, (AnyOf((AtLeast("qualified_staff", 3), AtMost("qualified_staff", 1))),)),
        "asks for 'qualified_staff' twice",
    ),
    # a reading that is factual, or of the life cycle, and so not in the receipt
    (
        "KEY_GROUPS_TARGET",
        Void(TARGET, by("fraud_bar", "this_application", "permanent")),
        "'fraud_bar' is not a reading that scoring knows with just these options",
    ),
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
            "eligibility: 'basic_conditions' is not a reading that scoring knows with just "
            "these options"
        )

    def test_a_project_without_a_heading(self) -> None:
        with pytest.raises(InvalidRubric) as caught:
            replace(ANNEX_2, projects=ANNEX_2.projects[:4])
        assert str(caught.value) == "the projects give 85 points, the table 100"


def test_the_module_lists_its_names() -> None:
    assert dir(soundness) == sorted(soundness.__all__)
