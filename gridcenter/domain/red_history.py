"""The past of the red board (电子监察): which incidents were red at earlier moments, told from their clocks:
nothing is sampled, so nothing is missing.

An incident was red at a moment when the clock that pressed it then had passed its deadline, ran, and had not ended.
Deadlines count as they stand now: an extension granted since is taken as if it had been there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

DAYS = 14
"""How many days the trend shows, today among them."""


@dataclass(frozen=True, slots=True)
class LateClock:
    """A clock that ran beyond its deadline; `pauses` are half-open, an open one has no end.

    `unit_id` is the unit that held the task under this clock.
    """

    incident_id: int
    unit_id: int | None
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()

    def red_at(self, moment: datetime) -> bool:
        if moment < max(self.started_at, self.due_at):
            return False
        if self.ended_at is not None and self.ended_at <= moment:
            return False
        return not any(start <= moment and (end is None or moment < end) for start, end in self.pauses)


@dataclass(frozen=True, slots=True)
class RedDay:
    """The red incidents at one moment, by the unit that held them."""

    at: datetime
    units: Mapping[int | None, tuple[int, ...]]

    def ids(self, unit_id: int | None, *, whole: bool = False) -> tuple[int, ...]:
        """Return the incidents of a unit; of all units with `whole`."""
        if whole:
            return tuple(sorted(one for ids in self.units.values() for one in ids))
        return self.units.get(unit_id, ())


def same_hour(now: datetime, zone: ZoneInfo, days: int = DAYS) -> tuple[datetime, ...]:
    """Return this time of day on each of the last days in the district's zone, the oldest first and `now` last."""
    local = now.astimezone(zone)
    return (*((local - timedelta(days=back)) for back in range(days - 1, 0, -1)), now)


def red_days(clocks: Iterable[LateClock], moments: Sequence[datetime]) -> tuple[RedDay, ...]:
    """Return what was red at each moment; an incident counts once, for the unit of the clock that was due first."""
    known = sorted(clocks, key=lambda clock: (clock.incident_id, clock.due_at))
    found: list[dict[int | None, list[int]]] = [{} for _ in moments]
    for incident_id, own in groupby(known, key=lambda clock: clock.incident_id):
        mine = list(own)
        for place, moment in enumerate(moments):
            pressing = next((clock for clock in mine if clock.red_at(moment)), None)
            if pressing is not None:
                found[place].setdefault(pressing.unit_id, []).append(incident_id)
    return tuple(
        RedDay(moment, {unit: tuple(ids) for unit, ids in units.items()})
        for moment, units in zip(moments, found, strict=True)
    )
