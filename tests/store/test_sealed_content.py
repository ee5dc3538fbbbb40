"""Sealed content: it comes back byte by byte from anywhere in it, and nothing altered, cut or put together opens."""

from __future__ import annotations

import hashlib
import io
import os
import traceback
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridcenter.store import sealed_content
from gridcenter.store.keys import StoreKey
from gridcenter.store.sealed_content import PORTION, SealBroken, SealedReader, SealingWriter, seal_of

KEY = StoreKey("5a" * 16, "c3" * 32)
SEAL = seal_of(KEY)
SIZES = (0, 1, PORTION - 1, PORTION, PORTION + 1, 3 * PORTION, 3 * PORTION + 77)


def sealed(content: bytes, *, by: sealed_content.Seal = SEAL, portion: int = 300_001) -> bytes:
    out = io.BytesIO()
    writer = SealingWriter(out, by)
    for at in range(0, len(content), portion):
        writer.write(content[at : at + portion])
    writer.finish()
    return out.getvalue()


def opened(made: bytes, *, by: sealed_content.Seal = SEAL) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(made), by)).read()


@pytest.mark.parametrize("size", SIZES)
def test_content_of_every_size_comes_back_and_says_its_hash_and_size(size: int) -> None:
    content = os.urandom(size)
    made = sealed(content)
    reader = SealedReader(io.BytesIO(made), SEAL)
    assert (reader.content_hash, reader.size) == (hashlib.sha256(content).hexdigest(), size)
    assert opened(made) == content
    assert content[:40] not in made or size < 8
    assert made != sealed(content), "each file has a key of its own"


@given(st.lists(st.tuples(st.integers(0, 2 * PORTION + 900), st.integers(0, 9000)), max_size=12))
@settings(max_examples=30, deadline=None)
def test_any_place_is_read_as_in_a_plain_file(reads: list[tuple[int, int]]) -> None:
    content = hashlib.shake_128(b"content").digest(2 * PORTION + 500)
    plain, reader = io.BytesIO(content), io.BufferedReader(SealedReader(io.BytesIO(sealed(content)), SEAL))
    for place, size in reads:
        assert reader.seek(place) == plain.seek(place)
        assert reader.read(size) == plain.read(size)
    assert reader.seek(-10, os.SEEK_END) == plain.seek(-10, os.SEEK_END)
    assert reader.read() == plain.read()


CONTENT = hashlib.shake_128(b"other").digest(3 * PORTION + 10)
MADE = sealed(CONTENT)
_FIRST, _STEP = sealed_content._FIRST, PORTION + 16
PORTIONS = [MADE[_FIRST + n * _STEP : _FIRST + (n + 1) * _STEP] for n in range(4)]


@pytest.mark.parametrize(
    ("how", "made"),
    [
        ("cut off within a portion", MADE[:-1]),
        ("cut off behind a portion", MADE[: _FIRST + 3 * _STEP]),
        ("cut off to its head", MADE[:_FIRST]),
        ("cut off within its head", MADE[:20]),
        ("empty", b""),
        ("with something behind it", MADE + b"x"),
        ("two portions exchanged", MADE[:_FIRST] + PORTIONS[1] + PORTIONS[0] + PORTIONS[2] + PORTIONS[3]),
        ("a portion twice", MADE[:_FIRST] + PORTIONS[0] + PORTIONS[0] + PORTIONS[2] + PORTIONS[3]),
        ("a portion of another file", sealed(CONTENT)[: _FIRST + _STEP] + MADE[_FIRST + _STEP :]),
        ("the head of a shorter one", sealed(CONTENT[:-5])[:_FIRST] + MADE[_FIRST:]),
        *((f"bit {n} turned", MADE[:n] + bytes([MADE[n] ^ 4]) + MADE[n + 1 :]) for n in (0, 9, 45, 80, 5000)),
        ("the last bit turned", MADE[:-1] + bytes([MADE[-1] ^ 1])),
        ("plain", CONTENT),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_whatever_was_done_to_a_file_is_found(how: str, made: bytes) -> None:
    assert opened(MADE) == CONTENT, "the control"
    with pytest.raises(SealBroken):
        opened(made)


def test_another_key_opens_nothing_and_gives_other_names() -> None:
    other = seal_of(StoreKey(KEY.salt, "c4" * 32))
    with pytest.raises(SealBroken):
        opened(MADE, by=other)
    known = hashlib.sha256(CONTENT).hexdigest()
    assert SEAL.name_of(known) != other.name_of(known)
    assert known not in (SEAL.name_of(known), other.name_of(known))


def test_no_key_stands_in_a_traceback_or_in_what_is_printed() -> None:
    with pytest.raises(SealBroken) as caught:
        opened(MADE[:-1])
    told = "".join(traceback.format_exception(caught.value)) + repr(SEAL)
    assert KEY.secret not in told
    assert SEAL._content.hex() not in told
    assert repr(SEAL._content) not in told


def test_memory_does_not_grow_with_the_content(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("xb") as out:
        writer = SealingWriter(out, SEAL)
        for _ in range(64):
            writer.write(bytes(PORTION))
            assert len(writer._left) <= 2 * PORTION
        writer.finish()
    with SealedReader(path.open("rb"), SEAL) as reader:
        assert reader.size == 64 * PORTION
        while reader.read(PORTION):
            assert len(reader._portion) <= PORTION
