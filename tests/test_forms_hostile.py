"""Files made to do harm: refused with a clear error, within a second of work and 100 MiB."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import hostile_files as hostile
from tests.hostile_files import NS, cell, packed, parts, sheet, workbook
from zhangye_fes.errors import InvalidInput
from zhangye_fes.records import BadRecord, read
from zhangye_fes.safezip import unpacked

AS_SAVED = "expected a workbook as Excel or WPS saves it"
XLSX = "expected an Excel workbook (.xlsx) without a password: save it as one"
ODD = (
    "workbook: given more than 1000 merged cells, percentages and errors, "
    "expected a table of values"
)
NO_TEXT = "Cell string index not found in shared strings table"
SMALLER = "expected a smaller workbook, or CSV"
HEADER = f'<row r="1">{cell("A1", "社区名称")}{cell("B1", "ledgers_missing")}</row>'
PERCENT = f'<styleSheet {NS}><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>'


def many(rows: str) -> str:
    """A line of a sheet for every row that there may be."""
    return "".join(rows.format(row=row) for row in range(2, 3002))


MERGED = many('<mergeCell ref="A{row}:B{row}"/>')


def other(content: str | bytes) -> bytes:
    """A workbook whose sheet is this text."""
    return packed(parts() | {"xl/s1.xml": content}, level=1)


CASES = {
    "more bytes than are read": (
        bytes(9 << 20),
        f"workbook: given more than 8388608 bytes, {SMALLER}",
    ),
    "eight megabytes of noise": (
        hostile.noise(8 << 20),
        f"workbook: given something else, or a damaged file, {XLSX}",
    ),
    "noise that begins as a zip file": (
        b"PK\x03\x04" + hostile.noise(1 << 20),
        f"workbook: given something else, or a damaged file, {XLSX}",
    ),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        f"workbook: given an Excel workbook of before 2007, or one with a password, {XLSX}",
    ),
    "an OpenDocument sheet": (
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        f"workbook: given something else, or a damaged file, {XLSX}",
    ),
    "a zip file with a password": (
        hostile.encrypted(),
        f"workbook: given a zip file with a password, {XLSX}",
    ),
    "a zip file packed in another way": (
        packed(parts(), zipfile.ZIP_LZMA),
        f"workbook: given something else, or a damaged file, {XLSX}",
    ),
    "fifty thousand parts": (
        packed(parts() | {f"x{number}": "" for number in range(50_000)}),
        f"workbook: given more than 1000 parts, {AS_SAVED}",
    ),
    "a part that stands there twice": (
        hostile.doubled(),
        f"workbook: given twice the part xl/s1.xml, {AS_SAVED}",
    ),
    "a bomb": (
        packed(parts() | {"xl/sharedStrings.xml": b" " * 300_000_000}, level=9),
        f"workbook: given more than 16777216 bytes unpacked, {SMALLER}",
    ),
    "a small bomb": (
        packed(parts() | {"xl/sharedStrings.xml": b" " * 5_000_000}, level=9),
        f"workbook: given a part packed more than 100 to 1, {AS_SAVED}",
    ),
    "a part that lies about its size": (
        hostile.lying(),
        f"workbook: given something else, or a damaged file, {XLSX}",
    ),
    "parts that overlap": (
        hostile.overlapping(),
        f"workbook: given a part packed more than 100 to 1, {AS_SAVED}",
    ),
    "a billion laughs": (
        other(hostile.LAUGHS),
        "xl/s1.xml: given a DOCTYPE, expected XML without one",
    ),
    "an entity from outside": (
        other(hostile.OUTSIDE),
        "xl/s1.xml: given a DOCTYPE, expected XML without one",
    ),
    "a DOCTYPE in another encoding": (
        other(f'<?xml version="1.0" encoding="UTF-16"?>{hostile.OUTSIDE}'.encode("utf-16")),
        "xl/s1.xml: given a DOCTYPE, expected XML without one",
    ),
    "a DOCTYPE in the list of sheets": (
        packed(parts() | {"xl/workbook.xml": hostile.LAUGHS}),
        "xl/workbook.xml: given a DOCTYPE, expected XML without one",
    ),
    "a million elements in one another": (
        other("<a>" * 200_000),
        f"xl/s1.xml: given elements more than 100 deep, {AS_SAVED}",
    ),
    "two million tags": (
        other(sheet("".join(f"<a{number}/>" for number in range(1_100_000)))),
        f"workbook: given more than 1000000 tags, {SMALLER}",
    ),
    "a tag without an end": (
        other("<worksheet a='" + hostile.noise(1_000_000).hex()),
        f"xl/s1.xml: given a tag of more than 262144 bytes, {AS_SAVED}",
    ),
    "six hundred thousand attributes": (
        other("<worksheet " + " ".join(f"a{n}='{n * 7919}'" for n in range(600_000)) + "/>"),
        f"xl/s1.xml: given a tag of more than 262144 bytes, {AS_SAVED}",
    ),
    "fifteen thousand attributes": (
        other("<worksheet " + " ".join(f"a{n}='{n * 7}'" for n in range(15_000)) + "/>"),
        f"xl/s1.xml: given more than 1000 attributes, {AS_SAVED}",
    ),
    "half a sheet": (
        other(sheet(HEADER)[:-20]),
        f"xl/s1.xml: given XML that is damaged (line 1), {AS_SAVED}",
    ),
    "a cell at the end of the world": (
        workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "事实!XFD1048576: given a value, expected no value beyond CV3001: a larger table as CSV",
    ),
    "a column too many": (
        workbook('<row r="1"><c r="CW1"><v>1</v></c></row>'),
        "事实!CW1: given a value, expected no value beyond CV3001: a larger table as CSV",
    ),
    "a cell without an address": (
        workbook("<row><c><v>1</v></c></row>"),
        f"workbook: given a cell without an address, {AS_SAVED}",
    ),
    "a cell where no sheet is": (
        workbook(xl__sharedStrings=f'<sst {NS}><c r="XFD1048576"><v>1</v></c></sst>'),
        f"workbook: given a cell outside of the sheet, {AS_SAVED}",
    ),
    "two sheets of one name": (
        packed(
            parts()
            | {
                "xl/workbook.xml": parts()["xl/workbook.xml"].replace(
                    "<sheets>", '<sheets><sheet name="事实" sheetId="2" r:id="r2"/>'
                )
            }
        ),
        f"workbook: given two sheets of one name, {AS_SAVED}",
    ),
    "a sheet that is not there": (
        packed({name: each for name, each in parts().items() if name != "xl/s1.xml"}),
        f"workbook: given a workbook that cannot be read (事实), {AS_SAVED}",
    ),
    "no sheet": (
        packed(parts() | {"xl/workbook.xml": f"<workbook {NS}/>"}),
        "workbook: given 0 sheets (), expected one sheet, or one called 事实",
    ),
    "a text that is not in the list": (
        workbook('<row r="2"><c r="A2" t="s"><v>99999</v></c></row>'),
        f"workbook: given a workbook that cannot be read ({NO_TEXT}), {AS_SAVED}",
    ),
    "thousands of merged cells": (
        workbook(HEADER, f"<mergeCells>{MERGED}</mergeCells>"),
        ODD,
    ),
    "thousands of percentages": (
        workbook(
            HEADER + many('<row r="{row}"><c r="B{row}" s="0"><v>5</v></c></row>'),
            xl__styles=PERCENT,
        ),
        ODD,
    ),
    "a text of four million characters": (
        workbook(f'{HEADER}<row r="2">{cell("A2", hostile.noise(2_000_000).hex())}</row>'),
        "事实!A2: given 4000000 characters, expected readable text of at most 1000 characters",
    ),
    "a number beyond all numbers": (
        workbook(f'{HEADER}<row r="2"><c r="B2"><v>1e999</v></c></row>'),
        "事实!B2: given inf, expected a number of at most 15 digits; write a longer one as text",
    ),
}

MEASURED = """
import io, json, sys, time
from pathlib import Path
from zhangye_fes import records, workbooks
import python_calamine

