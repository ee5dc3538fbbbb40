"""Drafts (草稿): what somebody has typed and not yet sent is kept in the store, for its own account only.

A draft belongs to one open form, named by the form's idempotency key. Reporting the incident removes it in the
same transaction; a draft that is there has therefore not been reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.drafts import (
    delete_draft,
    delete_drafts_before,
    draft_row,
    lock_account,
    newest_draft_row,
)
from gridcenter.store.models import Draft, Incident

LONGEST_CONTENT = 4_000_000
"""Characters; room for a megabyte of pasted text that JSON writes with escapes."""
FORGOTTEN_AFTER = timedelta(days=7)
"""A draft may name people: one that nobody came back for does not stay."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was typed into one form, as JSON text."""

    key: str
    content: str = field(repr=False)
    updated_at: datetime


def keep_draft(session: Session, key: str, content: str, *, by: Actor, now: datetime) -> bool:
    """Keep what stands in the form now; the caller owns the transaction.

    False where nothing is to be kept: the form has been sent already, or the actor has no account in this store.

    Raises:
        BadInput: The form has no key, or holds more than a draft may.
    """
    _check(key, content)
    if not lock_account(session, by.account_id):
        return False
    if session.scalar(select(Incident.id).where(Incident.idempotency_key == key)) is not None:
        return False
    delete_drafts_before(session, by.account_id, now - FORGOTTEN_AFTER)
    row = draft_row(session, by.account_id, key)
    if row is None:
        session.add(Draft(account_id=by.account_id, key=key, content=content, updated_at=now))
    else:
        row.content, row.updated_at = content, now
    session.flush()
    return True


def kept_draft(session: Session, *, by: Actor, now: datetime) -> KeptDraft | None:
    """Return the actor's newest draft; None where there is none, or it was forgotten too long."""
    row = newest_draft_row(session, by.account_id)
    if row is None or row.updated_at < now - FORGOTTEN_AFTER:
        return None
    return _kept(row)


def take_draft(session: Session, key: str, *, into: str, by: Actor, now: datetime) -> KeptDraft | None:
    """Hand a draft over to the form with key `into`; None where it was sent or another desk took it meanwhile.

    The draft gets the new form's key: the form it came from, should it still be open somewhere, stays a report of
    its own instead of swallowing this one.
    """
    row = draft_row(session, by.account_id, key)
    if row is None:
        return None
    content = row.content
    delete_draft(session, by.account_id, key)
    session.expunge(row)
    taken = Draft(account_id=by.account_id, key=into, content=content, updated_at=now)
    session.add(taken)
    session.flush()
    return _kept(taken)


def drop_draft(session: Session, key: str, *, by: Actor) -> None:
    """Throw the actor's draft away; one that is not there is no error."""
    delete_draft(session, by.account_id, key)


def _kept(row: Draft) -> KeptDraft:
    return KeptDraft(row.key, row.content, row.updated_at)


def _check(key: str, content: str) -> None:
    if not key:
        raise BadInput(tr("a draft needs the key of its form"))
    if len(content) > LONGEST_CONTENT:
        raise BadInput(
            tr("the form holds too much to be kept as a draft ({n} characters); shorten its text").format(
                n=len(content)
            )
        )
