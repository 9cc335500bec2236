"""The documentation: every example runs, generated pages are current, and pages keep their word."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

import zhangye_fes
from tests.house_rules import HEIGHT
from tools import generate, letter, swing, words
from tools.law_pages import law_tests, proving
from tools.vector_pages import showing
from zhangye_fes.clauses import Effect
from zhangye_fes.errors import PROBLEM_KINDS, FesError
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import DISCLAIMER, Treatment, lines, provision_label, sentences
from zhangye_fes.rubric import ANNEX_2

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    path.relative_to(DOCS).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SHOWN = re.compile(r"^```\{literalinclude\} (\S+)\n:pyobject: (\w+)$", re.MULTILINE)
HOWTO = [page for page in PAGES if page.startswith("howto/")]


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return [code for kind, code in _BLOCK.findall(PAGES[page]) if kind == language]


def with_blocks(language: str) -> list[str]:
    """The pages that have code in a language."""
    return [page for page in PAGES if blocks(page, language)]


def commands(page: str) -> list[tuple[str, str]]:
    """Each command of a page's console blocks, with what it prints."""
    found = [part for code in blocks(page, "console") for part in code.split("$ ")[1:]]
    return [(command, output) for command, _, output in (part.partition("\n") for part in found)]


def every(error: type[FesError]) -> list[type[FesError]]:
    """The errors of a kind, those of those kinds among them."""
    return [each for kind in error.__subclasses__() for each in (kind, *every(kind))]


