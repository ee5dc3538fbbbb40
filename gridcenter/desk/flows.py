"""Fills the desk's ports for flows; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gridcenter.desktop.flow_ports import FlowPorts, Played
from gridcenter.domain.own_flows import FlowVersion
from gridcenter.domain.people import Actor
from gridcenter.services.own_flows import (
    flow_records,
    put_flow,
    simulate_flow,
    staying_open,
    switch_off,
    switch_on,
    why_not_change_flows,
    why_not_keep_flows,
)
from gridcenter.services.plain_yaml import read_text
from gridcenter.store.engine import Store, store_time


def flow_ports(store: Store, actor: Actor) -> FlowPorts:
    def versions() -> Sequence[FlowVersion]:
        with store.read() as session:
            return flow_records(session)

    def change_refusal() -> str:
        with store.read() as session:
            return why_not_change_flows(session, actor)

    def put(file: Path) -> tuple[str, int]:
        text = read_text(file)
        with store.begin() as session:
            made = put_flow(session, text, name=file.name, by=actor, now=store_time(session))
            return made.key, made.version

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

    return FlowPorts(why_not_keep_flows(actor), change_refusal, put, versions, simulate, staying, on, off)
