"""One proof that a move asks for: whether such an attachment is there, and a button that leads to the attachments."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_tone, set_tooltip
from gridcenter.language import tr

KEY = "Ctrl+E"


class ProofLine(QWidget):
    """Stands where a field would; nothing is typed into it."""

    wanted = Signal()
    """The attachments are to be opened."""

    def __init__(self, theme: Theme, *, proved: bool) -> None:
        super().__init__()
        self.proved = proved
        self.state = label("", "body")
        self.open = button(tr("Attachments"), "compact")
        set_tooltip(self.open, tr("Photographs and documents of the incident: {key}").format(key=KEY))
        self.open.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.state, 1)
        row.addWidget(self.open)
        self.setFocusProxy(self.open)
        self.show_proved(proved)

    def show_proved(self, proved: bool) -> None:
        self.proved = proved
        missing = tr("missing: add it with {key}").format(key=KEY)
        self.state.setText(tr("✓ is there") if proved else missing)
        set_tone(self.state, "secondary" if proved else "red")
