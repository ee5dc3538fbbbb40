"""The demo's re-checks: a draw that anybody can recompute, some results, and incidents that were taken up again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
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

MIDWEEK = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
MONTH_JUST_BEGUN = datetime(2026, 10, 31, 16, 20, tzinfo=UTC)


@pytest.mark.parametrize("now", [MIDWEEK, MONTH_JUST_BEGUN], ids=["midweek", "month just begun"])
def test_the_month_before_is_drawn_and_what_failed_is_open_again(sqlite_store: Store, now: datetime) -> None:
    create_demo(sqlite_store, size=DemoSize.STREET, now=now)
    with sqlite_store.read() as session:
        ((draw, differing),) = verify_draws(session, area="")
        again = session.execute(select(Reopening.incident_id, Reopening.reopened_id)).all()
        lights = {row.id: row.light(now) for row in open_incidents(session, area="")}
    assert (draw.month, differing) == ("2026-10", [])
    assert draw.owed > 0
    failed = {row.incident_id for row in draw.rechecks if row.result == "failed"}
    assert {first for _, first in again} == failed
    assert len(failed) == draw.failed == len(FAILING)
    assert {lights[key] for key, _ in again} == {Light.GREEN}
    assert verify_clocks(sqlite_store, zone=UTC, progress=lambda _made: None).kept == []


def test_the_same_seed_draws_the_same_incidents(sqlite_store: Store, postgres_store: Store) -> None:
    drawn = []
    for one in (sqlite_store, postgres_store):
        create_demo(one, size=DemoSize.STREET, now=MIDWEEK)
        with one.read() as session:
            ((draw, _),) = verify_draws(session, area="")
        drawn.append([(row.number, row.result, row.checker, row.reason) for row in draw.rechecks])
    assert drawn[0] == drawn[1]
