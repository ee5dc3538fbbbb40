"""Copies of rows that belong to no session: read, changed and written back by prepared statements.

The ORM's unit of work costs many times what the store needs for a row or two. Here a copy carries its own changes,
and writing does what a flush does: it names only what differs, counts versions up and announces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, ScalarSelect, Update, bindparam, func, insert, inspect, select, update
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.exc import StaleDataError

from gridcenter.store.announcing import note_change
from gridcenter.store.models import Table
from gridcenter.store.prepared import Prepared, Row
from gridcenter.store.tables import table_of

M = TypeVar("M", bound=Table)
_WRITTEN, _SEEN = "written_id", "seen_version"
_STORED = "as_stored"
"""Where a copy keeps what stands in the store: what differs from it is to be written."""


class Copies(Generic[M]):
    """How rows of one model with a single key `id` are copied; may be shared by threads and stores.

    `computed` columns of a new row are filled in by the store, which may ask for other columns of the row.
    """

    def __init__(self, model: type[M], **computed: ColumnElement[Any]) -> None:
        self._mapper: Mapper[M] = inspect(model)
        self._table = table_of(model)
        self.columns = tuple(self._table.c)
        self._names = tuple(column.name for column in self.columns)
        self._plain = _plain(model, self._names)
        self._given = {
            column.name: getattr(column.default, "arg", None)
            for column in self.columns
            if column.name not in {"id", *computed}
        }
        self._told = ("id", *computed)
        self._insert = Prepared(
            insert(self._table)
            .values({**{name: bindparam(name) for name in self._given}, **computed})
            .returning(*(self._table.c[name] for name in self._told))
        )
        self._versioned = self._mapper.version_id_col is not None
        self._updates: dict[frozenset[str], Prepared] = {}

    def copy(self, values: Sequence[Any]) -> M:
        """Return a copy of the row with these values of `columns`."""
        row = self._plain()
        stored = dict(zip(self._names, values, strict=True))
        held = vars(row)
        held.update(stored)
        held[_STORED] = stored
        return row

    def new(self, **values: Any) -> M:
        """Return a row that is not in the store yet; what is left open has its default."""
        row = self._plain()
        vars(row).update({**dict.fromkeys(self._told), **self._given, **values})
        return row

    def insert(self, session: Session, row: M) -> None:
        """Insert the row and let it know its key and what was computed; what it leaves open gets its default."""
        held = vars(row)
        stored = {name: held.get(name, default) for name, default in self._given.items()}
        stored.update(zip(self._told, self._insert.rows(session, **stored)[0], strict=True))
        held.update(stored)
        held[_STORED] = stored
        self._announce(session, row)

    def add(self, session: Session, **values: Any) -> Row:
        """Insert a row of which no copy is needed; return its key and what was computed. It is not announced."""
        return self._insert.rows(session, **{**self._given, **values})[0]

    def write(self, session: Session, row: M) -> None:
        """Write what has changed; a versioned row gets its next version even where nothing else has.

        Raises:
            StaleDataError: The row is gone, or has another version than the copy.
        """
        held = vars(row)
        stored = held[_STORED]
        changes = {name: held[name] for name, value in stored.items() if held[name] != value}
        where = {_WRITTEN: stored["id"]}
        if self._versioned:
            where[_SEEN] = stored["version"]
            changes["version"] = where[_SEEN] + 1
        if not changes:
            return
        if self._update(frozenset(changes)).run(session, **changes, **where) != 1:
            raise StaleDataError(f"the row of {self._table.name} is no longer as it was read")
        held.update(changes)
        stored.update(changes)
        self._outdate(session, where[_WRITTEN])
        self._announce(session, row)

    def as_stored(self, row: M) -> Mapping[str, Any]:
        """Return what stands in the store by column, as it was read or last written."""
        stored: Mapping[str, Any] = vars(row)[_STORED]
        return stored

    def _update(self, names: frozenset[str]) -> Prepared:
        found = self._updates.get(names)
        if found is None:
            found = self._updates[names] = Prepared(self._changing(names))
        return found

    def _changing(self, names: frozenset[str]) -> Update:
        statement = update(self._table).where(self._table.c.id == bindparam(_WRITTEN))
        if self._versioned:
            statement = statement.where(self._table.c.version == bindparam(_SEEN))
        return statement.values({name: bindparam(name) for name in self._names if name in names})

    def _outdate(self, session: Session, key: int) -> None:
        """Let the session read the row again if it has it too."""
        if session.identity_map:
            known = session.identity_map.get(self._mapper.identity_key_from_primary_key((key,)))
            if known is not None:
                session.expire(known)

    def _announce(self, session: Session, row: M) -> None:
        if row.change_kind:
            note_change(session, row.change_kind, row.change_key, version=getattr(row, "version", 0))


def _plain(model: type[M], names: Sequence[str]) -> type[M]:
    """Return the model without the ORM's eye on every reading and setting, which costs a step more than its rules do.

    What belongs to no session needs no eye on it; a session refuses such a row.
    """
    unwatched: dict[str, Any] = {"__abstract__": True, "__init__": object.__init__, **dict.fromkeys(names)}
    return cast(type[M], type(f"{model.__name__}Copy", (model,), unwatched))


def following(model: type[Table], *within: str) -> ScalarSelect[int]:
    """Return the number after the highest `sequence` of the rows that share the new row's columns `within`."""
    other = table_of(model).alias("other")
    alike = (other.c[name] == bindparam(name) for name in within)
    return select(func.coalesce(func.max(other.c.sequence), 0) + 1).where(*alike).scalar_subquery()
