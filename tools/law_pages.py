"""The regulation in colours: what becomes of each sentence, and what computes and tests it."""

from __future__ import annotations

import ast
import re
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from tools.vector_pages import reference
from tools.words import MADE, ROOT, TREATMENTS, link, target
from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import NUMBER, TITLE, provision_label, sentences
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.regulation import Sentence

_CELLS: Final = {
    "content": "考核内容",
    "points": "标准分",
    "marking": "评分标准",
    "head": "表头",
    "columns": "列",
    "total": "合计",
}
_CLAUSES: Final = {clause.code for clause in ANNEX_2.clauses()} | {"BASIC_CONDITIONS"}


class LawTest(NamedTuple):
    """A class of tests whose docstring is a clause of the notice."""

    name: str
    file: str
    clause: str
    tests: tuple[str, ...]


@cache
def law_tests() -> tuple[LawTest, ...]:
    """Find the classes under tests/law, in the order of the files."""
    found = []
    for path in sorted((ROOT / "tests/law").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            clause = ast.get_docstring(node) if isinstance(node, ast.ClassDef) else None
            if isinstance(node, ast.ClassDef) and clause is not None:
                functions = [each for each in node.body if isinstance(each, ast.FunctionDef)]
                names = tuple(each.name for each in functions if each.name.startswith("test_"))
                file = path.relative_to(ROOT).as_posix()
                found.append(LawTest(node.name, file, clause, names))
    return tuple(found)


def proving(sentence: Sentence) -> tuple[LawTest, ...]:
    """Find the tests of a sentence.

    Of an article, those in its own file whose docstring quotes it; of 附件2, those of its row, or
    for the sums those of the table.
    """
    if article := re.match(r"art(\d+)", sentence.provision):
        home = f"tests/law/test_article_{int(article[1]):02}"
        words = _squeezed(sentence.text)
        mine = [test for test in law_tests() if test.file.startswith(home)]
        return tuple(test for test in mine if words in _squeezed(test.clause))
    wanted = _table_test(sentence)
    return tuple(test for test in law_tests() if test.name == wanted)


def _table_test(sentence: Sentence) -> str | None:
    """Name the class of tests for a cell of 附件2; words without a mark have none."""
    if "ANNEX_2" in sentence.rules:
        return "TestTable"
    if sentence.rules and sentence.line.endswith((".marking", ".content")):
        return "TestRow" + re.sub(r"\D", "", sentence.provision.removeprefix("annex2"))
    return None


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def regulation() -> str:
    """Write the page of the regulation."""
    lines = [MADE, f"# 条文全文：{TITLE}\n", f"{NUMBER}\n", *_legend()]
    begun: set[str] = set()
    for line, group in groupby(sentences(), key=lambda sentence: sentence.line):
        lines += _line(line, list(group), begun)
    return "\n".join(lines)


def _legend() -> Iterator[str]:
    yield (
        "每一句话都标明本库如何对待；句后的小字链接到所依据的事实、计算它的条款、与之有关的读法、检验它的测试和一致性向量。"
        "颜色之外另有不同的下划线，供打印和不辨颜色者使用。\n"
    )
    count = dict.fromkeys(TREATMENTS, 0)
    for sentence in sentences():
        count[sentence.treatment] += 1
    for treatment, (word, meaning) in TREATMENTS.items():
        yield f'- <span class="law-{treatment}">{word}</span>：{meaning}（{count[treatment]}句）'
    yield ""


def _line(line: str, group: list[Sentence], begun: set[str]) -> Iterator[str]:
    """Write a line under its heading; ``begun`` are the provisions that have their target."""
    words = "".join(_sentence(sentence) for sentence in group)
    provision = group[0].provision
    if line.startswith("chapter"):
        yield f"{target('law', provision)}\n## {provision_label(line)} {words}\n"
        return
    if provision not in begun:
        begun.add(provision)
        yield from _heading(provision)
        yield target("law", provision)
    yield f"{{.law}}\n{_number(line, line.removeprefix(provision).lstrip('.'))}{words}\n"


def _heading(provision: str) -> Iterator[str]:
    match provision.partition("."):
        case "title", _, _:
            yield "## 文件\n"
        case "notice", _, "1":
            yield f"{target('law', 'notice')}\n## 通知\n"
        case "annex1" | "annex2", "", _:
            yield f"## {provision_label(provision)}\n"
        case "annex2", _, _:
            yield f"### {provision_label(provision)}\n"


def _number(line: str, cell: str) -> str:
    """What stands before the words in print: the number of an article, an item, a point; a cell."""
    if cell:
        return f"<b>{_CELLS[cell]}</b>　"
    label = provision_label(line)
    if line.isalpha():  # title, number, issuer …
        return f"<b>{label}</b>　"
    article = re.fullmatch(r"(第[^条]+条)(?:第(（.）)项)?(?:第(\d)目)?", label)
    if article is None:
        return ""
    number = article[3] and f"{article[3]}. "
    return f"<b>{number or article[2] or f'{article[1]}　'}</b>"


def _sentence(sentence: Sentence) -> str:
    reason = escape(sentence.reason)
    words = f'<span class="law-{sentence.treatment}" title="{reason}">{sentence.text}</span>'
    found = [*_rules(sentence), *(link("test", test.name, test.name) for test in proving(sentence))]
    found += filter(None, [reference(sentence)])
    return f'{words}<span class="law-links">{" ".join(found)}</span>' if found else words


def _rules(sentence: Sentence) -> Iterator[str]:
    for rule in sentence.rules:
        kind, _, name = rule.rpartition("." if rule.startswith("Facts.") else ":")
        if kind == "Facts":
            yield link("fact", name, name)
        elif kind == "event":
            yield link("event", name, f"事件 {name}")
        elif kind == "reading" and name in REGISTER:
            yield link("reading", name, f"读法 {name}")
        elif rule in _CLAUSES:
            yield link("clause", rule, rule)
        else:
            yield f"`{name or rule}`"


def tests() -> str:
    """Write the page of the tests that stand beside the law."""
    lines = [MADE, "# 条文的检验\n"]
    lines.append(
        "`tests/law/` 中的测试类对应各处条文，说明中引有条文原文；"
        "期望的结果由条文推算，不取自程序的输出。\n"
    )
    for test in law_tests():
        lines += [target("test", test.name), f"## `{test.name}`\n"]
        lines += [f"> {line}" for line in test.clause.splitlines() if line.strip()]
        lines += [f"\n`{test.file}`\n", *(f"- `{name}`" for name in test.tests), ""]
    return "\n".join(lines)
