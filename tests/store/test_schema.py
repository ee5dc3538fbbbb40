"""Migrations: up, down, and the refusal of stores that do not fit this program."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.dialects.postgresql.base import ischema_names

from gridcenter.domain.errors import StoreRefused
from gridcenter.paths import asset
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Table
from gridcenter.store.revisions import current_revision, known_revisions, newest_revision, require_current
from gridcenter.store.schema import downgrade, upgrade
from gridcenter.store.types import TransactionNumber


@pytest.fixture
def known_transaction_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reflection know PostgreSQL's type, which SQLAlchemy has no name for."""
    monkeypatch.setitem(ischema_names, "xid8", TransactionNumber)


@pytest.mark.usefixtures("known_transaction_number")
def test_the_migrations_build_exactly_the_tables_of_the_models(store: Store) -> None:
    with store.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Table.metadata)
    additions = [entry for entry in differences if not _is_transaction_number(entry)]
    assert additions == []


def _is_transaction_number(difference: object) -> bool:
    """PostgreSQL alone numbers the transactions of `change` (see store.changes)."""
    return (
        isinstance(difference, tuple)
        and difference[0] == "remove_column"
        and difference[2:3] == ("change",)
        and getattr(difference[3], "name", "") == "xid"
    )


def test_down_to_nothing_and_up_again(store: Store) -> None:
    downgrade(store, "base")
    with store.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    assert upgrade(store) == ""
    require_current(store)


def test_an_upgrade_of_a_current_store_changes_nothing(store: Store) -> None:
    assert upgrade(store) == newest_revision()
    assert current_revision(store) == newest_revision()


def test_a_store_of_a_newer_program_is_refused_and_not_touched(store: Store, english: None) -> None:
    with store.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (require_current, upgrade):
        with pytest.raises(StoreRefused, match=r"newer program \(schema 9999\).*not touched"):
            attempt(store)
    assert current_revision(store) == "9999"


def test_an_empty_store_is_refused_with_the_command_that_prepares_it(
    empty_sqlite_url: str, english: None
) -> None:
    store = open_store(empty_sqlite_url, create=True)
    with pytest.raises(StoreRefused, match="gridcenter init"):
        require_current(store)
    store.dispose()


def test_an_empty_server_database_is_refused_likewise(empty_postgres_url: str, english: None) -> None:
    store = open_store(empty_postgres_url)
    with pytest.raises(StoreRefused, match="gridcenter init"):
        require_current(store)
    store.dispose()


@pytest.mark.usefixtures("known_transaction_number")
def test_on_postgresql_the_transaction_number_stands_before_the_sequence(postgres_store: Store) -> None:
    with postgres_store.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("change")]
    assert columns.index("xid") < columns.index("seq")


def test_the_names_of_the_migration_files_say_what_the_migration_library_says() -> None:
    scripts = ScriptDirectory(str(asset("db/migrations")))
    assert newest_revision() == scripts.get_current_head()
    assert set(known_revisions()) == {script.revision for script in scripts.walk_revisions()}
