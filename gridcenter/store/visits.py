"""Who is due for a visit in a grid, and the visits that were made. Nothing is masked here: only `services` may call it.

The rules come as data and become one condition, so that the store gives a page of the list and not the whole grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.visits import (
    DECLINED,
    MET,
    MOVED,
    NOT_AT_HOME,
    Dwelling,
    VisitReason,
    VisitRules,
    VisitSubject,
    years_before,
)
from gridcenter.store.models import (
    Grid,
    Household,
    HouseholdMember,
    Person,
    PersonMerge,
    Premises,
    Residence,
    Visit,
)
from gridcenter.store.person_merges import is_merged, rows_seen_as
from gridcenter.store.premises_names import is_house_of
from gridcenter.store.seen_as import merge_of, said_once, seen_as, seen_by
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside
from gridcenter.store.visit_corrections import stands

OUTCOMES = (MET, NOT_AT_HOME, MOVED, DECLINED)
HOUSEHOLD, PERSON = 0, 1
NEVER = date.min

_household, _member, _person = table_of(Household), table_of(HouseholdMember), table_of(Person)
_premises, _residence, _visit, _grid = (
    table_of(Premises),
    table_of(Residence),
    table_of(Visit),
    table_of(Grid),
)
_merge = table_of(PersonMerge)
_building, _house = _premises.alias("building"), _premises.alias("house")

Cursor = tuple[date, int, int]
"""(last met, kind, id) of the last line of a page."""


@dataclass(frozen=True, slots=True)
class DueRow:
    subject: VisitSubject
    dwelling: Dwelling
    cursor: Cursor


@dataclass(frozen=True, slots=True, repr=False)
class DoorRow:
    """Whom to ask for, and where: house, entrance (or house) and room; `address` only where no premises are known."""

    person_id: int
    name: str
    house: str
    building: str
    room: str
    number: str
    address: str
    community: str


def due_rows(
    session: Session, rules: VisitRules, *, grid_code: str, today: date, after: Cursor | None, limit: int
) -> list[DueRow]:
    """Return who is due in a grid, whoever was met longest ago first, behind the cursor of the page before."""
    found = _dwellings(grid_code)
    met = found.c[MET]
    seen = func.coalesce(met, literal(NEVER))
    order = (seen, found.c.kind, found.c.id)
    statement = select(found).where(_is_due(found, rules, today)).order_by(*order).limit(limit)
    if after is not None:
        statement = statement.where(tuple_(*order) > tuple_(*(literal(part) for part in after)))
    return [_due_row(row) for row in session.execute(statement)]


def _due_row(row: Any) -> DueRow:
    tried = {outcome: day for outcome in OUTCOMES if (day := getattr(row, outcome)) is not None}
    subject = VisitSubject(row.id) if row.kind == HOUSEHOLD else VisitSubject(person_id=row.id)
    cursor = (tried.get(MET, NEVER), row.kind, row.id)
    return DueRow(subject, Dwelling(row.members, row.oldest, row.youngest, tried), cursor)


def _dwellings(grid_code: str) -> Subquery:
    """Return the households of a grid in which somebody lives, and persons of it who are in none."""
    return union_all(_households(grid_code), _lone_persons(grid_code)).subquery("dwelling")


def _households(grid_code: str) -> Select[Any]:
    visits = _last_visits(
        _visit.c.household_id,
        _visit.c.household_id.in_(select(_household.c.id).where(_stands_in(grid_code))),
    )
    lives = and_(_member.c.until.is_(None), said_once(_person, "deceased_on").is_(None))
    days = [func.max(visits.c[outcome]).label(outcome) for outcome in OUTCOMES]
    birth = said_once(_person, "birth")
    return (
        select(
            literal(HOUSEHOLD).label("kind"),
            _household.c.id.label("id"),
            func.count(_person.c.id.distinct()).label("members"),
            func.min(birth).label("oldest"),
            func.max(birth).label("youngest"),
            *days,
        )
        .join_from(_household, _member, _member.c.household_id == _household.c.id)
        .outerjoin(_merge, merge_of(_member.c.person_id, _merge))
        .join(_person, _person.c.id == seen_by(_member.c.person_id, _merge))
        .outerjoin(visits, visits.c.subject == _household.c.id)
        .where(_stands_in(grid_code), lives)
        .group_by(_household.c.id)
    )


def _stands_in(grid_code: str) -> ColumnElement[bool]:
    """Return "the household is in the grid": by its own, or by its premises' where it has none."""
    there = select(_premises.c.id).where(_premises.c.grid_code == grid_code)
    by_home = and_(_household.c.grid_code.is_(None), _household.c.premises_id.in_(there))
    return or_(_household.c.grid_code == grid_code, by_home)


