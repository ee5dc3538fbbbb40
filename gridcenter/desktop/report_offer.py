"""The strip over the form of a new incident that offers a draft which was never sent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.language import tr

TAKE_BACK_KEY = "Ctrl+R"


class DraftOffer(QFrame):
    """Hidden until there is a draft to offer."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("offer")
        self._theme = theme
        self.words = label("", "caption", tone="on_stale", wrap=True)
        self.take_back = button("", "compact")
        self.take_back.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(6), theme.px(6))
        row.addWidget(self.words, 1)
        row.addWidget(self.take_back)
        self.hide()

    def show_draft(self, written: str, words: str) -> None:
        """Say when the draft was written, and its first words."""
        self.words.setText(tr("Typed on {time} and not sent: {words}").format(time=written, words=words))
        self.setStyleSheet(f"QFrame#offer {{ background: {self._theme.hex('surface.stale')}; }}")
        self.show()

    def take(self) -> None:
        """Take the draft back, where one is offered."""
        if self.isVisible():
            self.wanted.emit()

    def retranslate(self) -> None:
        set_button_text(self.take_back, tr("Take it back (Ctrl+R)"))
