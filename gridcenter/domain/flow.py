"""Flows (流程): states, moves and clock periods as a template that a centre can change without a programmer.

A template is read by `flow_reading` and checked as a whole by `flow_flaws`, so that an incident can never enter a
state it cannot leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from gridcenter.domain.adjustments import APPROVED_WORDS, Approval, in_words, told_move
from gridcenter.domain.clocks import ClockKind, Limit
from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.incidents import Severity
from gridcenter.domain.joint import Joint
from gridcenter.domain.merging import MERGED, MERGED_NAME, OWN_STEPS
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

OPEN = "open"
"""In a template: every state that is not final."""

REPORT = "report"
REPORTED = Name("上报", "report")
"""The first step of every incident; it is no move because nothing lies before it."""

REOPEN = "reopen"
REOPENED = Name("重开", "reopen")
"""The first step of an incident that takes up a closed one again."""

CLOSINGS = frozenset({"closed", "forced_close"})
"""Ends that may be reopened: what was void or never filed is reported anew."""

RECOUNT = "recount"
RECOUNTED = Name("按新历法重算时限", "deadlines counted with the new calendar")
"""A step that every flow knows: the calendar changed, and a person said that open deadlines follow it."""

RESTATE = "restate"
RESTATED = Name("按新标准重算时限", "deadlines counted by the new standard")
"""The same for a standard."""

EVERY_FLOW = {
    REPORT: REPORTED,
    REOPEN: REOPENED,
    RECOUNT: RECOUNTED,
    RESTATE: RESTATED,
    **OWN_STEPS,
    **CORRECTION_NAMES,
}
"""Steps that are no moves of a template."""

TALLIES = frozenset({"return", "rework", "extend", "suspend"})
"""What an incident counts of its moves, for the rates of the same names."""

ENDS = frozenset({"closed", "forced_close", "cancelled", "not_accepted"})
"""Codes of final states: figures tell closings from ends that are none by them, in every flow."""

STAMPS = frozenset({"filed", "dispatched", "handled"})
"""Moments that indicators count by, set when an incident comes to a state that bears the word."""

OUTCOMES = frozenset({"resolved", "scheduled", "explained", "referred"})

ROLES = frozenset({"collector", "acceptor", "supervisor", "dispatcher", "handler", "leader"})
"""Roles of accounts that take steps."""

UNIT_KINDS = frozenset({"department", "street", "community", "grid_team", "company", "volunteers"})

HOLDER = "unit"
"""Input that names the unit that holds the task from then on."""

CO_HANDLING = Name("会办", "co-handling")
"""What the clock of a unit called in is called."""

PLAN_DATE = "plan_date"
"""Input that names the moment until which something is planned (计划解决): the step clock ends with it."""

NEW_DEADLINE, REVIEW_DATE = "new_deadline", "review_date"
"""Inputs that name a moment: until when the step clock is given, and when a parked incident comes back."""

PROOF, WORKER = "proof", "worker"
"""Kinds of input: attachments of the incident answer the one, and nothing typed; the other names a person, offered
from those who hold a post in the incident's grid."""

INPUT_KINDS = ("line", "text", "unit", "moment", "choice", WORKER, PROOF)


@dataclass(frozen=True, slots=True)
class State:
    """A final state ends the incident; only a move that comes back to it (an evaluation) may start there."""

    code: str
    name: Name
    stage: str
    final: bool
    stamps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """One way from some states to another; `usual` is the ordinary next step, `letter` its key at the desk.

    Whoever took one of the moves `barred` on the same incident may not take this one. `counts` names what the
    incident counts with it: return, rework, extend or suspend.

    A handler's move is for the unit that holds the task, and for those that a move of `joined` has called in. The
    unit that the move names must be of one of `unit_kinds` (empty: any); a move that `frees` leaves the task with
    no unit. `once`: not a second time on the same incident. `outcome` is what the incident came to with it.

    `optional` inputs may be stated and need not. A move that `rules` is the centre's ruling of who is responsible:
    nobody returns the incident or passes it on afterwards. One that is for `after_returns` waits until the returns are
    used up.
    `on_spot`: it settles the incident without dispatch, and marks it so until a rework takes it back.
    `joint` calls a unit in, which then has `limit` to answer, answers for one, or releases one. A move that `awaits`
    is not taken while a unit called in owes its answer.

    `filed`: only for what was filed (true), or only for what never was (false).

    A move with an `approval` is applied for by its role, and taken when somebody else has approved it.
    """

    action: str
    name: Name
    origins: frozenset[str]
    to: str
    role: str
    requires: tuple[str, ...]
    usual: bool
    letter: str
    barred: frozenset[str] = frozenset()
    counts: str = ""
    joined: frozenset[str] = frozenset()
    unit_kinds: frozenset[str] = frozenset()
    frees: bool = False
    once: bool = False
    outcome: str = ""
    optional: tuple[str, ...] = ()
    rules: bool = False
    after_returns: bool = False
    on_spot: bool = False
    joint: Joint | None = None
    limit: Limit | None = None
    awaits: bool = False
    approval: Approval | None = None
    filed: bool | None = None

    @property
    def passes_on(self) -> bool:
        """Tell whether whoever holds the task rids himself of it: by returning it, or by passing it to another."""
        return self.counts == "return" or (self.role == "handler" and (HOLDER in self.requires or self.frees))


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
    """Something a move may require; `kind` is one of `INPUT_KINDS`.

    `choices` are those of the kind "choice"; `content` tells which of them say that the person served is content, or
    is not; `severity` which grade the incident has from then on. A choice that is not in there says neither.

    A proof is answered by an attachment of one of the kinds `attachments`; `own`: added by whoever takes the move.
    `when`: asked only where another input of the move has one of these values.
    """

    code: str
    name: Name
    kind: str
    choices: Mapping[str, Name] = field(default_factory=dict)
    content: Mapping[str, bool] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    attachments: frozenset[str] = frozenset()
    own: bool = False
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_asked(self, inputs: Mapping[str, str]) -> bool:
        """Tell whether the other inputs of the move are such that this one is asked."""
        return all(inputs.get(code, "") in values for code, values in self.when.items())


