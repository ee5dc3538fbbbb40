"""Queries about standards (立案处置标准)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridcenter.store.models import Standard


def standard_for(session: Session, category_id: int, *, day: date) -> Standard | None:
    """Return the category's first standard valid on `day`, in its newest edition; None where there is none."""
    return session.scalar(
        select(Standard)
        .where(
            Standard.category_id == category_id,
            Standard.valid_from <= day,
            or_(Standard.valid_until.is_(None), Standard.valid_until > day),
        )
        .order_by(Standard.sequence, Standard.valid_from.desc())
        .limit(1)
    )
