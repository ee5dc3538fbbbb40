"""The district as one GeoJSON document for the page: grids, dissolved outlines, label points, backdrop.

Everything here is arithmetic on shapes and runs on a worker thread: a district of 1,110 grids takes tenths
of a second.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, GeometryType

from gridcenter.desktop.map.bridge import dense_json
from gridcenter.desktop.map.lineage import LEVELS, above, parents_of
from gridcenter.domain.names import Name
from gridcenter.domain.places import LEVEL_BY_LENGTH, Backdrop, DistrictMap, GridShape

DECIMALS = 7
"""Of a degree: one centimetre."""
_NAMELESS = "*"
"""Stands for the level above divisions that belong to none: they share one outline."""
_SNAP = 1e-7
_GAP = 1e-6
_AREA_TYPES = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)
_SUFFIX_ZH = re.compile(r"(社区居民委员会|社区居委会|村村民委员会|居委会|村委会|社区|街道办事处|街道)$")
_SUFFIX_EN = re.compile(r"\s+(Community|Sub-?district|Village|Street)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Area:
    code: str
    role: str
    name: Name
    shape: Geometry


def district_document(district: DistrictMap) -> bytes:
    """Return a GeoJSON FeatureCollection as UTF-8; shapes that are no areas are left out."""
    grids = _readable(district.grids)
    areas = _outlines(district, grids)
    water = _union(
        [shape for item in district.backdrop if item.kind == "water" for shape in _areas_of(item.geometry)]
    )
    features = _grid_features(grids)
    features += [_area_feature(area, water) for area in areas]
    features += [feature for item in district.backdrop for feature in _backdrop_features(item, areas)]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def short_name(name: Name) -> Name:
    """Return the name as a map label: 桥头社区 is 桥头."""
    return Name(_SUFFIX_ZH.sub("", name.zh) or name.zh, _SUFFIX_EN.sub("", name.en) or name.en)


def _readable(grids: Sequence[GridShape]) -> list[tuple[GridShape, Geometry]]:
    """Return grids with their shapes, all read in one call: only damaged ones are looked at singly."""
    texts = np.array([grid.geometry for grid in grids], dtype=object)
    shapes = shapely.from_geojson(texts, on_invalid="ignore")
    sound = (
        shapely.is_valid(shapes)
        & ~shapely.is_empty(shapes)
        & np.isin(shapely.get_type_id(shapes), _AREA_TYPES)
    )
    pairs = (
        (grid, shape if fine else _union(_areas_of(grid.geometry)))
        for grid, shape, fine in zip(grids, shapes, sound, strict=True)
    )
    return [(grid, shape) for grid, shape in pairs if shape is not None]


def _areas_of(text: str | None) -> list[Geometry]:
    """Return the polygons in a GeoJSON geometry; lines and points in it are dropped."""
    shape = shapely.from_geojson(text, on_invalid="ignore") if text else None
    if shape is None or shape.is_empty:
        return []
    if not shapely.is_valid(shape):
        shape = shapely.make_valid(shape)
    return [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]


def _union(shapes: list[Geometry]) -> Geometry | None:
    """Return all shapes as one; exact neighbours take the quick way, others are snapped to the centimetre."""
    if not shapes:
        return None
    if len(shapes) == 1:
        return shapes[0]
    if shapely.coverage_is_valid(shapes, gap_width=_GAP):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes, grid_size=_SNAP)


def _outlines(district: DistrictMap, grids: list[tuple[GridShape, Geometry]]) -> list[_Area]:
    """Return communities, streets and districts: their own boundary, else that of what they consist of."""
    given = {division.code: division for division in district.divisions}
    parents = parents_of(district.divisions)
    parts: dict[str, list[Geometry]] = defaultdict(list)
    for grid, shape in grids:
        parts[grid.community_code].append(shape)
    found: list[_Area] = []
    for role in LEVELS:
        own = {code for code, one in given.items() if one.geometry and LEVEL_BY_LENGTH.get(len(code)) == role}
        upper: dict[str, list[Geometry]] = defaultdict(list)
        for code in sorted(parts.keys() | own):
            division = given.get(code)
            shape = _union(_areas_of(division.geometry if division else None) or parts[code])
            if shape is None:
                continue
            found.append(_Area(code, role, division.name if division else Name(""), shape))
            upper[above(code, parents) or _NAMELESS].append(shape)
        parts = upper
    return found


def _grid_features(grids: Sequence[tuple[GridShape, Geometry]]) -> list[str]:
    shapes = np.array([shape for _, shape in grids], dtype=object)
    return [
        _joined(
            geometry,
            code=grid.code,
            role="grid",
            community=grid.community_code,
            name=list(grid.name),
            point=[grid.longitude, grid.latitude],
        )
        for (grid, _), geometry in zip(grids, shapely.to_geojson(_rounded(shapes)), strict=True)
    ]


def _area_feature(area: _Area, water: Geometry | None) -> str:
    dry = area.shape if water is None else shapely.difference(area.shape, water)
    return _feature(
        area.shape,
        code=area.code,
        role=area.role,
        name=list(area.name),
        short=list(short_name(area.name)),
        point=inner_point(area.shape if dry.is_empty else dry),
    )


def _feature(shape: Geometry, **properties: Any) -> str:
    return _joined(shapely.to_geojson(_rounded(shape)), **properties)


def _rounded(shapes: Any) -> Any:
    """Return a shape, or an array of shapes, to the centimetre."""
    return shapely.transform(shapes, lambda points: points.round(DECIMALS))


def _joined(geometry: str, **properties: Any) -> str:
    """Return a feature as text; the geometry's own text is joined on, not parsed and written again."""
    return f'{{"type":"Feature","properties":{dense_json(properties)},"geometry":{geometry}}}'


