"""The open questions of the notice, and the rules supplied where it is silent.

Where the text has more than one honest reading, the choice is a field of :class:`Readings`: its
type is the list of options, its default is what the library does unless told otherwise, and its
metadata is the :class:`Question` with quotation, options and grounds. :data:`REGISTER` is the
same for whoever walks them. A *computed* reading changes a formula; a *factual* one says what a
stated fact means and is only recorded with the result. Where the text says nothing at all and
the library must act, the rule is listed in :data:`SUPPLIED`.

Only the bureau interprets the notice (第十六条); until it answers, ``authority`` is ``None``.
The words here are English; the catalogue of zh_CN holds them under ``<id>.question``,
``<id>.<option>``, ``<id>.statement`` and ``<id>.grounds``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from zhangye_fes.notebooks import shown
from zhangye_fes.regulation import DISCLAIMER, Citation

__all__ = ["DEFAULT", "REGISTER", "SUPPLIED", "Question", "Reading", "Readings", "Supplied"]


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class Question:
    """One open question about the text, as it stands beside its field of :class:`Readings`.

    >>> Question(Citation("art10", "1个月内"), "?", {"yes": "it does"}, "", "low").options["yes"]
    'it does'
    """

    citation: Citation
    """The words in doubt; the quotation is empty where no single sentence raises the question."""
    question: str
    options: Mapping[str, str] = field(hash=False)
    """Each option and what it means, the default first; cannot be changed."""
    grounds: str
    """Why the default is the default."""
    confidence: Literal["low", "medium", "high"]
    """How sure the library is of its default."""
    kind: Literal["computed", "factual"] = "computed"
    authority: str | None = None
    """Who has settled the question, and where; ``None`` while nobody has."""

    def __post_init__(self) -> None:
        """Close the options against change."""
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Pickle and copy as what it was made from."""
        made_from = {each.name: getattr(self, each.name) for each in fields(self)}
        return partial(type(self), **{**made_from, "options": dict(self.options)}), ()

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the field by its question."""
        return {**handler(schema), "description": self.question}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Question):
    """A question of the register, with its id and the option taken by default.

    >>> reading = REGISTER["training_at_80"]
    >>> reading.default, reading.options[reading.default]
    ('upper', 'the upper band, 3 points')
    """

    id: str
    """The field of :class:`Readings`; never changes."""
    default: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """A rule that the library had to supply, because the text is silent.

    >>> SUPPLIED["row_3_2_standard"].statement
    'row 3.2 is worth 10 points'
    """

    id: str
    """Never changes."""
    provision: str
    """Where the text is silent, such as ``annex2.3.2``."""
    statement: str
    """What the library does."""
    grounds: str
    """Why."""


class Readings(BaseModel):
    """One choice for every open question of the notice; what is not named keeps its default.

    A value like a string or a number: it cannot change, and it can be the key of a dictionary.

    Raises:
        pydantic.ValidationError: a question or an option that the register does not have.

    >>> Readings(training_at_80="lower").changed()
    {'training_at_80': 'lower'}

    Source: 第十六条 (the bureau interprets); each question cites its own provision.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    basic_conditions: Annotated[
        Literal["reviewer", "any_item"],
        Question(
            Citation(
                "annex2.1",
                "不符合基本条件的不能参与市级充分就业社区认定，其中每一项不到位扣5分。",
            ),
            "what bars a community from taking part?",
            {
                "reviewer": "only the reviewer's own finding basic_conditions_met = false",
                "any_item": "that finding, or any of the four items not in place",
            },
            grounds="If every missing item barred, the deduction of 5 would be a dead letter.",
            confidence="medium",
        ),
    ] = "reviewer"
    minimum_staff: Annotated[
        Literal["two", "three"],
        Question(
            Citation("annex2.1", "至少有2-3名大专以上学历专职从事就业服务人员"),
            "how many are enough?",
            {"two": "two", "three": "three"},
            grounds=(
                "The provincial rule uses the same idiom with 1-2; “at least 2–3” sets its floor "
                "at 2."
            ),
            confidence="high",
        ),
    ] = "two"
    staff_employment: Annotated[
        Literal["full_time", "any"],
        Question(
            Citation("annex2.1", "专职从事就业服务人员"),
            "who counts as qualified staff?",
            {
                "full_time": "full-time staff only (附件2)",
                "any": "any staff in employment services (第四条)",
            },
            grounds="附件2 is the scoring table.",
            confidence="medium",
            kind="factual",
        ),
    ] = "full_time"
    outdated_ledgers: Annotated[
        Literal["each", "once"],
        Question(
            Citation("annex2.2", "每少一种台账或更新不及时扣3分。"),
            "are late ledgers counted one by one?",
            {
                "each": "3 points for each outdated ledger",
                "once": "3 points once, however many are outdated",
            },
            grounds=(
                "每少一种…或… governs both; a kind is counted once, as missing or as outdated."
            ),
            confidence="medium",
        ),
    ] = "each"
    report_faults: Annotated[
        Literal["once", "each", "both"],
        Question(
            Citation("annex2.2", "报表不及时不准确扣5分。"),
            "is the deduction taken once?",
            {
                "once": "5 points if reports were late or inaccurate",
                "each": "5 points for lateness and 5 for inaccuracy",
                "both": "5 points only if they were late and inaccurate",
            },
            grounds="One deduction is named for one line of the table.",
            confidence="medium",
        ),
    ] = "once"
    zero_family_void: Annotated[
        Literal["part", "row"],
        Question(
            Citation("annex2.3.1", "动态消除零就业家庭得5分，未按时消除零就业家庭的不得分"),
            "what is lost when a family was not helped on time?",
            {"part": "the 5 points of that clause", "row": "all 10 points of the row"},
            grounds="A 不得分 that stands beside a 得X分 or 给X分 takes away that X.",
            confidence="medium",
        ),
    ] = "part"
    zero_family_month: Annotated[
        Literal["calendar_month", "thirty_days"],
        Question(
            Citation("annex2.3.1", "零就业家庭认定后一个月内"),
            "how is the month counted?",
            {
                "calendar_month": "to the corresponding day of the next month",
                "thirty_days": "thirty days",
            },
            grounds="民法典 201, 202.",
            confidence="medium",
            kind="factual",
        ),
    ] = "calendar_month"
    unstable_member: Annotated[
        Literal["ended_early", "not_yet"],
        Question(
            Citation("annex2.3.1", "零就业家庭成员未实现半年以上稳定就业的，存在一人扣5分。"),
            "does someone who has worked for less than half a year, and still works, count?",
            {
                "ended_early": "only those whose work ended before half a year",
                "not_yet": "everyone who has not yet completed half a year",
            },
            grounds="What is still running has not failed.",
            confidence="medium",
            kind="factual",
        ),
    ] = "ended_early"
    reemployment_void: Annotated[
        Literal["row", "rest"],
        Question(
            Citation("annex2.3.2", "失业人员再就业率低于90%不得分。"),
            "what is lost below 90 %?",
            {"row": "all 10 points of the row", "rest": "the 4 points that are not for services"},
            grounds=(
                "For row: each row has one cell for its mark, and no 得X分 stands beside this "
                "不得分. For rest: semicolons part the clauses, 6+4 and 3+2 split service from "
                "outcome, and sister rules write 该项 where they mean the row."
            ),
            confidence="low",
        ),
    ] = "row"
    reemployment_group: Annotated[
        Literal["registered_willing_able", "willing_able", "registered"],
        Question(
            Citation("annex2.3.2", "有就业意愿和就业能力的失业人员再就业率达到90%以上。"),
            "who is in the denominator?",
            {
                "registered_willing_able": "registered, willing and able",
                "willing_able": "willing and able, registered or not",
                "registered": "everyone registered (第四条)",
            },
            grounds="The narrowest group that all three wordings share.",
            confidence="medium",
            kind="factual",
        ),
    ] = "registered_willing_able"
    unemployed_services_void: Annotated[
        Literal["part", "row"],
        Question(
            Citation("annex2.3.2", "给6分，否则不得分"),
            "what is lost when no services were given?",
            {"part": "the 6 points of that clause", "row": "all 10 points of the row"},
            grounds=(
                "A 不得分 that stands beside a 得X分 or 给X分 takes away that X. The same doubt "
                "as zero_family_void."
            ),
            confidence="medium",
        ),
    ] = "part"
    unemployed_services_coverage: Annotated[
        Literal["offered_to_all", "someone"],
        Question(
            Citation("annex2.3.2", "失业人员参加职业培训、职业指导等就业服务的，给6分"),
            "who must have taken part?",
            {
                "offered_to_all": "everyone willing and able was offered a service",
                "someone": "at least one person took part",
            },
            grounds="The content column: 为有就业意愿和就业能力的登记失业人员提供就业服务.",
            confidence="low",
            kind="factual",
        ),
    ] = "offered_to_all"
    key_group_void: Annotated[
        Literal["row", "rest"],
        Question(
            Citation("annex2.3.6", "重点群体就业目标任务未完成不得分。"),
            "what is lost when the target was not met?",
            {
                "row": "all 5 points of the row",
                "rest": "the 2 points that are not for registration and services",
            },
            grounds=(
                "For row: each row has one cell for its mark, and no 得X分 stands beside this "
                "不得分. For rest: semicolons part the clauses, 6+4 and 3+2 split service from "
                "outcome, and sister rules write 该项 where they mean the row."
            ),
            confidence="low",
        ),
    ] = "row"
    key_group_services_void: Annotated[
        Literal["part", "row"],
        Question(
            Citation("annex2.3.6", "给3分，否则不得分"),
            "what is lost when the groups were not registered and served?",
            {"part": "the 3 points of that clause", "row": "all 5 points of the row"},
            grounds=(
                "A 不得分 that stands beside a 得X分 or 给X分 takes away that X. The same doubt "
                "as zero_family_void."
            ),
            confidence="medium",
        ),
    ] = "part"
    training_at_80: Annotated[
        Literal["upper", "lower"],
        Question(
            Citation("annex2.4.1", "80-90%的得3分，50%-80%得1分"),
            "to which band does exactly 80 % belong?",
            {"upper": "the upper band, 3 points", "lower": "the lower band, 1 point"},
            grounds=(
                "Banded tables in national regulations take the lower end in and leave the upper "
                "end out."
            ),
            confidence="medium",
        ),
    ] = "upper"
    training_group: Annotated[
        Literal["all", "recommended"],
        Question(
            Citation("annex2.4.1", "困难人员参加培训率"),
            "who is in the denominator?",
            {
                "all": "all people with difficulty finding work",
                "recommended": "those who were recommended for training (第四条)",
            },
            grounds="The scoring column says 困难人员 without more.",
            confidence="low",
            kind="factual",
        ),
    ] = "all"
    assistance_frequency: Annotated[
        Literal["monthly", "once"],
        Question(
            Citation("annex2.4.2", "为每位就业困难人员提供至少1次就业援助"),
            "how often must each person be helped?",
            {
                "monthly": "at least once a month (第四条)",
                "once": "at least once in the period assessed",
            },
            grounds=(
                "附件2 names no period; 第四条 supplies the only one. Read together neither is "
                "idle."
            ),
            confidence="medium",
            kind="factual",
        ),
    ] = "monthly"
    assistance_coverage: Annotated[
        Literal["every_person", "anyone"],
        Question(
            Citation("annex2.4.2", "未提供服务的不得分"),
            "is the service “not provided” when one person was missed?",
            {"every_person": "yes: 每位", "anyone": "no, only when nobody was helped"},
            grounds="The content column says 每位.",
            confidence="low",
            kind="factual",
        ),
    ] = "every_person"
    satisfaction_at_75: Annotated[
        Literal["upper", "lower"],
        Question(
            Citation("annex2.5.1", "低于90%高于75%的得3分，低于75%不得分。"),
            "what does exactly 75 % get, which no band names?",
            {"upper": "the middle band, 3 points", "lower": "no points"},
            grounds="As in training_at_80: the lower end of a band is in, the upper end out.",
            confidence="medium",
        ),
    ] = "upper"
    disputes: Annotated[
        Literal["complaints_only", "complaints_or_disputes"],
        Question(
            Citation(
                "annex2.5.3",
                "社区无重大劳动纠纷，人力资源和社会保障工作方面连续三年无有效投诉。",
            ),
            "does a major labour dispute cost the points?",
            {
                "complaints_only": "only a valid complaint does, as the scoring column says",
                "complaints_or_disputes": "either does, as the content column says",
            },
            grounds="The scoring column names complaints alone.",
            confidence="low",
        ),
    ] = "complaints_only"
    complaint_window: Annotated[
        Literal["thirty_six_months", "calendar_years"],
        Question(
            Citation("annex2.5.3", "连续三年无有效投诉"),
            "which three years?",
            {
                "thirty_six_months": "the 36 months before the assessment",
                "calendar_years": "the three full calendar years before it",
            },
            grounds="连续三年 without 年度.",
            confidence="medium",
            kind="factual",
        ),
    ] = "thirty_six_months"
    empty_group: Annotated[
        Literal["met", "unmet", "unknown"],
        Question(
            Citation("annex2", ""),
            "what does a rate mean when the group is empty (0 of 0)?",
            {
                "met": "the requirement is met",
                "unmet": "the requirement is not met",
                "unknown": "the rate is an unknown fact",
            },
            grounds=(
                "National practice counts a community without zero-employment families as having "
                "met the standard; the other groups follow by analogy. A survey of nobody is no "
                "group: satisfaction needs at least one answer."
            ),
            confidence="medium",
        ),
    ] = "met"
    publicity_first_day: Annotated[
        Literal["next_day", "posting_day"],
        Question(
            Citation("art6.2", "公示期不少于5个工作日"),
            "is the day of posting counted?",
            {
                "next_day": "no, counting begins on the next day",
                "posting_day": "yes, if it is a working day",
            },
            grounds=(
                "民法典 201 (开始的当日不计入). Notices seen in practice count the posting day; "
                "only the default satisfies both."
            ),
            confidence="medium",
        ),
    ] = "next_day"
    dismissed_objection: Annotated[
        Literal["counts_as_none", "blocks"],
        Question(
            Citation("art6.2", "对公示后无异议的，推荐市人社部门"),
            "is a publicity “without objection” when one was raised and dismissed?",
            {"counts_as_none": "yes", "blocks": "no, the publicity must be held again"},
            grounds=(
                "Otherwise any letter would stop a recognition. The text names no procedure for "
                "objections."
            ),
            confidence="medium",
        ),
    ] = "counts_as_none"
    city_publicity_minimum: Annotated[
        Literal["no_minimum", "five_workdays"],
        Question(
            Citation("art6.3", "经过审核、考评、公示等程序后认定"),
            "how long must the city's own publicity be?",
            {
                "no_minimum": "the notice sets no minimum",
                "five_workdays": "five working days, as for the county",
            },
            grounds=(
                "The notice is silent; a reference implementation adds no duty. Elsewhere both "
                "levels require five."
            ),
            confidence="medium",
        ),
    ] = "no_minimum"
    first_recheck: Annotated[
        Literal["following_year", "same_year"],
        Question(
            Citation("art8", "每年组织县（区）人社部门对已认定的市级充分就业社区进行复查"),
            "when is the first recheck due?",
            {
                "following_year": "in the calendar year after recognition",
                "same_year": "in the year of recognition",
            },
            grounds="A community just assessed is not rechecked in the same year.",
            confidence="medium",
        ),
    ] = "following_year"
    one_month_roll: Annotated[
        Literal["next_workday", "none"],
        Question(
            Citation("art10", "1个月内"),
            "does a deadline that ends on a rest day move?",
            {"next_workday": "to the next working day", "none": "it stays"},
            grounds="民法典 203, by analogy.",
            confidence="medium",
        ),
    ] = "next_workday"
    title_during_rename: Annotated[
        Literal["kept", "suspended"],
        Question(
            Citation("art10", "更名的，经市人社部门同意后以新名称继续保留充分就业社区称号"),
            "does the title stand between renaming and consent?",
            {"kept": "yes", "suspended": "no"},
            grounds="继续保留 describes continuity; no suspension is named.",
            confidence="low",
        ),
    ] = "kept"
    rename_refused: Annotated[
        Literal["kept_under_old_name", "lapses"],
        Question(
            Citation("art10", "更名的，经市人社部门同意后以新名称继续保留充分就业社区称号"),
            "what if consent is refused?",
            {
                "kept_under_old_name": "the title stays, under the old name",
                "lapses": "the title lapses",
            },
            grounds=(
                "第十条 writes 退出 for 撤销 and 合并 and not for 更名; a sanction is read "
                "narrowly."
            ),
            confidence="low",
        ),
    ] = "kept_under_old_name"
    title_during_merger: Annotated[
        Literal["suspended", "kept"],
        Question(
            Citation(
                "art10",
                (
                    "由市人社部门对合并后的社区进行核查，对符合条件的认定为市级充分就业社区，"
                    "对不符合条件的予以退出"
                ),
            ),
            "does the merged community hold the title until it is verified?",
            {"suspended": "no: 认定 makes a new title", "kept": "yes: only what is in can 退出"},
            grounds="认定 is the word of 第七条 for a first title. 退出 points the other way.",
            confidence="low",
        ),
    ] = "suspended"
    subsidy_first_year: Annotated[
        Literal["recognition_year", "following_year"],
        Question(
            Citation("art11", "每年每个社区给予1万元的补助"),
            "which is the first year?",
            {"recognition_year": "the year of recognition", "following_year": "the year after"},
            grounds="对认定的…每年: the year of recognition is a year in which it is recognised.",
            confidence="low",
        ),
    ] = "recognition_year"
    subsidy_title_on: Annotated[
        Literal["payment_date", "any_day"],
        Question(
            Citation("art11", "对认定的市级充分就业社区"),
            "when must the title stand?",
            {"payment_date": "on the day of payment", "any_day": "on any day of the year"},
            grounds="对认定的 describes the community that is paid.",
            confidence="low",
        ),
    ] = "payment_date"
    higher_tier_exclusion: Annotated[
        Literal["same_year", "ever", "titled"],
        Question(
            Citation(
                "art11",
                "对已享受国家级、省级充分就业社区补助的，不再重复享受市级充分就业社区补助",
            ),
            "what excludes the municipal subsidy?",
            {
                "same_year": "a provincial or national subsidy received for the same year",
                "ever": "one received for the same or any earlier year",
                "titled": (
                    "one received for the same year, or a higher title held on the day of payment"
                ),
            },
            grounds="重复 means twice for the same; 享受 means received, not merely titled.",
            confidence="medium",
        ),
    ] = "same_year"
    merger_same_year: Annotated[
        Literal["no", "yes"],
        Question(
            Citation("art11", "每年每个社区给予1万元的补助"),
            "may a successor be paid for a year for which one of its sources was paid?",
            {"no": "no", "yes": "yes, it is another community"},
            grounds="One resident body, one year, one subsidy; the text is silent.",
            confidence="low",
        ),
    ] = "no"
    december_20: Annotated[
        Literal["inclusive", "exclusive"],
        Question(
            Citation("art13", "每年12月20日前"),
            "is 20 December itself in time?",
            {"inclusive": "yes", "exclusive": "no, 19 December is the last day"},
            grounds=(
                "No authority found for 前; a fixed date does not roll. A report on the day "
                "itself is marked contested."
            ),
            confidence="low",
        ),
    ] = "inclusive"
    recovery_bar: Annotated[
        Literal["for_good", "years_audited"],
        Question(
            Citation("art13", "予以收回，不再给予补助"),
            "what does an adverse audit finding bar?",
            {
                "for_good": "every later payment",
                "years_audited": "only another payment for the years found bad",
            },
            grounds="不再 without a term.",
            confidence="medium",
        ),
    ] = "for_good"
    late_payment_report: Annotated[
        Literal["next_year", "same_year"],
        Question(
            Citation(
                "art13",
                "享受补助资金的社区每年12月20日前要将资金使用情况报县（区）财政、人社部门审核",
            ),
            "by when is money reported that was paid after 20 December?",
            {
                "next_year": "by 20 December of the next year",
                "same_year": "at once: it is late when it is paid",
            },
            grounds="Nobody can report on money before it has come.",
            confidence="medium",
        ),
    ] = "next_year"
    fraud_after_recognition: Annotated[
        Literal["article_8", "revoked"],
        Question(
            Citation("art15", "凡在创建过程中弄虚作假的，一经发现，取消申报资格。"),
            "what if fraud is found after recognition?",
            {
                "article_8": "the title goes to review for cancellation, as under 第八条",
                "revoked": "the title is lost at once",
            },
            grounds=(
                "取消申报资格 speaks of the application. 第八条 and 第十条 are the ways out of a "
                "title; 第十条 does not fit."
            ),
            confidence="low",
        ),
    ] = "article_8"
    fraud_bar: Annotated[
        Literal["this_application", "permanent"],
        Question(
            Citation("art15", "取消申报资格"),
            "for how long?",
            {"this_application": "this application", "permanent": "for good"},
            grounds="A sanction is read narrowly.",
            confidence="low",
        ),
    ] = "this_application"
    validity_last_day: Annotated[
        Literal["corresponding_day", "day_before"],
        Question(
            Citation("art17", "本办法自发布之日起施行，有效期5年"),
            "which is the last day in force?",
            {"corresponding_day": "2028-09-04", "day_before": "2028-09-03"},
            grounds="民法典 201, 202. Decisions dated on the disputed day are marked contested.",
            confidence="low",
        ),
    ] = "corresponding_day"
    earlier_titles: Annotated[
        Literal["kept", "lapsed"],
        Question(
            Citation("art17", "（张人社通〔2018〕303号）同时废止"),
            "does a title given under the notice of 2018 stand?",
            {"kept": "yes", "lapsed": "no, recognition must be applied for again"},
            grounds=(
                "废止 ends a rule, not the decisions taken under it; 第八条 says 已认定的 "
                "without a date."
            ),
            confidence="medium",
        ),
    ] = "kept"

    def changed(self) -> dict[str, str]:
        """What differs from the defaults, in the order of the register.

        >>> Readings().changed()
        {}
        """
        return {name: option for name, option in self if option != REGISTER[name].default}

    def computed(self) -> dict[str, str]:
        """Give the computed readings alone, in the order of the register.

        >>> "training_at_80" in Readings().computed(), "training_group" in Readings().computed()
        (True, False)
        """
        return {name: option for name, option in self if REGISTER[name].kind == "computed"}

    def model_copy(
        self,
        *,
        update: Mapping[str, Any] | None = None,
        deep: bool = False,  # noqa: ARG002 - pydantic's signature; strings have no depth
    ) -> Self:
        """Copy, with some choices changed; unlike pydantic's own, it checks them.

        >>> Readings().model_copy(update={"disputes": "complaints_only"}) == Readings()
        True
        """
        return self.model_validate({**dict(self), **(update or {})})

    def _repr_html_(self) -> str:
        rows = [
            (
                str(REGISTER[name].citation),
                REGISTER[name].citation.quote,
                name,
                option,
                "默认" if option == REGISTER[name].default else f"默认为{REGISTER[name].default}",
            )
            for name, option in self
        ]
        return shown("读法", ("条文", "原文", "读法", "选择", ""), rows, DISCLAIMER)

    @cached_property
    def _hash(self) -> int:
        return hash(frozenset(self))

    def __hash__(self) -> int:
        """Count once and remember: readings are the key of caches."""
        return self._hash

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Pickle the choices and not the hash, which another process would count differently."""
        return partial(type(self), **dict(self)), ()


def _register() -> Mapping[str, Reading]:
    register: dict[str, Reading] = {}
    for name, info in Readings.model_fields.items():
        (question,) = info.metadata
        shared = {part.name: getattr(question, part.name) for part in fields(Question)}
        register[name] = Reading(id=name, default=info.default, **shared)
    return MappingProxyType(register)


DEFAULT: Final = Readings.model_construct()
"""Every question read by its default; made without building a validator, to import fast."""

REGISTER: Final = _register()
"""Every open question by id, in the order of the fields of :class:`Readings`.

