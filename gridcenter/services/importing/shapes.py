"""Areas from GeoJSON: checked, turned into WGS-84, joined, and written as GeoJSON text again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from gridcenter.domain.datum import Datum, to_wgs84
from gridcenter.language import tr
from gridcenter.services.importing.cells import RowRefused

FIELD = "geometry"
DIGITS = 7
"""Decimals of a degree that are kept: about a centimetre."""


def read_area(geometry: Any, *, feature: int, datum: Datum) -> BaseGeometry | None:
    """Return the polygons of a GeoJSON geometry in WGS-84, or None where there is no geometry.

    Raises:
        RowRefused: It is no polygon, leaves the globe, is not closed or crosses itself; the reason names the
            feature and the place.
    """
    if geometry is None:
        return None
    polygons = [_polygon(rings, feature, datum) for rings in _polygon_rings(geometry, feature)]
    if not polygons:
        raise RowRefused(FIELD, "", tr("feature {n}: an empty area").format(n=feature))
    area = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    if not area.is_valid:
        raise RowRefused(FIELD, "", _fault(area, feature))
    return area


def join_areas(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return one area of several polygons that carry the same code."""
    return areas[0] if len(areas) == 1 else shapely.union_all(areas)


def point_inside(area: BaseGeometry) -> tuple[float, float]:
    """Return (lon, lat) of a point that lies inside even where the area is a crescent."""
    point = area.representative_point()
    return round(point.x, DIGITS), round(point.y, DIGITS)


def geojson_text(area: BaseGeometry) -> str:
    """Return the geometry as GeoJSON text, exterior rings counter-clockwise (RFC 7946 §3.1.6)."""
    polygons = [
        [_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in _parts(area)
    ]
    if len(polygons) == 1:
        return json.dumps({"type": "Polygon", "coordinates": polygons[0]}, separators=(",", ":"))
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))


def _parts(area: BaseGeometry) -> Iterable[Polygon]:
    parts = area.geoms if isinstance(area, MultiPolygon) else [area]
    return [shapely.geometry.polygon.orient(part) for part in parts]


def _coordinates(ring: Any) -> list[list[float]]:
    return [[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in ring.coords]


def _polygon_rings(geometry: Any, feature: int) -> list[Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon" and isinstance(coordinates, list):
        return [coordinates]
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return coordinates
    sentence = tr("feature {n}: an area is wanted, not {kind}")
    raise RowRefused(FIELD, "", sentence.format(n=feature, kind=str(kind)[:30]))


def _polygon(rings: Any, feature: int, datum: Datum) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise RowRefused(FIELD, "", tr("feature {n}: an empty area").format(n=feature))
    shell, *holes = [_ring(ring, feature, datum) for ring in rings]
    return Polygon(shell, holes)


def _ring(ring: Any, feature: int, datum: Datum) -> list[tuple[float, float]]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise RowRefused(FIELD, "", tr("feature {n}: a ring has fewer than four points").format(n=feature))
    points = [_point(position, feature) for position in ring]
    if points[0] != points[-1]:
        sentence = tr("feature {n}: a ring is not closed, it ends at {lon}, {lat}")
        raise RowRefused(FIELD, "", sentence.format(n=feature, lon=points[-1][0], lat=points[-1][1]))
    if datum in (Datum.WGS84, Datum.CGCS2000):
        return points
    return [to_wgs84(lon, lat, datum) for lon, lat in points]


def _point(position: Any, feature: int) -> tuple[float, float]:
    numbers = position[:2] if isinstance(position, list) and len(position) >= 2 else ()
    if not numbers or not all(type(number) in (int, float) and math.isfinite(number) for number in numbers):
        raise RowRefused(FIELD, "", tr("feature {n}: a position is no pair of numbers").format(n=feature))
    check_place(numbers[0], numbers[1], field=FIELD, feature=feature)
    return float(numbers[0]), float(numbers[1])


def check_place(lon: float, lat: float, *, field: str, feature: int = 0) -> None:
    """Refuse a position outside the globe, and say when longitude and latitude seem to be swapped.

    Raises:
        RowRefused: Longitude is not within ±180 or latitude not within ±90 degrees.
    """
    if -180 <= lon <= 180 and -90 <= lat <= 90:
        return
    where = tr("feature {n}: ").format(n=feature) if feature else ""
    swapped = -180 <= lat <= 180 and -90 <= lon <= 90
    reason = (
        tr("{lon}, {lat} lies outside the globe: longitude stands first, they seem to be swapped")
        if swapped
        else tr("{lon}, {lat} lies outside the globe: degrees are wanted")
    )
    raise RowRefused(field, f"{lon}, {lat}", where + reason.format(lon=lon, lat=lat))


def _fault(area: BaseGeometry, feature: int) -> str:
    """Return where and how an area is broken; the library says e.g. "Self-intersection[120.1 30.2]"."""
    kind, _, place = explain_validity(area).partition("[")
    where = place.rstrip("]").replace(" ", ", ")
    sentences = {
        "Self-intersection": tr("feature {n}: the outline crosses itself at {place}"),
        "Ring Self-intersection": tr("feature {n}: the outline touches itself at {place}"),
        "Hole lies outside shell": tr("feature {n}: a hole lies outside its area at {place}"),
        "Nested shells": tr("feature {n}: one polygon lies in another at {place}"),
    }
    sentence = sentences.get(kind.strip(), tr("feature {n}: the outline is broken at {place}"))
    return sentence.format(n=feature, place=where)
