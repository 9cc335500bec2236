"""The facts of a community: what 附件2 asks, field by field.

Every field of :class:`Facts` may be ``None``: not known yet. Nothing missing is ever taken for zero
or for “no”. Yes/no facts about a group are true where the group is empty, so that facts stay
independent of each other.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic.config import JsonDict

from zhangye_fes.values import Count, Flag, FrozenDict, Rate, Value

__all__ = ["Fact", "FactValue", "Facts"]

FactValue = Flag | Count | Rate | None
"""What a fact can be; ``None`` is not known yet."""


def __dir__() -> list[str]:
    return __all__


def _flag(row: str, question: str, meaning: str) -> Any:  # noqa: ANN401 - as pydantic's Field
    extra: JsonDict = {"row": row, "unit": "是/否"}
    return Field(None, title=question, description=meaning, json_schema_extra=extra)


def _count(row: str, unit: str, question: str, meaning: str) -> Any:  # noqa: ANN401
    extra: JsonDict = {"row": row, "unit": unit}
    return Field(None, title=question, description=meaning, json_schema_extra=extra)


def _rate(row: str, unit: str, question: str, num: str, den: str, meaning: str) -> Any:  # noqa: ANN401 - one argument a column
    extra: JsonDict = {"row": row, "unit": unit, "num": num, "den": den}
    return Field(None, title=question, description=meaning, json_schema_extra=extra)


def _some_answers(value: Rate | None) -> Rate | None:
    if value is not None and value.den == 0:
        msg = "a survey with den of at least 1; leave out a survey that was not held"
        raise ValueError(msg)
    return value


_SOME_ANSWERS = Field(json_schema_extra={"properties": {"den": {"minimum": 1}}})
"""The same for a JSON Schema."""


class Facts(Value):
    """What is known of a community, in the order of 附件2.

    Counts run from 0 to 999 999 999, rates are two counts, ``None`` is not known yet.

    Raises:
        ValidationError: a wrong type or an unknown name (from JSON: ``InvalidInput``).

    Source: 附件2

    >>> Facts(service_hall=True, reemployment=Rate(188, 209)).reemployment
    Rate(num=188, den=209)
    >>> Facts.from_json('{"service_hall": "yes"}')
    Traceback (most recent call last):
        ...
    zhangye_fes.errors.InvalidInput: service_hall: given 'yes', expected true or false
    """

    basic_conditions_met: Flag | None = _flag(
        "1",
        "是否符合基本条件",
        "the reviewer's own finding on 不符合基本条件的不能参与认定",
    )
    service_hall: Flag | None = _flag(
        "1",
        "是否有综合性服务大厅、就业服务窗口和醒目的信息公开栏",
        "hall, employment window and notice board in place",
    )
    office_equipment: Flag | None = _flag(
        "1",
        "是否环境整洁、基础办公设备齐备并开展“一站式”就业服务",
        "tidy premises, equipment, one-stop service",
    )
    qualified_staff: Count | None = _count(
        "1",
        "人",
        "大专以上学历专职就业服务人员数",
        "employment-service staff with 大专 or higher (reading staff_employment)",
    )
    staff_stable: Flag | None = _flag(
        "1", "就业服务人员岗位是否相对稳定", "the staff's posts are relatively stable"
    )
    work_system: Flag | None = _flag(
        "1", "工作制度、工作流程和工作职责是否完整明确", "rules, procedures, duties complete"
    )
    ledgers_missing: Count | None = _count("2", "种", "缺少的台账种数", "kinds of 台账 missing")
    ledgers_outdated: Count | None = _count(
        "2", "种", "更新不及时的台账种数", "kinds of 台账 not updated in time"
    )
    reports_timely: Flag | None = _flag(
        "2", "各类统计报表是否全部及时上报", "every statistical report was on time"
    )
    reports_accurate: Flag | None = _flag(
        "2",
        "各类统计报表是否全部准确并与台账相符",
        "every report was accurate and matched the ledgers",
    )
    zero_families: Rate | None = _rate(
        "3.1",
        "户",
        "零就业家庭按时消除情况",
        "按时消除的零就业家庭数",
        "认定的零就业家庭数",
        "zero-employment families: helped on time / identified (reading zero_family_month)",
    )
    zero_family_service_recorded: Flag | None = _flag(
        "3.1",
        "为零就业家庭提供的服务是否均有记载",
        "the services given are on record (true where none had to be given)",
    )
    zero_family_members_unstable: Count | None = _count(
        "3.1",
        "人",
        "未实现半年以上稳定就业的零就业家庭成员数",
        "members without half a year's stable employment (reading unstable_member)",
    )
    unregistered_unemployed: Count | None = _count(
        "3.2",
        "人",
        "符合失业登记条件而未登记的人数",
        "people who qualify for registration and are not registered",
    )
    unemployed_services_provided: Flag | None = _flag(
        "3.2",
        "是否为失业人员提供职业培训、职业指导等就业服务",
        "training, guidance or other services given (reading unemployed_services_coverage)",
    )
    reemployment: Rate | None = _rate(
        "3.2",
        "人",
        "失业人员再就业率",
        "实现再就业的失业人员数",
        "有就业意愿和就业能力的失业人员数",
        "re-employed / unemployed, willing and able (reading reemployment_group)",
    )
    hard_to_employ_employment: Rate | None = _rate(
        "3.3",
        "人",
        "就业困难人员就业率",
        "已就业的就业困难人员数",
        "就业困难人员数",
        "employed / people with difficulty finding work",
    )
    disabled_registration: Rate | None = _rate(
        "3.4", "人", "残疾人登记率", "已登记的残疾人数", "残疾人数", "registered / disabled"
    )
    disabled_employment: Rate | None = _rate(
        "3.4",
        "人",
        "残疾人就业率",
        "已就业的残疾人数",
        "有就业能力和就业愿望的残疾人数",
        "employed / disabled people who are willing and able",
    )
    retiree_service: Rate | None = _rate(
        "3.5",
        "人",
        "退休人员社会化管理服务率",
        "纳入社会化管理服务的退休人员数",
        "退休人员数",
        "under socialised management / retirees",
    )
    key_groups_served: Flag | None = _flag(
        "3.6", "重点群体是否得到及时登记和就业服务", "key groups registered in time and served"
    )
    key_groups_target_met: Flag | None = _flag(
        "3.6", "重点群体就业目标任务是否完成", "the employment target for key groups was met"
    )
    training: Rate | None = _rate(
        "4.1",
        "人",
        "就业困难人员参加培训率",
        "参加培训的就业困难人员数",
        "应参加培训的就业困难人员数",
        "trained / people with difficulty finding work (reading training_group)",
    )
    assistance_provided: Flag | None = _flag(
        "4.2",
        "是否为就业困难人员提供就业援助",
        "helped as often and as widely as assistance_frequency and assistance_coverage say",
    )
    assistance_recorded: Flag | None = _flag(
        "4.2", "就业援助是否有“一对一就业援助记录”", "one-to-one records of assistance are kept"
    )
    tracking_provided: Flag | None = _flag(
        "4.3", "是否开展登记失业人员动态管理和跟踪服务", "dynamic management and tracking done"
    )
    tracking_recorded: Flag | None = _flag(
        "4.3", "动态管理和跟踪服务是否有记录", "dynamic management and tracking are on record"
    )
    satisfaction: Annotated[Rate | None, AfterValidator(_some_answers), _SOME_ANSWERS] = _rate(
        "5.1",
        "人",
        "抽样调查满意率",
        "抽样调查表示满意的人数",
        "抽样调查人数",
        "satisfied / surveyed, at least one; a survey not held is an unknown fact",
    )
    policy_work_recorded: Flag | None = _flag(
        "5.2",
        "政策宣传和帮助申请扶持政策的工作是否有记录",
        "publicity and policy help are on record",
    )
    valid_complaints: Count | None = _count(
        "5.3", "件", "三年内有效投诉件数", "valid complaints (reading complaint_window)"
    )
    major_disputes: Count | None = _count(
        "5.3", "件", "重大劳动纠纷件数", "major labour disputes within the same years"
    )

    @classmethod
    def legend(cls) -> tuple["Fact", ...]:
        """Every fact with its Chinese question, unit and row, in the order of 附件2.

        >>> Facts.legend()[3].question
        '大专以上学历专职就业服务人员数'
        >>> next(fact for fact in Facts.legend() if fact.name == "training").columns
        {'training_num': '参加培训的就业困难人员数', 'training_den': '应参加培训的就业困难人员数'}
        """
        return tuple(_LEGEND.values())

    def known(self) -> dict[str, Any]:
        """The facts that are known, as plain data, in the order of 附件2.

        >>> Facts(service_hall=True, training=Rate(1, 2)).known()
        {'service_hall': True, 'training': {'num': 1, 'den': 2}}
        """
        return self.model_dump(exclude_none=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of :class:`Facts`, as a person is asked for it."""

    name: str
    """The field of :class:`Facts`."""
    type: Literal["flag", "count", "rate"]
    row: str
    """The row of 附件2 that uses it."""
    unit: str
    """人, 户, 种, 件, or 是/否."""
    question: str
    """What to ask, in Chinese."""
    meaning: str
    """What the fact states, in English."""
    columns: FrozenDict[str, str]
    """The columns of a table that hold it, with their Chinese titles; a rate has two."""


def _fact(name: str) -> Fact:
    field = Facts.model_fields[name]
    extra = field.json_schema_extra
    assert isinstance(extra, dict)  # noqa: S101 - set by _flag, _count, _rate above
    told = {key: str(value) for key, value in extra.items()}
    title = str(field.title)
    columns = {name: title}
    if "num" in told:
        columns = {f"{name}_{part}": told[part] for part in ("num", "den")}
    return Fact(
        name=name,
        type="rate" if "num" in told else "flag" if told["unit"] == "是/否" else "count",
        row=told["row"],
        unit=told["unit"],
        question=title,
        meaning=str(field.description),
        columns=FrozenDict(columns),
    )


_LEGEND = FrozenDict({name: _fact(name) for name in Facts.model_fields})
