"""Events in JSON Lines, read and written one by one.

A file may begin with a line ``{"schema": "zhangye-fes:events:1"}``, the name and version of the
form in which it was written; without one it is of version 1, so that old files stay readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhangye_fes import intake
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.events import Event, event_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["SCHEMA", "read", "taken", "write"]

SCHEMA: Final = "zhangye-fes:events:1"
"""Name and version of the form in which events are written."""


def __dir__() -> list[str]:
    return __all__


def taken(items: Iterable[object]) -> Iterator[tuple[int, Event | InvalidInput]]:
    """Read events one by one, numbered from 1: texts, plain data, or events as they are.

    Blank lines and the line that names the schema are passed over, and counted.

    >>> [line for line, _ in taken(["", '{"type": "?"}'])]
    [2]
    """
    for line, item in enumerate(items, start=1):
        if not isinstance(item, str | bytes) and isinstance(item, Event):
            yield line, item
        elif not isinstance(item, str | bytes) or item.strip():
            try:
                data = intake.loads(item) if isinstance(item, str | bytes) else item
                if line > 1 or not _is_header(data):
                    yield line, event_of(data)
            except InvalidInput as error:
                yield line, error


def _is_header(data: object) -> bool:
    if not isinstance(data, dict) or data.keys() != {"schema"}:
        return False
    if data["schema"] != SCHEMA:
        raise InvalidInput([Problem("schema", intake.shown(data["schema"]), SCHEMA, "option")])
    return True


def read(lines: Iterable[str | bytes]) -> Iterator[Event]:
    """Read events from JSON Lines, one by one; the file need not fit into memory.

    Raises:
        InvalidInput: the first line that is wrong, with its number.

    >>> next(read(['{"type": "announced", "community": "c", "on": "2024-05-06"}'])).type
    'announced'
    """
    for line, event in taken(lines):
        if isinstance(event, InvalidInput):
            raise InvalidInput(
                [
                    Problem(f"line {line}: {each.field}", each.given, each.expected, each.kind)
                    for each in event.problems
                ]
            )
        yield event


def write(events: Iterable[Event]) -> Iterator[str]:
    """Write events as JSON Lines, the schema first; :func:`read` gives the same events.

    >>> list(write([]))
    ['{"schema":"zhangye-fes:events:1"}']
    """
    yield f'{{"schema":"{SCHEMA}"}}'
    for event in events:
        yield event.model_dump_json(exclude_none=True)
