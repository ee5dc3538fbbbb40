"""Queries for incidents near a place: the open ones, and those closed lately, each from an index by time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, literal_column, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.duplicates import Box, Reported, Spot
from gridcenter.domain.merging import MERGED
from gridcenter.domain.names import Name
from gridcenter.store.models import Category, Incident, Report
from gridcenter.store.types import inside

AT_MOST = 500
"""Rows of each kind that are looked at, the newest: more in one place are one matter reported over and over."""

_COLUMNS = (
    Incident.id,
    Incident.number,
    Incident.flow,
    Incident.flow_version,
    Incident.state,
    Incident.category_id,
    func.coalesce(Category.major_id, Category.id),
    Category.name,
    Category.name_en,
    Incident.longitude,
    Incident.latitude,
    Incident.approximate,
    Incident.grid_code,
    Incident.address,
    Incident.reported_at,
    Incident.closed_at,
)


def incidents_near(
    session: Session,
    box: Box | None,
    grid_code: str,
    *,
    area: str,
    open_since: datetime,
    closed_since: datetime,
) -> list[Reported]:
    """Return incidents of the area in the box, and those in the grid that have no exact place.

    Without a box every incident of the grid counts. Open ones were reported since `open_since`, closed ones were
    closed since `closed_since`; the newest of each, at most `AT_MOST`. Merged ones are found as what they are part of.
    """
    here = and_(inside(Incident.community_code, area), _at(box, grid_code))
    still_open = (
        _columns()
        .where(Incident.closed_at.is_(None), Incident.reported_at >= open_since, here)
        .order_by(Incident.reported_at.desc(), Incident.id)
    )
    closed = (
        _columns()
        .where(Incident.closed_at >= closed_since, Incident.state != MERGED, here)
        .order_by(Incident.closed_at.desc(), Incident.id)
    )
    return [*_read(session, still_open), *_read(session, closed)]


def incidents_of_caller(session: Session, contact_hash: str, *, area: str, limit: int) -> list[Reported]:
    """Return incidents of the area that were reported with this keyed hash of a phone, the newest first."""
    known = Report.contact_hash != literal_column("''")  # in so many words: the index holds no others
    told = select(Report.incident_id).where(Report.contact_hash == contact_hash, known)
    return _newest(session, and_(Incident.id.in_(told), inside(Incident.community_code, area)), limit)


def incidents_at(
    session: Session, grid_code: str, address: str, box: Box | None, *, area: str, limit: int
) -> list[Reported]:
    """Return incidents of the grid at this address or within the box, the newest first; merged ones are left out.

    The index of the grid answers it: a grid has a few thousand incidents in its whole life.
    """
    places = [Incident.address == address] if address else []
    if box is not None:
        places.append(_at(box, ""))
    if not places or not grid_code:
        return []
    here = (Incident.grid_code == grid_code, Incident.state != MERGED, or_(*places))
    return _newest(session, and_(*here, inside(Incident.community_code, area)), limit)


def _newest(session: Session, condition: ColumnElement[bool], limit: int) -> list[Reported]:
    order = (Incident.reported_at.desc(), Incident.id.desc())
    rows = session.execute(_columns().where(condition).order_by(*order).limit(limit))
    return [_reported(row) for row in rows]


def _columns() -> Select[*tuple[Any, ...]]:
    """Join the category from outside: it is looked up for what was found, never the way to it."""
    return select(*_COLUMNS).join(Category, Category.id == Incident.category_id, isouter=True)


def _at(box: Box | None, grid_code: str) -> ColumnElement[bool]:
    in_grid: ColumnElement[bool] = Incident.grid_code == grid_code if grid_code else false()
    if box is None:
        return in_grid
    in_box = and_(
        Incident.longitude.between(box.west, box.east),
        Incident.latitude.between(box.south, box.north),
        Incident.approximate.is_(False),
    )
    return or_(in_box, and_(in_grid, Incident.approximate)) if grid_code else in_box


def _read(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterable[Reported]:
    return [_reported(row) for row in session.execute(statement.limit(AT_MOST))]


def _reported(row: Row[*tuple[Any, ...]]) -> Reported:
    known, (zh, en, lon, lat, approximate, grid), rest = list(row[:7]), row[7:13], list(row[13:])
    spot = Spot(None, None, grid or "") if approximate else Spot(lon, lat, grid or "")
    fields: list[Any] = [*known, Name(zh, en), spot, *rest]
    return Reported(*fields)
