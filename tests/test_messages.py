"""Everything a person reads: exact texts in both languages, and catalogues that are whole."""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.strategies import FULL as BEST
from zhangye_fes import messages as module
from zhangye_fes import regulation
from zhangye_fes.actions import FEWER, FLAGS, MORE, RATES
from zhangye_fes.advice import Change, Plan
from zhangye_fes.clauses import (
    AtLeast,
    AtMost,
    Award,
    Deduct,
    DeductEach,
    IsTrue,
    RateAtLeast,
    Void,
)
from zhangye_fes.days import read_rules
from zhangye_fes.daywords import CERTAINTY, FESTIVALS, KINDS, WEEKDAYS
from zhangye_fes.deciding import Refused
from zhangye_fes.errors import (
    CalendarCoverageError,
    FesError,
    InvalidInput,
    InvalidRubric,
    Problem,
    ReceiptMismatch,
    UnknownProvision,
)
from zhangye_fes.events import event_of
from zhangye_fes.facts import Facts
from zhangye_fes.intake import loads, validated
from zhangye_fes.messages import LOCALES, NoText, explain, label, outline, percent, text
from zhangye_fes.model import Bounds, Finding, OpenFact, Rate
from zhangye_fes.monthsheets import WEEK
from zhangye_fes.ranges import ReadingRange, score_under_all_readings
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.refusals import SENTENCES
from zhangye_fes.register import Register
from zhangye_fes.remarks import REMARKS
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel.messages.catalog import Catalog, Message

    from zhangye_fes.events import Event
    from zhangye_fes.table import Rubric

PACKAGE: Final = Path(module.__file__).parent
WIRE: Final = frozenset({"adapter", "adapter_register", "calendar_questions"})
"""What speaks to programs only, and in English."""
CHINESE: Final = re.compile("[\u4e00-\u9fff]")
FULL: Final = BEST.model_copy(
    update={
        "qualified_staff": 2,
        "zero_families": Rate(3, 3),
        "reemployment": Rate(9, 10),
        "hard_to_employ_employment": Rate(19, 20),
        "disabled_registration": Rate(9, 10),
        "disabled_employment": Rate(9, 10),
        "retiree_service": Rate(7, 7),
        "training": Rate(10, 11),
        "satisfaction": Rate(9, 10),
    }
)
"""A community with 100 points, every rate just enough."""
_DEFAULT: Final = Readings()


def told(
    code: str,
    facts: Mapping[str, object],
    locale: str = "zh_CN",
    readings: Readings = _DEFAULT,
    rubric: Rubric = ANNEX_2,
) -> str:
    """Explain one clause of a community that is full but for some facts, without its citation."""
    sheet = score(FULL.model_copy(update=dict(facts)), readings, rubric)
    (finding,) = [each for each in sheet.findings if each.code == code]
    said = explain(finding, locale, readings=readings, rubric=rubric)
    return said.partition("〔")[0].partition(" [")[0]


