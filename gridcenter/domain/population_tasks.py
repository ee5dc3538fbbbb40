"""Population tasks as the desk sees them: lights from their clocks, and the board of how they were completed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.clocks import Limit, Segment
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name
from gridcenter.domain.population_changes import KIND_NAMES, ChangeKind
from gridcenter.language import pick, tr

WITHDRAWN = "withdrawn"
"""Outcome of a task whose change does not hold any more."""


class Withdrawn(StrEnum):
    """Why a change does not hold any more."""

    CORRECTED = "corrected"
    UNTRUE = "untrue"
    REMOVED = "removed"
    MERGED = "merged"
    """Another row of the same person tells it; comes back when the two are taken apart."""


class Figure(StrEnum):
    """What the board counts; due is in time, late and open together."""

    DUE = "due"
    IN_TIME = "in_time"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"


FIGURE_NAMES: dict[Figure, Name] = {
    Figure.DUE: Name("应办", "due"),
    Figure.IN_TIME: Name("按时办结", "in time"),
    Figure.LATE: Name("超时办结", "late"),
    Figure.OPEN: Name("未办结", "open"),
    Figure.OVERDUE: Name("其中超时", "overdue"),
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task; it knows the change and never the person."""

    id: int
    version: int
    change_id: int
    change_kind: ChangeKind
    change_ref: str
    change_day: date
    rule: str
    rule_name: Name
    serial: int
    part: str
    what: Name
    unit_id: int | None
    unit: Name
    place_code: str
    place: Name
    limit: Limit
    started_at: datetime
    due_at: datetime
    yellow_at: datetime
    paused: bool
    ended_at: datetime | None
    outcome: str
    outcome_name: Name
    reason: str
    actor: str

    def light(self, now: datetime) -> Light | None:
        """Return the light of the task's clock; one that fell away with its change has none."""
        if self.outcome == WITHDRAWN:
            return None
        return light_of(
            due_at=self.due_at, yellow_at=self.yellow_at, paused=self.paused, ended_at=self.ended_at, now=now
        )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with its tasks; whom it is about is told by an audited look-up only."""

    id: int
    kind: ChangeKind
    ref: str
    day: date
    day_known: bool
    found_at: datetime
    source: str
    place: Name
    initial: bool
    withdrawn_at: datetime | None
    withdrawn_why: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """How the tasks of one unit under one rule stand, of those whose limit ends in the period."""

    unit_id: int | None
    unit: Name
    rule: str
    rule_name: Name
    due: int
    in_time: int
    late: int
    open: int
    overdue: int

    def count(self, figure: Figure) -> int:
        counts = (self.due, self.in_time, self.late, self.open, self.overdue)
        return counts[list(Figure).index(figure)]


@dataclass(frozen=True, slots=True)
class MaskedChange:
    """A change with its person masked: surname, age band on its day, sex."""

    kind: ChangeKind
    ref: str
    day: date
    place: Name
    name: str
    sex: Name
    age_band: str


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What a trial would give one unit: so many tasks, so many on its busiest day."""

    unit: Name
    rule: str
    what: Name
    tasks: int
    busiest: int
    busiest_day: date


@dataclass(frozen=True, slots=True)
class Trial:
    """What rules would have made of the changes of a month; `days` are those of the month."""

    month: str
    days: int
    changes: int
    covered: int
    tasks: int
    nobody: int
    """Tasks for which no unit was found."""
    loads: tuple[UnitLoad, ...]
    sample: tuple[MaskedChange, ...]


@dataclass(frozen=True, slots=True)
class Detected:
    """What one pass did; `baseline` made no tasks."""

    baseline: bool
    persons: int
    found: int
    withdrawn: int
    tasks: int
    nobody: int


class InitialFill(RuleBroken):
    """So many rows are new since the last pass that a person has to say whether they are changes at all."""

    def __init__(self, sentence: str, rows: int) -> None:
        super().__init__(sentence)
        self.rows = rows


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Changes with their tasks, the latest first; `total` counts those of all pages."""

    rows: tuple[ChangeRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StoredTask:
    """One task as the store has it, for checking its clock."""

    id: int
    rule: str
    limit: Limit
    mode: str
    limit_minutes: int
    calendar_key: str
    yellow_percent: int
    started_at: datetime
    due_at: datetime
    yellow_at: datetime
    paused: bool
    ended_at: datetime | None
    segments: Sequence[Segment]


def change_text(kind: ChangeKind, ref: str) -> str:
    """Say what happened in a few words: reached the age of 60."""
    if kind is ChangeKind.AGE:
        return tr("reached the age of {n}").format(n=ref)
    return pick(KIND_NAMES[kind])


def withdrawn_text(why: str) -> str:
    return {
        Withdrawn.CORRECTED.value: tr("the change was corrected"),
        Withdrawn.UNTRUE.value: tr("the registers do not say so any more"),
        Withdrawn.REMOVED.value: tr("the person is in no register any more"),
        Withdrawn.MERGED.value: tr("another row of the same person tells the same"),
    }.get(why, why)
