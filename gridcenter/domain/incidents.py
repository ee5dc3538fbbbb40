"""Incidents (事件) as the desk sees them: rows of the queue, one incident, its steps and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.clocks import ClockKind as ClockKind
from gridcenter.domain.clocks import ClockMode as ClockMode
from gridcenter.domain.clocks import Limit, Segment, WorkingLine, used_minutes, working
from gridcenter.domain.joint import CoHandler
from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name

NAMELESS = Name("")


class Severity(IntEnum):
    """Grades of events (突发事件应对法 Art 3), stored as numbers: 4 is the gravest here so that sorting agrees."""

    ORDINARY = 1
    LARGER = 2
    SERIOUS = 3
    EXTRAORDINARY = 4


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One open incident as queue, map, bars and red board use it; the same query feeds all of them.

    `due_at` and `yellow_at` belong to the clock that presses now (the running clock with the next deadline). Where it
    is that of a unit called in, `due_unit_id` names that unit; `called_in` are all that owe an answer.
    `review_at` is when a parked incident comes back; `applications` counts those that await a decision.
    `recurrence` counts the closed incidents that it takes up again, one after the other.
    """

    id: int
    number: str
    version: int
    state: str
    category_code: str
    category: Name
    major_code: str
    major: Name
    severity: Severity
    urgent: bool
    grid_code: str | None
    grid: Name
    community_code: str
    community: Name
    unit_id: int | None
    unit: Name
    reported_at: datetime
    due_at: datetime | None
    yellow_at: datetime | None
    clock_mode: ClockMode
    paused: bool
    closed_at: datetime | None
    report_count: int
    vulnerable: bool
    longitude: float | None
    latitude: float | None
    approximate: bool
    review_at: datetime | None = None
    applications: int = 0
    recurrence: int = 0
    due_unit_id: int | None = None
    due_unit: Name = NAMELESS
    called_in: frozenset[int] = frozenset()

    @property
    def behind_id(self) -> int | None:
        """The unit to which the light is put: the one called in whose clock presses, else the one that leads."""
        return self.unit_id if self.due_unit_id is None else self.due_unit_id

    @property
    def behind(self) -> Name:
        return self.unit if self.due_unit_id is None else self.due_unit

    def light(self, now: datetime) -> Light:
        return light_of(
            due_at=self.due_at,
            yellow_at=self.yellow_at,
            paused=self.paused,
            ended_at=self.closed_at,
            now=now,
        )

    def review_due(self, now: datetime) -> bool:
        """Tell whether the row is parked and its review date has come: its clocks stand, and it presses again."""
        return self.paused and self.review_at is not None and self.review_at <= now

    def next_turn(self, now: datetime) -> datetime | None:
        """Return when the light turns next, or the review date comes, if nothing but time happens."""
        found: datetime | None = None
        for moment in (self.yellow_at, self.due_at, self.review_at):
            if moment is not None and moment > now and (found is None or moment < found):
                found = moment
        return found


@dataclass(frozen=True, slots=True)
class StepRow:
    """One move in the trace (痕迹): append-only. `actor_role` is the role's name in the flow."""

    sequence: int
    at: datetime
    action: str
    action_name: Name
    from_state: str
    to_state: str
    actor: str
    actor_role: Name
    unit: Name
    opinion: str
    reason: Name


@dataclass(frozen=True, slots=True)
class NotedRow:
    """Somebody took note for all desks of what happened: that it was new, newly red …; `role` is a code."""

    at: datetime
    event: Name
    who: str
    role: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock with its ledger and the calendar it counts with, so that a desk can show the working at any moment.

    `due_at` and `yellow_at` are the stored ones: they do not move when a calendar is edited later. `limit` is what
    the standard or the flow stated, `limit_minutes` what an extension has made of it.
    """

    kind: ClockKind
    name: Name
    limit: Limit
    limit_minutes: int
    yellow_percent: int
    calendar: Calendar
    segments: tuple[Segment, ...]
    started_at: datetime
    due_at: datetime
    yellow_at: datetime
    ended_at: datetime | None
    paused: bool
    id: int = 0
    unit: Name = NAMELESS
    """Of a clock of a unit called in: that unit."""

    @property
    def mode(self) -> ClockMode:
        return self.limit.mode

    @property
    def yellow_minutes(self) -> int:
        return self.limit_minutes * self.yellow_percent // 100

    def used(self, now: datetime) -> int:
        """Return whole minutes of the clock's own mode used up to `now`."""
        return used_minutes(self.calendar, self.segments, now)

    def lines(self, now: datetime) -> list[WorkingLine]:
        return working(self.calendar, self.segments, now=now)

    def missing_years(self) -> tuple[int, ...]:
        """Return years of this clock's life for which the calendar has no holiday notice."""
        return self.calendar.missing_years(self.started_at, max(self.due_at, self.ended_at or self.due_at))

    def light(self, now: datetime) -> Light:
        return light_of(
            due_at=self.due_at, yellow_at=self.yellow_at, paused=self.paused, ended_at=self.ended_at, now=now
        )


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """Another incident, as a link shows it."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """One incident with its trace (oldest step first) and its clocks: accept, step and whole, newest of each kind.

    `co_handlers` are the newest calls of units called in, `co_clocks` the clocks of those calls.

    `as_of` is the store's time at which it was read; `cards` are all that were issued about it, and `adjustments` all
    that was applied for, oldest first.
    `reopens` is the closed incident that this one takes up again, `reopened_as` the one that took up this one.
    `self_handled`: it was settled on the spot, without dispatch.
    """

    row: QueueRow
    description: str
    address: str
    source: Name
    state_name: Name
    standard: Name
    clocks: tuple[ClockView, ...]
    steps: tuple[StepRow, ...]
    as_of: datetime
    cards: tuple[CardRow, ...] = ()
    reopens: IncidentLink | None = None
    reopened_as: IncidentLink | None = None
    merged_into: IncidentLink | None = None
    """The incident that this one was merged into; None while it stands on its own."""
    merged_here: tuple[IncidentLink, ...] = ()
    """The incidents that were merged into this one, the first merged first."""
    ruling: str = ""
    """What the centre has ruled about who is responsible, or that a ruling is awaited; empty where neither is so."""
    self_handled: bool = False
    co_handlers: tuple[CoHandler, ...] = ()
    co_clocks: tuple[ClockView, ...] = ()
    held_since: datetime | None = None
    """Since when the unit holds the task."""
    noted: tuple[NotedRow, ...] = ()
    """Who took note of what, oldest first."""
    adjustments: tuple[AdjustmentRow, ...] = ()
