"""From the drawing plane, where streets are nearly straight, to the ground, where they bend with the river."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Points = npt.NDArray[np.float64]

CENTRE_LON = 114.318
CENTRE_LAT = 30.592
METRES_PER_DEGREE_LAT = 110_880.0
METRES_PER_DEGREE_LON = 111_320.0 * float(np.cos(np.radians(CENTRE_LAT)))
DECIMALS = 7
"""Of a degree: about a centimetre, so that equal corners stay equal after rounding."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A bend: amplitude and wavelength in metres, phase in radians."""

    amplitude: float
    length: float
    phase: float

    def at(self, where: Points) -> Points:
        return np.asarray(self.amplitude * np.sin(2 * np.pi * where / self.length + self.phase))


@dataclass(frozen=True, slots=True)
class Plane:
    """A smooth, fold-free warp. The river lies at y = 0 of the drawing plane and meanders on the ground."""

    meander: tuple[Wave, ...]
    meander_reach: float
    """Distance from the river, in metres, at which streets have almost stopped following it."""
    wobble_east: tuple[Wave, ...]
    wobble_north: tuple[Wave, ...]
    turn: float
    """Counter-clockwise, in radians."""

    def to_ground(self, points: Points) -> Points:
        """Return metres east and north of the centre."""
        x, y = points[:, 0], points[:, 1]
        fading = np.exp(-((y / self.meander_reach) ** 2))
        north = y + sum(wave.at(x) for wave in self.meander) * fading
        north = north + sum(wave.at(x) for wave in self.wobble_north)
        east = x + sum(wave.at(y) for wave in self.wobble_east)
        cos, sin = np.cos(self.turn), np.sin(self.turn)
        return np.column_stack([east * cos - north * sin, east * sin + north * cos])

    def to_degrees(self, points: Points) -> Points:
        """Return WGS-84 lon, lat rounded to `DECIMALS`."""
        ground = self.to_ground(points)
        lon = CENTRE_LON + ground[:, 0] / METRES_PER_DEGREE_LON
        lat = CENTRE_LAT + ground[:, 1] / METRES_PER_DEGREE_LAT
        degrees: Points = np.column_stack([lon, lat])
        return np.round(degrees, DECIMALS)

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, self.to_degrees)


def draw_plane(rng: np.random.Generator, *, width: float, height: float) -> Plane:
    """Choose the bends of one district of the given size in metres."""
    phases = rng.uniform(0, 2 * np.pi, 6)
    return Plane(
        meander=(
            Wave(0.062 * width, width * 0.98, float(rng.normal(2.6, 0.15))),
            Wave(0.016 * width, width * 0.43, float(phases[0])),
        ),
        meander_reach=0.30 * height,
        wobble_east=(
            Wave(0.016 * width, height * 1.1, float(phases[1])),
            Wave(0.005 * width, height * 0.45, float(phases[2])),
        ),
        wobble_north=(Wave(0.020 * height, width * 0.8, float(phases[3])),),
        turn=float(np.radians(rng.uniform(7, 11))),
    )
