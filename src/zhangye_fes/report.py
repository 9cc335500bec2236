"""A score sheet as a page for the browser: plain, self-contained, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from zhangye_fes.messages import outline, text
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhangye_fes.model import ScoreSheet
    from zhangye_fes.outline import RowOutline, Section
    from zhangye_fes.table import Rubric

__all__ = ["sheet_html"]

_STYLE = """\
:root { color-scheme: light dark }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 75rem; margin: auto; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid GrayText; padding: .3rem .5rem; text-align: left; vertical-align: top }
th { white-space: nowrap }
td:nth-child(2) { width: 35% }
ul { margin: 0; padding: 0; list-style: none }
li { padding-left: 1.2em; text-indent: -1.2em }
footer { margin-top: 1rem; font-size: .85rem; overflow-wrap: anywhere }
@media (max-width: 40rem) {
  table, tbody, tr, td, td:nth-child(2) { display: block; width: auto; border: 0 }
  tr { border-top: 2px solid GrayText }
  thead { display: none }
  td::before { content: attr(data-name) " "; color: GrayText }
}
"""


def __dir__() -> list[str]:
    return __all__


def sheet_html(sheet: ScoreSheet, locale: str = "zh_CN", rubric: Rubric = ANNEX_2) -> str:
    """A sheet as one HTML page: the table with the law's words, what was missed, the receipt.

    It loads nothing, runs nothing, and follows the reader's choice of light or dark.

    Args:
        sheet: what was scored.
        locale: one of :data:`~zhangye_fes.messages.LOCALES`.
        rubric: the table that a what-if was scored with.

    Raises:
        NoText: the language, or the table that the sheet was scored with, is another one.

    Source: 附件2

    >>> from zhangye_fes import Facts, score
    >>> sheet_html(score(Facts())).splitlines()[1]
    '<html lang="zh-CN">'
    """
    told = outline(sheet, locale, rubric)
    columns = ("row", "content", "standard", "points", "clauses tried")
    names = [text(column, locale) for column in columns]
    title = escape(told.title)
    lines = (
        "<!doctype html>",
        f'<html lang="{locale.replace("_", "-")}">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>\n{_STYLE}</style></head>",
        f"<body><h1>{title}</h1>",
        *_each("p", told.head),
        f"<table><thead><tr>{''.join(_each('th', names))}</tr></thead><tbody>",
        *(_row(row, names) for row in told.rows),
        "</tbody></table>",
        *map(_section, told.sections),
        f"<footer>{''.join(_each('p', told.foot))}</footer></body></html>",
    )
    return "\n".join(lines) + "\n"


def _each(tag: str, texts: Iterable[str]) -> list[str]:
    return [f"<{tag}>{escape(each)}</{tag}>" for each in texts]


def _row(row: RowOutline, names: Sequence[str]) -> str:
    clauses = f"<ul>{''.join(_each('li', row.clauses))}</ul>"
    plain = (row.id, row.content, row.standard, row.points)
    cells = zip(names, (*map(escape, plain), clauses), strict=True)
    filled = (f'<td data-name="{escape(name)}">{cell}</td>' for name, cell in cells)
    return f"<tr>{''.join(filled)}</tr>"


def _section(section: Section) -> str:
    return f"<h2>{escape(section.heading)}</h2><ul>{''.join(_each('li', section.lines))}</ul>"
