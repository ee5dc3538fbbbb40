"""Suggesting duplicates (重复上报) while a report is written: near, recent, of the same kind. It merges nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from sqlalchemy.orm import Session

from gridcenter.domain.duplicates import (
    Draft,
    DuplicateRule,
    Likeness,
    Reported,
    Spot,
    alike,
    box_around,
    likeness_reason,
    metres_between,
)
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.code_tables import table_lines
from gridcenter.services.flows import Flowed, own_flow
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.store.categories import CategoryNode, categories_above, category_coded
from gridcenter.store.incidents_nearby import incidents_near
from gridcenter.store.models import Category, Incident

SUGGESTED_AT_MOST = 8
MOST_ALIKE = 100
FARTHEST_LONGITUDE, FARTHEST_LATITUDE = 180.0, 90.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An incident that may be the matter in hand; `metres` None where one of the two is known by its grid only.

    `score` goes up to 100; `age_minutes` counts from its report; `why` is said in the reader's language.
    """

    incident_id: int
    number: str
    category: Name
    same_category: bool
    state: Name
    is_open: bool
    address: str
    metres: int | None
    age_minutes: int
    score: int
    why: str


def suggest_duplicates(
    session: Session, draft: IncidentDraft, *, by: Actor, now: datetime, limit: int = SUGGESTED_AT_MOST
) -> list[Duplicate]:
    """Return incidents of the actor's area that the draft may repeat: open ones first, then the likest.

    A draft that names no known category, or neither a point nor a grid, has none: it is still being written.

    Raises:
        BadInput: The coordinates lie nowhere on earth.
    """
    spot = spot_of_draft(draft)
    category = category_coded(session, draft.category_code, set_key=draft.category_set)
    if category is None or (spot.point() is None and not spot.grid_code):
        return []
    rule = _rule_for(duplicate_rules(), [category, *categories_above(session, category)])
    point = spot.point()
    incidents = incidents_near(
        session,
        None if point is None else box_around(*point, rule.radius),
        spot.grid_code,
        area=by.area,
        open_since=now - timedelta(hours=rule.open_hours),
        closed_since=now - timedelta(hours=rule.closed_hours),
    )
    wanted = Draft(category.id, category.major_id or category.id, spot)
    return [_duplicate(session, one, now) for one in alike(wanted, incidents, rule, now=now)[:limit]]


def duplicates_of(session: Session, incident_id: int, *, by: Actor, now: datetime) -> list[Duplicate]:
    """Return open incidents of the actor's area that may be the same matter as this one, the likest first.

    An imported incident comes with the one of its file that says the same, however long ago that was.
    """
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    found = suggest_duplicates(session, _draft_of(session, incident), by=by, now=now)
    twins = _twin(session, incident, by=by, now=now)
    known = {incident_id, *(one.incident_id for one in twins)}
    return [*twins, *(one for one in found if one.is_open and one.incident_id not in known)]


def _twin(session: Session, incident: Incident, *, by: Actor, now: datetime) -> list[Duplicate]:
    """Return the incident that stood in the imported file with the same words, while it is open; at most one."""
    first = session.get(Incident, incident.twin_of_id) if incident.twin_of_id is not None else None
    if first is None or first.closed_at is not None or not within(first.community_code, by.area):
        return []
    category = session.get_one(Category, first.category_id)
    alike = Likeness(
        _reported(first, category),
        same_category=first.category_id == incident.category_id,
        metres=apart(incident, first),
        score=MOST_ALIKE,
        age=now - first.reported_at,
    )
    told = _duplicate(session, alike, now)
    return [replace(told, why=f"{tr('the same words in the imported file')} · {told.why}")]


