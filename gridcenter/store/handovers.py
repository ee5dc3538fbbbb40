"""Queries about shift handovers: the newest ones of an area, and those that nobody has signed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.handover import Handover, figures_of_text
from gridcenter.store import models
from gridcenter.store.types import inside

LISTED = 100


def handovers(session: Session, *, area: str, limit: int = LISTED) -> tuple[Handover, ...]:
    """Return the newest handovers of the area, unsigned ones among them, the newest first."""
    newest = (
        select(models.Handover)
        .where(inside(models.Handover.area, area))
        .order_by(models.Handover.written_at.desc(), models.Handover.id.desc())
        .limit(limit)
    )
    return tuple(_read(row) for row in session.scalars(newest))


def unsigned_handovers(session: Session, *, area: str) -> tuple[Handover, ...]:
    """Return the handovers of the area that await a signature, the oldest first."""
    waiting = (
        select(models.Handover)
        .where(models.Handover.signed_at.is_(None), inside(models.Handover.area, area))
        .order_by(models.Handover.written_at, models.Handover.id)
    )
    return tuple(_read(row) for row in session.scalars(waiting))


def _read(row: models.Handover) -> Handover:
    return Handover(
        id=row.id,
        version=row.version,
        written_at=row.written_at,
        author_id=row.author_id,
        author=row.author,
        author_role=row.author_role,
        figures=figures_of_text(row.figures),
        pending=row.pending,
        signed_at=row.signed_at,
        signer=row.signer,
        signer_role=row.signer_role,
        remarks=row.remarks,
    )
