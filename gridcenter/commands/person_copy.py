"""`people copy`: what is kept about a person, as a paper for that person."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from gridcenter.commands.context import store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.settings import load_settings

_FROM_INPUT = "-"


def copy(
    number: Annotated[
        str,
        typer.Argument(
            metavar="NUMBER", help=tr("ID number of the person; - reads it from the standard input")
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", readable=False, help=tr("paper (.pdf) to write"))
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("who asked, and how; stands in the audit"))
    ] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    text = sys.stdin.readline().strip() if number == _FROM_INPUT else number
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        copies = import_module("gridcenter.services.person_copies")  # heavy: no other command waits
        copies.write_person_copy(opened, text, out, reason=reason, by=by, zone=settings.zone)
    terminal().print(tr("Written: {file}").format(file=out), markup=False)
