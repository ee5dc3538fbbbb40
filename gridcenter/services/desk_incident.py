"""One incident as a desk shows it and as papers print it: named by its flow, with its cards and applications."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from gridcenter.domain.incidents import IncidentDetail, IncidentLink, NotedRow
from gridcenter.domain.merging import MERGED
from gridcenter.domain.reminders import EVENT_NAMES, Event
from gridcenter.services.card_rules import card_rules
from gridcenter.services.flows import flow_of, flow_version
from gridcenter.services.routing import ruling_state
from gridcenter.store.adjustments import adjustments_of
from gridcenter.store.cards import cards_of
from gridcenter.store.engine import store_time
from gridcenter.store.incidents_trace import incident_detail
from gridcenter.store.models import Incident
from gridcenter.store.reminders import acknowledgements
from gridcenter.store.reopenings import reopened_as, reopens
from gridcenter.store.reports import kept_for, merged_into


def desk_incident(session: Session, incident_id: int, *, area: str) -> IncidentDetail | None:
    """Return the incident at the store's time; None when it does not exist or lies outside the area."""
    own = flow_of(session, incident_id)
    detail = incident_detail(session, incident_id, area=area, flow=own, now=store_time(session))
    if detail is None:
        return None
    return replace(
        detail,
        cards=cards_of(session, incident_id, area=area, rules=card_rules()),
        reopens=reopens(session, incident_id),
        reopened_as=reopened_as(session, incident_id) if detail.row.closed_at is not None else None,
        merged_into=kept_for(session, incident_id) if detail.row.state == MERGED else None,
        merged_here=_merged_here(session, detail),
        noted=_noted(session, incident_id, area),
        ruling=ruling_state(session, session.get_one(Incident, incident_id), own),
        adjustments=adjustments_of(session, incident_id, area=area, flows=partial(flow_version, session)),
    )


def _noted(session: Session, incident_id: int, area: str) -> tuple[NotedRow, ...]:
    return tuple(
        NotedRow(one.at, EVENT_NAMES[Event(one.key.event)], one.who, one.role)
        for one in acknowledgements(session, incident_id, area=area)
    )


def _merged_here(session: Session, detail: IncidentDetail) -> tuple[IncidentLink, ...]:
    """Ask only where there was more than one report: merging counts them together."""
    if detail.row.report_count < 2:
        return ()
    return tuple(IncidentLink(*one) for one in merged_into(session, detail.row.id))
