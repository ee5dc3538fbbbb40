"""Cards that await their reply, as a list of incidents shows them: what is asked, never what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.names import Name
from gridcenter.language import pick, tr


@dataclass(frozen=True, slots=True)
class OpenCard:
    """One card to which a reply is owed; `weight` grows with how hard its kind presses.

    `mark` are the few characters that stand for its kind where there is no room for its name.
    """

    incident_id: int
    kind: str
    name: Name
    mark: Name
    weight: int
    due_at: datetime

    def overdue(self, now: datetime) -> bool:
        return now >= self.due_at


OpenCards = Mapping[int, tuple[OpenCard, ...]]
"""The open cards of each incident that has any, the gravest first."""


def by_incident(cards: Iterable[OpenCard]) -> OpenCards:
    """Return the cards of each incident, the gravest first, of equals the one that is due first."""
    found: dict[int, list[OpenCard]] = {}
    for card in sorted(cards, key=lambda one: (-one.weight, one.due_at)):
        found.setdefault(card.incident_id, []).append(card)
    return {key: tuple(held) for key, held in found.items()}


@dataclass(frozen=True, slots=True)
class CardMark:
    """What a list shows of the open cards of one incident: the gravest kind in few characters.

    `overdue`: a reply is late, whichever card it is owed to; the words end in “!” then.
    """

    kind: str
    words: str
    overdue: bool


def mark_of(cards: Sequence[OpenCard], now: datetime) -> CardMark | None:
    """Return the mark of an incident's open cards, the gravest first; None where it has none."""
    if not cards:
        return None
    overdue = any(card.overdue(now) for card in cards)
    return CardMark(cards[0].kind, pick(cards[0].mark) + "!" * overdue, overdue)


def card_words(cards: Iterable[OpenCard], now: datetime) -> str:
    """Say what each card is and whether its reply is late, for tooltips, screen readers and copies."""
    return tr("; ").join(
        (tr("{card}: reply overdue") if card.overdue(now) else tr("{card}: reply owed")).format(
            card=pick(card.name)
        )
        for card in cards
    )
