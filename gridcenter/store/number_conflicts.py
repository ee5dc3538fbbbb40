"""Two people under one number: persons that share one, and a person whose sources name several people.

Nothing is masked here: only `services` may call it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from gridcenter.store.models import Person, PersonMerge, RecordItem
from gridcenter.store.seen_as import merge_of, seen_as, seen_by
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

_person, _item = table_of(Person), table_of(RecordItem)
_merge = table_of(PersonMerge)
_UNKNOWN_SEX = ("", "0", "9")


class Holder(NamedTuple):
    """A person who holds a number."""

    id: int
    number: str
    name: str
    place: str


class Saying(NamedTuple):
    """What a source says otherwise of who a person is; `own` stands in the person's row."""

    person_id: int
    number: str
    key: str
    own: str
    said: str
    place: str


def shared_numbers(session: Session, *, area: str, limit: int) -> list[list[Holder]]:
    """Return the persons of an area that share a number, by number; the verified one of each first.

    A row that is seen as another one stands for that person, once.
    """
    here = and_(_person.c.id_number.is_not(None), _in_area(area))
    numbers = select(_person.c.id_number).outerjoin_from(_person, _merge, merge_of(_person.c.id, _merge))
    several = func.count(seen_by(_person.c.id, _merge).distinct()) > 1
    twice = numbers.where(here).group_by(_person.c.id_number).having(several)
    twice = twice.order_by(_person.c.id_number).limit(limit)
    found: defaultdict[str, list[Holder]] = defaultdict(list)
    columns = (seen_by(_person.c.id, _merge), _person.c.id_number, _person.c.name, _place())
    statement = select(*columns).outerjoin_from(_person, _merge, merge_of(_person.c.id, _merge))
    order = _person.c.id_number, _merge.c.id.is_not(None), _person.c.verified.desc(), _person.c.id
    for row in session.execute(statement.where(here, _person.c.id_number.in_(twice)).order_by(*order)):
        holder = Holder(*row)
        if holder.id not in [one.id for one in found[holder.number]]:
            found[holder.number].append(holder)
    return list(found.values())


def contradictions(session: Session, *, area: str, after: int, limit: int) -> list[tuple[int, Saying]]:
    """Return (id of the item, what it says) of unverified items behind `after` that name somebody else."""
    own = case(
        (_item.c.key == "name", _person.c.name),
        (_item.c.key == "sex", _person.c.sex),
        else_=cast(_person.c.birth, String),
    )
    statement = (
        select(
            _item.c.id, seen_as(_person.c.id), _person.c.id_number, _item.c.key, own, _item.c.value, _place()
        )
        .join_from(_item, _person, _person.c.id == _item.c.person_id)
        .where(_item.c.key.in_(("name", "sex", "birth_date")), _item.c.id > after)
        .where(_item.c.withdrawn_at.is_(None), _item.c.verified.is_(False))
        .where(_person.c.id_number.is_not(None), own != _item.c.value)
        .where(or_(_item.c.key != "sex", own.not_in(_UNKNOWN_SEX)), _in_area(area))
    )
    rows = session.execute(statement.order_by(_item.c.id).limit(limit))
    return [(row[0], Saying(*row[1:])) for row in rows]


def _in_area(area: str) -> ColumnElement[bool]:
    return or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area))


def _place() -> ColumnElement[str]:
    return func.coalesce(_person.c.grid_code, _person.c.community_code)
