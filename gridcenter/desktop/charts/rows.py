"""Charts laid out in rows like a table: one current row, the mouse, the keyboard and a click that names the row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.charts.frame import ChartFrame
from gridcenter.desktop.theme import Theme

EDGE, NARROW_EDGE = 16.0, 8.0
ACTIVATING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
REACHED_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class RowChart(ChartFrame):
    """Subclasses call `lay_rows` in `draw` and implement `activate`; rows that lead nowhere are not laid as targets."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._targets: list[QRectF] = []
        self._hovered = -1
        self._current = 0
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def activate(self, row: int) -> None:
        """Say which row was chosen, by the subclass's own signal."""
        raise NotImplementedError

    def lay_rows(self, *, top: float, height: float, count: int) -> list[QRectF]:
        """Return the rectangles of `count` clickable rows and remember them as targets."""
        self._targets = [QRectF(0, top + height * row, self.width(), height) for row in range(count)]
        self._current = min(self._current, max(count - 1, 0))
        self._mark_states()
        return self._targets

    def _edge(self) -> float:
        """Return what stays free at the left and at the right."""
        return self.px(EDGE if self.roomy else NARROW_EDGE)

    def row_area(self, row: int) -> QRectF:
        return self._targets[row]

    def _mark_states(self) -> None:
        if 0 <= self._hovered < len(self._targets):
            self.box(self._targets[self._hovered], fill=self.ink("surface.hover"))
        if self._by_keyboard and self._current < len(self._targets):
            self.box(self._targets[self._current].adjusted(1, 0, -2, -1), line=self.ink("line.focus"))

    def _row_at(self, y: float) -> int:
        return next((row for row, area in enumerate(self._targets) if area.top() <= y < area.bottom()), -1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._row_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._current = row
            self.activate(row)
            self.redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and self._targets:
            self._by_keyboard = True
            self._current = min(max(self._current + STEPS[key], 0), len(self._targets) - 1)
            self.redraw()
        elif key in ACTIVATING and self._current < len(self._targets):
            self.activate(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in REACHED_BY_KEY
        self.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._by_keyboard = False
        self.redraw()
