"""Who stood in a roll, packed: ids and a short keyed hash of each row, so that two rolls are compared in numbers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

HASH_BYTES = 4
LONGEST_KEY = 64
_COUNT = struct.Struct("<I")


class Compared(NamedTuple):
    added: int
    removed: int
    changed: int


class RowHashes:
    """Hashes rows under a key; a collision of two rows of one person hides a change once in four thousand million."""

    def __init__(self, key: bytes) -> None:
        self._keyed = blake2b(digest_size=HASH_BYTES, key=key[:LONGEST_KEY])

    def of(self, values: Sequence[Any]) -> int:
        hashed = self._keyed.copy()
        hashed.update(repr(tuple(values)).encode("utf-8", "surrogatepass"))
        return int.from_bytes(hashed.digest(), "little")


def packed(members: dict[int, int]) -> bytes:
    """Return the hashes by id as a few bytes each."""
    ids = sorted(members)
    steps = [later - earlier for earlier, later in zip([0, *ids], ids, strict=False)]
    content = struct.pack(f"<{len(ids)}Q", *steps) + struct.pack(
        f"<{len(ids)}I", *(members[key] for key in ids)
    )
    return _COUNT.pack(len(ids)) + zlib.compress(content, 6)


def unpacked(content: bytes) -> dict[int, int]:
    """Return what `packed` was given."""
    (count,) = _COUNT.unpack_from(content)
    plain = zlib.decompress(content[_COUNT.size :])
    steps = struct.unpack_from(f"<{count}Q", plain)
    hashes = struct.unpack_from(f"<{count}I", plain, 8 * count)
    members: dict[int, int] = {}
    key = 0
    for step, hashed in zip(steps, hashes, strict=True):
        key += step
        members[key] = hashed
    return members


def compared(before: dict[int, int], now: dict[int, int]) -> Compared:
    """Return how many came, went, and stayed with another row."""
    stayed = before.keys() & now.keys()
    changed = sum(before[key] != now[key] for key in stayed)
    return Compared(len(now) - len(stayed), len(before) - len(stayed), changed)
