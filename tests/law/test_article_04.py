"""第四条: the standards, which are reported when they are missed; 90 points decide (第七条)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strategies import FULL
from zhangye_fes import Facts, Rate, score
from zhangye_fes.regulation import sentences

ABOVE_AND_BELOW_90 = [
    ("9/10", False),
    ("8/9", True),
    ("899999991/999999990", False),
    ("899999999/999999999", True),
]


def missed(**changed: Any) -> list[str]:  # noqa: ANN401 - facts
    """Which points of 第四条 a community misses that has nothing else wanting."""
    facts = Facts.model_validate({**dict(FULL), **changed})
    found = score(facts).shortfalls
    assert {each.code for each in found} <= {"STANDARD_MISSED"}
    return [each.provision for each in found]


def rate(fraction: str) -> Rate:
    num, den = fraction.split("/")
    return Rate(int(num), int(den))


class TestStaffStandard:
    """第四条第（一）项第3目.

    至少有2—3名大专以上从事就业服务工作人员，岗位稳定。
    """

    @pytest.mark.parametrize(("staff", "stable"), [(1, True), (0, True), (2, False)])
    def test_too_few_or_not_stable(self, staff: int, stable: bool) -> None:
        assert missed(qualified_staff=staff, staff_stable=stable) == ["art4.1.3"]

    @pytest.mark.parametrize("staff", [2, 3, 999_999_999])
    def test_enough(self, staff: int) -> None:
        assert missed(qualified_staff=staff) == []


class TestReemploymentStandard:
    """第四条第（三）项第2目.

    登记失业人员再就业率不低于90%。
    """

    @pytest.mark.parametrize(("fraction", "below"), [*ABOVE_AND_BELOW_90, ("188/209", True)])
    def test_ninety_of_a_hundred(self, fraction: str, below: bool) -> None:
        assert missed(reemployment=rate(fraction)) == ["art4.3.2"] * below


class TestHardToEmployStandard:
    """第四条第（三）项第3目.

    就业困难人员就业率达到95%以上。
    """

    @pytest.mark.parametrize(
        ("fraction", "below"), [("19/20", False), ("18/19", True), ("94/99", True)]
    )
    def test_ninety_five_of_a_hundred(self, fraction: str, below: bool) -> None:
        assert missed(hard_to_employ_employment=rate(fraction)) == ["art4.3.3"] * below


class TestDisabledStandard:
    """第四条第（三）项第4目.

    残疾人登记率达到90%以上，有就业能力和就业愿望的残疾人就业率达到90%以上。
    """

    @pytest.mark.parametrize("fact", ["disabled_registration", "disabled_employment"])
    @pytest.mark.parametrize(("fraction", "below"), ABOVE_AND_BELOW_90)
    def test_each_ninety_of_a_hundred(self, fact: str, fraction: str, below: bool) -> None:
        assert missed(**{fact: rate(fraction)}) == ["art4.3.4"] * below


class TestRetireeStandard:
    """第四条第（三）项第5目.

    退休人员社会化管理服务率达到100%。
    """

    @pytest.mark.parametrize(("fraction", "below"), [("412/412", False), ("411/412", True)])
    def test_everybody(self, fraction: str, below: bool) -> None:
        assert missed(retiree_service=rate(fraction)) == ["art4.3.5"] * below


class TestStatedStandards:
    """The standards that are stated yes or no, or counted."""

    @pytest.mark.parametrize(
        ("changed", "provisions"),
        [
            ({"service_hall": False}, ["art4.1.1"]),
            ({"office_equipment": False}, ["art4.1.2"]),
            ({"work_system": False}, ["art4.1.4"]),
            ({"ledgers_missing": 1}, ["art4.2.1"]),
            ({"ledgers_outdated": 1}, ["art4.2.1"]),
            ({"reports_timely": False}, ["art4.2.2"]),
            ({"zero_families": Rate(0, 1)}, ["art4.3.1"]),
            ({"unemployed_services_provided": False}, ["art4.3.2"]),
            ({"key_groups_served": False}, ["art4.3.6"]),
            ({"assistance_recorded": False}, ["art4.4.2"]),
            ({"tracking_provided": False}, ["art4.4.3"]),
            ({"policy_work_recorded": False}, ["art4.5.2"]),
            ({"valid_complaints": 1}, ["art4.5.3"]),
            ({"major_disputes": 1}, ["art4.5.3"]),
        ],
    )
    def test_missed(self, changed: dict[str, Any], provisions: list[str]) -> None:
        assert missed(**changed) == provisions

    def test_no_rate_of_training_or_satisfaction_is_set(self) -> None:
        assert missed(training=Rate(0, 1), satisfaction=Rate(0, 1)) == []

    def test_what_is_unknown_is_not_missed(self) -> None:
        assert missed(service_hall=None, retiree_service=None) == []


class TestQuotations:
    """The words above are the notice's."""

    @pytest.mark.parametrize(
        "test",
        [
            TestStaffStandard,
            TestReemploymentStandard,
            TestHardToEmployStandard,
            TestDisabledStandard,
            TestRetireeStandard,
        ],
    )
    def test_stand_in_article_4(self, test: type) -> None:
        words = (test.__doc__ or "").split("\n\n")[1].strip()
        told = [each.text for each in sentences() if each.provision.startswith("art4.")]
        assert words in told
