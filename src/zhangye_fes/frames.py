"""Whole tables scored on the engine they are in: pandas, Polars, PyArrow, DuckDB, Spark and more.

The same table of clauses that scores one community is compiled to column expressions, so that a
million communities get exactly the answers of :func:`~zhangye_fes.score`. A frame comes back in its
own kind, and lazy where it was lazy. Needs narwhals, which the extra ``[frames]`` brings.

Columns are named as the facts are, a rate by its two counts: ``reemployment_num``,
``reemployment_den``. A null, and a column that is not there, is a fact that is not known.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

from zhangye_fes.errors import MissingExtra
from zhangye_fes.readings import DEFAULT
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhangye_fes.readings import Readings
    from zhangye_fes.table import Rubric

__all__ = [
    "losses",
    "margins",
    "near_the_line",
    "reform",
    "score_frame",
    "score_under_all_readings",
    "sweep",
    "tidy",
]

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
        InvalidInput: no column is named as a fact, one half of a rate is missing, names are not
            texts or not all different, a column has the name of a result; or, where the frame is
            not lazy, a cell is bad: the error names the column and its first row, counted from 0.
        MissingExtra: narwhals is not installed.

    Source: 第七条, 附件2

    >>> import polars as pl
    >>> frame = pl.DataFrame({"retiree_service_num": [411, 412], "retiree_service_den": [412, 412]})
    >>> score_frame(frame)["row_3_5_low", "row_3_5_high", "total_high"].rows()
    [(0, 0, 96), (4, 4, 100)]
    """
    scored = _part("framing").scored(frame, readings, rubric, known=known, findings=findings)
    return cast("F", scored)


def sweep(
    frame: F, readings: Iterable[Readings] = (DEFAULT,), rubrics: Iterable[Rubric] = (ANNEX_2,)
) -> F:
    """Score every community under each of the readings with each of the tables, in one pass.

    Returns:
        One line for each community and scenario: the columns of the frame that hold no facts,
        ``readings`` (what differs from the defaults, or ``default``), ``rubric`` (its name),
        ``total_low``, ``total_high``, ``verdict``.

    Raises:
        InvalidRubric: two tables have the same name.
        InvalidInput: no readings or no table are given; else as :func:`score_frame`.

    >>> import polars as pl
    >>> from zhangye_fes import Readings
    >>> frame = pl.DataFrame({"id": ["A"], "training_num": [4], "training_den": [5]})
    >>> found = sweep(frame, [Readings(), Readings(training_at_80="lower")])
    >>> found["id", "readings", "total_high"].rows()
    [('A', 'default', 98), ('A', 'training_at_80=lower', 96)]
    """
    return cast("F", _part("sweeps").swept(frame, list(readings), list(rubrics)))


def score_under_all_readings(frame: F, rubric: Rubric = ANNEX_2) -> F:
    """Score every community under every computed reading.

    Returns:
        The frame with ``total_low`` and ``total_high`` over every reading, ``verdict`` (the same
        under every reading, or ``depends``), and ``turns_on``: the readings any of which, changed
        alone from the defaults, turns the verdict, their names with blanks between. They are a
        subset of ``depends_on``, in which the function of the same name for one community names
        those as well that turn it only together with others.

    Raises:
        InvalidInput: as :func:`score_frame`.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"basic_conditions_met": [False, True]})
    >>> score_under_all_readings(frame)["verdict"].to_list()
    ['not_qualified', 'undetermined']
    """
    return cast("F", _part("spans").ranged(frame, rubric))


def tidy(frame: F, community: str, readings: Readings = DEFAULT, rubric: Rubric = ANNEX_2) -> F:
    """Lay out what every clause gives or takes, one line for each community and clause.

    Args:
        frame: one community a row.
        community: the column that says which one.
        readings: how the text is read where it is open.
        rubric: another table than 附件2 makes the result a what-if.

    Returns:
        ``community``, ``row``, ``clause``, ``points_low``, ``points_high``, ``citation`` (the id
        of the provision) and ``label`` (how one cites it in Chinese): the points as in the findings
        of :func:`~zhangye_fes.score`, null where a cell is bad.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"id": ["A"], "service_hall": [False]})
    >>> tidy(frame, "id").row(0)
    ('A', '1', 'SERVICE_HALL', -5, -5, 'annex2.1', '附件2 第1行')
    """
    return cast("F", _part("analysis").tidied(frame, community, readings, rubric))


def margins(frame: F, readings: Readings = DEFAULT, rubric: Rubric = ANNEX_2) -> F:
    """Score, and add how far the total is above (negative: below) the pass mark.

    >>> import polars as pl
    >>> margins(pl.DataFrame({"service_hall": [False]}))["margin_low", "margin_high"].row(0)
    (-90, 5)
    """
    return cast("F", _part("analysis").margin(frame, readings, rubric))


def losses(
    frame: F,
    by: Sequence[str] = (),
    readings: Readings = DEFAULT,
    rubric: Rubric = ANNEX_2,
) -> F:
    """Add up the points lost, by row and by clause; bad rows of a lazy frame are left out.

    Args:
        frame: one community a row.
        by: columns to group by, such as a county.
        readings: how the text is read where it is open.
        rubric: another table than 附件2 makes the result a what-if.

    Returns:
        The columns of ``by``, ``row``, ``clause`` (blank for the row as a whole), ``lost_low``
        and ``lost_high``. What clauses lose alone may exceed what the row can lose.

    >>> import polars as pl
    >>> losses(pl.DataFrame({"service_hall": [False, True]})).row(0)
    ('1', '', 5, 35)
    """
    return cast("F", _part("analysis").lost(frame, by, readings, rubric))


def near_the_line(
    frame: F,
    within: int = 5,
    by: Sequence[str] = (),
    readings: Readings = DEFAULT,
    rubric: Rubric = ANNEX_2,
) -> F:
    """Count the communities that are at most so many points from the pass mark.

    Returns:
        The columns of ``by``, ``end`` (``margin_low`` or ``margin_high``), ``margin``,
        ``communities``.

    >>> import polars as pl
    >>> near_the_line(pl.DataFrame({"service_hall": [False, True]})).rows()
    [('margin_high', 5, 1)]
    """
    return cast("F", _part("analysis").near(frame, within, by, readings, rubric))


def reform(
    frame: F,
    rubric: Rubric = ANNEX_2,
    readings: Readings = DEFAULT,
    by: Sequence[str] = (),
) -> F:
    """Count the communities by their verdict now and under another table or other readings.

    Returns:
        The columns of ``by``, ``before`` (附件2, the default readings), ``after``, ``communities``.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"service_hall": [False], "work_system": [False]})
    >>> reform(frame, ANNEX_2.replace("stricter", pass_mark=95)).rows()
    [('undetermined', 'not_qualified', 1)]
    """
    before, after = (DEFAULT, ANNEX_2), (readings, rubric)
    return cast("F", _part("analysis").effect(frame, by, before, after))


def _part(name: str) -> Any:  # noqa: ANN401 - a module
    """Import what needs narwhals."""
    try:
        return import_module(f"zhangye_fes.{name}")
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("narwhals"):
            raise
        raise MissingExtra(
            "frames need narwhals, not installed: install zhangye-fes[frames]"
        ) from None
