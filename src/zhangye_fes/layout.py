"""Sheets laid out for a dataframe: plain dicts, wide or narrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from zhangye_fes.intake import an_option

if TYPE_CHECKING:
    from zhangye_fes.model import ScoreSheet

__all__ = ["rows"]


def __dir__() -> list[str]:
    return __all__


def rows(
    sheets: Iterable[ScoreSheet] | Mapping[str, ScoreSheet],
    each: Literal["community", "row"] = "community",
) -> list[dict[str, Any]]:
    """Lay sheets out as plain dicts for a dataframe: one a community, or one a community and row.

    Args:
        sheets: in their order, numbered from 0; or by the id of the community.
        each: ``community`` for one wide dict each, ``row`` for fourteen narrow ones.

    Raises:
        InvalidInput: ``each`` is neither.

    >>> rows([])
    []
    """
    an_option(each, ("community", "row"), "each")
    named = sheets.items() if isinstance(sheets, Mapping) else enumerate(sheets)
    if each == "row":
        return [
            {"community": community, "row": row.id, "standard": row.standard}
            | {"low": row.low, "high": row.high}
            for community, sheet in named
            for row in sheet.rows.values()
        ]
    return [_wide(community, sheet) for community, sheet in named]


def _wide(community: str | int, sheet: ScoreSheet) -> dict[str, Any]:
    points = {
        f"row_{row.id.replace('.', '_')}_{end}": getattr(row, end)
        for row in sheet.rows.values()
        for end in ("low", "high")
    }
    total = {"total_low": sheet.total.low, "total_high": sheet.total.high}
    verdict = {"eligible": sheet.eligible, "verdict": sheet.verdict, "rubric": sheet.rubric.name}
    return {"community": community, **points, **total, **verdict}
