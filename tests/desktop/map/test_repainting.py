"""What many small changes leave on the screen is, pixel by pixel, what drawing everything at once gives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gridcenter.domain.board import Board, Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from tests.desktop.map.shown_map import ShownMap
from tests.desktop.map.warped_district import NOW, busy_board, incident, warped_district

DISTRICT = warped_district()
MIDDLE = DISTRICT.grids[44]
LAYERS = ("fill", "lines", "top")
LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)
ROUNDS = 12
FULL, NEAR, BUILDING = None, 15.5, 17.5


def shake(shown: ShownMap, board: Board, dice: random.Random, *, rounds: int = ROUNDS) -> None:
    """Let incidents come, turn, move, close and pile up, and the chosen grid wander; a paint after each round."""
    for number in range(rounds):
        now = NOW + timedelta(minutes=3 * number)
        rows = [*arrived(dice, number), *moved(dice, board), *piled_up(number)]
        gone = dice.sample(sorted(board.rows), 6)
        kept = [row for row in rows if row.id not in gone]
        shown.view.apply_board(board, board.apply(kept, gone=gone), Filter(), now)
        if number % 4 == 1:
            shown.view.set_selected_grid(dice.choice(DISTRICT.grids).code)
        shown.settle()


def arrived(dice: random.Random, number: int) -> list[QueueRow]:
    return [
        incident(5_000 + 10 * number + n, dice.choice(DISTRICT.grids), dice.choice(LIGHTS))
        for n in range(dice.randrange(1, 8))
    ]


def moved(dice: random.Random, board: Board) -> list[QueueRow]:
    """Return incidents that now stand in another grid, or under another light."""
    chosen = dice.sample(sorted(board.rows), 5)
    new = [incident(key, dice.choice(DISTRICT.grids), dice.choice(LIGHTS)) for key in chosen]
    return [replace(row, version=board.rows[row.id].version + 1) for row in new]


def piled_up(number: int) -> list[QueueRow]:
    """Return one more incident at the very same place as those of other rounds."""
    return [incident(9_000 + number, MIDDLE, LIGHTS[number % 3])]


def assert_as_drawn_at_once(shown: ShownMap) -> None:
    changed = {name: shown.layer(name) for name in LAYERS}
    picture = shown.picture()
    shown.view.apply_theme()
    shown.settle()
    assert shown.picture() == picture
    assert changed["fill"].any()
    for name, pixels in changed.items():
        assert (shown.layer(name) == pixels).all(), name


@pytest.mark.parametrize("zoom", [FULL, NEAR, BUILDING])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 0.711])
def test_changes_leave_no_trace_at_any_zoom_and_density(
    empty_map: ShownMap, zoom: float | None, scale: float
) -> None:
    board = busy_board(DISTRICT)
    empty_map.view.set_scale(scale)
    empty_map.show(DISTRICT, board)
    if zoom is not None:
        empty_map.view.show_place(MIDDLE.longitude, MIDDLE.latitude, zoom)
        empty_map.settle()
    shake(empty_map, board, random.Random(f"{zoom} {scale}"))
    assert_as_drawn_at_once(empty_map)


@pytest.mark.parametrize("measure", ["red", "on_time"])
@pytest.mark.parametrize("wall", [False, True])
def test_changes_leave_no_trace_in_the_dark_and_on_the_wall(
    empty_map: ShownMap, measure: str, wall: bool
) -> None:
    board = busy_board(DISTRICT)
    empty_map.theme.use(scheme="dark")
    empty_map.view.set_wall(wall)
    empty_map.view.set_measure(measure)
    empty_map.show(DISTRICT, board)
    shake(empty_map, board, random.Random(measure))
    assert_as_drawn_at_once(empty_map)


def test_changes_leave_no_trace_under_a_filter(empty_map: ShownMap) -> None:
    board = busy_board(DISTRICT)
    chosen = Filter(area=MIDDLE.community_code)
    empty_map.show(DISTRICT, board, chosen)
    empty_map.view.set_pin(MIDDLE.longitude, MIDDLE.latitude)
    gone = sorted(board.rows)[:40]
    empty_map.view.apply_board(board, board.apply([], gone=gone), chosen, NOW)
    empty_map.settle()
    assert_as_drawn_at_once(empty_map)


@pytest.mark.parametrize("before", [395, 3_002])
def test_marks_change_their_manner_when_they_become_many_or_few(empty_map: ShownMap, before: int) -> None:
    """Around 400 quiet marks get smaller, above 3,000 marks at one place are not counted any more."""
    board = Board()
    board.apply(point(key) for key in range(1, before + 1))
    empty_map.show(None, board)
    for change in (
        board.apply(point(key) for key in range(5_000, 5_010)),
        board.apply([], gone=range(5_000, 5_010)),
        board.apply([], gone=range(1, 10)),
    ):
        empty_map.view.apply_board(board, change, Filter(), NOW)
        empty_map.settle()
        before_redraw = empty_map.layer("top")
        empty_map.view.apply_theme()
        empty_map.settle()
        assert (empty_map.layer("top") == before_redraw).all()


def point(key: int, at: datetime = NOW) -> QueueRow:
    longitude, latitude = 119.9 + key * 13 % 97 / 900, 30.1 + key * 29 % 89 / 900
    return replace(
        incident(key, None, Light.GREEN, longitude=longitude, latitude=latitude, grid_code=None),
        reported_at=at,
    )
