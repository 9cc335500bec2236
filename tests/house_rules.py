"""The house rules that no linter knows, as data and as checks on a syntax tree.

Each check yields what it finds, in words; ``test_architecture`` runs them over the package and over
snippets that break the rule.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterator

LAYERS = (
    {"__about__", "errors", "later", "notebooks"},
    {"dates", "intake", "regulation"},
    {"days", "readings", "told", "values"},
    {"clauses", "facts", "periods", "workcalendar"},
    {"acts", "deadlines", "effects", "levels", "model", "publicity", "row", "standing"},
    {"events", "layout", "marking", "soundness", "workdays"},
    {"journal", "table"},
    {"deciding", "rubric", "transitions"},
    {"title"},
    {"lifecycle", "scoring", "subsidy"},
    {"advice", "doubts", "mergers", "obligations", "papers", "ranges"},
    {"folding"},
    {"options", "views"},
    {"answers"},
    {"register"},
    {"capitals", "phrases", "tongue"},
    {"refusals", "wording"},
    {"actions", "coded", "daywords", "outline", "remarks"},
    {"messages", "columns", "safezip", "splitting"},
    {"ends", "sheetparts"},
    {"cells", "workbooks"},
    {
        "calendar_questions",
        "duties",
        "compiled",
        "objects",
        "pages",
        "records",
        "schemas",
        "tables",
        "tallies",
        "wordfiles",
    },
    {
        "adapter_register",
        "communitypages",
        "drawing",
        "opening",
        "excelfiles",
        "monthsheets",
        "othercalendars",
        "wordforms",
    },
    {"adapter", "countypages", "factsforms", "framing", "plots", "sheetforms", "tablefiles"},
    {"forms", "sweeps"},
    {"analysis", "spans"},
    {"daysheets", "frames", "kit", "listings", "report", "scores"},
    {"paperwork"},
    {"asking"},
    {"ledger"},
    {"reporting"},
    {"cli"},
    {"__init__", "__main__"},
)
"""Bottom first. A module imports from the layers below its own, and never a sibling."""

HEIGHT = {module: height for height, modules in enumerate(LAYERS) for module in modules}

EDGES = frozenset(
    {
        *("adapter", "adapter_register", "calendar_questions"),
        *("forms", "records", "tables"),
        *("cells", "compiled", "ends", "frames", "framing", "objects", "opening"),
        *("analysis", "spans", "sweeps"),
        *("drawing", "plots", "tallies"),
        *(
            "excelfiles",
            "factsforms",
            "paperwork",
            "safezip",
            "sheetforms",
            "tablefiles",
            "wordforms",
            "workbooks",
        ),
        *("daysheets", "kit", "listings", "othercalendars", "scores"),
        *("asking", "ledger", "reporting", "cli", "__init__", "__main__"),
    }
)
CORE = HEIGHT.keys() - EDGES
"""Pure functions over frozen values."""

TABLES = frozenset({"readings"})
"""Modules that are a table throughout: the register stands in the fields of one class."""

OUTSIDERS = {
    "pydantic": HEIGHT.keys(),
    "pydantic_core": HEIGHT.keys(),
    "dateutil": {"deadlines"},
    "babel": {"messages"},
    "gettext": {"messages"},
    "rich": {"tables"},
    "narwhals": {
        *("cells", "compiled", "ends", "framing", "objects", "opening"),
        *("analysis", "spans", "sweeps", "tallies"),
    },
    "altair": {"drawing"},
    "chinese_calendar": {"othercalendars"},
    "holidays": {"othercalendars"},
    "docx": {"wordfiles", "wordforms"},
    "xlsxwriter": {"excelfiles", "factsforms", "sheetforms"},
    "python_calamine": {"workbooks"},
}
"""Who may import what lies outside the package; all else is the standard library."""

LAZY = {
    *("babel", "gettext", "rich", "chinese_calendar", "holidays"),
    *("docx", "xlsxwriter", "python_calamine"),
}
"""Imported inside functions only, so that scoring never pays for them."""

IMPURE = {
    *("asyncio", "http", "socket", "urllib"),
    *("os", "pathlib", "shutil", "subprocess", "tempfile"),
    *("logging", "random", "secrets", "threading", "time"),
}
"""Modules of the standard library that the core has no use for: clock, chance, files, network."""

CLOCK = {"now", "today", "utcnow", "fromtimestamp"}
FILES = {"open", "write_text", "write_bytes"}
MUTABLE = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp

MODULE_LINES = 300
FUNCTION_LINES = 35
FACE_NAMES = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def imports(tree: ast.AST) -> Iterator[str]:
    """Every imported module, relative names made absolute and ``from package import`` resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = ".".join(filter(None, ["zhangye_fes" if node.level else "", node.module]))
            if source == "zhangye_fes":
                yield from (f"zhangye_fes.{alias.name}" for alias in node.names)
            else:
                yield source


