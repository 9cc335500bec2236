"""What is wrong with a filled-in 附件2, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.regulation import provision_label
from zhangye_fes.tongue import NoText
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhangye_fes.model import Finding
    from zhangye_fes.tongue import Tongue

__all__ = ["REMARKS", "remark"]

REMARKS = FrozenDict(
    {
        "ROW_BLANK": "{column}: row {row} is blank",
        "POINTS_IMPOSSIBLE": "{column}: no facts give row {row} just {entered} points",
        "PROJECT_SUM": "{column}: project {project} says {entered}, its rows give {rows_give}",
        "SUM_MISMATCH": "{column}: the total says {entered}, the rows give {rows_give}",
    }
)
"""What is said of one column, by code; the sum of a project apart from that of the table."""


def __dir__() -> list[str]:
    return __all__


def remark(tongue: Tongue, finding: Finding) -> str:
    """One finding about a filled-in 附件2, in one line.

    Raises:
        NoText: it is not such a finding.

    >>> from zhangye_fes.model import Finding
    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> remark(
    ...     english,
    ...     Finding(
    ...         code="SCORES_DIFFER",
    ...         provision="annex2.3.3",
    ...         facts={"row": "3.3", "own": 5, "low": 0, "high": 0},
    ...     ),
    ... )
    'own score 5, computed result 0 [附件2 第3.3行]'
    """
    columns = {"own": tongue.say("own score"), "review": tongue.say("review")}
    facts = dict(finding.facts)
    code = "PROJECT_SUM" if "project" in facts else finding.code
    if code == "SCORES_DIFFER":
        told = _differ(tongue, columns, facts)
    elif code in REMARKS:
        column = columns[str(facts["column"])]
        told = tongue.say(REMARKS[code], **facts | {"column": column})
    else:
        raise NoText(f"no words for a finding {finding.code!r}: give one of this library")
    where = tongue.say(provision_label(finding.provision))
    return tongue.say("{told} [{citation}]", told=told, citation=where)


def _differ(tongue: Tongue, columns: Mapping[str, str], facts: Mapping[str, object]) -> str:
    told = [f"{name} {facts[column]}" for column, name in columns.items() if column in facts]
    if "low" in facts:
        low, high = facts["low"], facts["high"]
        points = low if low == high else tongue.say("{low} to {high}", low=low, high=high)
        told.append(f"{tongue.say('computed result')} {points}")
    return tongue.join(*told)
