"""How events are judged: by which readings and calendar, with which objections, to what outcome.

An :class:`Objection` is a finding with its weight. What is *impossible* is refused always; what is
*irregular* is refused by whoever decides, and kept by whoever audits; what is *unknown*, because
the calendar does not reach, is no refusal; a *notice* is only told.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from zhangye_fes.errors import FesError
from zhangye_fes.model import Finding
from zhangye_fes.readings import REGISTER, Readings
from zhangye_fes.values import FrozenDict
from zhangye_fes.workdays import Validity, in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from zhangye_fes.days import Calendar
    from zhangye_fes.events import Event

__all__ = [
    "CODES",
    "Code",
    "Irregular",
    "Objection",
    "Outcome",
    "Refused",
    "Rules",
    "Step",
    "Undecided",
    "UnknownCommunity",
    "Weight",
    "force",
    "object_to",
    "other_readings",
    "outcome_of",
    "told",
    "validity",
]

Irregular = Literal["refuse", "keep"]
"""Whether what was unlawful but happened is refused (deciding) or kept (auditing)."""

Outcome = Literal["ok", "reject", "undetermined"]


def __dir__() -> list[str]:
    return __all__


class Weight(StrEnum):
    """What an objection comes to."""

    IMPOSSIBLE = "impossible"
    IRREGULAR = "irregular"
    UNKNOWN = "unknown"
    NOTICE = "notice"


class Code(NamedTuple):
    """A code, with the weight and the provision that it usually has."""

    weight: Weight
    provision: str


CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "INVALID_INPUT": Code(Weight.IMPOSSIBLE, "art6"),
        "UNKNOWN_COMMUNITY": Code(Weight.IMPOSSIBLE, "art6.1"),
        "OUT_OF_ORDER": Code(Weight.IMPOSSIBLE, "art6"),
        "TRANSITION_FORBIDDEN": Code(Weight.IMPOSSIBLE, "art6"),
        "NOT_IN_FORCE": Code(Weight.IRREGULAR, "art17"),
        "OUT_OF_SCOPE": Code(Weight.IRREGULAR, "art2"),
        "MATERIALS_MISSING": Code(Weight.IRREGULAR, "art6.1"),
        "BARRED": Code(Weight.IRREGULAR, "art15"),
        "NOT_CARRIED_OVER": Code(Weight.IMPOSSIBLE, "art17"),
        "TITLE_LAPSED": Code(Weight.IRREGULAR, "art17"),
        "PUBLICITY_TOO_SHORT": Code(Weight.IRREGULAR, "art6.2"),
        "PUBLICITY_NOT_OVER": Code(Weight.IRREGULAR, "art6.2"),
        "CITY_PUBLICITY_UNDER_FIVE": Code(Weight.NOTICE, "art6.3"),
        "CALENDAR_NOT_PUBLISHED": Code(Weight.UNKNOWN, "art6.2"),
        "STEP_MISSING": Code(Weight.IRREGULAR, "art6.3"),
        "PASSED_BELOW_90": Code(Weight.NOTICE, "art8"),
        "SAME_NAME": Code(Weight.IMPOSSIBLE, "art10"),
        "NO_MERGER": Code(Weight.IMPOSSIBLE, "art10"),
        "NOTHING_TO_REPORT": Code(Weight.IMPOSSIBLE, "art10"),
        "CHANGE_REPORT_LATE": Code(Weight.NOTICE, "art10"),
        "YEAR_NOT_BEGUN": Code(Weight.IMPOSSIBLE, "art11"),
        "NOT_RECOGNISED": Code(Weight.IRREGULAR, "art11"),
        "BEFORE_FIRST_YEAR": Code(Weight.IRREGULAR, "art11"),
        "SUBSIDY_BARRED": Code(Weight.IRREGULAR, "art13"),
        "HIGHER_TIER_SUBSIDY": Code(Weight.IRREGULAR, "art11"),
        "ALREADY_PAID": Code(Weight.IRREGULAR, "art11"),
        "AMOUNT_NOT_10000": Code(Weight.IRREGULAR, "art11"),
        "DOUBLE_SUBSIDY": Code(Weight.NOTICE, "art11"),
        "FUNDS_REPORT_LATE": Code(Weight.NOTICE, "art13"),
        "NOTHING_TO_AUDIT": Code(Weight.IMPOSSIBLE, "art13"),
        "NOTHING_TO_RECOVER": Code(Weight.IMPOSSIBLE, "art13"),
        "AMOUNT_TOO_LARGE": Code(Weight.IMPOSSIBLE, "art13"),
        "RECHECK_MISSED": Code(Weight.NOTICE, "art8"),
    }
)
"""Every code that an event, or its absence, can bring about."""


class Objection(NamedTuple):
    """Something found about an event, and what it comes to."""

    weight: Weight
    finding: Finding


class Rules(NamedTuple):
    """By what events are judged."""

    readings: Readings
    calendar: Calendar | None = None
    """The bundled one if ``None``."""


class Step(NamedTuple):
    """What became of one event."""

    line: int
    """Its place among the events given, from 1; blank lines count."""
    event: Event | None
    """``None`` where the line could not be read."""
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    """Why not, the reason that decided first; or what was kept and noticed."""
    contested: tuple[str, ...] = ()
    """The readings that would have decided otherwise."""

    @property
    def code(self) -> str | None:
        """The code of a refusal, ``None`` where the event was taken."""
        return None if self.outcome == "ok" else self.findings[0].code


class Refused(FesError):
    """An event that the rules do not allow; nothing was changed.

    Source: 第六条 to 第十五条, as the findings say.
    """

    code = "REFUSED"

    def __init__(self, step: Step) -> None:
        """Remember what was found."""
        super().__init__(step)
        self.step = step
        self.findings = step.findings

    def __str__(self) -> str:
        told = "; ".join(
            f"{each.code} ({each.provision}): "
            + ", ".join(f"{name} {value}" for name, value in each.facts.items())
            for each in self.findings
        )
        return f"the event was refused and nothing changed: {told}"


class Undecided(Refused):
    """An event that cannot be decided, because the calendar does not reach; nothing was changed."""

    code = "CALENDAR_NOT_PUBLISHED"


class UnknownCommunity(FesError, LookupError):
    """A question about a community that the register has never seen.

    >>> print(UnknownCommunity("620702001001"))
    the register has never seen the community '620702001001': apply an event about it first
    """

    code = "UNKNOWN_COMMUNITY"

    def __init__(self, community: str) -> None:
        """Remember the id that was asked for."""
        super().__init__(community)
        self.community = community

    def __str__(self) -> str:
        return (
            f"the register has never seen the community {self.community!r}: "
            "apply an event about it first"
        )


def object_to(
    code: str, provision: str | None = None, **facts: bool | int | str | None
) -> Objection:
    """Make an objection of a code, with the facts that were looked at.

    >>> object_to("SAME_NAME", name="东街社区").finding.provision
    'art10'
    """
    usual = CODES[code]
    found = Finding.trusted(
        code=code, provision=provision or usual.provision, facts=FrozenDict(facts)
    )
    return Objection(usual.weight, found)


def outcome_of(objections: list[Objection], irregular: Irregular) -> Outcome:
    """Say what objections come to: the first that stands in the way decides.

    >>> kept = [object_to("BARRED")]
    >>> outcome_of(kept, "refuse"), outcome_of(kept, "keep")
    ('reject', 'ok')
    """
    for weight, _ in objections:
        if weight is Weight.IMPOSSIBLE:
            return "reject"
        if irregular == "refuse" and weight is not Weight.NOTICE:
            return "undetermined" if weight is Weight.UNKNOWN else "reject"
    return "ok"


def told(objections: list[Objection], irregular: Irregular) -> tuple[Finding, ...]:
    """Give the findings as a step carries them.

    Of a refusal it is what stands in the way, first what decides; of a taken event all of them.
    """
    if outcome_of(objections, irregular) != "ok":
        objections = [each for each in objections if each.weight is not Weight.NOTICE]
        if irregular == "keep":  # what would have been kept steps back
            objections.sort(key=lambda each: each.weight is not Weight.IMPOSSIBLE)
    return tuple([each.finding for each in objections])


@lru_cache(maxsize=50_000)
def force(day: dt.date, readings: Readings) -> Validity:
    """Remember what a day's validity is: every act asks, and days are few.

    Source: 第十七条
    """
    return in_force(day, readings)


def validity(day: dt.date, rules: Rules) -> Iterator[Objection]:
    """Object to an act under the notice outside its validity.

    Source: 第十七条
    """
    if not force(day, rules.readings).in_force:
        yield object_to("NOT_IN_FORCE", on=str(day))


@lru_cache(maxsize=1024)
def other_readings(readings: Readings, name: str) -> tuple[Readings, ...]:
    """Give the readings with every other option of one question.

    >>> [each.december_20 for each in other_readings(Readings(), "december_20")]
    ['exclusive']
    """
    chosen = getattr(readings, name)
    return tuple(
        readings.model_copy(update={name: option})
        for option in REGISTER[name].options
        if option != chosen
    )
