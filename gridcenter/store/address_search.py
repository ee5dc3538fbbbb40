"""Finding persons by a word anywhere in their address, sorted by place, then room.

A place stands for a building full of persons, and the same rooms are found in all buildings: either list is so short
that it can be looked through, on both stores alike. Persons are found from the shorter side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from gridcenter.domain.searched_addresses import AddressWord
from gridcenter.store.models import PersonSearch, SearchedPlace, SearchedRoom
from gridcenter.store.tables import table_of
from gridcenter.store.types import HIGHEST_CHARACTER, inside

FEW_ROOMS = 2_000
"""Rooms named in one question."""
FEW_ROWS = 20_000
"""Persons behind rooms whom sorting costs less than looking through buildings until enough are found."""
SMALL_AREA = 12
"""Digits; a community's buildings are few enough to look through them all."""
_FIRST_PLACES, _GROWTH, _PLACES = 8, 8, 2_000
"""Places looked through at once: few, then more and more."""

_search, _place, _room = table_of(PersonSearch), table_of(SearchedPlace), table_of(SearchedRoom)
_ORDER = (_place.c.text, _place.c.community_code, _place.c.grid_code, _room.c.text, _search.c.person_id)
_ROWS = (
    select(*_ORDER)
    .select_from(_search)
    .join(_place, _place.c.id == _search.c.place_id)
    .join(_room, _room.c.id == _search.c.room_id)
    .order_by(*_ORDER)
)
Condition = ColumnElement[bool]
_Key = tuple[str, str, str, str, int]


def persons_at(session: Session, word: AddressWord, *, area: str, limit: int) -> list[int]:
    """Return at most `limit` persons of the area with the word in an address, by address."""
    in_place = _place.c.text.contains(word.text, autoescape=True)
    if word.place and not word.room:
        return _persons(_by_places(session, in_place, in_place, area, limit), limit)
    ends, begins = _across(word)
    rooms = None if len(area) >= SMALL_AREA else _few_rooms(session, begins)
    if rooms is None:
        row_fits = or_(in_place, and_(ends, begins))
        return _persons(_by_places(session, or_(in_place, ends), row_fits, area, limit), limit)
    found = _by_places(session, in_place, in_place, area, limit)
    if rooms:
        statement = _ROWS.where(_search.c.room_id.in_(rooms), ends, _in_area(area))
        found = sorted([*found, *_enough(session, statement, limit)])
    return _persons(found, limit)


def address_rows(session: Session, person_ids: Sequence[int]) -> list[tuple[int, int | None, str, str]]:
    """Return (person, record item, place, room) of every address of these persons, the register's own first."""
    statement = (
        select(_search.c.person_id, _search.c.record_id, _place.c.text, _room.c.text)
        .join(_place, _place.c.id == _search.c.place_id)
        .join(_room, _room.c.id == _search.c.room_id)
        .where(_search.c.person_id.in_(person_ids))
        .order_by(_search.c.person_id, _search.c.reading)
    )
    return [tuple(row) for row in session.execute(statement)]


def _across(word: AddressWord) -> tuple[Condition, Condition]:
    """Return what the end of the place and what the room must be where the word does not stand in the place."""
    if not word.place:
        return true(), _room.c.text.contains(word.text, autoescape=True)
    room = _room.c.text
    begins = and_(room >= word.room, room < word.room + HIGHEST_CHARACTER)
    return _place.c.text.endswith(word.place, autoescape=True), begins


def _few_rooms(session: Session, wanted: Condition) -> Sequence[int] | None:
    """Return the rooms that fit; None where they, or those who live there, are many."""
    rooms = session.scalars(select(_room.c.id).where(wanted).limit(FEW_ROOMS + 1)).all()
    if len(rooms) > FEW_ROOMS:
        return None
    some = select(_search.c.person_id).where(_search.c.room_id.in_(rooms)).limit(FEW_ROWS + 1).subquery()
    rows = session.scalar(select(func.count()).select_from(some)) or 0
    return rooms if rows <= FEW_ROWS else None


def _by_places(
    session: Session, place_fits: Condition, row_fits: Condition, area: str, limit: int
) -> list[_Key]:
    """Look through the places that fit, in their order, until so many persons are found."""
    found: list[_Key] = []
    for places in _portions(session, place_fits, area):
        found += _enough(session, _ROWS.where(_search.c.place_id.in_(places), row_fits), limit)
        if len({key[-1] for key in found}) >= limit:
            break
    return found


def _portions(session: Session, wanted: Condition, area: str) -> Iterator[Sequence[int]]:
    """Yield ids of places in the order of their texts: a few first, which is enough for a common word."""
    places = select(_place.c.id).where(wanted, _in_area(area)).order_by(*_ORDER[:3], _place.c.id)
    after, size = 0, _FIRST_PLACES
    while found := session.scalars(places.offset(after).limit(size)).all():
        yield found
        if len(found) < size:
            return
        after, size = after + size, min(_GROWTH * size, _PLACES)


def _enough(session: Session, statement: Select[Any], limit: int) -> list[_Key]:
    """Return rows until they name so many persons: one may have several addresses that fit."""
    asked = limit
    while True:
        rows: list[_Key] = [tuple(row) for row in session.execute(statement.limit(asked))]
        if len(rows) < asked or len({key[-1] for key in rows}) >= limit:
            return rows
        asked *= 4


def _persons(found: Sequence[_Key], limit: int) -> list[int]:
    return list(dict.fromkeys(key[-1] for key in found))[:limit]


def _in_area(area: str) -> Condition:
    in_community = inside(_place.c.community_code, area)
    if not area or (area.isdigit() and len(area) <= SMALL_AREA):
        return in_community
    return or_(in_community, inside(_place.c.grid_code, area))
