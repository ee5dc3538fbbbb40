"""Shift handovers in real windows: written at one desk, signed at another, by keyboard, on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk
from gridcenter.desktop.pages.supervision_handover_form import HandoverForm
from gridcenter.desktop.pages.supervision_handover_sheet import HandoverSheet
from gridcenter.desktop.pages.supervision_handovers import HandoverList
from gridcenter.domain.handover import LONGEST_PENDING, Handover
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.handovers import handovers
from tests.desktop.pages.supervision_windows import CONTROL, PATIENCE_MS, page_of, press, supervising
from tests.services.matters import at, report, settle, to_handling

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
START = at("11-17 16:41")
HOSTILE = "雨棚 <b>待拆</b> & <img src=x>\n夜班注意"
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def red(store: Store) -> int:
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


@pytest.fixture
def outgoing(qapp: QApplication, qtbot: QtBot, red: int, store_url: str) -> Iterator[Desk]:
    with supervising(qapp, qtbot, store_url, "supervisor", read=has_read) as desk:
        yield desk


@pytest.fixture
def incoming(qapp: QApplication, qtbot: QtBot, outgoing: Desk, store_url: str) -> Iterator[Desk]:
    with supervising(qapp, qtbot, store_url, "dispatcher", read=has_read) as desk:
        yield desk


def listed(desk: Desk) -> HandoverList:
    found = page_of(desk).handovers
    assert found is not None
    return found


def has_read(desk: Desk) -> bool:
    return listed(desk).known is not None


def form(qtbot: QtBot, desk: Desk) -> HandoverForm:
    press(qtbot, desk.window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: listed(desk).form is not None, timeout=PATIENCE_MS)
    made = listed(desk).form
    assert made is not None
    return made


def sheet(qtbot: QtBot, desk: Desk) -> HandoverSheet:
    press(qtbot, desk.window, Qt.Key.Key_H, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: listed(desk).sheet is not None, timeout=PATIENCE_MS)
    made = listed(desk).sheet
    assert made is not None
    return made


def hand_over(qtbot: QtBot, desk: Desk, text: str = HOSTILE) -> None:
    made = form(qtbot, desk)
    made.pending.setPlainText(text)
    made.watched.setFocus()
    qtbot.keyClick(made.watched, Qt.Key.Key_Space)
    press(qtbot, made, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(desk).unsigned() is not None, timeout=PATIENCE_MS)


def in_store(store: Store) -> Handover:
    with store.read() as session:
        (found,) = handovers(session, area="")
    return found


def test_a_handover_goes_from_one_desk_to_the_next_and_is_signed_there(
    qtbot: QtBot, outgoing: Desk, incoming: Desk, store: Store, red: int
) -> None:
    hand_over(qtbot, outgoing)
    found = in_store(store)
    assert found.pending == HOSTILE
    assert found.figures.red == (red,)
    assert [one.id for one in found.figures.watched] == [red]

    strip = page_of(incoming).strip
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE_MS)
    assert strip.words.text().startswith("supervisor 一号 ")
    assert "尚未签收" in strip.words.text()
    made = sheet(qtbot, incoming)
    assert made.chips["red"].text().strip() == "红灯 1"
    made.remarks.setPlainText("已知悉")
    press(qtbot, made, Qt.Key.Key_Return)
    for desk in (incoming, outgoing):
        qtbot.waitUntil(lambda desk=desk: not page_of(desk).strip.isVisible(), timeout=PATIENCE_MS)
    found = in_store(store)
    assert (found.signer, found.remarks) == ("dispatcher 一号", "已知悉")
    last = listed(outgoing).model.columnCount() - 1
    assert listed(outgoing).model.index(0, last).data().endswith("dispatcher 一号")


def test_who_wrote_it_reads_it_without_a_line_to_sign(qtbot: QtBot, outgoing: Desk) -> None:
    hand_over(qtbot, outgoing)
    made = sheet(qtbot, outgoing)
    assert not made.sign.isVisible()
    assert not made.may_sign
    press(qtbot, made, Qt.Key.Key_Return)
    made.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert HOSTILE in copied
    assert "待签收" in copied
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: listed(outgoing).sheet is None)
    assert listed(outgoing).unsigned() is not None


def test_a_refused_handover_keeps_what_was_typed_and_so_does_a_form_that_was_left(
    qtbot: QtBot, outgoing: Desk
) -> None:
    use_language("en")
    made = form(qtbot, outgoing)
    long = "x" * (LONGEST_PENDING + 1)
    made.pending.setPlainText(long)
    press(qtbot, made, Qt.Key.Key_Return)
    qtbot.waitUntil(made.refusal.isVisible, timeout=PATIENCE_MS)
    assert "shorten it" in made.refusal.text()
    assert made.pending.toPlainText() == long
    made.pending.setPlainText("to be continued")
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: listed(outgoing).form is None)
    again = form(qtbot, outgoing)
    assert again.pending.toPlainText() == "to be continued"
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: listed(outgoing).form is None)


def test_the_counts_open_what_stood_behind_them(qtbot: QtBot, outgoing: Desk, red: int) -> None:
    hand_over(qtbot, outgoing)
    made = sheet(qtbot, outgoing)
    qtbot.mouseClick(made.chips["red"], Qt.MouseButton.LeftButton)
    windows = page_of(outgoing).windows
    qtbot.waitUntil(lambda: windows.behind is not None)
    assert windows.behind is not None
    qtbot.waitUntil(lambda: windows.behind.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert windows.behind.model.rows()[0].id == red
    windows.behind.reject()
    made.reject()
    qtbot.waitUntil(lambda: listed(outgoing).sheet is None)


def test_a_handover_is_printed(qtbot: QtBot, outgoing: Desk, tmp_path: Path) -> None:
    hand_over(qtbot, outgoing)
    made = sheet(qtbot, outgoing)
    out = tmp_path / "交接班.pdf"
    made.print_wanted.emit(out)
    qtbot.waitUntil(made.told.isVisible, timeout=PATIENCE_MS)
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in made.told.text()
    made.reject()
    qtbot.waitUntil(lambda: listed(outgoing).sheet is None)


def test_what_can_be_done_stands_in_the_command_palette_and_ctrl_l_turns_the_lists(
    qtbot: QtBot, outgoing: Desk
) -> None:
    use_language("en")
    page = page_of(outgoing)
    page.retranslate()
    titles = [command.title for command in page.commands()]
    assert "Write a shift handover" in titles
    assert "Read and sign the handover of supervisor 一号" not in titles
    hand_over(qtbot, outgoing)
    assert "Read and sign the handover of supervisor 一号" in [one.title for one in page.commands()]
    assert page.deck.current == "cards"
    while page.deck.current != "handovers":
        press(qtbot, outgoing.window, Qt.Key.Key_L)
    assert page.deck.title.text() == "Handovers"
    assert listed(outgoing).table.isVisible()
