"""Mutation testing: what is made, and what of it is told."""

from __future__ import annotations

import pytest

from tools import mutants
from tools.mutants import KINDS, RULES, Fate, Mutant, part_of, report
from tools.words import ROOT

HERE = Mutant("periods", "core/NumberReplacer", 0, 7, "n = 1", "n = 2", "0", reached=True)


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
    assert (
        "10 mutants, 100.0 % noticed;    10 on the wire,  90.0 % noticed by vectors"
        in capsys.readouterr().out
    )


def test_too_few_noticed_by_the_vectors_is_a_failure() -> None:
    assert report([Fate(HERE, "vectors")] * 8 + [Fate(HERE, "tests")] * 2) == 1


def test_a_survivor_without_a_reason_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([Fate(HERE, "vectors")] * 99 + [Fate(HERE, "nobody")]) == 1
    assert "periods.py:7: NOT EXPLAINED\n  - n = 1\n  + n = 2" in capsys.readouterr().out


def test_a_survivor_with_its_reason_is_told_and_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    explained = {("periods", "n = 1", "n = 2"): "n is never read"}
    monkeypatch.setattr(mutants, "reasons", lambda: explained)
    assert report([Fate(HERE, "vectors")] * 99 + [Fate(HERE, "nobody")]) == 0
    assert "periods.py:7: n is never read" in capsys.readouterr().out


def test_every_survivor_that_is_explained_still_stands_in_its_module() -> None:
    for module, before, _ in mutants.reasons():
        assert before in (ROOT / mutants.PACKAGE / f"{module}.py").read_text("utf-8")
