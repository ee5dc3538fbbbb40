"""Rows that were changed a moment ago, so that a list can let them glow."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from gridcenter.desktop.theme import tokens


class Glow:
    """Which records were changed within the last 2 s; one timer for all of them."""

    def __init__(self, parent: QObject, ended: Callable[[set[int]], None]) -> None:
        self._hold_ms = int(tokens()["duration_ms"]["changed_row"])
        self._until: dict[int, int] = {}
        self._ended = ended
        self._watch = QElapsedTimer()
        self._watch.start()
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._sweep)

    def __contains__(self, key: int) -> bool:
        return key in self._until

    def add(self, keys: Iterable[int]) -> None:
        until = self._watch.elapsed() + self._hold_ms
        self._until.update(dict.fromkeys(keys, until))
        if self._until and not self._timer.isActive():
            self._timer.start(self._hold_ms)

    def _sweep(self) -> None:
        now = self._watch.elapsed()
        over = {key for key, until in self._until.items() if until <= now}
        for key in over:
            del self._until[key]
        if self._until:
            self._timer.start(max(min(self._until.values()) - now, 1))
        self._ended(over)
