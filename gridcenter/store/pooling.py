"""Is a pooled connection to the server still alive? Asked only where it may not be: asking costs a round trip."""

from __future__ import annotations

import selectors
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.exc import InvalidatePoolError

if TYPE_CHECKING:  # a desk on SQLite starts without PostgreSQL's driver
    import psycopg

QUIET_SECONDS = 1.0
"""A connection used later than this ago is trusted, unless the server has said something since."""

_LAST_USED = "gridcenter_last_used"


def watch_pool(engine: Engine) -> None:
    """Replace dead connections before they are lent out; all those that lie in the pool go with the first."""
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_check, engine.dialect))


def _note_use(_connection: object, record: Any) -> None:
    record.info[_LAST_USED] = time.monotonic()


def _check(dialect: Dialect, connection: Any, record: Any, _lent: object) -> None:
    used = record.info.get(_LAST_USED)
    if used is None or (time.monotonic() - used < QUIET_SECONDS and not _server_spoke(connection)):
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _server_spoke(connection: psycopg.Connection[Any]) -> bool:
    """A connection at rest has nothing to read; a server that ended it has said so or closed the line."""
    if connection.closed:
        return True
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        return bool(selector.select(0))
