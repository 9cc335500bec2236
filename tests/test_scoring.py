"""Scoring: against the table written a second time, and what must hold for every score."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import zhangye_fes
from tests import annex2_by_hand as by_hand
from tests.strategies import EDGES, FULL, facts, readings
from zhangye_fes import ANNEX_2, Facts, Rate, Readings, ScoreSheet, model, score, scoring
from zhangye_fes.clauses import RateAtLeast, Void
from zhangye_fes.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

QUALIFIES: Final = {"not_qualified": 0, "undetermined": 1, "qualified": 2}


STAKES: Final = {
    **dict.fromkeys(["service_hall", "office_equipment", "qualified_staff", "staff_stable"], 5),
    "work_system": 5,
    "ledgers_missing": 10,
    "ledgers_outdated": 10,
    "reports_timely": 5,
    "reports_accurate": 5,
    "zero_families": 5,
    "zero_family_service_recorded": 3,
    "zero_family_members_unstable": 10,
    "unregistered_unemployed": 10,
    "unemployed_services_provided": 6,
    "reemployment": 10,
    "hard_to_employ_employment": 5,
    "disabled_registration": 3,
    "disabled_employment": 3,
    "retiree_service": 4,
    "key_groups_served": 3,
    "key_groups_target_met": 5,
    "training": 5,
    "assistance_provided": 5,
    "assistance_recorded": 2,
    "tracking_provided": 5,
    "tracking_recorded": 2,
    "satisfaction": 5,
    "policy_work_recorded": 5,
    "valid_complaints": 5,
}
"""What can be lost by one fact: 附件2, read row by row."""


def plain(known: Facts) -> dict[str, Any]:
    """Facts as the yardstick takes them: a rate is a pair."""
    return {n: (v.num, v.den) if isinstance(v, Rate) else v for n, v in known}


def chosen(how: Readings) -> dict[str, str]:
    return dict(how)


def ends(sheet: ScoreSheet) -> dict[str, tuple[int, int]]:
    return {row.id: (row.low, row.high) for row in sheet.rows.values()}


class TestAgainstTheTableByHand:
    """The same figures come from the law's text by another way."""

    @given(facts(unknown=False), readings())
    def test_complete_facts(self, known: Facts, how: Readings) -> None:
        assume(how.empty_group != "unknown")
        sheet, f, r = score(known, how), plain(known), chosen(how)
        assert ends(sheet) == {row: (n, n) for row, n in by_hand.row_points(f, r).items()}
        assert sheet.total.low == sheet.total.high == by_hand.total(f, r)
        assert sheet.eligible is by_hand.eligible(f, r)
        assert sheet.verdict == by_hand.verdict(f, r)
        assert sheet.unknown == ()

    @given(facts(), readings())
    def test_bounds_are_exact(self, known: Facts, how: Readings) -> None:
        """Both ends of every row are reached, and nothing beyond them."""
        assert ends(score(known, how)) == by_hand.bounds(plain(known), chosen(how))

    @given(facts(), readings())
    def test_the_verdict_is_certain_impossible_or_open(self, known: Facts, how: Readings) -> None:
        assert score(known, how).verdict == by_hand.verdict(plain(known), chosen(how))

    @settings(max_examples=50)
    @given(facts(), readings())
    def test_unknown_facts_that_still_matter(self, known: Facts, how: Readings) -> None:
        """A listed fact moves its row by just so many points; one that is not listed, nothing."""
        found = [(each.fact, each.points, each.decides) for each in score(known, how).unknown]
        assert found == by_hand.open_facts(plain(known), chosen(how))

    @pytest.mark.parametrize("edge", EDGES, ids=str)
    @pytest.mark.parametrize("fact", [fact.name for fact in Facts.legend() if fact.type == "rate"])
    def test_every_rate_at_every_edge(self, fact: str, edge: Rate) -> None:
        known = Facts.model_validate({**dict(FULL), fact: edge})
        for option in ("upper", "lower"):
            how = Readings(training_at_80=option, satisfaction_at_75=option)
            expected = by_hand.row_points(plain(known), chosen(how))
            assert ends(score(known, how)) == {row: (n, n) for row, n in expected.items()}


