"""`paper`: a paper of one incident as PDF, without a window."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import usable_store
from gridcenter.domain.papers import file_name
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.incident_numbers import incident_with_number
from gridcenter.services.papers import paper_template
from gridcenter.settings import load_settings


def register(app: typer.Typer) -> None:
    app.command(
        "paper", cls=TaskCommand, help=tr("Write a paper of one incident as PDF; the audit keeps it.")
    )(paper)


def paper(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=tr("task_slip, feedback_form or supervision_letter")),
    ],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=tr("number of the incident"))],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("file to write; else number and paper, here")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    printing = import_module("gridcenter.services.printing")  # heavy: no other command waits for it
    settings = load_settings()
    title = pick(paper_template(kind).title)
    wished = out or Path(file_name(number, title))
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
            incident_id = incident_with_number(session, number, by=by)
        written = printing.print_paper(
            opened, kind, incident_id, wished, by=by, zone=ZoneInfo(settings.time_zone)
        )
    if as_json:
        print_json({"paper": kind, "number": number, "file": str(written), "bytes": written.stat().st_size})
    else:
        terminal().print(tr("Written: {file}").format(file=written), markup=False)
