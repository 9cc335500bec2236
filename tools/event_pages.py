"""The pages of the transition table and of the events."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from tools.state_diagram import drawn
from tools.words import MADE, ROOT, chinese, link, target
from zhangye_fes.events import EVENTS
from zhangye_fes.journal import SCHEMA
from zhangye_fes.phrases import HAPPENINGS, MATTERS, STATUSES
from zhangye_fes.regulation import provision_label
from zhangye_fes.transitions import APPLICATION, CLOSED, TABLE, UNDER_NOTICE, provision_of
from zhangye_fes.transitions import STATUSES as ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhangye_fes.transitions import Cell

FIELDS: Final[Mapping[str, str]] = {
    "type": "事件的种类",
    "community": "社区的编号，由使用的系统确定",
    "on": "生效之日",
    "ref": "文号",
    "name": "社区名称",
    "county": "所在县区",
    "street": "所在街道、乡镇",
    "government_approved": "是否经县（区）人民政府批准",
    "civil_affairs_filed": "是否经民政部门备案同意设立",
    "materials": "已提交的材料：申报表、评分表、经验材料、照片",
    "score": "得分",
    "eligible": "是否符合基本条件",
    "site_visit_passed": "实地考察是否通过",
    "receipt": "评分结果的存证",
    "objections": "异议：`none` 没有，`dismissed` 不成立，`upheld` 成立",
    "passed": "是否通过",
    "cancelled": "是否取消资格",
    "new_name": "新名称",
    "consented": "是否同意",
    "sources": "被合并的社区的编号",
    "change": "变动：`abolished` 撤销，`renamed` 更名，`merged` 合并",
    "level": "级别：`municipal` 市级，`provincial` 省级，`national` 国家级",
    "year": "补助的年度",
    "amount": "金额，整数元",
    "finding": (
        "检查结论：`proper` 规范，`irregular` 使用不规范，`underused` 使用不充分，"
        "`ineffective` 使用效果不好"
    ),
}
"""What each field of an event holds."""

_TYPES: Final = {"string": "文字", "integer": "整数", "boolean": "是/否", "array": "列表"}


def transitions() -> str:
    """Write the page of the transition table."""
    lines = [MADE, "# 状态与事件\n", *_head(), f"```{{raw}} html\n{drawn()}\n```\n"]
    lines.append(f"## 逐项\n\n“申报之中”指{_all(APPLICATION)}；“已经结束”指{_all(CLOSED)}。\n")
    lines += ["| 事件 | 原状态 | 以后的状态 | 须有的未决事项 | 可能引起 | 依据 |"]
    lines.append("|---|---|---|---|---|---|")
    for event in EVENTS:
        lines += _rows(event)
    lines += ["", "## 事件与状态对照\n", *_matrix()]
    return "\n".join(lines) + "\n"


def _head() -> Iterator[str]:
    yield (
        f"本页由 `zhangye_fes.transitions.TABLE` 生成：{len(EVENTS)}种事件，{len(ORDER)}种状态，"
        f"{len(TABLE)}格；表中没有的，就是不能发生（`TRANSITION_FORBIDDEN`）。"
        "各格还有什么条件，见[登记](../guide/register.md)。\n"
    )
    yield (
        "图中两个虚线框：左边是申报之中，从中任何一步都可以撤回、取消申报资格；"
        "右边是已经结束而可以再次申报。没有画出合并（几乎从任何状态都可以到“已认定”）和缺少程序的认定："
        "作决定时拒绝，审计时保留并注明 `STEP_MISSING`。\n"
    )


def _rows(event: str) -> Iterator[str]:
    """Write the lines of one event, a line for all statuses in which it does the same."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for (name, status), cell in TABLE.items():
        if name == event:
            to = tuple("" if each == status else each for each in cell.to)
            alike.setdefault((to, cell.needs, cell.opens, cell.provision), []).append(status)
    for statuses in alike.values():
        cell = TABLE[event, _status(statuses[0])]
        yield (
            f"| {link('event', event, _event(event))} | {_shortly(statuses)} "
            f"| {_to(cell, statuses[0])} | {_matter(cell.needs)} | {_matter(cell.opens)} "
            f"| {_where(cell.provision)} |"
        )


