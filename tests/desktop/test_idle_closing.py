"""What is shown about people goes when nobody touches the window: in a real window, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.idle_closing import IdleClosing
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store
from tests.desktop.pages.desk_ports import ports_with
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NOW, NUMBER, request

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Desk:
    """A window with the Residents page and an hour hand of its own."""

    def __init__(self, qtbot: QtBot, page: ResidentsPage, *, minutes: int) -> None:
        self.now = NOW
        self.page = page
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.setCentralWidget(page)
        self.window.resize(1366, 768)
        self.idle = IdleClosing(self.window, self.clock, minutes=minutes)
        self.idle.dress_page(page)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.idle.tick()

    def clock(self) -> datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)
        self.idle.tick()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, store: Store) -> ResidentsPage:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    ports = ports_with(CLERK, look_up=partial(look_up, store, by=CLERK), my_lookups=list)
    return ResidentsPage(ports, background, theme)


@pytest.fixture
def desk(qtbot: QtBot, page: ResidentsPage) -> Iterator[Desk]:
    made = Desk(qtbot, page, minutes=5)
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None)
    yield made
    made.idle.stop()
    QGuiApplication.clipboard().clear()


def test_an_open_card_is_closed_and_the_page_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.wait(minutes=4, seconds=59)
    assert desk.page.card.card is not None
    with qtbot.waitSignal(desk.idle.notice):
        desk.wait(seconds=1)
    assert desk.page.card.card is None
    assert "5 minutes" in desk.page.card.states.state.sentence.text()
    desk.wait(minutes=6)


def test_a_key_or_the_mouse_begins_the_time_anew(desk: Desk) -> None:
    handle = desk.window.windowHandle()
    assert handle is not None
    for touch in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_Shift),
        lambda: QTest.mouseMove(handle, QPoint(5, 5)),
        lambda: QTest.mouseClick(
            handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2)
        ),
    ):
        desk.wait(minutes=2)
        touch()
        QApplication.processEvents()
        desk.wait(minutes=2)
        assert desk.page.card.card is not None


def test_a_number_that_was_typed_goes_and_its_ground_stays(desk: Desk) -> None:
    desk.page.close_list()
    desk.page.form.field.setText(NUMBER)
    desk.wait(minutes=5)
    assert desk.page.form.field.text() == ""
    assert desk.page.form.ground.incident.text() == sample.OPEN_INCIDENT


def test_a_copy_of_ours_is_cleared_and_another_programs_stays(desk: Desk, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    desk.window.activateWindow()
    desk.page.form.ground.incident.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.page.form.ground.incident)
    clipboard.setText("张**\t女")
    desk.wait(minutes=5)
    assert clipboard.text() == ""
    clipboard.setText("张**\t女")
    desk.page.form.ground.incident.clearFocus()
    clipboard.setText("a note")
    desk.wait(minutes=5)
    assert clipboard.text() == "a note"


def test_zero_minutes_never_close(qtbot: QtBot, page: ResidentsPage) -> None:
    desk = Desk(qtbot, page, minutes=0)
    page.look_up(request())
    qtbot.waitUntil(lambda: page.card.card is not None)
    desk.wait(days=1)
    assert page.card.card is not None
    desk.idle.stop()
