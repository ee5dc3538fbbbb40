"""The working of all clocks of one incident, for whoever checks them by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.incidents import ClockView
from gridcenter.domain.masking import mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.flows import own_flow
from gridcenter.store.incidents_trace import every_clock_of, steps_of
from gridcenter.store.models import Incident


@dataclass(frozen=True, slots=True)
class IncidentClocks:
    """Every clock an incident has had, in the order in which they began."""

    number: str
    state: str
    state_name: Name
    clocks: tuple[ClockView, ...]


def incident_clocks(session: Session, number: str, *, area: str) -> IncidentClocks:
    """Return the clocks of the incident with this number; names of people in their grounds are masked.

    Raises:
        RuleBroken: There is no such incident in the area.
    """
    incident = session.scalar(select(Incident).where(Incident.number == number.strip()))
    if incident is None or not within(incident.community_code, area):
        raise RuleBroken(tr("There is no incident {number} in your area.").format(number=number.strip()))
    template = own_flow(session, incident)
    steps = [
        replace(one, actor=mask_name(one.actor)) for one in steps_of(session, incident.id, flow=template)
    ]
    return IncidentClocks(
        number=incident.number,
        state=incident.state,
        state_name=template.state(incident.state).name,
        clocks=every_clock_of(session, incident.id, flow=template, steps=steps),
    )
