"""Look-ups of the demo: a dispatcher had a busy hour, a grid worker mistyped; the auditor finds both notices."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.people import Purpose
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.models import Person

BUSY, MISTYPED = 34, 6
_BEGUN = timedelta(hours=3)
_PURPOSES = (Purpose.SERVICE, Purpose.SERVICE, Purpose.VISIT)
_REASON = "集中核对高龄津贴名单"


def write_look_ups(session: Session, staff: Staff, *, now: datetime) -> int:
    """Write the audit lines and return how many; the caller commits."""
    begun = now.replace(second=0, microsecond=0) - _BEGUN
    persons = session.execute(
        select(Person.id, Person.id_number)
        .where(Person.id_number.is_not(None))
        .order_by(Person.id)
        .limit(BUSY)
    ).all()
    busy = staff.holding("dispatcher")[0]
    for turn, (person, number) in enumerate(persons):
        moment = begun + timedelta(seconds=80 * turn)
        purpose = _PURPOSES[turn % len(_PURPOSES)]
        _write(session, busy, audit.LOOKUP, audit.HIT, moment, purpose, person=person, number=number or "")
    clumsy = staff.holding("collector")[0]
    for turn in range(MISTYPED):
        moment = begun + timedelta(seconds=40 * turn)
        _write(session, clumsy, audit.FAILED, audit.BAD_NUMBER, moment, Purpose.VISIT, number=f"7099{turn}")
    return len(persons) + MISTYPED


def _write(
    session: Session,
    account: DemoAccount,
    action: str,
    outcome: str,
    at: datetime,
    purpose: Purpose,
    *,
    person: int | None = None,
    number: str,
) -> None:
    end = audit.locked_chain_end(session, account.id)
    if end is None:
        return
    subject = audit.subject_hash(end.key, number)
    row = AuditRow(at, account.id, action, outcome, str(purpose), "", _REASON, subject, person)
    audit.append_entry(session, end, row)
