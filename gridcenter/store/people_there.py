"""Who belongs to a place or an organisation: the rows of a list that is capped and kept to an area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_

from gridcenter.store.models import Person
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

_person = table_of(Person)


@dataclass(frozen=True, slots=True, repr=False)
class PersonThere:
    """Somebody who belongs or belonged there; `kind` says how. `tie_id` only where it is an organisation."""

    id: int
    name: str
    sex: str
    birth: date | None
    kind: str
    since: date | None
    until: date | None
    source: str
    room: str = ""
    household: str = ""
    tie_id: int = 0


def each_stay_once(rows: Iterable[PersonThere]) -> list[PersonThere]:
    """Return the rows in their order; of those that differ by the household or the source alone the fullest stands."""
    found: dict[tuple[object, ...], PersonThere] = {}
    for row in rows:
        key = row.id, row.kind, row.since, row.until, row.room
        if key not in found or (row.household and not found[key].household):
            found[key] = row
    return list(found.values())


def capped(
    statement: Select[Any], until: ColumnElement[Any], *further: ColumnElement[Any], area: str, limit: int
) -> Select[Any]:
    """Keep a list of persons to the area: those of today first, then by `further`, at most `limit`."""
    in_area = or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area))
    ordered = statement.where(in_area).order_by(until.is_not(None), until.desc(), *further, _person.c.id)
    return ordered.limit(limit)
