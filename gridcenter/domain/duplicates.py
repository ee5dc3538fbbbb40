"""Duplicates (重复上报): whether another incident may be the matter that is being reported: near, recent, and of
the same kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gridcenter.domain.calendars import CONTINUOUS, MINUTE
from gridcenter.domain.clocks import ClockMode
from gridcenter.domain.names import Name
from gridcenter.domain.queue import duration
from gridcenter.language import tr

EARTH_RADIUS = 6_371_008.8
"""Mean radius of WGS-84, metres: over a few hundred metres the sphere errs by less than half a per cent."""
NEAREST_POLE = 89.0
"""Degrees of latitude from which on a box would reach around the earth; no centre lies there."""
SAME_CATEGORY, SAME_MAJOR = 60, 15
PLACE_POINTS, GRID_POINTS, AGE_POINTS = 25, 5, 15
"""Most points for nearness, points for lying somewhere in the same grid, most points for being recent."""


@dataclass(frozen=True, slots=True)
class DuplicateRule:
    """`radius` in metres; hours for which an open and a closed incident counts, from its report and its closing."""

    radius: float
    open_hours: float
    closed_hours: float


@dataclass(frozen=True, slots=True)
class Box:
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: a point (WGS-84, degrees), or only somewhere in a grid; `grid_code` may be unknown."""

    longitude: float | None
    latitude: float | None
    grid_code: str = ""

    def point(self) -> tuple[float, float] | None:
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Reported:
    """What the store knows of an incident that may be the same; its spot has no point where it is approximate."""

    id: int
    number: str
    flow: str
    flow_version: int
    state: str
    category_id: int
    major_id: int
    category: Name
    spot: Spot
    address: str
    reported_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a report and an incident are: `score` up to 100, `metres` None where only the grid is known."""

    incident: Reported
    same_category: bool
    metres: int | None
    score: int
    age: timedelta


@dataclass(frozen=True, slots=True)
class Draft:
    """The report in hand, as far as likeness needs it."""

    category_id: int
    major_id: int
    spot: Spot


def box_around(longitude: float, latitude: float, metres: float) -> Box:
    """Return the smallest box of degrees that holds the circle; points in its corners lie outside the circle."""
    north = math.degrees(metres / EARTH_RADIUS)
    level = min(abs(latitude) + north, NEAREST_POLE)
    east = north / math.cos(math.radians(level))
    return Box(longitude - east, latitude - north, longitude + east, latitude + north)


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (lon, lat; WGS-84) along the ground."""
    lon_one, lat_one, lon_other, lat_other = map(math.radians, (*one, *other))
    half = math.sin((lat_other - lat_one) / 2) ** 2
    half += math.cos(lat_one) * math.cos(lat_other) * math.sin((lon_other - lon_one) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def alike(
    draft: Draft, incidents: Iterable[Reported], rule: DuplicateRule, *, now: datetime
) -> list[Likeness]:
    """Return the incidents that may be the same: open ones first, in each the likest, nearest, newest first."""
    rated = (_likeness(draft, incident, rule, now) for incident in incidents)
    found = [one for one in rated if one is not None]
    return sorted(found, key=_order)


def _order(one: Likeness) -> tuple[bool, int, float, timedelta, int]:
    metres = math.inf if one.metres is None else one.metres
    return one.incident.closed_at is not None, -one.score, metres, one.age, one.incident.id


def _likeness(draft: Draft, incident: Reported, rule: DuplicateRule, now: datetime) -> Likeness | None:
    same = incident.category_id == draft.category_id
    if not same and incident.major_id != draft.major_id:
        return None
    place = _place(draft.spot, incident.spot, rule.radius, same_category=same)
    freshness = _freshness(incident, rule, now)
    if place is None or freshness is None:
        return None
    metres, near = place
    score = (SAME_CATEGORY if same else SAME_MAJOR) + near + AGE_POINTS * freshness
    return Likeness(incident, same, metres, round(score), max(now - incident.reported_at, timedelta()))


def _place(one: Spot, other: Spot, radius: float, *, same_category: bool) -> tuple[int | None, float] | None:
    """Return (metres, points); None where they lie apart.

    Somewhere in the same grid is enough only for the same category: a grid has dozens of open incidents.
    """
    here, there = one.point(), other.point()
    if here is not None and there is not None:
        metres = metres_between(here, there)
        return (round(metres), PLACE_POINTS * (1 - metres / radius)) if metres <= radius else None
    if same_category and one.grid_code and one.grid_code == other.grid_code:
        return None, GRID_POINTS
    return None


def _freshness(incident: Reported, rule: DuplicateRule, now: datetime) -> float | None:
    """Return 1 for this moment down to 0 at the end of the time in which it counts; None after that."""
    since, hours = incident.reported_at, rule.open_hours
    if incident.closed_at is not None:
        since, hours = incident.closed_at, rule.closed_hours
    share = max(now - since, timedelta()) / timedelta(hours=hours)
    return 1 - share if share <= 1 else None


def likeness_reason(one: Likeness, *, now: datetime) -> str:
    """Say in a few words why the incident is suggested."""
    kind = tr("same category") if one.same_category else tr("same major category")
    place = tr("somewhere in the same grid") if one.metres is None else tr("{n} m away").format(n=one.metres)
    words = [kind, place, tr("reported {age} ago").format(age=_age(one.age))]
    if one.incident.closed_at is not None:
        words.append(tr("closed {age} ago").format(age=_age(now - one.incident.closed_at)))
    return " · ".join(words)


def _age(age: timedelta) -> str:
    return duration(max(age, timedelta()) // MINUTE, ClockMode.CONTINUOUS, CONTINUOUS)
