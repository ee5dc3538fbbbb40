"""What may be done with an opened card of a resident, as plain callables; see `gridcenter.desktop.ports`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.desktop.home_ports import HomePorts
from gridcenter.desktop.organisation_ports import OrganisationPorts
from gridcenter.domain.linked_cards import LinkTicket, OrganisationCard, PremisesCard
from gridcenter.domain.own_history import OwnHistory
from gridcenter.domain.people import LookupRequest, PersonCard


@dataclass(frozen=True, slots=True)
class CardPorts:
    """Every action here commits its audit row before it reads; each takes the request of the open card."""

    open_organisation: Callable[[int, LookupRequest, int | None], OrganisationCard | None]
    open_by_code: Callable[[str, LookupRequest], OrganisationCard | None]
    """(credit code, request) -> the organisation; None is an audited miss."""
    open_premises: Callable[[int, LookupRequest, int | None], PremisesCard | None]
    """(id, request, person from whose card it is opened) -> the card; None is an audited miss."""
    look_up_linked: Callable[[LinkTicket, int, LookupRequest], PersonCard | None]
    """(ticket of the list, person id, request) -> the card; None is an audited miss."""
    return_to: Callable[[int, LookupRequest], PersonCard | None]
    """Within 15 minutes of the look-up that opened the person."""
    copy: Callable[[int, Sequence[str], LookupRequest], str]
    """(person id, keys of what stands revealed, request) -> text for the clipboard."""
    print: Callable[[int, Sequence[str], LookupRequest, Path], Path]
    """(person id, keys of what stands revealed, request, file to write) -> the file."""
    history: Callable[[], OwnHistory]
    """A question: the account's own look-ups."""
    look_up_again: Callable[[int, LookupRequest], PersonCard | None]
    """(line of the own history, request) -> the card, by a new look-up."""
    organisations: OrganisationPorts | None = None
    """None for a role that keeps no organisations."""
    homes: HomePorts | None = None
    """None for a role that keeps no residences, households and tenures."""
