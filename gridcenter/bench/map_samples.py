"""Districts and boards of any size for `bench map`: made-up blocks of 33 corners, no real place."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from gridcenter.domain.board import Board
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap, Division, GridShape

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
DISTRICT = "709901"
WEST, SOUTH, BLOCK = 119.9, 30.1, 0.004
CORNERS_A_SIDE = 8


def district_of(count: int) -> DistrictMap:
    """Return `count` grids that share their edges, nine to a community."""
    across = math.ceil(math.sqrt(count))
    grids = [_grid(index, across) for index in range(count)]
    codes = sorted({grid.community_code for grid in grids})
    divisions = [Division(DISTRICT, Name("测算区", "Bench"), None)]
    divisions += [
        Division(code, Name(f"第{code[-4:]}社区", f"Community {code[-4:]}"), code[:9]) for code in codes
    ]
    return DistrictMap(tuple(divisions), tuple(grids), ())


def _grid(index: int, across: int) -> GridShape:
    row, column = divmod(index, across)
    community = (row // 3) * math.ceil(across / 3) + column // 3
    code = f"{DISTRICT}{1 + community // 999:03d}{community % 999 + 1:03d}"
    serial = (row % 3) * 3 + column % 3 + 1
    lon, lat = _corner(column + 0.5, row + 0.5)
    name = Name(f"第{index + 1}网格", f"Grid {index + 1}")
    shape = json.dumps({"type": "Polygon", "coordinates": [_ring(column, row)]})
    return GridShape(f"{code}{serial:03d}", name, code, "residential", "2", shape, lon, lat)


def _corner(column: float, row: float) -> tuple[float, float]:
    lon = WEST + BLOCK * (column + 0.2 * math.sin(row * 2.1) + 0.02 * math.sin(row * 40))
    lat = SOUTH + BLOCK * 0.8 * (row + 0.2 * math.sin(column * 1.7) + 0.02 * math.sin(column * 40))
    return round(lon, 7), round(lat, 7)


def _ring(column: int, row: int) -> list[tuple[float, float]]:
    steps = [step / CORNERS_A_SIDE for step in range(CORNERS_A_SIDE)]
    points = [_corner(column + step, row) for step in steps]
    points += [_corner(column + 1, row + step) for step in steps]
    points += [_corner(column + 1 - step, row + 1) for step in steps]
    points += [_corner(column, row + 1 - step) for step in steps]
    return [*points, points[0]]


def board_of(district: DistrictMap, count: int) -> Board:
    """Return `count` open incidents, one in twenty red and one in ten yellow."""
    board = Board()
    board.apply(
        incident(key, district, red=key % 20 == 0, yellow=key % 10 == 1) for key in range(1, count + 1)
    )
    return board


def incident(
    key: int, district: DistrictMap, *, red: bool = False, yellow: bool = False, version: int = 1
) -> QueueRow:
    grid = district.grids[key * 7 % len(district.grids)] if district.grids else None
    due = NOW + timedelta(minutes=-30 if red else 30 if yellow else 600)
    lon, lat = (grid.longitude, grid.latitude) if grid else _corner(key * 13 % 997 / 10, key * 29 % 991 / 10)
    return QueueRow(
        id=key,
        number=f"B{key}",
        version=version,
        state="handling",
        category_code="01",
        category=Name("测算", "Bench"),
        major_code="01",
        major=Name("测算", "Bench"),
        severity=Severity.ORDINARY,
        urgent=False,
        grid_code=grid.code if grid else None,
        grid=grid.name if grid else Name(""),
        community_code=grid.community_code if grid else "",
        community=Name("测算", "Bench"),
        unit_id=None,
        unit=Name(""),
        reported_at=NOW - timedelta(hours=1),
        due_at=due,
        yellow_at=due - timedelta(minutes=60),
        clock_mode=ClockMode.WORKING,
        paused=False,
        closed_at=None,
        report_count=1,
        vulnerable=False,
        longitude=lon,
        latitude=lat,
        approximate=False,
    )


def milliseconds(values: Iterable[float]) -> dict[str, float]:
    """Return median and 99th percentile of seconds, in ms."""
    ordered = sorted(values)
    return {
        "p50_ms": round(1000 * ordered[len(ordered) // 2], 1),
        "p99_ms": round(1000 * ordered[min(len(ordered) - 1, math.ceil(len(ordered) * 0.99) - 1)], 1),
    }
