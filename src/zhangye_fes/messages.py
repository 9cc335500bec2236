"""Everything a person reads, in Chinese and English: codes and ids in, text out.

Texts are held in gettext catalogues that are compiled when the package is built. What the law and
its table say is Chinese at its source, what the library says is English at its source; codes and
ids are the same in every language. The language is always named, never taken from the environment,
and Babel is not imported before a text is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never, get_args

from zhangye_fes import tongue as words
from zhangye_fes.actions import change_text, plan_text
from zhangye_fes.advice import Change, Plan
from zhangye_fes.capitals import capitals, whole_yuan
from zhangye_fes.coded import coded_text, entitlement_text
from zhangye_fes.days import Day
from zhangye_fes.daywords import day_text
from zhangye_fes.deadlines import FundsReportDeadline, MonthDeadline, Validity
from zhangye_fes.deciding import Refused, Step
from zhangye_fes.errors import FesError, Problem
from zhangye_fes.facts import Facts
from zhangye_fes.intake import shown
from zhangye_fes.model import ClauseFinding, Finding, OpenFact, Rate, ScoreSheet, Verdict
from zhangye_fes.outline import Outline, open_fact_text, outline_of
from zhangye_fes.periods import Moved
from zhangye_fes.phrases import CODED
from zhangye_fes.publicity import PublicityCheck, PublicityPeriod
from zhangye_fes.ranges import ReadingRange
from zhangye_fes.readings import DEFAULT, REGISTER, Readings
from zhangye_fes.refusals import error_text
from zhangye_fes.regulation import provision_label, provisions
from zhangye_fes.remarks import remark
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.subsidy import Entitlement
from zhangye_fes.tongue import NoText, Tongue
from zhangye_fes.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhangye_fes.daywords import DayThing
    from zhangye_fes.table import Rubric

    Scored = ScoreSheet | Finding | OpenFact | Plan | Change | ReadingRange
    Thing = Scored | DayThing | Step | Entitlement | Problem | FesError

__all__ = [
    "LOCALES",
    "NoText",
    "capitals",
    "explain",
    "label",
    "outline",
    "percent",
    "text",
    "yuan",
]

LOCALES = ("zh_CN", "en")
"""The languages there are, the law's own first."""

_DOMAIN = "zhangye_fes"


def __dir__() -> list[str]:
    return __all__


def text(msgid: str, locale: str = "zh_CN", **values: object) -> str:
    """A text of the library or the law, in one of its languages.

    Raises:
        NoText: the language is not one of :data:`LOCALES`, or its catalogue is not compiled.

    >>> text("verdict: {verdict}", verdict="?"), text("verdict: {verdict}", "en", verdict="?")
    ('结论：?', 'verdict: ?')
    """
    return _tongue(locale).say(msgid, **values)


def percent(rate: Rate, locale: str = "zh_CN") -> str:
    """A rate with its counts and its percentage, cut (never rounded) to one decimal.

    >>> percent(Rate(188, 209)), percent(Rate(0, 0)), percent(Rate(0, 0), "en")
    ('188/209（89.9 %）', '0/0（无此类人员）', '0/0 (nobody)')
    """
    return words.percent(_tongue(locale), rate)


def label(name: str, locale: str = "zh_CN") -> str:
    """What a name or an id stands for.

    Args:
        name: a fact or a column of it, a row (``3.2``), ``project 3``, the code of a clause, a
            verdict, a reading, ``reading.option``, ``reading.grounds``, a provision (``art6.2``).
        locale: one of :data:`LOCALES`.

    Raises:
        NoText: nothing has this name.

    >>> label("reemployment"), label("reemployment", "en")
    ('失业人员再就业率', 're-employment rate of the unemployed')
    >>> label("training_at_80.lower"), label("not_qualified"), label("project 3")
    ('归入下一档，得1分', '未达到认定标准', '服务工作标准')
    """
    tongue = _tongue(locale)
    if name in REGISTER:
        return tongue.within(f"{name}.question", REGISTER[name].question)
    reading, _, option = name.partition(".")
    if reading in REGISTER and option in {*REGISTER[reading].options, "grounds"}:
        source = {**REGISTER[reading].options, "grounds": REGISTER[reading].grounds}
        return tongue.within(name, source[option])
    if name in _names():
        return tongue.say(_names()[name])
    raise NoText(f"nothing is called {name!r}: give a fact, row, clause, verdict or reading")


@cache
def _names() -> dict[str, str]:
    """What each name is called at its source."""
    codes = ("BASIC_CONDITIONS", "STANDARD_MISSED", *get_args(Verdict), "depends")
    return (
        {column: title for fact in Facts.legend() for column, title in fact.columns.items()}
        | {fact.name: fact.question for fact in Facts.legend()}
        | {row.id: row.citation.quote for row in ANNEX_2.rows}
        | {f"project {project.id}": project.title for project in ANNEX_2.projects}
        | {clause.code: clause.code for clause in ANNEX_2.clauses()}
        | {code: code for code in codes}
        | {provision: provision_label(provision) for provision in provisions()}
    )


