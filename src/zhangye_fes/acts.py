"""The acts from application to recognition, as typed events; all that every event has.

Source: 第二条, 第六条, 第七条, 第十五条, 第十七条
"""

from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from zhangye_fes.values import Flag, IsoDate, Value

__all__ = [
    "MATERIALS",
    "Announced",
    "Applied",
    "CityPublicityEnded",
    "CityPublicityStarted",
    "CityReviewed",
    "CountyPublicityEnded",
    "CountyPublicityStarted",
    "CountyRecommended",
    "CountyReviewed",
    "FraudFound",
    "Objections",
    "Occurrence",
    "Place",
    "Recognised",
    "Score",
    "ScoreIfAny",
    "Text",
    "TitleCarriedOver",
    "Withdrawn",
    "given",
]

Material = Literal["application_form", "score_sheet", "experience_report", "photos"]
MATERIALS: Final = get_args(Material)
"""附件1, 附件2, 社区工作经验材料, 社区相关照片. Source: 第六条第（一）项."""

Objections = Literal["none", "dismissed", "upheld"]
"""What became of objections to a publicity. Source: 第六条第（二）项."""


def __dir__() -> list[str]:
    return __all__


def given(value: object) -> object:
    """Let pass what is given: an optional field may be left out, and never be null."""
    if value is None:
        msg = "a value, or no such field"
        raise ValueError(msg)
    return value


Given = BeforeValidator(given)
Text = Annotated[str, Field(strict=True, min_length=1)]
"""A text that is not empty."""

Remark = Annotated[str | None, Field(strict=True), Given, WithJsonSchema({"type": "string"})]
Score = Annotated[int, Field(strict=True, ge=0, le=100)]
ScoreIfAny = Annotated[
    Score | None, Given, WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100})
]


def _type_is_given(schema: dict[str, Any]) -> None:
    schema["required"] = ["type", *schema.get("required", ())]


class Occurrence(Value):
    """What every event has."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=_type_is_given
    )

    community: Text
    """The id that the host knows the community by."""
    on: IsoDate
    """The day on which it took effect."""
    ref: Remark = None
    """文号 of the paper, if there is one."""


class Place(Occurrence):
    """An event that says what a community is called and where it is."""

    name: Text
    county: Text
    street: Text


class Applied(Place):
    """社区申报. Source: 第六条第（一）项, 第二条."""

    type: Literal["applied"] = "applied"
    government_approved: Flag
    """经县（区）人民政府批准."""
    civil_affairs_filed: Flag
    """经民政部门备案同意设立."""
    materials: tuple[Material, ...]
    """What was handed in."""


class TitleCarriedOver(Place):
    """A title given under the notice of 2018. Source: 第十七条."""

    type: Literal["title_carried_over"] = "title_carried_over"


class CountyReviewed(Occurrence):
    """县区初审打分和实地考察. Source: 第六条第（二）项."""

    type: Literal["county_reviewed"] = "county_reviewed"
    score: Score
    eligible: Flag
    site_visit_passed: Flag
    receipt: Remark = None
    """The receipt of the score sheet."""


class CountyPublicityStarted(Occurrence):
    """县区公示, posted on this day. Source: 第六条第（二）项."""

    type: Literal["county_publicity_started"] = "county_publicity_started"


class CountyPublicityEnded(Occurrence):
    """县区公示 over; the day is its last. Source: 第六条第（二）项."""

    type: Literal["county_publicity_ended"] = "county_publicity_ended"
    objections: Objections


class CountyRecommended(Occurrence):
    """县区推荐. Source: 第六条第（二）项."""

    type: Literal["county_recommended"] = "county_recommended"


class CityReviewed(Occurrence):
    """市级审核、考评. Source: 第六条第（三）项."""

    type: Literal["city_reviewed"] = "city_reviewed"
    score: Score
    eligible: Flag
    passed: Flag
    receipt: Remark = None
    """The receipt of the score sheet."""


class CityPublicityStarted(Occurrence):
    """市级公示, posted on this day. Source: 第六条第（三）项."""

    type: Literal["city_publicity_started"] = "city_publicity_started"


class CityPublicityEnded(Occurrence):
    """市级公示 over; the day is its last. Source: 第六条第（三）项."""

    type: Literal["city_publicity_ended"] = "city_publicity_ended"
    objections: Objections


class Recognised(Occurrence):
    """市级认定. Source: 第六条第（三）项, 第七条."""

    type: Literal["recognised"] = "recognised"


class Announced(Occurrence):
    """授予标牌，向社会公告. Source: 第七条."""

    type: Literal["announced"] = "announced"


class Withdrawn(Occurrence):
    """The applicant withdraws. Source: 第六条 (supplied)."""

    type: Literal["application_withdrawn"] = "application_withdrawn"


class FraudFound(Occurrence):
    """弄虚作假 found. Source: 第十五条."""

    type: Literal["fraud_found"] = "fraud_found"
