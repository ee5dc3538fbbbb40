"""Writing an embedded store anew: encrypted, plain, or under another key; the old file stays until the new one holds.

What belongs to the store and lies beside it goes along: it stands under both keys while the file takes its place.
The copy lies beside the store, takes its place in one move, and what was there is overwritten: but on a disk of
flash memory, in snapshots and in backups the old content may live on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.domain.errors import Refusal, StoreRefused, StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.store import keys
from gridcenter.store.addresses import parse_address, shown_address
from gridcenter.store.engine import Store
from gridcenter.store.failures import as_refusal
from gridcenter.store.keys import StoreKey
from gridcenter.store.network_paths import refuse_network_path
from gridcenter.store.sealed import key_for, use_key
from gridcenter.store.wiping import overwrite, wipe

_STEPS = 20_000
"""Instructions of SQLite between two looks at how far the copy is."""

OnBytes = Callable[[int, int], None]
"""Told how many bytes of about how many are written; may raise to stop, and nothing has changed then."""
Named = Callable[[Iterable[str]], set[str]]
"""Which of these hashes of contents an attachment of the store names."""


class Beside(Protocol):
    """Files that belong to the store."""

    def carry(self, path: Path, old: StoreKey | None, new: StoreKey | None, named: Named) -> None:
        """Write them under the new key too; the store is kept from everybody else. May raise: nothing has changed."""

    def settle(self) -> None:
        """Let go what the key of the store as it is now has no use for."""


def encrypt_store(address: str, tell: OnBytes, beside: Beside | None = None) -> None:
    """Encrypt a plain store with a new key.

    Raises:
        StoreRefused: It is encrypted already, is none, or is not a file.
        StoreUnavailable: Another program has it open, or the disk is full.
    """
    path, shown, key = _opened(address)
    if key is not None:
        raise StoreRefused(tr("The store at {address} is encrypted already.").format(address=shown))
    _rewrite(path, shown, None, keys.new_key(), tell, beside)


def decrypt_store(address: str, tell: OnBytes, beside: Beside | None = None) -> None:
    """Write an encrypted store as a plain one; raises as `encrypt_store` does."""
    path, shown, key = _opened(address)
    if key is None:
        raise StoreRefused(tr("The store at {address} is not encrypted.").format(address=shown))
    _rewrite(path, shown, key, None, tell, beside)


def rekey_store(address: str, tell: OnBytes, beside: Beside | None = None) -> None:
    """Write an encrypted store under a new key; the old one stays in the key file for backups."""
    path, shown, key = _opened(address)
    if key is None:
        raise StoreRefused(tr("The store at {address} is not encrypted.").format(address=shown))
    _rewrite(path, shown, key, keys.new_key(), tell, beside)


def _opened(address: str) -> tuple[Path, str, StoreKey | None]:
    url = parse_address(address)
    shown = shown_address(url)
    if url.get_backend_name() != "sqlite":
        raise StoreRefused(
            tr("{address} is a server: its administrator encrypts the disk, not this program.").format(
                address=shown
            )
        )
    path = Path(url.database or "")
    refuse_network_path(path)
    if keys.file_kind(path) is keys.FileKind.NOTHING:
        raise StoreRefused(
            tr("There is no store at {path}. Create it with: gridcenter init --store {path}").format(
                path=path
            )
        )
    return path, shown, key_for(path, shown, encrypt=False)


def drop_leftover_copy(store: Store) -> None:
    """Remove the copy that a program left which was stopped while it wrote the store anew.

    The open reading keeps everybody from writing it anew meanwhile.

    Raises:
        OSError: It cannot be removed.
    """
    with store.read() as session:
        session.execute(text("SELECT count(*) FROM sqlite_master")).all()
        wipe(_copy_of(Path(store.url.database or "")))


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _rewrite(
    path: Path, shown: str, old: StoreKey | None, new: StoreKey | None, tell: OnBytes, beside: Beside | None
) -> None:
    copy = _copy_of(path)
    try:
        with _refusing(shown):
            wipe(copy)
            with closing(_alone(path, old)) as source:
                if beside is not None:
                    beside.carry(path, old, new, partial(_named, source))
                _export(source, copy, new, tell, of=path.stat().st_size)
                _require_same(source, copy, new, shown)
                _take_place(source, copy, path)
    except BaseException:
        with suppress(OSError):
            wipe(copy)
        with suppress(Refusal):
            _settle(shown, beside)
        raise
    _settle(shown, beside)


def _settle(shown: str, beside: Beside | None) -> None:
    if beside is None:
        return
    try:
        beside.settle()
    except Refusal as refusal:
        sentence = tr(
            "The store at {address} has its new form. What is left of its attachments in the former one goes when it "
            "is opened next: {why}"
        )
        raise StoreUnavailable(sentence.format(address=shown, why=refusal)) from refusal


def _named(source: Any, hashes: Iterable[str]) -> set[str]:
    wanted = list(hashes)
    marks = ",".join("?" * len(wanted))
    rows = source.execute(f"SELECT DISTINCT sha256 FROM attachment WHERE sha256 IN ({marks})", wanted)
    return {sha256 for (sha256,) in rows}


def _alone(path: Path, key: StoreKey | None) -> Any:
    """Open the file for this program alone: leaving the log mode fails while anybody else has it open."""
    connection = _connect(path, key)
    try:
        connection.execute("PRAGMA temp_store=MEMORY").fetchall()
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, key: StoreKey | None) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA busy_timeout=1000").fetchall()
    if key is not None:
        use_key(connection, key)
    return connection


def _export(source: Any, copy: Path, key: StoreKey | None, tell: OnBytes, *, of: int) -> None:
    copy.touch(mode=0o600)
    literal = "''" if key is None else key.literal
    source.execute(f"ATTACH ? AS copy KEY {literal}", (str(copy),))
    source.execute("PRAGMA copy.journal_mode=OFF").fetchall()
    stopped: list[BaseException] = []

    def watch() -> int:
        try:
            tell(min(copy.stat().st_size, of), of)
        except BaseException as error:  # noqa: BLE001 - it crosses SQLite, and is raised again behind it
            stopped.append(error)
            return 1
        return 0

    source.set_progress_handler(watch, _STEPS)
    try:
        source.execute("SELECT sqlcipher_export('copy')").fetchall()
    except sqlcipher.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        source.set_progress_handler(None, 0)
    source.execute("DETACH copy")
    _flush(copy)


def _require_same(source: Any, copy: Path, key: StoreKey | None, shown: str) -> None:
    """Hold the copy against the store: the same tables, as many rows in each, every page whole."""
    with closing(_connect(copy, key)) as made:
        checks = ["PRAGMA quick_check(1)"] + (["PRAGMA cipher_integrity_check"] if key is not None else [])
        faults = [row[0] for check in checks for row in made.execute(check) if row[0] != "ok"]
        if faults or _content(made) != _content(source):
            sentence = tr("The copy of {address} does not hold what the store holds. Nothing was changed.")
            raise StoreUnavailable(sentence.format(address=shown))


def _content(connection: Any) -> dict[str, Any]:
    schema = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY type, name").fetchall()
    tables = [name for name, kind, _sql in schema if kind == "table"]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}
    return {"schema": schema, "rows": counts}


def _take_place(source: Any, copy: Path, path: Path) -> None:
    """Put the copy in the store's place. Whoever waits for the old file finds it empty, and never writes into it."""
    copy.chmod(path.stat().st_mode & 0o777)
    if os.name == "nt":  # an open file cannot be replaced there
        source.close()
        copy.replace(path)
        return
    with path.open("r+b") as old:
        copy.replace(path)
        _flush(path.parent)
        overwrite(old)


def _flush(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _refusing(shown: str) -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as error:
        refusal = as_refusal(error, shown)
        if refusal is None:
            raise
        raise refusal from error
    except OSError as error:
        sentence = tr("The store at {address} could not be written anew: {why}. It is as it was.")
        raise StoreUnavailable(sentence.format(address=shown, why=reason_of(error))) from error
