"""PINs of accounts as they are kept, and the tries to open a desk that stand in the audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.audit import OPENED, UNLOCK, WRONG
from gridcenter.store.models import AccountPin, AuditEntry

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Pin:
    """`cost` is n, r and p of scrypt; an empty hash is no PIN."""

    cost: str
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)


def pin_of(session: Session, account_id: int) -> Pin | None:
    own = AccountPin.account_id == account_id
    row = session.scalar(select(AccountPin).where(own).order_by(AccountPin.id.desc()).limit(1))
    if row is None or not row.hash:
        return None
    return Pin(row.cost, bytes.fromhex(row.salt), bytes.fromhex(row.hash))


def write_pin(session: Session, account_id: int, pin: Pin, *, at: datetime) -> None:
    session.add(
        AccountPin(account_id=account_id, at=at, cost=pin.cost, salt=pin.salt.hex(), hash=pin.hash.hex())
    )


def unlock_outcomes(session: Session, account_id: int) -> list[tuple[str, datetime]]:
    """Return how the account's latest tries ended, the newest first."""
    own = AuditEntry.account_id == account_id, AuditEntry.action == UNLOCK
    tried = AuditEntry.outcome.in_((OPENED, WRONG))
    rows = session.execute(
        select(AuditEntry.outcome, AuditEntry.at)
        .where(*own, tried)
        .order_by(AuditEntry.sequence.desc())
        .limit(_TRIES)
    )
    return [(outcome, at) for outcome, at in rows]
