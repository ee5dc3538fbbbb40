"""The five lights as painted shapes: ● green, ▲ yellow, ◆ red, ‖ grey, ■ black.

Shapes are paths in a 16×16 box, never characters of a font: fonts disagree on their sizes.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.language import pick

BOX = 16.0
_OUTLINE = 2.2


@cache
def light_path(light: Light) -> QPainterPath:
    """Return the shape of a light in a 16×16 box. Shared: do not change the path."""
    path = QPainterPath()
    match light:
        case Light.GREEN:
            path.addEllipse(QPointF(8, 8), 6.2, 6.2)
        case Light.YELLOW:
            path.addPolygon(_closed((8, 1.4), (15.2, 14.2), (0.8, 14.2)))
        case Light.RED:
            path.addPolygon(_closed((8, 0.2), (15.8, 8), (8, 15.8), (0.2, 8)))
        case Light.GREY:
            path.addRect(QRectF(3.2, 2, 3.4, 12))
            path.addRect(QRectF(9.4, 2, 3.4, 12))
        case Light.BLACK:
            path.addRoundedRect(QRectF(2.4, 2.4, 11.2, 11.2), 1, 1)
    return path


def _closed(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in (*points, points[0])])


def paint_light(painter: QPainter, light: Light, box: QRectF, theme: Theme) -> None:
    """Paint a light into the square `box` in its fill colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / BOX, box.height() / BOX)
    painter.setPen(Qt.PenStyle.NoPen)
    if light is Light.BLACK:
        painter.setPen(QPen(theme.color("lights.black.outline"), _OUTLINE))
    painter.setBrush(theme.light(light))
    painter.drawPath(light_path(light))
    painter.restore()


def light_pixmap(light: Light, size: int, theme: Theme, ratio: float = 1.0) -> QPixmap:
    """Return a light as a pixmap of `size` logical px for a screen with device pixel `ratio`."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_light(painter, light, QRectF(0, 0, size, size), theme)
    painter.end()
    return pixmap


def light_icon(light: Light, size: int, theme: Theme) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(light_pixmap(light, size, theme, ratio))
    return icon


class LightGlyph(QWidget):
    """One light as a widget of `size` px (at 100 %), named for screen readers."""

    def __init__(self, light: Light, theme: Theme, size: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._theme = theme
        self._size = size
        self.setAccessibleName(pick(LIGHT_NAMES[light]))
        self._fit()
        theme.changed.connect(self._fit)

    def show_light(self, light: Light) -> None:
        self._light = light
        self.setAccessibleName(pick(LIGHT_NAMES[light]))
        self.update()

    def _fit(self) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light(painter, self._light, QRectF(0, 0, self.width(), self.height()), self._theme)
        painter.end()
