"""Queries about drafts: always of one account, because nobody reads what another is still writing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gridcenter.store.models import Account, Draft


def newest_draft_row(session: Session, account_id: int) -> Draft | None:
    """Return the account's draft that was written last."""
    own = select(Draft).where(Draft.account_id == account_id)
    return session.scalars(own.order_by(Draft.updated_at.desc(), Draft.key).limit(1)).first()


def draft_row(session: Session, account_id: int, key: str) -> Draft | None:
    """Return one draft, locked until the transaction ends so that only one desk takes it over."""
    own = select(Draft).where(Draft.account_id == account_id, Draft.key == key)
    return session.scalars(own.with_for_update()).first()


def lock_account(session: Session, account_id: int) -> bool:
    """Let the account's writers of drafts and steps wait until the transaction ends; False where there is none."""
    own = select(Account.id).where(Account.id == account_id)
    return session.scalar(own.with_for_update(key_share=True)) is not None


def delete_draft(session: Session, account_id: int, key: str) -> None:
    session.execute(delete(Draft).where(Draft.account_id == account_id, Draft.key == key))


def delete_drafts_before(session: Session, account_id: int, moment: datetime) -> None:
    session.execute(delete(Draft).where(Draft.account_id == account_id, Draft.updated_at < moment))
