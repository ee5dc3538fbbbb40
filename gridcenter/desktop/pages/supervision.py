"""Supervision: who is overdue and for how long, which cards wait for a reply, what will turn red, what is parked.

Incidents are counted from the board; the cards are asked for, and again whenever somebody wrote one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.red_lines import red_lines
from gridcenter.desktop.pages.supervision_board import RedBoardPanel
from gridcenter.desktop.pages.supervision_cards import CardsList
from gridcenter.desktop.pages.supervision_forecast import ForecastPanel
from gridcenter.desktop.pages.supervision_handover_strip import HandoverStrip
from gridcenter.desktop.pages.supervision_handovers import KEY as HANDOVER_KEY
from gridcenter.desktop.pages.supervision_handovers import HandoverList
from gridcenter.desktop.pages.supervision_parked import ParkedDeck
from gridcenter.desktop.pages.supervision_rechecks import DRAW_KEY, READ_KEY, RecheckList
from gridcenter.desktop.pages.supervision_returns import ReturnsList
from gridcenter.desktop.pages.supervision_tiles import supervision_figures
from gridcenter.desktop.pages.supervision_windows import SupervisionWindows
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.kpi import KpiTile
from gridcenter.desktop.widgets.panel import page_gap
from gridcenter.desktop.widgets.panel_deck import PanelDeck
from gridcenter.domain.board import Board, BoardChange, Filter, by_light
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.lights import Light
from gridcenter.domain.turning import forecast_end
from gridcenter.language import by_count, tr

DECK_KEY, STILL_KEY = "Ctrl+L", "Ctrl+Shift+L"
_COUNT_AFTER_MS = 150
_MANY = 5_000
"""So many open incidents are counted anew every second; more of them every ten."""
_ROOMY_FROM = 860
_NARROW_BELOW = 1100


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
        self._due = False
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._count_next = QTimer(self, singleShot=True, interval=0)
        for timer in (self._count_soon, self._count_next):
            timer.timeout.connect(lambda: self._show(self.filters.current))
        self.tiles = [KpiTile(theme) for _ in range(6)]
        self.board = RedBoardPanel(ports.supervision, background, theme, self._calendar, zone=zone)
        self.lines = self.board.lines
        self.windows = SupervisionWindows(self, ports, background, theme, self._calendar, self.board)
        self.forecast = ForecastPanel(theme, self._calendar, zone=zone, now=now)
        self.still = ParkedDeck(
            ports.questions.applications, background, theme, self._calendar, zone=zone, now=now
        )
        self.parked = self.still.parked
        self.cards = CardsList(ports, background, theme, zone=zone, now=now)
        self.deck = PanelDeck(theme)
        self.deck.add("cards", self.cards, lambda: tr("Cards"))
        self.returns = self._returns(ports, background)
        self.handovers = self._handovers(ports, background)
        self.rechecks = self._rechecks(ports, background)
        self.strip = HandoverStrip(theme)
        self.panels = [self.board, self.forecast, self.still, self.deck]
        self._build()
        self._listen()
        self.retranslate()

    def _returns(self, ports: DeskPorts, background: Background) -> ReturnsList | None:
        if ports.supervision is None:
            return None
        made = ReturnsList(ports.supervision, background, self._theme, zone=self._zone, now=self._now)
        self.deck.add("returns", made, lambda: tr("Passed around"))
        made.incident_wanted.connect(self.incident_wanted)
        made.read.connect(lambda: self._show_returns(self.filters.current))
        return made

    def _show_returns(self, chosen: Filter) -> None:
        if self.returns is not None:
            shown = self.returns.show_returns(chosen, self._now)
            ruled = sum(one.must_rule for one in self.returns.model.rows)
            sub = tr("{n} in all · {m} to be ruled by the centre").format(n=shown, m=ruled)
            self.deck.show_count("returns", shown, sub)

    def _handovers(self, ports: DeskPorts, background: Background) -> HandoverList | None:
        if ports.supervision is None:
            return None
        made = HandoverList(
            ports.supervision,
            ports.actor,
            background,
            self._theme,
            zone=self._zone,
            show_ids=self.windows.show_ids,
            on_hand=lambda: (tuple(self._board.rows.values()), self._now),
        )
        self.deck.add("handovers", made, lambda: tr("Handovers"))
        return made

    def _rechecks(self, ports: DeskPorts, background: Background) -> RecheckList | None:
        if ports.rechecks is None:
            return None
        made = RecheckList(
            ports, ports.rechecks, background, self._theme, zone=self._zone, now=lambda: self._now
        )
        self.deck.add("rechecks", made, lambda: tr("Re-checks"))
        made.incident_wanted.connect(self.incident_wanted)
        made.notice.connect(self.notice)
        made.read.connect(self._show_rechecks)
        bind_key(self, DRAW_KEY, made.draw)
        bind_key(self, READ_KEY, made.open_owed)
        return made

    def _show_rechecks(self) -> None:
        if self.rechecks is not None:
            sub = tr("{n} to record · Ctrl+R draws a month · Enter records").format(n=self.rechecks.owed)
            self.deck.show_count("rechecks", self.rechecks.owed or None, sub)

    def _build(self) -> None:
        board, coming, parked, cards = self.panels
        top = self._top = QHBoxLayout()
        for tile in self.tiles:
            top.addWidget(tile)
        grid = self._grid = QGridLayout(self)
        grid.addWidget(self.strip, 0, 0, 1, 2)
        grid.addLayout(top, 1, 0, 1, 2)
        grid.addWidget(board, 2, 0)
        grid.addWidget(cards, 3, 0)
        grid.addWidget(coming, 2, 1)
        grid.addWidget(parked, 3, 1)
        for place, weight in ((0, 1128), (1, 680)):
            grid.setColumnStretch(place, weight)
        grid.setRowStretch(2, 536)
        grid.setRowStretch(3, 304)

    def _listen(self) -> None:
        self.filters.changed.connect(self._show)
        self.lines.unit_pressed.connect(self.filters.toggle_unit)
        self.tiles[0].pressed.connect(lambda: self.filters.toggle_lights(Light.RED))
        self.tiles[1].pressed.connect(lambda: self.filters.toggle_lights(Light.YELLOW))
        for opener in (self.forecast.incident_wanted, self.still.incident_wanted, self.cards.incident_wanted):
            opener.connect(self.incident_wanted)
        self.cards.read.connect(self._count_next.start)
        self.windows.incident_wanted.connect(self.incident_wanted)
        self.windows.issuing.issued.connect(lambda: self.cards.ask(seen=True))
        for teller in (self.windows.issuing, self.board):
            teller.notice.connect(self.notice)
        bind_key(self, DECK_KEY, self.deck.turn)
        bind_key(self, STILL_KEY, self.still.turn)
        if self.handovers is not None:
            self._listen_to(self.handovers)

    def _listen_to(self, handovers: HandoverList) -> None:
        handovers.incident_wanted.connect(self.incident_wanted)
        handovers.notice.connect(self.notice)
        handovers.read.connect(self._show_handovers)
        self.strip.read.clicked.connect(handovers.open_unsigned)
        bind_key(self, HANDOVER_KEY, handovers.write)
        bind_key(self, "Ctrl+Shift+H", handovers.open_unsigned)

    def _show_handovers(self) -> None:
        if self.handovers is None:
            return
        known = self.handovers.known or ()
        waiting = sum(not one.signed for one in known)
        first = self.handovers.unsigned()
        self.strip.show_waiting(
            first, waiting, self._now, self.handovers.moment(first.written_at) if first else ""
        )
        self.deck.show_count("handovers", waiting or None, tr("Ctrl+H writes one · Enter reads and signs"))

    def commands(self) -> Iterator[Command]:
        """Yield what can be done here, for the command palette."""
        group = tr("Supervision")
        yield Command(
            tr("Next list below"), group, self.deck.turn, "cards returns 催办 退回 交接班 抽查", DECK_KEY
        )
        words = tr("Parked or awaiting a decision")
        yield Command(words, group, self.still.turn, "parked decision 挂账 待审批", STILL_KEY)
        if self.handovers is not None:
            yield from self.handovers.commands()
        if self.rechecks is not None:
            yield from self.rechecks.commands()

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        """Follow the board: everything together a moment later, and while the page is not seen when it next is."""
        self._board, self._now = board, now
        if change is None:
            self._show(chosen)
        elif not self._count_soon.isActive():
            self._count_soon.start()

    def tick(self, now: datetime) -> None:
        before, self._now = self._now, now
        if len(self._board.rows) <= _MANY or before.timestamp() // 10 != now.timestamp() // 10:
            self._show(self.filters.current)
        if before.minute != now.minute:
            self.cards.ask(seen=self.isVisible())  # a wake-up may have been lost
            self._show_handovers()
            if self.returns is not None:
                self.returns.ask(seen=self.isVisible())

    def apply_subject(self, kind: str) -> None:
        """Ask for the cards again when one was issued, replied to or withdrawn somewhere."""
        if kind == ANYTHING:
            self._ask_for_the_past_at_once()
        if kind in ("card", ANYTHING):
            self.cards.ask(seen=self.isVisible())
        if kind in ("adjustment", ANYTHING):
            self.still.ask(seen=self.isVisible())
        if kind in ("incident", ANYTHING) and self.returns is not None:
            self.returns.ask(seen=False)  # incidents change all day: the next minute asks
        if kind in ("handover", ANYTHING) and self.handovers is not None:
            self.handovers.ask(seen=self.isVisible())
        if kind in ("recheck", ANYTHING) and self.rechecks is not None:
            self.rechecks.ask(seen=self.isVisible())

    def _ask_for_the_past_at_once(self) -> None:
        self.board.hurry()
        if self.isVisible():
            self.board.ask(self.filters.current.area, self._now)

    def showEvent(self, event: QShowEvent) -> None:
        """Count in a turn of its own: a page that is laid out for the first time has taken long enough."""
        super().showEvent(event)
        if self._due:
            self._count_next.start()
        self.cards.ask_if_due()
        self.still.ask_if_due()
        self.board.ask(self.filters.current.area, self._now)
        for asked in (self.returns, self.handovers, self.rechecks):
            if asked is not None:
                asked.ask_if_due()

    def take_keyboard(self) -> None:
        """The red board has the keys with which a look over the shift begins."""
        self.lines.setFocus()

    def keys(self) -> str:
        return tr(
            "J/K rows · Enter opens · L trend · C card · Ctrl+L next list · Ctrl+H handover · Ctrl+R re-check · "
            "Esc filter"
        )

    def _show(self, chosen: Filter) -> None:
        """Count what presses; of the other rows, tens of thousands on a full board, none is looked at."""
        self._due = not self.isVisible()
        if self._due:
            return
        now, admitted = self._now, chosen.without("lights").without("unit_id")
        rows = self._board.pressing(now, forecast_end(now, self._zone, self._calendar), admitted)
        mine = [row for row in rows if chosen.unit_id in (None, row.unit_id, *row.called_in)]
        cards = self.cards.narrowed(self._board, admitted, now)
        lit = by_light(mine, now)
        lines = red_lines(rows, now, self._calendar, cards)
        owed = [card for card in cards if chosen.unit_id in (None, card.unit_id)]
        self.cards.show_cards(owed, now)
        self.board.show_lines(lines, chosen.unit_id)
        self.windows.follow(rows, lines, now)
        self._show_returns(chosen)
        self.board.ask(chosen.area, now)
        self.forecast.show_rows(mine, now)
        self.still.show_rows(lit.get(Light.GREY, ()), [row for row in mine if row.applications], now)
        if self.cards.known is not None:
            sub = by_count(
                len(owed),
                tr("{n} waits for a reply · issued by a person, apart from lights"),
                tr("{n} wait for a reply · issued by a person, apart from lights"),
            ).format(n=len(owed))
            self.deck.show_count("cards", len(owed), sub)
        late = sum(bool(line.red) and line.unit_id is not None for line in lines)
        known = owed if self.cards.known is not None else None
        figures = supervision_figures(mine, lit, known, now, self._zone, units=late)
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(figure)
        lights = self.filters.current.lights
        self.tiles[0].set_active(lights == {Light.RED})
        self.tiles[1].set_active(lights == {Light.YELLOW})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forecast.view.set_roomy(self.height() >= self._theme.px(_ROOMY_FROM))
        self.forecast.set_narrow(self.width() < self._theme.px(_NARROW_BELOW))
        gap = page_gap(self._theme, self.width())
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self._top.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.still.retranslate()
        self.deck.write()
        if self.returns is not None:
            self.returns.retranslate()
        if self.handovers is not None:
            self.handovers.retranslate()
            self._show_handovers()
        if self.rechecks is not None:
            self.rechecks.retranslate()
            self._show_rechecks()
        self.board.retranslate()
        self.forecast.retranslate()
        self.cards.retranslate()
        self._show(self.filters.current)

    def apply_theme(self) -> None:
        self.update()
