"""`account pin`: the PIN that opens a desk after it has locked itself."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

from gridcenter.commands.context import store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.pins import has_pin, reset_pin, set_pin
from gridcenter.settings import load_settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "pin",
        cls=TaskCommand,
        help=tr(
            "Set the PIN that opens the locked desk of your account; it is asked for, never part of the line."
        ),
    )(pin)
    app.add_typer(group, name="account", help=tr("What belongs to an account."))


def pin(
    remove: Annotated[bool, typer.Option("--remove", help=tr("take the PIN away"))] = False,
    reset: Annotated[
        str, typer.Option("--reset", metavar="LOGIN", help=tr("take away that of somebody who forgot it"))
    ] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
            there = has_pin(session, by.account_id)
        if reset:
            reset_pin(opened, reset, by=by)
        else:
            old = _asked(tr("Present PIN: ")) if there else ""
            set_pin(opened, "" if remove else _chosen(), old=old, by=by)
    told = (
        tr("The PIN of {login} is gone: whoever sits at the desk opens it.")
        if remove or reset
        else tr("The desk of {login} opens with this PIN from now on.")
    )
    terminal().print(told.format(login=reset or by.login), markup=False)


def _chosen() -> str:
    """Return the new PIN, typed twice where somebody types."""
    first = _asked(tr("New PIN: "))
    if sys.stdin.isatty() and _asked(tr("Once more: ")) != first:
        raise BadInput(tr("The two are not the same. Nothing was changed."))
    return first


def _asked(prompt: str) -> str:
    """Read a line without showing it; from a pipe as it comes."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
