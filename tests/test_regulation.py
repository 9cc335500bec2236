"""The notice as data: every word in its place, every sentence with its treatment."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from importlib.resources import files

import pytest

import zhangye_fes
from zhangye_fes import ANNEX_2, Facts, regulation
from zhangye_fes.deciding import CODES
from zhangye_fes.errors import UnknownProvision
from zhangye_fes.events import EVENTS
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import (
    Citation,
    Sentence,
    Treatment,
    lines,
    provision_label,
    provisions,
    sentences,
    text,
)

DATA = files("zhangye_fes") / "data"

ROWS = (
    *("1", "2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6"),
    *("4.1", "4.2", "4.3", "5.1", "5.2", "5.3"),
)

CLAUSES = {
    "annex2.1": "BASIC_CONDITIONS SERVICE_HALL OFFICE_EQUIPMENT QUALIFIED_STAFF WORK_SYSTEM",
    "annex2.2": "LEDGERS_MISSING LEDGERS_OUTDATED REPORTS",
    "annex2.3.1": "ZERO_FAMILIES ZERO_FAMILY_RECORDS ZERO_FAMILY_MEMBERS",
    "annex2.3.2": "UNREGISTERED UNEMPLOYED_SERVICES REEMPLOYMENT",
    "annex2.3.3": "HARD_TO_EMPLOY",
    "annex2.3.4": "DISABLED_REGISTRATION DISABLED_EMPLOYMENT",
    "annex2.3.5": "RETIREES",
    "annex2.3.6": "KEY_GROUPS_SERVED KEY_GROUPS_TARGET",
    "annex2.4.1": "TRAINING",
    "annex2.4.2": "ASSISTANCE ASSISTANCE_RECORDS",
    "annex2.4.3": "TRACKING TRACKING_RECORDS",
    "annex2.5.1": "SATISFACTION",
    "annex2.5.2": "POLICY_WORK",
    "annex2.5.3": "COMPLAINTS",
}
"""The marking column's clauses in the order of the text."""


def told(line: str) -> list[tuple[str, str]]:
    """The sentences of a line with their treatments."""
    return [(each.text, each.treatment.value) for each in sentences() if each.line == line]


class TestText:
    """The file: its bytes, its ids, and that nothing of the notice is missing."""

    def test_is_the_file_that_was_compared_with_the_scan(self) -> None:
        digest = hashlib.sha256((DATA / "regulation-2023-181.txt").read_bytes()).hexdigest()
        assert digest == regulation.TEXT_SHA256
        assert hashlib.sha256(text().encode()).hexdigest() == digest

    def test_is_one_id_a_tab_and_words_on_every_line(self) -> None:
        assert all(re.fullmatch(r"[a-z0-9.]+\t\S(.*\S)?", line) for line in text().splitlines())
        assert text().endswith("\n")

    def test_ids_are_unique(self) -> None:
        assert len(lines()) == len(text().splitlines())

    def test_holds_no_note_or_mark_of_an_editor(self) -> None:
        assert not set("【】*#|") & set(text())

    def test_constants_are_the_words_of_the_notice(self) -> None:
        assert lines()["title"] == regulation.TITLE
        assert lines()["number"] == regulation.NUMBER
        assert lines()["issuer"] == regulation.INTERPRETER == lines()["notice.4"]
        assert lines()["issued"] == lines()["printed"] == "2023年9月4日"
        assert date(2023, 9, 4) == regulation.ISSUED
        assert f"有效期{regulation.VALID_YEARS}年" in lines()["art17"]
        assert lines()["art16"] == "本办法由市人力资源和社会保障局负责解释。"

    def test_the_disclaimer_names_the_interpreter_and_the_article(self) -> None:
        assert (
            regulation.DISCLAIMER
            == "本库非官方解释；解释权属张掖市人力资源和社会保障局（第十六条）"
        )

    def test_has_seventeen_articles_in_six_chapters(self) -> None:
        ids = [line for line in lines() if re.fullmatch(r"(art|chapter)\d+", line)]
        assert ids == [
            *("chapter1", "art1", "art2", "art3"),
            *("chapter2", "art4", "art5", "art6", "art7"),
            *("chapter3", "art8", "art9", "art10"),
            *("chapter4", "art11", "art12", "art13"),
            *("chapter5", "art14", "art15"),
            *("chapter6", "art16", "art17"),
        ]

    def test_has_the_standards_of_article_4_and_the_steps_of_article_6(self) -> None:
        points = Counter(line.rpartition(".")[0] for line in lines() if line.startswith("art"))
        assert [points[f"art4.{item}"] for item in range(1, 6)] == [4, 2, 6, 3, 3]
        assert points["art6"] == 3

    def test_has_both_cells_of_each_of_the_fourteen_rows(self) -> None:
        for cell in ("content", "marking"):
            found = [line for line in lines() if line.endswith(cell)]
            assert found == [f"annex2.{row}.{cell}" for row in ROWS]

    def test_has_the_points_as_printed_and_none_for_row_3_2(self) -> None:
        printed = {line: words for line, words in lines().items() if line.endswith(".points")}
        assert list(printed) == [f"annex2.{row}.points" for row in ROWS if row != "3.2"]
        assert [int(words) for words in printed.values()] == [
            *(20, 10),
            *(10, 5, 6, 4, 5),
            *(5, 5, 5),
            *(5, 5, 5),
        ]

    def test_has_the_sums_of_the_projects_as_printed(self) -> None:
        assert [lines()[f"annex2.{project}"] for project in range(1, 6)] == [
            "平台建设标准（20）",
            "基础工作标准（10）",
            "服务工作标准（40）",
            "就业援助标准（15）",
            "其他评价标准（15）",
        ]
        assert lines()["annex2.total"] == "合计　100"


