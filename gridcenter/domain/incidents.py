"""Incidents (事件) as the desk sees them: rows of the queue, one incident, its steps and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name


class Severity(IntEnum):
    """Grades of events (突发事件应对法 Art 3), stored as numbers: 4 is the gravest here so that sorting agrees."""

    ORDINARY = 1
    LARGER = 2
    SERIOUS = 3
    EXTRAORDINARY = 4


class ClockKind(StrEnum):
    ACCEPT = "accept"
    STEP = "step"
    WHOLE = "whole"


class ClockMode(StrEnum):
    """What a clock counts: working minutes of the calendar, or every minute."""

    WORKING = "working"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One open incident as queue, map, bars and red board use it; the same query feeds all of them.

    `due_at` and `yellow_at` belong to the clock that presses now (the running clock with the next deadline).
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

    def light(self, now: datetime) -> Light:
        return light_of(
            due_at=self.due_at,
            yellow_at=self.yellow_at,
            paused=self.paused,
            ended_at=self.closed_at,
            now=now,
        )


@dataclass(frozen=True, slots=True)
class StepRow:
    """One move in the trace (痕迹): append-only."""

    sequence: int
    at: datetime
    action: str
    action_name: Name
    from_state: str
    to_state: str
    actor: str
    unit: Name
    opinion: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock with what it has used so far, in minutes of its own mode."""

    kind: ClockKind
    mode: ClockMode
    limit_minutes: int
    used_minutes: int
    started_at: datetime
    due_at: datetime
    yellow_at: datetime
    ended_at: datetime | None
    paused: bool


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    row: QueueRow
    description: str
    address: str
    source: Name
    state_name: Name
    standard: str
    clocks: tuple[ClockView, ...]
    steps: tuple[StepRow, ...]
