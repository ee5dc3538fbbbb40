"""When the lights of many rows turn by themselves: a look at another moment costs the rows that turn between the two.

Of 50,000 rows two turn in a minute. A clock that is set back, as every answer of a store does by some milliseconds,
costs no more than one that goes on.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any

from gridcenter.domain.incidents import QueueRow

Turn = tuple[datetime, int]
FEW = 8
"""A list of fewer than one in so many is put in order anew, a longer one picked out of what is in order."""
_RUN = 4_096
"""So many are put in order in one go: other threads wait no longer than that takes."""


class Turns:
    """The moments at which a row's light turns or its review date comes, those that are past as well."""

    def __init__(self) -> None:
        self._moments: list[Turn] = []
        self._rows: dict[int, QueueRow] = {}

    def start(self, rows: Iterable[QueueRow]) -> None:
        """Begin anew with these rows."""
        self._rows = {row.id: row for row in rows}
        self._moments = in_runs(
            [
                (at, row.id)
                for row in self._rows.values()
                for at in (row.yellow_at, row.due_at, row.review_at)
                if at is not None
            ]
        )

    def put(self, row: QueueRow) -> None:
        """Take a new row, or a newer state of one."""
        self.drop(row.id)
        self._rows[row.id] = row
        for turn in _turns(row):
            insort(self._moments, turn)

    def drop(self, key: int) -> None:
        """Forget a row; nothing happens when it is not known."""
        known = self._rows.pop(key, None)
        for turn in _turns(known) if known is not None else ():
            del self._moments[bisect_right(self._moments, turn) - 1]

    def between(self, one: datetime, other: datetime) -> set[int]:
        """Return the ids of rows that turn after the earlier of two moments and not after the later."""
        first = bisect_right(self._moments, min(one, other), key=itemgetter(0))
        last = bisect_right(self._moments, max(one, other), lo=first, key=itemgetter(0))
        return {key for _, key in self._moments[first:last]}

    def next(self, now: datetime) -> datetime | None:
        """Return when the next of all rows turns."""
        place = bisect_right(self._moments, now, key=itemgetter(0))
        return self._moments[place][0] if place < len(self._moments) else None

    def copy(self) -> Turns:
        """Return another one that starts where this one stands."""
        made = Turns()
        made._moments, made._rows = self._moments[:], dict(self._rows)
        return made

    def row(self, key: int) -> QueueRow:
        """Return the row with this id as it was taken last; KeyError when it is not known."""
        return self._rows[key]

    def narrowed(self, keys: Collection[int]) -> Turns:
        """Return another one with those of the rows that have these ids."""
        made = Turns()
        if len(keys) * FEW < len(self._rows):
            made.start(self._rows[key] for key in keys if key in self._rows)
        else:
            made._rows = {key: row for key, row in self._rows.items() if key in keys}
            made._moments = [turn for turn in self._moments if turn[1] in keys]
        return made


def in_runs(found: list[Any]) -> list[Any]:
    """Return what sorting would, in many short steps: a worker that sorts does not hold up the others for long."""
    runs = [sorted(found[start : start + _RUN]) for start in range(0, len(found), _RUN)]
    while len(runs) > 1:
        runs = [sorted(chain(*runs[place : place + 2])) for place in range(0, len(runs), 2)]
    return runs[0] if runs else []


def _turns(row: QueueRow) -> list[Turn]:
    return [(at, row.id) for at in (row.yellow_at, row.due_at, row.review_at) if at is not None]
