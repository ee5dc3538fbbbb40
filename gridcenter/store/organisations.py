"""Questions about organisations and who belongs to them. Nothing is masked here: only `services` may call it.

Rows with plain data have no `repr`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, literal, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.organisations import KIND_CODES, STATUS_CODES, OrganisationFacts
from gridcenter.store.models import (
    CodeEntry,
    Grid,
    Organisation,
    OrganisationPerson,
    Person,
    PersonMerge,
    Premises,
)
from gridcenter.store.people_there import PersonThere, capped, each_stay_once
from gridcenter.store.prepared import Prepared
from gridcenter.store.seen_as import merge_of, seen_by
from gridcenter.store.tables import table_of

_organisation, _tie, _person = table_of(Organisation), table_of(OrganisationPerson), table_of(Person)
_premises, _grid, _code = table_of(Premises), table_of(Grid), table_of(CodeEntry)
_merge = table_of(PersonMerge)
_WHO = seen_by(_tie.c.person_id, _merge)
_kind, _status = _code.alias("kind"), _code.alias("status")


@dataclass(frozen=True, slots=True, repr=False)
class TieRow:
    """A person's tie; `recorded_on` belongs to the tie."""

    organisation_id: int
    name: str
    kind: str
    since: date | None
    until: date | None
    source: str
    recorded_on: date | None
    tie_id: int


_TIES = Prepared(
    select(
        _organisation.c.id,
        _organisation.c.name,
        _tie.c.kind,
        _tie.c.since,
        _tie.c.until,
        _tie.c.source,
        _tie.c.recorded_on,
        _tie.c.id,
    )
    .join_from(_tie, _organisation, _organisation.c.id == _tie.c.organisation_id)
    .where(_tie.c.person_id == bindparam("person_id"))
    .order_by(_tie.c.until.is_not(None), _tie.c.since.is_(None), _tie.c.since.desc(), _tie.c.id)
)


def ties_of(session: Session, person_id: int) -> list[TieRow]:
    """Return to what the person belongs and belonged, the present first, then the latest."""
    return [TieRow(*row) for row in _TIES.rows(session, person_id=person_id)]


def organisation_place(session: Session, organisation_id: int) -> tuple[str, str | None] | None:
    """Return (community code, grid code) of an organisation."""
    columns = (_organisation.c.community_code, _organisation.c.grid_code)
    found = session.execute(select(*columns).where(_organisation.c.id == organisation_id)).first()
    return None if found is None else (found[0], found[1])


def organisation_with_code(session: Session, uscc: str) -> int | None:
    return session.scalar(select(_organisation.c.id).where(_organisation.c.uscc == uscc))


def organisation_facts(session: Session, organisation_id: int) -> OrganisationFacts | None:
    names = [
        func.coalesce(column, "")
        for table in (_kind, _status, _grid)
        for column in (table.c.name, table.c.name_en)
    ]
    statement = (
        select(
            *(_organisation.c[key] for key in ("uscc", "name", "kind", "status", "founded_on", "ended_on")),
            *(_organisation.c[key] for key in ("premises_id", "source", "recorded_on", "synthetic")),
            func.coalesce(_premises.c.code, ""),
            *names,
        )
        .outerjoin_from(_organisation, _premises, _premises.c.id == _organisation.c.premises_id)
        .outerjoin(_kind, and_(_kind.c.set_key == KIND_CODES, _kind.c.code == _organisation.c.kind))
        .outerjoin(_status, and_(_status.c.set_key == STATUS_CODES, _status.c.code == _organisation.c.status))
        .outerjoin(_grid, and_(_grid.c.code == _organisation.c.grid_code, _grid.c.valid_until.is_(None)))
        .where(_organisation.c.id == organisation_id)
    )
    row = session.execute(statement).first()
    if row is None:
        return None
    uscc, name, kind, status, founded, ended, premises_id, source, recorded, synthetic, premises = row[:11]
    kind_zh, kind_en, status_zh, status_en, grid_zh, grid_en = row[11:]
    return OrganisationFacts(
        organisation_id=organisation_id,
        uscc=uscc or "",
        name=name,
        kind=Name(kind_zh or kind, kind_en),
        status=Name(status_zh or status, status_en),
        founded_on=founded,
        ended_on=ended,
        premises_id=premises_id,
        premises=premises,
        grid=Name(grid_zh, grid_en),
        source=source,
        recorded_on=recorded,
        synthetic=synthetic,
    )


def people_of_organisation(
    session: Session, organisation_id: int, *, area: str, limit: int
) -> tuple[list[PersonThere], int, int]:
    """Return (at most `limit` persons of the area, those of today first; how many of today; how many in all)."""
    statement = (
        select(
            *(_person.c[key] for key in ("id", "name", "sex", "birth")),
            *(_tie.c[key] for key in ("kind", "since", "until", "source")),
            literal(""),
            literal(""),
            _tie.c.id,
        )
        .select_from(
            _tie.outerjoin(_merge, merge_of(_tie.c.person_id, _merge)).join(_person, _person.c.id == _WHO)
        )
        .where(_tie.c.organisation_id == organisation_id)
    )
    rows = session.execute(capped(statement, _tie.c.until, area=area, limit=limit))
    return each_stay_once(PersonThere(*row) for row in rows), *_counted(session, organisation_id)


def _counted(session: Session, organisation_id: int) -> tuple[int, int]:
    """Return how many ties hold today, and how many there are; what two rows of one person say alike counts once."""
    ties = (
        select(_WHO, _tie.c.kind, _tie.c.since, _tie.c.until.label("until"))
        .select_from(_tie.outerjoin(_merge, merge_of(_tie.c.person_id, _merge)))
        .where(_tie.c.organisation_id == organisation_id)
        .distinct()
        .subquery()
    )
    present, total = session.execute(
        select(func.count().filter(ties.c.until.is_(None)), func.count()).select_from(ties)
    ).one()
    return present, total
