"""Fills the ports of Supervision: each opens its own session; what needs much is loaded when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.domain.handover import Handover, HandoverDraft
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.people import Actor
from gridcenter.domain.red_history import RedDay, red_days, same_hour
from gridcenter.domain.returns import PassedIncident
from gridcenter.services.handovers import sign_handover, write_handover
from gridcenter.services.returns import passed_around
from gridcenter.store.engine import Store, store_time
from gridcenter.store.handovers import handovers, unsigned_handovers
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

    def returns() -> Sequence[PassedIncident]:
        with store.read() as session:
            return passed_around(session, area=actor.area)

    def listed() -> Sequence[Handover]:
        with store.read() as session:
            newest = handovers(session, area=actor.area)
            known = {one.id for one in newest}
            older = (one for one in unsigned_handovers(session, area=actor.area) if one.id not in known)
            return (*newest, *older)

    def write(draft: HandoverDraft, key: str) -> int:
        with store.begin() as session:
            return write_handover(session, draft, by=actor, now=store_time(session), key=key)

    def sign(number: int, version: int, remarks: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return sign_handover(session, number, version=version, remarks=remarks, by=actor, now=now)

    def printed(number: int, out: Path) -> Path:
        papers = import_module("gridcenter.services.handover_papers")  # heavy: no window waits for it
        written: Path = papers.print_handover(store, number, out, by=actor, zone=zone)
        return written

    return SupervisionPorts(
        red_days=days,
        incidents=incidents,
        returns=returns,
        handovers=listed,
        write_handover=write,
        sign_handover=sign,
        print_handover=printed,
    )
