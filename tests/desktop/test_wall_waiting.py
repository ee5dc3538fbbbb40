"""The wall that was switched on before its server: it waits, says why, and begins by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.desktop.background import Background
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_waiting import WaitingWall, wait_for_store
from gridcenter.domain.errors import StoreRefused, StoreUnavailable
from gridcenter.store.engine import open_store
from gridcenter.store.revisions import require_current

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def server() -> Iterator[PrivatePostgres]:
    with PrivatePostgres(durable=False) as server:
        yield server


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background(readers=1)
    yield background
    assert background.close()


def reach(server: PrivatePostgres) -> None:
    """Open the empty store of the server as the wall does; it answers by refusing its missing schema."""
    store = open_store(server.url())
    try:
        require_current(store)
    finally:
        store.dispose()


def words(wall: WaitingWall) -> list[str]:
    return [label.text() for label in wall.findChildren(QLabel)]


def shown_wall() -> WaitingWall:
    walls = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, WaitingWall)]
    return next(wall for wall in walls if wall.isVisible())


def never() -> None:
    raise StoreUnavailable("the server does not answer")


def refuse() -> None:
    raise StoreRefused("the store is newer than this program")


def test_the_wall_waits_until_the_server_has_started(server: PrivatePostgres, qapp: QApplication) -> None:
    server.stop()
    with pytest.raises(StoreUnavailable) as trouble:
        reach(server)
    seen: list[list[str]] = []
    QTimer.singleShot(100, lambda: seen.append(words(shown_wall())))
    QTimer.singleShot(700, server.start)
    with pytest.raises(StoreRefused, match="init"):
        wait_for_store(partial(reach, server), Theme("dark", "wall"), str(trouble.value))
    assert any(str(trouble.value) in text for text in seen[0])


def test_the_wall_begins_once_the_store_answers(qapp: QApplication) -> None:
    tries: list[int] = []

    def third_time() -> None:
        tries.append(1)
        if len(tries) < 3:
            never()

    assert wait_for_store(third_time, Theme("dark", "wall"), "the server does not answer")
    assert len(tries) == 3


def test_what_waiting_cannot_mend_ends_it(qapp: QApplication) -> None:
    with pytest.raises(StoreRefused, match="newer"):
        wait_for_store(refuse, Theme("dark", "wall"), "the server does not answer")


def test_ctrl_q_ends_the_waiting(qtbot: QtBot) -> None:
    QTimer.singleShot(
        100, lambda: qtbot.keyClick(shown_wall(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    )
    assert not wait_for_store(never, Theme("dark", "wall"), "the server does not answer")


def test_it_says_what_is_wrong_now_and_how_often_it_tried(
    qtbot: QtBot, background: Background, english: None
) -> None:
    wall = WaitingWall(never, background, Theme("dark", "wall"), "the network is down")
    qtbot.addWidget(wall)
    wall.resize(1920, 1080)
    wall.show()
    assert "the network is down" in words(wall)
    qtbot.waitUntil(lambda: "the server does not answer" in words(wall), timeout=5000)
    assert any("Tried so far: 2" in text for text in words(wall))
    wall.close()
