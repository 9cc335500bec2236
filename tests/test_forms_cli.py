"""The command ``form``, and the other commands with workbooks."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from zhangye_fes import tablefiles, tables, workbooks
from zhangye_fes.cli import main
from zhangye_fes.columns import HEADERS
from zhangye_fes.facts import Facts
from zhangye_fes.forms import facts_xlsx, read_sheet, sheet_xlsx
from zhangye_fes.papers import ApplicationForm, FilledSheet, Marks
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = {row.id: row.standard for row in ANNEX_2.rows}
FILLED = FilledSheet(
    county="甘州区",
    street="东街街道",
    name="甘泉社区",
    own=Marks(points=STANDARD),
    review=Marks(points=STANDARD | {"3.3": 0}),
    remarks={"3.3": "94.9%"},
)
PERFECT = {
    key: {"flag": "是", "rate": 20, "count": 0}[fact.type]
    for fact in Facts.legend()
    for key in fact.columns
} | {"qualified_staff": 3, "name": "甘泉社区"}


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """A workbook of 附件2 that was filled in."""
    path = tmp_path / "附件2.xlsx"
    path.write_bytes(sheet_xlsx(FILLED))
    return str(path)


@pytest.fixture
def facts(tmp_path: Path) -> str:
    """A workbook of facts with one good record and a bad one."""
    book = openpyxl.load_workbook(io.BytesIO(facts_xlsx()))
    page = book["事实"]
    for column, key in enumerate(HEADERS, 1):
        page.cell(2, column).value = PERFECT.get(key)
    page.cell(3, 6).value = "有"
    path = tmp_path / "facts.xlsx"
    book.save(path)
    return str(path)


class TestScore:
    """``score`` reads workbooks too."""

    def test_a_workbook(self, facts: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", facts, "--advise"]) == 1
        out, err = capsys.readouterr()
        assert out.startswith("■ 甘泉社区  100  达到认定标准\n")
        assert err == (
            f"{facts}:3: 事实!F3 是否符合基本条件（是/否，第1行）：给出的是'有'，"
            "应为是、否、true或false\n"
        )

    def test_what_is_no_workbook(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "old.xlsx"
        path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
        assert main(["score", str(path), "--json"]) == 1
        assert capsys.readouterr().err == (
            f"{path}:1: 工作簿：给出的是2007版以前的或者设有密码的Excel工作簿，"
            "应为不设密码的Excel工作簿（.xlsx）：请另存为此格式\n"
        )

    def test_without_the_extra(
        self, facts: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(workbooks, "find_spec", lambda _: None)
        assert main(["score", facts, "--json"]) == 2
        assert capsys.readouterr().err == (
            "zhangye-fes: 读写Word和Excel文件需要python-calamine，尚未安装："
            "请安装zhangye-fes[forms]\n"
        )


class TestScoresInAFile:
    """``score -o``."""

    table = "社区名称,service_hall,valid_complaints\n=1+1,是,0\n甘泉社区,否,0\n"

    @pytest.fixture
    def source(self, tmp_path: Path) -> str:
        path = tmp_path / "facts.csv"
        path.write_text(self.table, encoding="utf-8")
        return str(path)

    def test_a_workbook(self, facts: str, capsys: pytest.CaptureFixture[str]) -> None:
        path = f"{facts}.scores.xlsx"
        assert main(["score", facts, "-o", path]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"{facts}:3: ")
        head, *rows = openpyxl.load_workbook(path)["评分"].iter_rows(values_only=True)
        assert head[:2] == ("社区", "附件2 第1行")
        assert head[-3:] == ("合计", "结论", "尚需查明的事实")
        assert len(head) == len(STANDARD) + 4
        assert rows == [("甘泉社区", *STANDARD.values(), 100, "达到认定标准", "")]

    def test_a_text_is_never_a_formula(self, source: str, tmp_path: Path) -> None:
        book, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
        for path in (book, text):
            assert main(["score", source, "-o", str(path)]) == 0
        cells = openpyxl.load_workbook(book)["评分"]["A"]
        assert [(each.value, each.data_type) for each in cells[1:]] == [
            ("=1+1", "s"),
            ("甘泉社区", "s"),
        ]
        _, first, second = csv.reader(text.read_text("utf-8-sig").splitlines())
        assert (first[0], second[0]) == ("'=1+1", "甘泉社区")
        assert first[1:3] == ["5–20", "0–10"]

    def test_in_english_under_every_reading(self, source: str, tmp_path: Path) -> None:
        path = tmp_path / "a.CSV"
        command = ["score", source, "--lang", "en", "--all-readings", "-o", str(path)]
        assert main(command) == 0
        head, first, _ = csv.reader(path.read_text("utf-8-sig").splitlines())
        assert head[:2] == ["community", "Annex 2, row 1"]
        assert head[-4:] == [
            *("total", "verdict", "under every reading"),
            "unknown facts that still matter",
        ]
        assert len(first) == len(head)
        assert "; " in first[-1]

    def test_nobody_yet(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source, path = tmp_path / "facts.xlsx", tmp_path / "a.xlsx"
        source.write_bytes(facts_xlsx())
        assert main(["score", str(source), "-o", str(path)]) == 1
        assert "文件中没有社区" in capsys.readouterr().err
        assert not path.exists()

    def test_nothing_that_could_be_scored(self, tmp_path: Path) -> None:
        """No file stands in the way of the next try."""
        source, path = tmp_path / "facts.csv", tmp_path / "a.csv"
        source.write_text("name,service_hall\na,?\n", encoding="utf-8")
        assert main(["score", str(source), "-o", str(path)]) == 1
        assert not path.exists()

    def test_every_text_can_be_read(self, tmp_path: Path) -> None:
        """A row is as high as its longest text needs, up to what Excel knows."""
        path = tmp_path / "a.xlsx"
        rows: list[list[str | int]] = [["甘泉", 1, "x" * 118], ["南关", 1, "事" * 1000]]
        path.write_bytes(tablefiles.as_xlsx(["社区", "合计", "备注"], rows, "评分"))
        page = openpyxl.load_workbook(path)["评分"]
        assert [page.row_dimensions[each].height for each in (1, 2, 3)] == [18.75, 33.75, 408.75]
        assert page.column_dimensions["C"].width == pytest.approx(60, abs=1)

    def test_beside_other_output(
        self, source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["score", source, "--json", "-o", str(tmp_path / "a.csv")]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 2
        assert (tmp_path / "a.csv").exists()

    def test_nothing_is_written_over(
        self, source: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("mine", encoding="utf-8")
        assert main(["score", source, "-o", str(path)]) == 2
        said = "已有此文件，不会覆盖：请换一个文件名"
        assert capsys.readouterr().err == f"zhangye-fes: {path}: {said}\n"
        assert path.read_text("utf-8") == "mine"

    def test_it_needs_no_rich(
        self, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tables, "_has_rich", lambda: False)
        assert main(["score", source, "-o", str(tmp_path / "a.csv")]) == 0

    def test_another_kind_of_file(self, source: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["score", source, "-o", "a.xls"])
        assert capsys.readouterr().err.endswith("a name that ends in .csv / .xlsx: a.xls\n")


class TestTemplate:
    """``template --xlsx``."""

    def test_it_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "facts.xlsx"
        assert main(["template", "--xlsx", str(path)]) == 0
        assert path.read_bytes() == facts_xlsx()

    def test_nothing_is_written_over(self, facts: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["template", "--xlsx", facts]) == 2
        assert capsys.readouterr().err == (
            f"zhangye-fes: {facts}: 已有此文件，不会覆盖：请换一个文件名\n"
        )


class TestForm:
    """``form application`` and ``form sheet``."""

    def test_an_application(self, tmp_path: Path) -> None:
        source, target = tmp_path / "form.json", tmp_path / "附件1.docx"
        source.write_text(ApplicationForm(name="甘泉社区").model_dump_json(), encoding="utf-8")
        assert main(["form", "application", str(target), "--from", str(source)]) == 0
        (table,) = Document(str(target)).tables
        assert table.cell(0, 1).text == "甘泉社区"

    def test_a_byte_order_mark(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        form, sheet, facts = (tmp_path / f"{name}.json" for name in ("form", "sheet", "facts"))
        form.write_text('{"name": "甘泉社区"}', encoding="utf-8-sig")
        sheet.write_text(FILLED.model_dump_json(), encoding="utf-8-sig")
        facts.write_text('{"training": null}', encoding="utf-8-sig")
        target = tmp_path / "附件1.docx"
        assert main(["form", "application", str(target), "--from", str(form)]) == 0
        (table,) = Document(str(target)).tables
        assert table.cell(0, 1).text == "甘泉社区"
        assert main(["form", "sheet", str(tmp_path / "2.docx"), "--from", str(sheet)]) == 0
        assert main(["form", "read", str(sheet), "--facts", str(facts)]) == 1
        out, err = capsys.readouterr()
        assert out.startswith("甘州区 东街街道 甘泉社区\n")
        assert err == ""

    def test_a_blank_application(self, tmp_path: Path) -> None:
        target = tmp_path / "附件1.docx"
        assert main(["form", "application", str(target)]) == 0
        (table,) = Document(str(target)).tables
        assert table.cell(0, 1).text == ""

    @pytest.mark.parametrize("kind", ["json", "xlsx"])
    @pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".XLSX"])
    def test_a_sheet(self, kind: str, suffix: str, filled: str, tmp_path: Path) -> None:
        source = tmp_path / "sheet.json"
        source.write_text(FILLED.model_dump_json(), encoding="utf-8")
        target = tmp_path / f"again{suffix}"
        given = {"json": str(source), "xlsx": filled}[kind]
        assert main(["form", "sheet", str(target), "--from", given]) == 0
        if suffix == ".docx":
            (table,) = Document(str(target)).tables
            assert [cell.text for cell in table.rows[-1].cells][6:] == ["100", "95"]
        else:
            with target.open("rb") as stream:
                assert read_sheet(stream).name == "甘泉社区"

    def test_a_blank_sheet(self, tmp_path: Path) -> None:
        target = tmp_path / "blank.xlsx"
        assert main(["form", "sheet", str(target)]) == 0
        assert target.read_bytes() == sheet_xlsx(FilledSheet())

    @pytest.mark.parametrize(
        ("form", "name", "known"),
        [("application", "x.xlsx", ".docx"), ("sheet", "x.pdf", ".docx / .xlsx")],
    )
    def test_another_kind_of_file(
        self, form: str, name: str, known: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["form", form, name])
        assert capsys.readouterr().err.endswith(
            f"文件名须以此结尾 · a name that ends in {known}: {name}\n"
        )

    def test_bad_input(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = tmp_path / "sheet.json"
        source.write_text('{"own": {"points": {"3.3": 6}}, "mayor": 1}', encoding="utf-8")
        target = tmp_path / "x.docx"
        assert (
            main(
                [
                    "form",
                    "sheet",
                    str(target),
                    "--from",
                    str(source),
                ]
            )
            == 2
        )
        assert "own.points" in capsys.readouterr().err
        assert not target.exists()

    @pytest.mark.parametrize("row", ["9", "3"])
    def test_remarks_beside_rows_that_are_not_there(
        self, row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        source = tmp_path / "sheet.json"
        source.write_text(json.dumps({"remarks": {row: "x"}}), encoding="utf-8")
        assert main(["form", "sheet", str(tmp_path / "x.docx"), "--from", str(source)]) == 2
        assert f"而非'{row}'" in capsys.readouterr().err


class TestRead:
    """``form read``."""

    def test_in_words(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["form", "read", filled]) == 1
        assert capsys.readouterr().out.splitlines() == [
            "甘州区 东街街道 甘泉社区",
            "自评 100  考评 95",
            "- 自评 5，考评 0〔附件2 第3.3行〕",
            "3.3  94.9%",
        ]

    def test_in_english(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["form", "read", filled, "--lang", "en"]) == 1
        assert capsys.readouterr().out.splitlines()[1:3] == [
            "own score 100  review 95",
            "- own score 5, review 0 [Annex 2, row 3.3]",
        ]

    def test_as_json(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["form", "read", filled, "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["sheet"]["review"]["total"] == 95
        assert [each["code"] for each in told["findings"]] == ["SCORES_DIFFER"]

    def test_beside_the_facts(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        sheet = tmp_path / "sheet.json"
        own = {"points": STANDARD | {"4.1": 1}}
        sheet.write_text(json.dumps({"own": own}), encoding="utf-8")
        facts = tmp_path / "facts.json"
        facts.write_text('{"training": {"num": 4, "den": 5}}', encoding="utf-8")
        command = ["form", "read", str(sheet), "--facts", str(facts)]
        assert main(command) == 1
        assert capsys.readouterr().out.splitlines() == [
            "自评 96  考评 —",
            "- 自评 1，计算结果 3〔附件2 第4.1行〕",
        ]
        assert main([*command, "--reading", "training_at_80=lower"]) == 0
        assert capsys.readouterr().out.splitlines() == ["自评 96  考评 —"]

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ("甘泉社区,0\n南关社区,1\n", "- 自评 5，考评 0，计算结果 0至5〔附件2 第3.3行〕"),
            ("南关,1\n", "- 自评 10，考评 10，计算结果 0至7〔附件2 第2行〕"),
            ("?,x\n甘泉社区,1\n", "- 自评 10，考评 10，计算结果 0至7〔附件2 第2行〕"),
        ],
    )
    def test_beside_a_table_of_facts(
        self, rows: str, told: str, filled: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "facts.csv"
        path.write_text(f"社区名称,缺少的台账种数\n{rows}", encoding="gb18030")
        assert main(["form", "read", filled, "--facts", str(path)]) == 1
        assert capsys.readouterr().out.splitlines()[2] == told

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ("", "1: 记录：给出的是空缺，应为至少一个社区：文件中没有社区"),
            ("甲,0\n乙,1\n", "1: 记录：给出的是2个社区，应为一个社区，或者其中有名称相同的一个"),
            (
                "甲,0\n乙,x\n",
                "3: 缺少的台账种数：给出的是'x'，应为0至999999999的整数，只用数字0至9",
            ),
        ],
    )
    def test_nobody_knows_whose_facts(
        self, rows: str, told: str, filled: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "facts.csv"
        path.write_text(f"社区名称,缺少的台账种数\n{rows}", encoding="utf-8")
        assert main(["form", "read", filled, "--facts", str(path)]) == 2
        assert capsys.readouterr() == ("", f"{path}:{told}\n")

    def test_beside_a_workbook_of_facts(
        self, filled: str, facts: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["form", "read", filled, "--facts", facts]) == 1
        assert "- 自评 5，考评 0，计算结果 5〔附件2 第3.3行〕\n" in capsys.readouterr().out

    def test_what_cannot_be_read(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(FilledSheet())))
        page = book["附件2"]
        for address in (each for row in page["I6:L20"] for each in row):
            if isinstance(address.value, str):
                address.value = None
        page["I10"] = 5.5
        path = tmp_path / "bad.xlsx"
        book.save(path)
        assert main(["form", "read", str(path)]) == 2
        assert capsys.readouterr().err == (f"{path}:1: 附件2!I10：给出的是'5.5'，应为0至5的整数\n")

    def test_what_is_no_workbook(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "old.xls"
        path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
        for command in (["score", "--json"], ["form", "read"]):
            assert main([*command, str(path)]) in {1, 2}
            told = capsys.readouterr().err
            assert told.startswith(f"{path}:1: 工作簿：给出的是2007版以前的")
            assert told.endswith("（.xlsx）：请另存为此格式\n")

    @pytest.mark.parametrize(
        ("lang", "told"), [("zh_CN", "没有填写任何分数"), ("en", "nothing is filled in")]
    )
    def test_a_blank_form(
        self, lang: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "blank.xlsx"
        path.write_bytes(sheet_xlsx(FilledSheet()))
        assert main(["form", "read", str(path), "--lang", lang]) == 1
        assert capsys.readouterr().out.splitlines()[1:] == [f"- {told}"]

    def test_it_needs_no_rich(
        self, filled: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(tables, "_has_rich", lambda: False)
        assert main(["form", "read", filled]) == 1
        assert capsys.readouterr().err == ""
