"""Queries about working calendars."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.calendars import WorkingCalendar, span
from gridcenter.store.models import Calendar, CalendarDay

OFFICE = "office"


def working_calendar(session: Session, key: str = OFFICE) -> WorkingCalendar:
    """Return the calendar as it is now; a store without it gets plain office hours that cover no year."""
    row = session.execute(
        select(Calendar.zone, Calendar.spans, Calendar.weekdays, Calendar.years).where(Calendar.key == key)
    ).one_or_none()
    if row is None:
        return WorkingCalendar()
    days = session.execute(
        select(CalendarDay.day, CalendarDay.working).where(CalendarDay.calendar_key == key)
    ).all()
    return WorkingCalendar(
        zone=row.zone,
        spans=tuple(span(text) for text in row.spans.split()),
        weekdays=frozenset(int(digit) for digit in row.weekdays),
        holidays=frozenset(day for day, working in days if not working),
        makeup=frozenset(day for day, working in days if working),
        years=frozenset(int(year) for year in row.years.split()),
    )


def calendar_keys(session: Session) -> list[str]:
    return list(session.scalars(select(Calendar.key)))
