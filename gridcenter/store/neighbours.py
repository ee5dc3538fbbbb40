"""Who lives at the same entrance as somebody. Nothing is masked here: only `services` may call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.store.models import Person, PersonMerge, Premises, Residence
from gridcenter.store.premises_names import is_house_of, standing_name
from gridcenter.store.prepared import Prepared
from gridcenter.store.seen_as import merge_of, seen_by
from gridcenter.store.tables import table_of

_person, _premises, _residence = table_of(Person), table_of(Premises), table_of(Residence)
_merge, _building, _house = table_of(PersonMerge), _premises.alias("building"), _premises.alias("house")


@dataclass(frozen=True, slots=True, repr=False)
class NeighbourRow:
    person_id: int
    room: str
    name: str
    sex: str
    birth: date | None
    kind: str


_room, _home = _premises.alias("room"), _residence.alias("home")
_its_merge, _other_merge, _kept = (
    _merge.alias("its_merge"),
    _merge.alias("other_merge"),
    _person.alias("kept"),
)
_is_other_row = (
    exists()
    .where(
        _other_merge.c.merged_id == _home.c.person_id,
        _other_merge.c.undone_at.is_(None),
        _other_merge.c.kept_id == _merge.c.kept_id,
        _home.c.person_id < _person.c.id,
    )
    .correlate_except(_other_merge)
)
_seen_as_neighbour = exists().where(
    _merge.c.merged_id == _person.c.id,
    _merge.c.undone_at.is_(None),
    or_(_home.c.person_id == _merge.c.kept_id, _is_other_row),
    _home.c.until.is_(None),
    _room.c.id == _home.c.premises_id,
    _room.c.parent_id == _premises.c.parent_id,
)
"""Whoever is seen as somebody at the same entrance stands there once: by the own row, else by the first other one."""

_NEIGHBOURS = Prepared(
    select(
        standing_name(_building, _house),
        func.count().over(),
        seen_by(_person.c.id, _its_merge),
        _premises.c.name,
        *(
            case((_kept.c.id.is_(None), _person.c[name]), else_=_kept.c[name])
            for name in ("name", "sex", "birth")
        ),
        _residence.c.kind,
    )
    .select_from(_premises)
    .join(_building, _building.c.id == _premises.c.parent_id)
    .outerjoin(_house, is_house_of(_house, _building))
    .join(_residence, _residence.c.premises_id == _premises.c.id)
    .join(_person, _person.c.id == _residence.c.person_id)
    .outerjoin(_its_merge, merge_of(_person.c.id, _its_merge))
    .outerjoin(_kept, _kept.c.id == _its_merge.c.kept_id)
    .where(
        _premises.c.parent_id == bindparam("building_id"),
        _residence.c.until.is_(None),
        ~_seen_as_neighbour,
    )
    .order_by(_premises.c.name, _person.c.id)
    .limit(bindparam("most"))
)


def neighbours_at(session: Session, building_id: int, *, limit: int) -> tuple[str, int, list[NeighbourRow]]:
    """Return (building, with its entrance where it has some, number of residents, at most `limit` of them by room)."""
    rows = _NEIGHBOURS.rows(session, building_id=building_id, most=limit)
    if not rows:
        return "", 0, []
    return rows[0][0], rows[0][1], [NeighbourRow(*row[2:]) for row in rows]
