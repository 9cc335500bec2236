"""The command line, in this process and as its users start it."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zhangye_fes import __version__, tables
from zhangye_fes.cli import main
from zhangye_fes.columns import template
from zhangye_fes.facts import Facts
from zhangye_fes.model import ScoreSheet
from zhangye_fes.papers import ApplicationForm, FilledSheet
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.rubric import ANNEX_2

GUIDE = Path(__file__).parents[1] / "docs/guide"
FULL: dict[str, Any] = {
    "flag": True,
    "rate": {"num": 20, "den": 20},
    "count": 0,
}
PERFECT = {fact.name: FULL[fact.type] for fact in Facts.legend()} | {"qualified_staff": 3}
"""Every row in full, under every reading: 100 points."""

AT_80 = PERFECT | {
    "training": {"num": 4, "den": 5},  # row 4.1: exactly 80 %, 3 points or 1
    "disabled_registration": {"num": 1, "den": 2},  # row 3.4: 3 of 6
    "policy_work_recorded": False,  # row 5.2: 0 of 5
}
"""100 - 2 - 3 - 5 = 90 points under the default, 88 if exactly 80 % is the lower band."""


@pytest.fixture
def two(tmp_path: Path) -> str:
    """A list of two communities: 100 points, and 90 that a reading decides."""
    path = tmp_path / "two.json"
    records = [
        {"community": "620702001005", "name": "甘泉社区", "county": "甘州区", "facts": PERFECT},
        {"name": "南关社区", "facts": AT_80},
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """A table whose second record is bad."""
    path = tmp_path / "bad.csv"
    path.write_text("社区名称,service_hall\n甘泉社区,否\n南关社区,有\n佛城社区,\n", "gb18030")
    return str(path)


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Start the command as its users do, with an environment that speaks no Chinese."""
    return subprocess.run(
        [sys.executable, "-m", "zhangye_fes", *words],
        input=given,
        capture_output=True,
        check=False,
    )


