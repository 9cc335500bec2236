"""What the README shows is what happens: its Python, its commands, the output of ``make demo``."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LEFT_OUT = "［……］"


def _blocks(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


def test_the_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    session = "\n".join(_blocks("python"))
    examples = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    assert len(examples.examples) > 10
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert not result.failed, "".join(said)


def test_the_commands(tmp_path: Path) -> None:
    """The block of commands runs as it stands, in a directory with the examples."""
    (commands,) = (text for text in _blocks("sh") if text.startswith("zhangye-fes"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command = tmp_path / "zhangye-fes"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zhangye_fes "$@"\n', "utf-8")
    command.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", commands],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo() -> None:
    """Lines are left out where the README says so; all others are a real run's, in order."""
    (shown,) = re.findall(
        r"<!-- make demo -->\n```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL
    )
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "demo.py")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    parts = [re.escape(part) for part in f"\n{shown}".split(f"\n{LEFT_OUT}\n")]
    assert len(parts) > 1
    assert re.fullmatch(r"\n(?:.*\n)+".join(parts), f"\n{done.stdout.rstrip()}\n")


def test_the_number_of_examples() -> None:
    records = (ROOT / "examples" / "zhangye-2024.csv").read_text("utf-8").splitlines()[1:]
    assert f"对{len(records)}个示例社区评分" in README
    assert f"scores {len(records)} example communities" in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#][^)]*)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).is_file()
