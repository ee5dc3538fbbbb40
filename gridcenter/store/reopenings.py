"""Queries about reopened incidents: what leads from a closed one to its successor and back."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridcenter.domain.incidents import IncidentLink
from gridcenter.store.models import Incident, Reopening


def reopened_as(session: Session, incident_id: int) -> IncidentLink | None:
    """Return the incident that took up this closed one again."""
    return _link(session, Reopening.incident_id, Reopening.reopened_id == incident_id)


def reopens(session: Session, incident_id: int) -> IncidentLink | None:
    """Return the closed incident that this one takes up again."""
    return _link(session, Reopening.reopened_id, Reopening.incident_id == incident_id)


def _link(
    session: Session, wanted: InstrumentedAttribute[int], where: ColumnElement[bool]
) -> IncidentLink | None:
    statement = select(Incident.id, Incident.number).join(Reopening, wanted == Incident.id).where(where)
    found = session.execute(statement).first()
    return None if found is None else IncidentLink(*found)
