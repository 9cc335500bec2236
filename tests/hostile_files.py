"""Workbooks made to do harm, and small ones made by hand; each is bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NS: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG: Final = "http://schemas.openxmlformats.org/package/2006"
OPEN_XML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(address: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: str, after: str = "") -> str:
    """A worksheet with these rows."""
    return f"<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>"


def parts(rows: str = "", after: str = "", *, name: str = "事实") -> dict[str, str]:
    """The parts of a workbook of one sheet."""
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{OPEN_XML}.{kind}+xml"/>'
        for part, kind in (("xl/workbook.xml", "sheet.main"), ("xl/s1.xml", "worksheet"))
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types">{types}</Types>',
        "_rels/.rels": (
            f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r1" '
            f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook {NS} xmlns:r="{REL}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r1" '
            f'Type="{REL}/worksheet" Target="s1.xml"/></Relationships>'
        ),
        "xl/s1.xml": sheet(rows, after),
    }


def packed(
    contents: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED, level: int = 6
) -> bytes:
    """Put parts into a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=level) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return file.getvalue()


def workbook(rows: str = "", after: str = "", **others: str | bytes) -> bytes:
    """A workbook of one sheet, and other parts by their names (``__`` for a slash)."""
    more = {f"{name.replace('__', '/')}.xml": content for name, content in others.items()}
    return packed(parts(rows, after) | more)


def noise(length: int) -> bytes:
    """Bytes that pack badly, the same every time."""
    state, made = 1, bytearray()
    while len(made) < length:
        state = state * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        made += struct.pack("<Q", state)
    return bytes(made[:length])


def lying() -> bytes:
    """A part that says it unpacks to 10 bytes, and unpacks to 10 million."""
    data = packed(parts() | {"xl/sharedStrings.xml": b"x" * 10_000_000})
    true, told = struct.pack("<L", 10_000_000), struct.pack("<L", 10)
    return data.replace(true, told)


def overlapping() -> bytes:
    """Entries of the directory that all mean the same bytes."""
    data = packed(parts() | {"xl/a0.xml": b"<a>" + b"x" * 30_000_000 + b"</a>"}, level=9)
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<L", data[end + 16 : end + 20])[0]
    entry = data[data.rindex(b"PK\x01\x02", start, end) : end]
    more = b"".join(entry.replace(b"xl/a0", b"xl/%c%c" % (97 + n, 49)) for n in range(26))
    directory = data[start:end] + more
    count = data[start:end].count(b"PK\x01\x02") + 26
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def encrypted() -> bytes:
    """A zip file whose parts say that they need a password."""
    data = bytearray(packed(parts()))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def doubled() -> bytes:
    """A part that stands in the zip file twice."""
    data = packed(parts() | {"xl/s2.xml": sheet("")})
    return data.replace(b"xl/s2.xml", b"xl/s1.xml")


LAUGHS: Final = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 10}'>" for n in range(1, 10))
    + f"]><worksheet {NS}><sheetData>&a9;</sheetData></worksheet>"
)
OUTSIDE: Final = "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + sheet(
    '<row r="1">' + cell("A1", "&e;") + "</row>"
)
