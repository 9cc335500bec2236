"""JSON Schemas (2020-12) of what goes in and what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhangye_fes.events import EventRecord
from zhangye_fes.facts import Facts
from zhangye_fes.model import ScoreSheet
from zhangye_fes.papers import ApplicationForm, FilledSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

__all__ = ["SCHEMAS", "json_schema"]

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "facts": Facts,
    "sheet": ScoreSheet,
    "event": EventRecord,
    "application": ApplicationForm,
    "filled": FilledSheet,
}
"""The models that have a schema, by the name it is asked for."""


def __dir__() -> list[str]:
    return __all__


def json_schema(name: str) -> dict[str, Any]:
    """Describe facts, events and the two forms as they are read, or sheets as they are written.

    Raises:
        KeyError: the name is not one of :data:`SCHEMAS`.

    >>> schema = json_schema("facts")
    >>> schema["$schema"], schema["$id"]
    ('https://json-schema.org/draft/2020-12/schema', 'urn:zhangye-fes:schema:facts:1')
    >>> schema["properties"]["reemployment"]["title"]
    '失业人员再就业率'
    """
    model = SCHEMAS[name]
    schema = model.model_json_schema(mode="serialization" if name == "sheet" else "validation")
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:zhangye-fes:schema:{name}:1",
    }
    return about | {key: _short(value) for key, value in schema.items()}


def _short(schema: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Keep the first paragraph of every description; the rest is for readers of Python."""
    match schema:
        case str():
            return schema.partition("\n\n")[0]
        case dict():
            return {key: _short(value) for key, value in schema.items()}
        case list():
            return [_short(value) for value in schema]
        case _:
            return schema
