"""Words that the generated pages share: Chinese texts, links, and the name of each treatment."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import read_po

from zhangye_fes.regulation import Citation, Treatment, provision_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Catalog

ROOT: Final = Path(__file__).parents[1]

MADE: Final = "% 本页由 tools/generate.py 生成，请勿手工修改。\n"
"""The first line of every generated page: a comment, which readers do not see."""

TREATMENTS: Final = {
    Treatment.COMPUTED: ("计算", "分值、界限、期限、金额或者后果，由本库计算"),
    Treatment.RECORDED: ("记载", "事实或者行为，由有关方面陈述，本库如实记载"),
    Treatment.JUDGED: ("判断", "由条文指明的机关决定，本库采用其结论"),
    Treatment.DUTY: ("职责", "有关单位的职责，不决定任何计算结果"),
    Treatment.DECLARATORY: ("宣示", "名称、目的、标题或者定义，不设要求"),
}
"""What becomes of a sentence, in Chinese: a word and what it means."""


@cache
def _catalogue() -> Catalog:
    path = ROOT / "src/zhangye_fes/locale/zh_CN/LC_MESSAGES/zhangye_fes.po"
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def chinese(context: str | None, english: str) -> str:
    """Return the Chinese of a text; an entry of the register of readings has its context.

    Raises:
        LookupError: the catalogue has no translation.
    """
    message = _catalogue().get(english, context)
    if message is None or not message.string:
        raise LookupError(context or english)
    return str(message.string)


def anchor(kind: str, name: str) -> str:
    """Name the target of a link, such as ``row-3-2`` or ``clause-zero-families``."""
    return f"{kind}-{name}".lower().replace(".", "-").replace("_", "-")


def target(kind: str, name: str) -> str:
    """Mark what follows as the target of a link."""
    return f"({anchor(kind, name)})="


def link(kind: str, name: str, words: str | None = None) -> str:
    """Link to a target on whatever page it stands; by itself the name in type."""
    return f"[{words or f'`{name}`'}](#{anchor(kind, name)})"


def links(kind: str, names: Iterable[str], comma: str = "、") -> str:
    """Link to several targets of a kind."""
    return comma.join(link(kind, name) for name in names)


def cited(citation: Citation) -> str:
    """Write a citation: the provision, linked, and its words."""
    where = link("law", citation.provision, provision_label(citation.provision))
    return f"{where}：“{citation.quote}”" if citation.quote else where
