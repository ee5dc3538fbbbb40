"""Cycles are collected on the GUI thread alone while a window lives."""

from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from gridcenter.desktop.garbage import GarbageOnGuiThread


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_a_worker_frees_no_cycles_and_the_gui_thread_does(qtbot: QtBot) -> None:
    was = gc.isenabled()
    gc.enable()
    freed_on: list[threading.Thread] = []
    keeper = GarbageOnGuiThread()
    knot = Knot()
    weakref.finalize(knot, lambda: freed_on.append(threading.current_thread()))
    del knot
    worker = threading.Thread(target=lambda: [Knot() for _ in range(20_000)])
    worker.start()
    worker.join()
    assert freed_on == []
    qtbot.waitUntil(lambda: bool(freed_on), timeout=10_000)
    assert freed_on == [threading.main_thread()]
    keeper.end()
    assert gc.isenabled()
    if not was:
        gc.disable()


def test_what_is_spared_is_not_looked_through_until_the_end_and_is_freed_when_let_go(qtbot: QtBot) -> None:
    keeper = GarbageOnGuiThread()
    freed: list[str] = []
    row, knot = Knot(), Knot()
    row.itself = None  # type: ignore[assignment]
    weakref.finalize(row, freed.append, "row")
    weakref.finalize(knot, freed.append, "knot")
    keeper.spare_what_stands()
    assert gc.get_freeze_count() > 0
    del row, knot
    gc.collect()
    assert freed == ["row"]
    keeper.end()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert freed == ["row", "knot"]
