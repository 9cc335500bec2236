"""A score sheet as a page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from zhangye_fes import regulation, report
from zhangye_fes.facts import Facts
from zhangye_fes.messages import NoText, outline
from zhangye_fes.model import Rate
from zhangye_fes.report import sheet_html
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import score

VOID = {"meta"}
SHEET = score(Facts(basic_conditions_met=True, reemployment=Rate(188, 209)))


class Page(HTMLParser):
    """Reads a page back: its texts, its tags, and whether each that opens closes in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [name for name, _ in attrs if name in {"src", "href"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_page_says_all_that_the_sheet_says(locale: str) -> None:
    page, told = Page(sheet_html(SHEET, locale)), outline(SHEET, locale)
    assert page.open == []
    wanted = [told.title, *told.head]
    for row in told.rows:
        wanted += [row.id, row.content, row.standard, row.points, *row.clauses]
    for section in told.sections:
        wanted += [section.heading, *section.lines]
    wanted += told.foot
    assert [each for each in wanted if each not in page.texts] == []


def test_a_page_in_chinese() -> None:
    page = sheet_html(SHEET)
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">\n')
    assert "<th>行</th><th>考核内容</th><th>标准分</th><th>得分</th><th>评分情况</th>" in page
    assert (
        "<li>✗ 失业人员再就业率 188/209（89.9 %），低于90%，本行不得分"
        "〔附件2 第3.2行：失业人员再就业率低于90%不得分。〕</li>"
    ) in page
    assert f"<p>凭证：{SHEET.receipt}</p><p>{regulation.DISCLAIMER}</p>" in page


def test_a_page_has_a_line_for_each_row() -> None:
    page = Page(sheet_html(SHEET, "en"))
    assert page.tags.count("tr") == 1 + 14
    assert page.tags.count("th") == 5


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = Page(sheet_html(SHEET))
    assert page.loads == []
    assert "script" not in page.tags
    assert "url(" not in sheet_html(SHEET)


def test_a_page_follows_light_and_dark() -> None:
    assert "color-scheme: light dark" in sheet_html(SHEET)


def test_every_text_is_escaped() -> None:
    name = "<script>alert('x')</script> & \"y\""
    odd = ANNEX_2.replace(name, pass_mark=80)
    page = sheet_html(score(Facts(), rubric=odd), rubric=odd)
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;y&quot;" in page


def test_a_what_if_needs_its_table() -> None:
    odd = ANNEX_2.replace("80", pass_mark=80)
    with pytest.raises(NoText, match=r"^the sheet was scored with '80': give this rubric$"):
        sheet_html(score(Facts(), rubric=odd))


def test_equal_sheets_give_equal_pages() -> None:
    again = score(Facts(basic_conditions_met=True, reemployment=Rate(188, 209)))
    assert sheet_html(again) == sheet_html(SHEET)


def test_what_the_module_offers() -> None:
    assert dir(report) == ["sheet_html"]
