"""The benchmark of encryption measures one store that is encrypted and one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridcenter.bench import encrypted
from gridcenter.bench.importing import fresh_store
from gridcenter.store.keys import FileKind, file_kind, key_file

RATIOS = (
    *("import_ratio", "lookup_ratio", "open_ratio"),
    *("attachment_keep_ratio", "attachment_read_ratio"),
)


def test_both_sides_are_measured_and_the_users_key_file_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(encrypted, "LOOKUP_ROUNDS", 2)
    monkeypatch.setattr(encrypted, "ROUNDS", 1)
    monkeypatch.setattr(encrypted, "ATTACHMENT_MB", 3)
    kinds = []

    def fresh(address: str, *, encrypt: bool) -> object:
        store = fresh_store(address, encrypt=encrypt)
        with store.read():
            kinds.append(file_kind(Path(store.url.database or "")))
        return store

    monkeypatch.setattr(encrypted, "fresh_store", fresh)
    figures = encrypted.run(rows=300)
    assert kinds == [FileKind.PLAIN, FileKind.SEALED]
    assert all(figures[name] > 0 for name in RATIOS)
    assert not key_file().exists()
