"""Queries about code sets and facts of the store."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.store.models import CodeEntry, StoreFact


def code_names(session: Session, set_key: str) -> dict[str, Name]:
    """Return the names of one code set by code; empty when the set is not in the store."""
    rows = session.execute(
        select(CodeEntry.code, CodeEntry.name, CodeEntry.name_en).where(CodeEntry.set_key == set_key)
    )
    return {code: Name(zh, en) for code, zh, en in rows}


def store_fact(session: Session, key: str) -> str:
    """Return one fact about the store, or "" when it is not set."""
    fact = session.get(StoreFact, key)
    return fact.value if fact else ""


def set_store_fact(session: Session, key: str, value: str) -> None:
    session.merge(StoreFact(key=key, value=value))
