"""What `bench start` measures: the window on a store, until its Overview is usable; a process of its own.

Usable means: the board was read, no question is under way, and the map has painted everything it was told. The
moment counts from which that stays so.
"""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer

from gridcenter.bench.children import PATIENCE_SECONDS, ChildFailedError, say_ready
from gridcenter.opening import begun_map_page, load_program, make_application

if TYPE_CHECKING:  # the program is loaded by `opening`, as it is for a person
    from gridcenter.app import Desk

ZONE = "Asia/Shanghai"
_QUIET_SECONDS = 0.5
_LOOK_AGAIN_MS = 5


def main() -> None:
    application = make_application()
    with begun_map_page() as page:
        program = load_program()
        look = program.Theme("dark", "desk")
        _measure(program.open_desk(application, sys.argv[1], look, account="", time_zone=ZONE, page=page))


def _measure(opened: AbstractContextManager[Desk]) -> None:
    with opened as desk:
        desk.window.resize(1920, 1080)
        desk.window.show()
        say_ready(usable_since(desk))


def usable_since(desk: Desk) -> float:
    """Let the event loop turn until the Overview stays usable, and return since when it was."""
    limit = time.monotonic() + PATIENCE_SECONDS
    since: float | None = None
    while since is None or time.monotonic() - since < _QUIET_SECONDS:
        turn()
        if not _usable(desk):
            since = None
        elif since is None:
            since = time.monotonic()
        if time.monotonic() > limit:
            raise ChildFailedError("the Overview did not become usable")
    return since


def _usable(desk: Desk) -> bool:
    overview: Any = desk.window.pages.get("overview")
    return (
        overview is not None and desk.live.board.whole and not desk.background.busy and overview.map.at_rest
    )


def turn() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_LOOK_AGAIN_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
