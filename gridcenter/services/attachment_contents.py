"""Where contents stand in the folder of attachments: in plain, or sealed with the key of an encrypted store.

Plain content stands at `ab/cd/abcd…`, by its SHA-256; sealed content at `sealed-…/ab/cd/abcd…`, where the folder is
that of the key and the name a keyed hash. So the contents of two keys stand side by side while a store changes from
one to the other, and each can be read whichever of them the store has in the end.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr
from gridcenter.store.engine import Store
from gridcenter.store.keys import StoreKey
from gridcenter.store.sealed_content import (
    SEALED,
    Seal,
    SealBroken,
    SealedReader,
    SealingWriter,
    seal_of,
)

INCOMING = "incoming"
_HASH = re.compile(r"[0-9a-f]{64}")
_SHARE = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file that opens as a plain one does."""

    path: Path
    seal: Seal

    def open(self, _mode: str = "rb") -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(SealedReader(self.path.open("rb"), self.seal)))


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of one folder under one key; None keeps them in plain. Made anew for each piece of work."""

    root: Path
    seal: Seal | None = None

    @property
    def base(self) -> Path:
        return self.root / self.seal.folder if self.seal else self.root

    @property
    def incoming(self) -> Path:
        """Where files are written before they get their names: on the same disk."""
        return self.root / INCOMING

    def place(self, content_hash: str) -> Path:
        """Return where content stands or would stand; nothing but a hash becomes part of a path.

        Raises:
            StoreRefused: What the store names it by is no hash.
        """
        if not _HASH.fullmatch(content_hash):
            raise StoreRefused(
                tr("The store names an attachment by something that is no hash: let it be checked.")
            )
        name = self.seal.name_of(content_hash) if self.seal else content_hash
        return self.base / name[:2] / name[2:4] / name

    def file(self, path: Path) -> Path | SealedFile:
        """Return what opens the plain content of a file written under this key."""
        return SealedFile(path, self.seal) if self.seal else path

    def open(self, content_hash: str) -> BinaryIO:
        """Open content for reading; what has not been sealed yet is read in plain.

        Raises:
            FileNotFoundError: It is not there.
            SealBroken: It was altered, or another key wrote it.
            OSError: It cannot be read.
        """
        place = self.place(content_hash)
        try:
            return self.file(place).open("rb")
        except FileNotFoundError:
            if self.seal is None:
                raise
            return Contents(self.root).place(content_hash).open("rb")

    def writer(self, out: BinaryIO) -> BinaryIO | SealingWriter:
        return SealingWriter(out, self.seal) if self.seal else out

    def holds_hash(self, path: Path) -> str:
        """Return the hash of the content that a file in its place claims to hold; "" where it claims none."""
        if self.seal is None:
            return path.name if _HASH.fullmatch(path.name) else ""
        try:
            with SealedReader(path.open("rb"), self.seal) as reader:
                return reader.content_hash
        except SealBroken:
            return ""

    def size_in(self, content_hash: str) -> int:
        """Return the size of the content that stands in its place; -1 where none does, or another.

        Raises:
            OSError: It is there and cannot be read.
        """
        place = self.place(content_hash)
        try:
            if self.seal is None:
                return place.stat().st_size
            with SealedReader(place.open("rb"), self.seal) as reader:
                return reader.size if reader.content_hash == content_hash else -1
        except (FileNotFoundError, SealBroken):
            return -1

    def files(self) -> Iterator[Path]:
        """Yield the files below the shares of this key, whatever they are named; links lead nowhere."""
        for share in self.shares():
            yield from _below(share)

    def shares(self) -> list[Path]:
        """Return the folders by the first byte of the names."""
        return [one for one in _listed(self.base) if _SHARE.fullmatch(one.name) and one.is_dir()]

    def others(self, known: tuple[StoreKey, ...]) -> tuple[Contents, ...]:
        """Return the contents that stand in the folder in plain or under other keys that are known."""
        names = {entry.name for entry in _listed(self.root) if entry.is_dir()}
        seals = (seal_of(key) for key in known)
        sealed = [Contents(self.root, seal) for seal in dict.fromkeys(seals) if seal.folder in names]
        plain = [Contents(self.root)] if any(map(_SHARE.fullmatch, names)) else []
        return tuple(one for one in (*plain, *sealed) if one.base != self.base)

    def strange_seals(self) -> bool:
        """Tell whether sealed contents of another key stand in the folder."""
        names = (entry.name for entry in _listed(self.root))
        return any(name.startswith(SEALED) and name != self.base.name for name in names)


def contents_of(store: Store, folder: Path) -> Contents:
    """Return the contents of a store's folder, as the store's key has them written and read."""
    return Contents(folder, seal_of(store.key) if store.key else None)


def _below(folder: Path) -> Iterator[Path]:
    for entry in _listed(folder):
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        else:
            yield entry


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
