"""Where organisations are, and ties as they are entered and ended by hand.

Nothing is masked here: only `services` may call it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.store.models import OrganisationPerson, Premises
from gridcenter.store.person_merges import merged_into
from gridcenter.store.tables import table_of

_tie, _premises = table_of(OrganisationPerson), table_of(Premises)


class TieOf(NamedTuple):
    """A tie, locked."""

    id: int
    organisation_id: int
    person_id: int
    kind: str
    since: date | None
    until: date | None


class Place(NamedTuple):
    premises_id: int
    community_code: str
    grid_code: str | None


def place_of_premises(session: Session, code: str) -> Place | None:
    columns = (_premises.c.id, _premises.c.community_code, _premises.c.grid_code)
    row = session.execute(select(*columns).where(_premises.c.code == code)).first()
    return None if row is None else Place(*row)


def locked_tie(session: Session, tie_id: int) -> TieOf | None:
    statement = select(*(_tie.c[name] for name in TieOf._fields)).where(_tie.c.id == tie_id)
    row = session.execute(statement.with_for_update()).first()
    return None if row is None else TieOf(*row)


def same_ties(session: Session, organisation_id: int, person_id: int, kind: str) -> list[TieOf]:
    """Return the ties of one kind between a person and an organisation, by any row that is seen as the person."""
    wanted = (
        _tie.c.organisation_id == organisation_id,
        _tie.c.person_id.in_([person_id, *merged_into(session, person_id)]),
        _tie.c.kind == kind,
    )
    return [
        TieOf(*row) for row in session.execute(select(*(_tie.c[n] for n in TieOf._fields)).where(*wanted))
    ]


def end_tie(session: Session, tie_id: int, *, until: date, at: datetime, by: int) -> None:
    ends = {"until": until, "ended_at": at, "ended_by": by}
    session.execute(update(_tie).where(_tie.c.id == tie_id).values(ends))
