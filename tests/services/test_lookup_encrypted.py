"""Everything that holds for look-ups holds on an encrypted store: the same tests, on a file under a key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import FileKind, file_kind
from gridcenter.store.resealing import encrypt_store
from tests.services.test_lookup import *  # noqa: F403 - the tests and their fixtures


@pytest.fixture
def store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    path = tmp_path / "sealed.db"
    shutil.copyfile(sqlite_template, path)
    encrypt_store(str(path), lambda _done, _of: None)
    opened = open_store(str(path))
    yield opened
    opened.dispose()


def test_the_store_of_these_tests_is_encrypted(store: Store) -> None:
    assert store.encrypted
    assert file_kind(Path(store.url.database or "")) is FileKind.SEALED
