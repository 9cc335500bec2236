"""A county's page: its table in the order given, its counts worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from tests.reading_pages import Page
from tests.strategies import FULL
from zhangye_fes import countypages
from zhangye_fes.countypages import stretches
from zhangye_fes.facts import Facts
from zhangye_fes.messages import text
from zhangye_fes.model import Rate, ScoreSheet
from zhangye_fes.readings import Readings
from zhangye_fes.register import Register
from zhangye_fes.report import county_report
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score


def changed(**facts: object) -> ScoreSheet:
    """Score a community with 100 points but for some facts."""
    return score(FULL.model_copy(update=facts))


SHEETS = [
    ("满分", changed()),
    ("九十", changed(reemployment=Rate(1, 10))),  # 100 - 10, row 3.2
    ("八十五", changed(reemployment=Rate(1, 10), valid_complaints=1)),  # 90 - 5, row 5.3
    ("不知", changed(valid_complaints=1, training=None)),  # 95 - 5 to 95, rows 5.3 and 4.1
    ("不符合", changed(basic_conditions_met=False)),  # 100, and may not take part
]
ROWS = len(ANNEX_2.rows)


def read() -> Page:
    """Read the page of these communities."""
    return Page(county_report(SHEETS, title="甘州区"))


class TestTable:
    """One row a community, as given."""

    def test_in_the_order_given(self) -> None:
        names = [name for name, _ in SHEETS]
        page = read()
        table = page.rows[1 : 1 + len(SHEETS)]
        assert [row[0] for row in table] == names
        for (_, sheet), row in zip(SHEETS, table, strict=True):
            assert row[1 : 1 + ROWS] == [str(each) for each in sheet.rows.values()]
        assert [row[-2:] for row in table] == [
            ["100", "达到认定标准"],
            ["90", "达到认定标准"],
            ["85", "未达到认定标准"],
            ["90–95", "达到认定标准"],
            ["100", "未达到认定标准，不能参与认定"],
        ]

    def test_heads_have_the_standard_points(self) -> None:
        assert read().rows[0][:4] == ["社区", "1 20", "2 10", "3.1 10"]

    def test_lost_points_are_marked(self) -> None:
        page = county_report(SHEETS, title="甘州区")
        assert page.count('<td class="n bad">0</td>') == 2 + 2  # row 3.2 twice, row 5.3 twice

    def test_counts(self) -> None:
        texts = read().texts
        at = texts.index("社区数")
        assert texts[at : at + 8] == [
            *("社区数", "5", "达到认定标准", "3", "未达到认定标准", "2", "尚不能确定", "0"),
        ]


class TestDistribution:
    """How many totals lie where."""

    def test_counts(self) -> None:
        page = read()
        found = [page.row(each)[1] for each in ("80–84", "85–89", "90–94", "95–100")]
        assert found == ["0", "1", "1", "2"]
        assert page.row("尚不能归入一段")[1] == "1"
        assert "90分以上认定" in page.texts

    def test_bars_are_as_long_as_the_counts(self) -> None:
        page = county_report(SHEETS, title="甘州区")
        drawn = re.search(r"95–100</th>.*?(<svg.*?</svg>)", page)
        assert drawn is not None
        assert '<svg class="bar good" ' in drawn[1]
        assert 'class="sure" x="0" y="0" width="1000"' in drawn[1]

    @pytest.mark.parametrize(
        ("mark", "full", "told"),
        [
            (90, 100, "0–59 60–69 70–79 80–84 85–89 90–94 95–100"),
            (80, 100, "0–49 50–59 60–69 70–74 75–79 80–84 85–100"),
            (12, 14, "0–1 2–6 7–11 12–14"),
            (0, 4, "0–4"),
        ],
    )
    def test_stretches_have_no_gap(self, mark: int, full: int, told: str) -> None:
        found = stretches(mark, full)
        assert " ".join(map(str, found)) == told
        assert [point for each in found for point in range(each.low, each.high + 1)] == [
            *range(full + 1)
        ]


class TestLost:
    """Where points are lost."""

    @pytest.mark.parametrize(
        ("row", "communities", "points"),
        [("3.2", "2", "20"), ("5.3", "2", "10"), ("4.1", "0", "0–5"), ("1", "0", "0")],
    )
    def test_by_row(self, row: str, communities: str, points: str) -> None:
        assert read().row(row)[2:4] == [communities, points]

    def test_bars_show_the_share(self) -> None:
        page = county_report(SHEETS, title="甘州区")
        lost = page.partition("失分情况")[2]
        drawn = re.search(r">3\.2</th>.*?(<svg.*?</svg>)", lost)
        assert drawn is not None
        assert 'class="sure" x="0" y="0" width="400"' in drawn[1]  # 20 of 50 points


class TestObligations:
    """What has to be done by when, as of a day."""

    events = (
        {
            "type": "title_carried_over",
            "community": "c",
            "on": "2021-06-01",
            "name": "<东街>",
            "county": "甘州区",
            "street": "东街街道",
        },
        {"type": "renamed", "community": "c", "on": "2026-09-28", "new_name": "西街社区"},
    )

    def page(self, on: str) -> Page:
        register = Register.replay(map(json.dumps, self.events))
        assert register.refusals == ()
        day = dt.date.fromisoformat(on)
        return Page(county_report([], title="甘州区", register=register, on=day))

    def test_dates_and_marks(self) -> None:
        page = self.page("2026-11-16")
        assert "截至2026-11-16的待办事项" in page.headings
        assert page.rows[1:] == [
            ["2026-10-28 已逾期", "社区", "报备变动", "<东街>", "", "第十条"],
            ["2026-12-31", "市人社部门", "复查", "<东街>", "2026", "第八条"],
            ["未规定期限", "市人社部门", "决定是否同意更名", "<东街>", "", "第十条"],
        ]
        assert "未办3件，其中已逾期1件" in page.texts
        assert '<td class="short bad">2026-10-28 已逾期</td>' in page.page

    def test_before_the_last_day(self) -> None:
        page = self.page("2026-10-28")
        assert page.row("2026-10-28")[2] == "报备变动"
        assert "未办3件，其中已逾期0件" in page.texts

    def test_nothing_to_do(self) -> None:
        page = self.page("2021-06-01")
        assert page.rows[1:] == []
        assert not [each for each in page.texts if "无法读取" in each]

    def test_what_could_not_be_read_is_counted(self) -> None:
        register = Register.replay([*map(json.dumps, self.events), "{}", "x"])
        day = dt.date(2026, 10, 28)
        page = Page(county_report([], title="甘州区", register=register, on=day))
        assert "未办3件，其中已逾期0件" in page.texts
        assert "无法读取、未计入的事件：2个" in page.texts


class TestReadings:
    """What was read otherwise than by default, by anybody."""

    def test_of_sheets_and_of_the_register(self) -> None:
        sheets = [
            ("a", score(Facts(), Readings(training_at_80="lower"))),
            (
                "b",
                score(Facts(), Readings(training_at_80="lower", disputes="complaints_or_disputes")),
            ),
        ]
        register = Register(Readings(recovery_bar="years_audited"))
        day = dt.date(2026, 11, 16)
        page = Page(county_report(sheets, title="x", register=register, on=day))
        at = page.texts.index(text("readings other than the default:").rstrip("："))
        found = [each.partition("：")[0] for each in page.texts[at + 1 : at + 4]]
        assert found == [
            "training_at_80=lower",
            "disputes=complaints_or_disputes",
            "recovery_bar=years_audited",
        ]

    def test_all_by_default(self) -> None:
        assert not [each for each in read().texts if "默认" in each]


class TestNobody:
    """A page of no communities has only what there is."""

    def test_counts_alone(self) -> None:
        page = Page(county_report([], title="甘州区"))
        assert page.headings == ["甘州区"]
        assert page.rows == []


class TestReceipts:
    """Every sheet has its proof."""

    def test_each(self) -> None:
        page = read()
        assert page.rows[-len(SHEETS) :] == [[name, sheet.receipt] for name, sheet in SHEETS]


def test_what_the_module_offers() -> None:
    assert dir(countypages) == sorted(countypages.__all__)
