"""A small synthetic district: warped blocks on both banks of a river, no real place."""

from __future__ import annotations

import json
import math
import random
from datetime import UTC, datetime, timedelta

from gridcenter.domain.board import Board
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.places import Backdrop, DistrictMap, Division, GridShape

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
DISTRICT = "709901"
WEST, SOUTH = 119.96, 30.16
BLOCK = 0.0055
NAMES = (
    *("望江", "文昌", "柳荫", "书院", "盐仓", "桥头", "滨河", "临波", "东渡", "江南", "竹园", "新港", "南塘"),
    *("青石", "丰乐", "和平", "建设", "西园", "北站", "梅林", "松涛", "杏园", "莲塘", "石桥", "古井"),
)


def warp(column: float, row: float) -> tuple[float, float]:
    """Return lon, lat of a corner: streets that bend a little, a north-east lean."""
    lon = WEST + BLOCK * (column + 0.35 * math.sin(row * 0.9) + 0.12 * row)
    lat = SOUTH + BLOCK * 0.72 * (row + 0.4 * math.sin(column * 0.7) + 0.1 * column)
    return lon, lat


def ring(left: float, bottom: float, right: float, top: float, steps: int = 4) -> list[list[float]]:
    sides = [((left, bottom), (right, bottom)), ((right, bottom), (right, top))]
    sides += [((right, top), (left, top)), ((left, top), (left, bottom))]
    points = []
    for (x0, y0), (x1, y1) in sides:
        points += [warp(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps)]
    return [list(point) for point in (*points, points[0])]


def polygon(*corners: float, steps: int = 4) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [ring(*corners, steps=steps)]})


def warped_district(side: int = 10, *, communities_across: int = 5, steps: int = 4) -> DistrictMap:
    """Return `side` × `side` grids in square communities of equal width."""
    width = side // communities_across
    grids, communities = [], {}
    for row in range(side):
        for column in range(side):
            number = (row // width) * communities_across + column // width
            community = f"{DISTRICT}{1 + number // 10:03d}{number % 10 + 1:03d}"
            communities[community] = community_name(number)
            serial = (row % width) * width + column % width + 1
            grids.append(grid_shape(community, serial, communities[community], column, row, steps))
    divisions = [Division(DISTRICT, Name("滨江区示范", "Riverside demo"), None)]
    divisions += [Division(code, name, code[:9]) for code, name in communities.items()]
    return DistrictMap(tuple(divisions), tuple(grids), backdrop(side))


def community_name(number: int) -> Name:
    return Name(f"{NAMES[number % len(NAMES)]}社区", f"Block {number + 1} Community")


def grid_shape(community: str, serial: int, name: Name, column: int, row: int, steps: int) -> GridShape:
    lon, lat = warp(column + 0.5, row + 0.5)
    own = Name(f"{name.zh}{serial:02d}", f"{name.en} {serial:02d}")
    shape = polygon(column, row, column + 1, row + 1, steps=steps)
    return GridShape(f"{community}{serial:03d}", own, community, "residential", "2", shape, lon, lat)


def backdrop(side: int) -> tuple[Backdrop, ...]:
    bank = [
        warp(x / 4 - 4, side * 0.32 + side * 0.045 * x / 4 + 0.3 * math.sin(x / 7))
        for x in range(4 * (side + 8))
    ]
    other = [(lon, lat + BLOCK * 0.45) for lon, lat in bank]
    river = {
        "type": "Polygon",
        "coordinates": [[*map(list, bank), *map(list, reversed(other)), list(bank[0])]],
    }
    roads = [
        {"type": "LineString", "coordinates": [list(warp(-2 + i * (side + 4) / 30, y)) for i in range(31)]}
        for y in range(2, side, 4)
    ]
    park = json.loads(polygon(-1.5, 2, -0.3, 3.4))
    return (
        Backdrop("water", Name("滨江", "Bin River"), json.dumps(river)),
        Backdrop("park", Name("江心公园", "River Park"), json.dumps(park)),
        *(Backdrop("road_major", Name("", ""), json.dumps(road)) for road in roads),
    )


def incident(key: int, grid: GridShape | None, light: Light = Light.GREEN, **changes: object) -> QueueRow:
    """Return an open incident whose light at NOW is `light`, exactly placed off the middle of its grid."""
    due = {Light.RED: -60, Light.YELLOW: 30}.get(light, 600)
    values: dict[str, object] = {
        "id": key,
        "number": f"DEMO-{key:06d}",
        "version": 1,
        "state": "handling",
        "category_code": "0101",
        "category": Name("井盖缺失", "Manhole cover missing"),
        "major_code": "01",
        "major": Name("公共设施", "Public facilities"),
        "severity": Severity.ORDINARY,
        "urgent": False,
        "grid_code": grid.code if grid else None,
        "grid": grid.name if grid else Name(""),
        "community_code": grid.community_code if grid else f"{DISTRICT}001001",
        "community": Name("望江社区", "Block 1 Community"),
        "unit_id": 1,
        "unit": Name("区城管局", "Urban management"),
        "reported_at": NOW - timedelta(hours=5),
        "due_at": NOW + timedelta(minutes=due),
        "yellow_at": NOW + timedelta(minutes=due - 60),
        "clock_mode": ClockMode.WORKING,
        "paused": light is Light.GREY,
        "closed_at": None,
        "report_count": 1,
        "vulnerable": False,
        "longitude": grid.longitude + BLOCK * 0.2 if grid else None,
        "latitude": grid.latitude if grid else None,
        "approximate": False,
    }
    return QueueRow(**(values | changes))  # type: ignore[arg-type]


def busy_board(
    district: DistrictMap, open_count: int = 426, red: int = 23, yellow: int = 41, seed: int = 7
) -> Board:
    """Return a board whose counts differ from grid to grid, as in a real week."""
    chance = random.Random(seed)
    weights = [chance.random() ** 1.7 + 0.04 for _ in district.grids]
    held = chance.choices(district.grids, weights, k=open_count)
    lights = [Light.RED] * red + [Light.YELLOW] * yellow + [Light.GREEN] * (open_count - red - yellow)
    board = Board()
    board.apply(
        incident(key, grid, light) for key, (grid, light) in enumerate(zip(held, lights, strict=True), 1)
    )
    return board
