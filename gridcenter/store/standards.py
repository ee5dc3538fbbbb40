"""Queries about standards (立案处置标准)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.store.models import Standard
from gridcenter.store.prepared import Prepared

_LIMITS = Prepared(
    select(Standard.handle_value, Standard.handle_unit, Standard.whole_value, Standard.whole_unit).where(
        Standard.id == bindparam("standard_id")
    )
)


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


def standard_limits(session: Session, standard_id: int) -> dict[str, Limit]:
    """Return the limits that the standard states, by what they are for: handle, whole."""
    row = _LIMITS.first(session, standard_id=standard_id) or (None, "", None, "")
    stated = {"handle": row[:2], "whole": row[2:]}
    return {
        key: Limit(Decimal(str(value)), Unit(unit))
        for key, (value, unit) in stated.items()
        if value is not None
    }
