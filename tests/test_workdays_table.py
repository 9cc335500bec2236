"""The calendar's table: its sentences are read as they stand, and its days add up."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from pydantic import ValidationError

import zhangye_fes
from tools import workdays_table
from tools.workdays_table import Notice, Row, named, notices, rows, written

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(zhangye_fes.__file__).parent / "data/workdays-cn.csv"
TABLE = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
"""The rows as they are shipped."""

CURRENT: Final = {
    date.fromisoformat(row["date"]): row for row in sorted(TABLE, key=lambda row: row["issued"])
}
"""What counts today: of the rows of one day, the one issued last."""

YEARS = range(2018, max(CURRENT).year + 1)


def notice(**text: str) -> Notice:
    """Make up a notice for 2026 of some sentences."""
    return Notice(
        number="国办发明电〔2025〕0号",
        year=2026,
        issued=date(2025, 11, 4),
        kind="annual",
        url="https://www.gov.cn/",
        text=text,
    )


def split(sentence: str, year: int = 2026) -> tuple[list[str], list[str]]:
    """The holidays and the make-up days of a sentence, as month and day."""
    days = list(named(sentence, year))
    holidays = [f"{day:%m-%d}" for day, kind in days if kind == "holiday"]
    return holidays, [f"{day:%m-%d}" for day, kind in days if kind == "makeup_workday"]


class TestSentences:
    """Every form that the notices use."""

    @pytest.mark.parametrize(
        ("sentence", "holidays", "makeup_days"),
        [
            ("6月18日放假", ["06-18"], []),
            ("6月19日至21日放假", ["06-19", "06-20", "06-21"], []),
            ("5月1日至4日放假调休", ["05-01", "05-02", "05-03", "05-04"], []),
            ("1月1日放假，1月2日补休", ["01-01", "01-02"], []),
            ("1月1日至3日放假调休。1月4日上班", ["01-01", "01-02", "01-03"], ["01-04"]),
            ("5月1日放假。4月26日、5月9日上班。", ["05-01"], ["04-26", "05-09"]),
            ("4月30日至5月2日放假调休", ["04-30", "05-01", "05-02"], []),
            ("10月1日、10月3日至4日放假", ["10-01", "10-03", "10-04"], []),
        ],
    )
    def test_holidays_and_makeup_days(
        self, sentence: str, holidays: list[str], makeup_days: list[str]
    ) -> None:
        assert split(sentence) == (holidays, makeup_days)

    def test_the_year_is_the_notices_unless_written(self) -> None:
        sentence = "2018年12月30日至2019年1月1日放假调休。2018年12月29日上班"
        assert list(named(sentence, 2019)) == [
            (date(2018, 12, 30), "holiday"),
            (date(2018, 12, 31), "holiday"),
            (date(2019, 1, 1), "holiday"),
            (date(2018, 12, 29), "makeup_workday"),
        ]

    def test_the_end_of_a_span_is_in_the_year_of_its_start(self) -> None:
        assert [day for day, _ in named("2025年12月30日至31日放假", 2026)] == [
            date(2025, 12, 30),
            date(2025, 12, 31),
        ]

    def test_february_has_its_leap_day(self) -> None:
        assert split("2月28日至3月1日放假", 2028) == (["02-28", "02-29", "03-01"], [])


class TestRows:
    """From a notice to lines of the table."""

    def test_a_row_names_festival_and_notice(self) -> None:
        assert list(rows(notice(元旦="1月1日放假"))) == [
            Row(date(2026, 1, 1), "holiday", "元旦", "国办发明电〔2025〕0号", date(2025, 11, 4))
        ]

    def test_rows_stand_by_day_and_then_by_issue(self) -> None:
        first = Row(date(2020, 2, 1), "makeup_workday", "春节", "甲", date(2019, 11, 21))
        second = Row(date(2020, 2, 1), "holiday", "春节延长假期", "乙", date(2020, 1, 26))
        later = Row(date(2020, 4, 4), "holiday", "清明节", "甲", date(2019, 11, 21))
        assert written([later, second, first]) == (
            "date,kind,name,notice,issued\n"
            "2020-02-01,makeup_workday,春节,甲,2019-11-21\n"
            "2020-02-01,holiday,春节延长假期,乙,2020-01-26\n"
            "2020-04-04,holiday,清明节,甲,2019-11-21\n"
        )


class TestRefusals:
    """What the table cannot hold is told with the notice and its sentence."""

    @pytest.mark.parametrize(
        ("sentence", "clause"),
        [
            ("5月1日起放假调休", "5月1日起放假调休"),
            ("5月1日（周五）放假", "5月1日（周五）放假"),
            ("5月1日至5日放假调休，共5天", "共5天"),
            ("5月1日至5日", "5月1日至5日"),
            ("放假", "放假"),
            ("1日放假", "1日放假"),  # of which month?
            ("2月29日放假", "2月29日放假"),  # 2026 has none
            ("5月5日至1日放假", "5月5日至1日放假"),
            ("5月1日至1日放假", "5月1日至1日放假"),
            ("12月30日至1月1日放假", "12月30日至1月1日放假"),  # the year is missing
            ("5月1日至2日至3日放假", "5月1日至2日至3日放假"),
            ("5月1日、放假", "5月1日、放假"),
            ("5月1日放假。。5月9日上班", ""),
            ("5月1日放假 。5月9日上班", "5月1日放假 "),
            ("", ""),
        ],
    )
    def test_unreadable(self, sentence: str, clause: str) -> None:
        assert self.refusal(劳动节=sentence) == (
            f"cannot read “{clause}”: write days, such as 5月1日至4日 or 4月28日、5月5日, "
            "and then 放假调休 or 放假 or 补休 or 上班 "
            f"(国办发明电〔2025〕0号, 劳动节: “{sentence}”)"
        )

    def test_a_makeup_day_within_the_week(self) -> None:
        assert self.refusal(劳动节="5月1日放假。5月8日上班") == (
            "make-up day 2026-05-08 is not on a weekend: compare it with the notice "
            "(国办发明电〔2025〕0号, 劳动节: “5月1日放假。5月8日上班”)"
        )

    @pytest.mark.parametrize("again", ["10月1日放假", "9月27日上班"])
    def test_a_day_named_twice(self, again: str) -> None:
        day = "2026-10-01" if again == "10月1日放假" else "2026-09-27"
        assert self.refusal(中秋节="9月25日至27日、10月1日放假", 国庆节=again) == (
            f"{day} is named twice by one notice: leave it where it belongs "
            f"(国办发明电〔2025〕0号, 国庆节: “{again}”)"
        )

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            ("2025-12-28", "2025年12月28日上班"),
            ("2025-10-01", "2025年10月1日放假"),
            ("2027-01-01", "2026年12月31日至2027年1月1日放假"),
        ],
    )
    def test_another_year(self, day: str, sentence: str) -> None:
        assert self.refusal(元旦=sentence) == (
            f"{day} is not in 2026, nor one of the three days before: correct the year "
            f"(国办发明电〔2025〕0号, 元旦: “{sentence}”)"
        )

    def test_the_turn_of_the_year_passes(self) -> None:
        found = list(rows(notice(元旦="2025年12月29日至2026年1月1日放假")))
        assert (found[0].day, found[-1].day) == (date(2025, 12, 29), date(2026, 1, 1))

    def test_a_notice_with_a_field_too_many(self) -> None:
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            Notice.model_validate({**notice().model_dump(), "note": "延长"})

    @staticmethod
    def refusal(**text: str) -> str:
        with pytest.raises(ValueError, match="国办发明电") as told:
            list(rows(notice(**text)))
        return str(told.value)


class TestNotices:
    """The file of the notices."""

    def test_every_year_is_arranged_once(self) -> None:
        annual = [each.year for each in notices() if each.kind == "annual"]
        assert annual == list(YEARS)

    def test_an_annual_notice_has_the_seven_festivals(self) -> None:
        seven = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
        for each in notices():
            if each.kind == "annual":
                assert set("、".join(each.text).split("、")) == seven, each.number

    def test_each_is_issued_when_it_can_be(self) -> None:
        issued = [each.issued for each in notices()]
        assert issued == sorted(set(issued)), "one a day, the latest last"
        for each in notices():
            assert each.issued.year == each.year - (each.kind == "annual"), each.number
            assert each.number.startswith(f"国办发明电〔{each.issued.year}〕")

    def test_each_has_its_official_address(self) -> None:
        for each in notices():
            assert each.url.split("/")[2] == "www.gov.cn"

    def test_two_notices_changed_a_running_year(self) -> None:
        changed = {each.number: each.issued for each in notices() if each.kind == "amendment"}
        assert changed["国办发明电〔2019〕3号"] == date(2019, 3, 22)
        assert changed["国办发明电〔2020〕1号"] == date(2020, 1, 26)


class TestTheTable:
    """The file that is shipped."""

    def test_is_what_the_tool_makes(self) -> None:
        assert FILE.read_bytes() == workdays_table.table().encode()

    def test_begins_with_2018(self) -> None:
        assert min(CURRENT) == date(2018, 1, 1)

    def test_the_key_is_day_and_issue(self) -> None:
        keys = [(row["date"], row["issued"]) for row in TABLE]
        assert keys == sorted(set(keys))

    @pytest.mark.parametrize(
        ("day", "layers"),
        [
            ("2019-05-01", [("holiday", "2018-12-04"), ("holiday", "2019-03-22")]),
            ("2020-02-01", [("makeup_workday", "2019-11-21"), ("holiday", "2020-01-26")]),
        ],
    )
    def test_both_layers_are_kept(self, day: str, layers: list[tuple[str, str]]) -> None:
        assert [(row["kind"], row["issued"]) for row in TABLE if row["date"] == day] == layers


def counted(year: int) -> int:
    """Weekday holidays less make-up days that were arranged for a year, from the turn before it."""
    found: Counter[str] = Counter()
    for day, row in CURRENT.items():
        arranged_for = day.year + (day.month == 12 and row["name"] == "元旦")
        if arranged_for == year and (row["kind"] == "makeup_workday" or day.weekday() < 5):
            found[row["kind"]] += 1
    return found["holiday"] - found["makeup_workday"]


def is_workday(day: date) -> bool:
    """Whether people work: as a notice says, and otherwise from Monday to Friday."""
    row = CURRENT.get(day)
    return day.weekday() < 5 if row is None else row["kind"] == "makeup_workday"


def runs() -> Iterator[tuple[int, int]]:
    """The year in which each run of working days ends and its length, as far as all is settled."""
    first, last = min(CURRENT), date(YEARS[-1], 12, 28)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    for working, run in itertools.groupby(days, is_workday):
        if working:
            *_, (length, end) = enumerate(run, 1)
            yield end.year, length


class TestInvariants:
    """What holds of every year, whatever its notice moves about."""

    def test_makeup_days_are_on_weekends(self) -> None:
        makeup_days = [row["date"] for row in TABLE if row["kind"] == "makeup_workday"]
        assert {date.fromisoformat(day).weekday() for day in makeup_days} == {5, 6}

    @pytest.mark.parametrize("year", YEARS)
    def test_free_weekdays(self, year: int) -> None:
        special = {2020: 13}  # 11, and the two that 国办发明电〔2020〕1号 added
        assert counted(year) == special.get(year, 11 if year <= 2024 else 13)

    @pytest.mark.parametrize("year", YEARS)
    def test_no_run_of_working_days_is_long(self, year: int) -> None:
        lengths = [length for ends, length in runs() if ends == year]
        assert len(lengths) > 40, "a run a week, most weeks"
        assert max(lengths) <= (7 if year <= 2024 else 6)
