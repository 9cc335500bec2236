"""Results in JSON and back: unchanged, or refused with every field that is wrong."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from zhangye_fes import InvalidInput, told
from zhangye_fes.dates import IsoDate
from zhangye_fes.days import Certainty
from zhangye_fes.told import Told


class Answer(Told):
    """One field of every sort that the results have."""

    day: IsoDate
    maybe: IsoDate | None
    counted: tuple[IsoDate, ...]
    number: int
    flag: bool
    reading: Literal["next_day", "posting_day"]
    certainty: Certainty
    citations: tuple[str, ...] = ("art6.2",)


ANSWER = Answer(
    day=dt.date(2023, 9, 4),
    maybe=None,
    counted=(dt.date(2023, 9, 5), dt.date(2023, 9, 6)),
    number=5,
    flag=True,
    reading="next_day",
    certainty=Certainty.PROVISIONAL,
)
TEXT = (
    '{"day":"2023-09-04","maybe":null,"counted":["2023-09-05","2023-09-06"],"number":5,'
    '"flag":true,"reading":"next_day","certainty":"provisional","citations":["art6.2"]}'
)


def refusal(text: str | bytes) -> str:
    with pytest.raises(InvalidInput) as error:
        Answer.from_json(text)
    return str(error.value)


def altered(**changed: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps({**json.loads(TEXT), **changed})


def test_what_the_module_offers() -> None:
    assert dir(told) == ["Told"]


def test_json_is_what_is_written() -> None:
    assert ANSWER.model_dump_json() == TEXT


@pytest.mark.parametrize("text", [TEXT, TEXT.encode(), f" {TEXT}\n"])
def test_json_comes_back_unchanged(text: str | bytes) -> None:
    again = Answer.from_json(text)
    assert again == ANSWER
    assert hash(again) == hash(ANSWER)
    assert type(again.certainty) is Certainty
    assert type(again.counted) is tuple
    assert again.model_dump_json() == TEXT


def test_it_pickles() -> None:
    assert pickle.loads(pickle.dumps(ANSWER)) == ANSWER  # noqa: S301 - our own bytes


def test_it_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        ANSWER.number = 6
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Answer.model_validate({**dict(ANSWER), "note": ""})


@pytest.mark.parametrize("changed", [{"number": "5"}, {"flag": "true"}, {"certainty": "published"}])
def test_it_is_not_made_of_what_only_looks_right(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({**dict(ANSWER), **changed})


DATE = "expected a date written YYYY-MM-DD, from 2000 to 2100"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": 20230904}, f"day: given 20230904, {DATE}"),
        ({"day": 1696118400}, f"day: given 1696118400, {DATE}"),
        ({"day": "1696118400"}, f"day: given '1696118400', {DATE}"),
        ({"day": "20230904"}, f"day: given '20230904', {DATE}"),
        ({"day": "2023-09-04T00:00:00"}, f"day: given '2023-09-04T00:00:00', {DATE}"),
        ({"day": None}, f"day: given None, {DATE}"),
        ({"day": True}, f"day: given True, {DATE}"),
        ({"counted": ["2023-09-05", 5]}, f"counted.1: given 5, {DATE}"),
        ({"reading": "other"}, "reading: given 'other', expected 'next_day' or 'posting_day'"),
        ({"flag": "yes"}, "flag: given 'yes', expected true or false"),
        ({"flag": 1}, "flag: given 1, expected true or false"),
        ({"note": ""}, "note: given the unknown name 'note', expected a known field"),
        ({"number": "5"}, "number: given '5', expected a whole number from 0 to 999999999"),
        ({"number": 5.0}, "number: given '5.0', expected a whole number from 0 to 999999999"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], said: str) -> None:
    assert refusal(altered(**changed)) == said


def test_every_fault_is_named() -> None:
    with pytest.raises(InvalidInput) as error:
        Answer.from_json(altered(day="20230904", flag=0, certainty="guessed"))
    assert [each.field for each in error.value.problems] == ["day", "flag", "certainty"]


def test_a_missing_field_is_named() -> None:
    stored = json.loads(TEXT)
    del stored["day"], stored["certainty"]
    assert refusal(json.dumps(stored)) == (
        "day: given nothing, expected a value; certainty: given nothing, expected a value"
    )


def test_a_field_given_twice_is_named() -> None:
    twice = TEXT.replace('"flag":true', '"flag":true,"flag":false')
    assert refusal(twice) == "flag: given 'True, and again False', expected true or false"


@pytest.mark.parametrize(
    "text", ["", "{", "null", "5", "[]", '"2023-09-04"', TEXT[:-1], TEXT + TEXT, "NaN", b"\xff"]
)
def test_what_is_no_object_is_refused(text: str | bytes) -> None:
    assert refusal(text).startswith("record: given ")
