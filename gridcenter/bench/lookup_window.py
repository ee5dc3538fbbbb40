"""What `bench lookup` learns from the window: from the request to the painted card, the audit committed in between.

A process of its own, as a person's desk is. Its arguments: a store, how many persons it has, the account that looks
up, as often as its quota allows, and whose turn it is: every turn asks for other persons. It tells seconds.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

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
    address, persons, account, turn = sys.argv[1:]
    look = Theme("dark", "desk")
    with open_desk(make_application(), address, look, account=account, time_zone=ZONE) as desk:
        watch = PaintWatch(_shown_page(desk))
        requests = lookups(int(persons), first=int(turn) * PER_ACCOUNT, count=PER_ACCOUNT)
        say_figures({str(place): watch.seconds(request) for place, request in enumerate(requests)})


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
