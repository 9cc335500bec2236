"""Change one thing in the rules at a time, and see whether the vectors notice, or else the tests.

A mutant is a module with one operator, number, truth or decorator changed. Where the answers to
the vectors go through the line that was changed, it is tried with the vectors alone; what they let
pass, and what is not on the wire, is tried with the tests of its module and of the law: with few
examples first, which notice most of it, and with all of them where they do not.
What still survives must have its reason in ``survivors.toml``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tools.mutant import RULES, Fate, Mutant, part_of
from tools.survivors import report
from tools.try_vectors import prepare
from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PACKAGE: Final = Path("src/zhangye_fes")
KINDS: Final = {
    "scoring": ("score",),
    "workdays": ("workdays", "register"),
    "lifecycle": ("register",),
    "subsidy": ("register",),
}
"""The kinds of vectors that speak of each."""

IDENTITY: Final = frozenset({"Is", "IsNot"})
SAME: Final = frozenset({("Is", "Eq"), ("IsNot", "NotEq")})
NO_ORDER: Final = re.compile(r'[<>]=? "|/,')
"""Asked by no rule: whether one name comes before another, where positional parameters end."""


def mutants(module: str, reached: frozenset[int]) -> Iterator[Mutant]:
    """Make the mutants of a module; those that change nothing that runs are left out."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    code = (ROOT / PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    seen = {_running(code)}
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if operator.arguments() or _of_identity(name):  # arguments: variables to be named
            continue
        occurrence = 0
        while (changed := mutate_code(code, operator(), occurrence)) is not None:
            runs = _running(changed)
            where = _difference(code, changed)
            if runs not in seen and "TYPE_CHECKING" not in where[1] and _an_error(*where[1:]):
                seen.add(runs)
                yield Mutant(module, name, occurrence, *where, _short(code), where[0] in reached)
            occurrence += 1


def _of_identity(operator: str) -> bool:
    """Whether an operator asks after identity instead of equality or order, or the other way."""
    before, after = operator.split("_")[-2:] if operator.count("_") > 1 else ("", "")
    return (before, after) in SAME or (after in IDENTITY and before not in IDENTITY)


def _an_error(before: str, after: str) -> bool:
    """Whether somebody who writes down a rule might write one line in place of the other."""
    pairs = enumerate(zip(before, after, strict=False))
    place = next((place for place, (old, new) in pairs if old != new), 0)
    return not NO_ORDER.match(after[place:])


def _made(module: str) -> list[Mutant]:
    return list(mutants(module, reached(module)))


def reached(module: str) -> frozenset[int]:
    """The lines of a module that run while the vectors of its part are answered."""
    from coverage import Coverage  # only `make mutants` asks for it

    path = ROOT / PACKAGE / f"{module}.py"
    with TemporaryDirectory() as place:
        asked, told = Path(place) / "vectors", Path(place) / "coverage"
        prepare(KINDS[part_of(module)], asked)
        command = ["coverage", "run", f"--rcfile={os.devnull}", f"--data-file={told}"]
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        run = [sys.executable, "-m", *command, f"--include={path}"]
        run += ["-m", "tools.try_vectors", str(asked)]
        subprocess.run(run, check=True, env=environment)
        measured = Coverage(data_file=str(told))
        measured.load()
        ran = set(measured.get_data().lines(str(path)) or ())
    return frozenset(
        line
        for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(statement, ast.stmt) and statement.lineno in ran
        for line in _own_lines(statement)
    )


def _own_lines(statement: ast.stmt) -> range:
    """The lines of a statement up to its body, if it has one."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _running(code: str) -> str:
    """What of a module runs: not what is for type checkers alone."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
    return ast.dump(tree)


def _short(code: str) -> str:
    return sha256(code.encode()).hexdigest()[:12]


def _difference(before: str, after: str) -> tuple[int, str, str]:
    """Find the first line that differs, and give both of its forms."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    for number, (old, new) in enumerate(pairs, start=1):
        if old != new:
            return number, old.strip(), new.strip()
    return 0, "", ""


def noticed(mutant: Mutant, by: str) -> bool:
    """Try one mutant, by one of ``TRIALS``, in this process's own copy of the project."""
    command, seconds = TRIALS[by]
    return _killed(mutant, command(mutant), seconds)


def _vectors_command(mutant: Mutant) -> str:
    return f"{sys.executable} -m tools.try_vectors {part_of(mutant.module)}.vectors"


def _tests_command(mutant: Mutant, profile: str = "mutants") -> str:
    files = " ".join(dict.fromkeys(_tests(mutant.module)))
    how = f"-x -q -p no:cacheprovider --assert=plain --hypothesis-profile={profile}"
    return f"{sys.executable} -m pytest {how} {files}"


