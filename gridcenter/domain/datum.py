"""Datums of coordinates (坐标基准): everything that comes in is turned into WGS-84, longitude before latitude.

Formulas and constants of GCJ-02 and BD-09 are the ones commonly published; neither has an official inverse,
so the way back is iterated until it agrees within 1e-9 degrees. CGCS2000 differs from WGS-84 by centimetres
and is taken as equal.
"""

from __future__ import annotations

import math
from enum import StrEnum

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

AXIS = 6378245.0
"""Semi-major axis of the Krasovsky ellipsoid, metres."""
ECCENTRICITY_SQUARED = 0.00669342162296594323
CHINA = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north of the box in which GCJ-02 shifts; outside it equals WGS-84."""
BD_TURN = math.pi * 3000 / 180
CLOSE_ENOUGH = 1e-9
MAX_ROUNDS = 30

Point = tuple[float, float]


class Datum(StrEnum):
    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def parse_datum(text: str) -> Datum:
    """Return the datum called `text`; spelling with dashes or capitals is accepted.

    Raises:
        BadInput: No such datum is known; the sentence lists those that are.
    """
    plain = text.strip().lower().replace("-", "").replace("_", "").replace(" ", "")
    try:
        return Datum(plain)
    except ValueError:
        known = ", ".join(Datum)
        raise BadInput(
            tr("“{datum}” is not a known datum of coordinates. Known are: {known}.").format(
                datum=text, known=known
            )
        ) from None


def to_wgs84(lon: float, lat: float, datum: Datum | str) -> Point:
    """Return (lon, lat) in WGS-84 of a point given in `datum`, degrees.

    Raises:
        BadInput: `datum` is unknown.
    """
    match datum if isinstance(datum, Datum) else parse_datum(datum):
        case Datum.GCJ02:
            return gcj02_to_wgs84(lon, lat)
        case Datum.BD09:
            return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
        case _:
            return lon, lat


def in_gcj02_area(lon: float, lat: float) -> bool:
    west, south, east, north = CHINA
    return west <= lon <= east and south <= lat <= north


def wgs84_to_gcj02(lon: float, lat: float) -> Point:
    if not in_gcj02_area(lon, lat):
        return lon, lat
    radians = math.radians(lat)
    root = math.sqrt(1 - ECCENTRICITY_SQUARED * math.sin(radians) ** 2)
    north = _shift_north(lon - 105, lat - 35) * 180
    north /= AXIS * (1 - ECCENTRICITY_SQUARED) / root**3 * math.pi
    east = _shift_east(lon - 105, lat - 35) * 180 / (AXIS / root * math.cos(radians) * math.pi)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: float, lat: float) -> Point:
    """Return the point whose GCJ-02 image is (lon, lat); found by iteration, not by subtracting once."""
    if not in_gcj02_area(lon, lat):
        return lon, lat
    east, north = lon, lat
    for _ in range(MAX_ROUNDS):
        image_lon, image_lat = wgs84_to_gcj02(east, north)
        off_lon, off_lat = image_lon - lon, image_lat - lat
        east, north = east - off_lon, north - off_lat
        if abs(off_lon) < CLOSE_ENOUGH and abs(off_lat) < CLOSE_ENOUGH:
            break
    return east, north


def gcj02_to_bd09(lon: float, lat: float) -> Point:
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * BD_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * BD_TURN)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def bd09_to_gcj02(lon: float, lat: float) -> Point:
    """Return the point whose BD-09 image is (lon, lat), iterated like GCJ-02."""
    east, north = lon - 0.0065, lat - 0.006
    for _ in range(MAX_ROUNDS):
        image_lon, image_lat = gcj02_to_bd09(east, north)
        off_lon, off_lat = image_lon - lon, image_lat - lat
        east, north = east - off_lon, north - off_lat
        if abs(off_lon) < CLOSE_ENOUGH and abs(off_lat) < CLOSE_ENOUGH:
            break
    return east, north


def wgs84_to_bd09(lon: float, lat: float) -> Point:
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def _shift_north(x: float, y: float) -> float:
    shift = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    shift += _wave(x, (6, 20), (2, 20))
    shift += _wave(y, (1, 20), (1 / 3, 40))
    return shift + _wave(y, (1 / 12, 160), (1 / 30, 320))


def _shift_east(x: float, y: float) -> float:
    shift = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    shift += _wave(x, (6, 20), (2, 20))
    shift += _wave(x, (1, 20), (1 / 3, 40))
    return shift + _wave(x, (1 / 12, 150), (1 / 30, 300))


def _wave(value: float, *terms: tuple[float, float]) -> float:
    """Return two thirds of a sum of sines; a term is (factor of pi·value, amplitude in metres)."""
    return sum(size * math.sin(factor * value * math.pi) for factor, size in terms) * 2 / 3
