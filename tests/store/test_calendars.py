"""Working calendars as the store keeps them."""

from __future__ import annotations

from datetime import date

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.services.reference import load_reference
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store


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
