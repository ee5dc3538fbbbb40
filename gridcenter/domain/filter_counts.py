"""Live counts of many filters over one board: a change costs its own rows, not the board.

Each row has one number whose bits say which filters admit it. Fifty thousand rows and ten filters are one
dictionary; a filter that is added is counted once over all rows, a portion at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from heapq import heappop, heappush

from gridcenter.domain.board import BoardChange, Filter
from gridcenter.domain.incidents import QueueRow

PORTION = 5_000
"""So many rows are looked at in one go: a few milliseconds."""


class FilterCounts:
    """Owned by one thread. `set_filters`, then `count_next` until nothing is left, then `follow` and `tick`."""

    def __init__(self, rows: Mapping[int, QueueRow]) -> None:
        self._rows = rows
        self._filters: dict[int, Filter] = {}
        self._bits: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._uncounted: list[int] = []
        self._waiting: list[int] | None = None
        """The rows that the first of the uncounted filters has not looked at; None before it has begun."""
        self._next_bit = 0
        self._masks: dict[int, int] = {}
        self._turns: list[tuple[datetime, int]] | None = None
        self._watching = False

    def set_filters(self, filters: Mapping[int, Filter]) -> None:
        """Count these and no others; a filter that stays as it was keeps its count."""
        for key in [key for key in self._filters if filters.get(key) != self._filters[key]]:
            self._forget(key)
        for key, chosen in filters.items():
            if key not in self._filters:
                self._filters[key] = chosen
                self._uncounted.append(key)

    def start_over(self) -> None:
        """Count everything anew: the board was read again as a whole."""
        filters = dict(self._filters)
        self.set_filters({})
        self._masks, self._turns, self._next_bit = {}, None, 0
        self.set_filters(filters)

    def count_next(self, now: datetime) -> bool:
        """Count one filter over the next portion of the rows; tell whether anything is left to count."""
        if not self._uncounted:
            return False
        key = self._uncounted[0]
        if self._waiting is None:
            self._begin(key)
        waiting = self._waiting or []
        portion, self._waiting = waiting[:PORTION], waiting[PORTION:]
        rows = [row for each in portion if (row := self._rows.get(each)) is not None]
        self._count_in(key, rows, now)
        if self._watching:
            self._watch(rows, now)
        if not self._waiting:
            self._uncounted.pop(0)
            self._waiting, self._watching = None, False
        return bool(self._uncounted)

    def _begin(self, key: int) -> None:
        self._bits[key] = 1 << self._next_bit
        self._next_bit += 1
        self._counts[key] = 0
        self._waiting = list(self._rows)
        if self._filters[key].lights and self._turns is None:
            self._turns, self._watching = [], True

    def _count_in(self, key: int, rows: Iterable[QueueRow], now: datetime) -> None:
        """Count these rows, but for those that a change has counted in already."""
        chosen, bit, masks = self._filters[key], self._bits[key], self._masks
        fresh = [row.id for row in rows if not masks.get(row.id, 0) & bit and chosen.admits(row, now)]
        for each in fresh:
            masks[each] = masks.get(each, 0) | bit
        self._counts[key] += len(fresh)

    def follow(self, change: BoardChange, now: datetime) -> bool:
        """Take over a change of the board; tell whether a count has changed."""
        changed = self._look_at((*change.arrived, *change.changed), now)
        if self._turns is not None:
            self._watch((*change.arrived, *change.changed), now)
        for incident in change.removed:
            changed |= self._put(incident, 0)
        return changed

    def tick(self, now: datetime) -> bool:
        """Let time pass: lights that have turned change counts; tell whether one has changed."""
        turned: list[QueueRow] = []
        while self._turns and self._turns[0][0] <= now:
            row = self._rows.get(heappop(self._turns)[1])
            if row is not None:
                turned.append(row)
                self._watch([row], now)
        return self._look_at(turned, now)

    def count(self, key: int) -> int | None:
        """Return how many rows a filter admits; None while it is not counted."""
        return None if key in self._uncounted else self._counts.get(key)

    def _look_at(self, rows: Iterable[QueueRow], now: datetime) -> bool:
        changed = False
        for row in rows:
            mask = 0
            for key, bit in self._bits.items():
                if self._filters[key].admits(row, now):
                    mask |= bit
            changed |= self._put(row.id, mask)
        return changed

    def _put(self, incident: int, mask: int) -> bool:
        before = self._masks.get(incident, 0)
        if before == mask:
            return False
        for key, bit in self._bits.items():
            if (before ^ mask) & bit:
                self._counts[key] += 1 if mask & bit else -1
        if mask:
            self._masks[incident] = mask
        else:
            self._masks.pop(incident, None)
        return True

    def _forget(self, key: int) -> None:
        del self._filters[key]
        self._counts.pop(key, None)
        if key in self._uncounted[:1]:
            self._break_off()
        if key in self._uncounted:
            self._uncounted.remove(key)
        bit = self._bits.pop(key, 0)
        if bit:
            self._masks = {each: mask & ~bit for each, mask in self._masks.items() if mask & ~bit}

    def _break_off(self) -> None:
        """Leave the count that is under way; turns that were watched for it alone are not all known."""
        self._waiting = None
        if self._watching:
            self._turns, self._watching = None, False

    def _watch(self, rows: Iterable[QueueRow], now: datetime) -> None:
        turns = self._turns if self._turns is not None else []
        for row in rows:
            moment = row.next_turn(now)
            if moment is not None:
                heappush(turns, (moment, row.id))
