"""Verifying while desks are at work: an incident is seen wholly before a step or wholly after it."""

from __future__ import annotations

import threading
from datetime import timedelta

from sqlalchemy import func, select

from gridcenter.services.clock_verification import VerifyProgress, verify_clocks
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, Step
from tests.services.matters import SHANGHAI, at, report, settle, step, to_closed, to_handling

START = at("11-18 08:00")
AT_LEAST = 5
"""Incidents that go from report to closing meanwhile."""


def test_desks_at_work_make_no_difference(store: Store) -> None:
    settle(store)
    finished = threading.Event()
    closed: list[int] = []

    def work() -> None:
        now = START + timedelta(hours=1)
        while not finished.is_set() or len(closed) < AT_LEAST:
            parked = report(store, now=now, key=f"parked-{len(closed)}")
            to_handling(store, parked, now - timedelta(minutes=10))
            step(store, parked, "suspend", "supervisor", now, reason="等", review_date="2026-12-01 09:00")
            key = report(store, now=now, key=f"form-{len(closed)}")
            to_closed(store, key, now)
            now += timedelta(minutes=30)
            step(store, parked, "resume", "supervisor", now)
            closed.append(key)

    desk = threading.Thread(target=work)
    desk.start()
    try:
        while len(closed) < AT_LEAST and desk.is_alive():
            found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
            assert found.kept == []
    finally:
        finished.set()
        desk.join()
    found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
    with store.read() as session:
        steps = session.scalar(select(func.count()).select_from(Step))
        incidents = session.scalar(select(func.count()).select_from(Incident))
    assert (found.kept, found.incidents) == ([], incidents)
    assert steps is not None
    assert steps > 13 * AT_LEAST


def _tell_nobody(_: VerifyProgress) -> None:
    pass
