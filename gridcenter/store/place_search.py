"""Finding a place without a network: grids, divisions, buildings and components by code, name or address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.store.models import Component, Division, Grid, Premises
from gridcenter.store.types import inside

FOUND_AT_MOST = 20


def places_matching(session: Session, text: str, *, area: str) -> list[FoundPlace]:
    """Return grids, divisions, buildings and components whose code begins with or whose name holds `text`."""
    found: list[FoundPlace] = []
    searches: tuple[Callable[..., list[FoundPlace]], ...] = (_grids, _divisions, _buildings, _components)
    for search in searches:
        found += search(session, text, area)
    return found[:FOUND_AT_MOST]


def grid_outlines(session: Session, *, area: str) -> Iterator[tuple[str, str, str]]:
    """Yield code, community and GeoJSON geometry of the grids in use, by code."""
    rows = session.execute(
        select(Grid.code, Grid.community_code, Grid.geometry)
        .where(Grid.valid_until.is_(None), inside(Grid.community_code, area))
        .order_by(Grid.code)
    )
    return ((code, community, geometry) for code, community, geometry in rows if geometry)


def _grids(session: Session, text: str, area: str) -> list[FoundPlace]:
    rows = session.execute(
        select(Grid.name, Grid.name_en, Grid.longitude, Grid.latitude, Grid.code, Grid.community_code)
        .where(
            Grid.valid_until.is_(None),
            inside(Grid.community_code, area),
            or_(Grid.code.startswith(text, autoescape=True), Grid.name.contains(text, autoescape=True)),
        )
        .order_by(Grid.code)
        .limit(FOUND_AT_MOST)
    )
    return [FoundPlace("grid", Name(zh, en), lon, lat, *codes) for zh, en, lon, lat, *codes in rows]


def _divisions(session: Session, text: str, area: str) -> list[FoundPlace]:
    rows = session.execute(
        select(Division.name, Division.name_en, Division.longitude, Division.latitude, Division.code)
        .where(
            inside(Division.code, area),
            Division.longitude.is_not(None),
            or_(
                Division.code.startswith(text, autoescape=True), Division.name.contains(text, autoescape=True)
            ),
        )
        .order_by(Division.code)
        .limit(FOUND_AT_MOST)
    )
    return [
        FoundPlace("division", Name(zh, en), lon or 0.0, lat or 0.0, community_code=code)
        for zh, en, lon, lat, code in rows
    ]


def _buildings(session: Session, text: str, area: str) -> list[FoundPlace]:
    """Buildings and estates only: a room would tell where a person lives."""
    rows = session.execute(
        select(
            Premises.name,
            Premises.address,
            Premises.longitude,
            Premises.latitude,
            Premises.grid_code,
            Premises.community_code,
        )
        .where(
            Premises.kind.in_(("estate", "building")),
            Premises.longitude.is_not(None),
            inside(Premises.community_code, area),
            or_(
                Premises.name.contains(text, autoescape=True),
                Premises.address.contains(text, autoescape=True),
            ),
        )
        .order_by(Premises.code)
        .limit(FOUND_AT_MOST)
    )
    return [
        FoundPlace("building", Name(address or name), lon or 0.0, lat or 0.0, grid or "", community)
        for name, address, lon, lat, grid, community in rows
    ]


def _components(session: Session, text: str, area: str) -> list[FoundPlace]:
    rows = session.execute(
        select(
            Component.name,
            Component.code,
            Component.longitude,
            Component.latitude,
            Component.grid_code,
            Component.community_code,
        )
        .where(inside(Component.community_code, area), Component.code.startswith(text, autoescape=True))
        .order_by(Component.code)
        .limit(FOUND_AT_MOST)
    )
    return [
        FoundPlace("component", Name(f"{name} {code}"), lon, lat, grid or "", community)
        for name, code, lon, lat, grid, community in rows
    ]
