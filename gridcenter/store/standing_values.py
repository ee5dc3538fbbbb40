"""The value that comes first about a person's own column, in the words of the store.

What a card shows (`domain.record_values.winning_value`) is what rolls, ledgers and checks of the registers go
by, too: a value that was taken back counts no more, and one verified later counts before the one that came first. Of
rows that are seen as one person all speak, as they do on the card.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from gridcenter.store.models import Person, RecordItem
from gridcenter.store.people import PERSON_VALUES
from gridcenter.store.seen_as import SAID_ONCE, has_others, rows_of, said_once
from gridcenter.store.tables import table_of

_person, _item = table_of(Person), table_of(RecordItem)
_NEVER = literal(date.min, Date())


def standing_value(person: FromClause, name: str) -> ColumnElement[Any]:
    """Return what stands about a column of a person; for a column that no other source speaks of the column itself."""
    if name in SAID_ONCE:
        return said_once(person, name)
    if name not in PERSON_VALUES:
        return person.c[name]
    return case((has_others(person.c.id), _of_all_rows(person, name)), else_=_of_the_row(person, name))


def _of_the_row(person: FromClause, name: str) -> ColumnElement[Any]:
    own = person.c[name]
    said, spoken, back = _item.alias(), _item.alias(), _item.alias()
    taken_back = back.c.base & back.c.withdrawn_at.is_not(None) & (back.c.value == own)
    gone = exists().where(*_about(back, person, name), taken_back).correlate_except(back)
    verified = func.coalesce(case((said.c.verified, said.c.verified_on)), _NEVER)
    recorded = func.coalesce(said.c.recorded_on, _NEVER)
    outweighs = or_(
        verified > _NEVER, recorded > func.coalesce(person.c.recorded_on, _NEVER), own == "", gone
    )
    first = (
        select(said.c.value)
        .where(*_about(said, person, name), said.c.withdrawn_at.is_(None), said.c.value != "", outweighs)
        .order_by(verified.desc(), recorded.desc(), said.c.id.desc())
        .limit(1)
        .correlate_except(said)
        .scalar_subquery()
    )
    standing = func.coalesce(first, case((gone, ""), else_=own))
    is_spoken_of = exists().where(*_about(spoken, person, name)).correlate_except(spoken)
    return case((is_spoken_of, standing), else_=own)


def _of_all_rows(person: FromClause, name: str) -> ColumnElement[Any]:
    """Return the value that comes first of all that the rows of one person, and the sources beside them, say."""
    every = union_all(_own_of_rows(person, name), _said_of_rows(person, name)).subquery()
    weight = (every.c[part].desc() for part in ("verified", "recorded", "base", "mine", "serial"))
    first = select(every.c.value).order_by(*weight).limit(1).correlate(person).scalar_subquery()
    return func.coalesce(first, "")


def _own_of_rows(person: FromClause, name: str) -> Select[Any]:
    rows, row, back = rows_of(person.c.id, person), _person.alias(), _item.alias()
    taken_back = back.c.base & back.c.withdrawn_at.is_not(None) & (back.c.value == row.c[name])
    gone = exists().where(*_about(back, row, name), taken_back).correlate_except(back)
    return (
        select(
            row.c[name].label("value"),
            _NEVER.label("verified"),
            func.coalesce(row.c.recorded_on, _NEVER).label("recorded"),
            literal(1).label("base"),
            case((row.c.id == person.c.id, 1), else_=0).label("mine"),
            (-row.c.id).label("serial"),
        )
        .join_from(rows, row, row.c.id == rows.c.id)
        .where(row.c[name] != "", ~gone)
        .correlate(person)
    )


def _said_of_rows(person: FromClause, name: str) -> Select[Any]:
    rows, said = rows_of(person.c.id, person), _item.alias()
    return (
        select(
            said.c.value,
            func.coalesce(case((said.c.verified, said.c.verified_on)), _NEVER),
            func.coalesce(said.c.recorded_on, _NEVER),
            literal(0),
            case((said.c.person_id == person.c.id, 1), else_=0),
            said.c.id,
        )
        .join_from(rows, said, said.c.person_id == rows.c.id)
        .where(said.c.key == name, said.c.withdrawn_at.is_(None), said.c.value != "")
        .correlate(person)
    )


def _about(item: FromClause, person: FromClause, name: str) -> tuple[ColumnElement[bool], ...]:
    return item.c.person_id == person.c.id, item.c.key == name
