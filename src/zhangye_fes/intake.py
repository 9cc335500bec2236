"""Strict intake: what JSON can hide is shown, and every fault names its field.

``json`` takes the last of two equal keys, ``188.0`` for a count and ``NaN`` for a number. Here a
key that is given twice and a number with a decimal point become values that no field accepts, so
that the error names the very field, and whatever is not JSON is refused before anything is built.
"""

from __future__ import annotations

import json
import reprlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Never, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from zhangye_fes.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from zhangye_fes.errors import ProblemKind

    Model = TypeVar("Model", bound=BaseModel)

__all__ = ["MAX_CHARS", "an_option", "loads", "parse", "restored", "shown", "validated"]

MAX_CHARS = 1_000_000
"""The longest JSON text of one record, in characters; a record of facts has about a thousand."""

_MOST_PROBLEMS = 20
"""How many faults are told one by one; a line of noise has a hundred thousand."""

_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60

_COUNT = frozenset({"int_type", "int_parsing_size", "greater_than_equal", "less_than_equal"})
"""Pydantic's error types for a whole number."""
_OBJECT: tuple[ProblemKind, str] = ("object", "an object with named fields")
_RATE: tuple[ProblemKind, str] = ("rate", 'two counts {"num": n, "den": d} with num not above den')
_EXPECTED: Mapping[str, tuple[ProblemKind, str]] = {
    "bool_type": ("flag", "true or false"),
    "dataclass_type": _RATE,
    "unexpected_positional_argument": _RATE,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "missing": ("missing", "a value"),
    "string_type": ("text", "a text"),
    "string_too_short": ("value", "a text that is not empty"),
    "tuple_type": ("value", "a list"),
}
"""What each of pydantic's error types means here: (kind of problem, expected)."""


def __dir__() -> list[str]:
    return __all__


class _Refused:
    """Something JSON allows and no field of ours does; its repr says what was given."""

    __slots__ = ("_given",)

    def __init__(self, given: str) -> None:
        self._given = given

    def __repr__(self) -> str:
        return self._given


def loads(text: str | bytes, *, max_chars: int = MAX_CHARS) -> Any:  # noqa: ANN401 - JSON is anything
    """Read one JSON text, keeping what hides errors visible.

    Floats and keys given twice are read as values that no field accepts.

    Raises:
        InvalidInput: the text is not JSON (``NaN`` is not), not UTF-8, too long, nested too deep.

    >>> loads('{"service_hall": true, "service_hall": false}')
    {'service_hall': True, and again False}
    >>> loads("NaN")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: record: given NaN, expected JSON (RFC 8259), without NaN
    """
    if len(text) > max_chars:
        raise _not_json(f"{len(text)} characters", f"at most {max_chars} characters")
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        read = _plain(decoded) if len(decoded) < _SHORT else None
        return _decoder.decode(decoded) if read is None else read
    except InvalidInput:
        raise
    except RecursionError:
        raise _not_json("too many nested brackets", "a flat record") from None
    except UnicodeDecodeError as error:
        raise _not_json(f"byte {error.start} that is not UTF-8", "JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"{error.msg} at line {error.lineno}, column {error.colno}"
        raise _not_json(place, "JSON (RFC 8259)") from None
    except ValueError:  # an integer of thousands of digits
        raise _not_json("a number of thousands of digits", "JSON with readable numbers") from None


def _plain(text: str) -> dict[str, Any] | None:
    """Read an object the fast way, or leave it to the way that shows everything.

    Every pair of key and value has its colon: where there are no more colons than keys were read,
    no key was given twice.
    """
    try:
        read = from_json(text, allow_inf_nan=False)
    except (ValueError, TypeError):  # TypeError: a lone surrogate
        return None
    if not isinstance(read, dict):
        return None
    keys, unseen = 0, [read]
    while unseen:
        part = unseen.pop()
        keys += len(part)
        nested = [each for each in part.values() if type(each) in _NESTED]
        if nested and not all(isinstance(each, dict) for each in nested):
            return None
        unseen += nested
    return read if keys == text.count(":") else None


_SHORT = 4096
"""Texts shorter than this, in characters, hold no number that Python would not read."""

_NESTED = frozenset({dict, list, float})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        seen: dict[str, Any] = {}
        for key, value in pairs:
            twice = f"{shown(seen.get(key))}, and again {shown(value)}"
            seen[key] = _Refused(twice) if key in seen else value
        return seen
    return read


def _no_constant(given: str) -> Never:
    raise _not_json(given, "JSON (RFC 8259), without NaN")


_decoder = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_Refused, parse_constant=_no_constant
)


