"""The wall: one picture from the live feed, without people, without a mouse, never blank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_wall import ROWS, WallWindow
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_ports

PATIENCE_MS = 20_000


class Wall:
    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.store = SampleStore()
        self.background = Background()
        self.live: LiveFeed = self.store.feed()
        self.window = WallWindow(
            sample_ports(), self.background, theme, self.live, zone=ZoneInfo("Asia/Shanghai"), now=NOW
        )
        self.window.resize(1920, 1080)
        self.window.start()
        self.live.start()
        self.window.show()
        self.until(lambda: self.window.counts.get(Light.RED) == 23)

    def until(self, true: object) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def colours(self) -> set[str]:
        image = self.window.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }

    def close(self) -> None:
        blocked, complaints = self.window.map.host.site.blocked, self.window.map.host.page.complaints
        self.live.stop()
        assert self.background.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert blocked == []
        assert complaints == []


@pytest.fixture
def wall(qtbot: QtBot, theme: Theme) -> Iterator[Wall]:
    made = Wall(qtbot, theme)
    yield made
    made.close()


def test_the_wall_is_dark_large_and_shows_the_first_red_ones(wall: Wall) -> None:
    assert (wall.theme.scheme, wall.theme.profile) == ("dark", "wall")
    assert wall.theme.font("caption").pixelSize() == 26
    assert len(wall.window._rows) == ROWS
    assert wall.theme.light(Light.RED).name() in wall.colours()


def test_a_newly_red_incident_is_pinned_for_ten_minutes(wall: Wall) -> None:
    assert wall.window.pinned is None
    wall.store.commit(red_row(900, due_at=NOW - timedelta(minutes=2), category=Name("消防通道堵塞")))
    wall.until(lambda: wall.window.pinned is not None)
    assert wall.window.pinned is not None
    assert wall.window.pinned.id == 900
    assert wall.theme.light(Light.RED, "tint").name() in wall.colours()
    wall.store.as_of = NOW + timedelta(minutes=9)
    wall.until(lambda: wall.window.pinned is None)


def test_a_late_store_leaves_the_picture_with_a_banner_and_the_time_of_the_data(wall: Wall) -> None:
    wall.store.refusal = StoreUnavailable("x")
    wall.until(lambda: wall.window.stale)
    assert wall.theme.hex("surface.stale").lower() in wall.colours()
    assert len(wall.window._rows) == ROWS
    assert wall.window._shown_time() == NOW
    wall.store.refusal = None
    wall.live.retry_now()
    wall.until(lambda: not wall.window.stale)


def test_everything_grows_with_the_wall_and_stays_in_its_middle(wall: Wall) -> None:
    wall.window.resize(3840, 2160)
    assert wall.theme.look.scale == 2
    wide = wall.window.map.width()
    wall.window.resize(3840, 1080)
    assert wall.theme.look.scale == 1
    assert wall.window.map.width() * 2 == pytest.approx(wide, abs=4)
    assert wall.window.map.x() > 960


def test_a_resting_cursor_goes_and_esc_does_not_close(wall: Wall, qtbot: QtBot) -> None:
    wall.until(lambda: QApplication.overrideCursor() is not None)
    assert QApplication.overrideCursor().shape() is Qt.CursorShape.BlankCursor
    qtbot.keyClick(wall.window, Qt.Key.Key_Escape)
    assert wall.window.isVisible()
    qtbot.keyClick(wall.window, Qt.Key.Key_F11)
    assert wall.window.isFullScreen()
    qtbot.keyClick(wall.window, Qt.Key.Key_F11)
    qtbot.keyClick(wall.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not wall.window.isVisible()
    assert QApplication.overrideCursor() is None


def test_the_wall_changes_its_language_while_it_hangs(wall: Wall) -> None:
    before = wall.window.grab().toImage()
    use_language("en")
    QApplication.sendEvent(wall.window, QEvent(QEvent.Type.LanguageChange))
    assert wall.window.grab().toImage() != before
