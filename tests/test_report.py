"""Reports as pages: whole, harmless, the same each time, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reading_pages import Page
from tests.strategies import FULL
from zhangye_fes import regulation, report
from zhangye_fes.advice import advise
from zhangye_fes.facts import Facts
from zhangye_fes.messages import LOCALES, NoText
from zhangye_fes.model import Rate
from zhangye_fes.papers import Marks, ReviewedSheet
from zhangye_fes.register import Register
from zhangye_fes.report import community_report, county_report
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., str]

ROOT = Path(__file__).parents[1]
REGISTER = Register.replay(
    (ROOT / "examples/zhangye-register.jsonl").read_text("utf-8").splitlines(), irregular="keep"
)
ON = dt.date(2026, 11, 16)
FACTS = FULL.model_copy(update={"reemployment": Rate(188, 209), "training": None})
SHEET = score(FACTS)
REVIEWED = ReviewedSheet(own=Marks(points={"3.3": 4}, projects={"3": 9}, total=88))
HOSTILE = (
    "<script>alert('x')</script>",
    '" onmouseover="x',
    "</title></style><b>&amp;",
    "\u202eabc\u2066",
    "\x00\x1b[31m\ud800",
    "😀👨‍👩‍👧",
    "شبكة عربية",
    "很长" * 5000,
)


def community(name: str = "甘泉社区", locale: str = "zh_CN") -> str:
    """Make a page with all that there can be on it."""
    plans = advise(FACTS, limit=3)
    return community_report(SHEET, name=name, reviewed=REVIEWED, advice=plans, locale=locale)


def county(name: str = "甘泉社区", locale: str = "zh_CN", title: str = "甘州区") -> str:
    """Make a page with all that there can be on it."""
    sheets = [(name, SHEET), ("空白", score(Facts()))]
    return county_report(sheets, title=title, register=REGISTER, on=ON, locale=locale)


class TestBoth:
    """What holds for either page."""

    @pytest.mark.parametrize("make", [community, county])
    def test_loads_nothing_and_runs_nothing(self, make: Make) -> None:
        read = Page(make())
        assert {name for name, _ in read.attributes} & {"src", "href", "xlink:href"} == set()
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        assert not {"script", "link", "iframe", "object", "img", "form", "base"} & {*read.tags}
        assert "url(" not in read.page
        assert "http" not in read.page

    @pytest.mark.parametrize("make", [community, county])
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_name_can_do_no_harm(self, make: Make, name: str) -> None:
        usual, read = Page(make()), Page(make(name))
        assert read.tags == usual.tags
        assert [each for each, _ in read.attributes] == [each for each, _ in usual.attributes]
        assert not re.search("[\0\x1b\u202e\u2066\ud800]", read.page)
        read.page.encode()

    @pytest.mark.parametrize("make", [community, county])
    def test_the_same_input_gives_the_same_page(self, make: Make) -> None:
        assert make() == make()

    @pytest.mark.parametrize("make", [community, county])
    @pytest.mark.parametrize("locale", LOCALES)
    def test_is_in_one_language(self, make: Make, locale: str) -> None:
        read = Page(make("x", locale))
        assert f'<html lang="{locale.replace("_", "-")}">' in read.page
        names = {REGISTER.community(each).name for each in REGISTER.communities}
        own = {"x", "空白", "甘州区", SHEET.receipt, score(Facts()).receipt, *names}
        other = {"zh_CN": "[A-Za-z]{2}", "en": "[\u4e00-\u9fff]"}[locale]
        known = f"{regulation.NUMBER}|zhangye_fes|{SHEET.receipt}"
        said = [re.sub(known, "", each) for each in read.texts if each not in own]
        assert [each for each in said if re.search(other, each)] == []

    @pytest.mark.parametrize("make", [community, county])
    def test_has_one_first_heading_and_tables_with_scopes(self, make: Make) -> None:
        read = Page(make())
        assert read.tags.count("h1") == 1
        scopes = [value for name, value in read.attributes if name == "scope"]
        assert len(scopes) == read.tags.count("th")
        assert {*scopes} <= {"col", "row", "rowgroup"}

    @pytest.mark.parametrize("make", [community, county])
    def test_says_what_it_rests_on(self, make: Make) -> None:
        read = Page(make())
        assert regulation.DISCLAIMER in read.texts
        assert any(SHEET.receipt in each for each in read.texts)
        (source,) = [each for each in read.texts if "zhangye_fes" in each]
        assert regulation.NUMBER in source
        assert SHEET.version in source
        assert "附件2" in source


class TestWhatIf:
    """Another table is no secret, and it must be given."""

    @pytest.mark.parametrize("locale", LOCALES)
    def test_says_so(self, locale: str) -> None:
        odd = ANNEX_2.replace("<80>", pass_mark=80)
        sheet = score(FACTS, rubric=odd)
        pages = (
            community_report(sheet, rubric=odd, locale=locale, reviewed=REVIEWED),
            county_report([("a", sheet)], title="b", rubric=odd, locale=locale),
        )
        warning = {
            "zh_CN": "假设测算：此评分表并非本办法的评分表",
            "en": "a what-if: this table is not the regulation's",
        }[locale]
        for page in pages:
            assert warning in Page(page).texts
            assert "&lt;80&gt;" in page

    def test_needs_its_table(self) -> None:
        odd = ANNEX_2.replace("80", pass_mark=80)
        sheet = score(Facts(), rubric=odd)
        told = r"^the sheet was scored with '80': give this rubric$"
        with pytest.raises(NoText, match=told):
            community_report(sheet)
        with pytest.raises(NoText, match=told):
            county_report([("a", sheet)], title="b")


class TestMisuse:
    """What cannot be a page."""

    def test_obligations_need_a_register_and_a_day(self) -> None:
        told = r"^obligations are of a register as of a day: give register= and on=$"
        with pytest.raises(TypeError, match=told):
            county_report([], title="a", register=REGISTER)
        with pytest.raises(TypeError, match=told):
            county_report([], title="a", on=ON)

    def test_a_language_that_there_is_not(self) -> None:
        with pytest.raises(NoText, match=r"^no texts in 'fr'"):
            community_report(SHEET, locale="fr")
        with pytest.raises(NoText, match=r"^no texts in 'fr'"):
            county_report([], title="a", locale="fr")


def test_what_the_module_offers() -> None:
    assert dir(report) == ["community_report", "county_report"]
