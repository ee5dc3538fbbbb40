"""The red board as it stands in its panel: the headings stay above the lines while these are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.red_lines_view import HEAD, RedLinesView
from gridcenter.desktop.widgets.text import plain_tooltip


class RedLinesArea(QWidget):
    """The line that the keyboard is on is always in sight; the lines themselves have the keyboard."""

    def __init__(self, theme: Theme, view: RedLinesView) -> None:
        super().__init__()
        self.view = view
        self.head = _Head(theme, view)
        self.area = _Lines(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        view.line_marked.connect(self._show_line)

    def _show_line(self, top: int, bottom: int) -> None:
        self.area.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top + 1) // 2 + 1)


class _Head(QWidget):
    """Paints the headings over the columns of the lines, which are narrower beside a scroll bar."""

    def __init__(self, theme: Theme, view: RedLinesView) -> None:
        super().__init__()
        self._theme = theme
        self._view = view
        view.widened.connect(self.update)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(HEAD))
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tooltip(self._view.explained(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_head(painter, QRectF(0, 0, self._view.width(), self.height()))
        painter.end()


class _Lines(QScrollArea):
    def __init__(self, view: RedLinesView) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        view.setObjectName("scrolled")
        self.setWidget(view)
        self.viewport().setAutoFillBackground(False)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Let Tab leave the lines where they are: Qt would scroll to the middle of them."""
        return QFrame.focusNextPrevChild(self, forward)
