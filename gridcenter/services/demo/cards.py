"""Cards of the demo: what its supervisors asked of units that are late, and what the units replied so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.calendars import MICROSECOND, MINUTE, WorkingCalendar
from gridcenter.domain.people import Actor
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import CardDraft, new_card
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Card, Incident

HELD = ("dispatched", "pending_handle", "handling")
MOST = 18
ANSWERED_SHARE = 0.35
LONGEST_AGO_MINUTES = 400
"""In working minutes: nobody of the demo issues a card at night."""
FIRST = 5
"""So many of the most pressing incidents have a card for certain, to which the reply is still owed."""


def write_cards(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Write cards about incidents that are late or nearly so, the latest first, and return how many.

    The caller owns the transaction; the same seed and minute give the same cards.
    """
    chance, words = Random(f"cards {seed}"), word_list("cards")
    now, office = now.replace(second=0, microsecond=0), working_calendar(session)
    pressing = session.scalars(
        select(Incident)
        .where(
            Incident.closed_at.is_(None),
            Incident.paused.is_(False),
            Incident.unit_id.is_not(None),
            Incident.state.in_(HELD),
            Incident.dispatched_at < now - timedelta(hours=1),
        )
        .order_by(Incident.urgent.desc(), Incident.due_at, Incident.id)
        .limit(4 * MOST)
    ).all()
    others = pressing[FIRST:]
    chosen = [*pressing[:FIRST], *chance.sample(others, min(MOST - FIRST, len(others)))]
    for place, incident in enumerate(chosen):
        at = _moment(incident, chance, office, now)
        card = _issued(session, incident, _kind(place), staff, words, chance, at)
        if place >= FIRST and chance.random() < ANSWERED_SHARE:
            _answer(card, staff, words["replied"], chance, now)
        session.add(card)
    session.flush()
    return len(chosen)


def _kind(place: int) -> str:
    """Most cards are reminders; the graver, the fewer."""
    if place == 4:
        return "red_card"
    if place % 8 == 2:
        return "yellow_card"
    return "supervision" if place % 3 == 1 else "reminder"


def _moment(incident: Incident, chance: Random, office: WorkingCalendar, now: datetime) -> datetime:
    """Return a moment of working hours after the unit got the incident."""
    worked = office.position(now) - chance.randint(12, LONGEST_AGO_MINUTES) * MINUTE // MICROSECOND
    earliest = (incident.dispatched_at or now) + timedelta(minutes=50)
    return min(max(office.moment_at(worked), earliest), now - timedelta(minutes=5))


def _issued(
    session: Session,
    incident: Incident,
    kind: str,
    staff: Staff,
    words: dict[str, dict[str, list[str]]],
    chance: Random,
    at: datetime,
) -> Card:
    issuers = card_rules().kind(kind).issuers
    role = "leader" if issuers == {"leader"} else "supervisor"
    by = _actor(chance.choice(staff.holding(role)))
    draft = CardDraft(kind, chance.choice(words["asked"][kind]))
    card = new_card(session, incident, card_rules().kind(kind), draft, by=by, now=at)
    card.issuer_id = by.account_id
    return card


def _answer(card: Card, staff: Staff, replies: Sequence[str], chance: Random, now: datetime) -> None:
    handler = staff.handlers[card.unit_id]
    waited = chance.uniform(0.2, 0.9) * (now - card.issued_at)
    card.reply, card.replied_at = chance.choice(replies), card.issued_at + waited
    card.replier_id, card.replier, card.replier_role = handler.id, handler.name, handler.role


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
