"""An append-only event table for a register: a recipe to copy, with SQLAlchemy 2 on SQLite.

An event is decided and appended in one transaction that no other writer can enter, on a register
that has caught up with the table. Whoever fills in a form tells which version of the community they
saw (how many events it had): if it has moved on meanwhile, they are asked to look again. What was
appended is never changed or deleted; the triggers see to that, whoever opens the file. The register
is rebuilt from the table when the program starts, as a stream.

Run it with ``python examples/event_store.py register.db``. On another database take its own
serialised transaction in place of ``BEGIN IMMEDIATE``, and revoke UPDATE and DELETE.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Engine, UniqueConstraint, create_engine, func, select
from sqlalchemy import event as listening
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from zhangye_fes.events import Announced, Applied, Event
from zhangye_fes.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator


class Base(DeclarativeBase):
    """What SQLAlchemy gathers the tables in."""


class Stored(Base):
    """One event that was decided."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("community", "sequence"),
        CheckConstraint("sequence = expected + 1"),
        {"sqlite_autoincrement": True},
    )

    position: Mapped[int] = mapped_column(primary_key=True)
    """Its place among all: the order of replay."""
    community: Mapped[str]
    sequence: Mapped[int]
    """Its place among the events of the community, from 1."""
    expected: Mapped[int]
    """The version of the community that whoever sent it had seen."""
    event: Mapped[str]
    """As JSON."""


_TRIGGERS = {
    "stay BEFORE UPDATE ON events": "",
    "remain BEFORE DELETE ON events": "",
    # INSERT OR REPLACE would delete without asking the trigger above
    "follow BEFORE INSERT ON events": """
        WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
        OR NEW.sequence <> 1 + (
            SELECT coalesce(max(sequence), 0) FROM events WHERE community = NEW.community
        )""",
}
_ABORT = "BEGIN SELECT RAISE(ABORT, 'events are only appended'); END"


class Stale(Exception):
    """The community has moved on since it was looked at: look again, then decide."""


class EventStore:
    """A table of events and the register that they come to."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        with self.engine.begin() as connection:
            if not self.engine.dialect.has_table(connection, "events"):
                Base.metadata.create_all(connection, checkfirst=False)
                for name, when in _TRIGGERS.items():
                    connection.exec_driver_sql(f"CREATE TRIGGER events_{name} {when} {_ABORT}")
        self.position, self.register = 0, Register()
        with Session(self.engine) as session:
            self._catch_up(session)

    def version(self, community: str) -> int:
        """Tell how many events a community has: what :meth:`append` is to be told again."""
        with Session(self.engine) as session:
            return self._version(session, community)

    def append(self, event: Event, expected: int) -> int:
        """Decide an event and append it; when this returns its sequence number, it is on disk.

        Raises:
            Stale: the community has another version by now.
            Refused: the rules stand against it.
        """
        with Session(self.engine) as session, session.begin():
            self._catch_up(session)
            if self._version(session, event.community) != expected:
                raise Stale(event.community, expected)
            decided = self.register.apply(event)
            stored = Stored(
                community=event.community,
                sequence=expected + 1,
                expected=expected,
                event=event.model_dump_json(exclude_none=True),
            )
            session.add(stored)
            session.flush()
            position = stored.position
        self.position, self.register = position, decided
        return expected + 1

    @staticmethod
    def _version(session: Session, community: str) -> int:
        last = select(func.max(Stored.sequence)).where(Stored.community == community)
        return session.scalar(last) or 0

    def _catch_up(self, session: Session) -> None:
        """Take what others have appended; what was once decided stays, however it is read now."""
        last = session.scalar(select(func.max(Stored.position))) or 0
        if last > self.position:
            self.register = self.register.extended(self._stream(session), irregular="keep")
            self.position = last

    def _stream(self, session: Session) -> Iterator[str]:
        rows = select(Stored.event).where(Stored.position > self.position)
        return session.scalars(
            rows.order_by(Stored.position), execution_options={"yield_per": 1000}
        )


def _engine(url: str) -> Engine:
    """Open a database whose transactions lock it from their beginning, one writer at a time."""
    engine = create_engine(url)

    @listening.listens_for(engine, "connect")
    def _plain(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None  # sqlite3 begins nothing by itself

    @listening.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def main() -> None:
    """Append an application and an announcement that is refused, and tell what is stored."""
    store = EventStore(f"sqlite:///{sys.argv[1]}")
    applied = Applied(
        community="620702001001",
        on=dt.date(2024, 5, 6),
        name="交通巷社区",
        county="甘州区",
        street="东街街道",
        government_approved=True,
        civil_affairs_filed=True,
        materials=("application_form", "score_sheet", "experience_report", "photos"),
    )
    print(store.append(applied, store.version(applied.community)))
    announced = Announced(community="620702001001", on=dt.date(2024, 5, 7))
    print(store.register.check(announced).code)
    print(store.register.community(applied.community).status)


if __name__ == "__main__":
    main()
