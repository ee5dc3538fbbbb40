"""`unit`: how available units are and how many tasks they have, and saying so by name with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from gridcenter.clock import utc_now
from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.duty import (
    Availability,
    DutyEntry,
    UnitLoad,
    availability_text,
    load_text,
    unit_kind_text,
)
from gridcenter.domain.errors import BadInput
from gridcenter.domain.typed_times import read_moment
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.unit_load import Duty, history, loads, set_duty, unit_with_code
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, meaning, task in (
        ("list", tr("List the units with their availability and their tasks."), list_units),
        ("show", tr("Show what was said about a unit, newest first."), show),
        ("busy", tr("Say that a unit is busy: naming it then asks for a reason."), busy),
        ("off", tr("Say that a unit is off duty."), off),
        ("free", tr("Say that a unit is free again."), free),
        ("capacity", tr("Say how many tasks a unit may hold."), capacity),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(task)
    app.add_typer(group, name="unit", help=tr("Availability and tasks of the units."))


def list_units(
    engaged: Annotated[
        bool, typer.Option("--engaged", help=tr("only units that are busy, off duty or full"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        now = store_time(session)
        found = [one for one in loads(session) if not engaged or one.engaged(now)]
    if as_json:
        print_json({"units": [_json(one, now) for one in found]})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Code"), tr("Unit"), tr("Kind"), tr("Tasks"), tr("Until")):
        table.add_column(title)
    for one in found:
        table.add_row(
            one.code,
            pick(one.unit),
            unit_kind_text(one.kind),
            load_text(one, now),
            _when(one.until) if one.state(now) is not Availability.FREE else "",
        )
    terminal().print(table)


def show(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=tr("code of the unit"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        now, key = store_time(session), unit_with_code(session, unit)
        load = next(one for one in loads(session) if one.unit_id == key)
        said = history(session, key)
    if as_json:
        print_json(_json(load, now) | {"history": [_entry(one) for one in said]})
        return
    console = terminal()
    console.print(f"{pick(load.unit)} · {load_text(load, now)}", style="bold", markup=False)
    for one in said:
        console.print(_line(one), markup=False)
    if not said:
        console.print(tr("Nothing was said about this unit yet."), markup=False)


def _reason() -> Any:
    return typer.Option("--reason", metavar="TEXT", help=tr("why; stays in the history"))


def busy(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=tr("code of the unit"))],
    reason: Annotated[str, _reason()],
    until: Annotated[
        str, typer.Option(metavar="TIME", help=tr("when it is free again: year-month-day hour:minute"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _say(store, unit, Duty(Availability.BUSY, _moment(until)), reason, as_json=as_json)


def off(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=tr("code of the unit"))],
    reason: Annotated[str, _reason()],
    until: Annotated[
        str, typer.Option(metavar="TIME", help=tr("when it is free again: year-month-day hour:minute"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _say(store, unit, Duty(Availability.OFF_DUTY, _moment(until)), reason, as_json=as_json)


def free(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=tr("code of the unit"))],
    reason: Annotated[str, _reason()],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _say(store, unit, Duty(Availability.FREE), reason, as_json=as_json)


def capacity(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=tr("code of the unit"))],
    most: Annotated[str, typer.Argument(metavar="N", help=tr("number of tasks, or kind: that of its kind"))],
    reason: Annotated[str, _reason()],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    by_kind = most == "kind"
    if not by_kind and not most.isdecimal():
        raise BadInput(tr("“{most}” is no number of tasks: write a whole number, or kind").format(most=most))
    duty = Duty(by_kind=True) if by_kind else Duty(capacity=int(most))
    _say(store, unit, duty, reason, as_json=as_json)


def _say(store: str, unit: str, duty: Duty, reason: str, *, as_json: bool) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        load = set_duty(session, unit_with_code(session, unit), duty, reason=reason, by=by, now=now)
    if as_json:
        print_json(_json(load, now))
    else:
        terminal().print(f"{pick(load.unit)} · {load_text(load, now)}", markup=False)


def _json(load: UnitLoad, now: datetime) -> dict[str, Any]:
    return {
        "id": load.unit_id,
        "code": load.code,
        "name": pick(load.unit),
        "kind": load.kind,
        "availability": load.state(now).value,
        "since": _iso(load.since),
        "until": _iso(load.until),
        "held": load.held,
        "owed": load.owed,
        "capacity": load.capacity,
        "own_capacity": load.own_capacity,
        "full": load.full,
    }


def _entry(one: DutyEntry) -> dict[str, Any]:
    return {
        "at": _iso(one.at),
        "availability": one.availability.value,
        "until": _iso(one.until),
        "capacity": one.capacity,
        "reason": one.reason,
        "by": one.setter,
    }


def _line(one: DutyEntry) -> str:
    parts = [_when(one.at), availability_text(one.availability)]
    if one.until is not None:
        parts.append(tr("until {time}").format(time=_when(one.until)))
    if one.capacity is not None:
        parts.append(tr("at most {n} tasks").format(n=one.capacity))
    return " · ".join([*parts, one.reason, one.setter])


def _zone() -> ZoneInfo:
    return ZoneInfo(load_settings().time_zone)


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(_zone()):%Y-%m-%d %H:%M}" if moment else ""


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(_zone()).isoformat() if moment else None


def _moment(text: str) -> datetime | None:
    return read_moment(text, zone=_zone(), now=utc_now()) if text else None
