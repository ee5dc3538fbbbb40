"""What is needed later is loaded by a worker while the first page stands: nobody waits for it at the first key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer

from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.domain.errors import Refusal

AFTER_MS = 1_500
"""The first page has the machine for itself until then."""


class LoadAhead(QObject):
    """Calls `loads` on a worker, one after the other, a while after the whole board was read. GUI thread."""

    def __init__(
        self, loads: Iterable[Callable[[], object]], background: Background, live: LiveFeed, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._loads = tuple(loads)
        self._left: Iterator[Callable[[], object]] = iter(())
        self._background = background
        self._live = live
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._start)
        live.board_replaced.connect(self._wait)

    def _wait(self) -> None:
        if self._live.board.whole:
            self._soon.start()

    def _start(self) -> None:
        self._left = iter(self._loads)
        self._next()

    def _next(self, _answer: object = None) -> None:
        load = next(self._left, None)
        if load is not None:
            self._background.read(self, load, self._next, self._failed, topic="ahead")

    def _failed(self, _refusal: Refusal) -> None:
        """Go on: whoever needs what was not loaded loads it, and says what is wrong with it."""
        self._next()
