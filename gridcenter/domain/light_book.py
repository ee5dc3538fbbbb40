"""The lights of many rows, kept while rows change and time passes instead of counted anew every second.

Of 50,000 rows a handful turn in a minute; looking at all of them takes a frame and more each time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from operator import itemgetter

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.turns import Turns, in_runs

_NEVER = datetime.max.replace(tzinfo=UTC)

Deadline = tuple[datetime, datetime, int]
"""Smaller is due earlier, and overdue longer; it ends with the row's id."""


class LightBook:
    """Follows a dictionary of rows that its owner changes; tell it every id that came, changed or left.

    Nothing is kept before the first question. A moment asked about may lie before the last one: the rows that turn
    between the two are looked at again, and no others.
    """

    def __init__(self, rows: Mapping[int, QueueRow]) -> None:
        self._rows = rows
        self._light: dict[int, Light] = {}
        self._of_light: dict[Light, set[int]] = {light: set() for light in Light}
        self._deciding: set[int] = set()
        self._deadline: dict[int, Deadline] = {}
        self._deadlines: list[Deadline] = []
        """Of every row whose clock runs, in order: the red ones stand first."""
        self._turns = Turns()
        self._touched: set[int] = set()
        self._looked: datetime | None = None
        """The moment of the last question; None before the first one."""

    def touch(self, keys: Iterable[int]) -> None:
        """Take note of rows that came, changed or left."""
        if self._looked is not None:
            self._touched.update(keys)

    def follow(self, rows: Mapping[int, QueueRow]) -> None:
        """Follow another dictionary from now on, which holds the same rows."""
        self._rows = rows

    def counts(self, now: datetime) -> Mapping[Light, int]:
        """Return how many rows have each light; lights that no row has are left out."""
        self._look(now)
        return {light: len(keys) for light, keys in self._of_light.items() if keys}

    def lit(self, lights: Iterable[Light], now: datetime) -> Iterator[QueueRow]:
        """Yield the rows that have one of these lights, in no order."""
        self._look(now)
        for light in lights:
            yield from map(self._rows.__getitem__, self._of_light[light])

    def deciding(self, now: datetime) -> Iterator[QueueRow]:
        """Yield the rows about which an application awaits a decision, in no order."""
        self._look(now)
        return map(self._rows.__getitem__, self._deciding)

    def turning_until(self, now: datetime, end: datetime) -> Iterator[QueueRow]:
        """Yield the rows that turn red after `now` and not after `end`, the nearest first."""
        self._look(now)
        first = bisect_right(self._deadlines, now, key=itemgetter(0))
        last = bisect_right(self._deadlines, end, lo=first, key=itemgetter(0))
        return (self._rows[key] for _, _, key in self._deadlines[first:last])

    def overdue_place(self, key: int, now: datetime) -> int:
        """Return the place of a red row among the longest overdue, from 1; 0 for any other."""
        self._look(now)
        if self._light.get(key) is not Light.RED:
            return 0
        return bisect_left(self._deadlines, self._deadline[key]) + 1

    def next_turn(self, now: datetime) -> datetime | None:
        """Return when the next light of all rows turns, or a review date comes."""
        self._look(now)
        return self._turns.next(now)

    def turned(self, one: datetime, other: datetime) -> set[int]:
        """Return the ids of rows whose light turns, or whose review date comes, between two moments."""
        self._look(other)
        return self._turns.between(one, other)

    def turns(self, now: datetime) -> Turns:
        """Return when lights turn by themselves, to go on with elsewhere."""
        self._look(now)
        return self._turns.copy()

    def _look(self, now: datetime) -> None:
        if now == self._looked and not self._touched:
            return
        if self._looked is None or len(self._touched) * 10 > len(self._rows):
            self._start(now)
        self._take_in()
        for key in self._turns.between(self._looked or now, now) | self._touched:
            self._forget(key)
            if key in self._rows:
                self._enter(self._rows[key], now)
        self._looked, self._touched = now, set()

    def _take_in(self) -> None:
        """Let what came, changed or left have its turns."""
        for key in self._touched:
            if key in self._rows:
                self._turns.put(self._rows[key])
            else:
                self._turns.drop(key)

    def _start(self, now: datetime) -> None:
        rows = self._rows.values()
        self._light = {row.id: row.light(now) for row in rows}
        self._of_light = {light: set() for light in Light}
        for key, light in self._light.items():
            self._of_light[light].add(key)
        self._deciding = {row.id for row in rows if row.applications}
        self._deadline = {row.id: _deadline(row) for row in rows if _runs(row)}
        self._deadlines = in_runs([*self._deadline.values()])
        self._turns.start(rows)
        self._looked, self._touched = now, set()

    def _enter(self, row: QueueRow, now: datetime) -> None:
        light = self._light[row.id] = row.light(now)
        self._of_light[light].add(row.id)
        if row.applications:
            self._deciding.add(row.id)
        if _runs(row):
            insort(self._deadlines, self._deadline.setdefault(row.id, _deadline(row)))

    def _forget(self, key: int) -> None:
        light = self._light.pop(key, None)
        if light is not None:
            self._of_light[light].discard(key)
        self._deciding.discard(key)
        deadline = self._deadline.pop(key, None)
        if deadline is not None:
            del self._deadlines[bisect_left(self._deadlines, deadline)]


def _runs(row: QueueRow) -> bool:
    """Tell whether the row turns red at its deadline, or has."""
    return row.due_at is not None and not row.paused and row.closed_at is None


def _deadline(row: QueueRow) -> Deadline:
    return row.due_at or _NEVER, row.reported_at, row.id
