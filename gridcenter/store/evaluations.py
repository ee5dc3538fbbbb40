"""Queries about closed incidents that nobody has evaluated yet: found from the newest closing backwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.orm import Session

from gridcenter.domain.evaluations import Way
from gridcenter.domain.incidents import QueueRow
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.models import Incident, Reopening, Step
from gridcenter.store.types import inside


def unevaluated(
    session: Session, ways: Collection[Way], *, area: str, since: datetime, limit: int
) -> list[QueueRow]:
    """Return incidents closed since then from which one of the ways leads on and was not taken, the newest first."""
    newest = (
        select(Incident.id)
        .where(_awaiting(ways, area, since))
        .order_by(Incident.closed_at.desc(), Incident.id.desc())
        .limit(limit)
    )
    order = {key: place for place, key in enumerate(session.scalars(newest))}
    return sorted(incidents_by_id(session, order, area=area), key=lambda row: order[row.id])


def unevaluated_count(
    session: Session, ways: Collection[Way], *, area: str, since: datetime, most: int
) -> int:
    """Return how many there are; no more than `most` are counted."""
    found = select(Incident.id).where(_awaiting(ways, area, since)).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _awaiting(ways: Collection[Way], area: str, since: datetime) -> ColumnElement[bool]:
    """What says already whether the person served is content was evaluated somewhere else, and imported.

    What was reopened is asked about when the incident that took it up is closed.
    """
    ends = [(way.flow, way.version, way.state) for way in ways]
    taken = select(Step.id).where(
        Step.incident_id == Incident.id, Step.action.in_(sorted({way.action for way in ways}))
    )
    reopened = select(Reopening.incident_id).where(Reopening.reopened_id == Incident.id)
    return and_(
        Incident.closed_at >= since,
        Incident.satisfied.is_(None),
        inside(Incident.community_code, area),
        tuple_(Incident.flow, Incident.flow_version, Incident.state).in_(ends),
        ~taken.exists(),
        ~reopened.exists(),
    )
