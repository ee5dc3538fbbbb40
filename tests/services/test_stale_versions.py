"""Whoever decides on what he saw a moment ago is told what changed since: every move of every flow and every other
deed that names the version it was seen with. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.adjustments import apply_for, approve
from gridcenter.services.attachments import remove_attachment
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card, withdraw_card
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.models import Adjustment, AuditEntry, Card, Incident, Step
from tests.services.matters import (
    actor,
    apply,
    at,
    attached,
    report,
    settle,
    step,
    to_handling,
    version_of,
)

NOW = at("11-18 09:00")
LATER = NOW + timedelta(hours=1)
SENTENCE = "check and send again"
PLACED = text("UPDATE incident SET flow = :flow, state = :state")
Deed = Callable[[Session, int], object]


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def written(store: Store) -> tuple[int, ...]:
    with store.read() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Incident, Step, AuditEntry, Adjustment, Card)
        )


@pytest.mark.parametrize("key", flow_keys())
def test_no_move_of_any_flow_is_taken_on_what_has_changed(store: Store, key: str) -> None:
    incident = report(store, now=NOW)
    with store.begin() as session:
        session.execute(text("UPDATE incident SET version = 5"))
    before, told = written(store), set[str]()
    for move in flow(key).moves:
        by = Actor(actor(move.role).account_id, move.role, move.role, move.role, None, "")
        for origin in sorted(move.origins):
            asked = {"action": move.action, "inputs": {"reason": "x"}, "by": by, "now": LATER, "version": 4}
            with pytest.raises(RuleBroken, match=SENTENCE) as refused, store.begin() as session:
                session.execute(
                    text("UPDATE incident SET flow = :flow, state = :state"), {"flow": key, "state": origin}
                )
                if move.approval is None:
                    take_step(session, incident, **asked)  # type: ignore[arg-type]
                else:
                    apply_for(session, incident, key="form", **asked)  # type: ignore[arg-type]
            told.add(str(refused.value))
    assert written(store) == before
    assert all("collector 一号 took “report” at 09:00:00, the incident is now " in one for one in told)


def _approve(session: Session, seen: int) -> object:
    (application,) = session.scalars(select(Adjustment.id))
    return approve(session, application, version=seen, opinion="同意", by=actor("leader"), now=LATER)


def _merge(session: Session, seen: int) -> object:
    return merge_incidents(
        session, kept=(2, 1), merged=(1, seen), reason="同一处", by=actor("acceptor"), now=LATER
    )


def _take_in(session: Session, seen: int) -> object:
    return merge_incidents(
        session, kept=(1, seen), merged=(2, 1), reason="同一处", by=actor("acceptor"), now=LATER
    )


def _issue(session: Session, seen: int) -> object:
    draft = CardDraft("reminder", "请今日到场")
    return issue_card(session, 1, draft, version=seen, by=actor("supervisor"), now=LATER, key="card-2")


@pytest.mark.parametrize("deed", [_approve, _merge, _take_in, _issue])
def test_nothing_else_is_done_on_an_incident_that_has_changed(store: Store, deed: Deed) -> None:
    incident = report(store, now=NOW)
    report(store, now=NOW, key="other")
    to_handling(store, incident, NOW)
    apply(store, incident, "suspend", "supervisor", LATER, reason="雨", review_date="2026-12-01 09:00")
    seen = version_of(store, incident)
    step(store, incident, "call_in", "handler", LATER, co_unit="3", reason="看")
    before = written(store)
    with pytest.raises(RuleBroken, match=SENTENCE), store.begin() as session:
        deed(session, seen)
    assert written(store) == before
    with store.begin() as session:
        deed(session, version_of(store, incident))


def test_nothing_is_taken_apart_that_has_changed(store: Store) -> None:
    kept, key = report(store, now=NOW), report(store, now=NOW, key="other")
    with store.begin() as session:
        merge_incidents(
            session, kept=(kept, 1), merged=(key, 1), reason="同", by=actor("acceptor"), now=LATER
        )
    with pytest.raises(RuleBroken, match=SENTENCE), store.begin() as session:
        unmerge_incident(session, key, version=1, reason="不是", by=actor("acceptor"), now=LATER)


@pytest.mark.parametrize("deed", [reply_to_card, withdraw_card])
def test_no_card_is_answered_or_withdrawn_that_has_changed(store: Store, deed: Callable[..., object]) -> None:
    incident = report(store, now=NOW)
    to_handling(store, incident, NOW)
    with store.begin() as session:
        card = issue_card(
            session,
            incident,
            CardDraft("reminder", "请今日到场"),
            version=version_of(store, incident),
            by=actor("supervisor"),
            now=LATER,
            key="card",
        )
        session.execute(text("UPDATE card SET version = 3"))
    said = {"text": "已到场"} if deed is reply_to_card else {"reason": "误发"}
    by = actor("handler" if deed is reply_to_card else "supervisor")
    with pytest.raises(RuleBroken, match="changed meanwhile"), store.begin() as session:
        deed(session, card, version=2, by=by, now=LATER, **said)


def test_no_attachment_is_removed_that_has_changed(store: Store) -> None:
    incident = report(store, now=NOW)
    with store.begin() as session:
        key = attached(session, incident, "before", by=actor("collector"))
        session.execute(text("UPDATE attachment SET version = 3"))
    with pytest.raises(RuleBroken, match="changed meanwhile"), store.begin() as session:
        remove_attachment(session, key, version=2, reason="误传", by=actor("collector"), now=LATER)
