"""The red board in full (红灯榜): per unit how many incidents are overdue for how long, and how many are yellow."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import ClockMode, QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.queue import Remaining, duration

BANDS = (30, 60, 240, 480)
"""Upper limits of the age bands in minutes overdue, the last band is without limit."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """One unit; `longest` are minutes overdue in the mode of the clock that is longest overdue.

    `cards` counts the cards to which the unit owes a reply.
    """

    unit_id: int | None
    unit: Name
    bands: tuple[int, ...]
    longest: int
    longest_mode: ClockMode
    yellow: int
    cards: int = 0

    @property
    def red(self) -> int:
        return sum(self.bands)


def band_of(minutes: int) -> int:
    """Return the place of an overdue time among the bands; a limit belongs to the band it ends."""
    return next((place for place, limit in enumerate(BANDS) if minutes <= limit), len(BANDS))


def red_lines(
    rows: Iterable[QueueRow], now: datetime, calendar: Calendar, cards: Iterable[CardRow] = ()
) -> list[RedLine]:
    """Return the units with red or yellow incidents or with awaited cards, most red first, then by longest overdue.

    Rows that are neither red nor yellow may be left out.
    """
    owed = list(cards)
    counts: dict[int | None, _Count] = {card.unit_id: _Count(card.unit) for card in owed}
    late: dict[ClockMode, list[tuple[datetime, QueueRow]]] = {}
    for row in rows:
        light = row.light(now)
        if light is Light.YELLOW:
            _of(counts, row).yellow += 1
        elif light is Light.RED and row.due_at is not None:
            late.setdefault(row.clock_mode, []).append((row.due_at, row))
    left = Remaining(now, calendar)
    for mode, red in late.items():
        _count_red(counts, red, mode, left)
    waiting = Counter(card.unit_id for card in owed)
    lines = [counted.line(unit, waiting[unit] if unit else 0) for unit, counted in counts.items()]
    pressed = (line for line in lines if line.red or line.yellow or line.cards)
    return sorted(pressed, key=lambda line: (-line.red, -line.longest, -line.yellow, -line.cards))


@dataclass(slots=True)
class _Count:
    """What is counted of one unit."""

    unit: Name
    bands: list[int] = field(default_factory=lambda: [0] * (len(BANDS) + 1))
    longest: int = 0
    mode: ClockMode = ClockMode.WORKING
    yellow: int = 0

    def line(self, unit_id: int | None, cards: int) -> RedLine:
        return RedLine(unit_id, self.unit, tuple(self.bands), self.longest, self.mode, self.yellow, cards)


def _of(counts: dict[int | None, _Count], row: QueueRow) -> _Count:
    found = counts.get(row.behind_id)
    if found is None:
        found = counts[row.behind_id] = _Count(row.behind)
    return found


def _count_red(
    counts: dict[int | None, _Count],
    red: list[tuple[datetime, QueueRow]],
    mode: ClockMode,
    left: Remaining,
) -> None:
    """Count the red rows of one mode, the nearest deadline first: a band ends somewhere in that order, so that few
    of many deadlines need their working minutes reckoned."""
    red.sort(key=itemgetter(0), reverse=True)
    ends = [bisect_right(red, limit, key=lambda one: _late(one[1], left)) for limit in BANDS]
    oldest: dict[int | None, QueueRow] = {}
    for place, (_, row) in enumerate(red):
        _of(counts, row).bands[bisect_right(ends, place)] += 1
        oldest[row.behind_id] = row
    for unit, row in oldest.items():
        minutes = _late(row, left)
        if minutes >= counts[unit].longest:
            counts[unit].longest, counts[unit].mode = minutes, mode


def _late(row: QueueRow, left: Remaining) -> int:
    return -(left.minutes(row) or 0)


def overdue_words(line: RedLine, calendar: Calendar) -> str:
    """Return the longest overdue time of a unit as every page words it."""
    return duration(line.longest, line.longest_mode, calendar)


def total(lines: Iterable[RedLine]) -> RedLine:
    """Return the sum of all lines, its longest overdue being that of the worst unit."""
    known = list(lines)
    worst = max(known, key=lambda line: line.longest)
    bands = tuple(sum(column) for column in zip(*(line.bands for line in known), strict=True))
    yellow, cards = sum(line.yellow for line in known), sum(line.cards for line in known)
    return RedLine(None, Name(""), bands, worst.longest, worst.longest_mode, yellow, cards)
