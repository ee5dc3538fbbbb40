"""Counts that are kept agree with counting anew, whatever happens to the rows and however the clock goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from gridcenter.domain.board import Board, Filter, count_by_light
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
NOWHERE = Name("")


def drawn(dice: Random, key: int, version: int) -> QueueRow:
    due = dice.choice((None, NOW + timedelta(minutes=dice.randint(-120, 240))))
    return QueueRow(
        id=key,
        number=f"A{key}",
        version=version,
        state="handling",
        category_code="06012",
        category=NOWHERE,
        major_code=dice.choice(("06", "07")),
        major=NOWHERE,
        severity=Severity.ORDINARY,
        urgent=False,
        grid_code=None,
        grid=NOWHERE,
        community_code="709901001001",
        community=NOWHERE,
        unit_id=None,
        unit=NOWHERE,
        reported_at=NOW - timedelta(hours=dice.randint(1, 3)),
        due_at=due,
        yellow_at=due and due - timedelta(minutes=30),
        clock_mode=ClockMode.CONTINUOUS,
        paused=dice.random() < 0.1,
        closed_at=NOW if dice.random() < 0.1 else None,
        report_count=1,
        vulnerable=False,
        longitude=None,
        latitude=None,
        approximate=True,
        applications=dice.choice((0, 0, 0, 1)),
    )


def assert_counted(board: Board, now: datetime) -> None:
    rows = board.rows.values()
    assert board.lights(now) == count_by_light(rows, now)
    red = sorted(
        (row for row in rows if row.light(now) is Light.RED),
        key=lambda row: (row.due_at, row.reported_at, row.id),
    )
    places = {row.id: place for place, row in enumerate(red, start=1)}
    assert {key: place for key in board.rows if (place := board.overdue_place(key, now))} == places
    for light in Light:
        assert_same(board.lit(light, now), (row for row in rows if row.light(now) is light))
    until = now + timedelta(minutes=60)
    assert_same(board.pressing(now, until), (row for row in rows if presses(row, now, until)))


def presses(row: QueueRow, now: datetime, until: datetime) -> bool:
    turning = row.due_at is not None and not row.paused and now < row.due_at <= until
    return turning or row.applications > 0 or row.light(now) is not Light.GREEN


def assert_same(found: Iterable[QueueRow], expected: Iterable[QueueRow]) -> None:
    assert sorted(row.id for row in found) == sorted(row.id for row in expected)


@pytest.mark.parametrize("seed", range(4))
def test_after_every_change_and_every_minute_the_counts_are_those_of_counting_anew(seed: int) -> None:
    dice, now, board = Random(seed), NOW, Board()
    board.apply(drawn(dice, key, 1) for key in range(300))
    for version in range(2, 400):
        keys = dice.sample(range(400), dice.choice((0, 1, 1, 3, 120)))
        board.apply(
            (drawn(dice, key, version) for key in keys), gone=dice.sample(range(400), dice.randint(0, 2))
        )
        now += timedelta(minutes=dice.choice((0, 0, 1, 1, 5, -1, -20)))
        if dice.random() < 0.8:
            assert_counted(board, now)
    assert_counted(board, now)


def test_a_light_turns_in_the_counts_at_the_very_moment() -> None:
    row = replace(
        drawn(Random(1), 1, 1),
        paused=False,
        closed_at=None,
        due_at=NOW,
        yellow_at=NOW - timedelta(minutes=30),
    )
    board = Board()
    board.apply([row])
    for minutes in (-31, -30, -1, 0):
        assert_counted(board, NOW + timedelta(minutes=minutes))


def test_under_a_filter_only_what_it_admits_is_counted() -> None:
    dice, board = Random(3), Board()
    board.apply(drawn(dice, key, 1) for key in range(100))
    chosen = Filter(major_code="06")
    assert board.lights(NOW, chosen) == count_by_light(board.select(chosen, NOW), NOW)


def test_a_row_that_is_not_red_or_not_there_has_no_place() -> None:
    board = Board()
    assert board.overdue_place(1, NOW) == 0
    assert board.lights(NOW) == {}


def test_what_presses_on_a_full_board_is_found_without_looking_at_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[int] = []
    light = QueueRow.light

    def looked_at(row: QueueRow, now: datetime) -> Light:
        looks.append(row.id)
        return light(row, now)

    board, far = Board(), NOW + timedelta(days=30)
    calm = replace(
        drawn(Random(1), 1, 1), closed_at=None, paused=False, due_at=far, yellow_at=far, applications=0
    )
    board.apply(replace(calm, id=key) for key in range(1, 5_001))
    board.apply([replace(calm, id=2, version=2, due_at=NOW, yellow_at=NOW)])
    assert [row.id for row in board.pressing(NOW, NOW)] == [2]
    monkeypatch.setattr(QueueRow, "light", looked_at)
    for minute in range(1, 11):
        now = NOW + timedelta(minutes=minute)
        board.apply([replace(calm, id=2 + minute, version=2, due_at=now, yellow_at=now)])
        assert len(board.pressing(now, now, Filter(area=calm.community_code))) == 1 + minute
        assert len(board.lit(Light.RED, now)) == 1 + minute
    assert len(looks) < 300, "a change costs its own rows and those that press"
