"""Queries about divisions, grids, the map's backdrop, and finding a place without a network."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import Backdrop, DistrictMap, Division, GridShape
from gridcenter.store import models
from gridcenter.store.types import inside

FOUND_AT_MOST = 20


def district_map(session: Session, *, area: str) -> DistrictMap:
    """Return all current grids of the area, the divisions above them, and the backdrop."""
    grids = tuple(current_grids(session, area=area))
    codes = {code for grid in grids for code in _ancestors(grid.community_code)}
    divisions = tuple(
        row for row in divisions_with_shape(session, area=area) if row.code in codes or row.geometry
    )
    shapes = session.execute(
        select(
            models.BackdropShape.kind,
            models.BackdropShape.name,
            models.BackdropShape.name_en,
            models.BackdropShape.geometry,
        ).order_by(models.BackdropShape.id)
    )
    backdrop = tuple(Backdrop(kind, Name(zh, en), geometry) for kind, zh, en, geometry in shapes)
    named = session.execute(
        select(models.Unit.id, models.Unit.name, models.Unit.name_en).order_by(models.Unit.id)
    )
    units = tuple((key, Name(zh, en)) for key, zh, en in named)
    return DistrictMap(divisions, grids, backdrop, units)


def current_grids(session: Session, *, area: str) -> list[GridShape]:
    grid = models.Grid
    statement = (
        select(
            grid.code,
            grid.name,
            grid.name_en,
            grid.community_code,
            grid.kind,
            grid.level,
            grid.geometry,
            grid.longitude,
            grid.latitude,
        )
        .where(grid.valid_until.is_(None), inside(grid.community_code, area))
        .order_by(grid.code)
    )
    return [
        GridShape(code, Name(zh, en), community, kind, level, geometry, longitude, latitude)
        for code, zh, en, community, kind, level, geometry, longitude, latitude in session.execute(statement)
    ]


def divisions_with_shape(session: Session, *, area: str) -> list[Division]:
    """Return the divisions of the area that own grids or a boundary."""
    division = models.Division
    owners = select(models.Grid.community_code).where(models.Grid.valid_until.is_(None)).distinct()
    statement = _division_columns().where(
        inside(division.code, area),
        division.geometry.is_not(None) | division.code.in_(owners) | (division.level <= 4),
    )
    return [_as_division(row) for row in session.execute(statement.order_by(division.code).limit(20_000))]


def division_named(session: Session, code: str) -> Division | None:
    row = session.execute(_division_columns().where(models.Division.code == code)).first()
    return _as_division(row) if row else None


def reaches_beyond(session: Session, area: str) -> bool:
    """Tell whether the store has a grid outside the area."""
    outside = select(models.Grid.id).where(~inside(models.Grid.community_code, area)).limit(1)
    return bool(area) and session.scalar(outside) is not None


def district_code(session: Session) -> str:
    """Return the code that all current grids share: the district, street or community the store is about."""
    grid = models.Grid
    lowest, highest = session.execute(
        select(func.min(grid.community_code), func.max(grid.community_code)).where(grid.valid_until.is_(None))
    ).one()
    if not lowest:
        return ""
    shared = next((n for n, (a, b) in enumerate(zip(lowest, highest, strict=False)) if a != b), len(lowest))
    return next((lowest[:length] for length in (12, 9, 6, 4, 2) if length <= shared), "")


def _ancestors(code: str) -> list[str]:
    return [code[:length] for length in (2, 4, 6, 9, 12) if length <= len(code)] + [code]


def _division_columns() -> Select[str, str, str, str | None, str | None]:
    division = models.Division
    return select(division.code, division.name, division.name_en, division.parent_code, division.geometry)


def _as_division(row: Sequence[str | None]) -> Division:
    code, zh, en, parent, geometry = row
    return Division(str(code), Name(str(zh), str(en)), parent, geometry)
