"""Elements, and the one style: its colours are measured, its rules for paper are there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading_pages import Page
from zhangye_fes import pages
from zhangye_fes.pages import STYLE, Html, bar, cell, element, head, named, page, safe, section

LIGHT, DARK, *_ = (
    dict(re.findall(r"--(\w+): #(\w{6})", part)) for part in STYLE.split("@media screen and")
)
"""The colours of both schemes."""


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 reckons."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class TestStyle:
    """Readable in light, in dark, and on paper."""

    def test_the_measure_is_right(self) -> None:
        assert contrast("000000", "ffffff") == pytest.approx(21)
        assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)

    @pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
    @pytest.mark.parametrize("colour", ["fg", "muted", "accent", "good", "bad", "open"])
    @pytest.mark.parametrize("ground", ["bg", "panel"])
    def test_every_text_has_contrast(
        self, scheme: dict[str, str], colour: str, ground: str
    ) -> None:
        assert contrast(scheme[colour], scheme[ground]) >= 4.5

    def test_both_schemes_name_the_same_colours(self) -> None:
        assert LIGHT.keys() == DARK.keys()
        used = set(re.findall(r"var\(--(\w+)\)", STYLE))
        assert used == LIGHT.keys()

    def test_paper_is_never_dark(self) -> None:
        assert STYLE.count("prefers-color-scheme") == 1
        assert "@media screen and (prefers-color-scheme: dark)" in STYLE

    def test_paper_is_a4_with_whole_rows_and_repeated_heads(self) -> None:
        paper = STYLE.partition("@page")[2]
        assert "size: A4" in paper
        assert "thead { display: table-header-group }" in paper
        assert "tr, li, .panel { break-inside: avoid }" in paper

    def test_every_bracket_closes(self) -> None:
        assert STYLE.count("{") == STYLE.count("}")
        assert "url(" not in STYLE


class TestElements:
    """What is put in is escaped; what is HTML already is not."""

    @pytest.mark.parametrize(
        ("given", "made"),
        [
            ("<b>'\"&", "&lt;b&gt;&#x27;&quot;&amp;"),
            ("a\x00\x1b\u202e\ud800\uffff", "a" + "\ufffd" * 5),
            ("two\nlines\tand 😀", "two\nlines\tand 😀"),
        ],
    )
    def test_safe(self, given: str, made: str) -> None:
        assert safe(given) == made
        assert element("p", given).text == f"<p>{made}</p>"
        assert element("p", title=given).text == f'<p title="{made}"></p>'

    def test_html_goes_in_as_it_is(self) -> None:
        assert element("p", Html("<br>"), element("b", "<")).text == "<p><br><b>&lt;</b></p>"

    @given(name=st.text(st.characters(codec=None)))
    def test_no_text_breaks_a_page(self, name: str) -> None:
        made = page(name, "en", element("p", named(name), lang=name))
        assert Page(made).tags == Page(page("", "en", element("p", named(""), lang=""))).tags
        made.encode()

    def test_a_name_keeps_to_itself(self) -> None:
        assert named("<x>").text == '<bdi class="name" title="&lt;x&gt;">&lt;x&gt;</bdi>'

    def test_cells(self) -> None:
        assert cell("1").text == "<td>1</td>"
        assert cell("1", "n", data_name="x").text == '<td class="n" data-name="x">1</td>'
        assert head("a", Html("b"), numbers=[0]).text == (
            '<thead><tr><th scope="col" class="n">a</th><th scope="col">b</th></tr></thead>'
        )

    def test_a_heading_has_no_colon(self) -> None:
        assert section("失分：").text == section("失分").text

    def test_a_page_is_whole(self) -> None:
        read = Page(page("<t>", "en", section("a:", element("p", "b"))))
        assert read.page.startswith('<!doctype html>\n<html lang="en">\n')
        assert read.texts == ["<t>", "a", "b"]


class TestBar:
    """In integers, each part where it belongs."""

    @pytest.mark.parametrize(
        ("drawn", "parts"),
        [
            (bar(88, 88, 100, mark=90), [("track", 0, 1000), ("sure", 0, 880), ("mark", 898, 4)]),
            (bar(1, 2, 3), [("track", 0, 1000), ("sure", 0, 333), ("may", 333, 333)]),
            (bar(0, 0, 0), [("track", 0, 1000)]),
            (bar(0, 5, 5), [("track", 0, 1000), ("may", 0, 1000)]),
        ],
    )
    def test_parts(self, drawn: Html, parts: list[tuple[str, int, int]]) -> None:
        found = re.findall(r'<rect class="(\w+)" x="(\d+)" y="0" width="(\d+)"', drawn.text)
        assert [(kind, int(x), int(width)) for kind, x, width in found] == parts
        assert drawn.text.count("<rect") == len(parts)

    def test_is_for_the_eye_alone(self) -> None:
        assert 'aria-hidden="true"' in bar(1, 1, 1).text
        assert '<svg class="bar good" ' in bar(1, 1, 1, tone="good").text


def test_what_the_module_offers() -> None:
    assert dir(pages) == sorted(pages.__all__)
