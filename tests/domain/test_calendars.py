"""Working time: lunch, weekends, holidays, make-up workdays, and the sharp end of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.calendars import (
    CONTINUOUS,
    OFFICE_WEEKDAYS,
    DaySpan,
    Ground,
    WorkingCalendar,
    advance,
    span,
)
from gridcenter.domain.errors import BadInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
OFFICE = WorkingCalendar(
    holidays=NATIONAL_DAY, makeup=frozenset({date(2026, 9, 20), date(2026, 10, 10)}), years=frozenset({2026})
)


def local(text: str) -> datetime:
    """Read "11-18 14:32" as Shanghai time of 2026, or a full date."""
    full = text if text[:4].isdigit() else f"2026-{text}"
    return datetime.fromisoformat(full).replace(tzinfo=SHANGHAI).astimezone(UTC)


VECTORS = [
    # Wednesday 18 November 2026 and around it
    ("11-18 08:00", 0, "11-18 08:00"),
    ("11-18 08:00", 60, "11-18 09:00"),
    ("11-18 11:30", 60, "11-18 14:30"),  # lunch is skipped
    ("11-18 08:00", 240, "11-18 12:00"),  # the morning is used up at noon, not at two o'clock
    ("11-18 08:00", 480, "11-18 18:00"),  # one working day ends at 18:00 sharp
    ("11-18 17:40", 20, "11-18 18:00"),
    ("11-18 17:40", 21, "11-19 08:01"),
    ("11-18 20:00", 15, "11-19 08:15"),  # handed over in the evening
    ("11-18 06:00", 15, "11-18 08:15"),
    ("11-18 12:30", 15, "11-18 14:15"),
    ("11-20 17:00", 120, "11-23 09:00"),  # Friday to Monday
    ("11-21 10:00", 60, "11-23 09:00"),  # begun on a Saturday
    ("09-30 17:00", 120, "10-08 09:00"),  # seven free days
    ("10-09 17:00", 120, "10-10 09:00"),  # Saturday 10 October is worked
    ("10-10 17:00", 120, "10-12 09:00"),
    ("2026-12-31 17:30", 60, "2027-01-01 08:30"),  # no notice for 2027: computed by weekday, and said so
]


@pytest.mark.parametrize(("start", "minutes", "due"), VECTORS)
def test_a_limit_ends_where_the_calendar_says(start: str, minutes: int, due: str) -> None:
    assert OFFICE.add_minutes(local(start), minutes) == local(due)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("11-18 08:00", "11-18 18:00", 480),
        ("11-18 12:00", "11-18 14:00", 0),
        ("11-18 18:00", "11-19 08:00", 0),
        ("11-17 17:40", "11-18 09:30", 110),
        ("11-16 00:00", "11-23 00:00", 5 * 480),
        ("09-28 00:00", "10-12 00:00", 6 * 480),
        ("11-18 08:00:30", "11-18 08:02:29", 1),
        ("11-18 09:00", "11-18 08:00", -60),
    ],
)
def test_minutes_between_count_only_working_time(start: str, end: str, minutes: int) -> None:
    assert OFFICE.minutes_between(local(start), local(end)) == minutes


def test_moments_come_out_in_utc() -> None:
    assert OFFICE.add_minutes(datetime(2026, 11, 18, 8, tzinfo=SHANGHAI), 60).tzinfo is UTC
    assert OFFICE.add_minutes(datetime(2026, 11, 18, 8, tzinfo=SHANGHAI), 0).tzinfo is UTC


def test_a_year_without_its_holiday_notice_is_named() -> None:
    assert OFFICE.missing_years(local("11-18 08:00"), local("2028-01-02 08:00")) == (2027, 2028)
    assert OFFICE.missing_years(local("11-18 08:00"), local("2027-01-01 00:00")) == ()
    assert CONTINUOUS.missing_years(local("11-18 08:00"), local("2028-01-02 08:00")) == ()


def test_pieces_name_lunch_night_weekend_and_holiday() -> None:
    told = [
        (piece.ground, piece.counted) for piece in OFFICE.pieces(local("11-20 09:00"), local("11-23 09:00"))
    ]
    assert told == [
        (Ground.WORKING_HOURS, True),
        (Ground.LUNCH, False),
        (Ground.WORKING_HOURS, True),
        (Ground.WEEKEND, False),
        (Ground.WORKING_HOURS, True),
    ]
    holiday = list(OFFICE.pieces(local("09-30 19:00"), local("10-08 08:00")))
    assert [(piece.ground, piece.start, piece.end) for piece in holiday] == [
        (Ground.HOLIDAY, local("09-30 19:00"), local("10-08 08:00"))
    ]
    assert list(OFFICE.pieces(local("11-20 09:00"), local("11-20 09:00"))) == []


def test_a_calendar_round_the_clock_has_no_gap_at_midnight() -> None:
    round_the_clock = WorkingCalendar(spans=(DaySpan(0, 1440),), weekdays=frozenset(range(1, 8)))
    start, end = local("11-18 23:59"), local("11-19 00:01")
    assert round_the_clock.minutes_between(start, end) == CONTINUOUS.minutes_between(start, end) == 2
    assert round_the_clock.add_minutes(start, 1) == CONTINUOUS.add_minutes(start, 1) == local("11-19 00:00")
    assert CONTINUOUS.minutes_per_day == round_the_clock.minutes_per_day == 1440
    assert CONTINUOUS.moment_at(CONTINUOUS.position(start)) == start
    assert [piece.ground for piece in CONTINUOUS.pieces(start, end)] == [Ground.CONTINUOUS]
    assert list(CONTINUOUS.pieces(end, start)) == []


def test_working_hours_are_read_from_text() -> None:
    assert (span("08:00-12:00"), span("14:00–24:00")) == (DaySpan(480, 720), DaySpan(840, 1440))
    for bad in ("8 to 12", "12:00-08:00", "08:00", "23:00-25:00"):
        with pytest.raises(BadInput, match="08:00-12:00"):
            span(bad)


def test_a_calendar_that_never_works_is_refused() -> None:
    with pytest.raises(BadInput):
        WorkingCalendar(spans=())
    with pytest.raises(BadInput):
        WorkingCalendar(spans=(DaySpan(480, 720), DaySpan(700, 800)))
    with pytest.raises(BadInput):
        WorkingCalendar(weekdays=frozenset())
    with pytest.raises(BadInput):
        WorkingCalendar(weekdays=frozenset({0}))


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
CALENDARS = st.builds(
    WorkingCalendar,
    spans=st.sampled_from(
        [(DaySpan(480, 720), DaySpan(840, 1080)), (DaySpan(0, 1440),), (DaySpan(540, 1020),)]
    ),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
    holidays=st.frozensets(DAYS, max_size=40),
    makeup=st.frozensets(DAYS, max_size=40),
)


@given(CALENDARS, MOMENTS, st.integers(1, 40_000))
def test_a_deadline_is_the_first_moment_with_the_limit_used(
    calendar: WorkingCalendar, start: datetime, minutes: int
) -> None:
    due = calendar.add_minutes(start, minutes)
    assert due > start
    assert calendar.minutes_between(start, due) == minutes
    assert calendar.minutes_between(start, due - timedelta(microseconds=1)) == minutes - 1


@given(CALENDARS, MOMENTS, MOMENTS)
def test_pieces_cover_the_stretch_and_agree_with_the_count(
    calendar: WorkingCalendar, one: datetime, other: datetime
) -> None:
    start, end = sorted((one, other))
    end = min(end, start + timedelta(days=40))
    pieces = list(calendar.pieces(start, end))
    if start < end:
        assert (pieces[0].start, pieces[-1].end) == (start, end)
    assert all(earlier.end == later.start for earlier, later in pairwise(pieces))
    counted = sum((piece.end - piece.start for piece in pieces if piece.counted), timedelta())
    assert counted == (calendar.position(end) - calendar.position(start)) * timedelta(microseconds=1)


@given(CALENDARS, MOMENTS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_advancing_in_two_goes_ends_where_one_go_ends(
    calendar: WorkingCalendar, start: datetime, first: int, second: int
) -> None:
    assert advance(calendar, advance(calendar, start, first), second) in {
        advance(calendar, start, first + second),
        advance(calendar, start, first),
    }


def test_office_weekdays_are_monday_to_friday() -> None:
    assert frozenset({1, 2, 3, 4, 5}) == OFFICE_WEEKDAYS
