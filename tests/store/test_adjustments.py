"""Applications in the store: a migration that keeps what is there, and rows that nobody can write over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Adjustment, Category, CodeSet, Incident, Unit
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade, upgrade

BEFORE = "0009"
ENDED = "ended_at = applied_at, outcome = 'refused', remark = '材料不全'"


@pytest.fixture
def applied(store: Store) -> Store:
    fill(store)
    with store.begin() as session:
        session.add(application(1))
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
            Incident(id=1, number="A1", state="handling", category_id=1, unit_id=1, reported_at=utc_now())
        )


def application(number: int, **changes: object) -> Adjustment:
    now = utc_now()
    given = {
        "id": number,
        "incident_id": 1,
        "action": "suspend",
        "inputs": '{"reason": "等待配件"}',
        "reason": "等待配件",
        "until": now + timedelta(days=3),
        "applied_at": now,
        "applied_step": 7,
        "applicant_id": 1,
        "applicant": "李敏",
    }
    return Adjustment(**(given | changes))


def test_one_step_down_takes_the_applications_away_and_leaves_everything_else(applied: Store) -> None:
    downgrade(applied, BEFORE)
    with applied.connect() as connection:
        assert "adjustment" not in inspect(connection).get_table_names()
        assert not {"review_at", "applications"} & {
            column["name"] for column in inspect(connection).get_columns("incident")
        }
        assert connection.scalar(text("SELECT number FROM incident")) == "A1"
    assert upgrade(applied) == BEFORE
    assert current_revision(applied) == newest_revision()
    with applied.begin() as session:
        assert session.scalar(text("SELECT applications FROM incident")) == 0
        session.add(application(1))
    with pytest.raises(DBAPIError, match="append-only: adjustment"), applied.begin() as session:
        session.execute(text("DELETE FROM adjustment"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM adjustment",
        "UPDATE adjustment SET reason = 'another'",
        "UPDATE adjustment SET inputs = '{}'",
        "UPDATE adjustment SET until = NULL",
        "UPDATE adjustment SET applicant = 'somebody else'",
        "UPDATE adjustment SET applicant_id = NULL",
        "UPDATE adjustment SET action = 'cancel'",
    ],
)
def test_what_was_applied_for_is_neither_changed_nor_removed(applied: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only: adjustment"), applied.begin() as session:
        session.execute(text(statement))
    with applied.read() as session:
        found = session.get_one(Adjustment, 1)
        assert (found.reason, found.action, found.applicant_id) == ("等待配件", "suspend", 1)


@pytest.mark.parametrize("later", ["outcome = 'approved'", "ended_at = NULL", "remark = 'x'", "version = 3"])
def test_a_decision_stands_for_good(applied: Store, later: str) -> None:
    with applied.begin() as session:
        session.execute(text(f"UPDATE adjustment SET {ENDED}, version = 2"))
    with pytest.raises(DBAPIError, match="append-only: adjustment"), applied.begin() as session:
        session.execute(text(f"UPDATE adjustment SET {later}"))


def test_one_application_for_a_move_is_open_at_a_time(applied: Store) -> None:
    with pytest.raises(IntegrityError), applied.begin() as session:
        session.add(application(2))
    with applied.begin() as session:
        session.add(application(3, action="cancel"))
        session.execute(text(f"UPDATE adjustment SET {ENDED} WHERE id = 1"))
        session.add(application(4))


def test_what_awaits_a_decision_is_read_from_an_index_of_its_own(sqlite_store: Store) -> None:
    waiting = "SELECT * FROM adjustment WHERE ended_at IS NULL ORDER BY applied_at"
    with sqlite_store.read() as session:
        plan = [row[-1] for row in session.execute(text(f"EXPLAIN QUERY PLAN {waiting}"))]
    assert plan == ["SCAN adjustment USING INDEX ix_adjustment_pending_applied_at"]
