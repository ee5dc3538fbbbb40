"""Two lists over each other, as tabs of Administration have them: searched by /, and every action by one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, page_gap
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.language import tr


class TwoLists(QWidget):
    """Holds panels, search and buttons; what stands in the lists and what the keys do is the tab's. GUI thread only."""

    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, theme: Theme, keys: Iterable[str], parent: QWidget | None = None) -> None:
        """`keys` are those that have a button, too."""
        super().__init__(parent)
        self._theme = theme
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.panels = Panel(theme), Panel(theme)
        self.buttons = {key: button("", "compact") for key in keys}
        for made in self.buttons.values():
            made.setAutoDefault(False)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        for panel in self.panels:
            self.split.addWidget(panel)
        self.split.setSizes([6000, 4000])
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.split)
        self.fit()

    def bind(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Let each key act while the focus is anywhere in the tab, and its button where it has one."""
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if key in self.buttons:
                self.buttons[key].clicked.connect(lambda _on=False, act=act: act())

    def name_buttons(self, words: Mapping[str, str]) -> None:
        """Write on each button what it does, and its key."""
        for key, word in words.items():
            set_button_text(self.buttons[key], tr("{action} ({key})").format(action=word, key=key))

    def fit(self) -> None:
        gap = page_gap(self._theme, self.width())
        self._column.setContentsMargins(gap, gap, gap, gap)
        self.split.setHandleWidth(gap)
        height = self._theme.px(26)
        self.search.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")
        self.search.setFixedWidth(self._theme.px(220))


def table_of(theme: Theme, model: FigureLinesModel[Any], *, least: int) -> RowTable:
    """Return a table of the model; `least` is what its yielding column needs, in px at 100 %."""
    table = RowTable(theme)
    table.setModel(model)
    table.set_widths(model.widths, model.yields, least=least)
    table.show_header()
    return table
