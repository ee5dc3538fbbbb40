"""What else the residents page does with an opened card: links, back and forward, copies and prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gridcenter.desktop.background import Background
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.pages.residents_by_code import OpeningByCode
from gridcenter.desktop.pages.residents_homes import HomeKeeping
from gridcenter.desktop.pages.residents_organisations import OrganisationKeeping
from gridcenter.desktop.pages.residents_taking import CardTaking
from gridcenter.desktop.pages.residents_trail import CardTrail

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage


class CardExtras:
    """Empty for a role that looks nobody up."""

    def __init__(self, page: ResidentsPage, ports: CardPorts | None, background: Background) -> None:
        self.trail = CardTrail(page, ports, background) if ports is not None else None
        self.taking = CardTaking(page, ports, background) if ports is not None else None
        self.by_code: OpeningByCode | None = None
        if ports is not None and self.trail is not None:
            self.by_code = OpeningByCode(page, ports, background, self.trail)
        self.organisations: OrganisationKeeping | None = None
        if ports is not None and self.trail is not None and ports.organisations is not None:
            self.organisations = OrganisationKeeping(page, ports.organisations, background, self.trail)
        self.homes: HomeKeeping | None = None
        if ports is not None and self.trail is not None and ports.homes is not None:
            self.homes = HomeKeeping(page, ports.homes, background, self.trail)

    def commands(self) -> Iterator[Command]:
        for part in (self.trail, self.taking, self.by_code, self.organisations, self.homes):
            if part is not None:
                yield from part.commands()

    def escape(self) -> bool:
        """Leave what was opened from a card; tell whether there was anything."""
        return self.trail is not None and self.trail.leave_linked()

    def look_up_begun(self) -> None:
        if self.trail is not None:
            self.trail.stop_returning()

    def forget(self) -> bool:
        """Forget which cards were opened, nobody is at the desk; tell whether something opened so was on show."""
        if self.organisations is not None:
            self.organisations.forget()
        if self.homes is not None:
            self.homes.forget()
        return self.trail is not None and self.trail.forget()

    def print_shown(self) -> bool:
        """Print the card on show; tell whether this page prints it."""
        if self.taking is None:
            return False
        self.taking.print_card()
        return True

    def retranslate(self) -> None:
        if self.trail is not None:
            self.trail.linked.retranslate()
        if self.organisations is not None:
            self.organisations.retranslate()
        if self.homes is not None:
            self.homes.retranslate()
