"""Rows of the premises tree: estate → building → unit → room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import shapely

from gridcenter.services.demo.buildings import Building
from gridcenter.services.demo.dwellings import DOORS, Dwellings, House
from gridcenter.services.demo.naming import NamedArea, NamedGround

Row = tuple[Any, ...]
"""(code, kind, position of the parent, name, address, tenure, grid, community, lon, lat, footprint)."""


@dataclass
class PremisesRows:
    """Collects rows, parents before children; they know each other by position until they have numbers."""

    named: NamedGround
    dwellings: Dwellings
    rows: list[Row] = field(default_factory=list)
    rooms: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Inhabited rooms: (position, grid, address, tenure)."""
    houses: list[int] = field(default_factory=list)
    """Positions of the buildings, in their order."""
    _estates: dict[int, int] = field(default_factory=dict)
    _serials: dict[int, int] = field(default_factory=dict)
    _rooms_seen: int = 0
    _houses: dict[int, House] = field(init=False)

    def __post_init__(self) -> None:
        self._houses = {house.building: house for house in self.dwellings.houses}

    def add(self, index: int, building: Building) -> None:
        """Add the building with this number, and its units and rooms where people live."""
        house = self._houses.get(index)
        grid = self.named.grids[building.grid]
        serial = self._serials[building.grid] = self._serials.get(building.grid, 0) + 1
        code = f"{grid.code}-{serial:03d}"
        parent = None if house is None else self._estate(building, grid)
        name = building.address if house is None else f"{serial} 栋"
        place = _place(building, grid)
        shape = shapely.to_geojson(building.footprint)
        self.houses.append(
            self._append((code, "building", parent, name, building.address, "", *place, shape))
        )
        for entrance in range(1, house.entrances + 1 if house else 1):
            self._add_entrance(building, entrance, f"{code}-{entrance:02d}", place)

    def _append(self, row: Row) -> int:
        self.rows.append(row)
        return len(self.rows) - 1

    def _estate(self, building: Building, grid: NamedArea) -> int:
        known = self._estates.get(building.block)
        if known is None:
            name = self.dwellings.estates[building.block]
            code = f"{grid.code}-E{building.block:05d}"
            row = (code, "estate", None, name, name, "", *_place(building, grid), None)
            known = self._estates[building.block] = self._append(row)
        return known

    def _add_entrance(self, building: Building, entrance: int, code: str, place: Row) -> None:
        address = f"{building.address} {entrance} 单元"
        parent = self.houses[-1]
        unit = self._append((code, "unit", parent, f"{entrance} 单元", address, "", *place, None))
        house = self._houses[len(self.houses) - 1]
        for floor in range(1, house.floors + 1):
            for door in range(1, DOORS + 1):
                tenure = str(self.dwellings.tenure[self._rooms_seen])
                self._rooms_seen += 1
                label = f"{floor}{door:02d}"
                full = f"{address} {label} 室"
                row = (f"{code}-{floor:02d}{door:02d}", "room", unit, label, full, tenure, *place, None)
                position = self._append(row)
                if tenure != "empty":
                    self.rooms.append((position, building.grid, full, tenure))


def _place(building: Building, grid: NamedArea) -> Row:
    return grid.code, grid.parent_code, building.longitude, building.latitude
