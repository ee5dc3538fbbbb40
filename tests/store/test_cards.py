"""Cards in the store: a migration that keeps what is there, and rows that nobody can write over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Card, Category, CodeSet, Incident, Unit
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade, upgrade


@pytest.fixture
def with_card(store: Store) -> Store:
    fill(store)
    with store.begin() as session:
        session.add(card(1))
    return store


def fill(store: Store) -> None:
    with store.begin() as session:
        session.add(CodeSet(key="matters", name="事项"))
        session.add(Unit(id=1, code="U1", name="区城管局", kind="department"))
        session.flush()
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.add(Category(id=1, set_key="matters", code="01", name="井盖缺失", major_id=1))
        session.flush()
        session.add(
            Incident(
                id=1,
                number="A1",
                state="handling",
                category_id=1,
                unit_id=1,
                reported_at=utc_now(),
                description="井盖",
            )
        )


def card(number: int, **changes: object) -> Card:
    now = utc_now()
    given = {
        "id": number,
        "kind": "reminder",
        "incident_id": 1,
        "unit_id": 1,
        "issued_at": now,
        "issuer_id": 1,
        "issuer": "李敏",
        "text": "请回复",
        "calendar_key": "office",
        "mode": "working",
        "limit_value": 4.0,
        "limit_unit": "work_hour",
        "limit_minutes": 240,
        "due_at": now + timedelta(hours=4),
        "yellow_at": now + timedelta(hours=3),
    }
    return Card(**(given | changes))


def test_one_step_down_takes_the_cards_away_and_leaves_everything_else(with_card: Store) -> None:
    downgrade(with_card, "0002")
    with with_card.connect() as connection:
        assert "card" not in inspect(connection).get_table_names()
        assert connection.scalar(text("SELECT description FROM incident")) == "井盖"
    assert upgrade(with_card) == "0002"
    assert current_revision(with_card) == newest_revision()
    with with_card.begin() as session:
        session.add(card(1))
    with pytest.raises(DBAPIError, match="append-only: card"), with_card.begin() as session:
        session.execute(text("DELETE FROM card"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM card",
        "UPDATE card SET text = 'never asked'",
        "UPDATE card SET kind = 'red_card'",
        "UPDATE card SET due_at = '2030-01-01 00:00:00'",
        "UPDATE card SET issuer = 'somebody else'",
        "UPDATE card SET idempotency_key = 'another'",
        "UPDATE card SET replied_at = issued_at, withdrawn_at = issued_at",
    ],
)
def test_what_was_asked_is_neither_changed_nor_removed(with_card: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only: card"), with_card.begin() as session:
        session.execute(text(statement))
    with with_card.read() as session:
        assert (
            session.scalar(text("SELECT count(*) FROM card WHERE text = '请回复' AND replied_at IS NULL"))
            == 1
        )


@pytest.mark.parametrize("ended", ["replied_at = issued_at, reply = '已办'", "withdrawn_at = issued_at"])
def test_a_card_that_has_ended_is_never_written_again(with_card: Store, ended: str) -> None:
    with with_card.begin() as session:
        session.execute(text(f"UPDATE card SET {ended}, version = 2"))
    for later in ("reply = 'another'", "replied_at = NULL", "withdrawal = 'x'", "version = 3"):
        with pytest.raises(DBAPIError, match="append-only: card"), with_card.begin() as session:
            session.execute(text(f"UPDATE card SET {later}"))


def test_replacing_a_card_is_removing_it(sqlite_store: Store) -> None:
    fill(sqlite_store)
    with sqlite_store.begin() as session:
        session.add(card(1))
    with pytest.raises(DBAPIError, match="append-only: card"), sqlite_store.begin() as session:
        session.execute(text("INSERT OR REPLACE INTO card SELECT * FROM card"))


def test_a_unit_has_one_unanswered_card_of_a_kind_on_an_incident(with_card: Store) -> None:
    with pytest.raises(IntegrityError), with_card.begin() as session:
        session.add(card(2))
    with with_card.begin() as session:
        session.add(card(3, kind="supervision"))
        session.execute(text("UPDATE card SET replied_at = issued_at, reply = '已办' WHERE id = 1"))
        session.add(card(4))


def test_the_cards_that_wait_are_read_from_an_index_of_theirs(sqlite_store: Store) -> None:
    """A centre's answered cards pile up for years; the board must not go through them."""
    waiting = "SELECT * FROM card WHERE replied_at IS NULL AND withdrawn_at IS NULL ORDER BY due_at"
    with sqlite_store.read() as session:
        plan = [row[-1] for row in session.execute(text(f"EXPLAIN QUERY PLAN {waiting}"))]
    assert plan == ["SCAN card USING INDEX ix_card_awaited_due_at"]
