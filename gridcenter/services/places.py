"""What a desk asks about places: the map's still parts, one grid, and the finder."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.domain.polygons import holds_point
from gridcenter.store.place_search import grid_outlines, places_matching

_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*")
LONGEST_LONGITUDE, LONGEST_LATITUDE = 180, 90


def find_places(session: Session, text: str, *, area: str) -> list[FoundPlace]:
    """Find places by coordinates (lon, lat; WGS-84), grid or component code, name or address."""
    asked = text.strip()
    if not asked:
        return []
    pair = _COORDINATES.fullmatch(asked)
    if pair:
        longitude, latitude = float(pair[1]), float(pair[2])
        if abs(longitude) <= LONGEST_LONGITUDE and abs(latitude) <= LONGEST_LATITUDE:
            return [_point(session, longitude, latitude, area)]
    return places_matching(session, asked, area=area)


def _point(session: Session, longitude: float, latitude: float, area: str) -> FoundPlace:
    """Return the point with the grid of the area that holds it; without a grid where none does."""
    name = Name(f"{longitude:.6f}, {latitude:.6f}")
    for code, community, geometry in grid_outlines(session, area=area):
        if holds_point(geometry, longitude, latitude):
            return FoundPlace("coordinates", name, longitude, latitude, code, community)
    return FoundPlace("coordinates", name, longitude, latitude)
