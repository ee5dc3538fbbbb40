"""`ledger`: the eight ledgers as views over the registers: counted, shown page by page, and written to a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.grounds import incident_option, purpose_option, reason_option, request_of
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.register_ledgers import LedgerAreas, LedgerPage
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.register_ledgers import ledger_areas, ledger_list, ledger_page
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, meaning, task in (
        ("list", tr("List the ledgers with how many each holds in your area."), list_ledgers),
        ("show", tr("Count a ledger per street, community or grid, or show its masked rows."), show),
        ("export", tr("Write the masked rows of a ledger to a file that can be traced."), export),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(task)
    app.add_typer(group, name="ledger", help=tr("The ledgers: views over the registers."))


def list_ledgers(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, settings.account)
        found = ledger_list(session, by=by, now=store_time(session), zone=settings.zone)
    if as_json:
        lines = [
            {"code": one.code, "name": pick(one.name), "note": pick(one.note), "count": one.count}
            | {"rows": one.readable, "export": one.exportable}
            for one in found
        ]
        print_json({"ledgers": lines})
        return
    table = _table(tr("Code"), tr("Ledger"), tr("How many"), tr("What stands in it"))
    for one in found:
        table.add_row(
            one.code,
            pick(one.name),
            f"{one.count:,}" if one.count else tr("nothing recorded"),
            pick(one.note),
        )
    terminal().print(table)


def show(
    code: Annotated[str, typer.Argument(metavar="LEDGER", help=tr("code of the ledger, as listed"))],
    area: Annotated[
        str, typer.Option(metavar="CODE", help=tr("street, community or grid; else your area"))
    ] = "",
    rows: Annotated[bool, typer.Option("--rows", help=tr("the masked rows instead of the counts"))] = False,
    after: Annotated[str, typer.Option(metavar="PLACE", help=tr("next page, as the page before says"))] = "",
    purpose: Annotated[str, purpose_option()] = "",
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened:
        with opened.read() as session:
            by, now = acting_account(session, settings.account), store_time(session)
            areas = ledger_areas(session, code, area, by=by, now=now, zone=settings.zone)
        if not rows:
            _show_areas(areas, as_json)
            return
        request = request_of(purpose, incident, reason) if purpose else None
        page = ledger_page(opened, code, area, request, after=after, by=by, zone=settings.zone)
    _show_page(page, as_json)


def export(
    code: Annotated[str, typer.Argument(metavar="LEDGER", help=tr("code of the ledger, as listed"))],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", readable=False, help=tr("file to write (.csv, .xlsx)"))
    ],
    area: Annotated[
        str, typer.Option(metavar="CODE", help=tr("street, community or grid; else your area"))
    ] = "",
    purpose: Annotated[str, purpose_option()] = "",
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    exporting = import_module("gridcenter.services.register_ledger_export")  # heavy: no other command waits
    stopped = tr("Stopped: no file was written, and the audit says so.")
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        request = request_of(purpose, incident, reason)
        with cancellable(stopped, as_json=as_json) as progress:
            made = exporting.export_ledger(
                opened, code, area, out, request, by=by, zone=settings.zone, progress=progress
            )
    if as_json:
        answer = {"export": made.serial, "file": str(made.file), "rows": made.rows, "sha256": made.sha256}
        print_json(answer)
        return
    sentence = tr("Written: {file}, rows {n}, export {serial}")
    terminal().print(sentence.format(file=made.file, n=f"{made.rows:,}", serial=made.serial), markup=False)


def _show_areas(areas: LedgerAreas, as_json: bool) -> None:
    if as_json:
        parts = [{"code": one.code, "name": pick(one.name), "count": one.count} for one in areas.parts]
        print_json({"ledger": areas.code, "area": areas.area, "total": areas.total, "parts": parts})
        return
    table = _table(tr("Code"), tr("Place"), tr("How many"))
    for one in areas.parts:
        table.add_row(one.code, pick(one.name), f"{one.count:,}" if one.count else tr("nothing recorded"))
    if areas.parts:
        terminal().print(table)
    sentence = tr("{ledger} in {area}: {n}")
    words = sentence.format(ledger=areas.code, area=pick(areas.name), n=f"{areas.total:,}")
    terminal().print(words, markup=False)


def _show_page(page: LedgerPage, as_json: bool) -> None:
    if as_json:
        print_json(_page_json(page))
        return
    if not page.rows:
        terminal().print(tr("Nothing is recorded there."), markup=False)
        return
    table = _table(*(pick(title) for title in page.titles), tr("Place"))
    for row in page.rows:
        table.add_row(*(Text(cell) for cell in row.cells), pick(row.place))
    terminal().print(table)
    terminal().print(tr("{shown} of {n}").format(shown=len(page.rows), n=f"{page.total:,}"), markup=False)
    if page.following:
        terminal().print(tr("Next page: --after '{place}'").format(place=page.following), markup=False)


def _page_json(page: LedgerPage) -> dict[str, Any]:
    titles = [pick(title) for title in page.titles]
    rows = [dict(zip(titles, row.cells, strict=True)) | {tr("Place"): pick(row.place)} for row in page.rows]
    return {
        "ledger": page.code,
        "area": page.area,
        "total": page.total,
        "rows": rows,
        "after": page.following,
    }


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    return table
