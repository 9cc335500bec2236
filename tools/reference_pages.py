"""The pages of the register of readings and of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tools.words import MADE, chinese, cited, link, target
from zhangye_fes.facts import Facts
from zhangye_fes.readings import REGISTER, SUPPLIED
from zhangye_fes.regulation import INTERPRETER, provision_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.readings import Reading, Supplied

CONFIDENCE: Final = {"low": "低", "medium": "中", "high": "高"}
_KINDS: Final = {
    "computed": "计算类：选项不同，计算方法随之不同",
    "factual": "事实类：选项不同，所填事实的含义随之不同；计算方法不变，选项随结果一并记载",
}
_TYPES: Final = {"flag": "是/否", "count": "计数", "rate": "比率（两个计数）"}


def readings() -> str:
    """Write the page of the open questions and of the rules supplied."""
    lines = [MADE, "# 读法：条文的疑问与本库的选择\n"]
    lines.append(
        f"条文有两种以上合理理解之处，逐一登记如下，共{len(REGISTER)}项。每一项是 "
        "`zhangye_fes.Readings` 的一个字段，可以自行选择；未选择的，采用默认选项。"
        f"解释权属{INTERPRETER}（第十六条）；其答复后，答复出处即填入“答复”。\n"
    )
    for reading in REGISTER.values():
        lines += _reading(reading)
    lines.append("## 补充规则：条文未作规定而本库必须处理的事项\n")
    for rule in SUPPLIED.values():
        lines += _supplied(rule)
    return "\n".join(lines)


def _reading(reading: Reading) -> Iterator[str]:
    yield target("reading", reading.id)
    yield f"## `{reading.id}`\n"
    yield f"**{chinese(f'{reading.id}.question', reading.question)}**\n"
    yield f"{cited(reading.citation)}\n"
    for option, meaning in reading.options.items():
        mark = "（**默认**）" if option == reading.default else ""
        yield f"- `{option}`：{chinese(f'{reading.id}.{option}', meaning)}{mark}"
    yield f"\n理由：{chinese(f'{reading.id}.grounds', reading.grounds)}\n"
    yield f"{_KINDS[reading.kind]}。把握程度：{CONFIDENCE[reading.confidence]}。"
    yield f"答复：{reading.authority or '尚无'}。\n"


def _supplied(rule: Supplied) -> Iterator[str]:
    yield target("supplied", rule.id)
    yield f"### `{rule.id}`\n"
    where = link("law", rule.provision, provision_label(rule.provision))
    yield f"{where}：{chinese(f'{rule.id}.statement', rule.statement)}。"
    yield f"理由：{chinese(f'{rule.id}.grounds', rule.grounds)}。\n"


def facts() -> str:
    """Write the page of the facts."""
    lines = [MADE, "# 事实：评分所需的数据\n"]
    lines.append(
        f"`zhangye_fes.Facts` 共{len(Facts.legend())}项，均可留空（`None`），表示尚不知道；"
        "留空不等于零，也不等于“否”。比率须填两个计数，不收百分数。表格文件中，列名用字段名或者中文列名均可。\n"
    )
    for fact in Facts.legend():
        lines.append(target("fact", fact.name))
        lines.append(f"## `{fact.name}`\n")
        lines.append(f"{fact.question}（{link('row', fact.row, f'第{fact.row}行')}）\n")
        unit = "" if fact.type == "flag" else f"，单位：{fact.unit}"
        lines.append(f"- 类型：{_TYPES[fact.type]}{unit}")
        lines += [f"- 列 `{column}`：{title}" for column, title in fact.columns.items()]
        asked = [name for name in REGISTER if name in fact.meaning]
        if asked:
            lines.append(f"- 读法：{'、'.join(link('reading', name) for name in asked)}")
        lines.append("")
    return "\n".join(lines)
