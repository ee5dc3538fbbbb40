"""Finding persons by name, pinyin, phone or address. Nothing is masked here: only `services` may call it.

Beginnings are asked for as ranges and not by LIKE: both stores answer them from an index, and `%` and `_` mean
themselves. The area stands behind the searched column in each index, so that a small area costs no reading of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, and_, case, delete, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.people_search import LONG_PHONE, SHOWN_DIGITS, SearchField
from gridcenter.domain.visits import MET
from gridcenter.store.models import (
    Division,
    Grid,
    HouseholdMember,
    Person,
    PersonMerge,
    PersonSearch,
    RecordItem,
    Visit,
)
from gridcenter.store.person_merges import is_merged
from gridcenter.store.tables import table_of
from gridcenter.store.types import HIGHEST_CHARACTER, inside

COMMUNITY_DIGITS = 12
WAYS = 3
"""As many rows may name the same person: one for each reading."""

SAID = ("name", "phone", "address")
"""Record items by which people are found, whichever source said them."""
NEED_TO_KNOW = "s"
"""Sensitivity of values that no general search may find."""

_person, _search, _record = table_of(Person), table_of(PersonSearch), table_of(RecordItem)
_grid, _division = table_of(Grid), table_of(Division)
_member, _visit = table_of(HouseholdMember), table_of(Visit)
_merge, _other = table_of(PersonMerge), table_of(Person).alias("other")
Condition = ColumnElement[bool]
_SEARCHED = and_(_record.c.key.in_(SAID), _record.c.sensitivity != NEED_TO_KNOW)
_STEPS = func.sum(case((_record.c.withdrawn_at.is_(None), 1), else_=2))


def _own_version(person: FromClause) -> ColumnElement[int]:
    """Grows with every change of the row, every value said and every one taken back."""
    said = select(func.coalesce(_STEPS, 0)).where(_record.c.person_id == person.c.id, _SEARCHED)
    return person.c.version + said.correlate(person).scalar_subquery()


_in_force = _merge.c.undone_at.is_(None)
_OF_OTHERS = (
    select(func.coalesce(func.sum(_own_version(_other) + 2), 0))
    .join_from(_merge, _other, _other.c.id == _merge.c.merged_id)
    .where(_merge.c.kept_id == _person.c.id, _in_force)
    .correlate(_person)
    .scalar_subquery()
)
_VERSION = _own_version(_person) + _OF_OTHERS
"""Of a person with all rows that are seen as him or her: another one whenever something is new about any of them."""


@dataclass(frozen=True, slots=True, repr=False)
class Unlisted:
    """A person whose search rows are missing or older than what stands about the person; see `_VERSION`."""

    id: int
    version: int
    name: str
    phone: str
    address: str
    community_code: str
    grid_code: str | None


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
) -> list[int]:
    """Return ids of at most `limit` persons of the area, each once: by field, whole names before longer ones.

    Addresses are looked through only where the text finds nobody otherwise: no index helps to find a word inside one.
    """
    found: dict[int, None] = {}
    for field, text in asked.items():
        if field is SearchField.ADDRESS and found:
            break
        for column, wanted in _questions(field, text):
            if len(found) < limit:
                found.update(dict.fromkeys(_ids(session, column, wanted, area, limit * WAYS)))
    return list(found)[:limit]


def _questions(field: SearchField, text: str) -> Iterator[tuple[Column[Any], Condition]]:
    """Yield the column by which a question is sorted, and what it asks."""
    if field is SearchField.NAME:
        yield _search.c.name, _begins(_search.c.name, text)
        if len(text) > 1:
            yield _search.c.given, _begins(_search.c.given, text)
    elif field is SearchField.PINYIN:
        yield _search.c.pinyin, _begins(_search.c.pinyin, text)
        yield _search.c.initials, _begins(_search.c.initials, text)
    elif field is SearchField.PHONE:
        yield _search.c.phone, _by_phone(text[::-1])
    else:
        yield _search.c.person_id, _search.c.address.contains(text, autoescape=True)


def _begins(column: Column[Any], text: str) -> Condition:
    return and_(column >= text, column < text + HIGHEST_CHARACTER)


def _by_phone(backwards: str) -> Condition:
    if len(backwards) > SHOWN_DIGITS:
        return _search.c.phone == backwards
    return and_(_begins(_search.c.phone, backwards), func.length(_search.c.phone) >= LONG_PHONE)


def _ids(session: Session, column: Column[Any], wanted: Condition, area: str, limit: int) -> Sequence[int]:
    in_area = _in_area(area)
    order: tuple[Column[Any], ...] = (column, _search.c.community_code, _search.c.person_id)
    if column is _search.c.person_id:
        order = (column,)
        in_area = and_(in_area, *_few_in(area))
    statement = select(_search.c.person_id).where(wanted, in_area).order_by(*order).limit(limit)
    return session.scalars(statement).all()


def _in_area(area: str) -> Condition:
    """Down to the community the index alone tells: a grid's code begins with that of its community."""
    in_community = inside(_search.c.community_code, area)
    if not area or (area.isdigit() and len(area) <= COMMUNITY_DIGITS):
        return in_community
    return or_(in_community, inside(_search.c.grid_code, area))


