"""Only the scene that is shown follows the board, and the next one a little before its turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.domain.lights import Light
from tests.desktop.test_frame_wall import Wall, make_red


@pytest.fixture
def wall(qtbot: QtBot, theme: Theme) -> Iterator[Wall]:
    made = Wall(qtbot, theme)
    yield made
    made.close()


def test_a_scene_behind_hears_nothing_until_its_turn_is_near_and_then_all_it_has_missed(wall: Wall) -> None:
    window, behind = wall.window, wall.situation
    wall.until(lambda: wall.overview.map.at_rest)
    before = behind.map.last_number
    make_red(wall, 900)
    wall.until(lambda: wall.overview.tiles[1].figure.figure == "24")
    assert (behind.counts, behind.rows, behind.map.last_number) == ({}, [], before)
    window.rotation.coming.emit(1)
    assert window.scene is wall.overview
    assert behind.counts[Light.RED] == 24
    make_red(wall, 901)
    wall.until(lambda: behind.counts[Light.RED] == 25)
    window.show_scene("situation")
    assert window.scene is behind
    make_red(wall, 902)
    wall.until(lambda: behind.counts[Light.RED] == 26)
    window.show_scene("overview")
    assert 902 in [row.id for row in wall.overview.queue.model.rows()]
    wall.until(lambda: wall.overview.tiles[1].figure.figure == "26")
