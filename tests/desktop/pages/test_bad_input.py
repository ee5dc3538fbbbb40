"""Bad input at the desk is refused with a sentence; nothing is written, and what was typed is still there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.domain.cards import ISSUE
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from tests.desktop.pages.test_incidents import (
    NOW,
    Desk,
    desk,
    fill,
    in_ten_days,
    pictured,
    shown,
    start,
)
from tests.desktop.pages.test_incidents_attachments import Host, host, incident, name_file, opened
from tests.services.matters import apply, step, version_of
from tests.services.test_flow_walks import rows

__all__ = ["desk", "host", "incident", "pictured"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
MARKED = "<img src=x onerror=alert(1)><b>等车主</b> &amp; "
MEGABYTE = (MARKED * 40_000)[:1_000_000]
LARGE = 2 * 1024**3


def refused(qtbot: QtBot, dialog: MoveDialog) -> str:
    """Send by key and wait for the sentence."""
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden(), timeout=15_000)
    assert dialog.refusal.textFormat() == Qt.TextFormat.PlainText
    assert dialog.send.isEnabled()
    return dialog.refusal.text()


def parking(desk: Desk) -> MoveDialog:
    start(desk, "suspend")
    dialog = desk.page.dialog
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("code", ["reason", "opinion"])
def test_a_megabyte_of_mark_up_in_a_form_is_refused_and_still_there(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int, code: str
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    before = rows(store)
    dialog = parking(desk)
    fill(desk, reason="waiting", review_date=in_ten_days())
    fill(desk, **{code: MEGABYTE})
    longest = 200 if code == "reason" else 2000
    assert f"shorten it to {longest}" in refused(qtbot, dialog)
    assert dialog.inputs()[code] == MEGABYTE
    assert rows(store) == before
    fill(desk, **{code: MARKED})
    with qtbot.waitSignal(desk.page.notice, timeout=15_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.applications == 1)
    assert {one.textFormat() for one in desk.page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_text_that_no_store_keeps_is_refused_and_still_there(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    before = rows(store)
    dialog = parking(desk)
    fill(desk, reason="wait\0ing", review_date=in_ten_days())
    assert refused(qtbot, dialog)
    assert dialog.inputs()["reason"] == "wait\0ing"
    assert rows(store) == before
    dialog.reject()


def test_a_move_that_has_become_impossible_is_refused_and_the_text_is_still_there(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    dialog = parking(desk)
    fill(desk, reason="waiting for the owner", review_date=in_ten_days(), opinion="asked twice")
    apply(store, pictured, "cancel", "supervisor", NOW, reason="x")
    step(store, pictured, "finish", "handler", NOW, result="done", photo_after="P-2")
    before = rows(store)
    assert "handler 一号 took “report as handled”" in refused(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.version == version_of(store, pictured))
    sentence = refused_again(qtbot, dialog)
    assert "is not possible while the incident is handled" in sentence
    assert (dialog.inputs()["reason"], dialog.inputs()["opinion"]) == ("waiting for the owner", "asked twice")
    assert rows(store) == before
    dialog.reject()


def refused_again(qtbot: QtBot, dialog: MoveDialog) -> str:
    first = dialog.refusal.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden() and dialog.refusal.text() != first, timeout=15_000)
    return dialog.refusal.text()


@pytest.mark.parametrize("date", ["", "tomorrow", "2026-13-45 99:00", "1999-01-01 08:00"])
def test_a_date_that_will_not_do_is_refused_and_still_there(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int, date: str
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    before = rows(store)
    dialog = parking(desk)
    fill(desk, reason="waiting", review_date=date)
    assert refused(qtbot, dialog)
    assert dialog.inputs()["review_date"] == date
    assert dialog.inputs()["reason"] == "waiting"
    assert rows(store) == before
    dialog.reject()


def test_a_megabyte_on_a_card_is_refused_and_still_there(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    before = rows(store)
    start(desk, ISSUE)
    dialog = desk.page.dialog
    assert dialog is not None
    fill(desk, text=MEGABYTE)
    assert "shorten it to 2000" in refused(qtbot, dialog)
    editor = dialog.fields["text"]
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == MEGABYTE
    assert rows(store) == before
    dialog.reject()


def test_two_gigabytes_are_refused_before_they_are_copied(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff\xdb")
        file.truncate(LARGE)
    dialog = opened(qtbot, host)
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    name_file(qtbot, dialog, path)
    qtbot.waitUntil(lambda: "the file has 2 GB" in dialog.told.text(), timeout=15_000)
    assert dialog.model.rows == ()
    assert dialog.add.isEnabled()
    dialog.reject()


def test_a_hostile_name_of_a_file_leads_nowhere(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    inside = tmp_path / "a"
    inside.mkdir()
    path = inside / ".." / "..%2f..%2fpasswd<b>.jpg"
    path.write_bytes(b"no picture")
    dialog = opened(qtbot, host)
    before = sorted(tmp_path.rglob("*.jpg"))
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    name_file(qtbot, dialog, path)
    qtbot.waitUntil(lambda: bool(dialog.told.text()) and not dialog.busy, timeout=15_000)
    assert dialog.model.rows == ()
    assert sorted(tmp_path.rglob("*.jpg")) == before
    assert dialog.told.textFormat() == Qt.TextFormat.PlainText
    dialog.reject()


def test_ten_megabytes_are_not_pasted_and_the_form_says_so_and_goes_on(
    qtbot: QtBot, desk: Desk, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    dialog = parking(desk)
    editor = dialog.fields["reason"]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("waits for parts")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(MEGABYTE * 10)
    editor.selectAll()
    editor.paste()
    assert "10\u2009000\u2009000 characters are too many to paste" in dialog.refusal.text()
    assert not dialog.refused
    clipboard.setText("for spare parts")
    editor.paste()  # the control: other texts are pasted
    assert editor.toPlainText() == "for spare parts"
    clipboard.clear()