class TestTheTable:
    """``score`` without more words."""

    def test_rows_totals_and_verdicts(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two]) == 0
        out, err = capsys.readouterr()
        lines = [line.split() for line in out.splitlines() if line]
        assert lines[0] == [*(row.id for row in ANNEX_2.rows), "合计"]
        assert lines[1] == [
            *("社区", "20", "10", "10", "10", "5", "6", "4", "5", "5", "5", "5", "5", "5", "5"),
            *("100", "结论"),
        ]
        assert lines[3] == ["甘泉社区", *lines[1][1:-1], "达到认定标准"]
        assert lines[4][7:9] == ["4", "5"]
        assert lines[4] == [
            *("南关社区", "20", "10", "10", "10", "5", "3", "4", "5", "3", "5", "5", "5", "0", "5"),
            *("90", "达到认定标准"),
        ]
        assert err == ""

    def test_in_english(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--lang", "en"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[1].split()[-1] == "total"
        assert lines[2].split()[0] == "community"
        assert lines[4].split()[-1] == "qualified"

    def test_a_reading(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--reading", "training_at_80=lower"]) == 0
        last = capsys.readouterr().out.split("\n")[-3].split()
        assert last[9] == "1"
        assert last[-2:] == ["88", "未达到认定标准"]

    def test_all_readings(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--all-readings", "--lang", "en"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[2].endswith("under every reading")
        assert lines[4].endswith("100 points: qualified under every reading")
        assert lines[5].endswith("88–90 points: depends on training_at_80")

    def test_who_has_no_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.jsonl").write_text('{"community": "62", "facts": {}}\n{}\n', encoding="utf-8")
        assert main(["score", "a.jsonl"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[4].split()[0] == "62"
        assert lines[5].split()[0] == "a.jsonl:2"

    def test_unknown_facts_leave_bounds(self, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
        main(["score", bad])
        line = capsys.readouterr().out.splitlines()[4].split()
        assert line[0:3] == ["甘泉社区", "0–15", "0–10"]
        assert line[-2:] == ["0–95", "尚不能确定"]


class TestBadRecords:
    """Named with file, line and field; the good ones are still scored."""

    def test_in_chinese(self, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", bad]) == 1
        out, err = capsys.readouterr()
        assert "甘泉社区" in out
        assert "佛城社区" in out
        assert "南关社区" not in out
        assert err == f"{bad}:3: service_hall：给出的是'有'，应为是、否、true或false\n"

    def test_in_english(self, bad: str, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", bad, two, "--lang", "en", "--json"]) == 1
        out, err = capsys.readouterr()
        assert [json.loads(line)["name"] for line in out.splitlines()] == [
            "甘泉社区",
            "佛城社区",
            "甘泉社区",
            "南关社区",
        ]
        assert err == f"{bad}:3: service_hall: given '有', expected 是, 否, true or false\n"

    def test_nothing_good(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a\x1b.csv"
        path.write_bytes(b"PK\3\4")
        assert main(["score", str(path)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "a\\x1b.csv:1: " in err
        assert "\x1b" not in err

    @pytest.mark.parametrize(
        ("name", "held"),
        [("a.csv", template()), ("a.jsonl", ""), ("a.jsonl", "\n"), ("a.json", "[]")],
    )
    def test_a_file_without_a_community(
        self, name: str, held: str, two: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / name
        path.write_text(held, encoding="utf-8")
        assert main(["score", str(path)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err == f"{path}:1: 记录：给出的是空缺，应为至少一个社区：文件中没有社区\n"
        assert main(["score", two, str(path), "--lang", "en"]) == 1
        out, err = capsys.readouterr()
        assert "甘泉社区" in out
        assert err.endswith("expected a community at least: there is none in the file\n")

    def test_every_sentence_is_chinese(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("nam,name,name,x9,training_num\n", encoding="utf-8")
        main(["score", str(path)])
        path.write_text("name,,ledgers_missing,training_num,training_den\n,5,x,1,\na\n\0,,,,\n")
        main(["score", str(path)])
        path.write_text('name\n"a\n')
        main(["score", str(path)])
        path.write_bytes(b"")
        main(["score", str(path)])
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 11
        assert not [line for line in lines if re.search(r"\b(given|expected)\b", line)]


class TestWords:
    """``--explain`` and ``--advise``."""

    def test_explain(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--explain"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("■ 甘州区 甘泉社区  100  达到认定标准\n")
        assert "\n■ 南关社区  90  达到认定标准\n" in out
        assert out.count(DISCLAIMER) == 2
        assert "失业人员再就业率" in out

    def test_advise_what_would_lose_it(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--advise", "--all-readings", "--lang", "en"]) == 0
        _, last = capsys.readouterr().out.split("■ 南关社区  90  qualified\n")
        lines = last.splitlines()
        assert lines[0] == "under every reading  88–90 points: depends on training_at_80"
        assert lines[1] == "what alone would lose the 90 points:"
        assert lines[2].startswith("   1. 1: ")

    def test_advise_what_would_reach_it(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.json"
        facts = AT_80 | {"ledgers_outdated": 1}  # 90 - 3 = 87
        path.write_text(json.dumps(facts), encoding="utf-8")
        assert main(["score", str(path), "--advise", "--lang", "en"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].endswith("a.json:1  87  not qualified")
        assert lines[1] == "what would reach 90 points, the fewest changes first:"
        # row 5.2 alone gives 5, row 2 or row 3.4 alone 3: each is enough
        assert [line.rpartition(" (")[2] for line in lines[2:5]] == [
            "from 87 to 92 points)",
            "from 87 to 90 points)",
            "from 87 to 90 points)",
        ]
        assert lines[3] == "   2. 2: update 1 ledger (from 87 to 90 points)"

    @pytest.mark.parametrize(
        ("lang", "first", "last"),
        [
            (
                "en",
                "   1. 24 changes, from 5 to 91 points:",
                "      other ways that --json lists: 19",
            ),
            ("zh_CN", "   1. 改动24项，总分由5分变为91分：", "      其他办法19种，见 --json"),
        ],
    )
    def test_a_plan_of_many_changes_has_a_line_for_each(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        lang: str,
        first: str,
        last: str,
    ) -> None:
        path = tmp_path / "a.json"
        path.write_text('{"basic_conditions_met": true, "service_hall": true}', encoding="utf-8")
        assert main(["score", str(path), "--advise", "--lang", lang]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[2] == first
        assert [line.strip()[0] for line in lines[3:6]] == ["1", "1", "2"]
        assert len(lines) == 3 + 24 + 2
        assert lines[-2:] == [last, ""]

    def test_the_only_plan_has_no_likes(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Rows 3.3 and 4.1 have nobody, whose 10 points nothing brings; all else has to be full."""
        nobody = {"num": 0, "den": 0}
        failed = dict.fromkeys(
            [
                *("service_hall", "office_equipment", "work_system"),
                *("policy_work_recorded", "tracking_recorded", "assistance_recorded"),
            ],
            False,
        )
        path = tmp_path / "a.json"
        facts = PERFECT | failed | {"hard_to_employ_employment": nobody, "training": nobody}
        path.write_text(json.dumps(facts), encoding="utf-8")
        words = ["--reading", "empty_group=unmet", "--advise", "--lang", "en"]
        assert main(["score", str(path), *words]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[2] == "   1. 6 changes, from 66 to 90 points:"
        assert len(lines) == 3 + 6 + 1

    def test_where_nothing_helps(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.json"
        facts = {
            name: {"num": 0, "den": 0} if isinstance(value, dict) else value
            for name, value in PERFECT.items()
            if name != "satisfaction"
        }
        path.write_text(json.dumps(facts), encoding="utf-8")
        words = ["--reading", "empty_group=unmet", "--advise", "--lang", "en"]
        assert main(["score", str(path), *words]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[1] == "no change alone or together moves it across 90 points."


class TestJson:
    """``--json``: one object a line, and no floats."""

    def test_it_holds_the_sheet(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--json"]) == 0
        first, last = capsys.readouterr().out.splitlines()
        data = json.loads(first, parse_float=pytest.fail)
        sheet = data.pop("sheet")
        assert data == {
            "community": "620702001005",
            "name": "甘泉社区",
            "county": "甘州区",
            "street": "",
            "remark": "",
            "where": f"{two}:1",
        }
        assert ScoreSheet.from_json(json.dumps(sheet)).total.low == 100
        assert json.loads(last)["sheet"]["rows"]["4.1"]["low"] == 3

    def test_with_readings_and_advice(self, two: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", two, "--json", "--all-readings", "--advise"]) == 0
        last = json.loads(capsys.readouterr().out.splitlines()[1], parse_float=pytest.fail)
        assert last["all_readings"] == {
            "total": {"low": 88, "high": 90},
            "verdict": "depends",
            "depends_on": ["training_at_80"],
            "rubric": {"name": "附件2", "sha256": ANNEX_2.ref.sha256},
        }
        assert {plan["kind"] for plan in last["advice"]} == {"lose"}


class TestStandardInput:
    """``-``, in whatever format."""

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ('{"name": "甘泉", "facts": {}}', []),
            ('[{"name": "甘泉", "facts": {}}]', []),
            ("社区名称\n甘泉\n", []),
            ('{"name": "甘泉", "facts": {}}', ["--format", "json"]),
            ("\n\n社区名称\n甘泉\n", ["--format", "csv"]),
        ],
    )
    def test_formats(
        self,
        given: str,
        words: list[str],
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        assert main(["score", "-", "--json", *words]) == 0
        record = json.loads(capsys.readouterr().out)
        assert record["name"] == "甘泉"
        assert record["where"].startswith("-:")

    def test_a_format_that_is_named_is_kept(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"[]")))
        assert main(["score", "-", "--format", "jsonl"]) == 1
        assert capsys.readouterr().err.startswith("-:1: ")

    def test_a_pipe(self) -> None:
        done = run("score", "-", "--json", given="社区名称\n甘泉\n".encode("gb18030"))
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["name"] == "甘泉"

    def test_the_template_filled_in(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["template"]) == 0
        header = capsys.readouterr().out
        assert header == template()
        done = run(
            "score", "-", "--json", given=f"{header}1,甘泉,,,{',是' * 3}{',' * 36}\n".encode()
        )
        assert done.stderr == b""
        facts = json.loads(done.stdout)["sheet"]["facts"]
        assert [name for name, value in facts.items() if value is True] == [
            "basic_conditions_met",
            "service_hall",
            "office_equipment",
        ]


class TestUsage:
    """What is asked wrongly ends with 2 and says why."""

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ([], "the following arguments are required: COMMAND"),
            (["score"], "the following arguments are required: FILE"),
            (["score", "nowhere.csv"], "没有此文件 · no such file: nowhere.csv"),
            (
                ["score", "-", "--reading", "x=y"],
                "没有此项理解 · no reading 'x': choose from basic_",
            ),
            (
                ["score", "-", "--reading", "training_at_80=80"],
                "没有此选项 · training_at_80 has no option '80': choose from upper, lower",
            ),
            (["score", "-", "--reading", "training_at_80"], "has no option ''"),
            (["score", "-", "--lang", "fr"], "invalid choice: 'fr'"),
            (["score", "-", "--format", "xml"], "invalid choice: 'xml'"),
            (["score", "-", "--exp"], "unrecognized arguments: --exp"),
            (["schema", "rubric"], "invalid choice: 'rubric'"),
        ],
    )
    def test_the_words(
        self, words: list[str], why: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert caught.value.code == 2
        assert why in capsys.readouterr().err

    def test_a_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["score", str(tmp_path)]) == 2
        assert capsys.readouterr().err == f"zhangye-fes: {tmp_path}: 这是文件夹：请给出一个文件\n"

    @pytest.mark.parametrize(
        ("number", "lang", "said"),
        [
            (errno.EEXIST, "zh_CN", "已有此文件，不会覆盖：请换一个文件名"),
            (errno.ENOENT, "zh_CN", "找不到：请核对文件名，以及所在的文件夹是否存在"),
            (errno.EACCES, "zh_CN", "没有权限：请在其他程序中关闭此文件，或者换一个文件夹"),
            (errno.EACCES, "en", "no permission: close it elsewhere, or choose another folder"),
            (errno.EIO, "zh_CN", os.strerror(errno.EIO)),
        ],
    )
    def test_other_trouble_with_a_file(
        self,
        number: int,
        lang: str,
        said: str,
        two: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(number, os.strerror(number), two)

        monkeypatch.setattr(Path, "open", fail)
        assert main(["score", two, "--lang", lang]) == 2
        assert capsys.readouterr().err == f"zhangye-fes: {two}: {said}\n"

    def test_without_rich(
        self,
        two: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setitem(sys.modules, "rich", None)
        for words in (["score", two], ["facts"], ["rubric"]):
            assert main(words) == 2
            out, err = capsys.readouterr()
            assert (out, err) == (
                "",
                "zhangye-fes: 显示表格需要rich，尚未安装：请安装zhangye-fes[cli]，或使用--json\n",
            )
        for words in (
            ["score", two, "--json"],
            ["score", two, "--explain"],
            ["facts", "--json"],
            ["rubric", "--json"],
            ["readings"],
            ["template"],
            ["schema"],
        ):
            assert main(words) == 0
            assert capsys.readouterr().err == ""

    def test_interrupted(self, two: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("zhangye_fes.scores.score", interrupt)
        assert main(["score", two]) == 130

    def test_nobody_reads_on(self) -> None:
        program = "import sys; from zhangye_fes.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", program, "readings"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141

    def test_help_and_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        for words in (["--help"], ["score", "--help"], ["--version"]):
            with pytest.raises(SystemExit) as caught:
                main(words)
            assert caught.value.code == 0
        out = capsys.readouterr().out
        assert DISCLAIMER.split("。")[0][:12] in out
        assert out.endswith(f"zhangye-fes {__version__}\n")


class TestLookingUp:
    """``facts``, ``readings``, ``rubric``, ``schema``."""

    def test_facts(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["facts"]) == 0
        out = capsys.readouterr().out
        assert all(fact.name in out and fact.question in out for fact in Facts.legend())
        assert "实现再就业的失业人员数 ÷ 有就业意愿和就业能力的失业人员数" in out
        assert main(["facts", "--lang", "en"]) == 0
        out = capsys.readouterr().out
        assert "re-employed / unemployed, willing and able (reading reemployment_group)" in out
        assert main(["facts", "--json"]) == 0
        facts = json.loads(capsys.readouterr().out)
        assert [fact["name"] for fact in facts] == [*Facts.model_fields]

    def test_readings(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["readings"]) == 0
        out = capsys.readouterr().out
        assert all(f"{name}  " in out for name in REGISTER)
        assert "  * upper  " in out
        assert "    lower  " in out
        assert "“80-90%的得3分，50%-80%得1分”" in out
        assert main(["readings", "--json"]) == 0
        register = json.loads(capsys.readouterr().out)
        assert [each["id"] for each in register] == [*REGISTER]
        at_80 = next(each for each in register if each["id"] == "training_at_80")
        assert (at_80["default"], [*at_80["options"]]) == ("upper", ["upper", "lower"])

    def test_rubric(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rubric"]) == 0
        out = capsys.readouterr().out
        assert "10（推算）" in out
        assert all(clause.citation.quote in out for clause in ANNEX_2.clauses())
        assert main(["rubric", "--json"]) == 0
        table = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert [row["standard"] for row in table["rows"]] == [
            *(20, 10, 10, 10, 5, 6, 4, 5, 5, 5, 5, 5, 5, 5),
        ]

    @pytest.mark.parametrize("name", ["facts", "sheet", "application", "filled"])
    def test_schema(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", name]) == 0
        schema = json.loads(capsys.readouterr().out)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == f"urn:zhangye-fes:schema:{name}:1"
        assert schema["additionalProperties"] is False
        assert ">>>" not in json.dumps(schema)

    @pytest.mark.parametrize(
        ("name", "file", "model"),
        [
            ("application", "application.json", ApplicationForm),
            ("filled", "sheet.json", FilledSheet),
        ],
    )
    def test_the_schema_of_a_form(
        self,
        name: str,
        file: str,
        model: type[ApplicationForm | FilledSheet],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """It fits what the guide shows, and names every field."""
        assert main(["schema", name]) == 0
        schema = json.loads(capsys.readouterr().out)
        assert schema["properties"].keys() == model.model_fields.keys()
        shown = json.loads((GUIDE / file).read_text(encoding="utf-8"))
        jsonschema.validate(shown, schema)
        assert model.from_json(json.dumps(shown)).model_fields_set == shown.keys()

    def test_the_schema_of_facts(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema"]) == 0
        schema = json.loads(capsys.readouterr().out)
        assert [*schema["properties"]] == [*Facts.model_fields]
        assert schema["properties"]["service_hall"]["anyOf"][0]["type"] == "boolean"
        rate = schema["$defs"]["Rate"]
        assert rate["required"] == ["num", "den"]
        assert rate["properties"]["num"]["maximum"] == 999_999_999


class TestTheAdapter:
    """``adapter`` hands over to the protocol."""

    def test_it_answers(self) -> None:
        done = run("adapter", given=b'{"cmd":"hello","protocol":1}\n{"cmd":"bye"}\n')
        assert done.returncode == 0
        assert json.loads(done.stdout)["protocol"] == 1


class TestTheStreams:
    """UTF-8 whatever the environment says, and nothing cut."""

    def test_a_pipe_is_utf_8_and_wide(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "zhangye_fes", "rubric"],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "COLUMNS": "40"},
        )
        assert ANNEX_2["5.3"].citation.quote in done.stdout.decode("utf-8")

    def test_the_language_is_not_the_environments(self, bad: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "zhangye_fes", "score", bad],
            capture_output=True,
            check=False,
            env=os.environ | {"LANG": "en_US.UTF-8", "LANGUAGE": "en", "LC_ALL": "en_US.UTF-8"},
        )
        assert done.returncode == 1
        assert "达到认定标准" not in done.stderr.decode()
        assert "尚不能确定" in done.stdout.decode("utf-8")


class TestProgress:
    """A bar on a terminal, after a second, and not among what is written."""

    @pytest.mark.parametrize(
        ("words", "err", "out", "shown"),
        [
            ([], True, True, True),
            (["--json"], True, False, True),
            (["--json"], True, True, False),
            ([], False, True, False),
        ],
    )
    def test_where(
        self,
        words: list[str],
        err: bool,
        out: bool,
        shown: bool,
        two: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        watched: list[int] = []

        def note(items: object, done: object, total: int) -> object:
            assert callable(done)
            assert done() == 0
            watched.append(total)
            return items

        monkeypatch.setattr("zhangye_fes.scores.watched", note)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: err)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: out)
        assert main(["score", two, *words]) == 0
        assert bool(watched) is shown

    def test_it_measures_bytes(self, bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
        ticks = iter(range(0, 10_000_000_000, 600_000_000))
        drawn: list[int] = []
        monkeypatch.setattr(tables, "monotonic_ns", lambda: next(ticks))

        def bar(_stack: object, total: int) -> Callable[[int], None]:
            drawn.append(total)
            return drawn.append

        monkeypatch.setattr(tables, "_bar", bar)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        size = Path(bad).stat().st_size
        assert main(["score", bad]) == 1
        # the size once, then what was read with the record at hand: 22 bytes of header, 12, 12, 10
        assert drawn == [22 + 12 + 12 + 10, 22 + 12 + 12, size]


class TestClosedStreams:
    """What was closed before it began, or takes no more, ends in a line and no traceback."""

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            (["score", "-", "--format", "jsonl"], 1),
            (["register", "replay", "-"], 2),
            (["adapter"], 0),
        ],
    )
    def test_without_standard_input(self, words: list[str], status: int) -> None:
        """As if nothing had been written to it."""
        done = closed(words, "<&-")
        assert done.returncode == status
        assert "Traceback" not in done.stderr

    def test_without_standard_output(self) -> None:
        done = closed(["readings"], ">&-")
        assert (done.returncode, done.stderr) == (2, "zhangye-fes: stdout: closed\n")

    def test_without_standard_error(self) -> None:
        assert closed(["readings"], "2>&-").returncode == 0
        assert closed(["register", "replay", "-"], "<&- 2>&-").returncode == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
    def test_a_full_disk(self) -> None:
        done = closed(["readings"], "> /dev/full")
        assert done.returncode == 2
        assert done.stderr.startswith("zhangye-fes: stdout: ")
        assert done.stderr.count("\n") == 1


def closed(words: list[str], how: str) -> subprocess.CompletedProcess[str]:
    program = shlex.join([sys.executable, "-m", "zhangye_fes", *words])
    return subprocess.run(
        ["/bin/sh", "-c", f"{program} {how}"], capture_output=True, text=True, check=False
    )
