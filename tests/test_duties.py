"""Obligations in words, with and without a day."""

from __future__ import annotations

import datetime as dt

import pytest

from zhangye_fes import duties
from zhangye_fes.duties import TITLES, due_cells, unread
from zhangye_fes.messages import text
from zhangye_fes.obligations import Obligation
from zhangye_fes.register import Register

DAY = dt.date(2026, 10, 28)
CHANGE = Obligation(
    kind="change_report", community="c", due=DAY, overdue=True, who="community", provision="art10"
)


@pytest.mark.parametrize(
    ("changed", "chinese", "english"),
    [
        ({}, "2026-10-28 已逾期", "2026-10-28 overdue"),
        ({"overdue": False}, "2026-10-28", "2026-10-28"),
        ({"due": None, "overdue": False}, "未规定期限", "no term"),
        (
            {
                "due": None,
                "why": "calendar_not_published",
                "not_before": dt.date(2027, 1, 20),
                "overdue": None,
            },
            "放假安排尚未公布，不早于2027-01-20",
            "calendar not published yet, not before 2027-01-20",
        ),
    ],
)
def test_when(changed: dict[str, object], chinese: str, english: str) -> None:
    due = CHANGE.model_copy(update=changed)
    assert due_cells(due, "东街", "zh_CN")[0] == chinese
    assert due_cells(due, "东街", "en")[0] == english


def test_every_cell() -> None:
    told = due_cells(CHANGE.model_copy(update={"year": 2026}), "东街", "en")
    assert told[1:] == ("the community", "report the change", "东街", "2026", "Article 10")
    assert len(told) == len(TITLES)
    assert [text(each) for each in TITLES] == ["期限", "责任单位", "事项", "社区", "年度", "依据"]


def test_what_is_refused_was_read() -> None:
    early = {"type": "announced", "community": "c", "on": "2024-05-06"}
    assert unread(Register.replay([early, "x", {}])) == 2


def test_what_the_module_offers() -> None:
    assert dir(duties) == sorted(duties.__all__)