class TestClauses:
    """What was asked, what was found, what it cost: thresholds come from the table."""

    def test_with_the_words_of_the_law(self) -> None:
        sheet = score(FULL.model_copy(update={"reemployment": Rate(188, 209)}))
        void = sheet.rows["3.2"].findings[2]
        assert explain(void) == (
            "失业人员再就业率 188/209（89.9 %），低于90%，本行不得分"
            "〔附件2 第3.2行：失业人员再就业率低于90%不得分。〕"
        )
        assert explain(void, "en") == (
            "re-employment rate of the unemployed 188/209 (89.9 %), below 90 %, "
            "no points for the row [Annex 2, row 3.2: no points where the re-employment rate of "
            "the unemployed is below 90 %]"
        )

    @pytest.mark.parametrize(
        ("code", "facts", "chinese", "english"),
        [
            (
                "SERVICE_HALL",
                {"service_hall": False},
                "是否有综合性服务大厅、就业服务窗口和醒目的信息公开栏：否，扣5分",
                "service hall, employment window and notice board in place: no, 5 points deducted",
            ),
            (
                "SERVICE_HALL",
                {},
                "是否有综合性服务大厅、就业服务窗口和醒目的信息公开栏：是，不扣分",
                "service hall, employment window and notice board in place: yes, nothing deducted",
            ),
            (
                "LEDGERS_MISSING",
                {"ledgers_missing": 2},
                "缺少的台账种数：2，每种扣3分，扣6分",
                "kinds of ledger missing: 2, 3 points for each kind, 6 points deducted",
            ),
            (
                "LEDGERS_MISSING",
                {"ledgers_missing": 4},
                "缺少的台账种数：4，每种扣3分，扣完为止，扣10分",
                (
                    "kinds of ledger missing: 4, 3 points for each kind, no more than the row has, "
                    "10 points deducted"
                ),
            ),
            (
                "LEDGERS_MISSING",
                {},
                "缺少的台账种数：0，不扣分",
                "kinds of ledger missing: 0, nothing deducted",
            ),
            (
                "ZERO_FAMILIES",
                {"zero_families": Rate(0, 0)},
                "零就业家庭按时消除情况 0/0（无此类家庭），视为达到100%，得5分",
                (
                    "zero-employment families helped on time 0/0 (no families), "
                    "taken as at least 100 %, 5 points given"
                ),
            ),
            (
                "ZERO_FAMILIES",
                {"zero_families": Rate(1, 3)},
                "零就业家庭按时消除情况 1/3（33.3 %），低于100%，不得该5分",
                (
                    "zero-employment families helped on time 1/3 (33.3 %), below 100 %, "
                    "5 points not given"
                ),
            ),
            (
                "HARD_TO_EMPLOY",
                {},
                "就业困难人员就业率 19/20（95.0 %），达到95%，不失分",
                (
                    "employment rate of people with difficulty finding work 19/20 (95.0 %), "
                    "at least 95 %, nothing lost"
                ),
            ),
            (
                "DISABLED_REGISTRATION",
                {"disabled_registration": None},
                "残疾人登记率：未知，要求达到90%，尚不能确定（-3至0分）",
                (
                    "registration rate of disabled people: unknown, required: at least 90 %, "
                    "not certain yet (-3 to 0 points)"
                ),
            ),
            (
                "QUALIFIED_STAFF",
                {"qualified_staff": 1},
                (
                    "大专以上学历专职就业服务人员数：1，少于2；就业服务人员岗位是否相对稳定：是；"
                    "未全部符合要求，扣5分"
                ),
                (
                    "full-time employment-service staff with a college degree or higher: 1, "
                    "fewer than 2; staff in stable posts: yes; not all as it should be, "
                    "5 points deducted"
                ),
            ),
            (
                "TRAINING",
                {},
                "就业困难人员参加培训率 10/11（90.9 %），高于90%，得5分",
                (
                    "training rate of people with difficulty finding work 10/11 (90.9 %), "
                    "above 90 %, 5 points given"
                ),
            ),
            (
                "TRAINING",
                {"training": Rate(9, 10)},
                "就业困难人员参加培训率 9/10（90.0 %），不高于90%，达到80%，得3分",
                (
                    "training rate of people with difficulty finding work 9/10 (90.0 %), "
                    "not above 90 %, at least 80 %, 3 points given"
                ),
            ),
            (
                "TRAINING",
                {"training": Rate(1, 2)},
                "就业困难人员参加培训率 1/2（50.0 %），低于80%，达到50%，得1分",
                (
                    "training rate of people with difficulty finding work 1/2 (50.0 %), "
                    "below 80 %, at least 50 %, 1 point given"
                ),
            ),
            (
                "TRAINING",
                {"training": Rate(49, 100)},
                "就业困难人员参加培训率 49/100（49.0 %），低于50%，不得分",
                (
                    "training rate of people with difficulty finding work 49/100 (49.0 %), "
                    "below 50 %, no points"
                ),
            ),
            (
                "TRAINING",
                {"training": Rate(0, 0)},
                "就业困难人员参加培训率 0/0（无此类人员），视为最高一档，得5分",
                (
                    "training rate of people with difficulty finding work 0/0 (nobody), "
                    "taken as the highest band, 5 points given"
                ),
            ),
            (
                "COMPLAINTS",
                {"valid_complaints": 1},
                "三年内有效投诉件数：1，本行不得分",
                "valid complaints within three years: 1, no points for the row",
            ),
            (
                "BASIC_CONDITIONS",
                {"basic_conditions_met": False},
                "是否符合基本条件：否，不能参与认定",
                "basic conditions met: no, may not take part",
            ),
        ],
    )
    def test_under_the_default_readings(
        self, code: str, facts: dict[str, object], chinese: str, english: str
    ) -> None:
        assert told(code, facts) == chinese
        assert told(code, facts, "en") == english

    @pytest.mark.parametrize(
        ("code", "reading", "facts", "chinese"),
        [
            (
                "REEMPLOYMENT",
                {"reemployment_void": "rest"},
                {"reemployment": Rate(8, 9)},
                "失业人员再就业率 8/9（88.8 %），低于90%，本行其余4分不得",
            ),
            (
                "REEMPLOYMENT",
                {"empty_group": "unmet"},
                {"reemployment": Rate(0, 0)},
                "失业人员再就业率 0/0（无此类人员），视为低于90%，本行不得分",
            ),
            (
                "REEMPLOYMENT",
                {"empty_group": "unknown"},
                {"reemployment": Rate(0, 0)},
                "失业人员再就业率 0/0（无此类人员），要求达到90%，尚不能确定（-10至0分）",
            ),
            (
                "TRAINING",
                {"empty_group": "unmet"},
                {"training": Rate(0, 0)},
                "就业困难人员参加培训率 0/0（无此类人员），视为低于各档，不得分",
            ),
            (
                "TRAINING",
                {"empty_group": "unknown"},
                {"training": Rate(0, 0)},
                "就业困难人员参加培训率 0/0（无此类人员），尚不能确定（0至5分）",
            ),
            (
                "TRAINING",
                {"training_at_80": "lower"},
                {"training": Rate(4, 5)},
                "就业困难人员参加培训率 4/5（80.0 %），不高于80%，达到50%，得1分",
            ),
            (
                "ZERO_FAMILIES",
                {"zero_family_void": "row"},
                {"zero_families": Rate(2, 3)},
                "零就业家庭按时消除情况 2/3（66.6 %），低于100%，本行不得分",
            ),
            (
                "LEDGERS_OUTDATED",
                {"outdated_ledgers": "once"},
                {"ledgers_outdated": 5},
                "更新不及时的台账种数：5，扣3分",
            ),
            (
                "REPORTS",
                {"report_faults": "each"},
                {"reports_timely": False, "reports_accurate": False},
                (
                    "各类统计报表是否全部及时上报：否；各类统计报表是否全部准确并与台账相符：否，"
                    "每项扣5分，扣10分"
                ),
            ),
            (
                "REPORTS",
                {"report_faults": "each"},
                {"reports_timely": False, "reports_accurate": None},
                (
                    "各类统计报表是否全部及时上报：否；各类统计报表是否全部准确并与台账相符：未知，"
                    "每项扣5分，扣5至10分"
                ),
            ),
            (
                "REPORTS",
                {"report_faults": "each"},
                {},
                (
                    "各类统计报表是否全部及时上报：是；各类统计报表是否全部准确并与台账相符：是，"
                    "不扣分"
                ),
            ),
            (
                "REPORTS",
                {"report_faults": "both"},
                {"reports_timely": False},
                (
                    "各类统计报表是否全部及时上报：否；各类统计报表是否全部准确并与台账相符：是；"
                    "至少一项符合要求，不扣分"
                ),
            ),
            (
                "REPORTS",
                {"report_faults": "both"},
                {"reports_timely": False, "reports_accurate": False},
                (
                    "各类统计报表是否全部及时上报：否；各类统计报表是否全部准确并与台账相符：否；"
                    "均不符合要求，扣5分"
                ),
            ),
            (
                "QUALIFIED_STAFF",
                {"minimum_staff": "three"},
                {"qualified_staff": None},
                (
                    "大专以上学历专职就业服务人员数：未知，要求不少于3；"
                    "就业服务人员岗位是否相对稳定：是，尚不能确定（-5至0分）"
                ),
            ),
        ],
    )
    def test_under_other_readings(
        self, code: str, reading: dict[str, str], facts: dict[str, object], chinese: str
    ) -> None:
        assert told(code, facts, readings=Readings.model_validate(reading)) == chinese

    def test_a_what_if_explains_itself(self) -> None:
        table = ANNEX_2.replace(
            "假设",
            clauses={
                "REEMPLOYMENT": Void(RateAtLeast("reemployment", 85)),
                "COMPLAINTS": Void(AtMost("valid_complaints", 2)),
                "QUALIFIED_STAFF": Deduct(4, (AtLeast("qualified_staff", 6),)),
                "UNREGISTERED": DeductEach(1, "unregistered_unemployed", most=2),
                "KEY_GROUPS_SERVED": Award(1, IsTrue("key_groups_served")),
            },
        )

        def said(code: str, **facts: object) -> str:
            return told(code, facts, rubric=table)

        assert said("REEMPLOYMENT") == "失业人员再就业率 9/10（90.0 %），达到85%，不失分"
        assert said("COMPLAINTS") == "三年内有效投诉件数：0，不多于2，不失分"
        assert said("COMPLAINTS", valid_complaints=3).startswith("三年内有效投诉件数：3，多于2，")
        unknown = said("COMPLAINTS", valid_complaints=None)
        assert unknown == "三年内有效投诉件数：未知，要求不多于2，尚不能确定（-5至0分）"
        assert said("QUALIFIED_STAFF", qualified_staff=6).endswith("：6，不少于6，不扣分")
        assert said("UNREGISTERED", unregistered_unemployed=3) == (
            "符合失业登记条件而未登记的人数：3，每人扣1分，至多计2次，扣2分"
        )
        assert said("KEY_GROUPS_SERVED") == "重点群体是否得到及时登记和就业服务：是，得1分"

    def test_a_finding_needs_its_own_table_and_readings(self) -> None:
        lenient = Readings(disputes="complaints_or_disputes")
        complaint = score(FULL, lenient).findings[-1]
        with pytest.raises(
            NoText, match=r"^COMPLAINTS was found under other readings: give those$"
        ):
            explain(complaint)
        stranger = complaint.model_copy(update={"code": "OTHER"})
        with pytest.raises(NoText, match=r"^附件2 has no clause 'OTHER': give its own rubric$"):
            explain(stranger)
        with pytest.raises(
            NoText, match=r"^no words for 'x': give a result, a finding or an error$"
        ):
            explain(cast("Any", "x"))
        missed = Finding(code="STANDARD_MISSED", provision="art7", facts={})
        with pytest.raises(NoText, match=r"^附件2 has no finding 'STANDARD_MISSED': give its own"):
            explain(missed)


