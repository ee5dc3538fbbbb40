"""Encrypting an embedded store, giving it another key, or none: the file and the attachments that belong to it.

The attachments are written under the new key before the file takes its place, and go from under the old one after
it has: stopped before, everything is as it was; stopped after, the rest goes when the store is opened next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from gridcenter.domain.errors import StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.services.attachment_contents import Contents, contents_of
from gridcenter.services.attachment_files import attachment_folder, folder_beside
from gridcenter.services.attachment_settling import Named, Settled, carry_contents, settle_contents
from gridcenter.services.progress import Cancelled, OnProgress, Progress
from gridcenter.store.attachments import known_contents
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import StoreKey, known_keys
from gridcenter.store.resealing import (
    Beside,
    OnBytes,
    decrypt_store,
    drop_leftover_copy,
    encrypt_store,
    rekey_store,
)
from gridcenter.store.sealed_content import seal_of


class Change(Enum):
    ENCRYPT = "encrypt"
    DECRYPT = "decrypt"
    REKEY = "rekey"


_WORK: dict[Change, Callable[[str, OnBytes, Beside], None]] = {
    Change.ENCRYPT: encrypt_store,
    Change.DECRYPT: decrypt_store,
    Change.REKEY: rekey_store,
}


def change_encryption(change: Change, address: str, configured: str, *, progress: OnProgress) -> None:
    """Write the store and its attachments anew; `configured` is the folder of the setting, if one is set.

    Raises:
        StoreRefused: It is so already, or is no embedded store.
        StoreUnavailable: Another program has it open, the disk is full, or an attachment was altered.
        Cancelled: `progress` raised it; everything is as it was.
    """
    part = tr("writing the file anew")
    beside = _Attachments(address, configured, progress)
    _WORK[change](address, lambda done, total: progress(Progress(part, done, total)), beside)


def take_in_leftovers(store: Store, configured: str, *, progress: OnProgress) -> Settled:
    """Finish what a change of the key left when it was stopped, and seal what stands in plain beside a sealed store.

    A plain store without leftovers costs one look into the folder. A server's store is left alone.

    Raises:
        StoreUnavailable: The folder cannot be read or written.
        Cancelled: `progress` raised it; the rest is done another time.
    """
    if not store.is_sqlite:
        return Settled()
    folder = attachment_folder(store, configured)
    try:
        drop_leftover_copy(store)
        return _settled(store, contents_of(store, folder), alone=_is_own(store, folder), progress=progress)
    except OSError as error:
        raise _unwritten(folder, error) from error


def _is_own(store: Store, folder: Path) -> bool:
    return folder.absolute() == folder_beside(Path(store.url.database or ""))


def _settled(store: Store, contents: Contents, *, alone: bool, progress: OnProgress) -> Settled:
    named = _all_of if alone else _named_by(store)
    return settle_contents(contents, known_keys(), named=named, alone=alone, progress=progress)


def _all_of(hashes: Iterable[str]) -> set[str]:
    return set(hashes)


def _named_by(store: Store) -> Named:
    def named(hashes: Iterable[str]) -> set[str]:
        with store.read() as session:
            return known_contents(session, hashes)

    return named


def _unwritten(folder: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(
        tr("The folder of attachments {folder} cannot be written: {why}.").format(
            folder=folder, why=reason_of(error)
        )
    )


@dataclass(frozen=True, slots=True)
class _Attachments:
    """What goes with the file of the store when its key changes."""

    address: str
    configured: str
    progress: OnProgress

    def carry(self, path: Path, old: StoreKey | None, new: StoreKey | None, named: Named) -> None:
        folder = Path(self.configured) if self.configured else folder_beside(path)
        alone = folder.absolute() == folder_beside(path)
        wanted = _all_of if alone else named
        before, after = _contents(folder, old), _contents(folder, new)
        try:
            settle_contents(before, known_keys(), named=wanted, alone=alone, progress=self.progress)
            carry_contents(before, after, named=wanted, progress=self.progress)
        except OSError as error:
            raise _unwritten(folder, error) from error

    def settle(self) -> None:
        """Let go what the key that the store has now has no use for; wishes to stop come too late here."""
        store = open_store(self.address, encrypt=False)
        try:
            take_in_leftovers(store, self.configured, progress=self._deaf)
        finally:
            store.dispose()

    def _deaf(self, made: Progress) -> None:
        try:
            self.progress(made)
        except Cancelled:
            return


def _contents(folder: Path, key: StoreKey | None) -> Contents:
    return Contents(folder, seal_of(key) if key else None)
