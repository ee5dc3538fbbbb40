"""Incident numbers: prefix, local day and a serial without gaps, given out one by one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.store.models import Counter, Incident

SERIAL_DIGITS = 4
_PERSONS, _RULES, _NO_DAY = "persons", "integrity", date(2000, 1, 1)


def lock_numbers(session: Session, *, prefix: str, day: date) -> None:
    """Make other reporters of this day wait until the transaction ends (SQLite has one writer anyway)."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Counter).values(key=_key(prefix, day), value=0).on_conflict_do_nothing())
    session.execute(select(Counter.key).where(Counter.key == _key(prefix, day)).with_for_update())


def lock_person_numbers(session: Session) -> None:
    """Let one transaction at a time bring persons in: no key keeps an unverified number from coming twice."""
    lock_numbers(session, prefix=_PERSONS, day=_NO_DAY)


def lock_rules(session: Session) -> None:
    """Let one transaction at a time switch integrity rules, or keep what a run of them found."""
    lock_numbers(session, prefix=_RULES, day=_NO_DAY)


def next_number(session: Session, *, prefix: str, day: date) -> str:
    """Return the next free number, such as SJ20261118-0386; `lock_numbers` must have been called.

    The first number of a day also looks at numbers that came in by import or demo without the counter.
    """
    counter = session.get_one(Counter, _key(prefix, day), populate_existing=True)
    if counter.value == 0:
        counter.value = _highest_serial(session, _key(prefix, day))
    counter.value += 1
    return f"{_key(prefix, day)}-{counter.value:0{SERIAL_DIGITS}}"


def _key(prefix: str, day: date) -> str:
    return f"{prefix}{day:%Y%m%d}"


def _highest_serial(session: Session, key: str) -> int:
    start, end = f"{key}-", f"{key}."
    in_use = (Incident.number >= start) & (Incident.number < end)
    longest = select(func.max(func.length(Incident.number))).where(in_use).scalar_subquery()
    highest = session.scalar(
        select(func.max(Incident.number)).where(in_use, func.length(Incident.number) == longest)
    )
    serial = highest.removeprefix(start) if highest else "0"
    return int(serial) if serial.isdecimal() else 0
