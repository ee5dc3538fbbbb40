"""The bookkeeping behind the map: counts, marks and what the page still has to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gridcenter.desktop.map.marks import PORTION, Marks
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from tests.desktop.map.warped_district import NOW, incident, warped_district

FIRST, SECOND = warped_district().grids[0], warped_district().grids[5]
EVERYTHING = Filter()


def marks_of(board: Board, chosen: Filter = EVERYTHING) -> Marks:
    marks = Marks()
    marks.follow(board, None, chosen, NOW)
    marks.tell_changes()
    return marks


def board_with(*lights: Light) -> Board:
    board = Board()
    board.apply(incident(key, FIRST, light) for key, light in enumerate(lights, 1))
    return board


def test_a_change_tells_one_mark_and_the_places_that_hold_it() -> None:
    board = board_with(Light.RED, Light.GREEN)
    marks = marks_of(board)
    marks.follow(board, board.apply([incident(9, SECOND, Light.YELLOW)]), EVERYTHING, NOW)
    told = marks.tell_changes()
    assert [mark[0] for mark in told["marks"]] == [9]
    street, district = SECOND.community_code[:9], SECOND.community_code[:6]
    assert told["counts"] == {
        SECOND.code: [1, 0, 1],
        SECOND.community_code: [1, 0, 1],
        street: [3, 1, 1],
        district: [3, 1, 1],
    }
    assert told["total"] == {"red": 1, "green": 1, "yellow": 1}


def test_nothing_is_told_twice() -> None:
    board = board_with(Light.RED)
    marks = marks_of(board)
    marks.follow(board, None, EVERYTHING, NOW)
    assert not marks.changed


def test_a_closed_incident_leaves_and_its_place_counts_one_less() -> None:
    board = board_with(Light.RED, Light.GREEN)
    marks = marks_of(board)
    marks.follow(board, board.apply([], gone=[1]), EVERYTHING, NOW)
    told = marks.tell_changes()
    assert told["gone"] == [1]
    assert told["counts"][FIRST.code] == [1, 0, 0]


def test_an_incident_that_moves_to_another_grid_is_counted_once() -> None:
    board = board_with(Light.RED)
    marks = marks_of(board)
    moved = replace(incident(1, SECOND, Light.RED), version=2)
    marks.follow(board, board.apply([moved]), EVERYTHING, NOW)
    assert (marks.count(FIRST.code), marks.count(SECOND.code)) == (0, 1)


def test_a_light_that_turned_since_is_found_without_any_commit() -> None:
    board = board_with(Light.YELLOW, Light.GREEN)
    marks = marks_of(board)
    marks.follow(board, BoardChange(), EVERYTHING, NOW + timedelta(minutes=29))
    assert not marks.changed
    marks.follow(board, BoardChange(), EVERYTHING, NOW + timedelta(minutes=30))
    assert marks.tell_changes()["total"] == {"red": 1, "green": 1}


def test_the_area_of_a_filter_narrows_marks_but_not_the_fill() -> None:
    board = board_with(Light.RED)
    board.apply([incident(7, SECOND, Light.RED)])
    marks = marks_of(board, Filter(area=FIRST.community_code))
    assert marks.count(SECOND.code) == 1
    assert [mark[0] for mark in marks.tell_all()["marks"]] == [1]


def test_other_parts_of_a_filter_narrow_both() -> None:
    marks = marks_of(board_with(Light.RED, Light.GREEN), Filter(lights=frozenset({Light.RED})))
    assert marks.count(FIRST.code) == 1


def test_everything_is_told_to_a_page_that_starts() -> None:
    marks = marks_of(board_with(Light.RED, Light.GREEN, Light.GREY))
    told = marks.tell_all()
    assert told["whole"]
    assert [mark[1] for mark in told["marks"]] == ["red", "green", "grey"]


def test_places_with_codes_of_their_own_count_by_the_tree_of_divisions() -> None:
    board = Board()
    board.apply([incident(1, None, Light.RED, community_code="C1", grid_code="C1-7")])
    marks = marks_of(board)
    assert marks.count("C1") == 1
    marks.tell_changes()
    marks.set_parents({"C1": "S1"})
    assert marks.count("C1") == marks.count("S1") == 1
    assert marks.tell_changes()["counts"].keys() == {"C1-7", "C1", "S1"}


def test_the_totals_kept_along_are_those_that_counting_everything_gives() -> None:
    board = board_with(*(Light.RED, Light.YELLOW, Light.GREEN, Light.GREY) * 10)
    marks = marks_of(board)

    def assert_same(change: BoardChange, chosen: Filter, minutes: int) -> None:
        now, at_once = NOW + timedelta(minutes=minutes), Marks()
        marks.follow(board, change, chosen, now)
        at_once.follow(board, None, chosen, now)
        assert marks.tell_changes()["total"] == at_once.tell_all()["total"]

    assert_same(board.apply([incident(50 + n, SECOND, Light.RED) for n in range(4)]), EVERYTHING, 0)
    assert_same(board.apply([replace(board.rows[50], version=2, paused=True)], gone=[1, 2, 3]), EVERYTHING, 1)
    assert_same(BoardChange(), EVERYTHING, 40)
    assert_same(board.apply([], gone=range(1, 20)), Filter(area=FIRST.code), 41)


def test_a_clock_that_was_set_back_turns_the_lights_back() -> None:
    board = board_with(Light.GREEN, Light.GREEN)
    due = board.rows[1].due_at
    assert due is not None
    marks = marks_of(board)
    marks.follow(board, BoardChange(), EVERYTHING, due)
    assert marks.known[1].light is Light.RED
    marks.follow(board, BoardChange(), EVERYTHING, NOW)
    assert marks.known[1].light is Light.GREEN


def test_very_many_marks_are_told_in_portions_and_each_once() -> None:
    board = Board()
    green = incident(1, FIRST, Light.GREEN)
    board.apply(replace(green, id=key) for key in range(1, 2 * PORTION + 2))
    marks = Marks()
    marks.follow(board, None, EVERYTHING, NOW)
    told = []
    while marks.changed:
        portion = marks.tell_changes()["marks"]
        assert len(portion) <= PORTION
        told += [mark[0] for mark in portion]
    assert sorted(told) == sorted(board.rows)


def test_a_new_picture_of_very_many_rows_is_looked_at_in_portions_and_told_when_it_is_whole() -> None:
    board = Board()
    green = incident(1, FIRST, Light.GREEN)
    board.apply(replace(green, id=key) for key in range(1, 3 * PORTION + 2))
    marks = Marks()
    marks.follow(board, None, EVERYTHING, NOW)
    assert not marks.known
    assert marks.look_on()
    assert len(marks.known) == PORTION
    late = replace(incident(5, SECOND, Light.RED), version=2)
    marks.follow(board, board.apply([late], gone=[6]), EVERYTHING, NOW)
    portions = 1
    while marks.look_on():
        portions += 1
    assert portions == 3
    assert marks.known.keys() == board.rows.keys()
    assert marks.count(FIRST.code) == 3 * PORTION - 1
    assert marks.count(SECOND.code, Light.RED) == 1


def test_a_page_that_starts_on_very_many_marks_is_told_them_in_portions() -> None:
    board = Board()
    green = incident(1, FIRST, Light.GREEN)
    board.apply(replace(green, id=key) for key in range(1, 2 * PORTION + 2))
    marks = marks_of(board)
    first = marks.tell_all()
    assert first["whole"]
    assert len(first["marks"]) == PORTION
    assert first["counts"][FIRST.code] == [2 * PORTION + 1, 0, 0]
    told = [mark[0] for mark in first["marks"]]
    while marks.changed:
        portion = marks.tell_changes()
        assert not portion["whole"]
        told += [mark[0] for mark in portion["marks"]]
    assert sorted(told) == sorted(board.rows)


def test_time_that_passes_looks_at_the_rows_that_turn_and_at_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = board_with(*(Light.GREEN,) * 500)
    board.apply([incident(900, SECOND, Light.YELLOW)])
    marks = marks_of(board)
    board.turned(NOW, NOW)
    looked: list[int] = []
    light = QueueRow.light

    def noted(row: QueueRow, now: datetime) -> Light:
        looked.append(row.id)
        return light(row, now)

    monkeypatch.setattr(QueueRow, "light", noted)
    for minute in (30, 29, 31):
        marks.follow(board, BoardChange(), EVERYTHING, NOW + timedelta(minutes=minute))
    assert set(looked) == {900}
    assert marks.known[900].light is Light.RED


def test_what_is_parked_is_told_again_when_its_review_is_due_under_the_same_light() -> None:
    board = Board()
    parked = replace(incident(1, FIRST, Light.GREY), review_at=NOW + timedelta(minutes=30))
    board.apply([parked, incident(2, FIRST, Light.GREEN)])
    marks = marks_of(board)
    before = marks.tell_all()["marks"]
    marks.follow(board, BoardChange(), EVERYTHING, NOW + timedelta(minutes=31))
    (told,) = marks.tell_changes()["marks"]
    assert (told[0], told[1]) == (1, Light.GREY.value)
    assert told[-1] < next(mark[-1] for mark in before if mark[0] == 1)