def _not_json(given: str, expected: str) -> InvalidInput:
    return InvalidInput([Problem("", given, expected, "json")])


def parse(model: type[Model], text: str | bytes) -> Model:
    """Read a model from one JSON text.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    return validated(model, loads(text))


def validated(model: type[Model], data: object) -> Model:
    """Build a model from plain data, with our own error in place of pydantic's.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _invalid(error, model) from None


def restored(model: type[Model], text: str | bytes) -> Model:
    """Read back what a model was written to, strictly as JSON has it.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    data = to_json(loads(text), fallback=repr)  # what no field accepts becomes a text
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise _invalid(error, model) from None


def _invalid(error: ValidationError, model: type[BaseModel]) -> InvalidInput:
    found = error.errors(include_url=False)
    problems = [_problem(each, model) for each in found[:_MOST_PROBLEMS]]
    if len(found) > _MOST_PROBLEMS:
        more = f"{len(found) - _MOST_PROBLEMS} more values that are wrong"
        problems.append(Problem("", more, "a record of the facts of 附件2", "more"))
    return InvalidInput(problems)


def an_option(value: object, options: Sequence[str], field: str) -> None:
    """Let one of several options pass.

    Raises:
        InvalidInput: it is none of them.

    >>> an_option("Keep", ["refuse", "keep"], "irregular")
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: irregular: given 'Keep', expected any of refuse, keep
    """
    if value not in options:
        expected = f"any of {', '.join(options)}"
        raise InvalidInput([Problem(field, shown(value), expected, "option")])


def shown(value: object) -> str:
    """Write a value as it was given, cut to a readable length, however deep or long it is.

    >>> shown("x" * 1000)[-4:], shown([[[[[[[[1]]]]]]]])
    ("xxx'", '[[[[[[[...]]]]]]]')
    """
    try:
        return _short.repr(value)
    except ValueError:  # Python does not write out so long a number
        return "a number of thousands of digits"


def _problem(error: ErrorDetails, model: type[BaseModel]) -> Problem:
    loc = [_short.repr(part).strip("'") for part in error["loc"]]
    field = ".".join(loc)
    given = shown(error["input"])
    match error["type"]:
        case "extra_forbidden" | "unexpected_keyword_argument":
            import difflib  # noqa: PLC0415 - slow to import, and only unknown names need it

            near = difflib.get_close_matches(loc[-1], [*model.model_fields], n=1)
            hint = f"a known field ({near[0]}?)" if near else "a known field"
            return Problem(field, f"the unknown name {loc[-1]!r}", hint, "unknown_field")
        case "missing":
            given = "nothing"
        case "union_tag_invalid" | "union_tag_not_found":
            return _untold(error, field)
        case "literal_error":
            return Problem(field, given, error["ctx"]["expected"], "option")
        case "value_error":
            return Problem(field, given, str(error["ctx"]["error"]), "value")
    if error["type"] in _COUNT:
        told = _fields(model).get(field, {})  # a count, where its JSON Schema says nothing
        least, most = told.get("minimum", 0), told.get("maximum", 999_999_999)
        return Problem(field, given, f"a whole number from {least} to {most}", "count")
    kind, expected = _EXPECTED.get(error["type"], ("value", error["msg"]))
    return Problem(field, given, expected, kind)


@lru_cache(maxsize=64)
def _fields(model: type[BaseModel]) -> Mapping[str, Any]:
    """The JSON Schemas of a model's fields: what whole numbers they take stands there."""
    fields: Mapping[str, Any] = model.model_json_schema().get("properties", {})
    return fields


def _untold(error: ErrorDetails, field: str) -> Problem:
    """Something of several kinds that does not say which it is, or says one that there is not."""
    name = error["ctx"]["discriminator"].strip("'")
    place = f"{field}.{name}".removeprefix(".")
    if error["type"] == "union_tag_not_found":
        return Problem(place, "nothing", "a value", "missing")
    tags = error["ctx"]["expected_tags"].replace("'", "")
    return Problem(place, shown(error["input"][name]), f"any of {tags}", "option")
