"""The groups of the forecast: two hours, today, and until the end of the next working day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from gridcenter.domain.calendars import CONTINUOUS, WorkingCalendar
from gridcenter.domain.turning import Turn, next_working_day, turn_spans, turning_until, turning_within
from tests.desktop.sample_desk import yellow_row

ZONE = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 14, 32, tzinfo=ZONE)
FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=ZONE)


def held(now: datetime, *due: str) -> dict[Turn, list[int]]:
    """Return by group the places of deadlines such as "11-19 09:00" in the order of nearness."""
    rows = [
        yellow_row(place, due_at=datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE))
        for place, text in enumerate(due)
    ]
    spans = turn_spans(now, ZONE, WorkingCalendar())
    return {span.turn: [row.id for row in turning_within(rows, span)] for span in spans}


def test_a_deadline_stands_in_the_groups_that_hold_it() -> None:
    found = held(WEDNESDAY, "11-18 16:00", "11-18 15:00", "11-18 18:00", "11-19 09:00", "11-20 09:00")
    assert found == {Turn.SOON: [1, 0], Turn.TODAY: [1, 0, 2], Turn.NEXT: [3]}


def test_on_a_friday_the_last_group_holds_the_weekend_and_monday() -> None:
    found = held(FRIDAY, "11-21 09:00", "11-22 23:30", "11-23 18:00", "11-24 08:30")
    assert found[Turn.NEXT] == [0, 1, 2]
    assert turn_spans(FRIDAY, ZONE, WorkingCalendar())[-1].day == date(2026, 11, 23)
    assert turn_spans(FRIDAY, ZONE, CONTINUOUS)[-1].day == date(2026, 11, 21)


def test_what_is_red_already_or_parked_or_has_no_deadline_does_not_turn() -> None:
    soon = WEDNESDAY + timedelta(minutes=5)
    rows = [
        replace(yellow_row(1), due_at=WEDNESDAY),
        replace(yellow_row(2), due_at=soon, paused=True),
        replace(yellow_row(3), due_at=None),
        replace(yellow_row(4), due_at=soon),
    ]
    (first, *_) = turn_spans(WEDNESDAY, ZONE, WorkingCalendar())
    assert [row.id for row in turning_until(rows, WEDNESDAY, first.end)] == [4]
    assert [row.id for row in turning_within(rows, first)] == [4]


def test_a_calendar_without_a_working_day_for_weeks_does_not_search_for_ever() -> None:
    never = WorkingCalendar(holidays=frozenset(date(2026, 11, 18) + timedelta(days=n) for n in range(40)))
    assert next_working_day(date(2026, 11, 18), ZONE, never) == date(2026, 11, 19)


def test_a_day_ends_at_midnight_of_the_district_and_not_of_greenwich() -> None:
    found = held(WEDNESDAY, "11-18 23:59", "11-19 00:01", "11-19 07:59", "11-20 00:01")
    assert found == {Turn.SOON: [], Turn.TODAY: [0], Turn.NEXT: [1, 2]}


def test_midnight_belongs_to_the_day_that_it_ends() -> None:
    midnight = datetime(2026, 11, 19, tzinfo=ZONE).astimezone(UTC)
    today, following = turn_spans(WEDNESDAY, ZONE, WorkingCalendar())[1:]
    row = replace(yellow_row(1), due_at=midnight)
    assert (today.holds(row), following.holds(row)) == (True, False)
