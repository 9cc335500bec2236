"""The runner: whom it believes, whom it blames, what it writes."""

from __future__ import annotations

import ast
import json
import re
import shlex
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conformance import run

TOY = Path(__file__).with_name("toy.py")
KIT = Path(run.__file__).parent
NUMBERS = 12
VOID = {"meta", "input"}

Json = dict[str, Any]
Run = Callable[..., int]


def must(number: int, kind: str = "score") -> Json:
    return {
        "id": f"{run.KINDS[kind]}-{number:04}",
        "rev": 1,
        "level": "must",
        "title": f"{number}的两倍",
        "cites": [{"provision": "annex2.3.3", "quotation": "低于95%不得分。", "fires": False}],
        "input": {"n": number},
        "expect": {"outcome": "ok", "output": {"double": 2 * number, "list": [1, 2]}},
        "derivation": f"{number}×2＝{2 * number}",
    }


def halves(number: int = 101) -> Json:
    """An odd number, whose half is rounded as one reads."""
    expect = [
        {
            "when": {"round": option},
            "outcome": "ok",
            "output": {"double": 2 * number, "list": [1, 2], "half": (number + up) // 2},
        }
        for option, up in (("up", 1), ("down", 0))
    ]
    given = {"input": {"n": number, "half": True}, "level": "reading", "expect": expect}
    return must(number) | given


def a_file(*tests: object, **more: object) -> Json:
    return {"kind": "score", "title": "两倍", "tests": [*tests], **more}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A dozen numbers, a reading, and one test of another kind."""
    folder = tmp_path / "vectors"
    folder.mkdir()
    tests = [must(number) for number in range(1, NUMBERS + 1)]
    write(folder / "one.json", a_file(*tests, halves()))
    write(folder / "two.json", a_file(must(1, "workdays"), kind="workdays"))
    return folder


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def toy(*ways: str) -> str:
    return shlex.join([sys.executable, "-I", "-S", str(TOY), *ways])


@pytest.fixture
def against(suite: Path) -> Run:
    """Run the suite against a toy that goes wrong in some way."""

    def start(*ways: str, options: tuple[str, ...] = ()) -> int:
        words = ["--vectors", str(suite), "--seed", "1", "--against", toy(*ways)]
        return run.main([*words, "--timeout", "2", *options])

    return start


def claims(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("conformant: ")]


class TestOurs:
    """This library's own adapter, before the vectors of the kit."""

    def test_it_claims_everything(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # the lines are known, slow
        ours = shlex.join([sys.executable, "-m", "zhangye_fes", "adapter"])
        assert run.main(["--against", ours, "--timeout", "60"]) == run.CONFORMANT
        assert claims(capsys.readouterr().out) == [f"conformant: {kind}" for kind in run.KINDS]


class TestRight:
    """Adapters that do as the protocol says."""

    @pytest.mark.parametrize("ways", [[], ["keys"], ["slow"]])
    def test_the_claims(
        self, ways: list[str], against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert against(*ways) == run.CONFORMANT
        out = capsys.readouterr().out
        assert claims(out) == ["conformant: score", "conformant: workdays"]
        assert "register：不能声明——适配器没有这一类" in out
        assert "种子：1\n通过15\n" in out  # the reading counts twice

    def test_one_class_only(self, against: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert against("kinds=score", "no_calendar") == run.CONFORMANT
        assert claims(capsys.readouterr().out) == ["conformant: score"]

    @pytest.mark.parametrize("option", ["up", "down"])
    def test_readings_that_are_fixed(
        self, option: str, against: Run, suite: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        log = suite.parent / "log"
        assert against("fixed", f"round={option}", f"log={log}") == run.CONFORMANT
        assert "通过14\n" in capsys.readouterr().out
        assert '"readings":{"round"' not in log.read_text("utf-8")

    def test_the_order_is_the_seeds(self, against: Run, suite: Path) -> None:
        logs = [suite.parent / str(number) for number in range(3)]
        for log, seed in zip(logs, ("5", "5", "6"), strict=True):
            against(f"log={log}", options=("--seed", seed))
        first, again, other = (log.read_text("utf-8") for log in logs)
        assert first == again
        assert first != other
        assert not re.search("S-0|expect|title", first + other)


class TestUndeclared:
    """Readings that are needed and not declared."""

    @pytest.mark.parametrize("ways", [["undeclared"], ["undeclared", "fixed"]])
    def test_no_claim(
        self, ways: list[str], against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert against(*ways) == run.NOT_CONFORMANT
        out = capsys.readouterr().out
        assert "score：不能声明——读法未声明（round）" in out
        assert claims(out) == ["conformant: workdays"]

    def test_an_option_that_no_vector_knows(
        self, against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert against("fixed", "round=sideways") == run.NOT_CONFORMANT
        assert "读法未声明（round）" in capsys.readouterr().out

    def test_what_asks_for_readings_of_its_own_is_not_sent_where_they_are_fixed(
        self, against: Run, suite: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(suite / "three.json", a_file(must(200) | {"readings": {"round": "no"}}))
        assert against("fixed") == run.CONFORMANT
        assert "不适用1" in capsys.readouterr().out


class TestWrong:
    """One request is answered wrongly: that one is blamed, the others pass."""

    @pytest.mark.parametrize(
        ("way", "status", "result"),
        [
            ("lie", run.NOT_CONFORMANT, "failed"),
            ("boolean", run.NOT_CONFORMANT, "failed"),
            ("order", run.NOT_CONFORMANT, "failed"),
            ("defect", run.NOT_CONFORMANT, "failed"),
            ("surrogate", run.NOT_CONFORMANT, "failed"),
            ("float", run.BROKEN, "malformed"),
            ("twice", run.BROKEN, "malformed"),
            ("extra", run.BROKEN, "malformed"),
            ("bare", run.BROKEN, "malformed"),
            ("array", run.BROKEN, "malformed"),
            ("garbage", run.BROKEN, "malformed"),
            ("other", run.BROKEN, "malformed"),
            ("latin", run.BROKEN, "malformed"),
            ("crash", run.BROKEN, "crash"),
            ("hang", run.BROKEN, "hang"),
        ],
    )
    def test_who_is_to_blame(
        self,
        way: str,
        status: int,
        result: str,
        against: Run,
        suite: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        report = suite.parent / "report.jsonl"
        assert against(way, options=("--jsonl", str(report))) == status
        found = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
        assert {each["id"]: each["result"] for each in found} == {
            "W-0001": "passed",
            "S-0101": "passed",
            **{f"S-{number:04}": "passed" for number in range(1, NUMBERS + 1)},
            "S-0007": result,
        }
        out = capsys.readouterr().out
        assert claims(out) == ["conformant: workdays"]
        assert f"score：不能声明——{run.RESULTS[result]}1\n" in out

    def test_a_failure_is_told_in_full(
        self, against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        against("lie")
        out = capsys.readouterr().out
        told = out[out.index("✗") : out.index("\n通过")].splitlines()
        assert told[:2] == ["✗ S-0007（不符）7的两倍", "  依据：附件2 第3.3行“低于95%不得分。”"]
        assert told[2].startswith('  请求：{"cmd":"run","seq":')
        assert told[2].endswith(',"kind":"score","readings":{},"input":{"n":7}}')
        assert told[3] == '  应为：{"outcome":"ok","output":{"double":14,"list":[1,2]}}'
        assert told[4].startswith('  答复：{"seq":')
        assert told[5:] == ["  差别：.output.double：应为14，答复是15", "  推算：7×2＝14"]

    def test_last_words(self, against: Run, capsys: pytest.CaptureFixture[str]) -> None:
        against("crash")
        assert "  原因：进程结束，状态9；标准错误：out of luck" in capsys.readouterr().out

    def test_many_failures_are_counted(
        self, against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert against("babble") == run.BROKEN
        out = capsys.readouterr().out
        assert out.count("✗ ") == run.PRINTED
        assert "另有5个" in out
        assert "score：不能声明——答复不合协议14" in out

    def test_differences(self) -> None:
        expected = {"a": [1, {"b": 2}], "c": 3, "e": [1]}
        got = {"a": [1, {"b": True}], "d": 3, "e": []}
        assert [*run.differences(expected, got)] == [
            ".a[1].b：应为2，答复是true",
            ".c：缺少",
            ".e：应为[1]，答复是[]",
            ".d：多余",
        ]


class TestBroken:
    """Adapters that no request in particular is wrong with."""

    @pytest.mark.parametrize(
        ("way", "why"),
        [
            ("bye=3", "bye不答复，以状态0结束：退出状态3"),
            ("end=4", "输入结束，以状态0结束：退出状态4"),
            ("polite", "bye不答复，以状态0结束：多出的答复：b'bye\\n'"),
            ("blank", "空行不答复"),
            ("crude", "不是JSON的行：Expecting value"),
            ("two", "多出的答复：b'{}\\n'"),
            ("hello={}", "hello的答复"),
            ("hello=hi", "hello的答复：Expecting value"),
            ('hello={"a":1,"a":2}', "hello的答复：同一个键出现两次"),
            ("hello= ", "hello的答复"),
            ("no_calendar", "calendar不合协议"),
        ],
    )
    def test_the_protocol(
        self, way: str, why: str, against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        only = ("--only", "S-0007") if way == "two" else ()
        assert against(way, options=only) == run.BROKEN
        out = capsys.readouterr().out
        assert f"{why}" in out
        assert claims(out) == []

    def test_one_that_grows_old(self, against: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert against("mortal=5") == run.BROKEN
        out = capsys.readouterr().out
        assert "✗ 协议：送出向量：崩溃，单独重送则不再出现" in out
        assert "通过15" in out
        assert claims(out) == []

    def test_not_for_ever(
        self,
        against: Run,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(run, "CRASHES", 4)
        assert against("mortal=1") == run.BROKEN
        out = capsys.readouterr().out
        assert "已重新启动4次，其余" in out
        assert "未能送出" in out

    @pytest.mark.parametrize("command", ["nowhere-to-be-found", f"{sys.executable} -c pass"])
    def test_none_at_all(
        self, command: str, suite: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        words = ["--vectors", str(suite), "--against", command]
        assert run.main(words) == run.BROKEN
        assert "适配器：没有应答" in capsys.readouterr().out


class TestChoices:
    """What is left out is not claimed."""

    def test_a_kind(self, against: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert against("lie", options=("--kind", "workdays")) == run.CONFORMANT
        assert claims(capsys.readouterr().out) == ["conformant: workdays"]

    @pytest.mark.parametrize("options", [("--only", "S-0001"), ("--skip", "S-0007")])
    def test_a_vector(
        self,
        options: tuple[str, ...],
        against: Run,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert against("lie", options=options) == run.NOT_CONFORMANT
        out = capsys.readouterr().out
        assert "不符" not in out
        assert "score：不能声明——有跳过的向量" in out

    def test_a_kind_that_is_not_there(
        self, against: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert against(options=("--kind", "register")) == run.NOT_CONFORMANT
        assert claims(capsys.readouterr().out) == []

    def test_an_unknown_id(self, against: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert against(options=("--only", "S-9999")) == run.BROKEN
        assert "S-9999" in capsys.readouterr().out

    def test_a_list(self, suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main(["--vectors", str(suite), "--list"]) == run.CONFORMANT
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == NUMBERS + 2
        assert lines[0] == "S-0001  score  must  1的两倍"

    def test_no_adapter(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as caught:
            run.main([])
        assert caught.value.code == run.BROKEN
        assert "--against" in capsys.readouterr().err

    def test_open_questions_are_not_counted(
        self, against: Run, suite: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        test = must(300) | {"level": "open", "expect": [{"outcome": "unsupported"}]}
        write(suite / "three.json", a_file(test))
        assert against() == run.CONFORMANT
        assert "不计1" in capsys.readouterr().out

    def test_raw_text(self, against: Run, suite: Path) -> None:
        raw = {"input_text": '{"n":1,"n":400}'}
        whole = {"request_text": '"kind":"tarot","readings":{},"input":1.5}'}
        tests = [
            {k: v for k, v in must(400).items() if k != "input"} | raw,
            {k: v for k, v in must(401).items() if k != "input"}
            | whole
            | {"expect": {"outcome": "unsupported"}},
        ]
        write(suite / "three.json", a_file(*tests))
        assert against() == run.CONFORMANT


def without(key: str) -> Json:
    return {name: value for name, value in must(1).items() if name != key}


WHENS: dict[str, list[object]] = {
    "overlap": [{"a": "x"}, {"b": "y"}],
    "gap": [{"a": "x", "b": "p"}, {"a": "x", "b": "q"}, {"a": "y", "b": "p"}],
    "empty": [{}],
    "no text": [{"a": 1}],
    "no object": ["a"],
}

BAD_FILES: dict[str, object] = {
    "an id twice": a_file(must(1), must(1)),
    "an id of another kind": a_file(must(1, "workdays")),
    "an id that is a place": a_file(must(1) | {"id": "1"}),
    "no kind": {"title": "", "tests": []},
    "an unknown kind": a_file(kind="tarot"),
    "no tests": a_file(tests={}),
    "a test that is none": a_file(tests=[1]),
    "a list": [],
    "a member too many": a_file(must(1) | {"comment": ""}),
    "two inputs": a_file(must(1) | {"input_text": "{}"}),
    "a request over two lines": a_file(without("input") | {"input_text": "{\n}"}),
    "readings beside a whole request": a_file(
        without("input") | {"request_text": "}", "readings": {}}
    ),
    "readings that are none": a_file(must(1) | {"readings": []}),
    "an empty title": a_file(must(1) | {"title": " "}),
    "rev is true": a_file(must(1) | {"rev": True}),
    "an unknown level": a_file(must(1) | {"level": "should"}),
    "no cites": a_file(must(1) | {"cites": []}),
    "an empty quotation": a_file(
        must(1) | {"cites": [{"provision": "art7", "quotation": "", "fires": True}]}
    ),
    "fires is a number": a_file(
        must(1) | {"cites": [{"provision": "art7", "quotation": "。", "fires": 1}]}
    ),
    "a flag without a note": a_file(must(1) | {"flags": ["FLOOR"]}),
    "no expectation": a_file(must(1) | {"expect": {}}),
    "an unknown outcome": a_file(must(1) | {"expect": {"outcome": "fine"}}),
    "a code beside an output": a_file(must(1) | {"expect": {"outcome": "ok", "code": "X"}}),
    "a code that is no text": a_file(must(1) | {"expect": {"outcome": "reject", "code": 1}}),
    "several for a must": a_file(must(1) | {"expect": [{"outcome": "unsupported"}]}),
    "no when": a_file(must(1) | {"level": "reading", "expect": [{"outcome": "unsupported"}]}),
    **{
        f"whens: {name}": a_file(
            must(1)
            | {
                "level": "reading",
                "expect": [{"when": when, "outcome": "unsupported"} for when in whens],
            }
        )
        for name, whens in WHENS.items()
    },
}
BAD_TEXTS = {
    "no JSON": "{",
    "a key twice": '{"kind":"score","kind":"score","title":"","tests":[]}',
    "a float": json.dumps(a_file(must(1) | {"input": {"n": 1.0}})),
    "NaN": json.dumps(a_file(must(1) | {"input": {"n": float("nan")}})),
    "a lone surrogate": json.dumps(a_file(must(1) | {"input": {"n": "\ud800"}})),
    "deep nesting": "[" * 100_000,
    **{name: json.dumps(content) for name, content in BAD_FILES.items()},
}


class TestBadSuites:
    """Vectors that are not in order are not put to anybody."""

    @pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
    def test_a_bad_file(
        self, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "bad.json").write_text(text, encoding="utf-8")
        words = ["--vectors", str(tmp_path), "--against", "nowhere-to-be-found"]
        assert run.main(words) == run.BAD_SUITE
        assert capsys.readouterr().out.startswith("向量有误，不能用来核对：\n  ")

    def test_none_at_all(self, tmp_path: Path) -> None:
        assert run.main(["--vectors", str(tmp_path), "--list"]) == run.BAD_SUITE


class Tags(HTMLParser):
    """Notes what a page opens, and whether it closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.outside += [name for name, _ in attrs if name in {"src", "href"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestReports:
    """JSON Lines, JUnit XML, and one page."""

    @pytest.fixture
    def written(self, against: Run, tmp_path: Path) -> Callable[..., Path]:
        def write_all(*ways: str) -> Path:
            options = [w for n in ("jsonl", "junit", "html") for w in (f"--{n}", str(tmp_path / n))]
            against(*ways, options=tuple(options))
            return tmp_path

        return write_all

    @pytest.mark.parametrize("way", ["lie", "defect", "surrogate", "garbage", "latin", "bye=3"])
    def test_they_are_well_formed(self, way: str, written: Callable[..., Path]) -> None:
        folder = written(way)
        for line in (folder / "jsonl").read_text("utf-8").splitlines():
            assert list(json.loads(line)) == [
                *("id", "when", "result", "expected", "got", "ms", "why"),
            ]
        ET.parse(folder / "junit")  # noqa: S314 - written by ourselves
        tags = Tags()
        tags.feed((folder / "html").read_text("utf-8"))
        assert tags.open == []
        assert tags.seen.count("script") == 1
        assert tags.outside == []

    def test_a_hostile_message_is_shown_and_not_obeyed(
        self, written: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = written("defect")
        page = (folder / "html").read_text("utf-8")
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        everything = page + (folder / "junit").read_text("utf-8") + capsys.readouterr().out
        assert "\x1b" not in everything

    def test_junit_counts(self, written: Callable[..., Path]) -> None:
        root = ET.parse(written("lie", "undeclared") / "junit").getroot()  # noqa: S314 - ours
        counts = {
            each.get("name"): (each.get("tests"), each.get("failures"), each.get("skipped"))
            for each in root
        }
        assert counts == {
            "protocol": ("10", "0", "0"),
            "score": ("13", "1", "1"),
            "workdays": ("1", "0", "0"),
        }
        (failure,) = root.iter("failure")
        assert failure.get("message") == "✗ S-0007（不符）7的两倍"

    def test_the_page_counts_by_provision(self, written: Callable[..., Path]) -> None:
        page = (written("lie", "undeclared") / "html").read_text("utf-8")
        assert page.count("<tbody") == 1
        (cells,) = [line for line in page.splitlines() if line.startswith("<tbody")]
        assert "附件2 第3.3行 <code>annex2.3.3</code>" in cells
        for column, count in (("passed", 12), ("failed", 1), ("undeclared", 1), ("none", 0)):
            assert f'<td class="{column}">{count}</td>' in cells
        assert "conformant: workdays" in page

    def test_where_nothing_was_sent(self, suite: Path, tmp_path: Path) -> None:
        words = ["--vectors", str(suite), "--against", "nowhere-to-be-found"]
        assert run.main([*words, "--html", str(tmp_path / "page.html")]) == run.BROKEN
        assert "不能启动" in (tmp_path / "page.html").read_text("utf-8")


def test_it_stands_alone() -> None:
    tree = ast.parse(Path(run.__file__).read_text("utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or "?"]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names
