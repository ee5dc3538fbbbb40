"""Live counts of saved filters equal a fresh count whatever happens, and a change costs its own rows only."""

from __future__ import annotations

import random
from datetime import timedelta
from time import perf_counter

from gridcenter.domain.board import Board, Filter
from gridcenter.domain.filter_counts import PORTION, FilterCounts
from gridcenter.domain.lights import Light
from tests.domain.reminder_samples import MINUTE, NOON, row

FILTERS = {
    1: Filter(lights=frozenset({Light.RED})),
    2: Filter(lights=frozenset({Light.YELLOW, Light.RED}), unit_id=2),
    3: Filter(major_code="02"),
    4: Filter(area="709901002"),
    5: Filter(text="A1"),
}


def counted(board: Board, filters: dict[int, Filter]) -> FilterCounts:
    counts = FilterCounts(board.rows)
    counts.set_filters(filters)
    while counts.count_next(NOON):
        pass
    return counts


def test_counts_follow_ten_thousand_random_changes_and_the_clock() -> None:
    random.seed(20261118)
    board, now = Board(), NOON
    board.apply([_random_row(n, 1) for n in range(1, 301)])
    counts = counted(board, FILTERS)
    for step in range(10_000):
        number = random.randrange(1, 400)
        version = board.rows[number].version + 1 if number in board.rows else step + 2
        closed = NOON if random.random() < 0.2 else None
        counts.follow(board.apply([_random_row(number, version, closed_at=closed)]), now)
        if step % 50 == 0:
            now += MINUTE
            counts.tick(now)
        if step % 500 == 0:
            assert _all(counts) == {key: len(board.select(one, now)) for key, one in FILTERS.items()}
    counts.tick(now)
    assert _all(counts) == {key: len(board.select(one, now)) for key, one in FILTERS.items()}


def _all(counts: FilterCounts) -> dict[int, int | None]:
    return {key: counts.count(key) for key in FILTERS}


def _random_row(number: int, version: int, **changes: object) -> object:
    due = NOON + random.randrange(-60, 300) * MINUTE
    place = f"70990100{random.randrange(1, 4)}001"
    return row(
        number,
        version=version,
        due_at=due,
        yellow_at=due - 30 * MINUTE,
        unit_id=random.randrange(1, 4),
        major_code=f"0{random.randrange(1, 4)}",
        community_code=place,
        paused=random.random() < 0.1,
        **changes,
    )


def test_a_filter_has_no_count_before_it_is_counted_and_none_after_it_is_gone() -> None:
    board = Board()
    board.apply([row(1)])
    counts = FilterCounts(board.rows)
    counts.set_filters({3: Filter(major_code="01"), 4: Filter(major_code="02")})
    assert counts.count(3) is None
    assert counts.count_next(NOON)
    assert (counts.count(3), counts.count(4)) == (1, None)
    assert not counts.count_next(NOON)
    counts.set_filters({4: Filter(major_code="01")})
    counts.count_next(NOON)
    assert (counts.count(3), counts.count(4)) == (None, 1)


def test_a_board_read_again_is_counted_again() -> None:
    board = Board()
    board.apply([row(1), row(2)])
    counts = counted(board, {3: Filter(major_code="01")})
    board.apply([], gone=[1])
    counts.start_over()
    counts.count_next(NOON)
    assert counts.count(3) == 1


def test_a_change_that_touches_no_count_says_so() -> None:
    board = Board()
    board.apply([row(1)])
    counts = counted(board, {3: Filter(major_code="01")})
    assert not counts.follow(board.apply([row(1, version=2)]), NOON)
    assert counts.follow(board.apply([row(1, version=3, major_code="02")]), NOON)
    assert not counts.tick(NOON + timedelta(days=1))


def test_at_fifty_thousand_rows_ten_filters_cost_a_change_well_under_a_millisecond() -> None:
    board = Board()
    board.apply([row(n, major_code=f"0{n % 9}", unit_id=n % 9) for n in range(1, 50_001)])
    filters = {n: Filter(major_code=f"0{n}", lights=frozenset({Light.YELLOW})) for n in range(10)}
    counts = counted(board, filters)
    changes = [board.apply([row(n, version=2, major_code=f"0{n % 7}")]) for n in range(1, 2001)]
    started = perf_counter()
    for change in changes:
        counts.follow(change, NOON)
    assert (perf_counter() - started) / 2000 < 0.001


def test_a_filter_is_counted_in_portions_while_rows_change_and_lights_turn() -> None:
    random.seed(5)
    board, now = Board(), NOON
    board.apply([_random_row(n, 1) for n in range(1, 3 * PORTION)])
    counts = FilterCounts(board.rows)
    counts.set_filters(FILTERS)
    portions = 0
    while counts.count_next(now):
        portions += 1
        changed = [_random_row(n, portions + 1) for n in random.sample(range(1, 4 * PORTION), 50)]
        counts.follow(board.apply(changed, gone=random.sample(range(1, 3 * PORTION), 20)), now)
        now += MINUTE
        counts.tick(now)
    assert portions >= 3 * len(FILTERS) - 1
    assert _all(counts) == {key: len(board.select(one, now)) for key, one in FILTERS.items()}


def test_a_filter_that_goes_while_it_is_counted_leaves_the_others_right() -> None:
    random.seed(6)
    board, now = Board(), NOON
    board.apply([_random_row(n, 1) for n in range(1, 2 * PORTION)])
    counts = FilterCounts(board.rows)
    counts.set_filters({1: FILTERS[1], 2: FILTERS[2]})
    counts.count_next(now)
    assert counts.count(1) is None
    counts.set_filters({2: FILTERS[2]})
    while counts.count_next(now):
        pass
    now += 45 * MINUTE
    counts.tick(now)
    assert counts.count(1) is None
    assert counts.count(2) == len(board.select(FILTERS[2], now))
