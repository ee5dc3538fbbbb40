"""Fills what a desk may do with an opened card of a resident."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from gridcenter.desk.asking import asking
from gridcenter.desk.homes import home_ports
from gridcenter.desk.organisations import organisation_ports
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.domain.people import NOT_LOOKING_UP, Actor, LookupRequest
from gridcenter.services import linked_cards, returning
from gridcenter.services.card_texts import copied_text
from gridcenter.store.engine import Store


def card_ports(store: Store, actor: Actor, zone: ZoneInfo) -> CardPorts | None:
    """Return None for a role that looks nobody up."""
    if actor.role in NOT_LOOKING_UP:
        return None
    return CardPorts(
        open_organisation=partial(linked_cards.open_organisation, store, by=actor),
        open_by_code=partial(linked_cards.open_by_code, store, by=actor),
        open_premises=partial(linked_cards.open_premises, store, by=actor),
        look_up_linked=partial(linked_cards.look_up_linked, store, by=actor),
        return_to=partial(returning.return_to, store, by=actor),
        copy=partial(copied_text, store, by=actor, zone=zone),
        print=partial(_print, store, actor, zone),
        history=asking(store, partial(returning.my_history, by=actor)),
        look_up_again=partial(returning.look_up_again, store, by=actor),
        organisations=organisation_ports(store, actor, zone),
        homes=home_ports(store, actor, zone),
    )


def _print(
    store: Store,
    actor: Actor,
    zone: ZoneInfo,
    person_id: int,
    revealed: Sequence[str],
    request: LookupRequest,
    out: Path,
) -> Path:
    papers = import_module("gridcenter.services.card_papers")  # heavy: no window waits for it
    papers.print_card(store, person_id, revealed, request, out, by=actor, zone=zone)
    return out