def _few_in(area: str) -> Iterator[Condition]:
    """Yield the same condition once more for a community or grid, by the register's own indexes."""
    if len(area) >= COMMUNITY_DIGITS:
        place = or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area))
        yield _search.c.person_id.in_(select(_person.c.id).where(place))


def listed_rows(session: Session, person_ids: Sequence[int]) -> list[ListedRow]:
    """Return what the list shows, in the order of the ids; who is gone meanwhile is left out."""
    columns = ("id", "name", "sex", "birth", "id_number", "address")
    statement = (
        select(
            *(_person.c[name] for name in columns),
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
    return [found[key] for key in person_ids if key in found]


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
        or_(_visit.c.person_id == _person.c.id, _visit.c.household_id.in_(homes.correlate(_person))),
    )
    for known in (verified, met):
        yield known.correlate(_person).scalar_subquery()


def _listed_row(key: int, *rest: Any) -> ListedRow:
    *values, grid, grid_en, community, community_en = rest
    parts = [key, *values, Name(grid, grid_en), Name(community, community_en)]
    return ListedRow(*parts)


def unlisted_persons(
    session: Session, *, after: int, limit: int, all_persons: bool = False
) -> list[Unlisted]:
    """Return persons above id `after` whose search rows are not of their present version, or all, by id.

    Rows that are seen as somebody else are left out: whoever looks for them finds that one.
    """
    columns = ("name", "phone", "address", "community_code", "grid_code")
    made = and_(_search.c.person_id == _person.c.id, _search.c.reading == 0)
    own = (_person.c[name] for name in columns)
    statement = select(_person.c.id, _VERSION, *own).where(_person.c.id > after, ~is_merged(_person.c.id))
    if not all_persons:
        statement = statement.join(_search, made, isouter=True).where(
            or_(_search.c.version.is_(None), _search.c.version != _VERSION)
        )
    rows = session.execute(statement.order_by(_person.c.id).limit(limit)).all()
    gone = own_values_withdrawn(session, [row[0] for row in rows]) if rows else set()
    return [Unlisted(*row) if not gone else _without(row, gone) for row in rows]


def _without(row: Sequence[Any], gone: set[tuple[int, str, str]]) -> Unlisted:
    """Return a person as found by what was not taken back; by the name always."""
    key, version, name, phone, address, *place = row
    kept = (
        "" if (key, item, text) in gone else text for item, text in (("phone", phone), ("address", address))
    )
    return Unlisted(key, version, name, *kept, *place)


def further_values(session: Session, first: int, last: int) -> dict[int, list[tuple[str, str]]]:
    """Return (key, value) said besides the own columns and not taken back, by person with an id in the range.

    What stands about rows that are seen as a person is said about that person.
    """
    said = (
        select(_record.c.person_id, _record.c.key, _record.c.value)
        .where(_SEARCHED, _record.c.withdrawn_at.is_(None), _record.c.person_id.between(first, last))
        .order_by(_record.c.person_id, _record.c.id)
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, *pair in session.execute(said):
        found[key].append((pair[0], pair[1]))
    for kept, other in session.execute(_merged_between(first, last)).all():
        found[kept] += _said_of_other(session, other)
    return found


def _merged_between(first: int, last: int) -> Select[int, int]:
    pairs = select(_merge.c.kept_id, _merge.c.merged_id)
    return pairs.where(_merge.c.kept_id.between(first, last), _in_force).order_by(_merge.c.merged_id)


def _said_of_other(session: Session, person_id: int) -> Iterator[tuple[str, str]]:
    gone = own_values_withdrawn(session, [person_id])
    own = session.execute(select(*(_person.c[key] for key in SAID)).where(_person.c.id == person_id)).one()
    for key, value in zip(SAID, own, strict=True):
        if value and (person_id, key, value) not in gone:
            yield key, value
    values = select(_record.c.key, _record.c.value).where(
        _record.c.person_id == person_id, _SEARCHED, _record.c.withdrawn_at.is_(None)
    )
    for key, value in session.execute(values.order_by(_record.c.id)):
        yield key, value


def own_values_withdrawn(session: Session, person_ids: Sequence[int]) -> set[tuple[int, str, str]]:
    """Return (person id, key, text) of own columns that were taken back, of persons between the first and the last."""
    statement = select(_record.c.person_id, _record.c.key, _record.c.value).where(
        _record.c.person_id.between(person_ids[0], person_ids[-1]),
        _SEARCHED,
        _record.c.base,
        _record.c.withdrawn_at.is_not(None),
    )
    return {(key, item, value) for key, item, value in session.execute(statement)}


def forget_search_rows(session: Session, first: int, last: int, person_ids: Sequence[int]) -> None:
    """Remove the search rows of these persons, whose ids lie between first and last."""
    if not person_ids:
        return
    between = _search.c.person_id.between(first, last)
    session.execute(delete(_search).where(between, _search.c.person_id.in_(person_ids)))


def persons_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(_person)) or 0
