"""`store encrypt`, `store decrypt`, `store rekey`: the file of an embedded store written anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from gridcenter.commands.context import store_address, store_option, terminal
from gridcenter.commands.key_words import tell_key_file
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.progress import cancellable
from gridcenter.language import tr
from gridcenter.services.progress import Progress
from gridcenter.store.resealing import OnBytes, decrypt_store, encrypt_store, rekey_store


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
    _written_anew(encrypt_store, store)
    terminal().print(
        tr(
            "The store is encrypted now. Backups and copies made before are not: destroy them or keep them locked up."
        ),
        markup=False,
    )
    tell_key_file()


def decrypt(store: Annotated[str, store_option()] = "") -> None:
    _written_anew(decrypt_store, store)
    sentence = tr(
        "The store is a plain file now: whoever has it reads it. The key stays in the key file for backups."
    )
    terminal().print(sentence, markup=False)


def rekey(store: Annotated[str, store_option()] = "") -> None:
    _written_anew(rekey_store, store)
    terminal().print(
        tr("The store has a new key. The old one stays in the key file for backups."), markup=False
    )
    tell_key_file()


def _written_anew(work: Callable[[str, OnBytes], None], store: str) -> None:
    part = tr("writing the file anew")
    with cancellable(tr("Cancelled. The store is as it was.")) as progress:
        work(store_address(store), lambda done, total: progress(Progress(part, done, total)))
