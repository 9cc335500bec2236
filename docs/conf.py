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
myst_enable_extensions = ["attrs_block"]
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_default_options = {"exclude-members": "model_config"}

html_theme = "furo"
html_title = f"zhangye-fes {version}"
html_short_title = TITLE
html_static_path = ["_static"]
html_css_files = ["law.css", "notebooks.css"]
html_copy_source = False
html_show_sphinx = False


class PairsOfCharacters(SearchLanguage):
    """Search in Chinese without a dictionary: by pairs of neighbouring characters.

    What is looked for is cut like what was indexed, so that any phrase of two characters or more is
    found. Words in Latin letters, and names with underscores, stay whole.
    """

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = r"""
function splitQuery(query) {
  const runs = /[\u4e00-\u9fff]+|(?:(?![\u4e00-\u9fff])[\p{L}\p{N}_])+/gu;
  return (query.toLowerCase().match(runs) || []).flatMap((run) =>
    run.length > 2 && /^[\u4e00-\u9fff]/.test(run)
      ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)) : [run]);
}
"""
    _runs = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")

    def split(self, text: str) -> list[str]:
        """Cut a text into what is indexed."""
        found = []
        for run in self._runs.findall(text.lower()):
            chinese = "\u4e00" <= run[0] <= "\u9fff"
            found += map("".join, pairwise(run)) if chinese else [run]
        return found


def keep_colons(_app: object, what: str, *rest: object) -> None:
    """Keep napoleon from taking what stands before a colon for the type of an attribute."""
    lines = rest[-1]
    if what in {"attribute", "data", "property"} and isinstance(lines, list):
        lines.insert(0, "")


def setup(app: Sphinx) -> None:
    """Tell Sphinx of both."""
    app.add_search_language(PairsOfCharacters)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # napoleon's is 500
