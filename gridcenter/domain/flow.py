"""Flows (流程): states, moves and clock periods as a template that a centre can change without a programmer.

A template is checked as a whole when it is read, so that an incident can never enter a state it cannot leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import Any

from gridcenter.domain.clocks import YELLOW_PERCENT, ClockKind, Limit, Unit
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

OPEN = "open"
"""In a template: every state that is not final."""

REPORT = "report"
REPORTED = Name("上报", "report")
"""The first step of every incident; it is no move because nothing lies before it."""

TALLIES = frozenset({"return", "rework", "extend", "suspend"})
"""What an incident counts of its moves, for the rates of the same names."""


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: Name
    stage: str
    final: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One way from some states to another; `usual` is the ordinary next step, `letter` its key at the desk.

    Whoever took one of the moves `barred` on the same incident may not take this one. `counts` names what the
    incident counts with it: return, rework, extend or suspend.
    """

    action: str
    name: Name
    origins: frozenset[str]
    to: str
    role: str
    requires: tuple[str, ...]
    usual: bool
    letter: str
    barred: frozenset[str]
    counts: str


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One value a field may take, with its name."""

    value: str
    name: Name


@dataclass(frozen=True, slots=True)
class MoveField:
    """What the desk asks before a move: `choices` empty means free text of the kind (line, text, unit, moment).

    What is not `required` may stay as it is offered.
    """

    code: str
    name: Name
    kind: str
    choices: tuple[FieldChoice, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """A move from here as the desk shows it: `refusal` is empty when allowed, else the sentence that says why not.

    `opinion` says whether the person may write an opinion beside what the fields ask.
    """

    action: str
    name: Name
    fields: tuple[MoveField, ...]
    refusal: str
    usual: bool
    letter: str
    opinion: bool = True


@dataclass(frozen=True, slots=True)
class ClockPeriod:
    """States during which a clock runs. Entering one of `starts` begins it; leaving `states` ends it.

    `standard` names the limit of the category's standard ("handle", "whole") that replaces `limit` where there is one.
    """

    kind: ClockKind
    code: str
    name: Name
    states: frozenset[str]
    starts: frozenset[str]
    limit: Limit
    standard: str


class ClockTurn(StrEnum):
    START = "start"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class InputField:
    """Something a move may require; `kind` is line, text, unit or moment."""

    code: str
    name: Name
    kind: str


@dataclass(frozen=True)
class FlowTemplate:
    key: str
    version: int
    name: Name
    start: str
    yellow_percent: int
    max_returns: int
    stages: Mapping[str, Name]
    roles: Mapping[str, Name]
    states: Mapping[str, State]
    moves: tuple[Move, ...]
    clocks: tuple[ClockPeriod, ...]
    paused_states: frozenset[str]
    inputs: Mapping[str, InputField]
    return_reasons: Mapping[str, Name]

    @cached_property
    def open_states(self) -> frozenset[str]:
        return frozenset(code for code, state in self.states.items() if not state.final)

    def moves_from(self, state: str) -> list[Move]:
        """Return every move out of a state whoever may take it, the usual one first."""
        return sorted((move for move in self.moves if state in move.origins), key=lambda move: not move.usual)

    def allowed_moves(self, state: str, role: str) -> list[Move]:
        return [move for move in self.moves_from(state) if move.role == role]

    def find_move(self, action: str, state: str, role: str) -> Move:
        """Return the move an operator with `role` asks for.

        Raises:
            RuleBroken: The flow has no such move, it does not start here, or it is another role's.
        """
        named = [move for move in self.moves if move.action == action]
        if not named:
            raise RuleBroken(
                tr("the flow “{flow}” has no move “{action}”").format(flow=pick(self.name), action=action)
            )
        here = [move for move in named if state in move.origins]
        if not here:
            raise RuleBroken(self._not_from_here(named[0], state))
        mine = next((move for move in here if move.role == role), None)
        if mine is None:
            raise RuleBroken(self.refusal(here[0], role))
        return mine

    def refusal(self, move: Move, role: str) -> str:
        """Return why an operator with `role` may not take a move that starts here; empty when allowed."""
        if move.role == role:
            return ""
        return tr("“{move}” is for the {role}").format(
            move=pick(move.name), role=pick(self.roles.get(move.role, Name(move.role)))
        )

    def step_name(self, action: str, from_state: str) -> Name:
        """Return the name of a step once taken; the bare action where the template has dropped it since."""
        if action == REPORT:
            return REPORTED
        named = [move for move in self.moves if move.action == action]
        exact = (move.name for move in named if from_state in move.origins)
        return next(exact, named[0].name if named else Name(action))

    def clock_name(self, kind: str, code: str) -> Name:
        """Return the name of a stored clock by its period's code, or by the state it was started in."""
        of_kind = [period for period in self.clocks if period.kind == kind]
        for period in of_kind:
            if code == period.code or (code in period.states and len(period.states) < len(self.open_states)):
                return period.name
        return of_kind[0].name if len(of_kind) == 1 else Name("")

    def _not_from_here(self, move: Move, state: str) -> str:
        here = self.states.get(state)
        ways = tr(", ").join(pick(one.name) for one in self.moves_from(state))
        if not ways:
            return tr("“{move}” is not possible: the incident is {state} and nothing follows").format(
                move=pick(move.name), state=pick(here.name) if here else state
            )
        return tr("“{move}” is not possible while the incident is {state}; from here: {ways}").format(
            move=pick(move.name), state=pick(here.name) if here else state, ways=ways
        )

    def clock_turns(self, before: str, after: str) -> Iterator[tuple[ClockPeriod, ClockTurn]]:
        """Yield what a move does to the clocks, stops first; `before` is empty for a new incident.

        STOP, PAUSE and RESUME mean "if it is there": the caller's ledger knows which clocks exist.
        """
        for period in self.clocks:
            if before in period.states and after not in period.states:
                yield period, ClockTurn.STOP
        for period in self.clocks:
            if after in period.starts and (before not in period.states or before not in period.starts):
                yield period, ClockTurn.START
            elif after in period.states and before in period.states:
                yield from self._pausing(period, before, after)

    def _pausing(
        self, period: ClockPeriod, before: str, after: str
    ) -> Iterator[tuple[ClockPeriod, ClockTurn]]:
        if after in self.paused_states and before not in self.paused_states:
            yield period, ClockTurn.PAUSE
        elif before in self.paused_states and after not in self.paused_states:
            yield period, ClockTurn.RESUME


