"""Fills the desk's ports for flows; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.desktop.flow_ports import FlowPorts, Played
from gridcenter.domain.own_flows import FlowVersion
from gridcenter.domain.people import Actor
from gridcenter.services.own_flows import (
    flow_records,
    simulate_flow,
    staying_open,
    switch_off,
    switch_on,
    why_not_keep_flows,
)
from gridcenter.store.engine import Store, store_time


def flow_ports(store: Store, actor: Actor) -> FlowPorts:
    def versions() -> Sequence[FlowVersion]:
        with store.read() as session:
            return flow_records(session)

    def simulate(key: str, number: int) -> Played:
        with store.begin() as session:
            now = store_time(session)
            played, refusal = simulate_flow(session, key, number, start=now, by=actor, now=now)
            return tuple(played.steps), refusal

    def staying(key: str, number: int) -> int:
        with store.read() as session:
            return staying_open(session, key, number)

    def on(key: str, number: int, reason: str) -> int:
        with store.begin() as session:
            return switch_on(session, key, number, reason=reason, by=actor, now=store_time(session))

    def off(key: str, reason: str) -> int:
        with store.begin() as session:
            return switch_off(session, key, reason=reason, by=actor, now=store_time(session))

    return FlowPorts(why_not_keep_flows(actor), versions, simulate, staying, on, off)
