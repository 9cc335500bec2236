"""What a marking table is made of: rows of clauses, and projects that sum them.

A row's *awarded* points are given clause by clause (得, 给); the rest of its standard points
*stands* unless a clause takes it away (扣, 不得分).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from zhangye_fes.clauses import Award, Bands, Condition, Effect, facts_of
from zhangye_fes.regulation import Citation

__all__ = ["Clause", "Project", "Row", "Standard", "gives"]


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the marking column: a stable code, its words, and what it gives or takes."""

    code: str
    citation: Citation
    effect: Effect


@dataclass(frozen=True, slots=True)
class Standard:
    """One creation standard of 第四条, as far as the facts can tell that it was missed."""

    citation: Citation
    condition: Condition


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what it is about, its standard points, its clauses in their order."""

    id: str
    """``1``, ``2``, ``3.1`` … ``5.3``."""
    citation: Citation
    """The content column (考核内容)."""
    standard: int
    """标准分, in points."""
    clauses: tuple[Clause, ...]
    standards: tuple[Standard, ...]
    derived: bool = False
    """Whether the standard points are not printed but follow from the project's sum."""

    @property
    def project(self) -> str:
        """The project (项目) that the row belongs to, ``1`` to ``5``."""
        return self.id.partition(".")[0]

    @property
    def awarded(self) -> int:
        """The points that clauses give one by one, at the most."""
        return sum(gives(clause.effect) for clause in self.clauses)

    @property
    def standing(self) -> int:
        """The points that stand unless something is taken away."""
        return self.standard - self.awarded

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the row looks at, in the order of its clauses, then of its standards."""
        looked_at = [facts_of(clause.effect) for clause in self.clauses]
        looked_at += [facts_of(standard.condition) for standard in self.standards]
        return tuple(dict.fromkeys(chain.from_iterable(looked_at)))


def gives(effect: Effect) -> int:
    """Return the most points that a clause gives.

    >>> from zhangye_fes.clauses import Award, IsTrue
    >>> gives(Award(6, IsTrue("service_hall")))
    6
    """
    match effect:
        case Award():
            return effect.points
        case Bands():
            return max((band.points for band in effect.bands), default=0)
        case _:
            return 0


@dataclass(frozen=True, slots=True)
class Project:
    """A project (项目) of the table with the sum of its rows."""

    id: str
    title: str
    points: int
