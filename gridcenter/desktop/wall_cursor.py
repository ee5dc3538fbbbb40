"""The cursor of a wall: a hand that moves it sees it, at rest it is gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication


class RestingCursor:
    """Hides the application's cursor once it has rested for `limit_ms`."""

    def __init__(self, limit_ms: int) -> None:
        self._limit_ms = limit_ms
        self._at = QCursor.pos()
        self._rested_ms = 0

    def watch(self, passed_ms: int) -> None:
        """Look again where the cursor is, `passed_ms` after the last look."""
        place = QCursor.pos()
        self._rested_ms = self._rested_ms + passed_ms if place == self._at else 0
        self._at = place
        if self._rested_ms >= self._limit_ms and not self.hidden:
            QApplication.setOverrideCursor(QCursor(Qt.CursorShape.BlankCursor))
        elif not self._rested_ms:
            self.show()

    @property
    def hidden(self) -> bool:
        return QApplication.overrideCursor() is not None

    def show(self) -> None:
        if self.hidden:
            QApplication.restoreOverrideCursor()
