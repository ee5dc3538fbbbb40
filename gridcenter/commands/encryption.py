"""`store encrypt`, `store decrypt`, `store rekey`: the file of an embedded store written anew."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Annotated

import typer

from gridcenter.commands.context import store_address, store_option, terminal
from gridcenter.commands.key_words import tell_key_file
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import opened_store
from gridcenter.commands.progress import cancellable
from gridcenter.language import tr
from gridcenter.services.progress import OnProgress
from gridcenter.services.store_encryption import Change, change_encryption, take_in_leftovers
from gridcenter.settings import load_settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, meaning, task in (
        ("encrypt", tr("Encrypt the file of an embedded store with a new key."), encrypt),
        ("decrypt", tr("Write an encrypted store as a plain file."), decrypt),
        ("rekey", tr("Encrypt the file anew with another key; the old key stays for backups."), rekey),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(task)
    app.add_typer(
        group, name="store", help=tr("Encryption of an embedded store; nobody else may have it open.")
    )


def encrypt(store: Annotated[str, store_option()] = "") -> None:
    if _finished_before(store):
        return
    _written_anew(Change.ENCRYPT, store)
    terminal().print(
        tr(
            "The store and its attachments are encrypted now. Backups and copies made before are not: destroy them or "
            "keep them locked up."
        ),
        markup=False,
    )
    tell_key_file()


def decrypt(store: Annotated[str, store_option()] = "") -> None:
    _written_anew(Change.DECRYPT, store)
    sentence = tr(
        "The store and its attachments are plain files now: whoever has them reads them. The key stays in the key file "
        "for backups."
    )
    terminal().print(sentence, markup=False)


def rekey(store: Annotated[str, store_option()] = "") -> None:
    _written_anew(Change.REKEY, store)
    terminal().print(
        tr("The store has a new key. The old one stays in the key file for backups."), markup=False
    )
    tell_key_file()


def _finished_before(store: str) -> bool:
    """Seal what stands in plain beside a store that is encrypted already; tell whether there was any."""
    with opened_store(store) as opened, _cancellable() as progress:
        if not opened.encrypted:
            return False
        taken = take_in_leftovers(opened, load_settings().attachments, progress=progress).taken
    sentence = tr(
        "The store is encrypted already; {n} attachments that stood in plain beside it are now too."
    )
    if taken:
        terminal().print(sentence.format(n=f"{taken:,}"), markup=False)
    return bool(taken)


def _written_anew(change: Change, store: str) -> None:
    with _cancellable() as progress:
        change_encryption(change, store_address(store), load_settings().attachments, progress=progress)


def _cancellable() -> AbstractContextManager[OnProgress]:
    return cancellable(tr("Cancelled. The store is as it was."))
