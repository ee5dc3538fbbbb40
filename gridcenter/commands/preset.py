"""`preset`: how files of a known origin are read: the presets of the centre and those that ship with the program."""

from __future__ import annotations

from datetime import tzinfo
from importlib import import_module
from typing import Annotated, Any

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.language import listed, pick, tr
from gridcenter.settings import load_settings

SERVICES = "gridcenter.services.importing.preset_offers"
"""Heavy, because it knows every kind of file: no other command waits for it."""
AS_JSON = Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, command, meaning in (
        ("list", list_presets, tr("List the presets: those of the centre, and those that ship.")),
        ("show", show, tr("Show which column becomes which field.")),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(command)
    app.add_typer(group, name="preset", help=tr("Presets of imports: how files of a known origin are read."))


def list_presets(
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=tr("only for files of this kind, as import names it"))
    ] = "",
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    services, zone = import_module(SERVICES), load_settings().zone
    _check_kind(kind)
    with usable_store(store) as opened, opened.read() as session:
        found = [one for one in services.offered_presets(session) if kind in ("", one.kind.value)]
    if as_json:
        print_json({"presets": [_json(one, zone) for one in found]})
        return
    if not found:
        terminal().print(tr("There is no preset for such files."), markup=False)
    for one in found:
        terminal().print(_sentence(one, zone), markup=False)


def _check_kind(kind: str) -> None:
    """Raises:
    WrongUse: There is no such kind of file.
    """
    kinds = [*import_module("gridcenter.services.importing.report").Kind]
    if kind and kind not in kinds:
        sentence = tr("“{value}” cannot stand for {name}: {wanted}.")
        wanted = tr("choose from {choices}").format(choices=", ".join(kinds))
        raise WrongUse(sentence.format(value=kind, name="--kind", wanted=wanted))


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=tr("name of the preset, as listed"))],
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    services, zone = import_module(SERVICES), load_settings().zone
    with usable_store(store) as opened, opened.read() as session:
        try:
            found = services.offered_preset(session, name)
        except BadInput as refusal:
            raise WrongUse(str(refusal)) from refusal
    if as_json:
        print_json(_json(found, zone))
        return
    console = terminal()
    console.print(_sentence(found, zone), markup=False)
    for line in _lines(found):
        console.print(f"  {line}", markup=False)
    used = tr("gridcenter import {kind} FILE --preset {name}")
    console.print(used.format(kind=found.kind.value, name=_quoted(found.name)), markup=False)


def _sentence(one: Any, zone: tzinfo) -> str:
    if one.shipped:
        told = tr("{name} · {kind} · ships with the program · {about}")
        return told.format(name=one.name, kind=one.kind.value, about=pick(one.about))
    told = tr("{name} · {kind} · kept by {who}, {when}")
    when = f"{one.saved_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return told.format(name=one.name, kind=one.kind.value, who=one.saved_by, when=when)


def _lines(one: Any) -> list[str]:
    """Return a line per field: its name and the columns that it is read from."""
    fields = import_module("gridcenter.services.importing.kinds").TEMPLATES[one.kind]
    titles = {field.key: pick(field.title) for field in fields}
    lines = [f"{titles.get(key, key)}: {column or tr('left out')}" for key, column in one.columns.items()]
    made = tr("{field}: made of {columns}")
    lines += [
        made.format(field=titles.get(key, key), columns=listed(columns)) for key, columns in one.made.items()
    ]
    if one.ignored:
        lines.append(tr("Columns not used: {columns}.").format(columns=listed(sorted(one.ignored))))
    for word, value in (
        (tr("encoding"), one.encoding),
        (tr("datum"), one.datum.value if one.datum else ""),
        (tr("time zone"), one.time_zone),
    ):
        if value:
            lines.append(f"{word}: {value}")
    return lines


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _json(one: Any, zone: tzinfo) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "shipped": one.shipped,
        "about": pick(one.about),
        "columns": dict(one.columns),
        "made": {key: list(columns) for key, columns in one.made.items()},
        "not_used": sorted(one.ignored),
        "encoding": one.encoding,
        "datum": one.datum.value if one.datum else "",
        "time_zone": one.time_zone,
        "saved_by": one.saved_by,
        "saved_at": f"{one.saved_at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if one.saved_at else "",
    }
