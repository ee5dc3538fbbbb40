"""What the program says to the driver, word for word, so that the driver alone can say it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import event
from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.store.engine import Store
from gridcenter.store.sqlite_texts import TextConnection, TextCursor

Statement = tuple[str, Any]
"""A statement and its parameters, or `Many` of them."""


@dataclass(frozen=True, slots=True)
class Many:
    """The rows of parameters of one `executemany`."""

    rows: Sequence[Any]


def record_statements(store: Store) -> list[Statement]:
    """Return the list in which every later statement appears, the words of transactions among them."""
    said: list[Statement] = []
    connect = _connect_sqlite if store.is_sqlite else _connect_postgres
    event.listen(store.engine, "do_connect", partial(connect, said))
    store.dispose()
    return said


@contextmanager
def driver_cursor(store: Store) -> Iterator[Any]:
    """Lend a cursor of the driver itself, with the program's settings, outside any transaction."""
    connection = store.engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        if store.is_sqlite:
            cursor = driver.cursor(sqlcipher.Cursor)  # without the program's own check of texts
        else:
            driver.autocommit = True
            cursor = driver.cursor()
        yield cursor
        cursor.close()
    finally:
        connection.invalidate()


def say(cursor: Any, statements: Sequence[Statement]) -> None:
    """Run the statements one after another and fetch what they give."""
    for text, parameters in statements:
        if isinstance(parameters, Many):
            cursor.executemany(text, parameters.rows)
            continue
        cursor.execute(text, parameters)
        if cursor.description is not None:
            cursor.fetchall()


class _SqliteCursor(TextCursor):
    def execute(self, text: str, parameters: Any = ()) -> Any:
        self.connection.said.append((text, parameters))
        return super().execute(text, parameters)

    def executemany(self, text: str, rows: Iterable[Any]) -> Any:
        many = Many(list(rows))
        self.connection.said.append((text, many))
        return super().executemany(text, many.rows)


class _SqliteConnection(TextConnection):
    said: list[Statement]

    def cursor(self, factory: Any = _SqliteCursor) -> Any:
        return super().cursor(factory)

    def commit(self) -> None:
        self._note("COMMIT")
        super().commit()

    def rollback(self) -> None:
        self._note("ROLLBACK")
        super().rollback()

    def _note(self, word: str) -> None:
        if self.in_transaction:
            self.said.append((word, ()))


class _PostgresCursor(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        self._note(query, params)
        return super().execute(query, params, **options)

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        many = Many(list(params_seq))
        self._note(query, many)
        super().executemany(query, many.rows, **options)

    def _note(self, query: Any, parameters: Any) -> None:
        connection: Any = self.connection
        if not connection.autocommit and connection.info.transaction_status == TransactionStatus.IDLE:
            connection.said.append(("BEGIN READ ONLY" if connection.read_only else "BEGIN", None))
        connection.said.append((query, parameters))


class _PostgresConnection(psycopg.Connection[Any]):
    said: list[Statement]

    def commit(self) -> None:
        self._note("COMMIT")
        super().commit()

    def rollback(self) -> None:
        self._note("ROLLBACK")
        super().rollback()

    def _note(self, word: str) -> None:
        if self.info.transaction_status != TransactionStatus.IDLE:
            self.said.append((word, None))


def _connect_sqlite(
    said: list[Statement], _dialect: object, _record: object, places: Sequence[Any], names: dict[str, Any]
) -> Any:
    connection = sqlcipher.connect(*places, **{**names, "factory": _SqliteConnection})
    connection.said = said
    return connection


def _connect_postgres(
    said: list[Statement], _dialect: object, _record: object, places: Sequence[Any], names: dict[str, Any]
) -> Any:
    connection = _PostgresConnection.connect(*places, cursor_factory=_PostgresCursor, **names)
    connection.said = said
    return connection
