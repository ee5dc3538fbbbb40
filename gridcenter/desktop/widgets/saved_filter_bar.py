"""Saved filters over the rows of a queue: as many chips as one line holds, and a button for all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gridcenter.desktop.icons import icon
from gridcenter.desktop.saved_filter_book import SavedFilterBook
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.text import set_button_text, set_tooltip, tool_button, unmarked
from gridcenter.domain.saved_filters import SavedFilter
from gridcenter.language import tr

_LONGEST_WORD = 12
"""Characters of a name on a chip; the tooltip and the list have it whole."""


class SavedFilterBar(QWidget):
    """One line; chips that have no room stand in the menu only, which holds all with their keys and counts."""

    manage_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, book: SavedFilterBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._book = book
        self.chips: list[Chip] = []
        self.all: QToolButton = tool_button("", "chip", parent=self)
        self.all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self.all)
        self.menu.aboutToShow.connect(self._fill)
        self.all.setMenu(self.menu)
        book.changed.connect(self.rebuild)
        book.counted.connect(self._write)
        book.filters.changed.connect(self._write)
        theme.changed.connect(self._dress)
        self.rebuild()
        self._dress()

    def rebuild(self) -> None:
        """Make the chips anew: the list of filters is another."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(entry) for entry in self._book.entries]
        self.setVisible(bool(self.chips))
        self._write()

    def retranslate(self) -> None:
        self._write()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.size("chip") + self._theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _chip(self, entry: SavedFilter) -> Chip:
        name = entry.name if len(entry.name) <= _LONGEST_WORD else f"{entry.name[: _LONGEST_WORD - 1]}…"
        chip = Chip(self._theme, name, parent=self)
        chip.clicked.connect(lambda _on=False, entry=entry: self._press(entry))
        set_tooltip(chip, _whole_words(entry))
        return chip

    def _press(self, entry: SavedFilter) -> None:
        self._book.use(entry)
        self._write()

    def _write(self) -> None:
        in_use = self._book.in_use()
        for chip, entry in zip(self.chips, self._book.entries, strict=False):
            chip.setChecked(entry == in_use)
            chip.set_count(self._book.count(entry))
        set_button_text(self.all, tr("Saved {n}").format(n=len(self.chips)))
        self._place()

    def _place(self) -> None:
        """Put chips side by side while they have room beside the button at the right."""
        px = self._theme.px
        gap, height, left = px(8), self._theme.size("chip"), px(16)
        wide = self.all.sizeHint().width()
        right = self.width() - px(16) - wide
        self.all.setGeometry(right, px(2), wide, height)
        for chip in self.chips:
            width = chip.sizeHint().width()
            has_room = left + width <= right - gap
            chip.setVisible(has_room)
            if has_room:
                chip.setGeometry(left, px(2), width, height)
                left += width + gap
            else:
                right = -1  # the order stays: no later chip slips in before one that was left out

    def _fill(self) -> None:
        self.menu.clear()
        for place, entry in enumerate(self._book.entries, start=1):
            count = self._book.count(entry)
            words = [entry.name, "" if count is None else str(count), "" if entry.mine else entry.owner]
            title = unmarked(" · ".join(word for word in words if word))
            action = self.menu.addAction(f"{title}\tAlt+{place}" if place <= 9 else title)
            action.setCheckable(True)
            action.setChecked(entry == self._book.in_use())
            action.triggered.connect(lambda _on=False, entry=entry: self._press(entry))
        self.menu.addSeparator()
        self.menu.addAction(tr("Save the present filter…") + "\tCtrl+S").triggered.connect(self.save_wanted)
        self.menu.addAction(tr("All saved filters…") + "\tCtrl+Shift+S").triggered.connect(self.manage_wanted)

    def _dress(self) -> None:
        side = self._theme.px(12)
        self.all.setIconSize(QSize(side, side))
        self.all.setIcon(icon("filter", self._theme, size=12))
        self.setFixedHeight(self.sizeHint().height())
        self._place()


def _whole_words(entry: SavedFilter) -> str:
    shared = "" if entry.mine else tr("shared by {who}").format(who=entry.owner)
    return " · ".join(word for word in (entry.name, shared, *entry.gone) if word)
