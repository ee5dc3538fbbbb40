"""What a desk does to keep organisations and who belongs to them; every callable runs on a worker and is audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gridcenter.domain.linked_cards import LinkTicket
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, PersonCard

Typed = Mapping[str, str]
"""What was typed, by the name of the field."""


@dataclass(frozen=True, slots=True)
class OrganisationPorts:
    codes: Callable[[], Mapping[str, Sequence[tuple[str, Name]]]]
    """Codes with their names, of every item that is coded."""
    enter: Callable[[Typed], int]
    """The new organisation's id."""
    state: Callable[[int, Typed], None]
    """(organisation, what a source says of it)"""
    verify: Callable[[int, Typed], None]
    """(organisation, `which` statement about it)"""
    withdraw: Callable[[int, Typed], None]
    """(organisation, `which` statement about it and the `reason`)"""
    tie: Callable[[int, Typed, LookupRequest], PersonCard | None]
    """(person whose card is open, the tie, its request) -> the card as it is then."""
    tie_by_number: Callable[[Typed, LookupRequest], PersonCard | None]
    """Look the person up and tie; the look-up has its own audit line."""
    end_tie: Callable[[int, int, Typed, LookupRequest], PersonCard | None]
    """(person whose card is open, tie, last day, its request) -> the card as it is then."""
    end_listed: Callable[[LinkTicket, int, int, Typed, LookupRequest], None]
    """(ticket of the open list, person, tie, last day, request)"""
