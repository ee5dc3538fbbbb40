"""A plain-text label that breaks its text into as many lines as its width needs, inside a word where it must."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption

from gridcenter.desktop.widgets.text import ElidedLabel


class WrappedLabel(ElidedLabel):
    """Nothing of the text is left out. It asks its layout for no height: whoever lays out many of them says it.

    One that `follows` its width takes the height that its lines need by itself.
    """

    def __init__(self, text: str = "", role: str = "body", *, tone: str = "", follows: bool = False) -> None:
        self._follows = follows
        super().__init__(text, role, tone=tone)

    def height_in(self, width: int) -> int:
        """Return how many px the text is high when it is so wide; no text still takes a line."""
        if self._fits(width):
            return self.fontMetrics().height()
        layout = self._laid_out(width)
        return ceil(layout.boundingRect().height())

    def cut_words(self) -> str:
        return ""

    def setText(self, text: str) -> None:  # noqa: N802 - Qt names it
        super().setText(text)
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        if self._follows and self.width() > 0:
            self.setFixedHeight(self.height_in(self.contentsRect().width()))

    def sizeHint(self) -> QSize:
        return QSize(self._line_width() + 1, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def _line_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text())

    def _fits(self, width: int) -> bool:
        return self._line_width() <= width

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        if self._fits(room.width()):
            super().paintEvent(event)
            return
        layout = self._laid_out(room.width())
        spare = (room.height() - layout.boundingRect().height()) / 2
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(room.left(), room.top() + max(spare, 0)))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout
