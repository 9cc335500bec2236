"""The recipe for an event table loses nothing that it acknowledged, and changes nothing."""

from __future__ import annotations

import datetime as dt
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from examples.event_store import EventStore, Stale, Stored
from zhangye_fes.deciding import Refused
from zhangye_fes.events import Merged, Renamed, SpotChecked, TitleCarriedOver, event_of
from zhangye_fes.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DAY = dt.date(2024, 5, 6)
TITLE = TitleCarriedOver(
    community="c", on=dt.date(2021, 6, 1), name="东街社区", county="甘州区", street="东街街道"
)
OTHER = TITLE.model_copy(update={"community": "d"})
CHECK = SpotChecked(community="c", on=DAY, passed=True)
MERGED = Merged(
    community="c", on=DAY, sources=("c", "d"), name="新", county="甘州区", street="东街街道"
)

WRITER = """
import datetime as dt, sys
from examples.event_store import EventStore
from zhangye_fes.events import SpotChecked
store = EventStore(sys.argv[1])
for number in range(1, 1_000_000):
    checked = SpotChecked(community="c", on=dt.date(2024, 5, 6), passed=True, ref="文" * 5000)
    print(store.append(checked, number), flush=True)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'register.db'}"


@pytest.fixture
def store(url: str) -> Iterator[EventStore]:
    opened = EventStore(url)
    opened.append(TITLE, 0)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def again(store: EventStore, url: str) -> Iterator[EventStore]:
    """A second program that has the same file open, from the first event on."""
    opened = EventStore(url)
    yield opened
    opened.engine.dispose()
    assert store.version("c")


def _texts(url: str) -> list[tuple[int, int, str]]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        rows = "SELECT sequence, expected, event FROM events ORDER BY position"
        return connection.execute(rows).fetchall()


class TestAppending:
    """What was decided is replayed from the table to the same register."""

    def test_replay_equals_what_was_decided(self, store: EventStore, url: str) -> None:
        assert store.append(OTHER, 0) == 1
        assert store.append(CHECK, 1) == 2
        assert store.append(MERGED, 2) == 3
        expected = Register.replay([TITLE, OTHER, CHECK, MERGED])
        opened = EventStore(url)
        opened.engine.dispose()
        assert store.register == expected
        assert opened.register == expected
        assert [event_of(text) for _, _, text in _texts(url)] == [*expected.events]

    def test_an_old_version_is_refused(self, store: EventStore, again: EventStore) -> None:
        seen = again.version("c")
        store.append(CHECK, seen)
        with pytest.raises(Stale):
            again.append(CHECK, seen)
        assert again.append(CHECK, again.version("c")) == 3
        assert again.register == Register.replay([TITLE, CHECK, CHECK])

    def test_a_version_yet_to_come_is_refused(self, store: EventStore) -> None:
        with pytest.raises(Stale):
            store.append(CHECK, 2)

    def test_it_is_decided_on_what_others_have_appended(
        self, store: EventStore, again: EventStore
    ) -> None:
        # d has ended in a merger that was appended under c: its own version is still 1
        store.append(OTHER, 0)
        store.append(MERGED, 1)
        with pytest.raises(Refused) as refused:
            again.append(CHECK.model_copy(update={"community": "d"}), 1)
        assert refused.value.findings[0].code == "TRANSITION_FORBIDDEN"

    def test_what_the_rules_refuse_leaves_nothing(self, store: EventStore, url: str) -> None:
        with pytest.raises(Refused):
            store.append(Renamed(community="c", on=DAY, new_name="东街社区"), 1)
        assert [sequence for sequence, _, _ in _texts(url)] == [1]
        assert store.append(CHECK, 1) == 2


class TestTheTable:
    """Nobody who opens the file can change what is in it."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE events SET event = '{}'",
            "DELETE FROM events",
            "INSERT OR REPLACE INTO events VALUES (1, 'd', 1, 0, '{}')",
            "INSERT OR REPLACE INTO events VALUES (9, 'c', 1, 0, '{}')",
            "INSERT INTO events VALUES (9, 'c', 1, 0, '{}')",
            "INSERT INTO events VALUES (9, 'c', 3, 2, '{}')",
            "INSERT INTO events VALUES (9, 'c', 2, 0, '{}')",
        ],
    )
    def test_no_statement_does(self, store: EventStore, url: str, statement: str) -> None:
        before = _texts(url)
        assert store.position == len(before) == 1
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection,
            pytest.raises(sqlite3.IntegrityError),
        ):
            connection.execute(statement)
        assert _texts(url) == before

    def test_nor_does_the_session(self, store: EventStore) -> None:
        with Session(store.engine) as session:
            found = session.get_one(Stored, 1)
            found.event = "{}"
            with pytest.raises(IntegrityError, match="only appended"):
                session.commit()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_a_writer_that_is_killed_loses_nothing(
    store: EventStore, url: str, acknowledged: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", WRITER, url], cwd=ROOT, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        told = [int(writer.stdout.readline()) for _ in range(acknowledged)]
        writer.kill()  # SIGKILL, while it goes on appending
        told += [int(line) for line in writer.stdout if line.endswith(b"\n")]
    assert writer.returncode == -signal.SIGKILL
    rows = _texts(url)
    assert told == list(range(2, len(told) + 2))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) in {1 + len(told), 2 + len(told)}  # the last may not have been told of
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    replayed = Register.replay([text for _, _, text in rows])
    assert len(replayed.accepted) == len(rows)
    assert not replayed.refusals
    assert store.append(CHECK, len(rows)) == len(rows) + 1


def test_the_example_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "examples/event_store.py", str(tmp_path / "register.db")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == ["1", "TRANSITION_FORBIDDEN", "applied"]
