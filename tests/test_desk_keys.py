"""The keys of the whole desk: each means one thing where it works, and each stands in the list that F1 shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk, open_desk
from gridcenter.clock import utc_now
from gridcenter.desktop.awaiting_list import AwaitingDialog
from gridcenter.desktop.frame_keys import KeyListDialog, in_columns
from gridcenter.desktop.key_list import key_groups
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.store.engine import open_store
from gridcenter.store.schema import upgrade
from tests.services.matters import report, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    store = open_store(address, create=True)
    upgrade(store)
    settle(store)
    report(store, now=utc_now())
    store.dispose()
    use_language("en")
    with open_desk(
        qapp, address, Theme("light", "desk"), account="supervisor", time_zone="Asia/Shanghai"
    ) as made:
        made.window.show()
        qtbot.waitUntil(lambda: bool(made.live.board.rows) and not made.background.busy, timeout=PATIENCE_MS)
        yield made


def named() -> set[str]:
    """Return every key that the list names, with spans written out."""
    found: set[str] = set()
    for group in key_groups():
        for keys, _ in group.lines:
            for part in keys.split("  "):
                found |= spelt_out(part)
    return found


def spelt_out(part: str) -> set[str]:
    for arrow, word in ARROWS.items():
        part = part.replace(arrow, word)
    first, _, last = part.partition(" … ")
    if not last:
        return {part}
    stem = first[:-1]
    return {stem + chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)}


def bound(window: QWidget) -> list[str]:
    """Return the keys that work now, each as often as something listens to it."""
    listening = [window, *(child for child in window.findChildren(QWidget) if child.isVisibleTo(window))]
    keys = []
    for widget in listening:
        actions = [one for one in widget.actions() if isinstance(one, QAction) and one.parent() is widget]
        keys += [key.toString() for action in actions for key in action.shortcuts()]
        shortcuts = widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
        keys += [shortcut.key().toString() for shortcut in shortcuts if shortcut.isEnabled()]
    return [key for key in keys if key]


def test_each_key_means_one_thing_on_each_page_and_stands_in_the_list(desk: Desk, qtbot: QtBot) -> None:
    known = named()
    for page in desk.window.entries:
        desk.window.show_page(page)
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
        keys = bound(desk.window)
        assert [key for key, times in Counter(keys).items() if times > 1] == [], page
        assert {_written(key) for key in keys} - known == set(), page
    tab = desk.window.pages["administration"]
    assert isinstance(tab, AdministrationPage)
    assert tab.routing is not None
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(tab, "l", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(tab.routing.isVisible)
    for place, own in enumerate(
        (
            {"N", "E", "D", "R", "X", "M", "/"},
            {"B", "O", "F", "C", "U", "/"},
            {"N", "A", "D", "S", "U", "/"},
        ),
        start=1,
    ):
        tab.show_tab(place)
        keys = bound(desk.window)
        assert own <= set(keys)
        assert [key for key, times in Counter(keys).items() if times > 1] == []
        assert {_written(key) for key in keys} - known == set()


def test_the_keys_of_the_tabs_beside_the_look_up_stand_in_the_list_too(desk: Desk, qtbot: QtBot) -> None:
    known = named()
    desk.window.show_page("residents")
    page = desk.window.pages["residents"]
    assert isinstance(page, RegistersPage)
    tabs = {page.checks: set("RTSCFVU"), page.rolls: set("NAXW")}
    for place, tab in enumerate(page.beside(), start=1):
        page.show_tab(place)
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
        keys = bound(desk.window)
        assert tabs.get(tab, set()) <= set(keys)
        assert [key for key, times in Counter(keys).items() if times > 1] == [], tab.title()
        assert {_written(key) for key in keys} - known == set(), tab.title()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_f1_shows_what_works_on_the_page_in_front_without_scrolling_on_a_small_desk(
    desk: Desk, qtbot: QtBot, language: str
) -> None:
    desk.window.resize(1366, 768)
    desk.window.look.speak(language)
    for page in desk.window.entries:
        desk.window.show_page(page)
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        qtbot.keyClick(desk.window, Qt.Key.Key_F1)
        qtbot.waitUntil(lambda: bool(desk.window.findChildren(KeyListDialog)))
        (shown,) = desk.window.findChildren(KeyListDialog)
        qtbot.waitUntil(shown.isVisible)
        here = shown.here
        qtbot.waitUntil(lambda here=here, shown=shown: 0 < here.height() <= shown.area.viewport().height())
        assert (shown.width() <= 1366, shown.height() <= 768) == (True, True)
        told = {one.text() for one in here.findChildren(QLabel)}
        for group in key_groups():
            assert (group.title in told) == (not group.pages or page in group.pages), (page, group.title)
        shown.reject()
        qtbot.waitUntil(lambda: not desk.window.findChildren(KeyListDialog))


def test_the_keys_of_other_pages_are_reached_by_scrolling(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(1366, 768)
    desk.window.show_page("overview")
    qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(KeyListDialog)))
    (shown,) = desk.window.findChildren(KeyListDialog)
    told = {one.text() for one in shown.findChildren(QLabel)}
    assert told >= {group.title for group in key_groups()}
    bar = shown.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.area.setFocus()
    for _ in range(5):
        qtbot.keyClick(shown.area, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())


def test_no_key_stands_twice_in_its_group_and_no_group_is_lost_between_columns() -> None:
    groups = key_groups()
    for group in groups:
        keys = [key for line, _ in group.lines for key in line.split("  ")]
        assert len(keys) == len(set(keys)), group.title
    assert [group for column in in_columns(groups, 3) for group in column] == list(groups)


def _written(key: str) -> str:
    """Return a key as the list writes it: a single letter is a move of the incident on show, or named itself."""
    return key.replace("Return", "Enter")


def test_enter_is_said_as_what_it_does_and_not_as_a_state_of_incidents() -> None:
    use_language("zh")
    told = {key: meaning for group in key_groups() for key, meaning in group.lines}
    assert told["Enter"] == "打开所选行"


@pytest.mark.parametrize("page", ["overview", "map", "supervision", "administration"])
def test_what_awaits_a_decision_is_listed_from_every_page(desk: Desk, qtbot: QtBot, page: str) -> None:
    window = desk.window
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_A, held)
    qtbot.waitUntil(lambda: bool(window.findChildren(AwaitingDialog)), timeout=PATIENCE_MS)
    (listed,) = window.findChildren(AwaitingDialog)
    assert listed.list.count() == 0
    listed.reject()
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
