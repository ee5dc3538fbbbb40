"""Which cards await their reply, for the lists of incidents that show them as marks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.domain.open_cards import OpenCard
from gridcenter.services.card_rules import card_rules
from gridcenter.store.cards import open_card_deadlines


def open_cards(session: Session, *, area: str) -> tuple[OpenCard, ...]:
    """Return the cards of an area to which a reply is owed, in no order; cheap, since they are few."""
    rules = card_rules()
    return tuple(
        OpenCard(incident_id, kind, rules.name(kind), rules.mark(kind), rules.weight(kind), due_at)
        for incident_id, kind, due_at in open_card_deadlines(session, area=area)
    )
