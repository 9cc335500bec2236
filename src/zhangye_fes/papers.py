"""The notice's two forms as people fill them in: 附件1, and 附件2 with its columns 自评 and 考评.

What people enter is kept as entered. :func:`check_review` then says what does not add up, which
points no facts can give, and where the columns and the computed score differ.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from zhangye_fes.facts import Facts, FactValue
from zhangye_fes.levels import steps
from zhangye_fes.model import Finding, FrozenDict, IsoDate, Rate, ScoreSheet
from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.row import Row
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import bounds_part
from zhangye_fes.values import MAX_COUNT, Count, Flag, Value

__all__ = ["ApplicationForm", "FilledSheet", "Marks", "Opinion", "ReviewedSheet", "check_review"]


_Told = dict[str, FactValue | str]
Entry = TypeVar("Entry")


def __dir__() -> list[str]:
    return __all__


class Opinion(Value):
    """What an office wrote into its cell of 附件1, with its seal and date (盖章，年月日)."""

    text: str = ""
    on: IsoDate | None = None
    sealed: Flag = False


class ApplicationForm(Value):
    """附件1 张掖市市级充分就业社区申报表, cell by cell.

    The street's opinion is a cell of the form, not a stage of the procedure: 第六条 does not name
    it.

    Source: 附件1

    >>> ApplicationForm(name="金安苑社区").county_opinion.sealed
    False
    """

    name: str
    """社区名称."""
    profile: str = ""
    """社区基本情况."""
    work: str = ""
    """社区工作情况."""
    street_opinion: Opinion = Field(default_factory=Opinion)
    """街道（乡镇）推荐意见."""
    county_opinion: Opinion = Field(default_factory=Opinion)
    """县（区）人力资源和社会保障部门推荐意见."""
    city_opinion: Opinion = Field(default_factory=Opinion)
    """市人力资源和社会保障部门审核意见."""


def _of_rows(by_row: dict[str, Entry]) -> FrozenDict[str, Entry]:
    return _known("rows", [row.id for row in ANNEX_2.rows], by_row)


def _of_projects(by_project: dict[str, Entry]) -> FrozenDict[str, Entry]:
    return _known("projects", [project.id for project in ANNEX_2.projects], by_project)


def _known(parts: str, ids: list[str], entries: dict[str, Entry]) -> FrozenDict[str, Entry]:
    for given in entries:
        if given not in ids:
            msg = f"{parts} of 附件2 ({', '.join(ids)}), not {given!r}"
            raise ValueError(msg)
    return FrozenDict(entries)


def _within(points: dict[str, int]) -> FrozenDict[str, int]:
    standards = {row.id: row.standard for row in ANNEX_2.rows}
    for row, entered in _of_rows(points).items():
        if entered > standards[row]:
            msg = f"0 to {standards[row]} points in row {row}, not {entered}"
            raise ValueError(msg)
    return FrozenDict(points)


class Marks(Value):
    """One column of 附件2 as entered: points by row, and the sums that were written down."""

    points: Annotated[dict[str, Count], AfterValidator(_within)]
    """Whole points by row id, from 0 to the row's standard points; a blank row is left out."""
    projects: Annotated[dict[str, Count], AfterValidator(_of_projects)] = Field(
        default_factory=FrozenDict
    )
    """The sums entered for projects ``1`` to ``5``, where there are any."""
    total: Count | None = None
    """The sum entered as 合计."""


class ReviewedSheet(Value):
    """附件2 as people filled it in: 自评 by the community, 考评 by the reviewer.

    Raises:
        ValidationError: points that are not whole, or not from 0 to the row's standard points.

    Source: 附件2 考评成绩（自评 / 考评）
    """

    own: Marks | None = None
    """自评."""
    review: Marks | None = None
    """考评."""


class FilledSheet(ReviewedSheet):
    """附件2 as a paper: whose it is, its two columns, and what was noted beside its rows.

    Source: 附件2 单位名称

    >>> FilledSheet(county="甘州区", name="甘泉社区", own=Marks(points={"3.3": 5})).street
    ''
    """

    county: str = ""
    """县（区）."""
    street: str = ""
    """街道（乡镇）."""
    name: str = ""
    """社区."""
    remarks: Annotated[dict[str, str], AfterValidator(_of_rows)] = Field(default_factory=FrozenDict)
    """备注 by row id; the notice's table has no such column, it stands beside it."""


