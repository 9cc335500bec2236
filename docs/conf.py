"""How Sphinx builds the documentation; nothing is fetched from anywhere."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from zhangye_fes import __version__
from zhangye_fes.regulation import TITLE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "zhangye-fes"
author = "The zhangye-fes developers"
copyright = "The zhangye-fes developers, Apache-2.0"
version = release = __version__
language = "zh_CN"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 60
exclude_patterns = ["reference/house.md"]  # included by the design page
myst_enable_extensions = ["attrs_block", "deflist"]
myst_heading_anchors = 3  # pages link to headings of others by their words
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_default_options = {"exclude-members": "model_config"}

html_theme = "furo"
html_title = f"zhangye-fes {version}"
html_short_title = TITLE
html_static_path = ["_static"]
html_css_files = ["site.css", "law.css", "notebooks.css"]
html_search_scorer = str(Path(__file__).with_name("scorer.js"))
html_copy_source = False
html_show_sphinx = False


class PairsOfCharacters(SearchLanguage):
    """Search in Chinese without a dictionary: by pairs of neighbouring characters.

    What is looked for is cut like what was indexed, so that any phrase of two characters or more is
    found, numbers among them included. Words in Latin letters, and names with underscores, stay
    whole.
    """

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = r"""
function splitQuery(query) {
  const chinese = /[\u4e00-\u9fff\d]*[\u4e00-\u9fff][\u4e00-\u9fff\d]*/.source;
  const other = /(?:(?![\u4e00-\u9fff])[\p{L}\p{N}_])+/u.source;
  const runs = new RegExp(`${chinese}|${other}`, "gu");
  return (query.toLowerCase().match(runs) || []).flatMap((run) =>
    run.length > 2 && /[\u4e00-\u9fff]/.test(run)
      ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)) : [run]);
}
"""
    _runs = re.compile(r"[\u4e00-\u9fff0-9]*[\u4e00-\u9fff][\u4e00-\u9fff0-9]*|[^\W\u4e00-\u9fff]+")
    _chinese = re.compile(r"[\u4e00-\u9fff]")

    def split(self, text: str) -> list[str]:
        """Cut a text into what is indexed."""
        found = []
        for run in self._runs.findall(text.lower()):
            pairs = len(run) > 1 and self._chinese.search(run)
            found += map("".join, pairwise(run)) if pairs else [run]
        return found


def keep_colons(_app: object, what: str, *rest: object) -> None:
    """Keep napoleon from taking what stands before a colon for the type of an attribute."""
    lines = rest[-1]
    if what in {"attribute", "data", "property"} and isinstance(lines, list):
        lines[:0] = ["..", ""]  # an empty comment: blank lines it would skip


def name_alone(_app: object, _what: str, *rest: object) -> tuple[str, None] | None:
    """Leave out a signature that only says that a model takes its fields by name."""
    signature = rest[-2]
    return ("", None) if str(signature).startswith("(**data:") else None


def setup(app: Sphinx) -> None:
    """Tell Sphinx of all three."""
    app.add_search_language(PairsOfCharacters)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # napoleon's is 500
    app.connect("autodoc-process-signature", name_alone)
