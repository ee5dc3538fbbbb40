"""What is settled on the spot goes to the check without dispatch, checked by somebody else, and is counted as such."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.flows import flow
from gridcenter.store.engine import Store
from gridcenter.store.figures_indicators import indicator_counts, indicator_rows
from gridcenter.store.models import Account, Incident, IncidentClock
from tests.services.matters import SHANGHAI, at, report, settle
from tests.services.test_flow_walks import draft_of, taken

START = at("09-28 10:00")
DONE = START + timedelta(minutes=5)
FLOWS = ["city_matter", "escalation", "service_request"]
SECOND = Actor(30, "acceptor2", "acceptor 二号", "acceptor", None, "")
on_the_spot = pytest.mark.parametrize("key", FLOWS)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Account(id=30, login="acceptor2", name="acceptor 二号", role="acceptor"))


def settled(store: Store, key: str) -> int:
    incident = report(store, now=START, draft=draft_of(key), key=f"form-{key}")
    taken(store, incident, "self_handle", now=DONE)
    return incident


def shown(store: Store, incident: int) -> Incident:
    with store.read() as session:
        return session.get_one(Incident, incident)


@on_the_spot
def test_it_is_handled_at_once_and_closed_after_a_check_without_dispatch(store: Store, key: str) -> None:
    incident = settled(store, key)
    row = shown(store, incident)
    assert (row.state, row.self_handled, row.handled_at, row.dispatched_at) == (
        "self_handled",
        True,
        DONE,
        None,
    )
    taken(store, incident, "check_self", now=DONE + timedelta(minutes=3), by=SECOND)
    taken(store, incident, "close", now=DONE + timedelta(minutes=6))
    row = shown(store, incident)
    assert (row.state, row.outcome, row.self_handled, row.unit_id) == ("closed", "resolved", True, None)
    with store.read() as session:
        detail = desk_incident(session, incident, area="")
    assert detail is not None
    assert detail.self_handled


@on_the_spot
def test_its_clocks_end_and_the_ledger_is_sound(store: Store, key: str) -> None:
    incident = settled(store, key)
    step_clocks = select(IncidentClock.state, IncidentClock.started_at, IncidentClock.ended_at).where(
        IncidentClock.incident_id == incident, IncidentClock.kind == ClockKind.STEP.value
    )
    with store.read() as session:
        first, check = session.execute(step_clocks.order_by(IncidentClock.sequence)).all()
    assert first[1:] == (START, DONE)
    assert check[1:] == (DONE, None)
    taken(store, incident, "check_self", now=DONE + timedelta(minutes=3), by=SECOND)
    taken(store, incident, "close", now=DONE + timedelta(minutes=6))
    with store.read() as session:
        living = session.scalars(select(IncidentClock.id).where(IncidentClock.ended_at.is_(None))).all()
    assert living == []
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


@on_the_spot
def test_a_failed_check_takes_the_mark_back_and_the_ordinary_way_begins(store: Store, key: str) -> None:
    incident = settled(store, key)
    taken(store, incident, "fail_self", now=DONE + timedelta(minutes=3), by=SECOND)
    row = shown(store, incident)
    assert (row.self_handled, row.handled_at, row.outcome, row.rework_count) == (False, None, "", 1)
    ordinary = {"city_matter": "accept", "escalation": "take_on", "service_request": "accept"}[key]
    taken(store, incident, ordinary, now=DONE + timedelta(minutes=4))
    assert shown(store, incident).filed_at == DONE + timedelta(minutes=4)


def test_whoever_settled_it_does_not_check_it(store: Store) -> None:
    incident = settled(store, "service_request")
    for action in ("check_self", "fail_self"):
        with pytest.raises(RuleBroken, match="you handled this incident yourself"):
            taken(store, incident, action, now=DONE)


@on_the_spot
def test_it_needs_its_result_and_its_role(store: Store, key: str) -> None:
    incident = report(store, now=START, draft=draft_of(key))
    with pytest.raises(BadInput, match="needs: "):
        taken(store, incident, "self_handle", now=DONE, result=" ")
    move = next(one for one in flow(key).moves if one.action == "self_handle")
    other = Actor(3, "supervisor", "supervisor 一号", "supervisor", None, "")
    with pytest.raises(RuleBroken, match="is for the"):
        taken(store, incident, "self_handle", now=DONE, by=other)
    assert move.on_spot


def test_it_is_counted_and_the_count_shows_its_rows(store: Store) -> None:
    incident = settled(store, "city_matter")
    report(store, now=START, key="ordinary")
    period = {"area": "", "start": START, "end": START + timedelta(days=1)}
    with store.read() as session:
        counts = indicator_counts(session, keys=["report", "self_dispose"], **period)
        behind = indicator_rows(session, "self_dispose", **period)
    assert counts == {"report": 2, "self_dispose": 1}
    assert [row.id for row in behind] == [incident]
