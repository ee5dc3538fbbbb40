"""Live counts of many filters over one board: a change costs its own rows, not the board.

Each row has one number whose bits say which filters admit it. Fifty thousand rows and ten filters are one
dictionary; a filter that is added is counted once over all rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from heapq import heapify, heappop, heappush

from gridcenter.domain.board import BoardChange, Filter
from gridcenter.domain.incidents import QueueRow


class FilterCounts:
    """Owned by one thread. `set_filters`, then `count_next` until nothing is left, then `follow` and `tick`."""

    def __init__(self, rows: Mapping[int, QueueRow]) -> None:
        self._rows = rows
        self._filters: dict[int, Filter] = {}
        self._bits: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._uncounted: list[int] = []
        self._next_bit = 0
        self._masks: dict[int, int] = {}
        self._turns: list[tuple[datetime, int]] | None = None

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
        """Count one filter over all rows; tell whether another waits. A board of 50,000 rows takes a frame or two."""
        if not self._uncounted:
            return False
        key = self._uncounted.pop(0)
        bit = self._bits[key] = 1 << self._next_bit
        self._next_bit += 1
        chosen, masks = self._filters[key], self._masks
        found = [row.id for row in self._rows.values() if chosen.admits(row, now)]
        for each in found:
            masks[each] = masks.get(each, 0) | bit
        self._counts[key] = len(found)
        if chosen.lights and self._turns is None:
            self._watch_turns(now)
        return bool(self._uncounted)

    def follow(self, change: BoardChange, now: datetime) -> bool:
        """Take over a change of the board; tell whether a count has changed."""
        changed = self._look_at((*change.arrived, *change.changed), now)
        for row in (*change.arrived, *change.changed):
            moment = row.next_turn(now) if self._turns is not None else None
            if self._turns is not None and moment is not None:
                heappush(self._turns, (moment, row.id))
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
                moment = row.next_turn(now)
                if moment is not None:
                    heappush(self._turns, (moment, row.id))
        return self._look_at(turned, now)

    def count(self, key: int) -> int | None:
        """Return how many rows a filter admits; None while it is not counted."""
        return self._counts.get(key)

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
        if key in self._uncounted:
            self._uncounted.remove(key)
        bit = self._bits.pop(key, 0)
        if bit:
            self._masks = {each: mask & ~bit for each, mask in self._masks.items() if mask & ~bit}

    def _watch_turns(self, now: datetime) -> None:
        coming = ((row.next_turn(now), row.id) for row in self._rows.values())
        self._turns = [(moment, key) for moment, key in coming if moment is not None]
        heapify(self._turns)
