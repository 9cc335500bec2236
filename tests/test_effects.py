"""What a clause does: conditions in three values, and marks at their worst and best."""

from __future__ import annotations

from typing import Any, Final

import pytest

from zhangye_fes import Rate, Readings, effects
from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Band,
    Bands,
    By,
    Condition,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
)
from zhangye_fes.effects import Marks, combine, trial, truth

MAX: Final = 999_999_999
HALL, SYSTEM = IsTrue("service_hall"), IsTrue("work_system")
STAFF = AtLeast("qualified_staff", By("minimum_staff", {"two": 2, "three": 3}))
NONE = Marks()


def ask(condition: Condition, how: Readings | None = None, **values: Any) -> bool | None:  # noqa: ANN401 - facts
    return truth(condition, how or Readings())(values)


def tried(effect: Effect, how: Readings | None = None, **values: Any) -> effects.Tried:  # noqa: ANN401 - facts
    return trial(effect, how or Readings())(values)


class TestTruth:
    """A condition holds, does not, or is open."""

    @pytest.mark.parametrize("value", [True, False, None])
    def test_is_true(self, value: bool | None) -> None:
        assert ask(HALL, service_hall=value) is value

    @pytest.mark.parametrize(
        ("count", "two", "three"),
        [
            *((0, False, False), (1, False, False), (2, True, False), (3, True, True)),
            *((MAX, True, True), (None, None, None)),
        ],
    )
    def test_at_least(self, count: int | None, two: bool | None, three: bool | None) -> None:
        assert ask(STAFF, qualified_staff=count) is two
        assert ask(STAFF, Readings(minimum_staff="three"), qualified_staff=count) is three

    @pytest.mark.parametrize(
        ("count", "holds"), [(0, True), (1, False), (MAX, False), (None, None)]
    )
    def test_at_most(self, count: int | None, holds: bool | None) -> None:
        assert ask(AtMost("valid_complaints", 0), valid_complaints=count) is holds

    @pytest.mark.parametrize(("count", "holds"), [(0, True), (1, True), (2, True), (3, False)])
    def test_at_most_more_than_none(self, count: int, holds: bool) -> None:
        assert ask(AtMost("valid_complaints", 2), valid_complaints=count) is holds

    @pytest.mark.parametrize(
        ("rate", "holds"),
        [
            *((Rate(188, 209), False), (Rate(9, 10), True), (Rate(190, 211), True), (None, None)),
            (Rate(0, 0), True),
        ],
    )
    def test_rate_at_least(self, rate: Rate | None, holds: bool | None) -> None:
        assert ask(RateAtLeast("reemployment", 90), reemployment=rate) is holds

    def test_a_group_with_nobody_in_it_may_count_as_unmet(self) -> None:
        how = Readings(empty_group="unmet")
        assert ask(RateAtLeast("training", 1), how, training=Rate(0, 0)) is False

    @pytest.mark.parametrize(
        ("one", "two", "both", "either"),
        [
            (True, True, True, True),
            (True, False, False, True),
            (False, True, False, True),
            (False, False, False, False),
            (True, None, None, True),
            (None, True, None, True),
            (False, None, False, None),
            (None, False, False, None),
            (None, None, None, None),
        ],
    )
    def test_all_of_and_any_of(
        self, one: bool | None, two: bool | None, both: bool | None, either: bool | None
    ) -> None:
        assert ask(AllOf((HALL, SYSTEM)), service_hall=one, work_system=two) is both
        assert ask(AnyOf((HALL, SYSTEM)), service_hall=one, work_system=two) is either


