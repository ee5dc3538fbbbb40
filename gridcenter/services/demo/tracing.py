"""Replaying one incident through the flow: its steps, and the clocks that the flow starts, pauses and stops.

The rules are the product's own (`domain.flow`, `domain.clocks`); only the writing to a store is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from gridcenter.domain.adjustments import APPLIED, Ending, step_action
from gridcenter.domain.calendars import MICROSECOND, MINUTE, Calendar, WorkingCalendar
from gridcenter.domain.clocks import (
    Limit,
    Segment,
    calendar_for,
    lengthened,
    pause,
    resume,
    standing_deadline,
    stop,
)
from gridcenter.domain.flow import REPORT, ClockPeriod, ClockTurn, FlowTemplate
from gridcenter.domain.incidents import ClockKind, ClockMode
from gridcenter.domain.names import Name
from gridcenter.services.demo.staff import DemoAccount

PER_MINUTE = MINUTE // MICROSECOND


@dataclass(slots=True)
class TracedClock:
    period: ClockPeriod
    sequence: int
    unit_id: int | None
    limit: Limit
    limit_minutes: int
    calendar: Calendar
    segments: tuple[Segment, ...]
    due_at: datetime
    yellow_at: datetime
    paused: bool = False

    @property
    def started_at(self) -> datetime:
        return self.segments[0].start

    @property
    def ended_at(self) -> datetime | None:
        return self.segments[-1].end


@dataclass(slots=True)
class TracedStep:
    at: datetime
    action: str
    from_state: str
    to_state: str
    by: DemoAccount
    unit_id: int | None
    opinion: str
    reason: str


@dataclass(slots=True)
class TracedApplication:
    """An application for a move; `ended_at` None while it awaits its decision. Steps are counted from one."""

    action: str
    reason: str
    until: datetime
    at: datetime
    by: DemoAccount
    step: int
    outcome: str = ""
    ended_at: datetime | None = None
    ended_step: int | None = None
    ender: DemoAccount | None = None


class FlowRules:
    """A template with what each change of state does to the clocks worked out once."""

    def __init__(self, template: FlowTemplate, calendar: WorkingCalendar) -> None:
        self.template = template
        self.calendar = calendar
        self._turns: dict[tuple[str, str], tuple[tuple[ClockPeriod, ClockTurn], ...]] = {}
        self._targets = {(origin, move.action): move.to for move in template.moves for origin in move.origins}
        self._targets["", REPORT] = template.start

    def target(self, state: str, action: str) -> str:
        return self._targets[state, action]

    def turns(self, before: str, after: str) -> tuple[tuple[ClockPeriod, ClockTurn], ...]:
        found = self._turns.get((before, after))
        if found is None:
            found = self._turns[before, after] = tuple(self.template.clock_turns(before, after))
        return found


@dataclass(slots=True)
class Trace:
    """One incident as far as it has come; `take` must be called in the order of time."""

    rules: FlowRules
    handle: Limit
    whole: Limit
    state: str = ""
    unit_id: int | None = None
    steps: list[TracedStep] = field(default_factory=list)
    clocks: list[TracedClock] = field(default_factory=list)
    due_at: datetime | None = None
    yellow_at: datetime | None = None
    clock_mode: ClockMode = ClockMode.CONTINUOUS
    paused: bool = False
    handle_due_at: datetime | None = None
    whole_due_at: datetime | None = None
    review_at: datetime | None = None
    applications: list[TracedApplication] = field(default_factory=list)

    def apply(self, action: str, at: datetime, by: DemoAccount, *, until: datetime, reason: str) -> None:
        """Apply for a move: a step that changes nothing."""
        told = step_action(APPLIED, action)
        self.steps.append(TracedStep(at, told, self.state, self.state, by, by.unit_id, "", reason))
        self.applications.append(TracedApplication(action, reason, until, at, by, len(self.steps)))

    def approve(self, at: datetime, by: DemoAccount, *, opinion: str) -> None:
        """Take the move that was applied for last, and keep what it asks for."""
        one = self.applications[-1]
        self.take(one.action, at, by, opinion=opinion, reason=one.reason)
        one.outcome, one.ended_at, one.ender = Ending.APPROVED.value, at, by
        one.ended_step = len(self.steps)
        if self.paused:
            self.review_at = one.until
        else:
            self.extend(one.until, at)

    def take(
        self,
        action: str,
        at: datetime,
        by: DemoAccount,
        *,
        unit_id: int | None = None,
        opinion: str = "",
        reason: str = "",
    ) -> None:
        """Take a move; `unit_id` is given by the moves that choose a unit."""
        before, after = self.state, self.rules.target(self.state, action)
        if unit_id is not None:
            self.unit_id = unit_id
        for period, turn in self.rules.turns(before, after):
            self._turn(period, turn, action, at)
        self.state = after
        if after not in self.rules.template.paused_states:
            self.review_at = None
        told = self.unit_id if unit_id is not None else by.unit_id
        self.steps.append(TracedStep(at, action, before, after, by, told, opinion, reason))
        self._note_pressing()

    def extend(self, until: datetime, at: datetime) -> None:
        """Lengthen the handling clock as an approved extension does; the whole case follows where it ends earlier."""
        for clock in self.clocks:
            step = clock.period.standard == "handle"
            if clock.ended_at is None and (
                step or (clock.period.standard == "whole" and clock.due_at < until)
            ):
                clock.limit_minutes = lengthened(clock.calendar, clock.segments, until=until, now=at)
                self._recompute(clock)
        self._note_pressing()

    def _turn(self, period: ClockPeriod, turn: ClockTurn, action: str, at: datetime) -> None:
        held = next(
            (clock for clock in self.clocks if clock.period is period and clock.ended_at is None), None
        )
        if turn is ClockTurn.START:
            if held is None:
                self._start(period, action, at)
        elif held is not None and turn is ClockTurn.STOP:
            held.segments = stop(held.segments, at=at)
            if held.paused:
                self._recompute(held)
        elif held is not None:
            change = pause if turn is ClockTurn.PAUSE else resume
            held.segments = change(held.segments, at=at, ground=Name(action))
            self._recompute(held)

    def _start(self, period: ClockPeriod, action: str, at: datetime) -> None:
        """Begin a clock; its deadline is what `standing_deadline` says of a ledger that has just begun."""
        limit = {"handle": self.handle, "whole": self.whole}.get(period.standard, period.limit)
        calendar = calendar_for(limit.mode, self.rules.calendar)
        begun = calendar.position(at)
        worked = limit.minutes * PER_MINUTE
        clock = TracedClock(
            period,
            1 + sum(clock.period.kind is period.kind for clock in self.clocks),
            self.unit_id,
            limit,
            limit.minutes,
            calendar,
            (Segment(at, None, True, Name(action)),),
            due_at=calendar.moment_at(begun + worked),
            yellow_at=calendar.moment_at(begun + worked * self.rules.template.yellow_percent // 100),
        )
        self.clocks.append(clock)
        self._note_deadline(clock)

    def _recompute(self, clock: TracedClock) -> None:
        percent = self.rules.template.yellow_percent
        found = standing_deadline(clock.calendar, clock.limit_minutes, clock.segments, yellow_percent=percent)
        clock.due_at, clock.yellow_at, clock.paused = found.due_at, found.yellow_at, found.paused
        self._note_deadline(clock)

    def _note_deadline(self, clock: TracedClock) -> None:
        if clock.period.kind is ClockKind.WHOLE:
            self.whole_due_at = clock.due_at
        elif clock.period.standard == "handle":
            self.handle_due_at = clock.due_at

    def _note_pressing(self) -> None:
        living = [clock for clock in self.clocks if clock.ended_at is None]
        if not living:
            self.due_at, self.paused = self.whole_due_at or self.due_at, False
            return
        running = [clock for clock in living if not clock.paused]
        pressing = min(running or living, key=lambda clock: (clock.due_at, clock.period.kind))
        self.due_at, self.yellow_at = pressing.due_at, pressing.yellow_at
        self.clock_mode, self.paused = pressing.limit.mode, not running
