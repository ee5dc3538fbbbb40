"""Where the incident is: its grid and the ones around it as outlines, and what was reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.pages.incidents_head import severity_words
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.reading_area import ReadingArea
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.incidents import IncidentDetail, IncidentLink
from gridcenter.domain.lights import Light
from gridcenter.domain.places import Backdrop, DistrictMap, GridShape
from gridcenter.language import pick, tr

_REACH_DEGREES = 0.006
"""Half the width that the inset shows around the place, in degrees of latitude: about 670 m."""
_PORTION = 250
"""So many polygons are read in one go: some milliseconds."""


def linked(detail: IncidentDetail) -> tuple[IncidentLink | None, IncidentLink | None]:
    """Return the closed incident before this one and the one after it in the chain of reopenings."""
    return detail.reopens, detail.reopened_as


@dataclass(frozen=True, slots=True)
class _Shape:
    code: str
    path: QPainterPath
    middle: QPointF


def paths_of(geometry: str) -> QPainterPath:
    """Return a GeoJSON Polygon, MultiPolygon or LineString as a path in degrees; empty for anything else."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    shape = json.loads(geometry)
    kind, coordinates = shape.get("type"), shape.get("coordinates", [])
    if kind == "LineString":
        path.addPolygon(_ring(coordinates))
    for polygon in coordinates if kind == "MultiPolygon" else [coordinates] if kind == "Polygon" else []:
        for ring in polygon:
            path.addPolygon(_ring(ring))
            path.closeSubpath()
    return path


def _ring(points: list[list[float]]) -> QPolygonF:
    return QPolygonF([QPointF(point[0], point[1]) for point in points])


