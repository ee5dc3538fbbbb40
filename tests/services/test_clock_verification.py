"""Verifying while desks are at work: an incident is seen wholly before a step or wholly after it. Verifying cards."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from gridcenter.services.cards import CardDraft, issue_card
from gridcenter.services.clock_verification import differing_values, verify_clocks
from gridcenter.services.progress import Progress
from gridcenter.store.engine import Store
from gridcenter.store.models import Card, Incident, Step
from tests.services.matters import SHANGHAI, actor, at, report, settle, step, to_closed, to_handling
from tests.store.tampering import lift_said_once

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


def _with_card(store: Store, *, tampered: dict[str, object]) -> int:
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, START)
    with store.begin() as session:
        version = session.scalars(select(Incident.version)).one()
        draft = CardDraft("reminder", "请书面回复处置进度。")
        card = issue_card(
            session, key, draft, version=version, by=actor("supervisor"), now=at("11-18 14:21"), key="c"
        )
        if tampered:
            lift_said_once(session)
            session.execute(update(Card).where(Card.id == card).values(**tampered))
    return card


def test_the_reply_clock_of_a_card_is_computed_again(store: Store) -> None:
    _with_card(store, tampered={})
    found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
    assert (found.kept, found.cards, found.differing_cards) == ([], 1, 0)


@pytest.mark.parametrize("field", ["due_at", "yellow_at", "issued_at", "limit_value"])
def test_a_card_that_was_tampered_with_is_found(store: Store, field: str) -> None:
    value: object = 20.0 if field == "limit_value" else at("11-20 11:00")
    card = _with_card(store, tampered={field: value})
    found = verify_clocks(store, zone=SHANGHAI, progress=_tell_nobody)
    assert found.kept
    assert found.differences == found.card_differences == len(found.kept)
    assert (found.differing_cards, found.differing_incidents) == (1, 0)
    told = [differing_values(one, SHANGHAI) for one in found.kept]
    assert {(one["clock"], one["sequence"], one["period"]) for one in told} == {("card", card, "reminder")}
    if field in ("due_at", "yellow_at"):
        assert [one["field"] for one in told] == [field]
        assert told[0]["stored"] == "2026-11-20T11:00:00+08:00"


def _tell_nobody(_: Progress) -> None:
    pass
