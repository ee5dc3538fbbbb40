"""The clocks of one incident in the store: what a move does to their ledgers, and which of them presses now."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from gridcenter.domain.calendars import CONTINUOUS, Calendar, WorkingCalendar
from gridcenter.domain.clocks import (
    ClockKind,
    ClockMode,
    Limit,
    continued,
    lengthened,
    standing_deadline,
)
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import ClockPeriod, ClockTurn, FlowTemplate
from gridcenter.domain.flow_clocks import pressing, turned
from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.services.ledger_rows import Corrected, Held, as_segments
from gridcenter.store.calendars import calendar_edition, working_calendar
from gridcenter.store.clock_ledgers import CLOCKS, SEGMENTS, living_clocks
from gridcenter.store.models import ClockSegment, Incident, IncidentClock
from gridcenter.store.standards import standard_limits

CONTINUOUS_KEY = "continuous"
FARTHEST_EXTENSION = timedelta(days=10 * 366)
"""A deadline farther away is a slip of the keyboard."""


class Ledger:
    """The living clocks of one locked (or not yet inserted) incident; lives no longer than the transaction.

    It is opened before a move changes the incident, and reads clocks and calendar when it first needs them. It works
    on copies: nothing reaches the store before `write`. The incident itself is written by the caller.
    """

    def __init__(self, session: Session, incident: Incident, *, flow: FlowTemplate) -> None:
        self._session = session
        self._incident = incident
        self._flow = flow
        self._former_unit = incident.unit_id
        self._known: list[Held] = []
        self._ended: list[Held] = []

    @cached_property
    def _calendar(self) -> WorkingCalendar:
        return working_calendar(self._session)

    @cached_property
    def _held(self) -> list[Held]:
        if self._incident.id is None:
            return []
        living = living_clocks(self._session, self._incident.id)
        held = [Held(clock, segments) for clock, segments in living]
        self._known += held
        return held

    def move(self, before: str, after: str, *, action: str, now: datetime) -> None:
        """Start, stop, pause and resume what the flow says, and note the pressing clock on the incident.

        The unit must be the incident's new one already: a unit that is handed a task has a limit of its own.
        """
        self._ended = []
        turns = list(self._flow.clock_turns(before, after))
        if not turns and self._incident.unit_id == self._former_unit:
            return
        handed_over = self._end_of_former_unit(now)
        paused = after in self._flow.paused_states
        for period, turn in turns:
            held = self._find(period)
            if turn is ClockTurn.START and held is None:
                self._start(period, action, now, paused=paused)
            elif turn is not ClockTurn.START and held is not None:
                self._turn(held, turn, action, now)
        self._turn_joint(before, after, action, now)
        for period in handed_over:
            if after in period.states and self._find(period) is None:
                self._start(period, action, now, paused=paused)
        self._note_pressing()

    def call_in(self, unit_id: int, action: str, *, now: datetime) -> IncidentClock:
        """Begin the clock of a unit that is called in by this action; it has a key only once it is written."""
        period = self._flow.joint_periods[action]
        parked = self._incident.state in self._flow.paused_states
        clock = self._start(period, action, now, paused=parked, unit_id=unit_id)
        self._note_pressing()
        return clock

    def end_call(self, unit_id: int, *, now: datetime) -> None:
        """End the clock of a unit that was called in, because it has answered or was released."""
        for held in [one for one in self._joint if one.clock.unit_id == unit_id]:
            self._turn(held, ClockTurn.STOP, "", now)
        self._note_pressing()

    @property
    def _joint(self) -> list[Held]:
        return [held for held in self._held if held.clock.kind == ClockKind.CO]

    def _turn_joint(self, before: str, after: str, action: str, now: datetime) -> None:
        """Let the clocks of units called in stop, pause and go on with the incident."""
        turn = self._flow.joint_turn(before, after)
        for held in self._joint if turn else ():
            self._turn(held, turn or ClockTurn.STOP, action, now)

    def _end_of_former_unit(self, now: datetime) -> list[ClockPeriod]:
        """Stop what another unit than the incident's was given to do, and return the periods it was in."""
        ended = [
            held
            for held in self._held
            if held.clock.kind not in (ClockKind.WHOLE, ClockKind.CO)
            and held.clock.unit_id is not None
            and held.clock.unit_id != self._incident.unit_id
        ]
        for held in ended:
            self._turn(held, ClockTurn.STOP, "", now)
        codes = {(held.clock.kind, held.clock.state) for held in ended}
        return [period for period in self._flow.clocks if (period.kind, period.code) in codes]

    def hold(self, *, action: str, now: datetime) -> None:
        """Pause whatever runs, outside the flow: nothing counts while the incident is merged into another."""
        for held in self._held:
            self._turn(held, ClockTurn.PAUSE, action, now)
        self._note_pressing()

    def let_go(self, *, held_by: str, action: str, now: datetime) -> None:
        """Run on what the step `held_by` paused; what stood before it goes on standing."""
        for held in self._held:
            if held.clock.paused and held.segments[-1].ground == held_by:
                self._turn(held, ClockTurn.RESUME, action, now)
        self._note_pressing()

    def restate(self, *, extended: bool = True) -> list[tuple[IncidentClock, datetime]]:
        """Count living clocks against the incident's present standard, and return those that changed, with the former
        deadline: what has run and what was parked stays. A clock whose limit does not change is left alone, and so is
        an extension of it; without `extended` any that was extended.
        """
        changed = []
        for period in self._flow.clocks:
            held, limit = self._find(period), self._limit(period)
            if held is None or limit == held.stated:
                continue
            if extended or not held.added:
                changed.append((held.clock, held.clock.due_at))
                self._state(held.clock, limit)
                self._recompute(held)
                self._note_deadline(held.clock)
        self._note_pressing()
        return changed

    def correct(self, *, action: str, now: datetime) -> list[Corrected]:
        """Let living clocks go on from now under the limits of the incident's present standard; return those that do.

        The ledger is cut and not begun anew: what has run and what was parked stays, a parked clock stays parked. It
        is counted as the new limit counts, from its beginning. Minutes that were approved beside the former limit
        stay approved; a whole case that was lengthened ends no earlier than its step.
        """
        changed = []
        for period in self._flow.clocks:
            held, limit = self._find(period), self._limit(period)
            if held is None or limit == held.stated:
                continue
            changed.append(Corrected(held, held.stated, held.clock.due_at))
            added = held.added
            self._state(held.clock, limit)
            held.follow(continued(as_segments(held.segments), at=now, ground=Name(action)))
            self._allow(held, limit.minutes + added)
        self._follow_step(now)
        self._note_pressing()
        return changed

    def _follow_step(self, now: datetime) -> None:
        step = next((held for held in self._held if held.clock.kind == ClockKind.STEP), None)
        for held in self._held if step is not None else ():
            lengthened_before = held.clock.kind == ClockKind.WHOLE and held.added
            if lengthened_before and step is not None and held.clock.due_at < step.clock.due_at:
                self._lengthen(held, step.clock.due_at, now)

    def recount(self) -> list[tuple[IncidentClock, datetime]]:
        """Count living clocks with the edition of the calendar in force; return those that moved, with the former
        deadline. One whose deadline stays may turn yellow at another time: the incident repeats that too.
        """
        moved = []
        for held in self._held:
            if held.clock.mode == ClockMode.WORKING and held.clock.calendar_key != self._calendar.key:
                before = held.clock.due_at
                held.clock.calendar_key = self._calendar.key
                self._recompute(held)
                if held.clock.due_at != before:
                    self._note_deadline(held.clock)
                    moved.append((held.clock, before))
        self._note_pressing()
        return moved

    def write(self) -> None:
        """Write what has begun and changed; the incident must have its number already."""
        for held in self._known:
            if held.clock.id is None:
                held.clock.incident_id = self._incident.id
                CLOCKS.insert(self._session, held.clock)
            else:
                CLOCKS.write(self._session, held.clock)
            for segment in held.segments:
                self._write_segment(segment, held.clock.id)

    def _write_segment(self, segment: ClockSegment, clock_id: int) -> None:
        if segment.id is None:
            segment.clock_id = clock_id
            SEGMENTS.insert(self._session, segment)
        else:
            SEGMENTS.write(self._session, segment)

    def extend(self, until: datetime, *, now: datetime) -> None:
        """Give the step clock until `until`; the whole-case clock follows where it would end earlier.

        Raises:
            RuleBroken: As `check_extension` does.
        """
        step = self.check_extension(until, now=now)
        for held in self._held:
            if held is step or (held.clock.kind == ClockKind.WHOLE and held.clock.due_at < until):
                self._lengthen(held, until, now)
        self._note_pressing()

    def plan(self, until: datetime, *, now: datetime) -> None:
        """Let the step clock end at `until`; the whole-case clock follows where it would end earlier, and ends with
        the next working time where `until` lies in none.

        Raises:
            RuleBroken: `until` is not in the future, or lies more than ten years ahead.
        """
        if until <= now:
            raise RuleBroken(tr("the planned date must lie in the future"))
        if until - now > FARTHEST_EXTENSION:
            raise RuleBroken(tr("the planned date lies more than ten years ahead: check the year"))
        step = self._step()
        self._lengthen(step, until, now)
        for held in self._held:
            if held.clock.kind == ClockKind.WHOLE and held.clock.due_at < step.clock.due_at:
                self._lengthen(held, until, now)
                if held.clock.due_at < step.clock.due_at:
                    self._allow(held, held.clock.limit_minutes + 1)
        self._note_pressing()

    def check_extension(self, until: datetime, *, now: datetime) -> Held:
        """Return the step clock that could be extended until then; nothing changes.

        Raises:
            RuleBroken: Nothing runs that could be extended, or `until` is not later than now and than the present
                deadline, brings no working time, or lies more than ten years ahead.
        """
        step = self._step()
        if until <= step.clock.due_at:
            raise RuleBroken(tr("the new deadline must lie after the present one"))
        if until <= now:
            raise RuleBroken(tr("the new deadline must lie in the future"))
        if until - now > FARTHEST_EXTENSION:
            raise RuleBroken(tr("the new deadline lies more than ten years ahead: check the year"))
        longer = lengthened(self._counting(step), as_segments(step.segments), until=until, now=now)
        if longer <= step.clock.limit_minutes:
            raise RuleBroken(
                tr(
                    "there is no working time between the present deadline and the new one: choose a working day"
                )
            )
        return step

    def step_due(self) -> datetime:
        """Return the deadline of the step clock.

        Raises:
            RuleBroken: None is running.
        """
        return self._step().clock.due_at

    def _step(self) -> Held:
        step = next((held for held in self._held if held.clock.kind == ClockKind.STEP), None)
        if step is None:
            raise RuleBroken(tr("no step clock is running: there is nothing to extend"))
        return step

    def _state(self, clock: IncidentClock, limit: Limit) -> None:
        """State a limit; a clock that counts working time already keeps the edition it began with."""
        if limit.mode is ClockMode.CONTINUOUS:
            clock.calendar_key = CONTINUOUS_KEY
        elif clock.mode != ClockMode.WORKING:
            clock.calendar_key = self._calendar.key
        clock.mode = limit.mode.value
        clock.limit_value, clock.limit_unit = float(limit.value), limit.unit.value
        clock.limit_minutes = limit.minutes

    def _find(self, period: ClockPeriod) -> Held | None:
        return next(
            (
                held
                for held in self._held
                if held.clock.kind == period.kind and held.clock.state == period.code
            ),
            None,
        )

    def _start(
        self,
        period: ClockPeriod,
        action: str,
        now: datetime,
        *,
        paused: bool,
        unit_id: int | None = None,
    ) -> IncidentClock:
        clock = CLOCKS.new(
            kind=period.kind.value,
            state=period.code,
            unit_id=self._incident.unit_id if unit_id is None else unit_id,
            started_at=now,
        )
        self._state(clock, self._limit(period))
        held = Held(clock, [SEGMENTS.new(sequence=1, started_at=now, running=not paused, ground=action)])
        self._recompute(held)
        self._held.append(held)
        self._known.append(held)
        self._note_deadline(clock)
        return clock

    def _limit(self, period: ClockPeriod) -> Limit:
        wanted = self._incident.standard_id
        if not period.standard or wanted is None:
            return period.limit
        return standard_limits(self._session, wanted).get(period.standard, period.limit)

    def _turn(self, held: Held, turn: ClockTurn, action: str, now: datetime) -> None:
        after = turned(as_segments(held.segments), turn, at=now, action=action)
        if turn is ClockTurn.STOP:
            held.clock.ended_at = after[-1].end
            self._held.remove(held)
            self._ended.append(held)
        held.follow(after)
        if turn is not ClockTurn.STOP or held.clock.paused:
            self._recompute(held)
            self._note_deadline(held.clock)

    def _lengthen(self, held: Held, until: datetime, now: datetime) -> None:
        segments = as_segments(held.segments)
        self._allow(held, lengthened(self._counting(held), segments, until=until, now=now))

    def _allow(self, held: Held, minutes: int) -> None:
        held.clock.limit_minutes = minutes
        self._recompute(held)
        self._note_deadline(held.clock)

    def _recompute(self, held: Held) -> None:
        found = standing_deadline(
            self._counting(held),
            held.clock.limit_minutes,
            as_segments(held.segments),
            yellow_percent=self._flow.yellow_percent,
        )
        held.clock.due_at, held.clock.yellow_at, held.clock.paused = (
            found.due_at,
            found.yellow_at,
            found.paused,
        )

    def _counting(self, held: Held) -> Calendar:
        if held.clock.mode != ClockMode.WORKING:
            return CONTINUOUS
        known = held.clock.calendar_key == self._calendar.key
        return self._calendar if known else calendar_edition(self._session, held.clock.calendar_key)

    def _note_deadline(self, clock: IncidentClock) -> None:
        """Keep the deadlines that indicators count by; they stay when their clock has ended."""
        if clock.kind == ClockKind.WHOLE:
            self._incident.whole_due_at = clock.due_at
        elif clock.kind == ClockKind.STEP and self._standard_of(clock) == "handle":
            self._incident.handle_due_at = clock.due_at

    def _standard_of(self, clock: IncidentClock) -> str:
        return next((period.standard for period in self._flow.clocks if period.code == clock.state), "")

    def _note_pressing(self) -> None:
        """Copy the running clock with the next deadline; an ended incident keeps the deadline it was closed under."""
        incident = self._incident
        clock = pressing(held.clock for held in self._held)
        if clock is None:
            own = (held.clock for held in self._ended if held.clock.kind != ClockKind.CO)
            ended = min((clock.due_at for clock in own), default=incident.due_at)
            incident.due_unit_id = None
            incident.due_at = incident.whole_due_at or ended
            incident.paused = False
            return
        incident.due_at, incident.yellow_at = clock.due_at, clock.yellow_at
        incident.clock_mode, incident.paused = clock.mode, clock.paused
        incident.due_unit_id = clock.unit_id if clock.kind == ClockKind.CO else None
