"""Records from files: JSON, JSON Lines, tables; bad ones named, the others read."""

from __future__ import annotations

import codecs
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangye_fes.errors import InvalidInput
from zhangye_fes.facts import Facts
from zhangye_fes.records import BadRecord, Format, Record, format_of, from_json, read
from zhangye_fes.splitting import csv_rows
from zhangye_fes.values import Rate

LONG = 1_000_000


def found(data: str | bytes, kind: Format) -> list[Record | BadRecord]:
    """Everything a file holds."""
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read(stream, f"f.{kind}", kind))


def told(data: str | bytes, kind: Format) -> list[str]:
    """The names of the good records and what is said of the bad ones."""
    return [each.name if isinstance(each, Record) else str(each) for each in found(data, kind)]


class TestOneRecordInJson:
    """Its facts alone, or within an object that says whose they are."""

    def test_facts_alone(self) -> None:
        record = from_json('{"service_hall": true}', "f:1")
        assert record == Record("", "", "", "", "", Facts(service_hall=True), "f:1")

    def test_with_a_name(self) -> None:
        text = (
            '{"community": "620702001005", "name": "甘泉社区", "county": "甘州区",'
            ' "street": "东街", "remark": "虚构",'
            ' "facts": {"reemployment": {"num": 188, "den": 209}}}'
        )
        facts = Facts(reemployment=Rate(188, 209))
        assert from_json(text) == Record(
            "620702001005", "甘泉社区", "甘州区", "东街", "虚构", facts, ""
        )

    @pytest.mark.parametrize(
        ("text", "problems"),
        [
            ("[]", "record: given [], expected an object with named fields"),
            ("null", "record: given None, expected an object with named fields"),
            ('{"service_hall": 1}', "service_hall: given 1, expected true or false"),
            (
                '{"facts": {"service_hall": 1}}',
                "facts.service_hall: given 1, expected true or false",
            ),
            ('{"facts": 5}', "facts: given 5, expected an object with named fields"),
            ('{"name": "甘泉"}', "facts: given nothing, expected a value"),
            ('{"name": 5, "facts": {}}', "name: given 5, expected a text"),
            (
                '{"nam": "a", "facts": {}}',
                "nam: given the unknown name 'nam', expected a known field (name?)",
            ),
            (
                '{"name": "a", "name": "b", "facts": {"ledgers_missing": 1.0}}',
                (
                    "name: given 'a', and again 'b', expected a text; "
                    "facts.ledgers_missing: given 1.0, expected a whole number from 0 to 999999999"
                ),
            ),
            (
                '{"name": "\\ud800", "facts": {}}',
                "name: given '\\ud800', expected readable text of at most 1000 characters",
            ),
        ],
    )
    def test_what_is_wrong(self, text: str, problems: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            from_json(text)
        assert str(caught.value) == problems


class TestJson:
    """One record, or a list of them, each with the line it begins on."""

    def test_one(self) -> None:
        assert told('\n{"name": "甘泉",\n "facts": {}}\n', "json") == ["甘泉"]

    def test_a_list_with_lines(self) -> None:
        text = (
            '[\n  {"name": "a", "facts": {}},\n\n  {"name": 1, "facts": {}}\n'
            ' , {"name":\n "c", "facts": {}}\n]'
        )
        assert told(text, "json") == ["a", "f.json:4: name: given 1, expected a text", "c"]
        assert [each.where for each in found(text, "json") if isinstance(each, Record)] == [
            "f.json:2",
            "f.json:5",
        ]

    @pytest.mark.parametrize("text", ["[]", " [ \n ] "])
    def test_an_empty_list(self, text: str) -> None:
        assert found(text, "json") == []

    def test_a_byte_order_mark(self) -> None:
        assert told(codecs.BOM_UTF8 + b'[{"name": "a", "facts": {}}]', "json") == ["a"]

    @pytest.mark.parametrize(
        ("text", "last"),
        [
            ('[{"facts": {}},\n]', "2: record: given Expecting value at column 1"),
            ('[{"facts": {}}\n {"facts": {}}]', "2: record: given something else at column 2"),
            ('[{"facts": {}}', "1: record: given something else at column 15"),
            ('[{"facts": {}}] x', "1: record: given something else at column 15"),
            ("[", "1: record: given Expecting value at column 2"),
            ("[,]", "1: record: given Expecting value at column 2"),
        ],
    )
    def test_a_list_that_is_broken_later(self, text: str, last: str) -> None:
        *good, bad = told(text, "json")
        assert bad == f"f.json:{last}, expected a list of records between [ and ]"
        assert good == [""] * text.count("{}", 0, text.find("\n") % len(text))

    def test_too_deep(self) -> None:
        deep = "[" * 100_000
        expected = "record: given too many nested brackets, expected a flat record"
        assert told(deep, "json") == [f"f.json:1: {expected}"]
        assert told('{"facts":' + deep, "json") == [f"f.json:1: {expected}"]

    def test_a_number_of_thousands_of_digits(self) -> None:
        text = f'[{{"ledgers_missing": {"9" * 5000}}}, {{"name": "b", "facts": {{}}}}]'
        bad, good = told(text, "json")
        assert bad.startswith("f.json:1: record: given a number of thousands of digits")
        assert good == "b"

    def test_not_utf_8(self) -> None:
        assert told('[\n"甘"]'.encode("gb18030"), "json") == [
            "f.json:2: record: given byte 3 that is not UTF-8, expected JSON in UTF-8"
        ]

    @pytest.mark.parametrize("text", ["", " \n"])
    def test_nothing(self, text: str) -> None:
        (bad,) = told(text, "json")
        assert "Expecting value" in bad

    def test_too_much(self) -> None:
        class Endless(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                assert size == 200_000_001
                return bytes(size)

        (bad,) = read(Endless(), "f.json", "json")
        assert str(bad) == (
            "f.json:1: record: given more than 200000000 bytes, "
            "expected so many records line by line"
        )


class TestJsonLines:
    """One record a line; a bad line is one bad record."""

    def test_lines(self) -> None:
        text = '\ufeff{"name": "a", "facts": {}}\r\n\r\n{"name"\n{"name": "d", "facts": {}}'
        good, bad, last = told(text, "jsonl")
        assert (good, last) == ("a", "d")
        assert bad.startswith("f.jsonl:3: record: given Expecting ':' delimiter at line 1, column")

    def test_one_line_that_is_not_utf_8(self) -> None:
        bad, good = told(b'"\xff"\n{"name": "b", "facts": {}}\n', "jsonl")
        assert bad == "f.jsonl:1: record: given byte 1 that is not UTF-8, expected JSON in UTF-8"
        assert good == "b"

    def test_a_line_that_is_too_long(self) -> None:
        bad, good = told(b" " * 10 + b"[" * 3 * LONG + b'\n{"name": "b", "facts": {}}', "jsonl")
        assert bad.endswith("characters, expected at most 1000000 characters")
        assert good == "b"


class TestTables:
    """CSV as people save it."""

    TABLE = "社区名称,service_hall\n甘泉社区,是\n\n,\n南关社区,有\n佛城社区,\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_encodings(self, encoding: str, end: str) -> None:
        assert told(self.TABLE.replace("\n", end).encode(encoding), "csv") == [
            "甘泉社区",
            "f.csv:5: service_hall: given '有', expected 是, 否, true or false",
            "佛城社区",
        ]

    def test_lines_are_those_of_the_file(self) -> None:
        text = 'name,remark\na,"two\nlines"\nb,"x",y\nc,\n'
        good, bad, last = found(text, "csv")
        assert isinstance(good, Record)
        assert isinstance(bad, BadRecord)
        assert isinstance(last, Record)
        assert (good.remark, good.where, bad.line, last.where) == (
            "two\nlines",
            "f.csv:2",
            4,
            "f.csv:5",
        )

    def test_one_bad_byte_is_one_bad_cell(self) -> None:
        data = "name,service_hall\n甘泉,是\n".encode() + b"\xe7\x94\n" + "南关,否\n".encode()
        data = data.replace(b"\xe7\x94\n", b"\xe7\x94,\xff\n")
        first, bad, last = told(data, "csv")
        assert (first, last) == ("甘泉", "南关")
        assert "name: given '\\udce7\\udc94', expected readable text" in bad

    def test_a_bad_byte_after_a_mark_of_utf_8(self) -> None:
        data = codecs.BOM_UTF8 + "name\n甘泉\n".encode() + "南关\n".encode("gb18030")
        first, bad = told(data, "csv")
        assert first == "甘泉"
        assert "expected readable text" in bad

    @pytest.mark.parametrize("nothing", ["", "\n\n", ",,\n"])
    def test_nothing(self, nothing: str) -> None:
        assert told(nothing, "csv") == ["f.csv:1: record: given nothing, expected a header row"]

    def test_tabs_between_the_cells(self) -> None:
        assert told("\tname\tservice_hall\na\t是\n", "csv") == [
            (
                "f.csv:1: record: given cells separated by tabs, "
                "expected commas between the cells (save as “CSV UTF-8”)"
            )
        ]

    def test_a_header_alone(self) -> None:
        assert told("name\n", "csv") == []

    def test_a_bad_header_is_all_that_is_said(self) -> None:
        assert told("\nnam,service_hall\na,是\n", "csv") == [
            "f.csv:2: 'nam': given an unknown column, expected a known column (name?)"
        ]

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            ("name\n".encode("utf-16"), "UTF-16"),
            (codecs.BOM_UTF16_BE + "name".encode("utf-16-be"), "UTF-16"),
            (b"PK\x03\x04\x14\x00", "an Excel workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Excel workbook"),
        ],
    )
    def test_what_is_no_csv(self, data: bytes, what: str) -> None:
        assert told(data, "csv") == [
            f"f.csv:1: record: given {what}, expected CSV in UTF-8 or GB18030 (save as “CSV UTF-8”)"
        ]
        assert len(list(csv_rows(io.BytesIO(data)))) == 1

    @pytest.mark.parametrize("row", ['"b', '"b"b', 'b\n"never closed\nc', f'"{"x" * 200_000}"'])
    def test_after_bad_quotes_nothing_is_read(self, row: str) -> None:
        first, *_, bad = told(f"name\na\n{row}\nd\n", "csv")
        assert first == "a"
        assert ": record: given a row that is no CSV (" in bad
        assert bad.endswith("), expected every quote closed; nothing after this was read")

    @pytest.mark.parametrize("text", ["name\ra\r", "name\na\nb\rc\n"])
    def test_after_an_end_of_line_of_old_nothing_is_read(self, text: str) -> None:
        *_, bad = told(text, "csv")
        assert ": record: given a row that is no CSV (" in bad
        assert bad.endswith(
            "expected lines that end as Windows or Unix ends them: save it again as “CSV UTF-8”"
        )

    def test_a_nul_byte(self) -> None:
        assert told("name,ledgers_missing\na\0b,\nc,1\0\n", "csv") == [
            "f.csv:2: name: given 'a\\x00b', expected readable text of at most 1000 characters",
            (
                "f.csv:3: ledgers_missing: given '1\\x00', expected a whole number from 0 to "
                "999999999 in the digits 0 to 9 alone"
            ),
        ]

    def test_a_line_that_is_too_long(self) -> None:
        (bad,) = told("name\n" + "x" * 3 * LONG + "\nb\n", "csv")
        assert "f.csv:2: record: given a row that is no CSV (" in bad

    def test_a_large_table_is_not_held_in_memory(self, tmp_path: Path) -> None:
        rows = 20_000
        path = tmp_path / "large.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("社区名称,备注\n")
            file.writelines(f"社区{number},{'长' * 100}\n" for number in range(rows))
        with path.open("rb") as stream:
            tracemalloc.start()
            count = sum(isinstance(each, Record) for each in read(stream, "large.csv", "csv"))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert count == rows
        assert peak * 4 < path.stat().st_size


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b'{"facts": {}}\n', "jsonl"),
        (b'\xef\xbb\xbf{"facts": {}}', "jsonl"),
        (b'\n\n{"facts":\n', "json"),
        (b" [1]", "json"),
        (b"name\n", "csv"),
        (b"\xff\xfe", "csv"),
        (b"", "csv"),
    ],
)
def test_the_format_is_seen_from_the_beginning(beginning: bytes, kind: Format) -> None:
    stream = io.BytesIO(beginning)
    assert format_of(stream) == kind
    assert stream.tell() == 0


