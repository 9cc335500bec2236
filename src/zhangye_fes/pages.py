"""Pages for a browser and a printer: elements that escape what is put in, one style, one skeleton.

A page is one file that loads nothing and runs nothing. On a screen it follows the reader's choice
of light or dark; on paper it is black on white, A4, with no row broken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "STYLE",
    "Html",
    "bar",
    "cell",
    "element",
    "head",
    "listed",
    "named",
    "page",
    "safe",
    "section",
    "table",
]

STYLE = """\
:root { color-scheme: light; --fg: #1c2128; --bg: #ffffff; --panel: #f3f5f8; --muted: #545d68;
  --line: #c6ced6; --accent: #1f4e79; --good: #176a33; --bad: #b3261e; --open: #7a5200 }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --fg: #e6e9ed;
  --bg: #14181d; --panel: #1e242b; --muted: #a7b0ba; --line: #3d4650; --accent: #8cbcec;
  --good: #6bcb8b; --bad: #ff9a8d; --open: #e6b655 } }
* { box-sizing: border-box }
:is(h1, h2, p, th, caption, dt)::first-letter { text-transform: uppercase }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1rem; color: var(--fg);
  background: var(--bg); font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; overflow-wrap: anywhere }
header { border-bottom: 3px solid var(--accent); margin-bottom: 1rem }
header p { margin: 0; color: var(--accent); font-weight: 600 }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.3 }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; color: var(--accent) }
p { margin: .3rem 0 }
.name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
  overflow: hidden }
.muted, cite { color: var(--muted); font-size: .85em; font-style: normal }
.good { color: var(--good) } .bad { color: var(--bad) } .open { color: var(--open) }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem;
  padding: .8rem 1rem; margin: 1rem 0 }
.panel .said { font-size: 1.3rem; font-weight: 700; margin: 0 }
.panel .said b { font-size: 2.4rem; line-height: 1.2; margin-right: .3em }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem }
dt { color: var(--muted) } dd { margin: 0; font-size: 1.8rem; font-weight: 700; line-height: 1.2 }
.scale { position: relative; padding-bottom: 1.3rem; font-size: .8rem }
.scale span { position: absolute; bottom: 0; transform: translateX(-50%) }
.bar { display: block; width: 100%; height: .8rem }
.bar { fill: var(--accent) } .bar.good { fill: var(--good) } .bar.open { fill: var(--open) }
.bar .track { fill: var(--line); fill-opacity: .5 } .bar .may { fill-opacity: .45 }
.bar .mark { fill: var(--fg) }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45 }
caption { text-align: left; color: var(--muted); padding-bottom: .3rem }
th, td { border: 1px solid var(--line); padding: .3rem .45rem; text-align: left;
  vertical-align: top }
:is(thead, tfoot) tr, .project { background: var(--panel) }
thead th { vertical-align: bottom; word-break: keep-all; overflow-wrap: normal }
th { font-weight: 600 }
.n, .short { width: 1%; overflow-wrap: normal }
td.n, .short { white-space: nowrap }
.n { text-align: right; font-variant-numeric: tabular-nums }
.graph { min-width: 5rem; vertical-align: middle }
.content { width: 30% } .wide .content { width: 50%; min-width: 12em }
ul, ol { margin: .3rem 0; padding-left: 1.4em }
.clauses { margin: 0; padding: 0; list-style: none }
.clauses li { padding-left: 1.3em; text-indent: -1.3em }
.clauses li > * { text-indent: 0 }
.clauses cite { display: block }
.sign { display: inline-block; width: 1.3em; font-weight: 700 }
.wide { overflow-x: auto }
.wide table { font-size: .85rem }
.wide :is(td, tbody th):not(.n, .short, .content) { min-width: 6em }
.wide :is(td, th) { padding: .3rem .35rem }
.mono { font-family: ui-monospace, Consolas, monospace; font-size: .8em }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .6rem;
  color: var(--muted); font-size: .85rem }
@media screen and (max-width: 40rem) {
  h1 { font-size: 1.3rem }
  .cards, .cards :is(thead, tbody, tfoot, tr, th, td) { display: block; width: auto }
  .cards thead { display: none }
  .cards tr { border: 1px solid var(--line); margin-bottom: .5rem; padding: .3rem }
  .cards :is(th, td) { border: 0; padding: .1rem .3rem; text-align: left }
  .cards [data-name]::before { content: attr(data-name) "  "; color: var(--muted) }
  .cards .n { display: inline-block; margin-right: .8em }
  .cards td:empty { display: none }
  .wide tbody tr:not(.project) th:first-child { position: sticky; left: 0; background: var(--bg) }
}
@page { size: A4; margin: 14mm 12mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.45 }
  h1 { font-size: 16pt } h2 { font-size: 11.5pt; margin-top: 1rem; break-after: avoid }
  table { font-size: 8.5pt } .wide { overflow: visible } .wide table { font-size: 7.5pt }
  .wide :is(td, th) { padding: .15rem .2rem } footer { font-size: 8.5pt }
  thead { display: table-header-group } tfoot { display: table-row-group }
  tr, li, .panel { break-inside: avoid }
  .project, caption, thead { break-after: avoid }
}
"""
"""The one style: every colour has a contrast of 4.5 to 1 or more, in light and in dark."""

_UNSAFE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What has no place in HTML, or would turn round the text after it."""


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class Html:
    """What is HTML already, and is not escaped again.

    >>> element("p", Html("<br>"), "<br>").text
    '<p><br>&lt;br&gt;</p>'
    """

    text: str


