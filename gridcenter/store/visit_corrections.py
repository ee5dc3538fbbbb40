"""Visits as they were noted, and the lines that replaced wrong ones. Nothing is masked: only `services` may call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from gridcenter.domain.visits import VisitSubject
from gridcenter.store.models import Visit, VisitCorrection
from gridcenter.store.person_merges import merged_into
from gridcenter.store.tables import table_of

_visit, _correction = table_of(Visit), table_of(VisitCorrection)


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A visit as it was written; `reason` says why it replaced another one, `replaced` that one replaced it."""

    id: int
    subject: VisitSubject
    day: date
    who: str
    outcome: str
    note: str = field(repr=False)
    reason: str
    replaced: bool


def stands() -> ColumnElement[bool]:
    """Return whether a row of `visit` still counts: no later line replaces it."""
    return ~exists(select(1).where(_correction.c.replaced_id == _visit.c.id).correlate(_visit))


def visits_of(session: Session, subject: VisitSubject, *, limit: int, behind: int = 0) -> list[MadeRow]:
    """Return the visits made there with those that were replaced, the newest first; to a person by any row of hers.

    `behind`: those that are older than the one with this number.
    """
    if subject.household_id is not None:
        wanted = _visit.c.household_id == subject.household_id
    else:
        person = subject.person_id or 0
        wanted = _visit.c.person_id.in_([person, *merged_into(session, person)])
    return _made(session, and_(wanted, _older(behind)), limit=limit)


def visits_by(
    session: Session, account_id: int, *, grid_code: str, since: date, limit: int, behind: int = 0
) -> list[MadeRow]:
    """Return what an account wrote of visits in a grid since a day, the newest first; `behind` as in `visits_of`."""
    own = (_visit.c.account_id == account_id) & (_visit.c.grid_code == grid_code) & (_visit.c.day >= since)
    return _made(session, and_(own, _older(behind)), limit=limit)


def _older(behind: int) -> ColumnElement[bool]:
    """Return whether a visit is older than the one with this number; 0 is newer than all."""
    if not behind:
        return true()
    last = _visit.alias("last")
    day = select(last.c.day).where(last.c.id == behind).scalar_subquery()
    return or_(_visit.c.day < day, and_(_visit.c.day == day, _visit.c.id < behind))


def _made(session: Session, wanted: ColumnElement[bool], *, limit: int) -> list[MadeRow]:
    visit = _visit.c
    statement = (
        select(
            *(
                visit.id,
                visit.household_id,
                visit.person_id,
                visit.day,
                visit.actor,
                visit.outcome,
                visit.note,
            ),
            func.coalesce(_correction.c.reason, ""),
            stands(),
        )
        .outerjoin_from(_visit, _correction, _correction.c.visit_id == visit.id)
        .where(wanted)
        .order_by(visit.day.desc(), visit.id.desc())
        .limit(limit)
    )
    return [
        MadeRow(key, VisitSubject(household, person), day, who, outcome, note, reason, not counts)
        for key, household, person, day, who, outcome, note, reason, counts in session.execute(statement)
    ]


def locked_visit(session: Session, visit_id: int) -> Visit | None:
    """Return a visit that nobody else corrects meanwhile; None where there is none."""
    return session.get(Visit, visit_id, with_for_update=True)


def is_replaced(session: Session, visit_id: int) -> bool:
    found: Sequence[int] = session.scalars(
        select(_correction.c.id).where(_correction.c.replaced_id == visit_id)
    ).all()
    return bool(found)
