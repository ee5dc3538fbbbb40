"""Finding persons by name, pinyin, phone or address. Nothing is masked here: only `services` may call it.

Beginnings are asked for as ranges and not by LIKE: both stores answer them from an index, and `%` and `_` mean
themselves. The area stands behind the searched column in each index, so that a small area costs no reading of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.people_search import LONG_PHONE, SHOWN_DIGITS, SearchField
from gridcenter.domain.searched_addresses import address_word
from gridcenter.domain.searched_texts import spellings
from gridcenter.domain.visits import MET
from gridcenter.store.address_search import address_rows, persons_at
from gridcenter.store.models import (
    Division,
    Grid,
    HouseholdMember,
    Person,
    PersonSearch,
    RecordItem,
    Visit,
)
from gridcenter.store.person_merges import rows_seen_as
from gridcenter.store.seen_as import said_once, seen_as
from gridcenter.store.tables import table_of
from gridcenter.store.types import HIGHEST_CHARACTER, inside
from gridcenter.store.visit_corrections import stands

COMMUNITY_DIGITS = 12

_person, _search, _record = table_of(Person), table_of(PersonSearch), table_of(RecordItem)
_grid, _division = table_of(Grid), table_of(Division)
_member, _visit = table_of(HouseholdMember), table_of(Visit)
Condition = ColumnElement[bool]


class Hit(NamedTuple):
    """A person who is found, and the value of another source by which alone; None where the register's own fits."""

    person_id: int
    record_id: int | None


class SaidRow(NamedTuple):
    """A value of another source, with its key in the catalogue."""

    key: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, repr=False)
class ListedRow:
    id: int
    name: str
    sex: str
    birth: date | None
    id_number: str | None
    address: str
    verified_on: date | None
    met_on: date | None
    grid: Name
    community: Name


def persons_matching(
    session: Session, asked: Mapping[SearchField, str], *, area: str, limit: int
) -> list[Hit]:
    """Return at most `limit` persons of the area, each once: by field, whole names before longer ones.

    Addresses are looked through only where the text finds nobody otherwise.
    """
    found: dict[int, Hit] = {}
    for field, text in asked.items():
        if field is SearchField.ADDRESS:
            return list(found.values()) or _at_address(session, text, area, limit)
        for column, wanted in _questions(field, text):
            if len(found) < limit:
                ids = [one for one in _ids(session, column, wanted, area, limit) if one not in found]
                rows = _rows_of(session, ids, wanted)
                found.update((hit.person_id, hit) for hit in _best(ids, rows))
    return list(found.values())[:limit]


def _questions(field: SearchField, text: str) -> Iterator[tuple[Column[Any], Condition]]:
    """Yield the column by which a question is sorted, and what it asks."""
    if field is SearchField.NAME:
        yield _search.c.name, _begins(_search.c.name, text)
        if len(text) > 1:
            yield _search.c.given, _begins(_search.c.given, text)
    elif field is SearchField.PINYIN:
        for spelled in spellings(text):
            yield _search.c.pinyin, _begins(_search.c.pinyin, spelled)
        yield _search.c.initials, _begins(_search.c.initials, text)
    else:
        yield _search.c.phone, _by_phone(text[::-1])


def _begins(column: Column[Any], text: str) -> Condition:
    return and_(column >= text, column < text + HIGHEST_CHARACTER)


def _by_phone(backwards: str) -> Condition:
    if len(backwards) > SHOWN_DIGITS:
        return _search.c.phone == backwards
    return and_(_begins(_search.c.phone, backwards), func.length(_search.c.phone) >= LONG_PHONE)


def _ids(session: Session, column: Column[Any], wanted: Condition, area: str, limit: int) -> list[int]:
    """Return so many persons by the column, each once; several rows may name the same."""
    order = (column, _search.c.community_code, _search.c.person_id)
    statement = select(_search.c.person_id).where(wanted, *_in_area(area)).order_by(*order)
    asked = 2 * limit
    while True:
        rows = session.scalars(statement.limit(asked)).all()
        found = list(dict.fromkeys(rows))
        if len(rows) < asked or len(found) >= limit:
            return found[:limit]
        asked *= 4


def _in_area(area: str) -> Iterator[Condition]:
    """Down to the community the index alone tells: a grid's code begins with that of its community.

    A grid has few persons, which the register's own indexes give: they are asked for a second time.
    """
    in_community = inside(_search.c.community_code, area)
    if not area or (area.isdigit() and len(area) <= COMMUNITY_DIGITS):
        yield in_community
        return
    yield or_(in_community, inside(_search.c.grid_code, area))
    here = or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area))
    yield _search.c.person_id.in_(select(_person.c.id).where(here))


