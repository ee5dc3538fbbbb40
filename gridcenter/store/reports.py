"""Queries about reports behind incidents, and about which incident was merged into which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.incidents import IncidentLink
from gridcenter.store.models import Incident, IncidentMerge, Report


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report as it stands in the store, with the number of the incident it was given at: not yet masked."""

    id: int
    incident_number: str
    at: datetime
    source_code: str
    reporter: str
    phone: str
    text: str
    address: str
    taker: str


def report_with_key(session: Session, key: str) -> tuple[int, int] | None:
    """Return (incident, its place among the incident's reports) of the report that a form has made already."""
    found = session.execute(select(Report.incident_id, Report.sequence).where(Report.key == key)).first()
    return None if found is None else (found[0], found[1])


def next_report_number(session: Session, incident_id: int) -> int:
    """Return the place of the next report; 1 stays free for the first one, which an import does not write."""
    last = session.scalar(select(func.max(Report.sequence)).where(Report.incident_id == incident_id))
    return max(last or 0, 1) + 1


def reports_behind(session: Session, incident_id: int) -> list[StoredReport]:
    """Return every report of an incident and of those merged into it, oldest first.

    An incident without a row of its own first report is that report itself, of nobody known.
    """
    found = [*_written(session, incident_id), *_unwritten(session, incident_id)]
    return sorted(found, key=lambda one: (one.at, one.incident_number, one.id))


def _own_and_merged(incident_id: int) -> ColumnElement[bool]:
    merged = select(IncidentMerge.merged_id).where(
        IncidentMerge.kept_id == incident_id, IncidentMerge.undone_at.is_(None)
    )
    return or_(Incident.id == incident_id, Incident.id.in_(merged))


def _written(session: Session, incident_id: int) -> list[StoredReport]:
    told = (Report.source_code, Report.reporter, Report.phone, Report.text, Report.address, Report.taker)
    rows = session.execute(
        select(Report.id, Incident.number, Report.at, *told)
        .join(Incident, Incident.id == Report.incident_id)
        .where(_own_and_merged(incident_id))
    )
    return [StoredReport(*row) for row in rows]


def _unwritten(session: Session, incident_id: int) -> list[StoredReport]:
    first = select(Report.id).where(Report.incident_id == Incident.id, Report.sequence == 1)
    rows = session.execute(
        select(
            Incident.number,
            Incident.reported_at,
            Incident.source_code,
            Incident.description,
            Incident.address,
        ).where(_own_and_merged(incident_id), ~first.exists())
    )
    return [
        StoredReport(0, number, at, source, "", "", words, address, "")
        for number, at, source, words, address in rows
    ]


def merge_in_force(session: Session, merged_id: int) -> IncidentMerge | None:
    """Return how this incident was merged into another; None while it stands on its own."""
    return session.scalar(
        select(IncidentMerge).where(IncidentMerge.merged_id == merged_id, IncidentMerge.undone_at.is_(None))
    )


def merged_into(session: Session, kept_id: int) -> list[tuple[int, str]]:
    """Return id and number of the incidents that are merged into this one, the first merged first."""
    rows = session.execute(
        select(Incident.id, Incident.number)
        .join(IncidentMerge, IncidentMerge.merged_id == Incident.id)
        .where(IncidentMerge.kept_id == kept_id, IncidentMerge.undone_at.is_(None))
        .order_by(IncidentMerge.id)
    )
    return [(key, number) for key, number in rows]


def merged_vulnerable(session: Session, kept_id: int) -> list[bool]:
    """Return of each incident merged into this one whether a vulnerable person is involved."""
    found = session.scalars(
        select(Incident.vulnerable)
        .join(IncidentMerge, IncidentMerge.merged_id == Incident.id)
        .where(IncidentMerge.kept_id == kept_id, IncidentMerge.undone_at.is_(None))
    )
    return list(found)


def kept_for(session: Session, merged_id: int) -> IncidentLink | None:
    """Return the incident that this one was merged into; None while it stands on its own."""
    found = session.execute(
        select(Incident.id, Incident.number)
        .join(IncidentMerge, IncidentMerge.kept_id == Incident.id)
        .where(IncidentMerge.merged_id == merged_id, IncidentMerge.undone_at.is_(None))
    ).first()
    return None if found is None else IncidentLink(*found)
