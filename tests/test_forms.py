"""附件1 and 附件2 written for Word and Excel, and 附件2 read back."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangye_fes import (
    excelfiles,
    factsforms,
    forms,
    paperwork,
    safezip,
    sheetforms,
    sheetparts,
    tablefiles,
    wordfiles,
    wordforms,
    workbooks,
)
from zhangye_fes.errors import InvalidInput, MissingExtra
from zhangye_fes.forms import (
    application_docx,
    facts_xlsx,
    read_sheet,
    sheet_docx,
    sheet_xlsx,
)
from zhangye_fes.papers import (
    ApplicationForm,
    FilledSheet,
    Marks,
    Opinion,
    check_review,
)
from zhangye_fes.regulation import lines
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.wordfiles import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

STANDARD = {row.id: row.standard for row in ANNEX_2.rows}
FILLED = FilledSheet(
    county="甘州区",
    street="东街街道",
    name="甘泉社区",
    own=Marks(points=STANDARD),
    review=Marks(points=STANDARD | {"3.3": 0, "4.2": 3}),
    remarks={"3.3": "就业率94.9%", "5.1": "抽样100人"},
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(0)", "\t=1", "'=1")
DIRTY = ("\x00", "a\x1bb", "\ud800", "\ufffe", "x" * 1001)

FIVE = "expected a whole number from 0 to 5"
UNSAVED = (
    "given a formula without its result, expected a value, or a workbook that Excel or WPS has "
    "saved"
)
READABLE = "expected readable text of at most 1000 characters"
DIGITS = "expected a number of at most 15 digits; write a longer one as text"
AS_WRITTEN = "expected the form as it was written, no cell of it moved or changed"


def filled_in(cells: Mapping[str, Any], form: FilledSheet = FILLED) -> io.BytesIO:
    """A workbook of 附件2 with other values in some cells; its sums are entered, no formulas."""
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(form)))
    page = book["附件2"]
    for address in (each for row in page["I6:L20"] for each in row):
        if isinstance(address.value, str) and address.value.startswith("="):
            address.value = None
    for name, value in cells.items():
        page[name] = value
    saved = io.BytesIO()
    book.save(saved)
    saved.seek(0)
    return saved


def words(data: bytes) -> list[list[str]]:
    """The texts of the one table of a Word file, row by row."""
    (table,) = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


class TestApplication:
    """附件1 张掖市市级充分就业社区申报表."""

    form = ApplicationForm(
        name="甘泉社区",
        profile="第一段。\n第二段。",
        work="=1+1",
        county_opinion=Opinion(text="同意推荐。", on=dt.date(2024, 3, 1), sealed=True),
    )

    def test_its_cells_are_those_of_the_notice(self) -> None:
        labels = [lines()[f"annex1.{number}"].partition("　")[0] for number in range(1, 7)]
        found = [row[0] for row in words(application_docx(self.form))]
        assert list(dict.fromkeys(found)) == labels

    def test_it_says_what_was_entered(self) -> None:
        right = [row[1] for row in words(application_docx(self.form))]
        assert right[:3] == ["甘泉社区", "第一段。\n第二段。", "=1+1"]
        assert right[3:5] == ["", "（盖章）　　　年　　月　　日　"]
        assert right[5:7] == ["同意推荐。", "（已盖章）　2024年3月1日　"]

    def test_title_and_mark(self) -> None:
        document = Document(io.BytesIO(application_docx(self.form)))
        assert [each.text for each in document.paragraphs] == ["附件1", lines()["annex1"]]

    @pytest.mark.parametrize("text", DIRTY[:-1])
    def test_a_text_that_no_file_can_hold(self, text: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            application_docx(ApplicationForm(name="甘泉", street_opinion=Opinion(text=text)))
        wanted = "expected readable text of at most 20000 characters"
        assert str(caught.value) == f"street_opinion.text: given {text!r}, {wanted}"


class TestWordSheet:
    """附件2 for Word."""

    def test_its_rows_are_those_of_the_notice(self) -> None:
        rows = words(sheet_docx(FilledSheet()))
        assert rows[0] == [
            *("序号", "项目", "考核内容", "标准分", "标准分", "评分标准", "考评成绩", "考评成绩"),
        ]
        assert rows[1][3:5] == ["项目合计", "分项"]
        assert rows[1][6:] == ["自评", "考评"]
        for row, cells in zip(ANNEX_2.rows, rows[2:-1], strict=True):
            project = next(each for each in ANNEX_2.projects if each.id == row.project)
            assert cells == [
                *(row.id, project.title, lines()[f"annex2.{row.id}.content"]),
                *(str(project.points), str(row.standard)),
                *(lines()[f"annex2.{row.id}.marking"], "", ""),
            ]
        assert rows[-1] == ["合计", "合计", "合计", "100", "100", "", "", ""]

    def test_both_columns_and_their_totals(self) -> None:
        rows = words(sheet_docx(FILLED))
        assert [row[6] for row in rows[2:-1]] == [str(each) for each in STANDARD.values()]
        assert {row[0]: row[7] for row in rows}["3.3"] == "0"
        assert rows[-1][6:] == ["100", "93"]

    @pytest.mark.parametrize(
        ("marks", "total"),
        [
            (None, ""),
            (Marks(points={"1": 20}), ""),
            (Marks(points={"1": 20}, total=21), "21"),
            (Marks(points=STANDARD), "100"),
        ],
    )
    def test_a_total_is_as_entered_or_that_of_a_full_column(
        self, marks: Marks | None, total: str
    ) -> None:
        assert words(sheet_docx(FilledSheet(own=marks)))[-1][6] == total

    @pytest.mark.parametrize(
        ("form", "line"),
        [
            (FILLED, "单位名称：甘州区　东街街道　甘泉社区"),
            (
                FilledSheet(county="甘州", street="东街", name="甘泉"),
                "单位名称：甘州县（区）　东街街道（乡镇）　甘泉社区",
            ),
            (
                FilledSheet(county="肃南裕固族自治县", name="南关社区居民委员会"),
                "单位名称：肃南裕固族自治县　　　　　　街道（乡镇）　南关社区居民委员会",
            ),
            (
                FilledSheet(county="张掖市", street="大满乡", name="示例社区（虚构）"),
                "单位名称：张掖市　大满乡　示例社区（虚构）",
            ),
            (FilledSheet(), "单位名称：　　　　　县（区）　　　　　　街道（乡镇）　　　　　　社区"),
        ],
    )
    def test_whose_it_is(self, form: FilledSheet, line: str) -> None:
        document = Document(io.BytesIO(sheet_docx(form)))
        assert [each.text for each in document.paragraphs][:3] == ["附件2", lines()["annex2"], line]

    def test_what_is_not_printed_in_the_notice_is_said(self) -> None:
        document = Document(io.BytesIO(sheet_docx(FILLED)))
        assert document.paragraphs[-1].text == (
            "注：第3.2行的标准分，原表空白，按40−10−5−6−4−5＝10推算。"
        )


@pytest.mark.parametrize("data", [application_docx(TestApplication.form), sheet_docx(FILLED)])
class TestWordPages:
    """What a Word file owes to GB/T 9704."""

    def test_the_page(self, data: bytes) -> None:
        page = Document(io.BytesIO(data)).sections[0]
        sizes = (page.page_width, page.page_height, page.top_margin, page.bottom_margin)
        sides = (page.left_margin, page.right_margin)
        assert [round(each.mm) for each in (*sizes, *sides) if each] == [210, 297, 37, 35, 28, 26]

    def test_typefaces(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = package.read("word/document.xml").decode()
            fonts = package.read("word/fontTable.xml").decode()
        used = set(re.findall(r'w:eastAsia="([^"]+)"', text))
        assert {"仿宋_GB2312", "方正小标宋简体", "黑体"} == used <= FONTS.keys()
        assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong' in fonts

    def test_dates_are_those_of_the_notice(self, data: bytes) -> None:
        about = Document(io.BytesIO(data)).core_properties
        assert about.created == about.modified == dt.datetime(2023, 9, 4, tzinfo=dt.UTC)
        assert (about.author, about.subject) == ("", "张人社通〔2023〕181号")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "write",
    [
        lambda: application_docx(TestApplication.form),
        lambda: sheet_docx(FILLED),
        lambda: sheet_xlsx(FILLED),
        facts_xlsx,
    ],
    ids=["application", "sheet for Word", "sheet for Excel", "facts"],
)
def test_the_same_input_gives_the_same_bytes(
    write: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write() == before


class TestWorkbook:
    """附件2 for Excel, as it is written."""

    page = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(FILLED)))["附件2"]

    def test_only_what_people_fill_in_is_unlocked(self) -> None:
        cells = (cell for row in self.page["A1:M21"] for cell in row)
        open_cells = {cell.coordinate for cell in cells if not cell.protection.locked}
        points = {f"{column}{line}" for column in "IJM" for line in range(6, 20)}
        assert open_cells == points | {"C3", "F3", "H3"}
        assert self.page.protection.sheet

    def test_points_are_checked_as_they_are_typed(self) -> None:
        checks = {
            str(each.sqref): (each.type, each.formula1, each.formula2)
            for each in self.page.data_validations.dataValidation
        }
        for line, row in enumerate(ANNEX_2.rows, 6):
            for column in "IJ":
                assert checks[f"{column}{line}"] == ("whole", "0", str(row.standard))

    def test_sums_are_formulas(self) -> None:
        assert self.page["I20"].value == '=IF(COUNT(I6:I19)=0,"",SUM(I6:I19))'
        assert self.page["L8"].value == '=IF(COUNT(J8:J13)=0,"",SUM(J8:J13))'

    def test_the_page(self) -> None:
        margins, setup = self.page.page_margins, self.page.page_setup
        sides = (margins.top, margins.bottom, margins.left, margins.right)
        assert [round(each * 25.4) for each in sides] == [37, 35, 28, 26]
        assert (setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == (9, 1, 0)
        assert self.page.print_area == "'附件2'!$A$1:$J$21"
        assert self.page.print_title_rows == "$4:$5"

    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_text_is_never_a_formula(self, text: str) -> None:
        form = FilledSheet(name=text, county=text, remarks={"1": text})
        page = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(form)))["附件2"]
        for place in ("C3", "H3", "M6"):
            assert (page[place].value, page[place].data_type) == (text, "s")
            assert page[place].number_format == "@"  # so that it stays a text when it is edited

    @pytest.mark.parametrize("text", DIRTY)
    @pytest.mark.parametrize("write", [sheet_xlsx, sheet_docx])
    def test_a_text_that_no_file_can_hold(
        self, text: str, write: Callable[[FilledSheet], bytes]
    ) -> None:
        with pytest.raises(InvalidInput) as caught:
            write(FilledSheet(street="东街", remarks={"4.1": text}))
        (problem,) = caught.value.problems
        assert (problem.field, problem.expected) == (
            "remarks.4.1",
            "readable text of at most 1000 characters",
        )


def test_a_sum_that_was_entered_otherwise_is_not_lost() -> None:
    wrong = Marks(points={"1": 20, "2": 10}, projects={"1": 20, "3": 1}, total=31)
    right = Marks(points={"1": 20, "2": 10}, total=30)
    for form, told in (
        (FilledSheet(own=right), []),
        (
            FilledSheet(own=right, review=wrong),
            [
                "考评：项目3合计填1分，各行合计为0分〔附件2〕",
                "考评：合计填31分，各行合计为30分〔附件2〕",
            ],
        ),
    ):
        page = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(form)))["附件2"]
        assert (page["M20"].value or "") == "；".join(told)
        assert (page.row_dimensions[20].height > 24) is bool(told)


def test_all_that_is_entered_is_of_one_size() -> None:
    page = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(FILLED)))["附件2"]
    cells = (page[f"{column}{line}"] for column in "IJM" for line in range(6, 20))
    assert {each.font.size for each in cells} == {9}


class TestReadBack:
    """What people filled in."""

    def test_what_was_written(self) -> None:
        read = read_sheet(io.BytesIO(sheet_xlsx(FILLED)))
        assert read.model_dump(exclude={"own": {"projects", "total"}, "review": True}) == (
            FILLED.model_dump(exclude={"own": {"projects", "total"}, "review": True})
        )
        assert read.review == Marks(
            points=STANDARD | {"3.3": 0, "4.2": 3},
            projects={"1": 20, "2": 10, "3": 35, "4": 13, "5": 15},
            total=93,
        )
        assert [(each.code, each.facts["row"]) for each in check_review(read)] == [
            ("SCORES_DIFFER", "3.3"),
            ("SCORES_DIFFER", "4.2"),
        ]

    def test_a_blank_form(self) -> None:
        assert read_sheet(io.BytesIO(sheet_xlsx(FilledSheet()))) == FilledSheet()

    def test_what_another_program_filled_in(self) -> None:
        cells = {"I8": 3, "J8": 3.0, "J9": "10", "I14": None, "H3": " 甘泉 ", "M7": 12, "M8": True}
        read = read_sheet(filled_in(cells | {"K8": 33, "I20": 88}))
        assert read.own == Marks(
            points={row: each for row, each in STANDARD.items() if row != "4.1"} | {"3.1": 3},
            projects={"3": 33},
            total=88,
        )
        assert read.review
        assert (read.review.points["3.1"], read.review.points["3.2"]) == (3, 10)
        assert (read.name, read.remarks["2"], read.remarks["3.1"]) == ("甘泉", "12", "TRUE")

    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            ({"I10": 6}, f"附件2!I10: given '6', {FIVE}"),
            ({"I10": 4.5}, f"附件2!I10: given '4.5', {FIVE}"),
            ({"I10": -1}, f"附件2!I10: given '-1', {FIVE}"),
            ({"I10": "90%"}, f"附件2!I10: given '90%', {FIVE}"),
            ({"I10": "５"}, f"附件2!I10: given '５', {FIVE}"),
            ({"I10": "五"}, f"附件2!I10: given '五', {FIVE}"),
            ({"I10": True}, f"附件2!I10: given 'TRUE', {FIVE}"),
            ({"I10": dt.date(2024, 3, 1)}, f"附件2!I10: given '2024-03-01', {FIVE}"),
            ({"J20": "=SUM(J6:J19)"}, f"附件2!J20: {UNSAVED}"),
            ({"J20": "#DIV/0!"}, "附件2!J20: given the error #DIV/0!, expected a value"),
            ({"K7": "十"}, f"附件2!K7: given '十', {FIVE.replace('5', '999999999')}"),
            ({"C3": "x" * 1001}, f"附件2!C3: given 1001 characters, {READABLE}"),
            (
                {"I6": 21, "M9": 1e17},
                f"附件2!I6: given '21', {FIVE.replace('5', '20')}; 附件2!M9: given 1e+17, {DIGITS}",
            ),
            ({"C10": "低于94%不得分。"}, f"附件2!C10: given '低于94%不得分。', {AS_WRITTEN}"),
            ({"A6": "=1"}, f"附件2!A6: given a formula without its result, {AS_WRITTEN}"),
        ],
    )
    def test_each_fault_in_its_cell(self, cells: Mapping[str, Any], told: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            read_sheet(filled_in(cells))
        assert str(caught.value) == told

    def test_formulas_that_nobody_calculated_are_told_once(self) -> None:
        told = f"附件2!K6,I20,J20: {UNSAVED}"
        cells = {"I20": "=1", "K6": "=1", "J20": "=1", "J10": 5.5}
        with pytest.raises(InvalidInput) as caught:
            read_sheet(filled_in(cells))
        assert str(caught.value) == f"附件2!J10: given '5.5', {FIVE}; {told}"

    def test_cells_that_were_merged(self) -> None:
        book = openpyxl.load_workbook(filled_in({}))
        book["附件2"].merge_cells("J8:J13")
        saved = io.BytesIO()
        book.save(saved)
        saved.seek(0)
        with pytest.raises(InvalidInput) as caught:
            read_sheet(saved)
        assert str(caught.value) == (
            "附件2!J8:J13: given cells that are merged, expected one cell for each value"
        )

    def test_other_sheets_beside_it(self) -> None:
        book = openpyxl.load_workbook(filled_in({"M6": "备注"}))
        book.create_sheet("别的", 0)["A1"] = "=1"
        saved = io.BytesIO()
        book.save(saved)
        saved.seek(0)
        assert read_sheet(saved).remarks["1"] == "备注"

    def test_another_workbook(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            read_sheet(io.BytesIO(facts_xlsx()))
        assert str(caught.value) == (
            "workbook: given 2 sheets (事实, 填表说明), expected one sheet, or one called 附件2"
        )

    @settings(max_examples=40)
    @given(
        st.builds(
            FilledSheet,
            county=st.text(max_size=30),
            name=st.text(max_size=30),
            remarks=st.dictionaries(st.sampled_from(sorted(STANDARD)), st.text(max_size=99)),
        )
    )
    def test_any_text_comes_back_or_is_refused(self, form: FilledSheet) -> None:
        try:
            data = sheet_xlsx(form)
        except InvalidInput:
            with pytest.raises(InvalidInput):
                sheet_docx(form)
            return
        read = read_sheet(io.BytesIO(data))
        assert words(sheet_docx(form))
        assert (read.county, read.name) == (plain(form.county), plain(form.name))
        noted = {row: plain(text) for row, text in form.remarks.items()}
        assert dict(read.remarks) == {row: text for row, text in noted.items() if text}


def plain(text: str) -> str:
    """A text as a workbook keeps it: ends of lines are all of one kind, its ends are bare."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@pytest.mark.parametrize(
    ("module", "package", "call"),
    [
        ("docx", "python-docx", lambda: sheet_docx(FILLED)),
        ("xlsxwriter", "XlsxWriter", lambda: sheet_xlsx(FILLED)),
        ("python_calamine", "python-calamine", lambda: read_sheet(io.BytesIO())),
    ],
)
def test_without_the_extra(
    module: str, package: str, call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        workbooks, "find_spec", lambda name: None if name == module else find_spec(name)
    )
    with pytest.raises(MissingExtra) as caught:
        call()
    assert str(caught.value) == (
        f"Word and Excel need {package}, not installed: install zhangye-fes[forms]"
    )


@pytest.mark.parametrize(
    "module",
    [
        *(excelfiles, factsforms, forms, paperwork, safezip, sheetforms, sheetparts),
        *(tablefiles, wordfiles, wordforms, workbooks),
    ],
)
def test_what_the_modules_offer(module: ModuleType) -> None:
    assert dir(module) == sorted(module.__all__)


def test_another_process_writes_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.test_forms import *; "
        "files = application_docx(TestApplication.form), sheet_docx(FILLED), sheet_xlsx(FILLED); "
        "print(hashlib.sha256(b''.join(files)).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    }
    assert len(told) == 1
