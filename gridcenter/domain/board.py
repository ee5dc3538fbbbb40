"""The board: all open incidents of an area held in memory, and what tile, map, bars and list count from it.

One set of rows feeds every panel, so their numbers cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from operator import attrgetter

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.light_book import LightBook
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name


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


@dataclass(frozen=True, slots=True)
class UnitRed:
    """One line of the red board: a unit, its red incidents and the oldest deadline among them."""

    unit_id: int | None
    unit: Name
    count: int
    oldest_due_at: datetime


@dataclass(frozen=True, slots=True)
class MajorCount:
    code: str
    name: Name
    count: int


@dataclass
class Board:
    """Open incidents by id. Mutable and owned by the GUI thread; `apply` keeps only newer versions.

    While it is not `whole` it holds the most pressing rows alone: they can be shown, but not counted.
    """

    rows: dict[int, QueueRow] = field(default_factory=dict)
    whole: bool = True

    def __post_init__(self) -> None:
        self._book = LightBook(self.rows)

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
                if self.rows.pop(row.id, None) is not None:
                    removed.append(row.id)
                continue
            self.rows[row.id] = row
            (arrived if known is None else changed).append(row)
        removed += [key for key in gone if self.rows.pop(key, None) is not None]
        self._book.touch([*(row.id for row in (*arrived, *changed)), *removed])
        return BoardChange(tuple(arrived), tuple(changed), tuple(removed))

    def select(self, chosen: Filter, now: datetime) -> list[QueueRow]:
        """Return the rows that the filter admits, in no order."""
        if not chosen.active:
            return list(self.rows.values())
        rest, found = chosen, iter(self.rows.values())
        if chosen.lights:
            rest, found = chosen.without("lights"), self._book.lit(chosen.lights, now)
        return [row for row in found if rest.admits(row, now)] if rest.active else [*found]

    def lights(self, now: datetime, chosen: Filter = EVERYTHING) -> Mapping[Light, int]:
        """Return how many of the rows that the filter admits have each light; of all rows it is known already."""
        return count_by_light(self.select(chosen, now), now) if chosen.active else self._book.counts(now)

    def lit(self, light: Light, now: datetime, chosen: Filter = EVERYTHING) -> list[QueueRow]:
        """Return the rows of one light that the rest of the filter admits, in no order; others are not looked at."""
        return self.select(replace(chosen, lights=frozenset({light})), now)

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


def count_by_grid(rows: Iterable[QueueRow]) -> Mapping[str, int]:
    return Counter(row.grid_code for row in rows if row.grid_code)


def count_by_major(rows: Collection[QueueRow]) -> list[MajorCount]:
    """Return the majors from most to fewest (Pareto order)."""
    counted = Counter(map(attrgetter("major_code"), rows))
    names: dict[str, Name] = {}
    for row in rows:
        if len(names) == len(counted):
            break
        names.setdefault(row.major_code, row.major)
    return [MajorCount(code, names[code], count) for code, count in counted.most_common()]


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
