"""Queries about cards, with the incident each is about and the calendar its reply clock counts with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.calendars import CONTINUOUS, Calendar
from gridcenter.domain.card_check import StoredCard
from gridcenter.domain.cards import CardRow, CardRules
from gridcenter.domain.clocks import ClockMode, Limit, Unit
from gridcenter.domain.names import Name
from gridcenter.store import models
from gridcenter.store.calendars import calendar_edition
from gridcenter.store.models import Card, Category, Division, Grid, Incident
from gridcenter.store.types import inside

NOT_ENDED = Card.replied_at.is_(None) & Card.withdrawn_at.is_(None)

_Holder = aliased(models.Unit, name="addressed")

_Found = tuple[Any, ...]
"""A card; its incident's number and community code; then zh and en of category, grid, community and unit."""


def cards_of(session: Session, incident_id: int, *, area: str, rules: CardRules) -> tuple[CardRow, ...]:
    """Return every card of an incident, oldest first; none where the incident lies outside the area."""
    statement = _cards().where(Card.incident_id == incident_id, inside(Incident.community_code, area))
    return _read(session, statement.order_by(Card.issued_at, Card.id), rules)


def awaited_cards(session: Session, *, area: str, rules: CardRules) -> tuple[CardRow, ...]:
    """Return the cards of the area to which a reply is owed, the one that is or was due first at the top."""
    statement = _cards().where(NOT_ENDED, inside(Incident.community_code, area))
    return _read(session, statement.order_by(Card.due_at, Card.id), rules)


def open_card_deadlines(session: Session, *, area: str) -> list[tuple[int, str, datetime]]:
    """Return incident, kind and deadline of every card of the area to which a reply is owed, in no order."""
    statement = (
        select(Card.incident_id, Card.kind, Card.due_at)
        .join(Incident, Incident.id == Card.incident_id)
        .where(NOT_ENDED, inside(Incident.community_code, area))
    )
    return [(incident_id, kind, due_at) for incident_id, kind, due_at in session.execute(statement)]


def card_total(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Card)) or 0


def stored_cards(session: Session, *, after: int, count: int) -> list[StoredCard]:
    """Return up to `count` cards whose ids follow `after`, by id."""
    statement = (
        select(Card, Incident.number)
        .join(Incident, Incident.id == Card.incident_id)
        .where(Card.id > after)
        .order_by(Card.id)
        .limit(count)
    )
    return [_stored(card, number) for card, number in session.execute(statement)]


def _stored(card: Card, number: str) -> StoredCard:
    return StoredCard(
        id=card.id,
        number=number,
        kind=card.kind,
        issued_at=card.issued_at,
        mode=ClockMode(card.mode),
        calendar_key=card.calendar_key,
        limit=_limit(card),
        limit_minutes=card.limit_minutes,
        due_at=card.due_at,
        yellow_at=card.yellow_at,
        awaited=card.replied_at is None and card.withdrawn_at is None,
    )


def _limit(card: Card) -> Limit:
    return Limit(Decimal(str(card.limit_value)), Unit(card.limit_unit))


def _cards() -> Select[*_Found]:
    return (
        select(
            Card,
            Incident.number,
            Incident.community_code,
            Category.name,
            Category.name_en,
            Grid.name,
            Grid.name_en,
            Division.name,
            Division.name_en,
            _Holder.name,
            _Holder.name_en,
        )
        .join(Incident, Incident.id == Card.incident_id)
        .join(Category, Category.id == Incident.category_id)
        .join(_Holder, _Holder.id == Card.unit_id)
        .join(Grid, (Grid.code == Incident.grid_code) & Grid.valid_until.is_(None), isouter=True)
        .join(Division, Division.code == Incident.community_code, isouter=True)
    )


def _read(session: Session, statement: Select[*_Found], rules: CardRules) -> tuple[CardRow, ...]:
    rows = session.execute(statement).all()
    cards: list[Card] = [row[0] for row in rows]
    calendars = _calendars(session, {card.calendar_key for card in cards if card.mode == ClockMode.WORKING})
    return tuple(_row(*row, rules=rules, calendars=calendars) for row in rows)


def _calendars(session: Session, keys: Iterable[str]) -> dict[str, Calendar]:
    return {key: calendar_edition(session, key) for key in sorted(keys)}


def _row(
    card: Card,
    number: str,
    community_code: str,
    category: str,
    category_en: str,
    grid: str | None,
    grid_en: str | None,
    community: str | None,
    community_en: str | None,
    unit: str,
    unit_en: str,
    *,
    rules: CardRules,
    calendars: dict[str, Calendar],
) -> CardRow:
    return CardRow(
        id=card.id,
        version=card.version,
        kind=card.kind,
        name=rules.name(card.kind),
        incident_id=card.incident_id,
        incident_number=number,
        category=Name(category, category_en),
        place=Name(grid, grid_en or "") if grid else Name(community or "", community_en or ""),
        community_code=community_code,
        unit_id=card.unit_id,
        unit=Name(unit, unit_en),
        issuer=card.issuer,
        issuer_role=card.issuer_role,
        issued_at=card.issued_at,
        text=card.text,
        limit=_limit(card),
        calendar=calendars.get(card.calendar_key, CONTINUOUS),
        due_at=card.due_at,
        yellow_at=card.yellow_at,
        reply=card.reply,
        replier=card.replier,
        replier_role=card.replier_role,
        replied_at=card.replied_at,
        withdrawal=card.withdrawal,
        withdrawer=card.withdrawer,
        withdrawer_role=card.withdrawer_role,
        withdrawn_at=card.withdrawn_at,
    )
