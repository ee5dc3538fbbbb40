"""Two lists over each other, as tabs of Administration have them: searched by /, and every action by one key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QVBoxLayout, QWidget

from gridcenter.desktop.pages.keyed_tab import KeyedTab
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, page_gap


class TwoLists(KeyedTab):
    """Holds panels, search and buttons; what stands in the lists and what the keys do is the tab's. GUI thread only."""

    def __init__(self, theme: Theme, keys: Iterable[str], parent: QWidget | None = None) -> None:
        """`keys` are those that have a button, too."""
        super().__init__(theme, keys, parent)
        self._stale = True
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.panels = Panel(theme), Panel(theme)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        for panel in self.panels:
            self.split.addWidget(panel)
        self.split.setSizes([6000, 4000])
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.split)
        self.fit()

    def take_keyboard(self) -> None:
        """Put the keyboard where the work of the tab starts."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the upper list: from the search, which it empties, a choice, a button or the lower list."""
        within = QApplication.focusWidget()
        beside = (self.panels[0].header, self.panels[1])
        if (
            event.key() != Qt.Key.Key_Escape
            or within is None
            or not any(one.isAncestorOf(within) for one in beside)
        ):
            super().keyPressEvent(event)
            return
        self.search.clear()
        self.take_keyboard()

    def fit(self) -> None:
        gap = page_gap(self._theme, self.width())
        self._column.setContentsMargins(gap, gap, gap, gap)
        self.split.setHandleWidth(gap)
        height = self._theme.px(26)
        self.search.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")
        self.search.setFixedWidth(self._theme.px(220))
