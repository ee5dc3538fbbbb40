"""Questions about care files. Only `services.care`, `care_reading` and the ledger of key persons may ask them.

Who asks stands in every question (`Sight`): a file of which the account is no knower is not there for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.store.models import (
    Account,
    CareBenefit,
    CareFile,
    CareGrant,
    CareRenewal,
    CareVisit,
    Division,
    Grid,
    Person,
    PersonMerge,
)
from gridcenter.store.people_search import COMMUNITY_DIGITS
from gridcenter.store.person_merges import merged_into
from gridcenter.store.seen_as import said_once
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

_person = table_of(Person)
Ts = TypeVarTuple("Ts")

_renewed = (
    select(func.max(CareRenewal.until_on))
    .where(CareRenewal.file_id == CareFile.id)
    .correlate(CareFile)
    .scalar_subquery()
)
LAST_DAY: ColumnElement[date] = func.coalesce(_renewed, CareFile.expires_on)
"""The last day of a file's present term."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What an account may see of care files: its area, the programmes of its role, and the day in the district."""

    account_id: int
    area: str
    programmes: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True, repr=False)
class CareFileRow:
    id: int
    person_id: int
    programme: str
    reason: str
    basis: str
    consent: str
    consent_on: date | None
    begins_on: date
    expires_on: date
    opened_at: datetime
    opened_by: int
    name: str
    sex: str
    birth: date | None
    grid: Name
    community: Name


def in_area(area: str) -> ColumnElement[bool]:
    """Return "this person is in the area", which may be a grid."""
    by_community = inside(Person.community_code, area)
    if not area or (area.isdigit() and len(area) <= COMMUNITY_DIGITS):
        return by_community
    return or_(by_community, inside(Person.grid_code, area))


