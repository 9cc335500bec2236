"""A community's page says all that its sheet says, and what people filled in beside it."""

from __future__ import annotations

import pytest

from tests.reading_pages import Page
from tests.strategies import FULL
from zhangye_fes import communitypages
from zhangye_fes.advice import advise
from zhangye_fes.facts import Facts
from zhangye_fes.messages import LOCALES, explain, outline, text
from zhangye_fes.model import Rate
from zhangye_fes.papers import Marks, ReviewedSheet, check_review
from zhangye_fes.readings import Readings
from zhangye_fes.report import community_report
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score

FACTS = FULL.model_copy(update={"reemployment": Rate(188, 209), "training": None})
SHEET = score(FACTS, Readings(training_at_80="lower"))


@pytest.mark.parametrize("locale", LOCALES)
def test_says_all_that_the_sheet_says(locale: str) -> None:
    read = Page(community_report(SHEET, locale=locale))
    told = outline(SHEET, locale)
    source, _, total, who = told.head
    wanted = [told.title, source, total, who, *told.foot]
    for row in told.rows:
        wanted += [row.id, row.content, row.standard, row.points]
        for clause in row.clauses:
            wanted += clause
    for section in told.sections:
        wanted += [section.heading.rstrip(":："), *section.lines]
    assert [each for each in wanted if each not in read.texts] == []
    assert len(told.sections) == 3


class TestVerdict:
    """What came out, before all else."""

    @pytest.mark.parametrize(
        ("facts", "total", "tone", "said"),
        [
            (FULL, "100", "good", "达到认定标准"),
            (FACTS, "85–90", "open", "尚不能确定"),
            (Facts(basic_conditions_met=False), "0–100", "bad", "未达到认定标准"),
        ],
    )
    def test_total_and_words(self, facts: Facts, total: str, tone: str, said: str) -> None:
        page = community_report(score(facts))
        assert f'<p class="said {tone}"><b>{total}</b>{said}</p>' in page

    def test_the_mark_stands_at_90(self) -> None:
        page = community_report(SHEET)
        assert '<rect class="mark" x="898" y="0" width="4" height="10"></rect>' in page
        assert '<span style="left: 90%">90</span>' in page


class TestTable:
    """附件2, filled in."""

    def test_without_columns_of_people(self) -> None:
        read = Page(community_report(SHEET, name="甘泉社区"))
        assert read.rows[0] == ["行", "考核内容", "标准分", "得分", "评分情况"]
        assert len(read.rows) == 1 + 5 + 14 + 1
        assert read.row("3 服务工作标准") == ["3 服务工作标准", "40", "30", ""]
        assert read.row("4 就业援助标准") == ["4 就业援助标准", "15", "10–15", ""]
        assert read.row("4.1")[2:4] == ["5", "0–5"]
        assert read.row("3.2")[2:4] == ["10", "0"]
        assert read.row("3.2")[4] == (
            "✓ 符合失业登记条件而未登记的人数：0，不扣分 "
            "附件2 第3.2行：符合失业登记条件的人员100%进行登记，存在未登记一人扣3分 "
            "✓ 是否为失业人员提供职业培训、职业指导等就业服务：是，得6分 "
            "附件2 第3.2行：失业人员参加职业培训、职业指导等就业服务的，给6分，否则不得分 "
            "✗ 失业人员再就业率 188/209（89.9 %），低于90%，本行不得分 "
            "附件2 第3.2行：失业人员再就业率低于90%不得分。"
        )
        assert read.row("合计") == ["合计", "100", "85–90", "尚不能确定"]
        assert read.headings[:2] == ["甘泉社区", "逐行得分"]

    def test_with_both_columns(self) -> None:
        own = Marks(points={"3.2": 10, "5.3": 0}, projects={"3": 40}, total=95)
        review = Marks(points={"3.2": 0})
        read = Page(community_report(SHEET, reviewed=ReviewedSheet(own=own, review=review)))
        assert read.rows[0][2:6] == ["标准分", "计算结果", "自评", "考评"]
        assert read.row("3.2")[2:6] == ["10", "0", "10", "0"]
        assert read.row("5.3")[2:6] == ["5", "5", "0", "—"]
        assert read.row("3 服务工作标准") == ["3 服务工作标准", "40", "30", "40", "—", ""]
        assert read.row("合计") == ["合计", "100", "85–90", "95", "—", "尚不能确定"]

    def test_with_one_column(self) -> None:
        read = Page(community_report(SHEET, reviewed=ReviewedSheet(review=Marks(points={"1": 20}))))
        assert read.row("1")[2:6] == ["20", "20", "—", "20"]

    def test_a_narrow_screen_knows_what_each_number_is(self) -> None:
        page = community_report(SHEET)
        assert '<td class="n" data-name="标准分">10</td>' in page


class TestReview:
    """What does not agree, in words."""

    reviewed = ReviewedSheet(own=Marks(points={"3.3": 4}))

    @pytest.mark.parametrize("locale", LOCALES)
    def test_every_finding_is_told(self, locale: str) -> None:
        read = Page(community_report(SHEET, reviewed=self.reviewed, locale=locale))
        found = check_review(self.reviewed, SHEET, SHEET.readings)
        assert {each.code for each in found} >= {"ROW_BLANK", "POINTS_IMPOSSIBLE", "SCORES_DIFFER"}
        assert [each for each in found if explain(each, locale) not in read.texts] == []

    def test_all_agrees(self) -> None:
        sheet = score(FULL)
        points = {row.id: row.standard for row in ANNEX_2.rows}
        reviewed = ReviewedSheet(own=Marks(points=points), review=Marks(points=points))
        read = Page(community_report(sheet, reviewed=reviewed))
        at = read.texts.index("填报与计算不一致之处")
        assert read.texts[at + 1] == "没有不一致之处"

    def test_a_what_if_is_not_compared(self) -> None:
        odd = ANNEX_2.replace("80", pass_mark=80)
        sheet = score(FACTS, rubric=odd)
        page = community_report(sheet, rubric=odd, reviewed=self.reviewed)
        assert "计算结果 5" not in page


class TestAdvice:
    """What would reach 90, or lose it; nothing where it was not asked for."""

    @pytest.mark.parametrize(
        ("facts", "heading"),
        [
            (FACTS, "可达到90分的办法（改动少的在前）"),
            (FULL, text("what alone would lose the {mark} points:", mark=90).rstrip("：")),
        ],
    )
    def test_plans_in_their_order(self, facts: Facts, heading: str) -> None:
        plans = advise(facts, limit=3)
        read = Page(community_report(score(facts), advice=plans))
        at = read.texts.index(heading)
        assert read.texts[at + 1 : at + 1 + len(plans)] == [explain(plan) for plan in plans]
        assert plans

    def test_no_plan_helps(self) -> None:
        said = text("no change alone or together moves it across {mark} points.", mark=90)
        assert said in Page(community_report(SHEET, advice=())).texts
        assert said not in Page(community_report(SHEET)).texts


def test_what_the_module_offers() -> None:
    assert dir(communitypages) == sorted(communitypages.__all__)
