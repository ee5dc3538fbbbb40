"""A step costs the same in a full store as in an empty one: nothing that it says or that the store checks for it, such
as who points at a row, looks through a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from gridcenter.store.engine import Store
from gridcenter.store.models import ClockSegment, CoHandling, Incident, IncidentClock, Step, Table
from gridcenter.store.tables import table_of
from tests.services.matters import at, report, settle, step

START, LATER = at("11-17 16:41"), at("11-17 17:41")
BEFORE_DISPATCH = (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor"))
UNIT = 2
MORE = 500
FIRST = 10_000
"""The first id of what only fills the store."""


@pytest.fixture
def instructions(sqlite_store: Store) -> list[int]:
    """Return the list that grows by one with every ten instructions of SQLite."""
    counted: list[int] = []

    def count(connection: Any, _record: object) -> None:
        connection.set_progress_handler(lambda: counted.append(1), 10)

    settle(sqlite_store)
    event.listen(sqlite_store.engine, "connect", count)
    sqlite_store.dispose()
    return counted


def awaiting_dispatch(store: Store, form: str) -> int:
    key = report(store, now=START, key=form)
    for action, role in BEFORE_DISPATCH:
        step(store, key, action, role, START)
    return key


def cost(store: Store, key: int, instructions: list[int]) -> int:
    """Return what it costs to name the unit and to receive the task: clocks begin and end, a unit is counted."""
    instructions.clear()
    step(store, key, "dispatch", "dispatcher", LATER, unit=str(UNIT))
    step(store, key, "receive", "handler", LATER)
    return len(instructions)


def fill(store: Store, key: int, now: datetime) -> None:
    """Copy an incident with its trace and clock many times, and call a unit in to each."""
    called = {"unit_id": UNIT, "called_at": now, "caller": "", "ended_at": now, "ender": ""}
    with store.begin() as session:
        for model in (Incident, Step, IncidentClock, ClockSegment):
            table = table_of(model)
            row = dict(session.execute(select(table).order_by(table.c.id).limit(1)).mappings().one())
            session.execute(insert(table), list(_copies(model, row)))
        calls = ({"incident_id": one, "clock_id": one, **called} for one in range(FIRST, FIRST + MORE))
        session.execute(insert(CoHandling), list(calls))


def _copies(model: type[Table], row: dict[str, Any]) -> Iterable[dict[str, Any]]:
    names = {Incident: ("id",), ClockSegment: ("id", "clock_id")}.get(model, ("id", "incident_id"))
    for one in range(FIRST, FIRST + MORE):
        own = {"number": f"G-{one}", "idempotency_key": None, "unit_id": None} if model is Incident else {}
        yield {**row, **own, **dict.fromkeys(names, one)}


def test_a_step_costs_no_more_in_a_full_store(sqlite_store: Store, instructions: list[int]) -> None:
    first, second, third = (awaiting_dispatch(sqlite_store, form) for form in "abc")
    cost(sqlite_store, first, instructions)
    empty = cost(sqlite_store, second, instructions)
    fill(sqlite_store, third, START)
    full = cost(sqlite_store, third, instructions)
    assert 0 < full < empty + MORE / 10, (empty, full)
