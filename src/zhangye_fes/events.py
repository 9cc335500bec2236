"""Everything that happens, as typed events, and their reading from JSON Lines.

An event has a ``type`` that never changes, a ``community``, the day ``on`` which it took effect,
and perhaps a ``ref`` (文号). Unknown types and fields are refused. A file of events may begin with
a line ``{"schema": "zhangye-fes:events:1"}``; without one it is of version 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from zhangye_fes import intake
from zhangye_fes.errors import InvalidInput, Problem
from zhangye_fes.standing import Amount, AuditFinding, HigherLevel, Level, Year
from zhangye_fes.values import Flag, IsoDate, Value

__all__ = [
    "EVENTS",
    "MATERIALS",
    "SCHEMA",
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
    "event_of",
    "read",
    "taken",
    "write",
]

SCHEMA: Final = "zhangye-fes:events:1"
"""Name and version of the form in which events are written."""

Material = Literal["application_form", "score_sheet", "experience_report", "photos"]
MATERIALS: Final = get_args(Material)
"""附件1, 附件2, 社区工作经验材料, 社区相关照片. Source: 第六条第（一）项."""

Change = Literal["abolished", "renamed", "merged"]
"""撤销, 更名, 合并. Source: 第十条."""

Objections = Literal["none", "dismissed", "upheld"]
"""What became of objections to a publicity. Source: 第六条第（二）项."""


def __dir__() -> list[str]:
    return __all__


def _not_null(value: object) -> object:
    if value is None:
        msg = "a value, or no such field"
        raise ValueError(msg)
    return value


_Given = BeforeValidator(_not_null)
_Text = Annotated[str, Field(strict=True, min_length=1)]
_Remark = Annotated[str | None, Field(strict=True), _Given, WithJsonSchema({"type": "string"})]
_Score = Annotated[int, Field(strict=True, ge=0, le=100)]
_ScoreIfAny = Annotated[
    _Score | None, _Given, WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100})
]


def _type_is_given(schema: dict[str, Any]) -> None:
    schema["required"] = ["type", *schema.get("required", ())]


class _Event(Value):
    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=_type_is_given
    )

    community: _Text
    """The id that the host knows the community by."""
    on: IsoDate
    """The day on which it took effect."""
    ref: _Remark = None
    """文号 of the paper, if there is one."""


class _Placed(_Event):
    name: _Text
    county: _Text
    street: _Text


class Applied(_Placed):
    """社区申报. Source: 第六条第（一）项, 第二条."""

    type: Literal["applied"] = "applied"
    government_approved: Flag
    """经县（区）人民政府批准."""
    civil_affairs_filed: Flag
    """经民政部门备案同意设立."""
    materials: tuple[Material, ...]
    """What was handed in."""


class TitleCarriedOver(_Placed):
    """A title given under the notice of 2018. Source: 第十七条."""

    type: Literal["title_carried_over"] = "title_carried_over"


class CountyReviewed(_Event):
    """县区初审打分和实地考察. Source: 第六条第（二）项."""

    type: Literal["county_reviewed"] = "county_reviewed"
    score: _Score
    eligible: Flag
    site_visit_passed: Flag
    receipt: _Remark = None
    """The receipt of the score sheet."""


class CountyPublicityStarted(_Event):
    """县区公示, posted on this day. Source: 第六条第（二）项."""

    type: Literal["county_publicity_started"] = "county_publicity_started"


class CountyPublicityEnded(_Event):
    """县区公示 over; the day is its last. Source: 第六条第（二）项."""

    type: Literal["county_publicity_ended"] = "county_publicity_ended"
    objections: Objections


class CountyRecommended(_Event):
    """县区推荐. Source: 第六条第（二）项."""

    type: Literal["county_recommended"] = "county_recommended"


class CityReviewed(_Event):
    """市级审核、考评. Source: 第六条第（三）项."""

    type: Literal["city_reviewed"] = "city_reviewed"
    score: _Score
    eligible: Flag
    passed: Flag
    receipt: _Remark = None
    """The receipt of the score sheet."""


class CityPublicityStarted(_Event):
    """市级公示, posted on this day. Source: 第六条第（三）项."""

    type: Literal["city_publicity_started"] = "city_publicity_started"


class CityPublicityEnded(_Event):
    """市级公示 over; the day is its last. Source: 第六条第（三）项."""

    type: Literal["city_publicity_ended"] = "city_publicity_ended"
    objections: Objections


class Recognised(_Event):
    """市级认定. Source: 第六条第（三）项, 第七条."""

    type: Literal["recognised"] = "recognised"


class Announced(_Event):
    """授予标牌，向社会公告. Source: 第七条."""

    type: Literal["announced"] = "announced"


class Withdrawn(_Event):
    """The applicant withdraws. Source: 第六条 (supplied)."""

    type: Literal["application_withdrawn"] = "application_withdrawn"


class FraudFound(_Event):
    """弄虚作假 found. Source: 第十五条."""

    type: Literal["fraud_found"] = "fraud_found"


class Rechecked(_Event):
    """复查. Source: 第八条."""

    type: Literal["rechecked"] = "rechecked"
    passed: Flag
    score: _ScoreIfAny = None


class SpotChecked(_Event):
    """抽查. Source: 第八条."""

    type: Literal["spot_checked"] = "spot_checked"
    passed: Flag
    score: _ScoreIfAny = None


class CancellationDecided(_Event):
    """经审核后取消资格, or not. Source: 第八条."""

    type: Literal["cancellation_decided"] = "cancellation_decided"
    cancelled: Flag


class Abolished(_Event):
    """撤销. Source: 第十条."""

    type: Literal["abolished"] = "abolished"


class Renamed(_Event):
    """更名. Source: 第十条."""

    type: Literal["renamed"] = "renamed"
    new_name: _Text


class RenameDecided(_Event):
    """市人社部门同意, or not. Source: 第十条."""

    type: Literal["rename_decided"] = "rename_decided"
    consented: Flag


class Merged(_Placed):
    """合并: the community is the successor. Source: 第十条."""

    type: Literal["merged"] = "merged"
    sources: tuple[_Text, ...]
    """The ids of those merged."""


class MergerVerified(_Event):
    """对合并后的社区进行核查. Source: 第十条."""

    type: Literal["merger_verified"] = "merger_verified"
    passed: Flag


class ChangeReported(_Event):
    """报备. Source: 第十条."""

    type: Literal["change_reported"] = "change_reported"
    change: Change


class LevelConferred(_Event):
    """A higher level is conferred. Source: 第三条."""

    type: Literal["level_conferred"] = "level_conferred"
    level: HigherLevel


class LevelWithdrawn(_Event):
    """A higher level is withdrawn. Source: 第三条."""

    type: Literal["level_withdrawn"] = "level_withdrawn"
    level: HigherLevel


class SubsidyPaid(_Event):
    """补助 paid. Source: 第十一条."""

    type: Literal["subsidy_paid"] = "subsidy_paid"
    year: Year
    amount: Amount
    level: Level


class FundsReported(_Event):
    """资金使用情况 reported. Source: 第十三条."""

    type: Literal["funds_reported"] = "funds_reported"
    year: Year


class FundsAudited(_Event):
    """资金使用情况 audited. Source: 第十三条."""

    type: Literal["funds_audited"] = "funds_audited"
    year: Year
    finding: AuditFinding


class FundsRecovered(_Event):
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
        raise InvalidInput([Problem("type", given, f"one of {', '.join(EVENTS)}", "option")])
    return intake.validated(model, dict(read_in))


def taken(items: Iterable[object]) -> Iterator[tuple[int, Event | InvalidInput]]:
    """Read events one by one, numbered from 1: texts, plain data, or events as they are.

    Blank lines and the line that names the schema are passed over, and counted.

    >>> [line for line, _ in taken(["", '{"type": "?"}'])]
    [2]
    """
    for line, item in enumerate(items, start=1):
        if isinstance(item, Event):
            yield line, item
            continue
        if isinstance(item, str | bytes) and not item.strip():
            continue
        try:
            data = intake.loads(item) if isinstance(item, str | bytes) else item
            if line > 1 or not _is_header(data):
                yield line, event_of(data)
        except InvalidInput as error:
            yield line, error


def _is_header(data: object) -> bool:
    if not isinstance(data, dict) or data.keys() != {"schema"}:
        return False
    if data["schema"] != SCHEMA:
        raise InvalidInput([Problem("schema", intake.shown(data["schema"]), SCHEMA, "option")])
    return True


def read(lines: Iterable[str | bytes]) -> Iterator[Event]:
    """Read events from JSON Lines, one by one; the file need not fit into memory.

    Raises:
        InvalidInput: the first line that is wrong, with its number.

    >>> next(read(['{"type": "announced", "community": "c", "on": "2024-05-06"}'])).type
    'announced'
    """
    for line, event in taken(lines):
        if isinstance(event, InvalidInput):
            raise InvalidInput(
                [
                    Problem(f"line {line}: {each.field}", each.given, each.expected, each.kind)
                    for each in event.problems
                ]
            )
        yield event


def write(events: Iterable[Event]) -> Iterator[str]:
    """Write events as JSON Lines, the schema first; :func:`read` gives the same events.

    >>> list(write([]))
    ['{"schema":"zhangye-fes:events:1"}']
    """
    yield f'{{"schema":"{SCHEMA}"}}'
    for event in events:
        yield event.model_dump_json(exclude_none=True)
