"""The notice as data: its words, how they are cited, and what becomes of each sentence.

《张掖市市级充分就业社区认定管理办法》（张人社通〔2023〕181号） is held as one text file, a line for
each paragraph or cell of a table: its id, a tab, its words. An id is a path:

- ``art6.2``: 第六条第（二）项; ``art4.3.1``: 第四条第（三）项第1目;
- ``chapter2``: the heading of 第二章 alone, without its articles;
- ``annex2.3.1``: row 3.1 of 附件2; ``annex2.3``: the third project with its rows. Sections 1 and 2
  are project and row in one. ``annex1.4``: the fourth row of 附件1;
- ``notice.3``: the third paragraph of the covering notice, addressee, signature and list counted;
- ``title``, ``number``, ``issuer``, ``issued``, ``printed``, ``basis``, ``repeals``: the header.

A last part that is a word names a cell, and what it says belongs to the provision before it:
in row 3.1 ``annex2.3.1.content`` (考核内容), ``annex2.3.1.points`` (标准分) and
``annex2.3.1.marking`` (评分标准); of the table ``annex2.head``, ``annex2.columns`` and
``annex2.total``. Row 3.2 has no ``points``: the scan leaves them blank.

Each sentence has a :class:`Treatment`, in ``treatments.tsv``. Nothing is read until asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zhangye_fes.errors import UnknownProvision

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DISCLAIMER",
    "INTERPRETER",
    "ISSUED",
    "NUMBER",
    "TEXT_SHA256",
    "TITLE",
    "VALID_YEARS",
    "Citation",
    "Sentence",
    "Treatment",
    "lines",
    "provision_label",
    "provisions",
    "sentences",
    "text",
]

TITLE: Final = "张掖市市级充分就业社区认定管理办法"
"""The name of the measures."""

NUMBER: Final = "张人社通〔2023〕181号"
"""文号, the number under which they were issued."""

ISSUED: Final = date(2023, 9, 4)
"""成文日期 and 印发日期; in force from this day. Source: 第十七条."""

VALID_YEARS: Final = 5
"""有效期, in years from :data:`ISSUED`. Source: 第十七条."""

INTERPRETER: Final = "张掖市人力资源和社会保障局"
"""The only authority that may say what the measures mean. Source: 第十六条."""

DISCLAIMER: Final = f"本库非官方解释；解释权属{INTERPRETER}（第十六条）"
"""What every result and every document of this library says. Source: 第十六条."""

TEXT_SHA256: Final = "94c2b7a0e5b5ca8baf388643e0710409cdf049a71a3f6c4f69772b549ee504be"
"""The SHA-256 of the file that :func:`text` reads, in hexadecimal."""

_HEADINGS: Final = MappingProxyType(
    {
        "title": "标题",
        "number": "发文字号",
        "issuer": "发文机关",
        "issued": "成文日期",
        "printed": "印发日期",
        "basis": "上位依据",
        "repeals": "同时废止",
        "notice": "通知",
    }
)
_DIGITS: Final = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")

_SECOND_RULES: Final = (
    "有劳动意愿的适龄劳动力在半年内",  # art4.3.1, annex2.3.1
    "工作有记录",  # art4.4.1, annex2.4.1
    "人力资源和社会保障工作方面",  # art4.5.3, annex2.5.3
    "对综合得分90分以上",  # art6.2
    "公示期不少于",  # art6.2
    "对公示后无异议的",  # art6.2
    "经过审核、考评、公示等程序",  # art6.3
    "市人社部门每年组织",  # art8
    "市人社部门定期抽查",  # art8
    "对复查抽查不合格的",  # art8
    "对使用不规范",  # art13
    "不再给予补助",  # art13
    "并依据有关规定",  # art13
    "其中每一项不到位",  # annex2.1
)
"""How the second rule begins where two rules, treated differently, share one sentence."""

_SENTENCE_END: Final = re.compile(rf"(?<=[。；])(?=.)|(?<=，)(?={'|'.join(_SECOND_RULES)})")
_CELL: Final = re.compile(r"\.[a-z]+$")
_PARTS: Final = re.compile(r"[a-z]+|\d+")


def __dir__() -> list[str]:
    return __all__


class Treatment(StrEnum):
    """What the library does with a sentence of the notice.

    >>> [treatment.value for treatment in Treatment]
    ['computed', 'recorded', 'judged', 'duty', 'declaratory']
    """

    COMPUTED = "computed"
    """A mark, threshold, term, amount or consequence, which the library works out."""
    RECORDED = "recorded"
    """A state of affairs or an act, which someone states and the library keeps."""
    JUDGED = "judged"
    """A decision left to a named authority, whose outcome the library takes as given."""
    DUTY = "duty"
    """Something a named body has to do, and which decides nothing that is computed."""
    DECLARATORY = "declaratory"
    """A name, aim, heading or definition, which asks nothing of anyone."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands, and its words.

    >>> citation = Citation("art6.2", "公示期不少于5个工作日")
    >>> print(citation)
    第六条第（二）项
    >>> citation.stands()
    True
    """

    provision: str
    """The id of a provision, such as ``art6.2``, ``annex2.3.1`` or ``annex2``."""
    quote: str
    """Words of that provision, unaltered; ``""`` where the provision is silent."""

    def __str__(self) -> str:
        return provision_label(self.provision)

    def stands(self) -> bool:
        """Whether the quoted words stand in the provision.

        >>> Citation("art6.3", "公示期不少于5个工作日").stands()
        False

        Raises:
            UnknownProvision: the notice has no such provision.
        """
        return self.quote in _words(self.provision)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the notice, and what becomes of it.

    >>> sentence = next(s for s in sentences() if s.provision == "annex2.5.2" and s.rules)
    >>> print(sentence.treatment, *sentence.rules)
    recorded Facts.policy_work_recorded
    """

    line: str
    """The id of its line in :func:`lines`, such as ``annex2.3.1.marking``."""
    provision: str
    """The provision that it belongs to, such as ``annex2.3.1``."""
    number: int
    """Its place within the line, from 1."""
    text: str
    """Its words, with the mark that ends it."""
    treatment: Treatment
    """What the library does with it."""
    reason: str
    """Why, in a few words of English."""
    rules: tuple[str, ...]
    """What computes or records it: ``ZERO_FAMILIES`` a clause code, ``Facts.…`` a fact,
    ``reading:…`` an open question, ``event:…`` an event, else a public name of the library."""


