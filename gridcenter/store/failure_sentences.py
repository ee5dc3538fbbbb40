"""What a person reads when a store cannot be used: what is wrong with the one at {address}, and what to do."""

from __future__ import annotations

from gridcenter.language import tr


def no_text() -> str:
    return tr("The text holds a character that belongs to no text. Type it again instead of pasting it.")


def damaged() -> str:
    return tr("The file at {address} is damaged or is not a store of this program. Restore a backup.")


def locked() -> str:
    return tr("The store at {address} is locked by another program. Close that program or try again.")


def crossed() -> str:
    return tr(
        "Somebody else worked on the same records at the same moment. Nothing was stored here: try again."
    )


def full() -> str:
    return tr(
        "The disk of the store at {address} is full; nothing was written. Free some space and try again."
    )


def read_only() -> str:
    return tr("The store at {address} is read-only. Ask for the right to write to this file or database.")


def not_opened() -> str:
    return tr(
        "The store at {address} cannot be opened. "
        "Check that its folder exists and that you may read and write there."
    )


def disk_refused() -> str:
    return tr(
        "The disk of the store at {address} could not be read or written: a quota, a limit on the size of files, or a "
        "fault of the disk. Nothing was changed; ask the administrator to look at the disk."
    )


def no_right() -> str:
    return tr(
        "The server at {address} does not give this user the right to do this; nothing was done. "
        "Ask the administrator for it."
    )


def stranger() -> str:
    return tr(
        "The server at {address} does not accept this user or password. Check both with the administrator."
    )


def no_such_port() -> str:
    return tr(
        "The address {address} names a port or an option that does not exist. "
        "Correct it, for example: postgresql://user@server:5432/database"
    )


def no_such_database() -> str:
    return tr(
        "The server has no such database: {address}. Let the administrator create it (createdb), "
        "then run: gridcenter init --store …"
    )


def no_store() -> str:
    return tr("There is no store of this program at {address}. Create it with: gridcenter init --store …")


def no_answer() -> str:
    return tr("The server at {address} does not answer. Check that it runs and that the network is up.")
