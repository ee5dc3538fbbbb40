"""`self-check`: is this installation complete?"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from gridcenter import __version__
from gridcenter.commands.context import Exit, print_json, terminal
from gridcenter.commands.line import TaskCommand
from gridcenter.language import tr
from gridcenter.self_check import Finding, run_checks


def register(app: typer.Typer) -> None:
    app.command(
        "self-check", cls=TaskCommand, help=tr("Check that this installation is complete and works.")
    )(self_check)


def self_check(as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False) -> None:
    findings = run_checks()
    if as_json:
        parts = [{"part": one.part, "good": one.good, "detail": one.detail} for one in findings]
        print_json({"version": __version__, "good": all(one.good for one in findings), "parts": parts})
    else:
        terminal().print(_table(findings))
    raise typer.Exit(Exit.DONE if all(one.good for one in findings) else Exit.FAILED)


def _table(findings: list[Finding]) -> Table:
    table = Table(title=f"gridcenter {__version__}", title_justify="left", show_header=False, box=None)
    for one in findings:
        word = Text(tr("good"), "green") if one.good else Text(tr("bad"), "red")
        table.add_row(word, one.part, Text(one.detail))
    return table
