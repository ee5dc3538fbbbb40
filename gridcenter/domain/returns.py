"""Matters that are passed back and forth (退回拉锯): who passed a task to whom and when, and who has it now.

A chain is told from the trace: every step that names a unit hands the task to it, every return gives it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.flow import HOLDER, FlowTemplate, Move
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name


@dataclass(frozen=True, slots=True)
class PassedStep:
    """One step of the trace as far as the passing of a task is concerned."""

    at: datetime
    action: str
    from_state: str
    unit_id: int | None
    unit: Name
    actor: str


@dataclass(frozen=True, slots=True)
class Passing:
    """The task came to a unit; `back_at` is when the unit gave it back, if it did."""

    unit_id: int
    unit: Name
    at: datetime
    by: str
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PassedIncident:
    """One incident on the board of returns. `idle_since` is None while somebody works on it.

    `deciders` are the roles that can move it on; with `must_rule` those that rule who is responsible.
    """

    row: QueueRow
    returns: int
    chain: tuple[Passing, ...]
    idle_since: datetime | None
    deciders: tuple[Name, ...]
    must_rule: bool


def hands_over(flow: FlowTemplate) -> frozenset[str]:
    """Return the actions of a flow that name the unit which holds the task from then on."""
    return frozenset(move.action for move in flow.moves if HOLDER in move.requires)


def gives_back(flow: FlowTemplate) -> frozenset[str]:
    return frozenset(move.action for move in flow.moves if move.counts == "return")


def takes_up(flow: FlowTemplate) -> frozenset[str]:
    """Return the actions by which a unit shows that it works on the task."""
    taken = (move for move in flow.moves if move.role == "handler" and move.counts != "return")
    return frozenset(move.action for move in taken if HOLDER not in move.requires)


def chain_of(flow: FlowTemplate, steps: Sequence[PassedStep]) -> tuple[Passing, ...]:
    """Return to whom the task was passed, in the order of the trace; the same unit twice running is one."""
    given, returned = hands_over(flow), gives_back(flow)
    chain: list[Passing] = []
    for step in steps:
        if step.action in returned and chain and chain[-1].back_at is None:
            last = chain[-1]
            chain[-1] = Passing(last.unit_id, last.unit, last.at, last.by, step.at)
        if step.action not in given or step.unit_id is None:
            continue
        if not chain or chain[-1].unit_id != step.unit_id or chain[-1].back_at is not None:
            chain.append(Passing(step.unit_id, step.unit, step.at, step.actor))
    return tuple(chain)


def came_back(chain: Sequence[Passing]) -> bool:
    """Tell whether a task came again to a unit that had it before, with another unit in between (A → B → A)."""
    units = [one.unit_id for one in chain]
    return any(units[place] in units[: place - 1] for place in range(2, len(units)))


def idle_since(flow: FlowTemplate, steps: Sequence[PassedStep]) -> datetime | None:
    """Return since when nobody has worked on the task: from the first return after which no unit took it up."""
    taken, returned = takes_up(flow), gives_back(flow)
    found: datetime | None = None
    for step in steps:
        if step.action in returned:
            found = found or step.at
        elif step.action in taken:
            found = None
    return found


def deciders(flow: FlowTemplate, state: str, returns: int) -> tuple[tuple[Name, ...], bool]:
    """Return who can move the task on, and whether they must rule who is responsible."""
    ways = [move for move in flow.moves if state in move.origins]
    must = returns >= flow.max_returns
    ruling = [move for move in ways if move.rules]
    pressed = [move for move in ruling if move.after_returns] or ruling
    if must and pressed:
        return _roles(flow, pressed), True
    return _roles(flow, [move for move in ways if move.usual] or ways), False


def _roles(flow: FlowTemplate, moves: Sequence[Move]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(flow.roles.get(move.role, Name(move.role)) for move in moves))


def passed_incident(
    flow: FlowTemplate, row: QueueRow, returns: int, steps: Sequence[PassedStep], *, least: int
) -> PassedIncident | None:
    """Return the incident as the board shows it; None where it came back too seldom and to nobody twice."""
    chain = chain_of(flow, steps)
    if returns < least and not came_back(chain):
        return None
    roles, must = deciders(flow, row.state, returns)
    return PassedIncident(row, returns, chain, idle_since(flow, steps), roles, must)
