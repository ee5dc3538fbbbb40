"""`people`: the register of residents as a whole, and who looked at one of them; nobody in it is named."""

from __future__ import annotations

from typing import Annotated

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.number_conflicts import conflicts
from gridcenter.commands.opened import usable_store
from gridcenter.commands.organisation import organisation
from gridcenter.commands.own_history import lookups
from gridcenter.commands.person_copy import copy
from gridcenter.commands.person_merging import add_commands
from gridcenter.commands.person_report import report
from gridcenter.commands.progress import cancellable
from gridcenter.language import tr
from gridcenter.services.person_index import index_all_persons


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "index",
        cls=TaskCommand,
        help=tr("Make the search index of all residents anew: names, pinyin, phones."),
    )(index)
    group.command(
        "report",
        cls=TaskCommand,
        help=tr("Tell a person who looked at him or her, when, why, and what was shown; the audit keeps it."),
    )(report)
    group.command(
        "copy",
        cls=TaskCommand,
        help=tr("Write the copy of what is kept about a person, for that person; the audit keeps it."),
    )(copy)
    add_commands(group)
    group.command(
        "conflicts",
        cls=TaskCommand,
        help=tr("List under which numbers two people seem to stand, masked; the audit keeps it."),
    )(conflicts)
    group.command(
        "lookups",
        cls=TaskCommand,
        help=tr("List one's own look-ups of residents, with what was shown; no number is in it."),
    )(lookups)
    group.command(
        "organisation",
        cls=TaskCommand,
        help=tr("Show an organisation by its credit code with its people masked; the audit keeps who asked."),
    )(organisation)
    app.add_typer(group, name="people", help=tr("The register of residents as a whole."))


def index(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    stopped = tr("Stopped: the search index is as it was before.")
    with (
        usable_store(store) as opened,
        cancellable(stopped, as_json=as_json) as progress,
        opened.begin() as session,
    ):
        done = index_all_persons(session, progress)
    if as_json:
        print_json({"persons": done})
        return
    terminal().print(tr("{n} residents can be searched.").format(n=f"{done:,}"), markup=False)
