"""The button that opens the form of a new incident."""

from __future__ import annotations

from PySide6.QtCore import QEvent, SignalInstance
from PySide6.QtWidgets import QPushButton

from gridcenter.desktop.widgets.text import set_button_text, set_tooltip
from gridcenter.language import tr


class ReportButton(QPushButton):
    """Compact; speaks the language of the moment by itself."""

    def __init__(self, wanted: SignalInstance) -> None:
        super().__init__()
        self.setProperty("kind", "compact")
        self.clicked.connect(lambda _on=False: wanted.emit())
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        set_button_text(self, tr("New incident"))
        set_tooltip(self, tr("Report an incident: Ctrl+N, from every page"))
