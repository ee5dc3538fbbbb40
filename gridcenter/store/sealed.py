"""Opening embedded files that are encrypted, or not: one clear answer for each thing that can be wrong with a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.domain.errors import StoreRefused, reason_of
from gridcenter.language import tr
from gridcenter.store import keys
from gridcenter.store.failure_sentences import damaged
from gridcenter.store.keys import FileKind, StoreKey


def key_for(path: Path, address: str, *, encrypt: bool | None) -> StoreKey | None:
    """Return the key of the store in this file, None for a plain one; a new file gets a key where `encrypt` asks.

    Where it is None the settings decide: a key file that they name asks for encrypted stores only.

    Raises:
        StoreRefused: Key and file do not fit each other, or the file is no store.
    """
    try:
        kind = keys.file_kind(path)
    except OSError as error:
        raise _closed(address, error) from error
    wanted = keys.key_file_is_named() if encrypt is None else encrypt
    if kind is FileKind.NOTHING:
        return keys.new_key() if wanted else None
    if kind is FileKind.FOREIGN:
        raise StoreRefused(damaged().format(address=address))
    if kind is FileKind.SEALED:
        return _fitting_key(path, address)
    if wanted:
        raise StoreRefused(_not_encrypted().format(address=address))
    return None


def use_key(connection: Any, key: StoreKey) -> None:
    """Give a new connection its key before it says anything else; a wrong one is told at the first reading."""
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    connection.execute(f"PRAGMA key={key.literal}").fetchall()


def opens(path: Path, key: StoreKey) -> bool:
    """Tell whether the key opens the file."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        use_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlcipher.DatabaseError as error:
        return "not a database" not in str(error)  # locked or unreadable: its first use tells so
    finally:
        connection.close()
    return True


def _fitting_key(path: Path, address: str) -> StoreKey:
    try:
        key = keys.key_of(path)
    except OSError as error:
        raise _closed(address, error) from error
    if key is None:
        sentence = tr(
            "The file at {address} is encrypted, or is no store at all: the key file {file} has no key for it. "
            "Put its key file back, or name it with the setting key_file."
        )
        raise StoreRefused(sentence.format(address=address, file=keys.key_file()))
    if not opens(path, key):
        sentence = tr(
            "The key in {file} does not open the store at {address}: the key is wrong or the file is damaged. "
            "Put back the right key file, or restore a backup."
        )
        raise StoreRefused(sentence.format(address=address, file=keys.key_file()))
    return key


def _closed(address: str, error: OSError) -> StoreRefused:
    sentence = tr("The store at {address} cannot be read: {why}. Ask for the right to read this file.")
    return StoreRefused(sentence.format(address=address, why=reason_of(error)))


def _not_encrypted() -> str:
    return tr(
        "The store at {address} is not encrypted, and an encrypted one is asked for. Encrypt it with: "
        "gridcenter store encrypt; or leave out --encrypt and the setting key_file."
    )
