"""What a notebook shows of sheets, ranges, readings and registers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.reading_pages import Page
from tests.strategies import FULL
from zhangye_fes import notebooks
from zhangye_fes.facts import Facts
from zhangye_fes.model import Rate
from zhangye_fes.notebooks import MOST, shown
from zhangye_fes.ranges import ReadingRange, score_under_all_readings
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.register import Register
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.scoring import score


def carried_over(community: str, name: str) -> str:
    """A line of the register."""
    event = {"type": "title_carried_over", "community": community, "on": "2021-06-01"}
    where = {"name": name, "county": "甘州区", "street": "东街街道"}
    return json.dumps(event | where, ensure_ascii=False)


EDGE = FULL.model_copy(
    update={
        "training": Rate(4, 5),
        "disabled_registration": Rate(1, 2),
        "policy_work_recorded": False,
    }
)
"""100 - 2 - 3 - 5: 90 points, or 88 where exactly 80 % is the lower band."""


class TestShown:
    """A plain table: escaped, without colours, cut where it is long."""

    def test_texts_left_numbers_right(self) -> None:
        page = shown("<c>", ["<t>"], [["<b>", 5]], "<n>", total=["合计", 7])
        assert Page(page).texts == ["<c>", "<t>", "<b>", "5", "合计", "7", "<n>"]
        left, right = "text-align: left", "text-align: right; white-space: nowrap"
        assert f'<td style="{left}">&lt;b&gt;</td><td style="{right}">5</td>' in page
        assert f'<tfoot><tr><th style="{left}">合计</th><th style="{right}">7</th></tr>' in page

    def test_no_total_no_foot(self) -> None:
        assert "tfoot" not in shown("c", ["t"], [["b"]])

    @pytest.mark.parametrize(("rows", "drawn", "notes"), [(MOST, MOST, 0), (MOST + 1, MOST, 1)])
    def test_many_rows_are_cut_and_counted(self, rows: int, drawn: int, notes: int) -> None:
        page = shown("c", ["t"], ([str(each)] for each in range(rows)))
        assert page.count("<td") == drawn
        assert page.count("<p>共61行，此处为前60行</p>") == notes


class TestEach:
    """What each of them shows."""

    @pytest.mark.parametrize(
        "thing",
        [score(Facts()), Readings(), Register(), score_under_all_readings(Facts())],
        ids=lambda thing: type(thing).__name__,
    )
    def test_is_whole_and_has_no_colours(self, thing: Register) -> None:
        page = thing._repr_html_()
        assert DISCLAIMER in Page(page).texts
        assert "color" not in page
        assert "background" not in page

    def test_readings(self) -> None:
        page = Page(Readings(training_at_80="lower")._repr_html_())
        assert len(page.rows) == 1 + len(REGISTER)
        assert [row[2] for row in page.rows[1:]] == [*REGISTER]
        (changed,) = [row for row in page.rows[1:] if row[4] != "默认"]
        assert changed == [
            *("附件2 第4.1行", "80-90%的得3分，50%-80%得1分", "training_at_80", "lower"),
            "默认为upper",
        ]

    def test_a_register(self) -> None:
        lines = [carried_over("c", "<东街>"), "{}"]
        page = Page(Register.replay(lines)._repr_html_())
        assert page.rows == [
            ["编号", "社区", "县（区）", "状态", "称号", "认定日期", "未结事项"],
            ["c", "<东街>", "甘州区", "recognised", "有", "2021-06-01", ""],
        ]
        assert "另有1行未被接受，见refusals" in page.texts

    def test_a_community_without_the_title(self) -> None:
        gone = {"type": "abolished", "community": "c", "on": "2024-06-03"}
        lines = [carried_over("c", "东街"), json.dumps(gone)]
        (row,) = Page(Register.replay(lines)._repr_html_()).rows[1:]
        assert row[3:5] == ["dissolved", "无"]

    @pytest.mark.parametrize(
        ("found", "row"),
        [
            (score_under_all_readings(FULL), ["100", "达到认定标准", ""]),
            (score_under_all_readings(EDGE), ["88–90", "取决于读法", "training_at_80"]),
        ],
    )
    def test_a_range(self, found: ReadingRange, row: list[str]) -> None:
        assert Page(found._repr_html_()).rows[1] == row

    def test_needs_no_babel(self) -> None:
        program = (
            "import sys; from zhangye_fes import *; score(Facts())._repr_html_();"
            "Readings()._repr_html_(); Register()._repr_html_(); print('babel' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert done.stdout == "False\n"


def test_what_the_module_offers() -> None:
    assert dir(notebooks) == sorted(notebooks.__all__)
