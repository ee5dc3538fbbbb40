"""Questions asked so often that their way to the driver counts: compiled once, then only bound and fetched.

An ordinary statement of SQLAlchemy spends about as long on its way as a small answer takes. Types are converted
both ways and errors are wrapped as everywhere else; only statements with a fixed number of parameters fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Float, Insert, Select, Update
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.sql.compiler import Compiled, SQLCompiler

Row = tuple[Any, ...]
Column = Sequence[Any]
Convert = Callable[[Any], Any]
Said = Select[*tuple[Any, ...]] | Insert | Update
_PORTION = 500
_LINE = "gridcenter_line"
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
        line = _line(session)
        spoken = self._in_words_of(line.dialect)
        try:
            line.cursor.execute(spoken.text, spoken.parameters(values))
            rows: list[Row] = line.cursor.fetchall()
        except line.errors as error:
            raise line.broken(session, error) from error
        return [spoken.converted(row) for row in rows] if spoken.reading else rows

    def columns(self, session: Session, **values: Any) -> Iterator[list[Column]]:
        """Yield the same in portions, column by column: the faster way for thousands of rows.

        A portion is so small that what is made of it is still in the processor's cache.
        """
        line = _line(session)
        spoken = self._in_words_of(line.dialect)
        with closing(line.connection.connection.cursor()) as cursor:  # others may speak between two portions
            try:
                cursor.execute(spoken.text, spoken.parameters(values))
                while rows := cursor.fetchmany(_PORTION):
                    found: list[Column] = list(zip(*rows, strict=True))
                    for place, convert in spoken.reading:
                        found[place] = list(map(convert, found[place]))
                    yield found
            except line.errors as error:
                raise line.broken(session, error) from error

    def first(self, session: Session, **values: Any) -> Row | None:
        found = self.rows(session, **values)
        return found[0] if found else None

    def run(self, session: Session, **values: Any) -> int:
        """Write, where nothing is returned, and give the number of rows written."""
        line = _line(session)
        spoken = self._in_words_of(line.dialect)
        try:
            line.cursor.execute(spoken.text, spoken.parameters(values))
        except line.errors as error:
            raise line.broken(session, error) from error
        count: int = line.cursor.rowcount
        return count

    def run_each(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write once for every set of values."""
        line = _line(session)
        spoken = self._in_words_of(line.dialect)
        said = [spoken.parameters(values) for values in rows]
        try:
            if len(said) == 1:
                line.cursor.execute(spoken.text, said[0])  # a driver prepares itself for many
            else:
                line.cursor.executemany(spoken.text, said)
        except line.errors as error:
            raise line.broken(session, error) from error

    def _in_words_of(self, dialect: Dialect) -> _Spoken:
        spoken = self._spoken.get(dialect.name)
        if spoken is None:
            spoken = self._spoken[dialect.name] = _spoken(self._statement, dialect)
        return spoken


def say(session: Session, text: str) -> None:
    """Say what needs no parameters and gives no answer, in the words of the store's own kind."""
    line = _line(session)
    try:
        line.cursor.execute(text)
    except line.errors as error:
        raise line.broken(session, error) from error


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The statement in the words of one dialect; `binding` names every parameter, in order where they go by place."""

    text: str
    fixed: Mapping[str, Any]
    by_place: bool
    binding: Sequence[tuple[str, Convert | None]]
    reading: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, Any]) -> Mapping[str, Any] | Sequence[Any]:
        bound = {**self.fixed, **values} if self.fixed else values
        if self.by_place:
            return [convert(bound[name]) if convert else bound[name] for name, convert in self.binding]
        return {name: convert(bound[name]) if convert else bound[name] for name, convert in self.binding}

    def converted(self, row: Row) -> Row:
        if not self.reading:
            return row
        changed = list(row)
        for place, convert in self.reading:
            changed[place] = convert(changed[place])
        return tuple(changed)


@dataclass(frozen=True, slots=True)
class _Line:
    """The way of one transaction to the driver, found once for all that is said in it."""

    transaction: SessionTransaction | None
    connection: Connection
    dialect: Dialect
    cursor: Any
    errors: type[Exception]

    def broken(self, session: Session, error: Exception) -> Exception:
        """Return what leaves instead of the driver's error; whoever goes on speaking gets another cursor."""
        session.info.pop(_LINE, None)
        return _wrapped(error, self.connection, self.cursor)


def _line(session: Session) -> _Line:
    line: _Line | None = session.info.get(_LINE)
    if line is not None and line.transaction is session.get_transaction() and session.is_active:
        return line
    connection = session.connection()
    dialect, cursor = connection.dialect, connection.connection.cursor()
    line = _Line(session.get_transaction(), connection, dialect, cursor, dialect.loaded_dbapi.Error)
    session.info[_LINE] = line
    return line


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


class _PlannedOnce(SQLiteCompiler):
    """Writes parameters as +?, behind which SQLite does not look when it plans.

    In a store with samples of its values (ANALYZE), and for every LIMIT, it plans anew for each set of parameters;
    for a few rows that takes longer than finding them.
    """

    def bindparam_string(self, name: str, *rest: Any, **options: Any) -> str:
        return f"+{super().bindparam_string(name, *rest, **options)}"


def _compiled(statement: Said, dialect: Dialect) -> Compiled:
    return (
        _PlannedOnce(dialect, statement) if dialect.name == "sqlite" else statement.compile(dialect=dialect)
    )


def _spoken(statement: Said, dialect: Dialect) -> _Spoken:
    compiled = _compiled(statement, dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements that ask, insert or change can be prepared")
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    types = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    order = compiled.positiontup
    binding = [(name, types[name].bind_processor(dialect)) for name in order or types]
    return _Spoken(compiled.string, fixed, order is not None, binding, _reading(statement, dialect))


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
