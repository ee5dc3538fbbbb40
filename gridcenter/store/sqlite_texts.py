"""SQLite keeps a NUL inside a text and cuts it there in its functions; PostgreSQL refuses it, and so does this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

Values = Sequence[Any] | Mapping[str, Any]


class TextCursor(sqlcipher.Cursor):  # type: ignore[misc]  # the driver has no types
    """Refuses parameters with a NUL in the words of PostgreSQL's driver.

    Raises:
        DataError: The driver's own, which `failures.as_refusal` turns into a sentence.
    """

    def execute(self, statement: str, parameters: Values = ()) -> Any:
        return super().execute(statement, _whole(parameters))

    def executemany(self, statement: str, rows: Iterable[Values]) -> Any:
        return super().executemany(statement, _all_whole(rows))


class TextConnection(sqlcipher.Connection):  # type: ignore[misc]  # the driver has no types
    def cursor(self, factory: type[Any] = TextCursor) -> Any:
        return super().cursor(factory)


def _all_whole(rows: Iterable[Values]) -> Iterator[Values]:
    for row in rows:
        yield _whole(row)


def _whole(parameters: Values) -> Values:
    for value in parameters.values() if isinstance(parameters, dict) else parameters:
        if value.__class__ is str and "\0" in value:
            raise sqlcipher.DataError("text fields cannot contain NUL (0x00) bytes")
    return parameters