class TestProvisions:
    """Each provision with all that stands beneath it."""

    def test_a_row_has_its_cells_in_their_order(self) -> None:
        assert provisions()["annex2.3.3"].splitlines() == [
            "就业困难人员就业率不低于95%。",
            "5",
            "低于95%不得分。",
        ]

    def test_an_article_has_what_stands_beneath_it_and_nothing_else(self) -> None:
        assert provisions()["art6"].splitlines() == [
            lines()[line] for line in ("art6", "art6.1", "art6.2", "art6.3")
        ]

    def test_a_heading_of_a_chapter_stands_alone(self) -> None:
        assert provisions()["chapter1"] == "总则"

    def test_article_1_has_not_the_words_of_article_10(self) -> None:
        assert "撤销" not in provisions()["art1"]

    def test_cells_are_no_provisions(self) -> None:
        assert not [each for each in provisions() if re.search(r"\.[a-z]", each)]

    def test_are_the_lines_without_their_cells_and_the_covering_notice(self) -> None:
        owners = {re.sub(r"\.[a-z]+$", "", line) for line in lines()}
        assert set(provisions()) == owners | {"notice"}

    def test_every_word_belongs_to_one(self) -> None:
        roots = [words for each, words in provisions().items() if "." not in each]
        assert "\n".join(roots).splitlines() == list(lines().values())


