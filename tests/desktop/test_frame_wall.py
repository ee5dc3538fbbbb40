"""The wall: scenes from the live feed in turn, without people, without a hand, never blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsSimpleTextItem,
    QLabel,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gridcenter.desktop import frame_wall
from gridcenter.desktop.background import Background
from gridcenter.desktop.charts.frame import ChartFrame
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.frame_wall import WallWindow
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.ports import Questions, StoreFacts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_rotation import Scene, read_scenes
from gridcenter.desktop.wall_scenes import build_scenes
from gridcenter.desktop.wall_situation import ROWS, SituationScene
from gridcenter.desktop.widgets.kpi import KpiTile
from gridcenter.desktop.widgets.lookup_tile import LookupTile
from gridcenter.domain.board import Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.reminders import Event
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_ports, sample_row
from tests.desktop.sample_reminders import SampleReminders

PATIENCE_MS = 20_000
NOT_ABOUT_PEOPLE = {"facts", "district", "today"}


class Wall:
    def __init__(
        self, qtbot: QtBot, theme: Theme, scenes: list[Scene] | None = None, **questions: Any
    ) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.store = SampleStore()
        self.background = Background()
        self.live: LiveFeed = self.store.feed()
        self.asked: set[str] = set()
        theme.use(scheme="dark", profile="wall")
        ports = sample_ports(**questions)
        ports = replace(ports, questions=self._counted(ports.questions))
        calendar = WorkingCalendar()
        pages = build_scenes(
            scenes or read_scenes(), ports, self.background, theme, calendar=calendar, now=NOW
        )
        clock = StoreClock(NOW, ZoneInfo("Asia/Shanghai"))
        self.reminders = SampleReminders(self.store)
        self.window = WallWindow(
            pages,
            ports.questions,
            self.background,
            theme,
            self.live,
            clock=clock,
            calendar=calendar,
            reminders=self.reminders.ports(),
        )
        self.window.resize(1920, 1080)
        self.window.start()
        self.live.start()
        self.window.show()
        self.until(lambda: self.overview.tiles[1].figure.figure == "23")

    def _counted(self, questions: Questions) -> Questions:
        def counted(name: str) -> Any:
            def ask(*arguments: Any) -> Any:
                self.asked.add(name)
                return getattr(questions, name)(*arguments)

            return ask

        return Questions(**{name: counted(name) for name in Questions.__dataclass_fields__})

    @property
    def overview(self) -> OverviewPage:
        page = self.window.scenes["overview"]
        assert isinstance(page, OverviewPage)
        return page

    @property
    def situation(self) -> SituationScene:
        page = self.window.scenes["situation"]
        assert isinstance(page, SituationScene)
        return page

    def until(self, true: object) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def colours(self) -> set[str]:
        image = self.window.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }

    def close(self) -> None:
        maps = self.window.findChildren(MapView)
        blocked = [address for one in maps for address in one.host.site.blocked]
        complaints = [words for one in maps for words in one.host.page.complaints]
        self.live.stop()
        assert self.background.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert blocked == []
        assert complaints == []


@pytest.fixture
def wall(qtbot: QtBot, theme: Theme) -> Iterator[Wall]:
    made = Wall(qtbot, theme)
    yield made
    made.close()


@pytest.fixture
def hasty_wall(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Wall]:
    """A wall whose scene files give each scene a third of a second."""
    for place, key in enumerate(("overview", "situation")):
        text = f"place: {place}\nname: {{zh: 景, en: {key}}}\ndwell_s: 0.3\n"
        (tmp_path / f"{key}.yaml").write_text(text, encoding="utf-8")
    made = Wall(qtbot, theme, read_scenes(tmp_path))
    yield made
    made.close()


def make_red(wall: Wall, key: int = 900, **changes: Any) -> None:
    row = {"due_at": NOW - timedelta(minutes=2), "category": Name("消防通道堵塞", "Fire lane blocked")}
    wall.store.commit(red_row(key, **(row | changes)))


def test_the_wall_starts_with_the_overview_dark_and_large(wall: Wall) -> None:
    assert (wall.theme.scheme, wall.theme.profile) == ("dark", "wall")
    assert wall.theme.font("caption").pixelSize() == 26
    assert wall.overview.isVisible()
    assert not wall.situation.isVisible()
    for chart in (wall.overview.trend, wall.overview.pareto, wall.overview.red_units, wall.overview.closing):
        assert chart.isVisible()
    assert wall.theme.light(Light.RED).name() in wall.colours()


def test_the_wall_has_no_look_up_and_asks_nothing_about_people(wall: Wall) -> None:
    assert wall.overview.lookup is None
    assert wall.window.findChildren(LookupTile) == []
    wall.window.show_scene("situation")
    wall.until(lambda: wall.situation.counts.get(Light.RED) == 23 and not wall.background.busy)
    assert wall.asked <= NOT_ABOUT_PEOPLE


def test_nothing_on_the_wall_can_be_pressed_scrolled_or_walked_to(wall: Wall, qtbot: QtBot) -> None:
    seen = [part for part in wall.overview.findChildren(QWidget) if part.isVisible()]
    assert [part for part in seen if isinstance(part, QAbstractButton | QScrollBar)] == []
    assert not any(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in seen)
    tile = wall.overview.tiles[1]
    qtbot.mouseClick(
        wall.window.windowHandle(),
        Qt.MouseButton.LeftButton,
        pos=tile.mapTo(wall.window, tile.rect().center()),
    )
    qtbot.keyClick(wall.window, Qt.Key.Key_Tab)
    assert wall.overview.filters.current == Filter()
    assert not any(part.hasFocus() for part in seen)


def test_a_change_elsewhere_reaches_tiles_queue_and_map_at_once(wall: Wall) -> None:
    shown = wall.overview.map
    wall.until(lambda: shown.at_rest)
    told = shown.last_number
    make_red(wall, urgent=True, due_at=NOW - timedelta(days=30))
    wall.until(lambda: wall.overview.tiles[1].figure.figure == "24")
    assert 900 in [row.id for row in wall.overview.queue.model.rows()]
    assert wall.overview.queue.model.pending == {}
    wall.until(lambda: shown.at_rest and shown.last_number > told)
    assert wall.overview.queue.table.verticalScrollBar().value() == 0


def test_the_reason_for_a_place_in_the_queue_names_nobody_in_need(wall: Wall, english: None) -> None:
    make_red(wall, vulnerable=True, due_at=NOW - timedelta(days=30))
    model = wall.overview.queue.model
    wall.until(lambda: any(row.id == 900 for row in model.rows()))
    words = [
        str(model.data(model.index(place, column), role))
        for place in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole)
    ]
    seconds = [
        column.second(model.entry(row)) for row in model.rows() for column in model.columns if column.second
    ]
    assert any("overdue" in text for text in seconds)
    assert not any("in need" in text for text in [*words, *seconds])


def test_the_scenes_take_turns_by_the_dwell_of_their_files_and_are_never_made_again(hasty_wall: Wall) -> None:
    pages, maps = dict(hasty_wall.window.scenes), set(hasty_wall.window.findChildren(MapView))
    for _ in range(2):
        hasty_wall.until(hasty_wall.situation.isVisible)
        assert not hasty_wall.overview.isVisible()
        hasty_wall.until(hasty_wall.overview.isVisible)
    assert hasty_wall.window.scenes == pages
    assert set(hasty_wall.window.findChildren(MapView)) == maps


def test_a_newly_red_incident_pins_the_scene_until_a_desk_takes_note_of_it(hasty_wall: Wall) -> None:
    window, turns = hasty_wall.window, []
    assert window.pinned is None
    make_red(hasty_wall)
    hasty_wall.until(lambda: window.pinned is not None)
    assert window.pinned is not None
    assert window.pinned.incident_id == 900
    assert window.rotation.resting
    assert hasty_wall.theme.light(Light.RED, "tint").name() in hasty_wall.colours()
    window.rotation.turned.connect(turns.append)
    hasty_wall.store.as_of = NOW + timedelta(minutes=40)
    hasty_wall.qtbot.wait(900)
    assert turns == []
    hasty_wall.reminders.acknowledge([window.pinned.key])
    hasty_wall.until(lambda: window.pinned is None)
    hasty_wall.until(lambda: len(turns) >= 2)


def test_of_several_the_most_pressing_is_named_and_the_next_when_it_is_taken_note_of(wall: Wall) -> None:
    make_red(wall, 900)
    make_red(wall, 901, urgent=True, due_at=NOW - timedelta(minutes=20))
    wall.until(lambda: wall.window.pinned is not None and wall.window.pinned.incident_id == 901)
    assert wall.window.pinned is not None
    wall.reminders.acknowledge([wall.window.pinned.key])
    wall.until(lambda: wall.window.pinned is not None and wall.window.pinned.incident_id == 900)


def test_a_new_urgent_incident_pins_the_scene_too_and_an_ordinary_one_does_not(wall: Wall) -> None:
    wall.store.commit(sample_row(902, reported_at=NOW))
    wall.store.commit(sample_row(903, reported_at=NOW, urgent=True))
    wall.until(lambda: wall.window.pinned is not None)
    assert wall.window.pinned is not None
    assert (wall.window.pinned.incident_id, wall.window.pinned.event) == (903, Event.NEW)


def test_the_long_stop_frees_a_wall_in_front_of_which_nobody_sits(wall: Wall) -> None:
    make_red(wall)
    wall.until(lambda: wall.window.pinned is not None)
    wall.store.as_of = NOW + timedelta(minutes=119)
    wall.until(lambda: wall.window.pinned is None)


def test_a_late_store_leaves_the_picture_with_a_banner_and_the_time_of_the_data(wall: Wall) -> None:
    assert wall.theme.hex("surface.stale").lower() not in wall.colours()
    wall.store.refusal = StoreUnavailable("x")
    wall.until(lambda: wall.window.stale_since == "14:32:07")
    assert wall.theme.hex("surface.stale").lower() in wall.colours()
    assert wall.overview.tiles[0].figure.stale
    assert wall.overview.tiles[1].figure.figure == "23"
    assert wall.window.shown_time() == NOW
    assert wall.window.rotation.resting
    wall.window.show_scene("situation")
    assert len(wall.situation.rows) == ROWS
    assert wall.theme.hex("surface.stale").lower() in wall.colours()
    wall.store.refusal = None
    wall.live.retry_now()
    wall.until(lambda: not wall.window.stale_since and not wall.overview.tiles[0].figure.stale)


SIZES = ((1366, 768), (1920, 1080), (3840, 2160), (3440, 1440), (1280, 1024))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_smaller_than_a_wall_allows_or_reaches_out_of_its_place(
    wall: Wall, size: tuple[int, int], language: Any
) -> None:
    use_language(language)
    QApplication.sendEvent(wall.window, QEvent(QEvent.Type.LanguageChange))
    wall.until(lambda: not wall.background.busy)
    wall.window.resize(*size)
    wall.window.grab()
    scale = min(size[0] / 1920, size[1] / 1080)
    least = int(wall.theme.token("type.wall_minimum_px_at_1080p") * scale)
    screen = QRect(0, 0, *size)
    for part in wall.overview.findChildren(QWidget):
        if part.isVisible():
            assert screen.contains(QRect(part.mapTo(wall.window, part.rect().topLeft()), part.size())), part
    for words in wall.overview.findChildren(QLabel):
        if words.isVisible():
            assert words.fontInfo().pixelSize() >= least, words.text()
    for chart in (part for part in wall.overview.findChildren(ChartFrame)):
        for item in chart._scene_marks:
            if isinstance(item, QGraphicsSimpleTextItem):
                assert item.font().pixelSize() >= least
                assert chart.rect().adjusted(-1, -1, 1, 1).contains(item.sceneBoundingRect().toRect()), (
                    item.text()
                )


@pytest.mark.parametrize("size", SIZES)
def test_the_queue_shows_whole_rows_and_every_tile_its_whole_words(wall: Wall, size: tuple[int, int]) -> None:
    wall.window.resize(*size)
    wall.window.grab()
    table = wall.overview.queue.table
    first, last = table.visible_rows()
    bottom = table.visualRect(table.model().index(last, 1)).bottom()
    assert first == 0
    assert last >= 3
    assert bottom < table.viewport().height()
    for tile in wall.overview.findChildren(KpiTile):
        room = tile.width() - 2 * wall.theme.size("kpi.pad")
        metrics = wall.theme.metrics("caption")
        assert metrics.horizontalAdvance(tile._comparison(room)) <= room


def test_a_chart_resized_while_its_scene_is_hidden_is_right_when_it_comes(wall: Wall) -> None:
    wall.until(lambda: bool(wall.overview.closing._scene_marks) and not wall.background.busy)
    wall.window.show_scene("situation")
    wall.window.resize(1366, 768)
    wall.window.show_scene("overview")
    wall.window.grab()
    chart = wall.overview.closing
    floor = chart.pixel(0, 0)[1]
    counts = [item for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]
    assert counts
    assert all(item.sceneBoundingRect().bottom() <= floor + 2 for item in counts)


def test_everything_grows_with_the_wall_and_a_wider_one_is_filled(wall: Wall) -> None:
    wall.window.resize(3840, 2160)
    assert wall.theme.look.scale == 2
    wide = wall.overview.width()
    wall.window.resize(1920, 1080)
    assert wall.theme.look.scale == 1
    assert wall.overview.width() * 2 == pytest.approx(wide, abs=4)
    wall.window.resize(3840, 1080)
    assert wall.theme.look.scale == 1
    assert wall.overview.width() == 3840 - 2 * 48


def test_a_title_that_could_not_be_read_is_asked_for_again_though_the_district_came(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_wall, "_AGAIN_MS", 200)
    facts, refusals = sample_ports().questions.facts, [StoreUnavailable("x")]

    def late_facts() -> StoreFacts:
        if refusals:
            raise refusals.pop()
        return facts()

    wall = Wall(qtbot, theme, facts=late_facts)
    wall.until(lambda: wall.window.windowTitle() == facts().title.zh)
    wall.close()


def test_a_resting_cursor_goes_and_esc_does_not_close(wall: Wall, qtbot: QtBot) -> None:
    wall.until(lambda: QApplication.overrideCursor() is not None)
    assert QApplication.overrideCursor().shape() is Qt.CursorShape.BlankCursor
    qtbot.keyClick(wall.window, Qt.Key.Key_Escape)
    assert wall.window.isVisible()
    qtbot.keyClick(wall.window, Qt.Key.Key_F11)
    assert wall.window.isFullScreen()
    qtbot.keyClick(wall.window, Qt.Key.Key_F11)
    qtbot.keyClick(wall.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not wall.window.isVisible()
    assert QApplication.overrideCursor() is None


def test_the_wall_changes_its_language_while_it_hangs(wall: Wall) -> None:
    before = wall.window.grab().toImage()
    use_language("en")
    QApplication.sendEvent(wall.window, QEvent(QEvent.Type.LanguageChange))
    assert wall.window.grab().toImage() != before
    assert wall.overview.queue.title.text() == "Incident queue"