def _lone_persons(grid_code: str) -> Select[Any]:
    own = select(_person.c.id).where(_person.c.grid_code == grid_code)
    others = select(_merge.c.merged_id).where(_merge.c.kept_id.in_(own), _merge.c.undone_at.is_(None))
    visited = _visit.c.person_id.in_(own.union_all(others))
    visits = _last_visits(seen_as(_visit.c.person_id), visited)
    lives_with = or_(
        exists().where(_member.c.person_id == _person.c.id, _member.c.until.is_(None)),
        exists().where(
            _merge.c.kept_id == _person.c.id,
            _merge.c.undone_at.is_(None),
            _member.c.person_id == _merge.c.merged_id,
            _member.c.until.is_(None),
        ),
    )
    birth = said_once(_person, "birth")
    return (
        select(
            literal(PERSON).label("kind"),
            _person.c.id,
            literal(1).label("members"),
            birth,
            birth,
            *(visits.c[outcome] for outcome in OUTCOMES),
        )
        .outerjoin_from(_person, visits, visits.c.subject == _person.c.id)
        .where(
            _person.c.grid_code == grid_code,
            said_once(_person, "deceased_on").is_(None),
            ~is_merged(_person.c.id),
            ~lives_with,
        )
    )


def _last_visits(subject: ColumnElement[Any], wanted: ColumnElement[bool]) -> Subquery:
    days = [
        func.max(case((_visit.c.outcome == outcome, _visit.c.day))).label(outcome) for outcome in OUTCOMES
    ]
    return select(subject.label("subject"), *days).where(wanted, stands()).group_by(subject).subquery()


def _is_due(found: Subquery, rules: VisitRules, today: date) -> ColumnElement[bool]:
    """Return `domain.visits.due_reasons` as a condition; a test holds the two against each other."""
    met = found.c[MET]
    due = or_(
        false(),
        *(
            and_(_fits(reason, found, today), or_(met.is_(None), met <= today - timedelta(days=reason.days)))
            for reason in rules.reasons
        ),
    )
    waited = [
        or_(
            found.c[outcome].is_(None),
            found.c[outcome] <= today - timedelta(days=days),
            met >= found.c[outcome],
        )
        for outcome, days in rules.again.items()
    ]
    return and_(due, *waited)


def _fits(reason: VisitReason, found: Subquery, today: date) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if reason.alone:
        parts.append(found.c.members == 1)
    if reason.age_from is not None:
        parts.append(found.c.oldest <= years_before(today, reason.age_from))
    if reason.age_below is not None:
        parts.append(found.c.youngest > years_before(today, reason.age_below))
    return and_(literal(1) == 1, *parts)


# --- doors ------------------------------------------------------------------------------------------------------


def doors(session: Session, subjects: Sequence[VisitSubject]) -> dict[VisitSubject, DoorRow]:
    """Return whom to ask for and where, of a page of the list."""
    households = [one.household_id for one in subjects if one.household_id is not None]
    persons = [one.person_id for one in subjects if one.person_id is not None]
    found: dict[VisitSubject, DoorRow] = {}
    for key, row in _household_doors(session, households):
        found.setdefault(VisitSubject(key), row)
    for key, row in _person_doors(session, persons):
        found.setdefault(VisitSubject(person_id=key), row)
    return found