def outline(sheet: ScoreSheet, locale: str = "zh_CN", rubric: Rubric = ANNEX_2) -> Outline:
    """A sheet put into words part by part, for whoever sets them in a page of their own.

    Raises:
        NoText: the language, or the table that the sheet was scored with, is another one.

    >>> from zhangye_fes import Facts, score
    >>> outline(score(Facts())).head[1]
    '结论：尚不能确定'
    """
    return outline_of(_tongue(locale), sheet, rubric)


def explain(  # noqa: PLR0911 - one for each kind of thing
    thing: Thing,
    locale: str = "zh_CN",
    *,
    readings: Readings = DEFAULT,
    rubric: Rubric = ANNEX_2,
) -> str:
    """Put a result or an error into words: a sheet, step or deadline in lines, most in one.

    Args:
        thing: what to explain.
        locale: one of :data:`LOCALES`.
        readings: for a finding alone, those it was found under; a sheet knows its own.
        rubric: the table that a what-if was scored with.

    Raises:
        NoText: the language, or the table or readings of a finding, are not the right ones.

    >>> from zhangye_fes import Facts, Problem, score
    >>> sheet = score(Facts(reemployment=Rate(188, 209)))
    >>> print(explain(sheet.rows["3.2"].findings[2], "en"))  # doctest: +NORMALIZE_WHITESPACE
    re-employment rate of the unemployed 188/209 (89.9 %), below 90 %, no points for the row
    [Annex 2, row 3.2: no points where the re-employment rate of the unemployed is below 90 %]
    >>> print(explain(Problem("service_hall", "'yes'", "true or false")))
    service_hall：给出的是'yes'，应为是或否（true或false）
    """
    tongue = _tongue(locale)
    match thing:
        case ScoreSheet():
            return "\n".join(_lines(outline_of(tongue, thing, rubric), tongue))
        case ClauseFinding() | Finding(code="STANDARD_MISSED"):
            return Wording(tongue, readings, rubric).finding(thing)
        case Finding() | Step() | Refused() | Entitlement():
            return _told(thing, tongue)
        case OpenFact():
            return open_fact_text(tongue, thing)
        case Plan():
            return plan_text(tongue, thing)
        case Change():
            return change_text(tongue, thing)
        case ReadingRange():
            return _range(thing, tongue)
        case Problem() | FesError():
            return error_text(tongue, thing)
        case (
            Day()
            | Moved()
            | PublicityPeriod()
            | PublicityCheck()
            | MonthDeadline()
            | FundsReportDeadline()
            | Validity()
        ):
            return day_text(tongue, thing)
        case _:
            raise NoText(f"no words for {shown(thing)}: give a result, a finding or an error")


def yuan(amount: int) -> str:
    """Write whole yuan in figures; in capital characters it is :func:`capitals`.

    Raises:
        InvalidInput: it is no whole number from 0 to 999 999 999 999.

    >>> yuan(10_000), capitals(10_000)
    ('¥10,000.00', '壹万元整')
    """
    from babel.numbers import format_currency

    return format_currency(whole_yuan(amount), "CNY", locale=LOCALES[0])


# Languages -------------------------------------------------------------------------------------


@cache
def _tongue(locale: str) -> Tongue:
    """Load a language; the same each time."""
    from babel.support import Translations

    if locale not in LOCALES:
        raise NoText(f"no texts in {locale!r}: choose {' or '.join(LOCALES)}")
    catalogues = files("zhangye_fes").joinpath("locale")
    loaded = Translations.load(str(catalogues), [locale], _DOMAIN)
    if not isinstance(loaded, Translations):
        raise NoText(f"the texts in {locale} are not compiled: install the package, which does it")
    return Tongue(loaded.gettext, loaded.ngettext, lambda *text: str(loaded.pgettext(*text)))


def _lines(sheet: Outline, tongue: Tongue) -> Iterator[str]:
    """A sheet as lines of plain text."""
    yield from (sheet.title, *sheet.head)
    for row in sheet.rows:
        heading = tongue.say(
            "row {row}, {points} of {standard} points: {content}",
            row=row.id,
            points=row.points,
            standard=row.standard,
            content=row.content,
        )
        yield from ("", heading)
        for mark, told, citation in row.clauses:
            yield f"  {mark} {tongue.say('{told} [{citation}]', told=told, citation=citation)}"
    for section in sheet.sections:
        yield from ("", section.heading, *(f"  {line}" for line in section.lines))
    yield from ("", *sheet.foot)


def _told(thing: Finding | Step | Refused | Entitlement, tongue: Tongue) -> str:
    match thing:
        case Entitlement():
            return entitlement_text(tongue, thing)
        case Step() | Refused():
            return "\n".join(coded_text(tongue, each) for each in thing.findings)
        case Finding():
            return (coded_text if thing.code in CODED else remark)(tongue, thing)
        case _:
            assert_never(thing)


def _range(found: ReadingRange, tongue: Tongue) -> str:
    said = {
        "qualified": tongue.say("qualified under every reading"),
        "not_qualified": tongue.say("qualified under none"),
        "undetermined": tongue.say("undetermined under every reading"),
        "depends": tongue.say("depends on {readings}", readings=", ".join(found.depends_on)),
    }
    return tongue.say("{total} points: {told}", total=found.total, told=said[found.verdict])
