"""How far a community is from the pass mark, and the smallest sets of changes that would get there.

One change is one fact, brought to a value that is just enough: two more people employed, one ledger
updated. What is unknown counts at its worst, so a plan holds whatever the rest turns out to be. A
plan is minimal: none of its changes can be left out, or made smaller, without missing the mark.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Literal, NamedTuple

from pydantic import Field

from zhangye_fes.clauses import facts_of
from zhangye_fes.dates import from_zero
from zhangye_fes.facts import Facts, FactValue
from zhangye_fes.levels import steps
from zhangye_fes.model import RubricName, Value
from zhangye_fes.readings import DEFAULT, Readings
from zhangye_fes.row import Row
from zhangye_fes.rubric import ANNEX_2
from zhangye_fes.scoring import scorer_of
from zhangye_fes.table import Rubric
from zhangye_fes.values import made

__all__ = ["Change", "Plan", "advise"]

_ALL = slice(0, None)
_BARRED = -1_000_000
"""What a choice is worth that leaves the community unable to take part."""


def __dir__() -> list[str]:
    return __all__


class Change(Value):
    """One fact brought from one value to another."""

    fact: str
    row: str
    """The row of 附件2 that asks for it."""
    now: FactValue
    """What it is; ``None`` where it is not known yet."""
    needs: FactValue
    """What it must become (or, of a plan that loses, may become). A rate keeps its group; of a
    rate that is not known, so many of 100."""


class Plan(Value):
    """Changes that together reach the pass mark, or the one change that would lose it."""

    kind: Literal["reach", "lose"]
    changes: tuple[Change, ...]
    before: int
    """The total now, unknown facts at their worst."""
    after: int
    """The total with the changes, unknown facts at their worst."""
    rubric: RubricName = Field(default_factory=lambda: ANNEX_2.ref)
    """The table that was scored with."""


def advise(
    facts: Facts, readings: Readings = DEFAULT, rubric: Rubric = ANNEX_2, limit: int = 20
) -> tuple[Plan, ...]:
    """Say what would bring a community to the pass mark; for one that is there, what would lose it.

    Plans to reach it come fewest changes first, then most points, then in the order of the table.
    The single facts whose worsening would lose it come in the order of the table. A community that
    no change can help (all its groups are empty, say) gets no plan.

    Args:
        facts: what is known of the community.
        readings: how the text is read where it is open.
        rubric: another table makes the advice a what-if.
        limit: how many plans at the most.

    Raises:
        InvalidInput: the limit is no whole number, or below 0.

    >>> from zhangye_fes import Rate
    >>> plans = advise(Facts(basic_conditions_met=True, training=Rate(37, 41)))
    >>> len(plans), plans[0].before, plans[0].after
    (20, 5, 91)
    """
    from_zero(limit, "limit")
    now = _Now(facts, readings, rubric)
    if now.worth() >= rubric.pass_mark:
        return tuple(islice(_losing(now), limit))
    return tuple(islice(_reaching(now), limit))


class _Now:
    """A community as it is, to try changes on."""

    def __init__(self, facts: Facts, readings: Readings, rubric: Rubric) -> None:
        self.facts, self.readings, self.rubric = facts, readings, rubric
        self.scorer = scorer_of(rubric, readings)
        self.low = sum(part.of(facts)[0] for part in self.scorer.bounds)

    def worth(self, changes: Sequence[Change] = (), rows: slice = _ALL) -> int:
        """The least points of some rows after changes; ``_BARRED`` if it may not surely take part.

        Who may take part is asked where the first row is.
        """
        update = {each.fact: each.needs for each in changes}  # which are right, being our own
        facts = made(Facts, {**dict(self.facts), **update}) if update else self.facts
        if not rows.start and not self.scorer.eligibility.of(facts).met:
            return _BARRED
        return sum(part.of(facts)[0] for part in self.scorer.bounds[rows])

    def plan(
        self, kind: Literal["reach", "lose"], changes: tuple[Change, ...], before: int, after: int
    ) -> Plan:
        """Put changes down as a plan for this table."""
        ref = self.rubric.ref
        return Plan(kind=kind, changes=changes, before=before, after=after, rubric=ref)

    def ladders(self, row: Row, *, better: bool) -> list[list[Change]]:
        """The steps that each fact of a row can take, nearest first."""
        may = (self.rubric.eligible,) if row is self.rubric.rows[0] else ()
        asking = (*may, *(clause.effect for clause in row.clauses))
        return [
            [
                Change(fact=fact, row=row.id, now=now, needs=needs)
                for needs in steps(
                    asking, fact, now, self.readings, better=better, at_stake=row.standard
                )
            ]
            for fact in facts_of(asking, self.readings)
            for now in (getattr(self.facts, fact),)
        ]


def _losing(now: _Now) -> Iterator[Plan]:
    before = now.worth()
    for row in now.rubric.rows:
        for ladder in now.ladders(row, better=False):
            for change in ladder:
                after = now.worth([change])
                if after < now.rubric.pass_mark:
                    left = before if after == _BARRED else after
                    yield now.plan("lose", (change,), before, left)
                    break


_Changes = tuple[Change, ...]


class _Option(NamedTuple):
    """Changes of one row's facts, none of which is for nothing."""

    changes: tuple[Change, ...]
    gain: int
    """The points that they bring."""
    loss: int
    """The least that is lost by leaving one of them out, or making it smaller."""


