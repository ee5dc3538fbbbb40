"""Which incidents stand on the map and how many each grid holds, kept current by id.

Pure bookkeeping without Qt. The filter's area narrows the marks but not the fill: a district with one
coloured grid in it would tell nothing about the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from gridcenter.desktop.map.lineage import lineage
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.domain.queue import rank
from gridcenter.language import pick

PORTION = 4_000
"""So many rows are looked at, and so many marks put into words, in one go: some hundredths of a second."""
_BEFORE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """One incident as the map knows it; `counted` and `shown` tell whether fill and marks take it in.

    What is parked comes forward in the queue when its review is due, under the same light.
    """

    row: QueueRow
    light: Light
    review_due: bool
    counted: bool
    shown: bool


@dataclass(slots=True)
class Marks:
    """Marks by incident id, counts by place, and what of both the page has not been told yet."""

    known: dict[int, Mark] = field(default_factory=dict)
    _parents: Mapping[str, str] = field(default_factory=dict)
    _counts: dict[str, Counter[Light]] = field(default_factory=dict)
    _shown: Counter[Light] = field(default_factory=Counter)
    _places_due: set[str] = field(default_factory=set)
    _marks_due: set[int] = field(default_factory=set)
    _moved: Counter[tuple[str | None, str, Light]] = field(default_factory=Counter)
    """Marks that came (or left, below 0) since places were counted last, by grid, community and light."""
    _chosen: Filter = field(default_factory=Filter)
    _now: datetime = _BEFORE
    _board: Board = field(default_factory=Board)
    _waiting: list[int] = field(default_factory=list)
    """Rows of a new picture (another filter, a board just read) that are still to be looked at."""

    def set_parents(self, parents: Mapping[str, str]) -> None:
        """Count by another tree of divisions (parent code by code) from now on."""
        if parents == self._parents:
            return
        self._parents = parents
        self._places_due |= self._counts.keys()
        self._counts = {}
        for mark in self.known.values():
            self._count(mark)
        self._settle()

    def follow(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        """Take what a commit changed and what has turned by itself; all of the board where there is no change.

        Another filter asks for all of it too. Very many rows wait for `look_on`.
        """
        before, self._now, self._board = self._now, now, board
        if change is None or chosen != self._chosen:
            self._chosen = chosen
            self._waiting = [*(board.rows.keys() | self.known.keys())]
            if len(self._waiting) <= PORTION:
                self.look_on()
            return
        touched = {row.id for row in (*change.arrived, *change.changed)} | set(change.removed)
        self._look_at(touched | board.turned(before, now))

    def look_on(self) -> bool:
        """Look at the next portion of the rows that wait; tell whether others still do."""
        portion, self._waiting = self._waiting[:PORTION], self._waiting[PORTION:]
        self._look_at(portion)
        return bool(self._waiting)

    def tell_changes(self) -> dict[str, Any]:
        """Return what the page does not know yet, as JSON-ready values, and forget it.

        Of very many marks it is a portion: `changed` tells whether the rest waits. Rows that nobody has looked at are
        looked at first: a page never counts a part as if it were all.
        """
        return self._portion(whole=False)

    def tell_all(self) -> dict[str, Any]:
        """Return everything, for a page that has just started; of very many marks it is the first portion."""
        self.tell_again()
        return self._portion(whole=True)

    def tell_again(self) -> None:
        """Let everything be told anew by and by: it is worded differently now."""
        self._marks_due, self._places_due = set(self.known), set(self._counts)

    def _portion(self, *, whole: bool) -> dict[str, Any]:
        while self._waiting:
            self.look_on()
        places, self._places_due = self._places_due, set()
        marks = [*islice(self._marks_due, PORTION)]
        self._marks_due.difference_update(marks)
        return self._message(places, marks, whole=whole)

    @property
    def changed(self) -> bool:
        return bool(self._marks_due or self._places_due or self._waiting)

    def count(self, place: str, light: Light | None = None) -> int:
        counted = self._counts.get(place, Counter())
        return counted.total() if light is None else counted[light]

    def _look_at(self, keys: Iterable[int]) -> None:
        for key in keys:
            row = self._board.rows.get(key)
            if row is None:
                self._forget(key)
            else:
                self._take(row, self._now)
        self._settle()

    def _take(self, row: QueueRow, now: datetime) -> None:
        shown = self._chosen.admits(row, now)
        counted = shown or (bool(self._chosen.area) and replace(self._chosen, area="").admits(row, now))
        light = row.light(now)
        new = Mark(row, light, light is Light.GREY and row.review_due(now), counted, shown)
        old = self.known.get(row.id)
        if old == new:
            return
        self._uncount(old)
        self.known[row.id] = new
        self._count(new)
        self._shown[new.light] += new.shown
        self._marks_due.add(row.id)

    def _forget(self, key: int) -> None:
        if key in self.known:
            self._uncount(self.known.pop(key))
            self._marks_due.add(key)

    def _count(self, mark: Mark) -> None:
        if mark.counted:
            self._moved[mark.row.grid_code, mark.row.community_code, mark.light] += 1

    def _uncount(self, mark: Mark | None) -> None:
        if mark is None:
            return
        self._shown[mark.light] -= mark.shown
        if mark.counted:
            self._moved[mark.row.grid_code, mark.row.community_code, mark.light] -= 1

    def _settle(self) -> None:
        """Count what came and left in grid, community, street and district: a grid at a time, not a mark."""
        for (grid, community, light), change in self._moved.items():
            higher = lineage(community, self._parents)
            for place in (grid, *higher) if grid else higher:
                self._counts.setdefault(place, Counter())[light] += change
                self._places_due.add(place)
        self._moved = Counter()

    def _message(self, places: Iterable[str], keys: Iterable[int], *, whole: bool) -> dict[str, Any]:
        return {
            "whole": whole,
            "counts": {place: self._figures(place) for place in places},
            "marks": [_record(self.known[key], self._now) for key in keys if self._stands(key)],
            "gone": [] if whole else [key for key in keys if not self._stands(key)],
            "total": {light.value: count for light, count in self._shown.items() if count},
        }

    def _stands(self, key: int) -> bool:
        return key in self.known and self.known[key].shown

    def _figures(self, place: str) -> list[int]:
        return [self.count(place), self.count(place, Light.RED), self.count(place, Light.YELLOW)]


def _record(mark: Mark, now: datetime) -> list[Any]:
    """Return [id, light, lon, lat, grid or community code, approximate, words, pressing].

    Longitude and latitude may be null. `pressing` is the row's rank in the queue but for the id, as numbers: it
    changes only with the row, its light or the review that is due, and then the mark is told again.
    """
    row = mark.row
    place = row.grid_code or row.community_code
    where = pick(row.grid if row.grid_code else row.community)
    words = f"{pick(row.category)} · {where} · {pick(LIGHT_NAMES[mark.light])}"
    band, weight, due, reported, _ = rank(row, now)
    pressing = [band, weight, due.timestamp(), reported.timestamp()]
    return [row.id, mark.light.value, row.longitude, row.latitude, place, row.approximate, words, pressing]
