"""What an ended window leaves behind: nothing that the next one would have to style or to remember."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from weakref import ref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.app import open_desk, open_wall
from gridcenter.clock import utc_now
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.store.engine import Store
from tests.services.matters import report, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
ZONE = "Asia/Shanghai"
Opening = Callable[[QApplication, str], AbstractContextManager[Any]]


def a_desk(qapp: QApplication, address: str) -> AbstractContextManager[Any]:
    return open_desk(qapp, address, Theme(), account="supervisor", time_zone=ZONE)


def a_wall(qapp: QApplication, address: str) -> AbstractContextManager[Any]:
    return open_wall(qapp, address, account="", time_zone=ZONE)


@pytest.fixture
def address(sqlite_store: Store, sqlite_url: str) -> str:
    settle(sqlite_store)
    report(sqlite_store, now=utc_now())
    return sqlite_url


def show(qtbot: QtBot, opened: Any) -> ref[QWidget]:
    """Show the window until it has read everything; return a look at it that does not hold it."""
    opened.window.show()
    qtbot.waitUntil(lambda: bool(opened.live.board.rows), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not opened.background.busy, timeout=PATIENCE_MS)
    return ref(opened.window)


@pytest.mark.parametrize("opening", [a_desk, a_wall])
def test_an_ended_window_leaves_no_widget_and_is_let_go(
    qapp: QApplication, qtbot: QtBot, address: str, opening: Opening
) -> None:
    before = len(qapp.topLevelWidgets())
    with opening(qapp, address) as opened:
        window = show(qtbot, opened)
        assert len(qapp.topLevelWidgets()) > before
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(qapp.topLevelWidgets()) <= before
    del opened
    gc.collect()
    assert window() is None


@pytest.mark.parametrize("opening", [a_desk, a_wall])
def test_a_closed_window_holds_no_page_of_the_web_engine_not_even_an_empty_one(
    qapp: QApplication, qtbot: QtBot, address: str, opening: Opening
) -> None:
    with opening(qapp, address) as opened:
        show(qtbot, opened)
        if opening is a_desk:
            opened.window.show_page("map")
        maps = opened.window.findChildren(MapView)
        qtbot.waitUntil(lambda: all(shown.host.listening for shown in maps), timeout=PATIENCE_MS)
        assert len(maps) == len(opened.window.findChildren(QWebEnginePage)) == 2
        opened.window.close()
        for shown in maps:
            shown.set_scale(1.5)
        assert opened.window.findChildren(QWebEnginePage) == []