class PlaceInset(QWidget):
    """A still map painted from the polygons in the store: no tiles, no page, no network."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grids: list[_Shape] = []
        self._middles: dict[str, QPointF] = {}
        self._unread: list[GridShape | Backdrop] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_on)
        self._backdrop: list[tuple[str, QPainterPath]] = []
        self._detail: IncidentDetail | None = None
        self._light = Light.GREEN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(366), self._theme.px(200))

    def show_district(self, district: DistrictMap) -> None:
        """Read the polygons, of very many a portion at a time, after the page was painted: what is read is painted."""
        self._middles = {grid.code: QPointF(grid.longitude, grid.latitude) for grid in district.grids}
        self._backdrop, self._grids = [], []
        self._unread = [*district.grids, *district.backdrop]
        if len(self._unread) > _PORTION:
            self._soon.start()
        else:
            self._read_on()

    def _read_on(self) -> None:
        portion, self._unread = self._unread[:_PORTION], self._unread[_PORTION:]
        for shape in portion:
            path = paths_of(shape.geometry)
            if isinstance(shape, GridShape):
                self._grids.append(_Shape(shape.code, path, self._middles[shape.code]))
            else:
                self._backdrop.append((shape.kind, path))
        if self._unread:
            self._soon.start()
        self.update()

    def show_incident(self, detail: IncidentDetail, light: Light) -> None:
        self._detail, self._light = detail, light
        self.setAccessibleName(tr("Map of the place"))
        self.setAccessibleDescription(pick(detail.row.grid) or pick(detail.row.community))
        self.update()

    def centre(self) -> QPointF | None:
        """Return lon, lat of the incident, or a point of its grid; None where neither is known."""
        if self._detail is None:
            return None
        row = self._detail.row
        if row.longitude is not None and row.latitude is not None:
            return QPointF(row.longitude, row.latitude)
        return self._middles.get(row.grid_code or "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = self.centre()
        if centre is None:
            painter.fillRect(self.rect(), self._theme.color("surface.sunken"))
            painter.setPen(self._theme.color("text.tertiary"))
            painter.setFont(self._theme.font("caption"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("no place known"))
        else:
            painter.fillRect(self.rect(), self._theme.color("map.outside"))
            self._paint_around(painter, centre)
        painter.end()

    def _paint_around(self, painter: QPainter, centre: QPointF) -> None:
        turn = self._transform(centre)
        seen = QRectF(self.rect())
        near = [(shape, turn.map(shape.path)) for shape in self._grids]
        near = [(shape, path) for shape, path in near if path.boundingRect().intersects(seen)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("map.land"))
        for _, path in near:
            painter.drawPath(path)
        self._paint_backdrop(painter, turn, seen)
        self._paint_grids(painter, near, turn)
        side = float(self._theme.px(16))
        at = turn.map(centre)
        paint_light(
            painter, self._light, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), self._theme
        )

    def _transform(self, centre: QPointF) -> QTransform:
        """Map degrees to pixels, north up, with `_REACH_DEGREES` above and below the place."""
        scale = self.height() / (2 * _REACH_DEGREES)
        turn = QTransform()
        turn.translate(self.width() / 2, self.height() / 2)
        turn.scale(scale * cos(radians(centre.y())), -scale)
        turn.translate(-centre.x(), -centre.y())
        return turn

    def _paint_backdrop(self, painter: QPainter, turn: QTransform, seen: QRectF) -> None:
        for kind, path in self._backdrop:
            shown = turn.map(path)
            if not shown.boundingRect().intersects(seen):
                continue
            if kind in ("water", "park"):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color(f"map.{kind}"))
            else:
                width = {"road_major": 2.4, "road_collector": 1.6}.get(kind, 0.9)
                painter.setPen(QPen(self._theme.color("map.road_casing"), width * 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(shown)

    def _paint_grids(
        self, painter: QPainter, near: list[tuple[_Shape, QPainterPath]], turn: QTransform
    ) -> None:
        own = self._detail.row.grid_code if self._detail else None
        painter.setFont(self._theme.font("caption"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for _, path in near:
            painter.setPen(QPen(self._theme.color("map.grid_line"), 1))
            painter.drawPath(path)
        for shape, path in near:
            if shape.code == own:
                painter.setPen(QPen(self._theme.color("accent.base"), self._theme.px(3)))
                painter.drawPath(path)
            painter.setPen(self._theme.color("map.label"))
            at = turn.map(shape.middle)
            box = QRectF(at.x() - 30, at.y() + self._theme.px(10), 60, self._theme.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape.code[-2:])


class PlacePanel(QFrame):
    """The inset at the left, the words at the right, above them the incidents that this one is linked to."""

    link_pressed = Signal(int)
    """The id of the linked incident that is wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme = theme
        self.inset = PlaceInset(theme)
        self.facts = [(label("", "caption", tone="tertiary"), label("", "body", wrap=True)) for _ in range(4)]
        self.links = (button("", "compact"), button("", "compact"))
        """To the closed incident that this one takes up again, and to the one that took up this one."""
        self.link_words = (label("", "caption", tone="tertiary"), label("", "caption", tone="tertiary"))
        self._detail: IncidentDetail | None = None
        self._build()
        for place, link in enumerate(self.links):
            link.clicked.connect(lambda _on=False, place=place: self._press(place))
            link.hide()
            self.link_words[place].hide()

    def _build(self) -> None:
        px = self._theme.px
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(2))
        for word, link in zip(self.link_words, self.links, strict=True):
            column.addWidget(word)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for caption, value in self.facts:
            column.addWidget(caption)
            column.addWidget(value)
            column.addSpacing(px(6))
        column.addStretch(1)
        self.area = area = ReadingArea()
        area.read(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.inset, 3)
        row.addWidget(area, 2)

    def show_incident(self, detail: IncidentDetail, light: Light) -> None:
        self._detail = detail
        self.inset.show_incident(detail, light)
        self.area.setAccessibleName(tr("What was reported"))
        for (caption, value), (word, text) in zip(self.facts, self._told(detail), strict=False):
            caption.setText(word)
            value.setText(text or tr("unknown"))
        self._show_links(detail)

    def _show_links(self, detail: IncidentDetail) -> None:
        words = (tr("Reopened from"), tr("Reopened as"))
        for link, caption, word, other in zip(
            self.links, self.link_words, words, linked(detail), strict=True
        ):
            for part in (link, caption):
                part.setVisible(other is not None)
            caption.setText(word)
            set_button_text(link, other.number if other else "")
            link.setAccessibleName(f"{word} {other.number}" if other else "")

    def _press(self, place: int) -> None:
        other = linked(self._detail)[place] if self._detail else None
        if other is not None:
            self.link_pressed.emit(other.id)

    def _told(self, detail: IncidentDetail) -> Iterator[tuple[str, str]]:
        yield tr("Reported"), detail.description
        yield tr("Source"), pick(detail.source)
        yield tr("Grade"), severity_words()[detail.row.severity]
        if detail.row.approximate:
            yield tr("Position"), tr("approximate: placed at the grid, not measured")
        else:
            yield tr("Position"), self._coordinates(detail)

    def _coordinates(self, detail: IncidentDetail) -> str:
        row = detail.row
        return f"{row.longitude:.5f}, {row.latitude:.5f}" if row.longitude and row.latitude else ""
