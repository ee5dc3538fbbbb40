"""Who brought which file stands for good; a batch only goes on, and what it changed is not written over."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import BatchChange, ImportBatch, Person, RecordItem
from gridcenter.store.schema import downgrade, upgrade

ENDED = ", ended_at = '2026-03-02 00:00:00+00:00', ender = '李敏', end_reason = '错了'"


def run(store: Store, statement: str) -> None:
    with store.begin() as session:
        session.execute(text(statement))


@pytest.fixture
def brought(store: Store) -> Store:
    """Batch 1 is staged, 2 applied, 3 undone."""
    with store.begin() as session:
        for key, state in enumerate(("staged", "applied", "undone"), 1):
            batch = ImportBatch(
                id=key, kind="persons", at=utc_now(), actor="李敏", file_name="p.csv", sha256="0", state=state
            )
            batch.rows = batch.accepted = batch.unchanged = batch.twins = batch.refused = 1
            session.add(batch)
        session.flush()
        session.add(BatchChange(batch_id=2, subject="person", subject_id=1, before="{}", after="{}"))
        session.add(Person(id=1, name="甲", synthetic=True))
        session.flush()
        session.add(RecordItem(id=1, person_id=1, key="phone", value="1", batch_id=2))
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM import_batch WHERE id = 1",
        "UPDATE import_batch SET file_name = 'q.csv' WHERE id = 1",
        "UPDATE import_batch SET actor = '王五' WHERE id = 2",
        "UPDATE import_batch SET refused = 0 WHERE id = 2",
        "UPDATE import_batch SET end_reason = '不说' WHERE id = 2",
        "UPDATE import_batch SET state = 'staged' WHERE id = 2",
        f"UPDATE import_batch SET state = 'undone'{ENDED} WHERE id = 1",
        f"UPDATE import_batch SET state = 'undone'{ENDED} WHERE id = 3",
        "UPDATE import_batch SET state = 'applied' WHERE id = 3",
        "DELETE FROM import_batch_change",
        "UPDATE import_batch_change SET before = '{1}'",
        "UPDATE record_item SET batch_id = 3",
        "UPDATE record_item SET batch_id = NULL",
    ],
)
def test_what_was_brought_is_not_rewritten_and_a_batch_does_not_go_back(
    brought: Store, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        run(brought, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE import_batch SET state = 'applied', accepted = 7, applier = '李敏' WHERE id = 1",
        f"UPDATE import_batch SET state = 'dropped'{ENDED} WHERE id = 1",
        f"UPDATE import_batch SET state = 'undone'{ENDED} WHERE id = 2",
        "UPDATE record_item SET withdrawn_at = '2026-03-02 00:00:00+00:00'",
    ],
)
def test_a_batch_goes_on_and_a_value_is_taken_back(brought: Store, statement: str) -> None:
    run(brought, statement)


def test_one_step_down_takes_the_marks_off_and_one_up_guards_again(brought: Store) -> None:
    downgrade(brought, "0018")
    assert upgrade(brought) == "0018"
    with brought.begin() as session:
        assert session.get_one(RecordItem, 1).batch_id is None
    with pytest.raises(DBAPIError, match="append-only"):
        run(brought, "UPDATE record_item SET batch_id = 3")
