"""第十七条, validity: from when to when the notice is in force."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest

from zhangye_fes import Readings
from zhangye_fes.regulation import ISSUED, VALID_YEARS, lines
from zhangye_fes.workdays import in_force

CORRESPONDING = Readings(validity_last_day="corresponding_day")
DAY_BEFORE = Readings(validity_last_day="day_before")


class TestValidityOfFiveYears:
    """From its issue, for five years.

    本办法自发布之日起施行，有效期5年。
    """

    def test_is_the_figure_of_the_text(self) -> None:
        (figure,) = re.findall(r"有效期(\d+)年", lines()["art17"])
        assert int(figure) == VALID_YEARS
        last = in_force(ISSUED, CORRESPONDING).last_day
        assert last == ISSUED.replace(year=ISSUED.year + int(figure)) == dt.date(2028, 9, 4)

    def test_the_default_has_the_corresponding_day_in_force(self) -> None:
        assert Readings() == CORRESPONDING

    @pytest.mark.parametrize(
        ("date", "corresponding", "day_before", "contested"),
        [
            (dt.date(2023, 9, 3), False, False, False),
            (dt.date(2023, 9, 4), True, True, False),  # 自发布之日起
            (dt.date(2026, 1, 1), True, True, False),
            (dt.date(2028, 9, 3), True, True, False),
            (dt.date(2028, 9, 4), True, False, True),
            (dt.date(2028, 9, 5), False, False, False),
        ],
    )
    def test_in_force_or_not(
        self, date: dt.date, corresponding: bool, day_before: bool, contested: bool
    ) -> None:
        assert in_force(date, CORRESPONDING).in_force is corresponding
        assert in_force(date, DAY_BEFORE).in_force is day_before
        for readings in (CORRESPONDING, DAY_BEFORE):
            assert in_force(date, readings).contested is contested

    def test_first_and_last_day(self) -> None:
        for readings, last in [
            (CORRESPONDING, dt.date(2028, 9, 4)),
            (DAY_BEFORE, dt.date(2028, 9, 3)),
        ]:
            found = in_force(dt.date(2026, 1, 1), readings)
            assert (found.first_day, found.last_day) == (dt.date(2023, 9, 4), last)

    def test_cites_the_article(self) -> None:
        assert in_force(ISSUED).citations == ("art17",)


def test_the_docstring_is_the_clause() -> None:
    quoted = "".join((inspect.getdoc(TestValidityOfFiveYears) or "").splitlines()[1:])
    assert quoted
    assert quoted in lines()["art17"]
