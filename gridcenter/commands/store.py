"""`init`, `upgrade` and `health`: the life of a store."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.account import tell_lacking
from gridcenter.commands.context import (
    Exit,
    complain,
    print_json,
    store_address,
    store_option,
    terminal,
)
from gridcenter.commands.key_words import tell_key_file
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import opened_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.errors import Refusal, StoreRefused
from gridcenter.language import tr
from gridcenter.services.new_store import prepare_store
from gridcenter.services.person_index import index_all_persons, index_is_of_before
from gridcenter.store import revisions, schema
from gridcenter.store.addresses import parse_address, shown_address
from gridcenter.store.engine import Store
from gridcenter.store.units import account_rows
from gridcenter.store.wholeness import require_whole


def register(app: typer.Typer) -> None:
    app.command(
        "init", cls=TaskCommand, help=tr("Create the store; a store that is there already is left as it is.")
    )(init)
    app.command(
        "upgrade", cls=TaskCommand, help=tr("Bring a store to the schema of this program (administrator).")
    )(upgrade)
    app.command("health", cls=TaskCommand, help=tr("Say whether the store answers and fits this program."))(
        health
    )


def init(
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help=tr("encrypt the file; its key goes to the key file"))
    ] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with opened_store(store, create=True, encrypt=encrypt) as opened:
        was_there = bool(revisions.current_revision(opened))
        if was_there:
            revisions.require_current(opened)
        else:
            schema.upgrade(opened)
        _prepare(opened)
    done = tr("The store was there already: {address}") if was_there else tr("Store created: {address}")
    terminal().print(done.format(address=opened.address), markup=False)
    if opened.encrypted and not was_there:
        tell_key_file()


def upgrade(store: Annotated[str, store_option()] = "") -> None:
    with opened_store(store) as opened:
        if not revisions.current_revision(opened):
            raise StoreRefused(
                tr("The store at {address} is empty. Prepare it with: gridcenter init --store …").format(
                    address=opened.address
                )
            )
        before = schema.upgrade(opened)
        _prepare(opened)
        with opened.read() as session:
            rows = account_rows(session)
        _tell_schema(before, revisions.current_revision(opened))
        tell_lacking(rows)
        _index_of_today(opened)


def _tell_schema(before: str, after: str) -> None:
    sentence = (
        tr("The schema is {after} already.") if before == after else tr("Schema {before} is now {after}.")
    )
    terminal().print(sentence.format(before=before, after=after), markup=False)


def _index_of_today(store: Store) -> None:
    """Make the search rows of residents anew where an older program made them: all of them, or none."""
    with store.read() as session:
        if not index_is_of_before(session):
            return
    stopped = tr(
        "Stopped: the store is upgraded, and residents are found as before. "
        "Make their search index anew with: gridcenter people index"
    )
    with cancellable(stopped) as progress, store.begin() as session:
        done = index_all_persons(session, progress)
    told = tr("Residents that can be searched by all readings of their names: {n}.")
    terminal().print(told.format(n=f"{done:,}"), markup=False)


def _prepare(store: Store) -> None:
    """Add code tables, first account and audit key where they are not there yet."""
    with store.begin() as session:
        prepare_store(session)


def health(
    store: Annotated[str, store_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
) -> None:
    found, refusal = _examined(store)
    if as_json:
        print_json({**found, "usable": refusal is None, "sentence": str(refusal or "")})
    else:
        _print_table(found)
        if refusal:
            complain(str(refusal))
    raise typer.Exit(Exit.FAILED if refusal else Exit.DONE)


def _examined(given: str) -> tuple[dict[str, Any], Refusal | None]:
    """Return what could be found out, and the refusal that stopped the examination or the use of the store."""
    found: dict[str, Any] = {
        "store": "",
        "kind": "",
        "answers": False,
        "encrypted": False,
        "schema": "",
        "schema_needed": revisions.newest_revision(),
    }
    try:
        url = parse_address(store_address(given))
        found |= {"store": shown_address(url), "kind": url.get_backend_name()}
        with opened_store(given) as opened:
            found |= _answers_of(opened)
            revisions.require_current(opened)
            require_whole(opened)
    except Refusal as refusal:
        return found, refusal
    return found, None


def _answers_of(store: Store) -> dict[str, Any]:
    return {"schema": revisions.current_revision(store), "answers": True, "encrypted": store.encrypted}


def _print_table(found: dict[str, Any]) -> None:
    titles = {
        "store": tr("store"),
        "kind": tr("kind"),
        "answers": tr("answers"),
        "encrypted": tr("encrypted"),
        "schema": tr("schema"),
        "schema_needed": tr("schema of this program"),
    }
    words = {True: tr("yes"), False: tr("no")}
    table = Table(show_header=False, box=None)
    for key, value in found.items():
        table.add_row(titles[key], words[value] if isinstance(value, bool) else value or "—")
    terminal().print(table)
