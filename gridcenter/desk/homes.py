"""Fills the ports of keeping residences, households and tenures; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from gridcenter.desktop.home_ports import HomePorts, Typed
from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.record_items import RELATION_CODES
from gridcenter.services import home_keeping
from gridcenter.services.people_access import people_access
from gridcenter.services.tenure_keeping import keep_tenure
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time


def home_ports(store: Store, actor: Actor, zone: ZoneInfo) -> HomePorts | None:
    """Return None for a role that keeps no homes."""
    if actor.role not in people_access().home_keepers:
        return None

    def relations() -> Sequence[tuple[str, Name]]:
        with store.read() as session:
            return tuple(code_names(session, RELATION_CODES).items())

    def tenure(deed: HomeDeed, said: Typed) -> str:
        with store.begin() as session:
            return keep_tenure(session, deed, said, by=actor, now=store_time(session), zone=zone)

    return HomePorts(
        relations=relations,
        keep=partial(home_keeping.keep_home, store, by=actor, zone=zone),
        tenure=tenure,
        history=partial(home_keeping.home_history, store, by=actor),
    )
