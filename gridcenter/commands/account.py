"""`account`: who works here and sees which area, and the PIN that opens a desk after it has locked itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from getpass import getpass
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.account_areas import give_area, without_area
from gridcenter.services.accounts import acting_account
from gridcenter.services.pins import has_pin, reset_pin, set_pin
from gridcenter.settings import load_settings
from gridcenter.store.units import AccountRow, account_rows


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "pin",
        cls=TaskCommand,
        help=tr(
            "Set the PIN that opens the locked desk of your account; it is asked for, never part of the line."
        ),
    )(pin)
    group.command(
        "list", cls=TaskCommand, help=tr("List the accounts with their areas, and say who lacks one.")
    )(list_accounts)
    group.command(
        "area", cls=TaskCommand, help=tr("Give an account the areas that it sees, instead of those before.")
    )(area)
    app.add_typer(group, name="account", help=tr("What belongs to an account."))


def list_accounts(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        rows = account_rows(session)
    if as_json:
        print_json({"accounts": [_json(one) for one in rows], "without_area": without_area(rows)})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Account"), tr("Name"), tr("Role"), tr("Area")):
        table.add_column(title)
    for one in rows:
        table.add_row(*map(Text, (one.login, one.name, _role(one), _areas(one))))
    terminal().print(table)
    tell_lacking(rows)


def area(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=tr("account"))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=tr("divisions or grids, commas between"))] = "",
    everywhere: Annotated[bool, typer.Option("--everywhere", help=tr("the whole store"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if bool(code) == everywhere:
        raise WrongUse(tr("Name the code of an area, or --everywhere."))
    codes = [""] if everywhere else [one for one in code.replace("，", ",").split(",") if one.strip()]
    with usable_store(store) as opened:
        given = give_area(opened, login, codes, acting=load_settings().account)
    if as_json:
        print_json(_json(given))
        return
    told = tr("{login} sees from now on: {areas}. A desk that is open under it is opened again.")
    terminal().print(told.format(login=given.login, areas=_areas(given)), markup=False)


def tell_lacking(rows: Sequence[AccountRow]) -> None:
    """Say which accounts sign in no more, and what is to be typed."""
    lacking = without_area(rows)
    if lacking:
        sentence = tr("These accounts have no area and see nothing: {logins}.")
        terminal().print(sentence.format(logins=listed(lacking)), markup=False)
        told = tr("An administrator gives it: gridcenter account area {login} CODE (or --everywhere)")
        for login in lacking:
            terminal().print(told.format(login=login), markup=False)


def _areas(one: AccountRow) -> str:
    if not one.areas:
        return tr("none: sees nothing")
    return listed(code or tr("the whole store") for code in one.areas)


def _role(one: AccountRow) -> str:
    role = pick(ROLE_NAMES[one.role]) if one.role in ROLE_NAMES else one.role
    return role if one.active else tr("{role}, switched off").format(role=role)


def _json(one: AccountRow) -> dict[str, object]:
    areas = [code or "*" for code in one.areas]
    return {"login": one.login, "name": one.name, "role": one.role, "active": one.active, "areas": areas}


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
