"""Findings of a register in words: the code, what it says, what was looked at, the provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhangye_fes.phrases import CODED, FACTS, LEVELS, STATUSES, WORDS
from zhangye_fes.refusals import retold
from zhangye_fes.regulation import provision_label
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from zhangye_fes.model import Finding
    from zhangye_fes.subsidy import Entitlement
    from zhangye_fes.tongue import Tongue

__all__ = ["coded_text", "entitlement_text"]


def __dir__() -> list[str]:
    return __all__


def coded_text(tongue: Tongue, finding: Finding) -> str:
    """Put a finding into one line: its code, what it says, what was looked at, the provision.

    >>> from zhangye_fes.deciding import object_to
    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> coded_text(english, object_to("SAME_NAME", name="东街社区").finding)
    'SAME_NAME that is its name already (name 东街社区) [第十条]'
    """
    code, what = finding.code, tongue.say(CODED[finding.code])
    if code == "INVALID_INPUT":  # of its form alone, about which no provision says anything
        facts = tongue.say("; ").join(
            retold(tongue, *map(str, each)) for each in finding.facts.items()
        )
        return tongue.say("{code} {what} ({facts})", code=code, what=what, facts=facts)
    looked_at = [_fact(tongue, *each) for each in finding.facts.items() if each[0] not in _SAID]
    if looked_at:
        facts = tongue.say(", ").join(looked_at)
        told = tongue.say("{code} {what} ({facts})", code=code, what=what, facts=facts)
    else:
        told = tongue.say("{code} {what}", code=code, what=what)
    where = tongue.say(provision_label(finding.provision))
    return tongue.say("{told} [{citation}]", told=told, citation=where)


def entitlement_text(tongue: Tongue, found: Entitlement) -> str:
    """Put an entitlement into lines: the amount, and all that stands against it.

    >>> from zhangye_fes.deciding import object_to
    >>> from zhangye_fes.subsidy import Entitlement
    >>> from zhangye_fes.tongue import Tongue
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> against = (object_to("ALREADY_PAID", year=2024).finding,)
    >>> refused = Entitlement(
    ...     year=2024, on="2024-06-01", amount=0, findings=against, contested_by=()
    ... )
    >>> print(entitlement_text(english, refused))
    the subsidy of 2024, on 2024-06-01: 0 yuan
      ALREADY_PAID already paid for the year (year 2024) [第十一条]
    """
    head = tongue.say(
        "the subsidy of {year}, on {day}: {amount} yuan",
        year=found.year,
        day=found.on,
        amount=found.amount,
    )
    return "\n".join([head, *(f"  {coded_text(tongue, each)}" for each in found.findings)])


_SAID = frozenset({"community", "event", "possible"})
"""The facts that stand beside every finding, or would fill the page."""


_LISTS = frozenset({"held", "left_out", "missing"})
"""The facts that name several things."""


def _fact(tongue: Tongue, name: str, value: object) -> str:
    parts = str(value).split(", ") if name in _LISTS else [str(value)]
    said = [tongue.say(_WORDS[each]) if each in _WORDS else each for each in parts]
    called = tongue.say(FACTS[name]) if name in FACTS else name
    return tongue.say("{name} {value}", name=called, value=tongue.say(", ").join(said))


_WORDS = FrozenDict({**STATUSES, **LEVELS, **WORDS})
"""What a fact may say; what is not here is a number, a day or a name."""
