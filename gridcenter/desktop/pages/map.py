"""The Map page: find and layers left, the map, the chosen grid and its incidents right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_pages import stands_behind
from gridcenter.desktop.map.details import GridPanel, IncidentsHere
from gridcenter.desktop.map.finder import FindPanel
from gridcenter.desktop.map.layers import LayerPanel
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, page_gap
from gridcenter.desktop.widgets.place_names import PlaceNames, extent_words
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.places import DistrictMap, FoundPlace
from gridcenter.language import tr

SIDES = (320, 408)
NARROW_SIDES = (232, 352)
SHORT_SIDES, _SHORT_BELOW = (304, 304), 660
_LOW_FINDER = 232
"""In a low window chips need fewer rows."""
NARROW_BELOW = 1500
"""Px at 100 %: below it the sides give way to the map."""
_UNBOUND = 4000
CLOSE_ZOOM = 17.0
"""At which a found address fills the view with its block."""


class MapPage(QWidget):
    """Shares the desk's filter: a grid chosen here narrows the other pages too."""

    incident_wanted = Signal(object)
    """The id of an incident to open on its own page."""

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
        self._names = PlaceNames()
        self.map = MapView(theme)
        self.finder = FindPanel(ports.questions.find_place, background, theme)
        self.layers = LayerPanel(theme)
        self.grid = GridPanel(theme)
        self.incidents = IncidentsHere(theme, calendar or WorkingCalendar(), now)
        self.frame = Panel(theme)
        self._build()
        self._listen()
        self.map.set_scale(theme.look.scale)
        self.retranslate()

    def _build(self) -> None:
        row = self._row = QHBoxLayout(self)
        self.frame.set_body(self.map)
        left = self._column(self.finder, self.layers)
        row.addWidget(left)
        row.addWidget(self.frame, 1)
        right = self._right = QSplitter(Qt.Orientation.Vertical)
        right.setObjectName("mapDetails")
        right.setChildrenCollapsible(False)
        right.addWidget(self.grid)
        right.addWidget(self.incidents)
        for place, share in enumerate((2, 3)):
            right.setStretchFactor(place, share)
        right.setSizes([2000, 3000])
        row.addWidget(right)
        self._sides = (left, right)
        self._arrange()

    def _arrange(self) -> None:
        gap = page_gap(self._theme, self.width())
        self._row.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._row, self._left):
            layout.setSpacing(gap)
        self._right.setHandleWidth(gap)
        narrow = self.width() < self._theme.px(NARROW_BELOW)
        short = narrow and self.height() < self._theme.px(_SHORT_BELOW)
        self.finder.setMaximumHeight(self._theme.px(_LOW_FINDER if short else _UNBOUND))
        widths = SHORT_SIDES if short else NARROW_SIDES if narrow else SIDES
        for side, width in zip(self._sides, widths, strict=True):
            side.setFixedWidth(self._theme.px(width))

    def _column(self, *panels: QWidget) -> QWidget:
        made = QWidget()
        column = self._left = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        for place, panel in enumerate(panels):
            column.addWidget(panel, int(place == 0))
        return made

    def _listen(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.map.grid_clicked.connect(self.filters.toggle_area)
        self.map.incident_clicked.connect(self._show_incident)
        self.finder.taken.connect(self._go_to)
        self.layers.measure_chosen.connect(self.map.set_measure)
        self.layers.light_pressed.connect(lambda light: self.filters.toggle_lights(light))
        self.layers.switched.connect(self.map.set_layer)
        self.grid.retry_wanted.connect(self._ask_grid)
        self.incidents.opened.connect(self.incident_wanted)
        self.incidents.clear_wanted.connect(self.filters.clear_all)

    # What the window tells

    def show_district(self, district: DistrictMap) -> None:
        self._names = PlaceNames(district)
        self.map.show_district(district)
        self._show_counts()

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self._board, self._now = board, now
        self._narrow(chosen)
        self.map.apply_board(board, change, chosen, now)
        self.incidents.apply_board(board, change, chosen, now)
        self._show_counts()

    def tick(self, now: datetime) -> None:
        """Let time pass: lights that have turned move their marks, and words of time move on."""
        self._now = now
        self.map.apply_board(self._board, BoardChange(), self.filters.current, now)
        self.incidents.model.tick(self._board, now, settle=not self.incidents.table.hovering())

    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        return tr(
            "Ctrl+F finds a place · arrows and + − move the map · Enter chooses a grid · Esc takes back one filter"
        )

    # The filter and the chosen grid

    def _filter_changed(self, chosen: Filter) -> None:
        if not stands_behind(self):
            self.apply_board(self._board, None, chosen, self._now)

    def _narrow(self, chosen: Filter) -> None:
        if chosen != self._narrowed:
            self._narrowed = chosen
            self.map.set_selected_grid(chosen.area if self._names.is_grid(chosen.area) else None)
            self._ask_grid()

    def _ask_grid(self) -> None:
        code = self.filters.current.area
        if not self._names.is_grid(code):
            self.grid.show_nothing()
            return
        self.grid.wait()
        self._background.read(
            self,
            lambda: self._ports.questions.grid(code),
            self.grid.show_detail,
            self.grid.show_refusal,
            topic="grid",
        )

    def _show_incident(self, incident_id: int) -> None:
        """Make an incident of the map the current row; one the list does not show is opened."""
        if not self.incidents.table.choose(incident_id):
            self.incident_wanted.emit(incident_id)

    def _go_to(self, place: FoundPlace) -> None:
        self.map.show_place(place.longitude, place.latitude, CLOSE_ZOOM)
        self.map.set_pin(place.longitude, place.latitude)

    def _show_counts(self) -> None:
        chosen = self.filters.current
        self.layers.show_counts(self._board, chosen, self._now)
        area = self._names.name(chosen.area) if chosen.area else ""
        counted = extent_words(
            self._names.communities_within(chosen.area), self._names.grids_within(chosen.area)
        )
        self.frame.set_title(tr("Grid map"), f"{area} · {counted}" if area else counted)

    # Look, language, keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.finder.box.setFocus()
            self.finder.box.selectAll()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.finder.retranslate()
        self.layers.retranslate()
        self.grid.retranslate()
        self.incidents.retranslate()
        self.map.retranslate()
        self._show_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def apply_theme(self) -> None:
        self._arrange()
        self.map.set_scale(self._theme.look.scale)
        self.map.apply_theme()
