"""The notebooks run, are short, and find what their words say. Sphinx runs them in a kernel too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest

NOTEBOOKS = Path(__file__).parents[1] / "docs" / "notebooks"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(NOTEBOOKS.glob("*.md"))}
_CELL = re.compile(r"^```\{code-cell\}.*\n(?::tags:.*\n\n)?((?s:.*?))^```$", re.MULTILINE)


def cells(name: str) -> list[str]:
    return _CELL.findall(TEXTS[name])


def ran(name: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run every cell where the notebook lies, and keep what it names."""
    monkeypatch.chdir(NOTEBOOKS)
    names: dict[str, Any] = {}
    with pl.Config(), alt.renderers.enable("default"):
        for cell in cells(name):
            exec(compile(cell, name, "exec"), names)  # noqa: S102 - our own pages
    return names


@pytest.mark.parametrize("name", TEXTS)
class TestEveryNotebook:
    """Short, and honest about its figures."""

    def test_says_that_its_figures_are_invented(self, name: str) -> None:
        assert "数字均为虚构" in TEXTS[name].partition("{code-cell}")[0]

    def test_is_short(self, name: str) -> None:
        assert 6 <= len(cells(name)) <= 12
        assert len(cells(name)) == TEXTS[name].count("{code-cell}")


def test_a_county_year(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names = ran("county-year", monkeypatch)
    assert names["county"].height == 12
    barred = names["scored"].filter(name="小寺庙社区居民委员会")
    assert barred["total_low", "eligible", "verdict"].row(0) == (97, False, "not_qualified")
    assert "总分由89分变为92分" in capsys.readouterr().out
    assert str(names["open_sheet"].total) == "77–92"


def test_what_if(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ran("what-if", monkeypatch)
    moved = names["moved"]
    assert moved(names["mark"]).height == 5
    assert moved(names["retirees"])["name", "total_low", "total_then"].rows() == [
        ("人民东路居民委员会", 88, 92)
    ]
    down = moved(names["training"])
    assert down["total_low"].to_list() == [90, 90]
    assert down["then"].to_list() == ["not_qualified"] * 2
