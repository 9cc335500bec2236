"""The page of 附件2 as the library has it: every row, every clause, every edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from tools.words import MADE, cited, link, links, target
from zhangye_fes.clauses import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Award,
    Bands,
    By,
    Condition,
    Deduct,
    DeductEach,
    Effect,
    IsTrue,
    RateAtLeast,
    Void,
    facts_of,
)
from zhangye_fes.facts import Facts
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import Citation, sentences
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.values import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhangye_fes.row import Clause, Project, Row

_UNITS = {fact.name: fact.unit for fact in Facts.legend()}


def page() -> str:
    """Write the page."""
    return "\n".join([MADE, *_head(), *_eligibility(), *_body(), *_not_scored()]) + "\n"


def _head() -> Iterator[str]:
    yield "# 附件2：量化评分表\n"
    yield (
        f"下表即 `zhangye_fes.ANNEX_2`，共{len(ANNEX_2.rows)}行、"
        f"{sum(project.points for project in ANNEX_2.projects)}分；"
        f"合计达到{ANNEX_2.pass_mark}分（含本数）的予以认定（第七条）。"
        "分值、界限只在代码中的这一处书写，本页由它生成。\n"
    )
    yield "| 行 | 标准分 | 逐项给予 | 原有，扣减后为余 | 条款 |\n|---|---:|---:|---:|---|"
    for row in ANNEX_2.rows:
        codes = "<br>".join(link("clause", clause.code) for clause in row.clauses)
        points = f"{row.standard}{'（推算）' if row.derived else ''}"
        where = link("row", row.id, f"第{row.id}行")
        yield f"| {where} | {points} | {row.awarded} | {row.standing} | {codes} |"
    yield (
        "\n一行的得分：有条款使整行不得分的为0分；否则为“逐项给予”加“原有”减“扣分”，"
        f"不低于0分，不高于标准分（补充规则 {links('supplied', ['floor_and_cap', 'pooling'])}）。\n"
    )


def _eligibility() -> Iterator[str]:
    yield "## 参评资格\n"
    yield target("clause", "BASIC_CONDITIONS")
    yield f"**`BASIC_CONDITIONS`** · {cited(ANNEX_2.eligibility)}\n"
    yield from _choice("须符合", ANNEX_2.eligible, _condition)
    yield "\n不具备资格的不予认定，各行照常评分。\n"


def _body() -> Iterator[str]:
    for project in ANNEX_2.projects:
        yield f"## {project.id} {project.title}（{project.points}分）\n"
        for row in ANNEX_2.rows:
            if row.project == project.id:
                yield from _row(row, project)


def _row(row: Row, project: Project) -> Iterator[str]:
    yield target("row", row.id)
    yield f"### 第{row.id}行（{row.standard}分）\n"
    yield f"{cited(row.citation)}\n"
    if row.derived:
        others = [each.standard for each in ANNEX_2.rows if each.project == project.id]
        others.remove(row.standard)
        yield (
            f"标准分一格在扫描件中空白，按{project.points}−"
            f"{'−'.join(map(str, others))}＝{row.standard}推算。\n"
        )
    for clause in row.clauses:
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield target("clause", clause.code)
    yield f"**`{clause.code}`** · {cited(clause.citation)}\n"
    yield from _effect(clause.effect)
    asked = _asked(clause)
    if asked:
        yield f"- 所填事实的读法：{links('reading', asked)}"
    yield ""


def _asked(clause: Clause) -> list[str]:
    """Name the readings that say what the facts of a clause mean, as against what it does."""
    facts = [fact for fact in Facts.legend() if fact.name in facts_of(clause.effect)]
    told = [name for name in REGISTER if any(name in fact.meaning for fact in facts)]
    empty = any(fact.type == "rate" and fact.name != "satisfaction" for fact in facts)
    return [*told, *(["empty_group"] if empty else [])]


def _effect(effect: Effect) -> Iterator[str]:
    match effect:
        case Award(points, when, otherwise):
            yield f"- **给{points}分**：{_condition(when)}"
            yield from _choice("否则", otherwise, _otherwise)
        case Deduct(points, (only,)):
            yield f"- **扣{points}分**，下列不符时：{_condition(only)}"
        case Deduct(points, unless):
            yield from _choice(f"**扣{points}分**，下列每有一项不符", unless, _items)
        case DeductEach(points, fact, most):
            yield f"- **每1{_UNITS[fact]}扣{points}分**：{link('fact', fact)}"
            if isinstance(most, By):
                yield from _choice("次数", most, _most)
        case Void(unless, scope):
            yield from _choice("**不得分**，下列不符时", unless, _condition)
            yield from _choice("范围", scope, _scope)
        case Bands():
            yield from _bands(effect)
        case _:
            assert_never(effect)


def _otherwise(option: str) -> str:
    return "不给分" if option == "nothing" else "整行不得分"


def _scope(option: str) -> str:
    return "整行" if option == "row" else "已给的分以外，其余的分"


def _most(times: int) -> str:
    return "逐一扣分" if times == MAX_COUNT else f"至多{times}次"


def _items(conditions: tuple[Condition, ...]) -> str:
    return "；".join(map(_condition, conditions))


def _bands(bands: Bands) -> Iterator[str]:
    for band in bands.bands:
        marks = f"**{band.points}分**：{link('fact', bands.fact)}"
        yield f"- {marks} {_inline(band.closed, _reached(band.percent))}"
    yield "- **0分**：其余"


def _reached(percent: int) -> Callable[[bool], str]:
    return lambda closed: f"{'≥' if closed else '>'} {percent} %"


def _condition(condition: Condition) -> str:
    match condition:
        case IsTrue(fact):
            return f"{link('fact', fact)} 为是"
        case AtLeast(fact, count):
            return f"{link('fact', fact)} {_inline(count, '≥ {}'.format)}"
        case AtMost(fact, count):
            return f"{link('fact', fact)} ≤ {count}"
        case RateAtLeast(fact, percent):
            return f"{link('fact', fact)} ≥ {percent} %"
        case AllOf(conditions):
            return " 且 ".join(map(_condition, conditions))
        case AnyOf(conditions):
            return " 或 ".join(map(_condition, conditions))
        case _:
            assert_never(condition)


def _options(by: By[Any]) -> list[tuple[str, Any]]:
    """List what a reading may say, the default first."""
    default = REGISTER[by.reading].default
    return sorted(by.options.items(), key=lambda option: option[0] != default)


def _inline(value: object, write: Callable[[Any], str]) -> str:
    """Write a value within a line; where a reading decides, the default and what else it may be."""
    if not isinstance(value, By):
        return write(value)
    (name, default), *others = _options(value)
    rest = "；".join(f"`{other}` 时 {write(each)}" for other, each in others)
    reading = link("reading", value.reading)
    return f"{write(default)}（读法 {reading}：默认 `{name}`；{rest}）"


def _choice(words: str, value: object, write: Callable[[Any], str]) -> Iterator[str]:
    """Write a value on lines of its own, one for each option of the reading that decides."""
    if not isinstance(value, By):
        yield f"- {words}：{write(value)}"
        return
    yield f"- {words}（读法 {link('reading', value.reading)}）："
    for number, (name, each) in enumerate(_options(value)):
        yield f"  - `{name}`{'' if number else '（默认）'}：{write(each)}"


def _not_scored() -> Iterator[str]:
    yield "## 考核内容中未评分的文字\n"
    yield "下列文字在评分标准一栏没有对应的规定，因此不影响得分：\n"
    for sentence in sentences():
        if sentence.line.startswith("annex2") and sentence.reason.startswith("not scored"):
            words = cited(Citation(sentence.provision, sentence.text))
            doubts = [rule for rule in sentence.rules if rule.startswith("reading:")]
            asked = [link("reading", rule.removeprefix("reading:")) for rule in doubts]
            yield f"- {words}{'（默认读法之下；读法 ' + '、'.join(asked) + '）' if asked else ''}"
