"""A tab whose every action goes by one key, most of them beside a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.language import tr


class KeyedTab(QWidget):
    """Holds the buttons; what the keys do is the tab's. GUI thread only."""

    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, theme: Theme, keys: Iterable[str], parent: QWidget | None = None) -> None:
        """`keys` are those that have a button, too."""
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.buttons = {key: button("", "compact") for key in keys}
        self._left_out: frozenset[str] = frozenset()
        for made in self.buttons.values():
            made.setAutoDefault(False)

    def bind(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Let each key act while the focus is anywhere in the tab, and its button where it has one."""
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._press, key, act))
            if key in self.buttons:
                self.buttons[key].clicked.connect(lambda _on=False, act=act: act())

    def leave_out(self, keys: Iterable[str]) -> None:
        """Show no button for what the role of the account does not do; whoever presses its key is told so."""
        self._left_out = frozenset(keys)
        for key in self._left_out & self.buttons.keys():
            self.buttons[key].hide()

    def offers(self, key: str) -> bool:
        return key not in self._left_out

    def _press(self, key: str, act: Callable[[], object]) -> None:
        if self.offers(key):
            act()
        else:
            self.notice.emit(tr("The role of this account does not do this."))

    def name_buttons(self, words: Mapping[str, str]) -> None:
        """Write on each button what it does, and its key."""
        for key, word in words.items():
            set_button_text(self.buttons[key], tr("{action} ({key})").format(action=word, key=key))
