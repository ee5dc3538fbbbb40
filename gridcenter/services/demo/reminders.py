"""Reminders of the demo: its supervisors have taken note of what happened, except for the last quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.reminders import Event
from gridcenter.services.demo.staff import Staff
from gridcenter.store.models import Acknowledgement, Incident

LATEST = timedelta(minutes=15)
"""What happened since then waits for whoever opens the demo: one sees a strip and a wall with something on it."""
_LONGEST_WAIT = 12
"""Minutes after which a supervisor of the demo has taken note."""


def write_acknowledgements(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Write who took note of open incidents that are new or red and return how many rows; the caller commits.

    The same seed and minute give the same rows.
    """
    chance, before = Random(f"reminders {seed}"), now.replace(second=0, microsecond=0) - LATEST
    known = select(Incident.id, Incident.reported_at, Incident.due_at, Incident.paused)
    happened = or_(Incident.reported_at <= before, Incident.due_at <= before)
    rows = session.execute(known.where(Incident.closed_at.is_(None), happened).order_by(Incident.id)).all()
    lines = []
    for incident, reported, due, paused in rows:
        if reported <= before:
            lines.append(_line(incident, Event.NEW, "", reported, staff, chance))
        if due is not None and due <= before and not paused:
            lines.append(_line(incident, Event.RED, due.isoformat(), due, staff, chance))
    if lines:
        session.execute(insert(Acknowledgement), lines)
    return len(lines)


def _line(
    incident: int, event: Event, episode: str, happened: datetime, staff: Staff, chance: Random
) -> dict[str, object]:
    by = chance.choice(staff.holding("supervisor"))
    return {
        "incident_id": incident,
        "event": event.value,
        "episode": episode,
        "at": happened + timedelta(minutes=chance.randint(1, _LONGEST_WAIT)),
        "account_id": by.id,
        "who": by.name,
        "role": by.role,
    }