def known_to(account_id: int, *, until: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return "this account is named in the file, at least through this day"."""
    return exists().where(
        CareGrant.file_id == CareFile.id,
        CareGrant.account_id == account_id,
        CareGrant.revoked_at.is_(None),
        CareGrant.until_on >= until,
    )


def visible(sight: Sight) -> ColumnElement[bool]:
    """Return the condition under which a file is there for this account today; `Person` is joined as whom it is about.

    See `_about`.
    """
    return and_(
        CareFile.ended_at.is_(None),
        sight.today <= LAST_DAY,
        CareFile.programme.in_(sorted(sight.programmes)),
        known_to(sight.account_id, until=sight.today),
        in_area(sight.area),
    )


def _about(statement: Select[*Ts]) -> Select[*Ts]:
    """Join the person as whom the row of the register is seen that a file names: its area and its name count."""
    joined = statement.select_from(CareFile).outerjoin(
        PersonMerge, and_(PersonMerge.merged_id == CareFile.person_id, PersonMerge.undone_at.is_(None))
    )
    return joined.join(Person, Person.id == func.coalesce(PersonMerge.kept_id, CareFile.person_id))


def visible_ids(session: Session, sight: Sight, *, person_id: int | None = None) -> list[int]:
    """Return the open files that this account knows, of one person or all, by what ends first.

    Rows of the register that are seen as this person count as the person.
    """
    statement = _about(select(CareFile.id)).where(visible(sight))
    if person_id is not None:
        statement = statement.where(_of_person(session, person_id))
    return list(session.scalars(statement.order_by(LAST_DAY, CareFile.id)))


def _of_person(session: Session, person_id: int) -> ColumnElement[bool]:
    return CareFile.person_id.in_([person_id, *merged_into(session, person_id)])


def visible_rows(session: Session, sight: Sight, file_ids: Sequence[int]) -> list[CareFileRow]:
    """Return those of the files that are still there for this account, in the order of the ids."""
    statement = _rows().where(visible(sight), CareFile.id.in_(file_ids))
    found = {row[0]: _row(row) for row in session.execute(statement)}
    return [found[key] for key in file_ids if key in found]


def knows_programme(session: Session, sight: Sight, person_id: int, programme: str) -> bool:
    """Tell whether this account knows an open file of the person in the programme."""
    of_person = (_of_person(session, person_id), CareFile.programme == programme)
    statement = _about(select(CareFile.id))
    return session.scalar(statement.where(visible(sight), *of_person).limit(1)) is not None


def renewable_rows(session: Session, sight: Sight) -> list[tuple[int, str, date, int]]:
    """Return (id, programme, last day, who made the term) of files not ended that this account knew on the last day."""
    statement = (
        _about(select(CareFile.id, CareFile.programme, LAST_DAY, _term_by()))
        .where(
            CareFile.ended_at.is_(None),
            CareFile.programme.in_(sorted(sight.programmes)),
            known_to(sight.account_id, until=LAST_DAY),
            in_area(sight.area),
        )
        .order_by(LAST_DAY, CareFile.id)
    )
    return [(key, programme, last, by) for key, programme, last, by in session.execute(statement)]


def _term_by() -> ColumnElement[int]:
    newest = (
        select(CareRenewal.renewed_by)
        .where(CareRenewal.file_id == CareFile.id)
        .order_by(CareRenewal.until_on.desc())
        .limit(1)
        .correlate(CareFile)
        .scalar_subquery()
    )
    return func.coalesce(newest, CareFile.opened_by)


def _rows() -> Select[*tuple[Any, ...]]:
    file, none = CareFile, func.coalesce
    current = and_(Grid.code == Person.grid_code, Grid.valid_until.is_(None))
    return (
        _about(
            select(
                *(file.id, Person.id, file.programme, file.reason, file.basis, file.consent),
                *(file.consent_on, file.begins_on, LAST_DAY, file.opened_at, file.opened_by),
                *(Person.name, said_once(_person, "sex"), said_once(_person, "birth")),
                *(none(Grid.name, ""), none(Grid.name_en, "")),
                *(none(Division.name, ""), none(Division.name_en, "")),
            )
        )
        .join(Grid, current, isouter=True)
        .join(Division, Division.code == Person.community_code, isouter=True)
    )


def _row(found: Sequence[Any]) -> CareFileRow:
    *values, grid, grid_en, community, community_en = found
    parts: list[Any] = [*values, Name(grid, grid_en), Name(community, community_en)]
    return CareFileRow(*parts)


def account_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return "name (login)" of accounts."""
    rows = session.execute(select(Account.id, Account.name, Account.login).where(Account.id.in_(set(ids))))
    return {key: f"{name} ({login})" for key, name, login in rows}


def account_named(session: Session, login: str) -> tuple[int, str] | None:
    """Return (id, role) of an active account."""
    wanted = (Account.login == login, Account.active)
    found = session.execute(select(Account.id, Account.role).where(*wanted)).first()
    return None if found is None else (found[0], found[1])


def grants_of(session: Session, file_id: int, *, on: date) -> list[CareGrant]:
    """Return who may see the file on a day, the first named first."""
    valid = (CareGrant.file_id == file_id, CareGrant.revoked_at.is_(None), CareGrant.until_on >= on)
    return list(session.scalars(select(CareGrant).where(*valid).order_by(CareGrant.id)))


def renewals_of(session: Session, file_id: int) -> list[CareRenewal]:
    own = select(CareRenewal).where(CareRenewal.file_id == file_id)
    return list(session.scalars(own.order_by(CareRenewal.id)))


def visits_of(session: Session, file_id: int) -> list[CareVisit]:
    """Return the visits, those still to be made first, then the latest."""
    order = (CareVisit.made_on.is_not(None), CareVisit.made_on.desc(), CareVisit.planned_on, CareVisit.id)
    return list(session.scalars(select(CareVisit).where(CareVisit.file_id == file_id).order_by(*order)))


def benefits_of(session: Session, file_id: int) -> list[CareBenefit]:
    own = select(CareBenefit).where(CareBenefit.file_id == file_id)
    return list(session.scalars(own.order_by(CareBenefit.from_on.desc(), CareBenefit.id.desc())))


def next_visits(session: Session, file_ids: Sequence[int]) -> dict[int, date]:
    """Return the earliest visit still to be made, by file."""
    statement = (
        select(CareVisit.file_id, func.min(CareVisit.planned_on))
        .where(CareVisit.file_id.in_(file_ids), CareVisit.made_on.is_(None))
        .group_by(CareVisit.file_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def lock_file(session: Session, file_id: int) -> None:
    """Let other writers of this file wait; a file store lets one writer in at a time."""
    session.execute(select(CareFile.id).where(CareFile.id == file_id).with_for_update())


def end_file(session: Session, file_id: int, *, at: datetime, by: int, why: str) -> bool:
    """Write the end of an open file; tell whether it was still open."""
    ended = update(CareFile).where(CareFile.id == file_id, CareFile.ended_at.is_(None))
    values = ended.values(ended_at=at, ended_by=by, ended_why=why).returning(CareFile.id)
    return session.scalar(values) is not None


def revoke_grants(session: Session, file_id: int, account_id: int, *, at: datetime, by: int) -> int:
    """Take back what names this account in the file; return how many lines that were."""
    statement = (
        update(CareGrant)
        .where(
            CareGrant.file_id == file_id, CareGrant.account_id == account_id, CareGrant.revoked_at.is_(None)
        )
        .values(revoked_at=at, revoked_by=by)
        .returning(CareGrant.id)
    )
    return len(session.scalars(statement).all())
