"""The responsibility list after a category was corrected: what it proposes now, and what no longer counts for it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.routing import Cell, Routing
from gridcenter.language import pick, tr
from gridcenter.services.unit_preview import admitted
from gridcenter.store.models import Incident, ResponsibilityRule, RoutingProposal
from gridcenter.store.routing import fitting_rule, matter_of, precedents_for, rule_rows
from gridcenter.store.units import unit_names


def proposal_now(
    session: Session, incident: Incident, template: FlowTemplate, *, now: datetime, zone: ZoneInfo
) -> list[str]:
    """Say which unit the list proposes for the incident as it is filed now, where another one holds the task."""
    rule_id = fitting_rule(session, matter_of(session, incident), day=now.astimezone(zone).date())
    rows = rule_rows(session, ids=[rule_id]) if rule_id is not None else ()
    found = admitted(Routing(next(iter(rows), None), precedents_for(session, incident)), template)
    named = [(one.unit_id, one.unit, one.ground) for one in (found.rule,) if one is not None]
    named += [(one.unit_id, one.unit, one.ground(zone)) for one in found.precedents[:1]]
    if not named or named[0][0] == incident.unit_id:
        return []
    _, unit, ground = named[0]
    if incident.unit_id is None:
        return [tr("proposed now: {unit} ({ground})").format(unit=pick(unit), ground=ground)]
    holder = unit_names(session)[incident.unit_id]
    return [
        tr("proposed now: {unit} ({ground}); the task stays with {holder} until somebody hands it on").format(
            unit=pick(unit), ground=ground, holder=pick(holder)
        )
    ]


def parted_lines(session: Session, incident: Incident) -> list[str]:
    """Say which lines that proposed for the former category do not fit the corrected one: their hit rates leave the
    incident out from now on. What was proposed and taken stays written.
    """
    matter = matter_of(session, incident)
    rule = ResponsibilityRule
    rows = session.execute(
        select(rule.id, rule.set_key, rule.category_code)
        .join(RoutingProposal, RoutingProposal.rule_id == rule.id)
        .where(RoutingProposal.incident_id == incident.id)
        .group_by(rule.id, rule.set_key, rule.category_code)
        .order_by(rule.id)
    )
    return [
        tr("no longer counted for line {n} of the responsibility list").format(n=number)
        for number, set_key, code in rows
        if Cell(set_key, code).rank(matter) is None
    ]
