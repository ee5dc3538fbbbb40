"""A number typed into the command bar finds what stands on no board, or a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.store.engine import Store
from tests.desktop.test_report_form import CTRL, Desk, Opened
from tests.desktop.test_report_form import open_desk as open_desk
from tests.services.matters import OTHER_COMMUNITY, at, report, to_closed

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
LOOK = "Look for incident"


def offered(desk: Desk, text: str) -> list[str]:
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_K, CTRL)
    desk.type(text)
    return [title for title in _titles(desk) if title.startswith(LOOK)]


def _titles(desk: Desk) -> list[str]:
    model = desk.window.palette_list.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_closed_incident_is_opened_by_its_number(open_desk: Opened, store: Store) -> None:
    to_closed(store, report(store, now=at("11-16 09:00"), key="closed"), at("11-16 09:05"))
    desk = open_desk()
    desk.window.show_page("indicators")
    assert offered(desk, "sj20261116-0001") == ["Look for incident sj20261116-0001 in the store"]
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.current_page == "incidents")
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    desk.until(lambda: page.detail is not None and page.detail.row.number == "SJ20261116-0001")


def test_what_is_open_is_offered_from_the_board_and_no_store_is_asked(
    open_desk: Opened, store: Store
) -> None:
    report(store, now=at("11-16 09:00"))
    desk = open_desk()
    desk.until(lambda: bool(desk.live.board.rows))
    assert offered(desk, "SJ20261116-00") == []
    assert "blocked fire lane" in _titles(desk)[0]


@pytest.mark.parametrize("number", ["SJ20251116-0001", "SJ20261116-0001"])
def test_an_unknown_number_and_one_of_another_area_are_told_in_a_sentence(
    open_desk: Opened, store: Store, number: str
) -> None:
    to_closed(store, report(store, now=at("11-16 09:00"), key="closed"), at("11-16 09:05"))
    desk = open_desk(area=OTHER_COMMUNITY)
    desk.window.show_page("indicators")
    offered(desk, number)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: f"no incident {number} in your area" in desk.window.status.keys.text())
    assert desk.window.current_page == "indicators"


def test_what_is_no_number_is_not_looked_for(open_desk: Opened, store: Store) -> None:
    report(store, now=at("11-16 09:00"))
    desk = open_desk()
    desk.until(lambda: bool(desk.live.board.rows))
    for text in ("2025", "fire lane 2025 0001", "incidents", "x" * 60 + "12345"):
        assert offered(desk, text) == []
        desk.press(Qt.Key.Key_Escape)
