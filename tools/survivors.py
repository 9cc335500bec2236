"""What became of the mutants, and why those that nothing notices are not wrong.

``survivors.toml`` gives the reasons: for every mutant that nothing notices, why it means the same;
and for lines that the answers to the vectors go through though they only explain, what they
explain. The vectors are asked for neither.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

from tools.mutant import RULES, Fate, Mutant, part_of
from tools.words import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Reasons", "reasons", "report"]

BY_VECTORS: Final = 90
"""How many of a hundred mutants the vectors alone must notice; of the rest, each has its reason."""


class Reasons(NamedTuple):
    """What is known of mutants that are not wrong, or not on the wire."""

    same: Mapping[tuple[str, str, str], str]
    """Why a mutant means the same, by its module and both forms of its line."""
    explains: Mapping[tuple[str, str], str]
    """What a line explains that is not on the wire, by its module."""

    def on_the_wire(self, mutant: Mutant) -> bool:
        """Whether the vectors can be asked to notice it."""
        explains = (mutant.module, mutant.before) in self.explains
        return mutant.reached and not explains and not self.why(mutant)

    def why(self, mutant: Mutant) -> str | None:
        """Why it means the same, if it does."""
        return self.same.get((mutant.module, mutant.before, mutant.after))


def reasons() -> Reasons:
    """Read them."""
    told = tomllib.loads((ROOT / "tools/survivors.toml").read_text(encoding="utf-8"))
    same = {
        (each["module"], each["line"], after): each["why"]
        for each in told["same"]
        for after in each["mutants"]
    }
    return Reasons(same, {(each["module"], each["line"]): each["why"] for each in told["explains"]})


def report(found: list[Fate]) -> int:
    """Print the parts and what survived; 0 if vectors notice enough, and that means the same."""
    known = reasons()
    survivors = sorted(each.mutant for each in found if each.noticed_by == "nobody")
    enough = [_told(part, found, known) for part in RULES]
    for mutant in survivors:
        print(f"\n{mutant.module}.py:{mutant.line}: {known.why(mutant) or 'NOT EXPLAINED'}")
        print(f"  - {mutant.before}\n  + {mutant.after}")
    return 0 if all(enough) and all(map(known.why, survivors)) else 1


def _told(part: str, found: list[Fate], known: Reasons) -> bool:
    """Print how many mutants of a part were noticed, and say whether they are enough."""
    mine = [each for each in found if part_of(each.mutant.module) == part]
    if not mine:
        return True
    asked = [each for each in mine if known.on_the_wire(each.mutant)]
    reached = [each for each in mine if each.mutant.reached]
    wrong = [each for each in mine if not known.why(each.mutant)]
    by_vectors, by_all = _share(asked, {"vectors"}), _share(wrong, {"vectors", "tests"})
    print(
        f"{part:10} {len(mine):5} mutants, {len(mine) - len(wrong)} of which mean the same; "
        f"{by_all:.1f} % of the others noticed\n{'':10} {len(asked):5} on the wire, "
        f"{by_vectors:.1f} % noticed by vectors alone ({_share(reached, {'vectors'}):.1f} % of "
        f"all {len(reached)} that answers go through)"
    )
    return by_vectors >= BY_VECTORS


def _share(found: list[Fate], by: set[str]) -> float:
    return 100 * sum(each.noticed_by in by for each in found) / max(len(found), 1)
