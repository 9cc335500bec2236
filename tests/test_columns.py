"""The columns of a table of facts: headers, cells, the template."""

from __future__ import annotations

import csv

import pytest

from zhangye_fes.columns import Header, Identity, template
from zhangye_fes.errors import InvalidInput
from zhangye_fes.facts import Facts
from zhangye_fes.values import Rate

COLUMNS = [column for fact in Facts.legend() for column in fact.columns]


def faults(header: tuple[str, ...], *cells: str) -> list[str]:
    """What is wrong with a row, or with the header."""
    with pytest.raises(InvalidInput) as caught:
        Header(header).read(cells)
    return [str(problem) for problem in caught.value.problems]


class TestHeaders:
    """A column is known by its name, its Chinese title, or the template's cell."""

    @pytest.mark.parametrize(
        "title",
        [
            "ledgers_missing",
            "缺少的台账种数",
            "缺少的台账种数（种，第2行）",
            "缺少的台账种数(种,第2行)",
            "  ledgers_missing ",
        ],
    )
    def test_three_ways_to_write_one(self, title: str) -> None:
        assert Header((title,)).read(["3"])[1] == Facts(ledgers_missing=3)

    @pytest.mark.parametrize(
        ("title", "field"),
        [
            ("社区代码", "community"),
            ("社区名称", "name"),
            ("县（区）", "county"),
            ("县(区)", "county"),
            ("街道（乡镇）", "street"),
            ("备注", "remark"),
        ],
    )
    def test_whose_facts_they_are(self, title: str, field: str) -> None:
        assert Header((title,)).read([" 甘泉 "])[0] == Identity(**{field: "甘泉"})
        assert Header((field,)).read(["甘泉"])[0] == Identity(**{field: "甘泉"})

    def test_there_are_39_columns_and_5_for_the_community(self) -> None:
        # 附件2's facts: 31 fields, 8 of them rates with two columns each
        assert len(COLUMNS) == len(set(COLUMNS)) == 31 + 8
        titles = [title for fact in Facts.legend() for title in fact.columns.values()]
        assert Header((*Identity.model_fields, *titles)).keys[5:] == tuple(COLUMNS)

    def test_an_unknown_column_is_named_with_the_nearest(self) -> None:
        assert faults(("servce_hall", "x" * 100)) == [
            "'servce_hall': given an unknown column, expected a known column (service_hall?)",
            f"'{'x' * 58}…: given an unknown column, expected a known column",
        ]

    def test_a_rate_in_one_column_is_unknown(self) -> None:
        assert faults(("reemployment",)) == [
            "'reemployment': given an unknown column, expected a known column (reemployment_num?)"
        ]

    def test_one_column_twice_under_two_names(self) -> None:
        assert faults(("缺少的台账种数", "name", "ledgers_missing")) == [
            "ledgers_missing: given 2 columns, expected one such column"
        ]

    def test_half_a_rate(self) -> None:
        assert faults(("training_num",)) == [
            (
                "training_den: given nothing, expected a column: a rate needs "
                "training_num and training_den"
            )
        ]

    def test_half_a_rate_by_its_title(self) -> None:
        assert faults(("社区名称", "实现再就业的失业人员数")) == [
            (
                "有就业意愿和就业能力的失业人员数: given nothing, expected a column: a rate needs "
                "实现再就业的失业人员数 and 有就业意愿和就业能力的失业人员数"
            )
        ]

    def test_every_fault_of_a_header_at_once(self) -> None:
        assert len(faults(("?", "name", "name", "training_den"))) == 3


