"""The board of returns, on tasks that real steps passed from unit to unit, on both stores."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.returns import PassedIncident, PassedStep, came_back, chain_of, idle_since
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.services.flows import flow
from gridcenter.services.returns import passed_around
from gridcenter.services.steps import take_step
from gridcenter.services.supervision_rules import supervision_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, Step
from tests.services.matters import at, report, settle, step, to_dispatched, version_of

START = at("11-18 08:30")
MINUTE = timedelta(minutes=1)
OTHER = Actor(20, "handler2", "handler 二号", "handler", 3, "")


def give_back(store: Store, incident: int, now: datetime, *, by: Actor | None = None) -> None:
    for minute, action in enumerate(("receive", "return")):
        inputs = {"reason": "not_our_duty"} if action == "return" else {}
        when = now + minute * MINUTE
        if by is None:
            step(store, incident, action, "handler", when, **inputs)
        else:
            with store.begin() as session:
                version = version_of(store, incident)
                take_step(session, incident, version=version, action=action, inputs=inputs, by=by, now=when)


def board(store: Store, area: str = "") -> tuple[PassedIncident, ...]:
    with store.read() as session:
        return passed_around(session, area=area)


@pytest.fixture
def passed(store: Store) -> int:
    """An incident that units 2 and 3 have both given back."""
    settle(store)
    incident = report(store, now=START)
    to_dispatched(store, incident, START)
    give_back(store, incident, at("11-18 09:00"))
    step(store, incident, "redispatch", "dispatcher", at("11-18 09:10"), unit="3")
    give_back(store, incident, at("11-18 09:20"), by=OTHER)
    return incident


def test_who_passed_it_to_whom_stands_there_with_dates_and_who_must_rule(store: Store, passed: int) -> None:
    (found,) = board(store)
    assert (found.row.id, found.returns) == (passed, 2)
    assert [(link.unit.zh, link.at, link.back_at) for link in found.chain] == [
        ("区城管局", at("11-18 08:34"), at("11-18 09:01")),
        ("区住建局", at("11-18 09:10"), at("11-18 09:21")),
    ]
    assert [link.by for link in found.chain] == ["dispatcher 一号", "dispatcher 一号"]
    assert found.idle_since == at("11-18 09:21")
    assert found.must_rule
    assert found.deciders == (Name("值班长", "shift supervisor"),)


def test_one_return_alone_is_no_ping_pong(store: Store) -> None:
    settle(store)
    incident = report(store, now=START)
    to_dispatched(store, incident, START)
    give_back(store, incident, at("11-18 09:00"))
    assert board(store) == ()


def test_a_task_that_comes_again_to_the_same_unit_stands_there(store: Store, passed: int) -> None:
    step(store, passed, "rule", "supervisor", at("11-18 10:00"), unit="2", reason="职责清单第 12 条")
    (found,) = board(store)
    assert [link.unit_id for link in found.chain] == [2, 3, 2]
    assert came_back(found.chain)
    step(store, passed, "receive", "handler", at("11-18 10:05"))
    (found,) = board(store)
    assert found.idle_since is None


def test_an_area_and_closing_take_it_off_the_board(store: Store, passed: int) -> None:
    assert board(store, "709902") == ()
    with store.begin() as session:
        session.get_one(Incident, passed).closed_at = at("11-18 12:00")
    assert board(store) == ()


def test_the_board_of_a_district_holds_exactly_what_its_trace_says(store: Store) -> None:
    now = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
    create_demo(store, size=DemoSize.STREET, now=now)
    with store.begin() as session:
        returned = session.scalars(
            select(Incident.id).where(Incident.closed_at.is_(None), Incident.return_count > 0)
        ).all()
        for key in returned[:3]:
            session.get_one(Incident, key).return_count = 2
        open_ids = session.scalars(select(Incident.id).where(Incident.closed_at.is_(None))).all()
        counts = {key: session.get_one(Incident, key).return_count for key in open_ids}
        trace = session.execute(
            select(Step.incident_id, Step.action, Step.unit_id).order_by(Step.incident_id, Step.sequence)
        ).all()
    given: dict[int, list[int]] = {key: [] for key in open_ids}
    for key, action, unit in trace:
        if key in given and unit is not None and action in {"dispatch", "redispatch", "rule", "lead_rule"}:
            given[key].append(unit)
    again = {
        key
        for key, units in given.items()
        if counts[key] and any(a in units[: i - 1] for i, a in enumerate(units) if i > 1)
    }
    wanted = {key for key, count in counts.items() if count >= supervision_rules().returns} | again
    found = board(store)
    assert {one.row.id for one in found} >= wanted
    assert all(one.returns >= 2 or came_back(one.chain) for one in found)
    ruled = [one.must_rule for one in found]
    assert ruled == sorted(ruled, reverse=True)


def test_the_same_unit_twice_running_is_one_link_and_a_return_by_nobody_is_none() -> None:
    city = flow()
    first, second = (START + hours * timedelta(hours=1) for hours in range(2))
    steps = [
        PassedStep(first, "return", "pending_handle", 2, Name("甲"), "x"),
        PassedStep(first, "dispatch", "pending_dispatch", 2, Name("甲"), "x"),
        PassedStep(second, "redispatch", "returned", 2, Name("甲"), "x"),
    ]
    assert [(link.unit_id, link.at) for link in chain_of(city, steps)] == [(2, first)]
    assert idle_since(city, steps) == first
    assert not came_back(chain_of(city, steps))


def test_returned_incidents_come_from_their_own_index(sqlite_store: Store) -> None:
    create_demo(sqlite_store, size=DemoSize.STREET, now=datetime(2026, 11, 18, 6, 32, tzinfo=UTC))
    with sqlite_store.read() as session:
        plan = session.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM incident WHERE closed_at IS NULL AND return_count > 0 "
                "AND community_code >= '' AND community_code < 'z'"
            )
        )
        assert "ix_incident_returned" in " ".join(str(row) for row in plan)
