"""Playing a flow through without a store: who moves when, and what every clock does, by the rules of a real step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.clocks import (
    ClockKind,
    Limit,
    Segment,
    calendar_for,
    lengthened,
    standing_deadline,
    used_minutes,
)
from gridcenter.domain.corrections import CORRECTION_NAMES, not_open
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import (
    HOLDER,
    REPORT,
    REPORTED,
    ClockPeriod,
    ClockTurn,
    FlowTemplate,
    Move,
    State,
    usual_path,
)
from gridcenter.domain.flow_clocks import begun, pressing, turned
from gridcenter.domain.flow_refusals import approval_refusal, hands_refusal
from gridcenter.domain.joint import Joint
from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

PACE = 25
"""Percent of the time that the pressing clock has left, after which the next move is taken."""
_PARKED_FOR = timedelta(days=1)
_AFTER_THE_END = timedelta(hours=1)
_AT_LEAST = timedelta(minutes=1)
_FIRST_ROLE = "collector"
_LASTING = (ClockKind.WHOLE, ClockKind.CO)
"""Clocks that go on when another unit takes over."""


@dataclass(frozen=True, slots=True)
class SimulatedClock:
    """A clock with its ledger and the deadline that the ledger gives; `ended_at` None while it lives.

    `of_unit`: a unit held the task when it began, so that it ends when another takes over.
    """

    period: ClockPeriod
    limit_minutes: int
    segments: tuple[Segment, ...]
    due_at: datetime
    yellow_at: datetime
    paused: bool
    of_unit: bool

    @property
    def kind(self) -> str:
        return self.period.kind.value

    @property
    def limit(self) -> Limit:
        return self.period.limit

    @property
    def ended_at(self) -> datetime | None:
        return self.segments[-1].end

    def light(self, now: datetime) -> Light:
        return light_of(
            due_at=self.due_at, yellow_at=self.yellow_at, paused=self.paused, ended_at=self.ended_at, now=now
        )


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What a step did to a clock; `turn` None where only its deadline moved. `used` are minutes of its own mode."""

    clock: SimulatedClock
    turn: ClockTurn | None
    used: int
    light: Light


@dataclass(frozen=True, slots=True)
class SimulatedStep:
    """One step as it would stand in the trace, with the light the incident shows right after it.

    `approvers` are the roles of which somebody else approved it; empty where it needs no approval.
    """

    at: datetime
    action: str
    name: Name
    role: str
    role_name: Name
    state: State
    asks: tuple[Name, ...]
    events: tuple[ClockEvent, ...]
    light: Light
    due_at: datetime | None
    approvers: tuple[str, ...] = ()


