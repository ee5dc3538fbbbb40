"""Merged and taken apart again, both incidents are what they were: all that the queue ranks by, and every clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

import pytest
from sqlalchemy import select, text

from gridcenter.domain.incidents import Severity
from gridcenter.domain.queue import in_order
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reports import add_report
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Incident, IncidentClock
from tests.services.matters import (
    DRAFT,
    SHANGHAI,
    actor,
    at,
    report,
    settle,
    step,
    to_dispatched,
    to_handling,
    version_of,
)

NOW = at("11-18 09:00")
LATER = NOW + timedelta(hours=2)
_forms = count()
_COUNTED_UP = {"version"}
"""Columns that every writing raises, so that who saw an older row is told."""


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def _parked(store: Store, key: int) -> None:
    to_handling(store, key, NOW)
    step(store, key, "suspend", "supervisor", NOW, reason="待料", review_date="2026-12-01 09:00")


def _called_in(store: Store, key: int) -> None:
    to_handling(store, key, NOW)
    step(store, key, "call_in", "handler", NOW + timedelta(minutes=9), co_unit="3", reason="查图纸")


def _extended(store: Store, key: int) -> None:
    to_handling(store, key, NOW)
    step(
        store,
        key,
        "apply_extend",
        "handler",
        NOW + timedelta(minutes=9),
        reason="雨",
        new_deadline="2026-11-19 16:00",
    )


WAYS: tuple[Callable[[Store, int], None], ...] = (
    lambda _store, _key: None,
    lambda store, key: to_dispatched(store, key, NOW),
    lambda store, key: to_handling(store, key, NOW),
    _parked,
    _called_in,
    _extended,
)


def made(store: Store, chance: Random) -> int:
    """Report something, let it go some way, and return it."""
    draft = replace(
        DRAFT,
        severity=chance.choice(list(Severity)),
        urgent=chance.random() < 0.3,
        vulnerable=chance.random() < 0.5,
    )
    key = report(store, now=NOW, key=f"form-{next(_forms)}", draft=draft)
    chance.choice(WAYS)(store, key)
    return key


def rows(store: Store, keys: list[int]) -> dict[str, object]:
    """Return every column of the incidents and of their clocks, and the queue with its order."""
    columns = [column for column in Incident.__table__.columns if column.name not in _COUNTED_UP]
    with store.read() as session:
        incidents = session.execute(select(*columns).where(Incident.id.in_(keys)).order_by(Incident.id)).all()
        clocks = session.execute(
            select(*IncidentClock.__table__.columns)
            .where(IncidentClock.incident_id.in_(keys))
            .order_by(IncidentClock.id)
        ).all()
        queue = [row for row in open_incidents(session, area="") if row.id in keys]
    shown = [replace(row, version=0) for row in in_order(queue, LATER)]
    return {"incidents": [one._asdict() for one in incidents], "clocks": clocks, "queue": shown}


def merge(store: Store, kept: int, merged: int, *, now: datetime = LATER) -> None:
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(kept, version_of(store, kept)),
            merged=(merged, version_of(store, merged)),
            reason="同一处",
            by=actor("acceptor"),
            now=now,
        )


def unmerge(store: Store, merged: int, *, now: datetime = LATER) -> None:
    with store.begin() as session:
        unmerge_incident(
            session,
            merged,
            version=version_of(store, merged),
            reason="不是同一处",
            by=actor("acceptor"),
            now=now,
        )


def further_report(store: Store, key: int, *, vulnerable: bool) -> None:
    with store.begin() as session:
        add_report(
            session,
            key,
            replace(DRAFT, vulnerable=vulnerable),
            by=actor("acceptor"),
            now=LATER,
            key=f"form-{next(_forms)}",
        )


def vulnerable(store: Store, key: int) -> bool:
    with store.read() as session:
        return session.get_one(Incident, key).vulnerable


def kind(store: Store, *, marked: bool) -> int:
    return report(store, now=NOW, key=f"form-{next(_forms)}", draft=replace(DRAFT, vulnerable=marked))


def test_whatever_was_merged_in_whatever_order_all_are_as_before_once_they_are_apart(store: Store) -> None:
    for seed in range(8):
        chance = Random(seed)
        kept, *others = keys = [made(store, chance) for _ in range(chance.randint(2, 4))]
        before = rows(store, keys)
        for key in others:
            merge(store, kept, key)
        assert len(rows(store, keys)["queue"]) == 1  # type: ignore[arg-type]
        for key in chance.sample(others, len(others)):
            unmerge(store, key)
        assert rows(store, keys) == before, seed
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None).kept == []


def test_who_is_taken_out_takes_the_mark_of_a_vulnerable_person_along(store: Store) -> None:
    kept, marked, plain = (kind(store, marked=one) for one in (False, True, False))
    merge(store, kept, marked)
    merge(store, kept, plain)
    assert vulnerable(store, kept)
    unmerge(store, plain)
    assert vulnerable(store, kept)
    unmerge(store, marked)
    assert not vulnerable(store, kept)
    assert vulnerable(store, marked)


def test_a_mark_of_its_own_and_one_from_another_stay(store: Store) -> None:
    own, first, second, plain = (kind(store, marked=one) for one in (True, True, True, False))
    merge(store, own, first)
    unmerge(store, first)
    assert vulnerable(store, own)
    merge(store, plain, first)
    merge(store, plain, second)
    unmerge(store, first)
    assert vulnerable(store, plain)


def test_what_was_told_to_the_kept_one_meanwhile_stays_with_it(store: Store) -> None:
    kept, marked = kind(store, marked=False), kind(store, marked=True)
    merge(store, kept, marked)
    further_report(store, marked, vulnerable=True)  # goes on to the kept one
    unmerge(store, marked)
    assert vulnerable(store, kept)
    with store.read() as session:
        counts = [session.get_one(Incident, key).report_count for key in (kept, marked)]
    assert counts == [2, 1]


def test_one_merged_before_its_own_mark_was_kept_leaves_the_mark_where_it_is(store: Store) -> None:
    kept, marked = kind(store, marked=False), kind(store, marked=True)
    merge(store, kept, marked)
    with store.begin() as session:
        session.execute(text("UPDATE incident SET vulnerable_itself = NULL"))
    unmerge(store, marked)
    assert vulnerable(store, kept)