class TestCitation:
    """Where a rule stands, as Chinese law says it, and whether its words are there."""

    @pytest.mark.parametrize(
        ("provision", "label"),
        [
            ("art1", "第一条"),
            ("art9", "第九条"),
            ("art10", "第十条"),
            ("art11", "第十一条"),
            ("art17", "第十七条"),
            ("art6.2", "第六条第（二）项"),
            ("art4.3.2", "第四条第（三）项第2目"),
            ("chapter6", "第六章"),
            ("annex1", "附件1"),
            ("annex1.4", "附件1 第4行"),
            ("annex2", "附件2"),
            ("annex2.1", "附件2 第1行"),
            ("annex2.3.1", "附件2 第3.1行"),
            ("notice", "通知"),
            ("notice.3", "通知第3段"),
            ("title", "标题"),
            ("repeals", "同时废止"),
        ],
    )
    def test_reads_as_the_law_is_cited(self, provision: str, label: str) -> None:
        assert provision_label(provision) == str(Citation(provision, "")) == label

    def test_every_provision_has_a_label_of_its_own(self) -> None:
        assert len({provision_label(each) for each in provisions()}) == len(provisions())

    @pytest.mark.parametrize(
        "provision", ["art18", "art6.4", "annex3", "annex2.3.7", "annex2.3.1.marking", "", "ART6"]
    )
    def test_refuses_what_the_notice_has_not(self, provision: str) -> None:
        with pytest.raises(UnknownProvision) as error:
            provision_label(provision)
        assert error.value.provision == provision
        with pytest.raises(UnknownProvision):
            Citation(provision, "").stands()

    @pytest.mark.parametrize(
        ("provision", "quote", "stands"),
        [
            ("art6.2", "公示期不少于5个工作日", True),
            ("art6", "公示期不少于5个工作日", True),
            ("art6.1", "公示期不少于5个工作日", False),
            ("annex2.5.3", "存在有效投诉不得分。", True),
            ("annex2.5.3", "社区无重大劳动纠纷", True),
            ("annex2.5", "存在有效投诉不得分。", True),
            ("annex2.5.2", "存在有效投诉不得分。", False),
            ("annex2", "", True),
            ("art4.1.2", "“一站式”就业服务", True),
            ("art4.1.2", '"一站式"就业服务', False),
        ],
    )
    def test_its_words_stand_in_the_provision_or_not(
        self, provision: str, quote: str, stands: bool
    ) -> None:
        assert Citation(provision, quote).stands() is stands

    def test_a_quotation_does_not_run_from_cell_to_cell(self) -> None:
        assert not Citation("annex2.5.3", "无有效投诉。5").stands()


