"""Changes (变更): reading what was committed since last time, without losing a change.

PostgreSQL gives sequence numbers before commit, so a smaller number may appear after a larger one. The reader
therefore remembers every number it has not seen, and gives it up only when no transaction that could own it is
still running (gap chasing). SQLite has one writer, so its numbers appear in commit order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Protocol

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from gridcenter.store.engine import Store
from gridcenter.store.models import Change

SQLITE_POLL_SECONDS = 0.02
DEAD_GAP_SECONDS = 2.0
BATCH = 5000

_POSTGRES_READ = text(
    """
    WITH seen AS (SELECT pg_current_snapshot() AS snapshot)
    SELECT pg_snapshot_xmin(snapshot)::text::bigint, pg_snapshot_xmax(snapshot)::text::bigint,
           change.seq, change.kind, change.key, change.row_version
    FROM seen LEFT JOIN change ON change.seq > :last OR change.seq = ANY(:gaps)
    ORDER BY change.seq
    LIMIT :batch
    """
)


@dataclass(frozen=True, slots=True)
class Announced:
    """One committed change; `key` "*" means: read the whole kind again."""

    seq: int
    kind: str
    key: str
    row_version: int


@dataclass(slots=True)
class _Gap:
    ended_by: int
    """The number is dead once every transaction below this one has ended."""
    dead_since: float | None = None


@dataclass
class ChangeReader:
    """A cursor over `change`; not thread-safe. `start` places it behind everything already committed."""

    store: Store
    last: int = 0
    _gaps: dict[int, _Gap] = field(default_factory=dict)
    _monotonic: Callable[[], float] = time.monotonic

    def start(self) -> int:
        """Begin after the newest visible change, yet watch for numbers still in flight; return that number."""
        with self.store.read() as session:
            self._gaps = {}
            self.last = newest_change(session)
            if not self.store.is_sqlite:
                self._watch_numbers_in_flight(session)
        return self.last

    def read(self) -> list[Announced]:
        """Return changes committed since the last call, each exactly once, at most `BATCH` at a time."""
        with self.store.read() as session:
            if self.store.is_sqlite:
                return self._read_in_order(session)
            return self._read_with_gaps(session)

    def _read_in_order(self, session: Session) -> list[Announced]:
        columns = (Change.seq, Change.kind, Change.key, Change.row_version)
        rows = session.execute(
            select(*columns).where(Change.seq > self.last).order_by(Change.seq).limit(BATCH)
        )
        found = [Announced(*row) for row in rows]
        self.last = found[-1].seq if found else self.last
        return found

    def _read_with_gaps(self, session: Session) -> list[Announced]:
        rows = session.execute(
            _POSTGRES_READ, {"last": self.last, "gaps": list(self._gaps), "batch": BATCH}
        ).all()
        oldest, newest = rows[0][0], rows[0][1]
        found = [Announced(*row[2:]) for row in rows if row[2] is not None]
        for change in found:
            self._gaps.pop(change.seq, None)
        self._open_gaps(found, newest)
        self._bury_gaps(oldest)
        return found

    def _open_gaps(self, found: Sequence[Announced], newest: int) -> None:
        seen = {change.seq for change in found}
        highest = max(seen, default=self.last)
        for number in range(self.last + 1, highest):
            if number not in seen:
                self._gaps[number] = _Gap(ended_by=newest)
        self.last = max(self.last, highest)

    def _bury_gaps(self, oldest: int) -> None:
        now = self._monotonic()
        for number, gap in list(self._gaps.items()):
            if oldest < gap.ended_by:
                continue
            if gap.dead_since is None:
                gap.dead_since = now
            elif now - gap.dead_since >= DEAD_GAP_SECONDS:
                del self._gaps[number]

    def _watch_numbers_in_flight(self, session: Session) -> None:
        """Numbers just below the newest may belong to transactions that have not committed yet."""
        newest_transaction = session.scalar(
            text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        )
        known = set(session.scalars(select(Change.seq).where(Change.seq > self.last - BATCH)))
        for number in range(max(1, self.last - BATCH), self.last):
            if number not in known:
                self._gaps[number] = _Gap(ended_by=newest_transaction or 0)


class ChangeWatch(Protocol):
    """Tells that something may have been committed; a missed wake-up is covered by the caller's slow poll."""

    def wait(self, seconds: float) -> bool: ...

    def close(self) -> None: ...


def watch_changes(store: Store) -> ChangeWatch:
    """Return the wake-up of this store: PRAGMA data_version on SQLite, LISTEN on PostgreSQL.

    The server's driver is loaded only for a server: an embedded store starts without it.
    """
    if store.is_sqlite:
        return SqliteWatch(store)
    watch: ChangeWatch = import_module("gridcenter.store.postgres_watch").PostgresWatch(store)
    return watch


class SqliteWatch:
    """Polls `data_version`, which costs microseconds and sees commits of other connections only."""

    def __init__(self, store: Store) -> None:
        self._connection = store.engine.raw_connection()
        self._seen = self._version()

    def wait(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while (version := self._version()) == self._seen:
            if time.monotonic() >= ends:
                return False
            time.sleep(SQLITE_POLL_SECONDS)
        self._seen = version
        return True

    def close(self) -> None:
        self._connection.close()

    def _version(self) -> int:
        cursor = self._connection.cursor()
        cursor.execute("PRAGMA data_version")
        row: tuple[int] = cursor.fetchone() or (0,)
        cursor.close()
        return row[0]


def newest_change(session: Session) -> int:
    return session.scalar(select(func.max(Change.seq))) or 0


def forget_changes(session: Session, *, before: datetime) -> int:
    """Remove announcements older than `before`; readers that slept longer read everything again."""
    newest = newest_change(session)
    statement = delete(Change).where(Change.at < before, Change.seq < newest)
    return session.connection().execute(statement).rowcount
