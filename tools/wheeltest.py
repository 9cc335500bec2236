"""Test the wheel alone: a fresh environment, and of the source only what stands beside ``src/``.

python -m tools.wheeltest               everything, on this Python
python -m tools.wheeltest --everywhere  the core, on every Python there is, with the lowest and with
                                        the newest versions of what the wheel asks for

The wheel and the tests come from ``dist/``, where ``python -m tools.dist`` leaves them. What needs
the source tree itself is marked ``source`` and left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tools.dist import DIST
from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ALL: Final = (
    *("--numprocesses", "auto", "--dist", "loadgroup"),
    *("tests", "tools", "benchmarks", "--pyargs", "zhangye_fes"),
)

EXTRAS: Final = ("cli", "forms", "frames", "notebook")
"""What is installed beside: the modules that these bring are imported wherever they are listed."""

_WITH_MORE: Final = " or ".join(
    f"{module}.py"
    for module in ("othercalendars", "ends", "frames", "objects", "plots", "sweeps", "tallies")
)

CORE: Final = (
    *("tests/test_values.py", "tests/test_facts.py", "tests/test_model.py"),
    *("tests/test_events.py", "tests/test_told.py", "tests/test_papers.py"),
    *("tests/test_readings.py", "tests/test_deadlines.py", "tests/test_publicity.py"),
    *("tests/test_subsidy.py", "tests/test_tables.py", "tests/test_stability.py"),
    *("tests/law/test_article_10.py", "tests/law/test_article_10_mergers.py"),
    *("tests/law/test_article_10_periods.py", "tests/law/test_article_17_periods.py"),
    *("--pyargs", "zhangye_fes", "-k"),
    f"not ({_WITH_MORE})",
)
"""Whatever touches a dependency, and every example of the package but those of calendars and of
frames, which ask for what only the tests install."""


def main(arguments: list[str] | None = None) -> int:
    """Run the tests; 1 if any of them failed."""
    parser = argparse.ArgumentParser(description="test the wheel in dist/")
    parser.add_argument("--everywhere", action="store_true", help="the core, on every Python")
    if not parser.parse_args(arguments).everywhere:
        return int(not passed(sys.executable, ["--group", "test"], ALL))
    results = [
        passed(python, [*wanted, "--group", "run"], CORE)
        for python in pythons()
        for wanted in ([], lowest(_project()))
    ]
    return int(not all(results))


def passed(python: str, wanted: Iterable[str], tests: Iterable[str]) -> bool:
    """Run tests on the installed wheel, where there is no source of the package."""
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    print(python, *wanted, flush=True)
    with TemporaryDirectory() as scratch:
        place, venv = unpacked(sdist, Path(scratch)), Path(scratch, "venv")
        own = str(venv / "bin/python")
        subprocess.run([python, "-m", "venv", venv], check=True)
        pip = [own, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
        subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
        subprocess.run([*pip, f"{wheel}[{','.join(EXTRAS)}]", *wanted], check=True, cwd=place)
        command = [own, "-m", "pytest", "-q", "-m", "not source", *tests]
        return subprocess.run(command, env=plain(), check=False, cwd=place).returncode == 0


def plain() -> dict[str, str]:
    """Give the environment without what could lead an interpreter back to the source."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def unpacked(sdist: Path, scratch: Path) -> Path:
    """Unpack a source distribution, and take the source of the package away."""
    with tarfile.open(sdist) as archive:
        archive.extractall(scratch, filter="data")
    (place,) = scratch.iterdir()
    shutil.rmtree(place / "src")
    return place


def lowest(project: Mapping[str, Any]) -> list[str]:
    """Turn each lower bound of the metadata into the one version that is allowed.

    >>> extras = {"cli": ["b>=13"], "forms": [], "frames": ["c>=2"], "notebook": ["c>=2", "d>=6"]}
    >>> lowest({"dependencies": ["a>=2.12"], "optional-dependencies": extras})
    ['a==2.12', 'b==13', 'c==2', 'd==6']
    """
    extras = [each for extra in EXTRAS for each in project["optional-dependencies"][extra]]
    asked = dict.fromkeys([*project["dependencies"], *extras])
    return [each.replace(">=", "==") for each in asked]


def _project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def pythons() -> Iterator[str]:
    """Find an interpreter of every version that the metadata names and this machine has."""
    named = re.findall(r"Python :: (3\.\d+)", " ".join(_project()["classifiers"]))
    for version in named:
        kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        for python in filter(None, [*map(str, kept[-1:]), shutil.which(f"python{version}")]):
            if subprocess.run([python, "-V"], check=False, capture_output=True).returncode == 0:
                yield python
                break


if __name__ == "__main__":
    sys.exit(main())
