"""The live demo: it reports and closes, survives others working on the same incidents, and runs as its own process."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.domain.clocks import ClockMode, calendar_for, deadline
from gridcenter.domain.errors import BadInput
from gridcenter.domain.handover import HandoverDraft
from gridcenter.services.flows import flow
from gridcenter.services.handovers import write_handover
from gridcenter.services.ledger_rows import as_segments
from gridcenter.services.live_demo import LiveDemo, LiveTally, run_live
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import (
    Account,
    Acknowledgement,
    ClockSegment,
    Handover,
    Incident,
    IncidentClock,
    Step,
)
from gridcenter.store.reminders import acknowledged_keys
from gridcenter.store.schema import upgrade
from tests.services.matters import actor, at, settle

FAST = 1e6


class Times:
    """Lets time pass by one minute a question."""

    def __init__(self) -> None:
        self.now = at("11-18 08:00")

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def play(store: Store, writes: int, *, seed: int = 7) -> LiveTally:
    left = iter(range(writes))
    return run_live(store, rate=FAST, seed=seed, stop=lambda: next(left, None) is None, now=Times())


def test_a_run_reports_moves_and_closes_incidents(store: Store) -> None:
    settle(store)
    tally = play(store, 300)
    with store.read() as session:
        states = Counter(session.scalars(select(Incident.state)))
        steps = session.scalar(select(func.count()).select_from(Step))
    assert tally.reported + tally.moved == steps
    assert tally.reported == states.total() > 10
    assert states["closed"] > 5


def test_recomputing_every_living_clock_gives_what_is_stored(store: Store) -> None:
    """The deadline is a function of the ledger, whatever happened on the way."""
    settle(store)
    play(store, 300)
    with store.read() as session:
        office = working_calendar(session)
        living = session.scalars(select(IncidentClock).where(IncidentClock.ended_at.is_(None))).all()
        assert living
        for clock in living:
            rows = session.scalars(
                select(ClockSegment).where(ClockSegment.clock_id == clock.id).order_by(ClockSegment.sequence)
            ).all()
            found = deadline(
                calendar_for(ClockMode(clock.mode), office),
                clock.limit_minutes,
                as_segments(rows),
                now=rows[-1].started_at,
            )
            stored = (clock.due_at, clock.yellow_at, clock.paused)
            assert (found.due_at, found.yellow_at, found.paused) == stored


def test_every_open_incident_has_its_pressing_clock_on_its_row(store: Store) -> None:
    settle(store)
    play(store, 200)
    with store.read() as session:
        rows = session.scalars(select(Incident).where(Incident.closed_at.is_(None))).all()
        for incident in rows:
            running = session.scalars(
                select(IncidentClock.due_at).where(
                    IncidentClock.incident_id == incident.id,
                    IncidentClock.ended_at.is_(None),
                    IncidentClock.paused.is_(False),
                )
            ).all()
            assert incident.paused == (not running)
            if running:
                assert incident.due_at == min(running)


def test_the_shift_takes_note_of_what_is_new_and_red_and_signs_the_handover(store: Store) -> None:
    settle(store)
    with store.begin() as session:
        draft = HandoverDraft("", ())
        write_handover(session, draft, by=actor("leader"), now=at("11-18 08:00"), key="h")
    play(store, 120)
    with store.read() as session:
        noted = Counter(session.scalars(select(Acknowledgement.event)))
        signed = session.scalars(select(Handover)).one()
        open_ = session.scalars(
            select(Incident.id).where(Incident.closed_at.is_(None), Incident.reported_at < at("11-18 09:00"))
        ).all()
        told = {key.incident_id for key in acknowledged_keys(session, area="")}
    assert noted["new"] > 5
    assert noted["red"] > 0
    assert set(open_) <= told
    assert (signed.signer_role, signed.remarks) == ("supervisor", "演示数据：已接班。")


def test_the_same_seed_plays_the_same_district(sqlite_store: Store) -> None:
    settle(sqlite_store)
    play(sqlite_store, 40)
    with sqlite_store.read() as session:
        told = session.execute(select(Step.action, Step.at).order_by(Step.id).limit(20)).all()
    assert told[0][0] == "report"
    assert told == sorted(told, key=lambda row: row[1])


def test_a_store_without_a_district_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match=r"演示|demo district"):
        play(store, 1)


def test_a_refused_move_is_counted_and_the_run_goes_on(sqlite_store: Store) -> None:
    settle(sqlite_store)
    play(sqlite_store, 30)
    demo = LiveDemo(sqlite_store, seed=3, now=Times())
    with sqlite_store.begin() as session:
        session.execute(update(Account).where(Account.role != "collector").values(active=False))
    tally = LiveTally()
    for _ in range(30):
        tally = demo.write_once(tally)
    assert tally.refused > 0
    assert tally.reported > 0


def test_incidents_that_others_closed_are_forgotten_and_players_without_account_step_in(
    sqlite_store: Store,
) -> None:
    settle(sqlite_store)
    play(sqlite_store, 30)
    demo = LiveDemo(sqlite_store, seed=3, now=Times())
    with sqlite_store.begin() as session:
        session.execute(update(Account).values(role="auditor"))
        session.execute(update(Incident).values(closed_at=at("11-18 09:00")))
    nobody = LiveDemo(sqlite_store, seed=4, now=Times())
    first, second = LiveTally(), LiveTally()
    for _ in range(60):
        first, second = demo.write_once(first), nobody.write_once(second)
    assert first.reported > 0
    assert second.moved > 0
    with sqlite_store.read() as session:
        assert "演示人员" in set(session.scalars(select(Step.actor)))


def test_a_locked_store_is_tried_again(sqlite_store: Store) -> None:
    settle(sqlite_store)
    event.listen(sqlite_store.engine, "checkout", _impatient)
    told: list[LiveTally] = []
    with sqlite_store.connect() as holder:
        holder.exec_driver_sql("UPDATE account SET active = 1")
        tally = run_live(
            sqlite_store, rate=FAST, seed=1, stop=lambda: len(told) >= 2, now=Times(), told=told.append
        )
    assert told == [LiveTally(), LiveTally()]
    assert tally == LiveTally()
    assert play(sqlite_store, 3) != LiveTally()


def test_a_full_disk_is_told_once_and_so_is_its_end(sqlite_store: Store) -> None:
    settle(sqlite_store)
    heard: list[str] = []

    def limit(connection: Any, *_rest: object) -> None:
        connection.execute(f"PRAGMA max_page_count={10**6 if heard else 1}")

    sqlite_store.dispose()
    event.listen(sqlite_store.engine, "checkout", limit)
    run_live(sqlite_store, rate=FAST, seed=1, stop=lambda: "" in heard, now=Times(), held_up=heard.append)
    assert len(heard) == 2
    assert "磁盘" in heard[0]


def test_a_server_that_stops_is_waited_for_and_used_again(own_server: PrivatePostgres) -> None:
    store = open_store(own_server.url())
    upgrade(store)
    settle(store)
    heard: list[str] = []
    tallies: list[LiveTally] = []

    def act(tally: LiveTally) -> None:
        tallies.append(tally)
        if len(tallies) == 5:
            own_server.stop()
        elif len(tallies) == 8:
            own_server.start()

    tally = run_live(
        store, rate=FAST, seed=1, stop=lambda: "" in heard, now=Times(), told=act, held_up=heard.append
    )
    with store.read() as session:
        steps = session.scalar(select(func.count()).select_from(Step))
    store.dispose()
    assert "没有应答" in heard[0]
    assert heard[-1] == ""
    assert len(tallies) >= 9
    assert tally.reported + tally.moved == steps


@pytest.fixture
def own_server() -> Iterator[PrivatePostgres]:
    """A server that the test may stop and start; what it confirmed has to stay."""
    with PrivatePostgres() as server:
        yield server


def _impatient(connection: Any, *_rest: object) -> None:
    connection.execute("PRAGMA busy_timeout=20")


OTHER_PROCESS = """
import sys
from gridcenter.services.live_demo import run_live
from gridcenter.store.engine import open_store
store = open_store(sys.argv[1])
left = iter(range(int(sys.argv[3])))
tally = run_live(store, rate=1e6, seed=int(sys.argv[2]), stop=lambda: next(left, None) is None)
store.dispose()
sys.stdout.write(f"{tally.reported} {tally.moved} {tally.refused}")
"""


def test_two_processes_on_the_same_incidents_lose_nothing(store: Store, store_url: str) -> None:
    """Both work on the incidents of the first run; a version refuses the slower one, and every step is in the trace."""
    settle(store)
    before = play(store, 60)
    others = [
        subprocess.Popen(
            [sys.executable, "-c", OTHER_PROCESS, store_url, str(seed), "60"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in (1, 2)
    ]
    tallies = []
    for other in others:
        out, err = other.communicate(timeout=120)
        assert other.returncode == 0, err
        tallies.append([int(word) for word in out.split()])
    reported = before.reported + sum(tally[0] for tally in tallies)
    moved = before.moved + sum(tally[1] for tally in tallies)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == reported
        assert session.scalar(select(func.count()).select_from(Step)) == reported + moved
        numbers = session.scalars(select(Incident.number)).all()
        sequences = session.execute(
            select(Step.incident_id, func.count(), func.max(Step.sequence)).group_by(Step.incident_id)
        ).all()
        versions = dict(session.execute(select(Incident.id, Incident.version)).all())
        walks = session.execute(
            select(Step.incident_id, Step.from_state, Step.to_state).order_by(Step.incident_id, Step.sequence)
        ).all()
        flows = {key: flow(own) for key, own in session.execute(select(Incident.id, Incident.flow))}
    assert len(set(numbers)) == len(numbers)
    assert all(steps == last == versions[key] for key, steps, last in sequences)
    state: dict[int, str] = {}
    for key, from_state, to_state in walks:
        assert state.get(key, "") == from_state
        possible = {move.to for move in flows[key].moves_from(from_state)} if from_state else {to_state}
        assert to_state in possible | {from_state}  # an application changes nothing
        state[key] = to_state
