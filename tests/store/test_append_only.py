"""The trace and the audit only ever grow: the store itself refuses anything else."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Category, CodeSet, Incident, Step
from gridcenter.store.schema import downgrade, upgrade


@pytest.fixture
def with_records(store: Store) -> Store:
    return filled(store)


def filled(store: Store) -> Store:
    with store.begin() as session:
        session.add(CodeSet(key="matters", name="事项"))
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.flush()
        session.add(Category(id=1, set_key="matters", code="01", name="井盖缺失", major_id=1))
        session.flush()
        session.add(Incident(id=1, number="A1", state="reported", category_id=1, reported_at=utc_now()))
        session.flush()
        session.add(Step(incident_id=1, sequence=1, at=utc_now(), action="report", to_state="reported"))
        session.add(AuditEntry(at=utc_now(), account_id=1, sequence=1, action="lookup", outcome="hit"))
    return store


STATEMENTS = [
    "UPDATE step SET opinion = 'never said'",
    "DELETE FROM step",
    "UPDATE audit SET outcome = 'miss'",
    "DELETE FROM audit",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_line_of_trace_or_audit_is_neither_changed_nor_removed(with_records: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), with_records.begin() as session:
        session.execute(text(statement))
    with with_records.read() as session:
        assert session.scalar(text("SELECT count(*) FROM step WHERE opinion = ''")) == 1
        assert session.scalar(text("SELECT count(*) FROM audit WHERE outcome = 'hit'")) == 1


def test_replacing_a_line_is_removing_it(sqlite_store: Store) -> None:
    with pytest.raises(DBAPIError, match="append-only"), filled(sqlite_store).begin() as session:
        session.execute(text("INSERT OR REPLACE INTO audit SELECT * FROM audit"))


def test_one_step_down_lifts_the_guard_and_one_up_sets_it_again(with_records: Store) -> None:
    downgrade(with_records, "0001")
    with with_records.begin() as session:
        session.execute(text("UPDATE step SET opinion = 'x'"))
    assert upgrade(with_records) == "0001"
    with pytest.raises(DBAPIError, match="append-only"), with_records.begin() as session:
        session.execute(text("UPDATE step SET opinion = 'y'"))
