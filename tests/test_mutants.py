"""Mutation testing: what is made, and what of it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools import mutants, survivors
from tools.mutant import RULES, Fate, Mutant, part_of
from tools.mutants import KINDS
from tools.survivors import Reasons, reasons, report
from tools.words import ROOT

HERE = Mutant("periods", "core/NumberReplacer", 0, 7, "n = 1", "n = 2", "0", reached=True)


@pytest.mark.source
def test_every_part_has_its_modules_and_its_kinds_of_vectors() -> None:
    assert KINDS.keys() == RULES.keys()
    for modules in RULES.values():
        for module in modules:
            assert (ROOT / mutants.PACKAGE / f"{module}.py").exists()
            assert part_of(module) in RULES


@pytest.mark.parametrize(
    ("after", "an_error"),
    [
        ('if level != "municipal":', True),
        ('if level >= "municipal":', False),  # names have no order
        ('if level < "municipal":', False),
        ('if level == "municipal" or', True),
    ],
)
def test_an_order_of_names_is_no_error_that_anybody_makes(after: str, an_error: bool) -> None:
    made = mutants._an_error('if level == "municipal":', after)  # noqa: SLF001
    assert made == an_error


def test_identity_in_place_of_equality_is_none_either() -> None:
    for_numbers = "core/ReplaceComparisonOperator_LtE_IsNot"
    for_none = "core/ReplaceComparisonOperator_Is_IsNot"
    assert mutants._of_identity(for_numbers)  # noqa: SLF001
    assert not mutants._of_identity(for_none)  # noqa: SLF001
    assert not mutants._of_identity("core/AddNot")  # noqa: SLF001


def test_enough_noticed_is_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([Fate(HERE, "vectors")] * 9 + [Fate(HERE, "tests")]) == 0
    told = capsys.readouterr().out
    assert "10 mutants, 0 of which mean the same; 100.0 % of the others noticed" in told
    assert "10 on the wire, 90.0 % noticed by vectors alone (90.0 % of all 10 that" in told


def test_too_few_noticed_by_the_vectors_is_a_failure() -> None:
    assert report([Fate(HERE, "vectors")] * 8 + [Fate(HERE, "tests")] * 2) == 1


def test_a_survivor_without_a_reason_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([Fate(HERE, "vectors")] * 99 + [Fate(HERE, "nobody")]) == 1
    assert "periods.py:7: NOT EXPLAINED\n  - n = 1\n  + n = 2" in capsys.readouterr().out


def test_a_survivor_with_its_reason_is_told_and_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = Reasons({("periods", "m = 1", "m = 2"): "m is never read"}, {})
    monkeypatch.setattr(survivors, "reasons", lambda: known)
    unseen = Fate(replace(HERE, before="m = 1", after="m = 2"), "nobody")
    assert report([Fate(HERE, "vectors")] * 99 + [unseen]) == 0
    assert "periods.py:7: m is never read" in capsys.readouterr().out


def test_the_vectors_are_not_asked_for_what_only_explains(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, explaining = [Fate(HERE, "vectors")], [Fate(replace(HERE, before="told = 1"), "tests")]
    assert report(seen * 8 + explaining * 2) == 1
    known = Reasons({}, {("periods", "told = 1"): "which day it was"})
    monkeypatch.setattr(survivors, "reasons", lambda: known)
    assert report(seen * 8 + explaining * 2) == 0


@pytest.mark.source
def test_every_line_that_is_explained_still_stands_in_its_module() -> None:
    known = reasons()
    lines = [*known.explains, *((module, line) for module, line, _ in known.same)]
    assert lines
    for module, line in lines:
        assert line in (ROOT / mutants.PACKAGE / f"{module}.py").read_text("utf-8")