def read_flow(raw: Mapping[str, Any]) -> FlowTemplate:
    """Build a template from parsed data and check it.

    Raises:
        BadInput: A part is missing or the template has flaws; every flaw is named.
    """
    try:
        template = _build(raw)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise BadInput(tr("the flow cannot be read: {what}").format(what=str(error))) from error
    found = flaws(template)
    if found:
        raise BadInput(
            tr("the flow “{flow}” has flaws: {flaws}").format(flow=template.key, flaws=tr("; ").join(found))
        )
    return template


def _build(raw: Mapping[str, Any]) -> FlowTemplate:
    states = {
        one["code"]: State(one["code"], _name(one), one.get("stage", ""), bool(one.get("final", False)))
        for one in raw["states"]
    }
    still_open = frozenset(code for code, state in states.items() if not state.final)
    return FlowTemplate(
        key=raw["key"],
        version=int(raw.get("version", 1)),
        name=_name(raw["name"]),
        start=raw["start"],
        yellow_percent=int(raw.get("yellow_percent", YELLOW_PERCENT)),
        max_returns=int(raw.get("max_returns", 2)),
        stages=_names(raw.get("stages", ())),
        roles=_names(raw.get("roles", ())),
        states=states,
        moves=tuple(_move(one, still_open) for one in raw["moves"]),
        clocks=tuple(_period(one, still_open) for one in raw.get("clocks", ())),
        paused_states=frozenset(raw.get("paused_states", ())),
        inputs={
            one["code"]: InputField(one["code"], _name(one), one["kind"]) for one in raw.get("inputs", ())
        },
        return_reasons=_names(raw.get("return_reasons", ())),
    )


def _name(raw: Mapping[str, Any]) -> Name:
    return Name(raw["zh"], raw.get("en", ""))


