"""Going through a register in portions by id (keyset), asking each for the rows that meet declared conditions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, literal, null, or_, select, true
from sqlalchemy.orm import Session

from gridcenter.domain.register_conditions import HOUSEHOLD, PERSON, PREMISES, RESIDENCE, Condition
from gridcenter.store.models import Household, Person, PersonMerge, Premises, Residence
from gridcenter.store.person_merges import is_merged
from gridcenter.store.register_conditions import meets, subject_rows
from gridcenter.store.seen_as import merge_of, seen_as, seen_by
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

_person, _premises = table_of(Person), table_of(Premises)
_household, _residence, _merge = table_of(Household), table_of(Residence), table_of(PersonMerge)


class Portion(NamedTuple):
    """Rows with ids above `after` up to `upto`; so many `rows` of them lie in the area."""

    after: int
    upto: int
    rows: int


class Met(NamedTuple):
    """A row that meets the conditions: what it is about, and where."""

    subject_id: int
    person_id: int | None
    premises_id: int | None
    household_id: int | None
    community_code: str
    grid_code: str


def portions(session: Session, subject: str, *, area: str, size: int) -> Iterator[Portion]:
    """Yield the portions of a register in an area, by id."""
    after = 0
    while True:
        ids = (
            _placed(subject, area)
            .with_only_columns(subject_rows(subject).key.label("id"), maintain_column_froms=True)
            .where(subject_rows(subject).key > after)
            .order_by(subject_rows(subject).key)
            .limit(size)
            .subquery()
        )
        upto, count = session.execute(select(func.max(ids.c.id), func.count())).one()
        if upto is None:
            return
        yield Portion(after, upto, count)
        after = upto


def number_of_rows(session: Session, subject: str, *, area: str) -> int:
    return _number(session, _placed(subject, area))


def meeting(
    session: Session, subject: str, condition: Condition, portion: Portion, *, area: str, day: date
) -> list[Met]:
    """Return the rows of a portion that meet the condition, by id."""
    rows = subject_rows(subject)
    statement = _placed(subject, area).where(
        rows.key > portion.after, rows.key <= portion.upto, meets(condition, rows, day=day)
    )
    return [_met(*row) for row in session.execute(statement.order_by(rows.key))]


def number_meeting(session: Session, subject: str, condition: Condition, *, area: str, day: date) -> int:
    rows = subject_rows(subject)
    statement = _placed(subject, area).where(meets(condition, rows, day=day))
    return _number(session, statement)


def _number(session: Session, statement: Select[Any]) -> int:
    """Count the rows of a statement, which keeps its tables whatever its conditions name."""
    return session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0


def _met(
    key: int,
    person: int | None,
    premises: int | None,
    household: int | None,
    community: str | None,
    grid: str | None,
) -> Met:
    return Met(key, person, premises, household, community or "", grid or "")


def _placed(subject: str, area: str) -> Select[Any]:
    """Return what a row is about and where it is, of the rows in the area."""
    statement = _WHERE[subject]
    community, grid = list(statement.selected_columns)[-2:]
    return statement.where(in_area(community, grid, area))


def in_area(community: ColumnElement[str], grid: ColumnElement[str], area: str) -> ColumnElement[bool]:
    """Return "one of both codes lies in the area"."""
    return or_(inside(community, area), inside(grid, area)) if area else true()


def _said_twice() -> ColumnElement[bool]:
    """Return "an earlier row of another row of the same person says the same residence"."""
    other = _residence.alias()
    alike = (other.c[name].is_not_distinct_from(_residence.c[name]) for name in ("kind", "since", "until"))
    return (
        exists()
        .where(
            other.c.premises_id == _residence.c.premises_id,
            other.c.id < _residence.c.id,
            other.c.person_id != _residence.c.person_id,
            *alike,
            seen_as(other.c.person_id) == _person.c.id,
        )
        .correlate_except(other)
    )


_WHERE: dict[str, Select[Any]] = {
    PERSON: select(
        _person.c.id, _person.c.id, null(), null(), _person.c.community_code, _person.c.grid_code
    ).where(~is_merged(_person.c.id)),
    PREMISES: select(
        _premises.c.id, null(), _premises.c.id, null(), _premises.c.community_code, _premises.c.grid_code
    ),
    HOUSEHOLD: select(
        _household.c.id,
        null(),
        _household.c.premises_id,
        _household.c.id,
        literal(""),
        _household.c.grid_code,
    ),
    RESIDENCE: select(
        _residence.c.id,
        _person.c.id,
        _residence.c.premises_id,
        null(),
        _person.c.community_code,
        _person.c.grid_code,
    )
    .select_from(
        _residence.outerjoin(_merge, merge_of(_residence.c.person_id, _merge)).join(
            _person, _person.c.id == seen_by(_residence.c.person_id, _merge)
        )
    )
    .where(~_said_twice()),
}
