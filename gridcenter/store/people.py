"""Questions about persons, households and premises. Nothing is masked here: only `services` may call it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.names import Name
from gridcenter.store.models import (
    CodeEntry,
    Division,
    Grid,
    Household,
    HouseholdMember,
    Incident,
    Person,
    Premises,
    RecordItem,
    Residence,
)

PERSON_VALUES = (
    "occupation",
    "occupation_class",
    "employer",
    "education",
    "register_address",
    "address",
    "marital_status",
    "pension",
    "medical",
    "phone",
)
"""Columns of a person that stand on the card, by their item keys."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the plain columns as `values`; `source` and `recorded_on` belong to all of them."""

    id: int
    id_number: str | None
    name: str
    sex: str
    birth: date | None
    community_code: str
    grid_code: str | None
    source: str
    recorded_on: date | None
    synthetic: bool
    grid: Name
    community: Name
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecordRow:
    id: int
    key: str
    value: str
    source: str
    recorded_on: date | None
    sensitivity: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    person_id: int
    household_number: str
    relation: str
    until: date | None
    name: str
    sex: str
    birth: date | None


@dataclass(frozen=True, slots=True)
class ResidenceRow:
    premises_id: int
    premises: str
    building_id: int | None
    kind: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    person_id: int
    room: str
    name: str
    sex: str
    birth: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The incident that a look-up is for."""

    community_code: str
    grid_code: str | None
    closed_at: datetime | None


def person_with_number(session: Session, number: str) -> tuple[int, str, str | None] | None:
    """Return (id, community code, grid code) of the person with exactly this number, the verified one first."""
    found = session.execute(
        select(Person.id, Person.community_code, Person.grid_code)
        .where(Person.id_number == number)
        .order_by(Person.verified.desc(), Person.id.desc())
        .limit(1)
    ).first()
    return None if found is None else (found[0], found[1], found[2])


def ground_of(session: Session, incident_number: str) -> Ground | None:
    found = session.execute(
        select(Incident.community_code, Incident.grid_code, Incident.closed_at).where(
            Incident.number == incident_number
        )
    ).first()
    return None if found is None else Ground(*found)


def person_row(session: Session, person_id: int) -> PersonRow | None:
    found = session.execute(
        select(
            Person.id,
            Person.id_number,
            Person.name,
            Person.sex,
            Person.birth,
            Person.community_code,
            Person.grid_code,
            Person.source,
            Person.recorded_on,
            Person.synthetic,
            func.coalesce(Grid.name, ""),
            func.coalesce(Grid.name_en, ""),
            func.coalesce(Division.name, ""),
            func.coalesce(Division.name_en, ""),
            *(getattr(Person, key) for key in PERSON_VALUES),
        )
        .outerjoin(Grid, and_(Grid.code == Person.grid_code, Grid.valid_until.is_(None)))
        .outerjoin(Division, Division.code == Person.community_code)
        .where(Person.id == person_id)
    ).first()
    if found is None:
        return None
    names = (Name(found[10], found[11]), Name(found[12], found[13]))
    values: tuple[Any, ...] = found[14:]
    return PersonRow(*found[:10], *names, dict(zip(PERSON_VALUES, values, strict=True)))


def recorded_values(session: Session, person_id: int) -> list[RecordRow]:
    """Return values from other sources, the newest first."""
    rows = session.execute(
        select(
            RecordItem.id,
            RecordItem.key,
            RecordItem.value,
            RecordItem.source,
            RecordItem.recorded_on,
            RecordItem.sensitivity,
        )
        .where(RecordItem.person_id == person_id)
        .order_by(RecordItem.recorded_on.desc(), RecordItem.id.desc())
    )
    return [RecordRow(*row) for row in rows]


def household_of(session: Session, person_id: int) -> list[MemberRow]:
    """Return everyone ever in the household in which the person is now, by relation code: the head comes first."""
    mine = aliased(HouseholdMember)
    rows = session.execute(
        select(
            HouseholdMember.person_id,
            Household.number,
            HouseholdMember.relation,
            HouseholdMember.until,
            Person.name,
            Person.sex,
            Person.birth,
        )
        .select_from(mine)
        .join(HouseholdMember, HouseholdMember.household_id == mine.household_id)
        .join(Household, Household.id == mine.household_id)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(mine.person_id == person_id, mine.until.is_(None))
        .order_by(HouseholdMember.relation, Person.birth, HouseholdMember.person_id)
    )
    return [MemberRow(*row) for row in rows]


def residences_of(session: Session, person_id: int) -> list[ResidenceRow]:
    """Return where the person lives (no end date) and lived, the present first, then the latest."""
    rows = session.execute(
        select(
            Premises.id,
            Premises.code,
            Premises.parent_id,
            Residence.kind,
            Residence.since,
            Residence.until,
            Residence.source,
        )
        .join(Premises, Premises.id == Residence.premises_id)
        .where(Residence.person_id == person_id)
        .order_by(Residence.until.is_not(None), Residence.since.desc(), Residence.id)
    )
    return [ResidenceRow(*row) for row in rows]


def neighbours_at(session: Session, building_id: int, *, limit: int) -> tuple[str, int, list[NeighbourRow]]:
    """Return (name of the building or entrance, number of residents, at most `limit` of them by room)."""
    now_there = and_(Premises.parent_id == building_id, Residence.until.is_(None))
    total = func.count().over()
    building = aliased(Premises)
    rows = session.execute(
        select(
            building.name,
            total,
            Person.id,
            Premises.name,
            Person.name,
            Person.sex,
            Person.birth,
            Residence.kind,
        )
        .select_from(Premises)
        .join(building, building.id == Premises.parent_id)
        .join(Residence, Residence.premises_id == Premises.id)
        .join(Person, Person.id == Residence.person_id)
        .where(now_there)
        .order_by(Premises.name, Person.id)
        .limit(limit)
    ).all()
    if not rows:
        return "", 0, []
    return rows[0][0], rows[0][1], [NeighbourRow(*row[2:]) for row in rows]


def code_names(session: Session, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Name]:
    """Return the names of (code set, code) pairs; unknown ones are left out."""
    if not wanted:
        return {}
    rows = session.execute(
        select(CodeEntry.set_key, CodeEntry.code, CodeEntry.name, CodeEntry.name_en).where(
            CodeEntry.set_key.in_({set_key for set_key, _ in wanted}),
            CodeEntry.code.in_({code for _, code in wanted}),
        )
    )
    found = {(set_key, code): Name(name, name_en) for set_key, code, name, name_en in rows}
    return {pair: found[pair] for pair in wanted if pair in found}