def safe(text: str) -> str:
    r"""Escape a text; what no page may hold is shown as a replacement character.

    >>> safe("<b>\x00")
    '&lt;b&gt;\ufffd'
    """
    return escape(_UNSAFE.sub("\ufffd", text))


def element(name: str, *inside: str | Html, **attributes: object) -> Html:
    """One element; texts in it are escaped, and so are the values of its attributes.

    >>> element("td", "a & b", class_="n", data_name='"').text
    '<td class="n" data-name="&quot;">a &amp; b</td>'
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(str(value))}"'
        for key, value in attributes.items()
    )
    body = "".join(each.text if isinstance(each, Html) else safe(each) for each in inside)
    return Html(f"<{name}{told}>{body}</{name}>")


def named(name: str) -> Html:
    """A name that somebody gave: kept from turning round what follows, and from filling the page.

    >>> named("甘泉").text
    '<bdi class="name" title="甘泉">甘泉</bdi>'
    """
    return element("bdi", name, class_="name", title=name)


def listed(lines: Iterable[str | Html], tag: str = "ul", **attributes: object) -> Html:
    """A list of lines.

    >>> listed(["a", "b"]).text
    '<ul><li>a</li><li>b</li></ul>'
    """
    return element(tag, *(element("li", each) for each in lines), **attributes)


def head(*titles: str | Html, numbers: Iterable[int] = ()) -> Html:
    """The head of a table, repeated on every page of paper.

    Args:
        titles: of the columns.
        numbers: the places of the columns that hold numbers.

    >>> head("a", "b", numbers=[1]).text
    '<thead><tr><th scope="col">a</th><th scope="col" class="n">b</th></tr></thead>'
    """
    right = {*numbers}
    cells = (
        element("th", each, scope="col", **({"class_": "n"} if place in right else {}))
        for place, each in enumerate(titles)
    )
    return element("thead", element("tr", *cells))


def cell(told: str | Html, kind: str = "", **attributes: object) -> Html:
    """A cell of a table.

    >>> cell("5", "n").text, cell("").text
    ('<td class="n">5</td>', '<td></td>')
    """
    return element("td", told, **({"class_": kind} if kind else {}), **attributes)


def table(caption: str, top: Html, rows: Sequence[Html]) -> Html:
    """A table with its caption, its head and its rows; where a screen is narrow, it can be moved.

    >>> table("c", Html(""), []).text.partition(">")[2]
    '<table><caption>c</caption><tbody></tbody></table></div>'
    """
    drawn = element("table", element("caption", caption), top, element("tbody", *rows))
    return element("div", drawn, class_="wide", role="region", tabindex=0, aria_label=caption)


def section(heading: str, *body: Html) -> Html:
    """A heading, without the colon that it has before lines of plain text, and what is under it.

    >>> section("open:", listed(["a"])).text
    '<section><h2>open</h2><ul><li>a</li></ul></section>'
    """
    return element("section", element("h2", heading.rstrip(":：")), *body)


def bar(low: int, high: int, full: int, mark: int | None = None, tone: str = "") -> Html:
    """A bar: what is certain, what may be, and a line where a mark stands; all of it in integers.

    It is for the eye: the same numbers stand in words beside it.

    >>> bar(1, 1, 4).text.count('width="250"')
    1
    """
    scale = max(full, 1)
    at, end = low * 1000 // scale, high * 1000 // scale
    parts = [("track", 0, 1000), ("sure", 0, at), ("may", at, end - at)]
    if mark is not None:
        parts.append(("mark", mark * 1000 // scale - 2, 4))
    return element(
        "svg",
        *(
            element("rect", class_=kind, x=x, y=0, width=width, height=10)
            for kind, x, width in parts
            if width
        ),
        class_=f"bar {tone}".strip(),
        viewBox="0 0 1000 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def page(title: str, locale: str, *body: Html) -> str:
    """A whole page, one part a line.

    >>> page("t", "zh_CN", element("p", "x")).splitlines()[1]
    '<html lang="zh-CN">'
    """
    lines = (
        "<!doctype html>",
        f'<html lang="{locale.replace("_", "-")}">',
        f'<head><meta charset="utf-8"><title>{safe(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>\n{STYLE}</style></head>",
        "<body>",
        *(part.text for part in body),
        "</body></html>",
    )
    return "\n".join(lines) + "\n"
