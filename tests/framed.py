"""Frames for tests: the same communities on every engine, and what ``score`` says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from tests.strategies import EDGES, FULL, WORST, computed_readings
from zhangye_fes import ANNEX_2, Facts, Rate, Readings, Rubric, score

__all__ = [
    "ENGINES",
    "SCHEMA",
    "chosen",
    "columns",
    "expected",
    "mixed",
    "polars_frame",
    "records",
]

SCHEMA: dict[str, type[pl.Boolean | pl.Int64]] = {
    key: pl.Boolean if fact.type == "flag" else pl.Int64
    for fact in Facts.legend()
    for key in fact.columns
}


def columns(communities: Sequence[Facts]) -> dict[str, list[Any]]:
    """Lay communities out in columns; what is not known is ``None``."""
    found: dict[str, list[Any]] = {}
    for fact in Facts.legend():
        values = [getattr(each, fact.name) for each in communities]
        if fact.type == "rate":
            for part in ("num", "den"):
                found[f"{fact.name}_{part}"] = [
                    getattr(each, part) if isinstance(each, Rate) else None for each in values
                ]
        else:
            found[fact.name] = values
    return found


def polars_frame(communities: Sequence[Facts]) -> pl.DataFrame:
    """Make a Polars frame of communities."""
    return pl.DataFrame(columns(communities), schema=SCHEMA)


def mixed(number: int, seed: int) -> list[Facts]:
    """Invent communities that are mostly best, worst or not known, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - invented figures, not secrets
    bases = (FULL, FULL, WORST, Facts())
    return [
        random.choice(bases).model_copy(
            update={
                fact.name: _value(random, fact.type)
                for fact in random.sample(Facts.legend(), random.randint(0, 12))
            }
        )
        for _ in range(number)
    ]


def _value(random: Random, kind: str) -> object:
    match kind:
        case "flag":
            return random.choice((True, False, None))
        case "count":
            return random.choice((0, 1, 2, 3, 4, 999_999_999, None))
        case _:
            return random.choice((*EDGES, None))


def chosen(seed: int) -> Readings:
    """Choose an option of every reading, the same for the same seed."""
    options = list(computed_readings())
    Random(seed).shuffle(options)  # noqa: S311
    return Readings.model_validate(dict(options))


def _pandas_nullable(frame: pl.DataFrame) -> pd.DataFrame:
    kinds = {key: "boolean" if SCHEMA[key] is pl.Boolean else "Int64" for key in frame.columns}
    return _pandas_objects(frame).astype(kinds)


def _pandas_objects(frame: pl.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {each.name: pd.Series(each.to_list(), dtype=object) for each in frame.get_columns()}
    )


def _pandas_plain(frame: pl.DataFrame) -> pd.DataFrame:
    """NumPy's own kinds where nothing is null, else Python objects."""
    objects = _pandas_objects(frame)
    full = [each.name for each in frame.get_columns() if not each.null_count()]
    return objects.astype(
        {key: bool if SCHEMA[key] is pl.Boolean else "int64" for key in full if key in SCHEMA}
    )


ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars lazy": pl.DataFrame.lazy,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "pandas nullable": _pandas_nullable,
    "pandas arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pandas plain": _pandas_plain,
}
"""How to put a frame on every engine."""


def records(frame: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - of every kind
    """Take a frame of any kind apart into plain values, row by row."""
    found: list[dict[str, Any]]
    match frame:
        case pl.LazyFrame():
            return frame.collect().to_dicts()
        case pl.DataFrame():
            return frame.to_dicts()
        case pa.Table():
            found = frame.to_pylist()
        case duckdb.DuckDBPyRelation():
            found = frame.to_arrow_table().to_pylist()
        case pd.DataFrame():
            plain = frame.astype(object).where(frame.notna(), None)
            return [{str(key): each[key] for key in each} for each in plain.to_dict("records")]
        case _:
            found = [row.asDict() for row in frame.collect()]
    return found


def expected(
    communities: Sequence[Facts],
    readings: Readings,
    rubric: Rubric = ANNEX_2,
) -> list[dict[str, Any]]:
    """Score one by one, laid out as a scored frame."""
    return [_laid_out(each, readings, rubric) for each in communities]


def _laid_out(facts: Facts, readings: Readings, rubric: Rubric) -> dict[str, Any]:
    sheet = score(facts, readings, rubric)
    found: dict[str, Any] = {
        f"row_{row.id.replace('.', '_')}_{end}": getattr(row, end)
        for row in sheet.rows.values()
        for end in ("low", "high")
    }
    return found | {
        "total_low": sheet.total.low,
        "total_high": sheet.total.high,
        "eligible": sheet.eligible,
        "verdict": sheet.verdict,
        "findings": " ".join(each.code for each in sheet.findings if each.met is False),
        "undecided": " ".join(each.code for each in sheet.findings if each.met is None),
    }
