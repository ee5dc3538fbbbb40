from __future__ import annotations

from pathlib import Path

import pytest

from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from tests.services.importing.carrying import SHARED, Bring, bring_into, open_account


@pytest.fixture
def shared() -> Path:
    """The folder with real files beside the repository."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real files beside the repository (../shared/data) are not here")
    return SHARED


@pytest.fixture
def bring(store: Store) -> Bring:
    return bring_into(store)


@pytest.fixture
def reference(store: Store) -> None:
    """Code sets and categories of a new store."""
    with store.begin() as session:
        load_reference(session)


@pytest.fixture
def rejects(tmp_path: Path) -> Path:
    return tmp_path / "rejects.csv"


@pytest.fixture
def account(store: Store) -> None:
    """The account that brings files in."""
    open_account(store)