@pytest.mark.parametrize(
    ("code", "facts", "others", "told"),
    [
        ("TRAINING", {"training": Rate(4, 5)}, {"training_at_80": "lower"}, "达到50%，得1分"),
        ("TRAINING", {"training": Rate(0, 0)}, {"empty_group": "unmet"}, "视为低于各档，不得分"),
        (
            "REEMPLOYMENT",
            {"reemployment": Rate(188, 209)},
            {"reemployment_void": "rest"},
            "本行其余4分不得",
        ),
        ("LEDGERS_OUTDATED", {"ledgers_outdated": 2}, {"outdated_ledgers": "once"}, "扣3分"),
        ("REPORTS", {"reports_timely": False}, {"report_faults": "both"}, "不扣分"),
    ],
)
def test_what_another_reading_found_is_not_told_as_if_this_one_had(
    code: str, facts: dict[str, Any], others: dict[str, str], told: str
) -> None:
    other = Readings.model_validate(others)
    sheet = score(FULL.model_copy(update=facts), other)
    (found,) = [each for each in sheet.findings if each.code == code]
    with pytest.raises(NoText, match=r"was found under other readings: give those$"):
        explain(found)
    assert told in explain(found, readings=other)


def test_what_another_table_found_is_not_told_as_if_this_one_had() -> None:
    stricter = ANNEX_2.replace(
        "95 %", clauses={"REEMPLOYMENT": Void(unless=RateAtLeast("reemployment", 95))}
    )
    sheet = score(FULL.model_copy(update={"reemployment": Rate(94, 100)}), rubric=stricter)
    finding = sheet.rows["3.2"].findings[2]
    with pytest.raises(NoText):
        explain(finding)
    assert "94/100（94.0 %），低于95%" in explain(finding, rubric=stricter)


