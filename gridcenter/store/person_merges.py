"""Rows of the register that are seen as one person (并档). Nothing is masked here: only `services` may call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.store.models import Person, PersonMerge
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

_person, _merge = table_of(Person), table_of(PersonMerge)


@dataclass(frozen=True, slots=True, repr=False)
class MergeableRow:
    """A row of the register as far as it matters for saying who it is."""

    id: int
    version: int
    id_number: str
    id_text: str
    community_code: str
    grid_code: str | None


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that is in force."""

    kept_id: int
    merged_id: int
    at: datetime
    actor: str
    basis: str
    reason: str


def is_merged(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a person is seen as another one now, by any statement's column of its id."""
    return exists().where(_merge.c.merged_id == person_id, _merge.c.undone_at.is_(None))


def merged_into(session: Session, kept_id: int) -> list[int]:
    """Return the ids of the rows that are seen as this person, by id."""
    statement = select(_merge.c.merged_id).where(_merge.c.kept_id == kept_id, _merge.c.undone_at.is_(None))
    return list(session.scalars(statement.order_by(_merge.c.merged_id)))


def rows_seen_as(session: Session, kept_ids: Sequence[int]) -> dict[int, int]:
    """Return the rows that are seen as one of these persons, with the one as whom."""
    statement = select(_merge.c.merged_id, _merge.c.kept_id).where(_merge.c.undone_at.is_(None))
    rows = session.execute(statement.where(_merge.c.kept_id.in_(kept_ids)).order_by(_merge.c.merged_id))
    return {merged: kept for merged, kept in rows}  # noqa: C416 - rows


def kept_for(session: Session, person_id: int) -> int:
    """Return the person as which this row is seen: itself where it is not merged."""
    statement = select(_merge.c.kept_id).where(_merge.c.merged_id == person_id, _merge.c.undone_at.is_(None))
    return session.scalar(statement) or person_id


def merge_in_force(session: Session, merged_id: int) -> PersonMerge | None:
    statement = select(PersonMerge).where(PersonMerge.merged_id == merged_id, PersonMerge.undone_at.is_(None))
    return session.scalar(statement.with_for_update())


def locked_rows(session: Session, person_ids: Sequence[int]) -> dict[int, MergeableRow]:
    """Return these rows by id, locked in the order of their ids."""
    columns = ("id", "version", "id_number", "id_text", "community_code", "grid_code")
    statement = (
        select(*(_person.c[name] for name in columns))
        .where(_person.c.id.in_(person_ids))
        .order_by(_person.c.id)
        .with_for_update()
    )
    return {row[0]: _mergeable(*row) for row in session.execute(statement)}


def _mergeable(key: int, version: int, number: str | None, *rest: Any) -> MergeableRow:
    return MergeableRow(key, version, number or "", *rest)


def _in_area(area: str) -> ColumnElement[bool]:
    return or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area))


def shared_numbers(session: Session, *, area: str, skip: int, limit: int) -> list[str]:
    """Return ID numbers under which several persons of the area stand, in order, behind the first `skip`."""
    statement = _shared(area).order_by(_person.c.id_number).offset(skip).limit(limit)
    return [str(number) for number in session.scalars(statement)]


def shared_total(session: Session, *, area: str) -> int:
    """Count the ID numbers under which several persons of the area stand."""
    return session.scalar(select(func.count()).select_from(_shared(area).subquery())) or 0


def _shared(area: str) -> Select[tuple[str]]:
    return (
        select(_person.c.id_number)
        .outerjoin_from(
            _person, _merge, and_(_merge.c.merged_id == _person.c.id, _merge.c.undone_at.is_(None))
        )
        .where(_person.c.id_number.is_not(None), _in_area(area))
        .group_by(_person.c.id_number)
        .having(func.count(func.coalesce(_merge.c.kept_id, _person.c.id).distinct()) > 1)
    )


def short_numbers(session: Session, *, area: str, limit: int) -> list[tuple[int, str]]:
    """Return (id, number) of rows of the area that still stand under 15 digits, by number."""
    digits = and_(func.length(_person.c.id_number) == 15, _person.c.id_number < "A")
    statement = (
        select(_person.c.id, _person.c.id_number)
        .where(digits, _in_area(area), ~is_merged(_person.c.id))
        .order_by(_person.c.id_number, _person.c.id)
        .limit(limit)
    )
    return [(key, number) for key, number in session.execute(statement)]


def rows_with_number(session: Session, number: str, *, area: str) -> list[int]:
    """Return the persons who stand under this number by a row of the area, by id: each as whom its row is seen."""
    who = func.coalesce(_merge.c.kept_id, _person.c.id)
    statement = (
        select(who)
        .outerjoin_from(
            _person, _merge, and_(_merge.c.merged_id == _person.c.id, _merge.c.undone_at.is_(None))
        )
        .where(_person.c.id_number == number, _in_area(area))
    )
    return list(session.scalars(statement.distinct().order_by(who)))


def merges_in_force(session: Session, *, area: str, skip: int, limit: int) -> list[MergeRow]:
    """Return the merges of the area behind the first `skip`, the newest first."""
    names = ("kept_id", "merged_id", "at", "actor", "basis", "reason")
    statement = (
        select(*(_merge.c[name] for name in names))
        .join(_person, _person.c.id == _merge.c.kept_id)
        .where(_merge.c.undone_at.is_(None), _in_area(area))
        .order_by(_merge.c.id.desc())
        .offset(skip)
        .limit(limit)
    )
    return [MergeRow(*row) for row in session.execute(statement)]


def merges_total(session: Session, *, area: str) -> int:
    """Count the merges of the area that are in force."""
    statement = select(func.count()).join_from(_merge, _person, _person.c.id == _merge.c.kept_id)
    return session.scalar(statement.where(_merge.c.undone_at.is_(None), _in_area(area))) or 0
