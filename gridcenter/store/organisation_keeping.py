"""What is said of organisations beside their own columns, and ties as they are entered and ended by hand.

Nothing is masked here: only `services` may call it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.store.models import Organisation, OrganisationItem, OrganisationPerson, Premises
from gridcenter.store.person_merges import merged_into
from gridcenter.store.tables import table_of

_item, _tie, _organisation = (
    table_of(OrganisationItem),
    table_of(OrganisationPerson),
    table_of(Organisation),
)
_premises = table_of(Premises)


class SaidRow(NamedTuple):
    id: int
    key: str
    value: str
    source: str
    recorded_on: date | None


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


def said_of(session: Session, organisation_id: int) -> list[SaidRow]:
    """Return what further sources say and nobody has taken back, the newest row first."""
    wanted = _item.c.organisation_id == organisation_id, _item.c.withdrawn_at.is_(None)
    statement = select(*(_item.c[name] for name in SaidRow._fields)).where(*wanted)
    return [SaidRow(*row) for row in session.execute(statement.order_by(_item.c.id.desc()))]


def own_values(session: Session, organisation_id: int, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """Return columns of an organisation, None where there is none."""
    statement = select(*(_organisation.c[key] for key in keys)).where(_organisation.c.id == organisation_id)
    row = session.execute(statement).first()
    return None if row is None else dict(zip(keys, row, strict=True))


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