def _rows_of(session: Session, ids: Sequence[int], wanted: Condition) -> list[tuple[int, int | None]]:
    """Return (person, record item) of the rows that fit, the register's own first."""
    statement = (
        select(_search.c.person_id, _search.c.record_id)
        .where(_search.c.person_id.in_(ids), wanted)
        .order_by(_search.c.person_id, _search.c.reading)
    )
    return [(person, record) for person, record in session.execute(statement)] if ids else []


def _at_address(session: Session, text: str, area: str, limit: int) -> list[Hit]:
    word = address_word(text)
    ids = persons_at(session, word, area=area, limit=limit)
    rows = address_rows(session, ids)
    return _best(ids, [(person, record) for person, record, *parts in rows if word.stands_in(*parts)])


def _best(ids: Sequence[int], rows: Sequence[tuple[int, int | None]]) -> list[Hit]:
    """Return the persons in their order, each with the first of its rows."""
    first = dict(reversed(rows))
    return [Hit(one, first[one]) for one in ids if one in first]


def listed_rows(session: Session, person_ids: Sequence[int]) -> list[ListedRow]:
    """Return what the list shows, in the order of the ids; who is gone meanwhile is left out."""
    statement = (
        select(
            *(_person.c[name] for name in ("id", "name")),
            *(said_once(_person, name) for name in ("sex", "birth", "id_number")),
            _person.c.address,
            *_last_known(),
            *(func.coalesce(part, "") for part in (_grid.c.name, _grid.c.name_en)),
            *(func.coalesce(part, "") for part in (_division.c.name, _division.c.name_en)),
        )
        .join(_grid, and_(_grid.c.code == _person.c.grid_code, _grid.c.valid_until.is_(None)), isouter=True)
        .join(_division, _division.c.code == _person.c.community_code, isouter=True)
        .where(_person.c.id.in_(person_ids))
    )
    rows = session.execute(statement)
    found = {row[0]: _listed_row(*row) for row in rows}
    for kept, *days in _known_by_others(session, person_ids):
        found[kept] = _with_later(found[kept], *days)
    return [found[key] for key in person_ids if key in found]


def _known_by_others(
    session: Session, person_ids: Sequence[int]
) -> Iterator[tuple[int, date | None, date | None]]:
    """Yield (person, last verified, last met) for each row that is seen as one of these."""
    others = rows_seen_as(session, person_ids)
    if others:
        statement = select(_person.c.id, *_last_known()).where(_person.c.id.in_(list(others)))
        for key, verified, met in session.execute(statement):
            yield others[key], verified, met


def _with_later(row: ListedRow, verified: date | None, met: date | None) -> ListedRow:
    return replace(
        row,
        verified_on=max((day for day in (row.verified_on, verified) if day), default=None),
        met_on=max((day for day in (row.met_on, met) if day), default=None),
    )


def _last_known() -> Iterator[ColumnElement[date | None]]:
    """Yield when a value of the person was last verified, and when somebody of the household was last met."""
    about = _record.c.person_id == _person.c.id
    verified = select(func.max(_record.c.verified_on)).where(
        about, _record.c.verified, _record.c.withdrawn_at.is_(None)
    )
    homes = select(_member.c.household_id).where(
        _member.c.person_id == _person.c.id, _member.c.until.is_(None)
    )
    met = select(func.max(_visit.c.day)).where(
        _visit.c.outcome == MET,
        stands(),
        or_(_visit.c.person_id == _person.c.id, _visit.c.household_id.in_(homes.correlate(_person))),
    )
    for known in (verified, met):
        yield known.correlate(_person).scalar_subquery()


def _listed_row(key: int, *rest: Any) -> ListedRow:
    *values, grid, grid_en, community, community_en = rest
    parts = [key, *values, Name(grid, grid_en), Name(community, community_en)]
    return ListedRow(*parts)


def numbers_of(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """Return the ID numbers of those who have one, by person."""
    number_of = said_once(_person, "id_number")
    statement = select(_person.c.id, number_of).where(_person.c.id.in_(person_ids))
    return {key: number for key, number in session.execute(statement) if number}


def persons_with(session: Session, id_numbers: Sequence[str]) -> dict[str, int]:
    """Return a person by each of these ID numbers that the register holds, the verified one where there are several.

    A row that is seen as another one stands for that person.
    """
    statement = select(_person.c.id_number, seen_as(_person.c.id)).where(_person.c.id_number.in_(id_numbers))
    rows = session.execute(statement.order_by(_person.c.verified, _person.c.id.desc()))
    return {str(number): key for number, key in rows}


def said_values(session: Session, record_ids: Sequence[int]) -> dict[int, SaidRow]:
    """Return values of other sources that nobody has taken back, by their ids."""
    if not record_ids:
        return {}
    statement = select(_record.c.id, _record.c.key, _record.c.value, _record.c.source).where(
        _record.c.id.in_(record_ids), _record.c.withdrawn_at.is_(None)
    )
    return {key: SaidRow(*said) for key, *said in session.execute(statement)}
