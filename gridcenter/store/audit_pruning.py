"""Where the chains of the audit begin, and the removal of what lies before: only from the beginning of a chain.

A pruning leaves an anchor for every account that ever lost lines: the last line removed and its hash. Their common
digest stands in the audit line of the pruning, so that nobody makes an anchor without one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from gridcenter.store.models import AuditAnchor, AuditEntry, AuditListed

PRUNE = "audit_prune"
"""Action of the audit row of a pruning; its `fields` holds the digest of the anchors."""
FIRST_PRUNING = 1


class Anchor(NamedTuple):
    """The last line that was removed from the beginning of an account's chain."""

    account_id: int
    sequence: int
    hash: str


class ChainSpan(NamedTuple):
    """An account's chain: how far it may be removed, the newest line staying in any case; 0: nothing of it."""

    account_id: int
    upto: int


def newest_pruning(session: Session) -> int:
    """Return the number of the newest pruning, 0 where there was none."""
    return session.scalar(select(func.max(AuditAnchor.pruning))) or 0


def anchors(session: Session) -> dict[int, Anchor]:
    """Return where chains begin, by account; an account without one begins with its first line."""
    newest = select(func.max(AuditAnchor.pruning)).scalar_subquery()
    columns = AuditAnchor.account_id, AuditAnchor.sequence, AuditAnchor.hash
    rows = session.execute(select(*columns).where(AuditAnchor.pruning == newest))
    return {row.account_id: Anchor(*row) for row in rows}


def digest(found: Iterable[Anchor]) -> str:
    return hashlib.sha256(json.dumps(sorted(found), separators=(",", ":")).encode()).hexdigest()


def is_audited(session: Session, found: Iterable[Anchor]) -> bool:
    """Tell whether a line of the audit vouches for these anchors."""
    own = AuditEntry.action == PRUNE, AuditEntry.fields == digest(found)
    return session.scalar(select(AuditEntry.id).where(*own).limit(1)) is not None


def removable(session: Session, *, before: datetime) -> list[ChainSpan]:
    """Return how far each chain may be removed: its lines older than `before`, up to the first that is not."""
    entry = AuditEntry
    first_kept = (
        select(entry.account_id, func.min(entry.sequence).label("first"))
        .where(entry.at >= before)
        .group_by(entry.account_id)
        .subquery()
    )
    last = func.max(entry.sequence)
    spans = (
        select(entry.account_id, last, func.min(first_kept.c.first))
        .join(first_kept, first_kept.c.account_id == entry.account_id, isouter=True)
        .group_by(entry.account_id)
        .order_by(entry.account_id)
    )
    return [
        ChainSpan(account, min(newest, first if first is not None else newest) - 1)
        for account, newest, first in session.execute(spans)
    ]


def write_anchors(session: Session, pruning: int, found: Iterable[Anchor]) -> None:
    rows = [{"pruning": pruning, **one._asdict()} for one in found]
    session.execute(insert(AuditAnchor), rows)


def remove(session: Session, anchor: Anchor) -> int:
    """Remove what lies up to an anchor that was written before, and its lists; return how many lines they were."""
    own = AuditEntry.account_id == anchor.account_id, AuditEntry.sequence <= anchor.sequence
    count = session.scalar(select(func.count()).select_from(AuditEntry).where(*own)) or 0
    lists = AuditListed.audit_id.in_(select(AuditEntry.id).where(*own))
    session.execute(delete(AuditListed).where(lists), execution_options={"synchronize_session": False})
    session.execute(delete(AuditEntry).where(*own), execution_options={"synchronize_session": False})
    return count
