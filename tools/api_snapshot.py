"""The public API as text: every name that is promised, with its signature as it is written.

What is promised is what stands on ``docs/reference/api.md``, the events, and whatever of this
package their signatures name. It is read from the source and not from the running library, so
that the text is the same on every Python and with every pydantic.
"""

from __future__ import annotations

import ast
import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final

import zhangye_fes
from tools.words import ROOT
from zhangye_fes.schemas import SCHEMAS, json_schema
from zhangye_fes.table import Rubric

HEAD: Final = """\
# The public API of zhangye-fes, written by tools/generate.py: never edit it by hand.
# A line that goes or changes may break somebody's program: see docs/stability.md.

zhangye_fes
"""

_INTERNAL: Final = frozenset({"folding"})
"""A register hands its past on to the next one, and to nobody else."""

_PACKAGE: Final = Path(zhangye_fes.__file__).parent
_DIRECTIVE: Final = re.compile(
    r"^\.\. auto(?P<kind>\w+):: zhangye_fes\.(?P<name>[\w.]+)\n(?P<options>(?: .*\n)*)",
    re.MULTILINE,
)
_MEMBERS: Final = re.compile(r":members:(.*(?:\n    .*)*)")


def page() -> str:
    """Write every public name, module by module."""
    face = "".join(f"    {name}\n" for name in zhangye_fes.__all__)
    modules = "".join(
        f"\nzhangye_fes.{module}\n" + "".join(f"    {line}\n" for line in _lines(module, names))
        for module, names in sorted(public().items())
    )
    return f"{HEAD}{face}{modules}"


def public() -> Mapping[str, set[str]]:
    """Name what is promised, by the module in which it is defined."""
    found: dict[str, set[str]] = {}
    todo = [*documented(), *(("events", name) for name in _offered("events"))]
    while todo:
        home = _home(*todo.pop())
        if home and home[0] not in _INTERNAL and home[1] not in found.setdefault(home[0], set()):
            found[home[0]].add(home[1])
            todo += [(home[0], name) for name in _named(*home) if not name.startswith("_")]
    return found


def documented() -> Iterator[tuple[str, str]]:
    """Read the page of the API: the module and the name of everything that stands on it."""
    text = (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")
    for directive in _DIRECTIVE.finditer(text):
        module, _, name = directive["name"].rpartition(".")
        if directive["kind"] != "module":
            yield module or "__init__", name
        else:
            members = _MEMBERS.search(directive["options"])
            listed = re.findall(r"\w+", members[1]) if members else []
            yield from ((name, each) for each in listed or _offered(name))


def _offered(module: str) -> list[str]:
    return [*import_module(f"zhangye_fes.{module}").__all__]


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((_PACKAGE / f"{module}.py").read_text(encoding="utf-8"))


def _name(node: ast.AST) -> str:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _definitions(module: str, name: str) -> list[ast.stmt]:
    """Find what defines a name in its module: one statement, or several of an overload."""
    top = _tree(module).body
    for_types = [node for each in top if isinstance(each, ast.If) for node in each.body]
    return [node for node in (*top, *for_types) if _name(node) == name]


def _home(module: str, name: str) -> tuple[str, str] | None:
    """Find in which module of the package a name is defined, if in any."""
    if _definitions(module, name):
        return module, name
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
            package, _, home = (node.module or "").partition(".")
            return _home(home, name) if package == "zhangye_fes" and home else None
    return None


def _named(module: str, name: str) -> Iterator[str]:
    """List the names that stand in a definition as it is shown."""
    for definition in _definitions(module, name):
        for line in _described(definition):
            yield from re.findall(r"[A-Za-z]\w*", line)


def _lines(module: str, names: set[str]) -> Iterator[str]:
    for name in sorted(names):
        for definition in _definitions(module, name):
            yield from _described(definition)
        match getattr(import_module(f"zhangye_fes.{module}"), name, None):
            case Mapping() as table:
                yield from (f"    {key!r}" for key in table)
            case Rubric() as rubric:
                yield from (f"    {clause.code!r}" for clause in rubric.clauses())


def _described(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield from (f"@{_written(each)}" for each in node.decorator_list)
    match node:
        case ast.ClassDef(name=name, bases=bases, body=body):
            yield f"class {name}({', '.join(map(_written, bases))})".removesuffix("()")
            for member in filter(_is_public, body):
                yield from (f"    {line}" for line in _described(member))
        case ast.FunctionDef(name=name, args=args, returns=ast.expr() as returns):
            yield f"def {name}({_written(args)}) -> {_written(returns)}"
        case ast.AnnAssign(annotation=annotation, value=value):
            default = f" = {_written(value)}" if value else ""
            yield f"{_name(node)}: {_written(annotation)}{default}"
        case ast.Assign(value=value):
            yield f"{_name(node)} = {_written(value)}"


def _is_public(member: ast.AST) -> bool:
    name = _name(member)
    return name == "__init__" or not (name in {"", "model_config"} or name.startswith("_"))


def _written(node: ast.AST) -> str:
    """Write an annotation or a value as it stands, what is data left out."""
    return ast.unparse(_WithoutData().visit(copy.deepcopy(node)))


class _WithoutData(ast.NodeTransformer):
    """Leaves out what has a page of its own: questions, facts, tables."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Keep what a field is held to, and of anything else only what is called."""
        if ast.unparse(node.func) in {"Field", "dataclass"}:
            return node
        return ast.Call(func=node.func, args=[ast.Constant(...)], keywords=[])


def schema(name: str) -> str:
    """Write a JSON Schema so that a difference can be read."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


FILES: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "tests/stability/api.txt": page,
        **{f"tests/stability/schemas/{name}.json": partial(schema, name) for name in SCHEMAS},
    }
)
"""What is promised, each file and what writes it."""
