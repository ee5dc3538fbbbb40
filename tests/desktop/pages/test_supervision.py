"""Supervision and Administration: counted from the board, told by the feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.models.columns import Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.models.red_lines import BANDS, band_of, red_lines, total
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.forecast import turning
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_ports, sample_rows, yellow_row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def board() -> Board:
    board = Board()
    board.apply(sample_rows())
    return board


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, board: Board) -> SupervisionPage:
    made = SupervisionPage(sample_ports(), background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(made)
    made.resize(1856, 1000)
    made.show()
    made.apply_board(board, None, Filter(), NOW)
    return made


def test_every_red_and_yellow_incident_stands_in_exactly_one_line_and_band() -> None:
    lines = red_lines(sample_rows(), NOW, WorkingCalendar())
    whole = total(lines)
    assert (whole.red, whole.yellow) == (23, 41)
    assert sum(whole.bands) == 23
    assert [line.red for line in lines] == sorted((line.red for line in lines), reverse=True)
    assert [band_of(minutes) for minutes in (1, 30, 31, 60, 240, 480, 481)] == [0, 0, 1, 1, 2, 3, len(BANDS)]


def test_the_page_agrees_with_the_overview(qtbot: QtBot, page: SupervisionPage) -> None:
    qtbot.waitUntil(lambda: page.tiles[3].figure.figure != "—")
    figures = [tile.figure.figure for tile in page.tiles]
    assert figures[0:2] == ["23", "41"]
    assert figures[3:] == ["0", "8", "24"]
    assert page.parked.rowCount() == 24


def test_what_turns_red_is_listed_nearest_first_and_only_within_four_hours(board: Board) -> None:
    rows = [yellow_row(1), yellow_row(2, paused=True), yellow_row(3, due_at=NOW + timedelta(hours=5))]
    assert [row.id for row in turning(rows, NOW)] == [1]
    found = turning(list(board.rows.values()), NOW)
    assert [row.due_at for row in found] == sorted(row.due_at for row in found if row.due_at)


def test_the_list_is_in_the_order_of_the_deadlines_even_beside_urgent_ones(page: SupervisionPage) -> None:
    board = Board()
    late, soon = NOW + timedelta(hours=3), NOW + timedelta(minutes=5)
    board.apply([yellow_row(1, due_at=late, urgent=True), yellow_row(2, due_at=soon)])
    page.apply_board(board, None, Filter(), NOW)
    assert [row.id for row in page.forecast.model.rows()] == [2, 1]


def test_a_press_on_a_unit_narrows_to_it_and_keys_do_too(page: SupervisionPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.lines, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    unit = page.filters.current.unit_id
    assert unit is not None
    assert page.lines.chosen == unit
    assert {row.unit_id for row in page.parked.rows()} <= {unit}
    qtbot.keyClick(page.lines, Qt.Key.Key_Return)
    assert page.filters.current.unit_id is None
    qtbot.keyClick(page.lines, Qt.Key.Key_J)
    qtbot.keyClick(page.lines, Qt.Key.Key_Enter)
    assert page.filters.current.unit_id not in (None, unit)
    qtbot.keyClick(page.lines, Qt.Key.Key_K)
    qtbot.keyClick(page.lines, Qt.Key.Key_Tab)


def test_tiles_narrow_and_time_goes_on(page: SupervisionPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.tiles[0], Qt.MouseButton.LeftButton)
    assert page.filters.current.lights == {Light.RED}
    assert page.tiles[0].active
    page.tick(NOW + timedelta(minutes=163))
    assert page.tiles[0].figure.figure == "24"


def test_a_quiet_district_is_said_so(page: SupervisionPage, english: None) -> None:
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    page.apply_board(Board(), None, Filter(), NOW)
    assert page.board.states.state.headline.text() == "No red incidents"
    assert page.forecast.states.state.headline.text() == "Nothing turns red within four hours"
    assert page.still.states["parked"].state.headline.text() == "Nothing is parked"
    assert page.panels[0].title.text() == "Red board"
    assert page.keys()


def test_the_picture_is_painted_in_both_schemes(page: SupervisionPage, theme: Theme) -> None:
    light = page.grab().toImage()
    theme.use(scheme="dark")
    page.apply_theme()
    assert page.grab().toImage() != light


@pytest.fixture
def administration(
    qtbot: QtBot, theme: Theme, background: Background, english: None
) -> Iterator[tuple[AdministrationPage, SampleStore]]:
    store = SampleStore()
    live = store.feed()
    answers = {"wrong": True}

    def facts() -> object:
        if answers["wrong"]:
            answers["wrong"] = False
            raise StoreUnavailable("数据库没有应答")
        return sample_ports().questions.facts()

    holder = QWidget()
    qtbot.addWidget(holder)
    look = LookSwitch(theme, None, holder)
    page = AdministrationPage(sample_ports(facts=facts), background, theme, live=live, look=look, zone=ZONE)
    qtbot.addWidget(page)
    page.show()
    live.start()
    yield page, store
    live.stop()


def texts(page: QWidget) -> list[str]:
    return [found.text() for found in page.findChildren(QLabel)]


def test_administration_says_what_failed_asks_again_and_follows_the_feed(
    administration: tuple[AdministrationPage, SampleStore], qtbot: QtBot
) -> None:
    page, store = administration
    qtbot.waitUntil(lambda: page.states.state.headline.text() == "The store did not answer")
    page.states.state.buttons()[0].click()
    qtbot.waitUntil(page.states.showing_content)
    qtbot.waitUntil(lambda: "connected" in texts(page))
    assert {"Binjiang demo district", "demo data, all synthetic", "李敏", "Ctrl+K"} <= set(texts(page))
    qtbot.waitUntil(lambda: {thousands(60_000), "SQLite file", "2025, 2026"} <= set(texts(page)))
    use_language("zh")
    page.retranslate()
    assert "滨江区示范" in texts(page)
    store.refusal = StoreUnavailable("the server went away")
    qtbot.waitUntil(lambda: "the server went away" in texts(page))


def test_a_row_without_words_for_a_second_line_stands_in_its_middle(page: SupervisionPage) -> None:
    rows = [yellow_row(1, unit_id=None, unit=Name("", "")), yellow_row(2)]
    board = Board()
    board.apply(rows)
    page.resize(1318, 712)
    page.apply_board(board, None, Filter(), NOW)
    page.grab()
    table = page.forecast.states.findChild(RowTable)
    assert table is not None
    assert table.rows.take_in is not None
    bare, full = (table.rows._row_has_two(page.forecast.model.index(row, 1)) for row in range(2))
    assert (bare, full) == (False, True)


def test_a_red_incident_without_a_unit_has_a_line_but_is_no_unit(page: SupervisionPage) -> None:
    board = Board()
    board.apply([red_row(1, unit_id=5), red_row(2, unit_id=None, unit=Name("", ""))])
    page.apply_board(board, None, Filter(), NOW)
    assert page.tiles[4].figure.figure == "1"


@pytest.mark.parametrize(("copies", "red_at_once"), [(1, True), (15, False)])
def test_time_is_counted_every_second_and_on_a_very_full_board_every_ten(
    page: SupervisionPage, copies: int, red_at_once: bool
) -> None:
    rows = [replace(row, id=1000 * copy + row.id) for copy in range(copies) for row in sample_rows()]
    board = Board()
    board.apply([*rows, yellow_row(99_999, due_at=NOW + timedelta(seconds=1))])
    page.apply_board(board, None, Filter(), NOW)
    before = page.tiles[0].figure.figure
    page.tick(NOW + timedelta(seconds=1))
    assert (page.tiles[0].figure.figure != before) is red_at_once
    page.tick(NOW + timedelta(seconds=3))
    assert page.tiles[0].figure.figure == thousands(23 * copies + 1)


def test_the_keyboard_begins_on_the_red_board_and_tab_finds_no_hidden_part(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.take_keyboard()
    assert page.lines.hasFocus()
    page.tiles[-1].setFocus()
    qtbot.keyClick(page.tiles[-1], Qt.Key.Key_Tab)
    assert page.lines.hasFocus()


def test_the_marked_line_is_in_sight_under_its_headings_and_tab_leaves_it_there(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    page.resize(1318, 712)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    area = page.board.area
    qtbot.waitUntil(lambda: area.area.verticalScrollBar().maximum() > 0)
    page.lines.setFocus()
    for _ in page.lines._lines:
        qtbot.keyClick(page.lines, Qt.Key.Key_J)
    qtbot.keyClick(page.lines, Qt.Key.Key_J)
    assert page.lines.marked() == page.lines._lines[-1], "the last line stays marked"
    last = page.lines._box(len(page.lines._lines) - 1).toRect()
    assert page.lines.visibleRegion().boundingRect().contains(last)
    assert area.head.isVisible()
    scrolled = area.area.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.keyClick(page.lines, Qt.Key.Key_Tab)
    assert (page.lines.hasFocus(), area.area.verticalScrollBar().value()) == (False, scrolled)


def test_a_name_of_one_line_is_not_cut_in_a_row_of_two(qtbot: QtBot, theme: Theme) -> None:
    columns = (
        Column[str]("name", str, lambda row: row, str, 0),
        Column[str]("yields", str, lambda row: "under it" if row == "two" else "", str, 300),
        Column[str]("place", str, lambda _row: "gjpqy", str, 120),
    )
    model = LinesModel(columns, lambda row: row)
    model.show_rows(["one", "two"])
    table = RowTable(theme, row_height="row.two_line")
    qtbot.addWidget(table)
    table.setModel(model)
    table.set_widths(model.widths, (0, 1, 0), keeps_words=True)
    table.resize(400, 200)
    table.show()
    heights = []
    for row in range(2):
        picture = table.viewport().grab(table.visualRect(model.index(row, 2)).adjusted(0, 0, 0, -2)).toImage()
        ground = picture.pixel(picture.width() - 2, 1)
        rows = [y for y in range(picture.height()) if _inked(picture, y, ground)]
        heights.append(rows[-1] - rows[0])
    assert heights[0] == heights[1]


def _inked(picture: QImage, y: int, ground: int) -> bool:
    return any(picture.pixel(x, y) != ground for x in range(4, 120))
