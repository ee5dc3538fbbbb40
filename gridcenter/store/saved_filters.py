"""Queries about saved filters and about what they name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import Sharing
from gridcenter.store.models import Category, Division, Grid, SavedFilter, Unit


def visible_filters(session: Session, by: Actor) -> list[SavedFilter]:
    """Return the account's own filters, then those shared with it; each group in the order it was made."""
    its_area = or_(SavedFilter.area == "", literal(by.area).startswith(SavedFilter.area))
    shared = [
        SavedFilter.sharing == Sharing.EVERYONE.value,
        and_(SavedFilter.sharing == Sharing.AREA.value, its_area),
    ]
    if by.unit_id is not None:
        shared.append(and_(SavedFilter.sharing == Sharing.UNIT.value, SavedFilter.unit_id == by.unit_id))
    statement = select(SavedFilter).where(or_(SavedFilter.owner_id == by.account_id, *shared))
    rows = session.scalars(statement.order_by(SavedFilter.id)).all()
    return sorted(rows, key=lambda row: row.owner_id != by.account_id)


def locked_filter(session: Session, key: int) -> SavedFilter | None:
    """Return a filter, locked until the transaction ends."""
    return session.scalar(select(SavedFilter).where(SavedFilter.id == key).with_for_update())


def filters_of(session: Session, account_id: int) -> int:
    return session.scalar(select(func.count(SavedFilter.id)).where(SavedFilter.owner_id == account_id)) or 0


def same_name(session: Session, account_id: int, name: str) -> int | None:
    """Return the id of the account's filter with this name."""
    named = select(SavedFilter.id).where(SavedFilter.owner_id == account_id, SavedFilter.name == name)
    return session.scalar(named)


def known_units(session: Session, ids: Iterable[int]) -> set[int]:
    return set(session.scalars(select(Unit.id).where(Unit.id.in_(sorted(ids)))))


def known_majors(session: Session, codes: Iterable[str]) -> set[str]:
    """Return those codes that a category has; charts and filters name the topmost ones."""
    wanted = select(Category.code).where(Category.code.in_(sorted(codes)))
    return set(session.scalars(wanted))


def known_areas(session: Session, codes: Iterable[str]) -> set[str]:
    """Return those codes that a division or a present grid has."""
    listed = sorted(codes)
    divisions = session.scalars(select(Division.code).where(Division.code.in_(listed)))
    grids = session.scalars(select(Grid.code).where(Grid.code.in_(listed), Grid.valid_until.is_(None)))
    return {*divisions, *grids}
