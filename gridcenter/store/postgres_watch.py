"""Waiting for commits of other connections on PostgreSQL."""

from __future__ import annotations

import psycopg

from gridcenter.domain.errors import StoreUnavailable
from gridcenter.store.announcing import CHANNEL
from gridcenter.store.engine import Store
from gridcenter.store.failures import as_refusal


class PostgresWatch:
    """LISTEN on a connection of its own; a notification carries no content and may come from anybody."""

    def __init__(self, store: Store) -> None:
        self._address = store.address
        url = store.url.set(drivername="postgresql")
        try:
            self._connection = psycopg.connect(
                url.render_as_string(hide_password=False),
                autocommit=True,
                connect_timeout=5,
                keepalives_idle=3,
                keepalives_interval=1,
                keepalives_count=3,
                tcp_user_timeout=3000,
                application_name="gridcenter feed",
            )
            self._connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            raise as_refusal(error, store.address) or StoreUnavailable(str(error)) from error

    def wait(self, seconds: float) -> bool:
        try:
            return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error as error:
            raise as_refusal(error, self._address) or StoreUnavailable(str(error)) from error

    def close(self) -> None:
        self._connection.close()
