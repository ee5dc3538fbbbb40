"""What was typed into a form that was left before it was sent: it stands there again when the form is opened again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QDialog


class Filled(Protocol):
    """A form that can say what was typed into it and take it back."""

    finished: SignalInstance

    def typed(self) -> Mapping[str, str]:
        """Return its fields by code; nothing where no text was typed."""

    def fill(self, said: Mapping[str, str]) -> None: ...


class UnsentTexts:
    """Kept in memory only and until the window closes: it may name people. GUI thread only."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Mapping[str, str]] = {}

    def follow(self, key: Hashable, form: Filled) -> None:
        """Give the form what was typed when it was left last, and remember it again when it is left."""
        if kept := self._kept.get(key):
            form.fill(kept)
        form.finished.connect(partial(self._left, key, form))

    def _left(self, key: Hashable, form: Filled, result: int) -> None:
        said = {} if result == QDialog.DialogCode.Accepted else form.typed()
        if said:
            self._kept[key] = said
        else:
            self._kept.pop(key, None)