def _tests(module: str) -> Iterator[str]:
    """Give the files of tests that speak of a module: its mirror, its doctests, the law's."""
    yield f"{PACKAGE}/{module}.py"
    for neighbour in (module, *RULES[part_of(module)]):
        if (ROOT / f"tests/test_{neighbour}.py").exists():
            yield f"tests/test_{neighbour}.py"
    law = "test_annex_2.py" if part_of(module) == "scoring" else "test_[at]*[0-9s]*.py"
    yield from sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests/law").glob(law)
        if part_of(module) == "scoring" or "annex" not in path.name
    )


def _killed(mutant: Mutant, command: str, seconds: int) -> bool:
    from cosmic_ray.mutating import mutate_and_test
    from cosmic_ray.work_item import MutationSpec

    place = PACKAGE / f"{mutant.module}.py"
    change = MutationSpec(place, mutant.operator, mutant.occurrence, (0, 0), (1, 0))
    return bool(mutate_and_test([change], command, seconds).is_killed)


def _settle(copies: Path) -> None:
    """Give a worker a copy of the project of its own, which is what its Python imports."""
    copy = copies / str(os.getpid())
    for name in ("src", "tests", "tools", "conformance", "benchmarks", "examples", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", "build")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "Makefile"):
        shutil.copy(ROOT / name, copy / name)
    for part, kinds in KINDS.items():
        prepare(kinds, copy / f"{part}.vectors")
    # valid by what a module says, not by when it was written: that is too near
    subprocess.run(
        [sys.executable, "-m", "compileall", "-qq", "--invalidation-mode=checked-hash", copy],
        check=False,
    )
    os.chdir(copy)
    os.environ["PYTHONPATH"] = f"{copy / 'src'}{os.pathsep}{copy}"


TRIALS: Final[Mapping[str, tuple[Callable[[Mutant], str], int]]] = MappingProxyType(
    {
        "vectors": (_vectors_command, 30),
        "few": (partial(_tests_command, profile="few"), 120),
        "tests": (_tests_command, 300),
    }
)
"""What a mutant is tried with, one after the other, and for how many seconds."""


def fates(
    wanted: Iterable[Mutant], jobs: int, known: Path, trials: Iterable[str] = TRIALS
) -> Iterator[Fate]:
    """Try mutants on several cores; what was noticed in an earlier run is not tried again."""
    kept = {fate.mutant: fate for fate in _kept(known)}
    wanted = list(wanted)
    yield from (kept[mutant] for mutant in wanted if mutant in kept)
    left = [mutant for mutant in wanted if mutant not in kept]
    copies = known.parent / "copies"
    shutil.rmtree(copies, ignore_errors=True)
    copies.mkdir(parents=True)
    with (
        get_context("spawn").Pool(jobs, _settle, (copies,)) as pool,
        known.open("a", encoding="utf-8") as file,
    ):
        for by in trials:
            survivors = [mutant for mutant in left if by == "vectors" and not mutant.reached]
            wanted = [mutant for mutant in left if mutant not in survivors]
            for mutant, seen in pool.imap(partial(_tried, by=by), wanted):
                if seen:
                    fate = Fate(mutant, "vectors" if by == "vectors" else "tests")
                    file.write(json.dumps(asdict(fate), ensure_ascii=False) + "\n")
                    file.flush()
                    yield fate
                else:
                    survivors.append(mutant)
            left = survivors
    yield from (Fate(mutant, "nobody") for mutant in left)


def _tried(mutant: Mutant, by: str) -> tuple[Mutant, bool]:
    return mutant, noticed(mutant, by)


def _kept(known: Path) -> Iterator[Fate]:
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield Fate(Mutant(**entry["mutant"]), entry["noticed_by"])


def main() -> int:
    """Try the mutants of the modules named, or of all."""
    parser = ArgumentParser(description=__doc__)
    every = [module for modules in RULES.values() for module in modules]
    parser.add_argument("modules", nargs="*", default=every, help="modules, without .py")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time")
    parser.add_argument("--known", type=Path, default=ROOT / "build/mutants/known.jsonl")
    parser.add_argument("--by", nargs="+", choices=TRIALS, default=[*TRIALS], help="tried with")
    given = parser.parse_args()
    given.known.parent.mkdir(parents=True, exist_ok=True)
    with get_context("spawn").Pool(given.jobs) as pool:
        wanted = list(chain.from_iterable(pool.map(_made, given.modules, chunksize=1)))
    return report(list(fates(wanted, given.jobs, given.known, given.by)))


if __name__ == "__main__":
    sys.exit(main())
