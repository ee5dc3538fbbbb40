"""What a desk puts in order when it starts: old announcements, forgotten rows, unfinished files, the store's folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from gridcenter.desktop.background import Background
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.staged_leftovers import drop_forgotten
from gridcenter.services.store_encryption import take_in_leftovers
from gridcenter.services.unfinished_files import drop_unfinished
from gridcenter.settings import load_settings
from gridcenter.store.changes import forget_changes
from gridcenter.store.engine import Store, store_time

KEEP_CHANGES = timedelta(days=7)
"""Announcements older than this are removed; a client that slept longer reads the whole board anyway."""


def put_in_order(owner: QObject, store: Store, background: Background) -> None:
    """Start it on the workers; nobody waits for it, and what is not done is done at the next start."""
    background.write(owner, partial(_forget_what_is_old, store), _nothing, _nothing)
    background.read(owner, partial(_finish, store, lambda: background.takes_work), _nothing, _nothing)


def _forget_what_is_old(store: Store) -> int:
    drop_unfinished()
    with store.begin() as session:
        drop_forgotten(session, now=store_time(session))
        return forget_changes(session, before=store_time(session) - KEEP_CHANGES)


def _finish(store: Store, goes_on: Callable[[], bool]) -> None:
    """Seal or let go what a change of the store's key left beside it; stops when the desk closes."""

    def watch(_made: Progress) -> None:
        if not goes_on():
            raise Cancelled

    try:
        take_in_leftovers(store, load_settings().attachments, progress=watch)
    except Cancelled:
        return


def _nothing(_answer: object) -> None:
    """No word is needed."""
