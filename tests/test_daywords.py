"""Days, periods and deadlines in words, exactly, in both languages."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.test_messages import CHINESE
from zhangye_fes import daywords
from zhangye_fes.days import Certainty, DateSpan, Day, DayKind
from zhangye_fes.daywords import CERTAINTY, FESTIVALS, KINDS
from zhangye_fes.deadlines import funds_report_deadline, in_force, month_deadline
from zhangye_fes.messages import explain
from zhangye_fes.periods import Moved
from zhangye_fes.publicity import check_publicity, publicity_period
from zhangye_fes.readings import Readings
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from zhangye_fes.daywords import DayThing

CALENDAR = WorkCalendar.bundled().known_on(dt.date(2026, 6, 1))
"""To 2026-12-28, whatever is added later."""

OTHER_FIRST_DAY = (
    "按另一种理解（publicity_first_day=posting_day：公示当日是否计入公示期？"
    "计入，但当日须为工作日）"
)
OTHER_FIRST_DAY_EN = (
    "under the other reading (publicity_first_day=posting_day: is the day of posting counted? "
    "yes, if it is a working day)"
)
CERTAIN = "确定：仅以已发布的放假安排通知为据"


def lines(thing: DayThing, lang: str = "zh_CN") -> list[str]:
    return explain(thing, lang).splitlines()


class TestDays:
    """One day, and runs of days that a notice moved."""

    @pytest.mark.parametrize(
        ("day", "chinese", "english"),
        [
            (dt.date(2024, 2, 5), "2024-02-05（周一）：工作日", "2024-02-05 (Monday): working day"),
            (dt.date(2024, 3, 2), "2024-03-02（周六）：周末", "2024-03-02 (Saturday): weekend"),
            (
                dt.date(2024, 2, 12),
                "2024-02-12（周一）：放假（春节）〔国办发明电〔2023〕7号〕",
                "2024-02-12 (Monday): off (Spring Festival) [国办发明电〔2023〕7号]",
            ),
            (
                dt.date(2023, 10, 7),
                "2023-10-07（周六）：调休上班（中秋节、国庆节）〔国办发明电〔2022〕16号〕",
                (
                    "2023-10-07 (Saturday): worked in exchange (Mid-Autumn Festival and National "
                    "Day) [国办发明电〔2022〕16号]"
                ),
            ),
        ],
    )
    def test_a_day(self, day: dt.date, chinese: str, english: str) -> None:
        told = CALENDAR.day(day)
        assert (explain(told), explain(told, "en")) == (chinese, english)

    def test_a_provisional_day(self) -> None:
        day = CALENDAR.with_provisional(dt.date(2027, 1, 1)).day(dt.date(2027, 1, 1))
        assert explain(day) == "2027-01-01（周五）：工作日，暂定"
        assert explain(day, "en") == "2027-01-01 (Friday): working day, provisional"

    def test_a_name_of_a_countys_own_is_left_as_it_is(self) -> None:
        day = Day(dt.date(2024, 6, 20), is_workday=False, kind=DayKind.HOLIDAY, name="{no}")
        assert explain(day) == "2024-06-20（周四）：放假（{no}）"
        assert explain(day, "en") == "2024-06-20 (Thursday): off ({no})"

    def test_a_day_without_a_name(self) -> None:
        span = DateSpan(dt.date(2024, 6, 20), dt.date(2024, 6, 20))
        assert explain(Moved(span, DayKind.HOLIDAY, "", "")) == "2024-06-20：放假"

    def test_every_festival_of_the_table_has_a_name(self) -> None:
        table = files("zhangye_fes").joinpath("data/workdays-cn.csv").read_text("utf-8")
        names = {row["name"] for row in csv.DictReader(table.splitlines())}
        assert {part for name in names for part in name.split("、")} == set(FESTIVALS)

    def test_every_kind_and_certainty_has_its_words(self) -> None:
        assert len(KINDS) == len(DayKind)
        assert len(CERTAINTY) == len(Certainty)
        assert dir(daywords) == sorted(daywords.__all__)


class TestPublicity:
    """公示 to be held, and that was held."""

    def test_a_period(self) -> None:
        period = publicity_period(dt.date(2024, 2, 5), calendar=CALENDAR)
        assert lines(period) == [
            "公示5个工作日：至2024-02-18（周日）止〔第六条第（二）项：公示期不少于5个工作日〕",
            "2024-02-05（周一）发布；计入的工作日：2024-02-06 02-07 02-08 02-09 02-18",
            "下一步：最早2024-02-19（周一）",
            "  2024-02-10至2024-02-17：放假（春节）〔国办发明电〔2023〕7号〕",
            "  2024-02-18：调休上班（春节）〔国办发明电〔2023〕7号〕",
            f"{OTHER_FIRST_DAY}：至2024-02-09（周五）止",
            CERTAIN,
        ]
        assert lines(period, "en") == [
            (
                "publicity of 5 working days: through 2024-02-18 (Sunday) "
                "[Article 6(2): the publicity lasts no fewer than 5 working days]"
            ),
            (
                "posted 2024-02-05 (Monday); working days counted: "
                "2024-02-06 02-07 02-08 02-09 02-18"
            ),
            "next step: 2024-02-19 (Monday) at the earliest",
            "  2024-02-10 to 2024-02-17: off (Spring Festival) [国办发明电〔2023〕7号]",
            "  2024-02-18: worked in exchange (Spring Festival) [国办发明电〔2023〕7号]",
            f"{OTHER_FIRST_DAY_EN}: through 2024-02-09 (Friday)",
            "certain: it rests on published notices alone",
        ]

    def test_under_the_other_reading(self) -> None:
        # 2024-02-05 counts, so that the fifth is 2024-02-09
        readings = Readings(publicity_first_day="posting_day")
        told = lines(publicity_period(dt.date(2024, 2, 5), readings=readings, calendar=CALENDAR))
        assert told[0].startswith("公示5个工作日：至2024-02-09（周五）止〔")
        assert told[-2] == (
            "按另一种理解（publicity_first_day=next_day：公示当日是否计入公示期？"
            "不计入，自次日起算）：至2024-02-18（周日）止"
        )

    def test_a_single_day_is_fewer_than_five(self) -> None:
        told = lines(publicity_period(dt.date(2024, 3, 4), 1, calendar=CALENDAR), "en")
        assert told[:2] == [
            (
                "publicity of 1 working day: through 2024-03-05 (Tuesday) "
                "[Article 6(2): the publicity lasts no fewer than 5 working days]"
            ),
            "fewer than the 5 that the notice asks for",
        ]

    def test_many_days_are_not_all_listed(self) -> None:
        # ten working days from Tuesday 5 to Monday 18 March, eleven to the 19th
        ten = lines(publicity_period(dt.date(2024, 3, 4), 10, calendar=CALENDAR))
        assert ten[1].partition("计入的工作日：")[2] == (
            "2024-03-05 03-06 03-07 03-08 03-11 03-12 03-13 03-14 03-15 03-18"
        )
        eleven = lines(publicity_period(dt.date(2024, 3, 4), 11, calendar=CALENDAR))
        assert eleven[1].partition("：")[2] == "2024-03-05 03-06 03-07 … 2024-03-19"

    def test_the_year_is_told_again_where_it_changes(self) -> None:
        # 30 December to 1 January 2024 are off
        told = lines(publicity_period(dt.date(2023, 12, 27), calendar=CALENDAR))
        assert told[1].partition("：")[2] == "2023-12-28 12-29 2024-01-02 01-03 01-04"

    def test_the_other_reading_beyond_the_calendar(self) -> None:
        readings = Readings(publicity_first_day="posting_day")
        # the fifth with 2026-12-22 is 12-28; without it, 12-29
        period = publicity_period(dt.date(2026, 12, 22), readings=readings, calendar=CALENDAR)
        assert lines(period)[-2].endswith("：不能确定，日历尚未覆盖")
        assert lines(period, "en")[-2].endswith(": not certain, the calendar does not reach so far")

    def test_a_provisional_period(self) -> None:
        calendar = CALENDAR.with_provisional(dt.date(2027, 1, 31))
        period = publicity_period(dt.date(2026, 12, 24), calendar=calendar)
        assert lines(period)[-1] == (
            "暂定：尚无通知确定的日期按星期推算，可供安排工作参考，不得据以作出决定"
        )
        assert lines(period, "en")[-1] == (
            "provisional: days that no notice has settled yet are counted by the day of the week; "
            "good for planning, not for a decision"
        )

    def test_one_that_was_held(self) -> None:
        # 09-27, 09-28, 10-07, 10-08: four, and five with 09-26 itself
        check = check_publicity(dt.date(2023, 9, 26), dt.date(2023, 10, 8), calendar=CALENDAR)
        assert lines(check) == [
            (
                "2023-09-26至2023-10-08的公示：4个工作日，不足，要求不少于5"
                "〔第六条第（二）项：公示期不少于5个工作日〕"
            ),
            "  2023-09-29至2023-10-06：放假（中秋节、国庆节）〔国办发明电〔2022〕16号〕",
            "  2023-10-07至2023-10-08：调休上班（中秋节、国庆节）〔国办发明电〔2022〕16号〕",
            f"{OTHER_FIRST_DAY}：5个工作日，足够",
            "有争议：另一种理解的结论与此相反",
            CERTAIN,
        ]
        assert lines(check, "en")[0].startswith(
            "publicity from 2023-09-26 to 2023-10-08: 4 working days, not enough, "
            "required: at least 5 [Article 6(2)"
        )
        assert lines(check, "en")[-3:-1] == [
            f"{OTHER_FIRST_DAY_EN}: 5 working days, enough",
            "contested: the other reading decides otherwise",
        ]

    def test_one_that_is_enough_beyond_the_calendar(self) -> None:
        # 12-18, 12-21 to 12-25: six are certain, whatever the days after 12-28 are
        check = check_publicity(dt.date(2026, 12, 17), dt.date(2026, 12, 30), 3, calendar=CALENDAR)
        assert lines(check) == [
            (
                "2026-12-17至2026-12-30的公示：足够，要求不少于3"
                "〔第六条第（二）项：公示期不少于5个工作日〕"
            ),
            "少于本办法所要求的5个工作日",
            f"{OTHER_FIRST_DAY}：足够",
            CERTAIN,
        ]

    def test_one_that_the_other_reading_leaves_open(self) -> None:
        # 12-24 to 12-28 are three with the posting day, two without; 12-29 is not covered
        readings = Readings(publicity_first_day="posting_day")
        check = check_publicity(dt.date(2026, 12, 24), dt.date(2026, 12, 29), 3, readings, CALENDAR)
        assert lines(check)[-2].endswith("：尚不能确定")
        assert lines(check, "en")[-2].endswith(": not certain yet")


class TestDeadlines:
    """报备, 资金使用情况, 有效期."""

    def test_a_month(self) -> None:
        deadline = month_deadline(dt.date(2025, 1, 1), calendar=CALENDAR)
        assert lines(deadline) == [
            "报备：最迟2025-02-05（周三）〔第十条：1个月内〕",
            (
                "事项发生于2025-01-01，1个月的对应日为2025-02-01（周六）："
                "在该日及以前办理的，无论如何均为按期"
            ),
            "  2025-02-01至2025-02-04：放假（春节）〔国办发明电〔2024〕12号〕",
            (
                "按另一种理解（one_month_roll=none：期限届满日为休息日的，是否顺延？不顺延）："
                "最迟2025-02-01（周六）"
            ),
            CERTAIN,
        ]
        assert lines(deadline, "en")[:2] == [
            "report for the record: by 2025-02-05 (Wednesday) [Article 10: within 1 month]",
            (
                "event 2025-01-01, 1 month later 2025-02-01 (Saturday): "
                "what is done by then is in time in any case"
            ),
        ]

    def test_months(self) -> None:
        told = lines(month_deadline(dt.date(2024, 12, 31), 2, calendar=CALENDAR), "en")
        assert told[1].startswith("event 2024-12-31, 2 months later 2025-02-28 (Friday): ")

    def test_beyond_the_calendar(self) -> None:
        deadline = month_deadline(dt.date(2026, 12, 1), calendar=CALENDAR)
        told = lines(deadline)
        assert told[0] == "报备：不能确定，日历尚未覆盖〔第十条：1个月内〕"
        assert told[-1].endswith("不顺延）：最迟2027-01-01（周五）")
        assert len(told) == 3, "nothing is said of how certain it is"

    def test_one_that_does_not_move(self) -> None:
        readings = Readings(one_month_roll="none")
        told = lines(month_deadline(dt.date(2026, 12, 1), readings=readings, calendar=CALENDAR))
        assert told[0] == "报备：最迟2027-01-01（周五）〔第十条：1个月内〕"
        assert told[2].endswith("顺延至下一个工作日）：不能确定，日历尚未覆盖")

    def test_the_report_on_the_money(self) -> None:
        deadline = funds_report_deadline(2026, calendar=CALENDAR)
        assert lines(deadline) == [
            "2026年资金使用情况：最迟2026-12-20（周日）〔第十三条：每年12月20日前〕",
            "该日为休息日，期限不顺延",
            (
                "按另一种理解（december_20=exclusive：12月20日当日报送的，是否属于按时？"
                "不属于，最后一日为12月19日）：最迟2026-12-19（周六）"
            ),
        ]
        assert lines(deadline, "en")[:2] == [
            (
                "use of the money in 2026: by 2026-12-20 (Sunday) "
                "[Article 13: before 20 December each year]"
            ),
            "this day is a rest day, and the deadline does not move",
        ]

    def test_on_a_working_day_nothing_more_is_said(self) -> None:
        assert len(lines(funds_report_deadline(2024, calendar=CALENDAR))) == 2

    def test_the_report_of_a_year_beyond_the_calendar(self) -> None:
        deadline = funds_report_deadline(2030, calendar=CALENDAR)
        assert lines(deadline)[1] == "日历未覆盖该日；期限不因此变动"
        assert lines(deadline, "en")[1] == (
            "the calendar does not reach this day, which does not move the deadline"
        )

    @pytest.mark.parametrize(
        ("date", "option", "chinese"),
        [
            (
                dt.date(2024, 1, 1),
                "corresponding_day",
                ["2024-01-01：有效（2023-09-04至2028-09-04）"],
            ),
            (
                dt.date(2023, 9, 3),
                "corresponding_day",
                ["2023-09-03：不在有效期内（2023-09-04至2028-09-04）"],
            ),
            (
                dt.date(2028, 9, 4),
                "corresponding_day",
                [
                    "2028-09-04：有效（2023-09-04至2028-09-04）",
                    (
                        "按另一种理解（validity_last_day=day_before：本办法有效期的最后一日是"
                        "哪一日？2028年9月3日）：不在有效期内"
                    ),
                ],
            ),
            (
                dt.date(2028, 9, 4),
                "day_before",
                [
                    "2028-09-04：不在有效期内（2023-09-04至2028-09-03）",
                    (
                        "按另一种理解（validity_last_day=corresponding_day：本办法有效期的"
                        "最后一日是哪一日？2028年9月4日）：有效"
                    ),
                ],
            ),
        ],
    )
    def test_validity(self, date: dt.date, option: str, chinese: list[str]) -> None:
        readings = Readings.model_validate({"validity_last_day": option})
        told = lines(in_force(date, readings))
        cited = "〔第十七条：本办法自发布之日起施行，有效期5年〕"
        assert told == [f"{chinese[0]}{cited}", *chinese[1:]]

    def test_english_leaves_no_chinese_behind(self) -> None:
        things: list[DayThing] = [
            publicity_period(dt.date(2024, 3, 4)),
            check_publicity(dt.date(2024, 3, 4), dt.date(2024, 3, 11)),
            month_deadline(dt.date(2024, 3, 12)),
            funds_report_deadline(2026),
            in_force(dt.date(2028, 9, 4)),
        ]
        assert [each for each in things if CHINESE.search(explain(each, "en"))] == []
