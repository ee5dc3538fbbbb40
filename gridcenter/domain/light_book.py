"""The lights of many rows, kept while rows change and time passes instead of counted anew every second.

Of 50,000 rows a handful turn in a minute; looking at all of them takes a frame and more each time.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light

_ALWAYS = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)

Lateness = tuple[datetime, datetime, int]
"""Smaller is overdue longer."""


class LightBook:
    """Follows a dictionary of rows that its owner changes; tell it every id that came, changed or left.

    Nothing is kept before the first question. A moment asked about may lie before the last one: when a light has
    turned between them all rows are looked at again.
    """

    def __init__(self, rows: Mapping[int, QueueRow]) -> None:
        self._rows = rows
        self._light: dict[int, Light] = {}
        self._late: dict[int, Lateness] = {}
        self._queue_of_late: list[Lateness] = []
        self._counts: Counter[Light] = Counter()
        self._turns: list[tuple[datetime, int]] = []
        self._touched: set[int] = set()
        self._since: datetime | None = None
        """No light has turned since then; None before the first question."""

    def touch(self, keys: Iterable[int]) -> None:
        """Take note of rows that came, changed or left."""
        if self._since is not None:
            self._touched.update(keys)

    def counts(self, now: datetime) -> Mapping[Light, int]:
        """Return how many rows have each light; lights that no row has are left out."""
        self._look(now)
        return +self._counts

    def overdue_place(self, key: int, now: datetime) -> int:
        """Return the place of a red row among the longest overdue, from 1; 0 for any other."""
        self._look(now)
        late = self._late.get(key)
        return bisect_left(self._queue_of_late, late) + 1 if late is not None else 0

    def _look(self, now: datetime) -> None:
        if self._since is None or now < self._since or len(self._touched) * 10 > len(self._rows):
            self._start(now)
        while self._turns and self._turns[0][0] <= now:
            self._touched.add(heappop(self._turns)[1])
        for key in self._touched:
            self._forget(key)
            if key in self._rows:
                self._enter(self._rows[key], now)
        self._touched = set()

    def _start(self, now: datetime) -> None:
        self._light = {key: row.light(now) for key, row in self._rows.items()}
        red = (row for key, row in self._rows.items() if self._light[key] is Light.RED)
        self._late = {row.id: _lateness(row) for row in red}
        self._queue_of_late = sorted(self._late.values())
        self._counts = Counter(self._light.values())
        moments = [(at, key) for key, row in self._rows.items() for at in (row.yellow_at, row.due_at) if at]
        self._turns = [turn for turn in moments if turn[0] > now]
        heapify(self._turns)
        self._since = max((at for at, _ in moments if at <= now), default=_ALWAYS)
        self._touched = set()

    def _enter(self, row: QueueRow, now: datetime) -> None:
        light = self._light[row.id] = row.light(now)
        self._counts[light] += 1
        if light is Light.RED:
            late = self._late[row.id] = _lateness(row)
            insort(self._queue_of_late, late)
        self._since = max(self._since or _ALWAYS, _last_turn(row, now))
        moment = row.next_turn(now)
        if moment is not None:
            heappush(self._turns, (moment, row.id))

    def _forget(self, key: int) -> None:
        light = self._light.pop(key, None)
        if light is not None:
            self._counts[light] -= 1
        late = self._late.pop(key, None)
        if late is not None:
            del self._queue_of_late[bisect_left(self._queue_of_late, late)]


def _last_turn(row: QueueRow, now: datetime) -> datetime:
    past = [moment for moment in (row.yellow_at, row.due_at) if moment is not None and moment <= now]
    return max(past, default=_ALWAYS)


def _lateness(row: QueueRow) -> Lateness:
    return row.due_at or _NEVER, row.reported_at, row.id
