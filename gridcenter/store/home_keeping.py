"""Residences, memberships and tenures as they are kept by hand. Nothing is masked: only `services` may call it.

Every change leaves a row of `home_change` with how the line was; the register itself says what holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.home_keeping import HEADS, TENANT, TenureLine
from gridcenter.store.bulk import PORTION
from gridcenter.store.models import (
    HomeChange,
    Household,
    HouseholdMember,
    Person,
    Premises,
    PremisesTenure,
    Residence,
)
from gridcenter.store.tables import table_of

HOME, MEMBER, TENURE = "residence", "member", "tenure"
"""Subjects of `home_change`."""

_residence, _premises, _person = table_of(Residence), table_of(Premises), table_of(Person)
_member, _household, _tenure = table_of(HouseholdMember), table_of(Household), table_of(PremisesTenure)
_change = table_of(HomeChange)


class HomeRow(NamedTuple):
    id: int
    person_id: int
    premises_id: int
    premises: str
    tenure: str
    kind: str
    since: date | None
    until: date | None
    source: str


class MemberRow(NamedTuple):
    household_id: int
    person_id: int
    number: str
    relation: str
    since: date | None
    until: date | None


class HouseholdRow(NamedTuple):
    id: int
    premises_id: int | None
    grid_code: str | None


class PremisesAt(NamedTuple):
    id: int
    code: str
    kind: str
    tenure: str


class HistoryRow(NamedTuple):
    at: datetime
    actor: str
    deed: str
    reason: str
    before: str
    after: str


def homes_of(session: Session, person_ids: Sequence[int]) -> list[HomeRow]:
    """Return where these rows of one person live and lived, by id."""
    statement = (
        select(
            *(_residence.c[name] for name in ("id", "person_id", "premises_id")),
            *(_premises.c.code, _premises.c.tenure),
            *(_residence.c[name] for name in ("kind", "since", "until", "source")),
        )
        .join_from(_residence, _premises, _premises.c.id == _residence.c.premises_id)
        .where(_residence.c.person_id.in_(person_ids))
        .order_by(_residence.c.id)
    )
    rows: Iterable[Sequence[Any]] = session.execute(statement)
    return [HomeRow(*row) for row in rows]


def add_home(session: Session, values: Mapping[str, Any]) -> int:
    made = Residence(**values)
    session.add(made)
    session.flush()
    return made.id


def change_home(session: Session, home_id: int, values: Mapping[str, Any]) -> None:
    session.execute(update(_residence).where(_residence.c.id == home_id).values(dict(values)))


def remove_home(session: Session, home_id: int) -> None:
    session.execute(delete(_residence).where(_residence.c.id == home_id))


def premises_with_code(session: Session, code: str, *, lock: bool = False) -> PremisesAt | None:
    statement = select(*(_premises.c[name] for name in PremisesAt._fields)).where(_premises.c.code == code)
    row = session.execute(statement.with_for_update() if lock else statement).first()
    return None if row is None else PremisesAt(*row)


def has_tenant(session: Session, premises_id: int) -> bool:
    tenant = _residence.c.kind == TENANT, _residence.c.until.is_(None)
    return bool(session.scalar(select(exists().where(_residence.c.premises_id == premises_id, *tenant))))


# --- households ---------------------------------------------------------------------------------------------------


def memberships_of(session: Session, person_ids: Sequence[int]) -> list[MemberRow]:
    """Return the places of these rows of one person in households, those that go on first."""
    statement = (
        select(
            *(_member.c.household_id, _member.c.person_id, _household.c.number),
            *(_member.c.relation, _member.c.since, _member.c.until),
        )
        .join_from(_member, _household, _household.c.id == _member.c.household_id)
        .where(_member.c.person_id.in_(person_ids))
        .order_by(_member.c.until.is_not(None), _member.c.household_id)
    )
    return [MemberRow(*row) for row in session.execute(statement)]


def locked_household(session: Session, number: str) -> HouseholdRow | None:
    """Return the household with this number; whoever else changes it waits."""
    columns = (_household.c.id, _household.c.premises_id, _household.c.grid_code)
    row = session.execute(select(*columns).where(_household.c.number == number).with_for_update()).first()
    return None if row is None else HouseholdRow(*row)


def lock_household(session: Session, household_id: int) -> None:
    session.execute(select(_household.c.id).where(_household.c.id == household_id).with_for_update()).all()


def place_of_members(session: Session, household_id: int) -> tuple[str, str | None]:
    """Return (community, grid) where somebody of the household is registered; nothing where nobody is in it."""
    statement = (
        select(_person.c.community_code, _person.c.grid_code)
        .join_from(_member, _person, _person.c.id == _member.c.person_id)
        .where(_member.c.household_id == household_id)
        .order_by(_member.c.until.is_not(None), _person.c.id)
        .limit(1)
    )
    row = session.execute(statement).first()
    return ("", None) if row is None else (row[0], row[1])


def head_of(session: Session, household_id: int, but: Sequence[int]) -> str | None:
    """Return the name of the present head, None where it has none but these rows of a person."""
    statement = (
        select(_person.c.name)
        .join_from(_member, _person, _person.c.id == _member.c.person_id)
        .where(
            _member.c.household_id == household_id,
            _member.c.until.is_(None),
            _member.c.relation.in_(sorted(HEADS)),
            _person.c.id.not_in(but),
        )
        .order_by(_person.c.id)
        .limit(1)
    )
    return session.scalar(statement)


def others_in(session: Session, household_id: int, but: Sequence[int]) -> int:
    """Count who else is in a household now."""
    here = _member.c.household_id == household_id, _member.c.until.is_(None), _member.c.person_id.not_in(but)
    return session.scalar(select(func.count()).select_from(_member).where(*here)) or 0


def add_household(session: Session, number: str, premises_id: int, grid_code: str | None) -> int:
    made = Household(number=number, premises_id=premises_id, grid_code=grid_code)
    session.add(made)
    session.flush()
    return made.id


def add_member(session: Session, household_id: int, person_id: int, values: Mapping[str, Any]) -> None:
    key = {"household_id": household_id, "person_id": person_id}
    session.execute(insert(_member).values({**key, **values}))


def change_member(session: Session, household_id: int, person_id: int, values: Mapping[str, Any]) -> None:
    mine = _member.c.household_id == household_id, _member.c.person_id == person_id
    session.execute(update(_member).where(*mine).values(dict(values)))


def remove_member(session: Session, household_id: int, person_id: int) -> None:
    mine = _member.c.household_id == household_id, _member.c.person_id == person_id
    session.execute(delete(_member).where(*mine))


# --- tenures ------------------------------------------------------------------------------------------------------


def tenures_of(session: Session, premises_id: int) -> list[TenureLine]:
    """Return how premises are and were held, the present first, then the latest."""
    columns = (_tenure.c[name] for name in ("id", "tenure", "since", "until", "source"))
    statement = (
        select(*columns)
        .where(_tenure.c.premises_id == premises_id)
        .order_by(_tenure.c.until.is_not(None), _tenure.c.until.desc(), _tenure.c.id.desc())
    )
    return [TenureLine(*row) for row in session.execute(statement)]


def held_by_hand(session: Session, codes: Collection[str]) -> set[str]:
    """Return the codes of those premises whose tenure somebody kept by hand: no file says how they are held."""
    found: set[str] = set()
    for at in range(0, len(codes), PORTION):
        part = list(codes)[at : at + PORTION]
        statement = select(_premises.c.code).where(
            _premises.c.code.in_(part), exists().where(_tenure.c.premises_id == _premises.c.id)
        )
        found.update(session.scalars(statement))
    return found


def add_tenure(session: Session, premises_id: int, values: Mapping[str, Any]) -> int:
    made = PremisesTenure(premises_id=premises_id, **values)
    session.add(made)
    session.flush()
    return made.id


def change_tenure(session: Session, tenure_id: int, values: Mapping[str, Any]) -> None:
    session.execute(update(_tenure).where(_tenure.c.id == tenure_id).values(dict(values)))


def remove_tenure(session: Session, tenure_id: int) -> None:
    session.execute(delete(_tenure).where(_tenure.c.id == tenure_id))


def hold_as(session: Session, premises_id: int, tenure: str) -> None:
    """Let premises stand as held so now."""
    premises = session.get_one(Premises, premises_id)
    premises.tenure = tenure
    session.flush()


# --- history ------------------------------------------------------------------------------------------------------


def note_change_of_home(session: Session, row: HomeChange) -> None:
    session.add(row)
    session.flush()


def kept_by_hand(subject: str, subject_id: Any, *further: Any) -> Any:
    """Return the condition that somebody kept a line by hand; `further` are conditions on `home_change`."""
    return exists().where(_change.c.subject == subject, _change.c.subject_id == subject_id, *further)


def history_of(session: Session, person_ids: Sequence[int]) -> list[HistoryRow]:
    """Return what was kept by hand of residences and memberships of these rows of a person, the newest first."""
    return _history(session, _change.c.person_id.in_(person_ids))


def tenure_history_of(session: Session, premises_id: int) -> list[HistoryRow]:
    return _history(session, _change.c.subject == TENURE, _change.c.second_id == premises_id)


def _history(session: Session, *wanted: Any) -> list[HistoryRow]:
    columns = (_change.c[name] for name in HistoryRow._fields)
    return [
        HistoryRow(*row)
        for row in session.execute(select(*columns).where(*wanted).order_by(_change.c.id.desc()))
    ]
