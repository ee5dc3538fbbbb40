"""Prepared questions answer like ordinary ones: types converted, errors in words, parameters in none."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.store.engine import Store
from gridcenter.store.models import Change, Person
from gridcenter.store.prepared import Prepared
from gridcenter.store.tables import table_of

person, change = table_of(Person), table_of(Change)
ADD = Prepared(
    insert(change)
    .values({name: bindparam(name) for name in ("seq", "at", "kind", "key", "row_version")})
    .returning(change.c.seq, change.c.at)
)
BY_NAME = Prepared(
    select(person.c.birth, person.c.verified).where(person.c.name == bindparam("name")).limit(1)
)
NOW = select(change.c.at).order_by(change.c.seq)
BORN = date(1956, 3, 2)
AT = utc_now()


def add(store: Store, key: int) -> None:
    with store.begin() as session:
        assert ADD.rows(session, seq=key, at=AT, kind="x", key="张", row_version=1) == [(key, AT)]


def settle(store: Store) -> None:
    with store.begin() as session:
        session.add(Person(name="张", birth=BORN, verified=True))


def test_values_come_back_in_the_types_of_their_columns(store: Store) -> None:
    settle(store)
    with store.read() as session:
        assert BY_NAME.first(session, name="张") == (BORN, True)
        assert BY_NAME.rows(session, name="李") == []


def test_sqlite_plans_a_question_once_whatever_it_is_asked_with(sqlite_store: Store) -> None:
    settle(sqlite_store)
    with sqlite_store.connect() as connection:
        connection.execute(text("CREATE INDEX person_by_name ON person (name)"))
        connection.execute(text("ANALYZE"))
    sqlite_store.dispose()
    planned: list[str] = []

    def note(*told: object) -> int:
        planned.append(str(told))
        return sqlite3.SQLITE_OK

    with sqlite_store.read() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_authorizer(note)
        BY_NAME.first(session, name="张")
        assert planned
        planned.clear()
        assert BY_NAME.first(session, name="李") is None
        driver.set_authorizer(None)
    assert planned == []


def test_moments_are_aware_on_both_stores(store: Store) -> None:
    add(store, 1)
    with store.read() as session:
        assert Prepared(NOW).rows(session) == [(AT,)]


def test_an_error_is_of_the_same_kind_and_names_no_value(store: Store) -> None:
    add(store, 1)
    with pytest.raises(IntegrityError) as caught:
        add(store, 1)
    assert isinstance(caught.value, DBAPIError)
    assert "张" not in str(caught.value)


def test_a_connection_lost_meanwhile_is_a_refusal_and_the_next_one_is_new(postgres_store: Store) -> None:
    settle(postgres_store)
    end = text("SELECT pg_terminate_backend(:process, 2000)")
    with pytest.raises(StoreUnavailable), postgres_store.read() as session:
        process = session.scalars(text("SELECT pg_backend_pid()")).one()
        with postgres_store.begin() as other:
            other.execute(end, {"process": process})
        BY_NAME.first(session, name="张")
    with postgres_store.read() as session:
        assert BY_NAME.first(session, name="张") == (BORN, True)


def test_writing_tells_how_many_rows_it_met(store: Store) -> None:
    for key in (1, 2):
        add(store, key)
    renamed = Prepared(update(change).where(change.c.kind == bindparam("old")).values(kind=bindparam("new")))
    with store.begin() as session:
        assert renamed.run(session, old="x", new="y") == 2
        assert renamed.run(session, old="x", new="z") == 0


def test_many_rows_are_written_by_one_call(store: Store) -> None:
    line = Prepared(
        insert(change)
        .values({name: bindparam(name) for name in ("at", "kind", "key", "row_version")})
        .inline()
    )
    rows = [{"at": AT, "kind": "x", "key": str(number), "row_version": number} for number in range(3)]
    with store.begin() as session:
        line.run_each(session, rows)
        line.run_each(session, [])
        kept = session.scalars(select(change.c.key).order_by(change.c.seq)).all()
        assert kept == ["0", "1", "2"]