def pieces() -> Iterator[str]:
    """What files are made of, to be put together wrongly."""
    yield from ("name", "service_hall", "reemployment_num", "reemployment_den", "facts", "备注")
    yield from ("true", "是", "5", "1.5", "NaN", "null", "甘泉", "\0", "\ufeff", "\ud7ff", "９")
    yield from ('"', ",", "\n", "\r", "\r\n", "{", "}", "[", "]", ":", " ", '{"facts": {}}')


class TestHostileFiles:
    """Whatever a file holds, only records and named faults come out."""

    @given(data=st.binary(max_size=200), kind=st.sampled_from(["json", "jsonl", "csv"]))
    def test_any_bytes(self, data: bytes, kind: Format) -> None:
        for each in found(data, kind):
            assert isinstance(each, Record) or each.problems

    @given(
        parts=st.lists(st.sampled_from([*pieces()]), max_size=40),
        kind=st.sampled_from(["json", "jsonl", "csv"]),
        encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    )
    def test_any_pieces(self, parts: list[str], kind: Format, encoding: str) -> None:
        for each in found("".join(parts).encode(encoding), kind):
            assert isinstance(each, Record) or each.problems

    @given(rows=st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=5))
    def test_any_cells(self, rows: list[list[str]]) -> None:
        text = "name,ledgers_missing,service_hall\n"
        text += "".join(",".join(json.dumps(cell) for cell in row) + "\n" for row in rows)
        for each in found(text, "csv"):
            assert isinstance(each, Record) or each.problems
