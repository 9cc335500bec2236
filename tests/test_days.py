"""Kinds of days, spans of them, and tables of days: read, put in order, or refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from zhangye_fes import InvalidInput, days
from zhangye_fes.days import Certainty, DateSpan, Day, DayKind, DayRule, checked, read_rules

if TYPE_CHECKING:
    from collections.abc import Callable

HOLIDAY, MADE_UP = DayKind.HOLIDAY, DayKind.MAKEUP_WORKDAY
MORNING = dt.datetime(2024, 2, 10, 8, 0, tzinfo=dt.UTC)
SATURDAY, SUNDAY, MONDAY = dt.date(2027, 1, 2), dt.date(2027, 1, 3), dt.date(2027, 1, 4)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as told:
        call()
    return str(told.value)


def test_what_the_module_offers() -> None:
    assert dir(days) == sorted(days.__all__)
    assert set(days.__all__) == {
        *("Calendar", "Certainty", "DateSpan", "Day", "DayKind", "DayRule"),
        *("checked", "read_rules"),
    }


def test_the_names_that_go_into_json() -> None:
    assert [*DayKind] == ["workday", "weekend", "holiday", "makeup_workday"]
    assert [*Certainty] == ["published", "provisional"]


class TestDateSpan:
    """Days from the first to the last."""

    def test_of_several_days(self) -> None:
        span = DateSpan(dt.date(2024, 2, 28), dt.date(2024, 3, 1))
        assert list(span) == [dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2024, 3, 1)]
        assert len(span) == 3
        assert str(span) == "2024-02-28…2024-03-01"

    @pytest.mark.parametrize(
        ("day", "inside"),
        [
            (dt.date(2024, 2, 27), False),
            (dt.date(2024, 2, 28), True),
            (dt.date(2024, 3, 1), True),
            (dt.date(2024, 3, 2), False),
        ],
    )
    def test_has_both_ends(self, day: dt.date, inside: bool) -> None:
        assert (day in DateSpan(dt.date(2024, 2, 28), dt.date(2024, 3, 1))) is inside

    def test_of_one_day(self) -> None:
        span = DateSpan(SATURDAY, SATURDAY)
        assert (list(span), len(span), str(span)) == ([SATURDAY], 1, "2027-01-02")

    def test_of_none(self) -> None:
        span = DateSpan(SUNDAY, SATURDAY)
        assert (list(span), len(span), SATURDAY in span) == ([], 0, False)
        assert str(span) == "2027-01-03…2027-01-02"

    def test_a_time_of_day_is_in_none(self) -> None:
        with pytest.raises(TypeError):
            _ = MORNING in DateSpan(SATURDAY, SUNDAY)

    def test_is_a_value(self) -> None:
        assert DateSpan(SATURDAY, SUNDAY) == DateSpan(SATURDAY, SUNDAY)
        assert len({DateSpan(SATURDAY, SUNDAY), DateSpan(SATURDAY, SUNDAY)}) == 1


class TestDay:
    """One day."""

    def test_an_ordinary_one_has_no_festival_and_is_settled(self) -> None:
        day = Day(MONDAY, is_workday=True, kind=DayKind.WORKDAY)
        assert (day.name, day.notice, day.certainty) == ("", "", Certainty.PUBLISHED)


class TestTables:
    """What :func:`read_rules` reads."""

    def test_all_columns(self) -> None:
        table = (
            "date,kind,name,notice,issued\n"
            "2027-01-01,holiday,元旦,国办发明电〔2026〕0号,2026-11-10\n"
            "2027-01-03,makeup_workday,元旦,国办发明电〔2026〕0号,2026-11-10\n"
        )
        common = ("元旦", "国办发明电〔2026〕0号", dt.date(2026, 11, 10))
        assert read_rules(table) == (
            DayRule(dt.date(2027, 1, 1), HOLIDAY, *common),
            DayRule(SUNDAY, MADE_UP, *common),
        )

    @pytest.mark.parametrize(
        "table",
        [
            "date,kind\n2027-01-01,holiday\n2027-01-03,makeup_workday\n",
            "date,kind\n2027-01-01,holiday\n2027-01-03,makeup_workday",
            "date,kind\r\n2027-01-01,holiday\r\n\r\n2027-01-03,makeup_workday\r\n\r\n",
            "\ufeffdate,kind\n2027-01-01,holiday\n2027-01-03,makeup_workday\n",
            '"date","kind"\n"2027-01-01","holiday"\n"2027-01-03","makeup_workday"\n',
            "date,kind\n2027-01-03,makeup_workday\n2027-01-01,holiday\n",
            "date,kind,issued\n2027-01-01,holiday,\n2027-01-03,makeup_workday,\n",
            "date,kind\n2027-01-01,holiday\n2027-01-03,makeup_workday\n2027-01-01,holiday\n",
        ],
    )
    def test_two_columns_are_enough_and_forms_do_not_matter(self, table: str) -> None:
        assert read_rules(table) == (
            DayRule(dt.date(2027, 1, 1), HOLIDAY, "", "", None),
            DayRule(SUNDAY, MADE_UP, "", "", None),
        )

    def test_the_other_columns_may_stand_in_any_order(self) -> None:
        (rule,) = read_rules("date,kind,issued,name\n2027-01-01,holiday,2026-11-10,元旦\n")
        assert rule == (dt.date(2027, 1, 1), HOLIDAY, "元旦", "", dt.date(2026, 11, 10))

    def test_a_header_alone_has_no_days(self) -> None:
        assert read_rules("date,kind\n") == ()

    def test_of_one_day_the_later_issued_is_last(self) -> None:
        table = (
            "date,kind,issued\n"
            "2027-01-03,holiday,2027-01-01\n"
            "2027-01-01,holiday,2026-11-10\n"
            "2027-01-03,makeup_workday,2026-11-10\n"
            "2027-01-03,holiday,\n"
        )
        assert [(rule.date.day, rule.kind, rule.issued) for rule in read_rules(table)] == [
            (1, "holiday", dt.date(2026, 11, 10)),
            (3, "holiday", None),
            (3, "makeup_workday", dt.date(2026, 11, 10)),
            (3, "holiday", dt.date(2027, 1, 1)),
        ]


HEAD = "date,kind,name,notice,issued"
EXPECTED_HEAD = f"expected a header such as {HEAD}"
EXPECTED_DATE = "expected a date written YYYY-MM-DD, from 2000 to 2100"
EXPECTED_KIND = "expected holiday or makeup_workday"


class TestRefusals:
    """Every way in which a table is malformed, with its line and column."""

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ("", f"line 1: given nothing, {EXPECTED_HEAD}"),
            ("\n", f"line 1: given nothing, {EXPECTED_HEAD}"),
            ("date", f"line 1: given date, {EXPECTED_HEAD}"),
            ("kind,date\n", f"line 1: given kind,date, {EXPECTED_HEAD}"),
            ("Date,kind\n", f"line 1: given Date,kind, {EXPECTED_HEAD}"),
            ("date,kind,\n", f"line 1: given date,kind,, {EXPECTED_HEAD}"),
            ("date;kind\n", f"line 1: given date;kind, {EXPECTED_HEAD}"),
            ("date,kind,note\n", f"line 1: given date,kind,note, {EXPECTED_HEAD}"),
            ("date,kind,name,name\n", f"line 1: given date,kind,name,name, {EXPECTED_HEAD}"),
            ("date,kind,kind\n", f"line 1: given date,kind,kind, {EXPECTED_HEAD}"),
            ("2027-01-01,holiday\n", f"line 1: given 2027-01-01,holiday, {EXPECTED_HEAD}"),
            ("x" * 99, f"line 1: given {'x' * 60}, {EXPECTED_HEAD}"),
        ],
    )
    def test_the_header(self, table: str, said: str) -> None:
        assert refusal(lambda: read_rules(table)) == said

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("2027-01-01", "line 3: given 1 cells, expected 5 cells"),
            ("2027-01-01,holiday", "line 3: given 2 cells, expected 5 cells"),
            ("2027-01-01,holiday,,,,", "line 3: given 6 cells, expected 5 cells"),
            (" ", "line 3: given 1 cells, expected 5 cells"),
            ("2027-01-01,,,,", f"line 3, kind: given '', {EXPECTED_KIND}"),
            ("2027-01-01,Holiday,,,", f"line 3, kind: given 'Holiday', {EXPECTED_KIND}"),
            ("2027-01-04,workday,,,", f"line 3, kind: given 'workday', {EXPECTED_KIND}"),
            ("2027-01-02,weekend,,,", f"line 3, kind: given 'weekend', {EXPECTED_KIND}"),
            ("2027-01-01,休,,,", f"line 3, kind: given '休', {EXPECTED_KIND}"),
            (f"2027-01-01,{'x' * 99},,,", f"line 3, kind: given '{'x' * 60}', {EXPECTED_KIND}"),
            (",holiday,,,", f"line 3, date: given '', {EXPECTED_DATE}"),
            ("2027-1-1,holiday,,,", f"line 3, date: given '2027-1-1', {EXPECTED_DATE}"),
            ("20270101,holiday,,,", f"line 3, date: given '20270101', {EXPECTED_DATE}"),
            ("2027-W01-1,holiday,,,", f"line 3, date: given '2027-W01-1', {EXPECTED_DATE}"),
            ("2027-02-29,holiday,,,", f"line 3, date: given '2027-02-29', {EXPECTED_DATE}"),
            (" 2027-01-01,holiday,,,", f"line 3, date: given ' 2027-01-01', {EXPECTED_DATE}"),
            ("1999-12-31,holiday,,,", f"line 3, date: given '1999-12-31', {EXPECTED_DATE}"),
            ("2101-01-01,holiday,,,", f"line 3, date: given '2101-01-01', {EXPECTED_DATE}"),
            ("9999-12-31,holiday,,,", f"line 3, date: given '9999-12-31', {EXPECTED_DATE}"),
            ("2027-01-01,holiday,,,x", f"line 3, issued: given 'x', {EXPECTED_DATE}"),
            ("2027-01-01,holiday,,, ", f"line 3, issued: given ' ', {EXPECTED_DATE}"),
            (
                "2027-01-01,holiday,,,2026-11-10T08:00",
                f"line 3, issued: given '2026-11-10T08:00', {EXPECTED_DATE}",
            ),
        ],
    )
    def test_a_row(self, row: str, said: str) -> None:
        table = f"{HEAD}\n2027-05-01,holiday,,,\n{row}\n2027-10-01,holiday,,,\n"
        assert refusal(lambda: read_rules(table)) == said

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ('"date"x,kind\n', "line 1: given ',' expected after '\"', expected CSV"),
            ('date,"kind', "line 1: given unexpected end of data, expected CSV"),
            (
                'date,kind\n2027-01-01,"holiday"x\n',
                "line 2: given ',' expected after '\"', expected CSV",
            ),
            (
                'date,kind\n2027-01-01,"holiday\n',
                "line 2: given unexpected end of data, expected CSV",
            ),
            (
                f"date,kind\n2027-01-01,{'x' * 200_000}\n",
                "line 2: given field larger than field limit (131072), expected CSV",
            ),
        ],
    )
    def test_no_csv(self, table: str, said: str) -> None:
        assert refusal(lambda: read_rules(table)) == said

    @pytest.mark.parametrize("day", [dt.date(2027, 1, 4 + n) for n in range(5)])
    def test_a_makeup_day_within_the_week(self, day: dt.date) -> None:
        table = f"date,kind\n{day},makeup_workday\n"
        assert refusal(lambda: read_rules(table)) == (
            f"{day}: given a make-up day, expected a Saturday or Sunday"
        )

    @pytest.mark.parametrize(
        "again",
        [
            "2027-01-02,makeup_workday,元旦,甲,2026-11-10",
            "2027-01-02,holiday,春节,甲,2026-11-10",
            "2027-01-02,holiday,元旦,乙,2026-11-10",
        ],
    )
    def test_one_notice_says_two_things(self, again: str) -> None:
        table = f"{HEAD}\n2027-01-02,holiday,元旦,甲,2026-11-10\n{again}\n"
        assert refusal(lambda: read_rules(table)) == (
            "2027-01-02: given two rules, expected one of each notice"
        )

    def test_kinds_of_problems_are_stable(self) -> None:
        for table, kind in [
            ("", "table"),
            ("date,kind\nx,holiday\n", "table"),
            ("date,kind\n2027-01-04,makeup_workday\n", "makeup"),
            ("date,kind\n2027-01-02,makeup_workday\n2027-01-02,holiday\n", "twice"),
        ]:
            with pytest.raises(InvalidInput) as told:
                read_rules(table)
            assert [each.kind for each in told.value.problems] == [kind]


class TestChecked:
    """What :func:`checked` refuses of rules that were made otherwise than by a table."""

    def test_one_rule_given_twice_is_one(self) -> None:
        rule = DayRule(SUNDAY, MADE_UP)
        assert checked([rule, DayRule(MONDAY, HOLIDAY), rule]) == (rule, DayRule(MONDAY, HOLIDAY))

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            (DayRule(MONDAY, DayKind.WORKDAY), f"2027-01-04: given workday, {EXPECTED_KIND}"),
            (DayRule(SATURDAY, DayKind.WEEKEND), f"2027-01-02: given weekend, {EXPECTED_KIND}"),
            (
                DayRule(MORNING, HOLIDAY),
                f"date: given {MORNING!r}, expected a date without a time of day",
            ),
            (
                DayRule(MONDAY, HOLIDAY, "", "", MORNING),
                f"issued: given {MORNING!r}, expected a date without a time of day",
            ),
        ],
    )
    def test_what_is_no_rule(self, rule: DayRule, said: str) -> None:
        assert refusal(lambda: checked([rule])) == said

    @pytest.mark.parametrize("day", ["2027-01-04", dt.date(1999, 12, 31), None])
    def test_what_is_no_date(self, day: Any) -> None:  # noqa: ANN401 - what no type lets pass
        assert refusal(lambda: checked([DayRule(day, HOLIDAY)])) == (
            f"date: given {day!r}, expected a datetime.date, from 2000 to 2100"
        )
