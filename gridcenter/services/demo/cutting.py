"""Cutting blocks into smaller ones along new streets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon

FAR = 60_000.0
NARROWEST = 0.46
"""Least compactness of a piece while there are other ways to cut."""
ATTEMPTS = 24


@dataclass
class Cutter:
    """Halves polygons again and again; new streets like to continue where another one ended."""

    rng: np.random.Generator
    reach: float = 55.0
    """Metres within which a street is led to the end of an existing one, so that it becomes a crossing."""
    ends: list[tuple[float, float]] = field(default_factory=list)

    def divide(self, block: Polygon, parts: int) -> tuple[list[Polygon], list[LineString]]:
        """Return `parts` pieces of about equal area, and the cuts between them."""
        if parts == 1:
            return [block], []
        first = parts // 2 if parts % 2 == 0 else parts // 2 + int(self.rng.integers(0, 2))
        found = self._halve(block, first / parts)
        if found is None:
            return [block], []
        left, right, cut = found
        lefts, left_cuts = self.divide(left, first)
        rights, right_cuts = self.divide(right, parts - first)
        return lefts + rights, [cut, *left_cuts, *right_cuts]

    def _halve(self, block: Polygon, share: float) -> tuple[Polygon, Polygon, LineString] | None:
        """Cut across the longer side so that `share` of the area, give or take a tenth, is on the left."""
        lengthwise = _longer_axis(block)
        for attempt in range(ATTEMPTS):
            tilt = self.rng.normal(0, 0.05 + 0.02 * attempt)
            across = lengthwise + np.pi / 2 + tilt + (np.pi / 2 if attempt % 5 == 4 else 0)
            aim = float(np.clip(share + self.rng.normal(0, 0.045), 0.15, 0.85))
            line = _line_leaving(block, aim, across)
            strictness = 1 - attempt / ATTEMPTS
            for candidate in (self._continued(block, line), line):
                found = _cut(block, candidate, narrowest=NARROWEST * strictness)
                if found is not None and _fair(found, block, min(share, 1 - share) * 0.55 * strictness):
                    self.ends += [found[2].coords[0], found[2].coords[-1]]
                    return found
        return None

    def _continued(self, block: Polygon, line: LineString) -> LineString:
        """Lead the ends of `line` to street ends on the block's border that are within reach."""
        inside = line.intersection(block)
        if inside.geom_type != "LineString" or not self.ends:
            return line
        moved = [self._near_end(block, point) for point in (inside.coords[0], inside.coords[-1])]
        return _through(moved[0], moved[1]) if moved[0] != moved[1] else line

    def _near_end(self, block: Polygon, point: tuple[float, ...]) -> tuple[float, float]:
        known = np.asarray(self.ends)
        distance = np.hypot(known[:, 0] - point[0], known[:, 1] - point[1])
        for index in np.argsort(distance)[:4]:
            if distance[index] > self.reach:
                break
            candidate = (float(known[index, 0]), float(known[index, 1]))
            if block.boundary.distance(Point(candidate)) < 0.05:
                return candidate
        return (point[0], point[1])


def _longer_axis(block: Polygon) -> float:
    """Return the direction of the longer side of the smallest box around `block`, in radians."""
    corners = list(block.minimum_rotated_rectangle.exterior.coords)
    sides = [np.subtract(corners[k + 1], corners[k]) for k in range(2)]
    longer = sides[0] if np.hypot(*sides[0]) >= np.hypot(*sides[1]) else sides[1]
    return float(np.arctan2(longer[1], longer[0])) % np.pi


def _line_leaving(block: Polygon, share: float, direction: float) -> LineString:
    """Return the line with the given direction that leaves `share` of the block on one side."""
    along = np.array([np.cos(direction), np.sin(direction)])
    normal = np.array([along[1], -along[0]])
    reach = np.asarray(block.exterior.coords) @ normal
    low, high = float(reach.min()), float(reach.max())
    for _ in range(11):
        middle = (low + high) / 2
        if block.intersection(_half_plane(along, normal, middle)).area < share * block.area:
            low = middle
        else:
            high = middle
    point = normal * (low + high) / 2 + along * float(np.dot(along, block.centroid.coords[0]))
    return LineString([point - along * FAR, point + along * FAR])


def _half_plane(along: np.ndarray, normal: np.ndarray, offset: float) -> Polygon:
    edge, back = normal * offset, normal * (offset - 2 * FAR)
    corners = [edge - along * 2 * FAR, edge + along * 2 * FAR, back + along * 2 * FAR, back - along * 2 * FAR]
    return Polygon(corners)


def _through(start: tuple[float, float], end: tuple[float, float]) -> LineString:
    """Return the line from `start` to `end`, a metre longer at both ends so that it surely crosses the border."""
    one, two = np.asarray(start), np.asarray(end)
    step = (two - one) / np.hypot(*(two - one))
    return LineString([one - step, two + step])


def _fair(found: tuple[Polygon, Polygon, LineString], block: Polygon, least: float) -> bool:
    return bool(min(found[0].area, found[1].area) > least * block.area)


def _cut(block: Polygon, line: LineString, *, narrowest: float) -> tuple[Polygon, Polygon, LineString] | None:
    """Cut in exactly two well-shaped pieces, or return None."""
    inside = line.intersection(block)
    if inside.geom_type != "LineString":
        return None
    pieces = shapely.get_parts(shapely.polygonize([shapely.unary_union([block.boundary, line])]))
    pieces = [piece for piece in pieces if block.contains(piece.representative_point())]
    if len(pieces) != 2 or any(compactness(piece) < narrowest for piece in pieces):
        return None
    return pieces[0], pieces[1], inside


def compactness(piece: Polygon) -> float:
    """Return 16 · area ÷ perimeter²: 1 for a square, 0.55 for a strip five times as long as wide."""
    return float(16 * piece.area / piece.length**2)
