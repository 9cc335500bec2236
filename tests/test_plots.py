"""Pictures show what was counted, the same on every engine, in words, on any background."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from typing import Any

import altair as alt
import polars as pl
import pytest
import vl_convert

from tests.framed import ENGINES
from zhangye_fes import (
    ANNEX_2,
    Facts,
    InvalidInput,
    Rate,
    Readings,
    ScoreSheet,
    drawing,
    plots,
    rows,
    score,
    tallies,
)
from zhangye_fes.errors import MissingExtra
from zhangye_fes.frames import losses, reform, score_frame, sweep

FRAME = pl.DataFrame(
    {
        "county": ["甘州区", "民乐县", "民乐县", "民乐县"],
        "basic_conditions_met": [True, True, True, False],
        "service_hall": [True, False, None, True],
        "retiree_service_num": [411, 412, 412, 412],
        "retiree_service_den": [412, 412, 412, 412],
    },
)
"""Of the rest nothing is known: at the best 96, 95, 100 and 100, of which the last may not."""
SCORED = pl.DataFrame(
    {
        "county": ["甘州区", "甘州区", "民乐县", "民乐县", "民乐县"],
        "total_low": [90, 90, 89, 97, None],
        "total_high": [90, 90, 91, 97, None],
        "verdict": ["qualified", "qualified", "undetermined", "not_qualified", "invalid"],
    }
)
LOWER = ANNEX_2.replace("认定分数改为85分", pass_mark=85)
HIGHER = ANNEX_2.replace("认定分数改为96分", pass_mark=96)


def values(chart: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - layered or faceted
    found: list[dict[str, Any]] = chart.data.values
    return found


def only(chart: Any, *names: str) -> list[tuple[Any, ...]]:  # noqa: ANN401
    return [tuple(each[name] for name in names) for each in values(chart)]


def full(**changes: object) -> ScoreSheet:
    """Score a community with 100 points but for some facts."""
    known: dict[str, object] = {}
    for fact in Facts.legend():
        if fact.type == "flag":
            known[fact.name] = True
        else:
            known[fact.name] = Rate(100, 100) if fact.type == "rate" else 0
    return score(Facts.model_validate(known | {"qualified_staff": 3} | changes))


LOST = full(ledgers_outdated=1, hard_to_employ_employment=Rate(75, 79))
"""扣3分 in row 2; 75×100 < 79×95 voids the 5 of row 3.3."""
OPEN = full(ledgers_outdated=1, reemployment=None, satisfaction=None)
"""扣3分 in row 2; the 10 of row 3.2 and the 5 of row 5.1 are open."""


def all_charts(locale: str) -> dict[str, Any]:
    """One of each kind, alone and by county."""
    said = {"locale": locale}
    counted = reform(FRAME, HIGHER, by=["county"])
    lost = losses(FRAME, by=["county"])
    return {
        "distribution": plots.distribution(SCORED, locale=locale),
        "distribution by": plots.distribution(SCORED, "county", end="high", locale=locale),
        "lost": plots.lost_points(losses(FRAME), **said),
        "lost by": plots.lost_points(lost, "county", **said),
        "waterfall": plots.waterfall(LOST, **said),
        "waterfall, open": plots.waterfall(OPEN, **said),
        "comparison": plots.comparison(reform(FRAME, HIGHER), "96", **said),
        "comparison by": plots.comparison(counted, "96", "county", **said),
        "scenarios": plots.scenarios(sweep(FRAME, [Readings(training_at_80="lower")]), **said),
    }


CHARTS = all_charts("zh_CN")
ENGLISH = all_charts("en")


class TestDistribution:
    """Totals around the pass mark."""

    def test_counts_totals_by_verdict(self) -> None:
        assert only(CHARTS["distribution"], "total", "verdict", "count") == [
            (89, "尚不能确定", 1),
            (90, "达到认定标准", 2),
            (97, "未达到认定标准", 1),
        ]

    def test_at_the_best_and_by_county(self) -> None:
        assert only(CHARTS["distribution by"], "group", "total", "count") == [
            ("民乐县", 91, 1),
            ("民乐县", 97, 1),
            ("甘州区", 90, 2),
        ]

    def test_the_line_stands_between_89_and_90(self) -> None:
        bars, rule, words = CHARTS["distribution"].to_dict()["layer"]
        assert rule["encoding"]["x"] == {"datum": 90, "type": "ordinal", "bandPosition": 0}
        assert words["encoding"]["text"] == {"value": "90分以上"}
        assert bars["encoding"]["x"]["scale"]["domain"] == [*range(80, 101)]

    def test_a_what_if_has_its_own_line_and_tick(self) -> None:
        bars, rule, _ = plots.distribution(SCORED, rubric=LOWER).to_dict()["layer"]
        assert rule["encoding"]["x"]["datum"] == 85
        assert bars["encoding"]["x"]["axis"]["values"] == [80, 85, 90, 100]

    @pytest.mark.parametrize(
        ("communities", "ticks"),
        [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (12, [0, 3, 6, 9, 12]), (11, [0, 3, 6, 9, 12])],
    )
    def test_communities_are_counted_in_whole_numbers(
        self, communities: int, ticks: list[int]
    ) -> None:
        frame = pl.concat([SCORED.head(1)] * communities)
        bars = plots.distribution(frame).to_dict()["layer"][0]
        assert bars["encoding"]["y"]["axis"]["values"] == ticks

    def test_nobody_is_drawn_as_nothing(self) -> None:
        assert values(plots.distribution(SCORED.clear())) == []

    def test_takes_sheets_laid_out_as_rows(self) -> None:
        chart = plots.distribution(pl.DataFrame(rows([LOST, OPEN])))
        assert only(chart, "total", "verdict") == [(82, "尚不能确定"), (92, "达到认定标准")]


class TestLostPoints:
    """Where points are lost."""

    def test_rows_and_never_clauses(self) -> None:
        assert [row for row, kind in only(CHARTS["lost"], "row", "kind") if kind == "已失"] == [
            row.id for row in ANNEX_2.rows
        ]

    def test_for_certain_and_perhaps(self) -> None:
        found = only(CHARTS["lost"], "row", "kind", "points")
        # row 1: 5 of one are lost; the other 15 of all four are open, and 5 more of one
        assert ("1", "已失", 5) in found
        assert ("1", "未定", 65) in found
        assert ("3.5", "已失", 4) in found
        assert ("3.5", "未定", 0) in found

    def test_by_county(self) -> None:
        found = only(CHARTS["lost by"], "group", "row", "kind", "points")
        assert ("甘州区", "3.5", "已失", 4) in found
        assert ("民乐县", "3.5", "已失", 0) in found


class TestWaterfall:
    """One sheet, step by step."""

    def test_what_is_lost(self) -> None:
        assert only(CHARTS["waterfall"], "kind", "low", "high", "shown") == [
            ("得分", 0, 100, "100"),
            ("已失", 97, 100, "−3"),
            ("已失", 92, 97, "−5"),
            ("得分", 0, 92, "92"),
        ]
        assert [words[:3] for (words,) in only(CHARTS["waterfall"], "words")] == [
            *("标准分", "2 ①", "3.3", "合计")
        ]

    def test_what_is_open(self) -> None:
        assert only(CHARTS["waterfall, open"], "kind", "low", "high", "at") == [
            ("得分", 0, 100, 0),
            ("已失", 97, 100, 100),
            ("得分", 0, 97, 0),
            ("未定", 87, 97, 97),
            ("未定", 82, 87, 87),
            ("得分", 0, 82, 0),
        ]
        told = [words for (words,) in only(CHARTS["waterfall, open"], "words")]
        assert (told[2], told[5]) == ("合计至多", "合计至少")
        assert told[3].startswith("未定：3.2 ")

    def test_nothing_lost(self) -> None:
        assert only(plots.waterfall(full()), "low", "high") == [(0, 100), (0, 100)]

    def test_the_legend_names_only_what_there_is(self) -> None:
        bars = CHARTS["waterfall"].to_dict()["layer"][0]
        assert bars["encoding"]["color"]["scale"]["domain"] == ["得分", "已失"]

    def test_the_line_of_a_what_if(self) -> None:
        facts = OPEN.facts
        rule = plots.waterfall(score(facts, rubric=LOWER)).to_dict()["layer"][1]
        assert rule["encoding"]["x"] == {"datum": 85}


class TestComparison:
    """Two tables side by side."""

    def test_who_moves(self) -> None:
        counted = pl.DataFrame(
            {
                "before": ["not_qualified", "qualified", "qualified", "invalid"],
                "after": ["qualified", "qualified", "undetermined", "invalid"],
                "communities": [5, 18, 2, 1],
            }
        )
        chart = plots.comparison(counted, LOWER.name)
        assert only(chart, "before", "after", "change", "count") == [
            ("数据有误", "数据有误", "不变", 1),
            ("未达到认定标准", "达到认定标准", "变好", 5),
            ("达到认定标准", "达到认定标准", "不变", 18),
            ("达到认定标准", "尚不能确定", "变差", 2),
        ]
        cells = chart.to_dict()["layer"][0]["encoding"]
        assert cells["x"]["title"] == "现行：附件2"
        assert cells["y"]["title"] == "改后：认定分数改为85分"
        assert cells["x"]["scale"]["domain"][0] == "达到认定标准"

    def test_by_county(self) -> None:
        # 95 at the best is below 96; 100 are refused before and after
        assert only(CHARTS["comparison by"], "group", "before", "after", "count") == [
            ("民乐县", "未达到认定标准", "未达到认定标准", 1),
            ("民乐县", "尚不能确定", "未达到认定标准", 1),
            ("民乐县", "尚不能确定", "尚不能确定", 1),
            ("甘州区", "尚不能确定", "尚不能确定", 1),
        ]


class TestScenarios:
    """Many tables and readings in one picture."""

    def test_what_is_in_force_comes_first(self) -> None:
        readings = [Readings(training_at_80="lower"), Readings()]
        found = sweep(FRAME.head(1), readings, [LOWER, ANNEX_2])
        assert only(plots.scenarios(found), "scenario", "verdict", "count") == [
            ("附件2", "尚不能确定", 1),
            ("附件2 · training_at_80=归入下一档，得1分", "尚不能确定", 1),
            ("认定分数改为85分", "尚不能确定", 1),
            ("认定分数改为85分 · training_at_80=归入下一档，得1分", "尚不能确定", 1),
        ]


@pytest.mark.parametrize("engine", ENGINES)
def test_frames_of_every_engine_give_the_same_pictures(engine: str) -> None:
    def on(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - of every kind
        nullable = engine == "pandas nullable"
        return frame.to_pandas().convert_dtypes() if nullable else ENGINES[engine](frame)

    lost, counted = losses(FRAME, by=["county"]), reform(FRAME, HIGHER, by=["county"])
    swept = sweep(FRAME, [Readings(training_at_80="lower")])
    found = {
        "distribution": plots.distribution(on(SCORED)),
        "distribution by": plots.distribution(on(SCORED), "county", end="high"),
        "lost by": plots.lost_points(on(lost), "county"),
        "comparison by": plots.comparison(on(counted), "96", "county"),
        "scenarios": plots.scenarios(on(swept)),
    }
    assert {name: chart.to_json() for name, chart in found.items()} == {
        name: CHARTS[name].to_json() for name in found
    }


def test_a_bad_row_of_a_lazy_frame_is_left_out_or_named() -> None:
    frame = pl.LazyFrame({"id": ["a", "b"], "qualified_staff": [-1, 3]})
    assert len(values(plots.distribution(score_frame(frame)))) == 1
    assert only(plots.comparison(reform(frame), "?"), "after") == [("数据有误",), ("尚不能确定",)]


def test_the_same_pictures_each_time() -> None:
    again = {name: chart.to_json() for name, chart in all_charts("zh_CN").items()}
    assert again == {name: chart.to_json() for name, chart in CHARTS.items()}


@pytest.mark.parametrize("name", CHARTS)
class TestLook:
    """What holds for every picture."""

    def test_is_drawn_in_words_and_in_the_readers_colour(self, name: str) -> None:
        svg = vl_convert.vegalite_to_svg(CHARTS[name].to_dict())
        assert re.search("[\u4e00-\u9fff]", svg)
        assert "NaN" not in svg
        assert 'fill="currentColor"' in svg
        assert "Noto Sans CJK SC" in svg
        assert CHARTS[name].to_dict()["config"]["background"] == "transparent"

    def test_keeps_no_communities(self, name: str) -> None:
        assert "basic_conditions_met" not in json.dumps(CHARTS[name].to_dict())

    def test_english_leaves_no_chinese_behind(self, name: str) -> None:
        told = json.dumps(ENGLISH[name].to_dict(), ensure_ascii=False)
        left = re.sub("甘州区|民乐县", "", told)
        assert re.search("[\u4e00-\u9fff]", left) is None


class TestFaults:
    """What cannot be drawn is told."""

    def test_a_frame_of_another_kind(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            plots.lost_points(SCORED, "county")
        assert [each.field for each in caught.value.problems] == [
            *("row", "clause", "lost_low", "lost_high")
        ]
        assert "give what losses() gives" in str(caught.value)

    def test_without_altair(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "altair", None)
        monkeypatch.delitem(sys.modules, "zhangye_fes.drawing")
        with pytest.raises(MissingExtra, match=re.escape("install zhangye-fes[notebook]")):
            import_module("zhangye_fes.drawing")

    def test_what_the_modules_offer(self) -> None:
        for module in (drawing, plots, tallies):
            assert dir(module) == module.__all__
        assert drawing.alt is alt
