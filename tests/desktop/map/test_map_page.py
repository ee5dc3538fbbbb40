"""The Map page on real parts: the shared filter, the chosen grid, the finder; questions answered by functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.pages.map import MapPage
from gridcenter.desktop.ports import Actions, DeskPorts, Questions
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import FoundPlace, GridDetail
from gridcenter.language import Language, use_language
from tests.desktop.map.shown_map import PATIENCE_MS, ShownMap
from tests.desktop.map.warped_district import NOW, busy_board, warped_district

DISTRICT = warped_district()
FIRST = DISTRICT.grids[0]
BUILDING = FoundPlace("building", Name("桥头路 12 号", "12 Qiaotou Road"), 119.985, 30.185)


def describe_grid(code: str) -> GridDetail | None:
    if code == DISTRICT.grids[1].code:
        raise StoreUnavailable("数据库没有应答")
    return GridDetail(
        code,
        FIRST.name,
        Name("望江社区", "Wangjiang"),
        Name("第一街道", "First Street"),
        Name("城镇社区网格", "Town grid"),
        Name("二级", "Level 2"),
        ((Name("网格长", "Grid head"), "示例甲"), (Name("网格员", "Grid member"), "")),
        412,
        96,
        5,
    )


def find_places(text: str) -> Sequence[FoundPlace]:
    return (BUILDING,) if "桥头" in text else ()


def unasked(*_: Any) -> Any:
    raise AssertionError("the map page has no business with this question")


def ports() -> DeskPorts:
    names = [
        name for name in Questions.__dataclass_fields__ if name not in ("grid", "find_place", "calendar")
    ]
    asked = dict.fromkeys(names, unasked) | {"grid": describe_grid, "find_place": find_places}
    actor = Actor(1, "li", "示例", "dispatcher", None, "709901")
    actions = Actions(**dict.fromkeys(Actions.__dataclass_fields__, unasked))
    return DeskPorts(actor, Questions(**asked), actions)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, background: Background, theme: Theme) -> Iterator[MapPage]:
    made = MapPage(ports(), background, theme, now=NOW)
    made.resize(1856, 968)
    shown = on_screen(made, theme, qtbot)
    with qtbot.waitSignal(made.map.ready, timeout=PATIENCE_MS):
        made.show()
    made.apply_board(busy_board(DISTRICT), None, Filter(), NOW)
    made.show_district(DISTRICT)
    qtbot.waitUntil(lambda: bool(shown.picture()["names"]), timeout=PATIENCE_MS)
    yield made
    view: MapView = made.map
    assert view.host.site.blocked == []
    assert view.host.page.complaints == []
    view.release()
    made.close()


def on_screen(page: MapPage, theme: Theme, qtbot: QtBot) -> ShownMap:
    shown = ShownMap(page.map, theme, qtbot)
    page.map.painted.connect(shown.painted.append)
    return shown


def test_a_click_on_a_grid_narrows_the_list_and_opens_its_card(
    page: MapPage, qtbot: QtBot, theme: Theme
) -> None:
    page.map.grid_clicked.emit(FIRST.code)
    inside = [row.id for row in busy_board(DISTRICT).rows.values() if row.grid_code == FIRST.code]
    assert page.filters.current.area == FIRST.code
    assert sorted(row.id for row in page.incidents.model.rows()) == sorted(inside)
    qtbot.waitUntil(lambda: bool(page.grid.facts()), timeout=PATIENCE_MS)
    assert [word for word, _ in page.grid.facts()].count("网格员") == 1


def test_the_same_click_again_takes_the_narrowing_back(page: MapPage) -> None:
    page.map.grid_clicked.emit(FIRST.code)
    page.map.grid_clicked.emit(FIRST.code)
    assert page.incidents.model.rowCount() == 426
    assert page.grid.facts() == []


def test_a_refused_card_says_why_and_the_page_works_on(page: MapPage, qtbot: QtBot) -> None:
    page.map.grid_clicked.emit(DISTRICT.grids[1].code)
    qtbot.waitUntil(lambda: page.grid.states.state.sentence.text() == "数据库没有应答", timeout=PATIENCE_MS)
    assert page.incidents.model.rowCount() > 0


def test_an_incident_of_the_map_becomes_the_current_row(page: MapPage) -> None:
    key = next(row.id for row in busy_board(DISTRICT).rows.values() if row.light(NOW) is Light.RED)
    page.map.incident_clicked.emit(key)
    assert page.incidents.table.current_id() == key


def test_finding_a_place_moves_the_map_there(page: MapPage, qtbot: QtBot, theme: Theme) -> None:
    page.finder.box.setText("桥头")  # as an input method commits it
    qtbot.waitUntil(lambda: bool(page.finder.model.rows), timeout=PATIENCE_MS)
    qtbot.keyClick(page.finder.box, Qt.Key.Key_Return)
    assert page.map.view_place() == pytest.approx((BUILDING.longitude, BUILDING.latitude, 17.0))


def test_a_place_that_does_not_exist_is_said(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.finder.box, "nowhere")
    qtbot.waitUntil(lambda: "nowhere" in page.finder.states.state.sentence.text(), timeout=PATIENCE_MS)


def test_a_light_pressed_in_the_layers_narrows_everything(page: MapPage) -> None:
    page.layers.lights[Light.RED].click()
    assert page.filters.current.lights == {Light.RED}
    assert page.incidents.model.rowCount() == 23


def test_hidden_names_leave_the_map(page: MapPage, qtbot: QtBot, theme: Theme) -> None:
    shown = ShownMap(page.map, theme, qtbot)
    assert shown.picture()["names"]
    page.layers.switches["names"].click()
    qtbot.waitUntil(lambda: shown.picture()["names"] == [], timeout=PATIENCE_MS)


def test_escape_typed_on_the_map_reaches_the_page_around_it(page: MapPage, qtbot: QtBot) -> None:
    heard: list[int] = []
    QShortcut(QKeySequence(Qt.Key.Key_Escape), page).activated.connect(
        lambda: heard.append(Qt.Key.Key_Escape)
    )
    page.activateWindow()
    surface = page.map._web.focusProxy()
    surface.setFocus()
    qtbot.keyClick(surface, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: Qt.Key.Key_Escape in heard, timeout=PATIENCE_MS)


def test_the_language_changes_in_place(page: MapPage, english: None) -> None:
    page.retranslate()
    assert page.finder.title.text() == "Find a place"
    assert page.layers.measures["on_time"].text() == "On-time rate"


@pytest.fixture
def dressed(qapp: QApplication, theme: Theme) -> Iterator[None]:
    theme.dress(qapp)
    yield
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("height", [568, 644])
def test_the_hint_of_the_search_stands_whole_in_a_low_window(
    page: MapPage, qtbot: QtBot, language: Language, height: int
) -> None:
    use_language(language)
    page.retranslate()
    page.resize(1318, height)
    qtbot.wait(50)
    words = [one for one in page.finder.states.findChildren(QLabel) if one.isVisible() and one.text()]
    assert len(words) == 2
    for one in words:
        assert one.height() >= max(one.heightForWidth(one.width()), one.fontMetrics().height()), one.text()
