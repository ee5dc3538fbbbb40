"""Supervision: who is overdue and for how long, which cards wait for a reply, what will turn red, what is parked.

Incidents are counted from the board; the cards are asked for, and again whenever somebody wrote one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.cards import CardsModel
from gridcenter.desktop.models.queue import OVERVIEW_COLUMNS, QueueModel
from gridcenter.desktop.models.red_lines import red_lines
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.forecast import ForecastView, nearness, turning
from gridcenter.desktop.widgets.kpi import Figure, KpiTile
from gridcenter.desktop.widgets.kpi_figures import red_figure, yellow_figure
from gridcenter.desktop.widgets.panel import Panel, page_gap
from gridcenter.desktop.widgets.red_lines_view import RedLinesView, scrolled
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.language import current_language, tr

_ROOMY_FROM = 860
_LEAST_INCIDENT = {"zh": 140, "en": 190}
"""The least width of the incidents in the list of cards, px at 100 %."""
_NEAREST = tuple(column for column in OVERVIEW_COLUMNS if column.key != "reason")
_PARKED = tuple(column for column in OVERVIEW_COLUMNS if column.key not in ("reason", "time"))


class SupervisionPage(QWidget):
    """A press on a unit narrows the desk to it; lists open the incident. Cards are issued and answered there."""

    incident_wanted = Signal(object)

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
        self._ports = ports
        self._background = background
        self._theme = theme
        self._zone = zone
        self._calendar = calendar or WorkingCalendar()
        self.filters = filters or FilterState(self)
        self._board = Board()
        self._now = now
        self._cards: tuple[CardRow, ...] | None = None
        self._cards_due = True
        self.tiles = [KpiTile(theme) for _ in range(6)]
        self.lines = RedLinesView(theme, self._calendar)
        self.line_states = StateStack(theme, scrolled(self.lines))
        self.forecast = ForecastView(theme, zone)
        self.nearest = QueueModel(self._calendar, now, _NEAREST, parent=self, order=nearness)
        self.parked = QueueModel(self._calendar, now, _PARKED, parent=self)
        self.nearest.hold_arrivals = self.parked.hold_arrivals = False
        self.nearest_states = StateStack(theme, self._table(self.nearest))
        self.parked_states = StateStack(theme, self._table(self.parked))
        self.cards = CardsModel(zone, now, self)
        self.card_table = self._card_table()
        self.card_states = StateStack(theme, self.card_table)
        self.panels = [Panel(theme) for _ in range(4)]
        self._build()
        self.filters.changed.connect(self._show)
        self.lines.unit_pressed.connect(self.filters.toggle_unit)
        self.tiles[0].pressed.connect(lambda: self.filters.toggle_lights(Light.RED))
        self.tiles[1].pressed.connect(lambda: self.filters.toggle_lights(Light.YELLOW))
        self.retranslate()

    def _build(self) -> None:
        board, coming, parked, cards = self.panels
        board.set_body(self.line_states)
        coming_body = QWidget()
        column = QVBoxLayout(coming_body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.forecast)
        column.addWidget(self.nearest_states, 1)
        coming.set_body(coming_body)
        parked.set_body(self.parked_states)
        cards.set_body(self.card_states)
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

    def _table(self, model: QueueModel) -> RowTable:
        table = RowTable(self._theme, row_height="row.queue")
        table.setModel(model)
        widths = {"time": 110, "grid": 124, "unit": 152}
        table.set_widths(
            [widths.get(column.key, column.width) for column in model.columns],
            [column.yields for column in model.columns],
            keeps_words=True,
        )
        table.opened.connect(self.incident_wanted)
        return table

    def _card_table(self) -> RowTable:
        table = RowTable(self._theme, row_height="row.compact")
        table.setModel(self.cards)
        table.show_header("table_header.compact")
        table.opened.connect(self._open_card)
        return table

    def apply_board(self, board: Board, _change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self._board, self._now = board, now
        self._show(chosen)

    def tick(self, now: datetime) -> None:
        before, self._now = self._now, now
        self._show(self.filters.current)
        if before.minute != now.minute:
            self._ask_cards()  # a wake-up may have been lost

    def apply_subject(self, kind: str) -> None:
        """Ask for the cards again when one was issued, replied to or withdrawn somewhere."""
        if kind in ("card", ANYTHING):
            self._ask_cards()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._cards_due:
            self._ask_cards()

    def _ask_cards(self) -> None:
        """Ask now, or when the page is next seen."""
        self._cards_due = not self.isVisible()
        if self._cards_due:
            return
        if self._cards is None:
            self.card_states.loading()
        self._background.read(
            self, self._ports.questions.cards, self._take_cards, self._cards_failed, topic="cards"
        )

    def _take_cards(self, cards: Sequence[CardRow]) -> None:
        self._cards = tuple(cards)
        self._show(self.filters.current)

    def _cards_failed(self, refusal: Refusal) -> None:
        """Say so where no card was read before; cards on show stay, and the next minute asks again."""
        if self._cards is None:
            self.card_states.broken(tr("The cards could not be read"), str(refusal), self._ask_cards)

    def _open_card(self, key: object) -> None:
        self.incident_wanted.emit(next(card.incident_id for card in self.cards.rows if card.id == key))

    def keys(self) -> str:
        return tr("J/K up and down · Enter opens · Ctrl+C copies rows · Esc takes back one filter")

    def _show(self, chosen: Filter) -> None:
        now = self._now
        rows = self._board.select(chosen.without("lights").without("unit_id"), now)
        mine = [row for row in rows if chosen.unit_id in (None, row.unit_id)]
        cards = self._narrowed({row.id for row in rows}, chosen)
        lines = red_lines(rows, now, self._calendar, cards)
        owed = [card for card in cards if chosen.unit_id in (None, card.unit_id)]
        self._show_cards(owed)
        self.lines.show_lines(lines, chosen.unit_id)
        coming = turning(mine, now)
        parked = [row for row in mine if row.light(now) is Light.GREY]
        _say(self.line_states, lines, tr("No red incidents"), tr("Every unit is within its limits."))
        _say(self.nearest_states, coming, tr("Nothing turns red within four hours"))
        _say(self.parked_states, parked, tr("Nothing is parked"), tr("All clocks are running."))
        self.forecast.show_rows(mine, now)
        _fill(self.nearest, coming, now)
        _fill(self.parked, parked, now)
        self.panels[0].set_sub(tr("by unit and time overdue, incidents"))
        self.panels[1].set_sub(tr("{n} within four hours, nearest first").format(n=thousands(len(coming))))
        self.panels[2].set_sub(tr("{n} in all").format(n=thousands(len(parked))))
        late = [line for line in lines if line.red and line.unit_id is not None]
        self._show_tiles(mine, owed, len(parked), len(late))

    def _narrowed(self, shown: set[int], chosen: Filter) -> list[CardRow]:
        """Return the cards about incidents that the filter shows; closed ones are no longer on the board."""
        return [
            card
            for card in self._cards or ()
            if card.incident_id in shown
            or (card.incident_id not in self._board.rows and card.community_code.startswith(chosen.area))
        ]

    def _show_cards(self, cards: Sequence[CardRow]) -> None:
        """Show these cards; the same ones again only let time pass, so that selection and scroll stay."""
        if tuple(cards) != self.cards.rows:
            self.cards.show_rows(cards)
        self.cards.tick(self._now)
        if self._cards is not None:
            nobody = tr("Cards are issued by a person, on the page of an incident.")
            _say(self.card_states, cards, tr("No card waits for a reply"), nobody)
            self.panels[3].set_sub(
                tr("{n} wait for a reply · issued by a person, apart from lights").format(n=len(cards))
            )

    def _card_figure(self, cards: Sequence[CardRow]) -> Figure:
        late = sum(card.light(self._now) is Light.RED for card in cards)
        return Figure(
            tr("Cards awaiting a reply"),
            "—" if self._cards is None else thousands(len(cards)),
            comparison=tr("{n} of them overdue").format(n=thousands(late)),
        )

    def _show_tiles(
        self, rows: Sequence[QueueRow], cards: Sequence[CardRow], parked: int, units: int
    ) -> None:
        now = self._now
        midnight = now.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)
        tonight = midnight + timedelta(days=1)
        today = [
            row for row in rows if row.due_at is not None and not row.paused and now < row.due_at < tonight
        ]
        red = red_figure(rows, now, None)
        figures = (
            red,
            yellow_figure(rows, now),
            Figure(tr("Turning red today"), thousands(len(today)), comparison=tr("if nothing is done")),
            self._card_figure(cards),
            Figure(tr("Units with red lights"), thousands(units), comparison=tr("press a unit to narrow")),
            Figure(
                tr("Parked"), thousands(parked), comparison=tr("their clocks stand still"), light=Light.GREY
            ),
        )
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(figure)
        lights = self.filters.current.lights
        self.tiles[0].set_active(lights == {Light.RED})
        self.tiles[1].set_active(lights == {Light.YELLOW})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forecast.set_roomy(self.height() >= self._theme.px(_ROOMY_FROM))
        gap = page_gap(self._theme, self.width())
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self._top.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        titles = (tr("Red board"), tr("Turning red"), tr("Parked"), tr("Cards"))
        for panel, title in zip(self.panels, titles, strict=True):
            panel.title.setText(title)
        self.cards.retranslate()
        least = _LEAST_INCIDENT[current_language()]
        self.card_table.set_widths(self.cards.widths, self.cards.yields, keeps_words=True, least=least)
        self.nearest.retranslate()
        self.parked.retranslate()
        self._show(self.filters.current)

    def apply_theme(self) -> None:
        self.update()


def _say(states: StateStack, shown: Sequence[object], headline: str, sentence: str = "") -> None:
    """Show the content, or why there is none."""
    if shown:
        states.show_content()
    else:
        states.empty(headline, sentence)


def _fill(model: QueueModel, rows: Sequence[QueueRow], now: datetime) -> None:
    """Show exactly these rows; a model that shows them already only lets time pass."""
    board = Board({row.id: row for row in rows})
    same = {row.id: row.version for row in model.rows()} == {row.id: row.version for row in rows}
    if same:
        model.tick(board, now, settle=True)
    else:
        model.apply_board(board, None, Filter(), now)
