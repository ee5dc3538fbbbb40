"""A list of lines of several rows of text, each with a line below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from gridcenter.desktop.theme import Theme


def bordered_list(theme: Theme, *, high: int) -> QListWidget:
    """Return an empty list at least `high` px at 100 %; its lines wrap."""
    made, px, line = QListWidget(), theme.px, theme.hex("line.normal")
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setMinimumHeight(px(high))
    made.setStyleSheet(
        f"QListWidget {{ border: 1px solid {line}; }} "
        f"QListWidget::item {{ padding: {px(8)}px {px(12)}px; border-bottom: 1px solid {line}; }} "
        f"QListWidget::item:selected {{ background: {theme.hex('surface.selected')}; "
        f"color: {theme.hex('text.primary')}; }}"
    )
    return made
