"""A workbook of facts: the template, and what people fill in."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile_files import NS, cell, packed, parts, sheet, workbook
from zhangye_fes.columns import HEADERS, template
from zhangye_fes.facts import Facts
from zhangye_fes.forms import facts_xlsx, sheet_xlsx
from zhangye_fes.papers import FilledSheet
from zhangye_fes.records import BadRecord, Record, format_of, read
from zhangye_fes.values import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT = "expected a whole number from 0 to 999999999 in the digits 0 to 9 alone"
RATE = "expected a count: a rate is two counts, not a percentage"
NOT_ABOVE = "expected at most 4, the count in reemployment_den"
UNSAVED = (
    "a formula without its result, expected a value, or a workbook that Excel or WPS has saved"
)
TWO_COLUMNS = "expected a column: a rate needs training_num and training_den"
YES_NO = "expected 是, 否, true or false"
PLACE = {key: at for at, key in enumerate(HEADERS, 1)}
HEADER = ("社区名称", "service_hall", "ledgers_missing", "reemployment_num", "reemployment_den")


def table(*rows: tuple[Any, ...], header: tuple[Any, ...] = HEADER, name: str = "事实") -> bytes:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = name
    for row in (header, *rows):
        page.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def found_in(data: bytes) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(data), "facts.xlsx", "xlsx"))


def record(data: bytes) -> Record:
    (found,) = found_in(data)
    assert isinstance(found, Record), found
    return found


def fault(data: bytes) -> str:
    (found,) = found_in(data)
    assert isinstance(found, BadRecord), found
    return str(found)


class TestTemplate:
    """The empty table."""

    book = openpyxl.load_workbook(io.BytesIO(facts_xlsx()))
    page = book["事实"]

    def test_its_columns_are_those_of_the_csv_template(self) -> None:
        (header,) = csv.reader([template().removeprefix("\ufeff")])
        assert [each.value for each in self.page[1]] == header

    def test_it_has_no_record_yet(self) -> None:
        assert found_in(facts_xlsx()) == []

    def test_every_column_is_checked(self) -> None:
        checks = {
            column.coord.partition(":")[0]: (each.type, each.formula1, each.formula2)
            for each in self.page.data_validations.dataValidation
            for column in each.sqref.ranges
        }
        for key, at in PLACE.items():
            letter = openpyxl.utils.get_column_letter(at)
            fact = next((each for each in Facts.legend() if key in each.columns), None)
            kinds = {
                None: ("textLength", "1000", None),
                "flag": ("list", '"是,否"', None),
                "count": ("whole", "0", "999999999"),
                "rate": ("whole", "0", "999999999"),
            }
            assert checks[f"{letter}2"] == kinds[fact.type if fact else None]

    def test_nobody_types_into_the_header(self) -> None:
        assert self.page.protection.sheet
        assert all(each.protection.locked for each in self.page[1])
        assert not self.page.column_dimensions["A"].protection.locked
        assert self.book.sheetnames == ["事实", "填表说明"]

    def test_filled_in(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(facts_xlsx()))
        page = book["事实"]
        values = {"community": "620702001005", "name": "甘泉社区", "service_hall": "是"}
        for key, value in (values | {"reemployment_num": 188, "reemployment_den": 209.0}).items():
            page.cell(2, PLACE[key]).value = value
        found = record(saved(book))
        assert (found.id, found.name, found.where) == ("620702001005", "甘泉社区", "facts.xlsx:2")
        assert found.facts == Facts(service_hall=True, reemployment=Rate(188, 209))


class TestCells:
    """How a cell is read: as it is shown."""

    @pytest.mark.parametrize(
        ("value", "read_as"),
        [("是", True), ("否", False), (True, True), (False, False), ("TRUE", True), ("", None)],
    )
    def test_yes_and_no(self, value: object, read_as: object) -> None:
        assert record(table(("甘泉", value))).facts.service_hall is read_as

    @pytest.mark.parametrize("value", [5, 5.0, "5", " 5 ", 5.0000000000000009])
    def test_a_count(self, value: object) -> None:
        assert record(table(("甘泉", None, value))).facts.ledgers_missing == 5

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (5.5, f"given '5.5', {COUNT}"),
            (-1, f"given '-1', {COUNT}"),
            (1e9, f"given '1000000000', {COUNT}"),
            ("90%", f"given '90%', {RATE}"),
            ("90％", f"given '90％', {RATE}"),
            ("５", f"given '５', {COUNT}"),
            (True, f"given 'TRUE', {COUNT}"),
            (dt.date(2024, 3, 1), f"given '2024-03-01', {COUNT}"),
            (dt.datetime(2024, 3, 1, 8, 30), f"given '2024-03-01 08:30:00', {COUNT}"),  # noqa: DTZ001
            (dt.time(8, 30), f"given '08:30:00', {COUNT}"),
            (dt.timedelta(hours=30), f"given '1 day, 6:00:00', {COUNT}"),
            ("=1+1", f"given '=1+1', {COUNT}"),
        ],
    )
    def test_no_count(self, value: object, told: str) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉",))))
        place = book["事实"].cell(2, 3)
        place.value = value
        if isinstance(value, str):
            place.data_type = "s"
        assert fault(saved(book)) == f"facts.xlsx:2: 事实!C2 ledgers_missing: {told}"

    @pytest.mark.parametrize(
        ("value", "shown", "how"),
        [(0.9, "90%", "0%"), (1, "100%", "0.00%"), (0.895, "89.5%", '0.0"%"'), (5, "500%", "0%;@")],
    )
    def test_a_number_in_per_cent(self, value: float, shown: str, how: str) -> None:
        """100 % is the number 1: as a count it would be one person."""
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉", None, None, value, 209))))
        book["事实"]["D2"].number_format = how
        told = f"given '{shown}', {RATE}"
        assert fault(saved(book)) == f"facts.xlsx:2: 事实!D2 reemployment_num: {told}"

    @pytest.mark.parametrize(
        ("value", "told"),
        [("有", f"given '有', {YES_NO}"), (1, f"given '1', {YES_NO}")],
    )
    def test_neither_yes_nor_no(self, value: object, told: str) -> None:
        bad = fault(table(("甘泉", value)))
        assert bad == f"facts.xlsx:2: 事实!B2 service_hall: {told}"

    def test_half_a_rate(self) -> None:
        bad = fault(table(("甘泉", None, None, 188)))
        wanted = "expected a count: the other of the rate is given"
        assert bad == f"facts.xlsx:2: 事实!E2 reemployment_den: given nothing, {wanted}"

    def test_every_fault_of_a_row(self) -> None:
        assert fault(table(("甘泉", "有", 5.5, 5, 4))).splitlines() == [
            f"facts.xlsx:2: 事实!B2 service_hall: given '有', {YES_NO}",
            f"facts.xlsx:2: 事实!C2 ledgers_missing: given '5.5', {COUNT}",
            f"facts.xlsx:2: 事实!D2 reemployment_num: given 5/4, {NOT_ABOVE}",
        ]

    def test_a_long_text(self) -> None:
        bad = fault(table(("x" * 1001, "有", 5.5)))
        wanted = "expected readable text of at most 1000 characters"
        assert bad == f"facts.xlsx:2: 事实!A2: given 1001 characters, {wanted}"

    @pytest.mark.parametrize(
        ("value", "name"),
        [(620702001005, "620702001005"), (1.5, "1.5"), (True, "TRUE"), ("=1+1", "=1+1")],
    )
    def test_a_text_is_what_the_cell_shows(self, value: object, name: str) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉",))))
        place = book["事实"]["A2"]
        place.value = value
        if isinstance(value, str):
            place.data_type = "s"
        assert record(saved(book)).name == name

    def test_a_number_that_has_lost_digits(self) -> None:
        wanted = "expected a number of at most 15 digits; write a longer one as text"
        bad = fault(table((6207020010051234567,)))
        assert bad == f"facts.xlsx:2: 事实!A2: given 6.207020010051235e+18, {wanted}"


class TestFormulas:
    """Of a formula the saved result is read."""

    rows = f'<row r="1">{cell("A1", "社区名称")}{cell("B1", "ledgers_missing")}</row>'

    def with_cell(self, written: str) -> bytes:
        return workbook(f'{self.rows}<row r="2">{cell("A2", "甘泉")}{written}</row>')

    @pytest.mark.parametrize("formula", ["1+1", "HYPERLINK(&quot;x&quot;)", "SUM([1]x!A1:A9)"])
    def test_a_saved_result(self, formula: str) -> None:
        found = record(self.with_cell(f'<c r="B2"><f>{formula}</f><v>2</v></c>'))
        assert found.facts.ledgers_missing == 2

    def test_an_empty_result_is_a_blank_cell(self) -> None:
        found = record(self.with_cell('<c r="B2" t="str"><f>""</f><v></v></c>'))
        assert found.facts.ledgers_missing is None

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ('<c r="B2"><f>1+1</f></c>', UNSAVED),
            ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "the error #DIV/0!, expected a value"),
        ],
    )
    def test_no_result(self, written: str, told: str) -> None:
        assert fault(self.with_cell(written)) == f"facts.xlsx:2: 事实!B2: given {told}"


class TestSheets:
    """Which sheet is read, and which of its rows."""

    def test_the_only_sheet_may_have_any_name(self) -> None:
        assert record(table(("甘泉", "是"), name="Sheet1")).name == "甘泉"

    def test_one_of_several_is_named(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉", "是"))))
        book.create_sheet("汇总", 0)["A1"] = 5
        assert record(saved(book)).name == "甘泉"

    def test_a_hidden_sheet_is_not_asked(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉", "是"), name="Sheet1")))
        book.create_sheet("事实").sheet_state = "hidden"
        assert record(saved(book)).name == "甘泉"

    def test_nobody_knows_which_of_several(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉",), name="1")))
        for name in "23456":
            book.create_sheet(name)
        assert fault(saved(book)) == (
            "facts.xlsx:1: workbook: given 6 sheets (1, 2, 3, 4, 5), "
            "expected one sheet, or one called 事实"
        )

    def test_rows_keep_their_numbers(self) -> None:
        """Blank rows, blank columns and rows that only have a colour are passed over."""
        book = openpyxl.Workbook()
        page = book.worksheets[0]
        for place, value in {"C3": "社区名称", "D3": "service_hall", "C6": "甘泉"}.items():
            page[place] = value
        page["C9"].fill = openpyxl.styles.PatternFill("solid", "FFFF00")
        page["C10"] = "  "
        assert record(saved(book)).where == "facts.xlsx:6"

    def test_hidden_rows_are_read(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉",), ("南关",))))
        book["事实"].row_dimensions[2].hidden = True
        names = [each.name for each in found_in(saved(book)) if isinstance(each, Record)]
        assert names == ["甘泉", "南关"]

    def test_merged_cells(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(table(("甘泉",), ("南关",))))
        book["事实"].merge_cells("A2:A3")
        assert fault(saved(book)) == (
            "facts.xlsx:1: 事实!A2:A3: given cells that are merged, "
            "expected one cell for each value"
        )

    @pytest.mark.parametrize(
        ("header", "told"),
        [
            (("社区名称", "name"), "事实!B1 name: given 2 columns, expected one such column"),
            (
                ("社区名称", "满意"),
                "事实!B1 '满意': given an unknown column, expected a known column",
            ),
            (("training_num",), f"事实!1:1 training_den: given nothing, {TWO_COLUMNS}"),
        ],
    )
    def test_a_bad_header(self, header: tuple[str, ...], told: str) -> None:
        assert fault(table(("甘泉",), header=header)) == f"facts.xlsx:1: {told}"

    def test_the_marking_table(self) -> None:
        """附件2 is no table of facts; its cells that are merged are not the matter."""
        assert fault(sheet_xlsx(FilledSheet())) == (
            "facts.xlsx:1: workbook: given 附件2, the marking table, "
            "expected a table of facts; “form read” reads 附件2"
        )

    def test_a_value_without_a_header(self) -> None:
        bad = fault(table(("甘泉", "是", 0, 1, 1, "x")))
        wanted = "expected no value in a column without a header"
        assert bad == f"facts.xlsx:2: 事实!2:2: given 'x', {wanted}"

    def test_an_empty_sheet(self) -> None:
        assert fault(workbook()) == ("facts.xlsx:1: 事实!1:1: given nothing, expected a header row")

    def test_other_ways_to_write_it(self) -> None:
        """A target from the root, prefixes, and styles that are no styles of cells."""
        rows = f'<row r="1">{cell("A1", "社区名称")}</row><row r="2">{cell("A2", "甘泉")}</row>'
        contents = parts(rows)
        relations = contents["xl/_rels/workbook.xml.rels"].replace('"s1.xml"', '"/xl/s1.xml"')
        styles = f'<styleSheet {NS}><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs></styleSheet>'
        more = {"xl/_rels/workbook.xml.rels": relations, "xl/styles.xml": styles}
        prefixed = (
            sheet(rows).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")
        )
        for changed in (more, more | {"xl/s1.xml": prefixed}):
            assert record(packed(contents | changed)).name == "甘泉"

    @pytest.mark.parametrize("data", [table(("甘泉",)), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
    def test_its_format_is_known_by_its_beginning(self, data: bytes) -> None:
        stream = io.BytesIO(data)
        assert format_of(stream) == "xlsx"
        assert stream.tell() == 0


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(sorted(PLACE)), st.text(max_size=40), max_size=6))
def test_any_text_is_read_or_refused(texts: Mapping[str, str]) -> None:
    rows = "".join(
        cell(f"{openpyxl.utils.get_column_letter(PLACE[key])}2", _escaped(text))
        for key, text in sorted(texts.items(), key=lambda each: PLACE[each[0]])
    )
    header = "".join(
        cell(f"{openpyxl.utils.get_column_letter(at)}1", HEADERS[key]) for key, at in PLACE.items()
    )
    data = workbook(f'<row r="1">{header}</row><row r="2">{rows}</row>')
    for found in found_in(data):
        if isinstance(found, Record):
            assert found.where == "facts.xlsx:2"
        else:
            assert all(each.field.startswith("事实!") for each in found.problems)


def _escaped(text: str) -> str:
    """A text in XML, what XML cannot have left out."""
    kept = "".join(each for each in text if each >= " " and each not in "\ud800\ufffe\uffff")
    plain = kept.encode("utf-8", "ignore").decode()
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
