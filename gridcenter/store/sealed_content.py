"""Content under the key of an encrypted store: AES-256-GCM in portions, so that a large file is never held whole.

A sealed file is a mark, 32 random bytes, its head (hash and size of the content) and the portions. Each file has a
key of its own, made of the store's key and those bytes (HKDF-SHA256). Nonces are the number of the portion and
whether it is the last: what is cut off, put in another order or taken from another file does not open.

A file is named by a keyed hash of its content's hash: equal content has one name under one key, and whoever holds a
known picture cannot look whether it is there. How large a file is, and when it was written, is not hidden.
"""

from __future__ import annotations

import io
import os
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gridcenter.store.keys import StoreKey

SEALED = "sealed-"
"""What the folder of a key begins with; the rest is the beginning of its salt, with which the store file begins."""
PORTION = 1 << 20
_MARK = b"GCSEAL1\n"
_RANDOM, _TAG, _KEY = 32, 16, 32
_HASH = sha256().digest_size
_HEAD = _HASH + 8
_BEGIN = len(_MARK) + _RANDOM
_FIRST = _BEGIN + _HEAD + _TAG
_MIDDLE, _LAST, _OF_HEAD = range(3)


class SealBroken(Exception):  # noqa: N818 - a finding; whoever reads says it with the file's name
    """The content does not open: it was altered, or another key wrote it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What one store key makes of contents and their names; no key shows in a traceback."""

    folder: str
    _content: bytes = field(repr=False)
    _names: bytes = field(repr=False)

    def name_of(self, content_hash: str) -> str:
        return digest(self._names, bytes.fromhex(content_hash), "sha256").hex()

    def cipher(self, random: bytes) -> AESGCM:
        return AESGCM(_derived(self._content, random, b"one file"))


@lru_cache(maxsize=64)
def seal_of(key: StoreKey) -> Seal:
    secret, salt = bytes.fromhex(key.secret), bytes.fromhex(key.salt)
    content, names = (
        _derived(secret, salt, b"gridcenter attachments " + use) for use in (b"content", b"names")
    )
    return Seal(SEALED + key.salt[:16], content, names)


def _derived(secret: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=use).derive(secret)


def begins_sealed(path: Path) -> bool:
    """Tell whether a file is a sealed one, by how it begins.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


class SealingWriter:
    """Takes content in any portions; the file is worth something only after `finish`, which writes its head."""

    def __init__(self, out: BinaryIO, seal: Seal) -> None:
        random = os.urandom(_RANDOM)
        self._out, self._cipher = out, seal.cipher(random)
        self._left, self._number = bytearray(), 0
        self._hash, self._size = sha256(), 0
        out.write(_MARK + random + bytes(_HEAD + _TAG))

    def write(self, content: bytes) -> None:
        self._hash.update(content)
        self._size += len(content)
        self._left += content
        while len(self._left) > PORTION:  # the last one is marked as such: it waits for `finish`
            self._seal(bytes(self._left[:PORTION]), _MIDDLE)
            del self._left[:PORTION]

    def finish(self) -> None:
        self._seal(bytes(self._left), _LAST)
        head = self._hash.digest() + struct.pack(">Q", self._size)
        self._out.seek(_BEGIN)
        self._out.write(self._cipher.encrypt(_nonce(0, _OF_HEAD), head, _MARK))
        self._out.seek(0, os.SEEK_END)

    def _seal(self, portion: bytes, kind: int) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, kind), portion, _MARK))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads sealed content from anywhere in it; holds one portion. Owns and closes `file`.

    Raises:
        SealBroken: When made, and at every reading.
    """

    def __init__(self, file: BinaryIO, seal: Seal) -> None:
        super().__init__()
        self._file, self._place = file, 0
        self._number, self._portion = -1, b""
        try:
            self._begin(seal)
        except BaseException:
            self.close()
            raise

    def _begin(self, seal: Seal) -> None:
        begin = self._file.read(_FIRST)
        if len(begin) < _FIRST or not begin.startswith(_MARK):
            raise SealBroken
        self._cipher = seal.cipher(begin[len(_MARK) : _BEGIN])
        head = self._opened(begin[_BEGIN:], 0, _OF_HEAD)
        self.content_hash, self.size = head[:_HASH].hex(), struct.unpack(">Q", head[_HASH:])[0]
        self._last = max(0, self.size - 1) // PORTION
        if self._file.seek(0, os.SEEK_END) != _FIRST + self.size + (self._last + 1) * _TAG:
            raise SealBroken

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        begin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.size}[whence]
        self._place = max(0, begin + offset)
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._place >= self.size and self.size:
            return 0
        number, within = divmod(self._place, PORTION)
        got = self._held(number)[within : within + len(buffer)]
        buffer[: len(got)] = got
        self._place += len(got)
        return len(got)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _held(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(_FIRST + number * (PORTION + _TAG))
            size = min(PORTION, self.size - number * PORTION)
            kind = _LAST if number == self._last else _MIDDLE
            self._portion, self._number = self._opened(self._file.read(size + _TAG), number, kind), number
        return self._portion

    def _opened(self, sealed: bytes, number: int, kind: int) -> bytes:
        try:
            return self._cipher.decrypt(_nonce(number, kind), sealed, _MARK)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def _nonce(number: int, kind: int) -> bytes:
    return struct.pack(">QI", number, kind)