def inner_point(shape: Geometry) -> list[float]:
    """Return the point of a polygon farthest from its edges (lon, lat): where a label has most room."""
    largest = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
    squeeze = math.cos(math.radians(largest.centroid.y))
    flat = shapely.transform(largest, lambda points: points * (squeeze, 1))
    tolerance = max(math.sqrt(flat.area) / 100, 1e-9)
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(flat, tolerance=tolerance))[0]
    return [round(float(x) / squeeze, DECIMALS), round(float(y), DECIMALS)]


def _backdrop_features(item: Backdrop, areas: list[_Area]) -> list[str]:
    shape = shapely.from_geojson(item.geometry, on_invalid="ignore")
    if shape is None or shape.is_empty:
        return []
    signs = _water_signs(shape, areas) if item.kind == "water" and item.name.zh else []
    return [_feature(shape, role=item.kind, name=list(item.name), signs=signs)]


def _water_signs(water: Geometry, areas: list[_Area]) -> list[list[float]]:
    """Return up to two places for a river's name inside the district: lon, lat, slope in degrees (up is +)."""
    if not areas:
        return []
    west, south, east, north = shapely.total_bounds([area.shape for area in areas])
    signs = []
    for left, right in ((0.1, 0.4), (0.6, 0.9)):
        window = shapely.box(west + (east - west) * left, south, west + (east - west) * right, north)
        wet = [part for part in shapely.get_parts(water & window).tolist() if part.geom_type == "Polygon"]
        wet = [part for part in wet if not part.is_empty]
        if wet:
            signs.append(_sign(max(wet, key=lambda part: part.area)))
    return signs


def _sign(reach: Geometry) -> list[float]:
    lon, lat = inner_point(reach)
    squeeze = math.cos(math.radians(lat))
    width = reach.area / max(reach.length / 2, 1e-12)
    around = reach & shapely.Point(lon, lat).buffer(width * 2.5)
    points = shapely.get_coordinates(around) - (lon, lat)
    xs, ys = points[:, 0] * squeeze, points[:, 1]
    slope = 0.5 * math.atan2(2 * float((xs * ys).mean()), float((xs * xs).mean() - (ys * ys).mean()))
    return [lon, lat, round(math.degrees(slope), 1)]
