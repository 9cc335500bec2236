"""Whole tables scored on the engine they are in: pandas, Polars, PyArrow, DuckDB, Spark and more.

The same table of clauses that scores one community is compiled to column expressions, so that a
million communities get exactly the answers of :func:`~zhangye_fes.score`. A frame comes back in its
own kind, and lazy where it was lazy. Needs narwhals, which the extra ``[frames]`` brings.

Columns are named as the facts are, a rate by its two counts: ``reemployment_num``,
``reemployment_den``. A null, and a column that is not there, is a fact that is not known.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from zhangye_fes.readings import DEFAULT
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.tables import MissingExtra

if TYPE_CHECKING:
    from zhangye_fes.readings import Readings
    from zhangye_fes.table import Rubric

__all__ = ["score_frame"]

F = TypeVar("F")


def __dir__() -> list[str]:
    return __all__


def score_frame(
    frame: F,
    readings: Readings = DEFAULT,
    rubric: Rubric = ANNEX_2,
    *,
    known: bool = False,
    findings: bool = False,
) -> F:
    """Score every community of a frame.

    Args:
        frame: one community a row; of any kind that narwhals takes.
        readings: how the text is read where it is open.
        rubric: another table than 附件2 makes the result a what-if.
        known: promise that every fact is known; each row of the table is then one column.
        findings: name the clauses that are not fulfilled as well.

    Returns:
        The frame with these columns after its own: for each row of the table ``row_3_1_low`` and
        ``row_3_1_high`` (``known``: one column ``row_3_1``), ``total_low``, ``total_high``,
        ``eligible``, ``verdict``, and with ``findings`` the codes of the clauses that are not
        fulfilled and, ``undecided``, of those that unknown facts leave open. Which columns there
        are never depends on the data. In a lazy frame a row with a bad cell has the verdict
        ``invalid`` and no points.

    Raises:
        InvalidInput: no column is named as a fact, one half of a rate is missing, a column has the
            name of a result; or, where the frame is not lazy, a cell is bad: the error names the
            column and its first row, counted from 0.
        MissingExtra: narwhals is not installed.

    Source: 第七条, 附件2

    >>> import polars as pl
    >>> frame = pl.DataFrame({"retiree_service_num": [411, 412], "retiree_service_den": [412, 412]})
    >>> score_frame(frame)["row_3_5_low", "row_3_5_high", "total_high"].rows()
    [(0, 0, 96), (4, 4, 100)]
    """
    found = _part("framing").scored(frame, readings, rubric, known=known, findings=findings)
    kept: F = found
    return kept


def _part(name: str) -> Any:  # noqa: ANN401 - a module
    """Import what needs narwhals."""
    try:
        return import_module(f"zhangye_fes.{name}")
    except ModuleNotFoundError as error:
        if error.name != "narwhals":
            raise
        raise MissingExtra(
            "frames need narwhals, not installed: install zhangye-fes[frames]"
        ) from None
