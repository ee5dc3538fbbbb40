"""The board: all open incidents of an area held in memory, and what tile, map, bars and list count from it.

One set of rows feeds every panel, so their numbers cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.light_book import LightBook
from gridcenter.domain.lights import Light
from gridcenter.domain.major_tally import MajorCount as MajorCount
from gridcenter.domain.major_tally import MajorTally
from gridcenter.domain.names import Name
from gridcenter.domain.open_cards import OpenCard, OpenCards, by_incident
from gridcenter.domain.queue_order import QueueOrder


@dataclass(frozen=True, slots=True)
class Filter:
    """What the desk has narrowed to; empty means no restriction. Panels share one filter."""

    area: str = ""
    """Division or grid code prefix."""
    lights: frozenset[Light] = frozenset()
    major_code: str = ""
    unit_id: int | None = None
    """The unit that leads, or one that was called in and owes its answer."""
    text: str = ""

    def admits(self, row: QueueRow, now: datetime) -> bool:
        return (
            (not self.area or row.community_code.startswith(self.area) or (row.grid_code or "") == self.area)
            and (not self.lights or row.light(now) in self.lights)
            and (not self.major_code or row.major_code == self.major_code)
            and (self.unit_id is None or self.unit_id == row.unit_id or self.unit_id in row.called_in)
            and (not self.text or self.text in row.number or self.text in row.category.zh)
        )

    @property
    def active(self) -> bool:
        return self != Filter()

    def without(self, part: str) -> Filter:
        """Return the filter with one part (a field name) back at its default."""
        return replace(self, **{part: getattr(Filter(), part)})


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class BoardChange:
    """What a committed change did to the board: rows new or newer, and ids that left it."""

    arrived: tuple[QueueRow, ...] = ()
    changed: tuple[QueueRow, ...] = ()
    removed: tuple[int, ...] = ()

    def and_then(self, later: BoardChange) -> BoardChange:
        """Return both changes as one; each row stands there once, with what befell it first."""
        known = {row.id for row in (*self.arrived, *self.changed)}
        more = tuple(row for row in later.changed if row.id not in known)
        return BoardChange(
            (*self.arrived, *later.arrived), (*self.changed, *more), (*self.removed, *later.removed)
        )


@dataclass(frozen=True, slots=True)
class UnitRed:
    """One line of the red board: a unit, its red incidents and the oldest deadline among them."""

    unit_id: int | None
    unit: Name
    count: int
    oldest_due_at: datetime


@dataclass
class Board:
    """Open incidents by id. Mutable and owned by the GUI thread; `apply` keeps only newer versions.

    While it is not `whole` it holds the most pressing rows alone: they can be shown, but not counted.
    """

    rows: dict[int, QueueRow] = field(default_factory=dict)
    whole: bool = True
    cards: OpenCards = field(default_factory=dict)
    """The cards to which a reply is owed; they change without their incident."""

    def __post_init__(self) -> None:
        self._book = LightBook(self.rows)
        self._ranked: QueueOrder | None = None
        self._unranked: set[int] = set()
        self._majors: MajorTally | None = None

    def prepare(self, now: datetime) -> None:
        """Find out now, on whatever thread this is, what the first questions would have to wait for."""
        self._book.counts(now)
        self._in_order(now)
        self.majors(EVERYTHING, now)

    def adopt(self, other: Board) -> None:
        """Take the rows of another board, with all it has found out; `rows` stays the same dictionary.

        The other one is of no use afterwards.
        """
        self.rows.clear()
        self.rows.update(other.rows)
        self.whole = other.whole
        self._book, self._ranked, self._unranked = other._book, other._ranked, other._unranked
        self._majors = other._majors
        self._book.follow(self.rows)

    def apply(self, rows: Iterable[QueueRow], *, gone: Iterable[int] = ()) -> BoardChange:
        """Take re-read rows; closed ones and `gone` leave the board; older versions are ignored."""
        arrived: list[QueueRow] = []
        changed: list[QueueRow] = []
        removed: list[int] = []
        for row in rows:
            known = self.rows.get(row.id)
            if known is not None and known.version >= row.version:
                continue
            if row.closed_at is not None:
                if self._take_off(row.id):
                    removed.append(row.id)
                continue
            self._put(row)
            (arrived if known is None else changed).append(row)
        removed += [key for key in gone if self._take_off(key)]
        touched = [*(row.id for row in (*arrived, *changed)), *removed]
        self._book.touch(touched)
        if self._ranked is not None:
            self._unranked.update(touched)
        return BoardChange(tuple(arrived), tuple(changed), tuple(removed))

    def _put(self, row: QueueRow) -> None:
        before, self.rows[row.id] = self.rows.get(row.id), row
        if self._majors is not None:
            self._majors.add(row)
            if before is not None:
                self._majors.remove(before)

    def _take_off(self, key: int) -> bool:
        row = self.rows.pop(key, None)
        if row is not None and self._majors is not None:
            self._majors.remove(row)
        return row is not None

    def put_cards(self, cards: Iterable[OpenCard]) -> BoardChange:
        """Take all cards there are now; the rows of those that came, went or differ have changed."""
        before, self.cards = self.cards, by_incident(cards)
        touched = [key for key in {*before, *self.cards} if before.get(key) != self.cards.get(key)]
        return BoardChange(changed=tuple(self.rows[key] for key in sorted(touched) if key in self.rows))

    def select(self, chosen: Filter, now: datetime) -> list[QueueRow]:
        """Return the rows that the filter admits, in no order."""
        if not chosen.active:
            return list(self.rows.values())
        rest, found = chosen, iter(self.rows.values())
        if chosen.lights:
            rest, found = chosen.without("lights"), self._book.lit(chosen.lights, now)
        return [row for row in found if rest.admits(row, now)] if rest.active else [*found]

    def order(self, chosen: Filter, now: datetime) -> QueueOrder:
        """Return the rows that the filter admits in the centre's order, as a list of the caller's own.

        The order of all rows is kept: a list of 50,000 is copied from it, not ranked and sorted anew.
        """
        whole = self._in_order(now)
        return whole.narrowed({row.id for row in self.select(chosen, now)}) if chosen.active else whole.copy()

    def foremost(self, now: datetime, limit: int) -> Sequence[QueueRow]:
        """Return the first rows of the centre's order; the others are neither copied nor looked at."""
        return self._in_order(now).rows[:limit]

    def _in_order(self, now: datetime) -> QueueOrder:
        found = self._ranked
        if found is None or len(self._unranked) * 10 > len(self.rows):
            found = self._ranked = QueueOrder()
            found.start(self.rows.values(), now, self._book.turns(now))
        else:
            self._rank_anew(found, now)
        self._unranked = set()
        return found

    def _rank_anew(self, order: QueueOrder, now: datetime) -> None:
        """Give what was touched, and what has turned by itself, the place that it has by now."""
        for key in self._unranked:
            if key in order:
                order.remove(key)
            if key in self.rows:
                order.insert(self.rows[key], now)
        for key in order.misplaced(now):
            order.settle(key, now)

    def next_turn(self, now: datetime) -> datetime | None:
        """Return when the next light of the board turns by itself, or a review date comes."""
        return self._book.next_turn(now)

    def turned(self, one: datetime, other: datetime) -> set[int]:
        """Return the ids of rows whose light turns by itself, or whose review date comes, between two moments."""
        return self._book.turned(one, other)

    def lights(self, now: datetime, chosen: Filter = EVERYTHING) -> Mapping[Light, int]:
        """Return how many of the rows that the filter admits have each light; of all rows it is known already."""
        return count_by_light(self.select(chosen, now), now) if chosen.active else self._book.counts(now)

    def lit(self, light: Light, now: datetime, chosen: Filter = EVERYTHING) -> list[QueueRow]:
        """Return the rows of one light that the rest of the filter admits, in no order; others are not looked at."""
        return self.select(replace(chosen, lights=frozenset({light})), now)

    def majors(self, chosen: Filter, now: datetime) -> list[MajorCount]:
        """Return the majors of what the filter admits, from most to fewest; of all rows it is known already."""
        if chosen.active:
            return count_by_major(self.select(chosen, now))
        if self._majors is None:
            self._majors = MajorTally(self.rows.values())
        return self._majors.listed()

    def pressing(self, now: datetime, until: datetime, chosen: Filter = EVERYTHING) -> list[QueueRow]:
        """Return what somebody must look at soon: red, yellow and parked rows, what awaits a decision, what turns red
        until a moment. Rows that are none of this are not looked at, however many."""
        book, lights = self._book, (Light.RED, Light.YELLOW, Light.GREY)
        found = chain(book.lit(lights, now), book.deciding(now), book.turning_until(now, until))
        once = {row.id: row for row in found}
        return (
            [row for row in once.values() if chosen.admits(row, now)] if chosen.active else [*once.values()]
        )

    def overdue_place(self, key: int, now: datetime) -> int:
        """Return the place of a red row among the longest overdue of the board, from 1; 0 for any other."""
        return self._book.overdue_place(key, now)