>>> print(REGISTER["minimum_staff"].question)
how many are enough?
"""

SUPPLIED: Final[Mapping[str, Supplied]] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Supplied(
                "row_3_2_standard",
                "annex2.3.2",
                "row 3.2 is worth 10 points",
                "the cell is blank in the scan; 40-(10+5+6+4+5)=10",
            ),
            Supplied(
                "floor_and_cap",
                "annex2",
                "a row never falls below 0 nor above its standard points",
                "sister rules write 扣完为止; this table does not",
            ),
            Supplied(
                "pooling",
                "annex2",
                "deductions come out of the row as a whole",
                "nothing assigns them to parts",
            ),
            Supplied(
                "per_unit",
                "annex2",
                "存在一人扣X分 and 每少一种 deduct for each",
                "the plain meaning of 每 and 一人",
            ),
            Supplied(
                "four_items",
                "annex2.1",
                "每一项 is each of ①–④",
                "4×5=20, the standard points",
            ),
            Supplied(
                "ends_of_ranges",
                "annex2",
                "以上, 不低于, 达到, 至少, 不少于 include the number; 高于, 低于 do not",
                "民法典 1259 for 以上; the others by the same usage",
            ),
            Supplied(
                "marks_decide",
                "art7",
                (
                    "90 points decide; a creation standard of 第四条 that was missed is "
                    "reported, not a bar"
                ),
                "if every standard had to be met, 90 would be a dead letter",
            ),
            Supplied(
                "standards_missed",
                "art4",
                (
                    "a standard is reported as missed when the facts of 附件2 on the same matter "
                    "show it: （三）6 when the groups were not served or their target was not met; "
                    "（四）1 and （五）1 never, as no fact states them"
                ),
                "第四条 gives these standards no measure of their own",
            ),
            Supplied(
                "date_of_issue",
                "art17",
                "发布之日 is the date of the paper, 2023-09-04",
                "成文日期 and 印发日期 agree",
            ),
            Supplied(
                "which_score",
                "art7",
                "the county's score decides the nomination, the city's the recognition",
                "第六条 (二), (三)",
            ),
            Supplied(
                "no_waiting_time",
                "art6",
                "a community may apply again after any refusal, withdrawal, cancellation or exit",
                "no waiting time is named",
            ),
            Supplied(
                "withdrawal",
                "art6",
                "an applicant may withdraw before recognition",
                "the notice is silent; nothing forbids it",
            ),
            Supplied(
                "municipal_money_only",
                "art13",
                "reports, audits and recoveries concern municipal subsidy only",
                "第十二条, 第十三条: 市级…补助资金",
            ),
        )
    }
)
"""Every rule supplied where the text is silent, by id.

>>> print(SUPPLIED["floor_and_cap"].statement)
a row never falls below 0 nor above its standard points
"""