@cache
def text() -> str:
    r"""The whole file: a line for each paragraph or cell, its id, a tab, its words.

    >>> text().splitlines()[0].split("\t")
    ['title', '张掖市市级充分就业社区认定管理办法']
    """
    return _data("regulation-2023-181.txt")


@cache
def lines() -> Mapping[str, str]:
    """The words of each line by its id, in the order of the notice.

    >>> lines()["annex2.5.3.marking"]
    '存在有效投诉不得分。'
    """
    return MappingProxyType(dict(line.split("\t") for line in text().splitlines()))


@cache
def provisions() -> Mapping[str, str]:
    """The words of each provision by its id, with all that stands beneath it, a line for each.

    >>> print(provisions()["annex2.5.3"])
    社区无重大劳动纠纷，人力资源和社会保障工作方面连续三年无有效投诉。
    5
    存在有效投诉不得分。
    """
    found: dict[str, list[str]] = {}
    for line, words in lines().items():
        for provision in accumulate(_CELL.sub("", line).split("."), "{}.{}".format):
            found.setdefault(provision, []).append(words)
    return MappingProxyType({provision: "\n".join(each) for provision, each in found.items()})


def provision_label(provision: str) -> str:
    """A provision as Chinese law cites it.

    >>> [provision_label(p) for p in ("art17", "art4.3.2", "annex2.3.1")]
    ['第十七条', '第四条第（三）项第2目', '附件2 第3.1行']

    Raises:
        UnknownProvision: the notice has no such provision.
    """
    _words(provision)
    heading, *numbers = _PARTS.findall(provision)
    match heading, numbers:
        case "art", [article]:
            label = f"第{_numeral(article)}条"
        case "art", [article, item]:
            label = f"{provision_label(f'art{article}')}第（{_numeral(item)}）项"
        case "art", [article, item, point]:
            label = f"{provision_label(f'art{article}.{item}')}第{point}目"
        case "chapter", [chapter]:
            label = f"第{_numeral(chapter)}章"
        case "annex", [annex]:
            label = f"附件{annex}"
        case "annex", [annex, *row]:
            label = f"附件{annex} 第{'.'.join(row)}行"
        case _:
            label = _HEADINGS[heading] + "".join(f"第{paragraph}段" for paragraph in numbers)
    return label


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence of the notice, the cells of the annexes included, in its order.

    A sentence ends with 。 or ；, or where a second rule begins that is treated differently.

    >>> for sentence in sentences():
    ...     if sentence.line == "annex2.4.1.content":
    ...         print(sentence.number, sentence.text, sentence.treatment)
    1 推荐组织就业困难人员参加就业创业培训， recorded
    2 工作有记录。 duty
    """
    treatments = _treatments()
    return tuple(
        Sentence(line, _CELL.sub("", line), number, words, *treatments[line, number])
        for line, whole in lines().items()
        for number, words in enumerate(_SENTENCE_END.split(whole), 1)
    )


def _treatments() -> dict[tuple[str, int], tuple[Treatment, str, tuple[str, ...]]]:
    _, *rows = (row.split("\t") for row in _data("treatments.tsv").splitlines())
    return {
        (line, int(number)): (Treatment(treatment), reason, tuple(rules.split()))
        for line, number, treatment, rules, reason in rows
    }


def _words(provision: str) -> str:
    try:
        return provisions()[provision]
    except KeyError:
        raise UnknownProvision(provision) from None


def _numeral(number: str) -> str:
    tens, ones = divmod(int(number), 10)
    return "十" * tens + _DIGITS[ones]


def _data(name: str) -> str:
    return files("zhangye_fes").joinpath(f"data/{name}").read_text(encoding="utf-8")
