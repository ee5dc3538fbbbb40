"""Collecting garbage on the GUI thread only.

Python collects cycles on whatever thread happens to allocate. On a worker it would destroy Qt objects that
belong to the GUI thread, sometimes while they are being painted, and end the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_FULL_EVERY = 60


class GarbageOnGuiThread(QObject):
    """Switches automatic collection off while it lives, and collects by a timer of the thread it was made on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer.start(_EVERY_MS)

    def spare_what_stands(self) -> None:
        """Look no more through what there is now, until the end: a board of 50,000 rows holds no cycle.

        Looking through it takes a quarter of a second. What is let go is freed all the same.
        """
        gc.freeze()

    def end(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_automatic:
            gc.enable()

    def _collect(self) -> None:
        self._turns += 1
        gc.collect(2 if self._turns % _FULL_EVERY == 0 else 1)
