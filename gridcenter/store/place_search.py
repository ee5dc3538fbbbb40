"""Finding a place without a network: grids, divisions, buildings and components by code, name or address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.store.models import Component, Division, Grid, Premises
from gridcenter.store.types import inside

FOUND_AT_MOST = 20
_SHORTEST_OPENING = 4
Named = InstrumentedAttribute[str]
Matches = Callable[[Named, str], ColumnElement[bool]]


def places_matching(session: Session, text: str, *, area: str) -> list[FoundPlace]:
    """Return grids, divisions, buildings and components whose code begins with or whose name holds `text`.

    Spaces and capitals do not count: “双井社区01” and “书院路9号” are asked for as they are said. Where nothing is
    found, buildings and grids with whose name the text begins: somebody said more than the register knows.
    """
    asked = _squeezed(text)
    found: list[FoundPlace] = []
    searches: tuple[Callable[..., list[FoundPlace]], ...] = (_grids, _divisions, _buildings, _components)
    for search in searches:
        found += search(session, asked, area)
    if not found:
        found = [*_buildings(session, asked, area, opens=_opens), *_grids(session, asked, area, opens=_opens)]
    return found[:FOUND_AT_MOST]


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def _plain(column: Named) -> ColumnElement[str]:
    return func.lower(func.replace(column, " ", ""))


def _holds(column: Named, asked: str) -> ColumnElement[bool]:
    return _plain(column).contains(asked, autoescape=True)


def _opens(column: Named, asked: str) -> ColumnElement[bool]:
    """Whether what was asked begins with the name, which is no mere word or two."""
    name = _plain(column)
    return and_(func.length(name) >= _SHORTEST_OPENING, func.substr(asked, 1, func.length(name)) == name)


def grid_outlines(session: Session, *, area: str) -> Iterator[tuple[str, str, str]]:
    """Yield code, community and GeoJSON geometry of the grids in use, by code."""
    rows = session.execute(
        select(Grid.code, Grid.community_code, Grid.geometry)
        .where(Grid.valid_until.is_(None), inside(Grid.community_code, area))
        .order_by(Grid.code)
    )
    return ((code, community, geometry) for code, community, geometry in rows if geometry)


def _grids(session: Session, text: str, area: str, *, opens: Matches | None = None) -> list[FoundPlace]:
    matches = opens or _holds
    rows = session.execute(
        select(Grid.name, Grid.name_en, Grid.longitude, Grid.latitude, Grid.code, Grid.community_code)
        .where(
            Grid.valid_until.is_(None),
            inside(Grid.community_code, area),
            or_(
                Grid.code.startswith(text, autoescape=True),
                matches(Grid.name, text),
                matches(Grid.name_en, text),
            ),
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
                Division.code.startswith(text, autoescape=True),
                _holds(Division.name, text),
                _holds(Division.name_en, text),
            ),
        )
        .order_by(Division.code)
        .limit(FOUND_AT_MOST)
    )
    return [
        FoundPlace("division", Name(zh, en), lon or 0.0, lat or 0.0, community_code=code)
        for zh, en, lon, lat, code in rows
    ]


def _buildings(session: Session, text: str, area: str, *, opens: Matches | None = None) -> list[FoundPlace]:
    """Buildings and estates only: a room would tell where a person lives."""
    matches = opens or _holds
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
            or_(matches(Premises.name, text), matches(Premises.address, text)),
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
        .where(
            inside(Component.community_code, area),
            func.lower(Component.code).startswith(text, autoescape=True),
        )
        .order_by(Component.code)
        .limit(FOUND_AT_MOST)
    )
    return [
        FoundPlace("component", Name(f"{name} {code}"), lon, lat, grid or "", community)
        for name, code, lon, lat, grid, community in rows
    ]
