"""The auditor's desk tells of unusual look-ups as they come, and takes note of them by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk, open_desk
from gridcenter.clock import utc_now
from gridcenter.desktop.notice_desk import NoticeDesk
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.lookup import open_lookup
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
NOTE = "已与本人核实：集中核对津贴"
Opened = Callable[[str], Desk]


def look(store: Store, count: int) -> None:
    """Let the clerk look somebody up so often within the last hour."""
    begun = utc_now() - timedelta(minutes=40)
    for turn in range(count):
        with store.begin() as session:
            open_lookup(session, request(), by=CLERK, now=begun + timedelta(seconds=40 * turn))


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, store: Store, store_url: str) -> Iterator[Opened]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    with ExitStack() as desks:

        def open_as(login: str) -> Desk:
            theme = Theme("light", "desk")
            desk = desks.enter_context(
                open_desk(qapp, store_url, theme, account=login, time_zone="Asia/Shanghai")
            )
            desk.window.show()
            qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
            return desk

        yield open_as


def part(desk: Desk) -> NoticeDesk:
    found = desk.window.findChild(NoticeDesk)
    assert isinstance(found, NoticeDesk)
    return found


def strip_words(desk: Desk) -> str:
    strip = part(desk).strip
    assert strip is not None
    return strip.sentence.text() if strip.isVisible() else ""


def test_a_notice_comes_while_the_desk_is_open_and_goes_with_a_note(
    opened: Opened, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = opened(AUDITOR.login)
    assert strip_words(desk) == ""
    look(store, 31)
    qtbot.waitUntil(lambda: CLERK.name in strip_words(desk), timeout=PATIENCE_MS)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(desk.window, "u", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: part(desk).dialog is not None)
    dialog = part(desk).dialog
    assert dialog is not None
    assert "many look-ups: 李敏 (li.min), 31" in dialog.list.item(0).text()
    assert not dialog.take.isEnabled()
    dialog.note.setText("ok")
    dialog.take.click()
    qtbot.waitUntil(lambda: "10 characters" in dialog.refusal.text(), timeout=PATIENCE_MS)
    assert "incident" not in dialog.refusal.text()
    assert dialog.note.text() == "ok"
    dialog.note.setText(NOTE)
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: NOTE in dialog.list.item(0).text(), timeout=PATIENCE_MS)
    assert dialog.note.text() == ""
    assert strip_words(desk) == ""
    dialog.reject()


def test_a_supervisor_reads_and_takes_no_note_and_a_clerk_sees_nothing(
    opened: Opened, store: Store, qtbot: QtBot
) -> None:
    look(store, 31)
    with store.begin() as session:
        account = session.get_one(sample.Account, COLLEAGUE.account_id)
        account.role = "supervisor"
    desk = opened(COLLEAGUE.login)
    qtbot.waitUntil(lambda: CLERK.name in strip_words(desk), timeout=PATIENCE_MS)
    part(desk).open()
    dialog = part(desk).dialog
    assert dialog is not None
    assert dialog.take.isHidden()
    dialog.reject()


def test_the_desk_of_another_role_has_no_strip_and_no_command(opened: Opened, store: Store) -> None:
    look(store, 31)
    desk = opened(CLERK.login)
    assert part(desk).strip is None
    assert part(desk).commands() == []
