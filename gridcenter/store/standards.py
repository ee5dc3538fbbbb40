"""Queries about standards (立案处置标准)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.store.models import Incident, Standard
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


def standards_in_force(session: Session, category_id: int, *, day: date) -> list[Standard]:
    """Return the category's standards valid on `day`: one for every situation, in its newest edition."""
    found = session.scalars(
        select(Standard)
        .where(
            Standard.category_id == category_id,
            Standard.valid_from <= day,
            or_(Standard.valid_until.is_(None), Standard.valid_until > day),
        )
        .order_by(Standard.sequence, Standard.valid_from.desc())
    )
    newest: dict[int, Standard] = {}
    for one in found:
        newest.setdefault(one.sequence, one)
    return list(newest.values())


def incidents_outdated(session: Session, *, day: date, after: int, count: int) -> list[tuple[int, int]]:
    """Return ids behind `after`, in order, of open incidents whose situation has had other limits since they were
    reported, or may have had, each with the standard in force on `day`.
    """
    own, newest = aliased(Standard), aliased(Standard)
    statement = (
        select(Incident.id, func.max(newest.id))
        .join(own, own.id == Incident.standard_id)
        .join(
            newest,
            and_(
                newest.category_id == own.category_id,
                newest.sequence == own.sequence,
                newest.valid_from <= day,
                or_(newest.valid_until.is_(None), newest.valid_until > day),
            ),
        )
        .where(
            Incident.closed_at.is_(None),
            Incident.id > after,
            or_(newest.id != own.id, newest.version > 1),
        )
        .group_by(Incident.id)
        .order_by(Incident.id)
        .limit(count)
    )
    return [(key, standard) for key, standard in session.execute(statement)]


def standard_limits(session: Session, standard_id: int) -> dict[str, Limit]:
    """Return the limits that the standard states, by what they are for: handle, whole."""
    row = _LIMITS.first(session, standard_id=standard_id) or (None, "", None, "")
    stated = {"handle": row[:2], "whole": row[2:]}
    return {
        key: Limit(Decimal(str(value)), Unit(unit))
        for key, (value, unit) in stated.items()
        if value is not None
    }
