"""The letter to the bureau: every open question of the register, each with what it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tools.swing import reach, swing
from tools.words import MADE, chinese
from zhangye_fes.facts import Facts
from zhangye_fes.readings import REGISTER, SUPPLIED
from zhangye_fes.regulation import INTERPRETER, NUMBER, TITLE, provision_label
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.readings import Reading

PARTS: Final = {
    "annex2": "关于评分标准（附件2）",
    "art6": "关于认定程序（第六条）",
    "art8": "关于复查（第八条）",
    "art10": "关于撤销、合并和更名（第十条）",
    "art11": "关于补助资金的享受（第十一条）",
    "art13": "关于补助资金的报告和收回（第十三条）",
    "art15": "关于弄虚作假（第十五条）",
    "art17": "关于施行和有效期（第十七条）",
}
"""The parts of the letter, by the provision in doubt."""

DECIDES: Final = {
    "publicity_first_day": "决定公示期满的日期，相差一个工作日",
    "dismissed_objection": "决定异议经核查不成立后，能否直接推荐，还是须重新公示",
    "city_publicity_minimum": "决定市级公示不足5个工作日时，能否认定",
    "first_recheck": "决定首次复查应在哪一年完成",
    "one_month_roll": "决定报备期限的最后一日遇休息日时，是否顺延",
    "title_during_rename": "决定更名后、同意前，社区是否保有称号",
    "rename_refused": "决定更名未获同意时，称号是否保留",
    "title_during_merger": "决定合并后、核查前，社区是否保有称号",
    "subsidy_first_year": "决定认定当年是否发给补助（1万元）",
    "subsidy_title_on": "决定年度中途失去称号的社区，当年能否领取补助（1万元）",
    "higher_tier_exclusion": "决定已获国家级、省级补助或者称号的社区，能否领取市级补助（1万元）",
    "merger_same_year": "决定合并前已领取补助的，合并后的社区同年能否再次领取（1万元）",
    "december_20": "决定12月20日当日报送的是否逾期",
    "recovery_bar": "决定补助收回后，是此后均不再补助，还是仅所涉年度不再补助",
    "late_payment_report": "决定12月20日后拨付的补助应于何时报告",
    "fraud_after_recognition": "决定认定后发现弄虚作假的，是按第八条审核后取消，还是立即取消",
    "fraud_bar": "决定被取消申报资格的社区今后能否再次申报",
    "validity_last_day": "决定2028年9月4日当日本办法是否有效",
    "earlier_titles": "决定依2018年文件取得的称号是否继续有效",
}
"""What each question beside the marks decides."""

_ORDINALS: Final = "一二三四五六七八九"
_NAMES: Final = "甲乙丙丁"


def page() -> str:
    """Write the letter; a question that the bureau has answered is left out."""
    return "\n".join([MADE, *_opening(), *_questions(), *_supplied(), *_closing()])


def open_questions() -> tuple[Reading, ...]:
    """List what the bureau has not answered, in the order of the letter."""
    order = list(PARTS)
    waiting = [reading for reading in REGISTER.values() if reading.authority is None]
    return tuple(sorted(waiting, key=lambda reading: order.index(_part(reading))))


def moves(reading: Reading) -> str:
    """Say what the answer changes: points and rows, or what is decided."""
    if reading.id == "basic_conditions":
        return "决定有项目不到位的社区能否参加认定，不影响分值"
    if _part(reading) != "annex2":
        return DECIDES[reading.id]
    if reading.kind == "factual":
        facts = [fact for fact in Facts.legend() if reading.id in fact.meaning]
        told = [
            f"“{fact.question}”（第{fact.row}行，最多影响{reach(fact.name)}分）" for fact in facts
        ]
        return f"决定如何填报{'、'.join(told)}"
    rows = swing(reading.id)
    told = [f"第{row}行（{ANNEX_2[row].standard}分）最多相差{rows[row]}分" for row in rows]
    total = f"，合计最多相差{sum(rows.values())}分" if len(rows) > 1 else ""
    return f"{'、'.join(told)}{total}"


def _part(reading: Reading) -> str:
    return reading.citation.provision.partition(".")[0]


def _opening() -> Iterator[str]:
    yield f"# 关于《{TITLE}》有关条款理解适用问题的请示\n"
    yield f"{INTERPRETER}：\n"
    yield (
        f"《{TITLE}》（{NUMBER}，以下简称《办法》）第十六条规定：“本办法由市人力资源和社会保障局"
        "负责解释。”我们将《办法》编写为计算程序（zhangye-fes），供评分、复核和教学之用。编写中发现，"
        f"下列{len(open_questions())}处条文可以有两种以上理解。我们暂按所列“暂行处理”编写，并允许使用者"
        "自行选择其他理解；所有结果均注明并非官方解释。现将有关问题汇总请示如下。\n"
    )


def _questions() -> Iterator[str]:
    waiting = open_questions()
    parts = [part for part in PARTS if any(_part(reading) == part for reading in waiting)]
    for ordinal, part in zip(_ORDINALS, parts, strict=False):
        yield f"## {ordinal}、{PARTS[part]}\n"
        for number, reading in enumerate(waiting, 1):
            if _part(reading) == part:
                yield from _question(number, reading)


def _question(number: int, reading: Reading) -> Iterator[str]:
    yield f"### {number}. {chinese(f'{reading.id}.question', reading.question)}\n"
    where, words = provision_label(reading.citation.provision), reading.citation.quote
    yield f"- 条文：{where}{f'“{words}”' if words else '（未作规定）'}"
    names = dict(zip(reading.options, _NAMES, strict=False))
    for option, meaning in reading.options.items():
        yield f"- 理解{names[option]}：{chinese(f'{reading.id}.{option}', meaning)}"
    grounds = chinese(f"{reading.id}.grounds", reading.grounds)
    yield f"- 暂行处理：按理解{names[reading.default]}。理由：{grounds}"
    yield f"- 影响：{moves(reading)}。"
    yield f"- 编号：`{reading.id}`\n"


def _supplied() -> Iterator[str]:
    yield "## 附：《办法》未作规定、暂行处理的事项\n"
    yield "下列事项《办法》未作规定而程序必须处理，一并请予确认：\n"
    for number, rule in enumerate(SUPPLIED.values(), 1):
        statement = chinese(f"{rule.id}.statement", rule.statement)
        grounds = chinese(f"{rule.id}.grounds", rule.grounds)
        yield f"{number}. {provision_label(rule.provision)}：{statement}（理由：{grounds}）。"
    yield ""


def _closing() -> Iterator[str]:
    yield "妥否，请批复。批复后，我们将在程序中逐项注明批复文号，并据以调整默认处理。\n"
    yield "{.signature}\nzhangye-fes 项目组\n"
    yield "{.signature}\n　　　　年　　月　　日\n"
