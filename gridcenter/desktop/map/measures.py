"""What the choropleth can show, with class limits that suit the district and stay fixed whatever the day brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gridcenter.language import tr


@dataclass(frozen=True, slots=True)
class Measure:
    """One layer of the choropleth.

    `limits` are the lowest values of classes 2 to 5, `ranges` name all five, `wall_ranges` the three that
    have room on a wall.
    """

    key: str
    limits: tuple[float, float, float, float]
    ranges: tuple[str, str, str, str, str]
    wall_ranges: tuple[str, str, str]

    @property
    def title(self) -> str:
        return _grid_titles()[self.key]

    @property
    def title_for_communities(self) -> str:
        return _community_titles()[self.key]


@dataclass(frozen=True, slots=True)
class Breaks:
    """One named set of class limits for counts; fields as in `Measure`."""

    limits: tuple[float, float, float, float]
    ranges: tuple[str, str, str, str, str]
    wall_ranges: tuple[str, str, str]

    def measure(self, key: str) -> Measure:
        return Measure(key, self.limits, self.ranges, self.wall_ranges)


FEW = Breaks((1, 2, 3, 5), ("0", "1", "2", "3–4", "≥5"), ("0", "2", "≥5"))
SOME = Breaks((3, 5, 7, 10), ("0–2", "3–4", "5–6", "7–9", "≥10"), ("≤2", "≤6", "≥10"))
MANY = Breaks((10, 20, 40, 80), ("<10", "10+", "20+", "40+", "≥80"), ("<10", "<40", "≥80"))
ON_TIME = Measure("on_time", (80, 90, 95, 100), ("<80", "80+", "90+", "95+", "100"), ("<80", "<95", "100"))

KEYS = ("open", "red", "on_time")
_SCALES = ((2.5, FEW, FEW), (12, SOME, FEW))
"""Below so many open incidents per grid on the average: the breaks for open and for red ones."""


def measures_for(open_per_place: float) -> Mapping[str, Measure]:
    """Return the measures by key, so broken that a usual day spreads over the classes."""
    of_open, of_red = next((sets for below, *sets in _SCALES if open_per_place < below), (MANY, SOME))
    return {"open": of_open.measure("open"), "red": of_red.measure("red"), "on_time": ON_TIME}


def measure_words() -> dict[str, str]:
    return {"open": tr("Open"), "red": tr("Red"), "on_time": tr("On-time rate")}


def _grid_titles() -> dict[str, str]:
    return {
        "open": tr("Open incidents per grid"),
        "red": tr("Red incidents per grid"),
        "on_time": tr("Open and on time per grid, %"),
    }


def _community_titles() -> dict[str, str]:
    return {
        "open": tr("Open incidents per community"),
        "red": tr("Red incidents per community"),
        "on_time": tr("Open and on time per community, %"),
    }
