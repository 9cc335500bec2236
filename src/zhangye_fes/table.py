"""A marking table whose points add up, and what-if tables made from it.

Results name the table they come from; only 附件2's are the regulation's.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from zhangye_fes.clauses import By, Condition, Effect
from zhangye_fes.errors import InvalidRubric
from zhangye_fes.model import RubricName, sha256
from zhangye_fes.regulation import Citation
from zhangye_fes.row import Clause, Project, Row
from zhangye_fes.soundness import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["ANNEX", "Rubric"]

ANNEX = "附件2"
"""What no table but the regulation's own may be called."""


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True)
class Rubric:
    """A marking table whose points add up; 附件2, or a what-if made from it by :meth:`replace`.

    Raises:
        InvalidRubric: rows do not add up to their project or projects to 100, a fact or a reading
            is not known or used twice, points or thresholds are out of range.

    Source: 附件2

    >>> from zhangye_fes.rubric import ANNEX_2
    >>> ANNEX_2["3.2"].standard, ANNEX_2["3.2"].derived, ANNEX_2.pass_mark
    (10, True, 90)
    """

    name: str
    pass_mark: int
    """得分在90分以上的认定 (第七条); the number itself qualifies."""
    projects: tuple[Project, ...]
    eligibility: Citation
    """The words that say who may take part at all."""
    eligible: By[Condition]
    """What they ask, by the reading ``basic_conditions``."""
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        """Check that the table can be."""
        found = next(faults(self.rows, self.projects, self.eligible, self.pass_mark), None)
        if found is not None:
            raise InvalidRubric(found)

    def __getitem__(self, row: str) -> Row:
        """Return a row by its id."""
        for each in self.rows:
            if each.id == row:
                return each
        raise KeyError(row)

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"<Rubric {self.name}: {len(self.rows)} rows, pass mark {self.pass_mark}>"

    def clauses(self) -> Iterator[Clause]:
        """Every clause of the table, in the order of the text."""
        return chain.from_iterable(row.clauses for row in self.rows)

    @cached_property
    def ref(self) -> RubricName:
        """The table's name with the SHA-256 of its canonical JSON, as results carry it."""
        return RubricName(name=self.name, sha256=sha256(self.to_dict()))

    def to_dict(self) -> dict[str, Any]:
        """The whole table as plain data, ready for JSON.

        >>> from zhangye_fes.rubric import ANNEX_2
        >>> ANNEX_2.to_dict()["rows"][3]["clauses"][2]["effect"]["unless"]["percent"]
        90
        """
        return asdict(self)

    def replace(
        self,
        name: str,
        *,
        clauses: Mapping[str, Effect] | None = None,
        standards: Mapping[str, int] | None = None,
        projects: Mapping[str, int] | None = None,
        pass_mark: int | None = None,
    ) -> Rubric:
        """Make a changed table for analysis; what results from it is not the regulation's.

        Args:
            name: of the new table; results carry it.
            clauses: new effects, by the code of the clause.
            standards: new standard points, by the id of the row.
            projects: new sums, by the id of the project; rows must add up to them.
            pass_mark: the total that qualifies.

        Raises:
            InvalidRubric: what is named does not exist, the new table does not add up, or its name
                is not its own.

        >>> from zhangye_fes.clauses import RateAtLeast, Void
        >>> from zhangye_fes.rubric import ANNEX_2
        >>> lower = ANNEX_2.replace(
        ...     "85 %", clauses={"REEMPLOYMENT": Void(unless=RateAtLeast("reemployment", 85))}
        ... )
        >>> lower.name, lower["3.2"].clauses[2].effect.unless.percent
        ('85 %', 85)
        """
        _check_name(name)
        clauses, standards, projects = clauses or {}, standards or {}, projects or {}
        self._know("clause", clauses, (clause.code for clause in self.clauses()))
        self._know("row", standards, (row.id for row in self.rows))
        self._know("project", projects, (project.id for project in self.projects))
        rows = tuple(
            replace(
                row,
                standard=standards.get(row.id, row.standard),
                clauses=tuple(
                    replace(clause, effect=clauses.get(clause.code, clause.effect))
                    for clause in row.clauses
                ),
            )
            for row in self.rows
        )
        sums = tuple(
            replace(each, points=projects.get(each.id, each.points)) for each in self.projects
        )
        mark = self.pass_mark if pass_mark is None else pass_mark
        return replace(self, name=name, rows=rows, projects=sums, pass_mark=mark)

    def _know(self, kind: str, named: Mapping[str, object], known: Iterable[str]) -> None:
        unknown = sorted(set(named) - set(known))
        if unknown:
            msg = f"{self.name} has no {kind} {unknown[0]!r}"
            raise InvalidRubric(msg)


def _check_name(name: object) -> None:
    if not isinstance(name, str) or not name.strip() or name == ANNEX:
        raise InvalidRubric(f"a table called {name!r}: give what is not {ANNEX} its own name")
