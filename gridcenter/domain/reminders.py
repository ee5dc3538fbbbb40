"""Reminders (提醒): what happened to an incident that somebody must be told of, and who is told by which rule.

A happening is known by its incident, its event and its episode: a second redness has another deadline, is another
happening, and is told anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name

ALWAYS = "always"
"""Hours that never end; any other word is the key of a working calendar."""


class Event(StrEnum):
    NEW = "new"
    RED = "red"
    CARD = "card"
    REVIEW = "review"


EVENT_NAMES: dict[Event, Name] = {
    Event.NEW: Name("新上报", "new"),
    Event.RED: Name("新红灯", "newly red"),
    Event.CARD: Name("卡片待回复", "reply due"),
    Event.REVIEW: Name("到期复查", "review due"),
}


class Whose(StrEnum):
    UNIT = "unit"
    AREA = "area"


class Key(NamedTuple):
    """What tells one happening from every other; the same at every desk and in the store."""

    incident_id: int
    event: str
    episode: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something a rule may tell of. `at` is when it happened, in the store's time; `unit_id` is who has to act."""

    key: Key
    at: datetime
    urgent: bool
    unit_id: int | None
    state: str
    number: str
    what: Name
    where: Name

    @property
    def event(self) -> Event:
        return Event(self.key.event)

    @property
    def incident_id(self) -> int:
        return self.key.incident_id


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """Whom an event is told to: `roles` is empty on a wall, `states` is empty where any will do."""

    event: Event
    roles: frozenset[str]
    whose: Whose
    hours: str
    stands: timedelta
    states: frozenset[str] = frozenset()
    urgent_only: bool = False

    def concerns(self, happening: Happening, unit_id: int | None) -> bool:
        """Tell whether a desk of this unit is told; a desk without a unit is told of no unit's own matters."""
        return (
            self.event == happening.key.event
            and (not self.urgent_only or happening.urgent)
            and (not self.states or happening.state in self.states)
            and (self.whose is Whose.AREA or (unit_id is not None and happening.unit_id == unit_id))
        )


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who has taken note of a happening, and when."""

    key: Key
    at: datetime
    who: str
    role: str


@dataclass(frozen=True, slots=True)
class Silence:
    """No tone until a moment; `whole_unit` says that it holds for all desks of the silencer's unit."""

    who: str
    role: str
    at: datetime
    until: datetime
    reason: str
    whole_unit: bool = False

    def holds(self, now: datetime) -> bool:
        return now < self.until


def is_pressing(row: QueueRow) -> bool:
    """Tell whether an incident is urgent, or serious and graver."""
    return row.urgent or row.severity >= Severity.SERIOUS


def happenings_of(row: QueueRow, now: datetime) -> list[Happening]:
    """Return what an open incident gives reason to tell: that it is there, and that it has turned red."""
    found = [_of(row, Event.NEW, "", row.reported_at)]
    if row.light(now) is Light.RED and row.due_at is not None:
        found.append(_of(row, Event.RED, row.due_at.isoformat(), row.due_at))
    return found


def _of(row: QueueRow, event: Event, episode: str, at: datetime) -> Happening:
    where = row.grid if row.grid.zh else row.community
    key = Key(row.id, event.value, episode)
    return Happening(key, at, is_pressing(row), row.unit_id, row.state, row.number, row.category, where)


def reply_due(card: CardRow) -> Happening:
    """Return the happening that a card's reply clock turns yellow; it happens at `yellow_at`."""
    key = Key(card.incident_id, Event.CARD.value, str(card.id))
    return Happening(
        key, card.yellow_at, False, card.unit_id, "", card.incident_number, card.category, card.place
    )
