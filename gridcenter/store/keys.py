"""Keys of encrypted embedded stores: a file of lines that only its owner reads, found by what the store begins with.

An encrypted file begins with 16 random bytes, its salt. The key file holds one line `salt key` for each store, both
in hex: a store that is moved, copied or restored finds its key again, and a new key leaves the old one for backups.
Keys stand in no address, no argument, no variable and no log; the setting `key_file` names the file, not the key.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from gridcenter.domain.errors import StoreRefused, reason_of
from gridcenter.language import tr
from gridcenter.paths import config_dir

SALT_BYTES, KEY_BYTES = 16, 32
PAGE_BYTES = 4096
_PLAIN_HEAD = b"SQLite format 3\0"
_LINE = re.compile(rf"([0-9a-f]{{{2 * SALT_BYTES}}}) ([0-9a-f]{{{2 * KEY_BYTES}}})")
_HEAD_LINE = (
    "# Keys of encrypted stores. Whoever has it and a store reads everything: keep a copy in a safe.\n"
)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_named: list[Path] = []


@dataclass(frozen=True, slots=True)
class StoreKey:
    """Raw key and salt of one store, in hex; neither shows in a traceback."""

    salt: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def literal(self) -> str:
        """Return what `PRAGMA key` and `ATTACH … KEY` take; deriving it from a password would cost 0.15 s each time."""
        return f"\"x'{self.secret}{self.salt}'\""


class FileKind(Enum):
    NOTHING = "nothing"
    PLAIN = "plain"
    SEALED = "sealed"
    """It may be an encrypted store; only its key tells."""
    FOREIGN = "foreign"


def name_key_file(path: str) -> None:
    """Say which key file this process uses, as the settings do; "" is the user's own. Only sealed stores open then."""
    _named[:] = [Path(path)] if path else []


def key_file() -> Path:
    return _named[0] if _named else config_dir() / "store.keys"


def key_file_is_named() -> bool:
    return bool(_named)


def file_kind(path: Path) -> FileKind:
    """Tell by its first bytes and its size what the file is.

    Raises:
        OSError: It cannot be read.
    """
    if not path.is_file() or not (size := path.stat().st_size):
        return FileKind.NOTHING
    with path.open("rb") as file:
        head = file.read(len(_PLAIN_HEAD))
    if head == _PLAIN_HEAD:
        return FileKind.PLAIN
    return FileKind.FOREIGN if size % PAGE_BYTES else FileKind.SEALED


def key_of(path: Path) -> StoreKey | None:
    """Return the key of an encrypted file, None where the key file holds none.

    Raises:
        StoreRefused: The key file can be read by others, or not at all.
    """
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES).hex()
    return next((key for key in known_keys() if key.salt == salt), None)


def new_key() -> StoreKey:
    """Make a key and write it to the key file before anything is encrypted with it.

    Raises:
        StoreRefused: The key file cannot be written, or others can read it.
    """
    key = StoreKey(secrets.token_hex(SALT_BYTES), secrets.token_hex(KEY_BYTES))
    path = key_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _require_private(path)
        _append(path, f"{key.salt} {key.secret}\n")
    except OSError as error:
        raise _unreadable(path, error) from error
    return key


def _append(path: Path, line: str) -> None:
    """Write the line in one piece and down to the disk: a store whose key is lost is lost."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, stat.S_IRUSR | stat.S_IWUSR)
    try:
        begun = b"" if os.fstat(handle).st_size else _HEAD_LINE.encode()
        os.write(handle, begun + line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def known_keys() -> list[StoreKey]:
    """Return what the key file holds, oldest first; nothing where there is none.

    Raises:
        StoreRefused: Others can read it, or it cannot be read.
    """
    path = key_file()
    if not path.is_file():
        return []
    try:
        _require_private(path)
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    found = (_LINE.fullmatch(line.strip()) for line in lines)
    return [StoreKey(match[1], match[2]) for match in found if match]


def _require_private(path: Path) -> None:
    """Refuse a key file that others may read; Windows keeps a user's folders to the user and has no such bits."""
    if os.name != "nt" and path.stat().st_mode & _OTHERS:
        sentence = tr("Others can read the key file {path}. Take that right away first: chmod 600 {path}")
        raise StoreRefused(sentence.format(path=path))


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> StoreRefused:
    why = reason_of(error) if isinstance(error, OSError) else tr("it is not written in UTF-8")
    sentence = tr(
        "The key file {path} cannot be used: {why}. Correct it, or name another with the setting key_file."
    )
    return StoreRefused(sentence.format(path=path, why=why))
