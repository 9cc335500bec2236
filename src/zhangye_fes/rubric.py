"""附件2 as data: 14 rows, each clause beside its words.

Nothing about a row's points or edges stands in a second place: the same rows are interpreted for
one community, compiled to columns for a million, exported to JSON, printed in the documentation.
"""

from __future__ import annotations

from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Band,
    Bands,
    By,
    Condition,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
)
from zhangye_fes.regulation import Citation
from zhangye_fes.row import Clause, Project, Row, Standard
from zhangye_fes.table import ANNEX, Rubric
from zhangye_fes.values import MAX_COUNT

__all__ = ["ANNEX_2", "Clause", "Project", "Row", "Rubric", "Standard"]


def __dir__() -> list[str]:
    return __all__


def _row(
    row: str,
    standard: int,
    content: str,
    clauses: tuple[Clause, ...],
    standards: tuple[Standard, ...],
) -> Row:
    return Row(row, Citation(f"annex2.{row}", content), standard, clauses, standards)


def _clause(code: str, row: str, quote: str, effect: Effect) -> Clause:
    return Clause(code, Citation(f"annex2.{row}", quote), effect)


def _standard(provision: str, quote: str, condition: Condition) -> Standard:
    return Standard(Citation(provision, quote), condition)


_HALL = IsTrue("service_hall")
_EQUIPMENT = IsTrue("office_equipment")
_STAFF = AllOf(
    (
        AtLeast("qualified_staff", By("minimum_staff", {"two": 2, "three": 3})),
        IsTrue("staff_stable"),
    )
)
_SYSTEM = IsTrue("work_system")
_EACH_ITEM = "其中每一项不到位扣5分"

_ROW_1 = Row(
    "1",
    Citation(
        "annex2.1",
        "①社区有综合性服务大厅和就业服务窗口，有醒目的信息公开栏。"
        "②工作环境整洁，配备电脑、打印机、档案柜等基础办公设备，开展“一站式”就业服务。"
        "③至少有2-3名大专以上学历专职从事就业服务人员，岗位相对稳定。"
        "④建立完整规范的工作制度、工作流程，工作职责明确。",
    ),
    20,
    (
        _clause("SERVICE_HALL", "1", _EACH_ITEM, Deduct(5, (_HALL,))),
        _clause("OFFICE_EQUIPMENT", "1", _EACH_ITEM, Deduct(5, (_EQUIPMENT,))),
        _clause("QUALIFIED_STAFF", "1", _EACH_ITEM, Deduct(5, (_STAFF,))),
        _clause("WORK_SYSTEM", "1", _EACH_ITEM, Deduct(5, (_SYSTEM,))),
    ),
    (
        _standard("art4.1.1", "社区有综合性服务大厅和就业服务窗口，有醒目的信息公开栏。", _HALL),
        _standard("art4.1.2", "工作环境整洁，配备电脑、打印机、档案柜等基础办公设备", _EQUIPMENT),
        _standard("art4.1.3", "至少有2—3名大专以上从事就业服务工作人员，岗位稳定。", _STAFF),
        _standard("art4.1.4", "建立完整规范的工作制度和工作流程，工作职责明确。", _SYSTEM),
    ),
)

_TIMELY, _ACCURATE = IsTrue("reports_timely"), IsTrue("reports_accurate")

