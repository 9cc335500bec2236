"""The vectors of the kind ``score``: what they cover, and that a second formulation agrees."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests import annex2_by_hand
from tests.strategies import computed_readings
from zhangye_fes import ANNEX_2, Facts, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Vector = dict[str, Any]

FOLDER: Final = Path(__file__).parents[2] / "conformance/vectors/score"

DEFAULTS: Final = dict(reversed(computed_readings()))

THRESHOLDS: Final = {
    "zero_families": (100,),
    "reemployment": (90,),
    "hard_to_employ_employment": (95,),
    "disabled_registration": (90,),
    "disabled_employment": (90,),
    "retiree_service": (100,),
    "training": (50, 80, 90),
    "satisfaction": (75, 90),
}
"""Where the text tells rates apart."""

MOST_TOLD_APART: Final = {
    "qualified_staff": 3,
    "zero_family_members_unstable": 2,
    "valid_complaints": 2,
    "major_disputes": 2,
}
"""The count from which on the text tells counts no longer apart."""


@cache
def vectors(pattern: str) -> tuple[Vector, ...]:
    files = sorted(FOLDER.glob(pattern))
    return tuple(
        test for file in files for test in json.loads(file.read_text(encoding="utf-8"))["tests"]
    )


def hand_made() -> tuple[Vector, ...]:
    return vectors("[!g]*.json")


def generated() -> tuple[Vector, ...]:
    return vectors("generated-*.json")


def facts_of(vector: Vector) -> dict[str, Any]:
    """Every fact of a vector, a rate as a pair, what is not given as ``None``."""
    given = vector["input"]["facts"]
    found = {name: given.get(name) for name in Facts.model_fields}
    return {
        name: (value["num"], value["den"]) if isinstance(value, dict) else value
        for name, value in found.items()
    }


def cases(vector: Vector) -> Iterator[tuple[dict[str, str], Any]]:
    """What is expected under which readings."""
    if vector["level"] == "must":
        yield {}, vector["expect"]
    else:
        for each in vector["expect"]:
            yield each["when"], {key: value for key, value in each.items() if key != "when"}


def scored(pattern: str) -> Iterator[Vector]:
    """The vectors that are scored, not refused."""
    for vector in vectors(pattern):
        if "input" in vector and all(expected["outcome"] == "ok" for _, expected in cases(vector)):
            yield vector


# ── classes, told apart anew ───────────────────────────────────────────────────────────────────


def class_of(name: str, value: Any) -> str:  # noqa: ANN401 - a fact's value
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, tuple):
        num, den = value
        if den == 0:
            return "0/0"
        return " ".join(_side(num * 100 - den * each) + str(each) for each in THRESHOLDS[name])
    if name in MOST_TOLD_APART:
        return str(min(value, MOST_TOLD_APART[name]))
    return "4+" if value >= 4 else "2-3" if value >= 2 else str(value)


def _side(difference: int) -> str:
    return "=" if difference == 0 else "<" if difference < 0 else ">"


def classes_of(name: str) -> set[str]:
    """Every class that a fact can be of."""
    if name in THRESHOLDS:
        edges = THRESHOLDS[name]
        between = [
            " ".join(
                _side(at - place) + str(each)
                for place, each in zip(range(1, 9, 2), edges, strict=False)
            )
            for at in range(2 * len(edges) + (edges[-1] < 100))
        ]
        return {"None", *between, *(["0/0"] if name != "satisfaction" else [])}
    if name in MOST_TOLD_APART:
        return {"None", *map(str, range(MOST_TOLD_APART[name] + 1))}
    counted = {"ledgers_missing", "ledgers_outdated", "unregistered_unemployed"}
    return {"None", "0", "1", "2-3", "4+"} if name in counted else {"None", "True", "False"}


@cache
def held() -> dict[str, list[str]]:
    """The classes that the generated vectors hold, fact by fact."""
    facts = [facts_of(vector) for vector in generated()]
    return {name: [class_of(name, each[name]) for each in facts] for name in Facts.model_fields}


def together(names: Iterable[str]) -> set[tuple[str, ...]]:
    """The classes of some facts that meet in a generated vector."""
    return set(zip(*(held()[name] for name in names), strict=True))


class TestCoverage:
    """The generated vectors cover what they are made to cover."""

    @pytest.mark.parametrize("strength", [1, 2, 3])
    def test_all_combinations_of_classes_meet(self, strength: int) -> None:
        for names in combinations(Facts.model_fields, strength):
            want = set(product(*map(classes_of, names)))
            assert together(names) == want, names

    @pytest.mark.parametrize("row", [row.id for row in ANNEX_2.rows if row.id != "1"])
    def test_within_a_row_all_combinations_meet(self, row: str) -> None:
        names = [fact.name for fact in Facts.legend() if fact.row == row]
        want = set(product(*map(classes_of, names)))
        assert together(names) == want

    def test_within_the_first_row_all_combinations_of_what_is_known_meet(self) -> None:
        names = [fact.name for fact in Facts.legend() if fact.row == "1"]
        want = set(product(*(classes_of(name) - {"None"} for name in names)))
        assert together(names) >= want

    @pytest.mark.parametrize(
        ("name", "threshold"), [(name, each) for name in THRESHOLDS for each in THRESHOLDS[name]]
    )
    def test_the_nearest_fractions_are_tried(self, name: str, threshold: int) -> None:
        rates = {facts_of(vector)[name] for vector in vectors("generated-boundaries.json")}
        for den in (7, 100, 209, 999_999_999):
            around = range(threshold * den // 100 - 1, threshold * den // 100 + 2)
            steps = {num: num * 100 - den * threshold for num in around if num <= den}
            below = max(num for num, step in steps.items() if step < 0)
            above = [num for num, step in steps.items() if step > 0]
            at = [num for num, step in steps.items() if step == 0]
            for num in (below, *above[:1], *at):
                assert (num, den) in rates, (num, den)

    def test_every_option_of_every_computed_reading_matters_somewhere(self) -> None:
        for vectors_of in (hand_made, generated):
            named = {
                option
                for vector in vectors_of()
                if vector["level"] == "reading"
                for when, _ in cases(vector)
                for option in when.items()
            }
            assert named == set(computed_readings())


class TestHandMade:
    """The vectors made by hand, one topic a file."""

    def test_there_are_enough_of_them_and_each_has_its_derivation(self) -> None:
        assert len(hand_made()) >= 180
        assert all(len(vector["derivation"]) >= 5 for vector in hand_made())

    def test_every_clause_takes_effect_in_one_and_not_in_another(self) -> None:
        found = {
            (finding.code, finding.met)
            for vector in scored("[!g]*.json")
            for row in score(Facts.model_validate(vector["input"]["facts"])).rows.values()
            for finding in row.findings
        }
        for clause in ANNEX_2.clauses():
            assert {(clause.code, True), (clause.code, False)} <= found

    @pytest.mark.parametrize("row", [row.id for row in ANNEX_2.rows])
    def test_every_row_has_each_of_its_marks(self, row: str) -> None:
        marks = {
            "1": {0, 5, 10, 15, 20},
            "2": {0, 1, 2, 4, 5, 7, 10},
            "3.1": {0, 2, 5, 7, 10},
            "3.2": {0, 1, 3, 4, 6, 7, 10},
            "3.4": {0, 3, 6},
            "3.5": {0, 4},
            "3.6": {0, 2, 3, 5},
            "4.1": {0, 1, 3, 5},
            "4.2": {0, 3, 5},
            "4.3": {0, 3, 5},
            "5.1": {0, 3, 5},
        }
        found = {
            low
            for vector in scored("[!g]*.json")
            for _, expected in cases(vector)
            for low, high in [expected["output"]["rows"][row]]
            if low == high
        }
        assert found == marks.get(row, {0, 5})

    def test_refusals_of_every_kind_are_there(self) -> None:
        outcomes = [
            (expected["outcome"], expected.get("code"))
            for vector in hand_made()
            if vector["level"] == "must"
            for _, expected in cases(vector)
        ]
        assert outcomes.count(("reject", "INVALID_INPUT")) >= 100
        assert outcomes.count(("error", None)) >= 5
        assert ("unsupported", None) in outcomes


def test_a_second_formulation_agrees_with_what_was_worked_out_by_hand() -> None:
    for vector in scored("[!g]*.json"):
        facts = facts_of(vector)
        for when, expected in cases(vector):
            read = DEFAULTS | when
            points = annex2_by_hand.bounds(facts, read)
            assert expected["output"] == {
                "eligible": annex2_by_hand.may_take_part(facts, read),
                "low": sum(low for low, _ in points.values()),
                "high": sum(high for _, high in points.values()),
                "verdict": annex2_by_hand.verdict(facts, read),
                "rows": {row: list(both) for row, both in points.items()},
            }, vector["id"]
