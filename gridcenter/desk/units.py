"""Fills the ports of the units: each opens its own session or transaction."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.desktop.unit_ports import UnitPorts
from gridcenter.domain.duty import Availability, DutyEntry, UnitLoad, UnitStanding
from gridcenter.domain.people import Actor
from gridcenter.services.step_inputs import moment_of
from gridcenter.services.unit_load import Duty, history, set_duty, standings, typed_capacity
from gridcenter.store.engine import Store, store_time


def unit_ports(store: Store, actor: Actor) -> UnitPorts:
    def read() -> Sequence[UnitStanding]:
        with store.read() as session:
            return standings(session)

    def told(unit_id: int) -> Sequence[DutyEntry]:
        with store.read() as session:
            return history(session, unit_id)

    def say(unit_id: int, availability: Availability, until: str, reason: str) -> UnitLoad:
        with store.begin() as session:
            now = store_time(session)
            moment = moment_of(session, until, now=now) if until.strip() else None
            return set_duty(session, unit_id, Duty(availability, moment), reason=reason, by=actor, now=now)

    def let_hold(unit_id: int, most: str, reason: str) -> UnitLoad:
        with store.begin() as session:
            now = store_time(session)
            return set_duty(session, unit_id, typed_capacity(most), reason=reason, by=actor, now=now)

    return UnitPorts(read=read, history=told, say=say, let_hold=let_hold)
