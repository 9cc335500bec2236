"""What is changed to see whether anybody notices: one line of one module of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["RULES", "Fate", "Mutant", "part_of"]

RULES: Final = {
    "scoring": ("scoring", "marking", "effects"),
    "workdays": ("workcalendar", "periods", "publicity", "deadlines"),
    "lifecycle": ("lifecycle", "title", "mergers"),
    "subsidy": ("subsidy",),
}
"""The four parts of the rules, and the modules that each is made of."""


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change to one module, named so that it is found again while the module stays as it is."""

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str
    source: str
    reached: bool
    """Whether the answers to the vectors go through its line."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: ``vectors``, ``tests`` or ``nobody`` noticed it."""

    mutant: Mutant
    noticed_by: str


def part_of(module: str) -> str:
    """Tell which part of the rules a module belongs to.

    >>> part_of("publicity")
    'workdays'
    """
    return next(part for part, modules in RULES.items() if module in modules)
