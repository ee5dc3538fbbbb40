"""The late clocks of the last days, against every clock of the store looked at one by one."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridcenter.domain.lights import Light
from gridcenter.domain.red_history import red_days, same_hour
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import ClockSegment, Incident, IncidentClock
from gridcenter.store.red_history import late_clocks

ZONE = ZoneInfo("Asia/Shanghai")
COMMUNITIES = select(Incident.id, Incident.community_code)
NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)


@pytest.fixture
def street(store: Store) -> Store:
    create_demo(store, size=DemoSize.STREET, now=NOW)
    return store


def recomputed(session: Session, moment: datetime) -> dict[int, int | None]:
    """Return the unit of each incident that was red, from all clocks and segments there are."""
    pauses = defaultdict(list)
    for segment in session.scalars(select(ClockSegment).where(ClockSegment.running.is_(False))):
        pauses[segment.clock_id].append((segment.started_at, segment.ended_at))
    holders = {row.id: row.unit_id for row in session.execute(select(Incident.id, Incident.unit_id))}
    red: dict[int, tuple[datetime, int | None]] = {}
    for clock in session.scalars(select(IncidentClock)):
        living = clock.started_at <= moment and (clock.ended_at is None or clock.ended_at > moment)
        paused = any(a <= moment and (b is None or b > moment) for a, b in pauses[clock.id])
        if not living or paused or clock.due_at > moment:
            continue
        holder = holders[clock.incident_id]
        unit = holder if clock.kind == "whole" or clock.unit_id is None else clock.unit_id
        known = red.get(clock.incident_id)
        if known is None or clock.due_at < known[0]:
            red[clock.incident_id] = (clock.due_at, unit)
    return {key: unit for key, (_, unit) in red.items()}


def test_every_day_holds_exactly_what_its_clocks_say(street: Store) -> None:
    moments = same_hour(NOW, ZONE)
    with street.read() as session:
        clocks = late_clocks(session, area="", since=moments[0], now=NOW)
        days = red_days(clocks, moments)
        whole = 0
        for day in days:
            wanted = recomputed(session, day.at)
            found = {one: unit for unit, ids in day.units.items() for one in ids}
            assert found.keys() == wanted.keys()
            assert found == wanted
            whole += len(found)
    assert whole > 0


def test_today_is_what_the_red_board_counts(street: Store) -> None:
    with street.read() as session:
        clocks = late_clocks(session, area="", since=NOW - timedelta(days=1), now=NOW)
        (today,) = red_days(clocks, [NOW])
        red = {row.id: row.unit_id for row in open_incidents(session, area="") if row.light(NOW) is Light.RED}
    assert red
    assert {one: unit for unit, ids in today.units.items() for one in ids} == red


def test_an_area_narrows_what_is_read(street: Store) -> None:
    with street.read() as session:
        everything = late_clocks(session, area="", since=NOW - timedelta(days=13), now=NOW)
        communities = {row.id: row.community_code for row in session.execute(COMMUNITIES)}
        one = communities[everything[0].incident_id]
        mine = late_clocks(session, area=one, since=NOW - timedelta(days=13), now=NOW)
    assert {clock.incident_id for clock in mine} == {
        clock.incident_id for clock in everything if communities[clock.incident_id].startswith(one)
    }


def test_late_clocks_that_ended_come_from_their_own_index(sqlite_store: Store) -> None:
    with sqlite_store.read() as session:
        plan = session.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM clock WHERE ended_at > due_at AND ended_at > '2026-11-01'"
            )
        )
        assert "ix_clock_late_ended_at" in " ".join(str(row) for row in plan)
