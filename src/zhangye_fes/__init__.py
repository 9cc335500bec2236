"""zhangye_fes: 《张掖市市级充分就业社区认定管理办法》 (张人社通〔2023〕181号) as software.

本库非官方解释；解释权属张掖市人力资源和社会保障局（第十六条）。

Not an official interpretation: the bureau alone interprets the notice (第十六条).

Names are imported when they are first asked for, so that a program that only asks for the version,
or serves one kind of question, does not pay for the rest.
"""

from typing import TYPE_CHECKING

from zhangye_fes.__about__ import __version__
from zhangye_fes.later import on_demand

if TYPE_CHECKING:
    from zhangye_fes.advice import Change, Plan, advise
    from zhangye_fes.errors import FesError, InvalidInput, Problem
    from zhangye_fes.events import Event
    from zhangye_fes.facts import Fact, Facts
    from zhangye_fes.layout import rows
    from zhangye_fes.messages import explain
    from zhangye_fes.model import (
        Bounds,
        ClauseFinding,
        Finding,
        RowScore,
        ScoreSheet,
    )
    from zhangye_fes.papers import (
        ApplicationForm,
        Marks,
        Opinion,
        ReviewedSheet,
        check_review,
    )
    from zhangye_fes.ranges import ReadingRange, score_under_all_readings
    from zhangye_fes.readings import REGISTER, SUPPLIED, Readings
    from zhangye_fes.register import Register
    from zhangye_fes.regulation import Citation
    from zhangye_fes.rubric import ANNEX_2
    from zhangye_fes.scoring import score
    from zhangye_fes.subsidy import entitlement
    from zhangye_fes.table import Rubric
    from zhangye_fes.values import Rate
    from zhangye_fes.workdays import (
        WorkCalendar,
        check_publicity,
        funds_report_deadline,
        in_force,
        month_deadline,
        publicity_period,
    )

__all__ = [
    "ANNEX_2",
    "REGISTER",
    "SUPPLIED",
    "ApplicationForm",
    "Bounds",
    "Change",
    "Citation",
    "ClauseFinding",
    "Event",
    "Fact",
    "Facts",
    "FesError",
    "Finding",
    "InvalidInput",
    "Marks",
    "Opinion",
    "Plan",
    "Problem",
    "Rate",
    "ReadingRange",
    "Readings",
    "Register",
    "ReviewedSheet",
    "RowScore",
    "Rubric",
    "ScoreSheet",
    "WorkCalendar",
    "__version__",
    "advise",
    "check_publicity",
    "check_review",
    "entitlement",
    "explain",
    "funds_report_deadline",
    "in_force",
    "month_deadline",
    "publicity_period",
    "rows",
    "score",
    "score_under_all_readings",
]


_HOMES = {
    "advice": ("Change", "Plan", "advise"),
    "errors": ("FesError", "InvalidInput", "Problem"),
    "events": ("Event",),
    "facts": ("Fact", "Facts"),
    "layout": ("rows",),
    "messages": ("explain",),
    "model": (
        *("Bounds", "ClauseFinding", "Finding"),
        *("RowScore", "ScoreSheet"),
    ),
    "papers": ("ApplicationForm", "Marks", "Opinion", "ReviewedSheet", "check_review"),
    "ranges": ("ReadingRange", "score_under_all_readings"),
    "readings": ("REGISTER", "SUPPLIED", "Readings"),
    "register": ("Register",),
    "regulation": ("Citation",),
    "rubric": ("ANNEX_2",),
    "scoring": ("score",),
    "subsidy": ("entitlement",),
    "table": ("Rubric",),
    "values": ("Rate",),
    "workdays": (
        *("WorkCalendar", "check_publicity", "funds_report_deadline"),
        *("in_force", "month_deadline", "publicity_period"),
    ),
}
"""Where each name lives."""


def __dir__() -> list[str]:
    return __all__


__getattr__ = on_demand(globals(), _HOMES)
