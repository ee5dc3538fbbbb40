"""Queries about applications, with the incident each is about; moves are named by the incident's own flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.adjustments import AdjustmentRow, Ending
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.names import Name
from gridcenter.store import models
from gridcenter.store.models import Adjustment, Category, Division, Grid, Incident
from gridcenter.store.types import inside

Flows = Callable[[str, int], FlowTemplate]
"""Finds a flow by its key and version."""

_Applying = aliased(models.Unit, name="applying")

_Found = tuple[Any, ...]


def adjustments_of(
    session: Session, incident_id: int, *, area: str, flows: Flows
) -> tuple[AdjustmentRow, ...]:
    """Return every application about an incident, oldest first; none where it lies outside the area."""
    statement = _adjustments().where(
        Adjustment.incident_id == incident_id, inside(Incident.community_code, area)
    )
    return _read(session, statement, flows)


def pending_adjustments(session: Session, *, area: str, flows: Flows) -> tuple[AdjustmentRow, ...]:
    """Return what awaits a decision in the area, what has waited longest first."""
    statement = _adjustments().where(Adjustment.ended_at.is_(None), inside(Incident.community_code, area))
    return _read(session, statement, flows)


def _adjustments() -> Select[*_Found]:
    return (
        select(
            Adjustment,
            Incident.number,
            Incident.community_code,
            Incident.flow,
            Incident.flow_version,
            Category.name,
            Category.name_en,
            Grid.name,
            Grid.name_en,
            Division.name,
            Division.name_en,
            _Applying.name,
            _Applying.name_en,
        )
        .join(Incident, Incident.id == Adjustment.incident_id)
        .join(Category, Category.id == Incident.category_id)
        .join(_Applying, _Applying.id == Adjustment.unit_id, isouter=True)
        .join(Grid, (Grid.code == Incident.grid_code) & Grid.valid_until.is_(None), isouter=True)
        .join(Division, Division.code == Incident.community_code, isouter=True)
        .order_by(Adjustment.applied_at, Adjustment.id)
    )


def _read(session: Session, statement: Select[*_Found], flows: Flows) -> tuple[AdjustmentRow, ...]:
    return tuple(_row(found, flows) for found in session.execute(statement))


def _row(found: Any, flows: Flows) -> AdjustmentRow:
    one, number, community_code, flow_key, version = found[:5]
    category, grid, community, unit = (_name(found[place], found[place + 1]) for place in (5, 7, 9, 11))
    template = flows(flow_key, version)
    named = [move for move in template.moves if move.action == one.action]
    return AdjustmentRow(
        id=one.id,
        version=one.version,
        incident_id=one.incident_id,
        incident_number=number,
        category=category,
        place=grid if grid.zh else community,
        community_code=community_code,
        action=one.action,
        move=template.step_name(one.action, ""),
        reason=one.reason,
        until=one.until,
        applied_at=one.applied_at,
        applicant_id=one.applicant_id,
        applicant=one.applicant,
        applicant_role=one.applicant_role,
        unit=unit,
        approvers=frozenset().union(*(move.approval.by for move in named if move.approval)),
        ending=Ending(one.outcome) if one.outcome else None,
        remark=one.remark,
        ended_at=one.ended_at,
        ender=one.ender,
        ender_role=one.ender_role,
    )


def _name(chinese: str | None, english: str | None) -> Name:
    return Name(chinese or "", english or "")