_ROW_2 = _row(
    "2",
    10,
    "①各类就业创业服务工作台账齐全统一，运用全省大就业信息系统数据录入及时，"
    "数据库建立规范，更新及时。②各类统计报表上报及时，数据准确，上报数据与基础台账相符，无差错。",
    (
        _clause("LEDGERS_MISSING", "2", "每少一种台账", DeductEach(3, "ledgers_missing")),
        _clause(
            "LEDGERS_OUTDATED",
            "2",
            "每少一种台账或更新不及时扣3分。",
            DeductEach(
                3, "ledgers_outdated", most=By("outdated_ledgers", {"each": MAX_COUNT, "once": 1})
            ),
        ),
        _clause(
            "REPORTS",
            "2",
            "报表不及时不准确扣5分。",
            Deduct(
                5,
                By(
                    "report_faults",
                    {
                        "once": (AllOf((_TIMELY, _ACCURATE)),),
                        "each": (_TIMELY, _ACCURATE),
                        "both": (AnyOf((_TIMELY, _ACCURATE)),),
                    },
                ),
            ),
        ),
    ),
    (
        _standard(
            "art4.2.1",
            "各类就业创业服务工作台账齐全统一",
            AllOf((AtMost("ledgers_missing", 0), AtMost("ledgers_outdated", 0))),
        ),
        _standard("art4.2.2", "各类统计报表上报及时，数据准确", AllOf((_TIMELY, _ACCURATE))),
    ),
)

_FAMILIES = RateAtLeast("zero_families", 100)

_ROW_3_1 = _row(
    "3.1",
    10,
    "零就业家庭认定后一个月内至少帮助一人实现就业，有劳动意愿的适龄劳动力在半年内得到及时有效就业援助。",
    (
        _clause(
            "ZERO_FAMILIES",
            "3.1",
            "动态消除零就业家庭得5分，未按时消除零就业家庭的不得分",
            Award(5, _FAMILIES, By("zero_family_void", {"part": "nothing", "row": "void"})),
        ),
        _clause(
            "ZERO_FAMILY_RECORDS",
            "3.1",
            "提供服务但没有记载的扣3分",
            Deduct(3, (IsTrue("zero_family_service_recorded"),)),
        ),
        _clause(
            "ZERO_FAMILY_MEMBERS",
            "3.1",
            "零就业家庭成员未实现半年以上稳定就业的，存在一人扣5分。",
            DeductEach(5, "zero_family_members_unstable"),
        ),
    ),
    (_standard("art4.3.1", "零就业家庭认定后一个月内至少帮助一人实现就业", _FAMILIES),),
)

_SERVICES = IsTrue("unemployed_services_provided")
_REEMPLOYED = RateAtLeast("reemployment", 90)

_ROW_3_2 = Row(
    "3.2",
    Citation(
        "annex2.3.2",
        "为有就业意愿和就业能力的登记失业人员提供就业服务。"
        "有就业意愿和就业能力的失业人员再就业率达到90%以上。",
    ),
    10,
    (
        _clause(
            "UNREGISTERED",
            "3.2",
            "符合失业登记条件的人员100%进行登记，存在未登记一人扣3分",
            DeductEach(3, "unregistered_unemployed"),
        ),
        _clause(
            "UNEMPLOYED_SERVICES",
            "3.2",
            "失业人员参加职业培训、职业指导等就业服务的，给6分，否则不得分",
            Award(6, _SERVICES, By("unemployed_services_void", {"part": "nothing", "row": "void"})),
        ),
        _clause(
            "REEMPLOYMENT",
            "3.2",
            "失业人员再就业率低于90%不得分。",
            Void(_REEMPLOYED, By("reemployment_void", {"row": "row", "rest": "rest"})),
        ),
    ),
    (_standard("art4.3.2", "登记失业人员再就业率不低于90%。", AllOf((_SERVICES, _REEMPLOYED))),),
    derived=True,  # the cell is blank in the scan: 40 - (10 + 5 + 6 + 4 + 5) = 10
)

_HARD = RateAtLeast("hard_to_employ_employment", 95)

_ROW_3_3 = _row(
    "3.3",
    5,
    "就业困难人员就业率不低于95%。",
    (_clause("HARD_TO_EMPLOY", "3.3", "低于95%不得分。", Void(_HARD)),),
    (_standard("art4.3.3", "就业困难人员就业率达到95%以上。", _HARD),),
)

