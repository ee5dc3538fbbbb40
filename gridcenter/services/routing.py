"""Routing a step that names a unit (任务派遣): what is offered and what is written down, and rulings (裁定).

Nothing here names a unit: a person does, and what was proposed then is kept beside what was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.flow_refusals import rulers
from gridcenter.domain.people import Actor
from gridcenter.domain.routing import Precedent, Routing, ruled_sentence
from gridcenter.language import by_count, tr
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Incident, Ruling, Step
from gridcenter.store.routing import (
    PROPOSALS,
    RULINGS,
    fitting_rule,
    last_ruling,
    matter_of,
    note_returned,
    precedents_for,
    rule_rows,
)

BASIS = "basis"
"""Input with the law or rule that a ruling rests on."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered for a move that names a unit, and the district's zone in which its days are told."""

    routing: Routing
    zone: ZoneInfo

    def ground(self, unit_id: int) -> str:
        """Return why this unit is offered; empty where it is one of the rest."""
        rule, precedent = self.routing.rule, self.routing.precedent_for(unit_id)
        parts = [rule.ground] if rule is not None and rule.unit_id == unit_id else []
        return tr("; ").join([*parts, precedent.ground(self.zone)] if precedent else parts)

    def order(self, unit_id: int) -> int:
        """Return the place in the chooser: the list's unit, then precedents newest first, then the rest."""
        if self.routing.rule is not None and self.routing.rule.unit_id == unit_id:
            return 0
        ruled = [one.unit_id for one in self.routing.precedents]
        return 1 + (ruled.index(unit_id) if unit_id in ruled else len(ruled))


def offer(
    session: Session, incident: Incident, move: Move, *, returned_by: frozenset[int], now: datetime
) -> Offer:
    """Return what is offered for a move that names a unit.

    `returned_by` are units that returned the incident: they are not proposed again, except for a ruling.
    """
    zone = ZoneInfo(working_calendar(session).zone)
    rule_id = fitting_rule(session, matter_of(session, incident), day=now.astimezone(zone).date())
    rows = rule_rows(session, ids=[rule_id]) if rule_id is not None else ()
    routing = Routing(next(iter(rows), None), precedents_for(session, incident))
    return Offer(routing.only_to(move.unit_kinds, not_to=() if move.rules else returned_by), zone)


def keep_routing(
    session: Session,
    incident: Incident,
    move: Move,
    found: Offer,
    *,
    step_id: int,
    said: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> None:
    """Write down what was proposed and taken; of a ruling also what the centre ruled. The step must be written."""
    unit_id = incident.unit_id
    if unit_id is None:
        return
    rule, followed = found.routing.rule, found.routing.precedent_for(unit_id)
    if rule is not None or found.routing.precedents:
        PROPOSALS.add(
            session,
            step_id=step_id,
            incident_id=incident.id,
            rule_id=rule.id if rule is not None else None,
            ruling_id=followed.id if followed is not None else None,
            unit_id=unit_id,
            at=now,
            returned_at=None,
        )
    if move.rules:
        _keep_ruling(session, incident, step_id=step_id, said=said, by=by, now=now)


def _keep_ruling(
    session: Session, incident: Incident, *, step_id: int, said: Mapping[str, str], by: Actor, now: datetime
) -> None:
    ruling = Ruling(
        step_id=step_id,
        incident_id=incident.id,
        category_id=incident.category_id,
        grid_code=incident.grid_code or "",
        community_code=incident.community_code,
        unit_id=incident.unit_id,
        ruled_at=now,
        ruler_id=session.get_one(Step, step_id).actor_id,
        ruler=by.name,
        ruler_role=by.role,
        reason=said.get("reason", ""),
        basis=said.get(BASIS, ""),
    )
    RULINGS.insert(session, ruling)


def keep_return(session: Session, incident: Incident, unit_id: int | None, *, now: datetime) -> None:
    """Write down that the unit which held the task returned it."""
    if unit_id is not None:
        note_returned(session, incident.id, unit_id, now=now)


def ruled(session: Session, incident_id: int) -> str:
    """Return the sentence that tells of the centre's ruling on an incident; empty where there is none."""
    found = last_ruling(session, incident_id)
    return _told(session, found) if found is not None else ""


def ruling_state(session: Session, incident: Incident, template: FlowTemplate) -> str:
    """Say what the incident shows of a ruling: that the centre has ruled, or that one is awaited; else nothing."""
    told = ruled(session, incident.id)
    if told or incident.return_count < template.max_returns:
        return told
    roles = rulers(template, (incident.state,), incident.return_count)
    if not roles or not incident.return_count:
        return ""
    said = by_count(
        incident.return_count,
        tr("returned once: a ruling is awaited on who is responsible; it is for: {roles}"),
        tr("returned {n} times: a ruling is awaited on who is responsible; it is for: {roles}"),
    )
    return said.format(n=incident.return_count, roles=roles)


def _told(session: Session, found: Precedent) -> str:
    return ruled_sentence(found, ZoneInfo(working_calendar(session).zone))
