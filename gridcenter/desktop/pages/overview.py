"""The Overview: tiles, map, queue, look-up and four charts from one board, narrowed by one filter.

A theme of the wall makes it a picture: no look-up, no chips and buttons, larger, only whole rows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.charts.distribution import DistributionChart
from gridcenter.desktop.charts.frame import ChartFrame
from gridcenter.desktop.charts.pareto import ParetoChart
from gridcenter.desktop.charts.red_board import NO_UNIT, RedBoardChart
from gridcenter.desktop.charts.trend import TrendChart
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_pages import stands_behind
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.models.red_lines import overdue_words, red_lines
from gridcenter.desktop.pages.overview_layout import OverviewLayout
from gridcenter.desktop.pages.overview_picture import make_picture, queue_columns
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.kpi import Figure, KpiTile
from gridcenter.desktop.widgets.kpi_figures import (
    closed_figure,
    in_time_figure,
    open_figure,
    red_figure,
    reported_figure,
    yellow_figure,
)
from gridcenter.desktop.widgets.lookup_tile import LookupTile
from gridcenter.desktop.widgets.map_panel import MapPanel
from gridcenter.desktop.widgets.place_names import PlaceNames
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.domain.board import Board, BoardChange, Filter, red_board
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import TodayFigures
from gridcenter.domain.lights import Light
from gridcenter.domain.places import DistrictMap
from gridcenter.language import tr

_COUNTS_AFTER_MS = 60
_MINUTE = timedelta(minutes=1)
_TODAY_AFTER_MS = 1500
_TODAY_EVERY_MS = 60_000


class OverviewPage(QWidget):
    """Panels never talk to each other: they tell the filter, and the filter tells them all."""

    incident_wanted = Signal(object)
    """The id of an incident to open on its own page."""
    page_wanted = Signal(str)
    lookup_wanted = Signal(object)
    """A `LookupRequest` from the look-up tile."""
    shows_first_rows = True

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        filters: FilterState | None = None,
        calendar: Calendar | None = None,
        now: datetime,
        map_page: PageHost | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ports = ports
        self._background = background
        self._theme = theme
        self.filters = filters or FilterState(self)
        self._board = Board()
        self._narrowed = Filter()
        self._now = now
        self._red_units_at = now
        self._calendar = calendar or WorkingCalendar()
        self._today: TodayFigures | None = None
        self._lights_seen: dict[Light, int] = {}
        self._stale_since = ""
        self._memory: WindowMemory | None = None
        self.names = PlaceNames()
        self._make_panels(map_page)
        self._counts_soon = self._timer(_COUNTS_AFTER_MS, self._show_counts)
        self._today_soon = self._timer(_TODAY_AFTER_MS, self._ask_today)
        self._today_again = self._timer(_TODAY_EVERY_MS, self._ask_today, single=False)
        self._listen()
        self._ask_today()

    def _make_panels(self, map_page: PageHost | None) -> None:
        theme = self._theme
        self.tiles = [KpiTile(theme) for _ in range(6)]
        self.lookup = LookupTile(theme, purposes=self._ports.purposes) if theme.hands_on else None
        self.map = MapView(theme, host=map_page)
        self.map_panel = MapPanel(theme, self.map)
        self.queue = QueuePanel(theme, self._calendar, self._now, queue_columns(theme))
        self.trend = TrendChart(theme)
        self.pareto = ParetoChart(theme)
        self.red_units = RedBoardChart(theme)
        self.closing = DistributionChart(theme)
        self.arrangement = OverviewLayout(
            theme,
            self.tiles,
            self.lookup,
            self.map_panel,
            self.queue,
            (self.trend, self.pareto, self.red_units, self.closing),
            parent=self,
        )
        if not theme.hands_on:
            make_picture(self, self.map_panel, self.queue)
        self.map.set_scale(theme.look.scale)

    def _timer(self, interval: int, act: object, *, single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        return timer

    def _listen(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.map.grid_clicked.connect(self.filters.toggle_area)
        self.map.incident_clicked.connect(self._show_incident)
        self.queue.light_pressed.connect(self._press_light)
        self.queue.part_pressed.connect(self.filters.clear)
        self.queue.clear_wanted.connect(self.filters.clear_all)
        self.queue.opened.connect(self.incident_wanted)
        self.pareto.major_clicked.connect(self.filters.toggle_major)
        self.red_units.unit_clicked.connect(self._press_unit)
        if self.lookup is not None:
            self.lookup.requested.connect(self.lookup_wanted)
        for deck in self.arrangement.decks:
            deck.note_pressed.connect(self._press_note)
        for tile, act in zip(self.tiles, self._tile_actions(), strict=True):
            tile.pressed.connect(act)

    def _tile_actions(self) -> list[object]:
        indicators = lambda: self.page_wanted.emit("indicators")  # noqa: E731 - three tiles, one way
        return [
            lambda: self._press_light(None),
            lambda: self._press_light(Light.RED),
            lambda: self._press_light(Light.YELLOW),
            indicators,
            indicators,
            indicators,
        ]

    # What the window tells

    def show_district(self, district: DistrictMap) -> None:
        self.names = PlaceNames(district)
        self.map.show_district(district)
        self._show_counts()

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        """Follow the board: rows and marks at once, counts a moment later together."""
        self._board, self._now = board, now
        self._narrow(chosen)
        self.queue.apply_board(board, change, chosen, now)
        self._tell_map(change)
        if change is None:
            self._show_counts()
            return
        if not self._counts_soon.isActive():
            self._counts_soon.start()
        if not self._today_soon.isActive():
            self._today_soon.start()

    def tick(self, now: datetime) -> None:
        """Let a second pass: signed times move on, and when a light has turned everything is counted again."""
        self._now = now
        self.queue.tick(self._board, now)
        if dict(self._board.lights(now)) != self._lights_seen:
            self._tell_map(BoardChange())
            self._show_counts()
        elif self._board.whole and now - self._red_units_at >= _MINUTE:
            self._show_red_units()

    def show_stale(self, since: str) -> None:
        """Mark the tiles with the time at which the data stopped; '' when they are live again."""
        if since != self._stale_since:
            self._stale_since = since
            self._show_tiles()

    def take_keyboard(self) -> None:
        self.queue.take_keyboard()

    def remember_in(self, memory: WindowMemory) -> None:
        """Take panel sizes and map view from the last session, and keep them there with `keep`."""
        self._memory = memory
        self.arrangement.remember_in(memory)
        if memory.place is not None:
            self.map.show_place(*memory.place)

    def keep(self) -> None:
        self.arrangement.keep()
        if self._memory is not None:
            self._memory.keep_place(self.map.view_place())

    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        return tr("J/K up and down · Enter opens · Ctrl+C copies rows · Esc takes back one filter")

    # The filter

    def _filter_changed(self, chosen: Filter) -> None:
        if not stands_behind(self):
            self.apply_board(self._board, None, chosen, self._now)

    def _narrow(self, chosen: Filter) -> None:
        """Take over another filter beside the board: the grid on the map, and what the store counts of today."""
        if chosen != self._narrowed:
            self._narrowed = chosen
            self.map.set_selected_grid(chosen.area if self.names.is_grid(chosen.area) else None)
            self._ask_today()

    def _tell_map(self, change: BoardChange | None) -> None:
        """The map's clusters and colours are counts: it waits for the whole board."""
        if self._board.whole:
            self.map.apply_board(self._board, change, self.filters.current, self._now)

    def _press_light(self, light: Light | None) -> None:
        if light is None:
            self.filters.clear("lights")
        else:
            self.filters.toggle_lights(light)

    def _press_unit(self, unit_id: int) -> None:
        if unit_id != NO_UNIT:
            self.filters.toggle_unit(unit_id)

    def _press_note(self, chart: ChartFrame) -> None:
        if chart is self.red_units:
            self.page_wanted.emit("supervision")

    def _show_incident(self, incident_id: int) -> None:
        """Make an incident of the map the current row; one the queue does not show is opened."""
        if not self.queue.table.choose(incident_id):
            self.incident_wanted.emit(incident_id)

    # Figures

    def _ask_today(self) -> None:
        chosen = self.filters.current
        self._background.read(
            self,
            lambda: self._ports.questions.today(chosen),
            self._take_today,
            self._today_failed,
            topic="today",
        )

    def _take_today(self, today: TodayFigures) -> None:
        self._today = today
        self.trend.set_today(today)
        self.closing.set_spread(today.closing)
        self._show_tiles()
        if not self._today_again.isActive():
            self._today_again.start()

    def _today_failed(self, _refusal: Refusal) -> None:
        """The last figures stay; the frame's banner says since when, and the next minute asks again."""
        if not self._today_again.isActive():
            self._today_again.start()

    def _show_counts(self) -> None:
        self._counts_soon.stop()
        board, chosen, now = self._board, self.filters.current, self._now
        self._lights_seen = dict(board.lights(now))
        words = self.names.words(chosen, board.rows.values())
        self.queue.show_counts(board, chosen, now, words)
        if board.whole:
            self.pareto.set_majors(board.majors(chosen.without("major_code"), now), chosen=chosen.major_code)
            self._show_red_units()
        communities = self.names.communities_within(chosen.area)
        self.map_panel.show_counts(communities, self.names.grids_within(chosen.area))
        self._show_tiles()

    def _show_red_units(self) -> None:
        """Order and words are those of Supervision: overdue in the mode of each clock, by the store's calendar."""
        chosen, now = self.filters.current.without("unit_id").without("lights"), self._now
        rows = [*self._board.lit(Light.RED, now, chosen), *self._board.lit(Light.YELLOW, now, chosen)]
        lines = {line.unit_id: line for line in red_lines(rows, now, self._calendar)}
        places = {unit: place for place, unit in enumerate(lines)}
        units = sorted(red_board(rows, now), key=lambda unit: places[unit.unit_id])
        self.red_units.set_units(units, lambda unit: overdue_words(lines[unit.unit_id], self._calendar))
        self._red_units_at = now

    def _show_tiles(self) -> None:
        chosen, now = self.filters.current, self._now
        figures = [
            *self._board_figures(chosen, now),
            reported_figure(self._today),
            closed_figure(self._today),
            in_time_figure(self._today),
        ]
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(self._aged(figure))
        self.tiles[1].set_active(chosen.lights == {Light.RED})
        self.tiles[2].set_active(chosen.lights == {Light.YELLOW})

    def _board_figures(self, chosen: Filter, now: datetime) -> list[Figure]:
        """Return words without figures while the board is not whole: a part is not counted as if it were all."""
        board, rest = self._board, chosen.without("lights")
        figures = [
            open_figure(board.select(rest, now), self.names.grids_within(chosen.area), self._today),
            red_figure(board.lit(Light.RED, now, rest), self._today),
            yellow_figure(board.lit(Light.YELLOW, now, rest), now),
        ]
        return figures if self._board.whole else [Figure(one.word, light=one.light) for one in figures]

    def _aged(self, figure: Figure) -> Figure:
        if not self._stale_since:
            return figure
        words = tr("data stopped at {time}").format(time=self._stale_since)
        brief = tr("as of {time}").format(time=self._stale_since)
        return replace(figure, comparison=words, brief=brief, stale=True)

    # Look and language

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.queue.retranslate()
        self.map_panel.retranslate()
        for chart in (self.trend, self.pareto, self.red_units, self.closing):
            chart.retranslate()
        self._show_counts()

    def apply_theme(self) -> None:
        self.map.apply_theme()
        self.map.set_scale(self._theme.look.scale)
        for chart in (self.trend, self.pareto, self.red_units, self.closing):
            chart.apply_theme()
        self.arrangement.arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.arrange(self.width())