def run(command: str, directory: Path) -> str:
    """What a command of the project prints, in a directory."""
    program, *arguments = shlex.split(command)
    assert program == "zhangye-fes"
    done = subprocess.run(
        [sys.executable, "-m", "zhangye_fes", *arguments],
        capture_output=True,
        check=False,
        cwd=directory,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def top_of(line: str) -> str:
    """The article or annex that a line of the notice stands in."""
    top = re.match(r"art\d+|annex\d", line)
    return provision_label(top.group()) if top else ""


def unpadded(printed: str) -> list[str]:
    """What is printed, without the blanks that a table ends its lines with."""
    return [line.rstrip() for line in printed.strip("\n").splitlines()]


class TestExamples:
    """What a page shows is what happens."""

    @pytest.mark.parametrize("page", with_blocks("python"))
    def test_python(self, page: str) -> None:
        code = "\n".join(blocks(page, "python"))
        test = doctest.DocTestParser().get_doctest(code, {}, page, f"docs/{page}.md", 0)
        told: list[str] = []
        result = doctest.DocTestRunner().run(test, out=told.append)
        assert result.attempted, "a python block is a session, with >>>"
        assert not result.failed, "".join(told)

    @pytest.mark.parametrize("page", sorted({*with_blocks("console")} - {"quickstart"}))
    def test_console(self, page: str) -> None:
        for command, output in commands(page):
            assert unpadded(run(command, DOCS.parent)) == unpadded(output), command

    def test_the_first_steps_in_an_empty_directory(self, tmp_path: Path) -> None:
        (record,) = blocks("quickstart", "json")
        (tmp_path / "社区.json").write_text(record, encoding="utf-8")
        ((command, output),) = commands("quickstart")
        assert unpadded(run(command, tmp_path)) == unpadded(output)
        for option in re.findall(r"`zhangye-fes (score 社区.json --[a-z-]+)`", PAGES["quickstart"]):
            assert "Traceback" not in run(f"zhangye-fes {option}", tmp_path)

    def test_the_empty_table_of_the_first_steps(self, tmp_path: Path) -> None:
        """It is filled in between two commands, and scored into a file."""
        _, write, read = blocks("quickstart", "sh")
        assert run(write, tmp_path) == ""
        book = openpyxl.load_workbook(tmp_path / "事实.xlsx")
        book["事实"]["B2"] = "示例社区"
        book.save(tmp_path / "事实.xlsx")
        assert run(read, tmp_path) == ""
        (scores,) = openpyxl.load_workbook(tmp_path / "评分.xlsx").worksheets
        assert [each.value for each in scores["A"]] == ["社区", "示例社区"]

    def test_the_file_of_events_is_the_one_that_is_shown(self) -> None:
        (shown,) = blocks("guide/register", "json")
        assert shown == (DOCS / "guide/events.jsonl").read_text(encoding="utf-8")

    def test_files_are_written(self, tmp_path: Path) -> None:
        for form, text in zip(("附件1", "附件2"), blocks("guide/forms", "json"), strict=True):
            (tmp_path / f"{form}.json").write_text(text, encoding="utf-8")
        for command in "".join(blocks("guide/forms", "sh")).splitlines():
            assert run(command, tmp_path) == "", command
        assert {path.name for path in tmp_path.glob("*.*")} == {
            *("附件1.json", "附件1.docx", "附件2.json", "附件2.xlsx", "附件2.docx"),
            "事实.xlsx",
        }

    @pytest.mark.parametrize("page", HOWTO)
    def test_a_howto_shows_nothing_that_is_not_run(self, page: str) -> None:
        shown = _SHOWN.findall(PAGES[page])
        assert PAGES[page].count("```") == 2 * (len(blocks(page, "python")) + len(shown)) > 0
        for file, name in shown:
            source = (DOCS / "howto" / file).read_text(encoding="utf-8")
            assert re.search(rf"^(class|def) {name}\b", source, re.MULTILINE)
            module = ".".join(Path(file).parts[2:4]).removesuffix(".py")
            tests = (DOCS.parent / "tests").glob("test_*.py")
            assert any(f"from {module}" in each.read_text(encoding="utf-8") for each in tests)

    def test_there_are_some(self) -> None:
        guides = ("scoring", "workdays", "conformance", "register", "forms", "report")
        ideas = {page for page in PAGES if page.startswith("fundamentals/")}
        assert len(ideas) == 5
        shown = {"index", "quickstart", *ideas, *(f"guide/{each}" for each in guides)}
        assert shown <= {*with_blocks("python")}
        assert len(HOWTO) == 6
        told = {"quickstart", *(f"guide/{each}" for each in ("cli", "forms", "register", "report"))}
        assert told <= {*with_blocks("console")}


class TestGenerated:
    """What is made from the data is up to date, and says when it is not."""

    @pytest.mark.source
    def test_nothing_is_stale(self) -> None:
        assert list(generate.stale()) == []

    def test_a_stale_page_is_reported(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(generate, "ROOT", tmp_path)
        monkeypatch.setattr(generate, "FILES", {"docs/page.md": lambda: "new\n"})
        assert generate.main(["--check"]) == 1
        assert capsys.readouterr().err.splitlines()[-1] == "+new"
        assert generate.main([]) == 0
        assert generate.main(["--check"]) == 0
        assert (tmp_path / "docs/page.md").read_text(encoding="utf-8") == "new\n"

    @pytest.mark.source
    def test_an_entry_without_chinese_is_refused(self) -> None:
        with pytest.raises(LookupError, match="nowhere"):
            words.chinese("nowhere.question", "what?")


class TestLaw:
    """The regulation in colours."""

    page = PAGES["law/regulation"]

    def test_every_sentence_stands_in_its_colour(self) -> None:
        spans = re.findall(r'<span class="law-(\w+)" title="[^"]+">([^<]+)</span>', self.page)
        assert spans == [(each.treatment.value, each.text) for each in sentences()]

    def test_nothing_of_the_text_is_lost(self) -> None:
        spans = re.findall(r'title="[^"]+">([^<]+)</span>', self.page)
        assert "".join(spans) == "".join(lines().values())

    def test_every_computed_sentence_of_the_marking_column_has_its_test(self) -> None:
        marking = [each for each in sentences() if each.line.endswith(".marking")]
        assert len({each.line for each in marking}) == 14
        for sentence in marking:
            row = sentence.provision.removeprefix("annex2.").replace(".", "")
            assert [test.name for test in proving(sentence)] == [f"TestRow{row}"]

    def test_every_computed_sentence_has_its_rule_its_vectors_and_its_tests(self) -> None:
        computed = [each for each in sentences() if each.treatment is Treatment.COMPUTED]
        for sentence in computed:
            firing, beside = showing(sentence)
            assert sentence.rules, sentence
            assert firing, sentence
            assert beside, sentence
            assert proving(sentence), sentence

    def test_the_legend_counts_add_up(self) -> None:
        counts = [int(count) for count in re.findall(r"（(\d+)句）", self.page)]
        assert len(counts) == 5
        assert sum(counts) == len(sentences())

    def test_the_tests_stand_on_their_page(self) -> None:
        for test in law_tests():
            assert f"({words.anchor('test', test.name)})=" in PAGES["law/tests"]


class TestRubric:
    """附件2 on its page."""

    page = PAGES["reference/rubric"]

    def test_every_row_and_clause_has_its_place(self) -> None:
        for row in ANNEX_2.rows:
            assert (
                f"(row-{row.id.replace('.', '-')})=\n### 第{row.id}行（{row.standard}分）"
                in self.page
            )
        for clause in ANNEX_2.clauses():
            assert f"**`{clause.code}`** · " in self.page
            assert f"“{clause.citation.quote}”" in self.page

    def test_derived_points_are_marked(self) -> None:
        assert self.page.count("（推算）") == 1
        assert "按40−10−5−6−4−5＝10推算" in self.page

    def test_what_is_not_scored_is_listed(self) -> None:
        listed = self.page.partition("未评分的文字")[2]
        assert re.findall(r"“(.*?)”", listed) == [
            "有劳动意愿的适龄劳动力在半年内得到及时有效就业援助。",
            "工作有记录。",
            "社区无重大劳动纠纷，",
        ]


class TestLetter:
    """The letter asks every question once, and says what hangs on it."""

    page = PAGES["请示"]

    def test_every_question_is_asked_once(self) -> None:
        asked = re.findall(r"^- 编号：`(\w+)`$", self.page, re.MULTILINE)
        assert sorted(asked) == sorted(REGISTER)

    def test_every_quotation_is_given(self) -> None:
        for reading in REGISTER.values():
            assert reading.citation.quote in self.page

    def test_parts_and_consequences_cover_the_register(self) -> None:
        beside_the_marks = {
            name
            for name, reading in REGISTER.items()
            if not reading.citation.provision.startswith("annex2")
        }
        assert set(letter.DECIDES) == beside_the_marks

    @pytest.mark.source
    def test_a_settled_question_is_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = next(iter(REGISTER))
        unsettled = {name: each for name, each in REGISTER.items() if name != first}
        monkeypatch.setattr(letter, "REGISTER", unsettled)
        assert f"`{first}`" not in letter.page()

    @pytest.mark.parametrize(
        ("reading", "points"),
        [
            ("minimum_staff", {"1": 5}),  # two of them: 扣5分 or not
            ("outdated_ledgers", {"2": 7}),  # four outdated: 10-12 is 0, 10-3 is 7
            ("report_faults", {"2": 5}),  # late and accurate: 5 or 0; both: 5 or 10
            ("zero_family_void", {"3.1": 5}),  # 10-5 or 0
            ("reemployment_void", {"3.2": 6}),  # 0, or the 6 for services
            ("unemployed_services_void", {"3.2": 4}),  # the 4 that stand, or 0
            ("key_group_void", {"3.6": 3}),  # 0, or the 3 for services
            ("key_group_services_void", {"3.6": 2}),  # the 2 that stand, or 0
            ("training_at_80", {"4.1": 2}),  # 3 or 1
            ("satisfaction_at_75", {"5.1": 3}),  # 3 or 0
            ("disputes", {"5.3": 5}),  # a dispute and no complaint: 5 or 0
            (
                "empty_group",
                {"3.1": 5, "3.2": 10, "3.3": 5, "3.4": 6, "3.5": 4, "4.1": 5},
            ),
            ("basic_conditions", {}),  # says who may take part
        ],
    )
    def test_what_a_reading_moves(self, reading: str, points: dict[str, int]) -> None:
        assert swing.swing(reading) == points

    @pytest.mark.parametrize(
        ("fact", "points"),
        [
            ("qualified_staff", 5),
            ("zero_families", 5),
            ("zero_family_members_unstable", 10),  # two of them
            ("reemployment", 10),
            ("unemployed_services_provided", 6),
            ("training", 5),
            ("assistance_provided", 5),
            ("valid_complaints", 5),
        ],
    )
    def test_what_a_fact_moves(self, fact: str, points: int) -> None:
        assert swing.reach(fact) == points


class TestPages:
    """What the pages written by hand promise."""

    def test_the_disclaimer_stands_on_the_first_page(self) -> None:
        assert DISCLAIMER in PAGES["index"]

    def test_the_house_is_as_it_is(self) -> None:
        shown = set(re.findall(r"^\| \d+ \| `(\w+)` \|", PAGES["reference/house"], re.MULTILINE))
        package = Path(zhangye_fes.__file__).parent
        assert shown == {path.stem for path in package.glob("*.py")}
        assert shown <= HEIGHT.keys()

    def test_the_kinds_of_clauses_are_named(self) -> None:
        kinds = "、".join(f"`{kind.__name__}`" for kind in get_args(Effect))
        assert f"{kinds} 五种" in PAGES["design"]

    def test_every_page_stands_in_the_navigation(self) -> None:
        trees = re.findall(r"^```\{toctree\}\n(.*?)^```$", PAGES["index"], re.DOTALL | re.MULTILINE)
        entries = re.findall(r"^(?!:)(?:.+ <)?([^\s<>]+?)>?$", "".join(trees), re.MULTILINE)
        assert sorted(entries) == sorted(PAGES.keys() - {"index", "reference/house"})

    def test_every_idea_says_why_how_and_where_to_read_on(self) -> None:
        for page, text in PAGES.items():
            if page.startswith("fundamentals/"):
                headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
                assert headings[:2] == ["为什么", "怎样"], page
                assert headings[-1] == "接着读", page

    def test_the_errors_are_all_there_are(self) -> None:
        rows = re.findall(
            r"^\| `(\w+)` \| (?:`(\w+)` \| )?\S", PAGES["reference/errors"], re.MULTILINE
        )
        kinds = [kind for kind, error in rows if not error]
        assert kinds == [*PROBLEM_KINDS]
        for module in ("deciding", "tongue"):
            import_module(f"zhangye_fes.{module}")
        errors = [error for error in every(FesError) if error.__module__.startswith("zhangye_fes.")]
        assert sorted((e.code, e.__name__) for e in errors) == sorted(r for r in rows if r[1])

    def test_the_terms_of_the_law_stand_where_the_glossary_says(self) -> None:
        theirs = PAGES["glossary"].partition("## 本库自己的用语")[0]
        terms = re.findall(r"^\| (\S+) \| .+ \| (第.+条|附件\d) \|$", theirs, re.MULTILINE)
        assert len(terms) == theirs.count("\n| ") - 1, "the heading of the table is no term"
        for term, where in terms:
            words = [text for line, text in lines().items() if top_of(line) == where]
            assert term in "".join(words), (term, where)

    def test_no_term_is_explained_twice(self) -> None:
        terms = re.findall(r"^\| (\S+) \|", PAGES["glossary"], re.MULTILINE)
        assert {each for each in terms if terms.count(each) > 1} == {"中文"}

    @pytest.mark.parametrize(
        "term", ["充分就业社区", "零就业家庭", "就业困难人员", "社会化管理服务"]
    )
    def test_the_glossary_has_the_terms_of_the_trade(self, term: str) -> None:
        assert f"| {term} |" in PAGES["glossary"]
