"""What charts show, as plain data: counted on a frame's own engine, with the words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals.stable.v2 as nw

from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.messages import label, text
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhangye_fes.model import ScoreSheet

__all__ = [
    "FULL",
    "PLACES",
    "Rows",
    "changes",
    "kept_lost_open",
    "losses_by_row",
    "movements",
    "outcomes",
    "said",
    "steps",
    "totals",
]

Rows: TypeAlias = list[dict[str, Any]]
PLACES = ("qualified", "undetermined", "not_qualified", "invalid")
"""The verdicts, the best first."""
FULL = 100
"""The points that all rows give together."""


def __dir__() -> list[str]:
    return __all__


# Words -----------------------------------------------------------------------------------------


def said(verdict: str, locale: str) -> str:
    """Say a verdict, also the one of a row with a bad cell.

    >>> said("qualified", "zh_CN"), said("invalid", "zh_CN")
    ('达到认定标准', '数据有误')
    """
    return (
        text("figures that cannot be", locale) if verdict == "invalid" else label(verdict, locale)
    )


def kept_lost_open(locale: str) -> tuple[str, str, str]:
    """Say what points may be: there, lost, neither.

    >>> kept_lost_open("zh_CN")
    ('得分', '已失', '未定')
    """
    return text("points", locale), text("lost", locale), text("still open", locale)


def movements(locale: str) -> tuple[str, str, str]:
    """Say how a verdict may change.

    >>> movements("zh_CN")
    ('变好', '不变', '变差')
    """
    return text("better", locale), text("the same", locale), text("worse", locale)


def _row(row: str, locale: str) -> str:
    return f"{row} {label(row, locale)}"


def _scenario(rubric: str, readings: str, locale: str) -> str:
    """Name a table, and what differs from the default readings."""
    chosen = [] if readings == "default" else readings.split(", ")
    parts = [each.split("=") for each in chosen]
    options = [f"{name}={label(f'{name}.{option}', locale)}" for name, option in parts]
    table = text(rubric, locale) if rubric == ANNEX_2.name else rubric
    return " · ".join([table, *options])


# Frames ----------------------------------------------------------------------------------------


def totals(scored: object, by: str | None, end: str, locale: str) -> Rows:
    """Count communities by their total and verdict.

    >>> import polars as pl
    >>> frame = pl.DataFrame(
    ...     {"total_low": [90, 90, None], "verdict": ["qualified"] * 2 + ["invalid"]}
    ... )
    >>> totals(frame, None, "low", "en")
    [{'total': 90, 'code': 'qualified', 'place': 0, 'verdict': 'qualified', 'count': 2}]
    """
    column = f"total_{end}"
    names = [*_group(by), column, "verdict"]
    valid = _having(scored, names, "score_frame").filter(~nw.col(column).is_null())
    return [
        _grouped(each, by) | {"total": int(each[column])} | _told(each, locale)
        for each in _counted(valid.to_native(), names, "score_frame")
    ]


def outcomes(swept: object, locale: str) -> Rows:
    """Count communities by scenario and verdict, what is in force first."""
    return [
        {"scenario": _scenario(each["rubric"], each["readings"], locale)} | _told(each, locale)
        for each in sorted(
            _counted(swept, ["rubric", "readings", "verdict"], "sweep"),
            key=lambda each: (each["rubric"] != ANNEX_2.name, each["readings"] != "default"),
        )
    ]


def losses_by_row(lost: object, by: str | None, locale: str) -> Rows:
    """Tell what each row of the table loses, for certain and perhaps."""
    _, sure, perhaps = kept_lost_open(locale)
    names = [*_group(by), "row", "clause", "lost_low", "lost_high"]
    found: Rows = []
    for each in _taken(lost, names, "losses"):
        if not each["clause"]:
            low, high = each["lost_low"], each["lost_high"]
            place = _grouped(each, by) | {"row": each["row"], "words": _row(each["row"], locale)}
            found.append(place | {"kind": sure, "points": low})
            found.append(place | {"kind": perhaps, "points": high - low})
    return found


def changes(counted: object, by: str | None, locale: str) -> Rows:
    """Tell how many communities go from one verdict to another."""
    better, same, worse = movements(locale)
    found: Rows = []
    for each in _taken(counted, [*_group(by), "before", "after", "communities"], "reform"):
        before, after = PLACES.index(each["before"]), PLACES.index(each["after"])
        moved = same if before == after else better if after < before else worse
        verdicts = {when: said(each[when], locale) for when in ("before", "after")}
        count = {"count": each["communities"]}
        found.append(_grouped(each, by) | verdicts | {"change": moved} | count)
    return found


def _told(each: dict[str, Any], locale: str) -> dict[str, Any]:
    """Say a verdict, and how many have it."""
    code = each["verdict"]
    place = {"code": code, "place": PLACES.index(code), "verdict": said(code, locale)}
    return place | {"count": each["count"]}


def _counted(native: object, names: Sequence[str], source: str) -> Rows:
    frame = _having(native, names, source).group_by(*names).agg(nw.len().alias("count"))
    return _taken(frame.to_native(), [*names, "count"], source)


def _taken(native: object, names: Sequence[str], source: str) -> Rows:
    """Take columns out of a frame that is small by now, in an order that is every engine's."""
    frame = _having(native, names, source).select(*names).lazy().collect()
    rows = [
        {name: nw.to_py_scalar(value) for name, value in each.items()}
        for each in frame.iter_rows(named=True)
    ]
    return sorted(rows, key=lambda each: [(value is None, value) for value in each.values()])


def _having(native: Any, names: Sequence[str], source: str) -> Any:  # noqa: ANN401 - of any kind
    frame = nw.from_native(native)
    there = frame.collect_schema().names()
    wanted = f"one: give what {source}() gives"
    wrong = [Problem(name, "no such column", wanted, "column_missing") for name in names]
    gone = [each for each in wrong if each.field not in there]
    if gone:
        raise InvalidInput(gone)
    return frame


def _group(by: str | None) -> list[str]:
    return [] if by is None else [by]


def _grouped(each: dict[str, Any], by: str | None) -> dict[str, Any]:
    return {} if by is None else {"group": each[by]}


# One sheet -------------------------------------------------------------------------------------


def steps(sheet: ScoreSheet, locale: str) -> Rows:
    """Go down from the full points to the total, what is lost for certain first."""
    kept, sure, perhaps = kept_lost_open(locale)
    total, rows = sheet.total, sheet.rows.values()
    lost = [(_row(row.id, locale), row.standard - row.high) for row in rows]
    found = [_bar(text("standard points", locale), kept, 0, FULL), *_falls(FULL, lost, sure)]
    if total.exact:
        return [*found, _bar(text("total", locale), kept, 0, total.low)]
    left = [
        (text("still open: {row}", locale, row=_row(row.id, locale)), row.high - row.low)
        for row in rows
    ]
    return [
        *found,
        _bar(text("total at most", locale), kept, 0, total.high),
        *_falls(total.high, left, perhaps),
        _bar(text("total at least", locale), kept, 0, total.low),
    ]


def _falls(begun: int, lost: Iterable[tuple[str, int]], kind: str) -> Iterator[dict[str, Any]]:
    for words, points in lost:
        if points:
            yield _bar(words, kind, begun - points, begun) | {"shown": f"−{points}", "at": begun}
            begun -= points


def _bar(words: str, kind: str, low: int, high: int) -> dict[str, Any]:
    """Lay out a bar, and where its number stands."""
    return {"words": words, "kind": kind, "low": low, "high": high, "shown": str(high), "at": low}