class TestCells:
    """A cell says one thing exactly, or nothing."""

    @pytest.mark.parametrize("cell", ["", " ", "\t", "\u3000"])
    def test_a_blank_cell_is_not_known(self, cell: str) -> None:
        header = Header(("service_hall", "ledgers_missing", "training_num", "training_den"))
        assert header.read([cell] * 4)[1] == Facts()

    @pytest.mark.parametrize(
        ("cell", "flag"),
        [("true", True), ("TRUE", True), ("是", True), (" False ", False), ("否", False)],
    )
    def test_flags(self, cell: str, flag: bool) -> None:
        assert Header(("service_hall",)).read([cell])[1].service_hall is flag

    @pytest.mark.parametrize("cell", ["1", "0", "yes", "有", "对", "T", "ｔｒｕｅ", "是。"])
    def test_what_is_no_flag(self, cell: str) -> None:
        assert faults(("service_hall",), cell) == [
            f"service_hall: given {cell!r}, expected 是, 否, true or false"
        ]

    @pytest.mark.parametrize(("cell", "count"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
    def test_counts(self, cell: str, count: int) -> None:
        assert Header(("ledgers_missing",)).read([cell])[1].ledgers_missing == count

    @pytest.mark.parametrize(
        "cell",
        ["5.0", "1,000", "１２", "-1", "+1", "1e3", "1_000", "五", "5 人", "²", "٣", "1000000000"],
    )
    def test_what_is_no_count(self, cell: str) -> None:
        assert faults(("缺少的台账种数",), cell) == [
            (
                f"缺少的台账种数: given {cell!r}, expected a whole number from 0 to 999999999 "
                "in the digits 0 to 9 alone"
            )
        ]

    def test_a_rate_is_two_counts(self) -> None:
        header = Header(("reemployment_den", "reemployment_num"))
        assert header.read(["209", "188"])[1].reemployment == Rate(188, 209)
        assert header.read(["0", "0"])[1].reemployment == Rate(0, 0)

    def test_half_a_rate_is_filled_in(self) -> None:
        assert faults(("reemployment_num", "reemployment_den"), "188", "") == [
            "reemployment_den: given nothing, expected a count: the other of the rate is given"
        ]

    def test_more_than_the_group_has(self) -> None:
        header = ("实现再就业的失业人员数", "有就业意愿和就业能力的失业人员数")
        assert faults(header, "210", "209") == [
            (
                "实现再就业的失业人员数: given 210/209, "
                "expected at most 209, the count in 有就业意愿和就业能力的失业人员数"
            )
        ]

    @pytest.mark.parametrize("cell", ["0.9", ".9", "90%"])
    def test_a_rate_is_no_share(self, cell: str) -> None:
        wanted = "a count: a rate is two counts, not a percentage"
        told = f"training_num: given {cell!r}, expected {wanted}"
        assert faults(("training_num", "training_den"), cell, "41") == [told]

    def test_a_count_that_is_no_rate(self) -> None:
        (fault,) = faults(("ledgers_missing",), "0.9")
        assert ", expected a whole number from 0 " in fault

    def test_a_survey_of_nobody(self) -> None:
        (fault,) = faults(("satisfaction_num", "satisfaction_den"), "0", "0")
        assert fault.startswith("satisfaction_num: given ")
        assert ", expected a survey with den of at least 1; " in fault

    def test_every_bad_cell_is_named(self) -> None:
        header = ("name", "service_hall", "ledgers_missing")
        assert faults(header, "a\x00b", "?", "?") == [
            "service_hall: given '?', expected 是, 否, true or false",
            (
                "ledgers_missing: given '?', expected a whole number from 0 to 999999999 "
                "in the digits 0 to 9 alone"
            ),
            "name: given 'a\\x00b', expected readable text of at most 1000 characters",
        ]

    def test_long_text(self) -> None:
        assert Header(("备注",)).read(["长" * 1000])[0].remark == "长" * 1000
        (fault,) = faults(("备注",), "长" * 1001)
        assert fault.endswith("expected readable text of at most 1000 characters")

    @pytest.mark.parametrize("cells", [("a",), ("a", "是", "")])
    def test_a_ragged_row(self, cells: tuple[str, ...]) -> None:
        assert faults(("name", "service_hall"), *cells) == [
            f"record: given {len(cells)} cells, expected 2 cells, as many as the header has"
        ]

    def test_a_column_without_a_header_is_empty(self) -> None:
        header = ("name", "", "service_hall")
        assert Header(header).read(["甘泉", " ", "是"])[1].service_hall is True
        assert faults(header, "甘泉", "5", "是") == [
            "record: given '5', expected no value in a column without a header"
        ]


class TestTheTemplate:
    """What is written out reads back."""

    def test_it_opens_in_a_spreadsheet(self) -> None:
        assert template().startswith("\ufeff社区代码,社区名称,县（区）,街道（乡镇）,备注,")
        assert template().count("\n") == 1

    def test_every_cell_names_question_unit_and_row(self) -> None:
        (cells,) = csv.reader([template().removeprefix("\ufeff")])
        assert len(cells) == 5 + 39
        assert cells[5] == "是否符合基本条件（是/否，第1行）"
        assert cells[-2:] == [
            "三年内有效投诉件数（件，第5.3行）",
            "重大劳动纠纷件数（件，第5.3行）",
        ]

    def test_filled_in_it_reads_back(self) -> None:
        (cells,) = csv.reader([template().removeprefix("\ufeff")])
        filled = {"flag": ["是"], "count": ["2"], "rate": ["1", "2"]}
        row = [cell for fact in Facts.legend() for cell in filled[fact.type]]
        who, facts = Header(tuple(cells)).read(["1", "甘泉", "甘州", "东街", "", *row])
        assert who == Identity(community="1", name="甘泉", county="甘州", street="东街", remark="")
        values = {"flag": True, "count": 2, "rate": Rate(1, 2)}
        assert facts == Facts.model_validate(
            {fact.name: values[fact.type] for fact in Facts.legend()}
        )