def check_review(
    reviewed: ReviewedSheet, sheet: ScoreSheet | None = None, readings: Readings = DEFAULT
) -> tuple[Finding, ...]:
    """Check a filled-in 附件2 against itself, against the table, and against a computed sheet.

    ``SUM_MISMATCH``: a project's or the total's sum is not that of its rows. ``ROW_BLANK``: a row
    of a column was not filled in. ``POINTS_IMPOSSIBLE``: no facts give a row these points.
    ``SCORES_DIFFER``: the columns, or a column and the computed row, are not the same.

    Source: 附件2

    >>> column = Marks(points={"3.3": 4})
    >>> [
    ...     finding.code
    ...     for finding in check_review(ReviewedSheet(own=column))
    ...     if finding.facts and finding.facts.get("row") == "3.3"
    ... ]
    ['POINTS_IMPOSSIBLE']
    """
    columns = {"own": reviewed.own, "review": reviewed.review}
    filled = {name: marks for name, marks in columns.items() if marks is not None}
    findings: list[Finding] = []
    for name, marks in filled.items():
        findings += _column(name, marks, readings)
    findings += _differences(filled, sheet)
    return tuple(findings)


def _column(name: str, marks: Marks, readings: Readings) -> Iterator[Finding]:
    for row in ANNEX_2.rows:
        told: _Told = {"column": name, "row": row.id}
        entered = marks.points.get(row.id)
        if entered is None:
            yield _finding("ROW_BLANK", f"annex2.{row.id}", told)
        elif entered not in possible_points(row, readings):
            yield _finding("POINTS_IMPOSSIBLE", f"annex2.{row.id}", told | {"entered": entered})
    sums = {
        project.id: sum(
            marks.points.get(row.id, 0) for row in ANNEX_2.rows if row.project == project.id
        )
        for project in ANNEX_2.projects
    }
    for project, entered in marks.projects.items():
        if entered != sums[project]:
            told = {"column": name, "project": project, "entered": entered}
            yield _finding("SUM_MISMATCH", "annex2", told | {"rows_give": sums[project]})
    if marks.total is not None and marks.total != sum(sums.values()):
        told = {"column": name, "entered": marks.total, "rows_give": sum(sums.values())}
        yield _finding("SUM_MISMATCH", "annex2", told)


def _differences(filled: Mapping[str, Marks], sheet: ScoreSheet | None) -> Iterator[Finding]:
    for row in ANNEX_2.rows:
        told: _Told = {
            name: marks.points[row.id] for name, marks in filled.items() if row.id in marks.points
        }
        differ = len(set(told.values())) > 1
        if sheet is not None:
            computed = sheet.rows[row.id]
            differ = differ or any(
                not computed.low <= int(str(entered)) <= computed.high for entered in told.values()
            )
            told |= {"low": computed.low, "high": computed.high}
        if differ:
            yield _finding("SCORES_DIFFER", f"annex2.{row.id}", {"row": row.id, **told})


def _finding(code: str, provision: str, facts: _Told) -> Finding:
    return Finding(code=code, provision=provision, facts=facts)


@lru_cache(maxsize=256)
def possible_points(row: Row, readings: Readings) -> frozenset[int]:
    """Return every number of points that some facts give a row.

    >>> sorted(possible_points(ANNEX_2["4.2"], Readings()))
    [0, 3, 5]
    """
    worst: dict[str, FactValue] = {"flag": False, "count": MAX_COUNT, "rate": Rate(0, 100)}
    kinds = {fact.name: fact.type for fact in Facts.legend()}
    asking = tuple(clause.effect for clause in row.clauses)
    ladders = [
        [
            worst[kinds[name]],
            *steps(asking, name, None, readings, better=True, at_stake=row.standard),
        ]
        for name in row.facts
    ]
    part = bounds_part(row, readings)
    return frozenset(part.result(values)[0] for values in product(*ladders))
