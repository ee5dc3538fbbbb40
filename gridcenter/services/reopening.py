"""Reopening (重开): a closed incident that was not settled after all is taken up again as a new one, linked to it.

The closed incident stays as it is, for good: what it was closed on and when counts as it counted. The new one has a
number, clocks and a trace of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import CLOSINGS, REOPEN, REOPENED, FlowTemplate
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.cards import role_words
from gridcenter.services.flows import flow_in_force, own_flow
from gridcenter.services.intake import PREFIX, already_reported, open_incident
from gridcenter.services.locked_incidents import locked_incident
from gridcenter.services.recording import LONGEST_REASON, Said, check_length
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Incident, Reopening
from gridcenter.store.numbers import lock_numbers, next_number
from gridcenter.store.reopenings import reopened_as
from gridcenter.store.standards import standard_for

COPIED = (
    *("flow", "category_id", "severity", "urgent", "vulnerable", "source_code", "description", "address"),
    *("longitude", "latitude", "approximate", "grid_code", "community_code"),
)
"""What the new incident has from the closed one."""
WHY = MoveField("reason", Name("重开理由", "why it is reopened"), "text")


def reopen_incident(
    session: Session, incident_id: int, *, reason: str, by: Actor, now: datetime, key: str
) -> int:
    """Take up a closed incident again and return the new one's id; the caller owns the transaction.

    The closed one is locked, so that of two desks one reopens it and the other hears the new number. `key` is made
    once per form: the same key again returns the same incident.

    Raises:
        RuleBroken: It is not closed, was reopened, was closed too long ago, or the role does not reopen.
        BadInput: There is no reason, or it is too long.
    """
    first = locked_incident(session, incident_id, by)
    known = already_reported(session, key)
    if known is not None:
        return known
    said = check_length(reason, longest=LONGEST_REASON)
    refusal = why_not_reopen(session, first, by, now)
    if refusal:
        raise RuleBroken(refusal)
    if not said:
        raise BadInput(tr("write why the incident is reopened"))
    again = _taken_up(session, first, now=now)
    again.idempotency_key = key
    open_incident(session, again, said=Said(first.description, said), by=by, now=now, action=REOPEN)
    session.add(Reopening(incident_id=again.id, reopened_id=first.id))
    session.flush()
    return again.id


def reopen_choices(session: Session, incident_id: int, *, by: Actor, now: datetime) -> list[MoveChoice]:
    """Return what a desk offers beside the moves of a closed incident; nothing where its flow reopens nothing."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    asked = own_flow(session, incident).reopening
    if asked is None or incident.state not in CLOSINGS:
        return []
    refusal = why_not_reopen(session, incident, by, now)
    return [MoveChoice(REOPEN, REOPENED, (WHY,), refusal, usual=False, letter=asked.letter, opinion=False)]


def why_not_reopen(session: Session, incident: Incident, by: Actor, now: datetime) -> str:
    """Return why this person cannot reopen this incident now; empty when he can."""
    template = own_flow(session, incident)
    asked = template.reopening
    if asked is None or incident.state not in CLOSINGS or incident.closed_at is None:
        return tr("only a closed incident is reopened: report this one anew")
    successor = reopened_as(session, incident.id)
    if successor is not None:
        return tr("it was reopened already: it goes on as {number}").format(number=successor.number)
    if by.role not in asked.roles:
        return tr("incidents are reopened by: {roles}").format(roles=role_words(template, asked.roles))
    if now - incident.closed_at > timedelta(days=asked.days):
        return tr("it was closed more than {n} days ago: report it anew").format(n=asked.days)
    return ""


def _present_flow(session: Session, first: Incident) -> FlowTemplate:
    """Return the flow of the closed incident as new ones get it; its own where that flow is off by now."""
    try:
        return flow_in_force(session, first.flow)
    except BadInput:
        return own_flow(session, first)


def _taken_up(session: Session, first: Incident, *, now: datetime) -> Incident:
    """Return the new incident with its number; it is not inserted yet."""
    day = now.astimezone(ZoneInfo(working_calendar(session).zone)).date()
    lock_numbers(session, prefix=PREFIX, day=day)
    template = _present_flow(session, first)
    again = Incident(
        flow_version=template.version,
        state=template.start,
        reported_at=now,
        recurrence=first.recurrence + 1,
        **{name: getattr(first, name) for name in COPIED},
    )
    again.number = next_number(session, prefix=PREFIX, day=day)
    standard = standard_for(session, first.category_id, day=day)
    again.standard_id = None if standard is None else standard.id
    return again
