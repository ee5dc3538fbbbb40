"""What the Residents page may do for a person who asks: None for a role that tells nobody."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from gridcenter.desktop.ports import TellSubject
from gridcenter.domain.people import Actor
from gridcenter.services.audit_rules import audit_rules
from gridcenter.store.engine import Store


def subject_telling(store: Store, actor: Actor, zone: ZoneInfo) -> TellSubject | None:
    return partial(_tell, store, actor, zone) if actor.role in audit_rules().reporters else None


def _tell(store: Store, actor: Actor, zone: ZoneInfo, number: str, reason: str, out: Path) -> Path:
    papers = import_module("gridcenter.services.subject_papers")  # heavy: no window waits for it
    papers.write_subject_report(store, number, out, reason=reason, by=actor, zone=zone)
    return out
