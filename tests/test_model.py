"""What comes out: bounds, findings and sheets, frozen, provable, ready for JSON and for a page."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, Final

import pytest
from pydantic import ValidationError

from tests.reading_pages import Page
from tests.strategies import FULL
from zhangye_fes import (
    Bounds,
    Facts,
    FesError,
    InvalidInput,
    Rate,
    ScoreSheet,
    model,
    score,
)
from zhangye_fes.errors import ReceiptMismatch

OPEN: Final = score(Facts(basic_conditions_met=True, training=Rate(4, 5), ledgers_missing=1))
"""A sheet with something of everything: known, unknown, missed."""


def stored() -> Any:  # noqa: ANN401 - JSON
    """A fresh plain copy of the sheet, as it would lie in a file."""
    return json.loads(OPEN.model_dump_json())


class TestBounds:
    """The least and the most."""

    @pytest.mark.parametrize(
        ("low", "high", "exact", "words"), [(90, 90, True, "90"), (88, 93, False, "88–93")]
    )
    def test_exact(self, low: int, high: int, exact: bool, words: str) -> None:
        bounds = Bounds(low=low, high=high)
        assert bounds.exact is exact
        assert str(bounds) == words

    def test_margin_of_a_sheet(self) -> None:
        """Row 2 loses 3, row 4.1 loses 2, all else is open: 3 points are certain (4.1)."""
        assert (OPEN.total.low, OPEN.total.high) == (3, 95)
        assert (OPEN.margin.low, OPEN.margin.high) == (-87, 5)


class TestSheet:
    """A sheet tells everything in the order of the table."""

    def test_findings_begin_with_who_may_take_part(self) -> None:
        codes = [finding.code for finding in OPEN.findings]
        assert codes[:2] == ["BASIC_CONDITIONS", "SERVICE_HALL"]
        assert codes[-1] == "COMPLAINTS"
        assert len(codes) == 1 + 27

    def test_shortfalls_are_those_of_the_rows(self) -> None:
        assert [(each.code, each.provision) for each in OPEN.shortfalls] == [
            ("STANDARD_MISSED", "art4.2.1")
        ]
        assert OPEN.shortfalls == OPEN.rows["2"].shortfalls

    def test_cannot_change(self) -> None:
        with pytest.raises(ValidationError):
            setattr(OPEN, "verdict", "qualified")  # noqa: B010 - mypy would refuse the assignment
        with pytest.raises(TypeError):
            OPEN.rows["1"] = OPEN.rows["2"]
        with pytest.raises(TypeError):
            OPEN.findings[0].facts["service_hall"] = True

    def test_copies_are_equal(self) -> None:
        again = pickle.loads(pickle.dumps(OPEN))  # noqa: S301 - our own bytes
        assert again == copy.deepcopy(OPEN) == OPEN
        assert again.receipt == OPEN.receipt


class TestStored:
    """A stored sheet is read back as it was, or not at all."""

    def test_goes_to_json_and_back(self) -> None:
        again = ScoreSheet.from_json(OPEN.model_dump_json())
        assert again == OPEN
        assert again.findings == OPEN.findings
        assert again.unknown == OPEN.unknown

    def test_its_json_carries_the_receipt(self) -> None:
        assert stored()["receipt"] == OPEN.receipt
        assert len(OPEN.receipt) == 64

    @pytest.mark.parametrize(
        "path",
        [
            ("rows", "5.3", "low"),
            ("rows", "5.3", "high"),
            ("facts", "ledgers_missing"),
            ("facts", "training", "num"),
        ],
    )
    def test_altered_figures_are_refused(self, path: tuple[str, ...]) -> None:
        altered = stored()
        *way, last = path
        inner = altered
        for name in way:
            inner = inner[name]
        inner[last] += 1 if last != "num" else -1
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(altered))

    def test_altered_readings_and_rubric_are_refused(self) -> None:
        for part, name, value in (
            ("readings", "training_at_80", "lower"),
            ("rubric", "sha256", "0" * 64),
            ("facts", "service_hall", True),
        ):
            altered = stored()
            altered[part][name] = value
            with pytest.raises(ReceiptMismatch):
                ScoreSheet.from_json(json.dumps(altered))

    def test_a_sheet_made_to_qualify_is_refused(self) -> None:
        barred = score(FULL.model_copy(update={"basic_conditions_met": False}))
        altered = json.loads(barred.model_dump_json())
        altered["eligibility"]["met"], altered["verdict"] = True, "qualified"
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(altered))

    @pytest.mark.parametrize(
        ("part", "name", "value"),
        [("rubric", "name", "附件3"), ("rows", "5.3", {"standard": 6})],
    )
    def test_altered_names_and_standards_are_refused(
        self, part: str, name: str, value: object
    ) -> None:
        altered = stored()
        whole = altered[part][name]
        altered[part][name] = {**whole, **value} if isinstance(value, dict) else value
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(altered))

    def test_a_verdict_that_does_not_follow_is_refused_whatever_its_receipt(self) -> None:
        wrong = ScoreSheet.trusted(**{**dict(OPEN), "verdict": "qualified"})
        with pytest.raises(ReceiptMismatch) as caught:
            ScoreSheet.from_json(wrong.model_dump_json())
        assert "(expected none: rows, total and verdict do not agree)" in str(caught.value)

    def test_the_refusal_names_both_receipts(self) -> None:
        with pytest.raises(ReceiptMismatch) as caught:
            ScoreSheet.from_json(json.dumps(stored() | {"receipt": "00"}))
        assert str(caught.value) == (
            f"receipt 00 does not prove this sheet (expected {OPEN.receipt}): score the facts again"
        )

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"verdict": "passed"}, "verdict"),
            ({"other": 1}, "other"),
            ({"total": {"low": 0}}, "total.high"),
            ({"facts": {"ledgers_missing": 1.0}}, "facts.ledgers_missing"),
            ({"unknown": [{"fact": "training"}]}, "unknown.0.row"),
        ],
    )
    def test_a_wrong_type_or_name_is_named(self, change: dict[str, Any], field: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            ScoreSheet.from_json(json.dumps(stored() | change))
        assert field in [problem.field for problem in caught.value.problems]

    def test_what_is_no_object_is_refused(self) -> None:
        with pytest.raises(FesError, match="record: given 5, expected an object"):
            ScoreSheet.from_json("5")

    def test_a_sheet_validates_as_itself(self) -> None:
        assert ScoreSheet.model_validate(OPEN) is OPEN


class TestHtml:
    """The table in a notebook: the law's words, the points, escaped."""

    def test_has_a_line_for_each_row_and_the_sum(self) -> None:
        page = Page(OPEN._repr_html_())
        assert len(page.rows) == 1 + 14 + 1
        assert page.row("3.5") == ["3.5", "退休人员社会化管理服务率达到100%。", "4", "0–4"]
        assert page.row("合计") == ["合计", "", "100", "3–95"]
        assert "本库非官方解释；解释权属张掖市人力资源和社会保障局（第十六条）" in page.texts

    def test_the_name_of_a_table_is_escaped(self) -> None:
        name = model.RubricName(name="<b>&", sha256="0")
        odd = ScoreSheet.trusted(**{**dict(OPEN), "rubric": name})
        assert "<caption>&lt;b&gt;&amp; " in odd._repr_html_()


