"""Findings of a register in words: the code, what it says, what was looked at, the provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.messages import label, text
from zhangye_fes.phrases import CODED, FACTS, HAPPENINGS, LEVELS, STATUSES, WORDS
from zhangye_fes.tables import visible
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from zhangye_fes.deciding import Step
    from zhangye_fes.model import Finding
    from zhangye_fes.register import Register

__all__ = ["finding_text", "name_of", "told_of"]


def __dir__() -> list[str]:
    return __all__


def finding_text(finding: Finding, lang: str) -> str:
    """Put a finding into one line: its code, what it says, what was looked at, the provision.

    >>> from zhangye_fes.deciding import object_to
    >>> finding_text(object_to("SAME_NAME", name="东街社区").finding, "en")
    'SAME_NAME that is its name already (name 东街社区) [Article 10]'
    """
    code, what = finding.code, text(CODED[finding.code], lang)
    looked_at = [_fact(*each, lang) for each in finding.facts.items() if each[0] not in _SAID]
    if looked_at:
        facts = text(", ", lang).join(looked_at)
        told = text("{code} {what} ({facts})", lang, code=code, what=what, facts=facts)
    else:
        told = text("{code} {what}", lang, code=code, what=what)
    where = label(finding.provision, lang)
    return text("{told} [{citation}]", lang, told=told, citation=where)


_SAID = frozenset({"community", "event", "possible"})
"""The facts that stand beside every finding, or would fill the page."""


_LISTS = frozenset({"held", "left_out", "missing"})
"""The facts that name several things."""


def _fact(name: str, value: object, lang: str) -> str:
    parts = str(value).split(", ") if name in _LISTS else [str(value)]
    said = [text(_WORDS[each], lang) if each in _WORDS else each for each in parts]
    called = text(FACTS[name], lang) if name in FACTS else name
    return text("{name} {value}", lang, name=called, value=text(", ", lang).join(said))


_WORDS = FrozenDict({**STATUSES, **LEVELS, **WORDS})
"""What a fact may say; what is not here is a number, a day or a name."""


def told_of(register: Register, step: Step, told: str, lang: str) -> str:
    """Say of what event something is told, where it could be read."""
    if step.event is None:
        return told
    name, event = name_of(register, step.event.community), text(HAPPENINGS[step.event.type], lang)
    return text("{name}, {event}: {told}", lang, name=name, event=event, told=told)


def name_of(register: Register, community: str) -> str:
    """Call a community by its present name, or by its id where the register has no name."""
    known = community in register.communities
    return visible((register.community(community).name if known else None) or community)
