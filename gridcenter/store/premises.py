"""Questions about one estate, building, entrance or room: what it stands in, what is in it, who lives and lived there.

Nothing is masked here: only `services` may call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, and_, func, literal, select
from sqlalchemy.orm import Session

from gridcenter.domain.linked_cards import OrganisationThere
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import KIND_CODES
from gridcenter.store.codes import code_names
from gridcenter.store.models import (
    CodeEntry,
    Grid,
    Household,
    HouseholdMember,
    Organisation,
    Person,
    PersonMerge,
    Premises,
    Residence,
)
from gridcenter.store.people_there import PersonThere, capped, each_stay_once
from gridcenter.store.seen_as import merge_of, seen_by
from gridcenter.store.tables import table_of

TENURE_CODES = "tenure"
PARTS_AT_MOST = 2000
_LEVELS = 8
"""Estate, building, entrance, room are four; a ring of premises that stand in each other ends here."""

_premises, _residence, _person = table_of(Premises), table_of(Residence), table_of(Person)
_household, _member, _grid = table_of(Household), table_of(HouseholdMember), table_of(Grid)
_merge = table_of(PersonMerge)
_WHO = seen_by(_residence.c.person_id, _merge)
_organisation, _code = table_of(Organisation), table_of(CodeEntry)


@dataclass(frozen=True, slots=True, repr=False)
class PremisesRow:
    """`path` holds the names from the outermost down; place is that of the innermost above that has one."""

    id: int
    code: str
    kind: str
    path: tuple[str, ...]
    address: str
    tenure: Name
    above: int | None
    community_code: str
    grid_code: str | None
    grid: Name


@dataclass(frozen=True, slots=True)
class PartRow:
    id: int
    code: str
    name: str
    kind: str
    tenure: Name
    residents: int
    households: int


def premises_row(session: Session, premises_id: int) -> PremisesRow | None:
    above = _above(session, premises_id)
    if not above:
        return None
    own = above[0]
    placed = next((row for row in above if row.community_code or row.grid_code), own)
    return PremisesRow(
        id=own.id,
        code=own.code,
        kind=own.kind,
        path=tuple(row.name for row in reversed(above)),
        address=own.address,
        tenure=code_names(session, TENURE_CODES).get(own.tenure, Name(own.tenure)),
        above=own.parent_id,
        community_code=placed.community_code,
        grid_code=placed.grid_code,
        grid=_grid_name(session, placed.grid_code),
    )


def parts_of(session: Session, premises_id: int) -> tuple[list[PartRow], int]:
    """Return what stands directly in the premises, by name, with how many live there now; and how many parts there are.

    At most `PARTS_AT_MOST` of them.
    """
    under = _parts_below(premises_id)
    residents = (
        select(under.c.top, func.count(_WHO.distinct()).label("n"))
        .join(_residence, and_(_residence.c.premises_id == under.c.id, _residence.c.until.is_(None)))
        .outerjoin(_merge, merge_of(_residence.c.person_id, _merge))
        .group_by(under.c.top)
        .cte("residents")
    )
    households = (
        select(under.c.top, func.count().label("n"))
        .join(_household, _household.c.premises_id == under.c.id)
        .group_by(under.c.top)
        .cte("households")
    )
    statement = (
        select(
            *(_premises.c[key] for key in ("id", "code", "name", "kind", "tenure")),
            func.coalesce(residents.c.n, 0),
            func.coalesce(households.c.n, 0),
            func.count().over(),
        )
        .outerjoin_from(_premises, residents, residents.c.top == _premises.c.id)
        .outerjoin(households, households.c.top == _premises.c.id)
        .where(_premises.c.parent_id == premises_id)
        .order_by(_premises.c.name, _premises.c.id)
        .limit(PARTS_AT_MOST)
    )
    tenures = code_names(session, TENURE_CODES)
    rows: Sequence[Sequence[Any]] = session.execute(statement).all()
    parts = [
        PartRow(key, code, name, kind, tenures.get(tenure, Name(tenure)), persons, homes)
        for key, code, name, kind, tenure, persons, homes, _ in rows
    ]
    return parts, rows[0][-1] if rows else 0


def people_of_premises(
    session: Session, premises_id: int, *, area: str, limit: int
) -> tuple[list[PersonThere], int, int]:
    """Return (at most `limit` persons of the area, those of today first; how many of today; how many in all).

    Rows that are seen as one person are that one; what two of them say of one stay stands once.
    """
    within = _all_below(premises_id)
    statement = (
        select(
            *(_person.c[key] for key in ("id", "name", "sex", "birth")),
            *(_residence.c[key] for key in ("kind", "since", "until", "source")),
            _premises.c.name,
            func.coalesce(_household.c.number, ""),
        )
        .select_from(within)
        .join(_residence, _residence.c.premises_id == within.c.id)
        .join(_premises, _premises.c.id == _residence.c.premises_id)
        .outerjoin(_merge, merge_of(_residence.c.person_id, _merge))
        .join(_person, _person.c.id == _WHO)
        .outerjoin(_member, and_(_member.c.person_id == _residence.c.person_id, _member.c.until.is_(None)))
        .outerjoin(
            _household,
            and_(_household.c.id == _member.c.household_id, _household.c.premises_id == _premises.c.id),
        )
    )
    rows = session.execute(capped(statement, _residence.c.until, _premises.c.name, area=area, limit=limit))
    each = func.count(_WHO.distinct())
    counted = (
        select(each.filter(_residence.c.until.is_(None)), each)
        .select_from(within)
        .join(_residence, _residence.c.premises_id == within.c.id)
        .outerjoin(_merge, merge_of(_residence.c.person_id, _merge))
    )
    present, total = session.execute(counted).one()
    return each_stay_once(PersonThere(*row) for row in rows), present, total


def organisations_at(
    session: Session, premises_id: int, *, limit: int
) -> tuple[list[OrganisationThere], int]:
    """Return at most `limit` organisations in the premises, by name, and how many there are."""
    within = _all_below(premises_id)
    statement = (
        select(
            *(_organisation.c[key] for key in ("id", "name", "kind")),
            func.coalesce(_code.c.name, ""),
            func.coalesce(_code.c.name_en, ""),
            func.count().over(),
        )
        .select_from(within)
        .join(_organisation, _organisation.c.premises_id == within.c.id)
        .outerjoin(_code, and_(_code.c.set_key == KIND_CODES, _code.c.code == _organisation.c.kind))
        .order_by(_organisation.c.name, _organisation.c.id)
        .limit(limit)
    )
    rows: Sequence[Sequence[Any]] = session.execute(statement).all()
    there = [OrganisationThere(key, name, Name(zh or kind, en)) for key, name, kind, zh, en, _ in rows]
    return there, rows[0][-1] if rows else 0


@dataclass(frozen=True, slots=True, repr=False)
class _Standing:
    id: int
    code: str
    kind: str
    name: str
    address: str
    tenure: str
    parent_id: int | None
    community_code: str
    grid_code: str | None


def _above(session: Session, premises_id: int) -> list[_Standing]:
    """Return the premises and what they stand in, from the inside out."""
    keys = ("id", "code", "kind", "name", "address", "tenure", "parent_id", "community_code", "grid_code")
    found: list[_Standing] = []
    wanted: int | None = premises_id
    while wanted is not None and len(found) < _LEVELS:
        statement = select(*(_premises.c[key] for key in keys)).where(_premises.c.id == wanted)
        row = session.execute(statement).first()
        if row is None:
            break
        found.append(_Standing(*row))
        wanted = found[-1].parent_id
    return found


def _all_below(premises_id: int) -> CTE:
    """The premises and everything in them, by `id`."""
    start = select(literal(premises_id).label("id"), literal(0).label("level")).cte("within", recursive=True)
    below = select(_premises.c.id, start.c.level + 1).where(
        _premises.c.parent_id == start.c.id, start.c.level < _LEVELS
    )
    return start.union_all(below)


def _parts_below(premises_id: int) -> CTE:
    """Everything in the premises by `id`, with the part directly below (`top`) in which it is."""
    own = _premises.alias("own")
    first = select(own.c.id, own.c.id.label("top"), literal(0).label("level"))
    start = first.where(own.c.parent_id == premises_id).cte("under", recursive=True)
    below = select(_premises.c.id, start.c.top, start.c.level + 1).where(
        _premises.c.parent_id == start.c.id, start.c.level < _LEVELS
    )
    return start.union_all(below)


def _grid_name(session: Session, code: str | None) -> Name:
    statement = select(_grid.c.name, _grid.c.name_en)
    row = session.execute(statement.where(_grid.c.code == code, _grid.c.valid_until.is_(None))).first()
    return Name(row[0], row[1]) if row is not None else Name("")