class TestUnknown:
    """Facts that are not known yet: which are asked for, and in which order."""

    def test_by_points_and_then_by_row_where_none_decides(self) -> None:
        """5 + 5 + 5 + 4 open points, 81 to 100: each alone leaves both 90 and less within reach."""
        names = ["policy_work_recorded", "training", "retiree_service", "valid_complaints"]
        sheet = score(Facts.model_validate({**dict(FULL), **dict.fromkeys(names)}))
        assert (sheet.total.low, sheet.total.high, sheet.verdict) == (81, 100, "undetermined")
        assert [(each.fact, each.row, each.points, each.decides) for each in sheet.unknown] == [
            ("training", "4.1", 5, False),
            ("policy_work_recorded", "5.2", 5, False),
            ("valid_complaints", "5.3", 5, False),
            ("retiree_service", "3.5", 4, False),
        ]

    def test_what_decides_alone_comes_first(self) -> None:
        """100 - 10 (row 3.2) leaves 90; either of the others alone then takes it below."""
        changed = {"reemployment": Rate(0, 1), "retiree_service": None, "reports_timely": None}
        sheet = score(Facts.model_validate({**dict(FULL), **changed, "service_hall": None}))
        assert (sheet.total.low, sheet.total.high) == (76, 90)
        assert [(each.fact, each.points, each.decides) for each in sheet.unknown] == [
            ("service_hall", 5, True),
            ("reports_timely", 5, True),
            ("retiree_service", 4, True),
        ]

    def test_what_lifts_a_community_over_the_line_decides(self) -> None:
        """100 - 5 - 5 - 4 leaves 86: each of the three, known to be good, makes 90 or more."""
        changed = {"training": None, "satisfaction": None, "retiree_service": None}
        sheet = score(Facts.model_validate({**dict(FULL), **changed}))
        assert (sheet.total.low, sheet.total.high) == (86, 100)
        assert [(each.fact, each.points, each.decides) for each in sheet.unknown] == [
            ("training", 5, True),
            ("satisfaction", 5, True),
            ("retiree_service", 4, True),
        ]

    def test_a_count_decides_by_being_none(self) -> None:
        """100 - 10 - 5 - 4 leaves 81: no ledger missing makes 91, one 88 and still open."""
        changed = {"ledgers_missing": None, "training": None, "retiree_service": None}
        sheet = score(Facts.model_validate({**dict(FULL), **changed}))
        assert (sheet.total.low, sheet.total.high) == (81, 100)
        assert [(each.fact, each.points, each.decides) for each in sheet.unknown] == [
            ("ledgers_missing", 10, True),
            ("training", 5, False),
            ("retiree_service", 4, False),
        ]

    @pytest.mark.parametrize(("name", "points"), STAKES.items())
    def test_all_that_hangs_on_a_fact_alone(self, name: str, points: int) -> None:
        """附件2: what a row loses at the most by this fact, all else at its best."""
        (unknown,) = score(Facts.model_validate({**dict(FULL), name: None})).unknown
        assert (unknown.fact, unknown.points) == (name, points)

    def test_a_record_of_help_that_was_not_given_is_not_asked_for(self) -> None:
        changed = {"assistance_provided": False, "assistance_recorded": None}
        assert score(Facts.model_validate({**dict(FULL), **changed})).unknown == ()

    def test_a_fact_that_only_lets_in_is_asked_for(self) -> None:
        changed = {"basic_conditions_met": None, "training": None}
        sheet = score(Facts.model_validate({**dict(FULL), **changed}))
        assert [(each.fact, each.points, each.decides) for each in sheet.unknown] == [
            ("basic_conditions_met", 0, True),
            ("training", 5, False),
        ]

    def test_disputes_are_asked_for_only_where_they_count(self) -> None:
        known = Facts.model_validate({**dict(FULL), "major_disputes": None})
        assert score(known).unknown == ()
        strict = score(known, Readings(disputes="complaints_or_disputes"))
        assert [(each.fact, each.points) for each in strict.unknown] == [("major_disputes", 5)]


HIGHER: Final = "qualified_staff"
"""The one count of which more is better."""


def better(value: Any, name: str, step: int) -> Any:  # noqa: ANN401 - whatever a fact can be
    """The value a little better, or as it is at its best."""
    match value:
        case bool():
            return True
        case int():
            return min(999_999_999, value + step) if name == HIGHER else max(0, value - step)
        case Rate(num=num, den=den):
            return Rate(min(den, num + step), den)
    return value


