"""附件2 as data: a value, whose every word stands in the notice and whose every rule exists."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest

from zhangye_fes import ANNEX_2, Facts, rubric
from zhangye_fes.clauses import DeductEach
from zhangye_fes.errors import InvalidRubric
from zhangye_fes.regulation import Citation, Sentence, Treatment, lines, sentences

QUOTED = {
    **{f"clause {each.code}": each.citation for each in ANNEX_2.clauses()},
    **{f"row {each.id}": each.citation for each in ANNEX_2.rows},
    **{
        f"standard {each.citation.provision}": each.citation
        for row in ANNEX_2.rows
        for each in row.standards
    },
    "eligibility": ANNEX_2.eligibility,
}

COMPUTED = [
    each
    for each in sentences()
    if each.treatment is Treatment.COMPUTED and each.provision.startswith("annex2")
]


class TestQuotations:
    """Every quotation stands in the provision that it is said to come from."""

    @pytest.mark.parametrize("name", QUOTED)
    def test_stands(self, name: str) -> None:
        assert QUOTED[name].quote
        assert QUOTED[name].stands()

    @pytest.mark.parametrize("row", [row.id for row in ANNEX_2.rows])
    def test_a_row_quotes_its_whole_content_column(self, row: str) -> None:
        assert ANNEX_2[row].citation == Citation(f"annex2.{row}", lines()[f"annex2.{row}.content"])

    @pytest.mark.parametrize("code", [each.code for each in ANNEX_2.clauses()])
    def test_a_clause_quotes_its_marking_column(self, code: str) -> None:
        (clause,) = [each for each in ANNEX_2.clauses() if each.code == code]
        assert clause.citation.quote in lines()[f"{clause.citation.provision}.marking"]

    def test_the_clauses_of_a_row_quote_its_marking_column_in_order(self) -> None:
        for row in ANNEX_2.rows:
            marking = lines()[f"annex2.{row.id}.marking"]
            places = [marking.index(clause.citation.quote) for clause in row.clauses]
            assert places == sorted(places)

    def test_a_clause_and_a_standard_belong_to_their_row(self) -> None:
        for row in ANNEX_2.rows:
            assert {each.citation.provision for each in row.clauses} == {f"annex2.{row.id}"}
            assert {each.citation.provision[:4] for each in row.standards} <= {"art4"}


class TestRules:
    """The rules that the accounting of the text names, and the sentences that they answer to."""

    @pytest.mark.parametrize("each", COMPUTED, ids=lambda each: f"{each.line}-{each.number}")
    def test_every_computed_sentence_has_a_rule(self, each: Sentence) -> None:
        assert each.rules

    def test_every_clause_and_every_fact_is_named(self) -> None:
        named = {rule for each in sentences() for rule in each.rules}
        assert {each.code for each in ANNEX_2.clauses()} <= named
        assert {f"Facts.{name}" for name in Facts.model_fields} <= named

    def test_every_fact_is_used_by_the_row_that_it_says(self) -> None:
        used = {name: row.id for row in ANNEX_2.rows for name in row.facts}
        told = {fact.name: fact.row for fact in Facts.legend()}
        assert used == {name: row for name, row in told.items() if name != "basic_conditions_met"}
        assert told["basic_conditions_met"] == "1"


class TestValue:
    """A table is a value: equal, hashable, storable."""

    def test_equal_to_its_copies(self) -> None:
        assert pickle.loads(pickle.dumps(ANNEX_2)) == ANNEX_2  # noqa: S301 - our own bytes
        assert copy.deepcopy(ANNEX_2) == ANNEX_2
        assert hash(copy.deepcopy(ANNEX_2)) == hash(ANNEX_2)

    def test_not_equal_to_a_changed_one_of_the_same_name(self) -> None:
        same, changed = (
            ANNEX_2.replace("x", clauses={"LEDGERS_MISSING": DeductEach(each, "ledgers_missing")})
            for each in (3, 2)
        )
        assert changed.name == same.name
        assert changed != same
        assert changed.ref.sha256 != same.ref.sha256

    def test_replacing_nothing_only_renames(self) -> None:
        renamed = ANNEX_2.replace("again")
        assert renamed != ANNEX_2
        assert dataclasses.replace(renamed, name="附件2") == ANNEX_2

    @pytest.mark.parametrize("name", ["附件2", "", " ", None, 2])
    def test_a_what_if_has_a_name_of_its_own(self, name: Any) -> None:  # noqa: ANN401
        for table in (ANNEX_2, ANNEX_2.replace("again")):
            with pytest.raises(InvalidRubric) as caught:
                table.replace(name, pass_mark=60)
            assert str(caught.value) == (
                f"a table called {name!r}: give what is not 附件2 its own name"
            )

    def test_is_told_in_a_line(self) -> None:
        assert repr(ANNEX_2) == "<Rubric 附件2: 14 rows, pass mark 90>"

    def test_is_plain_json(self) -> None:
        told = ANNEX_2.to_dict()
        assert json.loads(json.dumps(told)) == json.loads(json.dumps(told, allow_nan=False))
        assert [row["id"] for row in told["rows"]] == [row.id for row in ANNEX_2.rows]
        assert told["rows"][8]["clauses"][0]["effect"]["bands"][1] == {
            "points": 3,
            "percent": 80,
            "closed": {"reading": "training_at_80", "options": {"upper": True, "lower": False}},
        }

    def test_the_module_lists_its_names(self) -> None:
        assert dir(rubric) == sorted(rubric.__all__)
