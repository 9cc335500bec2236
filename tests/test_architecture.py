"""The package keeps the rules of the house, and the checks find what breaks them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import zhangye_fes
from tests.house_rules import (
    CORE,
    FACE_NAMES,
    HEIGHT,
    LAYERS,
    MODULE_LINES,
    TABLES,
    forbidden_comments,
    foreign_imports,
    impurities,
    inexact_numbers,
    length_without_tables,
    long_functions,
    upward_imports,
)

ROOT = Path(__file__).parents[1]
PACKAGE = Path(zhangye_fes.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path.read_text("utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""Every module's name in the package and its source."""


def test_the_package_is_found() -> None:
    assert {"__init__", "errors", "model", "scoring"} <= MODULES.keys()


def test_every_module_has_one_place_in_the_house() -> None:
    assert sum(map(len, LAYERS)) == len(HEIGHT)
    assert {name.partition(".")[0] for name in MODULES} <= HEIGHT.keys()


@pytest.mark.parametrize("module", MODULES)
class TestEveryModule:
    """What holds for each module of the package, edges included."""

    def test_imports_point_down(self, module: str) -> None:
        assert not list(upward_imports(module.partition(".")[0], ast.parse(MODULES[module])))

    def test_imports_nothing_it_should_not_need(self, module: str) -> None:
        assert not list(foreign_imports(module.partition(".")[0], ast.parse(MODULES[module])))

    def test_says_what_it_is_and_what_it_offers(self, module: str) -> None:
        tree = ast.parse(MODULES[module])
        assert ast.get_docstring(tree)
        assert any(ast.unparse(node).startswith("__all__ = ") for node in tree.body)

    def test_is_short(self, module: str) -> None:
        assert module in TABLES or length_without_tables(MODULES[module]) <= MODULE_LINES
        assert not list(long_functions(ast.parse(MODULES[module])))


@pytest.mark.parametrize("module", sorted(CORE & MODULES.keys()))
class TestTheCore:
    """Pure functions over frozen values and exact numbers."""

    def test_is_exact(self, module: str) -> None:
        assert not list(inexact_numbers(ast.parse(MODULES[module])))

    def test_is_pure(self, module: str) -> None:
        assert not list(impurities(ast.parse(MODULES[module])))


@pytest.mark.parametrize(
    "folder",
    [PACKAGE, *(ROOT / each for each in ("tests", "tools", "conformance"))],
    ids=lambda path: path.name,
)
def test_the_type_checker_is_never_silenced(folder: Path) -> None:
    for path in sorted(folder.rglob("*.py")):
        assert not list(forbidden_comments(path.read_text("utf-8"))), path


def test_the_face_is_small() -> None:
    names = next(
        ast.literal_eval(node.value)
        for node in ast.parse(MODULES["__init__"]).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert 0 < len(names) <= FACE_NAMES


def test_importing_the_library_is_light() -> None:
    names = "*{name.partition('.')[0] for name in sys.modules}"
    program = f"import sys; from zhangye_fes import *; print({names})"
    # coverage, when it follows the new process, would import more than the library does
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=plain, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"zhangye_fes", "pydantic"} <= loaded
    assert not loaded & {"argparse", "babel", "gettext", "rich"}


class TestTheChecksThemselves:
    """Each check finds what it is there to find, and lets the right way pass."""

    @pytest.mark.parametrize(
        ("module", "source", "found"),
        [
            ("model", "from zhangye_fes.scoring import score", 1),
            ("model", "from . import scoring", 1),
            ("model", "def f():\n    import zhangye_fes.cli", 1),
            ("advice", "from .scoring import score", 0),
            ("scoring", "from zhangye_fes import advice, subsidy", 2),
            ("errors", "from zhangye_fes import intake", 1),
            ("scoring", "import zhangye_fes", 1),
            ("cli", "from zhangye_fes.errors import FesError", 0),
            ("values", "from zhangye_fes import intake", 0),
            ("values", "from zhangye_fes import readings", 1),
            ("scoring", "from zhangye_fes import __about__", 0),
        ],
    )
    def test_imports_point_down(self, module: str, source: str, found: int) -> None:
        assert len(list(upward_imports(module, ast.parse(source)))) == found

    @pytest.mark.parametrize(
        ("module", "source", "found"),
        [
            ("scoring", "import dateutil", 1),
            ("deadlines", "from dateutil.relativedelta import relativedelta", 0),
            ("scoring", "import numpy", 1),
            ("messages", "def f():\n    import babel", 0),
            ("messages", "import babel", 1),
            ("messages", "if True:\n    from gettext import translation", 1),
            ("report", "def f():\n    import gettext", 1),
            ("tables", "def f():\n    import rich.table", 0),
            ("workdays", "def f():\n    import holidays", 1),
            ("othercalendars", "import holidays", 1),
        ],
    )
    def test_outsiders(self, module: str, source: str, found: int) -> None:
        assert len(list(foreign_imports(module, ast.parse(source)))) == found

    @pytest.mark.parametrize("source", ["x = 0.9", "x = 1j", "float(x)", "x / y", "x /= y"])
    def test_inexact_numbers(self, source: str) -> None:
        assert list(inexact_numbers(ast.parse(source)))

    def test_exact_numbers_pass(self) -> None:
        source = "isinstance(x, float) or 188 * 10 >= 209 * 9 or x // 2"
        assert not list(inexact_numbers(ast.parse(source)))

    @pytest.mark.parametrize(
        "source",
        [
            "import time",
            "from urllib.request import urlopen",
            "datetime.now()",
            "dt.date.today()",
            "open('x')",
            "path.write_text('x')",
            "def f():\n    global x",
            "seen = {}",
            "SEEN: dict[str, int] = {}",
        ],
    )
    def test_impurities(self, source: str) -> None:
        assert list(impurities(ast.parse(source)))

    def test_pure_code_passes(self) -> None:
        source = "__all__ = ['A']\nA = (1, 2)\nB: Mapping[str, int] = {}\ndef f():\n    seen = {}"
        assert not list(impurities(ast.parse(source)))

    def test_lengths(self) -> None:
        tree = ast.parse("def f():\n    '''Doc.\n\n    More.\n    '''\n" + "    g()\n" * 36)
        assert list(long_functions(tree)) == ["f: 36 lines"]
        assert length_without_tables('"""Doc."""\n\nROWS = (\n    1,\n)\n\nx = 1\n') == 4

    def test_forbidden_comments(self) -> None:
        silenced = "x = 1  # " + "type: ignore[assignment]\n"
        assert len(list(forbidden_comments(silenced + 's = "# type: ignore"\n'))) == 1
