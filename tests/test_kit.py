"""``zhangye-fes conformance``: finding the kit and passing words on."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhangye_fes.cli import main

RUNNER = """import sys
print(sys.argv[1:], flush=True)
sys.exit(3)
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit that says what it was told, and ends with 3."""
    folder = tmp_path / "conformance"
    folder.mkdir()
    (folder / "run.py").write_text(RUNNER, encoding="utf-8")
    return folder


WORDS = ["--only", "S-0001", "--against", "python -m x --kit y", "--help"]


@pytest.mark.parametrize("below", [".", "a/b"])
def test_it_is_found_here_and_above(
    below: str, kit: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = kit.parent / below
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    assert main(["conformance", *WORDS]) == 3
    assert capfd.readouterr().out == f"{WORDS}\n"


def test_it_may_be_named(kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "--kit", str(kit), *WORDS]) == 3
    assert capfd.readouterr().out == f"{WORDS}\n"


def test_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["conformance", "--list"]) == 2
    assert capsys.readouterr().err == (
        "zhangye-fes: conformance/run.py: 此处和上级目录都没有，请用--kit目录指明"
        " · not here nor above: say where with --kit DIR\n"
    )
    assert main(["conformance", "--kit", "nowhere"]) == 2
    assert capsys.readouterr().err == ("zhangye-fes: nowhere/run.py: 没有此文件 · no such file\n")