_REGISTERED = RateAtLeast("disabled_registration", 90)
_EMPLOYED = RateAtLeast("disabled_employment", 90)

_ROW_3_4 = _row(
    "3.4",
    6,
    "残疾人登记率达到90%以上，有就业能力和就业愿望的残疾人就业率达到90%以上。",
    (
        _clause(
            "DISABLED_REGISTRATION",
            "3.4",
            "每项低于考核要求扣3分。",
            Deduct(3, (_REGISTERED,)),
        ),
        _clause(
            "DISABLED_EMPLOYMENT",
            "3.4",
            "每项低于考核要求扣3分。",
            Deduct(3, (_EMPLOYED,)),
        ),
    ),
    (
        _standard(
            "art4.3.4",
            "残疾人登记率达到90%以上，有就业能力和就业愿望的残疾人就业率达到90%以上。",
            AllOf((_REGISTERED, _EMPLOYED)),
        ),
    ),
)

_RETIREES = RateAtLeast("retiree_service", 100)

_ROW_3_5 = _row(
    "3.5",
    4,
    "退休人员社会化管理服务率达到100%。",
    (_clause("RETIREES", "3.5", "低于100%不得分。", Void(_RETIREES)),),
    (_standard("art4.3.5", "退休人员社会化管理服务率达到100%。", _RETIREES),),
)

_SERVED, _TARGET = IsTrue("key_groups_served"), IsTrue("key_groups_target_met")

_ROW_3_6 = _row(
    "3.6",
    5,
    "对有就业愿望的重点群体（高校毕业生、退役军人等），及时帮助其实现就业。",
    (
        _clause(
            "KEY_GROUPS_SERVED",
            "3.6",
            "重点群体得到及时登记并为其提供就业服务的给3分，否则不得分",
            Award(3, _SERVED, By("key_group_services_void", {"part": "nothing", "row": "void"})),
        ),
        _clause(
            "KEY_GROUPS_TARGET",
            "3.6",
            "重点群体就业目标任务未完成不得分。",
            Void(_TARGET, By("key_group_void", {"row": "row", "rest": "rest"})),
        ),
    ),
    (
        _standard(
            "art4.3.6",
            "对有就业愿望的重点群体（高校毕业生、退役军人等），及时帮助其实现就业。",
            AllOf((_SERVED, _TARGET)),
        ),
    ),
)

_ROW_4_1 = _row(
    "4.1",
    5,
    "推荐组织就业困难人员参加就业创业培训，工作有记录。",
    (
        _clause(
            "TRAINING",
            "4.1",
            "困难人员参加培训率高于90%得5分，80-90%的得3分，50%-80%得1分，低于50%的不得分。",
            Bands(
                "training",
                (
                    Band(5, 90, closed=False),
                    Band(3, 80, closed=By("training_at_80", {"upper": True, "lower": False})),
                    Band(1, 50, closed=True),
                ),
            ),
        ),
    ),
    (),
)

_HELPED, _HELP_RECORDED = IsTrue("assistance_provided"), IsTrue("assistance_recorded")

_ROW_4_2 = _row(
    "4.2",
    5,
    "为每位就业困难人员提供至少1次就业援助，并在大就业信息系统中做好“一对一就业援助记录”。",
    (
        _clause("ASSISTANCE", "4.2", "未提供服务的不得分", Void(_HELPED)),
        _clause("ASSISTANCE_RECORDS", "4.2", "提供服务无记录扣2分。", Deduct(2, (_HELP_RECORDED,))),
    ),
    (
        _standard(
            "art4.4.2",
            "为就业困难人员每月至少提供1次就业援助，并在大就业信息系统中做好“一对一就业援助记录”。",
            AllOf((_HELPED, _HELP_RECORDED)),
        ),
    ),
)

_TRACKED, _TRACK_RECORDED = IsTrue("tracking_provided"), IsTrue("tracking_recorded")

