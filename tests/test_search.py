"""The site's search finds Chinese phrases: its own scripts are asked, outside a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NODE = shutil.which("node")

FOUND = {
    "公示": ("guide/workdays", {"law/regulation", "guide/register", "reference/events"}),
    "公示期": ("guide/workdays", {"law/regulation", "reference/readings"}),
    "零就业家庭": ("law/regulation", {"reference/rubric", "reference/facts", "glossary"}),
    "再就业率": ("reference/rubric", {"law/regulation", "index", "quickstart"}),
    "不少于5个工作日": ("guide/workdays", {"law/regulation"}),
    "12月20日前": ("guide/workdays", {"law/regulation", "guide/conformance"}),
    "补助": ("guide/register", {"law/regulation", "reference/events"}),
    "无有效投诉": ("law/regulation", {"请示"}),
    "training_at_80": ("reference/readings", {"guide/scoring"}),
    "WorkCalendar": ("reference/api", {"guide/workdays"}),
}
"""What somebody types: a page that must be among the first four, and others that must be found."""

NOT_FOUND = ("月球", "零就业家属")
"""Words that no page has; the second shares its first characters with a term of the law."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built."""
    pytest.importorskip("furo", reason="the group docs is not installed")
    built = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(ROOT / "docs"), str(built)]
    subprocess.run(command, check=True, cwd=ROOT)
    return built


@pytest.mark.skipif(NODE is None, reason="node, which runs the scripts of the site, is not here")
def test_phrases_are_found(site: Path) -> None:
    asked = [*FOUND, *NOT_FOUND]
    script = str(Path(__file__).with_name("search.cjs"))
    answer = subprocess.run(
        [str(NODE), script, str(site), *asked], capture_output=True, check=True, encoding="utf-8"
    )
    found = dict(zip(asked, json.loads(answer.stdout), strict=True))
    for phrase, (first, others) in FOUND.items():
        assert first in found[phrase][:4], phrase
        assert others <= {*found[phrase]}, phrase
    assert [found[phrase] for phrase in NOT_FOUND] == [[], []]