def test_percentages_are_cut_and_never_rounded_up() -> None:
    # 188/209 = 0.89952…, 899999/1000000 = 0.899999
    assert percent(Rate(188, 209)) == "188/209（89.9 %）"
    assert percent(Rate(188, 209), "en") == "188/209 (89.9 %)"
    assert percent(Rate(899_999, 1_000_000), "en") == "899999/1000000 (89.9 %)"
    assert percent(Rate(0, 7), "en") == "0/7 (0.0 %)"
    assert percent(Rate(7, 7), "en") == "7/7 (100.0 %)"
    assert (percent(Rate(0, 0)), percent(Rate(0, 0), "en")) == ("0/0（无此类人员）", "0/0 (nobody)")


class TestSheets:
    """A whole sheet, line by line."""

    def test_a_full_one(self) -> None:
        sheet = score(FULL)
        lines = explain(sheet).splitlines()
        assert lines[:6] == [
            "张掖市市级充分就业社区认定量化评分表",
            f"依据：张人社通〔2023〕181号；评分表：附件2；zhangye_fes {sheet.version}",
            "结论：达到认定标准",
            "总分：100分（满分100分，90分以上认定，超出10分）",
            (
                "✓ 是否符合基本条件：是，可以参与认定"
                "〔附件2 第1行：不符合基本条件的不能参与市级充分就业社区认定〕"
            ),
            "",
        ]
        assert lines[-3:] == ["", f"凭证：{sheet.receipt}", regulation.DISCLAIMER]
        rows = [line for line in lines if line.startswith("第")]
        assert rows[-1] == (
            "第5.3行（标准分5分，得5分）："
            "社区无重大劳动纠纷，人力资源和社会保障工作方面连续三年无有效投诉。"
        )
        assert [row[1:].partition("行")[0] for row in rows] == list(sheet.rows)

    def test_every_clause_is_there_in_the_order_of_the_text(self) -> None:
        sheet = score(FULL)
        clauses = [line for line in explain(sheet).splitlines() if line.startswith("  ✓ ")]
        assert clauses == [f"  ✓ {explain(each)}" for each in sheet.findings[1:]]
        assert len(clauses) == 27

    def test_one_with_something_to_say(self) -> None:
        facts = FULL.model_copy(
            update={"reports_timely": False, "retiree_service": Rate(6, 7), "training": None}
        )
        sheet = score(facts, Readings(training_at_80="lower", training_group="recommended"))
        lines = explain(sheet, "en").splitlines()
        # 100 - 5 for reports - 4 for retirees, and 5 more while training is unknown
        assert lines[2:4] == [
            "verdict: undetermined",
            "total: 86–91 of 100 points, 90 qualify, 4 points short to 1 point over",
        ]
        assert lines[-13:-3] == [
            "facts that are not known and still matter, the most important first:",
            (
                "  4.1: training rate of people with difficulty finding work, up to 5 points, "
                "can decide the verdict alone"
            ),
            "",
            "creation standards of Article 4 that were missed (the points decide, Article 7):",
            (
                "  every statistical report on time: no; every statistical report accurate and in "
                "line with the ledgers: yes; not all as it should be [Article 4(2), point 2: "
                "All statistical reports are on time, their data accurate]"
            ),
            (
                "  share of retirees under socialised management 6/7 (85.7 %), below 100 % "
                "[Article 4(3), point 5: The share of retirees under socialised management is "
                "100 %.]"
            ),
            "",
            "readings other than the default:",
            (
                "  training_at_80=lower: to which band does exactly 80 % belong? "
                "the lower band, 1 point"
            ),
            (
                "  training_group=recommended: who is in the denominator? "
                "those who were recommended for training (第四条)"
            ),
        ]
        assert lines[-2:] == [
            f"receipt: {sheet.receipt}",
            (
                "Not an official interpretation; the power to interpret lies with the Zhangye "
                "Municipal Human Resources and Social Security Bureau (Article 16)"
            ),
        ]
        marks = [line for line in lines if line.startswith(("  ✗", "  ?"))]
        assert [line[:10] for line in marks] == ["  ✗ every ", "  ✗ share ", "  ? traini"]

    @pytest.mark.parametrize(
        ("facts", "chinese", "english"),
        [
            ({"reports_timely": False}, "超出5分", "5 points over"),
            ({"reemployment": Rate(1, 10)}, "恰好达到", "just enough"),
            (
                {"reemployment": Rate(1, 10), "ledgers_missing": 1},
                *("还差3分", "3 points short"),
            ),
            (
                {"valid_complaints": 1, "training": None, "reports_timely": False},
                *("还差5分至恰好达到", "5 points short to just enough"),
            ),
        ],
    )
    def test_how_far_from_the_mark(
        self, facts: dict[str, object], chinese: str, english: str
    ) -> None:
        sheet = score(FULL.model_copy(update=facts))
        assert explain(sheet).splitlines()[3].endswith(f"90分以上认定，{chinese}）")
        assert explain(sheet, "en").splitlines()[3].endswith(f"90 qualify, {english}")

    def test_a_what_if_says_so_and_needs_its_table(self) -> None:
        lower = ANNEX_2.replace("过线80分", pass_mark=80)
        sheet = score(FULL, rubric=lower)
        lines = explain(sheet, rubric=lower).splitlines()
        assert "评分表：过线80分；" in lines[1]
        assert lines[2] == "假设测算：此评分表并非本办法的评分表"
        assert lines[4] == "总分：100分（满分100分，80分以上认定，超出20分）"
        with pytest.raises(
            NoText, match=r"^the sheet was scored with '过线80分': give this rubric$"
        ):
            explain(sheet)
        assert outline(sheet, rubric=lower).head == tuple(lines[1:6])

    def test_a_table_may_have_any_name(self) -> None:
        odd = replace(ANNEX_2, name="{a} {0} %s")
        assert "table {a} {0} %s, " in explain(score(FULL, rubric=odd), "en", rubric=odd)


