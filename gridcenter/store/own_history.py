"""What an account asked about residents, for its own history and for what it may do with an open card."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.own_history import OWN_ACTIONS, REVEAL, OwnLine
from gridcenter.store.audit import MISS, OUTSIDE
from gridcenter.store.models import AuditEntry
from gridcenter.store.tables import table_of

_audit = table_of(AuditEntry)


def own_history(session: Session, account_id: int, *, limit: int) -> list[OwnLine]:
    """Return the account's newest lines about residents; one outside its area reads as one that does not exist."""
    keys = ("id", "at", "action", "outcome", "purpose", "incident_number", "reason", "person_id", "fields")
    statement = (
        select(*(_audit.c[key] for key in keys))
        .where(_audit.c.account_id == account_id, _audit.c.action.in_(OWN_ACTIONS))
        .order_by(_audit.c.sequence.desc())
        .limit(limit)
    )
    return [_own(OwnLine(*row)) for row in session.execute(statement)]


def _own(line: OwnLine) -> OwnLine:
    if line.outcome != OUTSIDE:
        return line
    return OwnLine(
        line.audit_id,
        line.at,
        line.action,
        MISS,
        line.purpose,
        line.incident_number,
        line.reason,
        None,
        line.fields,
    )


def revealed_since(session: Session, account_id: int, person_id: int, *, since: datetime) -> set[str]:
    """Return the keys of the values of this person that the account had revealed at or after `since`."""
    statement = select(_audit.c.fields).where(
        _audit.c.account_id == account_id,
        _audit.c.person_id == person_id,
        _audit.c.action == REVEAL,
        _audit.c.at >= since,
    )
    return set(session.scalars(statement))
