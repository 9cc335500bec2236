"""Obligations in words: by when, who, what, which community, which year, which provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.messages import label, text
from zhangye_fes.phrases import ACTORS, KINDS, WHY

if TYPE_CHECKING:
    from zhangye_fes.obligations import Obligation
    from zhangye_fes.register import Register

__all__ = ["TITLES", "UNREAD", "due_cells", "unread"]

TITLES = ("due", "who", "what", "community", "year", "provision")
"""What each of the cells is called."""

UNREAD = "events that cannot be read, and are not taken into account: {count}"
"""What has to be said beside a list, where there are any."""


def __dir__() -> list[str]:
    return __all__


def due_cells(due: Obligation, name: str, locale: str) -> tuple[str, ...]:
    """Put an obligation into words, one text for each of :data:`TITLES`.

    Args:
        due: what has to be done.
        name: what the community is called.
        locale: one of :data:`~zhangye_fes.messages.LOCALES`.

    >>> from zhangye_fes.obligations import Obligation
    >>> recheck = Obligation(kind="recheck", community="c", who="city", provision="art8", year=2024)
    >>> due_cells(recheck, "东街社区", "zh_CN")
    ('未规定期限', '市人社部门', '复查', '东街社区', '2024', '第八条')
    """
    return (
        _when(due, locale),
        text(ACTORS[due.who], locale),
        text(KINDS[due.kind], locale),
        name,
        str(due.year or ""),
        label(due.provision, locale),
    )


def unread(register: Register) -> int:
    """Count the events that could not be read: a list of duties does not know what they say.

    >>> from zhangye_fes.register import Register
    >>> unread(Register.replay(["{}"]))
    1
    """
    return sum(each.event is None for each in register.refusals)


def _when(due: Obligation, locale: str) -> str:
    if due.due:
        return text("{day} overdue", locale, day=due.due) if due.overdue else str(due.due)
    why = text(WHY[due.why or "no_term"], locale)
    if due.not_before:
        return text("{why}, not before {day}", locale, why=why, day=due.not_before)
    return why
