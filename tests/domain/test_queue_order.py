"""The kept order: always what sorting anew would give, and nothing moves before it is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from gridcenter.domain.incidents import QueueRow, Severity
from gridcenter.domain.queue import in_order, rank
from gridcenter.domain.queue_order import QueueOrder
from tests.desktop.sample_desk import NOW, red_row, sample_row, sample_rows, yellow_row


def ids(rows: Iterable[QueueRow]) -> list[int]:
    return [row.id for row in rows]


def settled(order: QueueOrder, now: datetime) -> list[int]:
    for key in order.misplaced(now):
        old, new = order.way(key, now)
        assert order.place(key) == old
        order.settle(key, now)
        assert order.place(key) == new
    return ids(order.rows)


@pytest.fixture
def order() -> QueueOrder:
    order = QueueOrder()
    order.start(sample_rows(), NOW)
    return order


def test_it_begins_in_the_order_of_the_centre(order: QueueOrder) -> None:
    assert ids(order.rows) == ids(in_order(sample_rows(), NOW))
    assert all(order.rows[order.place(row.id)] == row for row in sample_rows())


def test_a_replaced_row_stays_until_it_is_settled(order: QueueOrder) -> None:
    before = ids(order.rows)
    late = replace(order.rows[200], version=2, due_at=NOW - timedelta(days=3))
    assert order.replace(late) == 200
    assert ids(order.rows) == before
    assert order.misplaced(NOW) == [late.id]
    assert settled(order, NOW).index(late.id) < 30
    assert order.misplaced(NOW) == []


def test_a_replaced_row_that_belongs_where_it_stands_is_not_misplaced(order: QueueOrder) -> None:
    order.replace(replace(order.rows[200], version=2, state="handling"))
    assert order.misplaced(NOW) == []


def test_time_misplaces_the_rows_whose_light_turns_and_no_others() -> None:
    order, later = QueueOrder(), NOW + timedelta(minutes=10)
    turning = sample_row(1, due_at=NOW + timedelta(minutes=9), yellow_at=NOW + timedelta(minutes=5))
    order.start([turning, yellow_row(2, due_at=NOW + timedelta(minutes=60)), sample_row(3)], NOW)
    assert order.misplaced(NOW + timedelta(minutes=1)) == []
    assert order.misplaced(later) == [1]
    assert settled(order, later)[0] == 1


def test_a_clock_that_was_set_back_is_believed() -> None:
    order, later = QueueOrder(), NOW + timedelta(minutes=10)
    rows = [
        sample_row(1, due_at=NOW + timedelta(days=2), yellow_at=NOW + timedelta(minutes=5)),
        sample_row(2, due_at=NOW + timedelta(days=1), yellow_at=NOW + timedelta(hours=9)),
    ]
    order.start(rows, NOW)
    assert ids(order.rows) == [2, 1]
    assert settled(order, later) == [1, 2]
    assert settled(order, NOW) == [2, 1]
    assert settled(order, later) == [1, 2]


def test_what_is_not_in_the_list_has_no_place(order: QueueOrder) -> None:
    gone = order.rows[5].id
    assert order.remove(gone) == 5
    assert gone not in order
    with pytest.raises(KeyError):
        order.place(gone)


def test_a_row_stands_where_it_was_said_to_go(order: QueueOrder) -> None:
    row = red_row(900, urgent=True)
    place = order.where_to(row, NOW)
    assert order.insert(row, NOW) == place == order.place(900)


def test_after_ten_thousand_changes_the_order_is_that_of_sorting_anew() -> None:
    chance, order, now = Random(11), QueueOrder(), NOW
    known = {row.id: row for row in sample_rows()}
    order.start(known.values(), now)
    for number in range(10_000):
        now += timedelta(seconds=chance.choice((0, 0, 1, 600)))
        _change(chance, order, known, now, number)
        if number % 7 == 0:
            assert settled(order, now) == ids(in_order(known.values(), now))
    assert settled(order, now) == ids(in_order(known.values(), now))


def _change(
    chance: Random, order: QueueOrder, known: dict[int, QueueRow], now: datetime, number: int
) -> None:
    act = chance.random()
    if act < 0.2 or len(known) < 50:
        row = _altered(chance, sample_row(10_000 + number), now)
        known[row.id] = row
        order.insert(row, now)
    elif act < 0.38:
        gone = chance.choice(list(known))
        del known[gone]
        order.remove(gone)
    else:
        row = _altered(chance, known[chance.choice(list(known))], now)
        known[row.id] = row
        order.replace(row)


def _altered(chance: Random, row: QueueRow, now: datetime) -> QueueRow:
    due = now + timedelta(minutes=chance.randrange(-3000, 3000)) if chance.random() < 0.9 else None
    return replace(
        row,
        version=row.version + 1,
        due_at=due,
        yellow_at=None if due is None else due - timedelta(minutes=chance.choice((0, 60, 400))),
        paused=chance.random() < 0.2,
        review_at=chance.choice((None, now + timedelta(minutes=chance.randrange(-300, 300)))),
        urgent=chance.random() < 0.1,
        severity=chance.choice(list(Severity)),
        report_count=chance.choice((1, 1, 3)),
    )


def test_a_copy_and_a_narrowed_list_stand_in_order_without_ranking_anything() -> None:
    asked: list[int] = []

    def counted(row: QueueRow, now: datetime) -> tuple[object, ...]:
        asked.append(row.id)
        return rank(row, now)

    order = QueueOrder(counted)
    order.start(sample_rows(), NOW)
    asked.clear()
    copied, narrowed = order.copy(), order.narrowed({row.id for row in sample_rows() if row.id % 3})
    assert asked == []
    assert ids(copied.rows) == ids(order.rows)
    assert ids(narrowed.rows) == [key for key in ids(order.rows) if key % 3]
    order.remove(ids(order.rows)[0])
    assert len(copied.rows) == len(order.rows) + 1
    for list_, known in ((copied, sample_rows()), (narrowed, [row for row in sample_rows() if row.id % 3])):
        assert settled(list_, NOW + timedelta(days=1)) == ids(in_order(known, NOW + timedelta(days=1)))


def test_a_clock_that_goes_back_and_on_by_milliseconds_ranks_only_what_turned_in_between() -> None:
    asked: list[int] = []

    def counted(row: QueueRow, now: datetime) -> tuple[object, ...]:
        asked.append(row.id)
        return rank(row, now)

    order = QueueOrder(counted)
    order.start(sample_rows(), NOW)
    asked.clear()
    for milliseconds in (30, 10, 40, 20):
        assert order.misplaced(NOW + timedelta(milliseconds=milliseconds)) == []
    assert asked == []
