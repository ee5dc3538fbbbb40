"""Administration: the store as this desk sees it, the account, and how this desk looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gridcenter import __version__
from gridcenter.clock import utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.live_feed import ANYTHING, FeedState, LiveFeed
from gridcenter.desktop.pages.administration_flows import FlowsOpener
from gridcenter.desktop.pages.administration_routing import RoutingTab
from gridcenter.desktop.ports import DeskPorts, StoreContents, StoreFacts
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair, page_gap
from gridcenter.desktop.widgets.red_lines_view import scrolled
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.language import listed, pick, tr

_LOW_ROW, _HIGH_ROW = 36, 48
_HIGH_FROM = 880
"""Height of the page in px at 100 % from which rows are high."""


class FactList(QWidget):
    """Rows of word and value with a hair line under each; values can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._high = False
        self._column = QVBoxLayout(self)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._values: list[tuple[QLabel, QLabel]] = []
        theme.changed.connect(self._fit)
        self._fit()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._values) < len(facts):
            self._add()
        for (word, value), (left, right) in zip(facts, self._values, strict=False):
            left.setText(word)
            right.setText(value)

    def _add(self) -> None:
        pair = label("", "caption", tone="secondary"), label("", "body", selectable=True, wrap=True)
        row = 2 * len(self._values)
        self._values.append(pair)
        for column, part in enumerate(pair):
            self._grid.addWidget(part, row, column)
        self._grid.addWidget(hair(), row + 1, 0, 1, 2)
        self._fit()

    def set_high(self, high: bool) -> None:
        """Give the rows more height, where the page has it."""
        if high != self._high:
            self._high = high
            self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), 0, px(16), px(8))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(0)
        for _, value in self._values:
            value.setMinimumHeight(px(_HIGH_ROW if self._high else _LOW_ROW))


