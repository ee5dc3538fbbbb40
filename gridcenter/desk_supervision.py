"""Fills the ports of Supervision: each opens its own session; what needs much is loaded when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.people import Actor
from gridcenter.domain.red_history import RedDay, red_days, same_hour
from gridcenter.store.engine import Store, store_time
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.red_history import late_clocks


def supervision_ports(store: Store, actor: Actor, zone: ZoneInfo) -> SupervisionPorts:
    def days(area: str) -> Sequence[RedDay]:
        with store.read() as session:
            moments = same_hour(store_time(session), zone)
            since, now = moments[0] - timedelta(minutes=1), moments[-1]
            return red_days(late_clocks(session, area=area or actor.area, since=since, now=now), moments)

    def incidents(ids: Sequence[int]) -> Sequence[QueueRow]:
        with store.read() as session:
            return incidents_by_id(session, ids, area=actor.area)

    return SupervisionPorts(red_days=days, incidents=incidents)
