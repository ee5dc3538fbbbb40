"""The table of a live list: the mark stays on its record, the marked row in view, and order waits for the mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.domain.board import Board, Filter
from tests.desktop.sample_desk import NOW, red_row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
EVERYTHING = Filter()


def close(panel: QueuePanel, board: Board, key: int) -> None:
    row = board.rows[key]
    change = board.apply([replace(row, version=row.version + 1, closed_at=NOW)])
    panel.apply_board(board, change, EVERYTHING, NOW)


def selected(panel: QueuePanel) -> list[int]:
    return [panel.model.rows()[index.row()].id for index in panel.table.selectionModel().selectedRows()]


# The record


def test_a_row_that_leaves_hands_its_mark_to_no_neighbour(panel: QueuePanel, board: Board) -> None:
    heard: list[object] = []
    chosen = panel.model.rows()[5].id
    panel.table.choose(chosen)
    panel.chosen.connect(heard.append)
    close(panel, board, chosen)
    assert chosen not in [row.id for row in panel.model.rows()]
    assert panel.table.current_id() is None
    assert selected(panel) == []
    assert heard == [None]


def test_a_row_that_comes_back_has_its_mark_again_and_the_view_stays(panel: QueuePanel, board: Board) -> None:
    gone = panel.model.rows()[0]
    panel.table.choose(gone.id)
    close(panel, board, gone.id)
    panel.table.verticalScrollBar().setValue(43 * 60)
    back = replace(gone, version=9)
    panel.apply_board(board, board.apply([back]), EVERYTHING, NOW)
    assert panel.table.current_id() is None
    panel.news.click()
    assert panel.table.current_id() == gone.id
    assert selected(panel) == [gone.id]
    assert panel.table.verticalScrollBar().value() == 43 * 60


def test_what_is_chosen_before_it_has_a_row_is_marked_when_it_comes_and_nothing_else_until_then(
    panel: QueuePanel, board: Board
) -> None:
    panel.table.choose(panel.model.rows()[3].id)
    assert not panel.table.choose(900)
    assert panel.table.current_id() is None
    assert selected(panel) == []
    panel.apply_board(board, board.apply([red_row(900)]), EVERYTHING, NOW)
    panel.apply_board(board, None, EVERYTHING, NOW)
    assert panel.table.current_id() == 900


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_a_key_that_is_held_adds_nothing_to_what_the_program_marks(
    panel: QueuePanel, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    first, second = (panel.model.rows()[place].id for place in (3, 9))
    panel.table.choose(first)
    qtbot.keyPress(panel.table, key, modifier)
    held = QGuiApplication.keyboardModifiers()
    panel.table.choose(second)
    with_another = selected(panel)
    panel.table.choose(900)
    with_none = selected(panel)
    qtbot.keyRelease(panel.table, key)
    assert held == modifier
    assert (with_another, with_none) == ([second], [])


def test_the_keys_go_on_where_the_marked_row_was(panel: QueuePanel, board: Board, qtbot: QtBot) -> None:
    before = [row.id for row in panel.model.rows()]
    panel.table.choose(before[20])
    close(panel, board, before[20])
    qtbot.keyClick(panel.table, Qt.Key.Key_J)
    assert panel.table.current_id() == before[21]
    close(panel, board, before[21])
    qtbot.keyClick(panel.table, Qt.Key.Key_Up)
    assert panel.table.current_id() == before[19]


# The view


def wholly_seen(panel: QueuePanel) -> bool:
    rect = panel.table.visualRect(panel.table.currentIndex())
    return rect.top() >= 0 and rect.bottom() < panel.table.viewport().height()


def test_the_marked_row_stays_in_view_when_the_view_gets_lower(panel: QueuePanel) -> None:
    _, last = panel.table.visible_rows()
    panel.table.selectRow(last - 1)
    assert wholly_seen(panel)
    panel.resize(784, 400)
    assert wholly_seen(panel)
    panel.resize(500, 300)
    assert wholly_seen(panel)


def test_a_marked_row_that_was_scrolled_away_does_not_pull_the_view_back(panel: QueuePanel) -> None:
    panel.table.selectRow(2)
    panel.table.verticalScrollBar().setValue(43 * 60)
    panel.resize(784, 400)
    assert panel.table.verticalScrollBar().value() == 43 * 60


# The mouse


def put_mouse_on_a_row(panel: QueuePanel, qtbot: QtBot, place: QPoint) -> None:
    for way in (QPoint(1, 1), place):
        qtbot.mouseMove(panel.table.viewport(), way)
    qtbot.waitUntil(panel.table.hovering)


def press(panel: QueuePanel, board: Board, key: int) -> None:
    late = replace(board.rows[key], version=2, urgent=True, due_at=NOW.replace(year=2025))
    panel.apply_board(board, board.apply([late]), EVERYTHING, NOW)
    panel.tick(board, NOW)


def test_a_mouse_left_at_rest_holds_the_order_for_a_while_only(
    panel: QueuePanel, board: Board, qtbot: QtBot
) -> None:
    first = panel.model.rows()[0].id
    panel.table.hold.setInterval(60)
    put_mouse_on_a_row(panel, qtbot, QPoint(200, 300))
    press(panel, board, 200)
    assert panel.model.rows()[0].id == first
    qtbot.waitUntil(lambda: not panel.table.hovering())
    panel.tick(board, NOW)
    assert panel.model.rows()[0].id == 200


def test_a_mouse_that_moves_or_a_key_holds_it_anew(panel: QueuePanel, board: Board, qtbot: QtBot) -> None:
    put_mouse_on_a_row(panel, qtbot, QPoint(200, 300))
    panel.table.hold.stop()
    assert not panel.table.hovering()
    qtbot.mouseMove(panel.table.viewport(), QPoint(201, 301))
    qtbot.waitUntil(panel.table.hovering)
    panel.table.hold.stop()
    qtbot.keyClick(panel.table, Qt.Key.Key_J)
    assert panel.table.hovering()


def test_the_hold_lasts_as_long_as_the_tokens_say(panel: QueuePanel, theme: Theme) -> None:
    assert panel.table.hold.interval() == theme.token("duration_ms.order_hold") == 60_000


def test_what_is_new_waits_for_a_click_all_the_same(panel: QueuePanel, board: Board, qtbot: QtBot) -> None:
    put_mouse_on_a_row(panel, qtbot, QPoint(200, 300))
    panel.apply_board(board, board.apply([red_row(900, urgent=True)]), EVERYTHING, NOW)
    panel.table.hold.stop()
    panel.tick(board, NOW)
    assert panel.news.isVisible()
    assert 900 not in [row.id for row in panel.model.rows()]
