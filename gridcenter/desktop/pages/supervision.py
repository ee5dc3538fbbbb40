"""Supervision: who is overdue and for how long, which cards wait for a reply, what will turn red, what is parked.

Incidents are counted from the board; the cards are asked for, and again whenever somebody wrote one.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.red_lines import red_lines
from gridcenter.desktop.pages.supervision_board import RedBoardPanel
from gridcenter.desktop.pages.supervision_cards import CardsList
from gridcenter.desktop.pages.supervision_forecast import ForecastPanel
from gridcenter.desktop.pages.supervision_lists import PARKED, fill, queue_table, say
from gridcenter.desktop.pages.supervision_tiles import supervision_figures
from gridcenter.desktop.pages.supervision_windows import SupervisionWindows
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.kpi import KpiTile
from gridcenter.desktop.widgets.panel import Panel, page_gap
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.language import tr

_ROOMY_FROM = 860


class SupervisionPage(QWidget):
    """A press on a unit narrows the desk to it; lists open the incident. Cards are issued and answered there."""

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
        filters: FilterState | None = None,
        calendar: Calendar | None = None,
        zone: ZoneInfo,
        now: datetime,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._zone = zone
        self._calendar = calendar or WorkingCalendar()
        self.filters = filters or FilterState(self)
        self._board = Board()
        self._now = now
        self.tiles = [KpiTile(theme) for _ in range(6)]
        self.board = RedBoardPanel(ports.supervision, background, theme, self._calendar, zone=zone)
        self.lines = self.board.lines
        self.windows = SupervisionWindows(self, ports, background, theme, self._calendar, self.board)
        self.forecast = ForecastPanel(theme, self._calendar, zone=zone, now=now)
        self.parked = QueueModel(self._calendar, now, PARKED, parent=self)
        self.parked.hold_arrivals = False
        self.parked_table = queue_table(theme, self.parked)
        self.parked_states = StateStack(theme, self.parked_table)
        self.cards = CardsList(ports, background, theme, zone=zone, now=now)
        self.panels = [self.board, self.forecast, Panel(theme), Panel(theme)]
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        board, coming, parked, cards = self.panels
        parked.set_body(self.parked_states)
        cards.set_body(self.cards)
        top = self._top = QHBoxLayout()
        for tile in self.tiles:
            top.addWidget(tile)
        grid = self._grid = QGridLayout(self)
        grid.addLayout(top, 0, 0, 1, 2)
        grid.addWidget(board, 1, 0)
        grid.addWidget(cards, 2, 0)
        grid.addWidget(coming, 1, 1)
        grid.addWidget(parked, 2, 1)
        for place, weight in ((0, 1128), (1, 680)):
            grid.setColumnStretch(place, weight)
        grid.setRowStretch(1, 536)
        grid.setRowStretch(2, 304)

    def _listen(self) -> None:
        self.filters.changed.connect(self._show)
        self.lines.unit_pressed.connect(self.filters.toggle_unit)
        self.tiles[0].pressed.connect(lambda: self.filters.toggle_lights(Light.RED))
        self.tiles[1].pressed.connect(lambda: self.filters.toggle_lights(Light.YELLOW))
        for opener in (self.forecast.incident_wanted, self.parked_table.opened, self.cards.incident_wanted):
            opener.connect(self.incident_wanted)
        self.cards.read.connect(lambda: self._show(self.filters.current))
        self.windows.incident_wanted.connect(self.incident_wanted)
        self.windows.issuing.issued.connect(lambda: self.cards.ask(seen=True))
        for teller in (self.windows.issuing, self.board):
            teller.notice.connect(self.notice)

    def apply_board(self, board: Board, _change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self._board, self._now = board, now
        self._show(chosen)

    def tick(self, now: datetime) -> None:
        before, self._now = self._now, now
        self._show(self.filters.current)
        if before.minute != now.minute:
            self.cards.ask(seen=self.isVisible())  # a wake-up may have been lost

    def apply_subject(self, kind: str) -> None:
        """Ask for the cards again when one was issued, replied to or withdrawn somewhere."""
        if kind in ("card", ANYTHING):
            self.cards.ask(seen=self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cards.ask_if_due()
        self.board.ask(self.filters.current.area, self._now)

    def keys(self) -> str:
        return tr("J/K up and down · Enter opens · Ctrl+C copies rows · Esc takes back one filter")

    def _show(self, chosen: Filter) -> None:
        now = self._now
        rows = self._board.select(chosen.without("lights").without("unit_id"), now)
        mine = [row for row in rows if chosen.unit_id in (None, row.unit_id, *row.called_in)]
        cards = self.cards.narrowed(rows, self._board, chosen)
        lines = red_lines(rows, now, self._calendar, cards)
        owed = [card for card in cards if chosen.unit_id in (None, card.unit_id)]
        self.cards.show_cards(owed, now)
        self.board.show_lines(lines, chosen.unit_id)
        self.windows.follow(rows, now)
        if self.isVisible():
            self.board.ask(chosen.area, now)
        self.forecast.show_rows(mine, now)
        parked = [row for row in mine if row.light(now) is Light.GREY]
        say(self.parked_states, parked, tr("Nothing is parked"), tr("All clocks are running."))
        fill(self.parked, parked, now)
        self.panels[2].set_sub(tr("{n} in all").format(n=thousands(len(parked))))
        if self.cards.known is not None:
            self.panels[3].set_sub(
                tr("{n} wait for a reply · issued by a person, apart from lights").format(n=len(owed))
            )
        late = sum(bool(line.red) and line.unit_id is not None for line in lines)
        known = owed if self.cards.known is not None else None
        figures = supervision_figures(mine, known, now, self._zone, parked=len(parked), units=late)
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(figure)
        lights = self.filters.current.lights
        self.tiles[0].set_active(lights == {Light.RED})
        self.tiles[1].set_active(lights == {Light.YELLOW})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forecast.view.set_roomy(self.height() >= self._theme.px(_ROOMY_FROM))
        gap = page_gap(self._theme, self.width())
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self._top.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        for panel, title in zip(self.panels[2:], (tr("Parked"), tr("Cards")), strict=True):
            panel.title.setText(title)
        self.board.retranslate()
        self.forecast.retranslate()
        self.cards.retranslate()
        self.parked.retranslate()
        self._show(self.filters.current)

    def apply_theme(self) -> None:
        self.update()
