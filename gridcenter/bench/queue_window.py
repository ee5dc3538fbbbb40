"""What `bench queue` learns from the desk: how soon the queue stands on the Incidents page, how long the window is
away at a time, and the memory it takes.

A process of its own, as a person's desk is. Its arguments: a store, and how many seconds others change incidents.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridcenter.bench.children import PATIENCE_SECONDS, ChildFailedError, say_figures
from gridcenter.bench.overview_window import ZONE, turn
from gridcenter.bench.turns import TurnWatch
from gridcenter.opening import begun_map_page, load_program, make_application

if TYPE_CHECKING:  # the program is loaded by `opening`, as it is for a person
    from gridcenter.app import Desk

_STATUS = Path("/proc/self/status")
_KB = 1024
CHANGING_SECONDS = 3.0
"""As long the window rests before and afterwards: longer than it waits before it loads ahead for later pages."""
_CHANGES_A_SECOND = 5


def main() -> None:
    begun = time.monotonic()
    application = make_application()
    with begun_map_page() as page:
        program = load_program()
        look = program.Theme("dark", "desk")
        opened = program.open_desk(application, sys.argv[1], look, account="", time_zone=ZONE, page=page)
        _measure(opened, begun, float(sys.argv[2]))


def _measure(opened: AbstractContextManager[Desk], begun: float, changing: float) -> None:
    with opened as desk:
        desk.window.resize(1920, 1080)
        desk.window.show_page("incidents")
        desk.window.show()
        watch = TurnWatch()
        page: Any = desk.window.pages["incidents"]
        first = _until(lambda: page.queue.model.rowCount() > 0)
        whole = _until(lambda: desk.live.board.whole)
        settled = _until(lambda: not desk.background.busy)
        memory, first_board = _resident_mb(), watch.take()
        _until_quiet(desk, changing)
        watch.take()
        _change(sys.argv[1], changing)
        _until_quiet(desk, changing)
        say_figures(
            {
                "first_rows_seconds": first - begun,
                "whole_board_seconds": whole - begun,
                "settled_seconds": settled - begun,
                "incidents_page_rows": page.queue.model.rowCount(),
                "incidents_page_memory_mb": memory,
                "longest_turn_first_board_ms": 1000 * first_board,
                "longest_turn_change_ms": 1000 * watch.take(),
            }
        )


def _change(address: str, seconds: float) -> None:
    """Let another process change open incidents while the window lives on."""
    told = [address, str(_CHANGES_A_SECOND), str(seconds)]
    writer = [sys.executable, "-m", "gridcenter.bench.feed_writer", *told]
    with subprocess.Popen(writer, stdout=subprocess.DEVNULL) as process:
        _until(lambda: process.poll() is not None)
    if process.returncode:
        raise ChildFailedError(f"the writer ended with status {process.returncode}")


def _until_quiet(desk: Desk, seconds: float) -> None:
    """Let the event loop turn until nothing has been under way for so long."""
    since = time.monotonic()

    def quiet() -> bool:
        nonlocal since
        now = time.monotonic()
        since = now if desk.background.busy else since
        return now - since > seconds

    _until(quiet)


def _until(true: Callable[[], bool]) -> float:
    limit = time.monotonic() + PATIENCE_SECONDS
    while not true():
        turn()
        if time.monotonic() > limit:
            raise ChildFailedError("the queue was not filled")
    return time.monotonic()


def _resident_mb() -> float | None:
    """Return what this process holds in memory, the web engine's own processes left out; None where nobody says."""
    if not _STATUS.is_file():
        return None
    line = next(line for line in _STATUS.read_text("utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / _KB


if __name__ == "__main__":
    main()
