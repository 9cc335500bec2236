"""A title as it stands: names, levels and stretches after each event."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.histories import Json, event, recognised
from zhangye_fes import title
from zhangye_fes.events import event_of
from zhangye_fes.readings import DEFAULT
from zhangye_fes.standing import LevelSpan
from zhangye_fes.title import Title, after, placed

GIVEN = dt.date(2024, 7, 1)


def grown(*happened: Json) -> Title:
    found = Title("c")
    for each in happened:
        found = after(found, event_of(each), DEFAULT)
    return found


class TestNames:
    """The name before is kept, unless it is the same."""

    @pytest.mark.parametrize(
        ("before", "now", "former"),
        [(None, "乙", ()), ("乙", "乙", ()), ("乙", "丙", ("乙",)), ("丙", "乙", ("丙",))],
    )
    def test_former_ones(self, before: str | None, now: str, former: tuple[str, ...]) -> None:
        found = placed(Title("c", name=before), now, "甘州区", "东街街道")
        assert (found.name, found.former_names) == (now, former)


class TestLevels:
    """第三条: 省级, 国家级, conferred and withdrawn."""

    GIVEN = event("level_conferred", "c", str(GIVEN), level="provincial")

    def test_what_ended_is_kept_with_its_end(self) -> None:
        gone = event("level_withdrawn", "c", "2024-09-02", level="provincial")
        found = grown(*recognised(), self.GIVEN, gone)
        assert found.standing.levels == (
            LevelSpan(level="provincial", first=GIVEN, end=dt.date(2024, 9, 2)),
        )
        days = dt.date(2024, 9, 1), dt.date(2024, 9, 2)
        assert [found.standing.levels_on(day) for day in days] == [("provincial",), ()]

    def test_what_ended_on_its_first_day_never_was(self) -> None:
        gone = event("level_withdrawn", "c", str(GIVEN), level="provincial")
        assert grown(*recognised(), self.GIVEN, gone).standing.levels == ()


class TestStretches:
    """Between two events about the same matter nothing changes."""

    def test_a_rename_on_the_day_of_recognition_leaves_no_empty_stretch(self) -> None:
        renamed = event("renamed", "c", "2024-06-04", new_name="西街社区")
        (stretch,) = grown(*recognised(), renamed).standing.stretches
        assert (stretch.first, stretch.end, stretch.renaming) == (dt.date(2024, 6, 4), None, True)

    def test_a_later_one_ends_the_stretch_before(self) -> None:
        renamed = event("renamed", "c", "2024-06-05", new_name="西街社区")
        first, second = grown(*recognised(), renamed).standing.stretches
        assert first.end == second.first == dt.date(2024, 6, 5)


def test_the_module_lists_its_names() -> None:
    assert dir(title) == sorted(title.__all__)
