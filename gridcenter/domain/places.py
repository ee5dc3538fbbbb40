"""Divisions (行政区划) and grids (网格) as the desk sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gridcenter.domain.names import Name

DISTRICT = ZoneInfo("Asia/Shanghai")
"""The zone in which a day begins for residents and desks."""

LEVEL_BY_LENGTH = {2: "province", 4: "city", 6: "district", 9: "street", 12: "community", 15: "grid"}


@dataclass(frozen=True, slots=True)
class Division:
    """A node of the official tree; the code's length tells the level (2, 4, 6, 9, 12 digits)."""

    code: str
    name: Name
    parent_code: str | None
    geometry: str | None = None
    """GeoJSON geometry text, WGS-84, lon,lat; None where no boundary is known."""


@dataclass(frozen=True, slots=True)
class GridShape:
    """The valid version of a grid; `geometry` is a GeoJSON geometry text, WGS-84, lon,lat."""

    code: str
    name: Name
    community_code: str
    kind: str
    level: str
    geometry: str
    longitude: float
    latitude: float
    """A point inside the grid, for labels and approximate placing."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Rivers, parks and roads drawn under the grids: `kind` is water, park, road_major or road_minor."""

    kind: str
    name: Name
    geometry: str


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """Everything the map needs that does not change with incidents."""

    divisions: tuple[Division, ...]
    grids: tuple[GridShape, ...]
    backdrop: tuple[Backdrop, ...]
    units: tuple[tuple[int, Name], ...] = ()
    """Id and name of every unit: filters name units that no row on the board names."""


def within(code: str, area: str) -> bool:
    """Tell whether a division or grid code lies inside the area with code `area` ('' is everywhere)."""
    return code.startswith(area)


def in_area(community_code: str, grid_code: str | None, area: str) -> bool:
    """Tell whether somebody registered in this community, or in this grid, belongs to the area."""
    return within(community_code, area) or bool(grid_code and within(grid_code, area))


def day_here(now: datetime) -> date:
    """Return the day in the district: in the first hours of it the store's own, in UTC, is still the one before."""
    return now.astimezone(DISTRICT).date()


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """An answer of the place search; `kind` is grid, division, building, component or coordinates.

    `grid_code` and `community_code` say in what the place lies, empty where nothing is known to hold it; a division
    stands in `community_code` itself, whatever its level.
    """

    kind: str
    name: Name
    longitude: float
    latitude: float
    grid_code: str = ""
    community_code: str = ""

    @property
    def exact(self) -> bool:
        """Whether the point is where it is, and not only somewhere inside a grid or a division."""
        return self.kind not in ("grid", "division")


@dataclass(frozen=True, slots=True)
class GridWorker:
    """Somebody who holds a post (格长, 副格长, 格员) of a grid; `role` is the post's code, `post` its name."""

    name: str
    role: str
    post: Name
    grid_code: str
    grid: Name


@dataclass(frozen=True, slots=True)
class GridDetail:
    """One grid with what stands in it; posts as (role, holder), the holder empty when the post is vacant."""

    code: str
    name: Name
    community: Name
    street: Name
    kind: Name
    level: Name
    posts: tuple[tuple[Name, str], ...]
    households: int
    components: int
    open_incidents: int
