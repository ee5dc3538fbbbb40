"""What is needed later is loaded by a worker while the first page stands: nobody waits for it at the first key.

A worker that loads takes turns with the window's own thread, which then is slow to show what somebody asked for: a
card took four times as long. So nothing is loaded while anybody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer

from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.domain.errors import Refusal

AFTER_MS = 1_500
"""The first page has the machine for itself until then."""
QUIET_MS = 300
"""For so long nobody must have asked for anything, each time before the next part is loaded."""


class LoadAhead(QObject):
    """Calls `loads` on a worker, one after the other, a while after the whole board was read. GUI thread.

    Each should be short: what is begun is not interrupted.
    """

    def __init__(
        self, loads: Iterable[Callable[[], object]], background: Background, live: LiveFeed, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._loads = tuple(loads)
        self._left: Iterator[Callable[[], object]] = iter(())
        self._background = background
        self._live = live
        self._asked = 0
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._next)
        live.board_replaced.connect(self._wait)

    def _wait(self) -> None:
        if self._live.board.whole:
            self._left = iter(self._loads)
            self._asked = self._background.asked_so_far
            self._soon.start(AFTER_MS)

    def _next(self, _answer: object = None) -> None:
        """Load the next part, or wait while anybody asks or has just asked."""
        if self._background.busy or self._background.asked_so_far != self._asked:
            self._asked = self._background.asked_so_far
            self._soon.start(QUIET_MS)
            return
        load = next(self._left, None)
        if load is not None:
            self._background.read(self, load, self._next, self._failed, topic="ahead")
            self._asked = self._background.asked_so_far

    def _failed(self, _refusal: Refusal) -> None:
        """Go on: whoever needs what was not loaded loads it, and says what is wrong with it."""
        self._next()
