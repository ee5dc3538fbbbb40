"""The clocks that were late within the last days: few of many, found by two indexes over some rows only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import Session

from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.red_history import LateClock
from gridcenter.store.models import ClockSegment, Incident, IncidentClock
from gridcenter.store.types import inside

_HELD_BY = case(
    (IncidentClock.kind == ClockKind.WHOLE.value, Incident.unit_id),
    (IncidentClock.unit_id.is_not(None), IncidentClock.unit_id),
    else_=Incident.unit_id,
)
"""A whole-case clock belongs to whoever holds the incident now; what it held earlier only the trace knows."""


def late_clocks(session: Session, *, area: str, since: datetime, now: datetime) -> list[LateClock]:
    """Return the clocks of the area that stood beyond their deadline at some time between `since` and `now`."""
    ended = _late().where(
        IncidentClock.ended_at > IncidentClock.due_at,
        IncidentClock.ended_at > since,
        inside(Incident.community_code, area),
    )
    living = _late().where(
        Incident.closed_at.is_(None),
        Incident.due_at <= now,
        IncidentClock.ended_at.is_(None),
        IncidentClock.due_at <= now,
        inside(Incident.community_code, area),
    )
    rows = sorted(
        (tuple(row) for part in (ended, living) for row in session.execute(part)), key=lambda row: row[0]
    )
    return list(_clocks(rows))


def _late() -> Select[Any]:
    return (
        select(
            IncidentClock.id,
            IncidentClock.incident_id,
            _HELD_BY,
            IncidentClock.started_at,
            IncidentClock.due_at,
            IncidentClock.ended_at,
            ClockSegment.started_at,
            ClockSegment.ended_at,
        )
        .join(Incident, Incident.id == IncidentClock.incident_id)
        .join(
            ClockSegment,
            and_(ClockSegment.clock_id == IncidentClock.id, ClockSegment.running.is_(False)),
            isouter=True,
        )
    )


def _clocks(rows: list[tuple[Any, ...]]) -> Iterator[LateClock]:
    """Build the clocks; one that ended between the two readings stands there once."""
    for _, lines in groupby(rows, key=lambda row: row[0]):
        own = list(lines)
        _, incident_id, unit_id, started_at, due_at, ended_at, *_ = own[0]
        pauses = tuple((row[6], row[7]) for row in own if row[6] is not None)
        yield LateClock(incident_id, unit_id, started_at, due_at, ended_at, pauses)
