"""A field of several lines that takes no text so long that the window would hang over laying it out."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from gridcenter.desktop.widgets.text import plain_tooltip
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr

LONGEST_PASTED = 2_000_000
"""Characters; ten million of them keep a window busy for seconds at every letter."""


class LongText(QPlainTextEdit):
    """What does not go in is told at the field and stands in the clipboard still."""

    too_long = Signal(str)
    """Why nothing was pasted."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt names it
        count = len(source.text())
        if self.document().characterCount() + count <= LONGEST_PASTED:
            super().insertFromMimeData(source)
            return
        sentence = tr("{n} characters are too many to paste; nothing was pasted. A field takes {most}.")
        told = sentence.format(n=thousands(count), most=thousands(LONGEST_PASTED))
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tooltip(told), self)
        self.too_long.emit(told)
