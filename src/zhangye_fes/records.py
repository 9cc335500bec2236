"""Records of communities from files: JSON, JSON Lines, and tables (CSV, Excel).

A bad record does not keep the others from being read: what comes out is, in the order of the file,
a :class:`Record` or a :class:`BadRecord` that names file, line and fields. A table is read line by
line, so that its size does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, TypeVar, assert_never

from zhangye_fes.columns import Header, Identity, checked
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.facts import Facts
from zhangye_fes.intake import loads
from zhangye_fes.safezip import refused
from zhangye_fes.splitting import csv_rows, first_line, json_items, json_lines
from zhangye_fes.workbooks import Worksheet, worksheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

__all__ = ["FACTS_SHEET", "BadRecord", "Format", "Record", "format_of", "from_json", "read"]

Format = Literal["json", "jsonl", "csv", "xlsx"]
"""json: one record or a list of them; jsonl: one record a line; csv, xlsx: a table."""

FACTS_SHEET = "事实"
"""The sheet of a workbook that is read where it has several."""

_FORM = "附件2"
_FEW = 5
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins, and how one of before 2007, which is refused as such."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class Record:
    """A community's facts, and whose they are.

    >>> from_json('{"name": "甘泉社区", "facts": {"service_hall": true}}').facts.service_hall
    True
    """

    id: str
    """社区代码, as the file has it."""
    name: str
    """社区名称."""
    county: str
    """县（区）."""
    street: str
    """街道（乡镇）."""
    remark: str
    """备注."""
    facts: Facts
    where: str
    """File and line, ``facts.csv:3``."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    r"""A record that could not be read, and why.

    >>> bad = BadRecord("facts.csv", 3, (Problem("备注", "'\\\\x00'", "readable text"),))
    >>> print(bad)
    facts.csv:3: 备注: given '\\x00', expected readable text
    """

    file: str
    line: int
    """The line on which the record begins, from 1."""
    problems: tuple[Problem, ...]
    """Every fault found, at least one; its field is empty where it is the whole record."""

    def __str__(self) -> str:
        return "\n".join(f"{self.file}:{self.line}: {problem}" for problem in self.problems)


def read(stream: IO[bytes], file: str, kind: Format) -> Iterator[Record | BadRecord]:
    r"""Read the records of a file that can be sought, in their order.

    Args:
        stream: the file, opened for reading bytes, at its beginning.
        file: its name, for messages.
        kind: how it is written.

    >>> import io
    >>> table = io.BytesIO("社区名称,service_hall\n甘泉社区,是\n南关社区,有\n".encode("gb18030"))
    >>> for each in read(table, "facts.csv", "csv"):
    ...     print(each.name if isinstance(each, Record) else each)
    甘泉社区
    facts.csv:3: service_hall: given '有', expected 是, 否, true or false
    """
    for line, found in _read(stream, kind):
        if isinstance(found, InvalidInput):
            yield BadRecord(file, line, found.problems)
        else:
            yield _record(*found, f"{file}:{line}")


def _record(who: Identity, facts: Facts, where: str) -> Record:
    return Record(who.community, who.name, who.county, who.street, who.remark, facts, where)


def format_of(stream: IO[bytes]) -> Format:
    """Tell how records are written, for input without a name; the stream is put back.

    >>> import io
    >>> format_of(io.BytesIO(b'{"facts": {}}')), format_of(io.BytesIO(b"[{}]"))
    ('jsonl', 'json')
    """
    first = first_line(stream)
    if first.startswith(_WORKBOOKS):
        return "xlsx"
    if first.startswith(b"{") and first.endswith(b"}"):
        return "jsonl"
    return "json" if first.startswith((b"{", b"[")) else "csv"


def from_json(text: str | bytes, where: str = "") -> Record:
    """Read one record: its facts alone, or ``{"community": …, "name": …, "facts": {…}}``.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    return _record(*_from_json(text), where)


def _from_json(text: str | bytes) -> tuple[Identity, Facts]:
    data = loads(text)
    prefix = ""
    if isinstance(data, dict) and data.keys() & {"facts", *Identity.model_fields}:
        prefix = "facts."
        if "facts" not in data:
            raise InvalidInput([Problem("facts", "nothing", "a value", "missing")])
    else:
        data = {"facts": data}
    facts, wrong = checked(Facts, data.pop("facts"))
    who, wrong_names = checked(Identity, data)
    if facts is None or who is None:
        inside = (replace(each, field=f"{prefix}{each.field}".strip(".")) for each in wrong)
        raise InvalidInput([*wrong_names, *inside])
    return who, facts


def _read(
    stream: IO[bytes], kind: Format
) -> Iterator[tuple[int, tuple[Identity, Facts] | InvalidInput]]:
    match kind:
        case "csv":
            return _from_rows(csv_rows(stream))
        case "json":
            return _each(_from_json, json_items(stream))
        case "jsonl":
            return _each(_from_json, json_lines(stream))
        case "xlsx":
            return _from_workbook(stream)
        case _:
            assert_never(kind)


def _from_rows(
    rows: Iterator[tuple[int, list[str] | InvalidInput]],
) -> Iterator[tuple[int, tuple[Identity, Facts] | InvalidInput]]:
    nothing = InvalidInput([Problem("", "nothing", "a header row", "csv")])
    for line, header in _each(_header, islice(chain(rows, [(1, nothing)]), 1)):
        if isinstance(header, InvalidInput):
            yield line, header
        else:
            yield from _each(header.read, rows)


def _from_workbook(
    stream: IO[bytes],
) -> Iterator[tuple[int, tuple[Identity, Facts] | InvalidInput]]:
    try:
        sheet = worksheet(stream, FACTS_SHEET)
        _check(sheet)
    except InvalidInput as error:
        yield 1, error
        return
    for line, found in _from_rows(sheet.rows()):
        yield line, sheet.placed(found, line) if isinstance(found, InvalidInput) else found


def _check(sheet: Worksheet) -> None:
    if sheet.text(1, 1) == _FORM:
        wanted = "a table of facts; “form read” reads 附件2"
        raise refused(f"{_FORM}, the marking table", wanted)
    if sheet.merged:
        raise InvalidInput(sheet.merged[:_FEW])


def _header(cells: list[str]) -> Header:
    if len(cells) == 1 and "\t" in cells[0].strip():
        wanted = "commas between the cells (save as “CSV UTF-8”)"
        raise InvalidInput([Problem("", "cells separated by tabs", wanted, "csv")])
    return Header(tuple(cells))


def _each(
    make: Callable[[Given], Made], pieces: Iterator[tuple[int, Given | InvalidInput]]
) -> Iterator[tuple[int, Made | InvalidInput]]:
    for line, piece in pieces:
        try:
            yield line, piece if isinstance(piece, InvalidInput) else make(piece)
        except InvalidInput as error:
            yield line, error
