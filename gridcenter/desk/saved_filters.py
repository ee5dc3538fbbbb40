"""Fills the ports of saved filters."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.desktop.saved_filter_ports import SavedFilterPorts
from gridcenter.domain.board import Filter
from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import SavedFilter, Sharing
from gridcenter.services.saved_filters import (
    change_filter,
    remove_filter,
    save_filter,
    saved_filters,
    share_filter,
    sharing_rules,
)
from gridcenter.store.engine import Store, store_time


def saved_filter_ports(store: Store, actor: Actor) -> SavedFilterPorts:
    work = _Work(store, actor)
    return SavedFilterPorts(
        listed=work.listed,
        offered=lambda: sharing_rules().offered(actor),
        save=work.save,
        change=work.change,
        share=work.share,
        remove=work.remove,
    )


class _Work:
    """One account's saved filters; every method opens its own session and may run on any worker."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def listed(self) -> Sequence[SavedFilter]:
        with self._store.read() as session:
            return saved_filters(session, by=self._actor)

    def save(self, name: str, chosen: Filter) -> int:
        with self._store.begin() as session:
            return save_filter(session, name, chosen, by=self._actor, now=store_time(session))

    def change(self, key: int, version: int, name: str, chosen: Filter) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return change_filter(
                session, key, version=version, name=name, chosen=chosen, by=self._actor, now=now
            )

    def share(self, key: int, version: int, sharing: Sharing) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return share_filter(session, key, version=version, sharing=sharing, by=self._actor, now=now)

    def remove(self, key: int, version: int) -> None:
        with self._store.begin() as session:
            remove_filter(session, key, version=version, by=self._actor)