CHANGES: Final = [
    (
        Change(fact="hard_to_employ_employment", row="3.3", now=Rate(37, 41), needs=Rate(39, 41)),
        "3.3：再帮助2人就业（41人中现37人，需39人）",
        "3.3: 2 more of 41 people employed (now 37, needs 39)",
    ),
    (
        Change(fact="ledgers_outdated", row="2", now=1, needs=0),
        "2：更新1种台账",
        "2: update 1 ledger",
    ),
    (
        Change(fact="ledgers_missing", row="2", now=3, needs=1),
        "2：建立2种台账",
        "2: set up 2 ledgers",
    ),
    (
        Change(fact="qualified_staff", row="1", now=0, needs=2),
        "1：再配备2名符合条件的就业服务人员（现0名，需2名）",
        "1: 2 more qualified employees (now 0, needs 2)",
    ),
    (
        Change(fact="tracking_recorded", row="4.3", now=False, needs=True),
        "4.3：做好动态管理和跟踪服务记录",
        "4.3: keep records of the tracking",
    ),
    (
        Change(fact="tracking_recorded", row="4.3", now=True, needs=False),
        "4.3：动态管理和跟踪服务是否有记录：由是变为否",
        "4.3: management and tracking on record: from yes to no",
    ),
    (
        Change(fact="valid_complaints", row="5.3", now=0, needs=1),
        "5.3：三年内有效投诉件数：由0变为1",
        "5.3: valid complaints within three years: from 0 to 1",
    ),
    (
        Change(fact="qualified_staff", row="1", now=2, needs=1),
        "1：大专以上学历专职就业服务人员数：由2变为1",
        "1: full-time employment-service staff with a college degree or higher: from 2 to 1",
    ),
    (
        Change(fact="reemployment", row="3.2", now=Rate(9, 10), needs=Rate(8, 10)),
        "3.2：失业人员再就业率：由9/10（90.0 %）变为8/10（80.0 %）",
        "3.2: re-employment rate of the unemployed: from 9/10 (90.0 %) to 8/10 (80.0 %)",
    ),
    (
        Change(fact="training", row="4.1", now=None, needs=Rate(91, 100)),
        "4.1：就业困难人员参加培训率：未知，需为91/100（91.0 %）",
        "4.1: training rate of people with difficulty finding work: unknown, needs 91/100 (91.0 %)",
    ),
]


class TestAdvice:
    """Plans, in the unit people act on."""

    @pytest.mark.parametrize(("change", "chinese", "english"), CHANGES)
    def test_a_change(self, change: Change, chinese: str, english: str) -> None:
        assert (explain(change), explain(change, "en")) == (chinese, english)

    def test_a_plan(self) -> None:
        plan = Plan(kind="reach", changes=(CHANGES[0][0], CHANGES[1][0]), before=84, after=92)
        assert explain(plan) == (
            "3.3：再帮助2人就业（41人中现37人，需39人）；2：更新1种台账（总分由84分变为92分）"
        )
        assert explain(plan, "en") == (
            "3.3: 2 more of 41 people employed (now 37, needs 39); 2: update 1 ledger "
            "(from 84 to 92 points)"
        )

    def test_every_fact_can_be_acted_on_in_one_way(self) -> None:
        kinds = {"flag": set(FLAGS), "rate": set(RATES), "count": set(FEWER) | set(MORE)}
        for kind, names in kinds.items():
            assert names == {fact.name for fact in Facts.legend() if fact.type == kind}
        assert not set(FEWER) & set(MORE)


class TestRangesAndOpenFacts:
    """The verdict under every reading, and what is still to be found out."""

    @pytest.mark.parametrize(
        ("verdict", "on", "chinese", "english"),
        [
            ("qualified", (), "在各种理解下均达到认定标准", "qualified under every reading"),
            ("not_qualified", (), "在任何理解下均未达到认定标准", "qualified under none"),
            ("undetermined", (), "在各种理解下均尚不能确定", "undetermined under every reading"),
            (
                "depends",
                ("reemployment_void", "training_at_80"),
                "取决于对以下问题的理解：reemployment_void, training_at_80",
                "depends on reemployment_void, training_at_80",
            ),
        ],
    )
    def test_a_range(self, verdict: str, on: tuple[str, ...], chinese: str, english: str) -> None:
        found = ReadingRange.model_validate(
            {"total": Bounds(low=84, high=94), "verdict": verdict, "depends_on": on}
        )
        assert explain(found) == f"84–94分：{chinese}"
        assert explain(found, "en") == f"84–94 points: {english}"

    def test_a_range_that_was_found(self) -> None:
        three = FULL.model_copy(update={"qualified_staff": 3})
        found = score_under_all_readings(three)
        assert explain(found, "en") == "100 points: qualified under every reading"

    def test_an_open_fact(self) -> None:
        fact = OpenFact(fact="training", row="4.1", points=1, decides=False)
        assert explain(fact) == "4.1：就业困难人员参加培训率，最多影响1分"
        bars = OpenFact(fact="basic_conditions_met", row="1", points=0, decides=True)
        assert explain(bars) == "1：是否符合基本条件，可单独决定结论"
        assert explain(bars, "en") == "1: basic conditions met, can decide the verdict alone"


