"""Whatever legal moves an incident goes through: what is stored of its clocks is what their ledgers give."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.clocks import ClockMode, Segment, calendar_for, standing_deadline
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import PLAN_DATE, FlowTemplate, Move
from gridcenter.services.adjustments import apply_for, approve
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.progress import Progress
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.models import ClockSegment, Incident, IncidentClock, Unit
from tests.services.matters import DRAFT, GRID, SHANGHAI, actor, at, report, settle

START = at("11-17 16:41")
GAPS = st.one_of(st.integers(0, 90), st.integers(0, 20_000), st.integers(0, 2_000_000)).map(
    lambda seconds: timedelta(seconds=seconds)
)
"""Between two moves: within a minute, within hours, over weeks."""
Journey = list[tuple[int, timedelta]]
JOURNEYS: st.SearchStrategy[Journey] = st.lists(st.tuples(st.integers(0, 99), GAPS), min_size=8, max_size=30)
GOING_ON_BELOW, ANY_FROM = 55, 96
EXAMPLES = 40
UNITS = {
    "department": "23",
    "community": "11",
    "street": "44",
    "company": "55",
    "grid_team": "66",
    "volunteers": "77",
}
"""Two units of each kind to choose from, by one-digit ids."""

Dues = dict[tuple[str, int], datetime]


def inputs_of(template: FlowTemplate, move: Move, now: datetime, choice: int) -> dict[str, str]:
    told = dict.fromkeys(move.requires, "x")
    for code in move.requires:
        field = template.inputs[code]
        if field.kind == "unit":
            told[code] = UNITS[min(move.unit_kinds, default="department")][choice % 2]
        elif field.kind == "choice":
            told[code] = sorted(field.choices)[choice % len(field.choices)]
        elif code == "grid":
            told[code] = GRID
        elif code == "standard":
            told[code] = ""
        elif field.kind == "moment":
            later = now + timedelta(days=1 + choice % 20)
            told[code] = later.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return told


def chosen(template: FlowTemplate, ways: list[Move], choice: int) -> Move:
    """Return the usual move, any that goes on, or, seldom, any at all: so that journeys get far and still end."""
    going_on = [move for move in ways if not template.states[move.to].final]
    if choice >= ANY_FROM or not going_on:
        return ways[choice % len(ways)]
    return going_on[choice % len(going_on)] if choice < GOING_ON_BELOW else ways[0]


def travel(store: Store, key: int, journey: Journey, template: FlowTemplate) -> None:
    """Take one legal move after the other, chosen by the numbers, until the incident ends."""
    now = START
    for choice, gap in journey:
        now += gap
        with store.read() as session:
            state = session.scalars(select(Incident.state).where(Incident.id == key)).one()
        ways = template.moves_from(state)
        if not ways:
            return
        move = chosen(template, ways, choice)
        before = due_of_running(store, key)
        try:
            with store.begin() as session:
                take(session, key, move, inputs_of(template, move, now, choice), now)
        except RuleBroken:
            continue  # a return too many, a check of one's own work, twice the same, no later deadline
        assert_never_earlier(before, due_of_running(store, key), move)


def take(session: Session, key: int, move: Move, inputs: dict[str, str], now: datetime) -> None:
    """Take a move; what needs an approval is applied for and approved at once."""
    incident = session.get_one(Incident, key, populate_existing=True)
    by = replace(actor(move.role), unit_id=incident.unit_id)
    if move.approval is None:
        take_step(session, key, version=incident.version, action=move.action, inputs=inputs, by=by, now=now)
        return
    form = f"{key} {now.isoformat()}"
    applied = apply_for(
        session,
        key,
        version=incident.version,
        action=move.action,
        inputs=inputs,
        by=by,
        now=now,
        key=form,
    )
    session.expire_all()
    version = session.get_one(Incident, key).version
    approve(session, applied, version=version, opinion="", by=actor("leader"), now=now)


def due_of_running(store: Store, key: int) -> Dues:
    with store.read() as session:
        rows = session.execute(
            select(IncidentClock.kind, IncidentClock.sequence, IncidentClock.due_at).where(
                IncidentClock.incident_id == key, IncidentClock.ended_at.is_(None)
            )
        )
        return {(kind, sequence): due for kind, sequence, due in rows}


def assert_never_earlier(before: Dues, after: Dues, move: Move) -> None:
    """A pause, its end, an extension and a plan only give time; no other move touches a clock that goes on."""
    for key in before.keys() & after.keys():
        assert after[key] >= before[key], f"{move.action} took time from {key}"
        if move.action not in ("suspend", "resume", "apply_extend") and PLAN_DATE not in move.requires:
            assert after[key] == before[key], f"{move.action} moved the deadline of {key}"


def assert_ledgers_explain_everything(store: Store, key: int, template: FlowTemplate) -> None:
    """Recompute independently of the verification: segment by segment from the tables."""
    with store.read() as session:
        calendar = working_calendar(session)
        clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == key)).all()
        for clock in clocks:
            rows = session.scalars(
                select(ClockSegment).where(ClockSegment.clock_id == clock.id).order_by(ClockSegment.sequence)
            ).all()
            for earlier, later in pairwise(rows):
                assert earlier.ended_at == later.started_at
                assert earlier.running is not later.running
            assert rows[0].started_at == clock.started_at
            assert rows[-1].ended_at == clock.ended_at
            found = standing_deadline(
                calendar_for(ClockMode(clock.mode), calendar),
                clock.limit_minutes,
                [Segment(row.started_at, row.ended_at, row.running) for row in rows],
                yellow_percent=template.yellow_percent,
            )
            assert (clock.due_at, clock.yellow_at, clock.paused) == (
                found.due_at,
                found.yellow_at,
                found.paused,
            )
            assert clock.started_at <= clock.yellow_at <= clock.due_at


def more_units(store: Store) -> None:
    """Add a unit of every kind that a flow may ask for."""
    with store.begin() as session:
        for kind, ids in UNITS.items():
            if int(ids[0]) > 3:
                session.add(Unit(id=int(ids[0]), code=f"U{ids[0]}", name=kind, kind=kind))


@pytest.mark.parametrize("key", flow_keys())
def test_recomputed_is_stored_after_any_journey(store: Store, key: str) -> None:
    settle(store)
    more_units(store)
    numbers = count(1)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(JOURNEYS)
    def journeys(journey: Journey) -> None:
        draft = replace(DRAFT, flow=key)
        incident = report(store, now=START, key=f"form-{next(numbers)}", draft=draft)
        travel(store, incident, journey, flow(key))
        assert_ledgers_explain_everything(store, incident, flow(key))

    journeys()
    found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
    assert found.kept == []
    assert (found.incidents, found.without_clocks) == (next(numbers) - 1, 0)
    assert found.clocks > EXAMPLES


def next_of(template: FlowTemplate, state: str, taken: Counter[str]) -> Move | None:
    """Return what gives time as often as it may be given, in turn; else what passes it up, else the usual move."""
    ways = sorted(template.moves_from(state), key=lambda move: move.action != "escalate")
    giving = [
        move
        for move in ways
        if move.approval is not None
        and not template.states[move.to].final
        and taken[move.action] < move.approval.most
    ]
    return min(giving, key=lambda move: taken[move.action], default=next(iter(ways), None))


@pytest.mark.parametrize("key", flow_keys())
def test_recomputed_is_stored_where_time_is_given_as_often_as_it_may_be(store: Store, key: str) -> None:
    """Parked, prolonged and extended by turns, over nights and weekends: no chance decides that it comes to it."""
    settle(store)
    more_units(store)
    template, now, taken = flow(key), START, Counter[str]()
    incident = report(store, now=START, draft=replace(DRAFT, flow=key))
    for turn in range(60):
        with store.read() as session:
            state = session.scalars(select(Incident.state).where(Incident.id == incident)).one()
        hours = 19 if state in template.paused_states else 0
        now += timedelta(hours=hours, minutes=(turn * 7) % 20, seconds=turn)
        move = next_of(template, state, taken)
        if move is None or (move.once and taken[move.action]):
            break
        before = due_of_running(store, incident)
        with store.begin() as session:
            take(session, incident, move, inputs_of(template, move, now, 10 + 2 * taken[move.action]), now)
        taken[move.action] += 1
        assert_never_earlier(before, due_of_running(store, incident), move)
        assert_ledgers_explain_everything(store, incident, template)
    assert template.states[state].final, taken
    giving = {move.action: move.approval.most for move in template.moves if move.approval and move.counts}
    assert {action: taken[action] for action in giving} == giving, taken
    assert verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody).kept == []


def _tell_nobody(_: Progress) -> None:
    pass
