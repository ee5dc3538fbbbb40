"""Rows of the register that are seen as one person (并档), in the words of a statement.

Facts stay with the row that says them, so that taking two rows apart needs nothing restored; whoever reads about a
person reads all rows that are seen as that one. `tests/store/test_merges_followed.py` lists who asks for persons.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, case, func, select, union_all

from gridcenter.store.models import Person, PersonMerge
from gridcenter.store.tables import table_of

_merge, _person = table_of(PersonMerge), table_of(Person)
SAID_ONCE = ("sex", "birth", "deceased_on", "id_number")
"""Columns without sources beside them: another row of the person says them where the own one says nothing."""
UNKNOWN_SEX = ("", "0", "9")


def in_force(merge: FromClause = _merge) -> ColumnElement[bool]:
    return merge.c.undone_at.is_(None)


def merge_of(person_id: ColumnElement[int], merge: FromClause) -> ColumnElement[bool]:
    """Return the condition by which a row's merge in force is outer-joined; `seen_by` then tells whom it is about."""
    return and_(merge.c.merged_id == person_id, in_force(merge))


def seen_by(person_id: ColumnElement[int], merge: FromClause) -> ColumnElement[int]:
    """Return as whom a row is seen where its merge was joined: itself without one."""
    return func.coalesce(merge.c.kept_id, person_id)


def seen_as(person_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return as whom a row is seen, without a join: a question of its own for each row."""
    merge = _merge.alias()
    kept = select(merge.c.kept_id).where(merge_of(person_id, merge)).correlate_except(merge)
    return func.coalesce(kept.scalar_subquery(), person_id)


def has_others(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that other rows are seen as this person: one set, looked into for every row."""
    merge = _merge.alias()
    return person_id.in_(select(merge.c.kept_id).where(in_force(merge)).correlate_except(merge))


def rows_of(person_id: ColumnElement[int], outer: FromClause) -> Subquery:
    """Return the `id` of every row that is seen as a person of `outer`, its own first; correlated to `outer`."""
    merge = _merge.alias()
    own = select(person_id.label("id")).correlate(outer)
    others = select(merge.c.merged_id).where(merge.c.kept_id == person_id, in_force(merge)).correlate(outer)
    return union_all(own, others).subquery()


def said_once(person: FromClause, name: str) -> ColumnElement[Any]:
    """Return a column of a person; where the own row does not know, that of the first other row that does."""
    own: ColumnElement[Any] = person.c[name]
    merge, other = _merge.alias(), _person.alias()
    known = other.c[name].is_not(None)
    if name == "sex":
        own = func.nullif(func.nullif(func.nullif(own, ""), "0"), "9")
        known = other.c[name].not_in(UNKNOWN_SEX)
    first = (
        select(other.c[name])
        .join_from(merge, other, other.c.id == merge.c.merged_id)
        .where(merge.c.kept_id == person.c.id, in_force(merge), known)
        .order_by(merge.c.merged_id)
        .limit(1)
        .correlate_except(merge, other)
        .scalar_subquery()
    )
    of_others = case((has_others(person.c.id), first))
    return func.coalesce(own, of_others, person.c[name]) if name == "sex" else func.coalesce(own, of_others)
