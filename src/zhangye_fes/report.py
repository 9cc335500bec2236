"""Reports to hand out: one community's sheet, or a county's, each as one page of HTML.

A page is one file: it loads nothing and runs nothing, prints on A4, and follows the reader's choice
of light or dark. The same input gives the same page, to the byte; there is no date on it but those
that were given.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from zhangye_fes.communitypages import CommunityPage
from zhangye_fes.countypages import CountyPage
from zhangye_fes.messages import NoText
from zhangye_fes.pages import page
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhangye_fes.advice import Plan
    from zhangye_fes.model import ScoreSheet
    from zhangye_fes.papers import ReviewedSheet
    from zhangye_fes.register import Register
    from zhangye_fes.table import Rubric

__all__ = ["community_report", "county_report"]


def __dir__() -> list[str]:
    return __all__


def community_report(
    sheet: ScoreSheet,
    *,
    name: str = "",
    reviewed: ReviewedSheet | None = None,
    advice: Sequence[Plan] | None = None,
    locale: str = "zh_CN",
    rubric: Rubric = ANNEX_2,
) -> str:
    """One community: the verdict, 附件2 filled in with the law's words, advice, the receipt.

    Args:
        sheet: what was scored.
        name: 单位名称, whatever it should be called.
        reviewed: what people filled in as 自评 and 考评, to stand beside the computed points.
        advice: what :func:`~zhangye_fes.advice.advise` said, if it should be told.
        locale: one of :data:`~zhangye_fes.messages.LOCALES`.
        rubric: the table that a what-if was scored with.

    Raises:
        NoText: the language, or the table that the sheet was scored with, is another one.

    Source: 第七条, 附件2

    >>> from zhangye_fes import Facts, score
    >>> community_report(score(Facts()), name="甘泉社区").splitlines()[1]
    '<html lang="zh-CN">'
    """
    told = CommunityPage(
        sheet=sheet, name=name, reviewed=reviewed, advice=advice, locale=locale, rubric=rubric
    )
    return page(told.title, locale, *told.parts())


def county_report(
    sheets: Iterable[tuple[str, ScoreSheet]],
    *,
    title: str,
    register: Register | None = None,
    on: dt.date | None = None,
    locale: str = "zh_CN",
    rubric: Rubric = ANNEX_2,
) -> str:
    """Many communities: the table in the order given, how totals lie, where points are lost.

    Args:
        sheets: the name of each community, and its sheet.
        title: what the page is called, such as the county's name.
        register: what obligations come from.
        on: the day that obligations are of; given with a register, and only then.
        locale: one of :data:`~zhangye_fes.messages.LOCALES`.
        rubric: the table that a what-if was scored with.

    Raises:
        NoText: the language, or the table that a sheet was scored with, is another one.
        TypeError: a register was given without a day, or a day without a register.

    Source: 第七条, 第八条, 第十条, 第十三条, 附件2

    >>> county_report([], title="甘州区").splitlines()[2]
    '<head><meta charset="utf-8"><title>甘州区</title>'
    """
    if (register is None) != (on is None):
        raise TypeError("obligations are of a register as of a day: give register= and on=")
    given = tuple(sheets)
    for _, sheet in given:
        if sheet.rubric != rubric.ref:
            raise NoText(f"the sheet was scored with {sheet.rubric.name!r}: give this rubric")
    due = (register, on) if register is not None and on is not None else None
    told = CountyPage(sheets=given, title=title, due=due, locale=locale, rubric=rubric)
    return page(title, locale, *told.parts())
