"""Is the embedded file whole? A server checks its own pages."""

from __future__ import annotations

from sqlalchemy import text

from gridcenter.domain.errors import StoreRefused
from gridcenter.store.engine import Store
from gridcenter.store.failure_sentences import damaged


def require_whole(store: Store) -> None:
    """Read every page of an embedded store; about a second per gigabyte from a warm disk.

    Raises:
        StoreRefused: A page is damaged.
    """
    if not store.is_sqlite:
        return
    with store.read() as session:
        if session.scalar(text("PRAGMA quick_check(1)")) != "ok":
            raise StoreRefused(damaged().format(address=store.address))
