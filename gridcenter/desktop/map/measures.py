"""What the choropleth can show, with class limits that stay fixed whatever the day brings."""

from __future__ import annotations

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
    def word(self) -> str:
        return {"open": tr("Open"), "red": tr("Red"), "on_time": tr("On-time rate")}[self.key]

    @property
    def title(self) -> str:
        return _grid_titles()[self.key]

    @property
    def title_for_communities(self) -> str:
        return _community_titles()[self.key]


OPEN = Measure("open", (3, 5, 7, 10), ("0–2", "3–4", "5–6", "7–9", "≥10"), ("≤2", "≤6", "≥10"))
RED = Measure("red", (1, 2, 3, 5), ("0", "1", "2", "3–4", "≥5"), ("0", "2", "≥5"))
ON_TIME = Measure("on_time", (80, 90, 95, 100), ("<80", "80+", "90+", "95+", "100"), ("<80", "<95", "100"))

MEASURES = {measure.key: measure for measure in (OPEN, RED, ON_TIME)}


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
