"""The red board in full (红灯榜): per unit how many incidents are overdue for how long, and how many are yellow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import ClockMode, QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.queue import duration, remaining_minutes

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
    """Return the units with red or yellow incidents or with awaited cards, most red first, then by longest overdue."""
    held: dict[int | None, list[QueueRow]] = {}
    for row in rows:
        held.setdefault(row.behind_id, []).append(row)
    owed = list(cards)
    units: dict[int | None, Name] = {card.unit_id: card.unit for card in owed}
    counted = Counter(card.unit_id for card in owed)
    names = units | {unit: mine[0].behind for unit, mine in held.items()}
    lines = [
        replace(_line(unit, name, held.get(unit, ()), now, calendar), cards=counted[unit] if unit else 0)
        for unit, name in names.items()
    ]
    pressed = (line for line in lines if line.red or line.yellow or line.cards)
    return sorted(pressed, key=lambda line: (-line.red, -line.longest, -line.yellow, -line.cards))


def _line(
    unit_id: int | None, unit: Name, rows: Iterable[QueueRow], now: datetime, calendar: Calendar
) -> RedLine:
    bands = [0] * (len(BANDS) + 1)
    longest, mode, yellow = 0, ClockMode.WORKING, 0
    for row in rows:
        light = row.light(now)
        yellow += light is Light.YELLOW
        if light is not Light.RED:
            continue
        late = -(remaining_minutes(row, now, calendar) or 0)
        bands[band_of(late)] += 1
        if late >= longest:
            longest, mode = late, row.clock_mode
    return RedLine(unit_id, unit, tuple(bands), longest, mode, yellow)


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
