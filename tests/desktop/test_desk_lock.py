"""A locked desk shows and does nothing, keeps what was typed, and opens again: in a real window, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gridcenter.app import Desk, open_desk
from gridcenter.clock import utc_now
from gridcenter.desktop.desk_lock import DeskLock
from gridcenter.desktop.idle_closing import IdleClosing
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.pins import set_pin
from gridcenter.store.engine import Store, open_store
from gridcenter.store.schema import upgrade
from tests.services.matters import actor, report, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
PIN = "70-99-01"
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    store = open_store(address, create=True)
    upgrade(store)
    settle(store)
    report(store, now=utc_now())
    store.dispose()
    use_language("en")
    look = Theme("light", "desk")
    with open_desk(
        qapp, address, look, account="acceptor", time_zone="Asia/Shanghai", idle_minutes=5
    ) as made:
        made.window.resize(1366, 768)
        made.window.show()
        qtbot.waitUntil(lambda: bool(made.live.board.rows) and not made.background.busy, timeout=PATIENCE_MS)
        made.window.activateWindow()
        qtbot.waitUntil(made.window.isActiveWindow)
        yield made


def part(desk: Desk) -> DeskLock:
    found = desk.window.findChild(DeskLock)
    assert isinstance(found, DeskLock)
    return found


def acting() -> Actor:
    return actor("acceptor")


def lock(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.window, "l", LOCK)
    qtbot.waitUntil(lambda: part(desk).locked and not desk.background.busy, timeout=PATIENCE_MS)


def outcomes(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(text("SELECT outcome FROM audit WHERE action = 'unlock' ORDER BY id")))


def colours(desk: Desk) -> set[int]:
    picture = desk.window.grab().toImage()
    return {picture.pixel(x, y) for x in range(2, picture.width(), 7) for y in range(2, picture.height(), 7)}


def test_behind_the_cover_nothing_is_seen_and_the_pin_opens(desk: Desk, qtbot: QtBot) -> None:
    set_pin(desk.store, PIN, by=acting())
    assert len(colours(desk)) > 5, "the control: an open desk has more than one colour"
    lock(desk, qtbot)
    assert len(colours(desk)) == 1
    desk.window.resize(1500, 800)
    QApplication.processEvents()
    assert len(colours(desk)) == 1
    sheet = part(desk).sheet
    assert sheet is not None
    qtbot.keyClicks(sheet.pin, "wrong-one")
    qtbot.keyClick(sheet.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "wrong" in sheet.refusal.text(), timeout=PATIENCE_MS)
    assert part(desk).locked
    qtbot.keyClicks(sheet.pin, PIN)
    qtbot.keyClick(sheet.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not part(desk).locked, timeout=PATIENCE_MS)
    assert len(colours(desk)) > 5
    assert outcomes(desk.store) == ["pin_set", "wrong", "opened"]


def test_no_key_reaches_the_desk_and_escape_does_not_leave(desk: Desk, qtbot: QtBot) -> None:
    set_pin(desk.store, PIN, by=acting())
    page = desk.window.current_page
    lock(desk, qtbot)
    sheet = part(desk).sheet
    assert sheet is not None
    for key, with_key in ((Qt.Key.Key_2, LOCK & ~Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_Escape, None)):
        qtbot.keyClick(sheet, key, with_key or Qt.KeyboardModifier.NoModifier)
    sheet.close()
    QApplication.processEvents()
    assert part(desk).locked
    assert sheet.isVisible()
    assert desk.window.current_page == page


def test_the_feed_goes_on_and_the_draft_of_a_report_comes_back(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.window, "n", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.window.reporting.form is not None and desk.window.reporting.form.isVisible())
    form = desk.window.reporting.form
    assert form is not None
    form.description.setPlainText("路灯不亮，电话 139…")
    part(desk).lock()
    assert not form.isVisible()
    before = len(desk.live.board.rows)
    report(desk.store, now=utc_now(), key="meanwhile")
    qtbot.waitUntil(lambda: len(desk.live.board.rows) == before + 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: part(desk).sheet is not None and part(desk).sheet.go.isEnabled(), timeout=PATIENCE_MS
    )
    sheet = part(desk).sheet
    assert sheet is not None
    assert "no PIN" in sheet.explained.text()
    sheet.go.click()
    qtbot.waitUntil(lambda: not part(desk).locked, timeout=PATIENCE_MS)
    assert form.isVisible()
    assert form.description.toPlainText() == "路灯不亮，电话 139…"
    assert outcomes(desk.store) == ["no_pin"]
    form.close()


def test_nobody_at_the_desk_locks_it_and_closes_what_is_shown_about_people(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show_page("residents")
    page = desk.window.findChild(ResidentsPage)
    idle = desk.window.findChild(IdleClosing)
    assert page is not None
    assert idle is not None
    page.form.field.setText("709901195603024")
    idle.tick()
    idle._touched -= timedelta(minutes=6)
    idle.tick()
    qtbot.waitUntil(lambda: part(desk).locked and not desk.background.busy, timeout=PATIENCE_MS)
    assert page.form.field.text() == ""


def test_what_an_answer_opens_meanwhile_waits_until_the_desk_is_open(desk: Desk, qtbot: QtBot) -> None:
    lock(desk, qtbot)
    late = QDialog(desk.window)
    late.open()
    part(desk).tick()
    assert not late.isVisible()
    sheet = part(desk).sheet
    assert sheet is not None
    assert sheet.isVisible()
    sheet.go.click()
    qtbot.waitUntil(lambda: not part(desk).locked, timeout=PATIENCE_MS)
    assert late.isVisible()
    late.reject()


def test_a_pin_is_set_at_the_desk(desk: Desk, qtbot: QtBot) -> None:
    (command,) = (one for one in part(desk).commands() if one.run == part(desk).set_pin)
    command.run()
    qtbot.waitUntil(lambda: part(desk).pin_dialog is not None, timeout=PATIENCE_MS)
    dialog = part(desk).pin_dialog
    assert dialog is not None
    for new, again, words in (("111111", "111111", "A PIN has"), (PIN, "other", "not the same")):
        dialog.new.setText(new)
        dialog.again.setText(again)
        dialog.keep.click()
        qtbot.waitUntil(lambda words=words: words in dialog.refusal.text(), timeout=PATIENCE_MS)
    dialog.again.setText(PIN)
    dialog.keep.click()
    qtbot.waitUntil(lambda: part(desk).pin_dialog is None, timeout=PATIENCE_MS)
    assert outcomes(desk.store) == ["pin_set"]


def test_a_locked_window_can_be_closed(desk: Desk, qtbot: QtBot) -> None:
    lock(desk, qtbot)
    sheet = part(desk).sheet
    assert sheet is not None
    sheet.end.click()
    assert not desk.window.isVisible()


def test_the_colour_of_the_cover_is_opaque(desk: Desk, qtbot: QtBot) -> None:
    lock(desk, qtbot)
    (pixel,) = colours(desk)
    assert QColor.fromRgba(pixel).alpha() == 255
