"""Working days and the legal periods of the notice, each with what it rests on.

Useful alone: it knows nothing of scoring or of the life cycle. Results carry the answer, the days
counted, what moved it, the answer under the other reading, the provisions, and how certain it is.
Where the calendar ends, what is certain without it is answered, and nothing is guessed.

The calendar is here at once; the periods are imported when they are first asked for.
"""

from types import MappingProxyType
from typing import TYPE_CHECKING

from zhangye_fes.days import Calendar, Certainty, DateSpan, Day, DayKind, DayRule
from zhangye_fes.later import on_demand
from zhangye_fes.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from zhangye_fes.deadlines import (
        FundsReportDeadline,
        MonthDeadline,
        Validity,
        add_months,
        funds_report_deadline,
        in_force,
        month_deadline,
    )
    from zhangye_fes.periods import Moved
    from zhangye_fes.publicity import (
        PublicityCheck,
        PublicityPeriod,
        check_publicity,
        publicity_period,
    )

__all__ = [
    "Calendar",
    "Certainty",
    "DateSpan",
    "Day",
    "DayKind",
    "DayRule",
    "FundsReportDeadline",
    "MonthDeadline",
    "Moved",
    "PublicityCheck",
    "PublicityPeriod",
    "Validity",
    "WorkCalendar",
    "add_months",
    "check_publicity",
    "funds_report_deadline",
    "in_force",
    "month_deadline",
    "publicity_period",
]

_HOMES = MappingProxyType(
    {
        "deadlines": (
            *("FundsReportDeadline", "MonthDeadline", "Validity"),
            *("add_months", "funds_report_deadline", "in_force", "month_deadline"),
        ),
        "periods": ("Moved",),
        "publicity": ("PublicityCheck", "PublicityPeriod", "check_publicity", "publicity_period"),
    }
)
"""Where each name lives that is not here from the beginning."""


def __dir__() -> list[str]:
    return __all__


__getattr__ = on_demand(globals(), _HOMES)
