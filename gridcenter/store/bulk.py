"""Rows in thousands: the ORM is left aside, the driver writes, and the caller announces the change once.

Values are given in the order of the named columns and in Python's types. Everything happens in the
transaction of the session that is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import bindparam, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from gridcenter.domain.errors import StoreUnavailable
from gridcenter.store.failures import somebody_was_first
from gridcenter.store.models import Table
from gridcenter.store.tables import table_of

PORTION = 5000
"""Keys asked for in one statement; both stores take far more."""

Values = Sequence[Any]
Convert = Callable[[Any], Any]


_NOTHING: Mapping[str, Any] = MappingProxyType({})


def insert_rows(
    session: Session,
    model: type[Table],
    columns: Sequence[str],
    rows: Sequence[Values],
    *,
    given: Mapping[str, Any] = _NOTHING,
) -> None:
    """Insert rows; columns not named get what is `given` for all, else the constants that the model has as defaults."""
    if rows:
        insert_stream(session, model, columns, rows, given=given)


def insert_stream(
    session: Session,
    model: type[Table],
    columns: Sequence[str],
    rows: Iterable[Values],
    *,
    given: Mapping[str, Any] = _NOTHING,
) -> None:
    """Insert rows while they are made: PostgreSQL stores the first ones meanwhile.

    Making them may not use the session. Whatever it raises comes out here.
    """
    fixed = {**_constants(model, columns), **given}
    names = [*columns, *fixed]
    constants = tuple(fixed.values())
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        _copy(session, model, names, (tuple(row) + constants for row in rows))
    else:
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        statement = f'INSERT INTO "{table_of(model).name}" ({quoted}) VALUES ({marks})'
        _write_many(session, statement, _converted(session, model, names, rows, constants))


def update_rows(
    session: Session,
    model: type[Table],
    columns: Sequence[str],
    rows: Sequence[Values],
    *,
    key: str,
    unseen: bool = False,
) -> None:
    """Set the named columns and raise the version by one; the last value of a row is its `key`.

    Rows that this transaction has made are `unseen`: nobody has read their version, and it stays.
    """
    if not rows:
        return
    session.flush()
    table = table_of(model)
    names = [*(f"set_{name}" for name in columns), "at_key"]
    values = {name: bindparam(f"set_{name}", type_=table.c[name].type) for name in columns}
    statement = update(table).where(table.c[key] == bindparam("at_key", type_=table.c[key].type))
    raised = {} if unseen else {"version": table.c.version + 1}
    statement = statement.values({**values, **raised})
    session.connection().execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def stored_rows(
    session: Session, model: type[Table], key: str, keys: Collection[Any], columns: Sequence[str]
) -> dict[Any, tuple[Any, ...]]:
    """Return the named columns of the rows whose `key` is among `keys`, by key."""
    table = table_of(model)
    chosen = [table.c[name] for name in columns]
    found: dict[Any, tuple[Any, ...]] = {}
    for part in _portions(list(keys)):
        statement = select(table.c[key], *chosen).where(table.c[key].in_(part))
        found.update((row[0], tuple(row[1:])) for row in session.execute(statement))
    return found


def is_empty(session: Session, model: type[Table]) -> bool:
    return session.execute(select(text("1")).select_from(model.__table__).limit(1)).first() is None


def take_ids(session: Session, model: type[Table], count: int) -> Sequence[int]:
    """Return `count` unused ids; on SQLite the transaction holds the only write lock, so counting on is safe."""
    name = table_of(model).name
    if session.get_bind().dialect.name == "postgresql":
        statement = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
        )
        return list(session.scalars(statement, {"name": f'"{name}"', "count": count}))
    session.flush()
    last: int = session.scalar(text(f'SELECT max(id) FROM "{name}"')) or 0
    return range(last + 1, last + 1 + count)


def _constants(model: type[Table], columns: Sequence[str]) -> dict[str, Any]:
    given = set(columns)
    constants: dict[str, Any] = {}
    for column in table_of(model).columns:
        if column.name not in given and isinstance(column.default, ScalarElementColumnDefault):
            constants[column.name] = column.default.arg
    return constants


def _copy(session: Session, model: type[Table], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Stream rows by COPY; errors leave here as SQLAlchemy's, like those of every other statement.

    Raises:
        StoreUnavailable: Another transaction has just inserted a row with the same key.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table_of(model).name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("the PostgreSQL store is reached through psycopg")
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.errors.UniqueViolation as error:
        raise StoreUnavailable(somebody_was_first()) from error
    except psycopg.Error as error:
        raise DBAPIError("COPY", None, error, hide_parameters=True) from error


def _write_many(session: Session, statement: str, rows: Iterator[Values]) -> None:
    cursor = session.connection().connection.cursor()
    try:
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # sqlite3 takes an iterator
    finally:
        cursor.close()


def _converted(
    session: Session, model: type[Table], names: Sequence[str], rows: Iterable[Values], constants: Values
) -> Iterator[Values]:
    """Yield rows as SQLite keeps them: moments and days as text."""
    places = list(_places_to_convert(session, model, names[: len(names) - len(constants)]))
    tail = tuple(constants)
    if not places and not tail:
        yield from rows
        return
    for row in rows:
        values = list(row)
        for place, convert in places:
            values[place] = convert(values[place])
        yield (*values, *tail)


def _places_to_convert(
    session: Session, model: type[Table], names: Sequence[str]
) -> Iterator[tuple[int, Convert]]:
    dialect = session.get_bind().dialect
    columns = table_of(model).columns
    for place, name in enumerate(names):
        if columns[name].type.python_type in (str, int, float):
            continue
        convert = columns[name].type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            yield place, convert


def _portions(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), PORTION):
        yield keys[start : start + PORTION]
