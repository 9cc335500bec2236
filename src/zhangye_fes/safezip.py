"""Office files are zip packages of XML: opened with care, and written the same every time.

Whoever sends a file may have made it to do harm. Nothing that it says of itself is believed: bytes
are counted as they come out, and XML is read without a DOCTYPE, of a bounded depth and length.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from zhangye_fes.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

__all__ = ["AS_SAVED", "MOST_BYTES", "XLSX", "Seer", "packed", "refused", "unpacked", "walk"]

MOST_BYTES = 8 << 20
"""The largest file that is opened; three thousand communities have a tenth of it."""

_MOST_ENTRIES = 1000
_MOST_UNPACKED = 16 << 20
_MOST_RATIO = 100
_SMALL = 1 << 20
"""What unpacks to less may be packed as tightly as it likes."""
_MOST_TAGS = 1_000_000
_MOST_DEPTH = 100
_MOST_ATTRIBUTES = 1000
_LONGEST_TAG = 1 << 18
_CHUNK = 1 << 16

_ENTRY = b"PK\x01\x02"
"""How each entry of a zip file's directory begins."""
_OLD = b"\xd0\xcf\x11\xe0"
"""How the files of before 2007 begin, and those with a password."""
_XML = re.compile(r".+\.(?:xml|rels)", re.IGNORECASE)
_LOCKED = 0x1
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every entry that is written: the first that a zip file can have."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)
"""What zipfile raises about files that are none."""

_SMALLER = "a smaller workbook, or CSV"
AS_SAVED = "a workbook as Excel or WPS saves it"
"""What would have been right where a file is odd."""
XLSX = "an Excel workbook (.xlsx) without a password: save it as one"
"""What would have been right where a file is something else."""


def __dir__() -> list[str]:
    return __all__


def packed(parts: Mapping[str, bytes], *, tightly: bool = True) -> bytes:
    """Put parts into a package; the same parts give the same bytes.

    >>> packed({"a.xml": b"<a/>"}) == packed({"a.xml": b"<a/>"})
    True
    """
    file = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if tightly else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w") as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = 0
            package.writestr(entry, part, method)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Take the XML parts out of a package; what else it holds is not looked at.

    Raises:
        InvalidInput: it is no zip file, damaged, locked, or unpacks to more than a workbook would.

    >>> unpacked(packed({"a.xml": b"<a/>", "b.bin": b"?"}))
    {'a.xml': b'<a/>'}
    """
    if len(data) > MOST_BYTES:
        raise refused(f"more than {MOST_BYTES} bytes", _SMALLER)
    if data.startswith(_OLD):
        raise refused("an Excel workbook of before 2007, or one with a password", XLSX)
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise refused(f"more than {_MOST_ENTRIES} parts", AS_SAVED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _parts(package)
    except InvalidInput:
        raise
    except _DAMAGE:
        raise refused("something else, or a damaged file", XLSX) from None


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    for entry in package.infolist():
        if not _XML.fullmatch(entry.filename):
            continue
        if entry.flag_bits & _LOCKED:
            raise refused("a zip file with a password", XLSX)
        if entry.filename in parts:
            raise refused(f"twice the part {entry.filename}", AS_SAVED)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused("something else, or a damaged file", XLSX)
        with package.open(entry) as stream:
            parts[entry.filename] = b"".join(_inflated(stream, left, entry.compress_size))
        left -= len(parts[entry.filename])
    return parts


def _inflated(stream: IO[bytes], left: int, size: int) -> Iterator[bytes]:
    """The bytes of a part, as long as they are not too many."""
    most = max(_SMALL, size * _MOST_RATIO)
    found = 0
    while chunk := stream.read(_CHUNK):
        found += len(chunk)
        if found > left:
            raise refused(f"more than {_MOST_UNPACKED} bytes unpacked", _SMALLER)
        if found > most:
            raise refused(f"a part packed more than {_MOST_RATIO} to 1", AS_SAVED)
        yield chunk


class Seer:
    """Who is told of the elements of a part as they come, by their names without a prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some of its text."""


def walk(parts: Mapping[str, bytes], seers: Mapping[str, Seer]) -> None:
    """Read the XML of every part once, and tell its seer what is there.

    Raises:
        InvalidInput: XML that is damaged, has a DOCTYPE, or is too deep or too long.

    >>> walk({"a.xml": b"<!DOCTYPE a><a/>"}, {"a.xml": Seer()})
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: a.xml: given a DOCTYPE, expected XML without one
    """
    if sum(part.count(b"<") for part in parts.values()) > _MOST_TAGS:
        raise refused(f"more than {_MOST_TAGS} tags", _SMALLER)
    for name, part in parts.items():
        _Walker(name, seers[name]).read(part)


class _Walker:
    """One part, read by expat."""

    def __init__(self, name: str, seer: Seer) -> None:
        self._name, self._seer, self._depth = name, seer, 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = seer.text

    def read(self, part: bytes) -> None:
        try:
            for at in range(0, len(part), _CHUNK):
                self._parser.Parse(part[at : at + _CHUNK])
                if at - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise self._refused(f"a tag of more than {_LONGEST_TAG} bytes", AS_SAVED)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position alone
        except expat.ExpatError as error:
            raise self._refused(f"XML that is damaged (line {error.lineno})", AS_SAVED) from None

    def _refused(self, given: str, expected: str) -> InvalidInput:
        return InvalidInput([Problem(self._name, given, expected, "xlsx")])

    def _doctype(self, *_what: object) -> None:
        raise self._refused("a DOCTYPE", "XML without one")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise self._refused(f"elements more than {_MOST_DEPTH} deep", AS_SAVED)
        if len(attributes) > _MOST_ATTRIBUTES:
            raise self._refused(f"more than {_MOST_ATTRIBUTES} attributes", AS_SAVED)
        self._seer.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._seer.end(name.rpartition(":")[2])


def refused(given: str, expected: str) -> InvalidInput:
    """Say what is wrong with a workbook as a whole.

    >>> print(refused("nothing", "a value"))
    workbook: given nothing, expected a value
    """
    return InvalidInput([Problem("workbook", given, expected, "xlsx")])
