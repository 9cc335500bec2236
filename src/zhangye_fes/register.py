"""Many communities over time: a fold over events in the order given.

Whoever *decides* asks :meth:`Register.check` and calls :meth:`Register.apply`, which refuses what
the rules do not allow. Whoever *audits* a real history calls :meth:`Register.replay` with
``irregular="keep"``, which takes all that can be taken and says what was wrong with it. A register
cannot be changed; to correct or insert something, edit the list of events and replay it.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from zhangye_fes import answers, intake
from zhangye_fes.dates import a_date, a_year
from zhangye_fes.deciding import Irregular, Refused, Rules, Step, Undecided, UnknownCommunity
from zhangye_fes.events import Event, an_event
from zhangye_fes.folding import Account, Fold, Past, step
from zhangye_fes.journal import taken
from zhangye_fes.options import samples
from zhangye_fes.readings import DEFAULT
from zhangye_fes.title import Title
from zhangye_fes.views import (
    Budget,
    Community,
    Each,
    Noted,
    described,
    drawn,
    laid_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhangye_fes.days import Calendar
    from zhangye_fes.model import Finding
    from zhangye_fes.obligations import Obligation
    from zhangye_fes.readings import Readings
    from zhangye_fes.subsidy import Entitlement

__all__ = ["Register"]


def __dir__() -> list[str]:
    return __all__


class Register:
    """What is known of every community, after a list of events.

    Args:
        readings: how the notice is read.
        calendar: working days; the bundled one if left out.

    >>> lines = [
    ...     '{"type": "title_carried_over", "community": "c", "on": "2021-06-01",'
    ...     ' "name": "东街社区", "county": "甘州区", "street": "东街街道"}',
    ...     '{"type": "rechecked", "community": "c", "on": "2024-06-03", "passed": true}',
    ... ]
    >>> register = Register.replay(lines)
    >>> register.community("c").status, register.entitlement("c", 2024, dt.date(2024, 7, 1)).amount
    ('recognised', 10000)
    >>> [(each.code, each.year) for each in register.findings(dt.date(2024, 12, 31))]
    [('RECHECK_MISSED', 2023)]

    Raises:
        InvalidInput: a method is given no date, or no year, from 2000 to 2100.

    Source: 第六条 to 第十五条
    """

    def __init__(
        self,
        readings: Readings = DEFAULT,
        calendar: Calendar | None = None,
        *,
        past: Past | None = None,
    ) -> None:
        self._past = past or Past(Rules(readings, calendar))

    @classmethod
    def replay(
        cls,
        events: Iterable[object],
        readings: Readings = DEFAULT,
        calendar: Calendar | None = None,
        irregular: Irregular = "refuse",
    ) -> Register:
        """Fold events, lines of JSON or plain data, one by one.

        Nothing is raised for what cannot be taken: see :attr:`refusals`.

        Args:
            events: in their order; a file of JSON Lines may be given as it is opened.
            readings: how the notice is read.
            calendar: working days; the bundled one if left out.
            irregular: ``refuse`` what was unlawful, or ``keep`` it with its findings.

        Raises:
            InvalidInput: ``irregular`` is neither.
        """
        return cls(readings, calendar).extended(events, irregular)

    def extended(self, events: Iterable[object], irregular: Irregular = "refuse") -> Register:
        """Go on with more events; this register stays as it is.

        Raises:
            InvalidInput: ``irregular`` is neither ``refuse`` nor ``keep``.
        """
        intake.an_option(irregular, get_args(Irregular), "irregular")
        fold, past, line = Fold(self._past.rules, self._past.accounts), self._past, 0
        for line, event in taken(events):
            fold.take(past.line + line, event, irregular)
        return Register(past=past.followed_by(fold, past.line + line))

    def __repr__(self) -> str:
        known, taken, refused = map(len, (self.communities, self.accepted, self.refusals))
        return f"<Register: {known} communities, {taken} events accepted, {refused} refused>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Register):
            return NotImplemented
        mine, others = self._past, other._past
        same = (mine.rules, mine.accounts) == (others.rules, others.accounts)
        return same and _told(mine.accepted) == _told(others.accepted)

    def __hash__(self) -> int:
        """Count what cannot differ between equal registers."""
        return hash((self.readings, len(self._past.accepted)))

    # what may be done ---------------------------------------------------------------------------

    def check(self, event: Event) -> Step:
        """Only ask: what would become of an event, and why.

        Raises:
            InvalidInput: it is not an event; :func:`~zhangye_fes.events.event_of` reads one.
        """
        past = self._past
        return step(past.accounts, past.line + 1, an_event(event), past.rules, "refuse")

    def apply(self, event: Event) -> Register:
        """Take an event, or refuse it and change nothing.

        Each register is a copy, so that this costs more the more is in it: about two thousandths
        of a second after 50,000 events. To take many, :meth:`extended` copies once.

        Raises:
            Refused: something stands against it; the findings say what.
            Undecided: the calendar does not reach far enough to know.
            InvalidInput: it is not an event.
        """
        checked = self.check(event)
        if checked.outcome != "ok":
            raise (Refused if checked.outcome == "reject" else Undecided)(checked)
        fold = Fold(self._past.rules, self._past.accounts)
        fold.repeat(checked)
        return Register(past=self._past.followed_by(fold, checked.line))

    def possible(self, community: str, on: dt.date) -> dict[str, tuple[Finding, ...]]:
        """Tell which events may come on a day, and what stands against the others.

        Each type is tried at its best, such as a publicity without objections; nothing stands
        against those that may come.

        >>> found = Register().possible("c", dt.date(2024, 5, 6))
        >>> [name for name, against in found.items() if not against]
        ['applied', 'merged']
        """
        account = self._past.accounts.get(community) or Account(Title(community))
        found: dict[str, tuple[Finding, ...]] = {}
        for name, events in samples(account, on):
            steps = [self.check(event) for event in events]
            allowed = any(each.outcome == "ok" for each in steps)
            found[name] = () if allowed else steps[0].findings
        return found

    # what it answers ----------------------------------------------------------------------------

    @property
    def readings(self) -> Readings:
        """How the notice is read."""
        return self._past.rules.readings

    @property
    def communities(self) -> tuple[str, ...]:
        """The ids of all communities seen, in the order of their first event."""
        return tuple(self._past.accounts)

    @property
    def accepted(self) -> tuple[Step, ...]:
        """Every event that was taken, with what was kept or noticed, in order."""
        return self._past.accepted

    @property
    def refusals(self) -> tuple[Step, ...]:
        """Every event or line that was not taken, with the reason, in order."""
        return self._past.refused

    @property
    def events(self) -> Iterator[Event]:
        """The accepted events, in order: what :func:`~zhangye_fes.journal.write` needs."""
        return (each.event for each in self.accepted if each.event)

    def steps(self) -> Iterator[Step]:
        """Give all that was read, taken or not, in the order of the lines."""
        return self._past.steps()

    def community(self, community: str) -> Community:
        """Describe a community as it stands.

        Raises:
            UnknownCommunity: the register has never seen it.
        """
        account = self._account(community)
        return described(account, self.readings, self._histories[community])

    def as_of(self, day: dt.date) -> Register:
        """Go back to what had taken effect by a day."""
        past = self._past.as_of(a_date(day, "day"))
        return self if past is self._past else Register(past=past)

    def entitlement(self, community: str, year: int, on: dt.date) -> Entitlement:
        """Answer “may we pay?” as a day saw it.

        Source: 第十一条, 第十三条

        Raises:
            UnknownCommunity: the register has never seen it.
        """
        self._account(community)
        when = a_year(year, "year"), a_date(on, "on")
        steps = answers.related(self._past.accounts, self._histories, community)
        then = [each for each in steps if each.event and each.event.on <= on]
        return answers.entitled(then, community, when, self._past.rules)

    def obligations(self, on: dt.date, horizon: dt.date | None = None) -> tuple[Obligation, ...]:
        """List what has arisen by a day and is not done; with a horizon, what falls due by then.

        Source: 第七条, 第八条, 第十条, 第十三条
        """
        until = None if horizon is None else a_date(horizon, "horizon")
        return answers.obligations(self._past.as_of(a_date(on, "on")), on, until)

    def findings(self, on: dt.date) -> tuple[Noted, ...]:
        """List what was kept or noticed by a day, and the rechecks missed before its year.

        Source: 第八条, and as the findings say
        """
        return answers.findings(self._past.as_of(a_date(on, "on")), on)

    def budget(self, year: int, county: str, on: dt.date | None = None) -> Budget:
        """Sum up a county's municipal subsidy for a year, by default as 31 December stands.

        A county in which the register knows no community comes to nothing.

        Source: 第十一条, 第十三条
        """
        last = dt.date(a_year(year, "year"), 12, 31)
        past = self._past if on is None else self._past.as_of(a_date(on, "on"))
        return answers.budget(past, county, (year, on or last))

    def rows(self, each: Each = "community", on: dt.date | None = None) -> list[dict[str, Any]]:
        """Lay the register out as plain dicts for a dataframe.

        Args:
            each: what a row is; of events all that was read, taken or not.
            on: as a day saw it; needed for obligations.

        Raises:
            InvalidInput: ``each`` is another thing.
            TypeError: obligations were asked for without a day.
        """
        intake.an_option(each, get_args(Each), "each")
        if each == "obligation":
            if on is None:
                raise TypeError("obligations are as of a day: give on=")
            return [dict(obligation) for obligation in self.obligations(on)]
        past = self._past if on is None else self._past.as_of(a_date(on, "on"))
        return laid_out(past, each)

    def _repr_html_(self) -> str:
        return drawn(self._past.accounts.values(), self.readings, len(self.refusals))

    def _account(self, community: str) -> Account:
        try:
            return self._past.accounts[community]
        except KeyError:
            raise UnknownCommunity(community) from None

    @cached_property
    def _histories(self) -> Mapping[str, Sequence[Step]]:
        return answers.histories(self.accepted)


def _told(steps: Iterable[Step]) -> list[tuple[Event | None, tuple[Finding, ...]]]:
    return [(each.event, each.findings) for each in steps]
