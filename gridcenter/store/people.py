"""Questions about persons, households and premises. Nothing is masked here: only `services` may call it.

A look-up asks a dozen of these, so they are prepared, and stand on the tables rather than the mapped classes.
Rows with plain data have no `repr`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.record_items import RELATION_CODES
from gridcenter.domain.visits import MET
from gridcenter.store.models import (
    Account,
    CodeEntry,
    Division,
    Grid,
    Household,
    HouseholdMember,
    Incident,
    Person,
    PersonMerge,
    Premises,
    RecordItem,
    Residence,
    Visit,
)
from gridcenter.store.prepared import Prepared
from gridcenter.store.tables import table_of
from gridcenter.store.visit_corrections import stands

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

CODED_VALUES = {"occupation_class": "gbt6565_occupation_major", "education": "gbt4658_education"}
"""Those among them that are codes and shown without a mask, with the code set that has their names."""


@dataclass(frozen=True, slots=True, repr=False)
class PersonRow:
    """A person with the plain columns as `values`; `source` and `recorded_on` belong to all of them.

    `merged` counts the rows that are seen as this person, `sharing` the other persons under the number; `met_on` and
    `household_met_on` are the last visits at which the person alone, or somebody of the household, was met.
    """

    id: int
    id_number: str | None
    name: str
    sex: str
    birth: date | None
    community_code: str
    grid_code: str | None
    source: str
    recorded_on: date | None
    deceased_on: date | None
    synthetic: bool
    version: int
    merged: int
    sharing: int
    met_on: date | None
    household_met_on: date | None
    grid: Name
    community: Name
    values: dict[str, str]
    value_names: dict[str, Name]
    """Names of the values that are codes, by item key; empty where the code is in no list."""


@dataclass(frozen=True, slots=True, repr=False)
class RecordRow:
    """`base`: it speaks for the person's own column; only such a row is here although it was taken back."""

    id: int
    key: str
    value: str
    source: str
    recorded_on: date | None
    sensitivity: str
    verified_on: date | None
    verified_by: str
    base: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True, repr=False)
class MemberRow:
    person_id: int
    household_number: str
    relation: str
    relation_name: Name
    until: date | None
    name: str
    sex: str
    birth: date | None
    household_id: int
    since: date | None
    merged: bool = False


@dataclass(frozen=True, slots=True)
class ResidenceRow:
    premises_id: int
    premises: str
    building_id: int | None
    kind: str
    since: date | None
    until: date | None
    source: str
    id: int


class Holder(NamedTuple):
    """Somebody who stands under an ID number, and where."""

    id: int
    community_code: str
    grid_code: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The incident that a look-up is for."""

    community_code: str
    grid_code: str | None
    closed_at: datetime | None


_person, _member, _household = table_of(Person), table_of(HouseholdMember), table_of(Household)
_premises, _residence, _record = table_of(Premises), table_of(Residence), table_of(RecordItem)
_grid, _division = table_of(Grid), table_of(Division)
_incident, _code, _account = table_of(Incident), table_of(CodeEntry), table_of(Account)
_mine = _member.alias("mine")
_merge, _visit = table_of(PersonMerge), table_of(Visit)
_kept, _sharer = _person.alias("kept"), _person.alias("sharer")
_seen_as = _merge.alias("seen_as")
MOST_HOLDERS = 20
"""Rows under one number that are looked at."""
_relation = _code.alias("relation")
_value_codes = {key: _code.alias(key) for key in CODED_VALUES}


def _names(table: FromClause) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return both names of an outer-joined row, empty where there is none."""
    return func.coalesce(table.c.name, ""), func.coalesce(table.c.name_en, "")


