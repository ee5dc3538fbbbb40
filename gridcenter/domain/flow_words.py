"""A flow and a simulation in plain lines, for whoever decides whether it is switched on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from gridcenter.domain.corrections import CORRECTION_LETTERS, CORRECTION_NAMES
from gridcenter.domain.flow import FlowTemplate, Move, State
from gridcenter.domain.flow_simulation import SimulatedStep, event_text
from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr


def flow_lines(template: FlowTemplate) -> Iterator[str]:
    """Yield stages with their states and the moves out of each, then what lies in no stage, then the clocks."""
    for code, stage in template.stages.items():
        yield from _stage_lines(template, code, pick(stage))
    if any(state.stage not in template.stages for state in template.states.values()):
        yield from _stage_lines(template, "", tr("in no stage"))
    yield f"■ {tr('Clocks')}"
    for period in template.clocks:
        states = tr("every open state")
        if period.states != template.open_states:
            states = tr(", ").join(pick(template.state(one).name) for one in sorted(period.states))
        yield f"  ◷ {pick(period.name)}: {period.limit.text} · {states}"
    for action, roles in template.corrections.items():
        named = (pick(name) for code, name in template.roles.items() if code in roles)
        yield f"  ✎ [{CORRECTION_LETTERS[action]}] {pick(CORRECTION_NAMES[action])} · {tr(', ').join(named)}"


def _stage_lines(template: FlowTemplate, code: str, title: str) -> Iterator[str]:
    yield f"■ {title}"
    for state in template.states.values():
        if state.stage == code:
            yield from _state_lines(template, state)
    yield ""


def _state_lines(template: FlowTemplate, state: State) -> Iterator[str]:
    yield f"  ● {pick(state.name)}"
    for move in template.moves_from(state.code):
        yield f"      {_move_text(template, move)}"


def _move_text(template: FlowTemplate, move: Move) -> str:
    role = pick(template.roles.get(move.role, Name(move.role)))
    asks = tr(", ").join(pick(template.inputs[code].name) for code in move.requires)
    letter = f"[{move.letter}] " if move.letter else ""
    words = f"{letter}{pick(move.name)} → {pick(template.state(move.to).name)} · {role}"
    return f"{words} · {asks}" if asks else words


def simulation_lines(steps: tuple[SimulatedStep, ...], zone: tzinfo) -> Iterator[str]:
    """Yield a line for each step, and below it one for each clock that it turned; times in `zone`."""
    for step in steps:
        words = (pick(step.role_name), pick(step.state.name), pick(LIGHT_NAMES[step.light]))
        yield f"{_moment(step.at, zone)}  {pick(step.name)} · {' · '.join(words)}"
        for event in step.events:
            yield f"      ◷ {event_text(event, _moment(event.clock.due_at, zone))}"


def _moment(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
