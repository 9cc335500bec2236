"""How charts look: colours, lettering, the line of the pass mark; needs Altair.

Text is in the reader's own colour on no background, so that a chart reads in light and dark, and in
one of the fonts that systems have for Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from zhangye_fes.errors import MissingExtra
from zhangye_fes.values import FrozenDict

try:
    import altair as alt
except ModuleNotFoundError:
    raise MissingExtra("plots need Altair, not installed: install zhangye-fes[notebook]") from None

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "BLUE",
    "GREY",
    "INK",
    "RED",
    "VERDICTS",
    "alt",
    "coloured",
    "one",
    "pass_line",
    "several",
]

C = TypeVar("C", "alt.LayerChart", "alt.FacetChart")

_FONT = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif'
"""Every system that shows Chinese has one of these."""
INK = "currentColor"
"""The reader's own colour of text."""
_LINE = "#88888855"
BLUE, GREY, RED = "#0072b2", "#a0a0a0", "#d55e00"
"""Good, open, bad: told apart by the colour-blind too, and seen on white and on black."""
VERDICTS: Mapping[str, str] = FrozenDict(
    {"qualified": BLUE, "undetermined": GREY, "not_qualified": RED, "invalid": "#666666"}
)
"""The colour of each verdict."""
_WIDTH, _WORDS = 440, 240
"""Pixels: of one picture, of words beside it; all of the words are told where the mouse is."""


def __dir__() -> list[str]:
    return __all__


def coloured(field: str, of: Mapping[str, str]) -> alt.Color:
    """Colour by a field, with a legend in the order given.

    >>> coloured("kind", {"good": BLUE}).to_dict()["scale"]
    {'domain': ['good'], 'range': ['#0072b2']}
    """
    scale = alt.Scale(domain=[*of], range=[*of.values()])
    return alt.Color(field, type="nominal", title=None, scale=scale)


def pass_line(at: alt.XDatum, told: str) -> list[alt.Chart]:
    """Draw a line from top to bottom, with words above it.

    >>> [each.mark.type for each in pass_line(alt.XDatum(90), "90分")]
    ['rule', 'text']
    """
    once = alt.Chart(alt.InlineData([{}]))  # or there would be a line for each bar
    words = once.mark_text(align="left", baseline="bottom", dy=-3, color=INK)
    return [
        once.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=at),
        words.encode(x=at, y=alt.value(0), text=alt.value(told)),
    ]


def one(
    layers: Sequence[alt.Chart], rows: list[dict[str, Any]], height: int | alt.Step
) -> alt.LayerChart:
    """Put layers that show the same rows above each other.

    >>> one([alt.Chart().mark_bar()], [{"n": 1}], 200).to_dict()["width"]
    440
    """
    whole = alt.LayerChart(data=alt.InlineData(rows), layer=[*layers])
    return _finished(whole.properties(width=_WIDTH, height=height))


def several(
    layers: Sequence[alt.Chart],
    rows: list[dict[str, Any]],
    size: tuple[int, int | alt.Step],
    columns: int | None = None,
) -> alt.FacetChart:
    """Draw one picture for each ``group``, side by side or in lines of so many.

    >>> several([alt.Chart().mark_bar()], [{"group": "甘州区"}], (60, 200), 3).to_dict()["columns"]
    3
    """
    width, height = size
    layered = alt.LayerChart(data=alt.InlineData(rows), layer=[*layers])
    whole = layered.properties(width=width, height=height)
    if columns is None:
        return _finished(whole.facet(column=alt.Column("group:N", title=None)))
    return _finished(whole.facet(alt.Facet("group:N", title=None), columns=columns))


def _finished(chart: C) -> C:
    """Give a chart its lettering, and no background."""
    lettered: C = chart.configure(
        background="transparent",
        font=_FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domainColor=_LINE,
            tickColor=_LINE,
            gridColor=_LINE,
            labelColor=INK,
            labelLimit=_WORDS,
            titleColor=INK,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(labelColor=INK, orient="bottom", symbolType="square"),
        header=alt.HeaderConfig(labelColor=INK),
        title=alt.TitleConfig(color=INK, subtitleColor=INK),
    )
    return lettered
