"""A whole desk on Supervision, for tests that press its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk, open_desk
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.theme import Theme

PATIENCE_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def supervising(
    qapp: QApplication, qtbot: QtBot, address: str, account: str, *, read: Callable[[Desk], bool]
) -> Iterator[Desk]:
    """Lend a desk that shows the page; `read` tells whether the list that is tested stands there."""
    with open_desk(qapp, address, Theme(), account=account, time_zone="Asia/Shanghai") as desk:
        desk.window.resize(1366, 768)
        desk.window.show()
        qtbot.waitUntil(lambda: bool(desk.live.board.rows), timeout=PATIENCE_MS)
        desk.window.show_page("supervision")
        qtbot.waitUntil(lambda: read(desk), timeout=PATIENCE_MS)
        yield desk
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)


def page_of(desk: Desk) -> SupervisionPage:
    page = desk.window.pages["supervision"]
    assert isinstance(page, SupervisionPage)
    return page


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    """Press a shortcut with the widget's window active."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow, timeout=PATIENCE_MS)
    qtbot.keyClick(widget, key, held)
