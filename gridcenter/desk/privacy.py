"""Fills the ports of the protection of personal information; None for a role that does not see it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from gridcenter.desktop.privacy_ports import PrivacyPorts
from gridcenter.domain.people import Actor
from gridcenter.services.privacy_records import PrivacyBook, privacy_book, record_privacy, record_step
from gridcenter.services.privacy_rules import privacy_rules
from gridcenter.store.engine import Store, store_time

_PAPERS = "gridcenter.services.privacy_papers"
"""Heavy: no window waits for it."""


def privacy_ports(store: Store, actor: Actor, zone: ZoneInfo) -> PrivacyPorts | None:
    rules = privacy_rules()
    if actor.role not in rules.lookers:
        return None

    def read() -> PrivacyBook:
        with store.read() as session:
            return privacy_book(session, by=actor, now=store_time(session), zone=zone)

    def write(kind: str, about: str, day: str, said: Mapping[str, str]) -> int:
        with store.begin() as session:
            now = store_time(session)
            return record_privacy(
                session, kind, about=about, day=day, said=said, by=actor, now=now, zone=zone
            )

    def write_step(record: int, step: str, words: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return record_step(session, record, step, words=words, by=actor, now=now, zone=zone)

    def notice(out: Path) -> object:
        return import_module(_PAPERS).write_notice(store, out, zone=zone)

    def paper(record: int, out: Path) -> object:
        return import_module(_PAPERS).write_record(store, record, out, by=actor, zone=zone)

    return PrivacyPorts(rules, actor.role in rules.recorders, read, write, write_step, notice, paper)