class TestProperties:
    """What must hold for every score, whatever the facts."""

    @given(facts(), readings(), st.integers(1, 5))
    def test_improving_a_fact_lowers_nothing(self, known: Facts, how: Readings, step: int) -> None:
        before = score(known, how)
        for name, value in known:
            after = score(known.model_copy(update={name: better(value, name, step)}), how)
            for row, was in before.rows.items():
                assert after.rows[row].low >= was.low, name
                assert after.rows[row].high >= was.high, name
            assert QUALIFIES[after.verdict] >= QUALIFIES[before.verdict], name

    @given(facts(), readings())
    def test_the_total_is_the_sum_of_the_rows(self, known: Facts, how: Readings) -> None:
        sheet = score(known, how)
        assert sheet.total.low == sum(row.low for row in sheet.rows.values())
        assert sheet.total.high == sum(row.high for row in sheet.rows.values())
        assert list(sheet.rows) == [row.id for row in ANNEX_2.rows]

    @given(facts(), readings())
    def test_a_row_stays_within_its_standard_points(self, known: Facts, how: Readings) -> None:
        for row in score(known, how).rows.values():
            assert 0 <= row.low <= row.high <= row.standard
            for finding in row.findings:
                assert finding.low <= finding.high
                assert finding.met is not None or finding.low < finding.high

    @given(facts(), readings(), st.integers(2, 1000))
    def test_scaling_the_counts_of_a_rate_changes_nothing(
        self, known: Facts, how: Readings, by: int
    ) -> None:
        small = {n: v for n, v in known if not isinstance(v, Rate) or v.den * by <= 999_999_999}
        scaled = {
            n: Rate(v.num * by, v.den * by) if isinstance(v, Rate) else v for n, v in small.items()
        }
        before, after = (score(Facts.model_validate(each), how) for each in (small, scaled))
        assert ends(before) == ends(after)
        assert (before.verdict, before.unknown) == (after.verdict, after.unknown)

    @given(facts(), readings(), st.data())
    def test_learning_a_fact_never_widens_the_bounds(
        self, known: Facts, how: Readings, data: st.DataObject
    ) -> None:
        learnt = {
            n: v for n, v in FULL if getattr(known, n) is None and data.draw(st.booleans(), label=n)
        }
        before, after = score(known, how), score(known.model_copy(update=learnt), how)
        for row, was in before.rows.items():
            assert was.low <= after.rows[row].low <= after.rows[row].high <= was.high

    @given(facts(), readings())
    def test_findings_show_the_facts_as_they_were_given(self, known: Facts, how: Readings) -> None:
        for finding in score(known, how).findings:
            assert finding.facts == {name: getattr(known, name) for name in finding.facts}


RECEIPTS: Final = """
import json, sys
from zhangye_fes import Facts, Readings, score
for facts, readings in json.load(sys.stdin):
    print(score(Facts.from_json(json.dumps(facts)), Readings(**readings)).receipt)
"""