def upward_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """Imports of the package's own modules that do not point down, in functions as well."""
    for name in imports(tree):
        package, _, rest = name.partition(".")
        target = (rest or "__init__").partition(".")[0]
        if package == "zhangye_fes" and HEIGHT.get(target, -1) >= HEIGHT[module]:
            yield f"{module} imports {target}, which is not below it"


def foreign_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """Imports from outside that this module should do without, or should put off."""
    for name in imports(tree):
        package = name.partition(".")[0]
        if package not in OUTSIDERS.keys() | sys.stdlib_module_names | {"zhangye_fes"}:
            yield f"{module} imports {package}"
        if module not in OUTSIDERS.get(package, {module}):
            yield f"{module} imports {package}, which others do for it"
    for node in eager(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for package in {name.partition(".")[0] for name in imports(node)} & LAZY:
                yield f"{module} imports {package} outside a function"


def eager(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: all but the bodies of functions."""
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda) and not is_for_types(node):
            todo.extend(ast.iter_child_nodes(node))


def is_for_types(node: ast.AST) -> bool:
    """Whether this is an ``if TYPE_CHECKING:``, which never runs."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def inexact_numbers(tree: ast.Module) -> Iterator[str]:
    """Whatever could bring a float into being, or round."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex() as value):
                yield f"line {node.lineno}: the number {value}"
            case ast.Call(func=ast.Name(id="float" | "round" as name)):
                yield f"line {node.lineno}: a call of {name}"
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                yield f"line {node.lineno}: a true division (for a path, use joinpath)"


def impurities(tree: ast.Module) -> Iterator[str]:
    """Clock, files, network, chance, output, and state that outlives a call."""
    for name in imports(tree):
        if name.partition(".")[0] in IMPURE:
            yield f"import of {name}"
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in CLOCK | FILES:
                yield f"line {node.lineno}: .{name}"
            case ast.Call(func=ast.Name(id="open" | "print" | "input" as name)):
                yield f"line {node.lineno}: a call of {name}"
            case ast.Global():
                yield f"line {node.lineno}: global {', '.join(node.names)}"
    yield from mutable_globals(tree)


def mutable_globals(tree: ast.Module) -> Iterator[str]:
    """Module-level lists, dicts and sets whose type does not forbid writing to them."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name != "__all__":
                kind = ""
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                kind = ast.unparse(annotation)
            case _:
                continue
        if isinstance(value, MUTABLE) and not kind.startswith(("Mapping[", "Sequence[")):
            yield f"line {node.lineno}: {name} could be changed by anybody"


def long_functions(tree: ast.Module) -> Iterator[str]:
    """Functions whose body, its docstring apart, is longer than allowed."""
    for node in ast.walk(tree):
        if isinstance(node, Function) and body_lines(node) > FUNCTION_LINES:
            yield f"{node.name}: {body_lines(node)} lines"


def body_lines(function: Function) -> int:
    """The length of a function's body, its docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def length_without_tables(source: str) -> int:
    """A module's length in lines, tables apart."""
    tables = filter(is_table, ast.parse(source).body)
    return len(source.splitlines()) - sum((t.end_lineno or 0) - t.lineno + 1 for t in tables)


def is_table(node: ast.stmt) -> bool:
    """Whether a statement is data: the assignment of an upper-case name, or of ``__all__``."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name.isupper() or name == "__all__"
    return False


def forbidden_comments(source: str) -> Iterator[str]:
    """Comments that silence the type checker."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and "type:" in token.string:
            yield f"line {token.start[0]}: {token.string}"
