"""Advice: plans that reach the pass mark with nothing for nothing, and what would lose it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from tests.strategies import FULL, facts
from zhangye_fes import ANNEX_2, Change, Facts, Plan, Rate, Readings, advise, explain, score
from zhangye_fes.clauses import DeductEach
from zhangye_fes.errors import InvalidInput


def changed(community: Facts, plan: Plan) -> Facts:
    return community.model_copy(update={each.fact: each.needs for each in plan.changes})


def needed(plan: Plan) -> dict[str, object]:
    return {change.fact: change.needs for change in plan.changes}


class TestReaching:
    """Below 90: the smallest sets of changes."""

    def test_two_more_of_41_people(self) -> None:
        # 3.3 at 37/41 (-5), 5.2 and 5.3 not awarded (-10): 85; 95 % of 41 is 38.95, so 39
        low = FULL.model_copy(
            update={
                "hard_to_employ_employment": Rate(37, 41),
                "policy_work_recorded": False,
                "valid_complaints": 2,
            }
        )
        plans = advise(low)
        assert [needed(plan) for plan in plans] == [
            {"hard_to_employ_employment": Rate(39, 41)},
            {"policy_work_recorded": True},
            {"valid_complaints": 0},
        ]
        assert plans[0] == Plan(
            kind="reach",
            changes=(
                Change(
                    fact="hard_to_employ_employment",
                    row="3.3",
                    now=Rate(37, 41),
                    needs=Rate(39, 41),
                ),
            ),
            before=85,
            after=90,
        )

    def test_one_ledger_is_enough(self) -> None:
        # three ledgers late (-9) and 4.2 without records (-2): 89; one updated gives 92
        low = FULL.model_copy(update={"ledgers_outdated": 3, "assistance_recorded": False})
        assert [needed(plan) for plan in advise(low)] == [
            {"ledgers_outdated": 2},
            {"assistance_recorded": True},
        ]

    def test_ten_late_ledgers_need_seven_before_the_row_gains(self) -> None:
        # the row has 10 points: with 10 late it gives 0, with 3 it gives 1, so 4 to 10 are equal
        low = FULL.model_copy(update={"ledgers_outdated": 10, "assistance_provided": False})
        assert [(needed(plan), plan.after) for plan in advise(low)] == [
            ({"assistance_provided": True}, 90),
            ({"ledgers_outdated": 1}, 92),
        ][::-1]

    def test_who_may_not_take_part_must_first_be_let_in(self) -> None:
        barred = FULL.model_copy(update={"basic_conditions_met": False})
        (plan,) = advise(barred)
        assert (needed(plan), plan.before, plan.after) == ({"basic_conditions_met": True}, 100, 100)

    def test_every_item_under_the_reading_that_any_item_bars(self) -> None:
        low = FULL.model_copy(update={"service_hall": False, "qualified_staff": 0})
        (plan,) = advise(low, Readings(basic_conditions="any_item"))
        assert needed(plan) == {"service_hall": True, "qualified_staff": 2}

    def test_what_is_unknown_counts_at_its_worst(self) -> None:
        low = FULL.model_copy(
            update={"training": None, "policy_work_recorded": None, "valid_complaints": None}
        )
        needs = [needed(plan) for plan in advise(low)]
        assert needs == [
            {"training": Rate(91, 100)},
            {"policy_work_recorded": True},
            {"valid_complaints": 0},
        ]

    def test_an_empty_group_cannot_be_helped(self) -> None:
        low = FULL.model_copy(
            update={
                "hard_to_employ_employment": Rate(0, 0),
                "disabled_registration": Rate(0, 0),
                "disabled_employment": Rate(0, 0),
            }
        )
        assert advise(low, Readings(empty_group="unmet")) == ()

    def test_the_limit(self) -> None:
        assert len(advise(Facts())) == 20
        assert len(advise(Facts(), limit=3)) == 3
        assert advise(Facts(), limit=3) == advise(Facts())[:3]


class TestLosing:
    """At 90 or above: the single facts whose worsening would lose it."""

    def test_with_100_points_only_taking_part_can_be_lost(self) -> None:
        # no row but 1 (20 points, in fives), 2, 3.1, 3.2 has more than 10, and those leave 90
        assert [needed(plan) for plan in advise(FULL)] == [{"basic_conditions_met": False}]

    def test_at_90_the_nearest_loss_of_each_fact(self) -> None:
        edge = FULL.model_copy(
            update={
                "policy_work_recorded": False,
                "valid_complaints": 1,
                "training": Rate(95, 100),
                "hard_to_employ_employment": Rate(41, 41),
                "qualified_staff": 3,
            }
        )
        losses = {plan.changes[0].fact: plan for plan in advise(edge, limit=50)}
        assert {plan.kind for plan in losses.values()} == {"lose"}
        # 94 % of 41 is 38.54: 38 are too few; 90 % is no longer above 90; two of staff are enough
        assert losses["hard_to_employ_employment"].changes[0].needs == Rate(38, 41)
        assert losses["training"].changes[0].needs == Rate(90, 100)
        assert losses["qualified_staff"].changes[0].needs == 1
        assert losses["ledgers_missing"].changes[0].needs == 1
        assert losses["ledgers_missing"].after == 87
        assert "valid_complaints" not in losses  # it is lost already
        assert "major_disputes" not in losses  # costs nothing under the default

    def test_only_a_second_person_loses_it(self) -> None:
        # 95 points: one unregistered person leaves 92, two leave 89
        edge = FULL.model_copy(update={"policy_work_recorded": False})
        losses = {plan.changes[0].fact: plan for plan in advise(edge, limit=50)}
        assert losses["unregistered_unemployed"].changes[0].needs == 2
        assert losses["unregistered_unemployed"].after == 89


@settings(max_examples=60)
@given(facts())
def test_every_plan_holds_and_none_of_its_changes_is_for_nothing(community: Facts) -> None:
    for plan in advise(community, limit=5):
        after = score(changed(community, plan))
        if plan.kind == "lose":
            assert after.verdict != "qualified"
            continue
        assert (after.verdict, after.total.low) == ("qualified", plan.after)
        for left_out in plan.changes:
            rest = [change for change in plan.changes if change != left_out]
            without = community.model_copy(update={each.fact: each.needs for each in rest})
            assert score(without).verdict != "qualified"


def test_no_smaller_set_exists_by_trying_all_of_them() -> None:
    # 3.1: -5, 3.3: -5, 4.2: -2, 5.1: -2, 5.2: -5: 81 points
    low = FULL.model_copy(
        update={
            "zero_families": Rate(1, 2),
            "hard_to_employ_employment": Rate(0, 9),
            "assistance_recorded": False,
            "satisfaction": Rate(4, 5),
            "policy_work_recorded": False,
        }
    )
    better = {
        "zero_families": Rate(2, 2),
        "hard_to_employ_employment": Rate(9, 9),
        "assistance_recorded": True,
        "satisfaction": Rate(5, 5),
        "policy_work_recorded": True,
    }
    gains = dict(zip(better, (5, 5, 2, 2, 5), strict=True))
    sets = [
        {name for name, taken in zip(better, chosen, strict=True) if taken}
        for chosen in product([False, True], repeat=len(better))
    ]
    reaching = [each for each in sets if sum(gains[name] for name in each) >= 9]
    minimal = [each for each in reaching if not any(other < each for other in reaching)]
    assert sorted(map(sorted, minimal)) == sorted(
        sorted(change.fact for change in plan.changes) for plan in advise(low)
    )
    plans = advise(low)
    assert [len(plan.changes) for plan in plans] == sorted(len(plan.changes) for plan in plans)
    assert [plan.after for plan in plans] == sorted((p.after for p in plans), reverse=True)


def test_a_what_if_table_is_advised_by_its_own_data() -> None:
    softer = ANNEX_2.replace(
        "one point each", clauses={"LEDGERS_OUTDATED": DeductEach(1, "ledgers_outdated")}
    )
    low = FULL.model_copy(
        update={"ledgers_outdated": 3, "assistance_provided": False, "policy_work_recorded": False}
    )
    # 100 - 5 - 5 - 3: 87, and three ledgers bring 90
    plan = advise(low, rubric=softer)[-1]
    assert needed(plan) == {"ledgers_outdated": 0}
    assert plan.rubric == softer.ref != ANNEX_2.ref


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_of_none_and_one(limit: int) -> None:
    assert len(advise(Facts(), limit=limit)) == limit


@pytest.mark.parametrize(
    ("met", "said"),
    [(True, "1：是否符合基本条件：由是变为否（则不能参与认定）"), (False, "（即可参与认定）")],
)
def test_who_may_take_part_is_told_without_points(met: bool, said: str) -> None:
    (plan,) = advise(FULL.model_copy(update={"basic_conditions_met": met}))
    assert explain(plan).endswith(said)


@pytest.mark.parametrize("limit", [-1, 2.0, True, None])
def test_a_limit_is_a_whole_number(limit: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidInput, match=r"^limit: given .+, expected a whole number from 0$"):
        advise(FULL, limit=limit)
