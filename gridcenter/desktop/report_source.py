"""Through which channel a report came, as a box to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from gridcenter.domain.names import Name
from gridcenter.language import pick, tr


class SourceBox(QComboBox):
    """The first line states nothing; what is chosen stays when the list comes or is told in another language."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[tuple[str, Name], ...] = ()

    def offer(self, sources: Sequence[tuple[str, Name]] | None = None) -> None:
        """Offer these sources; without any, those offered before in the language of the moment."""
        chosen = self.currentData()
        if sources is not None:
            self._sources = tuple(sources)
        self.clear()
        self.addItem(tr("not stated"), "")
        for code, name in self._sources:
            self.addItem(f"{code} {pick(name)}", code)
        self.choose(str(chosen or ""))

    def choose(self, code: str) -> None:
        """A code that the store does not list (yet) is kept and shown as it is."""
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(max(0, self.findData(code)))
