"""What of a resident's card leaves the program, as tables of words: for the sheet, and as text for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import groupby

from gridcenter.domain.life_cycle import LIFE_NAMES
from gridcenter.domain.people import GROUP_NAMES, PURPOSE_NAMES, Actor, CardItem, LookupRequest
from gridcenter.language import pick, tr
from gridcenter.services.card_copies import CardCopy, copy_card
from gridcenter.services.cell_safety import as_text_cell
from gridcenter.store.engine import Store

NOTHING = "—"
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardTable:
    """One part of the card; `shares` are the widths of its columns in proportion."""

    name: str
    titles: Row
    shares: tuple[int, ...]
    rows: tuple[Row, ...] = field(repr=False)


def copied_text(
    store: Store,
    person_id: int,
    revealed: Sequence[str],
    request: LookupRequest,
    *,
    by: Actor,
    zone: tzinfo,
) -> str:
    """Return the card as lines and tabs for the clipboard, audited first. Opens its own transactions.

    Raises:
        RuleBroken: As for `services.card_copies.open_copy`.
    """
    return card_text(copy_card(store, person_id, revealed, request, by=by), by=by, zone=zone)


def card_text(copy: CardCopy, *, by: Actor, zone: tzinfo) -> str:
    card = copy.card
    head = (card.name, pick(card.sex), card.age_band, card.id_number, pick(card.grid))
    lines: list[Row] = [tuple(part for part in head if part)]
    for table in tables_of(copy):
        if table.rows:
            lines += [(table.name,), table.titles, *table.rows]
    lines.append((seal(copy, by=by, zone=zone),))
    return "\n".join("\t".join(map(_cell, line)) for line in lines)


def seal(copy: CardCopy, *, by: Actor, zone: tzinfo) -> str:
    """Return who took the card, when, and for what."""
    return f"{by.login} · {copy.at.astimezone(zone):%Y-%m-%d %H:%M} · {_ground(copy.request)}"


def tables_of(copy: CardCopy) -> Iterator[CardTable]:
    """Yield the five groups, then life, organisations and residences; plain is only what the copy may tell."""
    titles = (tr("Item"), tr("Value"), tr("Source"), tr("Recorded"))
    order = list(GROUP_NAMES)
    ordered = sorted(copy.card.items, key=lambda item: order.index(item.group))
    for group, items in groupby(ordered, key=lambda item: item.group):
        rows = tuple(_item(item, copy) for item in items)
        yield CardTable(pick(GROUP_NAMES[group]), titles, (4, 7, 3, 3), rows)
    yield _life(copy)
    yield _organisations(copy)
    yield _residences(copy)


def _item(item: CardItem, copy: CardCopy) -> Row:
    value = copy.plain.get(item.key, item.value) or tr("unknown")
    return pick(item.label), value, item.source or NOTHING, _day(item.recorded_on)


def _life(copy: CardCopy) -> CardTable:
    titles = (tr("Event"), tr("Date"), tr("About it"), tr("Source"))
    rows = (
        (pick(LIFE_NAMES[one.kind]), copy.plain.get(one.key, one.day), one.detail or NOTHING, one.source)
        for one in copy.card.life
    )
    return CardTable(tr("Life"), titles, (3, 3, 5, 3), tuple(rows))


def _organisations(copy: CardCopy) -> CardTable:
    titles = (tr("Tie"), tr("Organisation"), tr("From"), tr("Until"), tr("Source"))
    rows = (
        (pick(one.tie), one.name, _day(one.since), _day(one.until), one.source or NOTHING)
        for one in copy.card.organisations
    )
    return CardTable(tr("Organisations"), titles, (3, 5, 3, 3, 3), tuple(rows))


def _residences(copy: CardCopy) -> CardTable:
    titles = (tr("Residence"), tr("Premises"), tr("From"), tr("Until"))
    rows = ((pick(one.kind), one.premises, _day(one.since), _day(one.until)) for one in copy.card.residences)
    return CardTable(tr("Residences"), titles, (3, 6, 3, 3), tuple(rows))


def _ground(request: LookupRequest) -> str:
    return " · ".join((pick(PURPOSE_NAMES[request.purpose]), request.incident_number or request.reason))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else NOTHING


def _cell(value: str) -> str:
    return as_text_cell(_BREAKS.sub(" ", value))
