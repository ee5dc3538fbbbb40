"""Working calendars as the store keeps them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from gridcenter.domain.calendars import OFFICE, WorkingCalendar
from gridcenter.services.reference import load_reference
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.models import Calendar, CalendarDay


def test_the_calendar_of_a_new_store_knows_the_holidays_and_the_make_up_days(store: Store) -> None:
    with store.begin() as session:
        load_reference(session)
        found = working_calendar(session)
    assert date(2026, 10, 1) in found.holidays
    assert date(2026, 10, 10) in found.makeup
    assert found.years == {2025, 2026}
    assert found.minutes_per_day == 480


def test_a_store_without_a_calendar_counts_office_hours_and_covers_no_year(store: Store) -> None:
    with store.read() as session:
        assert working_calendar(session) == WorkingCalendar()


def test_a_day_entered_by_another_desk_counts_at_once(store: Store) -> None:
    with store.begin() as session:
        load_reference(session)
    with store.read() as session:
        before = working_calendar(session)
        assert working_calendar(session) is before, "an unchanged calendar keeps what it has computed"
    day = date(2026, 11, 20)
    with store.begin() as session:
        session.add(CalendarDay(calendar_key=OFFICE, day=day, working=False))
        assert day in working_calendar(session).holidays
    with store.read() as session:
        assert working_calendar(session).holidays == before.holidays | {day}
    with store.begin() as session:
        session.get_one(Calendar, OFFICE).spans = "09:00-12:00"
        session.delete(session.get_one(CalendarDay, (OFFICE, day)))
    with store.read() as session:
        after = working_calendar(session)
        assert (after.minutes_per_day, after.holidays) == (180, before.holidays)


def test_a_server_that_writes_dates_in_another_way_gives_the_same_days(postgres_store: Store) -> None:
    with postgres_store.begin() as session:
        load_reference(session)
        found = working_calendar(session)
        session.execute(text("SET DateStyle = 'German'"))
        assert working_calendar(session) == found
