"""第六条: application, nomination, assessment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.asking import kept, last, output, quotes, status, steps
from tests.law.histories import (
    MATERIALS,
    applied,
    carried,
    city_reviewed,
    county_reviewed,
    event,
    publicity,
    way,
)

SHORT: list[tuple[str, str, int, int]] = [
    # posted, last day, working days without and with the day of posting
    ("2023-10-09", "2023-10-13", 4, 5),  # 10 11 12 13; Monday to Friday
    ("2023-09-26", "2023-10-07", 3, 4),  # 27 28, 7 October (worked); 29 September to 6 are free
    ("2023-09-26", "2023-10-08", 4, 5),  # 27 28, 7 8 October
    ("2024-02-05", "2024-02-09", 4, 5),  # 6 7 8 9; the 10th is New Year's day
    ("2024-02-05", "2024-02-17", 4, 5),  # the same: 10 to 17 are free
    ("2025-01-24", "2025-02-06", 4, 5),  # 26 (worked) 27, 5 6 February
    ("2023-10-09", "2023-10-09", 0, 1),
]
ENOUGH: list[tuple[str, str]] = [
    ("2023-10-09", "2023-10-16"),  # 10 11 12 13 16
    ("2023-09-26", "2023-10-09"),  # 27 28, 7 8 9 October
    ("2024-02-05", "2024-02-18"),  # 6 7 8 9, 18 (a Sunday that is worked)
    ("2025-01-24", "2025-02-07"),  # 26 27, 5 6 7 February
]


class TestApplication:
    """第六条第（一）项.

    社区申报。社区对照市级充分就业社区认定标准，填写《张掖市市级充分就业社区申报表》（附件1）、
    《张掖市市级充分就业社区认定量化评分表》（附件2）、社区工作经验材料及社区相关照片等向县（区）
    人社部门申报。
    """

    def test_all_four_are_handed_in(self) -> None:
        assert last([applied(materials=MATERIALS[::-1])]) == "ok"

    @pytest.mark.parametrize("missing", MATERIALS)
    def test_each_is_needed(self, missing: str) -> None:
        given = [applied(materials=[each for each in MATERIALS if each != missing])]
        assert last(given) == "no: MATERIALS_MISSING"
        assert kept(given) == "ok, with MATERIALS_MISSING"
        assert status(given, irregular="keep") == "applied"

    def test_nothing_handed_in(self) -> None:
        assert last([applied(materials=[])]) == "no: MATERIALS_MISSING"

    def test_missing_materials_come_before_a_bar(self) -> None:
        events = [
            applied(),
            event("fraud_found", "2023-09-12"),
            applied("2023-09-13", materials=[]),
        ]
        assert last(events, readings={"fraud_bar": "permanent"}) == "no: MATERIALS_MISSING"
        both = kept(events, readings={"fraud_bar": "permanent"})
        assert both == "ok, with BARRED, MATERIALS_MISSING"

    def test_an_applicant_may_withdraw_and_apply_again(self) -> None:
        events = [applied(), event("application_withdrawn", "2023-09-11")]
        assert status(events) == "withdrawn"
        assert status([*events, applied("2023-09-11")]) == "applied"


class TestNomination:
    """第六条第（二）项.

    县区推荐。县（区）人社部门对申报的社区进行初审打分和实地考察，对综合得分90分以上且实地考察符合
    条件的社区进行公示，公示期不少于5个工作日，对公示后无异议的，推荐市人社部门。
    """

    @pytest.mark.parametrize(
        ("changed", "becomes"),
        [
            ({"score": 90}, "county_passed"),
            ({"score": 100}, "county_passed"),
            ({"score": 89}, "declined"),
            ({"score": 0}, "declined"),
            ({"eligible": False}, "declined"),
            ({"site_visit_passed": False}, "declined"),
            ({"score": 89, "eligible": False, "site_visit_passed": False}, "declined"),
        ],
    )
    def test_ninety_points_and_the_visit(self, changed: dict[str, Any], becomes: str) -> None:
        assert status([applied(), county_reviewed(**changed)]) == becomes

    def test_step_by_step(self) -> None:
        assert status(way("county_publicity_started")) == "county_publicity"
        assert status(way("county_publicity_ended")) == "county_publicity_over"
        assert status(way("county_recommended")) == "recommended"

    @pytest.mark.parametrize(("posted", "end"), ENOUGH)
    @pytest.mark.parametrize("objections", ["none", "dismissed"])
    def test_five_working_days_are_enough(self, posted: str, end: str, objections: str) -> None:
        shown = [*way("county_reviewed"), *publicity("county", posted, end, objections)]
        assert last(shown) == "ok"
        assert status(shown) == "county_publicity_over"

    @pytest.mark.parametrize(("posted", "end", "counted", "with_posting"), SHORT)
    def test_fewer_are_too_short(
        self, posted: str, end: str, counted: int, with_posting: int
    ) -> None:
        shown = [*way("county_reviewed"), *publicity("county", posted, end)]
        assert counted < 5
        assert last(shown) == "no: PUBLICITY_TOO_SHORT"
        assert kept(shown) == "ok, with PUBLICITY_TOO_SHORT"
        assert status(shown, irregular="keep") == "county_publicity_over"
        posting_day = {"publicity_first_day": "posting_day"}
        enough = "ok" if with_posting >= 5 else "no: PUBLICITY_TOO_SHORT"
        assert last(shown, readings=posting_day) == enough

    def test_a_day_of_rest_is_never_counted_as_day_of_posting(self) -> None:
        """Posted on Saturday 2023-10-14: 16, 17, 18, 19 are four, the 20th makes five."""
        for option in ("next_day", "posting_day"):
            chosen = {"publicity_first_day": option}
            until = [*way("county_reviewed"), event("county_publicity_started", "2023-10-14")]
            ended = [
                event("county_publicity_ended", day, objections="none")
                for day in ("2023-10-19", "2023-10-20")
            ]
            assert last([*until, ended[0]], readings=chosen) == "no: PUBLICITY_TOO_SHORT"
            assert last([*until, ended[1]], readings=chosen) == "ok"

    @pytest.mark.parametrize("end", ["2023-10-09", "2023-10-16"])
    @pytest.mark.parametrize("option", ["counts_as_none", "blocks"])
    def test_an_upheld_objection_ends_it_however_short(self, end: str, option: str) -> None:
        shown = [*way("county_reviewed"), *publicity("county", "2023-10-09", end, "upheld")]
        assert last(shown, readings={"dismissed_objection": option}) == "ok"
        assert status(shown, readings={"dismissed_objection": option}) == "declined"

    def test_a_dismissed_objection_counts_as_none(self) -> None:
        short = [
            *way("county_reviewed"),
            *publicity("county", "2023-10-09", "2023-10-13", "dismissed"),
        ]
        assert last(short) == "no: PUBLICITY_TOO_SHORT"

    @pytest.mark.parametrize("end", ["2023-10-09", "2023-10-16"])
    def test_a_dismissed_objection_blocks(self, end: str) -> None:
        """However long it was, it must be held again; its length then does not matter."""
        chosen = {"dismissed_objection": "blocks"}
        shown = [*way("county_reviewed"), *publicity("county", "2023-10-09", end, "dismissed")]
        assert last(shown, readings=chosen) == "ok"
        assert status(shown, readings=chosen) == "county_passed"
        # again: 18, 19, 20, 23, 24 October
        again = [*shown, *publicity("county", "2023-10-17", "2023-10-24")]
        assert last(again, readings=chosen) == "ok"
        assert status(again, readings=chosen) == "county_publicity_over"

    def test_recommended_after_the_last_day(self) -> None:
        ended = way("county_publicity_ended")  # 2023-10-16
        early = [*ended, event("county_recommended", "2023-10-16")]
        assert last(early) == "no: PUBLICITY_NOT_OVER"
        assert kept(early) == "ok, with PUBLICITY_NOT_OVER"
        assert status(early, irregular="keep") == "recommended"
        assert last([*ended, event("county_recommended", "2023-10-17")]) == "ok"

    def test_nothing_is_decided_on_days_that_no_notice_has_arranged(self) -> None:
        """On 2024-11-11 the days to 2024-12-28 were known: 25, 26 and 27 December are three.

        30 and 31 December may be worked or free, and so may the weekend's 29th.
        """
        until = [*way("county_reviewed", year=2024)]
        shown = [*until, *publicity("county", "2024-12-24", "2024-12-31")]
        assert last(shown, known_on="2024-11-11") == "unknown: CALENDAR_NOT_PUBLISHED"
        assert kept(shown, known_on="2024-11-11") == "ok, with CALENDAR_NOT_PUBLISHED"
        over = status(shown, irregular="keep", known_on="2024-11-11")
        assert over == "county_publicity_over"
        assert last(shown, known_on="2024-11-12") == "ok"  # 25 26 27 30 31: five

    def test_what_the_known_days_settle_is_decided(self) -> None:
        """17, 18, 19, 20, 23 December are five; 27, 29, 30, 31 would be four at best."""
        until = [*way("county_reviewed", year=2024)]
        enough = [*until, *publicity("county", "2024-12-16", "2024-12-31")]
        assert last(enough, known_on="2024-11-11") == "ok"
        short = [*until, *publicity("county", "2024-12-26", "2024-12-31")]
        assert last(short, known_on="2024-11-11") == "no: PUBLICITY_TOO_SHORT"

    def test_an_upheld_objection_needs_no_calendar(self) -> None:
        until = [*way("county_reviewed", year=2024)]
        shown = [*until, *publicity("county", "2024-12-24", "2024-12-31", "upheld")]
        assert last(shown, known_on="2024-11-11") == "ok"

    def test_a_calendar_of_ones_own(self) -> None:
        """10 October is made free: 11, 12, 13 and 16 are four."""
        own = {"from": "2023-09-01", "to": "2023-12-31", "days": [["2023-10-10", "holiday"]]}
        shown = way("county_publicity_ended")
        assert last(shown, calendar=own, known_on=None) == "no: PUBLICITY_TOO_SHORT"


class TestAssessment:
    """第六条第（三）项.

    市级认定。市人社部门对县（区）推荐的社区进行综合达标评定，经过审核、考评、公示等程序后认定。
    """

    @pytest.mark.parametrize(
        ("changed", "becomes"),
        [
            ({"score": 90}, "city_passed"),
            ({"score": 100}, "city_passed"),
            ({"score": 89}, "declined"),
            ({"eligible": False}, "declined"),
            ({"passed": False}, "declined"),
        ],
    )
    def test_ninety_points_and_the_assessment(self, changed: dict[str, Any], becomes: str) -> None:
        assert status([*way("county_recommended"), city_reviewed(**changed)]) == becomes

    def test_the_citys_score_is_another_than_the_countys(self) -> None:
        events = way("county_recommended")
        assert events[1]["score"] == 92
        assert status([*events, city_reviewed(score=89)]) == "declined"

    def test_step_by_step(self) -> None:
        assert status(way("city_publicity_started")) == "city_publicity"
        assert status(way("city_publicity_ended")) == "city_publicity_over"

    @pytest.mark.parametrize("end", ["2023-11-06", "2023-11-10"])
    def test_the_citys_publicity_has_no_minimum(self, end: str) -> None:
        """Posted on Monday 2023-11-06: 7, 8, 9, 10 are four."""
        shown = [*way("city_reviewed"), *publicity("city", "2023-11-06", end)]
        assert last(shown) == "ok, with CITY_PUBLICITY_UNDER_FIVE"
        assert kept(shown) == "ok, with CITY_PUBLICITY_UNDER_FIVE"
        assert status(shown) == "city_publicity_over"

    @pytest.mark.parametrize("end", ["2023-11-06", "2023-11-10"])
    def test_or_five_working_days(self, end: str) -> None:
        chosen = {"city_publicity_minimum": "five_workdays"}
        shown = [*way("city_reviewed"), *publicity("city", "2023-11-06", end)]
        assert last(shown, readings=chosen) == "no: PUBLICITY_TOO_SHORT"
        assert kept(shown, readings=chosen) == "ok, with PUBLICITY_TOO_SHORT"

    @pytest.mark.parametrize("option", ["no_minimum", "five_workdays"])
    def test_five_are_enough_for_both(self, option: str) -> None:
        shown = way("city_publicity_ended")  # 7 8 9 10 13 November
        assert last(shown, readings={"city_publicity_minimum": option}) == "ok"

    def test_the_day_of_posting_counts_here_too(self) -> None:
        shown = [*way("city_reviewed"), *publicity("city", "2023-11-06", "2023-11-10")]
        assert last(shown, readings={"publicity_first_day": "posting_day"}) == "ok"

    @pytest.mark.parametrize("option", ["no_minimum", "five_workdays"])
    def test_objections(self, option: str) -> None:
        minimum = {"city_publicity_minimum": option}
        upheld = [*way("city_reviewed"), *publicity("city", "2023-11-06", "2023-11-06", "upheld")]
        assert last(upheld, readings=minimum) == "ok"
        assert status(upheld, readings=minimum) == "declined"
        dismissed = [
            *way("city_reviewed"),
            *publicity("city", "2023-11-06", "2023-11-06", "dismissed"),
        ]
        blocks = minimum | {"dismissed_objection": "blocks"}
        assert last(dismissed, readings=blocks) == "ok"
        assert status(dismissed, readings=blocks) == "city_passed"

    def test_a_dismissed_objection_counts_as_none(self) -> None:
        long = [*way("city_reviewed"), *publicity("city", "2023-11-06", "2023-11-13", "dismissed")]
        assert last(long) == "ok"
        assert status(long) == "city_publicity_over"
        short = [*long[:-1], long[-1] | {"on": "2023-11-10"}]
        assert last(short) == "ok, with CITY_PUBLICITY_UNDER_FIVE"

    def test_a_notice_never_stops_what_the_calendar_does_not_reach(self) -> None:
        """25, 26, 27 December and perhaps 29, 30, 31: three to six."""
        shown = [*way("city_reviewed", year=2024), *publicity("city", "2024-12-24", "2024-12-31")]
        chosen = {"city_publicity_minimum": "five_workdays"}
        assert last(shown, known_on="2024-11-11") == "ok, with CALENDAR_NOT_PUBLISHED"
        five = last(shown, known_on="2024-11-11", readings=chosen)
        assert five == "unknown: CALENDAR_NOT_PUBLISHED"
        kept_so = kept(shown, known_on="2024-11-11", readings=chosen)
        assert kept_so == "ok, with CALENDAR_NOT_PUBLISHED"

    def test_the_whole_way(self) -> None:
        assert steps(way()) == ["ok"] * 9
        assert output(way())["communities"] == {
            "c": {"status": "recognised", "open": [], "titled": True, "name": "甲", "levels": []}
        }

    def test_a_title_does_not_shorten_the_way(self) -> None:
        assert last([*carried(), applied()]) == "no: TRANSITION_FORBIDDEN"


def test_the_words_are_the_notices_own() -> None:
    assert quotes(globals())
