"""The canvas of a wall: 1080 high or 1920 wide, as large as its window on the other side, scaled as a whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from gridcenter.desktop.card_marks import card_width, paint_card
from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.domain.lights import Light
from gridcenter.domain.open_cards import CardMark

WIDE, HIGH = 1920, 1080


class WallCanvas:
    """Turns boxes of the canvas into px of the widget whose upper left corner is the canvas's, and paints in them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def length(self, px: float) -> float:
        """Return how long so many px of the widget are on the canvas."""
        return px / self.theme.look.scale

    def scaled(self, box: QRectF) -> QRectF:
        scale = self.theme.look.scale
        return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)

    def px(self, box: QRectF) -> QRect:
        return self.scaled(box).toRect()

    def glyph(self, painter: QPainter, light: Light, box: QRectF) -> None:
        paint_light(painter, light, self.scaled(box), self.theme)

    def card_width(self, card: CardMark) -> float:
        """Return how wide the mark of open cards is on the canvas."""
        return self.length(card_width(self.theme, card))

    def card(self, painter: QPainter, card: CardMark, box: QRectF) -> None:
        paint_card(painter, card, self.scaled(box), self.theme)

    def advance(self, text: str, role: str) -> float:
        """Return how long a text is on the canvas."""
        return self.length(self.theme.metrics(role).horizontalAdvance(text))

    def write(
        self, painter: QPainter, box: QRectF, text: str, role: str, color: str, *, right: bool = False
    ) -> None:
        painter.setFont(self.theme.font(role))
        painter.setPen(self.theme.color(color))
        room = self.px(box)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
