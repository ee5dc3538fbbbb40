"""What a source said about a person stands for good: it is verified or taken back, never written over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.store.engine import Store
from gridcenter.store.models import Person, RecordItem
from gridcenter.store.schema import downgrade, upgrade

VERIFIED = "UPDATE record_item SET verified = TRUE, verified_by = 1, verified_on = '2026-03-01'"
WITHDRAWN = "UPDATE record_item SET withdrawn_at = '2026-03-02 00:00:00+00:00', withdrawn_by = 1"


@pytest.fixture
def said(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        session.add(Person(id=1, name="甲", synthetic=True))
        session.flush()
        session.add(RecordItem(id=1, person_id=1, key="occupation", value="教师", source="网格走访"))
    return store


def run(store: Store, statement: str) -> None:
    with store.begin() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_item SET value = '医生'",
        "UPDATE record_item SET recorded_on = '2026-01-01'",
        "UPDATE record_item SET sensitivity = 'n'",
        "UPDATE record_item SET id = 2",
        "UPDATE record_item SET base = TRUE",
        "DELETE FROM record_item",
    ],
)
def test_what_was_said_is_neither_changed_nor_removed(said: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        run(said, statement)
    with said.read() as session:
        assert session.scalar(text("SELECT value FROM record_item WHERE id = 1")) == "教师"


def test_a_value_is_verified_and_verified_again_but_a_verification_is_not_taken_off(said: Store) -> None:
    run(said, VERIFIED)
    run(said, "UPDATE record_item SET verified_on = '2026-09-01'")
    with pytest.raises(DBAPIError, match="append-only"):
        run(said, "UPDATE record_item SET verified = FALSE")
    with said.read() as session:
        assert str(session.scalar(text("SELECT verified_on FROM record_item"))) == "2026-09-01"


def test_a_value_is_taken_back_once_and_stays_so(said: Store) -> None:
    run(said, WITHDRAWN)
    for statement in (WITHDRAWN, "UPDATE record_item SET withdrawn_at = NULL", VERIFIED):
        with pytest.raises(DBAPIError, match="append-only"):
            run(said, statement)


def test_one_step_down_keeps_the_values_and_one_up_guards_them_again(said: Store) -> None:
    downgrade(said, "0015")
    run(said, "UPDATE record_item SET value = '医生'")
    assert upgrade(said) == "0015"
    with pytest.raises(DBAPIError, match="append-only"):
        run(said, "UPDATE record_item SET value = '教师'")
    with said.read() as session:
        row = session.get_one(RecordItem, 1)
        assert (row.value, row.verified, row.withdrawn_at, row.withdrawn_why) == ("医生", False, None, "")