def canonical(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize("given", [None, {"service_hall": True}, "{}"])
def test_what_is_no_community_is_refused(given: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidInput) as caught:
        score(given)
    assert str(caught.value) == (
        f"facts: given {given!r}, expected Facts, which Facts.from_data() makes of plain data"
    )


class TestReceipt:
    """A receipt proves a result: equal for equal inputs, on every machine, and for no others."""

    READINGS: Final = (
        *("basic_conditions", "minimum_staff", "outdated_ledgers", "report_faults"),
        *("zero_family_void", "reemployment_void", "unemployed_services_void", "key_group_void"),
        *("key_group_services_void", "training_at_80", "satisfaction_at_75", "disputes"),
        "empty_group",
    )

    @given(facts(), readings())
    def test_is_the_hash_of_rubric_readings_facts_and_points(
        self, known: Facts, how: Readings
    ) -> None:
        sheet = score(known, how)
        proved = {
            "eligible": sheet.eligible,
            "verdict": sheet.verdict,
            "facts": {
                n: {"num": v.num, "den": v.den} if isinstance(v, Rate) else v
                for n, v in known
                if v is not None
            },
            "points": {
                row: [*points, by_hand.STANDARDS[row]] for row, points in ends(sheet).items()
            }
            | {"total": [sheet.total.low, sheet.total.high]},
            "readings": {name: getattr(how, name) for name in self.READINGS},
            "rubric": {
                "name": "附件2",
                "pass_mark": 90,
                "sha256": hashlib.sha256(canonical(ANNEX_2.to_dict())).hexdigest(),
            },
        }
        assert sheet.receipt == hashlib.sha256(canonical(proved)).hexdigest()

    @given(facts(), readings())
    def test_equal_inputs_give_equal_sheets_also_after_json(
        self, known: Facts, how: Readings
    ) -> None:
        sheet = score(known, how)
        again = score(Facts.from_json(known.model_dump_json()), Readings(**dict(how)))
        stored = ScoreSheet.from_json(sheet.model_dump_json())
        assert sheet == again == stored
        assert sheet.receipt == again.receipt == stored.receipt
        assert stored.model_dump_json() == sheet.model_dump_json()

    @pytest.mark.parametrize("seed", ["0", "4711"])
    def test_equal_in_another_process_with_another_hash_seed(self, seed: str) -> None:
        inputs: list[tuple[Facts, dict[str, str]]] = [
            (FULL, {}),
            (Facts(), {"empty_group": "unknown"}),
            (Facts(training=Rate(4, 5), ledgers_missing=2), {"training_at_80": "lower"}),
        ]
        source = Path(zhangye_fes.__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-c", RECEIPTS],
            input=json.dumps([(known.known(), how) for known, how in inputs]),
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(source)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == [
            score(f, Readings.model_validate(r)).receipt for f, r in inputs
        ]

    def test_differs_where_facts_readings_or_rubric_differ(self) -> None:
        lower = ANNEX_2.replace(
            "85 %", clauses={"REEMPLOYMENT": Void(RateAtLeast("reemployment", 85))}
        )
        sheets = [
            score(FULL),
            score(FULL.model_copy(update={"qualified_staff": 4})),
            score(FULL, Readings(training_at_80="lower")),
            score(FULL, rubric=lower),
        ]
        assert {sheet.total.low for sheet in sheets} == {100}
        assert len({sheet.receipt for sheet in sheets}) == 4

    def test_a_factual_reading_is_recorded_but_moves_no_receipt(self) -> None:
        other = score(FULL, Readings(training_group="recommended"))
        assert other.receipt == score(FULL).receipt
        assert other.readings.training_group == "recommended"


class TestWhatIf:
    """Another table gives another result, and says so."""

    def test_the_result_names_its_table(self) -> None:
        lower = ANNEX_2.replace(
            "85 %", clauses={"REEMPLOYMENT": Void(RateAtLeast("reemployment", 85))}
        )
        known = FULL.model_copy(update={"reemployment": Rate(188, 209)})
        assert score(known).total.low == 90
        assert score(known, rubric=lower).total.low == 100
        assert score(known).rubric.name == "附件2"
        assert score(known, rubric=lower).rubric.name == "85 %"
        assert score(known).rubric.sha256 != score(known, rubric=lower).rubric.sha256

    @pytest.mark.parametrize(("mark", "verdict"), [(95, "qualified"), (96, "not_qualified")])
    def test_another_pass_mark(self, mark: int, verdict: str) -> None:
        known = FULL.model_copy(update={"policy_work_recorded": False})
        sheet = score(known, rubric=ANNEX_2.replace("mark", pass_mark=mark))
        assert (sheet.pass_mark, sheet.margin.low, sheet.verdict) == (mark, 95 - mark, verdict)

    def test_changed_points(self) -> None:
        """Row 5.2 twice as heavy, at the cost of row 5.1's lower band and of row 5.3."""
        heavier = ANNEX_2.replace("heavier", standards={"5.2": 9, "5.3": 1})
        known = FULL.model_copy(update={"policy_work_recorded": False})
        assert score(known, rubric=heavier).total.low == 91


class TestSheet:
    """What else a sheet says."""

    @pytest.mark.parametrize("met", [True, False, None])
    def test_who_may_take_part_is_no_question_of_points(self, met: bool | None) -> None:
        told = score(Facts(basic_conditions_met=met)).eligibility
        assert (told.met, told.low, told.high) == (met, 0, 0)

    def test_where_it_comes_from(self) -> None:
        sheet = score(FULL)
        assert sheet.edition == "张人社通〔2023〕181号"
        assert sheet.version == zhangye_fes.__version__
        assert sheet.pass_mark == 90
        assert sheet.facts is FULL

    @pytest.mark.parametrize(
        ("eligible", "low", "high", "verdict"),
        [
            (True, 90, 90, "qualified"),
            (True, 90, 100, "qualified"),
            (True, 89, 90, "undetermined"),
            (True, 0, 89, "not_qualified"),
            (None, 90, 90, "undetermined"),
            (None, 0, 89, "not_qualified"),
            (False, 100, 100, "not_qualified"),
        ],
    )
    def test_judge(self, eligible: bool | None, low: int, high: int, verdict: str) -> None:
        assert model.judge(eligible, low, high, 90) == verdict

    def test_the_module_lists_its_names(self) -> None:
        assert dir(scoring) == sorted(scoring.__all__)
