"""The queue panel and its table: keys, chips, the button of new rows, empty states, selection that stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.queue_view import FilterWords, QueuePanel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.queue import in_order
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, red_row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
RED = Filter(lights=frozenset({Light.RED}))


def show(panel: QueuePanel, board: Board, chosen: Filter, words: FilterWords = FilterWords()) -> None:  # noqa: B008
    panel.apply_board(board, None, chosen, NOW)
    panel.show_counts(board, chosen, NOW, words)


def row_image(panel: QueuePanel, row: int) -> QImage:
    rect = panel.table.visualRect(panel.model.index(row, 1))
    return panel.table.viewport().grab(rect).toImage()


def test_chips_count_what_a_press_would_show_and_pass_the_press_on(
    panel: QueuePanel, board: Board, qtbot: QtBot, english: None
) -> None:
    panel.retranslate()
    show(panel, board, RED)
    assert panel.chips.all.text() == "All 426"
    assert panel.chips.lights[Light.YELLOW].text().strip() == "Yellow 41"
    assert panel.chips.lights[Light.RED].isChecked()
    with qtbot.waitSignal(panel.light_pressed, check_params_cb=lambda light: light is Light.YELLOW):
        panel.chips.lights[Light.YELLOW].click()
    with qtbot.waitSignal(panel.light_pressed, check_params_cb=lambda light: light is None):
        panel.chips.all.click()


def test_every_part_of_the_filter_is_a_chip_that_takes_it_back(
    panel: QueuePanel, board: Board, qtbot: QtBot
) -> None:
    show(panel, board, Filter(unit_id=3), FilterWords(unit_id="区水务局"))
    chip = panel.chips.parts["unit_id"]
    assert chip.isVisible()
    assert "区水务局" in chip.text()
    with qtbot.waitSignal(panel.part_pressed, check_params_cb=lambda part: part == "unit_id"):
        chip.click()
    assert not panel.chips.parts["area"].isVisible()


def test_the_headline_says_what_part_is_seen(panel: QueuePanel, board: Board, english: None) -> None:
    panel.retranslate()
    show(panel, board, RED)
    assert panel.sub.text().startswith("Red · 1–")
    assert panel.sub.text().endswith("of 23")
    panel.table.verticalScrollBar().setValue(panel.table.verticalScrollBar().maximum())
    assert panel.sub.text().endswith("–23 of 23")


def test_j_and_k_move_and_enter_opens(panel: QueuePanel, qtbot: QtBot) -> None:
    table = panel.table
    qtbot.keyClick(table, Qt.Key.Key_J)
    first = table.current_id()
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert table.current_id() == panel.model.rows()[1].id
    qtbot.keyClick(table, Qt.Key.Key_K)
    qtbot.keyClick(table, Qt.Key.Key_K)
    assert table.current_id() == first
    with qtbot.waitSignal(panel.opened, check_params_cb=lambda key: key == first):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_a_double_click_opens(panel: QueuePanel, qtbot: QtBot) -> None:
    place = panel.table.visualRect(panel.model.index(2, 1)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.opened, check_params_cb=lambda key: key == panel.model.rows()[2].id):
        qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_copied_rows_paste_as_columns(panel: QueuePanel, qtbot: QtBot) -> None:
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = QGuiApplication.clipboard().text().split("\t")
    assert len(cells) == 6
    assert cells[1] == panel.model.rows()[0].category.zh


def test_new_rows_wait_behind_a_button_and_nothing_jumps(
    panel: QueuePanel, board: Board, qtbot: QtBot, english: None
) -> None:
    panel.retranslate()
    panel.table.selectRow(3)
    kept = panel.table.current_id()
    panel.table.verticalScrollBar().setValue(43 * 2)
    change = board.apply([red_row(900, urgent=True), red_row(901, urgent=True)])
    panel.apply_board(board, change, Filter(), NOW)
    assert panel.news.isVisible()
    assert panel.news.text() == "2 new"
    assert panel.table.current_id() == kept
    assert panel.table.verticalScrollBar().value() == 43 * 2
    panel.news.click()
    assert not panel.news.isVisible()
    assert panel.table.current_id() == kept
    assert panel.model.rowCount() == 428


def test_selection_and_scroll_outlive_a_fresh_start(panel: QueuePanel, board: Board) -> None:
    panel.table.selectRow(30)
    kept, scroll = panel.table.current_id(), panel.table.verticalScrollBar().value()
    panel.apply_board(board, None, Filter(), NOW)
    assert panel.table.current_id() == kept
    assert panel.table.verticalScrollBar().value() == scroll


def test_rows_rest_while_the_mouse_is_over_them(panel: QueuePanel, board: Board, qtbot: QtBot) -> None:
    before = panel.model.rows()[0].id
    place = panel.table.visualRect(panel.model.index(0, 1)).center()
    qtbot.mouseMove(panel.table.viewport(), place)
    qtbot.waitUntil(panel.table.hovering)
    late = replace(board.rows[200], version=2, urgent=True, due_at=NOW.replace(year=2025))
    panel.apply_board(board, board.apply([late]), Filter(), NOW)
    panel.tick(board, NOW)
    assert panel.model.rows()[0].id == before
    qtbot.mouseMove(panel, QPoint(5, 5))
    panel.table._set_hovered(-1)
    panel.tick(board, NOW)
    assert panel.model.rows()[0].id == 200


def id_under(panel: QueuePanel, place: QPoint) -> object:
    return panel.table.indexAt(place).data(Role.ID)


@pytest.mark.parametrize("scrolled", [0, 43 * 30 + 7])
def test_the_row_under_the_mouse_stays_there_whatever_comes_goes_and_moves(
    panel: QueuePanel, board: Board, qtbot: QtBot, scrolled: int
) -> None:
    panel.table.verticalScrollBar().setValue(scrolled)
    place = QPoint(200, 300)
    qtbot.mouseMove(panel.table.viewport(), place)
    qtbot.waitUntil(panel.table.hovering)
    aimed, before = id_under(panel, place), panel.model.rows()
    above = [row for row in before[: panel.table.rowAt(place.y())] if row.id != aimed]
    handled = [replace(row, version=2, closed_at=NOW) for row in above[:3]]
    calmed = [replace(above[3], version=2, due_at=NOW.replace(year=2028), yellow_at=None)]
    pressing = [replace(before[300], version=2, urgent=True, due_at=NOW.replace(year=2025))]
    burst = [red_row(number, urgent=True) for number in range(900, 1050)]
    for rows in (handled, calmed, pressing, burst):
        panel.apply_board(board, board.apply(rows), Filter(), NOW)
        panel.tick(board, NOW)
        assert id_under(panel, place) == aimed
        assert panel.table.verticalScrollBar().value() == scrolled
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.table.current_id() == aimed
    assert panel.news.text().startswith("150 ")
    panel.table._set_hovered(-1)
    panel.tick(board, NOW)
    shown = [row.id for row in panel.model.rows()]
    assert shown == [row.id for row in in_order(board.rows.values(), NOW) if row.id < 900]
    assert panel.table.current_id() == aimed


def test_a_row_that_turned_red_heads_the_queue_at_once_where_no_mouse_is(
    panel: QueuePanel, board: Board
) -> None:
    assert not panel.table.hovering()
    late = replace(board.rows[200], version=2, urgent=True, due_at=NOW.replace(year=2025))
    panel.apply_board(board, board.apply([late]), Filter(), NOW)
    assert panel.model.rows()[0].id == 200


def test_a_changed_row_stands_on_the_tint_of_its_light_until_the_glow_ends(
    panel: QueuePanel, board: Board, theme: Theme, qtbot: QtBot
) -> None:
    panel.table._set_hovered(-1)
    tint, plain = theme.light(Light.RED, "tint").name(), theme.hex("surface.panel").lower()
    assert row_image(panel, 0).pixelColor(2, 2).name() == plain
    first = panel.model.rows()[0]
    panel.apply_board(board, board.apply([replace(first, version=2)]), Filter(), NOW)
    assert row_image(panel, 0).pixelColor(2, 2).name() == tint
    qtbot.waitUntil(lambda: row_image(panel, 0).pixelColor(2, 2).name() == plain, timeout=4000)


def test_selection_wins_over_a_change(panel: QueuePanel, board: Board, theme: Theme, qtbot: QtBot) -> None:
    panel.table.setFocus()
    panel.table.selectRow(0)
    first = panel.model.rows()[0]
    panel.apply_board(board, board.apply([replace(first, version=2)]), Filter(), NOW)
    grounds = {theme.hex("surface.selected").lower(), theme.hex("surface.hover").lower()}
    assert row_image(panel, 0).pixelColor(2, 2).name() in grounds


def test_an_empty_queue_says_why_and_offers_to_clear(
    panel: QueuePanel, board: Board, qtbot: QtBot, english: None
) -> None:
    panel.retranslate()
    show(panel, board, Filter(text="no such matter"), FilterWords(text="no such matter"))
    assert panel.stack.state.headline.text() == "No incidents here"
    assert "no such matter" in panel.stack.state.sentence.text()
    with qtbot.waitSignal(panel.clear_wanted):
        panel.stack.state.buttons()[0].click()
    show(panel, Board(), Filter())
    assert panel.stack.state.headline.text() == "No open incidents"


def test_columns_yield_in_their_order_where_room_is_short(panel: QueuePanel, qtbot: QtBot) -> None:
    table, keys = panel.table, [column.key for column in panel.model.columns]

    def hidden() -> set[str]:
        return {key for place, key in enumerate(keys) if table.isColumnHidden(place)}

    assert hidden() == set()
    panel.resize(660, 554)
    assert hidden() == {"reason"}
    panel.resize(500, 554)
    assert hidden() == {"reason", "unit"}
    panel.resize(784, 554)
    assert hidden() == set()
    assert sum(table.columnWidth(place) for place in range(len(keys))) <= table.viewport().width()


def test_the_keyboard_stays_in_the_queue_while_rows_go_and_come_back(panel: QueuePanel, board: Board) -> None:
    panel.activateWindow()
    panel.take_keyboard()
    assert panel.table.hasFocus()
    show(panel, Board(), Filter())
    assert panel.hasFocus()
    show(panel, board, Filter())
    assert panel.table.hasFocus()


def test_a_reason_without_a_column_of_its_own_stands_under_the_category(
    panel: QueuePanel, theme: Theme, english: None
) -> None:
    panel.retranslate()
    category, reason = (panel.model.index(0, place) for place in (1, 5))
    why = reason.data(Qt.ItemDataRole.DisplayRole)
    usual = theme.size("row.queue")
    for width in (320, 480, 610, 784):
        panel.resize(width, 400)
        panel.grab()
        assert panel.table.isColumnHidden(5)
        assert panel.table.rows.words(category)[1].startswith(why)
        assert panel.table.rowHeight(0) > usual
    panel.resize(1200, 400)
    panel.grab()
    assert not panel.table.isColumnHidden(5)
    assert panel.table.rowHeight(0) == usual
    assert panel.table.rows.words(category)[1] == ""


def test_a_long_name_reaches_into_the_room_beside_it_then_onto_a_second_line_and_is_never_cut(
    panel: QueuePanel, theme: Theme
) -> None:
    board = Board()
    name = Name("长", "Storm and sewage outfall abnormal and more")
    board.apply([replace(red_row(1), category=name)])
    use_language("en")
    panel.retranslate()
    show(panel, board, Filter())
    panel.resize(1000, 400)
    panel.grab()
    index = panel.model.index(0, 1)
    assert panel.table.rows.cut_words(index) == ""
    panel.resize(250, 400)
    panel.grab()
    assert panel.table.rows.cut_words(index).startswith(name.en)


def test_columns_end_at_the_edge_also_when_a_scroll_bar_takes_room(panel: QueuePanel) -> None:
    for height in (2000, 300, 2000, 300):
        panel.resize(784, height)
        panel.grab()
        table = panel.table
        shown = [place for place in range(6) if not table.isColumnHidden(place)]
        assert sum(table.columnWidth(place) for place in shown) == table.viewport().width()


def test_the_tooltip_of_the_unit_tells_who_was_called_in(panel: QueuePanel) -> None:
    use_language("en")
    board = Board()
    board.apply([red_row(1, called_in=frozenset({977}))])
    show(panel, board, Filter())
    panel.resize(1200, 400)
    panel.grab()
    told = {
        column.key: panel.table.rows.told_words(panel.model.index(0, place))
        for place, column in enumerate(panel.model.columns)
    }
    assert told["unit"] == "Called in: one unit"
    assert told["light"] == told["grid"] == ""


def test_a_table_without_a_current_row_is_framed_only_while_it_has_the_keyboard(
    qtbot: QtBot, theme: Theme
) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    one, other = RowTable(theme), RowTable(theme)
    column.addWidget(one)
    column.addWidget(other)
    form.resize(400, 300)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    line = theme.color("line.focus")

    def framed(table: RowTable) -> bool:
        image = table.viewport().grab().toImage()
        return image.pixelColor(image.width() // 2, 1) == line

    assert not framed(other)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert framed(other)
    assert not framed(one)
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    assert not framed(other)
