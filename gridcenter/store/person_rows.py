"""The rows by which persons are found: who lacks them, what they are made of, and the parts of addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, case, delete, exists, func, or_, select, text
from sqlalchemy.orm import Session

from gridcenter.store.bulk import PORTION, insert_rows, is_empty, take_ids
from gridcenter.store.models import Person, PersonSearch, RecordItem, SearchedPlace, SearchedRoom, Table
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
_VERSION = (
    _person.c.version
    + select(func.coalesce(_STEPS, 0))
    .where(_record.c.person_id == _person.c.id, _SEARCHED)
    .correlate(_person)
    .scalar_subquery()
)
"""Grows with every change of the row, every value said and every one taken back."""


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
    """A value of another source; `key` is its item."""

    key: str
    value: str
    record_id: int


def unlisted_persons(
    session: Session, *, after: int, limit: int, all_persons: bool = False
) -> list[Unlisted]:
    """Return persons above id `after` whose search rows are not of their present version, or all, by id."""
    columns = ("name", "phone", "address", "community_code", "grid_code")
    made = and_(_search.c.person_id == _person.c.id, _search.c.reading == 0)
    own = (_person.c[name] for name in columns)
    statement = select(_person.c.id, _VERSION, *own).where(_person.c.id > after)
    if not all_persons:
        statement = statement.join(_search, made, isouter=True).where(
            or_(_search.c.version.is_(None), _search.c.version != _VERSION)
        )
    rows = session.execute(statement.order_by(_person.c.id).limit(limit))
    return [Unlisted(*row) for row in rows]


def further_values(session: Session, first: int, last: int) -> dict[int, list[Said]]:
    """Return what other sources said and did not take back, by person with an id in the range."""
    statement = (
        select(_record.c.person_id, _record.c.key, _record.c.value, _record.c.id)
        .where(_SEARCHED, _record.c.withdrawn_at.is_(None))
        .order_by(_record.c.person_id, _record.c.id)
    )
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for key, *said in session.execute(statement.where(_record.c.person_id.between(first, last))):
        found[key].append(Said(*said))
    return found


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