class TestFilledInForms:
    """What is wrong with 附件2 as people filled it in."""

    @pytest.mark.parametrize(
        ("code", "facts", "chinese"),
        [
            ("ROW_BLANK", {"column": "own", "row": "3.3"}, "自评：第3.3行未填〔附件2 第3.3行〕"),
            (
                "POINTS_IMPOSSIBLE",
                {"column": "review", "row": "3.3", "entered": 4},
                "考评：第3.3行不可能得4分〔附件2 第3.3行〕",
            ),
            (
                "SUM_MISMATCH",
                {"column": "own", "project": "3", "entered": 40, "rows_give": 38},
                "自评：项目3合计填40分，各行合计为38分〔附件2 第3.3行〕",
            ),
            (
                "SUM_MISMATCH",
                {"column": "own", "entered": 91, "rows_give": 90},
                "自评：合计填91分，各行合计为90分〔附件2 第3.3行〕",
            ),
            (
                "SCORES_DIFFER",
                {"row": "3.3", "own": 5, "review": 0, "low": 0, "high": 5},
                "自评 5，考评 0，计算结果 0至5〔附件2 第3.3行〕",
            ),
            (
                "SCORES_DIFFER",
                {"row": "3.3", "own": 5, "review": 0},
                "自评 5，考评 0〔附件2 第3.3行〕",
            ),
        ],
    )
    def test_a_remark(self, code: str, facts: dict[str, str | int], chinese: str) -> None:
        finding = Finding.model_validate({"code": code, "provision": "annex2.3.3", "facts": facts})
        assert explain(finding) == chinese
        assert CHINESE.search(explain(finding, "en")) is None

    def test_a_code_from_elsewhere(self) -> None:
        stranger = Finding(code="OTHER", provision="art7", facts={})
        with pytest.raises(NoText, match=r"^no words for a finding 'OTHER': give one of this"):
            explain(stranger)


def refused(data: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        validated(Facts, data)
    return caught.value


def unreadable_days(table: str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_rules(table)
    return caught.value


def unreadable(written: str | bytes) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        loads(written)
    return caught.value


class TestErrors:
    """An error in English is its own text; in Chinese it says the same."""

    @pytest.mark.parametrize(
        ("error", "chinese"),
        [
            (
                UnknownProvision("art99"),
                "没有编号为'art99'的条款：请给出如'art6.2'或'annex2.3.1'的编号",
            ),
            (ReceiptMismatch("00", "44"), "凭证00与此评分结果不符（应为44）：请对事实重新评分"),
            (
                InvalidRubric("project 3: rows give 41 points, the project 40"),
                "项目3：各行合计41分，项目为40分",
            ),
            (
                InvalidRubric("clause TRAINING: Band percent 101, give 1 to 100"),
                "评分条款TRAINING：Band percent为101：须在1至100之间",
            ),
            (NoText("no texts in 'fr': choose zh_CN or en"), "没有'fr'的文本：请选择zh_CN or en"),
            (
                InvalidInput([Problem("training_num in row 3", "-1", "at most what x_den has")]),
                "training_num列第3行（从0数起）：给出的是-1，应为不大于x_den",
            ),
            (refused({"service_hall": 1}), "service_hall：给出的是1，应为是或否（true或false）"),
            (
                refused({"valid_complaints": -1, "service_halls": True}),
                (
                    "valid_complaints：给出的是-1，应为0至999999999的整数；"
                    "service_halls：给出的是未知名称'service_halls'，应为已有的字段（是否为service_hall？）"
                ),
            ),
            (
                refused({"training": 80}),
                'training：给出的是80，应为两个计数{"num": n, "den": d}，且num不大于den',
            ),
            (refused({"training": {"num": 1}}), "training.den：给出的是空缺，应为一个值"),
            (
                refused({"satisfaction": Rate(0, 0)}),
                (
                    "satisfaction：给出的是Rate(num=0, den=0)，"
                    "应为den至少为1的调查；未开展调查的请留空"
                ),
            ),
            (refused(3), "记录：给出的是3，应为含字段名的对象"),
            (unreadable("[" * 99_999), "记录：给出的是过深的嵌套，应为不嵌套的记录"),
            (unreadable(b"\xff"), "记录：给出的是第0字节不是UTF-8，应为UTF-8编码的JSON"),
            (unreadable("NaN"), "记录：给出的是NaN，应为不含NaN的JSON（RFC 8259）"),
            (
                CalendarCoverageError(
                    dt.date(2026, 12, 29), dt.date(2018, 1, 1), dt.date(2026, 12, 28)
                ),
                (
                    "日历未覆盖2026-12-29：日历所确定的是2018-01-01至2026-12-28，"
                    "缺少国务院办公厅关于2027年放假安排的通知；"
                    "请用WorkCalendar.from_csv(text, base=calendar)载入含有该通知的表"
                ),
            ),
            (
                CalendarCoverageError(
                    dt.date(2018, 1, 1), dt.date(2018, 1, 1), dt.date(2017, 12, 28)
                ),
                (
                    "日历未覆盖2018-01-01：日历中没有确定的日期，"
                    "缺少国务院办公厅关于2018年放假安排的通知；"
                    "请用WorkCalendar.from_csv(text, base=calendar)载入含有该通知的表"
                ),
            ),
            (
                unreadable_days("date,kind\n2024-02-04,makeup\n"),
                ("第2行kind列：给出的是'makeup'，应为holiday（放假）或makeup_workday（调休上班）"),
            ),
            (unreadable_days("date,kind\n2024-02-04\n"), "第2行：给出的是1格，应为2格"),
            (
                unreadable("{"),
                (
                    "记录：给出的是第1行第2列有误"
                    "（Expecting property name enclosed in double quotes），应为JSON（RFC 8259）"
                ),
            ),
        ],
        ids=str,
    )
    def test_an_error(self, error: FesError, chinese: str) -> None:
        assert explain(error) == chinese
        assert explain(error, "en") == str(error)

    def test_a_sentence_nobody_knows_stays(self) -> None:
        assert explain(Problem("x", "y!", "z!")) == "x：给出的是y!，应为z!"

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_every_sentence_is_recognised_as_itself(self, sentence: str) -> None:
        """No sentence hides behind one that stands before it."""
        places = dict.fromkeys(re.findall(r"\{(\w+)\}", sentence), "7")
        english = sentence
        for name in places:
            english = english.replace(f"{{{name}}}", "7")
        chinese = text(sentence, **places) if places else text(sentence)
        assert explain(InvalidRubric(english)) == chinese
        assert CHINESE.search(chinese) or sentence == "JSON (RFC 8259)"

    def test_the_faults_of_a_table_are_all_known(self) -> None:
        source = ast.parse((PACKAGE / "soundness.py").read_text("utf-8"))
        shapes = {re.sub(r"\{\w+\}", "7", sentence) for sentence in SENTENCES}
        said = [
            "".join(next(constants(part), "7") for part in node.values)
            for node in ast.walk(source)
            if isinstance(node, ast.JoinedStr)
        ]
        assert len(said) > 10
        known = {re.sub(r"\d+", "7", shape) for shape in shapes}
        assert [each for each in said if re.sub(r"\d+", "7", each) not in known] == []

    @pytest.mark.parametrize(
        "module", sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem not in WIRE)
    )
    def test_what_problems_say_is_known(self, module: str) -> None:
        """Whatever a module puts into a problem as it stands there can be said in Chinese."""
        source = ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))
        said = [each for part in put_down(source) for each in constants(part)]
        assert [each for each in said if explain(InvalidRubric(each)) == each] == []


