"""`demo`: a synthetic district in a new store, and with --live the people who work in it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gridcenter.clock import utc_now
from gridcenter.commands.context import store_option, terminal
from gridcenter.commands.key_words import tell_key_file
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import opened_store
from gridcenter.commands.progress import cancellable, until_interrupted
from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr
from gridcenter.settings import load_settings
from gridcenter.store import revisions, schema
from gridcenter.store.codes import store_fact
from gridcenter.store.engine import Store

Size = Literal["street", "district", "city"]
DEFAULT_SEED = 7


def register(app: typer.Typer) -> None:
    app.command(
        "demo", cls=TaskCommand, help=tr("Make a synthetic district, and with --live let people work in it.")
    )(demo)


def demo(
    size: Annotated[Size, typer.Option(help=tr("how large"))] = "district",
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help=tr("the same seed makes the same district"))
    ] = DEFAULT_SEED,
    live: Annotated[
        bool, typer.Option("--live", help=tr("report and move incidents until Ctrl+C; makes the demo first"))
    ] = False,
    rate: Annotated[
        float,
        typer.Option(min=0.01, max=500, metavar="N", help=tr("reports and moves per second with --live")),
    ] = 1.0,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help=tr("encrypt the file; its key goes to the key file"))
    ] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with opened_store(store, create=True, encrypt=encrypt) as opened:
        if not (live and _is_demo(opened)):
            _make(opened, size, seed)
        if live:
            _play(opened, rate=rate, seed=seed)


def _is_demo(store: Store) -> bool:
    """Tell whether the store is a demo already, so that --live goes on with it.

    Raises:
        StoreRefused: It is another program's version, or holds a centre's own data.
    """
    if not revisions.current_revision(store):
        return False
    revisions.require_current(store)
    with store.read() as session:
        return store_fact(session, "synthetic") == "1"


def _make(store: Store, size: Size, seed: int) -> None:
    making = import_module("gridcenter.services.demo.create")  # heavy: no other command waits for it
    sizes = import_module("gridcenter.services.demo.sizes")
    if revisions.current_revision(store):
        revisions.require_current(store)
    else:
        schema.upgrade(store)
    with cancellable(tr("Cancelled. Nothing was stored.")) as progress:
        made = making.create_demo(
            store, size=sizes.DemoSize(size), seed=seed, now=utc_now(), progress=progress
        )
    _tell(made, store)


def _tell(made: Any, store: Store) -> None:
    sentence = tr(
        "Demo made (all data are synthetic): {communities} communities, {grids} grids, {buildings} buildings, "
        "{components} components, {persons} persons, {incidents} incidents."
    )
    numbers = ("communities", "grids", "buildings", "components", "persons", "incidents")
    console = terminal()
    console.print(sentence.format(**{name: f"{getattr(made, name):,}" for name in numbers}), markup=False)
    console.print(tr("Store: {address}").format(address=store.address), markup=False)
    if store.encrypted:
        tell_key_file()


def _play(store: Store, *, rate: float, seed: int) -> None:
    run_live = import_module("gridcenter.services.live_demo").run_live
    console = terminal()
    console.print(tr("Live: {rate} reports and moves per second. Ctrl+C ends it.").format(rate=f"{rate:g}"))
    with until_interrupted() as stopped:
        tally = run_live(store, rate=rate, seed=seed, stop=stopped, held_up=_tell_wait, folder=_folder(store))
    sentence = tr("Ended: {reported} reported, {moved} moved, {refused} refused.")
    console.print(sentence.format(reported=tally.reported, moved=tally.moved, refused=tally.refused))


def _folder(store: Store) -> Path | None:
    """Return where the players keep their pictures; None where a shared store has no folder for attachments."""
    files = import_module("gridcenter.services.attachment_files")
    try:
        folder: Path = files.attachment_folder(store, load_settings().attachments)
    except StoreRefused:
        terminal().print(
            tr("No folder for attachments is set: the players leave alone what asks for photographs.")
        )
        return None
    return folder


def _tell_wait(reason: str) -> None:
    """Say why nothing is written just now; without a reason, that writing goes on."""
    told = (
        tr("Waiting for the store. {why}").format(why=reason)
        if reason
        else tr("The store can be written again.")
    )
    terminal().print(told, style="yellow" if reason else "green", markup=False)
