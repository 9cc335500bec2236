"""The command ``workdays``: its questions, its calendars, its refusals."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from zhangye_fes import daysheets
from zhangye_fes.cli import main
from zhangye_fes.deadlines import FundsReportDeadline, MonthDeadline
from zhangye_fes.publicity import PublicityCheck, PublicityPeriod
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from pathlib import Path

Asker = Callable[..., str]
"""Words in, what was written out."""

CERTAIN = "确定：仅以已发布的放假安排通知为据"
KNOWN_ON = ("--known-on", "2026-06-01")
"""So that the calendar ends on 2026-12-28, whatever is added later."""
UNCOVERED = (
    "zhangye-fes: 日历未覆盖2026-12-29：日历所确定的是2018-01-01至2026-12-28，"
    "缺少国务院办公厅关于2027年放假安排的通知；"
    "请用WorkCalendar.from_csv(text, base=calendar)载入含有该通知的表\n"
    "在此处：--calendar 文件 可载入一张表，--provisional 按星期推算\n"
)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Asker:
    """Ask a question that is answered."""

    def asked(*words: str) -> str:
        assert main(["workdays", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return asked


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Asker:
    """Ask a question that is refused, and return why."""

    def asked(*words: str) -> str:
        assert main(["workdays", *words]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return asked


class TestAdd:
    """``add DATE N``."""

    def test_in_chinese(self, ask: Asker) -> None:
        assert ask("add", "2024-02-05", "5").splitlines() == [
            "2024-02-05（周一）之后第5个工作日：2024-02-18（周日）",
            "  2024-02-10至2024-02-17：放假（春节）〔国办发明电〔2023〕7号〕",
            "  2024-02-18：调休上班（春节）〔国办发明电〔2023〕7号〕",
            CERTAIN,
        ]

    def test_in_english(self, ask: Asker) -> None:
        assert ask("add", "2024-03-04", "1", "--lang", "en").splitlines() == [
            "working day no. 1 after 2024-03-04 (Monday): 2024-03-05 (Tuesday)",
            "certain: it rests on published notices alone",
        ]

    def test_as_json(self, ask: Asker) -> None:
        assert json.loads(ask("add", "2026-06-18", "1", "--json")) == {
            "date": "2026-06-18",
            "n": 1,
            "result": "2026-06-22",
            "moved": [
                {
                    "days": {"first": "2026-06-19", "last": "2026-06-21"},
                    "kind": "holiday",
                    "name": "端午节",
                    "notice": "国办发明电〔2025〕7号",
                }
            ],
            "certainty": "published",
            "calendar": WorkCalendar.bundled().version,
        }


class TestCount:
    """``count FIRST LAST``, both included."""

    def test_in_words(self, ask: Asker) -> None:
        # 5 to 9 February and the 18th
        assert ask("count", "2024-02-05", "2024-02-18").splitlines()[0] == (
            "2024-02-05（周一）至2024-02-18（周日）的工作日（首尾两日在内）：6天"
        )
        assert ask("count", "2024-03-04", "2024-03-04", "--lang", "en").splitlines() == [
            "working days from 2024-03-04 (Monday) to 2024-03-04 (Monday), both included: 1",
            "certain: it rests on published notices alone",
        ]

    def test_as_json(self, ask: Asker) -> None:
        told = json.loads(ask("count", "2024-03-04", "2024-03-10", "--json"))
        assert (told["first"], told["last"]) == ("2024-03-04", "2024-03-10")
        assert (told["result"], told["moved"], told["certainty"]) == (5, [], "published")


class TestPublicity:
    """``publicity POSTED``, to be held or that was held."""

    def test_to_be_held(self, ask: Asker) -> None:
        told = ask("publicity", "2024-02-05").splitlines()
        assert told[0] == (
            "公示5个工作日：至2024-02-18（周日）止〔第六条第（二）项：公示期不少于5个工作日〕"
        )
        assert told[2] == "下一步：最早2024-02-19（周一）"
        assert told[-1] == CERTAIN

    def test_of_more_days(self, ask: Asker) -> None:
        told = ask("publicity", "2024-03-04", "--days", "7").splitlines()
        assert told[0].startswith("公示7个工作日：至2024-03-13（周三）止〔")

    def test_a_reading(self, ask: Asker) -> None:
        words = ("publicity", "2024-02-05", "--reading", "publicity_first_day=posting_day")
        assert ask(*words).startswith("公示5个工作日：至2024-02-09（周五）止〔")

    def test_that_was_held(self, ask: Asker) -> None:
        told = ask("publicity", "2023-09-26", "--last", "2023-10-08").splitlines()
        assert told[0].startswith("2023-09-26至2023-10-08的公示：4个工作日，不足，要求不少于5〔")
        assert told[-2] == "有争议：另一种理解的结论与此相反"

    def test_as_json(self, ask: Asker) -> None:
        told = PublicityPeriod.from_json(ask("publicity", "2024-02-05", "--json"))
        assert f"{told.last_day}" == "2024-02-18"
        words = ("publicity", "2023-09-26", "--last", "2023-10-08", "--json")
        check = PublicityCheck.from_json(ask(*words))
        assert (check.counted, check.enough, check.contested) == (4, False, True)


class TestDeadline:
    """``deadline EVENT`` and ``deadline --funds YEAR``."""

    def test_a_report_for_the_record(self, ask: Asker) -> None:
        told = ask("deadline", "2025-01-01").splitlines()
        assert told[0] == "报备：最迟2025-02-05（周三）〔第十条：1个月内〕"

    def test_of_more_months(self, ask: Asker) -> None:
        # two months from 31 December end on 28 February, a Friday
        told = MonthDeadline.from_json(ask("deadline", "2024-12-31", "--months", "2", "--json"))
        assert (f"{told.not_before}", told.last_day) == ("2025-02-28", told.not_before)

    def test_the_report_on_the_money(self, ask: Asker) -> None:
        told = ask("deadline", "--funds", "2026", "--lang", "en").splitlines()
        assert told[:2] == [
            (
                "use of the money in 2026: by 2026-12-20 (Sunday) "
                "[Article 13: before 20 December each year]"
            ),
            "this day is a rest day, and the deadline does not move",
        ]
        found = FundsReportDeadline.from_json(ask("deadline", "--funds", "2024", "--json"))
        assert (f"{found.last_day}", found.is_rest_day) == ("2024-12-20", False)

    def test_beyond_the_calendar_what_is_certain_is_answered(self, ask: Asker) -> None:
        told = ask("deadline", "2026-12-01", *KNOWN_ON).splitlines()
        assert told[0] == "报备：不能确定，日历尚未覆盖〔第十条：1个月内〕"


class TestShow:
    """``show YYYY-MM``."""

    def test_in_words(self, ask: Asker) -> None:
        told = ask("show", "2024-02").splitlines()
        assert (told[0], told[4]) == ("2024年2月", "12休  13休  14休  15休  16休  17休  18班")
        assert told[-1] == "工作日：18天"

    def test_as_json(self, ask: Asker) -> None:
        told = json.loads(ask("show", "2024-02", "--json"))
        assert (told["month"], told["workdays"], told["not_covered"]) == ("2024-02", 18, [])
        assert [day["date"][-2:] for day in told["days"] if day["kind"] == "makeup_workday"] == [
            *("04", "18"),
        ]
        assert told["days"][9] == {
            "date": "2024-02-10",
            "is_workday": False,
            "kind": "holiday",
            "name": "春节",
            "notice": "国办发明电〔2023〕7号",
            "certainty": "published",
        }

    def test_as_json_beyond_the_calendar(self, ask: Asker) -> None:
        told = json.loads(ask("show", "2026-12", "--json", *KNOWN_ON))
        assert told["workdays"] is None
        assert told["not_covered"] == ["2026-12-29", "2026-12-30", "2026-12-31"]
        assert len(told["days"]) == 28


class TestTheCalendar:
    """Another year, a county's own days, what was known, provisional answers."""

    def test_next_year(self, ask: Asker, tmp_path: Path) -> None:
        table = tmp_path / "2027.csv"
        table.write_text(
            "date,kind,name,notice,issued\n"
            "2027-01-01,holiday,元旦,,2026-05-01\n"
            "2027-01-03,makeup_workday,元旦,,2026-05-01\n",
            encoding="utf-8",
        )
        words = ("add", "2026-12-31", "1", "--calendar", str(table), *KNOWN_ON)
        assert ask(*words).splitlines() == [
            "2026-12-31（周四）之后第1个工作日：2027-01-03（周日）",
            "  2027-01-01：放假（元旦）",
            "  2027-01-03：调休上班（元旦）",
            CERTAIN,
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_a_countys_own_days(self, encoding: str, ask: Asker, tmp_path: Path) -> None:
        table = tmp_path / "county.csv"
        table.write_text("date,kind,name\n2024-06-20,holiday,本县节日\n", encoding=encoding)
        told = ask("add", "2024-06-19", "1", "--county", str(table)).splitlines()
        assert told == [
            "2024-06-19（周三）之后第1个工作日：2024-06-21（周五）",
            "  2024-06-20：放假（本县节日）",
            CERTAIN,
        ]

    def test_what_a_terminal_would_obey_is_shown(self, ask: Asker, tmp_path: Path) -> None:
        table = tmp_path / "county.csv"
        table.write_text("date,kind,name\n2024-06-20,holiday,\x1b[31m\n", encoding="utf-8")
        told = ask("show", "2024-06", "--county", str(table)).splitlines()
        assert told[-2] == "2024-06-20：放假（\\x1b[31m）"

    def test_as_it_was_known(self, ask: Asker) -> None:
        # 国办发明电〔2020〕1号 of 26 January made 31 January a day off
        words = ("count", "2020-01-31", "2020-01-31", "--json", "--known-on")
        assert json.loads(ask(*words, "2020-01-25"))["result"] == 1
        assert json.loads(ask(*words, "2020-01-26"))["result"] == 0

    def test_provisional_answers_say_so(self, ask: Asker) -> None:
        told = ask("add", "2026-12-28", "1", "--provisional", *KNOWN_ON).splitlines()
        assert told == [
            "2026-12-28（周一）之后第1个工作日：2026-12-29（周二）",
            "暂定：尚无通知确定的日期按星期推算，可供安排工作参考，不得据以作出决定",
        ]
        words = ("publicity", "2026-12-24", "--provisional", "--json", *KNOWN_ON)
        assert json.loads(ask(*words))["certainty"] == "provisional"


class TestRefusals:
    """What cannot be answered ends with 2 and says why."""

    @pytest.mark.parametrize(
        "words",
        [
            ("publicity", "2026-12-24"),
            ("add", "2026-12-28", "1"),
            ("count", "2026-12-01", "2027-02-01"),
        ],
    )
    def test_beyond_the_calendar(self, words: tuple[str, ...], refused: Asker) -> None:
        assert refused(*words, *KNOWN_ON) == UNCOVERED

    def test_beyond_the_calendar_in_english(self, refused: Asker) -> None:
        assert refused("show", "2027-02", "--lang", "en", *KNOWN_ON) == (
            "zhangye-fes: 2027-02-01 is not covered: the calendar settles 2018-01-01 to "
            "2026-12-28, and the State Council's notice for 2027 is not in it; load a table that "
            "has it with WorkCalendar.from_csv(text, base=calendar)\n"
            "here: --calendar FILE loads one, --provisional counts weekdays\n"
        )

    @pytest.mark.parametrize(
        ("words", "chinese", "english"),
        [
            (
                ("add", "2024-02-30", "5"),
                "DATE：给出的是'2024-02-30'，应为2000至2100年间、写作YYYY-MM-DD的日期",
                "DATE: given '2024-02-30', expected a date written YYYY-MM-DD, from 2000 to 2100",
            ),
            (
                ("add", "2024-02-05", "0"),
                "n：给出的是0，应为1至999的整数",
                "n: given 0, expected a whole number from 1 to 999",
            ),
            (
                ("count", "2024-02-05", "2024-02-04"),
                "last：给出的是2024-02-04，应为不早于首日2024-02-05的日期",
                "last: given 2024-02-04, expected a day not before the first, 2024-02-05",
            ),
            (
                ("publicity", "2024-02-05", "--last", "2024-02-04"),
                "last：给出的是2024-02-04，应为不早于公示发布日2024-02-05的日期",
                "last: given 2024-02-04, expected a day not before the posting, 2024-02-05",
            ),
            (
                ("publicity", "20240205"),
                "POSTED：给出的是'20240205'，应为2000至2100年间、写作YYYY-MM-DD的日期",
                "POSTED: given '20240205', expected a date written YYYY-MM-DD, from 2000 to 2100",
            ),
            (
                ("deadline", "2100-12-01"),
                "months：给出的是2100-12-01起1个月，应为至迟于2100年届满的期限",
                "months: given 1 months from 2100-12-01, expected a term that ends by 2100",
            ),
            (
                ("deadline", "--funds", "1999"),
                "year：给出的是1999，应为2000至2100的年份",
                "year: given 1999, expected a year from 2000 to 2100",
            ),
            (
                ("deadline", "--funds", "2024", "--months", "2"),
                "--months：给出的是2，应为与--funds同用时不填",
                "--months: given 2, expected nothing beside --funds",
            ),
            (
                ("show", "2024-13"),
                "YYYY-MM：给出的是'2024-13'，应为2000至2100年间、写作YYYY-MM的月份",
                "YYYY-MM: given '2024-13', expected a month written YYYY-MM, from 2000 to 2100",
            ),
            (
                ("show", "1999-12"),
                "YYYY-MM：给出的是'1999-12'，应为2000至2100年间、写作YYYY-MM的月份",
                "YYYY-MM: given '1999-12', expected a month written YYYY-MM, from 2000 to 2100",
            ),
            (
                ("show", "2024-02", "--known-on", "soon"),
                "--known-on：给出的是'soon'，应为2000至2100年间、写作YYYY-MM-DD的日期",
                "--known-on: given 'soon', expected a date written YYYY-MM-DD, from 2000 to 2100",
            ),
        ],
    )
    def test_bad_words(
        self, words: tuple[str, ...], chinese: str, english: str, refused: Asker
    ) -> None:
        assert refused(*words) == f"zhangye-fes: {chinese}\n"
        assert refused(*words, "--lang", "en") == f"zhangye-fes: {english}\n"

    @pytest.mark.parametrize("option", ["--county", "--calendar"])
    @pytest.mark.parametrize(
        ("table", "chinese"),
        [
            (b"", ":1：给出的是空缺，应为如date,kind,name,notice,issued的表头"),
            (
                b"date,kind\n2027-01-01,off\n",
                ":2: kind：给出的是'off'，应为holiday（放假）或makeup_workday（调休上班）",
            ),
            (b"date,kind\n2027-01-01\n", ":2：给出的是1格，应为2格"),
            (
                b"date,kind\n2027-01-01,makeup_workday\n",
                ": 2027-01-01：给出的是调休上班日，应为星期六或星期日",
            ),
            (
                b"\xff\xff\n",
                "：给出的是第0字节不是UTF-8，应为UTF-8或GB18030的CSV（另存为“CSV UTF-8”）",
            ),
        ],
    )
    def test_bad_tables(
        self, option: str, table: bytes, chinese: str, refused: Asker, tmp_path: Path
    ) -> None:
        path = tmp_path / "days.csv"
        path.write_bytes(table)
        told = refused("show", "2024-02", option, str(path))
        assert told == f"zhangye-fes: {path}{chinese}\n"

    def test_no_table(self, refused: Asker, tmp_path: Path) -> None:
        path = tmp_path / "none.csv"
        told = refused("show", "2024-02", "--county", str(path))
        assert told == f"zhangye-fes: {path}: 找不到：请核对文件名，以及所在的文件夹是否存在\n"

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ((), "the following arguments are required: QUESTION"),
            (("add", "2024-02-05"), "the following arguments are required: N"),
            (("add", "2024-02-05", "five"), "invalid int value: 'five'"),
            (("deadline",), "one of the arguments EVENT --funds is required"),
            (
                ("deadline", "2024-02-05", "--funds", "2024"),
                "argument --funds: not allowed with argument EVENT",
            ),
            (("show", "2024-02", "--reading", "x=y"), "没有此项理解 · no reading 'x'"),
        ],
    )
    def test_usage(
        self, words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["workdays", *words])
        assert caught.value.code == 2
        assert why in capsys.readouterr().err


def test_every_question_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for question in ("add", "count", "publicity", "deadline", "show"):
        with pytest.raises(SystemExit) as caught:
            main(["workdays", question, "--help"])
        assert caught.value.code == 0
        assert "公示期的工作日数（5）" in capsys.readouterr().out or question != "publicity"


def test_it_needs_no_rich(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    assert ask("show", "2024-02")


def test_what_the_module_offers() -> None:
    assert dir(daysheets) == sorted(daysheets.__all__)
