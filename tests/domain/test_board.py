"""The board: one set of rows feeds every panel, newer versions win, and numbers add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain import queue
from gridcenter.domain.board import (
    Board,
    Filter,
    count_by_light,
    count_by_major,
    red_board,
)
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.lights import Light, light_of
from gridcenter.domain.names import Name
from gridcenter.domain.queue import in_order

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)


def row(key: int, *, due_in: int = 60, **changes: object) -> QueueRow:
    due = NOW + timedelta(minutes=due_in)
    plain = QueueRow(
        id=key,
        number=f"SJ20261118-{key:04}",
        version=1,
        state="handling",
        category_code="06012",
        category=Name("井盖缺失", "manhole cover missing"),
        major_code="06",
        major=Name("公共设施", "public facilities"),
        severity=Severity.ORDINARY,
        urgent=False,
        grid_code="709901001001001",
        grid=Name("桥头 01"),
        community_code="709901001001",
        community=Name("桥头社区"),
        unit_id=1,
        unit=Name("区城管局"),
        reported_at=NOW - timedelta(hours=2),
        due_at=due,
        yellow_at=due - timedelta(minutes=30),
        clock_mode=ClockMode.CONTINUOUS,
        paused=False,
        closed_at=None,
        report_count=1,
        vulnerable=False,
        longitude=None,
        latitude=None,
        approximate=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_in", "light"),
    [(31, Light.GREEN), (30, Light.YELLOW), (1, Light.YELLOW), (0, Light.RED), (-5, Light.RED)],
)
def test_a_light_turns_at_the_very_moment(due_in: int, light: Light) -> None:
    assert row(1, due_in=due_in).light(NOW) is light


def test_parked_is_grey_and_closing_late_is_black() -> None:
    assert row(1, due_in=-5, paused=True).light(NOW) is Light.GREY
    assert row(1, due_in=-5, closed_at=NOW).light(NOW) is Light.BLACK
    assert row(1, due_in=5, closed_at=NOW).light(NOW) is Light.GREEN
    assert light_of(due_at=None, yellow_at=None, paused=False, ended_at=None, now=NOW) is Light.GREEN


def test_an_older_version_never_replaces_a_newer_one() -> None:
    board = Board()
    board.apply([row(1, version=3, state="handling")])
    change = board.apply([row(1, version=2, state="dispatched")])
    assert board.rows[1].state == "handling"
    assert (change.arrived, change.changed, change.removed) == ((), (), ())


def test_a_closed_incident_leaves_the_board_once() -> None:
    board = Board()
    board.apply([row(1), row(2)])
    closed = row(1, version=2, closed_at=NOW)
    assert board.apply([closed]).removed == (1,)
    assert board.apply([closed]).removed == ()
    assert set(board.rows) == {2}


def test_a_filter_narrows_by_each_of_its_parts() -> None:
    board = Board()
    board.apply(
        [
            row(1, due_in=-1),
            row(2, major_code="01", major=Name("市容环境")),
            row(3, unit_id=2),
            row(4, community_code="709901002001", grid_code="709901002001001"),
        ]
    )

    def kept(**parts: object) -> set[int]:
        return {found.id for found in board.select(Filter(**parts), NOW)}  # type: ignore[arg-type]

    assert kept() == {1, 2, 3, 4}
    assert kept(lights=frozenset({Light.RED})) == {1}
    assert kept(major_code="01") == {2}
    assert kept(unit_id=2) == {3}
    assert kept(area="709901002") == {4}
    assert kept(area="709901001001001") == {1, 2, 3}
    assert kept(text="0003") == {3}


def test_a_filter_part_can_be_taken_back() -> None:
    chosen = Filter(area="709901", major_code="06")
    assert chosen.active
    assert chosen.without("area").without("major_code") == Filter()


def test_the_red_board_has_most_red_first_and_then_the_longest_overdue() -> None:
    rows = [row(1, due_in=-5), row(2, due_in=-50, unit_id=2), row(3, due_in=-9, unit_id=3), row(4, due_in=9)]
    rows.append(row(5, due_in=-1, unit_id=3))
    assert [(line.unit_id, line.count) for line in red_board(rows, NOW)] == [(3, 2), (2, 1), (1, 1)]


rows_of_a_board = st.lists(
    st.builds(
        lambda key, due_in, unit, grid, paused: row(
            key, due_in=due_in, unit_id=unit, grid_code=f"70990100100100{grid}", paused=paused
        ),
        st.integers(1, 10_000),
        st.integers(-600, 600),
        st.integers(1, 4),
        st.integers(1, 5),
        st.booleans(),
    ),
    unique_by=lambda found: found.id,
)


@given(rows_of_a_board)
def test_tile_map_bars_and_red_board_count_the_same_rows(rows: list[QueueRow]) -> None:
    lights = count_by_light(rows, NOW)
    assert sum(lights.values()) == len(rows)
    assert sum(line.count for line in count_by_major(rows)) == len(rows)
    assert sum(line.count for line in red_board(rows, NOW)) == lights.get(Light.RED, 0)


def test_the_kept_order_is_that_of_ranking_anew_under_every_filter_after_any_change() -> None:
    dice, board, now = Random(5), Board(), NOW
    board.apply(row(key, due_in=dice.randrange(-500, 500)) for key in range(200))
    filters = (
        Filter(),
        Filter(area="709901001001"),
        Filter(lights=frozenset({Light.RED})),
        Filter(text="0017"),
    )
    for version in range(2, 200):
        keys = dice.sample(range(260), dice.choice((0, 1, 2, 60)))
        changes = [replace(row(key, due_in=dice.randrange(-500, 500)), version=version) for key in keys]
        board.apply(changes, gone=dice.sample(range(260), dice.randint(0, 2)))
        now += timedelta(minutes=dice.choice((0, 1, 30, -1, -40)))
        chosen = dice.choice(filters)
        expected = in_order(board.select(chosen, now), now)
        assert [one.id for one in board.order(chosen, now).rows] == [one.id for one in expected]
        if dice.random() < 0.1:
            board.adopt(prepared(board, now))


def prepared(board: Board, now: datetime) -> Board:
    other = Board(dict(board.rows))
    other.prepare(now)
    return other


def test_on_a_full_board_a_change_ranks_its_own_row_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked: list[int] = []
    band = queue.band

    def noted(one: QueueRow, now: datetime) -> queue.Band:
        ranked.append(one.id)
        return band(one, now)

    board = Board()
    board.apply(row(key, due_in=100_000 + key) for key in range(1, 5_001))
    board.prepare(NOW)
    monkeypatch.setattr(queue, "band", noted)
    for key in range(1, 11):
        board.apply([replace(row(key, due_in=-key), version=2)])
        assert board.order(Filter(), NOW).rows[0].id == key
        assert board.order(Filter(area="709901"), NOW).rows[0].id == key
    assert set(ranked) == set(range(1, 11))
    assert len(ranked) < 100


def test_the_kept_majors_are_those_of_counting_anew_after_any_change() -> None:
    dice, board = Random(9), Board()
    board.apply(row(key, major_code=dice.choice("ABC")) for key in range(100))
    assert board.majors(Filter(), NOW) == count_by_major(board.rows.values())
    for version in range(2, 200):
        key = dice.randrange(150)
        closed_at = NOW if dice.random() < 0.2 else None
        changed = replace(row(key, major_code=dice.choice("ABCDE")), version=version, closed_at=closed_at)
        board.apply([changed], gone=[dice.randrange(150)])
        if dice.random() < 0.05:
            board.adopt(prepared(board, NOW))
        kept = {one.code: one.count for one in board.majors(Filter(), NOW)}
        assert kept == {one.code: one.count for one in count_by_major(board.rows.values())}
    chosen = Filter(major_code="A")
    assert board.majors(chosen, NOW) == count_by_major(board.select(chosen, NOW))


def test_a_major_that_is_renamed_has_the_name_of_the_row_read_last() -> None:
    board = Board()
    board.apply([row(1), row(2)])
    board.majors(Filter(), NOW)
    board.apply([replace(row(1), version=2, major=Name("新名"))])
    assert [(one.name.zh, one.count) for one in board.majors(Filter(), NOW)] == [("新名", 2)]


def test_the_foremost_rows_are_the_first_of_the_order_whatever_changed_and_turned() -> None:
    dice, board = Random(7), Board()
    board.apply([row(key, due_in=dice.randrange(-300, 300), urgent=key % 9 == 0) for key in range(80)])
    for minutes in (0, 40, 90):
        now = NOW + timedelta(minutes=minutes)
        assert [*board.foremost(now, 6)] == in_order(board.rows.values(), now)[:6]
        first = board.foremost(now, 1)[0]
        board.apply([replace(first, version=first.version + 1, closed_at=now)])
    assert [*board.foremost(now, 500)] == in_order(board.rows.values(), now)
