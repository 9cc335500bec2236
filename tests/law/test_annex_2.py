"""附件2, row by row: each class holds the marking column's words and reads its figures off them."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.strategies import FULL, WORST, computed_readings
from zhangye_fes import ANNEX_2, Facts, Rate, Readings, score
from zhangye_fes.regulation import lines, text

if TYPE_CHECKING:
    from zhangye_fes import ScoreSheet

BELOW: Final = {
    50: ["0/1", "1/3", "49/99", "499999999/999999999"],
    75: ["2/3", "74/99", "749999999/999999999"],
    80: ["3/4", "79/99", "799/999", "799999999/999999999"],
    90: ["8/9", "188/209", "899/999", "899999999/999999999"],
    95: ["18/19", "94/99", "189/199", "949999999/999999999"],
    100: ["0/1", "411/412", "999999998/999999999"],
}
AT: Final = {
    50: ["1/2", "5/10", "499999999/999999998"],
    75: ["3/4", "75/100", "749999997/999999996"],
    80: ["4/5", "80/100", "799999996/999999995"],
    90: ["9/10", "90/100", "899999991/999999990"],
    95: ["19/20", "95/100", "949999981/999999980"],
    100: ["1/1", "412/412", "999999999/999999999"],
}
ABOVE: Final = {
    50: ["2/3", "51/101", "500000000/999999999"],
    75: ["4/5", "76/101", "749999998/999999997"],
    80: ["5/6", "81/101", "799999997/999999996"],
    90: ["10/11", "91/101", "190/211", "899999992/999999991"],
    95: ["20/21", "96/101", "949999982/999999981"],
}
"""The fractions nearest to each percentage: of a few, of a hundred, of a thousand million people.

