"""Staged rows that nobody applied or dropped: they hold personal data and go after the days of the rules."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.import_batches import BatchState
from gridcenter.language import tr
from gridcenter.services.import_batch_rules import import_batch_rules
from gridcenter.store.import_batches import forget_staged_rows, forgotten_batches, locked_batch


def drop_forgotten(session: Session, *, now: datetime) -> int:
    """Drop what was staged longer ago than the rules allow; the caller commits. Return how many batches.

    Every desk does so when it starts, and whoever stages, applies or lists batches.
    """
    days = import_batch_rules().keep_days
    dropped = 0
    for batch_id in forgotten_batches(session, before=now - timedelta(days=days)):
        found = locked_batch(session, batch_id)
        if found is None or found.state != BatchState.STAGED:
            continue
        found.state, found.ended_at = BatchState.DROPPED.value, now
        found.end_reason = tr("not applied within {n} days").format(n=days)
        session.flush()
        forget_staged_rows(session, batch_id)
        dropped += 1
    return dropped