def count_by_light(rows: Iterable[QueueRow], now: datetime) -> Mapping[Light, int]:
    return Counter(row.light(now) for row in rows)


def by_light(rows: Iterable[QueueRow], now: datetime) -> Mapping[Light, list[QueueRow]]:
    """Return the rows by their light, each list in the order given."""
    found: dict[Light, list[QueueRow]] = {}
    for row in rows:
        found.setdefault(row.light(now), []).append(row)
    return found


def count_by_major(rows: Iterable[QueueRow]) -> list[MajorCount]:
    """Return the majors from most to fewest (Pareto order)."""
    return MajorTally(rows).listed()


def red_board(rows: Iterable[QueueRow], now: datetime) -> list[UnitRed]:
    """Return units with red incidents, most first; equal counts by the longest overdue.

    What a unit called in is late with counts for that unit, not for the one that leads.
    """
    red: dict[int | None, list[QueueRow]] = {}
    for row in rows:
        if row.light(now) is Light.RED:
            red.setdefault(row.behind_id, []).append(row)
    lines = [
        UnitRed(unit, held[0].behind, len(held), min(row.due_at for row in held if row.due_at is not None))
        for unit, held in red.items()
    ]
    return sorted(lines, key=lambda line: (-line.count, line.oldest_due_at))
