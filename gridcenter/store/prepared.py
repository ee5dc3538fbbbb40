"""Questions asked so often that their way to the driver counts: compiled once, then only bound and fetched.

An ordinary statement of SQLAlchemy spends about as long on its way as a small answer takes. Types are converted
both ways and errors are wrapped as everywhere else; only statements with a fixed number of parameters fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Prepared:
    """A statement with named parameters; may be shared by threads and stores of either kind.

    An insert names every column that has a default in the model.
    """

    def __init__(self, statement: Select[Any] | Insert) -> None:
        self._statement = statement
        self._spoken: dict[str, _Spoken] = {}

    def rows(self, session: Session, **values: Any) -> list[Row]:
        """Return all rows as plain tuples, in the transaction of the session."""
        connection = session.connection()
        dialect = connection.dialect
        spoken = self._spoken.get(dialect.name)
        if spoken is None:
            spoken = self._spoken[dialect.name] = _spoken(self._statement, dialect)
        return [spoken.converted(row) for row in _fetched(connection, spoken, values)]

    def first(self, session: Session, **values: Any) -> Row | None:
        found = self.rows(session, **values)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The statement in the words of one dialect; `order` is empty where parameters go by name."""

    text: str
    fixed: Mapping[str, Any]
    order: Sequence[str]
    binding: Sequence[tuple[str, Convert]]
    reading: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, Any]) -> Mapping[str, Any] | tuple[Any, ...]:
        bound = {**self.fixed, **values}
        for name, convert in self.binding:
            bound[name] = convert(bound[name])
        return tuple([bound[name] for name in self.order]) if self.order else bound

    def converted(self, row: Row) -> Row:
        if not self.reading:
            return row
        changed = list(row)
        for place, convert in self.reading:
            changed[place] = convert(changed[place])
        return tuple(changed)


def _fetched(connection: Connection, spoken: _Spoken, values: Mapping[str, Any]) -> list[Row]:
    driver = connection.connection
    cursor = driver.cursor()
    try:
        cursor.execute(spoken.text, spoken.parameters(values))
        return list(cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise _wrapped(error, connection, cursor) from error
    finally:
        cursor.close()


def _wrapped(error: Exception, connection: Connection, cursor: Any) -> Exception:
    """Return the error as SQLAlchemy's own, without parameters; a connection that has died leaves the pool."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]  # the driver's own
    if lost:
        connection.invalidate(error)
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        None, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )


def _spoken(statement: Select[Any] | Insert, dialect: Dialect) -> _Spoken:
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements that ask or insert can be prepared")
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    types = {name: bind.type for name, bind in compiled.binds.items()}
    binding = [(name, kind.dialect_impl(dialect).bind_processor(dialect)) for name, kind in types.items()]
    return _Spoken(
        compiled.string,
        fixed,
        compiled.positiontup or (),
        [(name, convert) for name, convert in binding if convert is not None],
        _reading(statement, dialect),
    )


def _reading(statement: Select[Any] | Insert, dialect: Dialect) -> list[tuple[int, Convert]]:
    columns = (
        statement.column_descriptions
        if isinstance(statement, Select)
        else statement.returning_column_descriptions
    )
    found = []
    for place, column in enumerate(columns):
        convert = column["type"].dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            found.append((place, convert))
    return found
