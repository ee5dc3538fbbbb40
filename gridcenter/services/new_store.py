"""What a store needs before anybody can work with it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.services.accounts import ensure_first_account
from gridcenter.services.reference import load_reference
from gridcenter.store.audit import ensure_audit_key
from gridcenter.store.schema import await_administrators


def prepare_store(session: Session) -> None:
    """Fill code tables, first account and audit key; whatever is there already stays. The caller commits."""
    await_administrators(session.connection())
    load_reference(session)
    ensure_first_account(session)
    ensure_audit_key(session)
