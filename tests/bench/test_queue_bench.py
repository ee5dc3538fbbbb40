"""The queue benchmark measures what it says on both stores, with the driver, Qt and the desk beside."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridcenter.bench import queue
from gridcenter.bench.children import figures_of, stay_off_screen
from gridcenter.bench.queue_filling import fill
from gridcenter.bench.turns import TurnWatch
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import open_store
from gridcenter.store.models import Incident


@pytest.mark.qt_log_ignore("can not load requested driver 'QPSQL'", extend=True)  # needs the system's libpq
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_sides_are_measured(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in {"PAGE": 40, "PAGES": 3, "BOARDS": 2, "CHANGES": 20, "WARM_UP": 1}.items():
        monkeypatch.setattr(queue, name, few)
    stay_off_screen()
    with queue.STORES[kind](DemoSize.STREET) as address:
        store = open_store(address)
        with store.read() as session:
            before = session.scalar(select(func.count()).select_from(Incident)) or 0
        fill(store, rows=31_000, open_rows=1_000)
        with store.read() as session:
            assert session.scalar(select(func.count()).select_from(Incident)) == before + 31_000
        store.dispose()
        figures = queue.measured(address)
        reason = figures.pop("qt_models", None)
        assert reason is None or (kind == "postgresql" and reason)
        assert all(isinstance(figure, float) and figure > 0 for figure in figures.values())
        desk = figures_of("gridcenter.bench.queue_window", [address, "0.4"])
        assert (desk["incidents_page_rows"] or 0) >= 1_000
        assert (desk["whole_board_seconds"] or 0) >= (desk["first_rows_seconds"] or 1) > 0
        assert (desk["longest_turn_first_board_ms"] or 0) > 1
        assert (desk["longest_turn_change_ms"] or 0) > 1


def test_a_turn_of_the_event_loop_is_as_long_as_it_keeps_the_loop_away(qtbot: QtBot) -> None:
    watch = TurnWatch()
    QTimer.singleShot(0, lambda: time.sleep(0.15))
    qtbot.wait(60)
    assert 0.15 <= watch.take() < 0.6
    qtbot.wait(60)
    assert watch.take() < 0.15
