"""Files cut into their records, each with the line it begins on.

What cannot be cut is an :class:`~zhangye_fes.errors.InvalidInput` in the record's place. Nothing is
read into memory but one record at a time, except JSON, whose list is one text.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.intake import MAX_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from zhangye_fes.errors import ProblemKind

__all__ = ["EVENTS", "csv_rows", "event_lines", "first_line", "json_items", "json_lines"]

EVENTS = "JSON Lines: one event a line, saved as UTF-8"
"""What a file of events should be."""

_MAX_JSON = 200 * MAX_CHARS
_CHUNK = 1 << 16
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SPACE = re.compile(r"[ \t\n\r]*")

_ENDINGS = "lines that end as Windows or Unix ends them: save it again as “CSV UTF-8”"
_QUOTES = "every quote closed; nothing after this was read"

_FOREIGN: Mapping[bytes, str] = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    b"PK\x03\x04": "an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
}
"""What a file begins with that is no table of ours."""


def __dir__() -> list[str]:
    return __all__


def first_line(stream: IO[bytes]) -> bytes:
    r"""The first line that is not blank, without a byte order mark; the stream is put back.

    >>> import io
    >>> first_line(io.BytesIO(b" \n{}\n"))
    b'{}'
    """
    lines = (line.removeprefix(codecs.BOM_UTF8).strip() for line in _lines(stream))
    first = next(filter(None, lines), b"")
    stream.seek(0)
    return first


def json_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | InvalidInput]]:
    r"""The lines that are not blank.

    >>> import io
    >>> list(json_lines(io.BytesIO(b"{}\n\n[]")))
    [(1, b'{}'), (3, b'[]')]
    """
    for number, line in enumerate(_lines(stream), 1):
        text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if text.strip():
            yield number, text.rstrip(b"\r\n")


def json_items(stream: IO[bytes]) -> Iterator[tuple[int, str | InvalidInput]]:
    r"""The items of a list, or the one object there is.

    >>> import io
    >>> list(json_items(io.BytesIO(b'[{"a": 1},\n {}]')))
    [(1, '{"a": 1}'), (2, '{}')]
    """
    data = stream.read(_MAX_JSON + 1)
    if len(data) > _MAX_JSON:
        yield 1, _invalid(f"more than {_MAX_JSON} bytes", "so many records line by line", "json")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield line, _invalid(f"byte {error.start} that is not UTF-8", "JSON in UTF-8", "json")
        return
    yield from _items(text)


def _items(text: str) -> Iterator[tuple[int, str | InvalidInput]]:
    """Cut a JSON text into its records: the items of a list, or the one there is."""
    end = start = _after_space(text, 0)
    line = text.count("\n", 0, start) + 1
    mark = "["
    if not text.startswith(mark, start):
        yield line, text
        return
    find_end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
    while text.startswith(mark, end):
        begin = _after_space(text, end + 1)
        line, start = line + text.count("\n", start, begin), begin
        if mark == "[" and text.startswith("]", begin):
            end = begin
            break
        try:
            end = find_end(text, begin)[1]
        except RecursionError:
            yield line, _invalid("too many nested brackets", "a flat record", "json")
            return
        except json.JSONDecodeError as error:
            yield error.lineno, _no_list(error.msg, text, error.pos)
            return
        yield line, text[begin:end]
        end, mark = _after_space(text, end), ","
    if text[end:].strip() != "]":
        yield text.count("\n", 0, end) + 1, _no_list("something else", text, end)


def _no_list(what: str, text: str, at: int) -> InvalidInput:
    column = at - text.rfind("\n", 0, at)
    return _invalid(f"{what} at column {column}", "a list of records between [ and ]", "json")


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def csv_rows(stream: IO[bytes]) -> Iterator[tuple[int, list[str] | InvalidInput]]:
    r"""The rows of a table that are not blank, from UTF-8 or GB18030.

    After a fault in the quotes nobody knows where the next row begins: it is the last thing found.

    >>> import io
    >>> list(csv_rows(io.BytesIO("名称,\n甘泉,是\n".encode("gb18030"))))
    [(1, ['名称', '']), (2, ['甘泉', '是'])]
    """
    mark = _mark(stream)
    if foreign := _foreign(mark):
        yield 1, _invalid(foreign, "CSV in UTF-8 or GB18030 (save as “CSV UTF-8”)", "encoding")
        return
    encoding = "utf-8" if mark.startswith(codecs.BOM_UTF8) else _encoding(stream) or "utf-8"
    lines = (line.decode(encoding, "surrogateescape") for line in _lines(stream))
    reader = csv.reader(chain([next(lines, "").removeprefix(_BOM)], lines), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            wanted = _ENDINGS if "new-line" in str(error) else _QUOTES
            yield line, _invalid(f"a row that is no CSV ({error})", wanted, "csv")
            return
        if any(map(str.strip, cells)):
            yield line, cells


def _mark(stream: IO[bytes]) -> bytes:
    mark = stream.read(4)
    stream.seek(0)
    return mark


def _foreign(mark: bytes) -> str | None:
    """What a file is that begins so, where it is no text of ours."""
    found = (told for beginning, told in _FOREIGN.items() if mark.startswith(beginning))
    return next(found, None)


def event_lines(stream: IO[bytes], file: str) -> Iterator[bytes]:
    r"""The lines of a file of events, blank ones too, without a byte order mark.

    Raises:
        InvalidInput: the whole file is something else, such as a workbook.

    >>> import io
    >>> list(event_lines(io.BytesIO(b"\xef\xbb\xbf{}\n\n{}"), "events.jsonl"))
    [b'{}\n', b'\n', b'{}']
    """
    if given := _foreign(_mark(stream)) or _no_lines(_encoding(stream), first_line(stream)):
        raise InvalidInput([Problem(file, given, EVENTS, "encoding")])
    lines = _lines(stream)
    yield next(lines, b"").removeprefix(codecs.BOM_UTF8)
    yield from lines


def _no_lines(encoding: str | None, first: bytes) -> str | None:
    """What a file is that has no events line by line, as far as its beginning tells."""
    if encoding != "utf-8":
        return "text in GB18030" if encoding else "something that is no text"
    whole = first.startswith(b"[") or first == b"{"
    return "one JSON text, not one for each line" if whole else None


def _encoding(stream: IO[bytes]) -> str | None:
    """Find how a file is encoded, if it is either; a table that is neither has unreadable cells."""
    for encoding in ("utf-8", "gb18030"):
        decode = codecs.getincrementaldecoder(encoding)().decode
        try:
            for chunk in iter(partial(stream.read, _CHUNK), b""):
                decode(chunk)
            decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        else:
            return encoding
        finally:
            stream.seek(0)
    return None


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, only as much as shows it."""
    while line := stream.readline(MAX_CHARS + 2):
        rest = line
        while len(rest) > MAX_CHARS and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_CHARS + 2)
        yield line


def _invalid(given: str, expected: str, kind: ProblemKind) -> InvalidInput:
    return InvalidInput([Problem("", given, expected, kind)])
