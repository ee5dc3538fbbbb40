"""Flows and their simulations as tables and as JSON."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gridcenter.domain.clock_words import missing_years_text
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_simulation import ClockEvent, FlowSimulation, SimulatedStep, event_text
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.language import listed, pick, tr

_COLOURS = {
    Light.RED: "red",
    Light.YELLOW: "yellow",
    Light.GREEN: "green",
    Light.GREY: "bright_black",
    Light.BLACK: "bold",
}


def flow_json(template: FlowTemplate) -> dict[str, Any]:
    return {
        "key": template.key,
        "version": template.version,
        "name_zh": template.name.zh,
        "name_en": template.name.en,
        "states": len(template.states),
        "moves": len(template.moves),
        "clocks": len(template.clocks),
        "serves": [{"set": one.set_key, "majors": sorted(one.majors)} for one in template.serves],
    }


def flow_table(templates: list[FlowTemplate]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in (
        tr("flow"),
        tr("name"),
        tr("version"),
        tr("states"),
        tr("moves"),
        tr("clocks"),
        tr("for categories"),
    ):
        table.add_column(title)
    for one in templates:
        counts = (one.version, len(one.states), len(one.moves), len(one.clocks))
        table.add_row(one.key, Text(pick(one.name)), *(str(count) for count in counts), Text(_served(one)))
    return table


def _served(template: FlowTemplate) -> str:
    return listed(
        f"{one.set_key}/{listed(sorted(one.majors))}" if one.majors else one.set_key
        for one in template.serves
    )


def print_steps(console: Console, played: FlowSimulation, zone: tzinfo) -> None:
    """Print one row for each step: time, move, who, the state it came to, its light, and a line for each clock."""
    table = Table(box=None, pad_edge=False)
    for title in (tr("time"), tr("move"), tr("who"), tr("state"), tr("light"), tr("clocks")):
        table.add_column(title)
    for step in played.steps:
        events = "\n".join(event_text(event, _moment(event.clock.due_at, zone)) for event in step.events)
        table.add_row(
            _moment(step.at, zone),
            Text(f"{pick(step.name)} ({step.action})"),
            Text(_who(step, played.template)),
            Text(pick(step.state.name)),
            Text(pick(LIGHT_NAMES[step.light]), _COLOURS[step.light]),
            Text(events),
        )
    console.print(Text(pick(played.template.name), "bold"))
    console.print(table)
    years = missing_years_text(played.missing_years())
    if years:
        console.print(years, style="yellow", markup=False)


def _who(step: SimulatedStep, template: FlowTemplate) -> str:
    """Return who moves, and of whom somebody approves it."""
    who = pick(step.role_name)
    if not step.approvers:
        return who
    roles = listed(pick(template.roles[role]) for role in step.approvers)
    return "\n".join((who, tr("approved by: {roles}").format(roles=roles)))


def _moment(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def simulation_json(played: FlowSimulation, zone: tzinfo, refusal: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "flow": played.template.key,
        "ended": played.template.states[played.state].final,
        "steps": [_step_json(step, zone) for step in played.steps],
        "missing_years": list(played.missing_years()),
    }
    return answer | ({"failed": refusal} if refusal else {})


def _step_json(step: SimulatedStep, zone: tzinfo) -> dict[str, Any]:
    return {
        "at": step.at.astimezone(zone).isoformat(),
        "action": step.action,
        "name": pick(step.name),
        "role": step.role,
        "approved_by": list(step.approvers),
        "state": step.state.code,
        "asks": [pick(name) for name in step.asks],
        "light": step.light.value,
        "due_at": step.due_at.astimezone(zone).isoformat() if step.due_at else None,
        "clocks": [_event_json(event, zone) for event in step.events],
    }


def _event_json(event: ClockEvent, zone: tzinfo) -> dict[str, Any]:
    clock = event.clock
    return {
        "kind": clock.kind,
        "clock": clock.period.code,
        "turn": event.turn.value if event.turn else "extend",
        "limit_value": float(clock.limit.value),
        "limit_unit": clock.limit.unit.value,
        "limit_minutes": clock.limit_minutes,
        "used_minutes": event.used,
        "due_at": clock.due_at.astimezone(zone).isoformat(),
        "light": event.light.value,
    }
