"""The store a command works on: opened, lent and closed. The window opens its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gridcenter.commands.context import store_address
from gridcenter.store.engine import Store, open_store
from gridcenter.store.revisions import require_current


@contextmanager
def usable_store(given: str = "") -> Iterator[Store]:
    """Open the store for a command that reads or writes incidents, and close it afterwards.

    Raises:
        StoreRefused: There is none, or its schema is not this program's.
        StoreUnavailable: It does not answer.
    """
    with opened_store(given) as store:
        require_current(store)
        yield store


@contextmanager
def opened_store(given: str = "", *, create: bool = False, encrypt: bool = False) -> Iterator[Store]:
    """Open the store whatever its schema is (init, upgrade, health), and close it afterwards."""
    store = open_store(store_address(given), create=create, encrypt=encrypt or None)
    try:
        yield store
    finally:
        store.dispose()
