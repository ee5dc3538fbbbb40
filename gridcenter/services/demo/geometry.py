"""The ground of the demo: streets, communities and grids that tile along the roads, water and parks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

from gridcenter.services.demo.cutting import Cutter
from gridcenter.services.demo.network import Network, draw_network, faces
from gridcenter.services.demo.plane import Plane, draw_plane
from gridcenter.services.demo.sharing import group_evenly, merge_small, share_out
from gridcenter.services.demo.sizes import DemoPlan

PRECISION = 0.25
"""Metres of the drawing plane to which all crossings are snapped."""
LONGEST_EDGE = 70.0


@dataclass(frozen=True, slots=True)
class GridPlot:
    """A grid: `drawn` in the drawing plane (metres), `ground` in degrees; indexes point to its parents."""

    community: int
    street: int
    drawn: Polygon
    ground: Polygon
    blocks: tuple[Polygon, ...]
    """Building blocks between the lanes, in the drawing plane."""


@dataclass(frozen=True, slots=True)
class Road:
    """A road in the drawing plane; `rank` 0 avenue, 1 street between communities, 2 between grids, 3 lane."""

    line: LineString
    rank: int
    bridges: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that has a place before anything has a name. Grids come sorted by street and community."""

    plane: Plane
    network: Network
    grids: tuple[GridPlot, ...]
    roads: tuple[Road, ...]
    communities: int
    streets: int


@dataclass
class _Layout:
    """Blocks on their way from avenues down to lanes."""

    communities: list[Polygon] = field(default_factory=list)
    grids: list[tuple[int, Polygon]] = field(default_factory=list)
    cuts: list[tuple[int, LineString]] = field(default_factory=list)


def lay_ground(plan: DemoPlan, seed: int) -> Ground:
    """Draw the district; the same plan and seed give the same ground to the last digit."""
    rng = np.random.default_rng([seed, 1])
    plane = draw_plane(rng, width=plan.width, height=plan.height)
    network = draw_network(rng, plan)
    layout = _subdivide(rng, plan, network)
    drawn = _tile(network, layout)
    streets = group_evenly(layout.communities, plan.streets, river=network.river)
    order = _reading_order(layout.communities, streets)
    cutter = Cutter(rng)
    plots: list[GridPlot] = []
    lanes: list[LineString] = []
    for community in order:
        own = sorted(
            (polygon for owner, polygon in drawn if owner == community),
            key=lambda polygon: (-round(polygon.centroid.y / 350), polygon.centroid.x),
        )
        for polygon in own:
            blocks, cuts = cutter.divide(polygon, max(1, min(5, round(polygon.area / 26_000))))
            lanes += cuts
            plots.append(
                GridPlot(
                    order.index(community),
                    streets[community],
                    polygon,
                    _densified(polygon, plane),
                    tuple(blocks),
                )
            )
    roads = [Road(line, 0, True) for line in network.avenues]
    roads += [Road(line, 0, False) for line in network.bank_avenues]
    roads += [Road(line, rank, False) for rank, line in layout.cuts]
    roads += [Road(line, 3, False) for line in lanes]
    return Ground(plane, network, tuple(plots), tuple(roads), len(order), plan.streets)


def _weight(block: Polygon, plan: DemoPlan) -> float:
    """How much of the district a block counts for: blocks near the middle are denser."""
    x, y = block.centroid.coords[0]
    distance = np.hypot(x / (0.30 * plan.width), y / (0.34 * plan.height))
    return float(block.area * (0.75 + 1.5 * np.exp(-(distance**2))))


def _subdivide(rng: np.random.Generator, plan: DemoPlan, network: Network) -> _Layout:
    layout = _Layout()
    cutter = Cutter(rng)
    blocks = merge_small(
        faces(network),
        at_most=max(1, int(plan.communities * 0.8)),
        smallest=0.5 * network.outline.area / plan.communities,
        never_across=(network.river, network.tributary),
    )
    shares = share_out(
        [_weight(block, plan) for block in blocks], plan.communities, least=1, most=plan.communities
    )
    for block, share in zip(blocks, shares, strict=True):
        pieces, cuts = cutter.divide(block, share)
        layout.communities += pieces
        layout.cuts += [(1, cut) for cut in cuts]
    weights = [_weight(block, plan) for block in layout.communities]
    for index, share in enumerate(share_out(weights, plan.grids, least=2, most=plan.most_grids)):
        pieces, cuts = cutter.divide(layout.communities[index], share)
        layout.grids += [(index, piece) for piece in pieces]
        layout.cuts += [(2, cut) for cut in cuts]
    return layout


def _tile(network: Network, layout: _Layout) -> list[tuple[int, Polygon]]:
    """Return the grids again with borders that are one and the same line on both sides.

    All borders are noded together, so that a corner on a neighbour's side is a corner on both.
    """
    lines = [polygon.boundary for _, polygon in layout.grids] + [network.outline.boundary]
    noded = shapely.unary_union(lines, grid_size=PRECISION)
    cells = shapely.get_parts(shapely.polygonize([noded]))
    tree = shapely.STRtree([polygon for _, polygon in layout.grids])
    owned: dict[int, list[Polygon]] = {}
    for cell in cells:
        inside = cell.representative_point()
        found = tree.query(inside, predicate="within")
        nearest = int(found[0]) if len(found) else int(tree.nearest(inside))
        owned.setdefault(nearest, []).append(cell)
    tiles = [(layout.grids[index][0], _one(pieces)) for index, pieces in sorted(owned.items())]
    return [(owner, tile) for owner, tile in tiles]


def _one(pieces: list[Polygon]) -> Polygon:
    """Join slivers that snapping made with the cell they belong to."""
    joined = pieces[0] if len(pieces) == 1 else shapely.unary_union(pieces)
    if isinstance(joined, MultiPolygon):
        raise ValueError("a grid fell apart while its borders were joined")
    return Polygon(joined.exterior)


def _densified(polygon: Polygon, plane: Plane) -> Polygon:
    """Put corners on long edges, counted from the same end on both sides, and bend them to the ground."""
    ring = np.asarray(polygon.exterior.coords)
    points: list[np.ndarray] = []
    for start, end in pairwise(ring):
        one, two = sorted((tuple(start), tuple(end)))
        steps = max(1, int(np.ceil(np.hypot(two[0] - one[0], two[1] - one[1]) / LONGEST_EDGE)))
        edge = np.linspace(one, two, steps + 1)
        points.extend((edge if tuple(start) == one else edge[::-1])[:-1])
    return Polygon(plane.to_degrees(np.asarray(points)))


def _reading_order(communities: list[Polygon], streets: list[int]) -> list[int]:
    """Number communities street by street, from the north-west to the south-east."""
    return sorted(
        range(len(communities)),
        key=lambda index: (
            streets[index],
            -round(communities[index].centroid.y / 900),
            communities[index].centroid.x,
        ),
    )
