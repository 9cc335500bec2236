"""A community's sheet as the parts of a page: the verdict, 附件2 filled in, what else there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhangye_fes.actions import HEADINGS
from zhangye_fes.messages import explain, label, outline, text
from zhangye_fes.model import Bounds
from zhangye_fes.pages import Html, bar, cell, element, head, listed, named, section
from zhangye_fes.papers import Marks, ReviewedSheet, check_review
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.values import FrozenDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhangye_fes.advice import Plan
    from zhangye_fes.model import ScoreSheet
    from zhangye_fes.outline import ClauseOutline, Outline, RowOutline
    from zhangye_fes.row import Project
    from zhangye_fes.table import Rubric

__all__ = ["TONES", "CommunityPage"]

TONES = FrozenDict({"qualified": "good", "not_qualified": "bad", "undetermined": "open"})
"""How a verdict is coloured, beside its words."""
_MARKED = FrozenDict({"✓": "good", "✗": "bad", "?": "open"})
_NOTHING = Marks(points={})


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPage:
    """What a page tells of one community, in one language.

    >>> from zhangye_fes import Facts, score
    >>> [part.text[:9] for part in CommunityPage(sheet=score(Facts())).parts()][:2]
    ['<header><', '<main><di']
    """

    sheet: ScoreSheet
    name: str = ""
    reviewed: ReviewedSheet | None = None
    advice: Sequence[Plan] | None = None
    locale: str = "zh_CN"
    rubric: Rubric = ANNEX_2

    @property
    def title(self) -> str:
        """What the page is called."""
        form = self._say("张掖市市级充分就业社区认定量化评分表")
        return f"{self.name} · {form}" if self.name else form

    def parts(self) -> Iterator[Html]:
        """Give the parts, from top to bottom.

        Raises:
            NoText: the language, or the table that the sheet was scored with, is another one.
        """
        told = outline(self.sheet, self.locale, self.rubric)
        source, *what_if, _, _, _ = told.head
        called = element("h1", named(self.name)) if self.name else element("h1", told.title)
        yield element("header", *([element("p", told.title)] if self.name else []), called)
        yield element("main", self._verdict(told), self._table(told), *self._rest(told))
        yield element("footer", *(element("p", each) for each in (*told.foot, source, *what_if)))

    def _say(self, msgid: str, **values: object) -> str:
        return text(msgid, self.locale, **values)

    # what came out ------------------------------------------------------------------------------

    def _verdict(self, told: Outline) -> Html:
        sheet, (*_, total, who) = self.sheet, told.head
        full = sum(row.standard for row in sheet.rows.values())
        what_if = told.head[1:-3]
        return element(
            "div",
            *(element("p", each, class_="open") for each in what_if),
            element(
                "p",
                element("b", str(sheet.total)),
                label(sheet.verdict, self.locale),
                class_=f"said {TONES[sheet.verdict]}",
            ),
            element("p", total),
            element(
                "div",
                bar(sheet.total.low, sheet.total.high, full, sheet.pass_mark),
                element(
                    "span", str(sheet.pass_mark), style=f"left: {sheet.pass_mark * 100 // full}%"
                ),
                class_="scale",
                aria_hidden="true",
            ),
            element("p", who),
            class_="panel",
        )

    # 附件2 --------------------------------------------------------------------------------------

    @property
    def _columns(self) -> tuple[Marks, ...]:
        """The columns that people filled in, if there are any: 自评, 考评."""
        if self.reviewed is None:
            return ()
        return self.reviewed.own or _NOTHING, self.reviewed.review or _NOTHING

    def _titles(self) -> tuple[str, ...]:
        entered = ("own score", "review") if self._columns else ()
        points = "computed result" if entered else "points"
        named_ = ("row", "content", "standard", points, *entered, "clauses tried")
        return tuple(self._say(each) for each in named_)

    def _table(self, told: Outline) -> Html:
        titles = self._titles()
        rows = {each.id: each for each in told.rows}
        groups = (
            element(
                "tbody",
                self._project(project),
                *(
                    self._row(rows[row.id], titles)
                    for row in self.rubric.rows
                    if row.project == project.id
                ),
            )
            for project in self.rubric.projects
        )
        columns = range(2, len(titles) - 1)
        drawn = element("table", head(*titles, numbers=columns), *groups, self._total(titles))
        return section(self._say("points by row"), element("div", drawn, class_="cards"))

    def _project(self, project: Project) -> Html:
        name = f"{project.id} {self._say(project.title)}"
        rows = [row for id_, row in self.sheet.rows.items() if id_.split(".")[0] == project.id]
        points = Bounds(low=sum(row.low for row in rows), high=sum(row.high for row in rows))
        entered = (column.projects.get(project.id) for column in self._columns)
        numbers = (project.points, points, *entered)
        return element(
            "tr",
            element("th", name, scope="rowgroup", colspan=2),
            *self._numbers(numbers, self._titles()[2:]),
            cell(""),
            class_="project",
        )

    def _row(self, row: RowOutline, titles: Sequence[str]) -> Html:
        entered = (column.points.get(row.id) for column in self._columns)
        return element(
            "tr",
            element("th", row.id, scope="row", class_="short", data_name=titles[0]),
            cell(row.content, "content"),
            *self._numbers((row.standard, row.points, *entered), titles[2:]),
            cell(listed(map(_clause, row.clauses), class_="clauses")),
        )

    def _total(self, titles: Sequence[str]) -> Html:
        full = sum(project.points for project in self.rubric.projects)
        entered = (column.total for column in self._columns)
        cells = (
            element("th", self._say("total"), scope="row", colspan=2),
            *self._numbers((full, self.sheet.total, *entered), titles[2:]),
            cell(label(self.sheet.verdict, self.locale)),
        )
        return element("tfoot", element("tr", *cells))

    def _numbers(self, numbers: Iterable[object], titles: Sequence[str]) -> Iterator[Html]:
        """Cells of points; what was not entered is a dash."""
        for number, title in zip(numbers, titles, strict=False):
            yield cell("—" if number is None else str(number), "n", data_name=title)

    # what else there is -------------------------------------------------------------------------

    def _rest(self, told: Outline) -> Iterator[Html]:
        if self.advice is not None:
            yield self._advice(self.advice)
        if self.reviewed is not None:
            yield from self._review(self.reviewed)
        for heading, lines in told.sections:
            yield section(heading, listed(lines))

    def _advice(self, plans: Sequence[Plan]) -> Html:
        heading = HEADINGS[plans[0].kind if plans else "none"]
        told = (explain(plan, self.locale, rubric=self.rubric) for plan in plans)
        said = self._say(heading, mark=self.sheet.pass_mark)
        return section(said, listed(told, "ol")) if plans else section(said)

    def _review(self, reviewed: ReviewedSheet) -> Iterator[Html]:
        sheet = self.sheet if self.rubric == ANNEX_2 else None
        found = check_review(reviewed, sheet, self.sheet.readings)
        heading = self._say("what does not agree in the filled-in table:")
        lines = [explain(each, self.locale) for each in found] or [
            self._say("nothing does not agree")
        ]
        yield section(heading, listed(lines))


def _clause(clause: ClauseOutline) -> Html:
    mark = element("span", clause.mark, class_=f"sign {_MARKED[clause.mark]}")
    return Html(
        mark.text + element("span", clause.told).text + element("cite", clause.citation).text
    )