_ROW_4_3 = _row(
    "4.3",
    5,
    "充分运用大就业信息系统做好登记失业人员信息动态管理和跟踪服务。",
    (
        _clause("TRACKING", "4.3", "未提供服务的不得分", Void(_TRACKED)),
        _clause("TRACKING_RECORDS", "4.3", "提供服务无记录扣2分。", Deduct(2, (_TRACK_RECORDED,))),
    ),
    (
        _standard(
            "art4.4.3",
            "充分运用大就业信息系统做好登记失业人员信息动态管理和跟踪服务。",
            AllOf((_TRACKED, _TRACK_RECORDED)),
        ),
    ),
)

_ROW_5_1 = _row(
    "5.1",
    5,
    "人社平台工作人员业务熟练、程序规范、主动热情、耐心细致、服务周到、群众满意度高。",
    (
        _clause(
            "SATISFACTION",
            "5.1",
            "抽样调查满意率达到90%的得5分，低于90%高于75%的得3分，低于75%不得分。",
            Bands(
                "satisfaction",
                (
                    Band(5, 90, closed=True),
                    Band(3, 75, closed=By("satisfaction_at_75", {"upper": True, "lower": False})),
                ),
            ),
        ),
    ),
    (),
)

_RECORDED = IsTrue("policy_work_recorded")

_ROW_5_2 = _row(
    "5.2",
    5,
    "积极开展就业创业政策宣传，帮助符合条件的劳动者申请享受就业创业扶持政策。",
    (_clause("POLICY_WORK", "5.2", "工作无记录的不得分。", Void(_RECORDED)),),
    (
        _standard(
            "art4.5.2",
            "积极开展就业创业政策宣传，帮助符合条件的劳动者申请享受就业创业扶持政策。",
            _RECORDED,
        ),
    ),
)

_NO_COMPLAINT = AtMost("valid_complaints", 0)
_NO_DISPUTE = AtMost("major_disputes", 0)
_PEACE = AllOf((_NO_COMPLAINT, _NO_DISPUTE))

_ROW_5_3 = _row(
    "5.3",
    5,
    "社区无重大劳动纠纷，人力资源和社会保障工作方面连续三年无有效投诉。",
    (
        _clause(
            "COMPLAINTS",
            "5.3",
            "存在有效投诉不得分。",
            Void(
                By(
                    "disputes",
                    {"complaints_only": _NO_COMPLAINT, "complaints_or_disputes": _PEACE},
                )
            ),
        ),
    ),
    (
        _standard(
            "art4.5.3",
            "社区和谐，无重大劳动纠纷，人力资源和社会保障工作方面连续三年无有效投诉。",
            _PEACE,
        ),
    ),
)

_REVIEWER = IsTrue("basic_conditions_met")

ANNEX_2 = Rubric(
    name=ANNEX,
    pass_mark=90,
    projects=(
        Project("1", "平台建设标准", 20),
        Project("2", "基础工作标准", 10),
        Project("3", "服务工作标准", 40),
        Project("4", "就业援助标准", 15),
        Project("5", "其他评价标准", 15),
    ),
    eligibility=Citation("annex2.1", "不符合基本条件的不能参与市级充分就业社区认定"),
    eligible=By(
        "basic_conditions",
        {
            "reviewer": _REVIEWER,
            "any_item": AllOf((_REVIEWER, _HALL, _EQUIPMENT, _STAFF, _SYSTEM)),
        },
    ),
    rows=(
        _ROW_1,
        _ROW_2,
        _ROW_3_1,
        _ROW_3_2,
        _ROW_3_3,
        _ROW_3_4,
        _ROW_3_5,
        _ROW_3_6,
        _ROW_4_1,
        _ROW_4_2,
        _ROW_4_3,
        _ROW_5_1,
        _ROW_5_2,
        _ROW_5_3,
    ),
)
"""附件2 as it stands; the only table whose results are the regulation's."""
