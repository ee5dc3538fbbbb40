"""Rows under one number of which somebody said that they are two people. Nothing is masked here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from gridcenter.store.models import Person, PersonApart
from gridcenter.store.tables import table_of

_apart, _person = table_of(PersonApart), table_of(Person)
_IN_FORCE = _apart.c.undone_at.is_(None)


class Apart(NamedTuple):
    """A decision in force."""

    person_id: int
    other_id: int
    at: datetime
    actor: str
    reason: str


def decisions_about(session: Session, person_ids: Collection[int]) -> list[Apart]:
    """Return the decisions in force between any two of these rows, the newest first."""
    wanted = _IN_FORCE, _apart.c.person_id.in_(person_ids), _apart.c.other_id.in_(person_ids)
    statement = select(*(_apart.c[name] for name in Apart._fields)).where(*wanted)
    return [Apart(*row) for row in session.execute(statement.order_by(_apart.c.id.desc()))]


def told_apart(session: Session, person_ids: Collection[int]) -> set[frozenset[int]]:
    """Return the pairs among these rows of which somebody said that they are two people."""
    return {frozenset((one.person_id, one.other_id)) for one in decisions_about(session, person_ids)}


def made_by_batch(session: Session, numbers: Sequence[str], batch_id: int) -> dict[str, int]:
    """Return the persons under these ID numbers that an import has just made."""
    wanted = _person.c.batch_id == batch_id, _person.c.id_number.in_(numbers)
    rows = session.execute(select(_person.c.id_number, _person.c.id).where(*wanted).order_by(_person.c.id))
    return {number: key for number, key in rows}  # noqa: C416 - rows


def end_decisions(
    session: Session, *, one: int, other: int, at: datetime, account_id: int | None, actor: str, why: str
) -> bool:
    """Take the decision about two rows back; tell whether there was one."""
    pair = or_(
        and_(_apart.c.person_id == one, _apart.c.other_id == other),
        and_(_apart.c.person_id == other, _apart.c.other_id == one),
    )
    ends = {"undone_at": at, "undoer_id": account_id, "undoer": actor, "undoing": why}
    done: Any = session.execute(update(_apart).where(_IN_FORCE, pair).values(ends))
    return bool(done.rowcount)


def end_about_nobody(session: Session, *, at: datetime, account_id: int | None, actor: str, why: str) -> None:
    """Take back the decisions about rows that are not in the register any more."""
    there = select(_person.c.id)
    gone = or_(_apart.c.person_id.not_in(there), _apart.c.other_id.not_in(there))
    named = select(_apart.c.person_id).where(_IN_FORCE).limit(1)
    if session.execute(named).first() is not None:
        ends = {"undone_at": at, "undoer_id": account_id, "undoer": actor, "undoing": why}
        session.execute(update(_apart).where(_IN_FORCE, gone).values(ends))