def _household_doors(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, DoorRow]]:
    """Yield (household, door), the head's row first of each."""
    statement = (
        select(
            _household.c.id,
            _person.c.id,
            _person.c.name,
            func.coalesce(_house.c.name, ""),
            func.coalesce(_building.c.name, ""),
            func.coalesce(_premises.c.name, ""),
            _household.c.number,
            _person.c.address,
            _person.c.community_code,
        )
        .join_from(_household, _member, _member.c.household_id == _household.c.id)
        .outerjoin(_merge, merge_of(_member.c.person_id, _merge))
        .join(_person, _person.c.id == seen_by(_member.c.person_id, _merge))
        .outerjoin(_premises, _premises.c.id == _household.c.premises_id)
        .outerjoin(_building, _building.c.id == _premises.c.parent_id)
        .outerjoin(_house, is_house_of(_house, _building))
        .where(_household.c.id.in_(ids), _member.c.until.is_(None))
        .where(said_once(_person, "deceased_on").is_(None))
        .order_by(_household.c.id, _member.c.relation, _person.c.birth, _person.c.id)
    )
    for key, *rest in session.execute(statement):
        yield key, DoorRow(*rest)


def _person_doors(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, DoorRow]]:
    statement = (
        select(
            _person.c.id,
            _person.c.id,
            _person.c.name,
            func.coalesce(_house.c.name, ""),
            func.coalesce(_building.c.name, ""),
            func.coalesce(_premises.c.name, ""),
            literal(""),
            _person.c.address,
            _person.c.community_code,
        )
        .outerjoin_from(
            _person,
            _residence,
            and_(
                _residence.c.person_id.in_([*ids, *rows_seen_as(session, ids)]),
                seen_as(_residence.c.person_id) == _person.c.id,
                _residence.c.until.is_(None),
            ),
        )
        .outerjoin(_premises, _premises.c.id == _residence.c.premises_id)
        .outerjoin(_building, _building.c.id == _premises.c.parent_id)
        .outerjoin(_house, is_house_of(_house, _building))
        .where(_person.c.id.in_(ids))
        .order_by(_person.c.id, _residence.c.since.desc(), _residence.c.id)
    )
    for key, *rest in session.execute(statement):
        yield key, DoorRow(*rest)


# --- visits made ------------------------------------------------------------------------------------------------


def place_of(session: Session, subject: VisitSubject) -> tuple[str, str | None] | None:
    """Return (community code, grid code) of whoever is visited, None where there is no such household or person."""
    if subject.household_id is not None:
        statement = (
            select(
                func.coalesce(_premises.c.community_code, ""),
                func.coalesce(_household.c.grid_code, _premises.c.grid_code),
            )
            .outerjoin_from(_household, _premises, _premises.c.id == _household.c.premises_id)
            .where(_household.c.id == subject.household_id)
        )
        found = session.execute(statement).first()
        return None if found is None else ((found[1] or "")[:12] or found[0], found[1])
    person = select(_person.c.community_code, _person.c.grid_code).where(_person.c.id == subject.person_id)
    found = session.execute(person).first()
    return None if found is None else (found[0], found[1])


def persons_at(session: Session, subject: VisitSubject) -> list[int]:
    """Return the person, or who lives in the household now."""
    if subject.person_id is not None:
        return [subject.person_id]
    statement = select(seen_as(_member.c.person_id)).where(
        _member.c.household_id == subject.household_id, _member.c.until.is_(None)
    )
    return sorted(set(session.scalars(statement)))


def grids_of(session: Session, area: str) -> list[tuple[str, Name]]:
    """Return the grids of the area that there are now, as (code, name), by code."""
    statement = (
        select(_grid.c.code, _grid.c.name, _grid.c.name_en)
        .where(
            _grid.c.valid_until.is_(None),
            or_(inside(_grid.c.community_code, area), inside(_grid.c.code, area)),
        )
        .order_by(_grid.c.code)
    )
    return [(code, Name(zh, en)) for code, zh, en in session.execute(statement)]
