"""What `bench start` measures: the window on a store, until its Overview is usable; a process of its own.

Usable means: the board was read, no question is under way, and the map has painted everything it was told. The
moment counts from which that stays so.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

from gridcenter.app import Desk, make_application, open_desk
from gridcenter.bench.children import PATIENCE_SECONDS, ChildFailedError, say_ready
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.theme import Theme

_QUIET_SECONDS = 0.5
_LOOK_AGAIN_MS = 5


def main() -> None:
    application = make_application()
    theme = Theme("dark", "desk")
    with open_desk(application, sys.argv[1], theme, account="", time_zone="Asia/Shanghai") as desk:
        desk.window.resize(1920, 1080)
        desk.window.show()
        say_ready(usable_since(desk))


def usable_since(desk: Desk) -> float:
    """Let the event loop turn until the Overview stays usable, and return since when it was."""
    limit = time.monotonic() + PATIENCE_SECONDS
    since: float | None = None
    while since is None or time.monotonic() - since < _QUIET_SECONDS:
        _turn()
        if not _usable(desk):
            since = None
        elif since is None:
            since = time.monotonic()
        if time.monotonic() > limit:
            raise ChildFailedError("the Overview did not become usable")
    return since


def _usable(desk: Desk) -> bool:
    page = desk.window.pages.get("overview")
    idle = not desk.background.busy and QThreadPool.globalInstance().activeThreadCount() == 0
    return isinstance(page, OverviewPage) and desk.live.state.as_of is not None and idle and page.map.at_rest


def _turn() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_LOOK_AGAIN_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