def _options(now: _Now, place: int) -> list[_Option]:
    """Every choice of changes in a row of which none is for nothing, with the empty choice."""
    ladders = now.ladders(now.rubric.rows[place], better=True)
    rows = slice(place, place + 1)
    chosen = {
        rungs: tuple(ladder[rung - 1] for ladder, rung in zip(ladders, rungs, strict=True) if rung)
        for rungs in product(*(range(len(ladder) + 1) for ladder in ladders))
    }
    worth = {rungs: now.worth(changes, rows) for rungs, changes in chosen.items()}
    had, _ = now.scorer.bounds[place].of(now.facts)
    options = []
    for rungs, changes in chosen.items():
        smaller = [
            worth[(*rungs[:at], rung - 1, *rungs[at + 1 :])]
            for at, rung in enumerate(rungs)
            if rung
        ]
        loss = worth[rungs] - max(smaller, default=_BARRED)
        if worth[rungs] >= 0 < loss:
            options.append(_Option(changes, worth[rungs] - had, loss))
    return sorted(options, key=lambda each: not each.changes)  # the rows that come first, first


def _reaching(now: _Now) -> Iterator[Plan]:
    """Yield minimal plans: their surplus is less than leaving out any one change would lose."""
    deficit = max(0, now.rubric.pass_mark - now.low)
    rows = [_options(now, place) for place in range(len(now.rubric.rows))]
    most_changes = sum(max((len(each.changes) for each in row), default=0) for row in rows)
    most_gain = sum(max((each.gain for each in row), default=0) for row in rows)
    searches = [
        (
            gain,
            _Search([[each for each in row if each.loss > gain - deficit] for row in rows], gain),
        )
        for gain in range(most_gain, deficit - 1, -1)
    ]
    for size in range(1, most_changes + 1):
        for gain, search in searches:
            for changes in search.plans(size):
                yield now.plan("reach", changes, now.low, now.low + gain)


class _Search:
    """All ways to bring just so many points in just so many changes, one option a row.

    ``reach[i][k]`` is a set of points, as the bits of an integer: what rows from the i-th on can
    bring in k changes. With it the walk never enters a branch that has no end.
    """

    def __init__(self, rows: list[list[_Option]], gain: int) -> None:
        self.rows, self.gain = rows, gain
        self.reach: list[dict[int, int]] = [{0: 1}]
        for row in reversed(rows):
            after, here = self.reach[0], dict[int, int]()
            for changes, points in {(len(each.changes), each.gain) for each in row}:
                for size, bits in after.items():
                    total = here.get(size + changes, 0) | bits << points
                    here[size + changes] = total & ((2 << gain) - 1)
            self.reach.insert(0, here)

    def plans(self, size: int, place: int = 0, gain: int | None = None) -> Iterator[_Changes]:
        """Yield the changes of each way, in the order of the table."""
        left = self.gain if gain is None else gain
        if left < 0 or not self.reach[place].get(size, 0) >> left & 1:
            return
        if place == len(self.rows):
            yield ()
            return
        for option in self.rows[place]:
            rest = size - len(option.changes)
            for plan in self.plans(rest, place + 1, left - option.gain):
                yield option.changes + plan
