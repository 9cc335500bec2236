"""What the vectors of ``conformance/`` show of each sentence of the notice."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from tools.words import MADE, ROOT, link, target
from zhangye_fes.regulation import Treatment, lines, provision_label, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.regulation import Sentence

VECTORS: Final = ROOT / "conformance/vectors"
_INTRODUCTION: Final = """\
[一致性套件](../guide/conformance.md)的每一个手工向量都引有条文原文，并说明所引的话在其中是否发生效力。
下面逐句列出由本库计算的条文：先是使之生效的向量，后是紧邻而不生效的向量。
"""
_BY_HAND: Final = re.compile(r"[SWR]-\d{4}")


class Shown(NamedTuple):
    """One vector at one place of the notice: the words from ``start`` to ``end`` of a line."""

    name: str
    title: str
    line: str
    start: int
    end: int
    fires: bool
    """Whether the words take effect in it, or it is the case just beside."""


@cache
def shown() -> tuple[Shown, ...]:
    """Find every place that a vector made by hand quotes, in the order of their ids."""
    found: list[Shown] = []
    for path in VECTORS.glob("*/*.json"):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            if _BY_HAND.fullmatch(test["id"]):
                for cite in test["cites"]:
                    found += _places(test["id"], test["title"], **cite)
    return tuple(sorted(found))


def _places(
    name: str, title: str, *, provision: str, quotation: str, fires: bool
) -> Iterator[Shown]:
    for line, words in lines().items():
        if re.fullmatch(rf"{re.escape(provision)}(\.[a-z]+)?", line) and quotation in words:
            start = words.index(quotation)
            yield Shown(name, title, line, start, start + len(quotation), fires)


@cache
def _extents() -> dict[tuple[str, int], tuple[int, int]]:
    """Where each sentence begins and ends in its line."""
    found = {}
    for line, group in groupby(sentences(), key=lambda sentence: sentence.line):
        end = 0
        for sentence in group:
            start, end = end, end + len(sentence.text)
            found[line, sentence.number] = start, end
    return found


@cache
def showing(sentence: Sentence) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Give the vectors in which a sentence takes effect, and those just beside it."""
    start, end = _extents()[sentence.line, sentence.number]
    here = [
        each
        for each in shown()
        if each.line == sentence.line and each.start < end and start < each.end
    ]
    return tuple(x for x in here if x.fires), tuple(x for x in here if not x.fires)


def place(sentence: Sentence) -> str:
    """Name the target of a sentence on the page of the vectors."""
    return f"{sentence.line}-{sentence.number}"


def reference(sentence: Sentence) -> str:
    """Link a computed sentence to its vectors, with how many there are."""
    if sentence.treatment is not Treatment.COMPUTED:
        return ""
    count = {each.name for group in showing(sentence) for each in group}
    return link("vectors", place(sentence), f"向量 {len(count)}") if count else ""


def page() -> str:
    """Write the page of the vectors: every computed sentence, where it fires and where not."""
    out = [
        MADE,
        "# 条文的向量\n",
        _INTRODUCTION,
    ]
    computed = [each for each in sentences() if each.treatment is Treatment.COMPUTED]
    for provision, group in groupby(computed, key=lambda sentence: sentence.provision):
        out.append(f"## {provision_label(provision)}\n")
        for sentence in group:
            out += _entry(sentence)
    return "\n".join(out)


def _entry(sentence: Sentence) -> Iterator[str]:
    firing, beside = showing(sentence)
    yield target("vectors", place(sentence))
    yield f"> {sentence.text}\n"
    yield f"- 生效：{_names(firing)}"
    yield f"- 不生效：{_names(beside)}\n"


def _names(group: tuple[Shown, ...]) -> str:
    titles = {each.name: each.title for each in group}
    return "；".join(f"`{name}` {title}" for name, title in titles.items())
