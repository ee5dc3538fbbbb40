"""The value that comes first about a person's own column, in the words of the store.

What a card shows (`domain.record_values.winning_value`) is what rolls, ledgers and checks of the registers go
by, too: a value that was taken back counts no more, and one verified later counts before the one that came first. Rows
that are seen as the person are left aside: they are in no roll either.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, case, exists, func, literal, or_, select

from gridcenter.store.models import RecordItem
from gridcenter.store.people import PERSON_VALUES
from gridcenter.store.tables import table_of

_item = table_of(RecordItem)
_NEVER = literal(date.min, Date())


def standing_value(person: FromClause, name: str) -> ColumnElement[Any]:
    """Return what stands about a column of a person; for a column that no other source speaks of the column itself."""
    own = person.c[name]
    if name not in PERSON_VALUES:
        return own
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
        .order_by(verified.desc(), recorded.desc(), said.c.base.desc(), said.c.id.desc())
        .limit(1)
        .correlate_except(said)
        .scalar_subquery()
    )
    standing = func.coalesce(first, case((gone, ""), else_=own))
    is_spoken_of = exists().where(*_about(spoken, person, name)).correlate_except(spoken)
    return case((is_spoken_of, standing), else_=own)


def _about(item: FromClause, person: FromClause, name: str) -> tuple[ColumnElement[bool], ...]:
    return item.c.person_id == person.c.id, item.c.key == name