def _names(raw: Sequence[Mapping[str, Any]]) -> dict[str, Name]:
    return {one["code"]: _name(one) for one in raw}


def _codes(raw: str | Sequence[str], still_open: frozenset[str]) -> frozenset[str]:
    return still_open if raw == OPEN else frozenset(raw)


def _move(raw: Mapping[str, Any], still_open: frozenset[str]) -> Move:
    return Move(
        action=raw["action"],
        name=_name(raw),
        origins=_codes(raw["from"], still_open),
        to=raw["to"],
        role=raw.get("role", ""),
        requires=tuple(raw.get("requires", ())),
        usual=bool(raw.get("usual", False)),
        letter=raw.get("letter", ""),
        barred=frozenset(raw.get("barred", ())),
        counts=raw.get("counts", ""),
    )


def _period(raw: Mapping[str, Any], still_open: frozenset[str]) -> ClockPeriod:
    states = _codes(raw["states"], still_open)
    limit = raw["limit"]
    return ClockPeriod(
        kind=ClockKind(raw["kind"]),
        code=raw["code"],
        name=_name(raw),
        states=states,
        starts=_codes(raw["starts"], still_open) if "starts" in raw else states,
        limit=Limit(Decimal(str(limit["value"])), Unit(limit["unit"])),
        standard=limit.get("standard", ""),
    )


def flaws(template: FlowTemplate) -> list[str]:
    """Return what is wrong with a template, one sentence each; empty when it can be used."""
    return [
        *_unknown_names(template),
        *_stranger_rules(template),
        *_double_moves(template),
        *_unreachable(template),
        *_ends(template),
        *_missing_clocks(template),
    ]


def _unknown_names(template: FlowTemplate) -> Iterator[str]:
    known = template.states.keys()
    named = {template.start, *template.paused_states}
    for period in template.clocks:
        named |= period.states | period.starts
    for move in template.moves:
        named |= {move.to, *move.origins}
        if move.role not in template.roles:
            yield tr("the move “{move}” has no role that the flow knows").format(move=move.action)
        for one in move.requires:
            if one not in template.inputs:
                yield tr("the move “{move}” requires “{input}”, which is not described").format(
                    move=move.action, input=one
                )
    for code in sorted(named - known):
        yield tr("the state “{state}” is used but not described").format(state=code)


def _stranger_rules(template: FlowTemplate) -> Iterator[str]:
    actions = {move.action for move in template.moves}
    for move in template.moves:
        for other in sorted(move.barred - actions):
            yield tr("the move “{move}” is barred after “{other}”, which does not exist").format(
                move=move.action, other=other
            )
        if move.counts and move.counts not in TALLIES:
            yield tr("the move “{move}” counts “{tally}”, which no incident counts").format(
                move=move.action, tally=move.counts
            )


def _double_moves(template: FlowTemplate) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for move in template.moves:
        for origin in sorted(move.origins):
            if (origin, move.action) in seen:
                yield tr("the move “{move}” leaves “{state}” twice").format(move=move.action, state=origin)
            seen.add((origin, move.action))


def _unreachable(template: FlowTemplate) -> Iterator[str]:
    reached = {template.start}
    waiting = [template.start]
    while waiting:
        state = waiting.pop()
        found = {move.to for move in template.moves if state in move.origins} - reached
        reached |= found
        waiting += found
    for code in template.states:
        if code not in reached:
            yield tr("the state “{state}” cannot be reached").format(state=code)


def _ends(template: FlowTemplate) -> Iterator[str]:
    left = {origin for move in template.moves for origin in move.origins}
    for code, state in template.states.items():
        if state.final and code in left:
            yield tr("the state “{state}” is final but a move leaves it").format(state=code)
        if not state.final and code not in left:
            yield tr("no move leaves the state “{state}”").format(state=code)


def _missing_clocks(template: FlowTemplate) -> Iterator[str]:
    timed = {code for period in template.clocks if period.kind is ClockKind.STEP for code in period.states}
    for code in sorted(template.open_states - timed):
        yield tr("the state “{state}” has no limit").format(state=code)
    for period in template.clocks:
        if not period.starts <= period.states:
            yield tr("the clock “{clock}” starts in a state in which it does not run").format(
                clock=period.code
            )
