"""Queries about working calendars."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import String, bindparam, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from gridcenter.domain.calendars import WorkingCalendar, span
from gridcenter.store.models import Calendar, CalendarDay
from gridcenter.store.prepared import Prepared, Row

OFFICE = "office"
_WORKED, _FREE = "+", "-"


class _listed(FunctionElement[str]):  # noqa: N801 - reads as an SQL function
    """Days with their marks in one text such as "2026-10-01- 2026-10-10+", whatever way a server writes dates."""

    type = String()
    inherit_cache = True
    name = "listed"


@compiles(_listed, "sqlite")
def _sqlite_list(element: _listed, compiler: SQLCompiler, **options: Any) -> str:
    day, mark = (compiler.process(clause, **options) for clause in element.clauses)
    return f"group_concat({day} || {mark}, ' ')"


@compiles(_listed, "postgresql")
def _postgres_list(element: _listed, compiler: SQLCompiler, **options: Any) -> str:
    day, mark = (compiler.process(clause, **options) for clause in element.clauses)
    return f"string_agg(to_char({day}, 'YYYY-MM-DD') || {mark}, ' ')"


_MARK = case((CalendarDay.working, _WORKED), else_=_FREE)
_DAYS = select(_listed(CalendarDay.day, _MARK)).where(CalendarDay.calendar_key == Calendar.key)
_WITH_DAYS = Prepared(
    select(
        Calendar.zone,
        Calendar.spans,
        Calendar.weekdays,
        Calendar.years,
        func.coalesce(_DAYS.correlate(Calendar).scalar_subquery(), ""),
    ).where(Calendar.key == bindparam("key"))
)


def working_calendar(session: Session, key: str = OFFICE) -> WorkingCalendar:
    """Return the calendar as it is now; a store without it gets plain office hours that cover no year."""
    session.flush()
    row = _WITH_DAYS.first(session, key=key)
    return WorkingCalendar() if row is None else _calendar(row)


@lru_cache(maxsize=32)
def _calendar(row: Row) -> WorkingCalendar:
    """Build the calendar; the same words give the same one, which keeps the positions it has computed."""
    zone, spans, weekdays, years, listed = row
    days = [(date.fromisoformat(day[:-1]), day[-1]) for day in listed.split()]
    return WorkingCalendar(
        zone=zone,
        spans=tuple(span(text) for text in spans.split()),
        weekdays=frozenset(int(digit) for digit in weekdays),
        holidays=frozenset(day for day, mark in days if mark == _FREE),
        makeup=frozenset(day for day, mark in days if mark == _WORKED),
        years=frozenset(int(year) for year in years.split()),
    )


def calendar_keys(session: Session) -> list[str]:
    return list(session.scalars(select(Calendar.key)))
