"""The command ``report``: files of records in, a page out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.histories import carried
from tests.reading_pages import Page
from zhangye_fes import reporting
from zhangye_fes.cli import main
from zhangye_fes.columns import template

ROOT = Path(__file__).parents[1]
COMMUNITY = str(ROOT / "docs/guide/community.json")
BAD = str(ROOT / "docs/guide/bad.json")
COUNTY = str(ROOT / "examples/zhangye-2024.csv")
EVENTS = str(ROOT / "examples/zhangye-register.jsonl")
OLD = carried()


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Ask, and give the status, the page and the complaints."""
    status = main(["report", *words])
    out, err = capsys.readouterr()
    return status, out, err


class TestCommunity:
    """One community, whichever is meant."""

    def test_the_only_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        status, out, err = ask(capsys, "community", COMMUNITY)
        page = Page(out)
        assert (status, err) == (0, "")
        assert page.headings[0] == "示例社区（数字为虚构）"
        assert page.row("合计") == ["合计", "100", "88", "未达到认定标准"]
        assert "可达到90分的办法（改动少的在前）" in page.headings

    @pytest.mark.parametrize("name", ["甘泉社区居民委员会", "620702001005"])
    def test_one_of_many_by_name_or_id(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        status, out, _ = ask(capsys, "community", COUNTY, "--name", name)
        page = Page(out)
        assert status == 0
        assert page.headings[0] == "甘州区 东街街道 甘泉社区居民委员会"
        assert page.row("合计")[2:] == ["90", "达到认定标准"]  # as its remark says

    def test_a_reading_and_a_language(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--reading", "training_at_80=lower", "--lang", "en")
        _, out, _ = ask(capsys, "community", COMMUNITY, *words)
        page = Page(out)
        assert page.row("total") == ["total", "100", "86", "not qualified"]
        assert "readings other than the default" in page.headings

    @pytest.mark.parametrize(
        ("record", "name", "called"),
        [
            ({"facts": {}}, "南关社区", "南关社区"),
            ({"facts": {}}, "", "张掖市市级充分就业社区认定量化评分表"),
            ({"facts": {}, "community": "7"}, "", "7"),
            ({"facts": {}, "community": "7", "name": "北街"}, "7", "北街"),
        ],
    )
    def test_what_it_is_called(
        self,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
        record: dict[str, object],
        name: str,
        called: str,
    ) -> None:
        path = tmp_path / "one.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        status, out, _ = ask(capsys, "community", str(path), "--name", name)
        assert status == 0
        assert Page(out).headings[0] == called

    @pytest.mark.parametrize(
        ("file", "name", "given"),
        [(COUNTY, "", "空缺"), (COUNTY, "无此社区", "'无此社区'"), (COMMUNITY, "甘泉", "'甘泉'")],
    )
    def test_no_one_is_meant(
        self, capsys: pytest.CaptureFixture[str], file: str, name: str, given: str
    ) -> None:
        status, out, err = ask(capsys, "community", file, "--name", name)
        assert (status, out) == (2, "")
        assert err == (f"zhangye-fes: --name：给出的是{given}，应为文件中一个社区的名称或代码\n")

    def test_a_bad_record(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        status, out, err = ask(capsys, "community", BAD, "-o", str(path))
        assert (status, out) == (1, "")
        assert err.startswith(f"{BAD}:1: facts.reemployment：给出的是0.9，")
        assert not path.exists()

    def test_beside_a_bad_record(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "two.csv"
        path.write_text("社区名称,service_hall\n甘泉,否\n南关,有\n", encoding="utf-8")
        status, out, err = ask(capsys, "community", str(path))
        assert status == 1
        assert Page(out).headings[0] == "甘泉"
        assert err.startswith(f"{path}:3: service_hall：")


class TestCounty:
    """Many communities, and what has to be done."""

    def test_in_the_order_of_the_files(self, capsys: pytest.CaptureFixture[str]) -> None:
        status, out, err = ask(capsys, "county", COUNTY, COMMUNITY)
        page = Page(out)
        assert (status, err) == (0, "")
        assert page.headings[0] == "社区评分汇总"
        names = [row[0] for row in page.rows[1:34]]
        assert names[0] == "甘州区 交通巷社区居民委员会"
        assert names[-1] == "示例社区（数字为虚构）"
        totals = {row[0]: row[-2:] for row in page.rows[1:34]}
        assert totals["甘州区 交通巷社区居民委员会"] == ["100", "达到认定标准"]
        assert totals["甘州区 长沙门社区居民委员会"] == ["89", "未达到认定标准"]
        assert totals["甘州区 小寺庙社区居民委员会"] == ["97", "未达到认定标准，不能参与认定"]
        assert totals["临泽县 颐和社区居民委员会"][1] == "尚不能确定"

    def test_of_one_county_names_stand_alone(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "one.csv"
        path.write_text("县（区）,社区名称,service_hall\n甘州区,南关,是\n", encoding="utf-8")
        _, out, _ = ask(capsys, "county", str(path))
        assert [row[0] for row in Page(out).rows[1:2]] == ["南关"]
        with path.open("a", encoding="utf-8") as file:
            file.write("高台县,南关,否\n")
        _, out, _ = ask(capsys, "county", str(path))
        assert [row[0] for row in Page(out).rows[1:3]] == ["甘州区 南关", "高台县 南关"]

    def test_with_obligations(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        words = ("--events", EVENTS, "--keep", "--on", "2026-11-16", "--title", "张掖市")
        status, out, err = ask(capsys, "county", COUNTY, *words, "-o", str(path))
        assert (status, out, err) == (0, "", "")
        page = Page(path.read_text("utf-8"))
        assert page.headings[0] == "张掖市"
        assert "未办13件，其中已逾期1件" in page.texts
        assert b"\r" not in path.read_bytes()

    def test_refused_events_are_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--events", EVENTS, "--on", "2026-11-16")
        status, out, err = ask(capsys, "county", COMMUNITY, *words)
        assert status == 1
        assert Page(out).headings[0] == "社区评分汇总"
        assert err.startswith(
            f"{EVENTS}:28: 长沙门社区居民委员会，县区公示结束：PUBLICITY_TOO_SHORT"
        )
        assert err.count("\n") == 11

    @pytest.mark.parametrize("held", ["", "x\n{}\n", "[]"])
    def test_events_that_cannot_be_read(
        self, held: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        events, path = tmp_path / "events.jsonl", tmp_path / "page.html"
        events.write_text(held, encoding="utf-8")
        words = ("--events", str(events), "--on", "2026-11-16", "-o", str(path))
        status, out, err = ask(capsys, "county", COMMUNITY, *words)
        assert (status, out) == (2, "")
        assert err.splitlines()[-1].startswith(f"zhangye-fes: {events}：给出的是")
        assert not path.exists()

    def test_an_event_that_cannot_be_read(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        events = tmp_path / "events.jsonl"
        events.write_text(f"{json.dumps(OLD)}\n{{}}\n", encoding="utf-8")
        words = ("--events", str(events), "--on", "2026-11-16")
        status, out, err = ask(capsys, "county", COMMUNITY, *words)
        assert status == 1
        assert "无法读取、未计入的事件：1个" in Page(out).texts
        assert err.startswith(f"{events}:2: INVALID_INPUT ")

    @pytest.mark.parametrize("page", ["community", "county"])
    def test_no_community(
        self, page: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        facts, path = tmp_path / "facts.csv", tmp_path / "page.html"
        facts.write_text(template(), encoding="utf-8")
        status, out, err = ask(capsys, page, str(facts), "-o", str(path))
        assert (status, out) == (1, "")
        assert err == f"{facts}:1: 记录：给出的是空缺，应为至少一个社区：文件中没有社区\n"
        assert not path.exists()

    @pytest.mark.parametrize("page", ["community", "county"])
    def test_nothing_is_written_over(
        self, page: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "page.html"
        path.write_text("x", encoding="utf-8")
        status, _, err = ask(capsys, page, COMMUNITY, "-o", str(path))
        assert (status, path.read_text("utf-8")) == (2, "x")
        assert err == f"zhangye-fes: {path}: 已有此文件，不会覆盖：请换一个文件名\n"

    @pytest.mark.parametrize(
        ("words", "given"),
        [(("--events", EVENTS), "空缺"), (("--on", "2026-11-16"), "2026-11-16")],
    )
    def test_events_and_a_day_go_together(
        self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], given: str
    ) -> None:
        status, out, err = ask(capsys, "county", COMMUNITY, *words)
        assert (status, out) == (2, "")
        assert err == (
            f"zhangye-fes: --on：给出的是{given}，应为--events与--on同时给出或者都不给出\n"
        )

    def test_from_standard_input(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = io.TextIOWrapper(io.BytesIO(b'{"service_hall": true}'))
        monkeypatch.setattr("sys.stdin", given)
        status, out, _ = ask(capsys, "county", "-", "--format", "jsonl", "--lang", "en")
        assert status == 0
        assert Page(out).headings[0] == "scores of communities"
        assert Page(out).rows[1][0] == "-:1"

    def test_a_folder_that_there_is_not(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "none" / "page.html"
        status, _, err = ask(capsys, "county", COMMUNITY, "-o", str(path))
        assert status == 2
        assert err.startswith(f"zhangye-fes: {path}: ")


def test_what_the_module_offers() -> None:
    assert dir(reporting) == sorted(reporting.__all__)
