"""Making ready what the next answer needs, in short turns while the window rests: who asks first waits less."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

AFTER_MS = 100
"""A page that has just come to the front is painted and read for first."""
_BETWEEN_MS = 2


class IdleTurns(QObject):
    """Takes `pieces` one by one, each a few ms of work on the GUI thread. While `busy` it waits."""

    def __init__(self, pieces: Iterator[object], busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._busy = busy
        self.done = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin, or go on; nothing when all is done."""
        if not self.done:
            self._next.start(AFTER_MS)

    def stop(self) -> None:
        """Leave the rest for the next start."""
        self._next.stop()

    def _turn(self) -> None:
        if self._busy():
            self._next.start(AFTER_MS)
            return
        self.done = next(self._pieces, self) is self
        if not self.done:
            self._next.start(_BETWEEN_MS)


def polished(widgets: Iterator[QWidget]) -> Iterator[QWidget]:
    """Give each widget and what it holds its style, which else happens when it is first shown."""
    for widget in widgets:
        for one in (widget, *widget.findChildren(QWidget)):
            one.ensurePolished()
        yield widget
