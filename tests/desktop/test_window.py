"""The desk's window on real parts: real pages, real workers, the real live feed over a store that a test commits to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_dialogs import AboutDialog, PreferencesDialog
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import current_language
from tests.desktop.paged_window import paged_window
from tests.desktop.sample_desk import (
    NOW,
    SampleStore,
    community_code,
    red_row,
    sample_ports,
)

ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE_MS = 20_000
MARKED = "<b>井盖</b>&<img src=x>"


@dataclass
class Desk:
    """A window on screen with everything it stands on."""

    window: MainWindow
    store: SampleStore
    live: LiveFeed
    background: Background
    theme: Theme
    qtbot: QtBot

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    @property
    def overview(self) -> OverviewPage:
        page = self.window.pages["overview"]
        assert isinstance(page, OverviewPage)
        return page

    def figures(self) -> list[str]:
        return [tile.figure.figure for tile in self.overview.tiles]


Opened = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, theme: Theme) -> Iterator[Opened]:
    """Open windows; at the end each must have refused no request and its page complained of nothing."""
    desks: list[Desk] = []

    def opened(
        store: SampleStore | None = None,
        memory: WindowMemory | None = None,
        ports: DeskPorts | None = None,
        first: str = "overview",
        rows: int = 426,
    ) -> Desk:
        desk = _open(qtbot, theme, store or SampleStore(), memory, ports or sample_ports())
        desks.append(desk)
        if memory is None:
            desk.window.show_page(first)
        desk.until(lambda: len(desk.live.board.rows) >= rows and not desk.background.busy)
        return desk

    yield opened
    for desk in desks:
        maps = desk.window.findChildren(MapView)
        refused = [one.host.site.blocked for one in maps]
        complaints = [one.host.page.complaints for one in maps]
        _close(desk)
        assert all(not blocked for blocked in refused)
        assert all(not said for said in complaints)


def _open(
    qtbot: QtBot, theme: Theme, store: SampleStore, memory: WindowMemory | None, ports: DeskPorts
) -> Desk:
    background, live = Background(), store.feed()
    window = paged_window(ports, background, theme, live, zone=ZONE, now=NOW, memory=memory)
    window.resize(1920, 1080)
    live.start()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Desk(window, store, live, background, theme, qtbot)


def _close(desk: Desk) -> None:
    desk.live.stop()
    assert desk.background.close()
    desk.window.close()
    desk.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_tiles_queue_map_and_charts_count_the_same_rows(open_desk: Opened) -> None:
    desk = open_desk()
    page = desk.overview
    desk.until(lambda: desk.figures() == ["426", "23", "41", "173", "132", "92.40"])
    assert page.queue.model.rowCount() == 426
    assert page.pareto.total == 426
    assert page.red_units.total == 23
    assert desk.window.rail is not None
    assert desk.window.rail.buttons["supervision"].count == 23
    assert page.queue.chips.lights[Light.GREEN].text().strip().endswith("338")


def test_a_commit_elsewhere_reaches_tile_queue_and_charts_and_disturbs_nothing(open_desk: Opened) -> None:
    desk = open_desk()
    page = desk.overview
    page.queue.table.selectRow(4)
    kept = page.queue.table.current_id()
    desk.store.commit(red_row(900, urgent=True, unit_id=3))
    desk.until(lambda: desk.figures()[1] == "24")
    assert page.red_units.total == 24
    assert page.queue.news.isVisible()
    assert page.queue.table.current_id() == kept
    page.queue.news.click()
    assert page.queue.model.rowCount() == 427
    assert page.queue.table.current_id() == kept


def test_a_press_anywhere_narrows_everything_and_esc_takes_it_back(
    open_desk: Opened, qtbot: QtBot, english: None
) -> None:
    desk = open_desk()
    window, page = desk.window, desk.overview
    qtbot.mouseClick(page.tiles[1], Qt.MouseButton.LeftButton)
    assert page.queue.model.rowCount() == 23
    assert page.tiles[1].active
    page.red_units.unit_clicked.emit(3)
    assert {row.unit_id for row in page.queue.model.rows()} == {3}
    assert page.queue.chips.parts["unit_id"].isVisible()
    page.map.grid_clicked.emit(f"{community_code(2)}001")
    page.pareto.major_clicked.emit("01")
    assert window.filters.current == Filter(
        area=f"{community_code(2)}001", lights=frozenset({Light.RED}), major_code="01", unit_id=3
    )
    for left in (3, 2, 1, 0):
        qtbot.keyClick(page.queue.table, Qt.Key.Key_Escape)
        parts = window.filters.current
        named = [parts.area, parts.lights, parts.major_code, parts.unit_id]
        assert sum(1 for part in named if part) == left
    assert page.queue.model.rowCount() == 426


def test_the_scope_menu_narrows_to_a_street_and_back(open_desk: Opened) -> None:
    desk = open_desk()
    desk.until(lambda: len(desk.window.top.scope.menu().actions()) == 5)
    whole, _, *streets = desk.window.top.scope.menu().actions()
    assert [action.text() for action in streets] == ["桥头街道", "临江街道", "新港街道"]
    streets[0].trigger()
    assert desk.window.filters.current.area == "330108001"
    assert desk.window.top.scope.text() == "桥头街道"
    whole.trigger()
    assert desk.window.filters.current.area == ""


def test_pages_are_reached_by_key_rail_and_palette(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    window = desk.window
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "supervision"
    assert isinstance(window.pages["supervision"], SupervisionPage)
    assert window.rail is not None
    qtbot.mouseClick(window.rail.buttons["administration"], Qt.MouseButton.LeftButton)
    assert window.current_page == "administration"
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.top.command, "zonglan")
    qtbot.keyClick(window.top.command, Qt.Key.Key_Return)
    assert window.current_page == "overview"
    window.show_page("no such page")
    assert window.current_page == "overview"


def test_enter_in_the_queue_opens_the_incident_on_its_page(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    table = desk.overview.queue.table
    qtbot.keyClick(table, Qt.Key.Key_J)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert desk.window.current_page == "incidents"


def test_theme_and_language_change_everywhere_without_a_restart(
    open_desk: Opened, qapp: QApplication
) -> None:
    desk = open_desk()
    window = desk.window
    window.look.use_scheme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == Theme("dark").color("surface.canvas")
    window.look.use_language("en")
    desk.until(lambda: desk.overview.tiles[0].figure.word == "Open incidents")
    assert window.rail is not None
    assert window.rail.buttons["overview"].text() == "Overview"
    assert window.windowTitle() == "Binjiang demo district — GridCenter"
    assert window.status.mark.text() == "Demo data, all synthetic"
    window.look.use_language("zh")
    desk.until(lambda: window.windowTitle().startswith("滨江区示范"))
    assert window.status.mark.text() == "演示数据，全部为合成"


def test_a_store_that_stops_is_told_with_its_age_and_the_picture_stays(
    open_desk: Opened, qtbot: QtBot, english: None
) -> None:
    desk = open_desk()
    desk.store.refusal = StoreUnavailable("the server went away")
    desk.until(desk.window.banner.isVisible)
    desk.until(lambda: "Data stopped at 14:32:07" in desk.window.banner.headline.text())
    assert desk.overview.tiles[0].figure.stale
    assert desk.overview.queue.model.rowCount() == 426
    seen: list[str] = []

    def read_details() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.close()

    QTimer.singleShot(0, read_details)
    desk.window.banner.details.click()
    assert seen == ["the server went away"]
    desk.store.refusal = None
    desk.window.banner.retry.click()
    desk.until(lambda: not desk.window.banner.isVisible())
    assert not desk.overview.tiles[0].figure.stale


def test_what_could_not_be_read_is_asked_again_when_the_store_is_back(open_desk: Opened) -> None:
    asked: list[str] = []

    def incident(_wanted: int) -> None:
        asked.append("incident")
        if desk.store.refusal is not None:
            raise desk.store.refusal

    desk = open_desk(ports=sample_ports(incident=incident))
    desk.store.refusal = StoreUnavailable("the server went away")
    desk.until(desk.window.banner.isVisible)
    desk.window.open_incident(1)
    desk.until(lambda: bool(asked) and not desk.background.busy)
    before = len(asked)
    desk.store.refusal = None
    desk.until(lambda: not desk.window.banner.isVisible())
    desk.until(lambda: len(asked) == before + 1)


def test_the_first_rows_of_a_large_board_are_shown_and_not_counted(open_desk: Opened) -> None:
    store = SampleStore()
    store.first_rows = 40
    desk = open_desk(store, rows=40)
    queue = desk.overview.queue
    desk.until(lambda: queue.model.rowCount() == 40)
    assert desk.figures()[:3] == ["—", "—", "—"]
    assert queue.chips.all.text() == "全部"
    assert "…" in queue.sub.text()
    shown = queue.model.rows()[0].id
    queue.table.choose(shown)
    store.rest.set()
    desk.until(lambda: desk.figures()[:3] == ["426", "23", "41"])
    assert queue.model.rowCount() == 426
    assert queue.table.current_id() == shown
    assert queue.chips.all.text() == "全部 426"


def test_before_the_first_answer_no_page_says_that_nothing_is_open(open_desk: Opened) -> None:
    store = SampleStore()
    store.refusal = StoreUnavailable("the server is away")
    desk = open_desk(store, rows=0)
    assert desk.figures()[:3] == ["—", "—", "—"]
    assert not desk.overview.queue.stack.showing_content()
    assert desk.overview.queue.stack.state.headline.text() != "没有未结事件"


def test_time_turns_lights_without_any_commit(open_desk: Opened) -> None:
    desk = open_desk()
    desk.store.as_of = NOW + timedelta(minutes=165)
    desk.until(lambda: desk.window.store_clock.now() > NOW + timedelta(minutes=160))
    desk.until(lambda: desk.figures()[1] == "24")
    assert desk.window.top.clock.text().startswith("17:17")


def test_facts_that_cannot_be_read_are_said_in_the_banner(open_desk: Opened) -> None:
    def refuse() -> object:
        raise StoreUnavailable("库文件被占用")

    desk = open_desk(ports=sample_ports(facts=refuse))
    desk.until(lambda: desk.window.banner.sentence.text() == "库文件被占用")


def test_page_filter_and_look_come_back_in_the_next_session(open_desk: Opened, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = open_desk(memory=WindowMemory(path))
    first.window.filters.toggle_lights(Light.RED)
    first.overview.arrangement.halves.setSizes([300, 600])
    sizes = first.overview.arrangement.halves.sizes()
    first.window.look.use_scheme("dark")
    first.window.show_page("supervision")
    first.window.close()
    kept = WindowMemory(path)
    assert (kept.scheme, kept.language) == ("dark", current_language())
    second = open_desk(memory=kept)
    assert second.window.current_page == "supervision"
    assert second.window.filters.current.lights == {Light.RED}
    second.window.resize(1920, 1080)  # a restored window is made to fit the test's small screen
    second.window.show_page("overview")
    assert second.overview.queue.model.rowCount() == 23
    second.until(lambda: _alike(second.overview.arrangement.halves.sizes(), sizes))


def test_small_screens_get_a_narrow_rail_and_wide_ones_four_charts_or_larger_type(open_desk: Opened) -> None:
    desk = open_desk()
    window, page = desk.window, desk.overview
    assert window.rail is not None
    window.resize(1366, 768)
    assert window.rail.width() == 48
    assert page.arrangement.current == "small"
    assert sum(deck.isVisible() for deck in page.arrangement.decks) == 2
    window.resize(1920, 1080)
    assert window.rail.width() == 64
    assert sum(deck.isVisible() for deck in page.arrangement.decks) == 3
    window.resize(2700, 1500)
    assert sum(deck.isVisible() for deck in page.arrangement.decks) == 4
    window.resize(3840, 2160)
    assert window.rail.width() == 128
    window.look.use_scale(1.0)
    assert window.rail.width() == 64


def test_preferences_take_effect_at_once(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    dialog = desk.window.look.show_preferences()
    assert isinstance(dialog, PreferencesDialog)
    dialog.form.scheme.setCurrentIndex(dialog.form.scheme.findData("dark"))
    assert desk.theme.dark
    dialog.form.language.setCurrentIndex(dialog.form.language.findData("en"))
    assert current_language() == "en"
    dialog.form.scale.setCurrentIndex(dialog.form.scale.findData(1.25))
    assert desk.theme.look.scale == 1.25
    dialog.form.done.click()
    about = desk.window.look.show_about()
    assert isinstance(about, AboutDialog)
    about.close()


def test_the_account_menu_offers_look_and_language(open_desk: Opened) -> None:
    desk = open_desk()
    menu = desk.window.top.badge.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0].startswith("李敏")
    assert {"深色主题", "English"} <= set(words)
    next(action for action in menu.actions() if action.text() == "English").trigger()
    assert current_language() == "en"


def test_full_screen_is_a_key(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    qtbot.keyClick(desk.window, Qt.Key.Key_F11)
    assert desk.window.isFullScreen()
    qtbot.keyClick(desk.window, Qt.Key.Key_F11)
    assert not desk.window.isFullScreen()


def test_the_window_closes_by_key(open_desk: Opened, qtbot: QtBot) -> None:
    window = open_desk().window
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_the_window_closes_from_the_palette(open_desk: Opened, qtbot: QtBot) -> None:
    window = open_desk().window
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.top.command, "guanbi")
    qtbot.keyClick(window.top.command, Qt.Key.Key_Return)
    assert not window.isVisible()


def test_no_widget_guesses_whether_a_text_is_rich(open_desk: Opened, qtbot: QtBot) -> None:
    """Data with mark-up is shown on every page, then every label and message box is asked."""
    rows = {row.id: row for row in SampleStore().rows.values()}
    rows |= {1: red_row(1, category=Name(MARKED), unit=Name(MARKED), grid=Name(MARKED), version=2)}
    desk = open_desk(SampleStore(list(rows.values())))
    for key in desk.window.entries:
        desk.window.show_page(key)
        desk.until(lambda: not desk.background.busy)
    desk.window.look.show_preferences()
    desk.window.look.show_about()
    guessing = [
        f"{type(widget).__name__} {widget.objectName()!r}: {widget.text()[:40]!r}"
        for widget in everything(desk.window)
        if isinstance(widget, QLabel | QMessageBox) and widget.textFormat() is not Qt.TextFormat.PlainText
    ]
    rich = [
        widget.toolTip()
        for widget in everything(desk.window)
        if "<b>" in widget.toolTip() or "<img" in widget.toolTip()
    ]
    assert guessing == []
    assert rich == []


def _alike(one: list[int], other: list[int]) -> bool:
    """Tell whether sizes agree but for what rounding takes."""
    return all(abs(first - second) <= 4 for first, second in zip(one, other, strict=True))


def everything(root: QWidget) -> list[QWidget]:
    return [root, *root.findChildren(QWidget)]


def test_a_map_incident_that_the_queue_shows_becomes_its_current_row(open_desk: Opened) -> None:
    desk = open_desk()
    page = desk.overview
    page.map.incident_clicked.emit(200)
    assert page.queue.table.current_id() == 200
    page.filters.toggle_lights(Light.RED)
    page.map.incident_clicked.emit(201)
    assert desk.window.current_page == "incidents"


def test_what_the_map_measures_is_chosen_in_its_header(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    panel = desk.overview.map_panel
    qtbot.mouseClick(panel.chips["red"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert [key for key, chip in panel.chips.items() if chip.isChecked()] == ["red"]


def test_notes_and_tiles_lead_to_their_pages(open_desk: Opened, qtbot: QtBot) -> None:
    desk = open_desk()
    deck = next(deck for deck in desk.overview.arrangement.decks if desk.overview.red_units in deck.charts)
    deck.choose(desk.overview.red_units)
    deck.note.click()
    assert desk.window.current_page == "supervision"
    desk.window.show_page("overview")
    qtbot.mouseClick(desk.overview.tiles[3], Qt.MouseButton.LeftButton)
    assert desk.window.current_page == "indicators"


def test_a_page_behind_another_takes_over_filter_and_board_when_it_comes_to_the_front(
    open_desk: Opened,
) -> None:
    desk = open_desk()
    desk.window.show_page("incidents")
    desk.until(lambda: not desk.background.busy)
    shown = desk.overview.queue.model.rowCount()
    desk.window.filters.toggle_lights(Light.RED)
    desk.store.commit(red_row(900, urgent=True))
    desk.until(lambda: 900 in desk.live.board.rows)
    assert desk.overview.queue.model.rowCount() == shown, "nobody sees it"
    incidents: Any = desk.window.pages["incidents"]
    assert incidents.queue.model.rowCount() == 23
    desk.window.show_page("overview")
    assert desk.overview.queue.model.rowCount() == 24
    assert desk.overview.queue.model.rows()[0].id == 900
    assert desk.figures()[1] == "24"
    desk.window.filters.clear_all()
    assert desk.overview.queue.model.rowCount() == 427
    desk.window.show_page("incidents")
    assert incidents.queue.model.rowCount() == 427
