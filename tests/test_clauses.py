"""The kinds of clauses, and how one walks through them."""

from __future__ import annotations

import pickle
from typing import get_args

import pytest

from zhangye_fes import Readings, clauses
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
    choices,
    facts_of,
    parts,
    pick,
)

STAFF = AtLeast("qualified_staff", By("minimum_staff", {"two": 2, "three": 3}))
HALL = IsTrue("service_hall")
DISPUTES: By[Condition] = By(
    "disputes",
    {
        "complaints_only": AtMost("valid_complaints", 0),
        "complaints_or_disputes": AllOf(
            (AtMost("valid_complaints", 0), AtMost("major_disputes", 0))
        ),
    },
)


class TestBy:
    """A value that a reading decides."""

    def test_pick(self) -> None:
        assert pick(STAFF.count, Readings()) == 2
        assert pick(STAFF.count, Readings(minimum_staff="three")) == 3
        assert pick(7, Readings()) == 7

    def test_its_options_cannot_change_from_without_or_within(self) -> None:
        options = {"two": 2, "three": 3}
        by = By("minimum_staff", options)
        options["two"] = 1
        assert by.options["two"] == 2
        with pytest.raises(TypeError):
            getattr(by.options, "__setitem__")("two", 1)  # noqa: B009 - a Mapping has none to mypy

    def test_is_a_value(self) -> None:
        assert pickle.loads(pickle.dumps(STAFF)) == STAFF  # noqa: S301 - our own bytes
        assert By("minimum_staff", {"two": 2, "three": 4}) != STAFF.count


class TestKinds:
    """Each kind says which it is, so that JSON can tell them apart."""

    def test_names_are_distinct_and_snake_case(self) -> None:
        kinds = [each.__name__ for each in (*get_args(Condition), *get_args(Effect))]
        told = {
            each.kind
            for each in (
                *(HALL, STAFF, AtMost("valid_complaints", 0), RateAtLeast("training", 90)),
                *(AllOf((HALL,)), AnyOf((HALL,)), Award(1, HALL), Deduct(1, (HALL,))),
                *(DeductEach(1, "ledgers_missing"), Void(HALL), Bands("training", ())),
            )
        }
        assert told == {
            *("is_true", "at_least", "at_most", "rate_at_least", "all_of", "any_of"),
            *("award", "deduct", "deduct_each", "void", "bands"),
        }
        assert len(kinds) == len(told)

    def test_defaults_are_what_the_text_says_without_more(self) -> None:
        assert Award(5, HALL).otherwise == "nothing"
        assert Void(HALL).scope == "row"
        assert DeductEach(3, "ledgers_missing").most == 999_999_999


class TestWalk:
    """Through all that a clause is made of."""

    @pytest.mark.parametrize(
        ("whole", "names"),
        [
            (HALL, ("service_hall",)),
            (Void(DISPUTES), ("valid_complaints", "major_disputes")),
            (Deduct(5, (AllOf((STAFF, HALL)), HALL)), ("qualified_staff", "service_hall")),
            (Bands("training", (Band(5, 90, closed=True),)), ("training",)),
            (DeductEach(3, "ledgers_missing"), ("ledgers_missing",)),
            ((), ()),
        ],
    )
    def test_facts_of(self, whole: object, names: tuple[str, ...]) -> None:
        assert facts_of(whole) == names

    def test_facts_of_under_one_reading(self) -> None:
        assert facts_of(Void(DISPUTES), Readings()) == ("valid_complaints",)
        strict = Readings(disputes="complaints_or_disputes")
        assert facts_of(Void(DISPUTES), strict) == ("valid_complaints", "major_disputes")

    def test_choices(self) -> None:
        award = Award(5, AllOf((STAFF, HALL)), By("zero_family_void", {"part": "nothing"}))
        assert [by.reading for by in choices(award)] == ["minimum_staff", "zero_family_void"]
        assert list(choices(HALL)) == []

    def test_parts_begin_with_the_whole(self) -> None:
        assert next(iter(parts(STAFF))) is STAFF
        assert [part for part in parts(STAFF) if isinstance(part, int)] == [2, 3]
        assert [p for p in parts(STAFF, Readings()) if isinstance(p, int)] == [2]


def test_the_module_lists_its_names() -> None:
    assert dir(clauses) == sorted(clauses.__all__)
