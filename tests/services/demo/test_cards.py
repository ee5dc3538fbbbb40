"""Cards of a demo: as supervisors and leaders would have issued them, the same ones for the same seed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from gridcenter.domain.clocks import ClockMode
from gridcenter.services.card_rules import card_rules
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.cards import awaited_cards
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Card, Incident
from tests.services.demo.wednesday import NIGHT_BEFORE_MONDAY, WEDNESDAY


def test_cards_are_issued_by_whoever_may_about_what_a_unit_held(wednesday: Store) -> None:
    check_cards(wednesday, WEDNESDAY)


def test_and_so_they_are_at_night(store: Store) -> None:
    create_demo(store, size=DemoSize.STREET, now=NIGHT_BEFORE_MONDAY)
    check_cards(store, NIGHT_BEFORE_MONDAY)


def check_cards(store: Store, now: datetime) -> None:
    with store.read() as session:
        rows = session.execute(
            select(Card, Incident, Account)
            .join(Incident, Incident.id == Card.incident_id)
            .join(Account, Account.id == Card.issuer_id)
        ).all()
        waiting = awaited_cards(session, area="", rules=card_rules())
        handlers = {one.id: one for one in session.scalars(select(Account).where(Account.role == "handler"))}
    assert {card.kind for card, *_ in rows} >= {"reminder", "supervision"}
    assert 0 < len(waiting) <= len(rows)
    for card, incident, issuer in rows:
        assert issuer.role in card_rules().kind(card.kind).issuers
        assert card.issuer == issuer.name
        assert card.unit_id == incident.unit_id
        assert incident.dispatched_at is not None
        assert incident.dispatched_at < card.issued_at < now
        assert card.mode == ClockMode.WORKING
        if card.replied_at is not None:
            assert card.replier_id is not None
            assert handlers[card.replier_id].unit_id == card.unit_id
            assert card.issued_at < card.replied_at < now


def test_the_same_seed_and_minute_make_the_same_cards(sqlite_wednesday: Store, postgres_store: Store) -> None:
    create_demo(postgres_store, size=DemoSize.STREET, now=WEDNESDAY.replace(second=59))
    found = []
    for store in (sqlite_wednesday, postgres_store):
        with store.read() as session:
            cards = session.scalars(select(Card).order_by(Card.id)).all()
            found.append(
                [(card.kind, card.text, card.issued_at, card.replied_at, card.reply) for card in cards]
            )
    assert found[0] == found[1]
