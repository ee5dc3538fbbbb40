"""What `bench lookup` learns from the window: from the request to the painted card, the audit committed in between.

A process of its own, as a person's desk is. Its arguments: a store, how many persons it has, and the accounts that
look up in turn, each in a window of its own and no more often than its quota allows.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gridcenter.app import Desk, open_desk
from gridcenter.bench.children import PATIENCE_SECONDS, ChildFailedError, say_figures
from gridcenter.bench.lookup import PER_ACCOUNT, lookups
from gridcenter.bench.overview_window import ZONE
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import LookupRequest
from gridcenter.opening import make_application


class PaintWatch(QObject):
    """Notes when the first paint of a card is over; GUI thread."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self._page = page
        self._loop: QEventLoop | None = None
        page.card.installEventFilter(self)

    def seconds(self, request: LookupRequest) -> float:
        """Look up, and return how long it took until the card stood on the screen."""
        loop = self._loop = QEventLoop()
        QTimer.singleShot(PATIENCE_SECONDS * 1000, loop.quit)
        begun = time.perf_counter()
        self._page.look_up(request)
        loop.exec()
        taken = time.perf_counter() - begun
        if self._page.card.card is None:
            raise ChildFailedError("the card was not painted")
        self._page.close_card()
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._loop is not None and self._page.card.card is not None:
            # The paint goes on behind this filter; what is behind it in the event loop comes when it is over.
            QTimer.singleShot(0, self._loop, self._loop.quit)
            self._loop = None
        return super().eventFilter(watched, event)


def main() -> None:
    address, persons, *accounts = sys.argv[1:]
    application = make_application()
    taken = [
        seconds
        for turn, account in enumerate(accounts)
        for seconds in _looked_up(application, address, account, int(persons), turn)
    ]
    say_figures(
        {
            "painted_cards": len(taken),
            "painted_p50_ms": 1000 * median(taken),
            "painted_p99_ms": 1000 * quantiles(taken, n=100)[98],
        }
    )


def _looked_up(
    application: QApplication, address: str, account: str, persons: int, turn: int
) -> Iterator[float]:
    look = Theme("dark", "desk")
    with open_desk(application, address, look, account=account, time_zone=ZONE) as desk:
        watch = PaintWatch(_shown_page(desk))
        for request in lookups(persons, first=turn * PER_ACCOUNT, count=PER_ACCOUNT):
            yield watch.seconds(request)


def _shown_page(desk: Desk) -> Any:
    desk.window.resize(1920, 1080)
    desk.window.show_page("residents")
    desk.window.show()
    _rest(desk)
    page: Any = desk.window.pages["residents"]
    return page.residents


def _rest(desk: Desk) -> None:
    """Let the event loop turn until nothing is under way."""
    limit = time.monotonic() + PATIENCE_SECONDS
    quiet = 0
    while quiet < 50 and time.monotonic() < limit:
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        quiet = 0 if desk.background.busy else quiet + 1


if __name__ == "__main__":
    main()
