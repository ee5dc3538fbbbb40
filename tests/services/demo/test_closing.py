"""The demo's re-checks: a draw that anybody can recompute, some results, and incidents that were taken up again."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from gridcenter.domain.lights import Light
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.demo.closing import FAILING
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.services.rechecks import verify_draws
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Reopening
from tests.services.demo.wednesday import WEDNESDAY

MONTH_JUST_BEGUN = datetime(2026, 10, 31, 16, 20, tzinfo=UTC)


def test_the_month_before_is_drawn_and_what_failed_is_open_again(sqlite_wednesday: Store) -> None:
    check_draw(sqlite_wednesday, WEDNESDAY)


def test_and_so_it_is_when_the_month_has_just_begun(sqlite_store: Store) -> None:
    create_demo(sqlite_store, size=DemoSize.STREET, now=MONTH_JUST_BEGUN)
    check_draw(sqlite_store, MONTH_JUST_BEGUN)


def check_draw(store: Store, now: datetime) -> None:
    with store.read() as session:
        ((draw, differing),) = verify_draws(session, area="")
        again = session.execute(select(Reopening.incident_id, Reopening.reopened_id)).all()
        lights = {row.id: row.light(now) for row in open_incidents(session, area="")}
    assert (draw.month, differing) == ("2026-10", [])
    assert draw.owed > 0
    failed = {row.incident_id for row in draw.rechecks if row.result == "failed"}
    assert {first for _, first in again} == failed
    assert len(failed) == draw.failed == len(FAILING)
    assert {lights[key] for key, _ in again} == {Light.GREEN}
    assert verify_clocks(store, zone=UTC, progress=lambda _made: None).kept == []


def test_the_same_seed_draws_the_same_incidents(sqlite_wednesday: Store, postgres_wednesday: Store) -> None:
    drawn = []
    for one in (sqlite_wednesday, postgres_wednesday):
        with one.read() as session:
            ((draw, _),) = verify_draws(session, area="")
        drawn.append([(row.number, row.result, row.checker, row.reason) for row in draw.rechecks])
    assert drawn[0] == drawn[1]