class FlowSimulation:
    """One incident without a store: its state, its clocks, its steps; begins with the report at `start`.

    Everybody named by a role is somebody else, as is every unit that a move names; every input is given, and a
    standard's limit is the flow's own. What needs an approval is applied for and approved in the same moment.
    """

    def __init__(self, template: FlowTemplate, calendar: WorkingCalendar, *, start: datetime) -> None:
        self.template = template
        self.at = start
        self.state = ""
        self.steps: list[SimulatedStep] = []
        self._calendar = calendar
        self._living: list[SimulatedClock] = []
        self._counts: Counter[str] = Counter()
        self._ruled = ""
        self._unit_holds = False
        self._take(Move(REPORT, REPORTED, frozenset(), template.start, _FIRST_ROLE, (), True, ""))

    def usual_actions(self) -> list[str]:
        return [move.action for move in usual_path(self.template)]

    def missing_years(self) -> tuple[int, ...]:
        """Return years that the played time touches and for which the calendar has no holiday notice."""
        last = max(event.clock.due_at for step in self.steps for event in step.events)
        return self._calendar.missing_years(self.steps[0].at, max(last, self.at))

    def walk(self, actions: Sequence[str], *, pace: int = PACE) -> None:
        """Take the moves one after the other; steps taken before a refusal stay in `steps`.

        Raises:
            RuleBroken: A move is not possible; the sentence says which one of the list.
        """
        for number, action in enumerate(actions, start=1):
            self.at = self._next_moment(pace)
            try:
                self.take(action)
            except RuleBroken as refusal:
                raise RuleBroken(tr("move {n}: {sentence}").format(n=number, sentence=refusal)) from refusal

    def take(self, action: str) -> SimulatedStep:
        """Take one move at the present moment.

        Raises:
            RuleBroken: It does not start here, or the incident's past forbids it.
        """
        if action in self.template.corrections:
            return self._take(self._correction(action))
        here = next((one for one in self.template.moves_from(self.state) if one.action == action), None)
        move = self.template.find_move(action, self.state, here.role if here else "")
        refusal = hands_refusal(
            self.template,
            move,
            mine=(),
            done=[step.action for step in self.steps],
            returns=self._counts["return"],
            ruled=self._ruled,
            owing=len(self._called_in),
            filed=any("filed" in step.state.stamps for step in self.steps),
        )
        if move.joint is Joint.ANSWER and not self._called_in:
            refusal = tr("no unit called in owes an answer")
        often = sum(step.action == action for step in self.steps)
        refusal = refusal or approval_refusal(move, taken=often)
        if refusal:
            raise RuleBroken(refusal)
        self._counts[move.counts] += 1
        if move.rules:
            self._ruled = tr("the centre has ruled who is responsible: it is not returned any more")
        return self._take(move)

    def _correction(self, action: str) -> Move:
        """Return a correction as a move that stays: without standards it changes no limit."""
        if self.template.states[self.state].final:
            raise RuleBroken(not_open(action))
        roles = self.template.corrections[action]
        role = next(code for code in self.template.roles if code in roles)
        here = frozenset({self.state})
        return Move(action, CORRECTION_NAMES[action], here, self.state, role, (), usual=False, letter="")

    def _take(self, move: Move) -> SimulatedStep:
        events = [*self._turn_clocks(move), *self._turn_joint(move), *self._extend(move)]
        self.state = move.to
        self.steps.append(self._step(move, events))
        return self.steps[-1]

    def _step(self, move: Move, events: Sequence[ClockEvent]) -> SimulatedStep:
        due = pressing(self._living)
        approvers = move.approval.by if move.approval else frozenset()
        ended = next((event for event in events if event.clock.kind == ClockKind.WHOLE), None)
        light = due.light(self.at) if due else ended.light if ended else self._last_light()
        return SimulatedStep(
            at=self.at,
            action=move.action,
            name=move.name,
            role=move.role,
            role_name=self.template.roles.get(move.role, Name(move.role)),
            state=self.template.states[move.to],
            asks=tuple(self.template.inputs[code].name for code in move.requires),
            events=tuple(events),
            light=light,
            due_at=due.due_at if due else None,
            approvers=tuple(role for role in self.template.roles if role in approvers),
        )

    def _last_light(self) -> Light:
        return self.steps[-1].light if self.steps else Light.GREEN

    def _turn_clocks(self, move: Move) -> Iterator[ClockEvent]:
        parked = move.to in self.template.paused_states
        handed_over = list(self._of_former_unit(move))
        for former in handed_over:
            segments = turned(former.segments, ClockTurn.STOP, at=self.at, action=move.action)
            yield self._keep(former, self._recomputed(former, segments), ClockTurn.STOP)
        self._unit_holds = HOLDER in move.requires or (self._unit_holds and not move.frees)
        for period, turn in self.template.clock_turns(self.state, move.to):
            held = next((one for one in self._living if one.period is period), None)
            if turn is ClockTurn.START:
                if held is None:
                    yield self._keep(None, self._begun(period, move.action, parked=parked), turn)
            elif held is not None:
                segments = turned(held.segments, turn, at=self.at, action=move.action)
                yield self._keep(held, self._recomputed(held, segments), turn)
        for period in (one.period for one in handed_over if move.to in one.period.states):
            if all(one.period is not period for one in self._living):
                yield self._keep(None, self._begun(period, move.action, parked=parked), ClockTurn.START)

    @property
    def _called_in(self) -> list[SimulatedClock]:
        return [one for one in self._living if one.period.kind is ClockKind.CO]

    def _turn_joint(self, move: Move) -> Iterator[ClockEvent]:
        """Let units called in begin, answer in the order in which they were called, and rest and end with the case."""
        turn = self.template.joint_turn(self.state, move.to)
        concerned = self._called_in if turn else self._called_in[:1]
        if turn is None and move.joint in (Joint.ANSWER, Joint.RELEASE):
            turn = ClockTurn.STOP
        for held in concerned if turn else ():
            segments = turned(held.segments, turn or ClockTurn.STOP, at=self.at, action=move.action)
            yield self._keep(held, self._recomputed(held, segments), turn)
        if move.joint is Joint.CALL:
            parked = move.to in self.template.paused_states
            begun_clock = self._begun(self.template.joint_periods[move.action], move.action, parked=parked)
            yield self._keep(None, begun_clock, ClockTurn.START)

    def _of_former_unit(self, move: Move) -> Iterator[SimulatedClock]:
        """Yield the clocks that end because another unit takes over, or none holds the task any more."""
        if HOLDER in move.requires or move.frees:
            yield from (one for one in self._living if one.of_unit and one.kind not in _LASTING)

    def _begun(self, period: ClockPeriod, action: str, *, parked: bool) -> SimulatedClock:
        empty = SimulatedClock(
            period, period.limit.minutes, (), self.at, self.at, paused=False, of_unit=self._unit_holds
        )
        return self._recomputed(empty, begun(self.at, action, running=not parked))

    def _recomputed(self, clock: SimulatedClock, segments: tuple[Segment, ...]) -> SimulatedClock:
        percent = self.template.yellow_percent
        found = standing_deadline(
            self._counting(clock), clock.limit_minutes, segments, yellow_percent=percent
        )
        return replace(
            clock, segments=segments, due_at=found.due_at, yellow_at=found.yellow_at, paused=found.paused
        )

    def _keep(
        self, before: SimulatedClock | None, after: SimulatedClock, turn: ClockTurn | None
    ) -> ClockEvent:
        if before is not None:
            self._living.remove(before)
        if after.ended_at is None:
            self._living.append(after)
        used = used_minutes(self._counting(after), after.segments, self.at)
        return ClockEvent(after, turn, used, after.light(self.at))

    def _extend(self, move: Move) -> Iterator[ClockEvent]:
        """Give the step clock its limit once more; the whole-case clock follows where it would end earlier."""
        step = next((one for one in self._living if one.kind == ClockKind.STEP), None)
        if "new_deadline" not in move.requires or step is None:
            return
        until = self._counting(step).add_minutes(max(self.at, step.due_at), step.limit.minutes)
        for held in list(self._living):
            if held is step or (held.kind == ClockKind.WHOLE and held.due_at < until):
                minutes = lengthened(self._counting(held), held.segments, now=self.at, until=until)
                longer = replace(held, limit_minutes=minutes)
                yield self._keep(held, self._recomputed(longer, held.segments), None)

    def _counting(self, clock: SimulatedClock) -> Calendar:
        return calendar_for(clock.limit.mode, self._calendar)

    def _next_moment(self, pace: int) -> datetime:
        """Let `pace` percent of what the pressing clock has left pass, a day while parked, an hour after the end."""
        due = pressing(self._living)
        if due is None:
            return self.at + _AFTER_THE_END
        if due.paused:
            return self.at + _PARKED_FOR
        counting = self._counting(due)
        left = counting.minutes_between(self.at, due.due_at)
        return max(self.at + _AT_LEAST, counting.add_minutes(self.at, left * pace // 100))


def turn_word(turn: ClockTurn | None) -> str:
    """Say what happened to a clock, for people."""
    if turn is None:
        return tr("extended")
    return {
        ClockTurn.START: tr("starts"),
        ClockTurn.STOP: tr("stops"),
        ClockTurn.PAUSE: tr("pauses"),
        ClockTurn.RESUME: tr("goes on"),
    }[turn]


def event_text(event: ClockEvent, moment: str) -> str:
    """Say in one line what a step did to a clock; `moment` is its deadline as the reader's clock shows it."""
    words = {"turn": turn_word(event.turn), "clock": pick(event.clock.period.name)}
    if event.turn in (ClockTurn.STOP, ClockTurn.PAUSE):
        sentence = tr("{clock} {turn}: {used} of {limit} min used")
        return sentence.format(used=event.used, limit=event.clock.limit_minutes, **words)
    return tr("{clock} {turn}: {limit}, due {moment}").format(
        limit=event.clock.limit.text, moment=moment, **words
    )
