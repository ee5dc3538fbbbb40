"""Shift handovers (交接班): what the outgoing shift leaves, as it was, and the signature of the incoming one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name

LONGEST_PENDING, LONGEST_REMARKS = 4000, 1000
MOST_WATCHED = 50


@dataclass(frozen=True, slots=True)
class WatchedIncident:
    """An incident that the next shift is asked to watch, as it stood when the handover was written."""

    id: int
    number: str
    category: Name
    unit: Name
    place: Name
    light: Light


@dataclass(frozen=True, slots=True)
class OwedCard:
    """A card whose reply was owed when the handover was written."""

    id: int
    incident_id: int
    incident_number: str
    name: Name
    unit: Name
    due_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class HandoverFigures:
    """What was on hand at that moment; the ids stand for good behind every count but the green ones."""

    open: int
    red: tuple[int, ...] = ()
    yellow: tuple[int, ...] = ()
    parked: tuple[int, ...] = ()
    cards: tuple[OwedCard, ...] = ()
    watched: tuple[WatchedIncident, ...] = ()

    @property
    def green(self) -> int:
        return self.open - len(self.red) - len(self.yellow) - len(self.parked)


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """What somebody writes: pending matters, and the incidents to watch."""

    pending: str
    watched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover as it is read; an unsigned one has no `signed_at`. Roles are codes."""

    id: int
    version: int
    written_at: datetime
    author_id: int
    author: str
    author_role: str
    figures: HandoverFigures
    pending: str
    signed_at: datetime | None
    signer: str
    signer_role: str
    remarks: str

    @property
    def signed(self) -> bool:
        return self.signed_at is not None


def figures_at(
    rows: Iterable[QueueRow], cards: Iterable[CardRow], watched: Iterable[int], now: datetime
) -> HandoverFigures:
    """Freeze what is on hand; `watched` that are not open any more are left out."""
    known = {row.id: row for row in rows}
    by_light: dict[Light, list[int]] = {light: [] for light in Light}
    for row in known.values():
        by_light[row.light(now)].append(row.id)
    kept = (known[one] for one in dict.fromkeys(watched) if one in known)
    return HandoverFigures(
        open=len(known),
        red=tuple(sorted(by_light[Light.RED])),
        yellow=tuple(sorted(by_light[Light.YELLOW])),
        parked=tuple(sorted(by_light[Light.GREY])),
        cards=tuple(_owed(card, now) for card in cards if card.awaited),
        watched=tuple(_watched(row, now) for row in kept),
    )


def _watched(row: QueueRow, now: datetime) -> WatchedIncident:
    place = row.grid if row.grid.zh else row.community
    return WatchedIncident(row.id, row.number, row.category, row.unit, place, row.light(now))


def _owed(card: CardRow, now: datetime) -> OwedCard:
    late = card.light(now) is Light.RED
    return OwedCard(card.id, card.incident_id, card.incident_number, card.name, card.unit, card.due_at, late)


def figures_as_text(figures: HandoverFigures) -> str:
    return json.dumps(asdict(figures), ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def figures_of_text(text: str) -> HandoverFigures:
    raw: Mapping[str, Any] = json.loads(text)
    return HandoverFigures(
        open=int(raw.get("open", 0)),
        red=tuple(raw.get("red", ())),
        yellow=tuple(raw.get("yellow", ())),
        parked=tuple(raw.get("parked", ())),
        cards=tuple(_card_of(one) for one in raw.get("cards", ())),
        watched=tuple(_watched_of(one) for one in raw.get("watched", ())),
    )


def _card_of(raw: Mapping[str, Any]) -> OwedCard:
    return OwedCard(
        int(raw["id"]),
        int(raw["incident_id"]),
        raw["incident_number"],
        Name(*raw["name"]),
        Name(*raw["unit"]),
        datetime.fromisoformat(raw["due_at"]),
        bool(raw["late"]),
    )


def _watched_of(raw: Mapping[str, Any]) -> WatchedIncident:
    category, unit, place = (Name(*raw[part]) for part in ("category", "unit", "place"))
    return WatchedIncident(int(raw["id"]), raw["number"], category, unit, place, Light(raw["light"]))
