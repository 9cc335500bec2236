"""One community under every reading: the range against scoring under each, one by one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import FULL, facts
from zhangye_fes import (
    ANNEX_2,
    REGISTER,
    Bounds,
    Facts,
    Rate,
    ReadingRange,
    Readings,
    score,
    score_under_all_readings,
)
from zhangye_fes.clauses import choices
from zhangye_fes.model import SCORING_READINGS


def one_by_one(community: Facts, names: list[str]) -> ReadingRange:
    """The range by trying every product of options of some readings, the others at default."""
    tried = {
        options: score(community, Readings.model_validate(dict(zip(names, options, strict=True))))
        for options in product(*(REGISTER[name].options for name in names))
    }
    verdicts = {sheet.verdict for sheet in tried.values()}
    deciding = [
        name
        for place, name in enumerate(names)
        if any(
            sheet.verdict != tried[(*options[:place], option, *options[place + 1 :])].verdict
            for options, sheet in tried.items()
            for option in REGISTER[name].options
        )
    ]
    return ReadingRange(
        total=Bounds(
            low=min(sheet.total.low for sheet in tried.values()),
            high=max(sheet.total.high for sheet in tried.values()),
        ),
        verdict=verdicts.pop() if len(verdicts) == 1 else "depends",
        depends_on=tuple(deciding),
    )


class TestVerdicts:
    """What a range says in words that can be checked by hand."""

    def test_a_full_community_qualifies_under_every_reading(self) -> None:
        assert score_under_all_readings(FULL) == ReadingRange(
            total=Bounds(low=100, high=100), verdict="qualified", depends_on=()
        )

    def test_one_that_may_not_take_part_qualifies_under_none(self) -> None:
        barred = FULL.model_copy(update={"basic_conditions_met": False})
        assert score_under_all_readings(barred).verdict == "not_qualified"

    def test_nothing_known_is_undetermined_under_every_reading(self) -> None:
        assert score_under_all_readings(Facts()) == ReadingRange(
            total=Bounds(low=0, high=100), verdict="undetermined", depends_on=()
        )

    def test_reemployment_below_90_per_cent_depends_on_what_is_void(self) -> None:
        # row 3.2 loses 10 of 100 points (90, qualified) or only 4 (96); row 4.1 at 80 % loses 2
        # or 4: 90 - 2 = 88 and 86 against 96 - 2 = 94 and 92
        facts = FULL.model_copy(update={"reemployment": Rate(8, 9), "training": Rate(4, 5)})
        assert score_under_all_readings(facts) == ReadingRange(
            total=Bounds(low=86, high=94), verdict="depends", depends_on=("reemployment_void",)
        )

    def test_two_readings_that_decide_only_together_are_both_named(self) -> None:
        # row 4.1 at 80 %: -2 or -4; row 5.1 at 75 %: -2 or -5; row 5.2: -5 => 91, 88, 89, 86
        facts = FULL.model_copy(
            update={
                "training": Rate(4, 5),
                "satisfaction": Rate(3, 4),
                "policy_work_recorded": False,
            }
        )
        assert score_under_all_readings(facts) == ReadingRange(
            total=Bounds(low=86, high=91),
            verdict="depends",
            depends_on=("training_at_80", "satisfaction_at_75"),
        )

    def test_an_item_that_bars_under_one_reading(self) -> None:
        facts = FULL.model_copy(update={"service_hall": False})  # 95 points, or may not take part
        assert score_under_all_readings(facts) == ReadingRange(
            total=Bounds(low=95, high=95), verdict="depends", depends_on=("basic_conditions",)
        )

    def test_two_members_of_staff(self) -> None:
        # 100 or 95 points; barred only if three are needed and any item bars
        facts = FULL.model_copy(update={"qualified_staff": 2})
        assert score_under_all_readings(facts) == ReadingRange(
            total=Bounds(low=95, high=100),
            verdict="depends",
            depends_on=("basic_conditions", "minimum_staff"),
        )

    def test_empty_groups(self) -> None:
        # 0 of 0 retirees and hard to employ: 100, or 4 + 5 points less: 91, or unknown
        facts = FULL.model_copy(
            update={"retiree_service": Rate(0, 0), "hard_to_employ_employment": Rate(0, 0)}
        )
        assert score_under_all_readings(facts) == ReadingRange(
            total=Bounds(low=91, high=100), verdict="qualified", depends_on=()
        )


def test_every_reading_of_the_table_is_tried_and_no_other() -> None:
    asked = (ANNEX_2.eligible, *(clause.effect for clause in ANNEX_2.clauses()))
    assert {by.reading for by in choices(asked)} | {"empty_group"} == set(SCORING_READINGS)


NAMES = ("minimum_staff", "report_faults", "reemployment_void", "empty_group")
"""Readings of the hypothesis test below: rows 1, 2 and 3.2, and the one that is walked."""

SETTLED = {
    "service_hall": True,
    "ledgers_outdated": 0,
    "zero_families": Rate(1, 1),
    "unemployed_services_provided": True,
    "key_groups_served": True,
    "key_groups_target_met": True,
    "training": Rate(1, 1),
    "satisfaction": Rate(1, 1),
    "major_disputes": 0,
}
"""Facts under which the readings that are not in NAMES make no difference."""


@settings(max_examples=20)
@given(facts(), st.sampled_from([("basic_conditions", *NAMES), NAMES]))
def test_against_every_product_of_options(community: Facts, names: tuple[str, ...]) -> None:
    settled = dict(SETTLED)
    if "basic_conditions" not in names:
        settled |= dict.fromkeys(("office_equipment", "work_system", "staff_stable"), True)
        settled["qualified_staff"] = 3
    community = community.model_copy(update=settled)
    asked = [name for name in REGISTER if name in names]
    assert score_under_all_readings(community) == one_by_one(community, asked)


@pytest.mark.parametrize("pass_mark", [80, 100])
def test_a_what_if_table_has_its_own_pass_mark(pass_mark: int) -> None:
    table = ANNEX_2.replace("what if", pass_mark=pass_mark)
    facts = FULL.model_copy(update={"policy_work_recorded": False})  # 95 points
    expected = "qualified" if pass_mark == 80 else "not_qualified"
    found = score_under_all_readings(facts, table)
    assert (found.verdict, found.rubric) == (expected, table.ref)
