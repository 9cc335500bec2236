"""The facts: the list that was agreed, each unknown until stated."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.strategies import FULL
from zhangye_fes import Facts, Rate
from zhangye_fes import facts as module

AGREED = [
    ("basic_conditions_met", "flag", "1"),
    ("service_hall", "flag", "1"),
    ("office_equipment", "flag", "1"),
    ("qualified_staff", "count", "1"),
    ("staff_stable", "flag", "1"),
    ("work_system", "flag", "1"),
    ("ledgers_missing", "count", "2"),
    ("ledgers_outdated", "count", "2"),
    ("reports_timely", "flag", "2"),
    ("reports_accurate", "flag", "2"),
    ("zero_families", "rate", "3.1"),
    ("zero_family_service_recorded", "flag", "3.1"),
    ("zero_family_members_unstable", "count", "3.1"),
    ("unregistered_unemployed", "count", "3.2"),
    ("unemployed_services_provided", "flag", "3.2"),
    ("reemployment", "rate", "3.2"),
    ("hard_to_employ_employment", "rate", "3.3"),
    ("disabled_registration", "rate", "3.4"),
    ("disabled_employment", "rate", "3.4"),
    ("retiree_service", "rate", "3.5"),
    ("key_groups_served", "flag", "3.6"),
    ("key_groups_target_met", "flag", "3.6"),
    ("training", "rate", "4.1"),
    ("assistance_provided", "flag", "4.2"),
    ("assistance_recorded", "flag", "4.2"),
    ("tracking_provided", "flag", "4.3"),
    ("tracking_recorded", "flag", "4.3"),
    ("satisfaction", "rate", "5.1"),
    ("policy_work_recorded", "flag", "5.2"),
    ("valid_complaints", "count", "5.3"),
    ("major_disputes", "count", "5.3"),
]

UNITS = {"ledgers_missing": "种", "ledgers_outdated": "种", "zero_families": "户"} | dict.fromkeys(
    ["valid_complaints", "major_disputes"], "件"
)


class TestFacts:
    """One flat record; what is not stated is not known."""

    def test_are_those_agreed(self) -> None:
        assert [(each.name, each.type, each.row) for each in Facts.legend()] == AGREED
        assert list(Facts.model_fields) == [name for name, _, _ in AGREED]

    def test_nothing_is_known_at_first(self) -> None:
        assert {value for _, value in Facts()} == {None}
        assert Facts().known() == {}

    def test_nothing_is_left_unknown_in_a_full_record(self) -> None:
        assert list(FULL.known()) == [name for name, _, _ in AGREED]

    def test_known_is_plain(self) -> None:
        known = Facts(training=Rate(0, 0), ledgers_missing=0, service_hall=False).known()
        assert known == {
            "service_hall": False,
            "ledgers_missing": 0,
            "training": {"num": 0, "den": 0},
        }
        assert list(known) == ["service_hall", "ledgers_missing", "training"]

    def test_a_survey_has_answers(self) -> None:
        assert Facts(satisfaction=None).satisfaction is None
        assert Facts(satisfaction=Rate(0, 1)).satisfaction == Rate(0, 1)
        with pytest.raises(ValidationError, match="a survey with den of at least 1; leave out"):
            Facts(satisfaction=Rate(0, 0))

    @pytest.mark.parametrize("name", [name for name, kind, _ in AGREED if kind == "rate"])
    def test_other_groups_may_be_empty(self, name: str) -> None:
        if name != "satisfaction":
            assert getattr(Facts.model_validate({name: Rate(0, 0)}), name) == Rate(0, 0)

    def test_cannot_change_and_can_be_a_key(self) -> None:
        with pytest.raises(ValidationError):
            setattr(FULL, "training", None)  # noqa: B010 - mypy would refuse the assignment
        assert hash(Facts(training=Rate(1, 2))) == hash(Facts(training=Rate(1, 2)))


class TestLegend:
    """How a person is asked."""

    @pytest.mark.parametrize("fact", Facts.legend(), ids=lambda fact: fact.name)
    def test_has_question_unit_meaning_and_columns(self, fact: module.Fact) -> None:
        assert not fact.question.isascii()
        assert fact.meaning
        expected = "是/否" if fact.type == "flag" else UNITS.get(fact.name, "人")
        assert fact.unit == expected
        columns = [f"{fact.name}_num", f"{fact.name}_den"] if fact.type == "rate" else [fact.name]
        assert list(fact.columns) == columns

    def test_no_two_columns_have_the_same_title(self) -> None:
        titles = [title for fact in Facts.legend() for title in fact.columns.values()]
        assert len(set(titles)) == len(titles) == 31 + 8

    def test_cannot_change(self) -> None:
        with pytest.raises(TypeError):
            Facts.legend()[0].columns["x"] = "y"


def test_the_module_lists_its_names() -> None:
    assert dir(module) == sorted(module.__all__)
