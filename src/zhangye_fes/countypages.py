"""A county's sheets as the parts of a page: the table, where totals lie, where points are lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from zhangye_fes.communitypages import TONES
from zhangye_fes.duties import TITLES, UNREAD, due_cells, unread
from zhangye_fes.messages import label, text
from zhangye_fes.model import Bounds, Verdict
from zhangye_fes.pages import Html, bar, cell, element, head, listed, named, safe, section, table
from zhangye_fes.regulation import DISCLAIMER
from zhangye_fes.rubric import ANNEX_2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhangye_fes.model import ScoreSheet
    from zhangye_fes.register import Register
    from zhangye_fes.table import Rubric

__all__ = ["CountyPage", "stretches"]

_STEPS = (-30, -20, -10, -5, 0, 5)
"""Where the stretches of the distribution begin, seen from the pass mark."""


def __dir__() -> list[str]:
    return __all__


def stretches(mark: int, full: int) -> list[Bounds]:
    """Divide the totals that there can be, finer near the pass mark, which begins a stretch.

    >>> [str(each) for each in stretches(90, 100)]
    ['0–59', '60–69', '70–79', '80–84', '85–89', '90–94', '95–100']
    """
    starts = sorted({0, *(mark + step for step in _STEPS if 0 < mark + step <= full)})
    return [Bounds(low=low, high=after - 1) for low, after in pairwise([*starts, full + 1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPage:
    """What a page tells of many communities, in one language.

    >>> [part.text[:8] for part in CountyPage(sheets=(), title="甘州区").parts()]
    ['<header>', '<main><d', '<footer>']
    """

    sheets: Sequence[tuple[str, ScoreSheet]]
    title: str
    due: tuple[Register, dt.date] | None = None
    """What obligations come from, and the day that they are of."""
    locale: str = "zh_CN"
    rubric: Rubric = ANNEX_2

    def parts(self) -> Iterator[Html]:
        """Give the parts, from top to bottom.

        Raises:
            NoText: the language is another one.
        """
        form = self._say("张掖市市级充分就业社区认定量化评分表")
        yield element("header", element("p", form), element("h1", named(self.title)))
        yield element("main", self._counts(), *self._scores(), *self._duties(), *self._proofs())
        yield element("footer", *(element("p", each) for each in self._foot()))

    def _say(self, msgid: str, **values: object) -> str:
        return text(msgid, self.locale, **values)

    def _head(self, *titles: str, numbers: Sequence[int] = ()) -> Html:
        return head(*map(self._say, titles), numbers=numbers)

    # how many -----------------------------------------------------------------------------------

    def _counts(self) -> Html:
        found = Counter(sheet.verdict for _, sheet in self.sheets)
        return element(
            "dl",
            self._count("number of communities", len(self.sheets), ""),
            *(self._count(each, found[each], TONES[each]) for each in get_args(Verdict)),
            class_="panel counts",
        )

    def _count(self, called: str, count: int, tone: str) -> Html:
        said = element("dt", self._say(called))
        return element("div", said, element("dd", str(count), class_=tone))

    # the scores ---------------------------------------------------------------------------------

    def _scores(self) -> Iterator[Html]:
        if self.sheets:
            yield self._table()
            yield self._totals()
            yield self._lost()

    def _table(self) -> Html:
        columns = (Html(f"{safe(row.id)}<br>{row.standard}") for row in self.rubric.rows)
        top = head(
            self._say("community"),
            *columns,
            self._say("total"),
            self._say("verdict"),
            numbers=range(1, len(self.rubric.rows) + 2),
        )
        caption = self._say("under each row its standard points; red where points are lost")
        drawn = table(caption, top, [self._community(*each) for each in self.sheets])
        return section(self._say("points by community and row"), drawn)

    def _community(self, name: str, sheet: ScoreSheet) -> Html:
        points = (
            cell(str(row), "n bad" if row.high < row.standard else "n")
            for row in sheet.rows.values()
        )
        return element(
            "tr",
            element("th", named(name), scope="row"),
            *points,
            cell(element("b", str(sheet.total)), "n"),
            cell(self._verdict(sheet), TONES[sheet.verdict]),
        )

    def _verdict(self, sheet: ScoreSheet) -> str:
        """The verdict, and where the points do not tell why: that it may not take part."""
        told = label(sheet.verdict, self.locale)
        if sheet.eligible is False:
            return self._say(", ").join([told, self._say("may not take part")])
        return told

    def _totals(self) -> Html:
        mark, full = self.rubric.pass_mark, sum(row.standard for row in self.rubric.rows)
        found = [sheet.total for _, sheet in self.sheets]
        counts = [
            (str(each), sum(_within(one, each) for one in found), "good" * (each.low >= mark))
            for each in stretches(mark, full)
        ]
        rest = len(found) - sum(count for _, count, _ in counts)
        counts.append((self._say("over several of these"), rest, "open"))
        most = max(count for _, count, _ in counts)
        rows = [
            element(
                "tr",
                element("th", each, scope="row", class_="short"),
                cell(str(count), "n"),
                cell(bar(count, count, most, tone=tone), "graph"),
            )
            for each, count, tone in counts
        ]
        caption = self._say("{mark} points and more qualify", mark=mark)
        top = self._head("total", "number of communities", "compared", numbers=[1])
        return section(self._say("where the totals lie"), table(caption, top, rows))

    def _lost(self) -> Html:
        rows = [
            self._loss(row.id, row.standard, self._say(row.citation.quote))
            for row in self.rubric.rows
        ]
        top = self._head(
            *("row", "content", "number of communities", "points lost", "of all points there"),
            numbers=[2, 3],
        )
        caption = self._say("communities that surely lose points there, and all points lost")
        return section(self._say("where points are lost"), table(caption, top, rows))

    def _loss(self, row: str, standard: int, content: str) -> Html:
        scores = [sheet.rows[row] for _, sheet in self.sheets]
        lost = Bounds(
            low=sum(standard - each.high for each in scores),
            high=sum(standard - each.low for each in scores),
        )
        losing = sum(each.high < standard for each in scores)
        return element(
            "tr",
            element("th", row, scope="row", class_="short"),
            cell(content, "content"),
            cell(str(losing), "n"),
            cell(str(lost), "n"),
            cell(bar(lost.low, lost.high, standard * len(scores)), "graph"),
        )

    # what has to be done ------------------------------------------------------------------------

    def _duties(self) -> Iterator[Html]:
        if self.due is None:
            return
        register, on = self.due
        found = register.obligations(on)
        late = sum(each.overdue is True for each in found)
        told = self._say("{count} not done, {late} of them overdue", count=len(found), late=late)
        rows = []
        for each in found:
            when, who, what, name, year, where = due_cells(
                each, register.community(each.community).name or each.community, self.locale
            )
            tone = "bad" if each.overdue else ""
            cells = (cell(when, f"short {tone}".strip()), cell(who), cell(what), cell(named(name)))
            rows.append(element("tr", *cells, cell(year, "n"), cell(where)))
        body = [table(told, self._head(*TITLES, numbers=[4]), rows)]
        if count := unread(register):
            body.append(element("p", self._say(UNREAD, count=count), class_="bad"))
        yield section(self._say("obligations as of {day}", day=on), *body)

    # what it rests on ---------------------------------------------------------------------------

    def _proofs(self) -> Iterator[Html]:
        chosen = [sheet.readings for _, sheet in self.sheets]
        if self.due:
            chosen.append(self.due[0].readings)
        changed = Counter(choice for each in chosen for choice in each.changed().items())
        if changed:
            told = (self._choice(*choice) for choice in changed)
            yield section(self._say("readings other than the default:"), listed(told))
        if self.sheets:
            rows = [
                element("tr", element("th", named(name), scope="row"), cell(each.receipt, "mono"))
                for name, each in self.sheets
            ]
            top = self._head("community", "receipt")
            caption = self._say("each proves facts, readings, table and points of a sheet")
            yield section(self._say("receipts"), table(caption, top, rows))

    def _choice(self, reading: str, option: str) -> str:
        return self._say(
            "{choice}: {question} {option}",
            choice=f"{reading}={option}",
            question=label(reading, self.locale),
            option=label(f"{reading}.{option}", self.locale),
        )

    def _foot(self) -> Iterator[str]:
        yield self._say(DISCLAIMER)
        if self.rubric != ANNEX_2:
            yield self._say("a what-if: this table is not the regulation's")
        sources = {
            (sheet.edition, sheet.rubric.name, sheet.version): None for _, sheet in self.sheets
        }
        for edition, rubric, version in sources:
            yield self._say(
                "under {edition}, table {rubric}, zhangye_fes {version}",
                edition=edition,
                rubric=self._say(rubric),
                version=version,
            )


def _within(one: Bounds, other: Bounds) -> bool:
    return other.low <= one.low and one.high <= other.high
