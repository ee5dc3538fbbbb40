"""An incident locked for one person at a time, and how it is written back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import pick, tr
from gridcenter.store.calendars import working_calendar
from gridcenter.store.copies import Copies
from gridcenter.store.models import Incident, Step
from gridcenter.store.prepared import Prepared

INCIDENTS = Copies(Incident)
"""How a locked incident is written back."""
_LOCKED = Prepared(
    select(*INCIDENTS.columns).where(Incident.id == bindparam("incident_id")).with_for_update()
)


def locked_incident(session: Session, incident_id: int, by: Actor) -> Incident:
    """Return a copy of the incident and keep other writers of it waiting until the transaction ends."""
    session.flush()
    found = _LOCKED.first(session, incident_id=incident_id)
    incident = None if found is None else INCIDENTS.copy(found)
    if incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such incident in your area"))
    return incident


def refuse_stale(session: Session, incident: Incident, version: int, template: FlowTemplate) -> None:
    if incident.version == version:
        return
    last = session.scalar(
        select(Step).where(Step.incident_id == incident.id).order_by(Step.sequence.desc()).limit(1)
    )
    state = pick(template.state(incident.state).name)
    if last is None:
        raise RuleBroken(
            tr("this incident changed meanwhile and is now {state}: check and send again").format(state=state)
        )
    raise RuleBroken(
        tr(
            "{who} took “{move}” at {time}, the incident is now {state}. Your text is kept: check and send again"
        ).format(
            who=last.actor,
            move=pick(template.step_name(last.action, last.from_state)),
            time=f"{last.at.astimezone(ZoneInfo(working_calendar(session).zone)):%H:%M:%S}",
            state=state,
        )
    )


def keep_applications(session: Session, incident: Incident, *, change: int) -> None:
    """Count one application more or less on a locked incident, which gets its next version."""
    incident.applications += change
    INCIDENTS.write(session, incident)
