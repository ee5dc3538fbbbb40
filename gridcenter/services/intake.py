"""Reporting (信息收集, 上报): from what somebody saw to an incident with a number, a first step and its first clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import REPORT, FlowTemplate
from gridcenter.domain.people import NOT_REPORTING, Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.flows import flow_for, flow_in_force, own_flow
from gridcenter.services.incident_draft import IncidentDraft as IncidentDraft
from gridcenter.services.ledger import Ledger
from gridcenter.services.recording import LONGEST_REASON, LONGEST_TEXT, Said, check_length, record_step
from gridcenter.services.reports import first_report
from gridcenter.store.calendars import working_calendar
from gridcenter.store.drafts import delete_draft
from gridcenter.store.models import Category, Division, Grid, Incident
from gridcenter.store.numbers import lock_numbers, next_number
from gridcenter.store.standards import standard_for

PREFIX = "SJ"


@dataclass(frozen=True, slots=True)
class _Place:
    grid_code: str | None
    community_code: str
    longitude: float | None
    latitude: float | None
    approximate: bool


def report_incident(session: Session, draft: IncidentDraft, *, by: Actor, now: datetime, key: str) -> int:
    """Open an incident and return its id; the caller owns the transaction.

    `key` is made by the desk once per form: the same key again returns the same incident, so that a double Enter or
    a repeated request makes one. The form's draft goes in this transaction. `now` is the store's time.

    Raises:
        BadInput: The category, the grid or the community is unknown, or the text is too long.
        RuleBroken: The place lies outside the actor's area, or the actor's role reports nothing.
    """
    if by.role in NOT_REPORTING:
        raise RuleBroken(tr("your role does not report incidents; ask an intake clerk to do it"))
    known = already_reported(session, key)
    if known is not None:
        return known
    category = _category(session, draft)
    place = _place(session, draft)
    if not within(place.community_code, by.area):
        raise RuleBroken(tr("the place lies outside your area; report it to the centre in charge"))
    calendar = working_calendar(session)
    day = now.astimezone(ZoneInfo(calendar.zone)).date()
    lock_numbers(session, prefix=PREFIX, day=day)
    known = already_reported(session, key)
    if known is not None:
        return known
    incident = _incident(draft, place, _flow(session, draft, category), now=now)
    incident.idempotency_key = key
    incident.number = next_number(session, prefix=PREFIX, day=day)
    incident.category_id = category.id
    standard = standard_for(session, category.id, day=day)
    incident.standard_id = None if standard is None else standard.id
    open_incident(session, incident, said=Said(opinion=incident.description), by=by, now=now)
    first_report(session, incident, draft, by=by)
    delete_draft(session, by.account_id, key)
    return incident.id


def _flow(session: Session, draft: IncidentDraft, category: Category) -> FlowTemplate:
    if draft.flow:
        return flow_in_force(session, draft.flow)
    major = session.get(Category, category.major_id) if category.major_id is not None else None
    return flow_for(session, category.set_key, "" if major is None else major.code)


def _incident(draft: IncidentDraft, place: _Place, template: FlowTemplate, *, now: datetime) -> Incident:
    return Incident(
        flow=template.key,
        flow_version=template.version,
        state=template.start,
        severity=int(draft.severity),
        urgent=draft.urgent,
        vulnerable=draft.vulnerable,
        source_code=draft.source_code,
        description=check_length(draft.description, longest=LONGEST_TEXT),
        address=check_length(draft.address, longest=LONGEST_REASON),
        longitude=place.longitude,
        latitude=place.latitude,
        approximate=place.approximate,
        grid_code=place.grid_code,
        community_code=place.community_code,
        reported_at=now,
    )


def open_incident(
    session: Session, incident: Incident, *, said: Said, by: Actor, now: datetime, action: str = REPORT
) -> None:
    """Insert an incident that has its number, with its first clock and its first step."""
    ledger = Ledger(session, incident, flow=own_flow(session, incident))
    ledger.move("", incident.state, action=action, now=now)
    session.add(incident)
    session.flush()
    ledger.write()
    record_step(
        session,
        incident,
        action=action,
        from_state="",
        unit_id=by.unit_id,
        said=said,
        by=by,
        now=now,
    )


def already_reported(session: Session, key: str) -> int | None:
    """Return the incident that a form with this key has made already."""
    if not key:
        raise BadInput(tr("a report needs a key, so that sending it twice does not make two incidents"))
    return session.scalar(select(Incident.id).where(Incident.idempotency_key == key))


def _category(session: Session, draft: IncidentDraft) -> Category:
    wanted = select(Category).where(Category.code == draft.category_code, Category.active)
    if draft.category_set:
        wanted = wanted.where(Category.set_key == draft.category_set)
    found = session.scalars(wanted.limit(2)).all()
    if not found:
        raise BadInput(tr("there is no category “{code}”").format(code=draft.category_code))
    if len(found) > 1:
        raise BadInput(tr("the category “{code}” exists in two sets").format(code=draft.category_code))
    return found[0]


def _place(session: Session, draft: IncidentDraft) -> _Place:
    exact = draft.longitude is not None and draft.latitude is not None
    if draft.grid_code:
        grid = session.scalar(select(Grid).where(Grid.code == draft.grid_code, Grid.valid_until.is_(None)))
        if grid is None:
            raise BadInput(tr("there is no grid “{code}”").format(code=draft.grid_code))
        if exact:
            return _Place(grid.code, grid.community_code, draft.longitude, draft.latitude, approximate=False)
        return _Place(grid.code, grid.community_code, grid.longitude, grid.latitude, approximate=True)
    division = session.get(Division, draft.community_code) if draft.community_code else None
    if division is None:
        raise BadInput(
            tr("there is no community “{code}”: give a grid or a community").format(code=draft.community_code)
        )
    if exact:
        return _Place(None, division.code, draft.longitude, draft.latitude, approximate=False)
    return _Place(None, division.code, division.longitude, division.latitude, approximate=True)
