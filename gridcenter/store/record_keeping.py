"""Writing what is said, verified and taken back about a person; what was said stands for good (see the triggers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gridcenter.store.models import Account, RecordItem
from gridcenter.store.tables import table_of

_record, _account = table_of(RecordItem), table_of(Account)


@dataclass(frozen=True, slots=True)
class Doing:
    """What became of one value, without the value: who verified it and who took it back, when."""

    id: int
    base: bool
    person_id: int
    source: str
    verified_on: date | None
    verifier: str
    withdrawn_at: datetime | None
    withdrawer: str


def doings_about(session: Session, person_ids: Sequence[int], key: str) -> list[Doing]:
    """Return every value of one item, taken back or not, by id."""
    verifier, withdrawer = _account.alias("verifier"), _account.alias("withdrawer")
    statement = (
        select(
            _record.c.id,
            _record.c.base,
            _record.c.person_id,
            _record.c.source,
            _record.c.verified_on,
            func.coalesce(verifier.c.name, ""),
            _record.c.withdrawn_at,
            func.coalesce(withdrawer.c.name, ""),
        )
        .outerjoin_from(_record, verifier, verifier.c.id == _record.c.verified_by)
        .outerjoin(withdrawer, withdrawer.c.id == _record.c.withdrawn_by)
        .where(_record.c.person_id.in_(person_ids), _record.c.key == key)
        .order_by(_record.c.id)
    )
    return [Doing(*row) for row in session.execute(statement)]


def verify_record(session: Session, record_id: int, *, by: int, on: date) -> None:
    values = {"verified": True, "verified_by": by, "verified_on": on}
    session.execute(update(_record).where(_record.c.id == record_id).values(values))


def withdraw_record(session: Session, record_id: int, *, by: int, at: datetime, why: str) -> None:
    values = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_why": why}
    session.execute(update(_record).where(_record.c.id == record_id).values(values))


def add_record(session: Session, row: RecordItem) -> int:
    session.add(row)
    session.flush()
    return row.id


def same_record(
    session: Session, person_id: int, key: str, value: str, source: str, recorded_on: date | None
) -> bool:
    """Tell whether just this stands already, said by the same source on the same day, and not taken back."""
    statement = select(_record.c.id).where(
        _record.c.person_id == person_id,
        _record.c.key == key,
        _record.c.value == value,
        _record.c.source == source,
        _record.c.recorded_on == recorded_on,
        _record.c.withdrawn_at.is_(None),
    )
    return session.scalar(statement.limit(1)) is not None
