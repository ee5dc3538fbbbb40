"""Administration: the store as this desk sees it, the account, and how this desk looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from gridcenter import __version__
from gridcenter.clock import utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.key_list import everywhere
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.pages.administration_facts import FactList, counted_tables, databases
from gridcenter.desktop.pages.administration_flows import FlowsOpener
from gridcenter.desktop.pages.administration_imports import ImportsTab
from gridcenter.desktop.pages.administration_privacy import PrivacyTab
from gridcenter.desktop.pages.administration_routing import RoutingTab
from gridcenter.desktop.pages.administration_units import UnitsTab
from gridcenter.desktop.pages.list_tab import TabGround
from gridcenter.desktop.ports import DeskPorts, StoreContents, StoreFacts
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.page_tabs import TabbedPage
from gridcenter.desktop.widgets.panel import Panel, page_gap
from gridcenter.desktop.widgets.reading_area import ReadingArea
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.language import listed, pick, tr

_SHARES = 7, 9, 7
"""How the three columns of panels share the width."""
_HIGH_FROM = 880
"""Height of the page in px at 100 % from which rows are high."""


class AdministrationPage(TabbedPage):
    """What an operator reads out when the administrator asks, the responsibility list and the units, each on a tab."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        live: LiveFeed,
        look: LookSwitch,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._live = live
        self._look = look
        self._zone = zone
        self._facts: StoreFacts | None = None
        self._contents: StoreContents | None = None
        self.store, self.account, self.desk, self.keyboard = (FactList(theme) for _ in range(4))
        self.contents = FactList(theme, across=2)
        self.panels = [Panel(theme) for _ in range(5)]
        self.states = StateStack(theme, self.store)
        self.content_states = StateStack(theme, self.contents)
        self.preferences = button("")
        self.all_keys = button("", "compact")
        self.keys_area = ReadingArea()
        self.keys_area.read(self.keyboard)
        self.flows = FlowsOpener(ports.flows, background, theme, zone, self)
        ground = TabGround(ports.actor, background, theme, zone, self._store_time)
        self.routing = RoutingTab(ports.routing, ground) if ports.routing is not None else None
        self.units = UnitsTab(ports.units, ground) if ports.units is not None else None
        imports = ports.imports
        self.imports = ImportsTab((imports, ports.batches), ground) if imports is not None else None
        privacy = ports.privacy
        self.privacy = PrivacyTab(privacy, ground) if privacy is not None else None
        self._build()
        held = (self.routing, self.units, self.imports, self.privacy)
        beside = [tab for tab in held if tab is not None]
        self.hold(self._facts_page, lambda: tr("This desk"), beside)
        live.state_changed.connect(self._state_changed)
        self.preferences.clicked.connect(look.show_preferences)
        self.retranslate()
        self._ask()

    def _build(self) -> None:
        self._columns: list[QVBoxLayout] = []
        bodies = (self.states, self.content_states, self.account, self.desk, self.keys_area)
        for panel, body in zip(self.panels, bodies, strict=True):
            panel.set_body(body)
        store, contents, account, desk, keyboard = self.panels
        desk.header_right.addWidget(self.preferences)
        store.header_right.addWidget(self.flows.button)
        keyboard.header_right.addWidget(self.all_keys)
        self.preferences.setProperty("kind", "compact")
        self._facts_page = QWidget()
        grid = self._grid = QGridLayout(self._facts_page)
        for place, panels in enumerate(((store, desk), (contents,), (account, keyboard))):
            column = QVBoxLayout()
            self._columns.append(column)
            for panel in panels:
                column.addWidget(panel, panel is panels[-1])
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, _SHARES[place])

    def keys(self) -> str:
        return tr("Ctrl+L responsibility list, units, imports, privacy · J K move · Enter open · / search")

    def commands(self) -> Iterator[Command]:
        yield from self.flows.commands()
        yield from super().commands()

    def apply_subject(self, kind: str) -> None:
        self.flows.apply_subject(kind)
        super().apply_subject(kind)

    def close_idle(self, why: str) -> bool:
        """Close what is shown about people: rows of imports that wait."""
        return self.imports is not None and self.imports.close_idle(why)

    def dialogs_about_people(self) -> Iterator[QDialog]:
        if self.imports is not None:
            yield from self.imports.dialogs_about_people()

    def _store_time(self) -> datetime:
        return self._live.state.as_of or utc_now()

    def _ask(self) -> None:
        questions = self._ports.questions
        self.states.loading()
        self._background.read(self, questions.facts, self._take, self._refused, topic="facts")
        self.content_states.loading()
        self._background.read(
            self, questions.contents, self._take_contents, self._contents_refused, topic="contents"
        )

    def _take_contents(self, contents: StoreContents) -> None:
        self._contents = contents
        self.content_states.show_content()
        self._show()

    def _contents_refused(self, refusal: Refusal) -> None:
        self.content_states.broken(tr("The store did not answer"), str(refusal), self._ask)

    def _take(self, facts: StoreFacts) -> None:
        self._facts = facts
        self.states.show_content()
        self._show()

    def _refused(self, refusal: Refusal) -> None:
        self.states.broken(tr("The store did not answer"), str(refusal), self._ask)

    def apply_board(self, _board: Board, change: BoardChange | None, _chosen: Filter, _now: object) -> None:
        if self.units is not None and change is not None:
            self.units.note_incidents()
        if self.isVisible():
            self._show()

    def _state_changed(self, _state: FeedState) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._show_store()
        self._show_contents()
        self._show_desk()
        self.keyboard.show_facts(everywhere().lines)

    def _show_store(self) -> None:
        facts, state, board = self._facts, self._live.state, self._live.board
        connected = (
            tr("connected") if state.connected else tr("not connected, attempt {n}").format(n=state.attempt)
        )
        as_of = f"{state.as_of.astimezone(self._zone):%Y-%m-%d %H:%M:%S}" if state.as_of else "—"
        title = pick(facts.title) if facts is not None else "—"
        synthetic = (
            tr("demo data, all synthetic") if facts is not None and facts.synthetic else tr("real data")
        )
        self.store.show_facts(
            [
                (tr("District"), title),
                (tr("Data"), synthetic),
                (tr("Live feed"), connected),
                (tr("Store time of the last answer"), as_of),
                (tr("Newest change"), thousands(state.change_number)),
                (tr("Open incidents on this desk"), thousands(len(board.rows)) if board.whole else "—"),
                (tr("Last problem"), state.problem or tr("none")),
            ]
        )

    def _show_desk(self) -> None:
        actor = self._ports.actor
        self.account.show_facts(
            [
                (tr("Name"), actor.name),
                (tr("Login"), actor.login),
                (tr("Role"), role_word(actor.role)),
                (tr("Area that may be seen"), actor.area or tr("everywhere")),
            ]
        )
        self.desk.show_facts(
            [
                (tr("Version"), __version__),
                (tr("Theme"), tr("Dark theme") if self._theme.dark else tr("Light theme")),
                (tr("Size of text and panels"), f"{self._theme.look.scale:.0%}"),
                (tr("Time zone of the district"), self._zone.key),
            ]
        )

    def _show_contents(self) -> None:
        found = self._contents
        sizes = found.sizes if found is not None else {}
        years = listed(map(str, found.holiday_years)) if found is not None else ""
        database = databases().get(found.database, found.database) if found is not None else "—"
        lines = [(word, thousands(sizes.get(table, 0))) for table, word in counted_tables()]
        whole = [(tr("Database"), database), (tr("Holidays known for"), years or tr("no year"))]
        self.contents.show_facts([*whole, *lines])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for facts in (self.store, self.contents, self.account, self.desk, self.keyboard):
            facts.set_high(self.height() >= self._theme.px(_HIGH_FROM))
        gap = page_gap(self._theme, self.width())
        self._grid.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._grid, *self._columns):
            layout.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.tabs.setAccessibleName(tr("Admin"))
        self.keys_area.setAccessibleName(tr("All keys"))
        titles = (
            (tr("Store"), tr("as this desk sees it")),
            (tr("Contents"), tr("rows of the whole store")),
            (tr("Account"), ""),
            (tr("This desk"), ""),
            (tr("Keyboard"), tr("everything can be reached without a mouse")),
        )
        for panel, (title, sub) in zip(self.panels, titles, strict=True):
            panel.set_title(title, sub)
        set_button_text(self.preferences, tr("Preferences…"))
        set_button_text(self.all_keys, tr("All keys (F1)"))
        self.flows.retranslate()
        self.name_tabs()
        self._show()

    def apply_theme(self) -> None:
        self._show()