class TestSentences:
    """Every sentence of the notice, once, with its treatment."""

    def test_none_is_left_out_and_none_is_invented(self) -> None:
        _, *rows = (DATA / "treatments.tsv").read_text("utf-8").splitlines()
        keys = [(row.split("\t")[0], int(row.split("\t")[1])) for row in rows]
        assert keys == [(each.line, each.number) for each in sentences()]

    def test_they_are_the_words_of_the_notice_to_the_letter(self) -> None:
        joined = dict.fromkeys(lines(), "")
        for each in sentences():
            joined[each.line] += each.text
        assert joined == lines()

    def test_a_sentence_is_not_empty_and_ends_where_the_law_ends_one(self) -> None:
        for each in sentences():
            assert each.text.strip()
            assert not re.search(r"[。；].", each.text), each

    def test_they_are_numbered_from_one_within_their_line(self) -> None:
        seen: Counter[str] = Counter()
        for each in sentences():
            seen[each.line] += 1
            assert each.number == seen[each.line]

    def test_each_belongs_to_a_provision(self) -> None:
        assert {each.provision for each in sentences()} <= provisions().keys()

    def test_one_ends_at_a_comma_only_where_a_second_rule_begins(self) -> None:
        ends = Counter(each.line for each in sentences() if each.text.endswith("，"))
        assert ends == {
            "art4.3.1": 1,  # the month | the half year
            "art4.4.1": 1,  # training | its record
            "art4.5.3": 1,  # disputes | complaints
            "art6.2": 3,  # marks and visit | 90 points | 5 working days | recommendation
            "art6.3": 1,  # evaluation | the steps before recognition
            "art8": 3,  # principle | recheck | spot check | cancellation
            "art13": 3,  # report | recovery | no further subsidy | accountability
            "annex2.1.marking": 1,  # who may take part | 5 points for each item
            "annex2.3.1.content": 1,
            "annex2.4.1.content": 1,
            "annex2.5.3.content": 1,
        }

    @pytest.mark.parametrize("each", sentences(), ids=lambda each: f"{each.line}-{each.number}")
    def test_each_says_why_and_names_rules_in_one_way(self, each: Sentence) -> None:
        assert re.fullmatch(r"\S(.*\S)?", each.reason)
        assert each.reason.isascii()
        for rule in each.rules:
            assert re.fullmatch(
                r"[A-Z][A-Z0-9_]+|Facts\.[a-z_]+|(reading|event):[a-z0-9_]+|[A-Za-z_]+", rule
            )
        assert len(set(each.rules)) == len(each.rules)

    def test_every_rule_is_there(self) -> None:
        events = {f"event:{each}" for each in EVENTS}
        readings = {f"reading:{each}" for each in REGISTER}
        facts = {f"Facts.{each}" for each in Facts.model_fields}
        codes = {clause.code for clause in ANNEX_2.clauses()} | CODES.keys()
        known = events | readings | facts | codes | set(zhangye_fes.__all__)
        told = {rule for each in sentences() for rule in each.rules}
        assert told - known == {"BASIC_CONDITIONS", "STANDARD_MISSED"}

    @pytest.mark.parametrize("provision", CLAUSES)
    def test_the_marking_column_names_its_clauses_in_the_order_of_the_text(
        self, provision: str
    ) -> None:
        marking = [each for each in sentences() if each.line == f"{provision}.marking"]
        codes = [rule for each in marking for rule in each.rules if rule.isupper()]
        assert codes == CLAUSES[provision].split()
        assert {each.treatment for each in marking} == {Treatment.COMPUTED}

    @pytest.mark.parametrize(
        ("line", "number", "words"),
        [
            ("art4.3.1", 2, "有劳动意愿的适龄劳动力在半年内得到及时有效就业援助。"),
            ("annex2.3.1.content", 2, "有劳动意愿的适龄劳动力在半年内得到及时有效就业援助。"),
            ("art4.4.1", 2, "工作有记录。"),
            ("annex2.4.1.content", 2, "工作有记录。"),
            ("annex2.5.3.content", 1, "社区无重大劳动纠纷，"),
        ],
    )
    def test_words_without_a_mark_are_listed_as_not_scored(
        self, line: str, number: int, words: str
    ) -> None:
        unscored = [each for each in sentences() if each.reason.startswith("not scored")]
        assert (line, number, words) in [(each.line, each.number, each.text) for each in unscored]
        assert len(unscored) == 5

    def test_article_6_2_tells_what_is_judged_from_what_is_computed(self) -> None:
        assert told("art6.2") == [
            ("县区推荐。", "declaratory"),
            ("县（区）人社部门对申报的社区进行初审打分和实地考察，", "judged"),
            ("对综合得分90分以上且实地考察符合条件的社区进行公示，", "computed"),
            ("公示期不少于5个工作日，", "computed"),
            ("对公示后无异议的，推荐市人社部门。", "computed"),
        ]

    def test_article_13_tells_term_judgement_bar_and_duty_apart(self) -> None:
        assert [treatment for _, treatment in told("art13")] == [
            "computed",
            "judged",
            "computed",
            "duty",
        ]

    def test_row_1_has_four_items(self) -> None:
        assert [words[0] for words, _ in told("annex2.1.content")] == list("①②③④")

    def test_headings_ask_nothing(self) -> None:
        for each in sentences():
            if re.fullmatch(r"chapter\d|art4\.\d|art4|art6|title|annex[12]", each.line):
                assert each.treatment is Treatment.DECLARATORY
                assert each.rules == ()


class TestImmutable:
    """Nobody can change the law."""

    @pytest.mark.parametrize("mapping", [lines(), provisions()])
    def test_mappings_cannot_be_written(self, mapping: Mapping[str, str]) -> None:
        assert not hasattr(mapping, "__setitem__")

    def test_values_cannot_be_written(self) -> None:
        citation = Citation("art6.2", "公示期不少于5个工作日")
        with pytest.raises(FrozenInstanceError):
            setattr(citation, "quote", "")  # noqa: B010 - mypy would refuse the plain assignment
        with pytest.raises(FrozenInstanceError):
            setattr(sentences()[0], "text", "")  # noqa: B010 - likewise

    def test_what_is_read_is_read_once(self) -> None:
        assert sentences() is sentences()
        assert provisions() is provisions()
        assert lines() is lines()
        assert text() is text()

    def test_equal_citations_are_one(self) -> None:
        assert len({Citation("art2", "基层社区"), Citation("art2", "基层社区")}) == 1
        assert Citation("art2", "基层社区") != Citation("art3", "基层社区")

    def test_the_module_lists_its_names(self) -> None:
        assert dir(regulation) == sorted(regulation.__all__)
