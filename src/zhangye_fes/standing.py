"""What has to be known of a community to answer “may we pay?”: its standing and its payments.

A register works them out of events; a host with tables of its own fills them in itself. They say
what happened and not how it is read: whether an open rename suspends the title is asked of
:class:`~zhangye_fes.readings.Readings` each time.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.values import MAX_COUNT, Flag, IsoDate, Value

__all__ = [
    "Amount",
    "Audit",
    "AuditFinding",
    "HigherLevel",
    "Level",
    "LevelSpan",
    "Payment",
    "Standing",
    "Stretch",
    "Year",
]

Year = Annotated[int, Field(strict=True, ge=2000, le=2100)]
"""A calendar year, from 2000 to 2100."""

Amount = Annotated[int, Field(strict=True, ge=1, le=MAX_COUNT)]
"""Money in whole yuan, at least one."""

HigherLevel = Literal["provincial", "national"]
"""省级, 国家级. Source: 第三条."""

Level = Literal["municipal", "provincial", "national"]
"""市级, 省级, 国家级. Source: 第三条."""

AuditFinding = Literal["proper", "irregular", "underused", "ineffective"]
"""proper, or 使用不规范, 使用不充分, 使用效果不好. Source: 第十三条."""

_CONFIG = ConfigDict(extra="forbid", defer_build=True)


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Stretch:
    """Days on which a community was recognised and nothing about that changed.

    >>> stretch = Stretch(first=dt.date(2025, 3, 1), recognised=dt.date(2024, 5, 6), merging=True)
    >>> stretch.titled(), stretch.titled(Readings(title_during_merger="kept"))
    (False, True)

    Source: 第十条
    """

    first: IsoDate
    end: IsoDate | None = None
    """The first day after it; ``None`` while it lasts."""
    recognised: IsoDate
    """The day of the recognition that stands."""
    renaming: Flag = False
    """Whether a rename awaits consent."""
    merging: Flag = False
    """Whether a merger awaits verification."""

    def titled(self, readings: Readings = DEFAULT) -> bool:
        """Whether the title stands on these days, as an open rename or merger is read."""
        renamed = self.renaming and readings.title_during_rename == "suspended"
        return not renamed and not (self.merging and readings.title_during_merger == "suspended")

    def meets(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of its days is one of these.

        >>> Stretch(
        ...     first=dt.date(2024, 5, 6), end=dt.date(2025, 1, 1), recognised=dt.date(2024, 5, 6)
        ... ).meets(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
        False
        """
        return first <= last and self.first <= last and (self.end is None or first < self.end)


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class LevelSpan:
    """Days on which a community held a higher level.

    >>> LevelSpan(level="national", first=dt.date(2024, 5, 6)).held_on(dt.date(2024, 5, 5))
    False

    Source: 第三条
    """

    level: HigherLevel
    first: IsoDate
    end: IsoDate | None = None
    """The first day after it; ``None`` while it lasts."""

    def held_on(self, day: dt.date) -> bool:
        """Whether it was held on that day."""
        return self.first <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Payment:
    """Money paid for a year.

    >>> Payment(year=2024, amount=10_000, on=dt.date(2024, 6, 3)).level
    'municipal'

    Source: 第十一条
    """

    year: Year
    """For which year."""
    level: Level = "municipal"
    amount: Amount
    on: IsoDate
    """The day of payment."""
    to: Literal["itself", "source", "successor"] = "itself"
    """Whom it was paid to: the community, one merged into it, or the one it was merged into."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Audit:
    """What an audit of a year's money found.

    >>> Audit(year=2024, finding="underused", on=dt.date(2025, 2, 3)).adverse
    True

    Source: 第十三条
    """

    year: Year
    finding: AuditFinding
    on: IsoDate

    @property
    def adverse(self) -> bool:
        """Whether the money is to be recovered."""
        return self.finding != "proper"


class Standing(Value):
    """When a community was recognised, under which recognition, and which levels it held.

    >>> recognised = dt.date(2024, 5, 6)
    >>> standing = Standing(stretches=(Stretch(first=recognised, recognised=recognised),))
    >>> standing.titled_on(dt.date(2024, 5, 5)) is None
    True

    Source: 第三条, 第七条, 第十条
    """

    stretches: tuple[Stretch, ...] = ()
    """In order, none overlapping."""
    levels: tuple[LevelSpan, ...] = ()

    def titled_on(self, day: dt.date, readings: Readings = DEFAULT) -> Stretch | None:
        """Find the stretch that bears the title on a day."""
        return next(iter(self.titled_in(day, day, readings)), None)

    def titled_in(
        self, first: dt.date, last: dt.date, readings: Readings = DEFAULT
    ) -> list[Stretch]:
        """Find the stretches that bear the title on some day from the first to the last."""
        return [
            each for each in self.stretches if each.meets(first, last) and each.titled(readings)
        ]

    def levels_on(self, day: dt.date) -> tuple[HigherLevel, ...]:
        """List the higher levels held on a day, sorted.

        >>> Standing().levels_on(dt.date(2024, 5, 5))
        ()
        """
        return tuple(sorted(each.level for each in self.levels if each.held_on(day)))
