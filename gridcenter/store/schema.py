"""Bringing a store to the schema of this program, and refusing one that does not fit it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.store.engine import Store

MIGRATION_LOCK = 0x6772_6964
"""Advisory lock number on PostgreSQL, so that two upgrades never run side by side ("grid" in ASCII)."""


def upgrade(store: Store, revision: str = "head") -> str:
    """Bring the store to `revision`, all steps in one transaction; return the revision it had before ("" = new).

    Raises:
        StoreRefused: The store was written by a newer program.
    """
    with store.connect() as connection:
        _lock(connection)
        before = _revision(connection)
        _refuse_unknown(before, store.address)
        command.upgrade(_config(connection), revision)
    return before


def downgrade(store: Store, revision: str) -> None:
    """Take the store back to `revision` ("base" empties it); data of the removed steps is lost."""
    with store.connect() as connection:
        _lock(connection)
        command.downgrade(_config(connection), revision)


def require_current(store: Store) -> None:
    """Refuse a store that this program must not use as it is.

    Raises:
        StoreRefused: It holds no schema, an older one (an administrator upgrades it), or a newer one.
    """
    with store.read() as session:
        found = _revision(session.connection())
    if not found:
        raise StoreRefused(
            tr("The store at {address} is empty. Prepare it with: gridcenter init --store …").format(
                address=store.address
            )
        )
    _refuse_unknown(found, store.address)
    if found != newest_revision():
        raise StoreRefused(
            tr(
                "The store at {address} has schema {found}, this program needs {needed}. "
                "Let the administrator run: gridcenter upgrade"
            ).format(address=store.address, found=found, needed=newest_revision())
        )


def current_revision(store: Store) -> str:
    with store.read() as session:
        return _revision(session.connection())


def newest_revision() -> str:
    return _scripts().get_current_head() or ""


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(asset("db/migrations")))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(asset("db/migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _refuse_unknown(revision: str, address: str) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision and revision not in known:
        raise StoreRefused(
            tr(
                "The store at {address} was written by a newer program (schema {found}). "
                "Update this program; the store was not touched."
            ).format(address=address, found=revision)
        )


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATION_LOCK})
