"""The page for those who write an adapter: in a folder of their own, what it says happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2] / "conformance"
README = (KIT / "README.md").read_text("utf-8")
ADAPTER = (KIT / "examples/minimal/adapter.py").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of the page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the kit, the adapter of the page, and one that reads otherwise."""
    (tmp_path / "conformance").symlink_to(KIT, target_is_directory=True)
    (adapter,) = blocks("python")
    (tmp_path / "adapter.py").write_text(adapter, encoding="utf-8")
    other = adapter.replace("inclusive", "exclusive")
    (tmp_path / "other.py").write_text(other, encoding="utf-8")
    return tmp_path


def start(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Start a command of the page, without this library."""
    python = shlex.quote(sys.executable)
    words = shlex.split(command.replace("python ", f"{python} "))
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        words, cwd=folder, env=env, capture_output=True, check=False, encoding="utf-8"
    )


def test_the_adapter_stands_in_a_file_too() -> None:
    assert blocks("python") == [ADAPTER]


@pytest.mark.parametrize("block", blocks("console"))
def test_commands(block: str, folder: Path) -> None:
    command, _, output = block.removeprefix("$ ").partition("\n")
    done = start(command, folder)
    assert done.stderr == ""
    assert done.stdout == output
    assert done.returncode == 1, "nothing is claimed while something is skipped"


def test_the_others_are_not_passed_but_the_protocol_is_kept(folder: Path) -> None:
    done = start('python conformance/run.py --against "python adapter.py"', folder)
    assert done.returncode == 1
    assert "协议" not in done.stdout
    assert "workdays：不能声明——不符" in done.stdout
