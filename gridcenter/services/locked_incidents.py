"""An incident locked for one person at a time, and how it is written back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import working_units
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import pick, tr
from gridcenter.services.unit_load import given_back
from gridcenter.store.calendars import working_calendar
from gridcenter.store.copies import Copies
from gridcenter.store.models import Incident, Step
from gridcenter.store.prepared import Prepared

_INCIDENTS = Copies(Incident)
"""How a locked incident is written back: only by `keep_incident`, which asks whether those it gives work have room."""
_ONE = select(*_INCIDENTS.columns).where(Incident.id == bindparam("incident_id"))
_LOCKED, _SEEN = Prepared(_ONE.with_for_update()), Prepared(_ONE)
_WORK = ("unit_id", "called_in", "closed_at", "handled_at")
"""What decides who has something to do for an incident."""


def locked_incident(session: Session, incident_id: int, by: Actor) -> Incident:
    """Return a copy of the incident and keep other writers of it waiting until the transaction ends."""
    session.flush()
    found = _LOCKED.first(session, incident_id=incident_id)
    incident = None if found is None else _INCIDENTS.copy(found)
    if incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such incident in your area"))
    return incident


def seen_incident(session: Session, incident_id: int) -> Incident:
    """Return a copy of an incident that is there, to work out what would become of it; nothing of it is written."""
    found = _SEEN.first(session, incident_id=incident_id)
    if found is None:
        raise RuleBroken(tr("there is no such incident in your area"))
    return _INCIDENTS.copy(found)


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


def keep_incident(
    session: Session, incident: Incident, *, now: datetime, despite: str = "", asked: int | None = None
) -> str:
    """Write a locked incident back; return what its step must say about units that get work with it all the same.

    Whatever gives a unit work leads through here: a unit that had nothing to do for the incident and has now must
    have room, or `despite` say why not. Only `asked`, which the step has named and asked about already, is not asked
    again. Those called in are asked together with the holder, in the order of their ids.

    Raises:
        BadInput: A unit is busy, off duty or full, and `despite` gives no reason to go ahead.
    """
    given = [unit for unit in _given_work(incident) if unit != asked]
    remarks = [given_back(session, unit, incident_id=incident.id, despite=despite, now=now) for unit in given]
    _INCIDENTS.write(session, incident)
    return "\n".join(remark for remark in remarks if remark)


def _given_work(incident: Incident) -> list[int]:
    """Return the units that have something to do for the incident as it is to be written and had not as it was read."""
    before, now = _INCIDENTS.as_stored(incident), vars(incident)
    if all(now[name] == before[name] for name in _WORK):
        return []
    return sorted(_working(now) - _working(before))


def _working(values: Mapping[str, Any]) -> frozenset[int]:
    return working_units(
        holder=values["unit_id"],
        called_in=values["called_in"],
        closed=values["closed_at"] is not None,
        handled=values["handled_at"] is not None,
    )


def keep_applications(session: Session, incident: Incident, *, change: int, now: datetime) -> None:
    """Count one application more or less on a locked incident, which gets its next version."""
    incident.applications += change
    keep_incident(session, incident, now=now)
