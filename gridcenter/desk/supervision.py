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
    work = _Work(store, actor, zone)
    return SupervisionPorts(
        red_days=work.red_days,
        incidents=work.incidents,
        returns=work.returns,
        handovers=work.handovers,
        write_handover=work.write_handover,
        sign_handover=work.sign_handover,
        print_handover=work.print_handover,
    )


class _Work:
    """One account's supervision; every method opens its own session and may run on any worker."""

    def __init__(self, store: Store, actor: Actor, zone: ZoneInfo) -> None:
        self._store = store
        self._actor = actor
        self._zone = zone

    def red_days(self, area: str) -> Sequence[RedDay]:
        with self._store.read() as session:
            moments = same_hour(store_time(session), self._zone)
            since, now = moments[0] - timedelta(minutes=1), moments[-1]
            clocks = late_clocks(session, area=area or self._actor.area, since=since, now=now)
            return red_days(clocks, moments)

    def incidents(self, ids: Sequence[int]) -> Sequence[QueueRow]:
        with self._store.read() as session:
            return incidents_by_id(session, ids, area=self._actor.area)

    def returns(self) -> Sequence[PassedIncident]:
        with self._store.read() as session:
            return passed_around(session, area=self._actor.area)

    def handovers(self) -> Sequence[Handover]:
        """The newest, then older ones that nobody has signed."""
        area = self._actor.area
        with self._store.read() as session:
            newest = handovers(session, area=area)
            known = {one.id for one in newest}
            older = (one for one in unsigned_handovers(session, area=area) if one.id not in known)
            return (*newest, *older)

    def write_handover(self, draft: HandoverDraft, key: str) -> int:
        with self._store.begin() as session:
            return write_handover(session, draft, by=self._actor, now=store_time(session), key=key)

    def sign_handover(self, number: int, version: int, remarks: str) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return sign_handover(session, number, version=version, remarks=remarks, by=self._actor, now=now)

    def print_handover(self, number: int, out: Path) -> Path:
        papers = import_module("gridcenter.services.handover_papers")  # heavy: no window waits for it
        written: Path = papers.print_handover(self._store, number, out, by=self._actor, zone=self._zone)
        return written
