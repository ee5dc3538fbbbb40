"""`flow`: the templates that incidents follow, checked and played through before they are switched on.

What needs a store is in `own_flows`.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from gridcenter.clock import utc_now
from gridcenter.commands.context import Exit, complain, print_json, store_option, terminal
from gridcenter.commands.flow_lines import flow_json, flow_table, print_steps, simulation_json
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.own_flows import add_commands, list_versions, simulated
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_flaws import clashes
from gridcenter.domain.flow_reading import FlawedFlow
from gridcenter.domain.flow_simulation import PACE, FlowSimulation
from gridcenter.language import listed, tr
from gridcenter.services.flows import flow, flow_keys, read_flow_file
from gridcenter.services.reference import shipped_calendar
from gridcenter.store.calendars import working_calendar


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "check", cls=TaskCommand, help=tr("Say what is wrong with flows; every flaw with its place.")
    )(check)
    group.command("list", cls=TaskCommand, help=tr("List flows, and with --store their versions in it."))(
        list_flows
    )
    group.command(
        "simulate", cls=TaskCommand, help=tr("Play a flow through without a store: who, when, which clocks.")
    )(simulate)
    add_commands(group)
    app.add_typer(
        group, name="flow", help=tr("Check flows, play them through, and switch a centre's own ones on.")
    )


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", readable=False, help=tr("flows as YAML, or names of flows")),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
) -> None:
    answers = [(str(file), *_examined(str(file))) for file in files]
    if as_json:
        parts = [
            {"file": name, "good": not flaws, "flaws": flaws, **(flow_json(template) if template else {})}
            for name, template, flaws in answers
        ]
        print_json({"good": not any(flaws for _, _, flaws in answers), "files": parts})
    else:
        for name, template, flaws in answers:
            _tell(name, template, flaws)
    raise typer.Exit(Exit.FAILED if any(flaws for _, _, flaws in answers) else Exit.DONE)


def _examined(name: str) -> tuple[FlowTemplate | None, list[str]]:
    try:
        template = _flow(name)
        return template, clashes(template, (flow(key) for key in flow_keys()))
    except FlawedFlow as refusal:
        return None, list(refusal.flaws)
    except BadInput as refusal:
        return None, [str(refusal)]


def _tell(name: str, template: FlowTemplate | None, flaws: list[str]) -> None:
    if template is not None and not flaws:
        sentence = tr("{file}: good. {states} states, {moves} moves, {clocks} clocks.").format(
            file=name, states=len(template.states), moves=len(template.moves), clocks=len(template.clocks)
        )
        terminal().print(sentence, markup=False)
        return
    complain(tr("{file} cannot be switched on ({n}):").format(file=name, n=len(flaws)))
    for flaw in flaws:
        complain(f"· {flaw}")


def list_flows(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if store:
        list_versions(store, as_json)
        return
    templates = [flow(key) for key in flow_keys()]
    if as_json:
        print_json({"flows": [flow_json(one) for one in templates]})
    else:
        terminal().print(flow_table(templates))


def simulate(
    name: Annotated[str, typer.Argument(metavar="FLOW", help=tr("name of a flow, or a file of one"))],
    moves: Annotated[
        str, typer.Option(metavar="A,B,C", help=tr("moves to take, with commas; without it the usual ones"))
    ] = "",
    at: Annotated[
        str, typer.Option(metavar="TIME", help=tr("when it is reported: 2026-09-30 17:30; without it now"))
    ] = "",
    pace: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=1000, help=tr("percent of the time left that passes before each move")
        ),
    ] = PACE,
    number: Annotated[
        int,
        typer.Option(
            "--version", metavar="N", min=0, help=tr("a version in the store; what it comes to is kept")
        ),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    calendar = _calendar(store)
    start = _start(at, calendar)
    actions = [word.strip() for word in moves.split(",") if word.strip()]
    if number:
        played, refusal = simulated(store, name, number, moves=actions, start=start, pace=pace)
    else:
        played, refusal = _played(FlowSimulation(_flow(name), calendar, start=start), actions, pace)
    zone = ZoneInfo(calendar.zone)
    if as_json:
        print_json(simulation_json(played, zone, refusal))
    else:
        print_steps(terminal(), played, zone)
    if refusal:
        complain(refusal)
        raise typer.Exit(Exit.FAILED)


def _played(simulation: FlowSimulation, actions: list[str], pace: int) -> tuple[FlowSimulation, str]:
    try:
        simulation.walk(actions or simulation.usual_actions(), pace=pace)
    except RuleBroken as refused:
        return simulation, str(refused)
    return simulation, ""


def _flow(name: str) -> FlowTemplate:
    """Return the flow of this name, or of the file.

    Raises:
        WrongUse: There is neither.
        BadInput: It cannot be used.
    """
    if name in flow_keys():
        return flow(name)
    if Path(name).suffix or Path(name).exists():
        return read_flow_file(Path(name))
    raise WrongUse(
        tr("There is no flow “{name}”, and no such file. Flows of this program: {names}.").format(
            name=name, names=listed(flow_keys())
        )
    )


def _calendar(store: str) -> WorkingCalendar:
    if not store:
        return shipped_calendar()
    with usable_store(store) as opened, opened.read() as session:
        return working_calendar(session)


def _start(text: str, calendar: WorkingCalendar) -> datetime:
    if not text:
        return utc_now().replace(second=0, microsecond=0)
    with suppress(ValueError):
        local = datetime.fromisoformat(text)
        if (
            datetime(2000, 1, 1, tzinfo=ZoneInfo(calendar.zone))
            <= (aware := local if local.tzinfo else local.replace(tzinfo=ZoneInfo(calendar.zone)))
            < datetime(2100, 1, 1, tzinfo=ZoneInfo(calendar.zone))
        ):
            return aware
    raise WrongUse(tr("“{text}” is no time of this century: write it as 2026-09-30 17:30.").format(text=text))
