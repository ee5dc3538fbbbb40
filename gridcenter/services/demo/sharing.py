"""Sharing out: how many parts each block gets, which blocks join, which communities form a street."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from gridcenter.services.demo.cutting import compactness


def share_out(weights: Sequence[float], total: int, *, least: int, most: int) -> list[int]:
    """Split `total` in proportion to the weights, each share between `least` and `most`."""
    weight = np.asarray(weights, dtype=float)
    shares = np.full(len(weight), least)
    while shares.sum() < total:
        room = shares < most
        if not room.any():
            break
        wanting = np.where(room, weight / (shares + 0.5), -1.0)
        shares[int(np.argmax(wanting))] += 1
    return [int(share) for share in shares]


def merge_small(
    blocks: list[Polygon], *, at_most: int, smallest: float, never_across: Sequence[LineString]
) -> list[Polygon]:
    """Join the smallest block to the neighbour with the longest common border until none is too small."""
    barrier = shapely.unary_union(list(never_across)).buffer(0.5)
    kept = list(blocks)
    while len(kept) > 1:
        index = min(range(len(kept)), key=lambda k: _usable(kept[k]))
        if _usable(kept[index]) >= smallest and len(kept) <= at_most:
            break
        small = kept.pop(index)
        lengths = [_common_border(small, other, barrier) for other in kept]
        best = int(np.argmax(lengths))
        joined = shapely.unary_union([small, kept[best]])
        kept[best] = Polygon(joined.exterior) if isinstance(joined, Polygon) else _closed(joined)
    return kept


def _usable(block: Polygon) -> float:
    """Area, counted less the thinner the block is."""
    return float(block.area * min(1.0, compactness(block) / 0.7))


def _common_border(one: Polygon, other: Polygon, barrier: Polygon) -> float:
    """Length of the border shared off the barrier; a border in the water counts only when there is no other."""
    if not one.intersects(other):
        return 0.0
    shared = one.boundary.intersection(other.boundary)
    return float(shared.difference(barrier).length + 0.001 * shared.length)


def _closed(joined: shapely.Geometry) -> Polygon:
    raise ValueError(f"blocks do not touch: {joined.geom_type}")


def group_evenly(communities: list[Polygon], groups: int, *, river: LineString) -> list[int]:
    """Return the street of each community: compact, of about equal number, parted by the river where possible."""
    centres = np.asarray([polygon.centroid.coords[0] for polygon in communities])
    answer = np.zeros(len(communities), dtype=int)
    if groups > 1:
        north = centres[:, 1] > 0
        upper = round(groups * float(north.mean()))
        _halve(centres, np.flatnonzero(north), upper, 0, answer)
        _halve(centres, np.flatnonzero(~north), groups - upper, upper, answer)
    return _gather_strays(communities, [int(street) for street in answer], river)


def _halve(centres: np.ndarray, members: np.ndarray, groups: int, first: int, answer: np.ndarray) -> None:
    if groups <= 1:
        answer[members] = first
        return
    spread = np.ptp(centres[members], axis=0) * np.array([1.0, 1.25])
    ordered = members[np.argsort(centres[members, int(np.argmax(spread))])]
    left = groups // 2
    border = round(len(ordered) * left / groups)
    _halve(centres, ordered[:border], left, first, answer)
    _halve(centres, ordered[border:], groups - left, first + left, answer)


def _gather_strays(communities: list[Polygon], streets: list[int], river: LineString) -> list[int]:
    """Give communities cut off from the rest of their street to the street they touch longest."""
    barrier = river.buffer(0.5)
    for street in sorted(set(streets)):
        own = [k for k, value in enumerate(streets) if value == street]
        islands = _islands(communities, own)
        for island in sorted(islands, key=len)[:-1]:
            for member in island:
                lengths: dict[int, float] = {}
                for other, polygon in enumerate(communities):
                    if streets[other] != street:
                        shared = _common_border(communities[member], polygon, barrier)
                        lengths[streets[other]] = lengths.get(streets[other], 0.0) + shared
                streets[member] = max(lengths, key=lambda key: lengths[key])
    return streets


def _islands(communities: list[Polygon], own: list[int]) -> list[list[int]]:
    left, islands = set(own), []
    while left:
        island, edge = [], [left.pop()]
        while edge:
            here = edge.pop()
            island.append(here)
            near = [
                k for k in sorted(left) if _common_border(communities[here], communities[k], Polygon()) > 1
            ]
            left.difference_update(near)
            edge += near
        islands.append(sorted(island))
    return islands
