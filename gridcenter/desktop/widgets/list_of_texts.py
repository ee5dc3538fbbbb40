"""A list whose entries are sentences of several lines: they wrap, and a line parts one from the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from gridcenter.desktop.theme import Theme


def list_of_texts(theme: Theme) -> QListWidget:
    """Return an empty list; what stands in it is shown whole, and never scrolls sideways."""
    made, px, line = QListWidget(), theme.px, theme.hex("line.normal")
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setStyleSheet(
        f"QListWidget {{ border: 1px solid {line}; }} "
        f"QListWidget::item {{ padding: {px(8)}px {px(12)}px; border-bottom: 1px solid {line}; }} "
        f"QListWidget::item:selected {{ background: {theme.hex('surface.selected')}; "
        f"color: {theme.hex('text.primary')}; }}"
    )
    return made
