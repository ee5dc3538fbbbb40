"""Queries about incidents: the rows that feed queue, map, bars and red board alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.names import Name
from gridcenter.store.models import Category, Division, Grid, Incident, Unit
from gridcenter.store.types import inside

MAX_PARAMETERS = 500
NOWHERE = Name("", "")

_Major = aliased(Category, name="major")

_PARTS: tuple[tuple[Any, ...], ...] = (
    (Incident.id, Incident.number, Incident.version, Incident.state, Category.code),
    (Category.name, Category.name_en),
    (_Major.code, _Major.name, _Major.name_en),
    (Incident.severity, Incident.urgent),
    (Incident.grid_code, Grid.name, Grid.name_en),
    (Incident.community_code, Division.name, Division.name_en),
    (Incident.unit_id, Unit.name, Unit.name_en),
    (Incident.reported_at, Incident.due_at, Incident.yellow_at, Incident.clock_mode),
    (Incident.paused, Incident.closed_at, Incident.report_count, Incident.vulnerable),
    (Incident.longitude, Incident.latitude, Incident.approximate),
)
"""Columns in the order of the fields of `QueueRow`, cut where one of them is put together."""
_ENDS = tuple(accumulate(map(len, _PARTS)))
_SLICES = tuple(slice(end - len(part), end) for part, end in zip(_PARTS, _ENDS, strict=True))


def queue_rows() -> Select[*tuple[Any, ...]]:
    """Return the statement that every list of incidents is built from; read its rows with `as_queue_row`."""
    return (
        select(*chain.from_iterable(_PARTS))
        .join(Category, Incident.category_id == Category.id)
        .join(_Major, _Major.id == Category.major_id, isouter=True)
        .join(Grid, (Grid.code == Incident.grid_code) & Grid.valid_until.is_(None), isouter=True)
        .join(Division, Division.code == Incident.community_code, isouter=True)
        .join(Unit, Unit.id == Incident.unit_id, isouter=True)
    )


def open_incidents(session: Session, *, area: str) -> list[QueueRow]:
    """Return all open incidents of the area, in no particular order (`domain.queue` orders them)."""
    statement = queue_rows().where(Incident.closed_at.is_(None), inside(Incident.community_code, area))
    return [as_queue_row(row) for row in session.execute(statement)]


def incidents_by_id(session: Session, ids: Iterable[int], *, area: str) -> list[QueueRow]:
    """Return incidents, open or closed; ids that do not exist or lie outside the area are left out."""
    found: list[QueueRow] = []
    for part in _portions(list(ids)):
        statement = queue_rows().where(Incident.id.in_(part), inside(Incident.community_code, area))
        found += [as_queue_row(row) for row in session.execute(statement)]
    return found


def as_queue_row(row: Row[*tuple[Any, ...]]) -> QueueRow:
    """Build a queue row from one row of `queue_rows`."""
    plain = tuple(row)
    identity, category, major, weight, grid, community, unit, times, state, place = [
        plain[part] for part in _SLICES
    ]
    leaf = Name(*category)
    fields: list[Any] = [
        *identity,
        leaf,
        major[0] or identity[-1],
        Name(*major[1:]) if major[0] else leaf,
        Severity(weight[0]),
        weight[1],
        *_named(*grid),
        *_named(*community),
        *_named(*unit),
        *times[:3],
        ClockMode(times[3]),
        *state,
        *place,
    ]
    return QueueRow(*fields)


def _named(key: Any, name: str | None, name_en: str | None) -> tuple[Any, Name]:
    return key, Name(name, name_en or "") if name else NOWHERE


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MAX_PARAMETERS):
        yield ids[start : start + MAX_PARAMETERS]