def peak():
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

data = Path(sys.argv[1]).read_bytes()
before, begun = peak(), time.process_time()
found = [str(each) for each in records.read(io.BytesIO(data), "f", "xlsx")]
print(json.dumps([found[0], time.process_time() - begun, peak() - before]))
"""


def measured(path: Path) -> tuple[str, float, int]:
    """What is said of a file first, the seconds of work and the KiB of memory that it took."""
    # coverage, when it follows the new process, would cost more than the library does
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, env=plain, capture_output=True, check=True)
    found, seconds, kibibytes = json.loads(done.stdout)
    return found, seconds, kibibytes


@pytest.mark.parametrize(("data", "told"), CASES.values(), ids=list(CASES))
def test_it_is_refused_at_once(data: bytes, told: str, tmp_path: Path) -> None:
    (bad,) = read(io.BytesIO(data), "f", "xlsx")
    assert str(bad) == f"f:{bad.line if isinstance(bad, BadRecord) else 0}: {told}"
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(data)
    _, seconds, kibibytes = measured(path)
    assert seconds < 1
    assert kibibytes < 100 * 1024


def test_a_full_table_is_read_within_the_same_bounds(tmp_path: Path) -> None:
    """What is let through costs little as well: every row and fifty columns of values."""
    columns = [f"{first}{last}" for first in ("", "A") for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    line = "".join(f'<c r="{column}{{row}}"><v>5</v></c>' for column in columns[:50])
    path = tmp_path / "full.xlsx"
    path.write_bytes(packed(parts(HEADER + many(f'<row r="{{row}}">{line}</row>'))))
    found, seconds, kibibytes = measured(path)
    assert found.endswith("given '5', expected no value in a column without a header")
    assert seconds < 10
    assert kibibytes < 100 * 1024


class TestDamage:
    """Whatever is changed in a file: it is read, or refused, and nothing else happens."""

    whole = workbook(
        f'{HEADER}<row r="2">{cell("A2", "甘泉")}<c r="B2" s="0"><v>5</v></c></row>',
        xl__styles=PERCENT,
    )

    @settings(max_examples=300)
    @given(st.data())
    def test_changed_bytes(self, data: st.DataObject) -> None:
        changed = bytearray(self.whole)
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(changed) - 1))
            changed[at] = data.draw(st.integers(0, 255))
        for found in read(io.BytesIO(bytes(changed)), "f", "xlsx"):
            assert found.problems if isinstance(found, BadRecord) else found.where

    @settings(max_examples=300)
    @given(st.data())
    def test_changed_parts(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(unpacked(self.whole))))
        part = bytearray(unpacked(self.whole)[name])
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
        changed = packed(unpacked(self.whole) | {name: bytes(part)})
        for found in read(io.BytesIO(changed), "f", "xlsx"):
            assert found.problems if isinstance(found, BadRecord) else found.where

    @pytest.mark.parametrize("length", range(0, len(whole), 97))
    def test_a_file_cut_short(self, length: int) -> None:
        (found,) = read(io.BytesIO(self.whole[:length]), "f", "xlsx")
        assert isinstance(found, BadRecord)

    def test_links_and_macros_are_left_alone(self) -> None:
        """What a table does not need is not even unpacked."""
        more: dict[str, str | bytes] = {
            "xl/vbaProject.bin": b"\xd0\xcf",
            "xl/media/image1.png": bytes(50_000_000),
        }
        contents = parts(f'{HEADER}<row r="2">{cell("A2", "甘泉")}</row>')
        (found,) = read(io.BytesIO(packed({**contents, **more})), "f", "xlsx")
        assert not isinstance(found, BadRecord)
        assert found.name == "甘泉"

    def test_what_is_no_zip_file_at_all(self) -> None:
        with pytest.raises(InvalidInput):
            unpacked(b"")
