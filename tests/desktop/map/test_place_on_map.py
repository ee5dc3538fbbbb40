"""Choosing a place on the real map page: a click gives its point, Enter the middle, and Ctrl+Enter takes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.report_map import PlaceOnMap
from gridcenter.desktop.theme import Theme
from gridcenter.domain.polygons import holds_point
from gridcenter.language import use_language
from tests.desktop.map.shown_map import PATIENCE_MS, ShownMap
from tests.desktop.map.warped_district import warped_district

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
DISTRICT = warped_district()


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme, background: Background) -> Iterator[tuple[PlaceOnMap, ShownMap]]:
    use_language("en")
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1366, 768)
    host.show()
    made = PlaceOnMap(theme, background, lambda: DISTRICT, room=QSize(1366, 768), parent=host)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    shown = ShownMap(made.map, theme, qtbot)
    made.map.painted.connect(shown.painted.append)
    with qtbot.waitSignal(made.map.district_told, timeout=PATIENCE_MS):
        made.open()
    qtbot.waitUntil(lambda: made.map.at_rest, timeout=PATIENCE_MS)
    yield made, shown
    made.reject()
    made.map.release()


def test_a_click_marks_a_point_of_the_grid_that_was_clicked_and_the_key_takes_it(
    qtbot: QtBot, chooser: tuple[PlaceOnMap, ShownMap]
) -> None:
    dialog, shown = chooser
    grid = DISTRICT.grids[7]
    x, y = shown.ask(f"gridcenter.whereIs('{grid.code}')")
    assert not dialog.take.isEnabled()
    shown.click_at(x, y)
    qtbot.waitUntil(lambda: dialog.point is not None, timeout=PATIENCE_MS)
    assert dialog.point is not None
    assert holds_point(grid.geometry, *dialog.point)
    assert dialog.told.text().startswith("longitude ")
    with qtbot.waitSignal(dialog.place_taken) as taken:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tuple(taken.args or ()) == dialog.point


def test_without_a_point_nothing_is_taken_and_escape_leaves(
    qtbot: QtBot, chooser: tuple[PlaceOnMap, ShownMap]
) -> None:
    dialog, _ = chooser
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_point_that_lies_nowhere_is_not_told(chooser: tuple[PlaceOnMap, ShownMap]) -> None:
    dialog, _ = chooser
    for longitude, latitude in ((181.0, 0.0), (0.0, -91.0), (float("nan"), 1.0)):
        dialog.map.host.bridge.choose_point(longitude, latitude)
    assert dialog.point is None


def test_a_map_to_choose_a_place_on_counts_no_incidents(chooser: tuple[PlaceOnMap, ShownMap]) -> None:
    _, shown = chooser
    names = shown.ask("gridcenter.picture()")["names"]
    assert names
    assert not [name for name in names if name.endswith(" 0")]
    assert shown.ask("document.querySelector('.legend').hidden") is True


def test_enter_takes_the_middle_of_the_map_and_the_arrows_move_it(
    qtbot: QtBot, chooser: tuple[PlaceOnMap, ShownMap]
) -> None:
    dialog, shown = chooser
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    surface = shown.view._web.focusProxy()
    qtbot.keyClick(surface, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.point is not None, timeout=PATIENCE_MS)
    first = dialog.point
    assert first is not None
    qtbot.keyClick(surface, Qt.Key.Key_Right)
    shown.settle()
    qtbot.keyClick(surface, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.point != first, timeout=PATIENCE_MS)
    assert dialog.point is not None
    assert dialog.point[0] > first[0]
