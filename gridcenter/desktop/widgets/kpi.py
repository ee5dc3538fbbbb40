"""The KPI tile: a word, one figure, one line that names what it is compared with. A click narrows the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.domain.lights import Light

_GLYPH = 13


@dataclass(frozen=True, slots=True)
class Figure:
    """What a tile shows; `unit` stands small behind the figure, `stale` gives it the ground of old data.

    `brief` takes the place of a comparison that has no room.
    """

    word: str
    figure: str = "—"
    unit: str = ""
    comparison: str = ""
    light: Light | None = None
    stale: bool = False
    brief: str = ""


class KpiTile(QWidget):
    """Painted by hand; focusable, pressed by mouse, Space or Enter. Whoever owns the filter sets `set_active`."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure = Figure("")
        self._active = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    @property
    def figure(self) -> Figure:
        return self._figure

    @property
    def active(self) -> bool:
        return self._active

    def show_figure(self, figure: Figure) -> None:
        if figure == self._figure:
            return
        self._figure = figure
        self.setAccessibleName(figure.word)
        self.setAccessibleDescription(f"{figure.figure}{figure.unit} · {figure.comparison}")
        self.update()

    def set_active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(232), self._theme.px(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(72))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        marked = self._active or self.hasFocus()
        width = 2.0 if marked else 1.0
        line = "accent.base" if self._active else "line.focus" if marked else "line.normal"
        painter.setPen(QPen(theme.color(line), width))
        painter.setBrush(self._ground())
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))

    def _ground(self) -> QColor:
        if self._figure.stale:
            return self._theme.color("surface.stale")
        return self._theme.color("surface.hover" if self.underMouse() else "surface.panel")

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        role = "figure" if self.height() >= theme.size("kpi.roomy") else "title"
        caption, figure = theme.line_height("caption"), theme.line_height(role)
        spare = self.height() - 2 * caption - figure
        top, left = spare / 2, float(theme.size("kpi.pad"))
        room = self.width() - 2 * left
        self._paint_word(painter, QRectF(left, top, room, caption))
        self._paint_figure(painter, QRectF(left, top + caption, room, figure), role)
        below = QRectF(left, top + caption + figure, room, caption)
        self._write(painter, below, self._comparison(room), theme.font("caption"), "text.tertiary")

    def _comparison(self, room: float) -> str:
        """Return the comparison, or its brief form where the whole one would be cut."""
        whole, brief = self._figure.comparison, self._figure.brief
        fits = self._theme.metrics("caption").horizontalAdvance(whole) <= room
        return whole if fits or not brief else brief

    def _paint_word(self, painter: QPainter, box: QRectF) -> None:
        light = self._figure.light
        if light is not None:
            side = self._theme.px(_GLYPH)
            paint_light(
                painter, light, QRectF(box.left(), box.center().y() - side / 2, side, side), self._theme
            )
            box = box.adjusted(side + self._theme.px(8), 0, 0, 0)
        self._write(painter, box, self._figure.word, self._theme.font("caption"), "text.secondary")

    def _paint_figure(self, painter: QPainter, box: QRectF, role: str) -> None:
        font = self._theme.font(role)
        self._write(painter, box, self._figure.figure, font, "text.primary")
        if not self._figure.unit:
            return
        width = self._theme.metrics(role).horizontalAdvance(self._figure.figure)
        behind = box.adjusted(width + self._theme.px(4), self._theme.px(5), 0, 0)
        self._write(painter, behind, self._figure.unit, self._theme.font("caption"), "text.tertiary")

    def _write(self, painter: QPainter, box: QRectF, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
