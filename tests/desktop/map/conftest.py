"""A real map page on an off-screen view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from tests.desktop.map.shown_map import PATIENCE_MS, ShownMap
from tests.desktop.map.warped_district import busy_board, warped_district


@pytest.fixture
def theme() -> Theme:
    return Theme("light")


@pytest.fixture
def empty_map(qtbot: QtBot, theme: Theme) -> Iterator[ShownMap]:
    """A started map without district or board; at the end it must have refused and complained of nothing."""
    view = MapView(theme)
    view.resize(1024, 514)
    shown = ShownMap(view, theme, qtbot)
    view.painted.connect(shown.painted.append)
    with qtbot.waitSignal(view.ready, timeout=PATIENCE_MS):
        view.show()
    yield shown
    blocked, complaints = view.host.site.blocked, view.host.page.complaints
    view.release()
    view.close()
    assert blocked == []
    assert complaints == []


@pytest.fixture
def busy_map(empty_map: ShownMap) -> ShownMap:
    """The synthetic district with 426 open incidents, 23 red and 41 yellow."""
    district = warped_district()
    empty_map.show(district, busy_board(district))
    return empty_map
