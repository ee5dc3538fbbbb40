"""The step benchmark compares like with like: the driver alone leaves the same rows as the steps did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from gridcenter.bench import steps
from gridcenter.bench.demo_stores import postgres_triplets, sqlite_triplets
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import open_store
from gridcenter.store.models import Change, ClockSegment, Incident, IncidentClock, Step, Table

COMPARED: tuple[type[Table], ...] = (Incident, Step, IncidentClock, ClockSegment, Change)


@contextmanager
def streets(kind: str) -> Iterator[tuple[str, str, str]]:
    triplets = {"sqlite": sqlite_triplets, "postgresql": postgres_triplets}[kind]
    with triplets(DemoSize.STREET) as addresses:
        yield addresses


def rows(address: str, table: type[Table]) -> list[tuple[object, ...]]:
    store = open_store(address)
    with store.read() as session:
        columns = table.__table__.columns
        found = [
            tuple(row) for row in session.execute(select(*columns).order_by(*table.__table__.primary_key))
        ]
    store.dispose()
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_three_sides_are_measured_and_leave_the_same_rows(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "STEPS", 26)
    monkeypatch.setattr(steps, "WARM_UP", 2)
    monkeypatch.setattr(steps, "DESKS", 2)
    monkeypatch.setattr(steps, "DESK_SECONDS", 0.5)
    with streets(kind) as addresses:
        before = len(rows(addresses[0], Step))
        figures = steps.measured(*addresses)
        assert all(figure > 0 for figure in figures.values())
        assert len(rows(addresses[0], Step)) == before + 28
        for table in COMPARED:
            first, second, third = (rows(address, table) for address in addresses)
            assert first == second == third
        assert kind == "sqlite" or steps._beside(addresses[0]) > 0