def test_the_hash_of_plain_data_does_not_depend_on_its_order() -> None:
    assert model.sha256({"a": 1, "b": "县"}) == model.sha256({"b": "县", "a": 1})


def test_the_module_lists_its_names() -> None:
    assert dir(model) == sorted(model.__all__)


class TestPoints:
    """Points are whole numbers, and the least is not above the most."""

    def test_low_above_high(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            Bounds.from_json('{"low": 2, "high": 1}')
        assert str(caught.value) == (
            "record: given {'high': 1, 'low': 2}, expected low not above high, that is at most 1"
        )

    @pytest.mark.parametrize("points", ['"5"', "true", "5.0", "null"])
    def test_what_is_no_whole_number(self, points: str) -> None:
        with pytest.raises(InvalidInput):
            Bounds.from_json(f'{{"low": {points}, "high": 9}}')


class TestStoredSheets:
    """A sheet that is read back is what was scored, or refused."""

    STORED: Final = json.loads(score(FULL).model_dump_json())

    @pytest.mark.parametrize(
        "altered",
        [
            {"total": {"low": 99, "high": 100}},
            {"verdict": "not_qualified"},
            {"pass_mark": 80},
            {"receipt": None},
            {"receipt": "0" * 64},
            {"rows": {**STORED["rows"], "5.2": STORED["rows"]["5.3"]}},
            {"rows": {k: v for k, v in STORED["rows"].items() if k != "5.3"}},
            {"facts": {**STORED["facts"], "valid_complaints": 1}},
            {"readings": {**STORED["readings"], "disputes": "complaints_or_disputes"}},
            {"rubric": {"name": "附件2", "sha256": "0" * 64}},
        ],
        ids=lambda altered: next(iter(altered)),
    )
    def test_what_was_altered(self, altered: dict[str, object]) -> None:
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(self.STORED | altered))

    def test_without_a_receipt(self) -> None:
        rest = {name: value for name, value in self.STORED.items() if name != "receipt"}
        with pytest.raises(ReceiptMismatch):
            ScoreSheet.from_json(json.dumps(rest))
