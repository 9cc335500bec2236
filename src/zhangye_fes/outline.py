"""A score sheet put into words, part by part, for whoever sets them in lines or in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhangye_fes.readings import REGISTER
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.tongue import FACTS, NoText, Tongue
from zhangye_fes.wording import Wording

if TYPE_CHECKING:
    from zhangye_fes.model import Bounds, OpenFact, RowScore, ScoreSheet
    from zhangye_fes.table import Rubric

__all__ = [
    "ClauseOutline",
    "Outline",
    "RowOutline",
    "Section",
    "open_fact_text",
    "outline_of",
]


def __dir__() -> list[str]:
    return __all__


class ClauseOutline(NamedTuple):
    """A clause: a mark (✓, ✗ or ?), what was found and what it cost, the words of the law."""

    mark: str
    told: str
    citation: str


class RowOutline(NamedTuple):
    """A row: its id, what it asks, its points, and each clause."""

    id: str
    content: str
    standard: str
    points: str
    clauses: tuple[ClauseOutline, ...]


class Section(NamedTuple):
    """A heading and what stands under it, at least one line."""

    heading: str
    lines: tuple[str, ...]


class Outline(NamedTuple):
    """A whole sheet: title, what came out, the rows, what else there is to say, what proves it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[RowOutline, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def outline_of(tongue: Tongue, sheet: ScoreSheet, rubric: Rubric) -> Outline:
    """Put a sheet into words; ``rubric`` is the table it was scored with.

    Raises:
        NoText: it was scored with another table.

    >>> from zhangye_fes import ANNEX_2, Facts, score
    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> outline_of(english, score(Facts()), ANNEX_2).head[1:]  # doctest: +NORMALIZE_WHITESPACE
    ('verdict: undetermined',
     'total: 0–100 of 100 points, 90 qualify, 90 points short to 10 points over',
     '? 是否符合基本条件: unknown, not certain yet
     [附件2 第1行: 不符合基本条件的不能参与市级充分就业社区认定]')
    """
    if sheet.rubric != rubric.ref:
        raise NoText(f"the sheet was scored with {sheet.rubric.name!r}: give this rubric")
    words = Wording(tongue, sheet.readings, rubric)
    return Outline(
        title=tongue.say("张掖市市级充分就业社区认定量化评分表"),
        head=_head(sheet, words),
        rows=tuple(_row(row, words) for row in sheet.rows.values()),
        sections=tuple(section for section in _sections(sheet, words) if section.lines),
        foot=(tongue.say("receipt: {receipt}", receipt=sheet.receipt), tongue.say(DISCLAIMER)),
    )


def _head(sheet: ScoreSheet, words: Wording) -> tuple[str, ...]:
    say = words.tongue.say
    source = say(
        "under {edition}, table {rubric}, zhangye_fes {version}",
        edition=sheet.edition,
        rubric=say(sheet.rubric.name),
        version=sheet.version,
    )
    what_if = say("a what-if: this table is not the regulation's")
    verdict = say("verdict: {verdict}", verdict=say(sheet.verdict))
    total = say(
        "total: {total} of {full} points, {mark} qualify, {margin}",
        total=sheet.total,
        full=sum(row.standard for row in sheet.rows.values()),
        mark=sheet.pass_mark,
        margin=_margin(words.tongue, sheet.margin),
    )
    who = f"{_mark(sheet.eligible)} {words.finding(sheet.eligibility)}"
    plain = sheet.rubric == ANNEX_2.ref
    return (source, verdict, total, who) if plain else (source, what_if, verdict, total, who)


def _mark(met: bool | None) -> str:
    """Show an answer: fulfilled, not fulfilled, not certain yet."""
    return "?" if met is None else "✓" if met else "✗"


def _margin(tongue: Tongue, margin: Bounds) -> str:
    if margin.exact:
        return _from_mark(tongue, margin.low)
    low, high = (_from_mark(tongue, each) for each in (margin.low, margin.high))
    return tongue.say("{low} to {high}", low=low, high=high)


def _from_mark(tongue: Tongue, points: int) -> str:
    if points < 0:
        return tongue.count("{n} point short", "{n} points short", -points)
    if points > 0:
        return tongue.count("{n} point over", "{n} points over", points)
    return tongue.say("just enough")


def _row(row: RowScore, words: Wording) -> RowOutline:
    return RowOutline(
        id=row.id,
        content=words.tongue.say(words.rubric[row.id].citation.quote),
        standard=str(row.standard),
        points=str(row),
        clauses=tuple(ClauseOutline(_mark(each.met), *words.parts(each)) for each in row.findings),
    )


def _sections(sheet: ScoreSheet, words: Wording) -> tuple[Section, ...]:
    tongue = words.tongue
    changed = sheet.readings.changed().items()
    return (
        Section(
            tongue.say("facts that are not known and still matter, the most important first:"),
            tuple(open_fact_text(tongue, each) for each in sheet.unknown),
        ),
        Section(
            tongue.say(
                "creation standards of 第四条 that were missed (the points decide, 第七条):"
            ),
            tuple(words.finding(each) for each in sheet.shortfalls),
        ),
        Section(
            tongue.say("readings other than the default:"),
            tuple(_choice(tongue, reading, option) for reading, option in changed),
        ),
    )


def _choice(tongue: Tongue, reading: str, option: str) -> str:
    question, options = REGISTER[reading].question, REGISTER[reading].options
    return tongue.say(
        "{choice}: {question} {option}",
        choice=f"{reading}={option}",
        question=tongue.within(f"{reading}.question", question),
        option=tongue.within(f"{reading}.{option}", options[option]),
    )


def open_fact_text(tongue: Tongue, fact: OpenFact) -> str:
    """An unknown fact that still matters, in one line."""
    told = tongue.say("{row}: {told}", row=fact.row, told=tongue.say(FACTS[fact.fact].question))
    moves = tongue.say("up to {points}", points=tongue.points(fact.points)) if fact.points else ""
    decides = tongue.say("can decide the verdict alone") if fact.decides else ""
    return tongue.join(told, moves, decides)
