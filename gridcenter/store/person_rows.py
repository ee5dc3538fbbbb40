"""The rows by which persons are found: who lacks them, what they are made of, and the parts of addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, case, delete, exists, func, or_, select, text
from sqlalchemy.orm import Session

from gridcenter.store.bulk import PORTION, insert_rows, is_empty, take_ids
from gridcenter.store.models import (
    Person,
    PersonMerge,
    PersonSearch,
    RecordItem,
    SearchedPlace,
    SearchedRoom,
    Table,
)
from gridcenter.store.person_merges import is_merged
from gridcenter.store.tables import table_of

SAID = ("name", "phone", "address")
"""Record items by which people are found, whichever source said them."""
NEED_TO_KNOW = "s"
"""Sensitivity of values that no general search may find."""
KEPT_PARTS = 200_000
"""Parts of addresses held in memory while persons are indexed; more are asked for again."""

_person, _search, _record = table_of(Person), table_of(PersonSearch), table_of(RecordItem)
_place, _room = table_of(SearchedPlace), table_of(SearchedRoom)
_SEARCHED = and_(_record.c.key.in_(SAID), _record.c.sensitivity != NEED_TO_KNOW)
_STEPS = func.sum(case((_record.c.withdrawn_at.is_(None), 1), else_=2))
_merge, _other = table_of(PersonMerge), table_of(Person).alias("other")
_in_force = _merge.c.undone_at.is_(None)


def _own_version(person: FromClause) -> ColumnElement[int]:
    """Grows with every change of the row, every value said and every one taken back."""
    said = select(func.coalesce(_STEPS, 0)).where(_record.c.person_id == person.c.id, _SEARCHED)
    return person.c.version + said.correlate(person).scalar_subquery()


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


class Said(NamedTuple):
    """A value besides the own ones; `key` is its item. Without a record item another row of the person says so."""

    key: str
    value: str
    record_id: int | None


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
    gone = _own_values_withdrawn(session, rows[0][0], rows[-1][0]) if rows else set()
    return [Unlisted(*row) if not gone else _without(row, gone) for row in rows]


def _without(row: Sequence[Any], gone: set[tuple[int, str, str]]) -> Unlisted:
    """Return a person as found by what was not taken back; by the name always."""
    key, version, name, phone, address, *place = row
    own = (("phone", phone), ("address", address))
    return Unlisted(key, version, name, *("" if (key, *one) in gone else one[1] for one in own), *place)


def further_values(session: Session, first: int, last: int) -> dict[int, list[Said]]:
    """Return what was said besides the own columns and not taken back, by person with an id in the range.

    What stands about rows that are seen as a person is said about that person.
    """
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for key, *said in session.execute(_SAID_ABOUT.where(_record.c.person_id.between(first, last))):
        found[key].append(Said(*said))
    pairs = select(_merge.c.kept_id, _merge.c.merged_id).order_by(_merge.c.merged_id)
    for kept, other in session.execute(pairs.where(_merge.c.kept_id.between(first, last), _in_force)).all():
        found[kept] += _said_of_other(session, other)
    return found


_SAID_ABOUT = (
    select(_record.c.person_id, _record.c.key, _record.c.value, _record.c.id)
    .where(_SEARCHED, _record.c.withdrawn_at.is_(None))
    .order_by(_record.c.person_id, _record.c.id)
)


def _said_of_other(session: Session, person_id: int) -> Iterator[Said]:
    gone = _own_values_withdrawn(session, person_id, person_id)
    own = session.execute(select(*(_person.c[key] for key in SAID)).where(_person.c.id == person_id)).one()
    for key, value in zip(SAID, own, strict=True):
        if value and (person_id, key, value) not in gone:
            yield Said(key, value, None)
    for _, key, value, record_id in session.execute(_SAID_ABOUT.where(_record.c.person_id == person_id)):
        yield Said(key, value, record_id)


def _own_values_withdrawn(session: Session, first: int, last: int) -> set[tuple[int, str, str]]:
    """Return (person id, key, text) of own columns that were taken back, of persons with ids in the range."""
    statement = select(_record.c.person_id, _record.c.key, _record.c.value).where(
        _record.c.person_id.between(first, last),
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


def hold_search_rows(session: Session, *, alone: bool) -> None:
    """Let others who write search rows go on meanwhile, or wait for them and keep them waiting until the commit.

    Who looks up a part of an address and has not committed yet needs it: nobody may remove it as unused.
    On SQLite whoever writes is alone.
    """
    if session.get_bind().dialect.name == "postgresql":
        mode = "SHARE ROW EXCLUSIVE" if alone else "ROW EXCLUSIVE"
        session.execute(text(f"LOCK TABLE {_search.name} IN {mode} MODE"))


def forget_unused_parts(session: Session) -> None:
    """Remove the parts of addresses that nobody has any more; search rows are held alone."""
    for table, column in ((_place, _search.c.place_id), (_room, _search.c.room_id)):
        session.execute(delete(table).where(~exists().where(column == table.c.id)))


def persons_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(_person)) or 0


class PartIds:
    """Ids of places or of rooms while many persons are indexed; what is not in the store yet is written.

    A part is told by the values of `columns`, the first of which is its text. Two transactions may write the same
    one: both are looked through, and nobody is found twice.
    """

    def __init__(self, session: Session, model: type[Table], columns: Sequence[str]) -> None:
        self._session = session
        self._model, self._names = model, columns
        self._columns = [table_of(model).c[name] for name in (*columns, "id")]
        self.known: dict[tuple[str, ...], int] = {}
        """Ids by the values of `columns`; after `learn` it has all that were asked for."""
        self._all_known = is_empty(session, model)

    def learn(self, wanted: Iterable[tuple[str, ...]]) -> None:
        if len(self.known) > KEPT_PARTS:
            self.known.clear()
            self._all_known = False
        unknown = {one for one in wanted if one not in self.known}
        if not self._all_known:
            self.known |= self._stored(sorted({one[0] for one in unknown}))
        self._write(sorted(one for one in unknown if one not in self.known))

    def _stored(self, texts: Sequence[str]) -> dict[tuple[str, ...], int]:
        statement = select(*self._columns)
        portions = (texts[start : start + PORTION] for start in range(0, len(texts), PORTION))
        rows = (
            row
            for portion in portions
            for row in self._session.execute(statement.where(self._columns[0].in_(portion)))
        )
        return {tuple(row[:-1]): row[-1] for row in rows}

    def _write(self, new: Sequence[tuple[str, ...]]) -> None:
        if not new:
            return
        ids = take_ids(self._session, self._model, len(new))
        rows = [(key, *part) for key, part in zip(ids, new, strict=True)]
        insert_rows(self._session, self._model, ("id", *self._names), rows)
        self.known.update(zip(new, ids, strict=True))
