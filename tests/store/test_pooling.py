"""A server that ended its connections is reached again without anybody noticing."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from gridcenter.domain.errors import StoreRefused
from gridcenter.store import pooling
from gridcenter.store.engine import Store, open_store

OWN_PROCESS = text("SELECT pg_backend_pid()")
END = text("SELECT pg_terminate_backend(:process, 2000)")


def process_of(store: Store) -> int:
    with store.read() as session:
        return session.scalars(OWN_PROCESS).one()


@pytest.mark.parametrize("quiet_seconds", [3600.0, 0.0])
def test_a_connection_ended_in_the_pool_is_replaced(
    postgres_store: Store, quiet_seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "QUIET_SECONDS", quiet_seconds)
    store = open_store(postgres_store.url.render_as_string(hide_password=False))
    first = process_of(store)
    with postgres_store.begin() as session:
        session.execute(END, {"process": first})
    assert process_of(store) != first
    store.dispose()


def test_a_connection_in_use_is_kept(postgres_store: Store) -> None:
    assert process_of(postgres_store) == process_of(postgres_store)


def test_statements_stay_prepared_from_one_reading_to_the_next(postgres_store: Store) -> None:
    for _ in range(7):
        process_of(postgres_store)
    with postgres_store.read() as session:
        names = session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert str(OWN_PROCESS) in names


def test_what_is_read_cannot_be_written(postgres_store: Store) -> None:
    with pytest.raises(StoreRefused), postgres_store.read() as session:
        session.execute(text("DELETE FROM change"))
