"""The embedded grid map as a widget: fill by grid, incident marks, names, legend.

Nothing is rendered again from Python on a change: the page is loaded once and told what is different.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from gridcenter.desktop.background import Background
from gridcenter.desktop.map.kept_district import district_name, kept_district
from gridcenter.desktop.map.lineage import parents_of
from gridcenter.desktop.map.look import look_message, measure_message
from gridcenter.desktop.map.marks import Marks
from gridcenter.desktop.map.measures import measures_for
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.places import DistrictMap

COALESCE_SECONDS = 0.04
"""Changes nearer together than this travel as one; the first after a pause goes at once."""

_USUAL_PER_PLACE = 5.0

Place = tuple[float, float, float]
"""Longitude and latitude of the centre, zoom."""


def release_maps(window: QWidget) -> None:
    """End the pages of all maps in a window that is being closed, those of its dialogs too. GUI thread."""
    for view in window.findChildren(MapView):
        view.release()


class MapView(QWidget):
    """Lives on the GUI thread; owns its page. `release` belongs to closing, it also runs when the program quits."""

    grid_clicked = Signal(str)
    incident_clicked = Signal(int)
    point_clicked = Signal(float, float)
    """Longitude and latitude of every click, whatever lies there."""
    ready = Signal()
    drawn = Signal(int)
    """The frame that shows everything up to this message number has been handed over."""
    painted = Signal(int)
    """The same frame is on the screen: the one after it has begun."""
    moved = Signal(float, float, float)
    district_told = Signal()
    """The shapes of the district are ready and on their way to the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, host: PageHost | None = None) -> None:
        """Show the page of `host`, which may have been loaded before there was a view; it is the view's from now."""
        super().__init__(parent)
        self._theme = theme
        self._marks = Marks()
        self._measures = measures_for(_USUAL_PER_PLACE)
        self._measure = "open"
        self._places = 0
        self._open = 0
        self._scale_settled = False
        self._selected = ""
        self._area = ""
        self._wall = False
        self._bare = False
        self._pin: tuple[float, float] | None = None
        self._layers: dict[str, bool] = {}
        self._place: Place | None = None
        self._district_address = ""
        self._board_known = False
        self._last_flush = 0.0
        self._host = host or PageHost()
        self._served = list(self._host.expected)
        self._web = self._take_web()
        self._host.setParent(self)  # after the web view: a page dies before its profile
        self._painted = -1
        self._flush = QTimer(self, singleShot=True)
        self._drawing = Background(self, readers=1)
        self._connect()
        self._host.start()

    def _take_web(self) -> QWebEngineView:
        web = self._host.view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(web)
        self.setFocusProxy(web)
        return web

    def _connect(self) -> None:
        bridge = self._host.bridge
        bridge.place_chosen.connect(self.grid_clicked)
        bridge.incident_chosen.connect(self.incident_clicked)
        bridge.point_chosen.connect(self.point_clicked)
        bridge.view_moved.connect(self._on_moved)
        self._host.started.connect(self._tell_everything)
        self._host.drawn.connect(self.drawn)
        self._host.painted.connect(self._on_painted)
        self._flush.timeout.connect(self._tell_changes)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.release)

    @property
    def host(self) -> PageHost:
        return self._host

    @property
    def last_number(self) -> int:
        """The number of the last message to the page; `painted` acknowledges it once it is on the screen."""
        return self._host.last_number

    @property
    def at_rest(self) -> bool:
        """Whether everything told so far is on the screen and no district is being prepared."""
        waiting = self._flush.isActive() or self._drawing.busy
        return self._host.listening and not waiting and self._painted >= self.last_number

    def release(self) -> None:
        """End the page before its profile; the widget is of no use afterwards."""
        self._flush.stop()
        self._drawing.close()
        if isValid(self._host):
            self._host.release()

    def show_district(self, district: DistrictMap) -> None:
        """Show grids, boundaries and backdrop; shapes are prepared on a worker and appear when they are ready."""
        self._drawing.read(self, lambda: kept_district(district), self._on_district, topic="district")
        self._marks.set_parents(parents_of(district.divisions))
        if self._marks.changed:
            self._flush_soon()
        self._places = len(district.grids) or len(district.divisions)
        self._settle_scale()

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        """Follow the board; `change` is what a commit changed, None when anything may differ."""
        self._marks.follow(board, change, chosen, now)
        self.set_filter_area(chosen.area)
        self._open = len(board.rows)
        self._settle_scale()
        if self._marks.changed or not self._board_known:
            self._board_known = True
            self._flush_soon()

    def set_measure(self, key: str) -> None:
        """Colour the grids by `open`, `red` or `on_time`."""
        self._measure = key
        self._host.tell(self._measure_message())

    def _settle_scale(self) -> None:
        """Choose the class limits once, from the first full picture: colours must not change their meaning later."""
        if self._scale_settled or not self._places or not self._open:
            return
        self._scale_settled = True
        self._measures = measures_for(self._open / self._places)
        self._host.tell(self._measure_message())

    def _measure_message(self) -> dict[str, Any]:
        return measure_message(self._measures[self._measure])

    def set_selected_grid(self, code: str | None) -> None:
        self._selected = code or ""
        self._host.tell({"kind": "select", "code": self._selected})

    def set_filter_area(self, code: str) -> None:
        """Veil everything outside the division or grid with this code; '' lifts the veil."""
        if code != self._area:
            self._area = code
            self._host.tell({"kind": "area", "code": code})

    def set_pin(self, longitude: float, latitude: float) -> None:
        """Mark a found place until the next one is found or `clear_pin` is called."""
        self._pin = (longitude, latitude)
        self._host.tell(self._pin_message())

    def clear_pin(self) -> None:
        self._pin = None
        self._host.tell(self._pin_message())

    def set_layer(self, name: str, shown: bool) -> None:
        """Show or hide `names` or `backdrop` (water, parks, roads)."""
        self._layers[name] = shown
        self._host.tell({"kind": "layers", "layers": self._layers})

    def set_wall(self, wall: bool) -> None:
        """Draw for people ten metres away: red marks only, large names, no controls."""
        self._wall = wall
        self.apply_theme()

    def show_places_only(self) -> None:
        """Count no incidents, for a map on which a place is chosen: zeros would be taken for the truth."""
        self._bare = True
        self.apply_theme()

    def set_scale(self, scale: float) -> None:
        """Enlarge everything in the page, as a wall or a screen at 150 % needs it."""
        if isValid(self._host.page):  # a view without one would make itself a new page
            self._web.setZoomFactor(scale)

    def apply_theme(self) -> None:
        self._host.tell(self._look_message())

    def retranslate(self) -> None:
        """Say names, legend and tooltips in the current language."""
        self._host.tell(*self._look_messages())
        self._marks.tell_again()
        self._flush_soon()

    def fit(self) -> None:
        """Show the whole district, or all incidents where there is none."""
        self._place = None
        self._host.tell({"kind": "fit"})

    def view_place(self) -> Place | None:
        """Return where the user has moved the map to; None while it shows the whole district by itself."""
        return self._place

    def show_place(self, longitude: float, latitude: float, zoom: float) -> None:
        self._place = (longitude, latitude, zoom)
        self._host.tell(self._view_message(self._place))

    def _on_painted(self, number: int) -> None:
        self._painted = number
        self.painted.emit(number)

    def _on_moved(self, longitude: float, latitude: float, zoom: float) -> None:
        self._place = (longitude, latitude, zoom)
        self.moved.emit(longitude, latitude, zoom)

    def _on_district(self, document: bytes) -> None:
        """Serve a new district; the one before stays for a page that is just fetching it."""
        name = district_name(document)
        self._served = [*(other for other in self._served if other != name), name]
        while len(self._served) > 2:
            self._host.withdraw(self._served.pop(0))
        self._district_address = self._host.publish(name, lambda: document)
        self._host.tell({"kind": "district", "address": self._district_address})
        self.district_told.emit()

    def _flush_soon(self) -> None:
        if not self._flush.isActive():
            waited = time.monotonic() - self._last_flush
            self._flush.start(max(0, round((COALESCE_SECONDS - waited) * 1000)))

    def _tell_changes(self) -> None:
        if self._marks.look_on():  # a new picture of very many rows: the window goes on living meanwhile
            self._flush.start(0)
            return
        if not self._host.listening:
            return
        self._last_flush = time.monotonic()
        self._host.tell({"kind": "board", **self._marks.tell_changes()})
        if self._marks.changed:
            self._flush_soon()

    def _tell_everything(self) -> None:
        messages = self._look_messages()
        if self._district_address:
            messages.append({"kind": "district", "address": self._district_address})
        messages.append(self._board_message())
        messages.append({"kind": "select", "code": self._selected})
        messages.append({"kind": "area", "code": self._area})
        messages.append({"kind": "layers", "layers": self._layers})
        messages.append(self._pin_message())
        if self._place is not None:
            messages.append(self._view_message(self._place))
        self._host.tell(*messages)
        if self._marks.changed:
            self._flush_soon()
        self.ready.emit()

    def _look_messages(self) -> list[dict[str, Any]]:
        return [self._measure_message(), self._look_message()]

    def _look_message(self) -> dict[str, Any]:
        return look_message(self._theme, wall=self._wall, bare=self._bare)

    def _board_message(self) -> dict[str, Any]:
        return {"kind": "board", **self._marks.tell_all()}

    def _pin_message(self) -> dict[str, Any]:
        return {"kind": "pin", "position": self._pin}

    def _view_message(self, place: Place) -> dict[str, Any]:
        return {"kind": "view", "longitude": place[0], "latitude": place[1], "zoom": place[2]}
