"""Whatever legal moves an incident goes through: what is stored of its clocks is what their ledgers give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridcenter.domain.clocks import ClockMode, Segment, calendar_for, standing_deadline
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import Move
from gridcenter.services.clock_verification import VerifyProgress, verify_clocks
from gridcenter.services.flows import flow
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.models import ClockSegment, Incident, IncidentClock
from tests.services.matters import GRID, SHANGHAI, actor, at, report, settle, to_handling

START = at("11-17 16:41")
GAPS = st.one_of(st.integers(0, 90), st.integers(0, 20_000), st.integers(0, 2_000_000)).map(
    lambda seconds: timedelta(seconds=seconds)
)
"""Between two moves: within a minute, within hours, over weeks."""
JOURNEYS = st.lists(st.tuples(st.integers(0, 99), GAPS), min_size=1, max_size=14)
EXAMPLES = 50

Dues = dict[tuple[str, int], datetime]


def inputs_of(move: Move, now: datetime, choice: int) -> dict[str, str]:
    told = dict.fromkeys(move.requires, "x")
    if "unit" in told:
        told["unit"] = str(1 + choice % 3)
    if "grid" in told:
        told["grid"] = GRID
    if "new_deadline" in told:
        later = now + timedelta(days=1 + choice % 20)
        told["new_deadline"] = later.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return told


def travel(store: Store, key: int, journey: Sequence[tuple[int, timedelta]], now: datetime) -> None:
    """Take one legal move after the other, chosen by the numbers, until the incident ends."""
    for choice, gap in journey:
        now += gap
        with store.read() as session:
            version, state = session.execute(
                select(Incident.version, Incident.state).where(Incident.id == key)
            ).one()
        ways = flow().moves_from(state)
        if not ways:
            return
        move = ways[choice % len(ways)] if choice < 60 else ways[0]
        before = due_of_running(store, key)
        try:
            with store.begin() as session:
                take_step(
                    session,
                    key,
                    version=version,
                    action=move.action,
                    inputs=inputs_of(move, now, choice),
                    by=actor(move.role),
                    now=now,
                )
        except RuleBroken:
            continue  # a return too many, another unit's task, a check of one's own work, no later deadline
        assert_never_earlier(before, due_of_running(store, key), move)


def due_of_running(store: Store, key: int) -> Dues:
    with store.read() as session:
        rows = session.execute(
            select(IncidentClock.kind, IncidentClock.sequence, IncidentClock.due_at).where(
                IncidentClock.incident_id == key, IncidentClock.ended_at.is_(None)
            )
        )
        return {(kind, sequence): due for kind, sequence, due in rows}


def assert_never_earlier(before: Dues, after: Dues, move: Move) -> None:
    """A pause, its end and an extension only ever give time; no other move touches a clock that goes on."""
    for key in before.keys() & after.keys():
        assert after[key] >= before[key], f"{move.action} took time from {key}"
        if move.action not in ("suspend", "resume", "apply_extend"):
            assert after[key] == before[key], f"{move.action} moved the deadline of {key}"


def assert_ledgers_explain_everything(store: Store, key: int) -> None:
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
                yellow_percent=flow().yellow_percent,
            )
            assert (clock.due_at, clock.yellow_at, clock.paused) == (
                found.due_at,
                found.yellow_at,
                found.paused,
            )
            assert clock.started_at <= clock.yellow_at <= clock.due_at


def test_recomputed_is_stored_after_any_journey(store: Store) -> None:
    settle(store)
    numbers = count(1)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(JOURNEYS, st.booleans())
    def journeys(journey: list[tuple[int, timedelta]], from_handling: bool) -> None:
        key = report(store, now=START, key=f"form-{next(numbers)}")
        if from_handling:
            to_handling(store, key, START)
        travel(store, key, journey, START + timedelta(minutes=6))
        assert_ledgers_explain_everything(store, key)

    journeys()
    found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
    assert found.kept == []
    assert (found.incidents, found.without_clocks) == (next(numbers) - 1, 0)
    assert found.clocks > EXAMPLES


def _tell_nobody(_: VerifyProgress) -> None:
    pass
