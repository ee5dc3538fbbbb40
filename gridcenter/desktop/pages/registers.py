"""The residents page of the rail: looking a resident up, and beside it what else is done with the registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridcenter.clock import utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.idle_closing import ClosesIdle
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.list_tab import TabGround
from gridcenter.desktop.pages.registers_care import CareTab
from gridcenter.desktop.pages.registers_changes import ChangesTab
from gridcenter.desktop.pages.registers_checks import ChecksTab
from gridcenter.desktop.pages.registers_ledgers import LedgersTab
from gridcenter.desktop.pages.registers_rolls import RollsTab
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_history import HistoryTab
from gridcenter.desktop.pages.residents_keeping import ValueKeeping
from gridcenter.desktop.pages.residents_twins import TwinKeeping
from gridcenter.desktop.pages.visits import VisitsTab
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.page_tabs import TabbedPage
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.language import tr


class RegistersPage(TabbedPage):
    """Shows the look-up (人) first. A tab opens a resident of its list with `resident_wanted` (request, work)."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        live: LiveFeed,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._came_from = 0
        """The tab whose list the resident on show was opened from; Esc leads back to it."""
        self.residents = ResidentsPage(ports, background, theme, zone=zone)
        self.keeping = self._value_keeping(ports, background, theme, zone)
        self._share_keys()
        self.twins: TwinKeeping | None = None
        if ports.keeping.twins is not None:
            tell = self.residents.notice.emit
            self.twins = TwinKeeping(self.residents, ports.keeping.twins, background, theme, tell=tell)
        beside: list[QWidget] = []
        if ports.keeping.visits is not None:
            beside.append(VisitsTab(ports.keeping.visits, background, theme, self._store_time, zone))
        if ports.cards is not None:
            beside.append(HistoryTab(ports.cards, ports.catalogue, background, theme, zone))
        ground = TabGround(ports.actor, background, theme, zone, self._store_time)
        self.checks = ChecksTab(ports.checks, ground) if ports.checks is not None else None
        self.rolls = RollsTab(ports.rolls, ground) if ports.rolls is not None else None
        beside += [tab for tab in (self.checks, self.rolls) if tab is not None]
        if ports.population is not None:
            beside.append(ChangesTab(ports.population, ground))
        if ports.ledgers is not None:
            beside.append(LedgersTab(ports.ledgers, background, theme))
        if ports.care is not None:
            beside.append(CareTab(ports.care, background, theme, zone))
        for tab in beside:
            if hasattr(tab, "resident_wanted"):
                tab.resident_wanted.connect(self.open_listed)
            if isinstance(tab, LedgersTab | CareTab):
                tab.ground.offer(ports.purposes)
        self.residents.audit.table.opened.connect(self._show_history)
        self.hold(self.residents, lambda: tr("Look-up"), beside)

    def _value_keeping(
        self, ports: DeskPorts, background: Background, theme: Theme, zone: ZoneInfo
    ) -> ValueKeeping | None:
        """Return what verifies and corrects the values of an open card, None for a role that does not."""
        page, work = self.residents, ports.keeping.keep
        if work is None:
            return None
        return ValueKeeping(
            page,
            page.card,
            work,
            background,
            theme,
            ports.catalogue,
            tell=page.notice.emit,
            now=lambda: self._store_time().astimezone(zone),
        )

    def _share_keys(self) -> None:
        """Let the keys that keep a resident's values act for an organisation while one is on show."""
        organisations = self.residents.extras.organisations
        if organisations is None:
            return
        if self.keeping is None:
            organisations.bind_shared()
        else:
            self.keeping.instead = organisations.answers

    def _store_time(self) -> datetime:
        return self._live.state.as_of or utc_now()

    # The look-up

    def look_up(self, request: LookupRequest) -> None:
        """Open the resident of a request made elsewhere, as if it had been typed here."""
        self._came_from = 0
        self.show_tab(0)
        self.residents.look_up(request)

    def open_listed(self, request: LookupRequest, work: Callable[[LookupRequest], PersonCard | None]) -> None:
        """Look up somebody of a tab's list: `work` audits the request and gives the card, on the writer's lane."""
        self._came_from = self.tabs.currentIndex()
        self.show_tab(0)
        self.residents.card.setFocus()
        self.residents.open_listed(request, work)

    def _show_history(self, row: object) -> None:
        """Show a line of the own audit in the history, where Enter opens it again."""
        lines = self.residents.audit.model.rows
        for place, tab in enumerate(self.beside(), start=1):
            if isinstance(tab, HistoryTab) and isinstance(row, int) and row < len(lines):
                tab.show_line(lines[row].audit_id)
                self.show_tab(place)

    def print_shown(self) -> bool:
        """Print the card on show; tell whether there is one on this page that is printed so."""
        return self.residents.isVisible() and self.residents.extras.print_shown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list of a tab when nobody opened from it is on show any more."""
        if event.key() == Qt.Key.Key_Escape and self._came_from and not self.tabs.currentIndex():
            self.show_tab(self._came_from)
        else:
            super().keyPressEvent(event)

    def first_keys(self) -> str:
        if self.residents.denied:
            return ""
        return tr("Enter looks up · Tab to a value, Space shows it · Ctrl+O what a card names · Esc back")

    def take_keyboard_first(self) -> None:
        self.residents.form.field.setFocus()

    def close_idle(self, why: str) -> bool:
        """Close what is shown about people on every tab."""
        closed = [tab.close_idle(why) for tab in self.all_tabs() if isinstance(tab, ClosesIdle)]
        return any(closed)

    def commands(self) -> Iterator[Command]:
        if self.residents.isVisible():
            yield from self.residents.commands()
            for keeping in (self.keeping, self.twins):
                if keeping is not None:
                    yield from keeping.commands()
        yield from super().commands()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.name_tabs()
            if self.keeping is not None:
                self.keeping.retranslate()

    def apply_theme(self) -> None:
        self.residents.apply_theme()
        for tab in self.beside():
            tab.fit()
