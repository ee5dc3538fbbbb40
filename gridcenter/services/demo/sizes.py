"""How large each demo is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DemoSize(StrEnum):
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """Counts to reach; lengths in metres. Lights are those of the open incidents at the moment of creation."""

    size: DemoSize
    width: float
    height: float
    streets: int
    communities: int
    grids: int
    most_grids: int
    """Most grids of one community; the city follows a real one with 1,110 over 121."""
    buildings_per_grid: int
    persons: int
    incidents_per_day: int
    red: int
    yellow: int
    green: int
    parked: int
    closed_late_today: int


PLANS: dict[DemoSize, DemoPlan] = {
    DemoSize.STREET: DemoPlan(
        size=DemoSize.STREET,
        width=2600,
        height=1900,
        streets=1,
        communities=9,
        grids=46,
        most_grids=8,
        buildings_per_grid=9,
        persons=4200,
        incidents_per_day=24,
        red=4,
        yellow=7,
        green=42,
        parked=3,
        closed_late_today=2,
    ),
    DemoSize.DISTRICT: DemoPlan(
        size=DemoSize.DISTRICT,
        width=7900,
        height=5500,
        streets=8,
        communities=75,
        grids=324,
        most_grids=8,
        buildings_per_grid=11,
        persons=60_000,
        incidents_per_day=226,
        red=23,
        yellow=41,
        green=338,
        parked=24,
        closed_late_today=13,
    ),
    DemoSize.CITY: DemoPlan(
        size=DemoSize.CITY,
        width=13_500,
        height=9_600,
        streets=12,
        communities=121,
        grids=1110,
        most_grids=14,
        buildings_per_grid=22,
        persons=1_000_000,
        incidents_per_day=1300,
        red=118,
        yellow=205,
        green=1690,
        parked=120,
        closed_late_today=65,
    ),
}
