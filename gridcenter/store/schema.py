"""Bringing a store to the schema of this program, and back."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from gridcenter.paths import asset
from gridcenter.store.engine import Store
from gridcenter.store.revisions import refuse_unknown, revision_of

MIGRATION_LOCK = 0x6772_6964
"""Advisory lock number on PostgreSQL, so that two upgrades never run side by side ("grid" in ASCII)."""


def upgrade(store: Store, revision: str = "head") -> str:
    """Bring the store to `revision`, all steps in one transaction; return the revision it had before ("" = new).

    Raises:
        StoreRefused: The store was written by a newer program.
    """
    with store.connect() as connection:
        await_administrators(connection)
        before = revision_of(connection)
        refuse_unknown(before, store.address)
        command.upgrade(_config(connection), revision)
    return before


def downgrade(store: Store, revision: str) -> None:
    """Take the store back to `revision` ("base" empties it); data of the removed steps is lost."""
    with store.connect() as connection:
        await_administrators(connection)
        command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(asset("db/migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def await_administrators(connection: Connection) -> None:
    """Wait, however long, until nobody else changes the schema or fills a new store; keep others waiting.

    A file needs no lock of its own: it lets one writer in at a time.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATION_LOCK})