def _status(name: str) -> Any:  # noqa: ANN401 - one of the statuses, as its key says
    return name


def _event(event: str) -> str:
    return chinese(None, HAPPENINGS[event])


def _all(statuses: Iterable[str]) -> str:
    return "、".join(chinese(None, STATUSES[each]) for each in statuses)


def _shortly(statuses: list[str]) -> str:
    """Name statuses, those of an application and those after it as one."""
    left, said = {*statuses}, []
    for name, group in (("申报之中", APPLICATION), ("已经结束", CLOSED)):
        if left >= {*group}:
            left -= {*group}
            said.append(name)
    return "、".join([*said, *([_all(each for each in statuses if each in left)] if left else [])])


def _to(cell: Cell, status: str) -> str:
    return "，或".join("不变" if each == status else _all([each]) for each in cell.to)


def _matter(matter: str | None) -> str:
    return chinese(None, MATTERS[matter]) if matter else ""


def _where(provision: str) -> str:
    return link("law", provision, provision_label(provision))


def _matrix() -> Iterator[str]:
    yield "“→”改变状态，“＝”状态不变，“⇄”两者都有可能，空白为不能发生。\n"
    yield f"| 事件 | {' | '.join(_all([each]) for each in ORDER)} |"
    yield f"|---|{':-:|' * len(ORDER)}"
    for event in EVENTS:
        marks = [_mark(TABLE.get((event, status)), status) for status in ORDER]
        yield f"| {_event(event)} | {' | '.join(marks)} |"


def _mark(cell: Cell | None, status: str) -> str:
    if cell is None:
        return ""
    if status not in cell.to:
        return "→"
    return "＝" if set(cell.to) == {status} else "⇄"


def events() -> str:
    """Write the page of the events."""
    lines = [MADE, "# 事件\n"]
    lines.append(
        f"登记由事件组成，共{len(EVENTS)}种；文件是 JSON Lines，每行一个事件，"
        f'第一行可以写明格式的版本 `{{"schema":"{SCHEMA}"}}`。不认识的种类和字段一律拒绝。'
        "各种事件可在什么状态下发生，见[状态与事件](transitions.md)。\n"
    )
    for event in EVENTS:
        lines += _page(event)
    return "\n".join(lines)


def _page(event: str) -> Iterator[str]:
    yield target("event", event)
    yield f"## `{event}` {_event(event)}\n"
    act = "；属本办法规定的行为，须在有效期内" if event in UNDER_NOTICE else ""
    yield f"依据：{_where(provision_of(event))}{act}。\n"
    schema = EVENTS[event].model_json_schema()
    yield "| 字段 | 类型 | 必填 | 含义 |\n|---|---|---|---|"
    fields: Mapping[str, Any] = schema["properties"]
    for name in ["type", *(each for each in fields if each != "type")]:
        needed = "是" if name in schema["required"] else ""
        yield f"| `{name}` | {_type(fields[name])} | {needed} | {FIELDS[name]} |"
    yield f"\n```json\n{_examples()[event]}\n```\n"


def _type(schema: Mapping[str, Any]) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return "、".join(f"`{each}`" for each in schema["enum"])
    if schema.get("format") == "date":
        return "日期"
    if schema["type"] == "array":
        return f"列表：{_type(schema['items'])}"
    least, most = schema.get("minimum"), schema.get("maximum")
    span = f"，{least}至{most}" if least is not None else ""
    return _TYPES[schema["type"]] + span


@cache
def _examples() -> dict[str, str]:
    """Find the first event of each type in the example."""
    found: dict[str, str] = {}
    path = ROOT / "examples/zhangye-register.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        found.setdefault(json.loads(line)["type"], line)
    return found
