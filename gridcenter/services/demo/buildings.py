"""Buildings along the lanes, with their addresses, and the components (部件) beside the streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from gridcenter.services.demo.naming import NamedGround
from gridcenter.services.demo.plane import Points
from gridcenter.services.demo.scenery import Scenery
from gridcenter.services.demo.sizes import DemoPlan

ROW = 34.0
"""Metres from the front of one row of houses to the next."""
MARGIN = 13.0
DWELLING_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Building:
    """`use` is dwelling, shop, office, plant or school; `block` numbers the estate it belongs to."""

    grid: int
    block: int
    use: str
    address: str
    footprint: Polygon
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class PlacedComponent:
    """`kind` is the five-digit code of GB/T 47678.5 annex A."""

    kind: str
    grid: int
    longitude: float
    latitude: float


def place_buildings(named: NamedGround, scenery: Scenery, plan: DemoPlan, seed: int) -> list[Building]:
    rng = np.random.default_rng([seed, 4])
    ground = named.ground
    blocked = shapely.unary_union([scenery.water.buffer(8), scenery.parks.buffer(4)])
    shapely.prepare(blocked)
    footprints: list[tuple[int, int, Polygon]] = []
    block_number = 0
    for grid, plot in enumerate(ground.grids):
        wanted = max(4, int(rng.normal(plan.buildings_per_grid, plan.buildings_per_grid * 0.2)))
        found: list[tuple[int, Polygon]] = []
        for block in plot.blocks:
            block_number += 1
            found += [(block_number, house) for house in _houses(rng, block, blocked)]
        chosen = rng.permutation(len(found))[:wanted]
        footprints += [(grid, *found[int(index)]) for index in np.sort(chosen)]
    addresses = _addresses(named, [house for _, _, house in footprints])
    uses = _uses(rng, len(footprints))
    placed = [named.ground.plane.place(house) for _, _, house in footprints]
    centres = shapely.get_coordinates(shapely.centroid(np.asarray(placed)))
    return [
        Building(grid, block, use, address, shape, round(float(lon), 7), round(float(lat), 7))
        for (grid, block, _), use, address, shape, (lon, lat) in zip(
            footprints, uses, addresses, placed, centres, strict=True
        )
    ]


def _houses(rng: np.random.Generator, block: Polygon, blocked: BaseGeometry) -> list[Polygon]:
    """Rows of slabs along the block's longer side, as far as they fit."""
    plot = block.buffer(-MARGIN)
    if not isinstance(plot, Polygon) or plot.area < 700:
        return []
    along, across = _axes(plot)
    reach = np.asarray(plot.exterior.coords)
    low, high = (reach @ along).min(), (reach @ along).max()
    front, back = (reach @ across).min(), (reach @ across).max()
    boxes: list[Points] = []
    for row in np.arange(front + 1, back - 11, ROW):
        at = low + rng.uniform(0, 10)
        while at < high - 14:
            length, depth = rng.uniform(20, 46), rng.uniform(10.5, 15)
            corners = [(at, row), (at + length, row), (at + length, row + depth), (at, row + depth)]
            boxes.append(np.asarray([along * a + across * b for a, b in corners]))
            at += length + rng.uniform(8, 20)
    if not boxes:
        return []
    houses = shapely.polygons(np.asarray(boxes))
    shapely.prepare(plot)
    fits = shapely.contains(plot, houses)
    free = ~shapely.intersects(blocked, houses[fits])
    return list(houses[fits][free])


def _axes(block: Polygon) -> tuple[Points, Points]:
    corners = np.asarray(block.minimum_rotated_rectangle.exterior.coords)
    sides = corners[1:3] - corners[0:2]
    longer = sides[int(np.argmax(np.hypot(sides[:, 0], sides[:, 1])))]
    along = longer / np.hypot(*longer)
    return along, np.array([-along[1], along[0]])


def _uses(rng: np.random.Generator, count: int) -> list[str]:
    return [
        str(use)
        for use in rng.choice(
            ["dwelling", "shop", "office", "plant", "school"],
            size=count,
            p=[DWELLING_SHARE, 0.1, 0.05, 0.03, 0.02],
        )
    ]


def _addresses(named: NamedGround, houses: list[Polygon]) -> list[str]:
    """Number the houses of each road in the order in which one passes them."""
    roads = [(index, road) for index, road in enumerate(named.ground.roads) if named.roads[index].zh]
    tree = shapely.STRtree([road.line for _, road in roads])
    centres = shapely.centroid(np.asarray(houses))
    nearest = tree.nearest(centres)
    passed: dict[int, list[tuple[float, int]]] = {}
    for house, (road, centre) in enumerate(zip(nearest, centres, strict=True)):
        distance = float(shapely.line_locate_point(roads[int(road)][1].line, centre))
        passed.setdefault(int(road), []).append((distance, house))
    answer = [""] * len(houses)
    for road, at in passed.items():
        for position, (_, house) in enumerate(sorted(at), start=1):
            answer[house] = f"{named.roads[roads[road][0]].zh} {position * 2 - position % 2} 号"
    return answer


COMPONENTS: dict[str, float] = {"01002": 5, "01003": 5, "01004": 9, "01001": 5, "01005": 4, "01007": 4}
COMPONENTS |= {
    "01011": 3,
    "01037": 14,
    "01013": 4,
    "02010": 5,
    "02012": 3,
    "02014": 1,
    "02017": 2,
    "02004": 1,
}
COMPONENTS |= {
    "03005": 8,
    "03001": 0.4,
    "04002": 16,
    "04007": 2,
    "01048": 1,
    "01027": 2,
    "01046": 1,
    "01054": 1,
}
COMPONENTS |= {"02034": 0.5, "03008": 1}
"""How often each kind stands at a street, by its code in GB/T 47678.5 annex A."""
HYDRANT = "01013"


def place_components(named: NamedGround, plan: DemoPlan, seed: int) -> list[PlacedComponent]:
    """Put components a step from the kerb; every grid gets its share, hydrants at even distances."""
    rng = np.random.default_rng([seed, 5])
    kinds = list(COMPONENTS)
    weights = np.asarray([COMPONENTS[kind] for kind in kinds], dtype=float)
    per_grid = 24 if plan.communities < 100 else 16
    answer: list[PlacedComponent] = []
    for index, plot in enumerate(named.ground.grids):
        ring = plot.drawn.buffer(-5).exterior if plot.drawn.area > 4000 else plot.drawn.exterior
        count = int(rng.poisson(per_grid))
        distances = np.concatenate([np.arange(60, ring.length, 240), rng.uniform(0, ring.length, count)])
        hydrants = len(distances) - count
        chosen = [HYDRANT] * hydrants + [
            str(kind) for kind in rng.choice(kinds, count, p=weights / weights.sum())
        ]
        points = shapely.get_coordinates(shapely.line_interpolate_point(ring, distances))
        degrees = named.ground.plane.to_degrees(points)
        answer += [
            PlacedComponent(kind, index, float(lon), float(lat))
            for kind, (lon, lat) in zip(chosen, degrees, strict=True)
        ]
    return answer