def _is_entry(entry: FromClause, set_key: str, code: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(entry.c.set_key == set_key, entry.c.code == code)


def _merge_of(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition by which a person's merge in force is joined."""
    return and_(_merge.c.merged_id == person_id, _merge.c.undone_at.is_(None))


def _last_met(subject: ColumnElement[bool]) -> ColumnElement[date | None]:
    met = select(func.max(_visit.c.day)).where(subject, _visit.c.outcome == MET, stands())
    return met.correlate(_person).scalar_subquery()


_BY_NUMBER = Prepared(
    select(
        func.coalesce(_kept.c.id, _person.c.id),
        case((_kept.c.id.is_(None), _person.c.community_code), else_=_kept.c.community_code),
        case((_kept.c.id.is_(None), _person.c.grid_code), else_=_kept.c.grid_code),
        _person.c.verified,
    )
    .outerjoin_from(_person, _merge, _merge_of(_person.c.id))
    .outerjoin(_kept, _kept.c.id == _merge.c.kept_id)
    .where(_person.c.id_number == bindparam("number"))
    .order_by(_person.c.verified.desc(), _person.c.id.desc())
    .limit(MOST_HOLDERS)
)

_GROUND = Prepared(
    select(_incident.c.community_code, _incident.c.grid_code, _incident.c.closed_at).where(
        _incident.c.number == bindparam("number")
    )
)

_PRESENT_HOUSEHOLDS = (
    select(_member.c.household_id)
    .where(_member.c.person_id == _person.c.id, _member.c.until.is_(None))
    .correlate(_person)
)

_SHARING = (
    select(func.count(func.coalesce(_seen_as.c.kept_id, _sharer.c.id).distinct()))
    .select_from(_sharer)
    .outerjoin(_seen_as, and_(_seen_as.c.merged_id == _sharer.c.id, _seen_as.c.undone_at.is_(None)))
    .where(
        _sharer.c.id_number == _person.c.id_number,
        func.coalesce(_seen_as.c.kept_id, _sharer.c.id) != _person.c.id,
    )
    .correlate(_person)
    .scalar_subquery()
)

_person_columns = (
    select(
        _person.c.id,
        _person.c.id_number,
        _person.c.name,
        _person.c.sex,
        _person.c.birth,
        _person.c.community_code,
        _person.c.grid_code,
        _person.c.source,
        _person.c.recorded_on,
        _person.c.deceased_on,
        _person.c.synthetic,
        _person.c.version,
        select(func.count())
        .where(_merge.c.kept_id == _person.c.id, _merge.c.undone_at.is_(None))
        .correlate(_person)
        .scalar_subquery(),
        _SHARING,
        _last_met(_visit.c.person_id == _person.c.id),
        _last_met(_visit.c.household_id.in_(_PRESENT_HOUSEHOLDS)),
        *_names(_grid),
        *_names(_division),
        *(name for entry in _value_codes.values() for name in _names(entry)),
        *(_person.c[key] for key in PERSON_VALUES),
    )
    .outerjoin_from(_person, _grid, and_(_grid.c.code == _person.c.grid_code, _grid.c.valid_until.is_(None)))
    .outerjoin(_division, _division.c.code == _person.c.community_code)
    .where(_person.c.id == bindparam("person_id"))
)
for _key, _entry in _value_codes.items():
    _person_columns = _person_columns.outerjoin(
        _entry, _is_entry(_entry, CODED_VALUES[_key], _person.c[_key])
    )
_PERSON = Prepared(_person_columns)

_RECORDS = Prepared(
    select(
        _record.c.id,
        _record.c.key,
        _record.c.value,
        _record.c.source,
        _record.c.recorded_on,
        _record.c.sensitivity,
        case((_record.c.verified, _record.c.verified_on)),
        func.coalesce(_account.c.name, ""),
        _record.c.base,
        _record.c.withdrawn_at.is_not(None),
    )
    .outerjoin_from(_record, _account, _account.c.id == _record.c.verified_by)
    .where(
        _record.c.person_id == bindparam("person_id"), or_(_record.c.withdrawn_at.is_(None), _record.c.base)
    )
    .order_by(_record.c.recorded_on.desc(), _record.c.id.desc())
)

_HOUSEHOLD = Prepared(
    select(
        func.coalesce(_merge.c.kept_id, _member.c.person_id),
        _household.c.number,
        _member.c.relation,
        *_names(_relation),
        _member.c.until,
        _person.c.name,
        _person.c.sex,
        _person.c.birth,
        _member.c.household_id,
        _member.c.since,
        _merge.c.kept_id.is_not(None),
    )
    .select_from(_mine)
    .join(_member, _member.c.household_id == _mine.c.household_id)
    .join(_household, _household.c.id == _mine.c.household_id)
    .join(_person, _person.c.id == _member.c.person_id)
    .outerjoin(_merge, _merge_of(_member.c.person_id))
    .outerjoin(_relation, _is_entry(_relation, RELATION_CODES, _member.c.relation))
    .where(_mine.c.person_id == bindparam("person_id"), _mine.c.until.is_(None))
    .order_by(_member.c.relation, _person.c.birth, _member.c.person_id)
)

_RESIDENCES = Prepared(
    select(
        _premises.c.id,
        _premises.c.code,
        _premises.c.parent_id,
        _residence.c.kind,
        _residence.c.since,
        _residence.c.until,
        _residence.c.source,
        _residence.c.id,
    )
    .join_from(_residence, _premises, _premises.c.id == _residence.c.premises_id)
    .where(_residence.c.person_id == bindparam("person_id"))
    .order_by(_residence.c.until.is_not(None), _residence.c.since.desc(), _residence.c.id)
)

_CODE_NAMES = select(_code.c.set_key, _code.c.code, _code.c.name, _code.c.name_en).where(
    _code.c.set_key.in_(bindparam("sets", expanding=True)),
    _code.c.code.in_(bindparam("codes", expanding=True)),
)


_NAMES_FROM = 16
_VALUES_FROM = _NAMES_FROM + 4 + 2 * len(CODED_VALUES)
"""Where names and the card's values begin in a row of `_PERSON`, behind person, grid, community and code names."""


def persons_with_number(session: Session, number: str) -> list[Holder]:
    """Return whoever stands under exactly this number, the verified one first, then the latest.

    A row that is seen as another person gives that one.
    """
    found: dict[int, Holder] = {}
    for row in _BY_NUMBER.rows(session, number=number):
        found.setdefault(row[0], Holder(*row))
    return list(found.values())


def person_place(session: Session, person_id: int) -> tuple[int, str, str | None] | None:
    """Return (id, community code, grid code) of a person, of the one as whom a merged row is seen."""
    columns = (_person.c.id, _person.c.community_code, _person.c.grid_code)
    seen_as = select(_merge.c.kept_id).where(_merge_of(literal(person_id)))
    wanted = _person.c.id == func.coalesce(seen_as.scalar_subquery(), person_id)
    found = session.execute(select(*columns).where(wanted)).first()
    return None if found is None else (found[0], found[1], found[2])


def number_of(session: Session, person_id: int) -> str | None:
    return session.scalar(select(_person.c.id_number).where(_person.c.id == person_id))


def ground_of(session: Session, incident_number: str) -> Ground | None:
    found = _GROUND.first(session, number=incident_number)
    return None if found is None else Ground(*found)


def person_row(session: Session, person_id: int) -> PersonRow | None:
    found = _PERSON.first(session, person_id=person_id)
    if found is None:
        return None
    names = iter(found[_NAMES_FROM:_VALUES_FROM])
    grid, community, *coded = (Name(zh, en) for zh, en in zip(names, names, strict=True))
    values = dict(zip(PERSON_VALUES, found[_VALUES_FROM:], strict=True))
    parts = [*found[:_NAMES_FROM], grid, community, values, dict(zip(CODED_VALUES, coded, strict=True))]
    return PersonRow(*parts)


def recorded_values(session: Session, person_id: int) -> list[RecordRow]:
    """Return values that nobody has taken back, the newest first, and own columns that were taken back."""
    return [RecordRow(*row) for row in _RECORDS.rows(session, person_id=person_id)]


def household_of(session: Session, person_id: int) -> list[MemberRow]:
    """Return everyone ever in the household in which the person is now, by relation code: the head comes first.

    Whoever is seen as another person (`merged`) stands there under that one's id, once: by the own row first.
    """
    rows = [_member_row(*row) for row in _HOUSEHOLD.rows(session, person_id=person_id)]
    if len({(row.household_number, row.person_id) for row in rows}) == len(rows):
        return rows
    once: dict[tuple[str, int], MemberRow] = {}
    for row in sorted(rows, key=lambda one: (one.until is not None, one.merged)):
        once.setdefault((row.household_number, row.person_id), row)
    return [row for row in rows if once[row.household_number, row.person_id] is row]


def _member_row(
    person_id: int, household_number: str, relation: str, zh: str, en: str, *rest: Any
) -> MemberRow:
    return MemberRow(person_id, household_number, relation, Name(zh, en), *rest)


def residences_of(session: Session, person_id: int) -> list[ResidenceRow]:
    """Return where the person lives (no end date) and lived, the present first, then the latest."""
    return [ResidenceRow(*row) for row in _RESIDENCES.rows(session, person_id=person_id)]


def code_names(session: Session, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Name]:
    """Return the names of (code set, code) pairs; unknown ones are left out."""
    if not wanted:
        return {}
    sets, codes = sorted({pair[0] for pair in wanted}), sorted({pair[1] for pair in wanted})
    rows = session.execute(_CODE_NAMES, {"sets": sets, "codes": codes})
    found = {(set_key, code): Name(name, name_en) for set_key, code, name, name_en in rows}
    return {pair: found[pair] for pair in wanted if pair in found}
