"""Queries about random re-checks: draws, what they drew, and what can be drawn from."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.flow import CLOSINGS
from gridcenter.domain.names import Name
from gridcenter.domain.rechecks import DrawRow, RecheckRow
from gridcenter.store.models import Category, Division, Grid, Incident, Recheck, RecheckDraw
from gridcenter.store.types import inside


def closed_between(session: Session, *, area: str, start: datetime, end: datetime) -> list[int]:
    """Return the incidents closed in the half-open period, by id; what was void or not filed is none of them."""
    statement = select(Incident.id).where(
        Incident.closed_at >= start,
        Incident.closed_at < end,
        Incident.state.in_(sorted(CLOSINGS)),
        inside(Incident.community_code, area),
    )
    return list(session.scalars(statement.order_by(Incident.id)))


def draws_of(session: Session, month: str, area: str) -> int:
    """Return how often a month of an area was drawn."""
    wanted = (RecheckDraw.month == month, RecheckDraw.area_code == area)
    return session.scalar(select(func.max(RecheckDraw.sequence)).where(*wanted)) or 0


def draws(session: Session, *, area: str, month: str = "") -> list[DrawRow]:
    """Return the draws within an area, of one month or of all, in the order in which they were made."""
    statement = select(RecheckDraw).where(inside(RecheckDraw.area_code, area)).order_by(RecheckDraw.id)
    if month:
        statement = statement.where(RecheckDraw.month == month)
    found = session.scalars(statement).all()
    rows = _rows(session, [one.id for one in found])
    return [
        DrawRow(
            id=one.id,
            month=one.month,
            area=one.area_code,
            sequence=one.sequence,
            rule=one.rule,
            rate_percent=one.rate_percent,
            seed=one.seed,
            population=one.population,
            population_hash=one.population_hash,
            reason=one.reason,
            drawn_at=one.drawn_at,
            drawer=one.drawer,
            rechecks=tuple(rows[one.id]),
        )
        for one in found
    ]


def _rows(session: Session, draw_ids: list[int]) -> dict[int, list[RecheckRow]]:
    statement = (
        select(
            Recheck,
            Incident.number,
            Category.name,
            Category.name_en,
            Grid.name,
            Grid.name_en,
            Division.name,
            Division.name_en,
        )
        .join(Incident, Incident.id == Recheck.incident_id)
        .join(Category, Category.id == Incident.category_id)
        .join(Grid, (Grid.code == Incident.grid_code) & Grid.valid_until.is_(None), isouter=True)
        .join(Division, Division.code == Incident.community_code, isouter=True)
        .where(Recheck.draw_id.in_(draw_ids))
        .order_by(Recheck.draw_id, Recheck.place)
    )
    found: dict[int, list[RecheckRow]] = defaultdict(list)
    for row, number, *names in session.execute(statement):
        category, grid, community = (Name(names[at] or "", names[at + 1] or "") for at in (0, 2, 4))
        found[row.draw_id].append(
            RecheckRow(
                id=row.id,
                version=row.version,
                place=row.place,
                incident_id=row.incident_id,
                number=number,
                result=row.result,
                reason=row.reason,
                checker=row.checker,
                checked_at=row.checked_at,
                category=category,
                where=grid if grid.zh else community,
            )
        )
    return found
