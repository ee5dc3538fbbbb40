"""Tiles, chips, panels, states and decks: what they show and what a press does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.charts.pareto import ParetoChart
from gridcenter.desktop.charts.red_board import RedBoardChart
from gridcenter.desktop.glyphs import LightGlyph, light_icon, light_path, light_pixmap
from gridcenter.desktop.icons import icon
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chart_deck import ChartDeck
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.kpi import Figure, KpiTile
from gridcenter.desktop.widgets.kpi_figures import (
    in_time_figure,
    minutes_words,
    open_figure,
    red_figure,
    signed,
    turning_red,
    yellow_figure,
)
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StaleBanner, StateStack
from gridcenter.domain.board import Board, by_light, count_by_major
from gridcenter.domain.indicators import MINUS
from gridcenter.domain.lights import Light
from gridcenter.paths import asset
from tests.desktop.sample_desk import NOW, red_row, sample_row, sample_rows, sample_today, yellow_row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def colours(image: QImage, *, step: int = 1) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("light", list(Light))
def test_every_light_is_painted_in_its_own_shape_and_colour(qtbot: QtBot, scheme: str, light: Light) -> None:
    theme = Theme(scheme)  # type: ignore[arg-type]
    painted = light_pixmap(light, 32, theme, 2.0).toImage()
    assert painted.width() == 64
    assert theme.light(light).name() in colours(painted)
    others = [light_path(other) for other in Light if other is not light]
    assert light_path(light) not in others
    assert not light_icon(light, 13, theme).isNull()


def test_a_light_as_a_widget_is_named_for_screen_readers(qtbot: QtBot, theme: Theme, english: None) -> None:
    glyph = LightGlyph(Light.RED, theme)
    qtbot.addWidget(glyph)
    assert glyph.accessibleName() == "overdue"
    glyph.show_light(Light.GREY)
    assert glyph.accessibleName() == "parked"
    assert theme.light(Light.GREY).name() in colours(glyph.grab().toImage())


def test_every_icon_can_be_drawn_in_the_colour_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    for path in asset("resources/icons").glob("*.svg"):
        drawn = icon(path.stem, theme, size=24, color="text.link", on="text.primary").pixmap(24, 24).toImage()
        visible = {drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
        assert max(visible) > 200, path.stem
    with pytest.raises(FileNotFoundError):
        icon("no_such_icon", theme)


def test_a_tile_is_pressed_by_mouse_and_keyboard_and_tells_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    tile = KpiTile(theme)
    qtbot.addWidget(tile)
    tile.show_figure(Figure("红灯", "23", comparison="10 个单位", light=Light.RED))
    tile.resize(232, 96)
    tile.show()
    with qtbot.waitSignals([tile.pressed, tile.pressed]):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert tile.accessibleName() == "红灯"
    assert tile.accessibleDescription() == "23 · 10 个单位"
    assert theme.light(Light.RED).name() in colours(tile.grab().toImage())


def test_an_active_tile_carries_an_accent_line_and_a_stale_one_its_ground(qtbot: QtBot, theme: Theme) -> None:
    tile = KpiTile(theme)
    qtbot.addWidget(tile)
    tile.resize(232, 96)
    tile.show_figure(Figure("今日上报", "173", stale=True))
    tile.set_active(True)
    assert tile.active
    seen = colours(tile.grab().toImage())
    assert {theme.hex("accent.base").lower(), theme.hex("surface.stale").lower()} <= seen


@pytest.mark.parametrize("height", [72, 96])
def test_a_tile_writes_nothing_outside_its_border(qtbot: QtBot, theme: Theme, height: int) -> None:
    tile = KpiTile(theme)
    qtbot.addWidget(tile)
    tile.resize(232, height)
    tile.show_figure(Figure("在办事件", "426", comparison="较昨日此时 +12 · 81 个网格"))
    image = tile.grab().toImage()
    for y in (2, 3, height - 4, height - 3):
        assert colours(image.copy(QRect(12, y, 200, 1))) == {theme.hex("surface.panel").lower()}


def test_a_comparison_without_room_gives_way_to_its_brief_form(qtbot: QtBot, theme: Theme) -> None:
    tile = KpiTile(theme)
    qtbot.addWidget(tile)
    tile.show_figure(
        Figure("今日上报", "173", comparison="四周同时段中位数 160 件，今天更多", brief="中位 160")
    )
    assert tile._comparison(400) == "四周同时段中位数 160 件，今天更多"
    assert tile._comparison(100) == "中位 160"


def test_the_figures_of_the_tiles_come_from_the_rows(english: None) -> None:
    rows, today = sample_rows(), sample_today()
    lit = by_light(rows, NOW)
    assert open_figure(rows, 81, today).figure == "426"
    assert open_figure(rows, 81, today).comparison == "+12 on yesterday · 81 grids"
    assert red_figure(lit[Light.RED], today).figure == "23"
    assert red_figure(lit[Light.RED], today).comparison == "+3 in the last hour · 8 units"
    assert yellow_figure(lit[Light.YELLOW], NOW).figure == "41"
    assert (in_time_figure(today).figure, in_time_figure(today).unit) == ("92.40", "%")
    assert turning_red([red_row(1), yellow_row(1), yellow_row(60)], NOW) == 1


def test_what_nobody_holds_yet_is_not_counted_as_a_unit(english: None) -> None:
    rows = [red_row(1, unit_id=5), red_row(2, unit_id=5), red_row(3, unit_id=None)]
    assert (red_figure(rows, None).figure, red_figure(rows, None).comparison) == ("3", "1 unit")


def test_the_tile_of_the_yellow_ones_never_tells_of_more_than_are_yellow(english: None) -> None:
    soon = NOW + timedelta(minutes=20)
    green = [sample_row(n, due_at=soon, yellow_at=NOW + timedelta(minutes=10)) for n in range(100, 105)]
    assert turning_red([yellow_row(1), *green], NOW) == 6
    shown = yellow_figure(by_light([yellow_row(1), yellow_row(60), *green], NOW)[Light.YELLOW], NOW)
    assert (shown.figure, shown.comparison) == ("2", "1 of them turns red within 2 hours")


def test_unknown_figures_are_a_dash_and_signs_are_true_ones(english: None) -> None:
    assert in_time_figure(None).figure == "—"
    assert [signed(number) for number in (3, 0, -3)] == ["+3", "±0", f"{MINUS}3"]
    assert [minutes_words(value) for value in (None, 40, 310, 1140)] == ["—", "40 min", "5 h 10 min", "19 h"]


def test_a_chip_shows_word_and_count_and_is_as_round_as_it_is_high(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip(theme, "红灯", light=Light.RED)
    qtbot.addWidget(chip)
    chip.set_count(23)
    chip.set_word("红")
    assert chip.text().strip() == "红 23"
    chip.set_count(None)
    assert chip.text().strip() == "红"
    chip.show()
    assert chip.height() == 28


def test_chips_flow_into_the_next_line_where_the_width_ends(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [Chip(theme, "桥头社区") for _ in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    one_line = flow.heightForWidth(2000)
    assert flow.heightForWidth(200) > one_line
    chips[0].hide()
    holder.resize(200, 200)
    holder.show()
    assert chips[1].x() == 0
    assert chips[-1].y() > chips[1].y()
    assert flow.itemAt(99) is None
    assert flow.takeAt(99) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 5


def test_a_panel_carries_title_sub_and_body(qtbot: QtBot, theme: Theme) -> None:
    panel = Panel(theme, "网格地图", "15 个社区")
    qtbot.addWidget(panel)
    first, second = QWidget(), QWidget()
    panel.set_body(first)
    panel.set_body(second, padded=True)
    assert panel.body() is second
    assert panel.header.height() == 40
    panel.set_title("事件队列", "426 件")
    panel.set_sub("23 件")
    assert (panel.title.text(), panel.sub.text()) == ("事件队列", "23 件")


def test_an_empty_panel_says_why_and_offers_the_next_thing_to_do(qtbot: QtBot, theme: Theme) -> None:
    stack = StateStack(theme, QWidget())
    qtbot.addWidget(stack)
    pressed: list[str] = []
    stack.empty("没有红灯事件", "按当前筛选：桥头社区", ("清除筛选", lambda: pressed.append("clear")))
    assert not stack.showing_content()
    stack.state.buttons()[0].click()
    assert pressed == ["clear"]
    stack.show_content()
    assert stack.showing_content()


def test_loading_is_shown_only_after_a_while_and_goes_with_the_answer(
    qtbot: QtBot, theme: Theme, english: None
) -> None:
    stack = StateStack(theme, QWidget())
    qtbot.addWidget(stack)
    stack.show()
    stack.empty("nothing yet")
    stack.loading()
    assert stack.state.headline.text() == "nothing yet"
    qtbot.waitUntil(lambda: stack.state.headline.text() == "Loading…")
    qtbot.waitUntil(lambda: stack._bar._step > 1)
    stack.show_content()
    assert stack._bar.isHidden()


def test_content_that_was_never_filled_is_not_shown_while_it_loads(
    qtbot: QtBot, theme: Theme, english: None
) -> None:
    stack = StateStack(theme, QWidget())
    qtbot.addWidget(stack)
    stack.show()
    stack.loading()
    assert not stack.showing_content()
    assert stack.state.headline.text() == ""
    qtbot.waitUntil(lambda: stack.state.headline.text() == "Loading…")
    stack.show_content()
    stack.loading()
    assert stack.showing_content()


def test_what_is_denied_says_so_and_whom_to_ask(qtbot: QtBot, theme: Theme, english: None) -> None:
    stack = StateStack(theme, QWidget())
    qtbot.addWidget(stack)
    stack.denied("Duties are kept apart.", headline="Not for this account", ask_for="Please grant it.")
    assert stack.state.headline.text() == "Not for this account"
    (copy,) = stack.state.buttons()
    copy.click()
    assert QGuiApplication.clipboard().text() == "Please grant it."


def test_a_broken_panel_can_be_retried_and_its_details_copied(qtbot: QtBot, theme: Theme) -> None:
    stack = StateStack(theme, QWidget())
    qtbot.addWidget(stack)
    again: list[int] = []
    stack.broken("趋势图未能读取", "数据库没有应答", lambda: again.append(1))
    retry, copy = stack.state.buttons()
    retry.click()
    copy.click()
    assert again == [1]
    stack.repeat()
    assert again == [1, 1]
    assert QGuiApplication.clipboard().text() == "趋势图未能读取\n数据库没有应答"
    stack.denied("江南社区以外的居民不可查。")
    assert stack.state.objectName() == "deniedState"
    assert stack.state.buttons() == []
    stack.repeat()
    assert again == [1, 1]


def test_the_stale_banner_is_40_high_and_64_on_the_wall(qtbot: QtBot, theme: Theme, english: None) -> None:
    banner = StaleBanner(theme)
    qtbot.addWidget(banner)
    banner.tell("Data stopped at 14:31:20", "reconnecting")
    banner.retranslate()
    assert banner.height() == 40
    theme.use(profile="wall")
    assert banner.height() == 64
    assert banner.retry.text() == "Retry"


def test_a_deck_shows_one_chart_and_names_the_others(qtbot: QtBot, theme: Theme, english: None) -> None:
    board = Board()
    board.apply(sample_rows())
    pareto, red = ParetoChart(theme), RedBoardChart(theme)
    deck = ChartDeck(theme)
    qtbot.addWidget(deck)
    deck.resize(600, 286)
    deck.show()
    deck.deal([pareto, red])
    pareto.set_majors(count_by_major(board.rows.values()))
    assert deck.current() is pareto
    assert deck.title.text() == "Open by category"
    shown = [chip for chip in deck.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in shown] == ["Red board"]
    shown[0].click()
    assert deck.current() is red
    with qtbot.waitSignal(deck.note_pressed, check_params_cb=lambda chart: chart is red):
        deck.note.click()
    deck.deal([pareto])
    assert deck.charts == (pareto,)
    assert deck.title.text() == "Open by category"