@dataclass(frozen=True, slots=True)
class Served:
    """Categories a flow is for: a set, or the named majors (大类) of it."""

    set_key: str
    majors: frozenset[str]

    def weight(self, set_key: str, major_code: str) -> int:
        """Return how closely this fits a category: 0 not at all, 1 by its set, 2 by its major."""
        if set_key != self.set_key or (self.majors and major_code not in self.majors):
            return 0
        return 2 if self.majors else 1


@dataclass(frozen=True, slots=True)
class Reopening:
    """Who may take up a closed incident again, for how many days after it was closed; `letter` is the key."""

    days: int
    roles: frozenset[str]
    letter: str


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
    serves: tuple[Served, ...] = ()
    reopening: Reopening | None = None
    """None where nothing closed is taken up again."""
    corrections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Roles that may correct what an open incident was filed under, by the action of the correction."""

    @cached_property
    def open_states(self) -> frozenset[str]:
        return frozenset(code for code, state in self.states.items() if not state.final)

    def state(self, code: str) -> State:
        """Return a state by its code: merged is the program's own; one that the template has dropped keeps its code."""
        found = self.states.get(code)
        if found is not None:
            return found
        return State(code, MERGED_NAME if code == MERGED else Name(code), "", final=code == MERGED)

    @cached_property
    def joint_periods(self) -> dict[str, ClockPeriod]:
        """The clocks of units called in, by the action that called them."""
        return {
            move.action: ClockPeriod(
                ClockKind.CO, move.action, CO_HANDLING, self.open_states, frozenset(), move.limit, ""
            )
            for move in self.moves
            if move.joint is Joint.CALL and move.limit is not None
        }

    def takes_up_again(self, move: Move, outcome: str) -> bool:
        """Tell whether what was handled is to be handled after this move: a rework, a new dispatch, or a plan that
        is carried out; `outcome` is what the incident came to before."""
        to = self.states[move.to]
        if "handled" in to.stamps:
            return False
        return (
            "dispatched" in to.stamps or move.counts == "rework" or (outcome == "scheduled" and not to.final)
        )

    def moves_from(self, state: str) -> list[Move]:
        """Return every move out of a state whoever may take it, the usual one first."""
        return sorted((move for move in self.moves if state in move.origins), key=lambda move: not move.usual)

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

    def step_name(self, action: str, from_state: str, *, approved: bool = False) -> Name:
        """Return the name of a step once taken; the bare action where the template has dropped it since.

        `approved`: it was taken by approving an application. A step about an application says what became of it.
        """
        if action in EVERY_FLOW:
            return EVERY_FLOW[action]
        about = told_move(action)
        if about is not None:
            return in_words(about[0], self.step_name(about[1], from_state))
        if approved:
            return in_words(APPROVED_WORDS, self.step_name(action, from_state))
        named = [move for move in self.moves if move.action == action]
        exact = (move.name for move in named if from_state in move.origins)
        return next(exact, named[0].name if named else Name(action))

    def clock_name(self, kind: str, code: str) -> Name:
        """Return the name of a stored clock by its period's code, or by the state it was started in."""
        if kind == ClockKind.CO:
            return CO_HANDLING
        of_kind = [period for period in self.clocks if period.kind == kind]
        for period in of_kind:
            if code == period.code or (code in period.states and len(period.states) < len(self.open_states)):
                return period.name
        return of_kind[0].name if len(of_kind) == 1 else Name("")

    def _not_from_here(self, move: Move, state: str) -> str:
        here = self.state(state)
        ways = tr(", ").join(pick(one.name) for one in self.moves_from(state))
        if not ways:
            return tr("“{move}” is not possible: the incident is {state} and nothing follows").format(
                move=pick(move.name), state=pick(here.name)
            )
        return tr("“{move}” is not possible while the incident is {state}; from here: {ways}").format(
            move=pick(move.name), state=pick(here.name), ways=ways
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

    def joint_turn(self, before: str, after: str) -> ClockTurn | None:
        """Return what a move does to the clocks of units called in; None for nothing."""
        if self.state(after).final:
            return ClockTurn.STOP
        was, parked = before in self.paused_states, after in self.paused_states
        return None if was == parked else ClockTurn.PAUSE if parked else ClockTurn.RESUME

    def _pausing(
        self, period: ClockPeriod, before: str, after: str
    ) -> Iterator[tuple[ClockPeriod, ClockTurn]]:
        if after in self.paused_states and before not in self.paused_states:
            yield period, ClockTurn.PAUSE
        elif before in self.paused_states and after not in self.paused_states:
            yield period, ClockTurn.RESUME


def usual_path(template: FlowTemplate) -> tuple[Move, ...]:
    """Return the ordinary moves from the start on, those behind the end included; stops before going round."""
    state, path, seen = template.start, list[Move](), set[tuple[str, str]]()
    while True:
        move = next((one for one in template.moves_from(state) if one.usual), None)
        if move is None or (state, move.action) in seen:
            return tuple(path)
        seen.add((state, move.action))
        path.append(move)
        state = move.to
