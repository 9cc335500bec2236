"""Pictures of scores as Altair charts, for notebooks: each says on its axes what it counts.

A chart holds nothing but what was counted, so that its JSON is the same each time, and as small for
a million communities as for thirty. It reads in light and dark, and shows Chinese in any browser.
Needs Altair, which the extra ``[notebook]`` brings.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from zhangye_fes import tallies
from zhangye_fes.drawing import (
    BLUE,
    GREY,
    INK,
    RED,
    VERDICTS,
    alt,
    coloured,
    one,
    pass_line,
    several,
)
from zhangye_fes.messages import text
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from zhangye_fes.model import ScoreSheet
    from zhangye_fes.table import Rubric

__all__ = ["comparison", "distribution", "lost_points", "scenarios", "waterfall"]

_STEP = 10
_TICKS = 5
_HEIGHT = 200
_BAR = alt.Step(22)


def __dir__() -> list[str]:
    return __all__


def distribution(
    scored: object,
    by: str | None = None,
    *,
    end: Literal["low", "high"] = "low",
    rubric: Rubric = ANNEX_2,
    locale: str = "zh_CN",
) -> alt.LayerChart | alt.FacetChart:
    """Draw how many communities have how many points, and which of them qualify.

    Args:
        scored: what :func:`~zhangye_fes.frames.score_frame` gives, or a frame made of what
            :func:`zhangye_fes.rows` gives. A row with a bad cell has no total and is left out.
        by: a column, such as a county, to draw one picture for each value of.
        end: the total with every unknown fact at its worst (``low``), or at its best.
        rubric: the table that it was scored with.
        locale: the language of the words.

    Raises:
        InvalidInput: a column is missing.

    Source: 第七条

    >>> import polars as pl
    >>> from zhangye_fes.frames import score_frame
    >>> scored = score_frame(pl.DataFrame({"service_hall": [False, True]}))
    >>> [(each["total"], each["count"]) for each in distribution(scored, end="high").data.values]
    [(95, 1), (100, 1)]
    """
    found, mark = tallies.totals(scored, by, end, locale), rubric.pass_mark
    domain = [*range(min([mark - _STEP, *(each["total"] for each in found)]), tallies.FULL + 1)]
    ticks = sorted({mark, *(each for each in domain if each % _STEP == 0)})
    titles = {
        "low": text("total, what is unknown at its worst", locale),
        "high": text("total, what is unknown at its best", locale),
    }
    x = alt.X("total:O", title=titles[end], scale=alt.Scale(domain=domain))
    count = alt.Axis(values=_whole(found), format="d")
    bars = _by_verdict(found).encode(
        x=x.axis(values=ticks, labelAngle=0),
        y=alt.Y("count:Q", title=text("communities", locale), axis=count),
        tooltip=["total:O", "verdict:N", "count:Q"],
    )
    line = alt.XDatum(mark, type="ordinal", bandPosition=0)
    layers = [bars, *pass_line(line, text("{points} points or more", locale, points=mark))]
    if by is None:
        return one(layers, found, _HEIGHT)
    return several(layers, found, (_HEIGHT, _HEIGHT // 2), columns=3)


def lost_points(
    lost: object, by: str | None = None, *, locale: str = "zh_CN"
) -> alt.LayerChart | alt.FacetChart:
    """Draw in which rows of the table points are lost, for certain and perhaps.

    Args:
        lost: what :func:`~zhangye_fes.frames.losses` gives.
        by: a column that it was grouped by, to draw one picture for each value of.
        locale: the language of the words.

    Raises:
        InvalidInput: a column is missing.

    >>> import polars as pl
    >>> from zhangye_fes.frames import losses
    >>> chart = lost_points(losses(pl.DataFrame({"service_hall": [False, True]})), locale="en")
    >>> [(each["kind"], each["points"]) for each in chart.data.values if each["row"] == "1"]
    [('lost', 5), ('still open', 30)]
    """
    _, sure, perhaps = tallies.kept_lost_open(locale)
    found = tallies.losses_by_row(lost, by, locale)
    bars = alt.Chart().mark_bar()
    bars = bars.encode(
        x=alt.X("points:Q", title=text("lost points", locale), axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("words:N", title=None, sort=None),
        color=coloured("kind", {sure: RED, perhaps: GREY}),
        tooltip=["words:N", "kind:N", "points:Q"],
    )
    if by is None:
        return one([bars], found, _BAR)
    bars = bars.encode(x=alt.X("points:Q", title=None, axis=alt.Axis(tickCount=2)))
    return several([bars], found, (60, _BAR))


def waterfall(sheet: ScoreSheet, *, locale: str = "zh_CN") -> alt.LayerChart:
    """Draw how the points of one community come down from 100 to its total.

    What is lost for certain comes first; what unknown facts leave open then leads from the most
    that the total can be to the least.

    >>> from zhangye_fes import Facts, Rate, score
    >>> chart = waterfall(score(Facts(retiree_service=Rate(411, 412))))
    >>> [(each["low"], each["high"]) for each in chart.data.values][:3]
    [(0, 100), (96, 100), (0, 96)]
    """
    kept, sure, perhaps = tallies.kept_lost_open(locale)
    steps = tallies.steps(sheet, locale)
    hues = {kept: BLUE, sure: RED, perhaps: GREY}
    shown = {kind: hue for kind, hue in hues.items() if kind in {each["kind"] for each in steps}}
    base = alt.Chart().encode(y=alt.Y("words:N", title=None, sort=None))
    bars = base.mark_bar().encode(
        x=alt.X("low:Q", title=kept, scale=alt.Scale(domain=[0, tallies.FULL])),
        x2="high:Q",
        color=coloured("kind", shown),
        tooltip=["words:N", "shown:N"],
    )
    numbers = base.mark_text(align="left", dx=4).encode(
        x="at:Q",
        text="shown:N",
        color=alt.when(f"datum.low == 0 && datum.high >= {_STEP}")
        .then(alt.value("white"))
        .otherwise(alt.value(INK)),
    )
    told = text("{points} points or more", locale, points=sheet.pass_mark)
    return one([bars, *pass_line(alt.XDatum(sheet.pass_mark), told), numbers], steps, _BAR)


def comparison(
    counted: object, after: str, by: str | None = None, *, locale: str = "zh_CN"
) -> alt.LayerChart | alt.FacetChart:
    """Draw what becomes of the verdicts under another table or other readings.

    Args:
        counted: what :func:`~zhangye_fes.frames.reform` gives.
        after: what the change is called.
        by: a column that it was grouped by, to draw one picture for each value of.
        locale: the language of the words.

    Raises:
        InvalidInput: a column is missing.

    >>> import polars as pl
    >>> from zhangye_fes.frames import reform
    >>> counted = reform(
    ...     pl.DataFrame({"service_hall": [False]}), ANNEX_2.replace("x", pass_mark=96)
    ... )
    >>> comparison(counted, "96 points", locale="en").data.values[0]["change"]
    'worse'
    """
    found = tallies.changes(counted, by, locale)
    order = [tallies.said(code, locale) for code in tallies.PLACES]
    seen = {each[when] for each in found for when in ("before", "after")}
    scale = alt.Scale(domain=[said for said in order if said in seen])
    now = text("now: {table}", locale, table=text(ANNEX_2.name, locale))
    base = alt.Chart().encode(
        x=alt.X("before:N", title=now, scale=scale, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("after:N", title=text("then: {table}", locale, table=after), scale=scale),
    )
    hues = dict(zip(tallies.movements(locale), (BLUE, GREY, RED), strict=True))
    cells = base.mark_rect(fillOpacity=0.4).encode(
        color=coloured("change", hues), tooltip=["before:N", "after:N", "count:Q"]
    )
    layers = [cells, base.mark_text(fontSize=16, color=INK).encode(text="count:Q")]
    if by is None:
        return one(layers, found, _HEIGHT)
    return several(layers, found, (_HEIGHT, _HEIGHT), columns=2)


def scenarios(swept: object, *, locale: str = "zh_CN") -> alt.LayerChart:
    """Draw the verdicts under each table and each choice of readings.

    Args:
        swept: what :func:`~zhangye_fes.frames.sweep` gives.
        locale: the language of the words.

    Raises:
        InvalidInput: a column is missing.

    >>> import polars as pl
    >>> from zhangye_fes.frames import sweep
    >>> frame = pl.DataFrame({"basic_conditions_met": [False]})
    >>> found = sweep(frame, rubrics=[ANNEX_2, ANNEX_2.replace("85分", pass_mark=85)])
    >>> [(each["scenario"], each["verdict"]) for each in scenarios(found).data.values]
    [('附件2', '未达到认定标准'), ('85分', '未达到认定标准')]
    """
    found = tallies.outcomes(swept, locale)
    y = alt.Y("scenario:N", title=None, sort=None)
    count = alt.X("count:Q", title=text("communities", locale), axis=alt.Axis(tickMinStep=1))
    bars = _by_verdict(found).encode(
        x=count.stack("zero"), y=y, tooltip=["scenario:N", "verdict:N", "count:Q"]
    )
    numbers = alt.Chart().mark_text(align="right", dx=-4, color="white")
    numbers = numbers.encode(x=count.stack("zero"), y=y, order="place:O", text="count:Q")
    return one([bars, numbers], found, _BAR)


def _by_verdict(found: tallies.Rows) -> alt.Chart:
    """Stack bars in the colours of those verdicts that there are."""
    codes = dict(sorted((each["place"], (each["verdict"], each["code"])) for each in found))
    bars: alt.Chart = alt.Chart().mark_bar()
    hues = {said: VERDICTS[code] for said, code in codes.values()}
    return bars.encode(color=coloured("verdict", hues), order="place:O")


def _whole(found: tallies.Rows) -> list[int]:
    """Pick about five whole numbers up to the highest column."""
    heights: Counter[object] = Counter()
    for each in found:
        heights[each.get("group"), each["total"]] += each["count"]
    top = max(heights.values(), default=1)
    step = -(-top // _TICKS)
    return [*range(0, top + step, step)]
