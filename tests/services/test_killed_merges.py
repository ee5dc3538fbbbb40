"""A desk killed with SIGKILL between any two statements of a merging, a taking apart or a reopening leaves both
incidents, their clocks, what was applied for and the traces wholly as before or wholly as after."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import Availability
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.unit_load import Duty, set_duty
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, CoHandling, Incident, IncidentMerge, Reopening
from tests.services import test_killed_steps
from tests.services.killed_desk import COMMIT, Deed, Order, desks
from tests.services.matters import (
    SHANGHAI,
    actor,
    apply,
    at,
    report,
    settle,
    step,
    to_closed,
    to_handling,
)
from tests.services.test_killed_steps import TABLES, Kill, outcomes, read

NOW = at("11-18 09:00")
LATER = NOW + timedelta(hours=1)
KEPT, MERGED, CLOSED = 1, 2, 3


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    with desks() as killed:
        yield killed


@pytest.fixture(autouse=True)
def _place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One matter twice, the second with an application and a unit called in; and one that is closed."""
    monkeypatch.setattr(test_killed_steps, "TABLES", (*TABLES, IncidentMerge, CoHandling, Reopening))
    settle(store)
    for key in ("a", "b", "c"):
        report(store, now=NOW, key=key)
    to_handling(store, MERGED, NOW)
    step(store, MERGED, "call_in", "handler", NOW + timedelta(minutes=9), co_unit="3", reason="查图纸")
    apply(
        store,
        MERGED,
        "suspend",
        "supervisor",
        NOW + timedelta(minutes=10),
        reason="雨",
        review_date="2026-12-01 09:00",
    )
    to_closed(store, CLOSED, NOW)
    with store.begin() as session:
        set_duty(session, 2, Duty(Availability.BUSY), reason="抢险", by=actor("supervisor"), now=NOW)
    store.dispose()


def _version(session: Session, key: int) -> int:
    return session.scalars(select(Incident.version).where(Incident.id == key)).one()


def merging(session: Session, now: datetime) -> Deed:
    return partial(
        merge_incidents,
        kept=(KEPT, _version(session, KEPT)),
        merged=(MERGED, _version(session, MERGED)),
        reason="同一处",
        by=actor("acceptor"),
        now=now,
    )


def parting(session: Session, now: datetime) -> Deed:
    return partial(
        unmerge_incident,
        merged_id=MERGED,
        version=_version(session, MERGED),
        reason="不是同一处",
        by=actor("acceptor"),
        now=now,
        despite="当日必须处置",
    )


def reopening(_session: Session, now: datetime) -> Deed:
    return partial(
        reopen_incident, incident_id=CLOSED, reason="未解决", by=actor("acceptor"), now=now, key="again"
    )


LIFE: tuple[Callable[[Session, datetime], Deed], ...] = (merging, parting, merging, reopening)


def test_a_desk_killed_after_any_statement_leaves_both_incidents_whole(
    store: Store, store_url: str, kill: Kill
) -> None:
    for number, find in enumerate(LIFE):
        now = LATER + timedelta(minutes=number)
        for point in count(1):
            expected = outcomes(store, find, now)
            death = kill(Order(store_url, expected.deed, statements=point))
            assert death.signal == signal.SIGKILL
            found = expected.of(read(store))
            if death.last == COMMIT:
                assert found == "done"
                break
            assert found == "undone", (point, death.last)
        assert point > 8
        assert verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None).kept == []
        with store.read() as session:
            assert not any(broken_links(session, account) for account in session.scalars(select(Account.id)))
        store.dispose()
