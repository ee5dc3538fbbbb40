"""The flows of the store in the window: read, played through and switched by keys, by those who may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desk_flows import flow_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.flows_window import FlowsWindow
from gridcenter.desktop.pages.administration_flows import FlowsOpener
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.flows import flow_in_force
from gridcenter.store.engine import Store
from tests.services.matters import SHANGHAI, actor, report, settle
from tests.services.test_own_flows import KEY, REQUEST, START, WHO, changed, put

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def theme(qapp: QApplication, store: Store) -> Theme:
    use_language("en")
    settle(store)
    made = Theme()
    made.dress(qapp)
    return made


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    assert made.close()


def opened(
    qtbot: QtBot, store: Store, theme: Theme, background: Background, role: str = "leader"
) -> FlowsWindow:
    window = FlowsWindow(flow_ports(store, actor(role)), background, theme, zone=SHANGHAI, parent=None)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.model.rowCount() > 0)
    return window


def choose(window: FlowsWindow, number: int) -> None:
    window.table.choose(f"{KEY} {number}")
    window.table.setFocus()


def states(window: FlowsWindow) -> dict[tuple[str, int], str]:
    return {(one.key, one.number): one.state.value for one in window.model.rows}


def in_force(store: Store) -> int:
    with store.read() as session:
        return flow_in_force(session, KEY).version


def test_versions_are_listed_and_read_in_both_languages(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    put(store, changed())
    window = opened(qtbot, store, theme, background)
    QAbstractItemModelTester(window.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert states(window)[KEY, 2] == "draft"
    assert states(window)[KEY, 1] == "on"
    choose(window, 2)
    assert "taken down by us" in window.text.toPlainText()
    assert "not played through yet" in window.said.text()
    assert window.text.isReadOnly()
    use_language("zh")
    choose(window, 1)
    assert "■ 时限钟" in window.text.toPlainText()
    window.close()


def test_a_version_is_played_through_and_switched_on_by_keys_with_a_reason(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    put(store, changed(), by=WHO)
    report(store, now=START, draft=REQUEST)
    window = opened(qtbot, store, theme, background)
    choose(window, 2)
    qtbot.keyClick(window.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "Played through to an end" in window.said.text())
    assert "evaluate" in window.text.toPlainText()
    window.reason.setFocus()
    qtbot.keyClicks(window.reason, "so it is now")
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "1 open ones stay" in window.said.text())
    assert states(window)[KEY, 2] == "on"
    assert in_force(store) == 2
    assert window.reason.text() == ""
    window.reason.setText("too early")
    qtbot.keyClick(window.table, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: "Version 1 is in force again" in window.said.text())
    assert in_force(store) == 1
    window.close()


def test_a_refusal_is_told_and_the_typed_reason_stays(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    put(store, changed())
    window = opened(qtbot, store, theme, background)
    choose(window, 2)
    window.reason.setText("at once, please")
    qtbot.keyClick(window.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "simulate it before it is switched on" in window.said.text())
    assert window.reason.text() == "at once, please"
    assert in_force(store) == 1
    window.close()


def test_who_may_not_switch_reads_only_and_is_told_whom_to_ask(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    put(store, changed())
    window = opened(qtbot, store, theme, background, role="handler")
    choose(window, 2)
    assert "ask an administrator" in window.said.text()
    assert not any(part.isEnabled() for part in (window.play, window.on, window.off, window.reason))
    qtbot.keyClick(window.table, Qt.Key.Key_S)
    assert "taken down by us" in window.text.toPlainText()
    window.close()


def test_administration_opens_the_flows_and_lets_them_follow_other_desks(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    opener = FlowsOpener(flow_ports(store, actor("leader")), background, theme, SHANGHAI, page)
    (command,) = opener.commands()
    command.run()
    window = opener.window
    assert window is not None
    qtbot.waitUntil(lambda: window.model.rowCount() > 0)
    put(store, changed())
    opener.apply_subject("card")
    assert (KEY, 2) not in states(window)
    opener.apply_subject("flow")
    qtbot.waitUntil(lambda: (KEY, 2) in states(window))
    window.reject()
    assert opener.window is None
