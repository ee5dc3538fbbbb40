"""The flows of the store in the window: read, played through and switched by keys, by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desk.flows import flow_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.flows_window import FlowsWindow
from gridcenter.desktop.pages.administration_flows import FlowsOpener
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.flows import flow_in_force
from gridcenter.store.engine import Store
from tests.services.matters import COMMUNITY, SHANGHAI, actor, report, settle
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
    qtbot: QtBot, store: Store, theme: Theme, background: Background, role: str = "leader", area: str = ""
) -> FlowsWindow:
    window = FlowsWindow(
        flow_ports(store, actor(role, area=area)), background, theme, zone=SHANGHAI, parent=None
    )
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
    qtbot.waitUntil(lambda: "1 open one stays" in window.said.text())
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


def test_who_leads_a_part_of_the_store_plays_through_but_changes_nothing_and_is_told_why(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    put(store, changed())
    window = opened(qtbot, store, theme, background, area=COMMUNITY)
    choose(window, 2)
    assert "your account is for one of them" in window.said.text()
    assert [part.isEnabled() for part in (window.put, window.on, window.off, window.reason)] == [False] * 4
    qtbot.keyClick(window.table, Qt.Key.Key_N)
    assert window.files is None
    assert window.play.isEnabled()
    qtbot.keyClick(window.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "evaluate" in window.text.toPlainText())
    window.close()


def test_before_the_store_has_answered_nothing_can_be_pressed(
    qtbot: QtBot, store: Store, theme: Theme, background: Background
) -> None:
    window = FlowsWindow(flow_ports(store, actor("leader")), background, theme, zone=SHANGHAI, parent=None)
    qtbot.addWidget(window)
    assert not any(part.isEnabled() for part in (window.put, window.play, window.on, window.off))
    qtbot.waitUntil(lambda: window.model.rowCount() > 0 and window.put.isEnabled())
    window.close()


def test_a_file_is_put_in_from_the_window_and_a_second_person_switches_it_on(
    qtbot: QtBot, store: Store, theme: Theme, background: Background, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(changed(), encoding="utf-8")
    window = opened(qtbot, store, theme, background, role="supervisor")
    put_in(qtbot, window, file)
    qtbot.waitUntil(lambda: "is a draft: play it through" in window.said.text())
    assert window.chosen is not None
    assert (window.chosen.key, window.chosen.number, window.chosen.state.value) == (KEY, 2, "draft")
    assert "taken down by us" in window.text.toPlainText()
    qtbot.keyClick(window.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "Played through to an end" in window.said.text())
    window.reason.setText("as agreed")
    qtbot.keyClick(window.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "somebody else" in window.said.text())
    assert in_force(store) == 1
    window.close()
    other = opened(qtbot, store, theme, background)
    choose(other, 2)
    other.reason.setText("as agreed")
    qtbot.keyClick(other.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "In force for new incidents" in other.said.text())
    assert in_force(store) == 2
    other.close()


def test_a_file_with_flaws_is_refused_with_each_of_them_and_nothing_is_kept(
    qtbot: QtBot, store: Store, theme: Theme, background: Background, tmp_path: Path
) -> None:
    file = tmp_path / "holes.yaml"
    file.write_text(changed().replace("role: dispatcher", "role: nobody", 1), encoding="utf-8")
    window = opened(qtbot, store, theme, background)
    put_in(qtbot, window, file)
    qtbot.waitUntil(lambda: "holes.yaml cannot be switched on" in window.said.text())
    line = 1 + next(at for at, words in enumerate(file.read_text("utf-8").splitlines()) if "nobody" in words)
    assert f"line {line}: the move “dispatch” has no role that the flow knows" in window.said.text()
    assert (KEY, 2) not in states(window)
    put_in(qtbot, window, tmp_path / "gone.yaml")
    qtbot.waitUntil(lambda: "cannot be read" in window.said.text())
    window.close()


def put_in(qtbot: QtBot, window: FlowsWindow, file: Path) -> None:
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_N)
    files = window.files
    assert files is not None
    files.fileSelected.emit(str(file))
    files.reject()
