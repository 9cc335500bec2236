"""The command ``form``, and the other commands with workbooks."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from zhangye_fes import tables, workbooks
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
        assert capsys.readouterr().err == (
            "zhangye-fes: 附件2!I10：给出的是'5.5'，应为0至5的整数\n"
        )

    def test_it_needs_no_rich(
        self, filled: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(tables, "_has_rich", lambda: False)
        assert main(["form", "read", filled]) == 1
        assert capsys.readouterr().err == ""
