"""The modules of the package, layer by layer, as they are."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house_rules import LAYERS
from tools.words import MADE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def page() -> str:
    """Write the table of modules, from the top of the house to its ground."""
    return "\n".join([MADE, "| 层 | 模块 | 内容 |\n|---:|---|---|", *_rows()]) + "\n"


def _rows() -> Iterator[str]:
    package = ROOT / "src/zhangye_fes"
    for height, modules in reversed(list(enumerate(LAYERS, 1))):
        for module in sorted(modules):
            path = package / f"{module}.py"
            if path.exists():
                told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
                summary = " ".join(told.partition("\n\n")[0].split())
                yield f"| {height} | `{module}` | {summary} |"
