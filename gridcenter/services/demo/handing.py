"""What the demo hands on: tasks that units gave back twice, and the shift handover that awaits a signature."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.handover import figures_as_text, figures_at
from gridcenter.domain.people import Actor
from gridcenter.domain.queue import in_order
from gridcenter.services.card_rules import card_rules
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.steps import take_step
from gridcenter.store.cards import awaited_cards
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Handover, Incident

PASSED_AROUND = 3
WATCHED = 4
_APART, _LAST_AGO = timedelta(minutes=7), timedelta(minutes=3)


def pass_around(session: Session, staff: Staff, *, now: datetime) -> int:
    """Let two units each give back a few tasks, by real steps, and return how many; the caller owns the transaction.

    Only tasks that were received some hours ago and are far from their limits, given back minutes ago: the clock of
    dispatching is young, and no light changes with it.
    """
    received = session.scalars(
        select(Incident)
        .where(
            Incident.closed_at.is_(None),
            Incident.flow == "city_matter",
            Incident.state == "pending_handle",
            Incident.return_count == 0,
            Incident.dispatched_at < now - timedelta(hours=2),
            Incident.yellow_at > now + timedelta(hours=4),
            Incident.urgent.is_(False),
        )
        .order_by(Incident.id)
        .limit(PASSED_AROUND)
    ).all()
    for place, incident in enumerate(received):
        _send_round(session, incident, staff, now - _LAST_AGO - place * timedelta(minutes=1) - 3 * _APART)
    return len(received)


def _send_round(session: Session, incident: Incident, staff: Staff, at: datetime) -> None:
    first = staff.handlers[incident.unit_id or 0]
    second = next(one for unit, one in sorted(staff.handlers.items()) if unit != incident.unit_id)
    dispatcher = next(one for one in staff.accounts if one.role == "dispatcher")
    moves: tuple[tuple[str, DemoAccount, dict[str, str]], ...] = (
        ("return", first, {"reason": "not_our_duty"}),
        ("redispatch", dispatcher, {"unit": str(second.unit_id)}),
        ("receive", second, {}),
        ("return", second, {"reason": "not_our_duty"}),
    )
    key = incident.id
    session.expire(incident)
    for place, (action, by, inputs) in enumerate(moves):
        version = session.scalars(select(Incident.version).where(Incident.id == key)).one()
        take_step(
            session,
            key,
            version=version,
            action=action,
            inputs=inputs,
            by=_actor(by),
            now=at + place * _APART,
        )


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)


def write_demo_handover(session: Session, staff: Staff, *, seed: int, now: datetime) -> None:
    """Leave a handover of the shift before, with what stood on the board at that minute; nobody has signed it."""
    now = now.replace(second=0, microsecond=0)
    centre = [one for one in staff.accounts if one.role == "supervisor"]
    author = centre[-1]
    rows = open_incidents(session, area="")
    cards = awaited_cards(session, area="", rules=card_rules())
    watched = [row.id for row in in_order(rows, now)[:WATCHED]]
    session.add(
        Handover(
            idempotency_key=f"demo {seed}",
            area=author.area,
            written_at=now,
            author_id=author.id,
            author=author.name,
            author_role=author.role,
            figures=figures_as_text(figures_at(rows, cards, watched, now)),
            pending="\n".join(word_list("handover")["pending"]),
        )
    )
    session.flush()
