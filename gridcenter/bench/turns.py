"""How long the event loop is away at a time: while a turn lasts no key is heard and nothing is painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT_MS = 1


class TurnWatch(QObject):
    """Beats as often as the event loop lets it; the longest pause is the longest turn. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beats = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beats.timeout.connect(self._beat)
        self._last = time.monotonic()
        self._longest = 0.0
        self._beats.start()

    def take(self) -> float:
        """Return the longest turn since the last asking, in seconds, and begin anew."""
        self._beat()
        longest, self._longest = self._longest, 0.0
        return longest

    def _beat(self) -> None:
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now