def put_down(source: ast.Module) -> Iterator[ast.expr]:
    """What is given and expected, as it is put into a problem."""
    for node in ast.walk(source):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, given, expected, *_]):
                yield from (given, expected)
            case ast.Assign(targets=[ast.Name(id="wanted" | "expected" | "given")], value=value):
                yield value
            case _:
                pass


class TestLabels:
    """A name in, what it is called out."""

    @pytest.mark.parametrize(
        ("name", "chinese", "english"),
        [
            (
                "training",
                "就业困难人员参加培训率",
                "training rate of people with difficulty finding work",
            ),
            (
                "training_den",
                "应参加培训的就业困难人员数",
                "people with difficulty finding work who should be trained",
            ),
            (
                "3.3",
                "就业困难人员就业率不低于95%。",
                "The employment rate of people with difficulty finding work is not below 95 %.",
            ),
            ("project 1", "平台建设标准", "Platform"),
            (
                "HARD_TO_EMPLOY",
                "就业困难人员就业率",
                "employment of people with difficulty finding work",
            ),
            ("not_qualified", "未达到认定标准", "not qualified"),
            (
                "disputes",
                "发生重大劳动纠纷的，是否不得分？",
                "does a major labour dispute cost the points?",
            ),
            ("minimum_staff.three", "三名", "three"),
            (
                "disputes.grounds",
                "评分标准只列明有效投诉。",
                "The scoring column names complaints alone.",
            ),
            ("art6.2", "第六条第（二）项", "Article 6(2)"),
        ],
    )
    def test_a_label(self, name: str, chinese: str, english: str) -> None:
        assert (label(name), label(name, "en")) == (chinese, english)

    @pytest.mark.parametrize("name", ["", "nothing", "minimum_staff.four", "fact.training"])
    def test_a_name_that_nothing_has(self, name: str) -> None:
        with pytest.raises(NoText, match=f"^nothing is called '{name}': give a fact, row, "):
            label(name)


