"""Moments at which lights turn: found between any two moments, wherever the clock goes, whatever happens to rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.turns import Turns, in_runs
from tests.desktop.sample_desk import NOW, sample_row

HOUR = timedelta(hours=1)


def drawn(dice: Random, key: int) -> QueueRow:
    moments = [dice.choice((None, NOW + timedelta(minutes=dice.randint(-300, 300)))) for _ in range(3)]
    return replace(sample_row(key), yellow_at=moments[0], due_at=moments[1], review_at=moments[2])


def turning(rows: dict[int, QueueRow], earlier: object, later: object) -> set[int]:
    return {
        row.id
        for row in rows.values()
        if any(at and earlier < at <= later for at in (row.yellow_at, row.due_at, row.review_at))  # type: ignore[operator]
    }


@pytest.mark.parametrize("seed", range(3))
def test_what_turns_between_two_moments_is_what_looking_at_all_rows_finds(seed: int) -> None:
    dice, turns = Random(seed), Turns()
    rows = {key: drawn(dice, key) for key in range(200)}
    turns.start(rows.values())
    for _ in range(400):
        key = dice.randrange(260)
        if dice.random() < 0.3:
            rows.pop(key, None)
            turns.drop(key)
        else:
            rows[key] = drawn(dice, key)
            turns.put(rows[key])
        one, other = (NOW + timedelta(minutes=dice.randint(-320, 320)) for _ in range(2))
        assert turns.between(one, other) == turning(rows, min(one, other), max(one, other))
        assert turns.between(other, one) == turns.between(one, other)
        coming = [at for row in rows.values() for at in (row.yellow_at, row.due_at, row.review_at) if at]
        assert turns.next(one) == min((at for at in coming if at > one), default=None)


def test_a_copy_goes_its_own_way_and_a_narrowed_one_knows_only_its_rows() -> None:
    turns = Turns()
    turns.start([sample_row(key, due_at=NOW + HOUR, yellow_at=NOW) for key in (1, 2, 3)])
    copied, narrowed = turns.copy(), turns.narrowed({2, 9})
    turns.drop(1)
    assert copied.between(NOW, NOW + HOUR) == {1, 2, 3}
    assert narrowed.between(NOW, NOW + HOUR) == {2}
    narrowed.drop(2)
    assert turns.between(NOW, NOW + HOUR) == {2, 3}


def test_sorting_in_runs_is_sorting() -> None:
    dice = Random(4)
    for size in (0, 1, 4_096, 4_097, 30_001):
        found = [dice.randrange(1_000) for _ in range(size)]
        assert in_runs(found) == sorted(found)
