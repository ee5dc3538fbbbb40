"""Copies of rows do what a flush of the ORM does: defaults, versions, announcements, and only what has changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError, UnmappedInstanceError

from gridcenter.bench.driver_record import record_statements
from gridcenter.domain.errors import RuleBroken
from gridcenter.store.copies import Copies, following
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, Change, CodeSet, Incident, IncidentClock
from gridcenter.store.prepared import Prepared

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
INCIDENTS = Copies(Incident)
CLOCKS = Copies(IncidentClock, sequence=following(IncidentClock, "incident_id", "kind"))
BY_ID = Prepared(select(*INCIDENTS.columns).where(Incident.id == bindparam("key")))


@pytest.fixture(autouse=True)
def _category(store: Store) -> None:
    with store.begin() as session:
        session.add(CodeSet(key="own", name="自定"))
        session.flush()
        session.add(Category(id=1, set_key="own", code="1", name="井盖"))


def new_incident(number: str = "X-1") -> Incident:
    return Incident(number=number, state="reported", category_id=1, reported_at=NOW)


def inserted(store: Store) -> int:
    with store.begin() as session:
        incident = new_incident()
        INCIDENTS.insert(session, incident)
        return incident.id


def copied(session: Session, key: int) -> Incident:
    row = BY_ID.first(session, key=key)
    assert row is not None
    return INCIDENTS.copy(row)


def test_a_row_inserted_as_a_copy_equals_one_of_the_session(store: Store) -> None:
    first = inserted(store)
    with store.begin() as session:
        session.add(new_incident("X-2"))
    with store.read() as session:
        one, other = session.scalars(select(Incident).order_by(Incident.id))
        assert one.id == first
        for name in {column.name for column in INCIDENTS.columns} - {"id", "number"}:
            assert getattr(one, name) == getattr(other, name), name


def test_only_what_differs_is_written_under_the_next_version(store: Store) -> None:
    key = inserted(store)
    said = record_statements(store)
    with store.begin() as session:
        incident = copied(session, key)
        incident.state, incident.outcome, incident.filed_at = "filed", "", NOW
        INCIDENTS.write(session, incident)
        assert incident.version == 2
    (written,) = (text for text, _ in said if text.startswith("UPDATE"))
    named = written.partition("WHERE")[0]
    assert all(name in named for name in ("state", "filed_at", "version"))
    assert "outcome" not in named
    with store.read() as session:
        kept = session.get_one(Incident, key)
        assert (kept.state, kept.filed_at, kept.version) == ("filed", NOW, 2)


def test_writing_twice_writes_the_second_change_alone(store: Store) -> None:
    key = inserted(store)
    with store.begin() as session:
        incident = copied(session, key)
        incident.state = "filed"
        INCIDENTS.write(session, incident)
        incident.outcome = "resolved"
        INCIDENTS.write(session, incident)
        assert incident.version == 3
    with store.read() as session:
        assert (copied(session, key).state, copied(session, key).outcome) == ("filed", "resolved")


def test_a_copy_that_somebody_overtook_is_refused(store: Store) -> None:
    key = inserted(store)
    with store.read() as session:
        old = copied(session, key)
    with store.begin() as session:
        INCIDENTS.write(session, copied(session, key))
    old.state = "filed"
    with pytest.raises(RuleBroken) as refused, store.begin() as session:
        INCIDENTS.write(session, old)
    assert isinstance(refused.value.__cause__, StaleDataError)


def test_insert_and_change_are_announced_with_their_versions(store: Store) -> None:
    key = inserted(store)
    with store.begin() as session:
        INCIDENTS.write(session, copied(session, key))
    with store.read() as session:
        announced = session.execute(
            select(Change.key, Change.row_version).where(Change.kind == "incident").order_by(Change.seq)
        )
        assert [tuple(line) for line in announced] == [(str(key), 1), (str(key), 2)]


def test_the_session_reads_again_what_it_held_itself(store: Store) -> None:
    key = inserted(store)
    with store.begin() as session:
        held = session.get_one(Incident, key)
        copy = copied(session, key)
        copy.state = "filed"
        INCIDENTS.write(session, copy)
        assert (held.state, held.version) == ("filed", 2)


def test_numbers_within_a_kind_follow_each_other_and_nothing_is_written_without_a_change(
    store: Store,
) -> None:
    key = inserted(store)
    said = record_statements(store)
    with store.begin() as session:
        clocks = [new_clock(key, kind) for kind in ("step", "step", "whole")]
        for clock in clocks:
            CLOCKS.insert(session, clock)
            clock.kind = str(clock.kind)
            CLOCKS.write(session, clock)
        assert [clock.sequence for clock in clocks] == [1, 2, 1]
        assert len({clock.id for clock in clocks}) == len(clocks)
    assert not [text for text, _ in said if text.startswith("UPDATE")]


def new_clock(incident_id: int, kind: str) -> IncidentClock:
    return IncidentClock(
        incident_id=incident_id,
        kind=kind,
        calendar_key="office",
        mode="working",
        limit_value=1.0,
        limit_unit="work_hour",
        limit_minutes=60,
        started_at=NOW,
        due_at=NOW,
        yellow_at=NOW,
    )


def test_a_session_refuses_a_copy_and_a_copy_keeps_what_it_is_told(store: Store) -> None:
    key = inserted(store)
    with store.begin() as session:
        incident = copied(session, key)
        incident.state = "filed"
        assert (incident.state, incident.change_kind, incident.change_key) == ("filed", "incident", str(key))
        with pytest.raises(UnmappedInstanceError):
            session.add(incident)
    with store.read() as session:
        assert session.get_one(Incident, key).state == "reported"
