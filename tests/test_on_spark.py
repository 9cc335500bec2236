"""The example for a cluster, run on Spark on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from zhangye_fes.frames import score_frame

EXAMPLES = Path(__file__).parents[1] / "examples"
FILE = EXAMPLES / "zhangye-2024.csv"

_SUBMIT = "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell"
"""So few rows need no more."""

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(EXAMPLES / "on_spark.py"), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": _SUBMIT},
    )


def test_says_what_one_machine_says(tmp_path: Path) -> None:
    done = run(str(FILE), str(tmp_path / "scored"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "not_qualified 11",
        "qualified 18",
        "undetermined 3",
        "认定分数85分：not_qualified → qualified 5",
    ]
    here = score_frame(pl.read_csv(FILE, schema_overrides={"community": pl.String}))
    there = pl.read_parquet(tmp_path / "scored" / "*.parquet")
    assert there.sort("community").equals(here.sort("community"))


def test_a_cell_of_another_kind_is_refused_and_not_taken_for_unknown(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("community,qualified_staff\na,3\nb,2.5\n", encoding="utf-8")
    done = run(str(bad))
    assert done.returncode != 0
    assert "MALFORMED_RECORD" in done.stderr
    assert not done.stdout
