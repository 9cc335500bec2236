"""Everything a register names has its words, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from zhangye_fes import phrases
from zhangye_fes.deciding import CODES, Outcome
from zhangye_fes.events import EVENTS, MATERIALS, Change
from zhangye_fes.messages import text
from zhangye_fes.obligations import Obligation
from zhangye_fes.standing import Level
from zhangye_fes.transitions import STATUSES, Matter

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL = {name: getattr(phrases, name) for name in phrases.__all__}


@pytest.mark.parametrize("name", ALL)
def test_every_text_has_its_chinese(name: str) -> None:
    for english in ALL[name].values():
        assert re.search("[\u4e00-\u9fff]", text(english)), english
        assert text(english, "en") == english


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (phrases.STATUSES, STATUSES),
        (phrases.MATTERS, get_args(Matter)),
        (phrases.KINDS, get_args(Obligation.model_fields["kind"].annotation)),
        (phrases.ACTORS, get_args(Obligation.model_fields["who"].annotation)),
        (phrases.LEVELS, get_args(Level)),
        (phrases.OUTCOMES, get_args(Outcome)),
        (phrases.HAPPENINGS, tuple(EVENTS)),
        (phrases.CODED, tuple(CODES)),
    ],
)
def test_nothing_is_without_words_and_nothing_left_over(
    table: Mapping[str, str], names: tuple[str, ...]
) -> None:
    assert {*table} == {*names}


def test_what_a_fact_may_say() -> None:
    assert phrases.WORDS.keys() >= {*MATERIALS, *get_args(Change)}


def test_the_module_shows_its_tables() -> None:
    assert dir(phrases) == sorted(phrases.__all__)
