"""What a table is made of, and how one is changed for analysis."""

from __future__ import annotations

import json
from typing import Any

import pytest

from zhangye_fes import ANNEX_2, FesError, table
from zhangye_fes.clauses import Award, Band, Bands, DeductEach, IsTrue, RateAtLeast, Void
from zhangye_fes.errors import InvalidRubric


class TestTable:
    """A row is found by its id."""

    def test_an_unknown_row(self) -> None:
        with pytest.raises(KeyError, match=r"6\.1"):
            ANNEX_2["6.1"]


class TestReplace:
    """A what-if: what is named changes, all else stays."""

    def test_clauses(self) -> None:
        effect = Void(RateAtLeast("hard_to_employ_employment", 90))
        changed = ANNEX_2.replace("90 %", clauses={"HARD_TO_EMPLOY": effect})
        assert changed.name == "90 %"
        assert changed["3.3"].clauses[0].effect == effect
        assert changed["3.3"].clauses[0].citation == ANNEX_2["3.3"].clauses[0].citation
        others = [row for row in ANNEX_2.rows if row.id != "3.3"]
        assert [row for row in changed.rows if row.id != "3.3"] == others
        assert ANNEX_2["3.3"].clauses[0].effect != effect

    def test_standards_within_a_project(self) -> None:
        changed = ANNEX_2.replace("x", standards={"5.2": 6, "5.3": 4})
        assert [changed[row].standard for row in ("5.1", "5.2", "5.3")] == [5, 6, 4]

    def test_standards_and_projects(self) -> None:
        changed = ANNEX_2.replace("x", standards={"1": 15, "2": 15}, projects={"1": 15, "2": 15})
        assert [each.points for each in changed.projects] == [15, 15, 40, 15, 15]

    @pytest.mark.parametrize("mark", [1, 85, 100])
    def test_pass_mark(self, mark: int) -> None:
        assert ANNEX_2.replace("x", pass_mark=mark).pass_mark == mark

    def test_the_name_is_in_the_hash_of_the_table(self) -> None:
        one, two = ANNEX_2.replace("one"), ANNEX_2.replace("two")
        assert one.ref.name == "one"
        assert one.ref.sha256 != two.ref.sha256
        assert one.ref.sha256 == ANNEX_2.replace("one").ref.sha256
        assert len({one, two, ANNEX_2.replace("one")}) == 2

    def test_every_what_if_is_json(self) -> None:
        changed = ANNEX_2.replace(
            "x", clauses={"LEDGERS_MISSING": DeductEach(4, "ledgers_missing", 2)}
        )
        told = json.loads(json.dumps(changed.to_dict()))
        assert told["rows"][1]["clauses"][0]["effect"] == {
            "kind": "deduct_each",
            "points": 4,
            "fact": "ledgers_missing",
            "most": 2,
        }


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"clauses": {"HALL": Void(IsTrue("service_hall"))}}, "附件2 has no clause 'HALL'"),
    ({"standards": {"3": 40}}, "附件2 has no row '3'"),
    ({"projects": {"6": 1}}, "附件2 has no project '6'"),
    ({"standards": {"3.3": 6}}, "project 3: rows give 41 points, the project 40"),
    ({"projects": {"3": 41}}, "project 3: rows give 40 points, the project 41"),
    (
        {"standards": {"3.3": 6}, "projects": {"3": 41}},
        "the projects give 101 points, the table 100",
    ),
    ({"pass_mark": 0}, "pass mark 0, give 1 to 100"),
    ({"pass_mark": 101}, "pass mark 101, give 1 to 100"),
    ({"standards": {"5.2": 10, "5.3": 0}}, "row 5.3: standard 0, give 1 to 100"),
    (
        {"clauses": {"UNEMPLOYED_SERVICES": Award(11, IsTrue("unemployed_services_provided"))}},
        "row 3.2: clauses give 11 points, the row has 10",
    ),
    (
        {"clauses": {"TRAINING": Bands("training", (Band(6, 90, closed=True),))}},
        "row 4.1: clauses give 6 points, the row has 5",
    ),
]


class TestRefused:
    """What does not exist or does not add up is refused, with the reason."""

    @pytest.mark.parametrize(("changes", "words"), REFUSED, ids=[words for _, words in REFUSED])
    def test_with_the_exact_words(self, changes: dict[str, Any], words: str) -> None:
        with pytest.raises(InvalidRubric) as caught:
            ANNEX_2.replace("x", **changes)
        assert str(caught.value) == words
        assert isinstance(caught.value, FesError)


def test_the_module_lists_its_names() -> None:
    assert dir(table) == sorted(table.__all__)
