"""`flow put`, `switch-on` and what else a centre does with flows of its own in a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import Exit, complain, print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_reading import FlawedFlow
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.domain.own_flows import FlowState, FlowVersion
from gridcenter.domain.people import Actor
from gridcenter.language import by_count, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.own_flows import (
    flow_records,
    put_flow,
    simulate_flow,
    staying_open,
    switch_off,
    switch_on,
    text_of_version,
)
from gridcenter.services.plain_yaml import read_text
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time


def add_commands(group: typer.Typer) -> None:
    """Add what needs a store to the commands of `flow`."""
    for name, meaning, command in (
        ("put", tr("Put a flow into the store as a new version; nothing is switched on."), put),
        ("switch-on", tr("Let new incidents follow a version that was played through."), turn_on),
        ("switch-off", tr("Go back to the version that was in force before."), turn_off),
        ("show", tr("Write a version as it was put in."), show),
        ("diff", tr("Compare two versions line by line."), diff),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(command)


@dataclass(frozen=True, slots=True)
class _Desk:
    store: Store
    by: Actor


@contextmanager
def _desk(store: str) -> Iterator[_Desk]:
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        yield _Desk(opened, by)


def put(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=tr("a flow as YAML"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    text = read_text(file)
    with _desk(store) as desk:
        try:
            with desk.store.begin() as session:
                made = put_flow(session, text, name=file.name, by=desk.by, now=store_time(session))
        except FlawedFlow as refusal:
            _tell_flaws(refusal, as_json)
            raise typer.Exit(Exit.FAILED) from refusal
    if as_json:
        print_json({"key": made.key, "version": made.version, "state": FlowState.DRAFT.value, "flaws": []})
        return
    sentence = tr(
        "Version {number} of the flow “{flow}” is a draft: simulate it, then let somebody switch it on."
    )
    _say(sentence.format(number=made.version, flow=made.key))


def _tell_flaws(refusal: FlawedFlow, as_json: bool) -> None:
    if as_json:
        print_json({"good": False, "flaws": list(refusal.flaws)})
        return
    complain(str(refusal))
    for flaw in refusal.flaws:
        complain(f"· {flaw}")


def turn_on(
    key: Annotated[str, typer.Argument(metavar="FLOW", help=tr("name of a flow"))],
    number: Annotated[int, typer.Argument(metavar="VERSION", help=tr("its version, as listed"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why it is switched; stays with it"))],
    yes: Annotated[
        bool, typer.Option("--yes", help=tr("also where open incidents stay as they are"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with _desk(store) as desk:
        with desk.store.read() as session:
            staying = staying_open(session, key, number)
        if staying and not yes:
            sentence = by_count(
                staying,
                tr(
                    "Nothing is changed yet: {n} open incident stays under the version it was reported under. "
                    "Say --yes to switch on version {number} for new ones."
                ),
                tr(
                    "Nothing is changed yet: {n} open incidents stay under the version they were reported under. "
                    "Say --yes to switch on version {number} for new ones."
                ),
            )
            raise WrongUse(sentence.format(n=f"{staying:,}", number=number))
        try:
            with desk.store.begin() as session:
                staying = switch_on(session, key, number, reason=reason, by=desk.by, now=store_time(session))
        except FlawedFlow as refusal:
            _tell_flaws(refusal, as_json)
            raise typer.Exit(Exit.FAILED) from refusal
    _tell_switched(key, number, staying, as_json)


def turn_off(
    key: Annotated[str, typer.Argument(metavar="FLOW", help=tr("name of a flow"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why it is switched; stays with it"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with _desk(store) as desk:
        with desk.store.begin() as session:
            number = switch_off(session, key, reason=reason, by=desk.by, now=store_time(session))
        with desk.store.read() as session:
            staying = staying_open(session, key, number)
    _tell_switched(key, number, staying, as_json)


def _tell_switched(key: str, number: int, staying: int, as_json: bool) -> None:
    if as_json:
        print_json({"key": key, "in_force": number, "open_under_others": staying})
    elif number:
        sentence = by_count(
            staying,
            tr("In force for new incidents: version {number} of “{flow}”. {n} open one stays under another."),
            tr("In force for new incidents: version {number} of “{flow}”. {n} open ones stay under others."),
        )
        _say(sentence.format(number=number, flow=key, n=f"{staying:,}"))
    else:
        _say(tr("The flow “{flow}” is off: new incidents do not get it.").format(flow=key))


def show(
    key: Annotated[str, typer.Argument(metavar="FLOW", help=tr("name of a flow"))],
    number: Annotated[
        int, typer.Option("--version", metavar="N", help=tr("its version; without it the one in force"))
    ] = 0,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        terminal().print(
            text_of_version(session, key, number or _in_force(flow_records(session, key), key)),
            markup=False,
            soft_wrap=True,
            end="",
        )


def diff(
    key: Annotated[str, typer.Argument(metavar="FLOW", help=tr("name of a flow"))],
    older: Annotated[int, typer.Argument(metavar="VERSION", help=tr("its version, as listed"))],
    newer: Annotated[int, typer.Argument(metavar="VERSION", help=tr("its version, as listed"))],
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        before, after = (text_of_version(session, key, number).splitlines() for number in (older, newer))
    names = (f"{key} {older}", f"{key} {newer}")
    lines = list(unified_diff(before, after, *names, lineterm="", n=1))
    if not lines:
        _say(tr("The two versions are the same."))
    for line in lines:
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        terminal().print(Text(line, colour), soft_wrap=True)


def simulated(
    store: str, key: str, number: int, *, moves: list[str], start: datetime, pace: int
) -> tuple[FlowSimulation, str]:
    """Play a stored version through and keep what it came to."""
    with _desk(store) as desk, desk.store.begin() as session:
        now = store_time(session)
        return simulate_flow(session, key, number, start=start, by=desk.by, now=now, moves=moves, pace=pace)


def list_versions(store: str, as_json: bool) -> None:
    """List every version of every flow of the store."""
    with usable_store(store) as opened, opened.read() as session:
        found = flow_records(session)
    zone = ZoneInfo(load_settings().time_zone)
    if as_json:
        print_json({"flows": [_record_json(one) for one in found]})
        return
    table = Table(box=None, pad_edge=False)
    for title in (
        tr("flow"),
        tr("version"),
        tr("name"),
        tr("in force"),
        tr("since"),
        tr("put in"),
        tr("played through"),
        tr("open incidents"),
    ):
        table.add_column(title)
    for one in found:
        cells = (pick(one.template.name), state_word(one.state), _since(one, zone), _put_in(one, zone))
        played = _moment(one.simulated.at, zone) if one.simulated else ""
        table.add_row(
            one.key,
            str(one.number),
            *(Text(cell) for cell in cells),
            played,
            f"{one.open_incidents:,}",
        )
    terminal().print(table)


def state_word(state: FlowState) -> str:
    return {FlowState.DRAFT: tr("draft"), FlowState.ON: tr("in force"), FlowState.RETIRED: tr("retired")}[
        state
    ]


def _in_force(found: list[FlowVersion], key: str) -> int:
    number = next((one.number for one in found if one.state is FlowState.ON), None)
    if number is None:
        raise BadInput(tr("no version of the flow “{flow}” is in force: name one").format(flow=key))
    return number


def _since(one: FlowVersion, zone: ZoneInfo) -> str:
    if one.on is None:
        return ""
    return f"{_moment(one.on.at, zone)} {one.on.who} · {one.on.reason}"


def _put_in(one: FlowVersion, zone: ZoneInfo) -> str:
    return tr("with the program") if one.put_at is None else f"{_moment(one.put_at, zone)} {one.putter}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _record_json(one: FlowVersion) -> dict[str, Any]:
    template: FlowTemplate = one.template
    return {
        "key": one.key,
        "version": one.number,
        "name_zh": template.name.zh,
        "name_en": template.name.en,
        "state": one.state.value,
        "put_at": one.put_at.isoformat() if one.put_at else None,
        "put_by": one.putter,
        "simulated_at": one.simulated.at.isoformat() if one.simulated else None,
        "since": one.on.at.isoformat() if one.on else None,
        "switched_by": one.on.who if one.on else "",
        "reason": one.on.reason if one.on else "",
        "open_incidents": one.open_incidents,
    }


def _say(sentence: str) -> None:
    terminal().print(sentence, markup=False)
