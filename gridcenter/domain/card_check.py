"""Checking the reply clocks of cards: what is kept must follow from when the card was issued and from its limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.clock_check import Difference, Value, Why
from gridcenter.domain.clocks import ClockMode, Limit, Segment, standing_deadline


@dataclass(frozen=True, slots=True)
class StoredCard:
    """One card as the store has it; `number` is that of its incident, `awaited` tells that a reply is owed."""

    id: int
    number: str
    kind: str
    issued_at: datetime
    mode: ClockMode
    calendar_key: str
    limit: Limit
    limit_minutes: int
    due_at: datetime
    yellow_at: datetime
    awaited: bool


def card_differences(
    card: StoredCard, *, yellow_percent: int, calendar: Callable[[str], Calendar]
) -> Iterator[Difference]:
    """Yield every value of a card's reply clock that its own limit does not give; nothing pauses such a clock."""
    if card.limit_minutes != card.limit.minutes:
        yield _difference(card, "limit_minutes", card.limit_minutes, card.limit.minutes, Why.UNKNOWN)
    if card.mode is not card.limit.mode:
        yield _difference(card, "mode", card.mode.value, card.limit.mode.value, Why.UNKNOWN)
    found = standing_deadline(
        calendar(card.calendar_key),
        card.limit.minutes,
        [Segment(card.issued_at, None, running=True)],
        yellow_percent=yellow_percent,
    )
    edited = Why.CALENDAR if card.mode is ClockMode.WORKING else Why.UNKNOWN
    if card.due_at != found.due_at:
        yield _difference(card, "due_at", card.due_at, found.due_at, edited)
    if card.yellow_at != found.yellow_at:
        why = Why.CARD_SHARE if card.due_at == found.due_at else edited
        yield _difference(card, "yellow_at", card.yellow_at, found.yellow_at, why)


def _difference(card: StoredCard, field: str, stored: Value, recomputed: Value, why: Why) -> Difference:
    return Difference(card.number, None, card.id, card.kind, field, stored, recomputed, why, of_card=True)
