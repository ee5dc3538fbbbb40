"""Registers for benchmarks: a new store with accounts, and persons in portions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gridcenter.services.reference import load_reference
from gridcenter.store.audit import ensure_audit_key
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Account, Person, Scope
from gridcenter.store.schema import upgrade

PORTION = 50_000

MakePerson = Callable[[int], tuple[Any, ...]]
"""Gives the values of the person with this id, in the order of the columns."""


def filled_register(
    address: str,
    rows: int,
    *,
    accounts: int,
    columns: Sequence[str],
    person: MakePerson,
    finish: Callable[[Session], object],
    encrypt: bool | None = None,
) -> Store:
    """Return a store with so many persons, ids from 1 on; `finish` adds what depends on them in one transaction."""
    store = open_store(address, create=True, encrypt=encrypt)
    upgrade(store)
    with store.begin() as session:
        load_reference(session)
        ensure_audit_key(session)
        _accounts(session, accounts)
    for start in range(0, rows, PORTION):
        with store.begin() as session:
            keys = range(start + 1, min(start + PORTION, rows) + 1)
            insert_rows(session, Person, columns, [person(key) for key in keys])
    with store.begin() as session:
        finish(session)
    analyse(store)
    return store


def analyse(store: Store) -> None:
    """Let the store count its rows, as it does by itself after a while."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _accounts(session: Session, count: int) -> None:
    rows: list[dict[str, Any]] = [
        {"id": key, "login": f"desk{key}", "name": "", "role": "dispatcher"} for key in range(1, count + 1)
    ]
    session.execute(insert(Account), rows)
    session.execute(insert(Scope), [{"account_id": row["id"], "division_code": ""} for row in rows])
