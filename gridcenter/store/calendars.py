"""Queries about working calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import String, bindparam, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from gridcenter.domain.calendar_editions import CalendarEdition, NamedDay
from gridcenter.domain.calendars import OFFICE, WorkingCalendar, span
from gridcenter.domain.names import Name
from gridcenter.store.models import Calendar, CalendarDay
from gridcenter.store.prepared import Prepared, Row

_WORKED, _FREE = "+", "-"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition with its key, its number within the family, and who entered it when and why."""

    content: CalendarEdition
    key: str
    number: int
    entered_at: datetime | None
    entered_by: str
    reason: str


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
_WITH_DAYS = select(
    Calendar.key,
    Calendar.zone,
    Calendar.spans,
    Calendar.weekdays,
    Calendar.years,
    func.coalesce(_DAYS.correlate(Calendar).scalar_subquery(), ""),
)
_EDITION = Prepared(_WITH_DAYS.where(Calendar.key == bindparam("key")))
_IN_FORCE = Prepared(
    _WITH_DAYS.where(Calendar.family == bindparam("family")).order_by(Calendar.edition.desc()).limit(1)
)


def working_calendar(session: Session) -> WorkingCalendar:
    """Return the edition in force now; a store without one gets plain office hours that cover no year."""
    return calendar_in_force(session, OFFICE) or WorkingCalendar()


def calendar_in_force(session: Session, family: str) -> WorkingCalendar | None:
    session.flush()
    row = _IN_FORCE.first(session, family=family)
    return None if row is None else _calendar(row)


def calendar_edition(session: Session, key: str) -> WorkingCalendar:
    """Return the edition that a clock names; one that the store lost counts plain office hours and covers no year."""
    session.flush()
    row = _EDITION.first(session, key=key)
    return WorkingCalendar(key=key) if row is None else _calendar(row)


@lru_cache(maxsize=32)
def _calendar(row: Row) -> WorkingCalendar:
    """Build the calendar; the same words give the same one, which keeps the positions it has computed."""
    key, zone, spans, weekdays, years, listed = row
    days = [(date.fromisoformat(day[:-1]), day[-1]) for day in listed.split()]
    return WorkingCalendar(
        key=key,
        zone=zone,
        spans=tuple(span(text) for text in spans.split()),
        weekdays=frozenset(int(digit) for digit in weekdays),
        holidays=frozenset(day for day, mark in days if mark == _FREE),
        makeup=frozenset(day for day, mark in days if mark == _WORKED),
        years=frozenset(int(year) for year in years.split()),
    )


def calendar_keys(session: Session) -> list[str]:
    return list(session.scalars(select(Calendar.key)))


def editions(session: Session) -> list[EditionRow]:
    """Return every edition of every family, the one in force first within its family."""
    rows = session.scalars(select(Calendar).order_by(Calendar.family, Calendar.edition.desc()))
    return [
        EditionRow(_entered(session, row), row.key, row.edition, row.entered_at, row.entered_by, row.reason)
        for row in rows
    ]


def lock_family(session: Session, family: str) -> None:
    """Keep others from entering an edition of the family until the transaction ends."""
    session.execute(select(Calendar.key).where(Calendar.family == family).with_for_update())


def add_edition(
    session: Session, edition: CalendarEdition, *, number: int, by: str, at: datetime, reason: str
) -> str:
    """Write the edition beside the others and return its key; the caller owns the transaction."""
    key = f"{edition.family}@{number}" if number > 1 else edition.family
    session.add(
        Calendar(
            key=key,
            family=edition.family,
            edition=number,
            name=edition.name.zh,
            name_en=edition.name.en,
            zone=edition.zone,
            spans=edition.spans,
            weekdays=edition.weekdays,
            years=" ".join(str(year) for year in edition.years),
            entered_at=at,
            entered_by=by,
            reason=reason,
        )
    )
    session.flush()
    session.add_all(
        CalendarDay(calendar_key=key, day=day, working=known.working, name=known.name)
        for day, known in edition.days.items()
    )
    session.flush()
    return key


def _entered(session: Session, row: Calendar) -> CalendarEdition:
    days = session.scalars(select(CalendarDay).where(CalendarDay.calendar_key == row.key))
    return CalendarEdition(
        family=row.family,
        name=Name(row.name, row.name_en),
        zone=row.zone,
        spans=row.spans,
        weekdays=row.weekdays,
        years=tuple(int(year) for year in row.years.split()),
        days={one.day: NamedDay(one.working, one.name) for one in days},
    )
