"""A list kept in the queue's order (事件排序) while its rows change and time passes, however many there are.

Putting 50,000 rows in order anew takes tenths of a second, finding the place of one a few comparisons.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.queue import rank
from gridcenter.domain.turns import FEW, Turns, in_runs

Order = Callable[[QueueRow, datetime], tuple[Any, ...]]
"""Gives the sort key of a row at a moment; it ends with the row's id, so that no two rows are equal.

A key may change with time only when a light turns: at the row's deadline, its yellow moment or its review date.
"""


class QueueOrder:
    """The rows of one list. A changed row keeps its place until it is settled: nothing jumps under a hand."""

    def __init__(self, order: Order = rank) -> None:
        self._order = order
        self._rows: list[QueueRow] = []
        self._keys: list[tuple[Any, ...]] = []
        self._key_of: dict[int, tuple[Any, ...]] = {}
        self._unsettled: set[int] = set()
        self._turns = Turns()
        self._looked: datetime | None = None

    @property
    def rows(self) -> Sequence[QueueRow]:
        """The rows as they stand; a view that follows every later change."""
        return self._rows

    def __contains__(self, key: int) -> bool:
        return key in self._key_of

    def start(self, rows: Iterable[QueueRow], now: datetime, turns: Turns | None = None) -> None:
        """Begin anew with these rows, all of them where they belong; `turns` are theirs, if anybody knows them."""
        known = {row.id: row for row in rows}
        self._keys = in_runs([self._order(row, now) for row in known.values()])
        self._rows = [known[key[-1]] for key in self._keys]
        self._key_of = {key[-1]: key for key in self._keys}
        self._unsettled = set()
        if turns is None:
            self._turns.start(known.values())
        else:
            self._turns = turns
        self._looked = now

    def copy(self) -> QueueOrder:
        """Return another list that stands as this one does; nothing is ranked or sorted for it."""
        made = QueueOrder(self._order)
        made._rows, made._keys, made._key_of = self._rows[:], self._keys[:], dict(self._key_of)
        made._unsettled, made._turns, made._looked = set(self._unsettled), self._turns.copy(), self._looked
        return made

    def narrowed(self, keys: Collection[int]) -> QueueOrder:
        """Return another list with those of the rows that have these ids; nothing is ranked for it."""
        made = QueueOrder(self._order)
        made._turns = self._turns.narrowed(keys)
        if len(keys) * FEW < len(self._keys):
            made._keys = sorted(self._key_of[key] for key in keys if key in self._key_of)
            made._rows = [self._turns.row(key[-1]) for key in made._keys]
        else:
            made._rows = [row for row in self._rows if row.id in keys]
            made._keys = [self._key_of[row.id] for row in made._rows]
        made._key_of = {key[-1]: key for key in made._keys}
        made._unsettled, made._looked = self._unsettled & made._key_of.keys(), self._looked
        return made

    def place(self, key: int) -> int:
        """Return the place of the row with this id, from 0; KeyError when it is not in the list."""
        return bisect_left(self._keys, self._key_of[key])

    def insert(self, row: QueueRow, now: datetime) -> int:
        """Put in a row that is not in the list yet; return its place."""
        key = self._order(row, now)
        place = bisect_left(self._keys, key)
        self._rows.insert(place, row)
        self._keys.insert(place, key)
        self._key_of[row.id] = key
        self._turns.put(row)
        return place

    def where_to(self, row: QueueRow, now: datetime) -> int:
        """Return the place that `insert` would give a row."""
        return bisect_left(self._keys, self._order(row, now))

    def remove(self, key: int) -> int:
        """Take out the row with this id; return the place it had."""
        place = self.place(key)
        del self._rows[place], self._keys[place], self._key_of[key]
        self._unsettled.discard(key)
        self._turns.drop(key)
        return place

    def replace(self, row: QueueRow) -> int:
        """Take a newer state of a row where the row stands; return that place."""
        place = self.place(row.id)
        self._rows[place] = row
        self._unsettled.add(row.id)
        self._turns.put(row)
        return place

    def misplaced(self, now: datetime) -> list[int]:
        """Return the ids of rows that belong elsewhere by now, because they were replaced or their light turned.

        A clock that was set back is believed: what had turned since turns back.
        """
        if self._looked is not None:
            self._unsettled |= self._turns.between(self._looked, now)
        self._looked = now
        self._unsettled = {
            key
            for key in self._unsettled & self._key_of.keys()
            if self._order(self._rows[self.place(key)], now) != self._key_of[key]
        }
        return sorted(self._unsettled)

    def way(self, key: int, now: datetime) -> tuple[int, int]:
        """Return where a row stands and where it belongs, counted without it."""
        old = self.place(key)
        new = bisect_left(self._keys, self._order(self._rows[old], now))
        return old, new - (new > old)

    def settle(self, key: int, now: datetime) -> None:
        """Move a row to where it belongs."""
        row = self._rows[self.place(key)]
        self.remove(key)
        self.insert(row, now)
