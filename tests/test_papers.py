"""附件1 and 附件2 as people fill them in."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from tests.strategies import FULL
from zhangye_fes import (
    ANNEX_2,
    ApplicationForm,
    InvalidInput,
    Marks,
    Opinion,
    Readings,
    ReviewedSheet,
    ScoreSheet,
    check_review,
    score,
)
from zhangye_fes.papers import possible_points

FULL_MARKS = {row.id: row.standard for row in ANNEX_2.rows}


def codes(reviewed: ReviewedSheet, sheet: ScoreSheet | None = None) -> list[tuple[str, object]]:
    found = check_review(reviewed, sheet)
    return [(finding.code, finding.facts.get("row")) for finding in found]


class TestAnnex1:
    """张掖市市级充分就业社区申报表."""

    def test_it_keeps_what_was_entered(self) -> None:
        opinion = Opinion(text="同意推荐", on=dt.date(2024, 3, 1), sealed=True)
        form = ApplicationForm(name="金安苑社区", county_opinion=opinion)
        assert ApplicationForm.from_json(form.model_dump_json()) == form
        assert form.city_opinion == Opinion(text="", on=None, sealed=False)

    def test_an_unknown_cell_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match="mayor"):
            ApplicationForm.from_json('{"name": "金安苑社区", "mayor": "x"}')


class TestMarks:
    """Whole points, 0 to the row's standard points."""

    @pytest.mark.parametrize(
        ("points", "said"),
        [
            ({"3.3": 6}, "0 to 5 points in row 3.3, not 6"),
            ({"9.9": 1}, "rows of 附件2"),
            ({"3.3": -1}, "greater than or equal to 0"),
            ({"3.3": 2.5}, "valid integer"),
            ({"3.3": "5"}, "valid integer"),
        ],
    )
    def test_other_points_are_refused(self, points: dict[str, object], said: str) -> None:
        with pytest.raises(ValidationError, match=said):
            Marks.model_validate({"points": points})


class TestCheckReview:
    """What does not add up, cannot be, or differs."""

    def test_a_full_sheet_that_agrees_has_no_finding(self) -> None:
        sums = {"1": 20, "2": 10, "3": 40, "4": 15, "5": 15}
        marks = Marks(points=FULL_MARKS, projects=sums, total=100)
        assert codes(ReviewedSheet(own=marks, review=marks), sheet=score(FULL)) == []

    def test_sums_that_do_not_add_up(self) -> None:
        marks = Marks(points=FULL_MARKS, projects={"3": 39}, total=99)
        found = check_review(ReviewedSheet(review=marks))
        assert [dict(finding.facts) for finding in found] == [
            {"column": "review", "project": "3", "entered": 39, "rows_give": 40},
            {"column": "review", "entered": 99, "rows_give": 100},
        ]

    def test_a_project_that_is_not_there(self) -> None:
        with pytest.raises(ValidationError, match=r"projects of 附件2 \(1, 2, 3, 4, 5\), not '6'"):
            Marks(points=FULL_MARKS, projects={"6": 1})

    def test_a_blank_row(self) -> None:
        rest = {row: points for row, points in FULL_MARKS.items() if row != "5.2"}
        assert codes(ReviewedSheet(own=Marks(points=rest))) == [("ROW_BLANK", "5.2")]

    @pytest.mark.parametrize(
        ("row", "entered"), [("1", 12), ("3.3", 3), ("3.5", 2), ("4.2", 4), ("5.1", 1), ("2", 9)]
    )
    def test_points_that_no_clauses_give(self, row: str, entered: int) -> None:
        marks = Marks(points={**FULL_MARKS, row: entered})
        assert codes(ReviewedSheet(own=marks)) == [("POINTS_IMPOSSIBLE", row)]

    def test_columns_that_differ(self) -> None:
        own, review = Marks(points=FULL_MARKS), Marks(points={**FULL_MARKS, "5.2": 0})
        (finding,) = check_review(ReviewedSheet(own=own, review=review))
        assert finding.code == "SCORES_DIFFER"
        assert dict(finding.facts) == {"row": "5.2", "own": 5, "review": 0}

    def test_a_column_that_differs_from_the_computed_row(self) -> None:
        marks = Marks(points=FULL_MARKS)
        sheet = score(FULL.model_copy(update={"policy_work_recorded": False}))
        (finding,) = check_review(ReviewedSheet(review=marks), sheet)
        assert dict(finding.facts) == {"row": "5.2", "review": 5, "low": 0, "high": 0}

    def test_an_entered_row_within_open_bounds_does_not_differ(self) -> None:
        sheet = score(FULL.model_copy(update={"policy_work_recorded": None}))
        assert codes(ReviewedSheet(own=Marks(points=FULL_MARKS)), sheet=sheet) == []

    def test_an_empty_sheet_has_nothing_to_say(self) -> None:
        assert codes(ReviewedSheet()) == []


@pytest.mark.parametrize(
    ("row", "points"),
    [
        ("1", {0, 5, 10, 15, 20}),
        ("2", {0, 1, 2, 4, 5, 7, 10}),  # 10 less threes, less 5: 10 7 4 1, 5 2, 0
        ("3.1", {0, 2, 5, 7, 10}),
        ("3.2", {0, 1, 4, 7, 10}),
        ("3.3", {0, 5}),
        ("3.4", {0, 3, 6}),
        ("3.5", {0, 4}),
        ("3.6", {0, 2, 5}),
        ("4.1", {0, 1, 3, 5}),
        ("4.2", {0, 3, 5}),
        ("4.3", {0, 3, 5}),
        ("5.1", {0, 3, 5}),
        ("5.2", {0, 5}),
        ("5.3", {0, 5}),
    ],
)
def test_possible_points_by_hand(row: str, points: set[int]) -> None:
    assert possible_points(ANNEX_2[row], Readings()) == points