def likeness_of(session: Session, one: Incident, other: Incident, *, now: datetime) -> Likeness | None:
    """Return how alike two incidents are; None where by place, time or kind nothing speaks for it."""
    first, second = session.get_one(Category, one.category_id), session.get_one(Category, other.category_id)
    node = category_coded(session, first.code, set_key=first.set_key)
    if node is None:
        return None
    rule = _rule_for(duplicate_rules(), [node, *categories_above(session, node)])
    wanted = Draft(first.id, first.major_id or first.id, _spot_of(one))
    found = alike(wanted, [_reported(other, second)], rule, now=now)
    return found[0] if found else None


def apart(one: Incident, other: Incident) -> int | None:
    """Return the metres between two incidents; None where one of them is known by its grid only."""
    here, there = _spot_of(one).point(), _spot_of(other).point()
    return None if here is None or there is None else round(metres_between(here, there))


def _spot_of(incident: Incident) -> Spot:
    if incident.approximate:
        return Spot(None, None, incident.grid_code or "")
    return Spot(incident.longitude, incident.latitude, incident.grid_code or "")


def _draft_of(session: Session, incident: Incident) -> IncidentDraft:
    category, spot = session.get_one(Category, incident.category_id), _spot_of(incident)
    return IncidentDraft(
        category.code,
        "",
        category_set=category.set_key,
        grid_code=spot.grid_code,
        longitude=spot.longitude,
        latitude=spot.latitude,
    )


def _reported(incident: Incident, category: Category) -> Reported:
    return Reported(
        incident.id,
        incident.number,
        incident.flow,
        incident.flow_version,
        incident.state,
        category.id,
        category.major_id or category.id,
        Name(category.name, category.name_en),
        _spot_of(incident),
        incident.address,
        incident.reported_at,
        incident.closed_at,
    )


def spot_of_draft(draft: IncidentDraft) -> Spot:
    lon, lat = draft.longitude, draft.latitude
    if lon is None or lat is None:
        return Spot(None, None, draft.grid_code)
    known = math.isfinite(lon) and math.isfinite(lat)
    if not known or abs(lon) > FARTHEST_LONGITUDE or abs(lat) > FARTHEST_LATITUDE:
        raise BadInput(
            tr("there is no place {lon}, {lat}: longitude comes first, in degrees").format(lon=lon, lat=lat)
        )
    return Spot(lon, lat, draft.grid_code)


def _duplicate(session: Session, found: Likeness, now: datetime) -> Duplicate:
    incident = found.incident
    return Duplicate(
        incident_id=incident.id,
        number=incident.number,
        category=incident.category,
        same_category=found.same_category,
        state=state_name(session, incident),
        is_open=incident.closed_at is None,
        address=incident.address,
        metres=found.metres,
        age_minutes=found.age // timedelta(minutes=1),
        score=found.score,
        why=likeness_reason(found, now=now),
    )


class Stated(Flowed, Protocol):
    """A row about an incident that knows its flow and state."""

    @property
    def state(self) -> str: ...


def state_name(session: Session, incident: Stated) -> Name:
    """Name a state in its incident's own flow; a flow that this program no longer has leaves the code."""
    try:
        return own_flow(session, incident).state(incident.state).name
    except BadInput:
        return Name(incident.state)


Rules = Mapping[tuple[str, str], DuplicateRule]


@cache
def duplicate_rules() -> Rules:
    """Return the rules of `db/codes/duplicate_rules.csv` by set and code; both are empty for the general one."""
    return dict(_rules())


def _rules() -> Iterator[tuple[tuple[str, str], DuplicateRule]]:
    for line in table_lines("duplicate_rules"):
        rule = DuplicateRule(float(line["radius_m"]), float(line["open_hours"]), float(line["closed_hours"]))
        yield (line["set"], line["code"]), rule


def _rule_for(rules: Rules, path: list[CategoryNode]) -> DuplicateRule:
    """Return the rule of the nearest category from the leaf upwards, else of the set, else the general one."""
    keys = [*((node.set_key, node.code) for node in path), (path[0].set_key, ""), ("", "")]
    return next(rules[key] for key in keys if key in rules)
