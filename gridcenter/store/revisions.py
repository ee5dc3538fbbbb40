"""Which schema a store has and which one this program needs, told without loading the migration library.

Every start asks this; only `store.schema` changes anything.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, inspect, text

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.store.engine import Store


@cache
def known_revisions() -> tuple[str, ...]:
    """Return the revisions of `db/migrations/versions`, oldest first: files are named by them."""
    files = asset("db/migrations/versions").glob("[0-9]*_*.py")
    return tuple(sorted(path.name.partition("_")[0] for path in files))


def newest_revision() -> str:
    return known_revisions()[-1]


def current_revision(store: Store) -> str:
    """Return the revision of a store, "" when it has none."""
    with store.read() as session:
        return revision_of(session.connection())


def revision_of(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def require_current(store: Store) -> None:
    """Refuse a store that this program must not use as it is.

    Raises:
        StoreRefused: It holds no schema, an older one (an administrator upgrades it), or a newer one.
    """
    found = current_revision(store)
    if not found:
        raise StoreRefused(
            tr("The store at {address} is empty. Prepare it with: gridcenter init --store …").format(
                address=store.address
            )
        )
    refuse_unknown(found, store.address)
    if found != newest_revision():
        raise StoreRefused(
            tr(
                "The store at {address} has schema {found}, this program needs {needed}. "
                "Let the administrator run: gridcenter upgrade"
            ).format(address=store.address, found=found, needed=newest_revision())
        )


def refuse_unknown(revision: str, address: str) -> None:
    """Refuse a store written by a newer program."""
    if revision and revision not in known_revisions():
        raise StoreRefused(
            tr(
                "The store at {address} was written by a newer program (schema {found}). "
                "Update this program; the store was not touched."
            ).format(address=address, found=revision)
        )