class AdministrationPage(QWidget):
    """What an operator reads out when the administrator asks, and the responsibility list on a tab of its own."""

    incident_wanted = Signal(object)
    notice = Signal(str)
    """A sentence for the status bar."""

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
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._live = live
        self._look = look
        self._zone = zone
        self._facts: StoreFacts | None = None
        self._contents: StoreContents | None = None
        self.store, self.contents, self.account, self.desk, self.keyboard = (
            FactList(theme) for _ in range(5)
        )
        self.panels = [Panel(theme) for _ in range(5)]
        self.states = StateStack(theme, self.store)
        self.content_states = StateStack(theme, self.contents)
        self.preferences = button("")
        self.flows = FlowsOpener(ports.flows, background, theme, zone, self)
        self.tabs = QTabBar()
        self.routing: RoutingTab | None = None
        self._build()
        self._build_tabs()
        live.state_changed.connect(self._state_changed)
        self.preferences.clicked.connect(look.show_preferences)
        self.retranslate()
        self._ask()

    def _build(self) -> None:
        self._columns: list[QVBoxLayout] = []
        bodies = (self.states, self.content_states, self.account, self.desk, scrolled(self.keyboard))
        for panel, body in zip(self.panels, bodies, strict=True):
            panel.set_body(body)
        store, contents, account, desk, keyboard = self.panels
        desk.header_right.addWidget(self.preferences)
        store.header_right.addWidget(self.flows.button)
        self.preferences.setProperty("kind", "compact")
        self._facts_page = QWidget()
        grid = self._grid = QGridLayout(self._facts_page)
        for place, panels in enumerate(((store, desk), (contents,), (account, keyboard))):
            column = QVBoxLayout()
            self._columns.append(column)
            for panel in panels:
                column.addWidget(panel, panel is panels[-1])
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, 1)

    def _build_tabs(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._facts_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.addTab("")
        self.tabs.setExpanding(False)
        routing = self._ports.routing
        if routing is not None:
            self.routing = RoutingTab(
                routing, self._ports.actor, self._background, self._theme, self._zone, self._store_time
            )
            self.routing.incident_wanted.connect(self.incident_wanted)
            self.routing.notice.connect(self.notice)
            self._stack.addWidget(self.routing)
            self.tabs.addTab("")
        self.tabs.setVisible(self.tabs.count() > 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        for place in range(self.tabs.count()):
            bind_key(self, f"Alt+{place + 1}", partial(self.show_tab, place))

    def show_tab(self, place: int) -> None:
        """Show the facts (0) or the responsibility list (1) and put the keyboard there."""
        if place < self.tabs.count():
            self.tabs.setCurrentIndex(place)
            self.take_keyboard()

    def take_keyboard(self) -> None:
        if self.routing is not None and self._stack.currentWidget() is self.routing:
            self.routing.take_keyboard()
        else:
            self.tabs.setFocus()

    def keys(self) -> str:
        return tr(
            "Alt+1 this desk · Alt+2 responsibility list · N new · E change · D end · Enter incidents · / search"
        )

    def commands(self) -> Iterator[Command]:
        yield from self.flows.commands()
        if self.routing is not None and self.isVisible():
            show = partial(self.show_tab, 1)
            yield Command(
                tr("Responsibility list"), tr("Page"), show, "responsibility routing 权责清单", "Alt+2"
            )
            if self.routing.isVisible():
                yield from self.routing.commands()

    def apply_subject(self, kind: str) -> None:
        self.flows.apply_subject(kind)
        if self.routing is not None:
            self.routing.apply_subject(kind, anything=ANYTHING)

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

    def apply_board(self, _board: Board, _change: BoardChange | None, _chosen: Filter, _now: object) -> None:
        if self.isVisible():
            self._show()

    def _state_changed(self, _state: FeedState) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        facts, state, actor = self._facts, self._live.state, self._ports.actor
        board = self._live.board
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
        self._show_contents()
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

        self.keyboard.show_facts(_keys())

    def _show_contents(self) -> None:
        found = self._contents
        sizes = found.sizes if found is not None else {}
        years = listed(map(str, found.holiday_years)) if found is not None else ""
        database = _databases().get(found.database, found.database) if found is not None else "—"
        lines = [(word, thousands(sizes.get(table, 0))) for table, word in _tables()]
        self.contents.show_facts(
            [(tr("Database"), database), *lines, (tr("Holidays known for"), years or tr("no year"))]
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for facts in (self.store, self.contents, self.account, self.desk, self.keyboard):
            facts.set_high(self.height() >= self._theme.px(_HIGH_FROM))
        gap = page_gap(self._theme, self.width())
        self._grid.setContentsMargins(gap, gap, gap, gap)
        if self.routing is not None:
            self.routing.fit()
        for layout in (self._grid, *self._columns):
            layout.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
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
        self.flows.retranslate()
        self.tabs.setTabText(0, tr("This desk"))
        if self.routing is not None:
            self.tabs.setTabText(1, tr("Responsibility list"))
            self.routing.retranslate()
        self._show()

    def apply_theme(self) -> None:
        self._show()


def _databases() -> dict[str, str]:
    return {"sqlite": tr("SQLite file"), "postgresql": tr("PostgreSQL server")}


def _tables() -> tuple[tuple[str, str], ...]:
    return (
        ("division", tr("Divisions")),
        ("grid", tr("Grids")),
        ("premises", tr("Premises")),
        ("component", tr("Components")),
        ("household", tr("Households")),
        ("person", tr("Persons")),
        ("incident", tr("Incidents")),
        ("step", tr("Steps in traces")),
        ("unit", tr("Responsible units")),
        ("account", tr("Accounts")),
        ("category", tr("Incident categories")),
        ("standard", tr("Handling standards")),
        ("audit", tr("Audit lines")),
    )


def _keys() -> list[tuple[str, str]]:
    return [
        ("Ctrl+K", tr("find and do anything")),
        ("Ctrl+1 … Ctrl+7", tr("the pages of the rail")),
        ("Ctrl+I", tr("look up a resident")),
        ("Ctrl+N", tr("report a new incident")),
        ("Ctrl+P  Ctrl+E", tr("papers and attachments of the incident")),
        ("Ctrl+B  M  U", tr("reports behind the incident; merge it, take it apart")),
        ("Ctrl+G  Ctrl+T", tr("in a new report: the place on the map; the phone")),
        ("Ctrl+M", tr("in a new report: add it to the incident at the right")),
        ("Ctrl+Shift+A  1  2  3", tr("what awaits your decision; approve, refuse, withdraw an application")),
        ("Alt+←  Alt+→", tr("the incident before and after a reopening")),
        ("L  C  Ctrl+L", tr("on Supervision: the trend of a unit, a card to it, the next list")),
        ("Ctrl+H", tr("write a shift handover; with Shift read and sign one")),
        ("J  K  Enter", tr("move in a list, open")),
        ("Alt+1  Alt+2", tr("facts and the responsibility list, on this page")),
        ("N  E  D  R  X", tr("in the list: new, change, end; of a ruling: make a rule, do not follow")),
        ("Ctrl+C", tr("copy rows, they paste as columns")),
        ("S  O  X", tr("in the flows: play through, switch on, go back")),
        ("Esc", tr("take back the newest filter")),
        ("Alt+1 … Alt+9  Ctrl+S  Ctrl+Shift+S", tr("saved filters, save the present one, all of them")),
        ("F5", tr("reconnect to the store now")),
        ("F7  F8  F9", tr("open a reminder, take note of it, silence the desk")),
        ("F11", tr("full screen")),
        ("Ctrl+Q", tr("close the window")),
    ]
