"""The suite is proved as well: every wrong adapter is caught, by two vectors or more."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from tests.zoo import ZOO, truth
from tools.try_vectors import compared, vectors

Json = dict[str, Any]


@cache
def asked(kind: str) -> list[tuple[bytes, Json, str]]:
    return list(vectors([kind]))


def test_there_are_thirty_of_them_or_more() -> None:
    assert len(ZOO) >= 30
    assert {lie.kind for lie in ZOO.values()} == {"score", "workdays", "register"}


@pytest.mark.parametrize("name", ZOO)
def test_is_caught_by_two_vectors(name: str) -> None:
    lie, caught = ZOO[name], set()
    for line, expected, vector in asked(lie.kind):
        if compared(lie.answer(line)) != expected:
            caught.add(vector)
            if len(caught) == 2:
                return
    pytest.fail(f"{lie.about}: {lie.answer.__name__} is caught by {caught or 'nothing'}")


@pytest.mark.parametrize("name", ZOO)
def test_is_honest_about_everything_else(name: str) -> None:
    """Only its own kind is answered wrongly, so what catches it is what it misunderstands."""
    for kind in {"score", "workdays", "register"} - {ZOO[name].kind}:
        line, expected, _ = asked(kind)[0]
        assert compared(ZOO[name].answer(line)) == expected == compared(truth(line))


def test_its_words_are_json() -> None:
    line, _, _ = asked("score")[0]
    for lie in ZOO.values():
        assert json.dumps(lie.answer(line))
