"""The queue in pages has the order of the whole queue, on both stores, wherever it is cut."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.queue import Band, band, in_order
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.queue_page import _PAGE, queue_page
from tests.store.queue_sample import NOW, fill_queue

MOMENTS = [NOW, NOW - timedelta(hours=3), NOW + timedelta(hours=2), NOW + timedelta(days=9)]


@pytest.fixture
def filled(store: Store) -> Store:
    fill_queue(store, 700)
    return store


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("area", ["", "709901"])
def test_pages_laid_end_to_end_are_the_queue(filled: Store, now: datetime, area: str) -> None:
    with filled.read() as session:
        whole = in_order(open_incidents(session, area=area), now)
        pages: list[QueueRow] = []
        while page := queue_page(session, area=area, now=now, limit=97, after=pages[-1] if pages else None):
            pages += page
    assert pages == whole


def test_the_sample_has_every_band_and_rows_that_only_their_id_tells_apart(filled: Store) -> None:
    with filled.read() as session:
        rows = open_incidents(session, area="")
    assert {band(row, NOW) for row in rows} == set(Band)
    assert len({(row.due_at, row.reported_at, row.urgent, row.severity, row.paused) for row in rows}) < len(
        rows
    )


def test_a_page_goes_on_after_a_row_that_has_left_meanwhile(filled: Store) -> None:
    with filled.read() as session:
        whole = in_order(open_incidents(session, area=""), NOW)
    with filled.begin() as session:
        session.execute(
            text("UPDATE incident SET closed_at = reported_at WHERE id = :id"), {"id": whole[9].id}
        )
    with filled.read() as session:
        assert queue_page(session, area="", now=NOW, limit=5, after=whole[9]) == whole[10:15]


def test_an_area_without_open_incidents_has_an_empty_page(filled: Store) -> None:
    with filled.read() as session:
        assert queue_page(session, area="11", now=NOW, limit=5) == []


def test_an_index_finds_what_is_open(sqlite_store: Store) -> None:
    spoken = _PAGE._in_words_of(sqlite_store.engine.dialect)
    with sqlite_store.engine.connect() as connection:
        values = tuple("1" for _ in spoken.binding)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {spoken.text}", values).fetchall()
    steps = [str(step[-1]) for step in plan]
    assert any(step.startswith("SEARCH incident USING INDEX") for step in steps)
    assert not any(step.startswith("SCAN incident") for step in steps)
