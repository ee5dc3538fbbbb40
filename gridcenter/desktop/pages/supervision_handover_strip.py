"""The line above Supervision that says which handover nobody has signed yet, and since when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, button, set_button_text
from gridcenter.domain.handover import Handover
from gridcenter.language import tr

_HIGH = 36


class HandoverStrip(QFrame):
    """Hidden while every handover is signed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = ElidedLabel("", "body", tone="on_stale")
        self.read = button("", "compact")
        row = self._row = QHBoxLayout(self)
        row.addWidget(self.words, 1)
        row.addWidget(self.read)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        px = self._theme.px
        self.setObjectName("handoverStrip")
        surface = self._theme.hex("surface.stale")
        self.setStyleSheet(f"QFrame#handoverStrip {{ background: {surface}; border-radius: {px(6)}px; }}")
        self.setFixedHeight(px(_HIGH))
        self._row.setContentsMargins(px(16), 0, px(4), 0)

    def show_waiting(self, found: Handover | None, waiting: int, now: datetime, written: str) -> None:
        """Tell of the one that waits longest; `written` is its time in words."""
        self.setVisible(found is not None)
        set_button_text(self.read, tr("Read and sign (Ctrl+Shift+H)"))
        if found is None:
            return
        minutes = max(int((now - found.written_at).total_seconds()) // 60, 0)
        words = tr("The handover of {who}, {written}, has waited for a signature for {time}").format(
            who=found.author, written=written, time=_waited(minutes)
        )
        more = tr(" · {n} wait in all").format(n=waiting) if waiting > 1 else ""
        self.words.setText(words + more)


def _waited(minutes: int) -> str:
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    return tr("{h} h {m:02} min").format(h=minutes // 60, m=minutes % 60)
