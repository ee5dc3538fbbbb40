"""`bench feed`: from a commit in another process to the row painted in the queue and the point painted on the map."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from statistics import quantiles

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from gridcenter.app import Desk, open_desk
from gridcenter.bench.children import stay_off_screen
from gridcenter.bench.demo_stores import postgres_demo, sqlite_demo
from gridcenter.bench.overview_window import usable_since
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import BoardChange
from gridcenter.opening import make_application
from gridcenter.services.demo.sizes import DemoSize

RATES = (20, 200)
SECONDS = 10.0
_AFTERWARDS_MS = 2_000

Seen = dict[int, list[tuple[int, float]]]
"""For each incident: row versions in the order in which they were on the screen, with the moment."""

STORES: dict[str, Callable[[DemoSize], AbstractContextManager[str]]] = {
    "sqlite": sqlite_demo,
    "postgresql": postgres_demo,
}


class Watcher(QObject):
    """Notes when a row version was painted: in the queue after the next paint of its table, on the map when the
    page acknowledges the message that followed it. A change moves its row at once, since no mouse is over the
    queue, so that one paint shows the change: the row at its new place in view, or the rows without it."""

    def __init__(self, desk: Desk, page: OverviewPage) -> None:
        super().__init__()
        self.queue: Seen = {}
        self.map: Seen = {}
        self._for_queue: list[tuple[int, int]] = []
        self._for_map: list[tuple[int, int, int]] = []
        self._view = page.map
        self._viewport = page.queue.table.viewport()
        self._viewport.installEventFilter(self)
        self._view.painted.connect(self._map_painted)
        desk.live.board_changed.connect(self._changed)

    def _changed(self, change: BoardChange) -> None:
        """Hear a change after the window did, so that models are current and paints are due."""
        for row in (*change.arrived, *change.changed):
            self._for_queue.append((row.id, row.version))
            self._for_map.append((row.id, row.version, self._view.last_number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._for_queue:
            waiting, self._for_queue = self._for_queue, []
            QTimer.singleShot(0, self, lambda: self._note(self.queue, waiting))
        return super().eventFilter(watched, event)

    def _map_painted(self, number: int) -> None:
        done = [(key, version) for key, version, before in self._for_map if before < number]
        self._for_map = [waiting for waiting in self._for_map if waiting[2] >= number]
        self._note(self.map, done)

    def _note(self, seen: Seen, rows: list[tuple[int, int]]) -> None:
        now = time.monotonic()
        for key, version in rows:
            seen.setdefault(key, []).append((version, now))


def run() -> dict[str, object]:
    """Measure both rates on both stores, with the real window off-screen in this process."""
    figures: dict[str, object] = {"goal": "p99 at most 150 ms"}
    for kind, demo in STORES.items():
        with demo(DemoSize.DISTRICT) as address:
            for rate in RATES:
                figures[f"{kind}_{rate}_per_second"] = measure(address, rate)
    return figures


def measure(address: str, rate: int) -> dict[str, object]:
    stay_off_screen()
    application = make_application()
    theme = Theme("dark", "desk")
    with open_desk(application, address, theme, account="", time_zone="Asia/Shanghai") as desk:
        desk.window.resize(1920, 1080)
        desk.window.show_page("overview")
        desk.window.show()
        usable_since(desk)
        page = desk.window.pages["overview"]
        assert isinstance(page, OverviewPage)
        watcher = Watcher(desk, page)
        commits = _write_beside(address, rate)
    return {
        "commits": len(commits),
        "queue_ms": delays(commits, watcher.queue),
        "map_ms": delays(commits, watcher.map),
    }


def _write_beside(address: str, rate: int) -> list[tuple[int, int, float]]:
    """Let the writer run while the event loop turns; return its commits: id, version, moment."""
    with tempfile.TemporaryFile(
        "w+", encoding="utf-8"
    ) as notes:  # a pipe would fill up while nobody reads it
        arguments = [address, str(rate), str(SECONDS)]
        command = [sys.executable, "-m", "gridcenter.bench.feed_writer", *arguments]
        writer = subprocess.Popen(command, stdout=notes)
        while writer.poll() is None:
            _turn(20)
        _turn(_AFTERWARDS_MS)
        notes.seek(0)
        lines = notes.read().splitlines()
    return [(int(key), int(version), float(moment)) for key, version, moment in map(str.split, lines)]


def delays(commits: list[tuple[int, int, float]], seen: Seen) -> dict[str, float | int]:
    """Return percentiles in milliseconds; a commit counts as seen with its version or a later one."""
    taken = []
    for key, version, moment in commits:
        shown = next((at for found, at in seen.get(key, ()) if found >= version), None)
        if shown is not None:
            taken.append(max(0.0, 1000 * (shown - moment)))
    if len(taken) < 2:
        return {"seen": len(taken)}
    cuts = quantiles(taken, n=100)
    return {"seen": len(taken), "p50": cuts[49], "p99": cuts[98], "most": max(taken)}


def _turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
