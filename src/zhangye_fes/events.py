"""Everything that happens, as typed events: the acts, and what befalls a recognised community.

An event has a ``type`` that never changes, a ``community``, the day ``on`` which it took effect,
and perhaps a ``ref`` (文号). Unknown types and fields are refused.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args

from pydantic import ConfigDict, Field, RootModel

from zhangye_fes import intake
from zhangye_fes.acts import (
    MATERIALS,
    Announced,
    Applied,
    CityPublicityEnded,
    CityPublicityStarted,
    CityReviewed,
    CountyPublicityEnded,
    CountyPublicityStarted,
    CountyRecommended,
    CountyReviewed,
    FraudFound,
    Objections,
    Occurrence,
    Place,
    Recognised,
    ScoreIfAny,
    Text,
    TitleCarriedOver,
    Withdrawn,
)
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.standing import Amount, AuditFinding, HigherLevel, Level, Year
from zhangye_fes.values import Flag

__all__ = [
    "EVENTS",
    "MATERIALS",
    "Abolished",
    "Announced",
    "Applied",
    "CancellationDecided",
    "Change",
    "ChangeReported",
    "CityPublicityEnded",
    "CityPublicityStarted",
    "CityReviewed",
    "CountyPublicityEnded",
    "CountyPublicityStarted",
    "CountyRecommended",
    "CountyReviewed",
    "Event",
    "EventRecord",
    "FraudFound",
    "FundsAudited",
    "FundsRecovered",
    "FundsReported",
    "LevelConferred",
    "LevelWithdrawn",
    "Merged",
    "MergerVerified",
    "Objections",
    "Rechecked",
    "Recognised",
    "RenameDecided",
    "Renamed",
    "SpotChecked",
    "SubsidyPaid",
    "TitleCarriedOver",
    "Withdrawn",
    "an_event",
    "event_of",
]

Change = Literal["abolished", "renamed", "merged"]
"""撤销, 更名, 合并. Source: 第十条."""


def __dir__() -> list[str]:
    return __all__


class Rechecked(Occurrence):
    """复查. Source: 第八条."""

    type: Literal["rechecked"] = "rechecked"
    passed: Flag
    score: ScoreIfAny = None


class SpotChecked(Occurrence):
    """抽查. Source: 第八条."""

    type: Literal["spot_checked"] = "spot_checked"
    passed: Flag
    score: ScoreIfAny = None


class CancellationDecided(Occurrence):
    """经审核后取消资格, or not. Source: 第八条."""

    type: Literal["cancellation_decided"] = "cancellation_decided"
    cancelled: Flag


class Abolished(Occurrence):
    """撤销. Source: 第十条."""

    type: Literal["abolished"] = "abolished"


class Renamed(Occurrence):
    """更名. Source: 第十条."""

    type: Literal["renamed"] = "renamed"
    new_name: Text


class RenameDecided(Occurrence):
    """市人社部门同意, or not. Source: 第十条."""

    type: Literal["rename_decided"] = "rename_decided"
    consented: Flag


class Merged(Place):
    """合并: the community is the successor. Source: 第十条."""

    type: Literal["merged"] = "merged"
    sources: tuple[Text, ...]
    """The ids of those merged."""


class MergerVerified(Occurrence):
    """对合并后的社区进行核查. Source: 第十条."""

    type: Literal["merger_verified"] = "merger_verified"
    passed: Flag


class ChangeReported(Occurrence):
    """报备. Source: 第十条."""

    type: Literal["change_reported"] = "change_reported"
    change: Change


class LevelConferred(Occurrence):
    """A higher level is conferred. Source: 第三条."""

    type: Literal["level_conferred"] = "level_conferred"
    level: HigherLevel


class LevelWithdrawn(Occurrence):
    """A higher level is withdrawn. Source: 第三条."""

    type: Literal["level_withdrawn"] = "level_withdrawn"
    level: HigherLevel


class SubsidyPaid(Occurrence):
    """补助 paid. Source: 第十一条."""

    type: Literal["subsidy_paid"] = "subsidy_paid"
    year: Year
    amount: Amount
    level: Level


class FundsReported(Occurrence):
    """资金使用情况 reported. Source: 第十三条."""

    type: Literal["funds_reported"] = "funds_reported"
    year: Year


class FundsAudited(Occurrence):
    """资金使用情况 audited. Source: 第十三条."""

    type: Literal["funds_audited"] = "funds_audited"
    year: Year
    finding: AuditFinding


class FundsRecovered(Occurrence):
    """补助 recovered. Source: 第十三条."""

    type: Literal["funds_recovered"] = "funds_recovered"
    year: Year
    amount: Amount


Event = (
    Applied
    | TitleCarriedOver
    | CountyReviewed
    | CountyPublicityStarted
    | CountyPublicityEnded
    | CountyRecommended
    | CityReviewed
    | CityPublicityStarted
    | CityPublicityEnded
    | Recognised
    | Announced
    | Withdrawn
    | FraudFound
    | Rechecked
    | SpotChecked
    | CancellationDecided
    | Abolished
    | Renamed
    | RenameDecided
    | Merged
    | MergerVerified
    | ChangeReported
    | LevelConferred
    | LevelWithdrawn
    | SubsidyPaid
    | FundsReported
    | FundsAudited
    | FundsRecovered
)
"""Any event."""

EVENTS: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {each.model_fields["type"].default: each for each in get_args(Event)}
)
"""Every class of event by its ``type``, in the order of the procedure."""


class EventRecord(RootModel[Annotated[Event, Field(discriminator="type")]]):
    """One event, told apart by its type; for a JSON Schema of them all."""

    model_config = ConfigDict(defer_build=True)


def an_event(value: object) -> Event:
    """Let an event pass.

    Raises:
        InvalidInput: it is none, be it the text or the data of one.

    >>> an_event({"type": "announced"})
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: event: given {'type': 'announced'}, expected an event, as \
event_of() reads one
    """
    if not isinstance(value, Event):
        expected = "an event, as event_of() reads one"
        raise InvalidInput([Problem("event", intake.shown(value), expected, "object")])
    return value


def event_of(data: object) -> Event:
    """Read an event from JSON text, or from what JSON text was read into.

    Raises:
        InvalidInput: names every field that is wrong, what was given and what is expected.

    >>> event_of('{"type": "announced", "community": "c", "on": "2024-05-06"}').on
    datetime.date(2024, 5, 6)
    """
    read_in = intake.loads(data) if isinstance(data, str | bytes) else data
    if not isinstance(read_in, Mapping):
        given = intake.shown(read_in)
        raise InvalidInput([Problem("", given, "an object with named fields", "object")])
    name = read_in.get("type")
    model = EVENTS.get(name) if isinstance(name, str) else None
    if model is None:
        given = intake.shown(name) if "type" in read_in else "nothing"
        raise InvalidInput(
            [Problem("type", given, f"a type of event: {', '.join(EVENTS)}", "option")]
        )
    return intake.validated(model, dict(read_in))
