"""`responsibility`: the list of who does what where, brought in, listed with its hit rates, checked and written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import Exit, print_json, store_option, terminal
from gridcenter.commands.importing import export, import_files
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.routing import RuleRow, misses_first
from gridcenter.language import pick, tr
from gridcenter.services.responsibility_check import list_findings
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time
from gridcenter.store.routing import rule_rows


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "import", cls=TaskCommand, help=tr("Bring a list in; a line that differs ends the old one today.")
    )(bring_in)
    group.command("list", cls=TaskCommand, help=tr("List the lines with how often each was right."))(
        list_rules
    )
    group.command(
        "check",
        cls=TaskCommand,
        help=tr("Say what the list lacks, or what files would change; changes nothing."),
    )(check)
    group.command("export", cls=TaskCommand, help=tr("Write the list to a file (.csv, .xlsx)."))(write_out)
    app.add_typer(group, name="responsibility", help=tr("Keep the list of which unit does what where."))


def bring_in(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", readable=False, help=tr("CSV, Excel or GeoJSON"))
    ],
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help=tr("encoding, when it is not recognised"))
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=tr("check everything, store nothing"))] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", readable=False, help=tr("file for refused rows and twins"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    import_files(
        "responsibility",
        files,
        encoding=encoding,
        dry_run=dry_run,
        rejects=rejects,
        as_json=as_json,
        store=store,
    )


def list_rules(
    misses: Annotated[bool, typer.Option("--misses", help=tr("those that miss most often first"))] = False,
    ended: Annotated[bool, typer.Option("--ended", help=tr("also those that have ended"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        today = store_time(session).astimezone(ZoneInfo(load_settings().time_zone)).date()
        rows = [row for row in rule_rows(session) if ended or not row.ends_by(today)]
    if misses:
        rows = misses_first(rows)
    if as_json:
        print_json({"lines": [_json(row) for row in rows]})
    else:
        terminal().print(_table(rows))


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE…]", readable=False, help=tr("lists to try, as for import")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if files:
        import_files("responsibility", files, dry_run=True, as_json=as_json, store=store)
        return
    with usable_store(store) as opened, opened.read() as session:
        today = store_time(session).astimezone(ZoneInfo(load_settings().time_zone)).date()
        count = sum(not row.ends_by(today) for row in rule_rows(session))
        found = list_findings(session, today=today)
    if as_json:
        print_json({"lines": count, "findings": found})
    else:
        told = tr("{n} lines hold, {found} findings.").format(n=count, found=len(found))
        terminal().print(told, markup=False)
        for sentence in found:
            terminal().print(f"· {sentence}", markup=False)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if found else Exit.DONE)


def write_out(
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("file to write; its ending decides the format")
        ),
    ],
    store: Annotated[str, store_option()] = "",
) -> None:
    export("responsibility", out, store=store)


def _table(rows: list[RuleRow]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("for"), tr("unit")):
        table.add_column(title)
    for title in (tr("hit rate"), tr("taken"), tr("proposed"), tr("not returned")):
        table.add_column(title, justify="right")
    table.add_column(tr("holds"))
    for row in rows:
        hits = row.hits
        counts = (hits.text, str(hits.taken), str(hits.proposed), hits.kept_text)
        until = str(row.valid_until or "")
        cells = (row.subject, pick(row.unit), *counts, f"{row.valid_from} – {until}".rstrip(" –"))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _json(row: RuleRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "set": row.cell.set_key,
        "category": row.cell.category_code,
        "place": row.cell.place_code,
        "source": row.cell.source_code,
        "unit": row.unit_code,
        "basis": row.basis,
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "proposed": row.hits.proposed,
        "taken": row.hits.taken,
        "not_returned": row.hits.kept,
        "entered_by": row.enterer,
    }
