"""Fills the ports of random re-checks: each opens its own session or transaction."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.desktop.recheck_ports import RecheckPorts, Verified
from gridcenter.domain.people import Actor
from gridcenter.domain.rechecks import DrawRow, read_rate
from gridcenter.services.rechecks import draw_rechecks, record_recheck, verify_draws
from gridcenter.store.engine import Store, store_time
from gridcenter.store.rechecks import draws


def recheck_ports(store: Store, actor: Actor) -> RecheckPorts:
    def listed() -> Sequence[DrawRow]:
        with store.read() as session:
            return draws(session, area=actor.area)[::-1]

    def draw(month: str, rate: str, seed: str, reason: str) -> int:
        percent = read_rate(rate)
        with store.begin() as session:
            now = store_time(session)
            return draw_rechecks(
                session, month=month, percent=percent, seed=seed, reason=reason, by=actor, now=now
            )

    def record(recheck_id: int, version: int, passed: bool, reason: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return record_recheck(
                session, recheck_id, version=version, passed=passed, reason=reason, by=actor, now=now
            )

    def verify() -> Verified:
        with store.read() as session:
            return verify_draws(session, area=actor.area)

    return RecheckPorts(draws=listed, draw=draw, record=record, verify=verify)
