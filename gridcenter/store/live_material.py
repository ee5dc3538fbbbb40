"""Queries for the players of a live demo: who may act, what can happen where, and which incidents can be moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridcenter.store.models import Account, Category, Grid, Incident, Standard, Unit

_Major = aliased(Category, name="major")


@dataclass(frozen=True, slots=True)
class Player:
    account_id: int
    login: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class LiveMaterial:
    """Everything a live demo chooses from; `categories` are (set, code, name), `units` (id, kind, division code)."""

    players: tuple[Player, ...]
    categories: tuple[tuple[str, str, str], ...]
    grids: tuple[tuple[str, str, float, float], ...]
    units: tuple[tuple[int, str, str], ...]
    majors: tuple[str, ...] = ()
    """The major of each category, '' where it has none."""

    def with_categories(self, kept: Iterable[tuple[tuple[str, str, str], str]]) -> LiveMaterial:
        """Return the same with these categories and their majors only."""
        pairs = list(kept)
        return replace(
            self, categories=tuple(one for one, _ in pairs), majors=tuple(major for _, major in pairs)
        )


def live_material(session: Session) -> LiveMaterial:
    accounts = session.execute(
        select(Account.id, Account.login, Account.name, Account.role)
        .where(Account.active)
        .order_by(Account.id)
    )
    found = session.execute(
        select(Category.set_key, Category.code, Category.name, _Major.code)
        .join(_Major, _Major.id == Category.major_id, isouter=True)
        .where(Category.active, Category.id.in_(select(Standard.category_id)))
        .order_by(Category.id)
    )
    categories = [((set_key, code, name), major or "") for set_key, code, name, major in found]
    grids = session.execute(
        select(Grid.code, Grid.community_code, Grid.longitude, Grid.latitude)
        .where(Grid.valid_until.is_(None))
        .order_by(Grid.code)
    )
    units = session.execute(select(Unit.id, Unit.kind, Unit.division_code).order_by(Unit.id))
    return LiveMaterial(
        players=tuple(Player(*row) for row in accounts),
        categories=tuple(one for one, _ in categories),
        majors=tuple(major for _, major in categories),
        grids=tuple((code, community, lon, lat) for code, community, lon, lat in grids),
        units=tuple((key, kind, code) for key, kind, code in units),
    )


def open_ids(session: Session) -> list[int]:
    return list(
        session.scalars(select(Incident.id).where(Incident.closed_at.is_(None)).order_by(Incident.id))
    )


@dataclass(frozen=True, slots=True)
class Movable:
    """What is needed to move an incident without reading it whole."""

    id: int
    version: int
    flow: str
    flow_version: int
    state: str
    unit_id: int | None
    community_code: str
    applications: int
    due_at: datetime | None
    called_in: str = ""


def movable(session: Session, incident_id: int) -> Movable | None:
    """Return the incident if it is still open."""
    row = session.execute(
        select(
            Incident.id,
            Incident.version,
            Incident.flow,
            Incident.flow_version,
            Incident.state,
            Incident.unit_id,
            Incident.community_code,
            Incident.applications,
            Incident.due_at,
            Incident.called_in,
        ).where(Incident.id == incident_id, Incident.closed_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    values: tuple[Any, ...] = tuple(row)
    return Movable(*values)
