"""What stands to be told at one desk or wall, and when a tone is due for it: no Qt, no store, time is passed in.

The book follows the board by its changes and the clock by a heap of coming moments: a change costs its own rows
only, a second costs nothing while no light turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush

from gridcenter.domain.board import BoardChange
from gridcenter.domain.calendars import MICROSECOND, Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.reminder_rules import HOURS, SILENCE
from gridcenter.domain.reminders import ALWAYS, Event, Happening, Key, ReminderRule, happenings_of

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_OF_THE_BOARD = frozenset({Event.NEW, Event.RED})


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told: the rules that concern a desk, its unit, and the calendars by which it has quiet hours.

    `heard_until` is the store's time up to which this desk has been told before: what is older does not ring again.
    """

    rules: Sequence[ReminderRule]
    unit_id: int | None = None
    calendars: Mapping[str, Calendar] | None = None
    urgent_breaks: frozenset[str] = frozenset({HOURS, SILENCE})
    gap: timedelta = _SECOND
    heard_until: datetime = _LONG_AGO


@dataclass(frozen=True, slots=True)
class _Standing:
    happening: Happening
    rule: ReminderRule


class ReminderBook:
    """Owned by one thread. `start` with a whole board, then `follow` every change and `tick` every second."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._calendars = listener.calendars or {}
        self._rows: Mapping[int, QueueRow] = {}
        self._standing: dict[Key, _Standing] = {}
        self._of_incident: dict[int, set[Key]] = {}
        self._dated: dict[Event, tuple[Happening, ...]] = {}
        self._acknowledged: set[Key] = set()
        self._told: set[Key] = set()
        """What has rung here, or was told before this desk began."""
        self._turns: list[tuple[datetime, int]] = []
        self._ends: list[tuple[datetime, Key]] = []
        self._last_tone = _LONG_AGO
        self._began = False

    # What happens

    def start(self, rows: Mapping[int, QueueRow], now: datetime) -> None:
        """Read a whole board; the mapping is kept and must be the one that later changes name rows of."""
        self._rows = rows
        gone = [incident for incident in self._of_incident if incident not in rows]
        for incident in gone:
            self._drop_board_events(incident, set())
        new, red = (now - self._longest(event) for event in (Event.NEW, Event.RED))
        for row in rows.values():
            fresh = row.reported_at > new or (row.due_at is not None and red < row.due_at <= now)
            if fresh or row.id in self._of_incident:
                self._look_at(row, now)
        coming = [(row.due_at, row.id) for row in rows.values() if row.due_at is not None and not row.paused]
        self._turns = [turn for turn in coming if turn[0] > now]
        heapify(self._turns)
        self._began = True

    def follow(self, change: BoardChange, now: datetime) -> None:
        for row in (*change.arrived, *change.changed):
            self._look_at(row, now)
            if row.due_at is not None and row.due_at > now and not row.paused:
                heappush(self._turns, (row.due_at, row.id))
        for incident in change.removed:
            self._drop_board_events(incident, set())

    def tick(self, now: datetime) -> None:
        """Let time pass: lights that turn, dated happenings that come, and what has stood long enough."""
        while self._turns and self._turns[0][0] <= now:
            row = self._rows.get(heappop(self._turns)[1])
            if row is not None:
                self._look_at(row, now)
        for happenings in self._dated.values():
            for happening in happenings:
                if happening.at <= now:
                    self._enter(happening, now)
        while self._ends and self._ends[0][0] <= now:
            self._remove(heappop(self._ends)[1])

    def set_dated(self, event: Event, happenings: Iterable[Happening], now: datetime) -> None:
        """Take all happenings of an event that does not come from the board; those of before that are gone end."""
        self._dated[event] = tuple(happenings)
        wanted = {happening.key for happening in self._dated[event]}
        for key in [key for key in self._standing if key.event == event and key not in wanted]:
            self._remove(key)
        self.tick(now)

    def acknowledge(self, keys: Iterable[Key]) -> bool:
        """Take note that somebody has taken note; tell whether anything that stood here has ended by it."""
        fresh = set(keys) - self._acknowledged
        self._acknowledged |= fresh
        ended = [key for key in fresh if key in self._standing]
        for key in ended:
            self._remove(key)
        return bool(ended)

    def use_calendars(self, calendars: Mapping[str, Calendar]) -> None:
        """Keep quiet by these from now on: somebody has entered another edition."""
        self._calendars = calendars

    # What stands

    def __len__(self) -> int:
        return len(self._standing)

    def standing(self) -> list[Happening]:
        """Return what stands: urgent ones first, then the newest."""
        return sorted((one.happening for one in self._standing.values()), key=_newest_first)

    def first(self) -> Happening | None:
        """Return the one to be told before all others."""
        return min((one.happening for one in self._standing.values()), key=_newest_first, default=None)

    def of_incident(self, incident_id: int) -> Happening | None:
        """Return what stands about one incident, the newest first."""
        keys = self._of_incident.get(incident_id, ())
        return min((self._standing[key].happening for key in keys), key=_newest_first, default=None)

    # Tones

    def ring(self, now: datetime, *, silenced: bool = False) -> tuple[Happening, ...]:
        """Return what one tone is due for now, and count it as told; empty for no tone.

        What falls into quiet hours or a silence waits and rings once, with all that has gathered by then.
        """
        if now - self._last_tone < self._listener.gap:
            return ()
        untold = [one for key, one in self._standing.items() if key not in self._told]
        due = [one.happening for one in untold if not self._quiet(one, now, silenced=silenced)]
        if due:
            self._last_tone = now
            self._told.update(happening.key for happening in due)
        return tuple(sorted(due, key=_newest_first))

    def heard_until(self, now: datetime) -> datetime:
        """Return up to when this desk has been told: the moment before the oldest that still waits for its tone."""
        waiting = [one.happening.at for key, one in self._standing.items() if key not in self._told]
        return min((now, *(at - MICROSECOND for at in waiting)))

    def _quiet(self, one: _Standing, now: datetime, *, silenced: bool) -> bool:
        breaks = self._listener.urgent_breaks if one.happening.urgent else frozenset()
        if silenced and SILENCE not in breaks:
            return True
        return HOURS not in breaks and not self._open(one.rule.hours, now)

    def _open(self, hours: str, now: datetime) -> bool:
        calendar = self._calendars.get(hours)
        return (
            hours == ALWAYS or calendar is None or calendar.position(now + _SECOND) > calendar.position(now)
        )

    # Entering and leaving

    def _look_at(self, row: QueueRow, now: datetime) -> None:
        wanted = set()
        for happening in happenings_of(row, now):
            if self._enter(happening, now):
                wanted.add(happening.key)
        self._drop_board_events(row.id, wanted)

    def _drop_board_events(self, incident_id: int, wanted: set[Key]) -> None:
        for key in self._of_incident.get(incident_id, set()) - wanted:
            if key.event in _OF_THE_BOARD:
                self._remove(key)

    def _enter(self, happening: Happening, now: datetime) -> bool:
        """Let a happening stand where a rule tells of it; tell whether it stands."""
        key = happening.key
        if key in self._acknowledged:
            return False
        rule = self._rule(happening)
        if rule is None or happening.at + rule.stands <= now:
            return False
        if key not in self._standing:
            heappush(self._ends, (happening.at + rule.stands, key))
            if not self._began and happening.at <= self._listener.heard_until:
                self._told.add(key)
        self._standing[key] = _Standing(happening, rule)
        self._of_incident.setdefault(happening.incident_id, set()).add(key)
        return True

    def _longest(self, event: Event) -> timedelta:
        """Return how long an event stands at the longest: what is older than that need not be looked at."""
        return max((rule.stands for rule in self._listener.rules if rule.event == event), default=timedelta())

    def _rule(self, happening: Happening) -> ReminderRule | None:
        fitting = (rule for rule in self._listener.rules if rule.concerns(happening, self._listener.unit_id))
        return next(fitting, None)

    def _remove(self, key: Key) -> None:
        self._standing.pop(key, None)
        keys = self._of_incident.get(key.incident_id, set())
        keys.discard(key)
        if not keys:
            self._of_incident.pop(key.incident_id, None)


def _newest_first(happening: Happening) -> tuple[bool, float, int]:
    return not happening.urgent, -happening.at.timestamp(), -happening.incident_id
