"""Choosing where something happened on the district's map: a click, or the arrows and Enter for the middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.places import DistrictMap
from gridcenter.language import tr

_WIDTH, _HEIGHT, _AROUND = 960, 620, 40


class PlaceOnMap(QDialog):
    """Shows the district without incidents; the chosen point is marked and taken with Ctrl+Enter. GUI thread only."""

    place_taken = Signal(float, float)
    """Longitude and latitude, WGS-84."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        district: Callable[[], DistrictMap],
        *,
        room: QSize,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.point: tuple[float, float] | None = None
        self.map = MapView(theme, self)
        self.map.show_places_only()
        self.told = label("", "caption", tone="secondary", wrap=True)
        self.leave = button(tr("Cancel"))
        self.take = button(tr("Take this place (Ctrl+Enter)"), "primary")
        self._build(theme, room)
        self.map.point_clicked.connect(self.choose)
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._take)
        self.finished.connect(lambda _result: self.map.release())
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        background.read(self, district, self.map.show_district, self._not_read, topic="district")
        self.map.setFocus()

    def _build(self, theme: Theme, room: QSize) -> None:
        px = theme.px
        self.setWindowTitle(tr("Choose the place on the map"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Choose the place on the map"), "title"))
        column.addWidget(self.map, 1)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)
        for made in (self.leave, self.take):
            made.setAutoDefault(False)  # Enter belongs to the map
        self.take.setEnabled(False)
        self.told.setText(
            tr("Click where it is; by keyboard the arrows move the map and Enter takes its middle.")
        )
        self.resize(
            min(px(_WIDTH), room.width() - px(_AROUND)), min(px(_HEIGHT), room.height() - px(_AROUND))
        )

    def choose(self, longitude: float, latitude: float) -> None:
        """Mark the point; another click marks another one."""
        self.point = (longitude, latitude)
        self.map.set_pin(longitude, latitude)
        self.told.setText(tr("longitude {lon:.6f}, latitude {lat:.6f}").format(lon=longitude, lat=latitude))
        self.take.setEnabled(True)

    def _take(self) -> None:
        if self.point is not None:
            self.place_taken.emit(*self.point)
            self.accept()

    def _not_read(self, refusal: Refusal) -> None:
        self.told.setText(str(refusal))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