class TestTrial:
    """Each kind of clause, fulfilled, not fulfilled and open."""

    @pytest.mark.parametrize(
        ("effect", "good", "bad"),
        [
            (Award(5, HALL), Marks(awarded=5), NONE),
            (Award(5, HALL, "void"), Marks(awarded=5), Marks(void="row")),
            (Void(HALL), NONE, Marks(void="row")),
            (Void(HALL, "rest"), NONE, Marks(void="rest")),
            (Deduct(3, (HALL,)), NONE, Marks(deducted=3)),
        ],
    )
    def test_by_a_condition(self, effect: Effect, good: Marks, bad: Marks) -> None:
        assert tried(effect, service_hall=True) == (good, good, True)
        assert tried(effect, service_hall=False) == (bad, bad, False)
        assert tried(effect, service_hall=None) == (bad, good, None)

    def test_what_a_reading_decides(self) -> None:
        award = Award(5, HALL, By("zero_family_void", {"part": "nothing", "row": "void"}))
        assert tried(award, service_hall=False).worst == NONE
        row = Readings(zero_family_void="row")
        assert tried(award, row, service_hall=False).worst == Marks(void="row")
        void = Void(HALL, By("key_group_void", {"row": "row", "rest": "rest"}))
        rest = Readings(key_group_void="rest")
        assert tried(void, service_hall=False).worst == Marks(void="row")
        assert tried(void, rest, service_hall=False).worst == Marks(void="rest")

    @pytest.mark.parametrize(
        ("one", "two", "worst", "best", "met"),
        [
            (True, True, 0, 0, True),
            (True, False, 5, 5, False),
            (False, False, 10, 10, False),
            (None, True, 5, 0, None),
            (None, None, 10, 0, None),
            (None, False, 10, 5, False),
        ],
    )
    def test_deduct_for_each_of_several(
        self, one: bool | None, two: bool | None, worst: int, best: int, met: bool | None
    ) -> None:
        found = tried(Deduct(5, (HALL, SYSTEM)), service_hall=one, work_system=two)
        assert found == (Marks(deducted=worst), Marks(deducted=best), met)

    @pytest.mark.parametrize(
        ("count", "worst", "best", "met"),
        [(0, 0, 0, True), (1, 3, 3, False), (4, 12, 12, False), (None, 3 * MAX, 0, None)],
    )
    def test_deduct_each(self, count: int | None, worst: int, best: int, met: bool | None) -> None:
        found = tried(DeductEach(3, "ledgers_missing"), ledgers_missing=count)
        assert found == (Marks(deducted=worst), Marks(deducted=best), met)

    @pytest.mark.parametrize(("count", "most"), [(0, 0), (1, 3), (2, 3), (MAX, 3), (None, 3)])
    def test_deduct_each_once_at_the_most(self, count: int | None, most: int) -> None:
        each = By("outdated_ledgers", {"each": MAX, "once": 1})
        once = Readings(outdated_ledgers="once")
        found = tried(DeductEach(3, "ledgers_outdated", each), once, ledgers_outdated=count)
        assert found.worst == Marks(deducted=most)
        assert found.best == Marks(deducted=0 if count is None else most)

    BANDS: Final = Bands("training", (Band(5, 90, closed=False), Band(3, 80, closed=True)))

    @pytest.mark.parametrize(
        ("rate", "points"),
        [
            *((Rate(10, 11), 5), (Rate(9, 10), 3), (Rate(4, 5), 3), (Rate(79, 99), 0)),
            *((Rate(0, 1), 0), (Rate(0, 0), 5)),
        ],
    )
    def test_bands(self, rate: Rate, points: int) -> None:
        marks = Marks(awarded=points)
        assert tried(self.BANDS, training=rate) == (marks, marks, points == 5)

    def test_open_bands(self) -> None:
        assert tried(self.BANDS, training=None) == (NONE, Marks(awarded=5), None)

    def test_bands_of_nobody_may_be_unmet(self) -> None:
        how = Readings(empty_group="unmet")
        assert tried(self.BANDS, how, training=Rate(0, 0)) == (NONE, NONE, False)


class TestCombine:
    """Awarded, standing, deducted and voided points add up within the row."""

    @pytest.mark.parametrize(
        ("marks", "points"),
        [
            ([], 4),
            ([Marks(awarded=6)], 10),
            ([Marks(awarded=6), Marks(deducted=3)], 7),
            ([Marks(deducted=3), Marks(deducted=3)], 0),
            ([Marks(awarded=7)], 10),
            ([Marks(awarded=6), Marks(void="row")], 0),
            ([Marks(void="row"), Marks(awarded=6)], 0),
            ([Marks(awarded=6), Marks(void="rest")], 6),
            ([Marks(void="rest"), Marks(awarded=6), Marks(deducted=3)], 3),
            ([Marks(void="rest"), Marks(deducted=1)], 0),
        ],
    )
    def test_a_row_of_10_with_4_standing(self, marks: list[Marks], points: int) -> None:
        assert combine(marks, standard=10, standing=4) == points


def test_the_module_lists_its_names() -> None:
    assert dir(effects) == sorted(effects.__all__)
