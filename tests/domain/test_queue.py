"""The queue: who comes first, why, and how much time is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.board import Board
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.queue import (
    Band,
    band,
    in_order,
    rank,
    reason,
    remaining_minutes,
    signed_time,
)
from gridcenter.language import use_language

OFFICE = WorkingCalendar(years=frozenset({2026}))
NOW = datetime(2026, 11, 18, 14, 32, 7, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)
NAME = Name("消防通道堵塞", "blocked fire lane")
PLAIN = QueueRow(
    id=1,
    number="SJ20261118-0001",
    version=1,
    state="handling",
    category_code="0401",
    category=NAME,
    major_code="04",
    major=NAME,
    severity=Severity.ORDINARY,
    urgent=False,
    grid_code="709901001001003",
    grid=NAME,
    community_code="709901001001",
    community=NAME,
    unit_id=1,
    unit=NAME,
    reported_at=NOW - timedelta(days=2),
    due_at=NOW + timedelta(minutes=200),
    yellow_at=NOW + timedelta(minutes=100),
    clock_mode=ClockMode.WORKING,
    paused=False,
    closed_at=None,
    report_count=1,
    vulnerable=False,
    longitude=None,
    latitude=None,
    approximate=False,
)


def row(key: int, **changed: Any) -> QueueRow:
    return replace(PLAIN, id=key, **changed)


def red(key: int, minutes: int, **changed: Any) -> QueueRow:
    due = NOW - timedelta(minutes=minutes)
    return row(key, due_at=due, yellow_at=due - timedelta(minutes=60), **changed)


def yellow(key: int, **changed: Any) -> QueueRow:
    return row(key, due_at=NOW + timedelta(minutes=18), yellow_at=NOW - timedelta(minutes=60), **changed)


def ids(rows: list[QueueRow]) -> list[int]:
    return [one.id for one in in_order(rows, NOW)]


def test_bands_come_in_the_order_of_the_rule() -> None:
    rows = [
        row(8, paused=True),
        row(7),
        row(6, report_count=2),
        row(5, vulnerable=True),
        row(4, severity=Severity.SERIOUS),
        row(3, paused=True, review_at=NOW),
        yellow(2),
        red(1, 5),
    ]
    assert ids(rows) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert sorted(band(one, NOW) for one in rows) == sorted(Band)


def test_inside_a_band_urgent_ones_lead_and_the_longest_overdue_follows() -> None:
    assert ids(
        [red(1, 10), red(2, 500), red(3, 12, urgent=True), red(4, 60, severity=Severity.EXTRAORDINARY)]
    ) == [
        3,
        4,
        2,
        1,
    ]


def test_equal_deadlines_go_by_age_and_then_by_number() -> None:
    older = row(9, reported_at=NOW - timedelta(days=9))
    assert ids([row(2), row(1), older]) == [9, 1, 2]
    assert ids([row(2, due_at=None, yellow_at=None), row(1)]) == [1, 2]


def test_the_reason_is_always_words() -> None:
    rows = [red(1, 900), red(2, 500), red(3, 12, urgent=True)]
    board = Board({one.id: one for one in rows})
    places = {one.id: board.overdue_place(one.id, NOW) for one in rows}
    assert places == {1: 1, 2: 2, 3: 3}
    use_language("en")
    assert [reason(one, NOW, overdue_place=places[one.id]) for one in rows] == [
        "red · overdue longest",
        "red · overdue no. 2",
        "red · urgent",
    ]
    assert reason(red(1, 5), NOW) == "red · overdue"
    assert reason(red(1, 5, urgent=True), NOW, with_light=False) == "urgent"
    assert reason(yellow(1), NOW) == "about to turn red"
    assert reason(yellow(1, vulnerable=True), NOW) == "about to turn red · person in need"
    assert reason(row(1, report_count=4), NOW) == "report no. 4"
    assert reason(row(1, severity=Severity.SERIOUS), NOW) == "serious"
    assert reason(row(1, severity=Severity.EXTRAORDINARY), NOW) == "extraordinarily serious"
    assert reason(row(1), NOW) == "on time"
    assert reason(row(1, due_at=None, yellow_at=None), NOW) == "no limit"
    assert reason(row(1, paused=True), NOW) == "parked"
    assert reason(row(1, paused=True, review_at=NOW), NOW) == "parked · review due"
    assert reason(row(1, applications=1), NOW) == "on time · to decide"


def test_a_parked_row_presses_again_from_its_review_date_on_and_no_earlier() -> None:
    coming = row(1, paused=True, review_at=NOW + timedelta(minutes=1), due_at=None, yellow_at=None)
    assert coming.next_turn(NOW) == NOW + timedelta(minutes=1)
    assert ids([coming, row(2)]) == [2, 1]
    assert [one.id for one in in_order([coming, row(2)], NOW + timedelta(minutes=1))] == [1, 2]
    use_language("en")
    assert signed_time(coming, NOW, OFFICE) == "parked"
    assert signed_time(coming, NOW + timedelta(minutes=1), OFFICE) == "review due"


def test_a_review_date_means_nothing_once_the_clocks_run_again() -> None:
    assert band(row(1, review_at=NOW), NOW) is Band.ORDINARY


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "mode", "words"),
    [
        ("11-18 14:20", ClockMode.WORKING, "−12 min"),
        ("11-18 14:50", ClockMode.WORKING, "18 min"),
        ("11-18 14:33", ClockMode.WORKING, "1 min"),
        ("11-18 14:32", ClockMode.WORKING, "0 min"),
        ("11-18 10:46", ClockMode.WORKING, "−1 h 46 min"),
        ("11-18 15:37", ClockMode.WORKING, "1 h 05 min"),
        ("11-13 16:32", ClockMode.WORKING, "−2 work days 6 h"),
        ("11-19 14:32", ClockMode.WORKING, "1 work day"),
        ("11-18 10:46", ClockMode.CONTINUOUS, "−3 h 46 min"),
        ("11-20 17:00", ClockMode.CONTINUOUS, "2 days 2 h"),
        ("11-17 12:00", ClockMode.CONTINUOUS, "−1 day 2 h"),
    ],
)
def test_signed_time_counts_in_the_clocks_own_mode(due: str, mode: ClockMode, words: str) -> None:
    use_language("en")
    one = row(1, due_at=at(due), clock_mode=mode)
    assert signed_time(one, at("11-18 14:32"), OFFICE) == words


def test_a_begun_minute_is_still_left_and_not_yet_overdue() -> None:
    one = row(1, due_at=at("11-18 14:50"))
    assert remaining_minutes(one, at("11-18 14:32:07"), OFFICE) == 18
    assert remaining_minutes(one, at("11-18 14:50:30"), OFFICE) == 0
    assert remaining_minutes(one, at("11-18 14:51:00"), OFFICE) == -1


def test_parked_and_unlimited_rows_have_no_number() -> None:
    use_language("en")
    assert signed_time(row(1, paused=True), NOW, OFFICE) == "parked"
    assert signed_time(row(1, due_at=None), NOW, OFFICE) == ""


MINUTES = st.integers(-5000, 5000)
ROWS = st.builds(
    row,
    st.integers(1, 10_000),
    due_at=st.one_of(st.none(), MINUTES.map(lambda minutes: NOW + timedelta(minutes=minutes))),
    yellow_at=st.one_of(st.none(), MINUTES.map(lambda minutes: NOW + timedelta(minutes=minutes))),
    reported_at=MINUTES.map(lambda minutes: NOW - timedelta(minutes=abs(minutes))),
    urgent=st.booleans(),
    severity=st.sampled_from(Severity),
    vulnerable=st.booleans(),
    report_count=st.integers(1, 5),
    paused=st.booleans(),
    review_at=st.one_of(st.none(), MINUTES.map(lambda minutes: NOW + timedelta(minutes=minutes))),
)


@given(st.lists(ROWS, max_size=60, unique_by=lambda one: one.id), st.randoms())
def test_the_order_does_not_depend_on_where_rows_came_from(rows: list[QueueRow], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert ids(rows) == ids(mixed)


@given(st.lists(ROWS, min_size=1, max_size=40, unique_by=lambda one: one.id))
def test_no_light_that_presses_less_ever_comes_first(rows: list[QueueRow]) -> None:
    pressing = [Light.RED, Light.YELLOW, Light.GREEN, Light.GREY]
    waiting = [one for one in rows if not one.review_due(NOW)]
    told = [pressing.index(one.light(NOW)) for one in in_order(waiting, NOW)]
    assert told == sorted(told)


@given(ROWS, ROWS)
def test_every_row_has_a_place_of_its_own_and_a_reason(one: QueueRow, other: QueueRow) -> None:
    assert (rank(one, NOW) == rank(other, NOW)) <= (one.id == other.id)
    assert reason(one, NOW, overdue_place=3)
