"""Whether a point lies in a polygon, by the crossings of a line to the east."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

Ring = Sequence[Sequence[float]]


def holds_point(geometry: str, longitude: float, latitude: float) -> bool:
    """Tell whether a GeoJSON Polygon or MultiPolygon (text, lon,lat) holds the point; other geometries hold none.

    A point in a hole lies outside. Of two polygons that share a border, a point on it lies in one only.

    Raises:
        ValueError: The text is no JSON.
    """
    shape = json.loads(geometry)
    kind, corners = shape.get("type"), shape.get("coordinates", ())
    polygons: Iterable[Sequence[Ring]] = {"Polygon": [corners], "MultiPolygon": corners}.get(kind, ())
    return any(sum(_crosses(ring, longitude, latitude) for ring in rings) % 2 for rings in polygons)


def _crosses(ring: Ring, longitude: float, latitude: float) -> int:
    """Count the edges of a ring that a line from the point eastwards crosses."""
    crossed = 0
    for (from_lon, from_lat, *_), (to_lon, to_lat, *_) in pairwise(ring):
        if (from_lat > latitude) != (to_lat > latitude):
            share = (latitude - from_lat) / (to_lat - from_lat)
            crossed += longitude < from_lon + share * (to_lon - from_lon)
    return crossed
