"""How a card looks: its word in a box with a thick left edge. Cards never use the shapes of the lights."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gridcenter.desktop.theme import Theme
from gridcenter.domain.open_cards import CardMark

_HEIGHT = 22
_EDGE = 4
_PAD = 8
_UNKNOWN = "line.control"


def mark_color(theme: Theme, kind: str) -> QColor:
    """Return the colour of a kind's edge (token `card_mark`); one that a centre has added is drawn plain."""
    marks: dict[str, str] = theme.token("card_mark")
    return theme.color(marks.get(kind, _UNKNOWN))


def card_width(theme: Theme, card: CardMark) -> int:
    """Return how wide the mark of an incident's open cards is."""
    return mark_width(theme, card.words, overdue=card.overdue)


def paint_card(painter: QPainter, card: CardMark, room: QRectF, theme: Theme) -> None:
    """Paint the mark of an incident's open cards at the left of `room`."""
    paint_mark(painter, card.kind, card.words, room, theme, overdue=card.overdue)


def mark_width(theme: Theme, words: str, *, overdue: bool = False) -> int:
    """Return the width of a box around these words."""
    return theme.metrics(_role(overdue)).horizontalAdvance(words) + theme.px(_EDGE + 2 * _PAD)


def _role(overdue: bool) -> str:
    return "caption_strong" if overdue else "caption"


def paint_mark(
    painter: QPainter, kind: str, words: str, room: QRectF, theme: Theme, *, overdue: bool = False
) -> None:
    """Paint the box with the word at the left of `room`, in the middle of its height.

    With `overdue` the box is filled and its word stands out of it, so that a late reply is seen without colours.
    """
    px, color = theme.px, mark_color(theme, kind)
    height = min(float(px(_HEIGHT)), room.height())
    width = min(float(mark_width(theme, words, overdue=overdue)), room.width())
    box = QRectF(room.left() + 0.5, room.center().y() - height / 2 + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(box, px(4), px(4))
    if overdue:
        painter.fillPath(shape, theme.color("text.primary"))
    painter.setClipPath(shape)
    painter.fillRect(QRectF(box.left(), box.top(), px(_EDGE), box.height()), color)
    painter.setClipping(False)
    painter.setPen(QPen(color, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.setPen(theme.color("surface.panel" if overdue else "text.primary"))
    painter.setFont(theme.font(_role(overdue)))
    inside = box.adjusted(px(_EDGE + _PAD) - 2, 0, -px(_PAD) + 2, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def paint_small_mark(painter: QPainter, kind: str, box: QRectF, theme: Theme) -> None:
    """Paint a card without its word: a filled box, lying, for the line of a trace."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark_color(theme, kind))
    lying = box.adjusted(0, box.height() / 8, 0, -box.height() / 8)
    painter.drawRoundedRect(lying, theme.px(2), theme.px(2))
    painter.restore()
