"""Where the parts of the frame stand: the rail at the left, beside it bar, banner, page, strips and status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from gridcenter.desktop.widgets.strip_row import StripRow


class FrameLayout:
    """Fills the window with a column of widgets; the one that `fills` takes the room that is left."""

    def __init__(self, window: QMainWindow, column: Sequence[QWidget], *, fills: QWidget) -> None:
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self._column = QVBoxLayout(canvas)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in column:
            self._column.addWidget(widget, 1 if widget is fills else 0)
        self._strips = StripRow()
        self._column.insertWidget(self._column.count() - 1, self._strips)
        self.widget = QWidget()
        self._row = QHBoxLayout(self.widget)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(canvas, 1)
        window.setCentralWidget(self.widget)

    def add_rail(self, rail: QWidget) -> None:
        self._row.insertWidget(0, rail)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip into the line above the status bar, which is the last of the column."""
        self._strips.add(strip)
