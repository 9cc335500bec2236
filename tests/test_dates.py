"""Dates, numbers and years at the border: what passes, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from pydantic import TypeAdapter, ValidationError

from zhangye_fes import InvalidInput, dates
from zhangye_fes.dates import IsoDate, a_date, a_number, a_year

DATE = TypeAdapter[dt.date](IsoDate)
MORNING = dt.datetime(2023, 9, 4, 8, 0, tzinfo=dt.UTC)
IN_FULL = "a date written YYYY-MM-DD, from 2000 to 2100"


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as told:
        call()
    return str(told.value)


def test_what_the_module_offers() -> None:
    assert dir(dates) == [
        "IsoDate",
        "a_date",
        "a_number",
        "a_year",
        "from_zero",
        "writable",
        "written_date",
    ]


class TestIsoDate:
    """The type of every date in a result."""

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2023-09-04", dt.date(2023, 9, 4)),
            ("2024-02-29", dt.date(2024, 2, 29)),
            ("2000-01-01", dt.date(2000, 1, 1)),
            ("2100-12-31", dt.date(2100, 12, 31)),
        ],
    )
    def test_is_written_in_one_way(self, text: str, date: dt.date) -> None:
        assert DATE.validate_python(text) == DATE.validate_json(f'"{text}"') == date
        assert DATE.validate_python(date) == date
        assert DATE.dump_json(date) == f'"{text}"'.encode()

    @pytest.mark.parametrize(
        "given",
        [
            *("20230904", "1696118400", "2023-9-4", "2023-09-4", "2023-W36-1", "2023-247"),
            *("2023-09-04T00:00:00", "2023-09-04 00:00", "2023-09-04Z", "2023/09/04", "2023.09.04"),
            *(" 2023-09-04", "2023-09-04 ", "2023-09-04\n", "２０２３-０９-０４", "23-09-04"),
            *("2023-02-29", "2023-02-30", "2023-13-01", "2023-00-10", "2023-01-00", "0000-01-01"),
            *("1999-12-31", "2101-01-01", "-2023-09-04", "", "today", "2023年9月4日"),
            *(20230904, 1696118400, 0, 1.5, True, None, ["2023-09-04"], {"date": "2023-09-04"}),
            *(b"2023-09-04", dt.date(1999, 12, 31), dt.date(2101, 1, 1)),
        ],
    )
    def test_is_nothing_else(self, given: object) -> None:
        with pytest.raises(ValidationError) as told:
            DATE.validate_python(given)
        (error,) = told.value.errors()
        assert error["msg"] == f"Value error, {IN_FULL}"

    def test_has_no_time_of_day(self) -> None:
        for given in (MORNING, MORNING.replace(hour=0, tzinfo=None)):
            with pytest.raises(ValidationError, match="a date without a time of day"):
                DATE.validate_python(given)

    def test_says_so_in_the_schema(self) -> None:
        schema = DATE.json_schema()
        assert (schema["type"], schema["format"]) == ("string", "date")

    @pytest.mark.parametrize(
        ("written", "fits"),
        [
            ("1999-12-31", False),
            ("2000-01-01", True),
            ("2099-12-31", True),
            ("2100-12-31", True),
            ("2101-01-01", False),
            ("02024-01-01", False),
        ],
    )
    def test_says_in_the_schema_which_years(self, written: str, fits: bool) -> None:
        assert bool(re.search(DATE.json_schema()["pattern"], written)) is fits


class TestADate:
    """The check of every date that is an argument."""

    @pytest.mark.parametrize("day", [dt.date(2000, 1, 1), dt.date(2100, 12, 31)])
    def test_passes(self, day: dt.date) -> None:
        assert a_date(day, "posted") is day

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("2024-01-01", "'2024-01-01'"),
            (20240101, "20240101"),
            (None, "None"),
            (True, "True"),
            (dt.date(1999, 12, 31), "datetime.date(1999, 12, 31)"),
            (dt.date(2101, 1, 1), "datetime.date(2101, 1, 1)"),
            (dt.time(8, 0), "datetime.time(8, 0)"),
            ("x" * 99, "'" + "x" * 59),
            pytest.param(10**5000, "a number of thousands of digits", id="long"),
        ],
    )
    def test_says_what_is_wrong(self, given: object, shown: str) -> None:
        expected = f"posted: given {shown}, expected a datetime.date, from 2000 to 2100"
        assert refusal(lambda: a_date(given, "posted")) == expected

    def test_has_no_time_of_day(self) -> None:
        assert refusal(lambda: a_date(MORNING, "posted")) == (
            f"posted: given {MORNING!r}, expected a date without a time of day"
        )

    def test_the_kind_of_problem_is_stable(self) -> None:
        for given in (MORNING, "2024-01-01"):
            with pytest.raises(InvalidInput) as told:
                a_date(given, "posted")
            assert [(each.field, each.kind) for each in told.value.problems] == [("posted", "date")]


NOT_NUMBERS = [
    ("5", "'5'"),
    (5.0, "5.0"),
    (True, "True"),
    (None, "None"),
    ([5], "[5]"),
    pytest.param(10**5000, "a number of thousands of digits", id="long"),
    pytest.param(-(10**5000), "a number of thousands of digits", id="long-negative"),
]


class TestANumber:
    """The check of every number of days or months."""

    @pytest.mark.parametrize("number", [1, 5, 999])
    def test_passes(self, number: int) -> None:
        assert a_number(number, "n") == number

    @pytest.mark.parametrize(
        ("given", "shown"),
        [(0, "0"), (-1, "-1"), (1000, "1000"), (10**20, "1" + "0" * 20), *NOT_NUMBERS],
    )
    def test_says_what_is_wrong(self, given: object, shown: str) -> None:
        expected = f"n: given {shown}, expected a whole number from 1 to 999"
        assert refusal(lambda: a_number(given, "n")) == expected


class TestAYear:
    """The check of every year."""

    @pytest.mark.parametrize("year", [2000, 2023, 2100])
    def test_passes(self, year: int) -> None:
        assert a_year(year, "year") == year

    @pytest.mark.parametrize(
        ("given", "shown"), [(1999, "1999"), (2101, "2101"), (0, "0"), *NOT_NUMBERS]
    )
    def test_says_what_is_wrong(self, given: object, shown: str) -> None:
        expected = f"year: given {shown}, expected a year from 2000 to 2100"
        assert refusal(lambda: a_year(given, "year")) == expected
