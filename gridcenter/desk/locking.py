"""Fills the ports of the desk's lock."""

from __future__ import annotations

from functools import partial

from gridcenter.desktop.lock_ports import LockPorts
from gridcenter.domain.people import Actor
from gridcenter.services.pins import has_pin, set_pin, unlock
from gridcenter.store.engine import Store


def lock_ports(store: Store, actor: Actor) -> LockPorts:
    def known() -> bool:
        with store.read() as session:
            return has_pin(session, actor.account_id)

    def choose(old: str, new: str) -> None:
        set_pin(store, new, old=old, by=actor)

    return LockPorts(known, partial(unlock, store, by=actor), choose)
