"""Applications that lapse: the incident has moved on to where the move they are for is not possible any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.adjustments import LAPSED, Ending, step_action
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.people import Actor
from gridcenter.services.recording import Recorded, Said, record_step
from gridcenter.store.models import Adjustment, Incident


def pending_of(session: Session, incident_id: int) -> Sequence[Adjustment]:
    """Return the applications about an incident that await a decision, oldest first."""
    pending = select(Adjustment).where(Adjustment.incident_id == incident_id, Adjustment.ended_at.is_(None))
    return session.scalars(pending.order_by(Adjustment.applied_at, Adjustment.id)).all()


def lapsing(
    session: Session, incident: Incident, flow: FlowTemplate, *, but: int | None
) -> Sequence[Adjustment]:
    """Return the applications that lapse in the incident's new state, and count them off it.

    `but` is the one that is being approved. The incident is written, and `end_lapsed` called, by the caller.
    """
    possible = {move.action for move in flow.moves_from(incident.state)}
    lapsed = [one for one in pending_of(session, incident.id) if one.id != but and one.action not in possible]
    incident.applications -= len(lapsed)
    return lapsed


def end_lapsed(
    session: Session, incident: Incident, lapsed: Sequence[Adjustment], *, by: Actor, now: datetime
) -> None:
    """Write down who moved the incident on; the step about it stands after the move's own."""
    for one in lapsed:
        recorded = record_step(
            session,
            incident,
            action=step_action(LAPSED, one.action),
            from_state=incident.state,
            unit_id=by.unit_id,
            said=Said(),
            by=by,
            now=now,
        )
        end_application(one, Ending.LAPSED, recorded, remark="", by=by, now=now)
    if lapsed:
        session.flush()


def end_application(
    application: Adjustment, ending: Ending, recorded: Recorded, *, remark: str, by: Actor, now: datetime
) -> None:
    application.outcome, application.remark = ending.value, remark
    application.ended_at, application.ended_step = now, recorded.sequence
    application.ender_id, application.ender, application.ender_role = recorded.account_id, by.name, by.role
