"""Questions asked so often that their way to the driver counts: compiled once, then only bound and fetched.

An ordinary statement of SQLAlchemy spends about as long on its way as a small answer takes. Types are converted
both ways and errors are wrapped as everywhere else; only statements with a fixed number of parameters fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Float, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Column = Sequence[Any]
Convert = Callable[[Any], Any]
Said = Select[*tuple[Any, ...]] | Insert | Update
_PORTION = 500
_FLOAT8 = 701
"""PostgreSQL's number for the only type of its floats that a store has; the driver's dialect asks for it."""


class Prepared:
    """A statement with named parameters; may be shared by threads and stores of either kind.

    An insert names every column that has a default in the model.
    """

    def __init__(self, statement: Said) -> None:
        self._statement = statement
        self._spoken: dict[str, _Spoken] = {}

    def rows(self, session: Session, **values: Any) -> list[Row]:
        """Return all rows as plain tuples, in the transaction of the session."""
        connection = session.connection()
        spoken = self._in_words_of(connection.dialect)
        return [spoken.converted(row) for row in _fetched(connection, spoken, values)]

    def columns(self, session: Session, **values: Any) -> Iterator[list[Column]]:
        """Yield the same in portions, column by column: the faster way for thousands of rows.

        A portion is so small that what is made of it is still in the processor's cache.
        """
        connection = session.connection()
        spoken = self._in_words_of(connection.dialect)
        with _speaking(connection) as cursor:
            cursor.execute(*spoken.said(values))
            while rows := cursor.fetchmany(_PORTION):
                found: list[Column] = list(zip(*rows, strict=True))
                for place, convert in spoken.reading:
                    found[place] = list(map(convert, found[place]))
                yield found

    def first(self, session: Session, **values: Any) -> Row | None:
        found = self.rows(session, **values)
        return found[0] if found else None

    def run(self, session: Session, **values: Any) -> int:
        """Write, where nothing is returned, and give the number of rows written."""
        connection = session.connection()
        with _speaking(connection) as cursor:
            cursor.execute(*self._in_words_of(connection.dialect).said(values))
            count: int = cursor.rowcount
            return count

    def run_each(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write once for every set of values."""
        connection = session.connection()
        spoken = self._in_words_of(connection.dialect)
        with _speaking(connection) as cursor:
            cursor.executemany(spoken.text, [spoken.parameters(values) for values in rows])

    def _in_words_of(self, dialect: Dialect) -> _Spoken:
        spoken = self._spoken.get(dialect.name)
        if spoken is None:
            spoken = self._spoken[dialect.name] = _spoken(self._statement, dialect)
        return spoken


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

    def said(self, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any] | tuple[Any, ...]]:
        return self.text, self.parameters(values)

    def converted(self, row: Row) -> Row:
        if not self.reading:
            return row
        changed = list(row)
        for place, convert in self.reading:
            changed[place] = convert(changed[place])
        return tuple(changed)


def _fetched(connection: Connection, spoken: _Spoken, values: Mapping[str, Any]) -> list[Row]:
    with _speaking(connection) as cursor:
        cursor.execute(*spoken.said(values))
        return list(cursor.fetchall())


class _speaking:  # noqa: N801 - reads as a verb; a class, because a generator takes three times as long
    """Lend a cursor of the driver, whose errors leave as SQLAlchemy's own."""

    __slots__ = ("_connection", "_cursor")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: Any = connection.connection.cursor()

    def __enter__(self) -> Any:
        return self._cursor

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if error is not None and isinstance(error, self._connection.dialect.loaded_dbapi.Error):
                raise _wrapped(error, self._connection, self._cursor) from error
        finally:
            self._cursor.close()


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


def _spoken(statement: Said, dialect: Dialect) -> _Spoken:
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements that ask, insert or change can be prepared")
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


def _reading(statement: Said, dialect: Dialect) -> list[tuple[int, Convert]]:
    columns = (
        statement.column_descriptions
        if isinstance(statement, Select)
        else statement.returning_column_descriptions
    )
    found = []
    for place, column in enumerate(columns):
        kind = column["type"]
        convert = kind.dialect_impl(dialect).result_processor(
            dialect, _FLOAT8 if isinstance(kind, Float) else None
        )
        if convert is not None:
            found.append((place, convert))
    return found