class TestLanguages:
    """The language is named; nothing else chooses it."""

    @pytest.mark.parametrize("locale", ["fr", "zh", "EN", "", "../en"])
    def test_an_unknown_one(self, locale: str) -> None:
        with pytest.raises(NoText) as caught:
            text("yes", locale)
        assert str(caught.value) == f"no texts in {locale!r}: choose zh_CN or en"

    def test_the_environment_has_no_say(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.setenv(name, "en_US.UTF-8")
        module._tongue.cache_clear()  # noqa: SLF001 - so that it is loaded once more
        assert text("yes") == "是"

    def test_a_catalogue_that_is_not_compiled(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(module, "files", lambda _package: tmp_path)
        module._tongue.cache_clear()  # noqa: SLF001 - so that it is looked for once more
        with pytest.raises(NoText, match=r"^the texts in zh_CN are not compiled: install the"):
            text("yes")
        module._tongue.cache_clear()  # noqa: SLF001 - what follows finds the real ones

    def test_what_the_module_offers(self) -> None:
        assert dir(module) == sorted(module.__all__)


def catalogue(locale: str) -> Catalog:
    with (PACKAGE / "locale" / locale / "LC_MESSAGES" / "zhangye_fes.po").open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def entries(locale: str) -> dict[str, Message]:
    """The entries without a context, by msgid; the register's have their own tests."""
    return {
        each.id if isinstance(each.id, str) else each.id[0]: each
        for each in catalogue(locale)
        if each.id and not each.context
    }


def said_in_code() -> Iterator[str]:
    """Every text that code asks a language for, and both ends of a choice."""
    for path in sorted(PACKAGE.glob("*.py")):
        source = path.read_text("utf-8")
        spoken = {"say", "text"} if "from zhangye_fes.messages import" in source else {"say"}
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(func=ast.Attribute(attr="say"), args=[asked, *_]):
                    yield from constants(asked)
                case ast.Call(func=ast.Name(id=name), args=[asked, *_]) if name in spoken:
                    yield from constants(asked)
                case ast.Call(
                    func=ast.Attribute(attr="count"), args=[asked, ast.Constant(value=str()), _]
                ):
                    yield from constants(asked)
                case _:
                    pass


def constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(said)):
            yield said
        case ast.IfExp():
            yield from [*constants(node.body), *constants(node.orelse)]
        case _:
            pass


def said_in_tables() -> Iterator[str]:
    yield from SENTENCES
    yield from [*WEEKDAYS, *WEEK, *KINDS, *CERTAINTY]
    yield from [*FLAGS.values(), *RATES.values(), *REMARKS.values()]
    yield from [one for one, _ in [*FEWER.values(), *MORE.values()]]
    yield from (fact.meaning for fact in Facts.legend())


def english_texts() -> set[str]:
    """What is English at its source: all that code says but the law's own words."""
    return {each for each in {*said_in_code(), *said_in_tables()} if each not in chinese_texts()}


def chinese_texts() -> set[str]:
    """What is Chinese at its source."""
    facts = Facts.legend()
    return {
        *(fact.question for fact in facts),
        *(title for fact in facts for title in fact.columns.values()),
        *(fact.unit for fact in facts),
        *(row.citation.quote for row in ANNEX_2.rows),
        *(standard.citation.quote for row in ANNEX_2.rows for standard in row.standards),
        *(clause.citation.quote for clause in ANNEX_2.clauses()),
        *(project.title for project in ANNEX_2.projects),
        *(r.citation.quote for r in REGISTER.values() if r.citation.quote),
        *map(regulation.provision_label, regulation.provisions()),
        *(ANNEX_2.name, ANNEX_2.eligibility.quote, regulation.DISCLAIMER),
        *("张掖市市级充分就业社区认定量化评分表", "项"),
        *FESTIVALS,
    }


CODES: Final = {
    *(clause.code for clause in ANNEX_2.clauses()),
    *("BASIC_CONDITIONS", "STANDARD_MISSED"),
    *("qualified", "not_qualified", "undetermined", "depends"),
}


@pytest.mark.source
class TestCatalogues:
    """Nothing is missing, nothing is left over, nothing is half translated."""

    def test_every_english_text_has_its_chinese(self) -> None:
        assert english_texts() - entries("zh_CN").keys() == set()

    def test_every_chinese_text_has_its_english(self) -> None:
        assert chinese_texts() - entries("en").keys() == set()

    def test_every_code_has_its_name(self) -> None:
        assert CODES - entries("zh_CN").keys() == set()
        spoken = {"qualified", "undetermined"}  # which are English as they are
        assert CODES - spoken - entries("en").keys() == set()

    def test_nothing_is_left_over(self) -> None:
        strings = {
            node.value
            for path in PACKAGE.glob("*.py")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert entries("zh_CN").keys() - english_texts() - CODES - strings == set()
        assert entries("en").keys() - chinese_texts() - CODES - strings == set()

    @pytest.mark.parametrize("locale", LOCALES)
    def test_every_entry_is_translated_with_the_same_places(self, locale: str) -> None:
        for entry in catalogue(locale):
            given = [entry.id] if isinstance(entry.id, str) else list(entry.id)
            made = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
            assert all(made), entry.id
            assert not entry.fuzzy, entry.id
            if entry.id:
                places = {frozenset(re.findall(r"\{\w+\}", each)) for each in given + made}
                assert len(places) == 1, entry.id

    def test_the_languages_are_the_ones_there_are(self) -> None:
        assert {path.name for path in (PACKAGE / "locale").iterdir()} == set(LOCALES)

    @pytest.mark.parametrize("locale", LOCALES)
    def test_a_catalogue_compiles(self, locale: str) -> None:
        compiled = io.BytesIO()
        write_mo(compiled, catalogue(locale))
        assert compiled.getvalue()[:4] == b"\xde\x12\x04\x95"

    def test_english_leaves_no_chinese_behind(self) -> None:
        empty = score(Facts())
        told = explain(empty, "en").replace(regulation.NUMBER, "")
        assert CHINESE.search(told) is None

    def test_chinese_leaves_no_english_behind(self) -> None:
        sheet = score(Facts(zero_families=Rate(0, 0)))
        told = explain(sheet).replace(sheet.receipt, "").replace("zhangye_fes", "")
        assert re.search("[A-Za-z]{2}", told) is None


class TestRegister:
    """What a register finds, in words."""

    HISTORY: ClassVar[list[Event]] = [
        event_of(
            {
                "type": "title_carried_over",
                "community": "c",
                "on": "2022-05-01",
                "name": "东街社区",
                "county": "甘州区",
                "street": "东街街道",
            }
        ),
    ]

    @pytest.mark.parametrize(
        ("locale", "told"),
        [
            ("zh_CN", "SAME_NAME 名称没有变化（名称：东街社区）〔第十条〕"),
            ("en", "SAME_NAME that is its name already (name 东街社区) [Article 10]"),
        ],
    )
    def test_a_finding_a_step_and_a_refusal_say_the_same(self, locale: str, told: str) -> None:
        register = Register.replay(self.HISTORY)
        renamed = {"type": "renamed", "community": "c", "on": "2024-03-01", "new_name": "东街社区"}
        step = register.check(event_of(renamed))
        assert explain(step, locale) == explain(step.findings[0], locale) == told
        with pytest.raises(Refused) as refused:
            register.apply(event_of(renamed))
        assert explain(refused.value, locale) == told

    def test_a_step_without_findings_says_nothing(self) -> None:
        assert explain(next(Register.replay(self.HISTORY).steps())) == ""

    def test_an_entitlement(self) -> None:
        register = Register.replay(self.HISTORY)
        assert explain(register.entitlement("c", 2024, dt.date(2024, 6, 1))) == (
            "2024年度补助（2024-06-01）：10000元"
        )
