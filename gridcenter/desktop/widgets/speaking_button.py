"""A compact button that speaks the language of the moment by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent

from gridcenter.desktop.widgets.text import PressButton, set_button_text, set_tooltip


class SpeakingButton(PressButton):
    """A subclass says its words; pressed, the button does what it was given."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__()
        self.setProperty("kind", "compact")
        self.clicked.connect(lambda _on=False: act())
        self._speak()

    def word(self) -> str:
        raise NotImplementedError

    def tooltip(self) -> str:
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        set_button_text(self, self.word())
        set_tooltip(self, self.tooltip())
