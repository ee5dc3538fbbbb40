"""Queries about clocks with their ledgers: those that live in one incident, and all of the store by batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.clock_check import StoredClock, StoredIncident
from gridcenter.domain.clocks import ClockKind, ClockMode, Segment
from gridcenter.store.copies import Copies, following
from gridcenter.store.figures import EXCLUDED_STATES
from gridcenter.store.models import ClockSegment, Incident, IncidentClock, IncidentMerge
from gridcenter.store.prepared import Prepared

_INCIDENT = (
    Incident.id,
    Incident.number,
    Incident.flow,
    Incident.flow_version,
    Incident.due_at,
    Incident.yellow_at,
    Incident.clock_mode,
    Incident.paused,
    Incident.handle_due_at,
    Incident.whole_due_at,
    Incident.due_unit_id,
    Incident.called_in,
)
_CLOCK = (
    IncidentClock.kind,
    IncidentClock.sequence,
    IncidentClock.state,
    IncidentClock.mode,
    IncidentClock.calendar_key,
    IncidentClock.limit_minutes,
    IncidentClock.started_at,
    IncidentClock.due_at,
    IncidentClock.yellow_at,
    IncidentClock.paused,
    IncidentClock.ended_at,
    IncidentClock.unit_id,
)
_SEGMENT = (ClockSegment.started_at, ClockSegment.ended_at, ClockSegment.running)
_CLOCK_FROM = len(_INCIDENT)
_SEGMENT_FROM = _CLOCK_FROM + len(_CLOCK)


@dataclass(frozen=True, slots=True)
class CountingClock:
    """A living clock that counts working time, with the deadline that stands in the store."""

    incident_id: int
    number: str
    flow: str
    flow_version: int
    kind: ClockKind
    period: str
    limit_minutes: int
    due_at: datetime
    segments: tuple[Segment, ...]


CLOCKS = Copies(IncidentClock, sequence=following(IncidentClock, "incident_id", "kind"))
SEGMENTS = Copies(ClockSegment)
_LIVING = Prepared(
    select(*CLOCKS.columns, *SEGMENTS.columns)
    .join(ClockSegment, ClockSegment.clock_id == IncidentClock.id)
    .where(IncidentClock.incident_id == bindparam("incident_id"), IncidentClock.ended_at.is_(None))
    .order_by(IncidentClock.id, ClockSegment.sequence)
)
_of_incident, _of_clock = itemgetter(0), itemgetter(_CLOCK_FROM, _CLOCK_FROM + 1)


def living_clocks(session: Session, incident_id: int) -> list[tuple[IncidentClock, list[ClockSegment]]]:
    """Return copies of the clocks that have not ended, oldest first, each with copies of its segments."""
    own = len(CLOCKS.columns)
    rows = _LIVING.rows(session, incident_id=incident_id)
    return [
        (CLOCKS.copy(clock), [SEGMENTS.copy(row[own:]) for row in lines])
        for clock, lines in groupby(rows, key=lambda row: row[:own])
    ]


_HEAD = 9
"""Columns that say which clock a segment belongs to."""
_kept = aliased(Incident, name="kept")
_OVER = (
    select(IncidentMerge.id)
    .join(_kept, _kept.id == IncidentMerge.kept_id)
    .where(
        IncidentMerge.merged_id == IncidentClock.incident_id,
        IncidentMerge.undone_at.is_(None),
        _kept.closed_at.is_not(None),
        _kept.state.not_in(EXCLUDED_STATES),
    )
)
"""Incidents merged into one that is closed: they do not come back, and their held clocks never run again."""
_COUNTING = (
    IncidentClock.ended_at.is_(None),
    IncidentClock.mode == ClockMode.WORKING,
    ~_OVER.exists(),
)


def incidents_counting(session: Session, *, but: str, after: int, count: int) -> list[int]:
    """Return ids behind `after`, in order, of incidents with a living clock of another edition than `but`."""
    statement = (
        select(IncidentClock.incident_id)
        .where(*_COUNTING, IncidentClock.calendar_key != but, IncidentClock.incident_id > after)
        .distinct()
        .order_by(IncidentClock.incident_id)
        .limit(count)
    )
    return list(session.scalars(statement))


def counting_clocks(session: Session, *, after: int, count: int) -> list[CountingClock]:
    """Return living clocks of working time of up to `count` incidents whose ids follow `after`, by incident."""
    batch = select(IncidentClock.incident_id).where(*_COUNTING, IncidentClock.incident_id > after)
    batch = batch.distinct().order_by(IncidentClock.incident_id).limit(count)
    statement = (
        select(
            Incident.id,
            Incident.number,
            Incident.flow,
            Incident.flow_version,
            IncidentClock.kind,
            IncidentClock.state,
            IncidentClock.limit_minutes,
            IncidentClock.due_at,
            IncidentClock.id,
            *_SEGMENT,
        )
        .join(IncidentClock, IncidentClock.incident_id == Incident.id)
        .join(ClockSegment, ClockSegment.clock_id == IncidentClock.id)
        .where(*_COUNTING, Incident.id.in_(batch))
        .order_by(Incident.id, IncidentClock.id, ClockSegment.sequence)
    )
    rows = (tuple(row) for row in session.execute(statement))
    return [_counting(head, list(lines)) for head, lines in groupby(rows, key=itemgetter(slice(_HEAD)))]


def _counting(head: Sequence[Any], lines: Sequence[Sequence[Any]]) -> CountingClock:
    key, number, flow, version, kind, period, minutes, due_at, _ = head
    segments = tuple(Segment(*line[_HEAD:]) for line in lines)
    return CountingClock(key, number, flow, version, ClockKind(kind), period, minutes, due_at, segments)


def incident_total(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Incident)) or 0


def stored_incidents(session: Session, *, after: int, count: int) -> list[StoredIncident]:
    """Return up to `count` incidents whose ids follow `after`, by id, with all their clocks by kind and sequence.

    One statement reads them, so that a step taken meanwhile is seen wholly or not at all on either store.
    """
    batch = select(Incident.id).where(Incident.id > after).order_by(Incident.id).limit(count).subquery()
    last = session.scalar(select(func.max(batch.c.id)))
    if last is None:
        return []
    statement = (
        select(*_INCIDENT, *_CLOCK, *_SEGMENT)
        .join(IncidentClock, IncidentClock.incident_id == Incident.id, isouter=True)
        .join(ClockSegment, ClockSegment.clock_id == IncidentClock.id, isouter=True)
        .where(Incident.id > after, Incident.id <= last)
        .order_by(Incident.id, IncidentClock.kind, IncidentClock.sequence, ClockSegment.sequence)
    )
    rows = (tuple(row) for row in session.execute(statement))
    return [_incident(list(lines)) for _, lines in groupby(rows, key=_of_incident)]


def _incident(lines: Sequence[tuple[Any, ...]]) -> StoredIncident:
    key, number, flow, version, due_at, yellow_at, mode, paused, *dues = lines[0][:_CLOCK_FROM]
    handle_due_at, whole_due_at, due_unit_id, called_in = dues
    return StoredIncident(
        id=key,
        number=number,
        flow=flow,
        flow_version=version,
        due_at=due_at,
        yellow_at=yellow_at,
        mode=ClockMode(mode),
        paused=paused,
        handle_due_at=handle_due_at,
        whole_due_at=whole_due_at,
        due_unit_id=due_unit_id,
        called_in=called_in,
        clocks=tuple(_clocks(lines)),
    )


def _clocks(lines: Sequence[tuple[Any, ...]]) -> Iterator[StoredClock]:
    for (kind, _), own in groupby(lines, key=_of_clock):
        if kind is None:
            return
        rows = list(own)
        segments = tuple(Segment(*row[_SEGMENT_FROM:]) for row in rows if row[_SEGMENT_FROM] is not None)
        yield _clock(rows[0][_CLOCK_FROM:_SEGMENT_FROM], segments)


def _clock(values: Sequence[Any], segments: tuple[Segment, ...]) -> StoredClock:
    """Build a clock from the columns of `_CLOCK`, which are the fields of `StoredClock` but for the segments."""
    kind, sequence, period, mode, *rest, unit = values
    fields: list[Any] = [ClockKind(kind), sequence, period, ClockMode(mode), *rest, segments, unit]
    return StoredClock(*fields)
