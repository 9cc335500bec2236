"""The command ``register``, over small histories and over the example."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.histories import carried
from zhangye_fes import asking, explain, ledger, tables
from zhangye_fes.cli import main
from zhangye_fes.deciding import object_to

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "zhangye-register.jsonl")
ON = ("--on", "2026-11-16")

OLD = carried()
LATE = {"type": "rechecked", "community": "c", "on": "2026-03-02", "passed": True, "score": 89}


@pytest.fixture
def file(tmp_path: Path) -> str:
    """One community with an earlier title, rechecked with 89 points; a line that is no event."""
    path = tmp_path / "events.jsonl"
    lines = [json.dumps(OLD, ensure_ascii=False), json.dumps(LATE), "{}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


@pytest.fixture
def fine(tmp_path: Path) -> str:
    """Only the earlier title."""
    path = tmp_path / "fine.jsonl"
    path.write_text(json.dumps(OLD), encoding="utf-8")
    return str(path)


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    """Ask, and give the status, the lines of the answer that are not empty, and the complaints."""
    status = main(["register", *words])
    out, err = capsys.readouterr()
    return status, [line.strip() for line in out.splitlines() if line.strip()], err


def data(capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - JSON
    """Ask for JSON."""
    main(["register", *words, "--json"])
    return json.loads(capsys.readouterr().out)


class TestReplay:
    """What became of each line."""

    def test_in_words(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        status, lines, err = ask(capsys, "replay", file)
        assert status == 1
        assert lines[0].split() == ["行", "日期", "社区", "事件", "处理", "说明"]
        assert lines[2].split() == [
            *("2", "2026-03-02", "东街社区", "复查", "接受"),
            *("PASSED_BELOW_90", "低于90分而通过（得分：89）〔第八条〕"),
        ]
        assert lines[3].split()[:3] == ["3", "拒绝", "INVALID_INPUT"]
        assert "事件无法读取（type：给出的是空缺，应为事件的类型：applied, " in lines[3]
        assert "第六条" not in lines[3]
        assert lines[4] == "共读取3个事件：接受2个，拒绝1个"
        assert err.startswith(f"{file}:3: INVALID_INPUT 事件无法读取（")
        assert err.splitlines()[1:] == [f"{file}: 无法读取、未计入的事件：1个"]

    def test_nothing_to_say(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = ask(capsys, "replay", fine, "--lang", "en")
        assert found == (0, ["1 events read: 1 accepted, 0 refused"], "")

    def test_as_json(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["register", "replay", file, "--json"]) == 1
        steps = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert steps[0] == {
            "line": 1,
            "event": OLD,
            "outcome": "ok",
            "findings": [],
            "contested": ["earlier_titles"],
        }
        assert [each["code"] for each in steps[1]["findings"]] == ["PASSED_BELOW_90"]
        assert (steps[2]["event"], steps[2]["outcome"]) == (None, "reject")

    def test_standard_input(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = io.TextIOWrapper(io.BytesIO(json.dumps(OLD).encode()))
        monkeypatch.setattr("sys.stdin", given)
        assert ask(capsys, "replay", "-")[:2] == (0, ["共读取1个事件：接受1个，拒绝0个"])

    def test_a_refusal_names_the_event(self, capsys: pytest.CaptureFixture[str]) -> None:
        status, _, err = ask(capsys, "replay", EXAMPLE, "--lang", "en")
        assert status == 1
        assert err.splitlines()[:2] == [
            (
                f"{EXAMPLE}:28: 长沙门社区居民委员会, county publicity ended: PUBLICITY_TOO_SHORT "
                "publicity too short (working days 4, needed 5, posted 2024-03-11, "
                "last day 2024-03-15) [Article 6(2)]"
            ),
            (
                f"{EXAMPLE}:33: 长沙门社区居民委员会, county recommendation: TRANSITION_FORBIDDEN "
                "cannot come in this status (status in publicity at the county) [Article 6(2)]"
            ),
        ]

    def test_a_reading(self, capsys: pytest.CaptureFixture[str]) -> None:
        # counted from the day of posting, Monday to Friday are five working days
        asked = ("replay", EXAMPLE, "--reading", "publicity_first_day=posting_day")
        status, lines, err = ask(capsys, *asked)
        assert (status, lines[-1], err) == (0, "共读取149个事件：接受149个，拒绝0个", "")


class TestStatus:
    """How communities stand."""

    def test_all(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        status, lines, _ = ask(capsys, "status", fine)
        assert status == 0
        assert lines[0].split() == ["编号", "社区", "县区", "状态", "认定日期", "未决事项"]
        assert lines[2].split() == ["c", "东街社区", "甘州区", "已认定", "2021-06-01"]

    def test_as_json(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        (found,) = data(capsys, "status", fine)
        assert (found["id"], found["status"], found["recognised"]) == (
            *("c", "recognised"),
            "2021-06-01",
        )
        assert found["history"][0]["event"] == OLD
        assert data(capsys, "status", fine, "--community", "c") == found

    def test_one_with_a_past(self, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("status", EXAMPLE, "--keep", "--community", "620724100003")
        _, lines, _ = ask(capsys, *asked)
        assert lines[:7] == [
            "■ 高台县 城关镇 人民路居民委员会 620724100003",
            "状态：已认定",
            "称号：无",
            "认定日期：2021-04-22",
            "未决：合并待核查",
            "曾用名：人民东路居民委员会",
            "由以下社区并入：620724100006",
        ]
        assert len(lines) == 7 + 2 + 6

    def test_before(self, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("status", EXAMPLE, "--keep", "--community", "620724100003")
        _, lines, _ = ask(capsys, *asked, "--as-of", "2026-09-27")
        assert lines[:4] == [
            "■ 高台县 城关镇 人民东路居民委员会 620724100003",
            "状态：已认定",
            "称号：有效",
            "认定日期：2021-04-22",
        ]

    @pytest.mark.parametrize(
        ("community", "line"),
        [
            ("620702001001", "higher levels: provincial"),
            ("620723101003", "proposed name: 沙河社区居民委员会"),
            ("620724100006", "merged into: 620724100003"),
        ],
    )
    def test_what_else_is_told(
        self, community: str, line: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ("status", EXAMPLE, "--keep", "--community", community, "--lang", "en")
        assert line in ask(capsys, *asked)[1]

    def test_a_stranger(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        status, lines, err = ask(capsys, "status", fine, "--community", "7")
        assert (status, lines) == (2, [])
        assert err == "zhangye-fes: 登记中没有社区'7'：请先记录其第一个事件\n"


class TestDue:
    """Who must do what by when."""

    def test_by_hand(self, capsys: pytest.CaptureFixture[str]) -> None:
        # a merger of 28 September is reported by 28 October; a rename of 20 October by 20 November
        status, lines, err = ask(capsys, "due", EXAMPLE, "--keep", *ON)
        assert (status, err) == (0, "")
        assert [line.split() for line in lines[2:5]] == [
            ["2026-10-28", "已逾期", "社区", "报备变动", "人民路居民委员会", "第十条"],
            ["2026-11-20", "社区", "报备变动", "沙河街社区居民委员会", "第十条"],
            [
                *("2026-12-20", "社区", "上报资金使用情况", "乐民社区居民委员会"),
                *("2025", "第十三条"),
            ],
        ]
        assert lines[-2].split() == [
            *("未规定期限", "县（区）人社部门", "收回补助", "甘泉苑社区居民委员会"),
            *("2024", "第十三条"),
        ]
        assert len(lines) == 2 + 13

    def test_a_horizon(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = data(capsys, "due", fine, *ON, "--horizon", "2027-12-31")
        assert [(each["kind"], each["due"]) for each in found] == [
            ("recheck", "2026-12-31"),
            ("recheck", "2027-12-31"),
        ]

    def test_nothing(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("due", fine, "--on", "2021-06-01", "--lang", "en")
        assert ask(capsys, *asked) == (0, ["nothing is due"], "")

    def test_until(self, capsys: pytest.CaptureFixture[str]) -> None:
        # what was late on 28 October, and what is due on 20 November, not by the day before
        asked = ("due", EXAMPLE, "--keep", *ON, "--until")
        for last, due in (("2026-11-20", 2), ("2026-11-19", 1), ("2026-10-01", 1)):
            found = data(capsys, *asked, last)
            assert [each["due"] for each in found] == ["2026-10-28", "2026-11-20"][:due]
        # all that has a term: eight by the end of the year, and the next rechecks after it
        assert [each["year"] for each in data(capsys, *asked, "2026-12-31")][3:] == [
            *(2026, 2026, 2026, 2026, 2026),
        ]
        assert {each["due"] for each in data(capsys, *asked, "2027-12-31")[8:]} == {"2027-12-31"}
        assert "上报资金使用情况" in " ".join(ask(capsys, *asked, "2026-12-20")[1])

    def test_nothing_until(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("due", fine, *ON, "--until", "2026-12-30")
        assert ask(capsys, *asked)[1] == ["没有已逾期或者2026-12-30以前（含当日）到期的事项"]

    def test_until_where_there_is_no_calendar(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "far.jsonl"
        gone = {"type": "abolished", "community": "c", "on": "2099-03-01"}
        path.write_text(f"{json.dumps(OLD)}\n{json.dumps(gone)}\n", encoding="utf-8")
        asked = ("due", str(path), "--on", "2099-03-02", "--until")
        assert data(capsys, *asked, "2099-03-31") == []
        assert [each["not_before"] for each in data(capsys, *asked, "2099-04-01")] == ["2099-04-01"]

    @pytest.mark.parametrize("question", ["due", "possible", "entitlement"])
    def test_a_day_is_needed(
        self, question: str, fine: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        more = {
            "due": [],
            "possible": ["--community", "c"],
            "entitlement": ["--community", "c", "--year", "2026"],
        }[question]
        assert ask(capsys, question, fine, *more) == (
            *(2, []),
            "zhangye-fes: --on：给出的是空缺，应为2000至2100年间、写作YYYY-MM-DD的日期\n",
        )

    def test_no_calendar(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        # nobody knows the days off of 2099: a month after 1 March is 1 April at the earliest
        path = tmp_path / "far.jsonl"
        renamed = {"type": "renamed", "community": "c", "on": "2099-03-01", "new_name": "西街社区"}
        path.write_text(f"{json.dumps(OLD)}\n{json.dumps(renamed)}\n", encoding="utf-8")
        _, lines, _ = ask(capsys, "due", str(path), "--on", "2099-03-02", "--lang", "en")
        assert "calendar not published yet, not before 2099-04-01" in lines[2]


def whole(given: str) -> str:
    """What is said of a file that is no file of events."""
    return f"：给出的是{given}，应为JSON Lines：每行写一个JSON事件，以UTF-8编码保存\n"


LISTED = json.dumps([OLD, LATE], ensure_ascii=False, indent=2)


class TestFiles:
    """What is no file of events is refused once, and nothing is answered."""

    @pytest.mark.parametrize("question", ["due", "replay", "check"])
    @pytest.mark.parametrize(
        ("held", "given"),
        [
            (b"PK\3\4\n\n\n", "Excel工作簿"),
            (LISTED.encode(), "一整段JSON，而非每行一个"),
            (json.dumps(OLD, indent=1).encode(), "一整段JSON，而非每行一个"),
            (json.dumps(OLD, ensure_ascii=False).encode("gb18030"), "GB18030编码的文本"),
            (json.dumps(OLD, ensure_ascii=False).encode("utf-16"), "UTF-16"),
            (b"{}\n\xff\xff\n", "无法识别的内容"),
        ],
    )
    def test_another_file(
        self,
        question: str,
        held: bytes,
        given: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        path = tmp_path / "events"
        path.write_bytes(held)
        more = {"due": ON, "check": ("{}",)}.get(question, ())
        expected = f"zhangye-fes: {path}{whole(given)}"
        assert ask(capsys, question, str(path), *more) == (2, [], expected)

    @pytest.mark.parametrize("held", ["", "\n \n", '{"schema": "zhangye-fes:events:1"}\n'])
    def test_no_event(self, held: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "events"
        path.write_text(held, encoding="utf-8")
        expected = f"zhangye-fes: {path}{whole('没有事件的文件')}"
        assert ask(capsys, "status", str(path)) == (2, [], expected)
        first = json.dumps(OLD, ensure_ascii=False)
        assert ask(capsys, "check", str(path), first)[:2] == (
            0,
            ["c，原有称号延续：接受", "其他读法会得出不同结论：earlier_titles"],
        )
        assert ask(capsys, "possible", str(path), "--community", "c", *ON)[0] == 0

    @pytest.mark.parametrize("question", ["due", "possible"])
    def test_no_event_that_can_be_read(
        self, question: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "events"
        path.write_text("{}\nx\n", encoding="utf-8")
        more = ("--community", "c") if question == "possible" else ()
        status, lines, err = ask(capsys, question, str(path), *more, *ON)
        assert (status, lines) == (2, [])
        assert err.count("INVALID_INPUT") == 2
        assert err.endswith(f"zhangye-fes: {path}{whole('2个事件，没有一个可以读取')}")

    def test_a_refused_event_was_read(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "events"
        path.write_text(json.dumps(LATE), encoding="utf-8")
        status, lines, err = ask(capsys, "due", str(path), *ON)
        assert (status, lines) == (1, ["没有待办事项"])
        assert err.count("\n") == 1

    def test_a_byte_order_mark(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "events"
        path.write_text(f"{json.dumps(OLD)}\n{json.dumps(LATE)}\n", encoding="utf-8-sig")
        assert ask(capsys, "replay", str(path))[1][-1] == "共读取2个事件：接受2个，拒绝0个"
        given = io.TextIOWrapper(io.BytesIO(json.dumps(LATE).encode("utf-8-sig")))
        monkeypatch.setattr("sys.stdin", given)
        assert ask(capsys, "check", str(path), "-")[0] == 0

    def test_what_is_wrong_is_told_in_the_language(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        bad = LATE | {"on": "2026/11/17", "score": "九十六", "passed": "是"}
        path = tmp_path / "events"
        path.write_text(f"{json.dumps(OLD)}\n{json.dumps(bad)}\n", encoding="utf-8")
        assert ask(capsys, "due", str(path), *ON)[2].splitlines()[0] == (
            f"{path}:2: INVALID_INPUT 事件无法读取（"
            "on：给出的是'2026/11/17'，应为2000至2100年间、写作YYYY-MM-DD的日期；"
            "passed：给出的是'是'，应为是或否（true或false）；"
            "score：给出的是'九十六'，应为0至100的整数）"
        )
        path.write_text(f"{json.dumps(OLD)}\nx\n", encoding="utf-8")
        assert "（记录：给出的是第1行第1列有误" in ask(capsys, "status", str(path))[2]
        assert ask(capsys, "status", str(path), "--lang", "en")[2].endswith(
            f"{path}: events that cannot be read, and are not taken into account: 1\n"
        )


class TestMoney:
    """Budget and entitlement."""

    def test_budget(self, capsys: pytest.CaptureFixture[str]) -> None:
        # 临泽县: 乐民 and 沙河街 were paid; 山丹县: 北街 was, 长城 is barred since its audit
        _, lines, _ = ask(capsys, "budget", EXAMPLE, "--keep", "--year", "2025")
        found = {line.split()[0]: line.split()[1:] for line in lines[2:]}
        assert found["临泽县"] == ["20000", "0", "20000", "0"]
        assert found["山丹县"] == ["10000", "0", "10000", "0"]
        assert found["合计"][2] == "40000"

    def test_a_county_that_the_register_does_not_know(
        self, fine: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ("budget", fine, "--year", "2024", "--county", "甘洲区")
        status, lines, err = ask(capsys, *asked)
        assert (status, lines) == (2, [])
        assert err == "zhangye-fes: --county：给出的是'甘洲区'，应为下列之一：甘州区\n"

    def test_one_county(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("budget", fine, "--year", "2024", "--county", "甘州区")
        _, lines, _ = ask(capsys, *asked)
        assert [line.split() for line in lines[2:]] == [["甘州区", "10000", "10000", "0", "0"]]
        assert data(capsys, *asked) == [
            {
                "county": "甘州区",
                "year": 2024,
                "entitled": 10000,
                "due": 10000,
                "paid": 0,
                "recovered": 0,
            }
        ]

    def test_entitlement(self, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("entitlement", EXAMPLE, "--keep", "--community", "620702001005", *ON)
        _, lines, _ = ask(capsys, *asked, "--year", "2026", "--lang", "en")
        assert lines == [
            "甘泉苑社区居民委员会, subsidy for 2026, as of 2026-11-16: 0 yuan",
            (
                "SUBSIDY_BARRED no more subsidy after an adverse audit "
                "(year 2026, audited year 2024) [Article 13]"
            ),
            "another reading decides otherwise: recovery_bar",
        ]
        assert data(capsys, *asked, "--year", "2026")["amount"] == 0


class TestAsking:
    """What may come, and what would become of it."""

    def test_possible(self, capsys: pytest.CaptureFixture[str]) -> None:
        # posted on Tuesday 10 November, the fifth working day after it is Tuesday 17
        asked = ("possible", EXAMPLE, "--keep", "--community", "620722101003")
        _, lines, _ = ask(capsys, *asked, "--on", "2026-11-17")
        assert lines[6].split() == ["县区公示结束", "county_publicity_ended", "可以发生"]
        assert lines[7].split() == [
            *("县区推荐", "county_recommended", "不能发生", "TRANSITION_FORBIDDEN"),
            "当前状态下不能发生（状态：县级公示中）〔第六条第（二）项〕",
        ]
        before = data(capsys, *asked, *ON)
        assert before["county_publicity_ended"][0]["code"] == "PUBLICITY_TOO_SHORT"
        assert before["renamed"] == []

    def test_an_event_that_may_come(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert ask(capsys, "check", fine, json.dumps(LATE))[:2] == (
            0,
            ["东街社区，复查：接受", "PASSED_BELOW_90 低于90分而通过（得分：89）〔第八条〕"],
        )

    def test_one_that_may_not(
        self, fine: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        early = json.dumps({"type": "announced", "community": "c", "on": "2021-05-31"})
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(early.encode())))
        assert main(["register", "check", fine, "-", "--json"]) == 1
        found = json.loads(capsys.readouterr().out)
        assert [each["code"] for each in found["findings"]] == ["OUT_OF_ORDER"]

    def test_a_fact_that_lists(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        applied: dict[str, object] = {**OLD, "type": "applied", "community": "d"}
        applied |= {"on": "2024-03-01"}
        applied |= {"government_approved": True, "civil_affairs_filed": True}
        applied |= {"materials": ["application_form", "photos"]}
        status, lines, _ = ask(capsys, "check", fine, json.dumps(applied))
        assert (status, lines) == (
            1,
            [
                "d，申报：拒绝",
                "MATERIALS_MISSING 申报材料不齐（缺：评分表，经验材料）〔第六条第（一）项〕",
            ],
        )

    def test_a_finding_without_facts(self) -> None:
        bare = object_to("UNKNOWN_COMMUNITY", community="c").finding
        assert explain(bare, "en") == (
            "UNKNOWN_COMMUNITY the community was never seen before [Article 6(1)]"
        )

    def test_one_that_cannot_be_read(self, fine: str, capsys: pytest.CaptureFixture[str]) -> None:
        status, _, err = ask(capsys, "check", fine, "{}")
        assert status == 2
        assert err.startswith("zhangye-fes: type：给出的是空缺，应为")


class TestWords:
    """What is asked in the wrong way."""

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("due", "--on", "2026-02-30"), "no day '2026-02-30': write it as 2026-11-16"),
            (("due", "--on", "16.11.2026"), "no day '16.11.2026': write it as 2026-11-16"),
            (("budget", "--year", "1999"), "no year '1999': give one from 2000 to 2100"),
            (("budget", "--year", "二〇二六"), "give one from 2000 to 2100"),
        ],
    )
    def test_is_refused(
        self, words: tuple[str, ...], why: str, fine: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["register", words[0], fine, *words[1:]])
        assert ended.value.code == 2
        assert why in capsys.readouterr().err

    def test_without_rich(
        self, fine: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tables, "find_spec", lambda _name: None)
        assert ask(capsys, "status", fine)[0] == 2
        assert data(capsys, "status", fine)[0]["id"] == "c"

    def test_the_modules_show_what_they_offer(self) -> None:
        assert dir(ledger) == sorted(ledger.__all__)
        assert dir(asking) == sorted(asking.__all__)