A fraction n/d nearest below p % has 100 n = p d - (the least step); 188/209 is 89.95 %, 189/199 is
94.97 %: both print as the threshold when they are rounded to one decimal.
"""


def rate(fraction: str) -> Rate:
    num, den = fraction.split("/")
    return Rate(int(num), int(den))


def sheet(chosen: dict[str, str] | None = None, /, **changed: Any) -> ScoreSheet:  # noqa: ANN401 - facts
    """The sheet of a community with nothing wanting but what is changed."""
    facts = Facts.model_validate({**dict(FULL), **changed})
    return score(facts, Readings.model_validate(chosen or {}))


def marks(row: str, chosen: dict[str, str] | None = None, /, **changed: Any) -> int:  # noqa: ANN401
    """The points of one row of such a community, which are certain; the other rows are full."""
    made = sheet(chosen, **changed)
    assert made.rows[row].exact
    for other, each in made.rows.items():
        assert other == row or each.low == each.standard, other
    return made.rows[row].low


class TestTable:
    """The table as a whole.

    合计　100
    """

    @pytest.mark.parametrize(
        ("row", "points"),
        [
            *(("1", 20), ("2", 10), ("3.1", 10), ("3.2", 10), ("3.3", 5), ("3.4", 6), ("3.5", 4)),
            *(("3.6", 5), ("4.1", 5), ("4.2", 5), ("4.3", 5), ("5.1", 5), ("5.2", 5), ("5.3", 5)),
        ],
    )
    def test_standard_points_are_as_printed(self, row: str, points: int) -> None:
        assert ANNEX_2[row].standard == points
        assert ANNEX_2[row].derived is (row == "3.2")
        if row != "3.2":
            assert lines()[f"annex2.{row}.points"] == str(points)

    @pytest.mark.parametrize(
        ("project", "heading"),
        [
            ("1", "平台建设标准（20）"),
            ("2", "基础工作标准（10）"),
            ("3", "服务工作标准（40）"),
            ("4", "就业援助标准（15）"),
            ("5", "其他评价标准（15）"),
        ],
    )
    def test_projects_are_as_printed(self, project: str, heading: str) -> None:
        (found,) = [each for each in ANNEX_2.projects if each.id == project]
        assert f"{found.title}（{found.points}）" == heading == lines()[f"annex2.{project}"]

    def test_row_3_2_has_what_the_project_leaves(self) -> None:
        assert 40 - (10 + 5 + 6 + 4 + 5) == 10 == ANNEX_2["3.2"].standard

    @pytest.mark.parametrize(("reading", "option"), computed_readings())
    def test_nothing_wanting_is_full_marks_under_every_reading(
        self, reading: str, option: str
    ) -> None:
        full = sheet({reading: option})
        assert (full.total.low, full.total.high, full.verdict) == (100, 100, "qualified")
        assert {row.id: row.low for row in full.rows.values()} == {
            row.id: row.standard for row in ANNEX_2.rows
        }
        assert full.shortfalls == ()

    @pytest.mark.parametrize(("reading", "option"), computed_readings())
    def test_everything_wanting_is_nothing_under_every_reading(
        self, reading: str, option: str
    ) -> None:
        made = score(WORST, Readings.model_validate({reading: option}))
        assert {row.high for row in made.rows.values()} == {0}
        assert (made.total.high, made.verdict) == (0, "not_qualified")


class TestRow1:
    """Row 1, the marking column.

    不符合基本条件的不能参与市级充分就业社区认定，其中每一项不到位扣5分。
    """

    @pytest.mark.parametrize(
        ("missing", "points"),
        [
            ({}, 20),
            ({"service_hall": False}, 15),
            ({"office_equipment": False}, 15),
            ({"work_system": False}, 15),
            ({"staff_stable": False}, 15),
            ({"qualified_staff": 0}, 15),
            ({"qualified_staff": 1}, 15),
            ({"qualified_staff": 2}, 20),
            ({"qualified_staff": 999_999_999}, 20),
            ({"qualified_staff": 1, "staff_stable": False}, 15),
            ({"service_hall": False, "office_equipment": False}, 10),
            ({"service_hall": False, "office_equipment": False, "staff_stable": False}, 5),
        ],
    )
    def test_each_item_not_in_place_costs_5(self, missing: dict[str, Any], points: int) -> None:
        assert marks("1", **missing) == points

    def test_all_four_items_missing_leave_nothing(self) -> None:
        missing = {"service_hall": False, "office_equipment": False, "work_system": False}
        assert marks("1", **missing, qualified_staff=1) == 0

    @pytest.mark.parametrize(
        ("option", "staff", "points"),
        [("two", 1, 15), ("two", 2, 20), ("three", 2, 15), ("three", 3, 20)],
    )
    def test_minimum_staff(self, option: str, staff: int, points: int) -> None:
        assert marks("1", {"minimum_staff": option}, qualified_staff=staff) == points

    @pytest.mark.parametrize("option", ["reviewer", "any_item"])
    def test_the_reviewers_finding_bars_but_costs_no_points(self, option: str) -> None:
        made = sheet({"basic_conditions": option}, basic_conditions_met=False)
        assert (made.total.low, made.eligible, made.verdict) == (100, False, "not_qualified")
        assert made.eligibility.code == "BASIC_CONDITIONS"
        assert made.eligibility.provision == "annex2.1"
        assert made.eligibility.facts["basic_conditions_met"] is False

    @pytest.mark.parametrize(
        "missing",
        [
            {"service_hall": False},
            {"office_equipment": False},
            {"qualified_staff": 1},
            {"staff_stable": False},
            {"work_system": False},
        ],
    )
    def test_basic_conditions_any_item(self, missing: dict[str, Any]) -> None:
        reviewer = sheet({"basic_conditions": "reviewer"}, **missing)
        assert (reviewer.total.low, reviewer.eligible, reviewer.verdict) == (95, True, "qualified")
        strict = sheet({"basic_conditions": "any_item"}, **missing)
        assert (strict.total.low, strict.eligible, strict.verdict) == (95, False, "not_qualified")

    @pytest.mark.parametrize(("staff", "eligible"), [("two", True), ("three", False)])
    def test_any_item_asks_for_the_staff_that_minimum_staff_says(
        self, staff: str, eligible: bool
    ) -> None:
        chosen = {"basic_conditions": "any_item", "minimum_staff": staff}
        assert sheet(chosen, qualified_staff=2).eligible is eligible


class TestRow2:
    """Row 2, the marking column.

    每少一种台账或更新不及时扣3分。
    报表不及时不准确扣5分。
    """

    @pytest.mark.parametrize(
        ("missing", "outdated", "points"),
        [
            *((0, 0, 10), (1, 0, 7), (2, 0, 4), (3, 0, 1), (4, 0, 0), (999_999_999, 0, 0)),
            *((0, 1, 7), (0, 2, 4), (0, 3, 1), (0, 4, 0), (0, 999_999_999, 0)),
            *((1, 1, 4), (1, 2, 1), (2, 1, 1), (2, 2, 0)),
        ],
    )
    def test_each_ledger_costs_3(self, missing: int, outdated: int, points: int) -> None:
        assert marks("2", ledgers_missing=missing, ledgers_outdated=outdated) == points

    @pytest.mark.parametrize(
        ("option", "outdated", "points"),
        [("each", 1, 7), ("each", 2, 4), ("once", 0, 10), ("once", 1, 7), ("once", 2, 7)],
    )
    def test_outdated_ledgers(self, option: str, outdated: int, points: int) -> None:
        assert marks("2", {"outdated_ledgers": option}, ledgers_outdated=outdated) == points

    def test_outdated_once_still_counts_missing_each(self) -> None:
        chosen = {"outdated_ledgers": "once"}
        assert marks("2", chosen, ledgers_missing=2, ledgers_outdated=9) == 10 - 6 - 3

    @pytest.mark.parametrize(
        ("option", "timely", "accurate", "points"),
        [
            ("once", True, True, 10),
            ("once", False, True, 5),
            ("once", True, False, 5),
            ("once", False, False, 5),
            ("each", True, True, 10),
            ("each", False, True, 5),
            ("each", True, False, 5),
            ("each", False, False, 0),
            ("both", True, True, 10),
            ("both", False, True, 10),
            ("both", True, False, 10),
            ("both", False, False, 5),
        ],
    )
    def test_report_faults(self, option: str, timely: bool, accurate: bool, points: int) -> None:
        chosen = {"report_faults": option}
        assert marks("2", chosen, reports_timely=timely, reports_accurate=accurate) == points

    def test_ledgers_and_reports_come_out_of_one_row(self) -> None:
        assert marks("2", ledgers_missing=1, reports_timely=False) == 10 - 3 - 5
        assert marks("2", ledgers_missing=2, reports_timely=False) == 0


class TestRow31:
    """Row 3.1, the marking column.

    动态消除零就业家庭得5分，未按时消除零就业家庭的不得分；
    提供服务但没有记载的扣3分；
    零就业家庭成员未实现半年以上稳定就业的，存在一人扣5分。
    """

    @pytest.mark.parametrize(
        ("option", "fraction", "points"),
        [
            *(("part", each, 5) for each in BELOW[100]),
            *(("part", each, 10) for each in AT[100]),
            *(("row", each, 0) for each in BELOW[100]),
            *(("row", each, 10) for each in AT[100]),
        ],
    )
    def test_zero_family_void(self, option: str, fraction: str, points: int) -> None:
        assert marks("3.1", {"zero_family_void": option}, zero_families=rate(fraction)) == points

    def test_service_without_record_costs_3(self) -> None:
        assert marks("3.1", zero_family_service_recorded=False) == 7

    @pytest.mark.parametrize(("people", "points"), [(0, 10), (1, 5), (2, 0), (3, 0)])
    def test_each_unstable_member_costs_5(self, people: int, points: int) -> None:
        assert marks("3.1", zero_family_members_unstable=people) == points

    @pytest.mark.parametrize(
        ("changed", "points"),
        [
            ({"zero_families": Rate(0, 1), "zero_family_service_recorded": False}, 2),
            ({"zero_families": Rate(0, 1), "zero_family_members_unstable": 1}, 0),
            ({"zero_family_service_recorded": False, "zero_family_members_unstable": 1}, 2),
            ({"zero_family_service_recorded": False, "zero_family_members_unstable": 2}, 0),
        ],
    )
    def test_deductions_come_out_of_the_row_as_a_whole(
        self, changed: dict[str, Any], points: int
    ) -> None:
        assert marks("3.1", **changed) == points


class TestRow32:
    """Row 3.2, the marking column.

    符合失业登记条件的人员100%进行登记，存在未登记一人扣3分；
    失业人员参加职业培训、职业指导等就业服务的，给6分，否则不得分；
    失业人员再就业率低于90%不得分。
    """

    @pytest.mark.parametrize(
        ("people", "points"), [(0, 10), (1, 7), (2, 4), (3, 1), (4, 0), (999_999_999, 0)]
    )
    def test_each_unregistered_person_costs_3(self, people: int, points: int) -> None:
        assert marks("3.2", unregistered_unemployed=people) == points

    @pytest.mark.parametrize(("option", "points"), [("part", 4), ("row", 0)])
    def test_unemployed_services_void(self, option: str, points: int) -> None:
        chosen = {"unemployed_services_void": option}
        assert marks("3.2", chosen, unemployed_services_provided=False) == points

    @pytest.mark.parametrize(
        ("option", "fraction", "points"),
        [
            *(("row", each, 0) for each in BELOW[90]),
            *(("row", each, 10) for each in AT[90] + ABOVE[90]),
            *(("rest", each, 6) for each in BELOW[90]),
            *(("rest", each, 10) for each in AT[90] + ABOVE[90]),
        ],
    )
    def test_reemployment_void(self, option: str, fraction: str, points: int) -> None:
        assert marks("3.2", {"reemployment_void": option}, reemployment=rate(fraction)) == points

    @pytest.mark.parametrize(
        ("void", "services", "people", "points"),
        [
            ("row", True, 1, 0),
            ("rest", True, 1, 3),
            ("rest", True, 2, 0),
            ("rest", False, 0, 0),
            ("rest", False, 1, 0),
        ],
    )
    def test_what_is_left_below_90(
        self, void: str, services: bool, people: int, points: int
    ) -> None:
        changed = {"unemployed_services_provided": services, "unregistered_unemployed": people}
        chosen = {"reemployment_void": void}
        assert marks("3.2", chosen, **changed, reemployment=Rate(188, 209)) == points

    def test_without_services_deductions_come_out_of_what_stands(self) -> None:
        assert marks("3.2", unemployed_services_provided=False, unregistered_unemployed=1) == 1
        assert marks("3.2", unemployed_services_provided=False, unregistered_unemployed=2) == 0


class TestRow33:
    """Row 3.3, the marking column.

    低于95%不得分。
    """

    @pytest.mark.parametrize("fraction", BELOW[95] + BELOW[90] + AT[90])
    def test_below_95_nothing(self, fraction: str) -> None:
        assert marks("3.3", hard_to_employ_employment=rate(fraction)) == 0

    @pytest.mark.parametrize("fraction", AT[95] + ABOVE[95] + AT[100])
    def test_from_95_all(self, fraction: str) -> None:
        assert marks("3.3", hard_to_employ_employment=rate(fraction)) == 5


class TestRow34:
    """Row 3.4, the marking column.

    每项低于考核要求扣3分。
    """

    @pytest.mark.parametrize("fraction", BELOW[90])
    def test_each_rate_below_90_costs_3(self, fraction: str) -> None:
        low = rate(fraction)
        assert marks("3.4", disabled_registration=low) == 3
        assert marks("3.4", disabled_employment=low) == 3
        assert marks("3.4", disabled_registration=low, disabled_employment=low) == 0

    @pytest.mark.parametrize("fraction", AT[90] + ABOVE[90])
    def test_from_90_nothing_is_lost(self, fraction: str) -> None:
        enough = rate(fraction)
        assert marks("3.4", disabled_registration=enough, disabled_employment=enough) == 6


class TestRow35:
    """Row 3.5, the marking column.

    低于100%不得分。
    """

    @pytest.mark.parametrize("fraction", BELOW[100])
    def test_below_100_nothing(self, fraction: str) -> None:
        assert marks("3.5", retiree_service=rate(fraction)) == 0

    @pytest.mark.parametrize("fraction", AT[100])
    def test_100_all(self, fraction: str) -> None:
        assert marks("3.5", retiree_service=rate(fraction)) == 4


class TestRow36:
    """Row 3.6, the marking column.

    重点群体得到及时登记并为其提供就业服务的给3分，否则不得分；
    重点群体就业目标任务未完成不得分。
    """

    @pytest.mark.parametrize(
        ("services", "target", "served", "met", "points"),
        [
            ("part", "row", True, True, 5),
            ("part", "row", False, True, 2),
            ("part", "row", True, False, 0),
            ("part", "row", False, False, 0),
            ("part", "rest", True, True, 5),
            ("part", "rest", False, True, 2),
            ("part", "rest", True, False, 3),
            ("part", "rest", False, False, 0),
            ("row", "row", True, True, 5),
            ("row", "row", False, True, 0),
            ("row", "row", True, False, 0),
            ("row", "row", False, False, 0),
            ("row", "rest", True, True, 5),
            ("row", "rest", False, True, 0),
            ("row", "rest", True, False, 3),
            ("row", "rest", False, False, 0),
        ],
    )
    def test_key_group_services_void_and_key_group_void(
        self, services: str, target: str, served: bool, met: bool, points: int
    ) -> None:
        chosen = {"key_group_services_void": services, "key_group_void": target}
        changed = {"key_groups_served": served, "key_groups_target_met": met}
        assert marks("3.6", chosen, **changed) == points


class TestRow41:
    """Row 4.1, the marking column.

    困难人员参加培训率高于90%得5分，80-90%的得3分，50%-80%得1分，低于50%的不得分。
    """

    @pytest.mark.parametrize(
        ("fraction", "points"),
        [
            *((each, 5) for each in ABOVE[90] + AT[100]),
            *((each, 3) for each in AT[90] + BELOW[90] + ABOVE[80]),
            *((each, 1) for each in BELOW[80] + ABOVE[50] + AT[50]),
            *((each, 0) for each in BELOW[50]),
        ],
    )
    def test_bands(self, fraction: str, points: int) -> None:
        assert marks("4.1", {"training_at_80": "upper"}, training=rate(fraction)) == points
        assert marks("4.1", {"training_at_80": "lower"}, training=rate(fraction)) == points

    @pytest.mark.parametrize("fraction", AT[80])
    def test_training_at_80(self, fraction: str) -> None:
        assert marks("4.1", {"training_at_80": "upper"}, training=rate(fraction)) == 3
        assert marks("4.1", {"training_at_80": "lower"}, training=rate(fraction)) == 1


class TestRow42:
    """Row 4.2, the marking column.

    未提供服务的不得分；提供服务无记录扣2分。
    """

    @pytest.mark.parametrize(
        ("provided", "recorded", "points"),
        [(True, True, 5), (True, False, 3), (False, True, 0), (False, False, 0)],
    )
    def test_help_and_its_record(self, provided: bool, recorded: bool, points: int) -> None:
        changed = {"assistance_provided": provided, "assistance_recorded": recorded}
        assert marks("4.2", **changed) == points


class TestRow43:
    """Row 4.3, the marking column.

    未提供服务的不得分；提供服务无记录扣2分。
    """

    @pytest.mark.parametrize(
        ("provided", "recorded", "points"),
        [(True, True, 5), (True, False, 3), (False, True, 0), (False, False, 0)],
    )
    def test_tracking_and_its_record(self, provided: bool, recorded: bool, points: int) -> None:
        changed = {"tracking_provided": provided, "tracking_recorded": recorded}
        assert marks("4.3", **changed) == points


class TestRow51:
    """Row 5.1, the marking column.

    抽样调查满意率达到90%的得5分，低于90%高于75%的得3分，低于75%不得分。
    """

    @pytest.mark.parametrize(
        ("fraction", "points"),
        [
            *((each, 5) for each in AT[90] + ABOVE[90]),
            *((each, 3) for each in BELOW[90] + ABOVE[75]),
            *((each, 0) for each in BELOW[75]),
        ],
    )
    def test_bands(self, fraction: str, points: int) -> None:
        assert marks("5.1", {"satisfaction_at_75": "upper"}, satisfaction=rate(fraction)) == points
        assert marks("5.1", {"satisfaction_at_75": "lower"}, satisfaction=rate(fraction)) == points

    @pytest.mark.parametrize("fraction", AT[75])
    def test_satisfaction_at_75(self, fraction: str) -> None:
        assert marks("5.1", {"satisfaction_at_75": "upper"}, satisfaction=rate(fraction)) == 3
        assert marks("5.1", {"satisfaction_at_75": "lower"}, satisfaction=rate(fraction)) == 0


class TestRow52:
    """Row 5.2, the marking column.

    工作无记录的不得分。
    """

    def test_no_record_no_points(self) -> None:
        assert marks("5.2", policy_work_recorded=False) == 0

    def test_a_record_all_points(self) -> None:
        assert marks("5.2", policy_work_recorded=True) == 5


class TestRow53:
    """Row 5.3, the marking column.

    存在有效投诉不得分。
    """

    @pytest.mark.parametrize(
        ("option", "complaints", "disputes", "points"),
        [
            ("complaints_only", 0, 0, 5),
            ("complaints_only", 1, 0, 0),
            ("complaints_only", 2, 0, 0),
            ("complaints_only", 0, 1, 5),
            ("complaints_only", 1, 1, 0),
            ("complaints_or_disputes", 0, 0, 5),
            ("complaints_or_disputes", 1, 0, 0),
            ("complaints_or_disputes", 0, 1, 0),
            ("complaints_or_disputes", 1, 1, 0),
        ],
    )
    def test_disputes(self, option: str, complaints: int, disputes: int, points: int) -> None:
        changed = {"valid_complaints": complaints, "major_disputes": disputes}
        assert marks("5.3", {"disputes": option}, **changed) == points


class TestEmptyGroup:
    """A group with nobody in it, 0 of 0 (附件2 is silent; reading ``empty_group``)."""

    ROWS: Final = (
        ("3.1", "zero_families", 10, 5),
        ("3.2", "reemployment", 10, 0),
        ("3.3", "hard_to_employ_employment", 5, 0),
        ("3.4", "disabled_registration", 6, 3),
        ("3.4", "disabled_employment", 6, 3),
        ("3.5", "retiree_service", 4, 0),
        ("4.1", "training", 5, 0),
    )
    """Row, rate, points when the requirement is met, and when it is not."""

    @pytest.mark.parametrize(("row", "fact", "met", "unmet"), ROWS)
    def test_met_unmet_and_unknown(self, row: str, fact: str, met: int, unmet: int) -> None:
        nobody = {fact: Rate(0, 0)}
        assert marks(row, {"empty_group": "met"}, **nobody) == met
        assert marks(row, {"empty_group": "unmet"}, **nobody) == unmet
        unknown = sheet({"empty_group": "unknown"}, **nobody)
        assert (unknown.rows[row].low, unknown.rows[row].high) == (unmet, met)
        assert [(each.fact, each.points) for each in unknown.unknown] == [(fact, met - unmet)]

    def test_the_default_is_met(self) -> None:
        assert sheet(None, **{fact: Rate(0, 0) for _, fact, _, _ in self.ROWS}).total.low == 100

    def test_every_rate_but_the_survey_may_be_empty(self) -> None:
        named = {fact for _, fact, _, _ in self.ROWS} | {"satisfaction"}
        assert named == {fact.name for fact in Facts.legend() if fact.type == "rate"}

    @pytest.mark.parametrize(("empty", "missed"), [("met", 0), ("unmet", 1), ("unknown", 0)])
    def test_a_standard_is_missed_only_where_the_requirement_is_not_met(
        self, empty: str, missed: int
    ) -> None:
        assert len(sheet({"empty_group": empty}, retiree_service=Rate(0, 0)).shortfalls) == missed


class TestVerdict:
    """The verdict, 第七条.

    得分在90分以上的认定为市级充分就业社区。
    """

    def test_exactly_90_qualifies(self) -> None:
        """100 - 5 (row 3.3) - 5 (row 5.2)."""
        made = sheet(None, hard_to_employ_employment=Rate(94, 99), policy_work_recorded=False)
        assert (made.total.low, made.total.high, made.verdict) == (90, 90, "qualified")
        assert (made.margin.low, made.margin.high) == (0, 0)

    def test_exactly_89_does_not(self) -> None:
        """100 - 4 (row 3.5) - 5 (row 5.2) - 2 (row 4.2)."""
        lost = {"policy_work_recorded": False, "assistance_recorded": False}
        made = sheet(None, retiree_service=Rate(411, 412), **lost)
        assert (made.total.low, made.total.high, made.verdict) == (89, 89, "not_qualified")
        assert (made.margin.low, made.margin.high) == (-1, -1)

    @pytest.mark.parametrize(("known", "verdict"), [(True, "qualified"), (False, "not_qualified")])
    def test_points_without_the_basic_conditions_do_not(self, known: bool, verdict: str) -> None:
        assert sheet(None, basic_conditions_met=known).verdict == verdict

    def test_an_unknown_basic_condition_leaves_it_open(self) -> None:
        made = sheet(None, basic_conditions_met=None)
        assert (made.eligible, made.verdict) == (None, "undetermined")
        (asked,) = made.unknown
        assert (asked.fact, asked.points, asked.decides) == ("basic_conditions_met", 0, True)

    def test_89_to_90_is_open(self) -> None:
        """Ledgers and records cost 9 together, the unknown record of help 2 more or not."""
        lost = {"ledgers_missing": 3, "assistance_recorded": None}
        made = sheet(None, **lost)
        assert (made.total.low, made.total.high, made.verdict) == (89, 91, "undetermined")
        (asked,) = made.unknown
        assert (asked.fact, asked.points, asked.decides) == ("assistance_recorded", 2, True)

    def test_at_least_90_whatever_is_unknown_qualifies(self) -> None:
        made = sheet(None, policy_work_recorded=None, hard_to_employ_employment=None)
        assert (made.total.low, made.total.high, made.verdict) == (90, 100, "qualified")

    def test_nothing_known_is_open(self) -> None:
        made = score(Facts())
        assert (made.total.low, made.total.high, made.verdict) == (0, 100, "undetermined")


FIRING: Final[dict[str, tuple[dict[str, Any], int]]] = {
    "SERVICE_HALL": ({"service_hall": False}, -5),
    "OFFICE_EQUIPMENT": ({"office_equipment": False}, -5),
    "QUALIFIED_STAFF": ({"qualified_staff": 1}, -5),
    "WORK_SYSTEM": ({"work_system": False}, -5),
    "LEDGERS_MISSING": ({"ledgers_missing": 2}, -6),
    "LEDGERS_OUTDATED": ({"ledgers_outdated": 4}, -10),
    "REPORTS": ({"reports_accurate": False}, -5),
    "ZERO_FAMILIES": ({"zero_families": Rate(2, 3)}, 0),
    "ZERO_FAMILY_RECORDS": ({"zero_family_service_recorded": False}, -3),
    "ZERO_FAMILY_MEMBERS": ({"zero_family_members_unstable": 1}, -5),
    "UNREGISTERED": ({"unregistered_unemployed": 3}, -9),
    "UNEMPLOYED_SERVICES": ({"unemployed_services_provided": False}, 0),
    "REEMPLOYMENT": ({"reemployment": Rate(188, 209)}, -10),
    "HARD_TO_EMPLOY": ({"hard_to_employ_employment": Rate(18, 19)}, -5),
    "DISABLED_REGISTRATION": ({"disabled_registration": Rate(8, 9)}, -3),
    "DISABLED_EMPLOYMENT": ({"disabled_employment": Rate(8, 9)}, -3),
    "RETIREES": ({"retiree_service": Rate(411, 412)}, -4),
    "KEY_GROUPS_SERVED": ({"key_groups_served": False}, 0),
    "KEY_GROUPS_TARGET": ({"key_groups_target_met": False}, -5),
    "TRAINING": ({"training": Rate(9, 10)}, 3),
    "ASSISTANCE": ({"assistance_provided": False}, -5),
    "ASSISTANCE_RECORDS": ({"assistance_recorded": False}, -2),
    "TRACKING": ({"tracking_provided": False}, -5),
    "TRACKING_RECORDS": ({"tracking_recorded": False}, -2),
    "SATISFACTION": ({"satisfaction": Rate(8, 9)}, 3),
    "POLICY_WORK": ({"policy_work_recorded": False}, -5),
    "COMPLAINTS": ({"valid_complaints": 1}, -5),
}
"""Facts for which a clause is not fulfilled, and the points that it then gives or takes alone."""

FULFILLED: Final = {
    "ZERO_FAMILIES": 5,
    "UNEMPLOYED_SERVICES": 6,
    "KEY_GROUPS_SERVED": 3,
    "TRAINING": 5,
    "SATISFACTION": 5,
}
"""The points that a fulfilled clause gives; all others take nothing."""


class TestClauses:
    """Every clause of the marking column, fulfilled and not."""

    def test_none_is_left_out(self) -> None:
        assert list(FIRING) == [clause.code for clause in ANNEX_2.clauses()]

    @pytest.mark.parametrize("code", FIRING)
    def test_fires_and_does_not(self, code: str) -> None:
        changed, points = FIRING[code]
        for made, met, alone in (
            (sheet(None, **changed), False, points),
            (sheet(), True, FULFILLED.get(code, 0)),
        ):
            (finding,) = [each for each in made.findings if each.code == code]
            assert (finding.met, finding.low, finding.high) == (met, alone, alone)
            others = [each.met for each in made.findings if each.code != code]
            assert all(others)

    @pytest.mark.parametrize("code", FIRING)
    def test_shows_the_facts_it_looked_at(self, code: str) -> None:
        changed, _ = FIRING[code]
        (finding,) = [each for each in sheet(None, **changed).findings if each.code == code]
        assert changed.items() <= dict(finding.facts).items()


def quotation(test: type) -> str:
    """The words of the law in a docstring: its lines after the first, put together."""
    return "".join((inspect.getdoc(test) or "").splitlines()[1:])


class TestDocstrings:
    """Each class above holds the words that it proves."""

    ROWS: Final = {name: each for name, each in globals().items() if name.startswith("TestRow")}

    @pytest.mark.parametrize("row", [each.id for each in ANNEX_2.rows])
    def test_is_the_marking_column_to_the_letter(self, row: str) -> None:
        (test,) = [
            each for name, each in self.ROWS.items() if name == f"TestRow{row}".replace(".", "")
        ]
        assert quotation(test) == lines()[f"annex2.{row}.marking"]

    @pytest.mark.parametrize("test", [TestTable, TestVerdict])
    def test_stands_in_the_notice(self, test: type) -> None:
        assert quotation(test) in text()

    def test_every_percentage_of_the_marking_column_is_tried(self) -> None:
        marking = "".join(words for line, words in lines().items() if line.endswith(".marking"))
        told = {int(found) for found in re.findall(r"\d+(?=%|-\d+%)", marking)}
        assert told == BELOW.keys() == AT.keys() == ABOVE.keys() | {100}
