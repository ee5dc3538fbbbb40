"""What lies under the grids on the map: the river and its tributary, ponds, parks and roads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from gridcenter.services.demo.geometry import Ground, Road
from gridcenter.services.demo.plane import Plane

ROAD_KINDS = ("road_major", "road_minor", "road_minor", "road_minor")
"""By the rank of a road; the backdrop knows two kinds."""
RIVER_SHARE = 0.0165
"""Half width of the river as a share of the district's width."""
SHORE = 12.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One shape of the backdrop, in degrees; `road` is the index of the road it shows."""

    kind: str
    shape: BaseGeometry
    road: int | None = None


@dataclass(frozen=True, slots=True)
class Scenery:
    """Shapes for the map, and in the drawing plane what nobody can build on."""

    scenes: tuple[Scene, ...]
    water: BaseGeometry
    parks: BaseGeometry


def draw_scenery(ground: Ground, seed: int) -> Scenery:
    rng = np.random.default_rng([seed, 2])
    plane = ground.plane
    river, tributary = _river(rng, ground), _stream(ground)
    parks, ponds = _parks(rng, ground, shapely.unary_union([river, tributary]))
    water = shapely.unary_union([river, tributary, *ponds])
    scenes = [Scene("park", plane.place(park)) for park in parks]
    scenes += [Scene("water", plane.place(shapely.unary_union([river, tributary])))]
    scenes += [Scene("water", plane.place(pond)) for pond in ponds]
    scenes += [
        Scene(ROAD_KINDS[road.rank], _placed(plane, line), index)
        for index, road in enumerate(ground.roads)
        if (line := _on_land(road, water, ground)) is not None
    ]
    return Scenery(tuple(scenes), water, shapely.unary_union(parks))


def _river(rng: np.random.Generator, ground: Ground) -> Polygon:
    """A ribbon of changing width around the river's line."""
    x = np.asarray(ground.network.river.coords)[:, 0]
    half = RIVER_SHARE * np.ptp(np.asarray(ground.network.outline.exterior.coords)[:, 0])
    swell = rng.uniform(0, 6, 4)
    north = half * (1 + 0.22 * np.sin(x / 900 + swell[0]) + 0.12 * np.sin(x / 330 + swell[1]))
    south = half * (1 + 0.22 * np.sin(x / 1100 + swell[2]) + 0.12 * np.sin(x / 390 + swell[3]))
    return Polygon([*np.column_stack([x, north]), *np.column_stack([x, -south])[::-1]])


def _stream(ground: Ground) -> Polygon:
    """The tributary, wider where it meets the river."""
    line = shapely.segmentize(ground.network.tributary, 40)
    mouth = line.intersection(Polygon([(-9e4, -1), (9e4, -1), (9e4, 420), (-9e4, 420)]))
    return shapely.unary_union([line.buffer(24, quad_segs=4), mouth.buffer(38, quad_segs=4)]).simplify(1.5)


def _parks(
    rng: np.random.Generator, ground: Ground, water: BaseGeometry
) -> tuple[list[Polygon], list[Polygon]]:
    """Turn some whole blocks into parks, by the water rather than elsewhere; large ones get a pond."""
    blocks = [block for grid in ground.grids for block in grid.blocks]
    distance = np.asarray([block.distance(water) for block in blocks])
    liking = rng.random(len(blocks)) * np.where(distance < 120, 3.0, 1.0)
    count = max(3, len(ground.grids) // 16)
    parks: list[Polygon] = []
    ponds: list[Polygon] = []
    for index in np.argsort(-liking)[:count]:
        park = blocks[int(index)].buffer(-22, join_style="mitre").difference(water.buffer(SHORE))
        if not isinstance(park, Polygon) or park.area < 6000:
            continue
        rounded = park.buffer(-14).buffer(14)
        if not isinstance(rounded, Polygon) or rounded.is_empty:
            continue
        parks.append(rounded)
        pond = rounded.buffer(-38)
        if rounded.area > 22_000 and isinstance(pond, Polygon) and not pond.is_empty:
            ponds.append(shapely.affinity.scale(pond, 0.75, 0.7).buffer(14).buffer(-6))
    return parks, ponds


def _on_land(road: Road, water: BaseGeometry, ground: Ground) -> BaseGeometry | None:
    """Only bridges cross the water; lanes and streets stay inside the district."""
    line: BaseGeometry = road.line
    if road.rank > 0:
        line = line.intersection(ground.network.outline)
    if not road.bridges:
        line = line.difference(water.buffer(2))
    return None if line.is_empty or line.length < 15 else line


def _placed(plane: Plane, line: BaseGeometry) -> LineString | MultiLineString:
    parts = [
        plane.place(shapely.segmentize(part, 60))
        for part in shapely.get_parts(line)
        if part.geom_type == "LineString" and part.length > 10
    ]
    return parts[0] if len(parts) == 1 else MultiLineString(parts)
