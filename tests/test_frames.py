"""Frames: exactly the answers of ``score``, on every engine, and never an answer for a bad cell."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.framed import ENGINES, SCHEMA, chosen, expected, mixed, polars_frame, records
from tests.strategies import FULL, WORST, computed_readings, facts, readings
from zhangye_fes import (
    ANNEX_2,
    Facts,
    InvalidInput,
    Rate,
    Readings,
    Rubric,
    frames,
    score,
    score_under_all_readings,
)
from zhangye_fes.clauses import (
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Band,
    Bands,
    Deduct,
    IsTrue,
    RateAtLeast,
    Void,
)
from zhangye_fes.errors import InvalidRubric, MissingExtra
from zhangye_fes.frames import score_frame
from zhangye_fes.regulation import provision_label

CHANGED = ANNEX_2.replace(
    "changed",
    clauses={
        "RETIREES": Award(4, RateAtLeast("retiree_service", 85), otherwise="void"),
        "SERVICE_HALL": Deduct(7, (IsTrue("service_hall"),)),
        "COMPLAINTS": Void(AnyOf((AtMost("valid_complaints", 2), AtLeast("major_disputes", 2)))),
        "TRAINING": Bands("training", (Band(5, 100, closed=False), Band(2, 1, closed=True))),
        "POLICY_WORK": Award(3, IsTrue("policy_work_recorded")),
    },
    pass_mark=80,
)
"""A table that asks in other ways: strictly, with a part that stands, with floors."""

EDGE_CASES = [
    FULL,
    WORST,
    Facts(),
    *(FULL.model_copy(update={name: Rate(0, 0)}) for name in ("training", "reemployment")),
    *(FULL.model_copy(update={name: None}) for name in ("training", "basic_conditions_met")),
    FULL.model_copy(update={"ledgers_missing": 999_999_999, "service_hall": None}),
    FULL.model_copy(update={"reemployment": Rate(899_999_999, 999_999_999)}),
    FULL.model_copy(update={"reemployment": Rate(188, 209), "qualified_staff": 2}),
]

COMMUNITIES = mixed(40, seed=181) + EDGE_CASES
PLACES = {engine: place for place, engine in enumerate(ENGINES)}
"""A number of each engine, for readings of its own."""


def only(names: Any, found: list[dict[str, Any]]) -> list[dict[str, Any]]:  # noqa: ANN401
    """Keep some columns."""
    return [{name: each[name] for name in names} for each in found]


@pytest.mark.parametrize("engine", ENGINES)
class TestScoreFrame:
    """Cell by cell what ``score`` says, with unknown facts and under every reading."""

    @pytest.mark.parametrize("rubric", [ANNEX_2, CHANGED], ids=str)
    def test_says_what_score_says(self, engine: str, rubric: Rubric) -> None:
        how = chosen(PLACES[engine])
        frame = ENGINES[engine](polars_frame(COMMUNITIES))
        wanted = expected(COMMUNITIES, how, rubric)
        found = records(score_frame(frame, how, rubric, findings=True))
        assert only(wanted[0], found) == wanted

    def test_comes_back_in_its_own_kind_with_the_callers_columns_first(self, engine: str) -> None:
        frame = ENGINES[engine](polars_frame([FULL]))
        scored = score_frame(frame)
        assert type(scored) is type(frame)
        names = list(records(scored)[0])
        before = len(records(frame)[0])
        assert names[before : before + 2] == ["row_1_low", "row_1_high"]
        assert names[-4:] == ["total_low", "total_high", "eligible", "verdict"]

    def test_where_all_facts_are_known_a_row_is_one_column(self, engine: str) -> None:
        known = [FULL, WORST, FULL.model_copy(update={"training": Rate(4, 5)})]
        frame = ENGINES[engine](polars_frame(known))
        found = records(score_frame(frame, known=True, findings=True))
        wanted = expected(known, Readings())
        rows = {key.removesuffix("_low"): key for key in wanted[0] if key.endswith("_low")}
        for each, one in zip(found, wanted, strict=True):
            for name, key in rows.items():
                assert each["total_low" if name == "total" else name] == one[key]
            assert (each["verdict"], each["findings"]) == (one["verdict"], one["findings"])
            assert "row_1_low" not in each
            assert "undecided" not in each

    def test_a_column_that_is_not_there_is_not_known(self, engine: str) -> None:
        frame = ENGINES[engine](polars_frame([FULL, WORST]).select("service_hall", "staff_stable"))
        wanted = expected(
            [
                Facts(service_hall=True, staff_stable=True),
                Facts(service_hall=False, staff_stable=False),
            ],
            Readings(),
        )
        assert only(wanted[0], records(score_frame(frame, findings=True))) == wanted

    def test_under_all_readings(self, engine: str) -> None:
        frame = ENGINES[engine](polars_frame(COMMUNITIES))
        _agree_under_all_readings(frames.score_under_all_readings(frame), COMMUNITIES)

    def test_a_sweep_says_what_score_says_in_each_scenario(self, engine: str) -> None:
        hows = [Readings(), chosen(PLACES[engine] + 10)]
        frame = ENGINES[engine](polars_frame(COMMUNITIES))
        found = records(frames.sweep(frame, hows, [ANNEX_2, CHANGED]))
        wanted = [
            (rubric.name, sheet.total.low, sheet.total.high, sheet.verdict)
            for how in hows
            for rubric in (ANNEX_2, CHANGED)
            for sheet in (score(each, how, rubric) for each in COMMUNITIES)
        ]
        names = ("rubric", "total_low", "total_high", "verdict")
        assert Counter(tuple(each[name] for name in names) for each in found) == Counter(wanted)


def _agree_under_all_readings(frame: Any, communities: list[Facts]) -> None:  # noqa: ANN401
    for each, facts_ in zip(records(frame), communities, strict=True):
        wanted = score_under_all_readings(facts_)
        assert (each["total_low"], each["total_high"]) == (wanted.total.low, wanted.total.high)
        assert each["verdict"] == wanted.verdict
        assert set(each["turns_on"].split()) <= set(wanted.depends_on)


class TestAnything:
    """Whatever the facts and the readings: on one engine, since others get the same plan."""

    @settings(max_examples=12)
    @given(
        communities=st.lists(facts(), min_size=1, max_size=20),
        how=readings(),
        rubric=st.sampled_from([ANNEX_2, CHANGED]),
    )
    def test_says_what_score_says(
        self, communities: list[Facts], how: Readings, rubric: Rubric
    ) -> None:
        wanted = expected(communities, how, rubric)
        for frame in (polars_frame(communities), polars_frame(communities).lazy()):
            found = records(score_frame(frame, how, rubric, findings=True))
            assert only(wanted[0], found) == wanted

    @settings(max_examples=5)
    @given(communities=st.lists(facts(), min_size=1, max_size=20))
    def test_under_all_readings(self, communities: list[Facts]) -> None:
        frame = frames.score_under_all_readings(polars_frame(communities))
        _agree_under_all_readings(frame, communities)

    def test_every_option_of_every_reading(self) -> None:
        frame = polars_frame(EDGE_CASES)
        for name, option in computed_readings():
            how = Readings.model_validate({name: option})
            wanted = expected(EDGE_CASES, how)
            found = score_frame(frame, how)
            assert only(found.columns[-4:], found.to_dicts()) == only(found.columns[-4:], wanted)

    def test_a_reading_turns_a_verdict_alone_or_with_others(self) -> None:
        facts_ = FULL.model_copy(update={"training": Rate(4, 5), "reports_timely": False})
        facts_ = facts_.model_copy(update={"valid_complaints": 0, "major_disputes": 1})
        (found,) = records(frames.score_under_all_readings(polars_frame([facts_])))
        assert found["verdict"] == "depends"
        assert found["turns_on"].split() == ["disputes"]
        assert set(score_under_all_readings(facts_).depends_on) > {"disputes"}


BAD_CELLS = [
    ("ledgers_missing", [0, -1], "-1", "a whole number from 0 to 999999999"),
    ("ledgers_missing", [0, 1_000_000_000], "1000000000", "a whole number from 0 to 999999999"),
    ("training_num", [1, 2], "2", "at most what training_den has"),
    ("satisfaction_den", [1, 0], "0", "a whole number from 1 to 999999999"),
    ("ledgers_missing", [None, 1.0], "1.0", "a whole number from 0 to 999999999, in a column"),
    ("ledgers_missing", [None, "2"], "'2'", "a whole number from 0 to 999999999, in a column"),
    ("service_hall", [None, 1], "1", "true or false, in a column of booleans"),
    ("service_hall", [None, "是"], "'是'", "true or false, in a column of booleans"),
    ("ledgers_missing", [None, True], "True", "a whole number from 0 to 999999999, in a column"),
]


@pytest.mark.parametrize(("column", "values", "given", "wanted"), BAD_CELLS)
class TestBadCells:
    """A bad cell is refused by name and row, or marked where a frame is lazy; never scored."""

    def _frame(self, column: str, values: list[Any]) -> pl.DataFrame:
        changed = polars_frame([FULL, FULL]).with_columns(pl.Series(column, values))
        if column == "satisfaction_den":
            changed = changed.with_columns(pl.Series("satisfaction_num", [1, 0]))
        return changed

    @pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas arrow"])
    def test_is_refused(
        self, engine: str, column: str, values: list[Any], given: str, wanted: str
    ) -> None:
        frame = self._frame(column, values)
        with pytest.raises(InvalidInput) as caught:
            score_frame(ENGINES[engine](frame) if engine != "polars" else frame)
        assert str(caught.value).startswith(f"{column} in row 1: given {given}, expected {wanted}")

    @pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
    def test_is_marked(
        self, engine: str, column: str, values: list[Any], given: str, wanted: str
    ) -> None:
        del given, wanted
        good, bad = records(score_frame(ENGINES[engine](self._frame(column, values))))
        assert good["verdict"] != "invalid"
        assert bad["verdict"] == "invalid"
        scores = [key for key in bad if key.startswith(("row_", "total_", "eligible"))]
        assert {bad[key] for key in scores} == {None}


class TestColumns:
    """What columns there must be, and must not be."""

    def test_half_a_rate_is_refused(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            score_frame(pl.DataFrame({"training_num": [1]}).lazy())
        assert str(caught.value) == (
            "training_den: given no such column, expected one, since there is training_num"
        )

    def test_a_frame_without_facts_is_refused(self) -> None:
        with pytest.raises(InvalidInput) as caught:
            score_frame(pl.DataFrame({"county": ["甘州区"]}))
        assert str(caught.value).startswith("columns: given none with facts, expected at least one")

    @pytest.mark.parametrize("name", [1, ("county", "name"), None])
    def test_a_name_that_is_not_a_text_is_refused(self, name: object) -> None:
        frame = pd.DataFrame([[True, 5]], columns=pd.Index(["service_hall", name], dtype=object))
        with pytest.raises(InvalidInput) as caught:
            score_frame(frame)
        assert str(caught.value) == f"columns: given {name!r}, expected names that are texts"

    @pytest.mark.parametrize(
        ("columns", "told"),
        [
            ({"SERVICE_HALL": [True]}, "SERVICE_HALL: given a column of that name, expected servi"),
            ({"training": [0.9]}, "training: given a column of that name, expected two counts: tr"),
        ],
    )
    def test_a_name_that_is_almost_that_of_a_fact_is_refused(
        self, columns: dict[str, list[object]], told: str
    ) -> None:
        with pytest.raises(InvalidInput) as caught:
            score_frame(pl.DataFrame({"work_system": [True], **columns}))
        assert str(caught.value).startswith(told)

    def test_a_percentage_beside_the_counts_is_the_callers_own(self) -> None:
        columns = {"training": [0.9], "training_num": [9], "training_den": [10]}
        assert score_frame(pl.DataFrame(columns))["row_4_1_low"].to_list() == [3]

    def test_two_columns_of_one_name_are_refused(self) -> None:
        twice = ["service_hall", "service_hall"]
        for frame in (
            pd.DataFrame([[True, False]], columns=twice),
            pa.table([[True], [False]], names=twice),
        ):
            with pytest.raises(InvalidInput) as caught:
                score_frame(frame)
            assert str(caught.value) == (
                "columns: given 'service_hall' 2 times, expected names that are all different"
            )

    def test_a_column_of_the_callers_is_not_written_over(self) -> None:
        frame = pl.DataFrame({"service_hall": [True], "verdict": ["?"]})
        with pytest.raises(InvalidInput) as caught:
            score_frame(frame)
        assert str(caught.value) == (
            "verdict: given a column of that name, expected none: that is where a score goes; "
            "drop or rename yours"
        )

    def test_capital_letters_are_no_difference(self) -> None:
        frame = pl.DataFrame({"service_hall": [True], "Total_Low": [1]})  # to DuckDB, one name
        for add in (score_frame, frames.sweep, frames.score_under_all_readings):
            with pytest.raises(InvalidInput, match="Total_Low: given a column of that name"):
                add(frame)

    @pytest.mark.parametrize("name", ["__fes_bad", "__FES_training_num"])
    def test_names_that_are_needed_on_the_way_are_refused(self, name: str) -> None:
        """They would be written over, or left out of what comes back."""
        for add in (score_frame, frames.sweep, frames.score_under_all_readings):
            with pytest.raises(InvalidInput, match="expected none that begins with __fes_"):
                add(pl.DataFrame({"service_hall": [True], name: [1]}))

    def test_what_was_promised_to_be_known_must_be(self) -> None:
        frame = polars_frame([FULL, FULL.model_copy(update={"training": Rate(0, 0)})])
        with pytest.raises(InvalidInput, match="training_den in row 1: given 0, expected a value"):
            score_frame(frame, Readings(empty_group="unknown"), known=True)
        gone = polars_frame([FULL, FULL.model_copy(update={"service_hall": None})])
        with pytest.raises(InvalidInput, match="service_hall in row 1: given None"):
            score_frame(gone, known=True)
        marked = score_frame(gone.lazy(), known=True).collect()
        assert marked["verdict"].to_list() == ["qualified", "invalid"]
        with pytest.raises(InvalidInput, match="work_system: given no such column"):
            score_frame(gone.drop("work_system"), known=True)

    @pytest.mark.parametrize("asked", ["readings", "rubrics"])
    def test_a_sweep_of_nothing_is_refused(self, asked: str) -> None:
        frame = pl.DataFrame({"service_hall": [True]})
        nothing: dict[str, list[Any]] = {asked: []}
        with pytest.raises(InvalidInput) as caught:
            frames.sweep(frame, **nothing)
        assert str(caught.value) == f"{asked}: given none, expected one at least"

    def test_two_tables_of_one_name_cannot_be_told_apart(self) -> None:
        with pytest.raises(InvalidRubric, match="2 tables are called '附件2'"):
            frames.sweep(pl.DataFrame({"service_hall": [True]}), rubrics=[ANNEX_2, ANNEX_2])


class TestTraps:
    """Where engines count differently from people."""

    @pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt8, pl.Int16, pl.Int32, pl.UInt64])
    def test_a_hundred_times_a_small_integer_does_not_overflow(
        self, dtype: type[pl.Int8 | pl.UInt8 | pl.Int16 | pl.Int32 | pl.UInt64]
    ) -> None:
        frame = pl.DataFrame(
            {"reemployment_num": [113, 112], "reemployment_den": [125, 125]},
            schema={"reemployment_num": dtype, "reemployment_den": dtype},
        )
        for kind in (
            frame,
            frame.to_arrow(),
            frame.to_pandas(),
            duckdb.from_arrow(frame.to_arrow()),
        ):
            found = records(score_frame(kind))
            assert [each["row_3_2_high"] for each in found] == [10, 0]

    def test_a_number_too_large_for_64_bits_a_hundred_times_over_is_marked(self) -> None:
        numbers = [key for key, kind in SCHEMA.items() if kind is pl.Int64]
        huge = pl.DataFrame({key: [2**63 - 1, 9] for key in numbers})
        for frame in (huge.lazy(), duckdb.from_arrow(huge.to_arrow())):
            assert [each["verdict"] for each in records(score_frame(frame))] == [
                "invalid",
                "not_qualified",
            ]

    def test_a_condition_that_is_null_is_not_false(self) -> None:
        for engine in ("polars", "duckdb", "pyarrow"):
            frame = ENGINES[engine](
                polars_frame([FULL.model_copy(update={"tracking_provided": None})])
            )
            (found,) = records(score_frame(frame))
            assert (found["row_4_3_low"], found["row_4_3_high"]) == (0, 5), engine

    def test_a_sum_does_not_skip_what_is_null(self) -> None:
        frame = polars_frame([FULL, FULL]).with_columns(pl.Series("ledgers_missing", [0, -1]))
        found = score_frame(frame.lazy()).collect()
        assert found["total_low"].to_list() == [100, None]

    def test_half_a_rate_that_is_null_is_not_known_whatever_the_other_half(self) -> None:
        for empty in ("met", "unmet", "unknown"):
            how = Readings.model_validate({"empty_group": empty})
            halves = {"training_num": [None, 0, None], "training_den": [0, None, None]}
            frame = pl.DataFrame(halves, schema=dict.fromkeys(halves, pl.Int64))
            for kind in (frame, frame.lazy(), frame.to_arrow()):
                found = records(score_frame(kind, how))
                assert [(e["row_4_1_low"], e["row_4_1_high"]) for e in found] == [(0, 5)] * 3

    @pytest.mark.parametrize(
        ("frame", "given", "hint"),
        [
            (
                pa.table({"valid_complaints": pa.array([2**64 - 1], pa.uint64())}),
                f"{2**64 - 1}",
                "",
            ),
            (pl.DataFrame({"valid_complaints": [[1]]}), "[1]", ", in a column of integers"),
            (
                pl.DataFrame({"valid_complaints": [{"a": 1}]}),
                "{'a': 1}",
                ", in a column of integers",
            ),
            (
                pd.DataFrame({"valid_complaints": [3.0]}),
                "3.0",
                ", in a column of integers; of pandas: convert_dtypes()",
            ),
        ],
    )
    def test_whatever_stands_in_a_cell_can_be_told(self, frame: Any, given: str, hint: str) -> None:  # noqa: ANN401
        with pytest.raises(InvalidInput) as caught:
            score_frame(frame)
        assert str(caught.value) == (
            f"valid_complaints in row 0: given {given}, expected a whole number from 0 to 999999999"
            f"{hint}"
        )

    def test_pandas_columns_of_objects(self) -> None:
        columns = {
            "service_hall": [True, None, float("nan"), pd.NA],
            "qualified_staff": [3, None, 1, pd.NA],
        }
        frame = pd.DataFrame({key: pd.Series(each, dtype=object) for key, each in columns.items()})
        found = score_frame(frame)
        assert found["row_1_high"].tolist() == [20, 20, 15, 20]
        assert found["eligible"].isna().all()
        for wrong in (1.0, "3", True, -1):
            bad = frame.assign(qualified_staff=pd.Series([1, wrong, None, 1], dtype=object))
            with pytest.raises(InvalidInput, match="qualified_staff in row"):
                score_frame(bad)

    def test_pandas_counts_with_gaps_become_floats_and_are_refused(self) -> None:
        frame = pd.DataFrame({"qualified_staff": [None, 3]})
        with pytest.raises(InvalidInput, match=r"qualified_staff in row 1: given 3\.0, expected"):
            score_frame(frame)

    def test_a_column_of_nothing_but_nulls_is_not_known(self) -> None:
        frame = pl.DataFrame({"service_hall": [None], "qualified_staff": [None]})
        for kind in (frame, frame.lazy(), frame.to_arrow(), frame.to_pandas()):
            assert records(score_frame(kind))[0]["row_1_high"] == 20

    def test_the_index_of_pandas_is_kept(self) -> None:
        frame = pd.DataFrame({"service_hall": [True, False]}, index=["b", "a"])
        assert score_frame(frame)["row_1_high"].to_dict() == {"b": 20, "a": 15}


class TestLaziness:
    """What is lazy stays lazy, and narwhals is imported only when a frame is scored."""

    def test_a_lazy_frame_is_not_collected(self) -> None:
        def refuse(_: pl.DataFrame) -> pl.DataFrame:
            raise AssertionError

        frame = polars_frame([FULL]).lazy().map_batches(refuse, schema=polars_frame([]).schema)
        assert isinstance(score_frame(frame, findings=True), pl.LazyFrame)
        assert isinstance(frames.sweep(frame), pl.LazyFrame)
        assert isinstance(frames.score_under_all_readings(frame), pl.LazyFrame)
        assert isinstance(frames.losses(frame), pl.LazyFrame)

    def test_streams(self) -> None:
        found = score_frame(polars_frame([FULL, WORST]).lazy()).collect(engine="streaming")
        assert found["total_low"].to_list() == [100, 0]

    def test_narwhals_is_not_imported_before(self) -> None:
        program = "import sys, zhangye_fes.frames; print('narwhals' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert done.stdout.strip() == b"False"

    def test_without_narwhals_the_error_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("narwhals", "narwhals.stable", "narwhals.stable.v2"):
            monkeypatch.setitem(sys.modules, name, None)
        for name in ("framing", "opening", "cells", "ends", "compiled", "objects"):
            monkeypatch.delitem(sys.modules, f"zhangye_fes.{name}", raising=False)
        with pytest.raises(MissingExtra) as caught:
            score_frame(pl.DataFrame({"service_hall": [True]}))
        assert str(caught.value) == (
            "frames need narwhals, not installed: install zhangye-fes[frames]"
        )

    def test_what_else_is_missing_is_not_laid_on_narwhals(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "zhangye_fes.framing", None)
        with pytest.raises(ModuleNotFoundError, match=r"zhangye_fes\.framing"):
            score_frame(pl.DataFrame({"service_hall": [True]}))


class TestChosenColumns:
    """Columns that somebody chose by name are checked before anything runs."""

    FRAME = pl.DataFrame({"county": ["a"], "service_hall": [True], "row": [1]})

    @pytest.mark.parametrize(
        ("by", "told"),
        [
            (["nope"], "by: given 'nope', expected columns of the frame, such as county"),
            ("county", "by: given 'county', expected a list of names"),
            (["county"] * 2, "by: given ['county', 'county'], expected names that are all differ"),
            (["row"], "row: given a column of that name, expected none: that is where a score goe"),
        ],
    )
    def test_by(self, by: Any, told: str) -> None:  # noqa: ANN401
        for work in (frames.losses, frames.near_the_line, frames.reform):
            if by == ["row"] and work is not frames.losses:
                continue
            with pytest.raises(InvalidInput) as caught:
                work(self.FRAME, by=by)
            assert str(caught.value).startswith(told)

    def test_the_column_of_the_community(self) -> None:
        with pytest.raises(
            InvalidInput, match=r"^community: given 'nope', expected columns of the"
        ):
            frames.tidy(self.FRAME, "nope")

    @pytest.mark.parametrize("within", [-1, 2.5, "5", True])
    def test_within(self, within: Any) -> None:  # noqa: ANN401
        with pytest.raises(
            InvalidInput, match=r"^within: given .+, expected a whole number from 0$"
        ):
            frames.near_the_line(self.FRAME, within)


def test_a_relation_of_another_connection_than_duckdb_uses_by_default(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "city.db") as made:
        made.register("given", polars_frame(COMMUNITIES).with_row_index("id").to_arrow())
        made.execute("create table city as select * from given")
    here = ENGINES["duckdb"](polars_frame(COMMUNITIES).with_row_index("id"))
    with duckdb.connect(tmp_path / "city.db", read_only=True) as own:
        city = own.table("city")
        works: list[Callable[[Any], Any]] = [
            lambda frame: frames.tidy(frame, "id"),
            frames.losses,
            frames.near_the_line,
            lambda frame: frames.sweep(frame, [Readings(), Readings(training_at_80="lower")]),
            frames.reform,
            frames.margins,
        ]
        for work in works:
            assert sorted(map(str, records(work(city)))) == sorted(map(str, records(work(here))))
        assert not own.execute("select * from duckdb_views() where not internal").fetchall()


@pytest.mark.parametrize("engine", ENGINES)
class TestAnalysis:
    """Tidy frames: what they count is what ``score`` says one by one."""

    def test_every_clause_of_every_community(self, engine: str) -> None:
        how = chosen(PLACES[engine] + 20)
        # a column of facts serves as the id, since every engine has it
        numbered = [
            each.model_copy(update={"major_disputes": place})
            for place, each in enumerate(COMMUNITIES)
        ]
        frame = ENGINES[engine](polars_frame(numbered))
        names = ("community", "row", "clause", "points_low", "points_high", "citation", "label")
        found = records(frames.tidy(frame, "major_disputes", how))
        wanted = {
            (
                *(place, row.id, each.code, each.low, each.high),
                *(each.provision, provision_label(each.provision)),
            )
            for place, facts_ in enumerate(numbered)
            for row in score(facts_, how).rows.values()
            for each in row.findings
        }
        assert {tuple(each[name] for name in names) for each in found} == wanted
        assert len(found) == len(wanted)

    def test_losses(self, engine: str) -> None:
        how = chosen(PLACES[engine] + 30)
        frame = ENGINES[engine](polars_frame(COMMUNITIES))
        best = {each.code: each.high for each in score(FULL, how).findings}
        wanted: Counter[tuple[str, str, str]] = Counter()
        for row in (row for each in COMMUNITIES for row in score(each, how).rows.values()):
            wanted[row.id, "", "low"] += row.standard - row.high
            wanted[row.id, "", "high"] += row.standard - row.low
            for each in row.findings:
                wanted[row.id, each.code, "low"] += best[each.code] - each.high
                wanted[row.id, each.code, "high"] += best[each.code] - each.low
        found = records(frames.losses(frame, readings=how))
        assert len(found) * 2 == len(wanted)
        for line in found:
            for end in ("low", "high"):
                assert line[f"lost_{end}"] == wanted[line["row"], line["clause"], end]

    def test_near_the_line_and_reform(self, engine: str) -> None:
        plain = polars_frame(EDGE_CASES)
        frame = ENGINES[engine](plain)
        margins = [score(each).margin for each in EDGE_CASES]
        wanted = Counter(("margin_low", each.low) for each in margins if abs(each.low) <= 10)
        wanted.update(("margin_high", each.high) for each in margins if abs(each.high) <= 10)
        found = records(frames.near_the_line(frame, 10))
        assert {(e["end"], e["margin"]): e["communities"] for e in found} == wanted
        verdicts = Counter(
            (score(each).verdict, score(each, rubric=CHANGED).verdict) for each in EDGE_CASES
        )
        told = records(frames.reform(frame, CHANGED))
        assert {(e["before"], e["after"]): e["communities"] for e in told} == verdicts

    def test_by_groups_of_which_null_is_one(self, engine: str) -> None:
        frame = ENGINES[engine](polars_frame(EDGE_CASES).select("service_hall", "work_system"))
        by = records(frames.reform(frame, CHANGED, by=["service_hall"]))
        assert sum(each["communities"] for each in by) == len(EDGE_CASES)
        by = records(frames.losses(frame, by=["service_hall"]))
        assert {each["service_hall"] for each in by} == {True, False, None}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Start Spark on this machine, once."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not on this machine")
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "PySpark does not yet fully support pandas", FutureWarning
        )
        from pyspark.sql import SparkSession  # noqa: PLC0415 - slow, and only where there is Java

        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.codegen.wholeStage", "false")  # ten rows: compiled for nothing
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
    yield session
    session.stop()


@pytest.mark.xdist_group("spark")  # which starts but once then
class TestSpark:
    """One native plan on Spark, with the same answers."""

    def test_says_what_score_says(self, spark: Any) -> None:  # noqa: ANN401
        frame = spark.createDataFrame(_spark_rows())
        how = Readings(empty_group="unknown", basic_conditions="any_item")
        wanted = expected(EDGE_CASES, how)
        assert records(score_frame(frame, how, findings=True).select(*wanted[0])) == wanted

    def test_is_one_native_plan(self, spark: Any) -> None:  # noqa: ANN401
        scored = score_frame(spark.range(5).selectExpr("id AS qualified_staff"), findings=True)
        plan = scored._jdf.queryExecution().executedPlan().toString()  # noqa: SLF001
        assert "Python" not in plan
        assert "Exchange" not in plan

    def test_bad_cells_are_marked(self, spark: Any) -> None:  # noqa: ANN401
        rows = [("a", -1, 9), ("b", 3, 9), ("c", None, 2**63 - 1)]
        kinds = "id string, qualified_staff bigint, training_num bigint, training_den bigint"
        frame = spark.createDataFrame([(*row, row[-1]) for row in rows], kinds)
        verdicts = [each["verdict"] for each in records(score_frame(frame))]
        assert verdicts == ["invalid", "undetermined", "invalid"]

    def test_under_all_readings_and_in_scenarios(self, spark: Any) -> None:  # noqa: ANN401
        names = ("basic_conditions_met", "training", "valid_complaints", "major_disputes")
        few = [Facts(**{name: getattr(each, name) for name in names}) for each in EDGE_CASES]
        table = polars_frame(few)
        known = [each.name for each in table if not each.is_null().all()]
        frame = spark.createDataFrame(table.select(known).to_arrow())
        _agree_under_all_readings(frames.score_under_all_readings(frame), few)
        swept = records(frames.sweep(frame, rubrics=[ANNEX_2, CHANGED]))
        assert Counter(each["verdict"] for each in swept) == Counter(
            score(each, rubric=rubric).verdict for each in few for rubric in (ANNEX_2, CHANGED)
        )


def _spark_rows() -> pa.Table:
    return polars_frame(EDGE_CASES).to_arrow()
